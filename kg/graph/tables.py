"""The tabular face of the graph: documents.jsonl, entities.jsonl and facts.jsonl, one object a line.

Rows are sorted and hold no clock; facts.jsonl has one row per statement. `kg.graph.load` reads them back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.model import Document, Entity, Fact, Judgement, Knowledge, Place, Statement
from kg.schema import schema

Row = dict[str, Any]
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": "))
_SPECIAL = re.compile("[\x85\u2028\u2029\ud800-\udfff]")
_LOST = "\ufffd"
_WHOLE = frozenset({"METRIC"})  # types whose rows show every role but an absent entity


def _safe(match: re.Match[str]) -> str:
    return _LOST if match[0] >= "\ud800" else f"\\u{ord(match[0]):04x}"


def line(row: Row) -> bytes:
    """One row as UTF-8. Lone surrogates, which UTF-8 cannot hold, become U+FFFD; what some
    readers take for a line end (U+0085, U+2028, U+2029) is escaped."""
    text = _JSON.encode(row)
    return (_SPECIAL.sub(_safe, text) + "\n").encode()


def _document(document: Document) -> Row:
    articles = [
        {"headline": h.headline, "start": h.start, "end": h.end, "byline": h.byline}
        for h in document.headings
    ]
    return {
        "document": document.stem,
        "path": document.path,
        "sha256": document.sha256,
        "encoding": document.encoding,
        "length": document.length,
        "published": document.published,
        "published_why": document.published_why,
        "articles": articles,
    }


def document_rows(knowledge: Knowledge) -> Iterator[Row]:
    """By stem, then path."""
    for document in sorted(knowledge.documents, key=lambda d: (d.stem, d.path)):
        yield _document(document)


def _mention(place: Place) -> Row:
    return {"document": place.document, "start": place.start, "end": place.end, "text": place.text}


def _entity(entity: Entity) -> Row:
    return {
        "id": entity.id,
        "type": entity.kind,
        "sub": entity.sub,
        "label": entity.label,
        "aliases": sorted(set(entity.aliases)),
        "mentions": [_mention(place) for place in sorted(entity.mentions)],
    }


def entity_rows(knowledge: Knowledge) -> Iterator[Row]:
    """By id; mentions by document and place."""
    for entity in sorted(knowledge.entities, key=lambda e: e.id):
        yield _entity(entity)


@lru_cache(maxsize=64)
def _shown(code: str) -> tuple[tuple[str, str, bool], ...]:
    """Roles of a type in the order of a row, each with its default and whether it stands there unfilled."""
    fact_type = schema().facts[code]
    roles = sorted(fact_type.roles, key=lambda role: role.name == "former")
    whole = code in _WHOLE
    return tuple(
        (role.name, role.default, role.required or (whole and not role.is_entity and role.name != "former"))
        for role in roles
    )


def arguments(fact: Fact) -> Row:
    """The arguments as the tables name them, in the ontology's order: `former` is true or absent, a default is
    left out, a metric is complete. KeyError for a type the ontology lacks."""
    args = dict(fact.args)
    row: Row = {}
    for name, default, always in _shown(fact.type):
        value = args.get(name, "")
        if always or value not in ("", default):
            row[name] = True if name == "former" else value or default
    return row


def _statement(fact: Fact, statement: Statement) -> Row:
    row: Row = {
        "id": fact.id,
        "type": fact.type,
        "document": statement.document,
        "start": statement.start,
        "end": statement.end,
        **arguments(fact),
        "confidence": round(float(statement.confidence), 4),
        "rule": statement.rule,
        "words": statement.quote,
        "sentence": statement.sentence,
        "sentence_start": statement.sentence_start,
        "sentence_end": statement.sentence_end,
    }
    said = {"claimed_by": statement.claimed_by, "valid_from": fact.valid_from, "valid_to": fact.valid_to}
    return row | {name: value for name, value in said.items() if value}


def _place(pair: tuple[Fact, Statement]) -> tuple[str, int, int, str, str, str]:
    fact, statement = pair
    return statement.document, statement.start, statement.end, fact.type, fact.id, statement.rule


def fact_rows(knowledge: Knowledge) -> Iterator[Row]:
    """One row per statement, by document and place, then type, id and rule."""
    for fact, statement in sorted(knowledge.statements(), key=_place):
        yield _statement(fact, statement)


def judgement_rows(judgements: Iterable[Judgement]) -> Iterator[Row]:
    """Which names were held to be the same or not, and why; each once, by name."""
    for j in sorted(set(judgements), key=lambda j: (j.left, j.right, j.verdict, j.reason, j.score)):
        yield {
            "left": j.left,
            "right": j.right,
            "verdict": j.verdict,
            "reason": j.reason,
            "score": round(j.score, 4),
        }


def _write(path: Path, rows: Iterable[Row]) -> None:
    with path.open("wb") as out:
        out.writelines(map(line, rows))


def write_tables(knowledge: Knowledge, folder: Path) -> None:
    """Write documents.jsonl, entities.jsonl and facts.jsonl into an existing folder."""
    _write(folder / "documents.jsonl", document_rows(knowledge))
    _write(folder / "entities.jsonl", entity_rows(knowledge))
    _write(folder / "facts.jsonl", fact_rows(knowledge))


def write_judgements(judgements: Iterable[Judgement], folder: Path) -> None:
    """Write judgements.jsonl into an existing folder."""
    _write(folder / "judgements.jsonl", judgement_rows(judgements))
