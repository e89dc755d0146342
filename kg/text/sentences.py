"""Where sentences end: at 。！？ with the quotes that close there, never across the units of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.model import Article, Sentence, Unit

LONGEST: Final = 2000  # characters; the longest of real pages has some 400
_STOP: Final = re.compile("[。！？]+[”’）》」』]*")
_SAID: Final = "说|表示|指出|强调|介绍|认为|告诉|坦言|透露|感慨|称|谈到|提出|要求|回忆|解释|补充|直言|呼吁|建议|写道|问道|答道|感叹|道"
_ATTRIBUTION: Final = re.compile(rf"(?!会上|会后|会前|随后|同时|此外|据|接着)[^。！？；：\n“”]{{2,60}}?(?:{_SAID})(?:[，。！？：]|了?[^。！？，]{{0,8}}[，。])")
_JOINS: Final = re.compile("[的、，；：）》]|等[，、。]")
_TERM: Final = re.compile("[“‘《（][^“‘《（。！？，：]{1,14}[！？]+[”’》）]$")


def sentences(article: Article) -> tuple[Sentence, ...]:
    """The sentences of all units; offsets count into `article.flow.text`, outer blanks left out.

    A quote that holds several sentences is split inside, but its attribution (“……。”某某说) stays with the last of them.
    """
    text = article.flow.text
    out: list[Sentence] = []
    for unit in article.units:
        for start, end in _cut(text, unit):
            out.append(Sentence(start, end, unit.kind, len(out)))
    return tuple(out)


def _cut(text: str, unit: Unit) -> Iterator[tuple[int, int]]:
    start = unit.start
    for stop in _STOP.finditer(text, unit.start, unit.end):
        end = stop.end()
        if end == unit.end or not _goes_on(text, stop, unit.end):
            yield from _bounded(text, start, end)
            start = end
    yield from _bounded(text, start, unit.end)


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run without a stop is no sentence but a list or a table: its pieces end at marks of a lower rank."""
    while end - start > LONGEST:
        cut = max(text.rfind(mark, start + 1, start + LONGEST) for mark in "；，、 ")
        border = cut + 1 if cut > start else start + LONGEST
        yield from _trimmed(text, start, border)
        start = border
    yield from _trimmed(text, start, end)


def _goes_on(text: str, stop: re.Match[str], border: int) -> bool:
    """Does the sentence go on behind this stop: a term with a mark of its own (“加油！”活动), or the attribution of a quote?"""
    end = stop.end()
    if stop[0][-1] in "。！？":
        return False
    if _JOINS.match(text, end, border) or _TERM.search(text, max(0, end - 18), end):
        return True
    return stop[0][-1] in "”’" and bool(_ATTRIBUTION.match(text, end, border))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start] == " ":
        start += 1
    while start < end and text[end - 1] == " ":
        end -= 1
    if start < end:
        yield start, end
