"""Opening a graph, and asking it in one line."""

from __future__ import annotations

from pathlib import Path

from kg.query.graph import Graph
from kg.query.listing import Rows


def load(source: str | Path) -> Graph:
    """The graph that a build left: its folder, its graph.ttl, or N-Quads. Raises LoadError where there is none."""
    return Graph.load(source)


def ask(question: str | Path, data: str | Path = "exports") -> Rows:
    """The rows of a SELECT, given as text or as a .rq file, over a build's folder or graph file.

    Raises LoadError where there is no graph, SyntaxError for what is no SPARQL.
    """
    text = Path(question).read_text("utf-8") if str(question).endswith(".rq") else str(question)
    return load(data).sparql(text)
