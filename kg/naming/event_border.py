"""Where the name of an event begins: step by step to the left of its head (座谈会, 开工仪式 …)."""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.lexicon.lists import classes, words
from kg.model import Reading, Span

_MAX_LENGTH = 90
_CLOSED = "，。；：！？…《》\n,;!?~｜|▲●■◆★ \u3000"
_DATE = re.compile(r"(?:\d月|\d[日号]|[一二三四五六七八九十]月|[日号][上下]午|周[一二三四五六日]|\d[:：]\d+|[上下]午|晚上?)$")
_FROM_ORDINAL = re.compile(r"(?P<number>第[\d一二三四五六七八九十]+届)(?:(?![出列]席|参[加与]|委员|代表|领导)[\u4e00-\u9fff]){2,20}$")
_NUMBERED_THING = re.compile("[机线楼井炉站桥地厂仓码矿馆院栋船标]")
_COUNTED = re.compile(r"第[\d一二三四五六七八九十百]+[届次个期场轮批季站]$|\d{4}年度?第?$|(?:19|20)\d\d年?度?[—－-](?:19|20)\d\d年?度?$")
_PLURAL = re.compile(r"(?:\d|[二两三四五六七八九十百千几数多余])[余多]?(?:场|次|个|项|轮|期|站|余)(?:次)?$|[二两三四五六七八九十几数多]大$")
_DETERMINER = re.compile(r"^(?:本次|此次|这次|该次|本届|该届|该|此|首次|一年一度的?|的|了|和|与|及|暨|、|“(?=[^”]*$)|”|·|-|—)+")
_OBJECT_OF = re.compile(r"(?:专题|深入|认真|扎实|全面|传达|持续)?(?:学习|贯彻|落实|传达|宣传|宣讲|领会)(?:好|了|实|贯彻)?(?=[省市县区州十第\d]|全[国省市县区]|中央|党的|二十|$)")
_RANKED = re.compile("[省市县区州]|全[国省市县区]|中央|中共|中国|党的|党中央|工委|国务院")
_BEFORE_RANK = re.compile(r"(?:正是|以|在|于|对|将|为|从|自|按|是|有|至|到|就|经|由|向)(?=(?:全[国省市县区]|[省市县区州][两第委党十一二三四五六七八九人政]|党的|中央|第))")
_AND_NUMBERED = re.compile(r"[和与及](?=(?:[省市县区州盟旗镇乡]|党的|中国共产党)?第?[\d一二三四五六七八九十]+[次届])")
_ABOVE = re.compile("[全省市县区党州]|中(?!心)|国务院")
_OTHERS = re.compile("集团|公司|学校|上级|会议|第")
_SIGNED = re.compile("[电讯]$")
_JOINTS = "和与及、"


def whole_head(text: str, head: Span) -> Span:
    """推进会议 is one head, not 推进会 and a rest."""
    longer = text[head.end - 1 : head.end + 1] == "会议"
    return Span(head.start, head.end + 1) if longer else head


