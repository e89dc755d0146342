"""Words of a page that tell its year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as Date
from typing import Final, NamedTuple

from kg.page import calendar

_MENTION: Final = re.compile(r"(?P<year>20[0-4]\d|19[89]\d)(?<![\d.]....)(?:(?P<to>年?[-—~至到]+20\d\d)年|(?P<word>年度?)|(?=[一-鿿]))")
_FUTURE: Final = re.compile(r"(?:到|至|力争|预[计期]|计划|目标|于|前)$")
_LATER: Final = re.compile(r"年(?:底?前|末?(?:建成|实现|基本|远景|完工|竣工|投产)|底(?:建成|实现|完成|达)|之前|以前)")
_HISTORY: Final = re.compile(r"(?:始建于|成立于|创办于?|创建于?|建于|源于|追溯[至到]|生于|自从?|早在|始于|距|从)$")
_LOOKING_BACK: Final = re.compile(r"年(?:以来|起|开始|[^，。；]{0,14}(?:出生|毕业|入党|参加工作|创办的?|始建))")
_RESULT: Final = re.compile(
    r"年(?:度|全年)?，?[^，。；]{0,20}(?:收入|产值|总值|GDP|税收|利润|销售额|增加值|总量|人口)(?:合?计|总?额)?(?:首次|已|就)?(?:为|达|实现|完成|突破|超|约|\d)"
)
_CLOSED: Final = re.compile("年度?，?[^，。；今]{0,12}(?:总结|表彰|述职|考核|先进|优秀|十大|突出贡献|决算)|年(?:全年)?，[^。；今将要]{0,24}(?:共|累计|新增|完成|实现|引进|建成|获|达|增长|突破)")
_TARGET: Final = re.compile("力争|预计|计划|目标|将|争取|确保|要")
_GATHERING: Final = re.compile(r"^[^，。；\d“”]{0,24}?(?:论坛|大会|峰会|博览会|展览会|节|赛|推介会?|年会|百强|会议|活动|展)")
_FIXED: Final = re.compile(
    r"今年是(20\d\d)年|(20\d\d)年，?(?:既?是|正值|适逢|恰逢|迎来)[^，。；]{2,40}(?:之年|第?[一二三四五六七八九十]年|周年)|(?:迈入|进入|走进|踏入|已是|昂首|喜迎)(20\d\d)年?"
)
_PLAN: Final = re.compile("[“‘]?(十[一二三四五])[”’]?(?:五[”’]?)(?:规划)?(?:的)?(开局|收官|谋划|决胜|起步|启动|关键|中期评估)(?:和[^，。]{1,8})?之年")
_PLAN_START: Final = {"十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026}
_PLAN_YEAR: Final = {"开局": 0, "起步": 0, "启动": 0, "收官": 4, "决胜": 4, "谋划": -1}
_DOCUMENT: Final = re.compile(r"[〔\[（](20\d\d)[〕\]）]第?\d{1,4}号")
_FOUNDED: Final = re.compile(r"(20\d\d|19\d\d)年(?:\d{1,2}月)?(?:\d{1,2}日)?，?[^，。；]{0,16}(?:获批|批复|成立|设立|建区|挂牌|组建|揭牌)")
_JUBILEE: Final = re.compile(r"(?:获批|成立|设立|建区|挂牌|组建|建县|建市|建校|建院|建会)[^，。；]{0,4}?(\d{1,3})周年")
_GREETING: Final = r"(?:迎接|喜迎|迎候|献礼|备战)[^，。；\n]{0,12}?(?:%s)|(?:%s)(?:即将|将)(?:召开|举行)"
_ZODIAC: Final = re.compile(rf"([{calendar.STEMS}][{calendar.BRANCHES}])(?:[{calendar.ANIMALS}]年|年|新春|春节)")
_PAST: Final = "以来"


class Clue(NamedTuple):
    """Words that place a page in the years first..last.

    kind: fixed (the page says its year), event (a gathering or an event awaited), reported (a year it tells of),
    closed (a year it sums up: the page is of that year, or of the next where its day falls into the first months),
    span (something people spoke of for some time, from `start` to `end`).
    """

    kind: str
    first: int
    last: int
    why: str
    start: Date | None = None
    end: Date | None = None

    def narrowed(self, month: int, day: int) -> Clue | None:
        """The clue with one year: the only one in which the day falls into its time, or that holds most of its days."""
        if self.start is None or self.end is None:
            return self if self.first == self.last else None
        years = range(self.start.year, self.end.year + 1)
        if month:
            fitting = [y for y in years if self.start <= _safe(y, month, day) <= self.end]
            return self._replace(first=fitting[0], last=fitting[0]) if len(fitting) == 1 else None
        shares = {y: (min(self.end, Date(y, 12, 31)) - max(self.start, Date(y, 1, 1))).days for y in years}
        best = max(shares, key=lambda y: shares[y])
        return self._replace(first=best, last=best) if shares[best] >= 0.7 * sum(shares.values()) else None


def _safe(year: int, month: int, day: int) -> Date:
    return Date(year, min(max(month, 1), 12), min(max(day, 1), 28))


def clues(text: str) -> list[Clue]:
    """All clues of a text, in no order that matters: `dating.settle` weighs them."""
    found = [*_fixed(text), *_mentions(text), *_events(text)]
    spans = [clue for clue in found if clue.kind == "span" and clue.start and clue.end]
    start, end = max((c.start for c in spans if c.start), default=None), min((c.end for c in spans if c.end), default=None)
    if start and end and start <= end:
        found.append(Clue("span", start.year, end.year, "; ".join(c.why for c in spans), start, end))
    return found


def _fixed(text: str) -> Iterator[Clue]:
    """2025年是…之年, “十四五”收官之年, 改革开放40周年, 成立10周年 with the founding year, 乙巳年."""
    for m in _FIXED.finditer(text):
        yield _one("fixed", int(m[1] or m[2] or m[3]), m[0])
    for m in _PLAN.finditer(text) if "五" in text and "之年" in text else ():
        if m[2] in _PLAN_YEAR:
            yield _one("fixed", _PLAN_START[m[1]] + _PLAN_YEAR[m[2]], m[0])
    for words, year in calendar.anniversaries() if "周年" in text else ():
        for m in words.finditer(text):
            yield _one("fixed", year + int(m[1]), m[0])
    for m in _ZODIAC.finditer(text):
        for year in calendar.years_named(m[1]):
            yield _one("fixed", year, m[0])
    for m in _DOCUMENT.finditer(text):
        yield _one("reported", int(m[1]), m[0])
    yield from _jubilees(text)


def _one(kind: str, year: int, why: str) -> Clue:
    return Clue(kind, year, year, why)


def _jubilees(text: str) -> Iterator[Clue]:
    """成立10周年 counts from a founding year only where the page names one that fits nothing else."""
    jubilee, founded = _JUBILEE.search(text), {int(m[1]) for m in _FOUNDED.finditer(text)}
    if jubilee and len(founded) == 1:
        year = founded.pop()
        yield _one("fixed", year + int(jubilee[1]), f"{jubilee[0]}, founded {year}")


def _mentions(text: str) -> Iterator[Clue]:
    for m in _MENTION.finditer(text):
        clue = _mention(text, m)
        if clue:
            yield clue


def _mention(text: str, m: re.Match[str]) -> Clue | None:
    """What a year in figures says of the page: a year it reports on, the year after a whole year's result, or nothing."""
    year, before, after = int(m["year"]), text[max(0, m.start() - 6) : m.start()], text[m.end() - len(m["word"] or "") : m.end() + 40]
    why = m[0] + text[m.end() : m.end() + 8].split("\n")[0]
    if m["to"]:
        return _one("reported", year, why) if before[-1:] in "（(" else None
    if not m["word"]:
        return _one("event", year, why) if _GATHERING.match(after) else None
    if _FUTURE.search(before) or _LATER.match(after) or _HISTORY.search(before) or _LOOKING_BACK.match(after):
        return None
    result = _RESULT.match(after)
    if result and not _TARGET.search(result[0]) and before[-2:] not in ("截至", "今年"):
        return _one("reported", year + 1, why)
    if _CLOSED.match(after):
        return _one("closed", year, why)
    return _one("event" if _GATHERING.match(after.removeprefix("年")) and m["word"] == "年" else "reported", year, why)


def _events(text: str) -> Iterator[Clue]:
    """National events: awaited ones fix the year, fresh ones bound it."""
    for event in calendar.events():
        m = event.words.search(text)
        if not m:
            continue
        awaited = re.search(_GREETING % (event.words.pattern, event.words.pattern), text)
        if awaited:
            yield Clue("event", event.start.year, event.start.year, awaited[0], Date(event.start.year, 1, 1), event.start)
        elif not text.startswith(_PAST, m.end()):
            yield Clue("span", event.start.year, event.fresh.year, m[0], event.start, event.fresh)
