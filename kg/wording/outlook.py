"""Is a figure reached, aimed at, or planned? The words before it in its sentence say so."""

from __future__ import annotations

import re
from typing import Final

from kg.lexicon.lists import either, words
from kg.text.dates import find_periods
from kg.wording.sections import Section, asks, reported, section
from kg.wording.spans import SUM

_CUE: Final = re.compile(either("metric_cues"))
_DONE: Final = re.compile("已经?(?!经)|目前|截至|截止|实际|累计|(?<![比较同])去年|完成了|实现了|达到了|超额|提前")
_EARLY: Final = 8
_YEAR: Final = 4
_LAST: Final = re.compile("^([0-9]{4})(?:-(?:[0-9]{2}[.]{2}|Q[0-9][.]{2})?(?=([0-9]{2}|Q([0-9]))$))?")
_LEADING_YEAR: Final = re.compile("[“‘]?((?:19|20)[0-9]{2})年[，,]?(?![0-9初末底])")
_SAID: Final = re.compile("[“‘]?|[^，。：0-9]{2,6}：|(?:[^，。（）]{2,8}(?:讯|电)(?:（[^（）]{1,24}）)?)?(?:[^，。0-9]{2,16}，(?:其中)?)?")  # 据了解，
_NOW: Final = re.compile("目前|现有|现已|截至|如今|至此|已(?:集聚|有|建|形成|达|拥有)")
_DATED: Final = re.compile("[“‘]?(?:[12一二]|[今去前明上本同当全]|年)")
_DETAIL: Final = re.compile("其中|分[一-龥]{1,6}看|[从按][一-龥、]{2,12}(?:[看分]|划分)，")  # 分季度看，一季度…；二季度…
_FAULTS: Final = re.compile("(?:清醒|深刻|充分|深切)地?(?:看到|认识|意识)|(?:也|还|仍然?)(?:面临|存在|有)(?:一些|不少|许多|诸多)?[^，。]{0,8}(?:困难|问题|不足|短板|挑战|差距)|成绩来之不易")
_ENDS: Final = ("。", "！", "？", "；", "：", "”")
_ITEM: Final = re.compile("(?:[一二三四五六七八九十]{1,3}(?:是|要)|(?:首|其)[先次]|再次|第[一二三四五六七八九十]，)")  # a list that goes on with the paragraph before
_FIGURE: Final = re.compile("[0-9]+(?:[.][0-9]+)?(?![0-9.年月日])")
_NOUN: Final = re.compile("[，、。；的”》（）]|$|执行|完成情况|草案|编制")
_QUOTED: Final = re.compile("[“‘《][^“”‘’《》，。；]{1,14}[”’》]")
_AIM: Final = re.compile("(?:以上)?(?:的)?(?:年度|全年)?(?:增长|预期|发展|年度|工作)?(?:目标|任务)")
_DEADLINE: Final = re.compile("(?:[年月]底|[年月]末|\\d[日月年]|季度末?|岁末|汛期|春节)(?:之|以)?前(?![\\d一二三四五六七八九十半移进列行后景瞻提推往来位])")
_STANDARD: Final = re.compile("(?:[比较超占]|高于|快于|好于|完成|提前)(?:了|年初|年度|全年|投资|既定|原|预定|序时|市|省|县|区|下达|的)*$")
_GRADED: Final = re.compile("(?:绩效|综合|管理|责任制?)?(?:考核|考评)")
_MUST: Final = re.compile("(?:要|须|将|应)(?:达到|增长|突破|实现|完成|保持|提高|提升|控制)?(?:到|在)?$")


_FIRSTS: Final = "".join(sorted({w[0] for w in words("metric_moods")} | {"了"}))
_MOOD: Final = re.compile(f"(?=[{_FIRSTS}])(?:(?<![比较同]){either('metric_moods')}|(?<![为除])了(?![解望]))")


