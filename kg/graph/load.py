"""Reads a build's tables, or its triples in any RDF syntax, back into Knowledge."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kg.graph.nodes import GraphError, Nodes, ShapeError, local, parse
from kg.graph.rdf import BASE, VERSION, gone, sections
from kg.graph.recall import knowledge
from kg.graph.turtle import Section
from kg.model import Document, Entity, Fact, Heading, Knowledge, Place, Statement
from kg.schema import schema

Row = dict[str, Any]


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        for text in lines:
            yield json.loads(text)


def _document(row: Row) -> Document:
    headings = tuple(Heading(a["headline"], a["start"], a["end"], a["byline"]) for a in row["articles"])
    return Document(
        row["document"], row["path"], row["sha256"], row["encoding"], row["length"],
        row["published"], row["published_why"], headings,
    )  # fmt: skip


def _entity(row: Row) -> Entity:
    mentions = tuple(Place(m["document"], m["start"], m["end"], m["text"]) for m in row["mentions"])
    return Entity(row["id"], row["type"], row["sub"], row["label"], tuple(row["aliases"]), mentions)


def _statement(row: Row, published: str) -> Statement:
    return Statement(
        row["document"], row["start"], row["end"], row["words"],
        row["sentence"], row["sentence_start"], row["sentence_end"],
        row["rule"], row["confidence"], row.get("claimed_by", ""), published,
    )  # fmt: skip


def _arguments(row: Row) -> tuple[tuple[str, str], ...]:
    """The roles of the type that the row holds, in the row's order."""
    known = {role.name for role in schema().facts[row["type"]].roles}
    return tuple((name, "true" if value is True else value) for name, value in row.items() if name in known)


def _fact(rows: list[Row], published: dict[str, str]) -> Fact:
    first = rows[0]
    statements = tuple(_statement(row, published.get(row["document"], "")) for row in rows)
    validity = first.get("valid_from", ""), first.get("valid_to", "")
    return Fact(first["id"], first["type"], _arguments(first), statements, *validity)


def read_tables(folder: Path) -> Knowledge:
    """What `write_tables` wrote. OSError where a file is missing, ValueError or KeyError where it is no table of ours."""
    documents = tuple(map(_document, _rows(folder / "documents.jsonl")))
    published = {document.stem: document.published or "" for document in documents}
    stated: dict[str, list[Row]] = defaultdict(list)
    for row in _rows(folder / "facts.jsonl"):
        stated[row["id"]].append(row)
    facts = tuple(_fact(stated[name], published) for name in sorted(stated))
    return Knowledge(documents, tuple(map(_entity, _rows(folder / "entities.jsonl"))), facts)


def _nodes(path: Path) -> Nodes:
    return Nodes(parse(path), schema())


def _known(path: Path, nodes: Nodes) -> Knowledge:
    try:
        return knowledge(nodes)
    except (GraphError, KeyError, ValueError) as error:
        raise ShapeError(f"{path}: not a graph of a build: {error}") from error


def read_graph(path: Path) -> Knowledge:
    """What `write_turtle` wrote, also after a way through another store (.ttl, .nq, .nt, .trig, .jsonld, .rdf).

    OSError where there is no such file, GraphError where it is no graph of ours; an empty file is an empty graph.
    """
    return _known(path, _nodes(path))


class Source(NamedTuple):
    """A graph with what its file says besides the knowledge: name space, the rules' reasons, replaced names."""

    knowledge: Knowledge
    base: str
    reasons: dict[str, str]
    replaced: dict[str, str]
    version: str

    def blocks(self) -> list[Section]:
        """The graph's sections, as its Turtle has them."""
        return [*sections(self.knowledge, schema(), self.reasons, self.version), *gone(self.replaced)]


def read_source(path: Path) -> Source:
    """A build's folder (its graph.ttl) or an RDF file, with all its triples say. Errors as of `read_graph`."""
    file = path / "graph.ttl" if path.is_dir() else path
    nodes = _nodes(file)
    tools = {nodes.one(tool, "rdfs:label@en"): tool for tool in nodes.of_class("prov:SoftwareAgent")}
    reasons = {rule: reason for rule, tool in tools.items() if (reason := nodes.text(tool, "rdfs:comment@en"))}
    versions = {nodes.text(tool, "schema:softwareVersion") for tool in tools.values()}
    moved = {local(old): local(new) for old, new in nodes.pairs("dcterms:isReplacedBy")}
    return Source(_known(file, nodes), nodes.base() or BASE, reasons, moved, max(versions, default=VERSION))
