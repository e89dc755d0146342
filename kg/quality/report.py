"""A report card for every rule: how often it fires, how often gold agrees, what it loses to others, what never fires."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from kg.model import Mention, Reading
from kg.quality.evaluate import Outcome
from kg.quality.match import squash


class Card(NamedTuple):
    """One rule. `right` and `wrong` count only where gold can tell; `lost` are mentions that others crossed out."""

    rule: str
    fired: int
    right: int
    wrong: int
    lost: int

    @property
    def precision(self) -> float | None:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None


class Bucket(NamedTuple):
    """Facts whose confidence lies in [low, low + 0.1): what was promised and what held."""

    low: float
    facts: int
    promised: float
    held: float


def report(
    readings: Mapping[str, Iterable[Reading]],
    outcomes: Iterable[Outcome],
    gold: Iterable[Mapping[str, Any]],
    lost: Counter[str],
    rules: Iterable[str],
) -> list[Card]:
    """Cards of all rules by name.

    Args: readings by page; outcomes of the facts; lost mentions by rule; rules all that exist.
    """
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    fired: Counter[str] = Counter()
    for outcome in outcomes:
        fired[outcome.rule] += 1
        (right if outcome.right else wrong)[outcome.rule] += 1
    names = {page["doc"]: _names(page) for page in gold}
    for document, found in readings.items():
        for mention in {m for reading in found for m in reading.mentions}:
            fired[mention.rule] += 1
            if document in names:
                (right if _known(mention, names[document]) else wrong)[mention.rule] += 1
    every = sorted({*rules, *fired})
    return [Card(rule, fired[rule], right[rule], wrong[rule], lost[rule]) for rule in every]


def _names(page: Mapping[str, Any]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for entity in page["entities"]:
        found[entity["type"]].update(map(squash, entity["names"]))
    return found


def _known(mention: Mention, names: Mapping[str, set[str]]) -> bool:
    return squash(mention.text) in names.get(mention.kind, set())


def buckets(outcomes: Iterable[Outcome]) -> list[Bucket]:
    """Facts by confidence in steps of 0.1, lowest first; empty steps are left out."""
    grouped: dict[int, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        grouped[min(int(outcome.confidence * 10 + 1e-9), 9)].append(outcome)
    return [_bucket(step, grouped[step]) for step in sorted(grouped)]


def _bucket(step: int, found: list[Outcome]) -> Bucket:
    promised = sum(o.confidence for o in found) / len(found)
    return Bucket(step / 10, len(found), promised, sum(o.right for o in found) / len(found))