def gone(period: str, published: str) -> bool:
    """Had a period ended when the page came out? A whole year only in the year after."""
    last = _LAST.search(period)
    if not last:
        return False
    year, month = int(last[1]), 12 if not last[2] else 3 * int(last[3]) if last[3] else int(last[2])
    today = [int(part) for part in published.split("-")] + [1]
    return (year, month) < (today[0], today[1])


def turns(sentence: str) -> list[tuple[int, str]]:
    """Where a sentence turns: ahead to what is to be done (下一步, 我们将, 今年要), done to what was (去年, 截至, 目前), past (了)."""
    bare = _QUOTED.sub(lambda m: "“" * len(m[0]), sentence)
    return [(m.start(), words("metric_moods").get(m[0], "past")) for m in _MOOD.finditer(bare)]


def modality(before: str, after: str, ahead: bool) -> str:
    """actual, target or plan of a figure, from the sentence's words before and behind it.

    The last cue before the figure counts unless a word of achievement (已, 目前, 累计) follows the cue.
    Without a cue a figure in a passage that speaks of work to be done (`ahead`) is a target.
    """
    before = _QUOTED.sub("", before)
    if _AIM.match(after):
        return "target"
    if _MUST.search(before):
        return "target"
    deadlines = list(_DEADLINE.finditer(before))
    if deadlines and not _DONE.search(before, deadlines[-1].end()) and "了" not in before[deadlines[-1].end() :]:
        return "target"
    cue = next((c for c in reversed(list(_CUE.finditer(before))) if _is_cue(before, c)), None)
    if cue is None and ahead and not _DONE.search(before):
        return "target"
    if cue is None or _DONE.search(before, cue.end()):
        return "actual"
    return words("metric_cues")[cue[0]]


def _is_cue(before: str, cue: re.Match[str]) -> bool:
    """A plan as a thing (三年培养计划，) sets nothing in the future; behind a semicolon only a sentence's first cue does."""
    kind = words("metric_cues")[cue[0]]
    if "；" in before[cue.end() :] and cue.start() > _EARLY and "：" not in before[cue.end() :]:
        return False
    if _STANDARD.search(before, 0, cue.start()) or _GRADED.match(before, cue.end()):
        return False
    return kind != "none" and not (cue[0] in ("计划", "规划") and _NOUN.match(before, cue.end()))


