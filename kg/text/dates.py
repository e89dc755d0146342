"""Periods of time that a clause names, resolved by the day the page was published.

`find_periods` answers in the notation of the gold guidelines: 2023, 2022-Q3, 2022-Q1..Q3, 2022-10, 2022-01..10, 2021..2025, cumulative.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final


@dataclass(frozen=True, slots=True)
class Period:
    """Half-open range of characters of the text given, and the period these words mean."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class _Clock:
    """The day of publication as far as it is known (0 where it is not) and the year the sentence speaks of."""

    year: int
    month: int
    spoken: int
    promise: bool

    def past_year(self, last_month: int) -> int:
        """The year of a period that ends in `last_month` and bears no year.

        A page of February that reports 全年 or 四季度 speaks of the year before; a promise speaks of the year that runs.
        """
        if self.spoken:
            return self.spoken
        early = self.month and last_month > self.month and not self.promise
        return self.year - 1 if early and (last_month < 12 or self.month <= 3) else self.year


_DIGITS: Final = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_YEAR: Final = r"(?:(?:19|20)\d\d|[一二][九〇零○][〇零○一二三四五六七八九]{2})"
_RELATIVE: Final = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1}
_WHEN: Final = rf"(?:(?P<year>{_YEAR})年度?|(?P<rel>[今去前明]年|本年度?|上一?年度?(?!级)|(?<![正应])当年|同年))"
_WHOLE: Final = _WHEN.replace("<year>", "<year_alone>").replace("<rel>", "<rel_alone>")
_NUM: Final = r"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九两])"
_TO: Final = r"(?:[-~—–―－]+|至|到)"
_PART: Final = (
    rf"第?(?P<qa>[一二三1-3])季?度?{_TO}第?(?P<qb>[二三四2-4])个?季度|前(?P<qn>[一二两三四1-4])个?季度|第?(?P<q>[一二三四1-4])季度|(?P<first>首季)度?"
    r"|(?P<half>[上下])半年"
    rf"|(?P<ma>{_NUM})(?:月份?)?{_TO}(?P<mb>{_NUM})月(?:份|[底末])?(?!\d)|(?<!提)[前头](?P<mn>{_NUM})个月"
    rf"|(?<![\d.])(?P<md>{_NUM})月(?P<day>[0-3]?\d)日|(?<![\d.个])(?P<m>{_NUM})月(?:份|[底末初])?(?![\d个])"
)
_PLAN: Final = r"[“‘](?P<plan>十[一二三四五]?)五[”’](?:时期|期间)?(?P<planend>末|期末)?(?!(?:国民|发展|总体|专项)?规划|良好开局|开[局门]|收官|首年|目标|重大)"
_FIRST: Final = "《“‘全岁比较相对与同环截今去前头明本上下当第首近最过未后接年累总零一二两三四五六七八九十0-9"  # every alternative begins with one of these
_PATTERN: Final = re.compile(
    rf"(?=[{_FIRST}])(?:(?P<title>《[^》]{{1,60}}》|[“‘]{_YEAR}年?度?[^，。！？“”‘’]{{2,24}}[”’])"
    rf"|(?P<versus>(?:比|较|相比|相较于?|对比|[与同](?=[^，。]{{2,9}}(?:相比|持平)))(?:{_YEAR}年|[去上前]一?年)(?:同期|同月|度|末|底|全年|{_PART.replace('?P<', '?P<v_')})?|(?:{_YEAR}年|[去上前]一?年)同[期月]|同期|同比|环比|(?:全年|年度|年)(?:目标|任务|计划|预算)(?:任务|数)?的(?=[\d近约超一二三四五六七八九十两百过逾]))"
    rf"|(?P<years>(?P<ya>{_YEAR})年?{_TO}(?P<yb>{_YEAR})年)"
    rf"|(?P<dated>(?P<cut>截[至止]到?)?{_WHEN}?(?:{_PART}))(?P<sofar>累计|以来)?"
    rf"|(?P<whole>{_WHOLE})(?P<edge>以来|[初底末]|全年)?(?P<total>累计)?"
    rf"|(?<![个家批项座条名]){_PLAN}"
    rf"|(?P<span>近|最近|过去|未来|今后|接下来)(?:的)?(?P<n>[一二两三四五六七八九十]|\d{{1,2}})年(?!级|来?累计)|(?<![一二三四五六七八九十百近去\d])(?P<since>[两三四五六七八九十])年(?:(?:来|以来|间)(?!累计)|累计)"
    r"|(?P<full>全年|(?<![一二两三四五六七八九十几多半数\d])年内)(?P<fulltotal>累计)?|年(?P<opening>初)|(?P<closing>年底|年末|岁末)|(?P<annual>年度)(?=目标|任务|计划|\d|投资)"
    r"|(?P<month>[本上当])个?月(?![初末底]?\d)"
    r"|(?P<sum>累计|总数))"
)
_HINT: Final = re.compile("[年季月]|累计|总数|五[”’]")
_PROMISE: Final = re.compile("力争|确保|争取|目标|预[计期]|计划|[将要须]|达到.{1,12}以上")
_BREAK: Final = re.compile("[。！？\n]")
_FIVE_YEARS: Final = {"十": 2001, "十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026}
_LAST_MONTH_OF_EARLY: Final = 3


def small_number(words: str) -> int:
    """Value of 1–19 written in digits or Chinese numerals (两 is 2); 0 where it is neither."""
    if words.isdigit():
        return int(words)
    tens, _, ones = words.rpartition("十")
    unit = "零一二三四五六七八九".find(ones.replace("两", "二")) if ones else 0
    return unit + (10 if "十" in words else 0) if unit >= 0 and not tens else 0


def four_digits(words: str) -> int:
    """A year written 2022 or 二〇二二."""
    return int(words.translate(_DIGITS))


@lru_cache(maxsize=4)  # the figures of a sentence and the passage ask for the same
def find_periods(text: str, published: str | None, about: int = 0) -> tuple[Period, ...]:
    """Periods that `text` names, in order, without overlap.

    `published` is an EDTF prefix (2022, 2022-12, 2022-12-05) or None; words whose year cannot be derived are left out.
    `about` is the year that a section's title sets (一、2017年工作回顾): 全年 and 三季度 are of that year; 0 for none.
    A comparison (比去年, 较上年同期, 同比) and a year inside a title or an honour's quoted name are no periods.
    """
    if not _HINT.search(text):
        return ()
    year, month = _split(published)
    out: list[Period] = []
    spoken, border = about, 0
    for match in _PATTERN.finditer(text):
        if _BREAK.search(text, border, match.start()):
            spoken = about
        border = match.end()
        clock = _Clock(year, month, spoken, text.startswith("前", match.end()) or (not match["cut"] and bool(_PROMISE.search(_clause(text, match)))))
        value = _value(match, clock)
        spoken = _spoken(match, clock)
        if value:
            out.append(Period(match.start(), match.end(), value))
    return tuple(out)


def _split(published: str | None) -> tuple[int, int]:
    parts = [int(p) for p in (published or "").split("-") if p.isdigit()]
    return (parts[0] if parts else 0), (parts[1] if len(parts) > 1 else 0)


def _clause(text: str, match: re.Match[str]) -> str:
    """The words round a period up to the borders of its clause: a promise shows there."""
    before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() : match.end() + 32]
    return _BREAK.split(before.replace("；", "。"))[-1] + match[0] + _BREAK.split(after, maxsplit=1)[0]


