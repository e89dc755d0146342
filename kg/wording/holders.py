"""Who holds an honour: the list or the person right before a verb of receiving, in a view where names are marks."""

from __future__ import annotations

import re

from kg.lexicon.lists import either
from kg.model import Mention, Reading
from kg.naming.home import is_college
from kg.wording.bodies import home_by

_CALLED = "(?:同学|同志|老师|教授|教师|博士|选手|先生|女士|医生|书记)?"
_ENDS = {"集团": ("集团", "公司"), "公司": ("公司", "集团", "厂"), "企业": ("公司", "集团", "厂"), "医院": ("医院",), "校": ("大学", "学院", "学校", "中学", "小学")}
_OWN = frozenset(["学校", "校", "医院", "集团"])  # said of the house whose page it is
_ALSO = re.compile("[并还也又且]|同时|以及|再次")


def also(text: str, clause: int) -> bool:
    """Does a clause go on with the same subject (并获…, 同时入选…)?"""
    return bool(_ALSO.match(text, clause))


def meant(reading: Reading, points: str | None, kind: str, at: int) -> Mention | None:
    """What 我校, 学校 mean is the home of the page; 该校, 公司, 他 the body or person of that kind named last before `at`."""
    if kind in "他她":
        return next((m for m in reversed(tuple(reading.of_kind("PER"))) if m.start < at), None)
    own = points in ("我", "本") or (kind in _OWN and not points)
    home = home_by(reading, kind) if own else None
    found = home or _nearest(reading, kind, at)
    return None if found and kind in ("学校", "校") and is_college(reading, found) else found  # the faculty is not the school


def _nearest(reading: Reading, kind: str, at: int) -> Mention | None:
    ends = next((e for word, e in _ENDS.items() if kind.endswith(word)), (kind,) if len(kind) == 1 else ())
    named = [m for m in reading.of_kind("ORG") if m.start < at and m.text.endswith(ends)]
    own = [m for m in named if m.text.endswith(ends[:1])] if kind == "集团" else named
    return next(reversed(own or named), None)


class Holders:
    """Reads the clause before the verb. Args: the marks of all that can be honoured, and that of a person."""

    def __init__(self, subjects: str, per: str) -> None:
        item = f"[{subjects}]*(?:[^，。；：、“”{subjects}]{{1,14}}(?={per}))?[{subjects}]{_CALLED}"
        self._row = re.compile(f"{item}(?:[、和与及]{item})*(?:等[^，。；{subjects}]{{0,8}}|[一两二三四五六七八九十\\d]+[人名位家个][^，。；]{{0,4}})?$")
        self._circumstance = re.compile(
            rf"(?:{either('award_adverbs')}|(?:20)?\d+年(?:度|初|底)?|\d+月(?:份|\d+日)?)$"
            rf"|(?:在|于|凭借|凭|以(?![及来])|因|靠|依托|作为|继)[^，。；：{per}]{{2,}}$|(?<=[{subjects}])(?:经|通过|从)[^，。；]{{2,}}$"
        )
        self._crowd = re.compile(
            "(?:以下|上述|这些|部分|各|其他|其余|多)[^，。；]{0,10}(?:企业|单位|项目|学校|人员|村|社区|家|个|名|位)|[^，。；]{0,30}”(?:先后|均|也|还|成功)?$"
        )

    def bare(self, text: str, clause: int, end: int) -> int:
        """Where the clause's subject ends: adverbs and phrases of circumstance before the verb are no part of it."""
        while (found := self._circumstance.search(text, clause, end)) is not None:
            end = found.start()
        return end

    def row(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """The holder or list of holders that a stretch ends in; None behind 被 and 由, where the giver stands."""
        found = self._row.search(text, start, end) if end > start else None
        if found is None or (found.start() > start and text[found.start() - 1] in "被由经获受得"):
            return None
        return found.span()

    def crowd(self, text: str, clause: int, end: int) -> bool:
        """Is the subject a crowd (以下企业) or a quoted thing that is no name of this page?"""
        return bool(self._crowd.match(text, clause, end))
