"""Events: meetings, congresses, forums, festivals, ceremonies and contests that the text names.

A name is a head (座谈会, 开工仪式 …) with what stands before it; where a name begins is the whole difficulty
and is settled by `_Border`, step by step to the left.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.grammar.layer import ordered, outermost
from kg.grammar.rule import Rule, procedure
from kg.lexicon.lists import classes, either, words
from kg.model import Mention, Reading, Span

_MAX_LENGTH = 90
_CLOSED = "，。；：！？…《》\n,;!?~｜|▲●■◆★"
_DATE = re.compile(r"(?:\d月|\d[日号]|[一二三四五六七八九十]月|[日号][上下]午|周[一二三四五六日]|\d[:：]\d+|[上下]午|晚上?)$")
_ORDINAL = re.compile(r"第?[\d一二三四五六七八九十百]+[届次]|首届|本届|\d{4}|[\d一二三四五六七八九十]+届")
_COUNTED = re.compile(r"第[\d一二三四五六七八九十百]+[届次个期场轮批季站]$|\d{4}年度?第?$|(?:19|20)\d\d年?度?[—－-](?:19|20)\d\d年?度?$")
_RANK = re.compile(r"(?:^|全)[国省市县区州盟旗镇乡]|[国省市县区州盟旗镇乡]$|党的$|中央$|[市县区省州]委$")
_PLURAL = re.compile(r"(?:\d|[二两三四五六七八九十百千几数多余])[余多]?(?:场|次|个|项|轮|期|站|余)(?:次)?$|[二两三四五六七八九十几数多]大$")
_NOT_AFTER = re.compile(
    r"[室厅堂馆址费]|场[馆地所]|中心|制度|机制|系统|平台|软件|组委会|筹委会|执委会|秘书处|公司|集团|协会|常务委员会|常委会|式|主义|(?<=赛)[会事区道制场程]"
)
_NOT_BEFORE_NUMBERED = re.compile(r"[发进开拓扩伸招施参会季环细情章调关枝礼春过佳国][展节]$|[参竞比决预复初]赛$")
_NOT_AFTER_NUMBERED = re.compile(r"[示览现开望出区板品柜台位商团销会馆厅演播期业目约能点日假气省水电奏余制庆俭选育场]")
_PARTY_CONGRESS = re.compile(
    r"(?:中共|党的|中国共产党)?(?:十[一二三四五六七八九]|二十[一二]?)(?:大(?=报告|精神|以来|代表|召开|胜利|提出|作出|闭幕|开幕|后|会场|绘就|擘画|部署|指出|明确|$|[，。、；])"
    r"|届[一二三四五六七]中全会)|党的(?:十[一二三四五六七八九]|二十[一二]?)大(?![道街厦楼队])"
)
_DETERMINER = re.compile(r"^(?:本次|此次|这次|该次|本届|该届|该|此|首次|一年一度的?|的|了|和|与|及|暨|、|“(?=[^”]*$)|”|·|-|—)+")
_OBJECT_OF = re.compile(r"(?:专题|深入|认真|扎实|全面|传达|持续)?(?:学习|贯彻|落实|传达|宣传|宣讲|领会)(?:好|了|实|贯彻)?(?=[省市县区州十第\d]|全[国省市县区]|中央|党的|二十|$)")
_RANKED = re.compile("[省市县区州]|全[国省市县区]|中央|中共|中国|党的|党中央|工委|国务院")
_BEFORE_RANK = re.compile(r"(?:正是|以|在|于|对|将|为|从|自|按|是|有|至|到|就|经|由|向)(?=(?:全[国省市县区]|[省市县区州][两第委党十一二三四五六七八九人政]|党的|中央|第))")
_AND_NUMBERED = re.compile(r"[和与及](?=(?:[省市县区州盟旗镇乡]|党的|中国共产党)?第?[\d一二三四五六七八九十]+[次届])")
_ANCHOR = re.compile(r"^全[国省市县区校镇州]|“|^[省市县区州校]|杯|届")
_CUE_BEFORE = re.compile(r"(?:召开|举行|举办|出席|参加|主持|列席|参与|迎来|观看|完成|为)(?:了|的)?[^，。；！？\n]{0,12}$")
_CUE_AFTER = re.compile(r"^[”]?(?:上|现场|[^，。；！？\n]{0,16}(?:举行|召开|举办|开幕|主持))")
_JOINTS = "和与及、"


@dataclass(frozen=True, slots=True)
class _Finds:
    """The heads of an article with how far their names reach. Keys are spans; True: the words make a name."""

    reading: Reading
    spans: tuple[tuple[Span, bool], ...]

    def text(self, span: Span) -> str:
        return self.reading.text[span.start : span.end]

    @property
    def full(self) -> set[str]:
        """The named events' names."""
        return {self.text(span) for span, named in self.spans if named}


