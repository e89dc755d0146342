"""A sentence seen from its figures: clauses, and the window of words before each quantity."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from kg.lexicon.lists import either
from kg.model import Word
from kg.text.dates import Period, find_periods
from kg.wording.phrases import MARK, counted, indicator, is_head, unlinked
from kg.wording.quantities import Quantity, find_quantities

_BORDER: Final = re.compile(r"[，；。：！？\n—―…]|,(?!\d)")
_ONWARD: Final = re.compile(r"(?:[^，；。：！？\n—―…、()（）]|（[^（）]{1,6}）)*")
_LISTED: Final = re.compile("[^，；。：！？\n“”]{0,12}(?:、[^，；。：！？\n“”]{1,12})+?的")
_LIMITED: Final = re.compile(rf"的?[一-龥]{{0,4}}?(?:{either('metric_heads')}|固定资产投资|工业投资)(?:[0-9共有达、，。实数占增完开新下]|$)")
_ABOVE: Final = re.compile("的(?:有|共|达|为)?[0-9]+[个家户项]")  # 过10亿元的3个
_ALL_OF: Final = re.compile("(?:行政)?(?:村|社区|乡镇|街道|镇|乡)?(?:（[^（）]{1,6}）)?(?:集体|经营)[^，；。]{0,10}(?:全部|均|都)(?:超|突破|达|在|过)")  # 9个村集体收入全部超过…
_SETTLED: Final = re.compile("的?(?:自然村|村组|屯|集中居住|聚居点|企业)")
_WITHIN: Final = re.compile(r"在[^，；。、]{0,24}?$")
_SCOPE_END: Final = re.compile(r"[^，；。、]{0,16}?[中里内间]")
_FIELD: Final = re.compile(r"[^，；。、]{1,14}[中里](?:，|排|位|居|名列|去|比)")
_AMONG: Final = re.compile(f"{either('metric_rank_verbs')}(?:了|在|全)?$")
_PLACE: Final = re.compile(r"[^，；。\d]{1,8}(?:首位|之首|榜首|第[一二三四五六七八九十\d]|前[一二三四五六七八九十\d])")
_SPEAKERS: Final = ("学校", "我校", "全校", "学院", "医院", "我院", "集团", "公司", "企业", "合作社", "园区", "全村", "全镇", "社区")
_JOINT: Final = re.compile(r"[、和与及并且以]*(?:和|及)?")


@dataclass(frozen=True)
class Figures:
    """The quantities of one sentence and the words round them.

    `text` is what the sentence shows (names as marks), `starts` and `ends` its characters' article
    offsets, `words` the article's words, `names` the marks of names that can be a subject, `things`
    those among them that may themselves be counted where they open a clause (新开工项目|52个).
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    whole: str
    words: tuple[Word, ...]
    word_starts: list[int]
    names: str
    things: str
    published: str | None
    about: int  # year of the section, 0 for none
    quantities: tuple[Quantity, ...] = field(default=())

    @cached_property
    def borders(self) -> frozenset[int]:
        """Offsets of `text` at which a word begins or ends."""
        first = bisect_right(self.word_starts, self.starts[0]) - 1
        last = bisect_right(self.word_starts, self.ends[-1])
        edges = {w.start for w in self.words[max(first, 0) : last + 1]}
        return frozenset(i for i, at in enumerate(self.starts) if at in edges) | {len(self.text)}

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """Periods in article offsets."""
        begin, end = self.starts[0], self.ends[-1]
        found = find_periods(self.whole[begin:end], self.published, self.about)
        return tuple(Period(p.start + begin, p.end + begin, p.value) for p in found)

    @cached_property
    def _openings(self) -> tuple[int, ...]:
        """Where clauses begin."""
        return (0, *(m.end() for m in _BORDER.finditer(self.text)))

    @cached_property
    def _windows(self) -> tuple[tuple[int, int], ...]:
        ends = (0, *(q.tail for q in self.quantities))
        return tuple(self._window(q.head, before) for q, before in zip(self.quantities, ends, strict=False))

    def _window(self, head: int, before: int) -> tuple[int, int]:
        start = max(self.clause_start(head), min(before, head))
        joint = _JOINT.match(self.text, start, head)
        return (joint.end() if joint else start), head

    def window(self, index: int) -> tuple[int, int]:
        """From the last border or the quantity before to the head of a quantity."""
        return self._windows[index]

    def clause_start(self, at: int) -> int:
        return self._openings[bisect_right(self._openings, at) - 1]

    def clause_before(self, start: int) -> tuple[int, int]:
        """The clause in front of a comma at `start`, empty where it holds a figure itself."""
        if start < 1 or self.text[start - 1] != "，":
            return start, start
        begin = self.clause_start(start - 1)
        told = any(begin <= q.start < start for q in self.quantities)
        return (start, start) if told else (begin, start - 1)

    def close(self, at: int) -> int:
        """The end of the words that go on behind a quantity."""
        found = _ONWARD.match(self.text, at)
        end = found.end() if found else at
        return min([end, *(q.head for q in self.quantities if at <= q.head < end)])

    def left(self, start: int, end: int) -> tuple[int, int]:
        """The indicator in the words before a quantity."""
        inside = [p for p in self.periods if p.value != "cumulative" and end > start and self.starts[start] <= p.start and p.end in self.ends[start:end]]
        behind = self.ends.index(inside[-1].end, start, end) + 1 if inside else start
        behind += inside != [] and self.text.startswith("前", behind)
        inside_start = inside[-1].start if inside else 0
        found = indicator(self.text, behind, end, self.borders, self.names)
        if behind == start or found[0] < found[1]:
            return found
        before = next(i for i in range(start, end) if self.ends[i] > inside_start)
        earlier = indicator(self.text, start, before, self.borders, self.names)
        return found if self.text[slice(*earlier)] in _SPEAKERS else earlier  # 学校|今年招生

    def right(self, at: int) -> tuple[int, int]:
        """The noun phrase at `at`: of 村级水平高、装备齐全的优秀剧团 the noun at its end."""
        end = counted(self.text, at, self.close(at), self.tag)
        listed = _LISTED.match(self.text, end) if end > at and not is_head(self.text[at:end]) else None
        if listed:
            later = counted(self.text, listed.end(), self.close(listed.end()), self.tag)
            if is_head(self.text[listed.end() : later]):
                return listed.end(), later
        return at, end

    def last_name(self, start: int, end: int, opening: bool = False) -> str:
        """The name right before a quantity (or its verbs) as what it counts: 新建|某某服务中心|12处.

        "" where there is none, or where it opens the clause as its subject and `opening` does not allow that.
        """
        end = unlinked(self.text, start, end)
        while start < end and self.text[end - 1] not in self.names and self.tag(end - 1)[1].startswith(("v", "d")):
            end -= 1
        if start >= end or self.text.startswith("其中", start):
            return ""
        named = self.text[end - 1] in (self.names if opening or start < end - 1 else self.things)
        return self.says(end - 1, end) if named else ""

    def last_verb(self, start: int, end: int) -> str:
        """The verb of people right before a quantity, where it says what was done to them: 规划|安置|95户, 已救助|640人次."""
        end = unlinked(self.text, start, end)
        at = start
        while at < end:
            stop, pos = self.tag(at)
            if stop == end and pos in ("v", "vn") and stop - at > 1:
                return self.says(at, end)
            at = stop
        return ""

    def verbs_only(self, start: int, end: int) -> bool:
        """Is every word of a phrase a plain verb or adverb?"""
        at = start
        while at < end:
            stop, pos = self.tag(at)
            if pos not in ("v", "vn", "vd", "d", "ad", "ul"):
                return False
            at = stop
        return start < end

    def verbal(self, at: int) -> bool:
        """Do the words before `at` end in a plain verb (安排|60万千瓦发电资产)?"""
        index = bisect_right(self.word_starts, self.starts[at - 1]) - 1 if at else 0
        return bool(at) and self.words[index].tag in ("v", "vd", "p", "d", "ul", "c")

    def tag(self, at: int) -> tuple[int, str]:
        """End and part of speech of the word at an offset; a name is a noun."""
        if self.ends[at] - self.starts[at] > 1:
            return at + 1, MARK
        index = bisect_right(self.word_starts, self.starts[at]) - 1
        word = self.words[index]
        end = at + 1
        while end < len(self.text) and self.ends[end] <= word.end and self.ends[end] - self.starts[end] == 1:
            end += 1
        return end, word.tag

    def says(self, start: int, end: int) -> str:
        """The article's own words under a range of `text`."""
        return self.whole[self.starts[start] : self.ends[end - 1]] if end > start else ""


