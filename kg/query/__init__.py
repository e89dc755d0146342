"""The Python face of a graph: ask it by name, filter it, walk it, hand it to other tools."""

from __future__ import annotations

from kg.query.entry import load
from kg.query.graph import Graph
from kg.query.kinds import Figures, Metric, Post, Saying, Undertaking
from kg.query.listing import Listing, Row, Rows
from kg.query.naming import AmbiguousName, UnknownName
from kg.query.opening import LoadError
from kg.query.records import Evidence, Fact, Thing
from kg.query.things import Document, Event, Initiative, Organisation, Person, Place, Project
from kg.query.values import Amount, Period, Range

__all__ = [
    "AmbiguousName", "Amount", "Document", "Event", "Evidence", "Fact", "Figures", "Graph", "Initiative", "Listing",
    "LoadError", "Metric", "Organisation", "Period", "Person", "Place", "Post", "Project", "Range", "Row", "Rows",
    "Saying", "Thing", "Undertaking", "UnknownName", "load",
]  # fmt: skip
