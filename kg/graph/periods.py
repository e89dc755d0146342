"""Dates and periods as days: EDTF prefixes, and the period notation of the tables.

Every bound is the outermost day that the words allow, in ISO form.
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache
from typing import NamedTuple

CUMULATIVE = "cumulative"
_POINT = re.compile(r"(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|Q([1-4])|H([12])))?")


class Period(NamedTuple):
    """A period in EDTF with its first and last day ("" where open)."""

    edtf: str
    start: str
    end: str


def _months(quarter: str | None, half: str | None) -> tuple[int, int]:
    if quarter:
        return 3 * int(quarter) - 2, 3 * int(quarter)
    return (6 * int(half) - 5, 6 * int(half)) if half else (1, 12)


def _month(year: int, month: int, day: int | None) -> tuple[str, str]:
    """First and last day of a month or of one day; ValueError where there is none such."""
    if not 1 <= month <= 12:
        raise ValueError(f"no month {month}")
    last = monthrange(year, month)[1]
    if day is not None and not 1 <= day <= last:
        raise ValueError(f"no day {day} in {year}-{month:02}")
    first_day, last_day = (day, day) if day else (1, last)
    return f"{year:04}-{month:02}-{first_day:02}", f"{year:04}-{month:02}-{last_day:02}"


@lru_cache(maxsize=65536)
def days(point: str) -> tuple[str, str]:
    """First and last day of "2023", "2023-05", "2023-05-08", "2023-Q1" or "2023-H1".

    ("", "") where it is none of these or no day of the calendar.
    """
    match = _POINT.fullmatch(point)
    if not match or match[1] == "0000":
        return "", ""
    year, month, day, quarter, half = match.groups()
    try:
        if month:
            return _month(int(year), int(month), int(day) if day else None)
        first, last = _months(quarter, half)
        return _month(int(year), first, None)[0], _month(int(year), last, None)[1]
    except ValueError:
        return "", ""


def _whole(left: str, right: str) -> str:
    """The right end in full: 2022-01..10 means 2022-01..2022-10."""
    lefts, rights = left.split("-"), right.split("-")
    return "-".join(lefts[: max(0, len(lefts) - len(rights))] + rights)


def _edtf(first: str, last: str, left: str, right: str) -> str:
    """Quarters and halves have no EDTF level 0 form: months say the same."""
    plain = [p if p[-2:-1] not in ("Q", "H") else day[:7] for p, day in ((left, first), (right, last))]
    return plain[0] if left == right and plain[0] == left else "/".join(plain)


def shown(edtf: str) -> str:
    """How the tables write an EDTF period, unless the page's own words differ: 2021/2025 is 2021..2025."""
    return edtf.replace("/", "..")


@lru_cache(maxsize=65536)
def period(text: str) -> Period | None:
    """Read "2023", "2022-Q1..Q3", "2022-01..10", "2021..2025" or "cumulative".

    None where the text is empty or none of these, or ends before it starts.
    """
    if text == CUMULATIVE:
        return Period(CUMULATIVE, "", "")
    left, dots, right = text.partition("..")
    right = _whole(left, right) if dots else left
    first, last = days(left)[0], days(right)[1]
    if not first or not last or first > last:
        return None
    return Period(_edtf(first, last, left, right), first, last)
