"""The Python face of a graph: ask it by name, filter it, walk it, hand it to other tools.

`kg.query` is also the verb of the command line: kg.query("SELECT …", "exports").
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

from kg.query.entry import ask, load
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
    "Saying", "Thing", "Undertaking", "UnknownName", "ask", "load",
]  # fmt: skip


class _Verb(ModuleType):
    """A module that answers when it is called, since the room and the verb share one name."""

    def __call__(self, question: str | Path, data: str | Path = "exports") -> Rows:
        return ask(question, data)


sys.modules[__name__].__class__ = _Verb