@procedure
def event_named(finds: _Finds) -> Iterator[Mention]:
    """A head of event names with the words that make it one: 全市民营经济发展大会, 第六届荷花文化节."""
    for span, named in finds.spans:
        if named:
            yield _mention(finds.reading, span, "event_named", 0.85)


@procedure
def congress_by_number(finds: _Finds) -> Iterator[Mention]:
    """Party congresses and plenums have their number for a name: 党的二十大, 十九届六中全会."""
    titles = _Cover(finds.reading, "DOC")
    for match in _PARTY_CONGRESS.finditer(finds.reading.text):
        if not titles.holds(match.start()):
            yield _mention(finds.reading, Span(*match.span()), "congress_by_number", 0.95)


@procedure
def event_short_form(finds: _Finds) -> Iterator[Mention]:
    """A bare head of three or more characters means the one event of the article that ends in it."""
    full = finds.full
    for span, named in finds.spans:
        text = finds.text(span)
        if not named and len(text) >= 3 and sum(f.endswith(text) for f in full) == 1:
            yield _mention(finds.reading, span, "event_short_form", 0.8)


@procedure
def event_by_cue(finds: _Finds) -> Iterator[Mention]:
    """A ceremony needs no name where the article names none and says who attends or where it is held."""
    if any(name.endswith("仪式") for name in finds.full):
        return
    bare = [span for span, named in finds.spans if not named and finds.text(span).endswith("仪式")]
    known = {finds.text(s) for s in bare if s.end - s.start >= 4 and _has_cue(finds.reading, s)}
    for span in bare:
        if finds.text(span) in known:
            yield _mention(finds.reading, span, "event_by_cue", 0.75)


RULES: tuple[Rule, ...] = (event_named, congress_by_number, event_short_form, event_by_cue)


