"""When was a page published? The day of its news, to the precision that its own words allow.

First a day is sought (a stamp, the dateline, the day the lead tells of), then a year: one that the page fixes, else the
latest year it reports on. Where the words give no year there is no date.
"""

from __future__ import annotations

import re
from datetime import date as Date
from typing import Final, NamedTuple

from kg.model import Article
from kg.page import calendar
from kg.page.years import Clue, clues
from kg.text.dates import small_number

_READ: Final = 40_000  # characters; dates of a longer file are those of its first pages
_LEAD: Final = 110
_SUMMING_UP: Final = 3  # until March papers sum up the year before
_YEAR: Final = r"(?:19|20)\d\d"
_STAMP: Final = re.compile(rf"({_YEAR})(?:年|-|/|\.)(\d{{1,2}})(?:月|-|/|\.)(\d{{1,2}})日?")
_PUBLISHED: Final = re.compile("时间|日期|来源|发布|作者|编辑|记者|浏览|星期")
_DAY: Final = re.compile(
    rf"(?<![自从至到于])(?:(?P<year>{_YEAR})年)?(?<![\d.])(?P<month>1[0-2]|0?[1-9])月(?P<first>[0-3]?\d)日?(?:(?:至|到|[-—~])(?P<last>[0-3]?\d)日|(?<=日))(?!起|前|之前|以前|以来|施行)"
)
_REPORT_DAY: Final = re.compile(r"^[^，。！？]{0,16}?(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>1[0-2]|[1-9])月(?P<first>\d{1,2})日(?P<last>)(?:电|讯|消息)")
_NAMED_YEAR: Final = rf"(?P<name>[{calendar.STEMS}][{calendar.BRANCHES}]|[{calendar.ANIMALS}](?=年))?[{calendar.ANIMALS}]?年?"
_AFTER_FESTIVAL: Final = re.compile(
    rf"{_NAMED_YEAR}(?:春节|新春)(?:过|假期|长假|收假|假)?(?:之|过)?后的?(?:第(?P<n>[一二三四五六七八九十])个|(?P<one>首个|第一)个?)(?:工作日|上班日|天上班)|节后(?P<start>首个|第一个|上班第一)(?:工作日|天)"
)
_LUNAR_DAY: Final = re.compile(rf"{_NAMED_YEAR}(?:农历)?正月(?P<day>初[一二三四五六七八九十]|[一二]?十[一二三四五六七八九]?)")


class Dating(NamedTuple):
    """An EDTF prefix (2024, 2024-02, 2024-02-19) and the words it rests on."""

    value: str
    why: str


class Day(NamedTuple):
    """A day of the news; `year` is 0 where the words name none."""

    year: int
    month: int
    day: int
    why: str


def date(articles: tuple[Article, ...]) -> Dating | None:
    """The best date that the words of a page allow, or None."""
    stamp = _stamp(articles) or _titled(articles)
    if stamp:
        return _dating(stamp, stamp.year, "")
    text = "\n".join(article.flow.text for article in articles)[:_READ]
    found, day = clues(text), news_day(articles)
    if day and day.year:
        later = max((c.first for c in found if c.kind in ("event", "reported")), default=0) > day.year
        if not later:
            return _dating(day, day.year, "")
        day = None  # the lead looks back
    festival = _festival(text, day)
    if festival:
        return festival
    year = settle(found, day)
    if year and day:
        return _dating(day, year.first, year.why)
    return Dating(str(year.first), year.why) if year else None


def _dating(day: Day, year: int, why: str) -> Dating | None:
    """A date of the calendar, or the year alone where there is no such day."""
    words = f"{day.why}; {why}" if why else day.why
    try:
        return Dating(Date(year, day.month, day.day).isoformat(), words)
    except ValueError:
        return Dating(str(year), words)


