"""What people ask of a kind of thing or a type of fact: posts of a person, value and unit of a figure.

A kind or type that the ontology has and this file has not is a plain Thing or Fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from kg.query.listing import Listing, frame, html_table
from kg.query.records import Fact, Thing
from kg.query.values import Amount, Range, in_base_unit, number

if TYPE_CHECKING:
    import pandas


class Post(Fact):
    """A tenure as it was seen: who, where, as what, first and last stated. A page's day is never its start."""

    @property
    def person(self) -> Thing:
        return self.filler("person")

    @property
    def org(self) -> Thing:
        return self.filler("org")

    @property
    def title(self) -> str:
        return self.arg("title")

    @property
    def former(self) -> bool:
        """Whether the page says that it is over."""
        return self.arg("former") == "true"


class Saying(Fact):
    """What somebody is quoted with."""

    @property
    def speaker(self) -> Thing:
        return self.filler("speaker")

    @property
    def quote(self) -> str:
        return self.arg("quote")


class Undertaking(Fact):
    """Who drives which initiative, done or planned."""

    @property
    def agent(self) -> Thing:
        return self.filler("agent")

    @property
    def initiative(self) -> Thing:
        return self.filler("initiative")


class Metric(Fact):
    """A figure: exact value, unit, comparator (≥ ≤ ≈), kind (level, growth, share, rank …), period, modality."""

    @property
    def subject(self) -> Thing:
        return self.filler("subject")

    @property
    def indicator(self) -> str:
        return self.arg("indicator")

    @property
    def value(self) -> Decimal | Range | str:
        return number(self.arg("value"))

    @property
    def unit(self) -> str:
        return self.arg("unit")

    @property
    def kind(self) -> str:
        return self.arg("kind")

    @property
    def comparator(self) -> str:
        return self.arg("qualifier")

    @property
    def amount(self) -> Amount | None:
        """The value in its base unit; None where the unit is not known."""
        return in_base_unit(self.arg("value"), self.unit)


MODALITIES = ("actual", "target", "plan")


class Figures(Listing[Metric]):
    """Figures of one question; as a table, what was reached and what was aimed at stand side by side."""

    def side_by_side(self) -> list[dict[str, object]]:
        """One row for each subject, indicator, kind, unit and period, with what is actual, target and plan.

        Figures that contradict each other get rows of their own: none is dropped.
        """
        found: dict[tuple[object, ...], dict[str, list[Metric]]] = {}
        for metric in self:
            place = metric.subject, metric.indicator, metric.kind, metric.unit, metric.period
            found.setdefault(place, {}).setdefault(metric.modality, []).append(metric)
        return [row for place, sides in found.items() for row in _sides(place, sides)]

    def to_pandas(self) -> pandas.DataFrame:
        """`side_by_side` as a DataFrame; values are Decimal."""
        return frame(self.side_by_side(), _HEADS)

    def _repr_html_(self) -> str:
        return html_table(list(self.side_by_side()), _HEADS)


_KEYS = ("subject", "indicator", "kind", "unit", "period")
_HEADS = (*_KEYS, *MODALITIES, "comparator", "first_stated", "last_stated", "speaker", "quote")


def _sides(place: tuple[object, ...], sides: Mapping[str, list[Metric]]) -> list[dict[str, object]]:
    depth = max(len(metrics) for metrics in sides.values())
    at = [{side: metrics[n] for side, metrics in sides.items() if n < len(metrics)} for n in range(depth)]
    return [dict(zip(_KEYS, place, strict=True)) | _side(row) for row in at]


def _side(row: Mapping[str, Metric]) -> dict[str, object]:
    first = row.get("actual") or next(iter(row.values()))
    stated = [day for metric in row.values() for day in (metric.first_stated, metric.last_stated) if day]
    values: dict[str, object] = {side: row[side].value if side in row else None for side in MODALITIES}
    marks = [f"{side} {metric.comparator}" for side, metric in row.items() if metric.comparator]
    return values | {
        "comparator": ", ".join(marks),
        "first_stated": min(stated, default=None),
        "last_stated": max(stated, default=None),
        "speaker": next(iter(first.speakers), None),
        "quote": first.evidence[0].quote,
    }


F = TypeVar("F", bound=Fact)


def of_class(kind: type[F], facts: Iterable[Fact]) -> Listing[F]:
    """The members that are of one class."""
    return Listing(fact for fact in facts if isinstance(fact, kind))


FACTS: dict[str, type[Fact]] = {"POST": Post, "SAYS": Saying, "INIT": Undertaking, "METRIC": Metric}
