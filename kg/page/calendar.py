"""The Chinese calendar as far as dating a page needs it: lunar new year, working days after it, names of years, national events."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
ANIMALS: Final = "鼠牛虎兔龙蛇马羊猴鸡狗猪"
_CYCLE_START: Final = 1984  # 甲子, year of the rat


class Festival(NamedTuple):
    """Spring Festival of a year: first day of the lunar year, first working day behind the holiday, weekend days worked."""

    new_year: date
    first_workday: date | None
    worked: frozenset[date]


class Event(NamedTuple):
    """A national event: the words for it, its first and last day, and until when papers speak of it as fresh."""

    words: re.Pattern[str]
    start: date
    end: date
    fresh: date


def _rows(name: str) -> list[list[str]]:
    text = resources.files("kg.page").joinpath(f"data/{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def festivals() -> dict[int, Festival]:
    """Spring Festivals by year, 2000 to 2035."""
    return {int(year): Festival(date.fromisoformat(new), date.fromisoformat(work) if work else None, frozenset(map(date.fromisoformat, also.split()))) for year, new, work, also in _rows("spring_festival")}  # fmt: skip


@cache
def events() -> tuple[Event, ...]:
    """National events, in order of the data file."""
    return tuple(Event(re.compile(words), *map(date.fromisoformat, days)) for words, *days in _rows("national_events"))


@cache
def anniversaries() -> tuple[tuple[re.Pattern[str], int], ...]:
    """What is commemorated, with the number of years as group 1, and the year it counts from."""
    return tuple((re.compile(rf"(?:{words})[”’]?(\d{{2,3}})周年"), int(year)) for words, year in _rows("anniversaries"))


def workday(year: int, number: int) -> date | None:
    """The n-th working day after the Spring Festival holiday (n from 1); None where no notice is known."""
    festival = festivals().get(year)
    if not festival or not festival.first_workday or not 1 <= number <= 10:
        return None
    day = festival.first_workday
    while number > 1:
        day += timedelta(1)
        number -= day.weekday() < 5 or day in festival.worked
    return day


def lunar_day(year: int, day: int) -> date | None:
    """The n-th day of the first lunar month (正月初八 is 8)."""
    festival = festivals().get(year)
    return festival.new_year + timedelta(day - 1) if festival and 1 <= day <= 30 else None


def years_named(name: str) -> tuple[int, ...]:
    """Years from 2000 to 2035 that are called so: 乙巳 has one, 龙 has three."""
    if len(name) == 2 and name[0] in STEMS and name[1] in BRANCHES:
        wanted = [y for y in festivals() if STEMS[(y - _CYCLE_START) % 10] + BRANCHES[(y - _CYCLE_START) % 12] == name]
    else:
        wanted = [y for y in festivals() if ANIMALS[(y - _CYCLE_START) % 12] == name]
    return tuple(wanted)
