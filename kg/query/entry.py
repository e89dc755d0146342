"""Opening a graph."""

from __future__ import annotations

from pathlib import Path

from kg.query.graph import Graph


def load(source: str | Path) -> Graph:
    """The graph that a build left: its folder, its graph.ttl, or N-Quads. Raises LoadError where there is none."""
    return Graph.load(source)
