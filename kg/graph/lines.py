"""Subject blocks as N-Triples or N-Quads: one line a triple, every name in full."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from kg.graph.turtle import Block

_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_XSD = "http://www.w3.org/2001/XMLSchema#"


def expander(prefixes: Mapping[str, str]) -> Callable[[str], str]:
    """A function from our Turtle terms to N-Triples terms."""

    @lru_cache(maxsize=65536)
    def full(term: str) -> str:
        first = term[0]
        if first == '"':
            text, typed, local = term.rpartition("^^xsd:")
            return f"{text}^^<{_XSD}{local}>" if typed and '"' not in local else term
        if first == "<":
            return term
        if first.isdigit() or first == "-":
            return f'"{term}"^^<{_XSD}{"decimal" if "." in term else "integer"}>'
        prefix, _, local = term.partition(":")
        return _TYPE if term == "a" else f"<{prefixes[prefix]}{local}>"

    return full


def lines(blocks: Iterable[Block], full: Callable[[str], str], graph: str = "") -> Iterator[str]:
    """One line a triple; `graph` is the fourth term of each, in full, or ""."""
    end = f" {graph} .\n" if graph else " .\n"
    for block in blocks:
        subject = full(block.subject)
        yield "".join(f"{subject} {full(predicate)} {full(value)}{end}" for predicate, value in block.pairs)