def _spoken(match: re.Match[str], clock: _Clock) -> int:
    """The year the rest of the sentence goes on with: only a year in figures binds."""
    if match["title"] or match["versus"]:
        return clock.spoken
    year = match["year"] or match["year_alone"]
    return four_digits(year) if year else clock.spoken


def _value(match: re.Match[str], clock: _Clock) -> str:
    for group, read in _READERS.items():
        if match[group]:
            return read(match, clock)
    return ""


def _skip(match: re.Match[str], clock: _Clock) -> str:
    return ""


def _years(match: re.Match[str], clock: _Clock) -> str:
    first, last = four_digits(match["ya"]), four_digits(match["yb"])
    return f"{first}..{last}" if first < last else ""


def _named_year(match: re.Match[str], clock: _Clock) -> int:
    """The year that a period's own words name, 0 where they name none."""
    year, word = match["year"] or match["year_alone"], match["rel"] or match["rel_alone"] or ""
    if year:
        return four_digits(year)
    if word in ("当年", "同年"):
        return clock.spoken
    return clock.year + _RELATIVE[word[0]] if word and clock.year else 0


def _dated(match: re.Match[str], clock: _Clock) -> str:
    named, part = _named_year(match, clock), _part(match)
    if (match["rel"] and not named) or match["sofar"] == "以来":
        return ""
    if match["cut"] and match["sofar"]:
        return "cumulative"
    if match["md"] and not (match["cut"] or match["year"]):
        return ""
    year = named or clock.past_year(part[1])
    so_far = match["cut"] and len(part[0]) == 2 and part[0][0] == "Q" and part[0] != "Q1"  # 截至三季度
    return f"{year}-{'Q1..' if so_far else ''}{part[0]}" if year else ""


