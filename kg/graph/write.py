"""Writes a build's answer into a folder or file it is given; making that atomic is the caller's work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.graph import rdf, tables, turtle
from kg.model import Knowledge
from kg.schema import schema

BASE = "https://example.org/govkg/"
VERSION = "1.0"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*[/#]")
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_NO_REASONS: Mapping[str, str] = {}


def _check_names(knowledge: Knowledge) -> None:
    """Ids go into the file as they are, so they must be local names."""
    for record in (*knowledge.entities, *knowledge.facts):
        if not _LOCAL.fullmatch(record.id):
            raise ValueError(f"{record.id!r} is no local name")


def write_turtle(
    knowledge: Knowledge,
    path: Path,
    *,
    base: str = BASE,
    reasons: Mapping[str, str] = _NO_REASONS,
    version: str = VERSION,
) -> int:
    """Write the graph as Turtle and return the number of triples.

    `base` ends in / or # and is put before `id/`; `reasons` maps rule names to what they say
    of themselves. ValueError for a base that is no IRI or an id that is no local name.
    """
    if not _IRI.fullmatch(base):
        raise ValueError(f"base must be an IRI that ends in / or #, not {base!r}")
    _check_names(knowledge)
    vocabulary = schema()
    sections = rdf.sections(knowledge, vocabulary, reasons, version)
    with path.open("wb") as out:
        return turtle.write(out, rdf.prefixes(vocabulary, base), sections)


def _write_lines(path: Path, rows: Iterable[tables.Row]) -> None:
    with path.open("wb") as out:
        out.writelines(map(tables.line, rows))


def write_tables(knowledge: Knowledge, folder: Path) -> None:
    """Write documents.jsonl, entities.jsonl and facts.jsonl into an existing folder."""
    _write_lines(folder / "documents.jsonl", tables.document_rows(knowledge))
    _write_lines(folder / "entities.jsonl", tables.entity_rows(knowledge))
    _write_lines(folder / "facts.jsonl", tables.fact_rows(knowledge))
