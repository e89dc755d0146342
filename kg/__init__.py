"""Chinese local-government news into a knowledge graph that can be trusted line by line.

`kg.build(folder)` reads pages, `kg.load(folder)` opens a build, `kg.read(text)` reads one text.
Nothing is loaded before it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.query.entry import load
    from kg.query.graph import Graph
    from kg.query.naming import AmbiguousName, UnknownName
    from kg.query.opening import LoadError
    from kg.verbs import build, evaluate, explain, read, report, show

__version__ = "0.1.0"
__all__ = [
    "AmbiguousName", "Graph", "LoadError", "UnknownName", "build", "evaluate", "explain", "load", "query", "read", "report",
    "show",
]  # fmt: skip
_HOMES = {
    "AmbiguousName": "kg.query.naming",
    "Graph": "kg.query.graph",
    "LoadError": "kg.query.opening",
    "UnknownName": "kg.query.naming",
    "build": "kg.verbs",
    "evaluate": "kg.verbs",
    "explain": "kg.verbs",
    "load": "kg.query.entry",
    "read": "kg.verbs",
    "report": "kg.verbs",
    "show": "kg.verbs",
}


def __getattr__(name: str) -> Any:
    """A public name when first used; a room of the house (`kg.query`) likewise."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    if name == "query":
        return import_module("kg.query")
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
