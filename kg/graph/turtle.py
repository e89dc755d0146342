"""A streaming Turtle writer: subject blocks in, bytes out, in the order given.

It knows terms and syntax only; what to write and in which order is decided by `rdf`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import islice
from typing import IO, NamedTuple

from kg.graph.amounts import plain

_SPECIAL = re.compile("[\"\\\\\x00-\x1f\x7f\ud800-\udfff]")
_NAMED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_LOST = "\ufffd"
_BATCH = 512


class Block(NamedTuple):
    """One subject with its (predicate, object) terms, ready as Turtle.

    Equal predicates must stand together; each pair is one triple.
    """

    subject: str
    pairs: list[tuple[str, str]]


class Section(NamedTuple):
    """A headed run of blocks."""

    title: str
    blocks: Iterable[Block]


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if character == "\0" or character >= "\ud800":
        return _LOST
    return _NAMED.get(character) or f"\\u{ord(character):04X}"


def literal(text: str) -> str:
    """A plain string. NUL and lone surrogates, which no store keeps, become U+FFFD."""
    return f'"{_SPECIAL.sub(_escape, text)}"' if _SPECIAL.search(text) else f'"{text}"'


def zh(text: str) -> str:
    return literal(text) + "@zh"


def en(text: str) -> str:
    return literal(text) + "@en"


def decimal(value: Decimal) -> str:
    """An xsd:decimal: always with a point, so that no store takes it for an integer."""
    return plain(value)


def date(day: str) -> str:
    """An xsd:date of an ISO day."""
    return f'"{day}"^^xsd:date'


def render(block: Block) -> str:
    """One subject as Turtle; objects of one predicate share a line."""
    last, parts = "", [block.subject]
    for predicate, value in block.pairs:
        if predicate == last:
            parts.append(f" , {value}")
        else:
            parts.append(f" ;\n    {predicate} {value}" if last else f" {predicate} {value}")
            last = predicate
    parts.append(" .\n")
    return "".join(parts)


def _head(prefixes: Mapping[str, str]) -> str:
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes.items())


def chunks(prefixes: Mapping[str, str], sections: Iterable[Section]) -> Iterator[tuple[str, int]]:
    """The file in pieces, each with the number of triples in it.

    Memory holds one batch of blocks; the caller's iterables decide the rest.
    """
    yield _head(prefixes), 0
    for section in sections:
        yield f"\n#### {section.title}\n", 0
        for batch in _batches(section.blocks):
            yield "".join(map(render, batch)), sum(len(block.pairs) for block in batch)


def write(out: IO[bytes], prefixes: Mapping[str, str], sections: Iterable[Section]) -> int:
    """Write the sections in order and return the number of triples."""
    triples = 0
    for text, count in chunks(prefixes, sections):
        out.write(text.encode())
        triples += count
    return triples


def _batches(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    source = iter(blocks)
    while batch := list(islice(source, _BATCH)):
        yield batch