class Border:
    """Finds where the name before a head begins."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.text
        self.words = reading.words
        self.starts = [w.start for w in reading.words]
        self.heads = {whole_head(reading.text, h).end for h in reading.hits.get("event_heads", ())}
        self.stops = {h.end: h for h in reading.hits.get("event_stops", ()) if not reading.text.startswith("中心组", h.end)}
        self.names = {m.end: m for m in reversed(reading.mentions) if m.kind in ("ORG", "LOC")}
        self.begins = {m.start for m in self.names.values()}
        self.closed = {m.end for m in reading.of_kind("PER", "DOC")}

    def left(self, head: Span) -> int:
        """Start of the name; the head's own start where nothing belongs to it."""
        at, joints = head.start, []
        while head.end - at < _MAX_LENGTH:
            step = self._step(at, head)
            if step is None:
                step = self._ordinal(at, head)
            if step is None:
                break
            if self.text[step:at] in _JOINTS:
                joints.append(at)
            at = step
        at = self._settle(at, joints, head)
        return self._trim(at, head)

    def _step(self, at: int, head: Span) -> int | None:
        """The start of the next piece to the left that may belong to the name, None at its border."""
        if at == 0 or self.text[at - 1] in _CLOSED or at in self.closed or self.text[at - 2 : at] == "——":
            return None
        counted = _COUNTED.search(self.text, max(0, at - 12), at)
        if counted:
            return counted.start()
        if at in self.stops or self._dated(at):
            return None
        if self.text[at - 1] in "”）":
            return self._pair(at)
        if self.text[at - 1] == "“":
            return self._opening(at, head)
        if at in self.names:
            return self._inside_name(self.names[at].start, at)
        return self._word(at, head)

    def _ordinal(self, at: int, head: Span) -> int | None:
        """Behind 第六届 a verb is part of the name (第六届盐田湿地利用学术研讨会)."""
        found = _FROM_ORDINAL.search(self.text, max(0, at - 26), at) if at < head.start else None
        if found is None or any(end in self.closed or self._holds(end) for end in range(found.end("number"), at + 1)):
            return None
        return found.start()

    def _holds(self, at: int) -> bool:
        stop = self.stops.get(at)
        return stop is not None and classes()["event_stops"][self.text[stop.start : stop.end]] == "hold"

    def _dated(self, at: int) -> bool:
        """Does a day or an hour end here? 1号机组, 3号线 are none."""
        numbered = self.text[at - 1] == "号" and _NUMBERED_THING.match(self.text, at)
        return not numbered and bool(_DATE.search(self.text, max(0, at - 6), at))

    def _inside_name(self, start: int, at: int) -> int:
        """The start of a name of a body or place, behind any verb or person it has wrongly taken in."""
        return max([start, *(end for end in range(start + 1, at) if end in self.stops or end in self.closed)])

    def _pair(self, at: int) -> int | None:
        opening = self.text.rfind("“" if self.text[at - 1] == "”" else "（", max(0, at - 30), at)
        if self.text[at - 1] == "）" and _SIGNED.search(self.text, max(0, opening - 4), opening):
            return None
        inside = self.text[opening:at]
        return opening if opening >= 0 and not any(c in inside for c in "。；\n") else None

    def _opening(self, at: int, head: Span) -> int | None:
        """An open quote belongs to the name when it closes with it: 第六届“云河荷花节”."""
        named = self.text.endswith("称", 0, at - 1)  # （以下简称“茶博会”）
        return at - 1 if self.text[head.end : head.end + 1] == "”" and not named else None

    def _word(self, at: int, head: Span) -> int | None:
        word = self.words[bisect_left(self.starts, at) - 1]
        text = self.text[word.start : at]
        if text in _JOINTS:
            return None if self._parted(at) else word.start
        if text == "的":
            return at - 2 if self.text[at - 2 : at] == "党的" else None
        if text in words("event_borders") or self._soft(text, at, head):
            return None
        inner = [end for end in range(word.start + 1, at) if end in self.stops]
        return max(inner) if inner else word.start

    def _parted(self, at: int) -> bool:
        """Does 和 or 、 part two events?"""
        return at - 1 in self.heads

    def _soft(self, text: str, at: int, head: Span) -> bool:
        """学习, 贯彻, 落实 … are no part of the name they take as object: 学习全国教育大会精神."""
        if text not in words("event_soft_stops"):
            return False
        rest = self.text[at : head.start]
        return "精神" not in rest and bool(_ABOVE.match(rest) or (text in ("传达", "组织") and _OTHERS.match(rest)) or at in self.begins)

    def _settle(self, at: int, joints: list[int], head: Span) -> int:
        """Lists joined by 、 are part of a name only where a verb of holding or attending takes them whole.

        和 before a congress with its number parts two things, also where a dictionary reads 求和.
        """
        numbered = [m.end() for m in _AND_NUMBERED.finditer(self.text, at, head.start)]
        at = max([at, *numbered])
        commas = [j for j in joints if self.text[j - 1] == "、"]
        if not commas or self._anchored(at, head) or self._parties(at, head):
            return at
        return commas[0]

    def _anchored(self, at: int, head: Span) -> bool:
        if self._holds(at):
            return True
        free = at == 0 or self.text[at - 1] in "，。\n" or bool(_DATE.search(self.text, max(0, at - 6), at))
        return free and bool(re.match(r"[^，。；\n]{0,16}(?:召开|举行|举办|开幕)", self.text[head.end : head.end + 20]))

    def _parties(self, at: int, head: Span) -> bool:
        """A市、B县合作签约仪式: the list is one of places and organisations."""
        first = self.text.find("、", at, head.start)
        return first in self.names and self.names[first].start == at

    def _trim(self, at: int, head: Span) -> int:
        at = self._without_lead(_DETERMINER, at, head)
        if "精神" not in self.text[at : head.start]:
            at = self._without_lead(_OBJECT_OF, at, head)
        at = self._without_lead(_BEFORE_RANK, at, head)
        plural = _PLURAL.search(self.text, max(0, at - 6), at)
        return head.start if plural else at

    def _without_lead(self, lead: re.Pattern[str], at: int, head: Span) -> int:
        found = lead.match(self.text[at : head.end])
        return min(at + found.end(), head.start) if found else at
