"""The graph as JSON-LD: plain keys, values as JSON has them, and a context that says what they mean.

The context stands in the file, so that it is read without a network; `ontology/context.jsonld` is the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from kg.graph.load import Source
from kg.graph.rdf import prefixes
from kg.graph.turtle import Block
from kg.schema import schema

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_SORTS: Mapping[str, Mapping[str, str]] = {
    "node": {"@type": "@id"},
    "zh": {"@language": "zh"},
    "text": {},
    "integer": {},
    "decimal": {"@type": "xsd:decimal"},
    "date": {"@type": "xsd:date"},
}


@lru_cache(maxsize=1)
def _properties() -> dict[str, tuple[str, str]]:
    """Prefixed property -> (key, sort of its values), from properties.tsv; relations of the ontology lead to nodes."""
    rows = files("kg.graph").joinpath("properties.tsv").read_text("utf-8").splitlines()[1:]
    sorts = dict(row.split("\t") for row in rows)
    for fact_type in schema().facts.values():
        sorts |= {name: "node" for name in (fact_type.predicate, fact_type.narrow) if name}
        sorts |= {role.path: "node" for role in fact_type.roles if role.is_node or role.values}
    taken: dict[str, str] = {}
    for name in sorts:
        taken.setdefault(name.partition(":")[2], name)
    return {name: (_key(name, taken), sort) for name, sort in sorts.items()}


def _key(name: str, taken: Mapping[str, str]) -> str:
    """The local name, or the prefixed one where two properties share it (isPartOf)."""
    local = name.partition(":")[2]
    return local if taken[local] == name else name


def context(base: str) -> dict[str, Any]:
    """The @context: prefixes, then one key a property."""
    terms = {key: {"@id": name, **_SORTS[sort]} for name, (key, sort) in _properties().items()}
    return {**prefixes(schema(), base), **terms}


def _string(term: str) -> str:
    """The text of a Turtle string; our escapes are JSON's, but for DEL."""
    text: str = json.loads(term)
    return text


def _value(term: str, sort: str) -> Any:
    if sort == "integer":
        return int(term)
    if sort == "date":
        return term[1 : term.rindex('"')]
    if not term.startswith('"'):
        return term
    text, tag = _string(term[: term.rindex('"') + 1]), term[term.rindex('"') + 1 :].removeprefix("@")
    expected = "zh" if sort == "zh" else ""
    return text if tag == expected else {"@value": text, "@language": tag}


def _node(block: Block) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": block.subject}
    found: dict[str, list[Any]] = {}
    for name, term in block.pairs:
        key, sort = ("@type", "node") if name == "a" else _properties()[name]
        found.setdefault(key, []).append(_value(term, sort))
    return node | {key: values[0] if len(values) == 1 else values for key, values in found.items()}


def jsonld(source: Source) -> Iterator[str]:
    """The file in pieces: one line a node. KeyError for a property that properties.tsv lacks."""
    yield '{"@context":' + _JSON.encode(context(source.base)) + ',\n"@graph":[\n'
    before = ""
    for section in source.blocks():
        for block in section.blocks:
            yield before + _JSON.encode(_node(block))
            before = ",\n"
    yield "\n]}\n"
