"""Precision, recall and F1 of a build against gold, with every error named."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from kg.model import Knowledge
from kg.quality.match import (
    Row,
    dice,
    entity_roles,
    match_entities,
    readings,
    same_literals,
    same_period,
    squash,
)
from kg.schema import schema


class GoldError(ValueError):
    """A gold file that cannot be read; the message names it."""


class Count(NamedTuple):
    hits: int = 0
    extra: int = 0
    missed: int = 0

    def __add__(self, other: object) -> Count:
        assert isinstance(other, Count)
        return Count(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + self.extra) if self.hits + self.extra else 0.0

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 0.0

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


class Error(NamedTuple):
    group: str
    document: str
    what: str  # missed or extra
    shown: str
    rule: str


class Outcome(NamedTuple):
    """A fact that was read, and whether gold has it (as required or optional)."""

    type: str
    rule: str
    confidence: float
    right: bool


@dataclass
class Score:
    """Counts by entity kind and fact type, attribute hits, errors, and what became of every fact read."""

    counts: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    attributes: dict[str, tuple[int, int]] = field(default_factory=lambda: defaultdict(lambda: (0, 0)))
    errors: list[Error] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def tell(self, name: str, right: bool) -> None:
        hits, of = self.attributes[name]
        self.attributes[name] = (hits + right, of + 1)

    def total(self, groups: tuple[str, ...]) -> Count:
        return sum((self.counts[g] for g in groups), Count())


def load_gold(folder: Path) -> list[dict[str, Any]]:
    """All gold files of a folder, by name. Raises GoldError where there is none or one is no gold."""
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise GoldError(f"{folder}: no gold here (*.json)")
    found = []
    for path in paths:
        try:
            gold = json.loads(path.read_text(encoding="utf-8"))
            found.append({"doc": gold["doc"], "entities": gold["entities"], "facts": gold["facts"], **gold})
        except (ValueError, KeyError, TypeError) as error:
            raise GoldError(f"{path}: not a gold file ({error})") from error
    return found


def evaluate(knowledge: Knowledge, gold: list[dict[str, Any]]) -> Score:
    """Score the pages that have gold; other pages do not count."""
    score = Score()
    entities, facts = _by_document(knowledge)
    for page in gold:
        _score_page(page, entities[page["doc"]], facts[page["doc"]], score)
    return score


def _by_document(knowledge: Knowledge) -> tuple[dict[str, list[Row]], dict[str, list[Row]]]:
    entities: dict[str, list[Row]] = defaultdict(list)
    facts: dict[str, list[Row]] = defaultdict(list)
    for entity in knowledge.entities:
        forms: dict[str, set[str]] = defaultdict(set)
        for place in entity.mentions:
            forms[place.document].add(squash(place.text))
        for document, found in forms.items():
            entities[document].append({"id": entity.id, "type": entity.kind, "forms": found, "label": entity.label})
    for fact, told in knowledge.statements():
        facts[told.document].append({"type": fact.type, "rule": told.rule, "confidence": told.confidence, **dict(fact.args)})
    return entities, facts


def _score_page(gold: Row, entities: list[Row], facts: list[Row], score: Score) -> None:
    found = match_entities(gold["entities"], entities)
    by_id = {e["id"]: e for e in gold["entities"]}
    for kind in schema().kinds:
        _score_kind(kind, gold, entities, found, by_id, score)
    labels = {e["id"]: e["label"] for e in entities}
    names = {e["id"]: e["names"][0] for e in gold["entities"]}
    for type in schema().facts:
        wanted = sorted((f for f in gold["facts"] if f["type"] == type), key=lambda f: bool(f.get("optional")))
        read = [f for f in facts if f["type"] == type]
        _score_type(type, gold["doc"], wanted, read, found, score, names, labels)


def _score_kind(
    kind: str, gold: Row, entities: list[Row], found: dict[str, str], by_id: dict[str, Row], score: Score
) -> None:
    wanted = [e for e in gold["entities"] if e["type"] == kind and not e.get("optional")]
    read = [e for e in entities if e["type"] == kind and not by_id.get(found.get(e["id"], ""), {}).get("optional")]
    got = {found[e["id"]] for e in read if e["id"] in found}
    hits = sum(e["id"] in found for e in read)
    score.counts[kind] += Count(hits, len(read) - hits, len(wanted) - hits)
    doc = gold["doc"]
    score.errors += [Error(kind, doc, "missed", " | ".join(e["names"]), "") for e in wanted if e["id"] not in got]
    score.errors += [Error(kind, doc, "extra", " | ".join(sorted(e["forms"])), "") for e in read if e["id"] not in found]


def _score_type(
    type: str, doc: str, wanted: list[Row], read: list[Row], found: dict[str, str], score: Score,
    names: dict[str, str], labels: dict[str, str],
) -> None:
    taken: set[int] = set()
    hits = missed = 0
    for want in wanted:
        best = max(_candidates(type, want, read, found, taken), default=None)
        if best is not None:
            taken.add(-best[1])
        if want.get("optional"):
            continue
        if best is None:
            missed += 1
            score.errors.append(Error(type, doc, "missed", _show(want, names), ""))
        else:
            hits += 1
            _tell_attributes(type, want, read[-best[1]], found, score)
    extra = [r for i, r in enumerate(read) if i not in taken]
    score.errors += [Error(type, doc, "extra", _show(r, labels), str(r["rule"])) for r in extra]
    score.counts[type] += Count(hits, len(extra), missed)
    score.outcomes += [Outcome(type, str(r["rule"]), float(r["confidence"]), i in taken) for i, r in enumerate(read)]


def _candidates(
    type: str, want: Row, read: list[Row], found: dict[str, str], taken: set[int]
) -> Iterator[tuple[float, int]]:
    """(closeness, minus position) of every free row that fits; the first of the closest wins."""
    roles = entity_roles(type)
    for i, row in enumerate(read):
        for reading in readings(want) if i not in taken else ():
            if all(found.get(row.get(r, "")) == reading[r] for r in roles) and same_literals(type, reading, row):
                same_subject = found.get(row.get("subject", "")) == reading.get("subject")
                yield dice(reading.get("indicator", "x"), row.get("indicator", "x")) + same_subject, -i


def _tell_attributes(type: str, want: Row, row: Row, found: dict[str, str], score: Score) -> None:
    if type != "METRIC":
        return
    subjects = {reading["subject"] for reading in readings(want)}
    score.tell("METRIC.subject", found.get(row.get("subject", "")) in subjects)
    score.tell("METRIC.kind", want["kind"] == row.get("kind"))
    score.tell("METRIC.qualifier", squash(want.get("qualifier", "")) == squash(row.get("qualifier") or ""))
    score.tell("METRIC.period", same_period(want.get("period", ""), row.get("period")))


def _show(fact: Row, names: dict[str, str]) -> str:
    hidden = ("ev", "type", "alt", "rule", "confidence", "optional")
    return " ".join(f"{k}={names.get(str(v), v)}" for k, v in fact.items() if k not in hidden)
