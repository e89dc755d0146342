"""The graph as a networkx MultiDiGraph, for people who count, walk and draw in Python."""

from __future__ import annotations

from typing import Any

import networkx as nx

from kg.graph.tables import arguments
from kg.model import Entity, Fact, Knowledge, Statement
from kg.schema import FactType, schema

Attributes = dict[str, Any]


def _evidence(statement: Statement) -> Attributes:
    return {
        "document": statement.document,
        "start": statement.start,
        "end": statement.end,
        "quote": statement.quote,
        "rule": statement.rule,
        "confidence": statement.confidence,
        "claimed_by": statement.claimed_by,
        "published": statement.published,
    }


def _attributes(fact: Fact) -> Attributes:
    """What an edge or a list entry says: id, type, arguments, modality, evidence."""
    known: Attributes = {"modality": "actual"} | arguments(fact)
    return known | {
        "id": fact.id,
        "type": fact.type,
        "confidence": fact.confidence,
        "valid_from": fact.valid_from,
        "valid_to": fact.valid_to,
        "evidence": [_evidence(statement) for statement in sorted(fact.statements)],
    }


def _node(entity: Entity) -> Attributes:
    return {
        "kind": entity.kind,
        "sub": entity.sub,
        "label": entity.label,
        "aliases": list(entity.aliases),
        "mentions": len(entity.mentions),
        "facts": [],
    }


def _ends(fact: Fact, fact_type: FactType) -> list[str]:
    return [fact.arg(role) for role in fact_type.entity_roles if fact.arg(role)]


def to_networkx(knowledge: Knowledge) -> nx.MultiDiGraph[str]:
    """Entities as nodes, relations as edges.

    A fact with two entities is an edge from the first to the second role, its key the fact's id,
    its attributes the arguments (title, modality …), confidence and evidence. A fact with one
    entity (metric, saying, honour, byline) stands in that node's list `facts`; every fact is
    reachable as `graph.graph["facts"][id]`. KeyError for a type the ontology lacks.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(facts={})
    graph.add_nodes_from((e.id, _node(e)) for e in sorted(knowledge.entities, key=lambda e: e.id))
    types = schema().facts
    for fact in sorted(knowledge.facts, key=lambda f: f.id):
        shown = graph.graph["facts"][fact.id] = _attributes(fact)
        ends = _ends(fact, types[fact.type])
        if len(ends) > 1:
            graph.add_edge(ends[0], ends[1], key=fact.id, **shown)
        elif ends and ends[0] in graph:
            graph.nodes[ends[0]]["facts"].append(shown)
    return graph


def metrics(graph: nx.MultiDiGraph[str], entity: str) -> list[Attributes]:
    """The figures of one entity, by indicator and period."""
    found = [fact for fact in graph.nodes[entity]["facts"] if fact["type"] == "METRIC"]
    return sorted(found, key=lambda f: (f["indicator"], f["period"], f["id"]))


def sayings(graph: nx.MultiDiGraph[str], entity: str) -> list[Attributes]:
    """What one entity is quoted with, by fact id."""
    return [fact for fact in graph.nodes[entity]["facts"] if fact["type"] == "SAYS"]