def find(reading: Reading) -> tuple[Mention, ...]:
    """All events of an article; of two that overlap the longer stays."""
    finds = _Finds(reading, tuple(_candidates(reading)))
    kept: list[Mention] = []
    for mention in ordered(m for each in RULES for m in each.make(finds)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def _mention(reading: Reading, span: Span, rule: str, confidence: float) -> Mention:
    text = reading.text[span.start : span.end]
    return Mention(reading.article.id, span.start, span.end, "EVT", "", text, rule, confidence)


def _candidates(reading: Reading) -> Iterator[tuple[Span, bool]]:
    """Spans of possible event names; True where the words before the head make it a named event."""
    border, notes = _Border(reading), classes()["event_heads"]
    named = _Cover(reading, "ORG", "PRJ", "DOC", "PER", "LOC")
    for hit in reading.hits.get("event_heads", ()):
        note = notes[reading.text[hit.start : hit.end]]
        head = _whole(reading.text, hit)
        if _broken(reading.text, head, note) or named.holds(head.start):
            continue
        start = border.left(head)
        modifier = reading.text[start : head.start]
        span = Span(start, _closing(reading.text, start, head.end))
        yield span, _is_name(modifier, note) and (note != "loose" or _anchored(reading, span, modifier))


class _Cover:
    """The characters that mentions of some kinds cover."""

    def __init__(self, reading: Reading, *kinds: str) -> None:
        self._outer = outermost(reading.of_kind(*kinds))
        self._starts = [m.start for m in self._outer]

    def holds(self, at: int) -> bool:
        i = bisect_right(self._starts, at) - 1
        return i >= 0 and at < self._outer[i].end


def _broken(text: str, head: Span, note: str) -> bool:
    """Is the head only part of another word (发展, 节目, 会议室)?"""
    if note == "numbered" and (
        _NOT_AFTER_NUMBERED.match(text, head.end) or _NOT_BEFORE_NUMBERED.search(text, head.end - 2, head.end)
    ):
        return True
    return bool(_NOT_AFTER.match(text, head.end))


def _whole(text: str, head: Span) -> Span:
    """推进会议 is one head, not 推进会 and a rest."""
    longer = text[head.end - 1 : head.end + 1] == "会议"
    return Span(head.start, head.end + 1) if longer else head


def _closing(text: str, start: int, end: int) -> int:
    """Take in the closing quote of a quote that opened inside the name."""
    inside = text[start:end]
    return end + 1 if text[end : end + 1] == "”" and inside.count("“") > inside.count("”") else end


def _has_cue(reading: Reading, span: Span) -> bool:
    before = reading.text[max(0, span.start - 20) : span.start]
    return bool(_CUE_BEFORE.search(before) or _CUE_AFTER.match(reading.text[span.end : span.end + 24]))


def _anchored(reading: Reading, span: Span, modifier: str) -> bool:
    """Kinds of meeting that also come in plenty need a place, number or quote, or a verb of holding beside them."""
    if _ORDINAL.search(modifier) or _ANCHOR.search(modifier):
        return True
    if any(m.start == span.start for m in reading.of_kind("ORG", "LOC")):
        return True
    listed = reading.text[span.start - 1 : span.start] == "、" or reading.text[span.end : span.end + 1] in ("、", "等", "和")
    return not listed and _has_cue(reading, span)


def _is_name(modifier: str, note: str) -> bool:
    """Do the words before a head of this class name one event?"""
    bare = modifier.strip("“”‘’（）、")
    if note == "congress":
        return bool(_RANK.search(bare) or _ORDINAL.search(bare))
    if note == "numbered":
        return bool(_ORDINAL.search(bare)) and len(bare) > 3
    return bool(bare) and not _generic().fullmatch(bare) and not re.search(r"[是了的]$", bare)


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(f"(?:{either('event_generic')}|[、和与及])+")


class _Border:
    """Finds where the name before a head begins."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.text
        self.words = reading.words
        self.starts = [w.start for w in reading.words]
        self.heads = {_whole(reading.text, h).end for h in reading.hits.get("event_heads", ())}
        self.stops = {h.end: h for h in reading.hits.get("event_stops", ())}
        self.names = {m.end: m for m in reversed(reading.mentions) if m.kind in ("ORG", "LOC")}
        self.begins = {m.start for m in self.names.values()}
        self.closed = {m.end for m in reading.of_kind("PER", "DOC")}

    def left(self, head: Span) -> int:
        """Start of the name; the head's own start where nothing belongs to it."""
        at, joints = head.start, []
        while head.end - at < _MAX_LENGTH:
            step = self._step(at, head)
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
        if at in self.stops or _DATE.search(self.text, max(0, at - 6), at):
            return None
        if self.text[at - 1] in "”）":
            return self._pair(at)
        if self.text[at - 1] == "“":
            return self._opening(at, head)
        if at in self.names:
            return self._inside_name(self.names[at].start, at)
        return self._word(at, head)

    def _inside_name(self, start: int, at: int) -> int:
        """The start of a name of a body or place, behind any verb or person it has wrongly taken in."""
        return max([start, *(end for end in range(start + 1, at) if end in self.stops or end in self.closed)])

    def _pair(self, at: int) -> int | None:
        opening = self.text.rfind("“" if self.text[at - 1] == "”" else "（", max(0, at - 30), at)
        inside = self.text[opening:at]
        return opening if opening >= 0 and not any(c in inside for c in "。；\n") else None

    def _opening(self, at: int, head: Span) -> int | None:
        """An open quote belongs to the name when it closes with it: 第六届“云河荷花节”."""
        return at - 1 if self.text[head.end : head.end + 1] == "”" else None

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
        return "精神" not in rest and bool(re.match(r"[全省市县区中党州]|国务院", rest) or at in self.begins)

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
        stop = self.stops.get(at)
        if stop is not None and classes()["event_stops"][self.text[stop.start : stop.end]] == "hold":
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
