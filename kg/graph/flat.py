"""The graph as two flat tables, nodes and edges, for tools that know no RDF: Gephi, Cytoscape, Neo4j, pandas.

Entities are nodes; so are facts with less than two entities (figures, sayings, honours, bylines), tied to
their entity by an edge. A fact with two entities is an edge.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from kg.graph.periods import days
from kg.graph.tables import arguments
from kg.model import Entity, Fact, Knowledge
from kg.schema import schema
from kg.text.pinyin import syllables

Row = dict[str, Any]
_LISTED = "|"
_SHARED: dict[str, type] = {
    "modality": str, "confidence": float, "first_stated": str, "last_stated": str, "valid_from": str, "valid_to": str,
    "claimed_by": str, "pages": str, "words": str,
}  # fmt: skip


class Flat(NamedTuple):
    """Both tables with their columns (name -> str, int or float); a row leaves out what it has not."""

    nodes: list[Row]
    edges: list[Row]
    node_columns: dict[str, type]
    edge_columns: dict[str, type]


def _literals() -> dict[str, type]:
    """Roles that hold no entity, in the ontology's order: title, value, unit …"""
    roles = (role.name for fact_type in schema().facts.values() for role in fact_type.roles if not role.is_entity)
    return {name: str for name in roles if name not in _SHARED}


def _entity(entity: Entity) -> Row:
    row: Row = {"id": entity.id, "label": entity.label, "type": entity.kind, "sub": entity.sub}
    row["aliases"] = _LISTED.join(sorted(set(entity.aliases)))
    row["pinyin"] = syllables(entity.label, entity.kind == "PER")
    return row | {"mentions": len(entity.mentions)}


def _joined(values: Iterator[str]) -> str:
    return _LISTED.join(sorted({value for value in values if value}))


def _said(fact: Fact) -> Row:
    """What a fact says besides its entities, with the words of its best evidence."""
    entity_roles = schema().facts[fact.type].entity_roles
    row: Row = {n: str(v).lower() if v is True else v for n, v in arguments(fact).items() if n not in entity_roles}
    dates = sorted({day for s in fact.statements if (day := days(s.published)[0])})
    best = min(fact.statements, key=lambda s: (-s.confidence, s.document, s.start))
    return {"modality": "actual"} | row | {
        "confidence": round(fact.confidence, 4),
        "first_stated": dates[0] if dates else "",
        "last_stated": dates[-1] if dates else "",
        "valid_from": fact.valid_from,
        "valid_to": fact.valid_to,
        "claimed_by": _joined(s.claimed_by for s in fact.statements),
        "pages": _joined(s.document for s in fact.statements),
        "words": best.quote,
    }  # fmt: skip


def _label(said: Row) -> str:
    """How a fact that is a node shows itself: its own words, in the roles' order."""
    parts = [str(said[name]) for name in _literals() if said.get(name)]
    return " ".join(parts)


def flat(knowledge: Knowledge) -> Flat:
    """Both tables, sorted by id. KeyError for a type the ontology lacks."""
    nodes, edges = [_entity(entity) for entity in knowledge.entities], []
    for fact in knowledge.facts:
        ends = [fact.arg(role) for role in schema().facts[fact.type].entity_roles if fact.arg(role)]
        said = _said(fact)
        if len(ends) < 2:
            nodes.append({"id": fact.id, "label": _label(said), "type": fact.type, **said})
            said, ends = {}, [*ends, fact.id]
        if len(ends) > 1:
            edges.append({"id": f"{fact.id}-of" if not said else fact.id, "source": ends[0], "target": ends[1],
                          "type": fact.type, **said})  # fmt: skip
    columns: dict[str, type] = {"id": str, "label": str, "type": str, "sub": str, "aliases": str, "pinyin": str, "mentions": int}
    ends_of: dict[str, type] = {"id": str, "source": str, "target": str, "type": str}
    rest = {**_literals(), **_SHARED}
    return Flat(
        sorted(nodes, key=lambda row: row["id"]), sorted(edges, key=lambda row: row["id"]),
        columns | rest, ends_of | rest,
    )  # fmt: skip