def _part(match: re.Match[str]) -> tuple[str, int]:
    """What follows the year in our notation, and the month in which it ends."""
    for group, read in _PARTS.items():
        if match[group]:
            return read(match)
    raise AssertionError(match[0])


def _quarters(first: int, last: int) -> tuple[str, int]:
    return (f"Q{first}" if first == last else f"Q{first}..Q{last}"), 3 * last


def _months(first: int, last: int) -> tuple[str, int]:
    return (f"{first:02}" if first == last else f"{first:02}..{last:02}"), last


def _whole(match: re.Match[str], clock: _Clock) -> str:
    year = _named_year(match, clock)
    if not year:
        return ""
    if match["edge"] == "以来" and 0 < year < clock.year:
        return f"{year}..{clock.year}"
    return f"{year}-01" if match["edge"] == "初" else str(year)


def _plan(match: re.Match[str], clock: _Clock) -> str:
    first = _FIVE_YEARS[match["plan"]]
    return str(first + 4) if match["planend"] else f"{first}..{first + 4}"


def _span(match: re.Match[str], clock: _Clock) -> str:
    """近三年, 过去五年, 今后五年: the running year counts as past only once it is well under way."""
    length, early = small_number(match["n"] or match["since"]), clock.month and clock.month <= _LAST_MONTH_OF_EARLY
    if not clock.year or length < 1:
        return ""
    if length == 1:
        return str(clock.year - 1) if early and match["span"] == "过去" else ""
    if match["span"] in ("未来", "今后", "接下来"):
        first = clock.year if early else clock.year + 1
        return f"{first}..{first + length - 1}"
    last = clock.year - 1 if early or match["span"] == "过去" else clock.year
    return f"{last - length + 1}..{last}"


def _full(match: re.Match[str], clock: _Clock) -> str:
    year = clock.past_year(12) if match["full"] == "全年" else clock.spoken or clock.year
    return str(year) if year else ""


def _opening(match: re.Match[str], clock: _Clock) -> str:
    return f"{clock.year}-01" if clock.year else ""


def _running(match: re.Match[str], clock: _Clock) -> str:
    return str(clock.year) if clock.year else ""


def _month(match: re.Match[str], clock: _Clock) -> str:
    if not clock.month or match["month"] == "当":
        return ""
    year, month = (clock.year - 1, 12) if match["month"] == "上" and clock.month == 1 else (clock.year, clock.month - (match["month"] == "上"))
    return f"{year}-{month:02}"


def _sum(match: re.Match[str], clock: _Clock) -> str:
    return "cumulative"


_READERS: Final[dict[str, Callable[[re.Match[str], _Clock], str]]] = {
    "title": _skip, "versus": _skip, "years": _years, "dated": _dated, "whole": _whole, "plan": _plan, "span": _span, "since": _span,
    "full": _full, "opening": _opening, "closing": _running, "annual": _running, "month": _month, "sum": _sum,
}  # fmt: skip
_PARTS: Final[dict[str, Callable[[re.Match[str]], tuple[str, int]]]] = {
    "qa": lambda m: _quarters(small_number(m["qa"]), small_number(m["qb"])),
    "qn": lambda m: _quarters(1, small_number(m["qn"])),
    "q": lambda m: _quarters(small_number(m["q"]), small_number(m["q"])),
    "first": lambda m: _quarters(1, 1),
    "half": lambda m: _quarters(1, 2) if m["half"] == "上" else _quarters(3, 4),
    "ma": lambda m: _months(small_number(m["ma"]), small_number(m["mb"])),
    "mn": lambda m: _months(1, small_number(m["mn"])),
    "md": lambda m: (f"{small_number(m['md']):02}-{int(m['day']):02}", small_number(m["md"])),
    "m": lambda m: _months(small_number(m["m"]), small_number(m["m"])),
}
