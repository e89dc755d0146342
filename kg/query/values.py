"""Values as Python has them: exact decimals, days, and periods that know their bounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from kg.graph import periods
from kg.graph.amounts import amount, base_unit, figure


class Range(NamedTuple):
    """A figure the page gives as a range: 1000-2000."""

    low: Decimal
    high: Decimal

    def __str__(self) -> str:
        return f"{self.low}-{self.high}"


class Amount(NamedTuple):
    """A figure in its base unit, so that 万元 and 亿元 compare."""

    value: Decimal | Range
    unit: str

    def __str__(self) -> str:
        return f"{self.value} {self.unit}"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time in EDTF, with its first and last day (None where it is open or cannot be told).

    `text` is how the tables write it: 2023, 2022-Q1..Q3, 2021..2025, cumulative.
    """

    text: str
    edtf: str
    start: date | None
    end: date | None

    @classmethod
    def read(cls, text: str) -> Period:
        """A period of the tables or an EDTF interval (2021/2025). Words that are neither keep no bounds."""
        found = periods.period(text.replace("/", ".."))
        if found is None:
            return cls(text, "", None, None)
        return cls(text, found.edtf, _date(found.start), _date(found.end))

    def __contains__(self, other: object) -> bool:
        """Whether a day or a whole period lies inside."""
        first, last = _bounds(other)
        if None in (self.start, self.end, first, last):
            return isinstance(other, Period) and bool(self.edtf) and other.edtf == self.edtf
        assert self.start and self.end and first and last
        return self.start <= first and last <= self.end

    def __str__(self) -> str:
        return self.edtf or self.text


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _bounds(value: object) -> tuple[date | None, date | None]:
    if isinstance(value, Period):
        return value.start, value.end
    return (value, value) if isinstance(value, date) else (None, None)


@lru_cache(maxsize=65536)
def to_period(value: str | date | Period) -> Period:
    """What a caller gave for a period. ValueError where it is none."""
    if isinstance(value, Period):
        return value
    found = Period.read(str(value.date() if isinstance(value, datetime) else value))
    if not found.edtf:
        raise ValueError(f"{value!r} is no period; write 2023, 2023-05, 2023-Q1, 2021..2025 or 2024-02-19")
    return found


def to_day(value: str | date) -> date:
    """The last day of what a caller gave for a day: 2024-02 is 2024-02-29. ValueError where it is none."""
    if isinstance(value, datetime):
        return value.date()
    last = value if isinstance(value, date) else to_period(value).end
    if last is None:
        raise ValueError(f"{value!r} is no day; write 2024-02-19")
    return last


def first_day(published: str) -> date | None:
    """The first day that an EDTF prefix allows; None where nothing is known."""
    return _date(periods.days(published)[0])


def last_day(published: str) -> date | None:
    """The last day that an EDTF prefix allows; None where nothing is known."""
    return _date(periods.days(published)[1])


def number(text: str) -> Decimal | Range | str:
    """A figure of the tables: 6.2, 1000-2000. Anything else stays text."""
    found = figure(text)
    if found is None:
        return text
    return Range(found.low, found.high) if found.is_range else found.low


def in_base_unit(text: str, unit: str) -> Amount | None:
    """The amount of "5000" "亿元"; None for an unknown unit or what is no figure."""
    found, base = figure(text), base_unit(unit)
    if found is None or base is None:
        return None
    low, high = amount(found.low, base), amount(found.high, base)
    return Amount(Range(low, high) if found.is_range else low, base.base)
