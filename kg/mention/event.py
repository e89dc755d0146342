"""Events: meetings, congresses, forums, festivals, ceremonies and contests that the text names.

A name is a head (座谈会, 开工仪式 …) with what stands before it; where a name begins is the whole difficulty
and is settled by `naming/event_border`, step by step to the left.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.grammar.layer import ordered, outermost
from kg.grammar.rule import Rule, procedure
from kg.lexicon.lists import classes, either
from kg.model import Mention, Reading, Span
from kg.naming.event_border import Border, whole_head

_ORDINAL = re.compile(r"第?[\d一二三四五六七八九十百]+[届次]|首届|本届|\d{4}|[\d一二三四五六七八九十]+届")
_RANK = re.compile(r"(?:^|全)[国省市县区州盟旗镇乡]|[国省市县区州盟旗镇乡]$|党的$|中央$|[市县区省州]委$")
_NOT_AFTER = re.compile(
    r"[室厅堂馆址费战]|场[馆地所]|中心|制度|机制|系统|平台|软件|组委会|筹委会|执委会|秘书处|公司|集团|协会|常务委员会|常委会|式|主义|展[馆厅位区品]|(?<=赛)[会事区道制场程]|(?<=大会)战"
)
_NOT_BEFORE_NUMBERED = re.compile(r"[发进开拓扩伸招施参会季环细情章调关枝礼春过佳国][展节]$|[参竞比决预复初]赛$")
_NOT_AFTER_NUMBERED = re.compile(r"[示览现开望出区板品柜台位商团销会馆厅演播期业目约能点日假气省水电奏余制庆俭选育场]")
_PARTY_CONGRESS = re.compile(
    r"(?:中共|党的|中国共产党)?(?:十[一二三四五六七八九]|二十[一二]?)(?:大(?=报告|精神|以来|代表|召开|胜利|提出|作出|闭幕|开幕|后|会场|绘就|擘画|部署|指出|明确|$|[，。、；])"
    r"|届[一二三四五六七]中全会)|党的(?:十[一二三四五六七八九]|二十[一二]?)大(?![道街厦楼队])"
)
_ANCHOR = re.compile(r"^全[国省市县区校镇州]|“|^[省市县区州校]|杯|届")
_CEREMONY = re.compile("仪式$|典礼$|(?:工|签约|投产|通车|揭牌|启动|奠基)活动$")
_CUE_BEFORE = re.compile(r"(?:召开|举行|举办|出席|参加|主持|列席|参与|迎来|观看|完成|为)(?:了|的)?[^，。；！？\n]{0,12}$")
_CUE_AFTER = re.compile(r"^[”]?(?:上|现场|[^，。；！？\n]{0,16}(?:举行|召开|举办|开幕|主持))")


@dataclass(frozen=True, slots=True)
class _Finds:
    """The heads of an article with how far their names reach. True: the words before the head make it a name."""

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
    if any(_CEREMONY.search(name) for name in finds.full):
        return
    bare = [span for span, named in finds.spans if not named and _CEREMONY.search(finds.text(span))]
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
    border, notes = Border(reading), classes()["event_heads"]
    named = _Cover(reading, "ORG", "PRJ", "DOC", "PER", "LOC")
    for hit in reading.hits.get("event_heads", ()):
        note = notes[reading.text[hit.start : hit.end]]
        head = whole_head(reading.text, hit)
        if _broken(reading.text, head, note) or named.holds(head.start) or _titled(reading.text, head.start):
            continue
        start = border.left(head)
        modifier = reading.text[start : head.start]
        span = Span(start, _closing(reading.text, start, head.end))
        named_so = _is_name(modifier, note) and not (note == "congress" and _is_organ(reading, span, modifier))
        yield span, named_so and (note != "loose" or _anchored(reading, span, modifier))


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


def _titled(text: str, at: int) -> bool:
    """Does the head stand inside a title《…》?"""
    opened = text.rfind("《", max(0, at - 60), at)
    return opened >= 0 and "》" not in text[opened:at] and "\n" not in text[opened:at]


def _closing(text: str, start: int, end: int) -> int:
    """Take in the closing quote of a quote that opened inside the name."""
    inside = text[start:end]
    return end + 1 if text[end : end + 1] == "”" and inside.count("“") > inside.count("”") else end


def _has_cue(reading: Reading, span: Span) -> bool:
    before = reading.text[max(0, span.start - 20) : span.start]
    return bool(_CUE_BEFORE.search(before) or _CUE_AFTER.match(reading.text[span.end : span.end + 24]))


def _is_organ(reading: Reading, span: Span, modifier: str) -> bool:
    """青岚县人民代表大会 is a body; with its number, or held or attended, it is an event."""
    body = reading.text.endswith("代表大会", span.start, span.end) and not _ORDINAL.search(modifier)
    return body and not _has_cue(reading, span)


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
