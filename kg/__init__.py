"""Chinese local-government news into a knowledge graph that can be trusted line by line.

`kg.build(folder)` reads pages, `kg.load(folder)` opens a build, `kg.read(text)` reads one text.
Nothing is loaded before it is asked for. `kg.query` and `kg.view` are rooms of the house and verbs of the
command line at once: they can be imported from and called.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.query.entry import load
    from kg.query.graph import Graph
    from kg.query.naming import AmbiguousName, UnknownName
    from kg.query.opening import LoadError
    from kg.verbs.giving import check, export, load_into, query, serve, view
    from kg.verbs.reading import build, evaluate, explain, read, report, show

__version__ = "0.1.0"
__all__ = [
    "AmbiguousName", "Graph", "LoadError", "UnknownName", "build", "check", "evaluate", "explain", "export", "load",
    "load_into", "query", "read", "report", "serve", "show", "view",
]  # fmt: skip
_HOMES = {
    "AmbiguousName": "kg.query.naming",
    "Graph": "kg.query.graph",
    "LoadError": "kg.query.opening",
    "UnknownName": "kg.query.naming",
    "build": "kg.verbs.reading",
    "check": "kg.verbs.giving",
    "evaluate": "kg.verbs.reading",
    "explain": "kg.verbs.reading",
    "export": "kg.verbs.giving",
    "load_into": "kg.verbs.giving",
    "serve": "kg.verbs.giving",
    "load": "kg.query.entry",
    "read": "kg.verbs.reading",
    "report": "kg.verbs.reading",
    "show": "kg.verbs.reading",
}
_ROOMS = ("query", "view")  # rooms that share their name with a verb


def __getattr__(name: str) -> Any:
    """A public name when first used."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    if name in _ROOMS:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Room(ModuleType):
    """A room that does what the verb of its name does when it is called."""

    def __call__(self, *args: Any, **named: Any) -> Any:
        return getattr(import_module("kg.verbs.giving"), self.__name__.rpartition(".")[2])(*args, **named)


class _House(ModuleType):
    """The package itself, which sees its rooms when they are first imported."""

    def __setattr__(self, name: str, value: object) -> None:
        if name in _ROOMS and isinstance(value, ModuleType):
            value.__class__ = _Room
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _House