class Passage:
    """What sentences before have set for a figure: whether work to be done is told, and since when or for which time."""

    def __init__(self, headline: str = "", published: str | None = None) -> None:
        self._published = published
        self._section = Section()
        self._report = reported(headline, published)  # the period of the whole article
        self._ahead = False  # does the passage speak of what is to be done?
        self._turns: list[tuple[int, str]] = []
        self._back = False  # has the article spoken of what was done?
        self._list = ""  # period of a list that a line before announced (去年的成绩单：)
        self._year = 0  # year in figures that leads the paragraph
        self._opened = ""  # period of the figures that 分城乡看 and 从行业看 part
        self._led = ""  # period that led the last sentence which names one
        self._said = False  # did only 据了解 stand before it?
        self._carried = ""  # it, where this sentence names none
        self._below = False  # has only a date or byline stood since a section's title?
        self._governing = ""  # the year of a section, while its first paragraph and the list behind it go on
        self._last = self._shown = ""

    @property
    def about(self) -> int:
        """The year that 全年 and 三季度 are of: of the paragraph (2018年，…。全年…), the section or the report; 0 for none."""
        return self._year or self._section.year or (int(self._report) if len(self._report) == _YEAR else 0)

    @property
    def looks_back(self) -> bool:
        """Does the section's title say that it looks back (2020年工作回顾)?"""
        return self._section.mood == "done"

    @property
    def span(self) -> str:
        """The years of the section (“十一五”发展回顾), "" for none."""
        return self._section.span

    def turn_page(self, line: str) -> None:
        """A new unit begins with `line`."""
        self._ahead = self._section.mood == "ahead" or (self._lasting() and not self._back)
        self._turns = []
        if not self._last.endswith(("：", "；")):
            self._list = ""
        self._opened = self._opened if _DETAIL.match(line) else ""
        self._led, self._year = "", 0
        if asks(line):
            self._report = ""
        self._govern(line)
        if self._section.mood == "ahead":
            self._ahead = True

    def _govern(self, line: str) -> None:
        """A title's year (一、2023年工作回顾) holds for the paragraph under it (过去一年，…) and the list (一是…二是…) that goes on with it."""
        titled = section(line, self._published)
        self._section = titled or self._section
        below, self._below = self._below, titled is not None or (self._below and line[-1:] not in _ENDS)
        if below and not self._below and self._section.year and self._section.mood:
            self._governing = str(self._section.year)
        elif titled or not (self._governing and _ITEM.match(line)):
            self._governing = ""

    def enter(self, shown: str, words_of: str) -> None:
        """Read a sentence: `shown` with names as marks, `words_of` as printed."""
        if _FAULTS.search(words_of):
            self._governing = ""
        self._ahead, self._turns = self._lasting(), [] if asks(words_of) else turns(shown)
        if self._ahead and not self._turns and self._ended(shown, words_of):
            self._turns = [(0, "done")]
        self._back = self._back or any(turn == "done" for _, turn in self._turns)
        self._last, self._shown = words_of.rstrip("”’"), shown
        periods = [p for p in find_periods(words_of, self._published, self.about) if p.value != SUM]
        years = [p for p in periods if len(p.value) == _YEAR]
        if self._last.endswith("：") and years:
            self._list = years[-1].value
        self._carried = self._opened if self._opened and _DETAIL.match(shown) else self._led
        if self._said:
            self._led, self._said = "", False  # 据了解，今年…: for one sentence more
        if periods and not _DETAIL.match(shown):
            opens = _SAID.fullmatch(words_of, 0, periods[0].start)
            self._led = self._opened = periods[0].value if opens else ""
            self._said = bool(opens) and periods[0].start > 1
            leading = _LEADING_YEAR.match(words_of)
            self._year = int(leading[1]) if leading else self._year
            self._carried = ""

    def _ended(self, shown: str, words_of: str) -> bool:
        """Does a period gone by lead the sentence (上半年 in August, 2018年 in 2019)?"""
        if not _DATED.match(shown) or not self._published:
            return False
        led = next(iter(find_periods(words_of[:_EARLY], self._published, self.about)), None)
        return led is not None and led.start <= 1 and gone(led.value, self._published)

    def _lasting(self) -> bool:
        """Does the next sentence speak of what is to be done? 增长到645亿元，今年将突破700亿元 is only an outlook."""
        first = _FIGURE.search(self._shown)
        kept = [turn for place, turn in self._turns if turn != "ahead" or not first or place < first.start()]
        return kept[-1] == "ahead" if kept else self._ahead

    def ahead(self, at: int) -> bool:
        """Does the passage speak of what is to be done, at a place of the sentence?"""
        before = [turn for place, turn in self._turns if place < at]
        return before[-1] == "ahead" if before else self._ahead

    def period(self, text: str, aimed: bool) -> str:
        """The period that an announced list, the sentence before, or the headline of a report sets for a figure.

        An aim stands under the year of its section or of 今年是… where its sentence says 目标.
        """
        if self._list:
            return self._list
        if aimed and len(self._carried) == _YEAR and self._carried > (self._published or "9")[:_YEAR]:
            return self._carried  # 明年是收官之年。我们计划…
        if aimed:
            return (self._carried if len(self._carried) == _YEAR else str(self._section.year or "")) if "目标" in text else self._governing
        if text.startswith("其中") or _DETAIL.match(text):
            return self._carried or self._report or self._governing
        running = self._carried if "Q" in self._carried or ".." in self._carried[_YEAR:] else ""
        return "" if _NOW.search(text) else running or self._report or self._governing
