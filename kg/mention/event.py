"""Events: meetings, congresses, forums, festivals, ceremonies and contests that the text names.

A name is a head (座谈会, 开工仪式 …) with what stands before it; where a name begins is the whole difficulty
and is settled by `_Border`, step by step to the left.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache

from kg.grammar.layer import ordered
from kg.grammar.rule import Rule, procedure
from kg.lexicon.lists import classes, either, words
from kg.model import Mention, Reading, Span

_MAX_LENGTH = 90
_CLOSED = "，。；：！？…—《》\n,;!?~｜|▲●■◆★"
_DATE = re.compile(r"(?:\d月|\d[日号]|[一二三四五六七八九十]月|[日号][上下]午|周[一二三四五六日]|\d[:：]\d+|[上下]午|晚上?)$")
_ORDINAL = re.compile(r"第?[\d一二三四五六七八九十百]+[届次]|首届|本届|\d{4}|[\d一二三四五六七八九十]+届")
_COUNTED = re.compile(r"第[\d一二三四五六七八九十百]+[届次个期场轮批季站]$|\d{4}年度?第?$|(?:19|20)\d\d年?度?[—－-](?:19|20)\d\d年?度?$")
_RANK = re.compile(r"(?:^|全)[国省市县区州盟旗镇乡]|[国省市县区州盟旗镇乡]$|党的$|中央$|[市县区省州]委$")
_PLURAL = re.compile(r"(?:\d|[二两三四五六七八九十百千几数多余])[余多]?(?:场|次|个|项|轮|期|站|余)(?:次)?$|[二两三四五六七八九十几数多]大$")
_NOT_AFTER = re.compile(
    r"[室厅堂馆址费]|场[馆地所]|中心|制度|机制|系统|平台|软件|组委会|筹委会|执委会|秘书处|公司|集团|协会|常务委员会|常委会|式|主义"
)
_NOT_BEFORE_NUMBERED = re.compile(r"[发进开拓扩伸招施参会季环细情章调关枝礼春过佳国][展节]$|[参竞比决预复初]赛$")
_NOT_AFTER_NUMBERED = re.compile(r"[示览现开望出区板品柜台位商团销会馆厅演播期业目约能点日假气省水电奏余制庆俭选育场]")
_PARTY_CONGRESS = re.compile(
    r"(?:中共|党的|中国共产党)?(?:十[一二三四五六七八九]|二十[一二]?)(?:大(?=报告|精神|以来|代表|召开|胜利|提出|作出|闭幕|开幕|后|会场|绘就|擘画|部署|指出|明确|$|[，。、；])"
    r"|届[一二三四五六七]中全会)|党的(?:十[一二三四五六七八九]|二十[一二]?)大(?![道街厦楼队])"
)
_DETERMINER = re.compile(r"^(?:本次|此次|这次|该次|本届|该届|该|此|首次|一年一度的?|的|了|和|与|及|暨|、|“(?=[^”]*$)|”|·|-)+")
_OBJECT_OF = re.compile(r"(?:专题|深入|认真|扎实|全面|传达|持续)?(?:学习|贯彻|落实|传达|宣传|宣讲|领会)(?:好|了|实|贯彻)?(?=[全省市县区中党州工]|$)")
_BEFORE_RANK = re.compile(r"(?:正是|以|在|于|对|将|为|从|自|按|是|有|至|到|就|经|由|向)(?=(?:全[国省市县区]|[省市县区州][两第委党十一二三四五六七八九人政]|党的|中央|第))")
_NUMBERED = re.compile(r"(?:[省市县区州盟旗镇乡]|党的|中国共产党)?第?[\d一二三四五六七八九十]+[次届]")
_CUE_BEFORE = re.compile(r"(?:召开|举行|举办|出席|参加|主持|列席|参与|迎来|观看|完成|为)(?:了|的)?[^，。；！？\n]{0,12}$")
_CUE_AFTER = re.compile(r"^[”]?(?:上|现场|[^，。；！？\n]{0,16}(?:举行|召开|举办|开幕|主持))")
_JOINTS = "和与及、"


@procedure
def event_named(reading: Reading) -> Iterator[Mention]:
    """A head of event names with the words that make it one: 全市民营经济发展大会, 第六届荷花文化节."""
    for span, firm in _candidates(reading):
        if firm:
            yield _mention(reading, span, "event_named", 0.85)


@procedure
def congress_by_number(reading: Reading) -> Iterator[Mention]:
    """Party congresses and plenums have their number for a name: 党的二十大, 十九届六中全会."""
    for match in _PARTY_CONGRESS.finditer(reading.text):
        if not _inside(reading, Span(*match.span()), "DOC"):
            yield _mention(reading, Span(*match.span()), "congress_by_number", 0.95)


@procedure
def event_short_form(reading: Reading) -> Iterator[Mention]:
    """A bare head of three or more characters means the one event of the article that ends in it."""
    candidates = _candidates(reading)
    full = {reading.text[s.start : s.end] for s, firm in candidates if firm}
    for span, firm in candidates:
        text = reading.text[span.start : span.end]
        if not firm and len(text) >= 3 and sum(f.endswith(text) for f in full) == 1:
            yield _mention(reading, span, "event_short_form", 0.8)


@procedure
def event_by_cue(reading: Reading) -> Iterator[Mention]:
    """A ceremony needs no name where the article names none and says who attends or where it is held."""
    candidates = _candidates(reading)
    if any(firm and reading.text[s.end - 2 : s.end] == "仪式" for s, firm in candidates):
        return
    heads = classes()["event_heads"]
    bare = [s for s, firm in candidates if not firm and heads.get(_head_of(reading, s)) == "firm"]
    known = {reading.text[s.start : s.end] for s in bare if s.end - s.start >= 4 and _has_cue(reading, s)}
    for span in bare:
        if reading.text[span.start : span.end] in known:
            yield _mention(reading, span, "event_by_cue", 0.75)


RULES: tuple[Rule, ...] = (event_named, congress_by_number, event_short_form, event_by_cue)


def find(reading: Reading) -> tuple[Mention, ...]:
    """All events of an article; of two that overlap the longer stays."""
    found = ordered(m for each in RULES for m in each.make(reading))
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def _mention(reading: Reading, span: Span, rule: str, confidence: float) -> Mention:
    text = reading.text[span.start : span.end]
    return Mention(reading.article.id, span.start, span.end, "EVT", "", text, rule, confidence)


def _candidates(reading: Reading) -> list[tuple[Span, bool]]:
    """Spans of possible event names; True where the words before the head make it a named event."""
    border = _Border(reading)
    found = []
    for head in reading.hits.get("event_heads", ()):
        note = classes()["event_heads"][reading.text[head.start : head.end]]
        head = _whole(reading.text, head)
        if _broken(reading.text, head, note) or _inside(reading, head, "ORG", "PRJ", "DOC", "PER", "LOC"):
            continue
        start = border.left(head)
        end = _closing(reading.text, start, head.end)
        modifier = reading.text[start : head.start]
        found.append((Span(start, end), _is_name(modifier, note)))
    return found


def _head_of(reading: Reading, span: Span) -> str:
    hits = reading.hits["event_heads"]
    at = bisect_right(hits, (span.end, 0)) - 1
    while at >= 0 and hits[at].end > span.end:
        at -= 1
    return reading.text[hits[at].start : hits[at].end]


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


def _inside(reading: Reading, span: Span, *kinds: str) -> bool:
    """Does the span lie in a mention of these kinds, or start inside one?"""
    return any(m.start <= span.start < m.end for m in reading.of_kind(*kinds))


def _closing(text: str, start: int, end: int) -> int:
    """Take in the closing quote of a quote that opened inside the name."""
    inside = text[start:end]
    return end + 1 if text[end : end + 1] == "”" and inside.count("“") > inside.count("”") else end


def _has_cue(reading: Reading, span: Span) -> bool:
    before = reading.text[max(0, span.start - 20) : span.start]
    return bool(_CUE_BEFORE.search(before) or _CUE_AFTER.match(reading.text[span.end : span.end + 24]))


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
        self.heads = {h.end for h in reading.hits.get("event_heads", ())}
        self.stops = {h.end: h for h in reading.hits.get("event_stops", ())}
        self.names = {m.end: m for m in reversed(reading.mentions) if m.kind in ("ORG", "LOC")}
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
        if at == 0 or self.text[at - 1] in _CLOSED or at in self.closed:
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
            return self.names[at].start
        return self._word(at, head)

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
            return None if self._parted(at, head) else word.start
        if text == "的":
            return at - 2 if self.text[at - 2 : at] == "党的" else None
        if text in words("event_borders") or self._soft(text, at, head):
            return None
        inner = [end for end in range(word.start + 1, at) if end in self.stops]
        return max(inner) if inner else word.start

    def _parted(self, at: int, head: Span) -> bool:
        """Does 和 part two things: two events, or a noun and a congress with its number?"""
        return at - 1 in self.heads or bool(_NUMBERED.match(self.text[at : head.end]) and self.text[at - 1] != "、")

    def _soft(self, text: str, at: int, head: Span) -> bool:
        """学习, 贯彻, 落实 … are no part of the name they take as object: 学习全国教育大会精神."""
        if text not in words("event_soft_stops"):
            return False
        rest = self.text[at : head.start]
        return "精神" not in rest and bool(re.match(r"[全省市县区中党州]|国务院", rest) or self._name_at(at))

    def _name_at(self, at: int) -> bool:
        return any(m.start == at for m in self.names.values())

    def _settle(self, at: int, joints: list[int], head: Span) -> int:
        """Lists joined by 、 are part of a name only where a verb of holding or attending takes them whole."""
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
