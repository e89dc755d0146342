"""Commendation lists: an honour as a heading, those who have it behind its colon or in the lines below, one after another.

    五一劳动奖章：沈若兰（云河市第一中学教师）　林海洋        先进集体（2个）
                                                            北川集团热电公司　云河市公安局特警支队
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.lexicon.lists import either
from kg.model import Span

_GOOD = "(?:先进|优秀|模范|文明|示范|红旗|优胜|最美|十佳|十大|杰出|突出贡献|星级|标杆|三好|最佳)"
_MEDAL = "(?:(?:[特一二三四优][等]?|金|银|铜|提名|优胜|优秀|组织|贡献|创新|入围|鼓励|纪念|杰出|突出|质量|最佳[^，。；：（）\n]{1,6})奖|奖状|奖章|[金银铜]牌|冠军|亚军|季军)"
_HEAD = re.compile(
    r"(?:^|(?<=[\n。；]))(?:附：)?(?:[（(]?[一二三四五六七八九十\d]{1,3}(?:[)）]|[、.．]) ?)?“?"
    rf"(?P<honour>[^，。；：？！、（）“”《》\n ]{{0,20}}?(?:{_MEDAL}|{_GOOD}[^，。；：、“”（）《》\n ]{{0,10}}?{either('honour_heads')}|{either('honour_names')}))”?(?:荣誉)?(?:称号)?"
    r"(?:获得者|获奖者|获奖(?:单位|人员|选手)|名单|获奖名单|奖牌)?(?:[（(]?共?\d+[名个项家人位户][)）])?(?:：\n?|\n)"
)
_BODIES = re.compile(f"(?:奖状|组织奖|{either('honour_bodies')})$")
_NAME = r"[一-鿿A-Za-z0-9·“”\-]{2,30}"
_ASIDE = r"（[^（）\n]{1,40}）"
_ITEM = re.compile(f"(?P<name>{_NAME})(?:{_ASIDE})?")
_LINE = re.compile(f"{_NAME}(?:{_ASIDE})?(?:(?:[、；; ]|(?<=）)){_NAME}(?:{_ASIDE})?)*[。；]?")
_TELLS = re.compile("表彰|荣获|获得|获评|喜获|斩获|授予|命名|举行|召开|公布|评选|关于|推荐|候选|拟|竞争|争创|设立")
_FURNITURE = re.compile(r"\d年|\d月|星期|责任|责编|编辑|校对|来源|记者|通讯员|版面|上一篇|下一篇")
_FEWEST = 2


class Awardees(NamedTuple):
    """An honour with those who have it; `bodies`: it is one for bodies, not for people."""

    honour: Span
    items: tuple[Span, ...]
    bodies: bool


def rolls(text: str) -> Iterator[Awardees]:
    """The commendation lists of a text, with the spans of the names in them, without what stands in brackets."""
    for head in _HEAD.finditer(text):
        if _TELLS.search(head["honour"]):
            continue
        lines = _below(text, head.end()) if head[0].endswith("\n") else _behind(text, head.end())
        listed = (line for line in lines if not _FURNITURE.search(text, *line))
        items = tuple(Span(*each.span("name")) for line in listed for each in _ITEM.finditer(text, *line))
        if len(items) >= _FEWEST:
            yield Awardees(Span(*head.span("honour")), items, bool(_BODIES.search(head["honour"])))


def _behind(text: str, at: int) -> Iterator[Span]:
    """The list on the line of its heading, if it is nothing but a list."""
    found = _LINE.match(text, at)
    if found and (found[0][-1] in "。；" or text[found.end() : found.end() + 1] in ("\n", "")):
        yield Span(*found.span())


def _below(text: str, at: int) -> Iterator[Span]:
    """The lines under a heading that hold nothing but names, up to the next heading."""
    while (line := _LINE.match(text, at)) and text[line.end() : line.end() + 1] in ("\n", "") and not _HEAD.match(text, at):
        yield Span(*line.span())
        at = line.end() + 1