def figures(
    text: str, starts: Sequence[int], ends: Sequence[int], whole: str, words: tuple[Word, ...], word_starts: list[int], names: str, things: str, published: str | None, about: int = 0
) -> Figures | None:
    """The figures of a sentence; None where it has none."""
    found = tuple(q for q in find_quantities(text) if not (_scoped(text, q) or _threshold(text, q)))
    return Figures(text, starts, ends, whole, words, word_starts, names, things, published, about, found) if found else None


def _scoped(text: str, quantity: Quantity) -> bool:
    """在12个新区中, 在30个县里: the field of a comparison, not a figure of its own."""
    if quantity.measure not in ("count", "head"):
        return False
    if _ALL_OF.match(text, quantity.tail):
        return True
    if _AMONG.search(text, 0, quantity.head) and _PLACE.match(text, quantity.tail):
        return True
    within = _WITHIN.search(text, 0, quantity.head) and _SCOPE_END.match(text, quantity.tail)
    return bool(within or _FIELD.match(text, quantity.tail))


def _threshold(text: str, quantity: Quantity) -> bool:
    """亿元以上项目, 超10亿元企业, 50万元以上的村: a limit that is part of a name of what is counted."""
    if quantity.unit in ("户", "人") and quantity.qualifier and _SETTLED.match(text, quantity.tail):
        return True
    limit = quantity.qualifier == "≥" or text.endswith("过", 0, quantity.head)
    return quantity.measure == "money" and limit and bool(_LIMITED.match(text, quantity.tail) or _ABOVE.match(text, quantity.tail))