def _stamp(articles: tuple[Article, ...]) -> Day | None:
    """2023-05-01 10:20 来源：… in a line of its own; of several that open alike (one for each article of a page) the
    latest. Several bare days are a table of years, not a stamp."""
    found: list[Day] = []
    told: list[tuple[str, Day]] = []
    for article in articles:
        for unit in article.units:
            day = _STAMP.search(article.flow.text, unit.start, unit.end) if unit.kind == "byline" else None
            if day and _PUBLISHED.search(article.flow.text, unit.start, unit.end):
                told.append((article.flow.text[unit.start : unit.start + 3], Day(int(day[1]), int(day[2]), int(day[3]), day[0])))
            elif day:
                found.append(Day(int(day[1]), int(day[2]), int(day[3]), day[0]))
    if told:
        return max((day for opening, day in told if opening == told[0][0]), key=lambda d: d[:3])
    return found[0] if len({day[:3] for day in found}) == 1 else None


def _titled(articles: tuple[Article, ...]) -> Day | None:
    """——2023年1月10日在…会议上: a full date beside the headline."""
    for article in articles:
        for unit in article.units[:6]:
            day = _STAMP.search(article.flow.text, unit.start, unit.end) if unit.kind in ("headline", "subhead") else None
            if day:
                return Day(int(day[1]), int(day[2]), int(day[3]), day[0])
    return None


def news_day(articles: tuple[Article, ...]) -> Day | None:
    """The latest of the days that datelines and leads name, for a paper is not older than its news."""
    days = [day for article in articles if (day := _lead_day(article))]
    return max(days, key=lambda d: (d.year, d.month, d.day), default=None)


def _lead_day(article: Article) -> Day | None:
    text = article.flow.text
    leads = [unit for unit in article.units if unit.kind == "prose"][:3]
    for pattern in (_REPORT_DAY, _DAY):
        for unit in leads:
            found = pattern.search(text[unit.start : min(unit.end, unit.start + _LEAD)])
            if found:
                last = found["last"] or found["first"]
                return Day(int(found["year"] or 0), int(found["month"]), int(last), found[0])
    return None


def _festival(text: str, day: Day | None) -> Dating | None:
    """龙年春节后第二个工作日, 乙巳年正月初八: the calendar gives the day; month and day of the news choose among years."""
    found = _AFTER_FESTIVAL.search(text) if "节" in text and ("工作日" in text or "节后" in text) else None
    found = found or (_LUNAR_DAY.search(text) if "正月" in text else None)
    if not found:
        return None
    name = found.groupdict().get("name")
    years = calendar.years_named(name) if name else tuple(y for c in clues(text) for y in range(c.first, c.last + 1))
    days = sorted({d for year in years if (d := _festival_day(found, year))})
    if day:
        days = [d for d in days if (d.month, d.day) == (day.month, day.day)] or (days if len(days) == 1 else [])
    return Dating(days[0].isoformat(), found[0]) if len(days) == 1 or (days and not name) else None


def _festival_day(found: re.Match[str], year: int) -> Date | None:
    if found.re is _LUNAR_DAY:
        words = found["day"].removeprefix("初")
        return calendar.lunar_day(year, 10 + small_number(words[1:]) if words.startswith("二十") else small_number(words))
    return calendar.workday(year, small_number(found["n"]) if found["n"] else 1)


def _opened(clue: Clue, day: Day | None) -> Clue:
    """A year that is summed up in the first months of a year is the one before."""
    if clue.kind != "closed":
        return clue
    year = clue.first + (day is not None and day.month <= _SUMMING_UP)
    return clue._replace(kind="reported", first=year, last=year)


def settle(found: list[Clue], day: Day | None) -> Clue | None:
    """The year most strongly supported: the surest clue, the latest year among equals.

    A later year that the page reports on outweighs a surer word on an earlier one (a page may look back);
    of a clue that spans years, month and day of the news or the greater part of its days decide.
    """
    found = [_opened(clue, day) for clue in found]
    reported = max((c.first for c in found if c.kind in ("fixed", "reported")), default=0)
    for kind in ("fixed", "event", "reported", "span"):
        fitting = [year for clue in found if clue.kind == kind and (year := clue.narrowed(day.month, day.day) if day else clue.narrowed(0, 0))]
        fitting = [clue for clue in fitting if clue.first >= reported or kind == "reported"]
        if fitting:
            return max(fitting, key=lambda clue: clue.first)
    return None
