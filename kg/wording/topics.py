"""Whose figure is it? Where in a sentence the name stands that a clause is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.lexicon.lists import either
from kg.wording.quantities import Quantity

_BORDERS: Final = "，；：—"
_LEAD: Final = (
    r"(?:其中|目前|据悉|听说|得知|同时|此外|另外|预计|截至|近年来|此次|这次|今年|去年|前?[0-9一二三四五六七八九十上下半]{1,4}[年月日季度末底初]*|[至到、\-以来全，“”])*"
)
_PROPERTY: Final = re.compile(rf"(?:项目|工程|道路|计划|预计|总|年|日|可|[一二三]期|新增|设计|主要|促进|带动|安置|吸纳|提供|实现|完成|累计)*{either('metric_properties')}")
_OF_PROJECT: Final = re.compile(either("metric_properties"))
_MADE_BY: Final = ("由", "系", "是", "属", "被")
_INTRO: Final = re.compile("[^，]{0,8}，")
_ACTOR: Final = rf"(?:该|本|我|这[个家座所])?({either('metric_actors')})(?![、和与及长们级化党委办部名类数法质库0-9])"


class Topics:
    """Finds subjects in views: `names` are the marks of what can be one, `personal` those of persons and titles."""

    def __init__(self, names: str, personal: str) -> None:
        free = f"(?![、和与及{personal}]|数据|统计|消息|介绍|表示|获悉|通报|公布|发布)"
        self._opens = re.compile(rf"{_LEAD}(?:[{names}]{{0,3}}([{names}]){free}|{_ACTOR})")
        self._described = re.compile(rf"[^，；。：]*的([{names}])(?!$|第|前[0-9一二三]|平均|首位){free}")
        self._alone = re.compile(rf"[{names}]，?$")
        self._behind = re.compile(rf"(?:的|在|位于|落户)([{names}])")

    def behind(self, text: str, at: int) -> int | None:
        """Where the name stands that follows a figure: 投资9亿元的|某项目, 企业8家在|某区."""
        match = self._behind.match(text, at)
        return match.start(1) if match else None

    def head(self, text: str, start: int, end: int) -> int | None:
        """Where the name (or 学校, 该项目) stands that a clause opens with, or that its opening words describe (位于…的|某项目)."""
        opening = self._opens.match(text, start, end)
        said = opening if opening and text.startswith(_MADE_BY, opening.end()) else None  # 该园由某公司旗下的某公司代建
        match = said or self._described.match(text, start, end) or opening
        return match.start(match.lastindex or 0) if match else None

    def heads(self, text: str, end: int) -> Iterator[tuple[int, int, int]]:
        """Start, end and head's place of the clauses up to `end` that have a head, the last one first."""
        stop = border = end
        while border >= 0:
            border = max(text.rfind(mark, 0, border) for mark in _BORDERS)
            at = self.head(text, border + 1, stop)
            if at is not None:
                yield border + 1, stop, at
            stop = border + 1

    def leads(self, text: str, start: int, grouped: bool) -> bool:
        """Is it the first clause of the sentence (behind 据悉, 近年来), or (`grouped`) of what a semicolon parts?"""
        intro = _INTRO.match(text, 0, start)
        return start == 0 or (grouped and text[start - 1] == "；") or bool(intro and intro.end() == start and self.head(text, 0, start) is None)

    def holds(self, text: str, clause: tuple[int, int], figures: tuple[Quantity, ...]) -> bool:
        """Does the name of an earlier clause hold on? Where it stands alone as topic, or its clause gave a figure."""
        start, end = clause
        return bool(self._alone.search(text, start, end)) or any(start <= q.start < end for q in figures)


def speaks_of_project(indicator: str) -> bool:
    """Does it hold a word of what projects have (年创利税, 配套停车位)?"""
    return bool(_OF_PROJECT.search(indicator))


def is_property(indicator: str) -> bool:
    """Is it what projects have: investment, area, length, output, jobs?"""
    return bool(_PROPERTY.match(indicator))
