"""The heavy parts, loaded when first used.

Opening a graph and asking it by name shall not wait for what draws, reads pages or speaks SPARQL;
`tests/test_query_import.py` counts what is loaded when.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx
    import pyoxigraph
    import rdflib

    from kg.model import Knowledge
    from kg.query.listing import Rows
    from kg.view.network import KnowledgeNetwork

_HOMES = {
    "network": "kg.view.page",
    "reasons": "kg.article",
    "rows": "kg.query.answers",
    "store": "kg.query.answers",
    "to_networkx": "kg.graph.network",
    "Graph": "rdflib",
}


def _late(name: str) -> Any:
    return getattr(import_module(_HOMES[name]), name)


def picture(knowledge: Knowledge, lang: str) -> KnowledgeNetwork:
    found: KnowledgeNetwork = _late("network")(knowledge, lang)
    return found


def reasons() -> Mapping[str, str]:
    """What every rule says of itself, by its name."""
    found: Mapping[str, str] = _late("reasons")()
    return found


def store(turtle: str) -> pyoxigraph.Store:
    """Turtle in an in-memory store."""
    found: pyoxigraph.Store = _late("store")(turtle)
    return found


def rows(store: pyoxigraph.Store, question: str, prefixes: dict[str, str]) -> Rows:
    found: Rows = _late("rows")(store, question, prefixes)
    return found


def to_networkx(knowledge: Knowledge) -> networkx.MultiDiGraph[str]:
    found: networkx.MultiDiGraph[str] = _late("to_networkx")(knowledge)
    return found


def to_rdflib(turtle: str) -> rdflib.Graph:
    found: rdflib.Graph = _late("Graph")().parse(data=turtle, format="turtle")
    return found
