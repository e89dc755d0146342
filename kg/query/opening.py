"""Opening what a build left: its folder, or its graph as Turtle or N-Quads."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

from kg.graph.load import read_source, read_tables
from kg.graph.rdf import BASE
from kg.model import Knowledge

RDF = frozenset({".ttl", ".nq", ".nt", ".trig", ".jsonld", ".rdf"})
_OURS = re.compile("@prefix id: <(.+)id/> ")
_HEADS = 40  # lines in which a Turtle file of ours names its prefixes


class LoadError(ValueError):
    """What was to be opened is no build, or has nothing of that name."""


def open_knowledge(path: Path) -> tuple[Knowledge, str]:
    """A build's folder, or its graph as RDF; with the name space. Raises LoadError where it is neither."""
    try:
        return _graph(path) if path.suffix.lower() in RDF and not path.is_dir() else _tables(path)
    except LoadError:
        raise
    except (ValueError, KeyError, TypeError, SyntaxError) as error:
        raise LoadError(f"{path}: not what a build writes ({error}); build it again") from error


def _graph(path: Path) -> tuple[Knowledge, str]:
    if not path.is_file():
        raise LoadError(f"{path}: no such file")
    found = read_source(path)
    if not found.knowledge.documents:
        raise LoadError(f"{path}: holds no page of a build; open the graph.ttl that `kg build` writes")
    return found.knowledge, found.base


def _tables(folder: Path) -> tuple[Knowledge, str]:
    if not (folder / "facts.jsonl").is_file():
        raise LoadError(f"{folder}: no build here (facts.jsonl is missing); run `kg build PAGES -o {folder}`")
    return read_tables(folder), _base(folder / "graph.ttl")


def _base(turtle: Path) -> str:
    """The name space of the graph beside the tables, which have none."""
    if not turtle.is_file():
        return BASE
    with turtle.open(encoding="utf-8") as lines:
        found = (match[1] for line in islice(lines, _HEADS) if (match := _OURS.match(line)))
        return next(found, BASE)
