"""Opening what a build left: its folder, its tables' folder, or its Turtle or N-Quads."""

from __future__ import annotations

from pathlib import Path

from kg.graph import load
from kg.model import Knowledge

RDF = frozenset({".ttl", ".nq", ".nt", ".trig"})


class LoadError(ValueError):
    """What was to be opened is no build, or has nothing of that name."""


def open_knowledge(path: Path) -> Knowledge:
    """A build's folder, or its graph as Turtle or N-Quads. Raises LoadError where it is neither."""
    try:
        return _graph(path) if path.suffix.lower() in RDF and not path.is_dir() else _tables(path)
    except LoadError:
        raise
    except (ValueError, KeyError, TypeError, SyntaxError) as error:
        raise LoadError(f"{path}: not what a build writes ({error}); build it again") from error


def _graph(path: Path) -> Knowledge:
    if not path.is_file():
        raise LoadError(f"{path}: no such file")
    found = load.read_graph(path)
    if not found.documents:
        raise LoadError(f"{path}: holds no page of a build; open the graph.ttl that `kg build` writes")
    return found


def _tables(folder: Path) -> Knowledge:
    if not (folder / "facts.jsonl").is_file():
        raise LoadError(f"{folder}: no build here (facts.jsonl is missing); run `kg build PAGES -o {folder}`")
    return load.read_tables(folder)
