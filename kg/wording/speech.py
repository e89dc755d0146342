"""How far a statement reaches: the quote before an attribution, the quote or reported words behind it.

All functions stay inside one unit of the article, and take and give offsets of its flow.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.lexicon.lists import either
from kg.model import Reading, Span, Unit

LONGEST = 600  # raw characters that evidence may span
_UTTERED = "。！？!?…，,；—～~"
_SENTENCE_END = "。！？!?"
_OPEN, _CLOSE = "“", "”"
_MARKS = re.compile(f"[{_SENTENCE_END}{_OPEN}{_CLOSE}]")
_BREAK = re.compile(r"[。！？；!?\n]")
_GOES_ON = re.compile(either("speech_continuations"))
_INTRODUCED = re.compile(rf"(?:{either('speech_verbs')}|说|道)[，：]?$")


class Part(NamedTuple):
    """A statement: its span without outer quotes, and where the words that carry it begin and end."""

    inner: Span
    outer: Span


def is_utterance(reading: Reading, part: Part) -> bool:
    """Is a quote a whole utterance, not a term?"""
    return part.inner.start > part.outer.start and reading.text[part.outer.end - 2] in _UTTERED


def unit_at(reading: Reading, at: int) -> Unit:
    """The unit that holds a character."""
    return next(u for u in reading.article.units if u.start <= at < u.end)


def quote_before(reading: Reading, start: int, reach: int = 70) -> Part | None:
    """The direct quote that ends right before an attribution (titles may stand between)."""
    text, unit = reading.text, unit_at(reading, start)
    close = text.rfind(_CLOSE, max(unit.start, start - reach), start)
    if close <= unit.start or _BREAK.search(text, close + 1, start) or text[close - 1] not in _UTTERED:
        return None
    opening = _opening(text, close, unit.start)
    if _INTRODUCED.search(text, max(unit.start, opening - 8), opening):
        return None
    inner = opening + 1 if text[opening] == _OPEN else opening
    return Part(_stripped(text, inner, close), Span(opening, close + 1))


def _opening(text: str, close: int, floor: int) -> int:
    """The opening quote of a closing one; the start of the unit where a column break has cut it off."""
    depth = 0
    for at in range(close, floor - 1, -1):
        depth += (text[at] == _CLOSE) - (text[at] == _OPEN)
        if depth == 0:
            return at
    return floor


def statement_after(reading: Reading, start: int) -> Part | None:
    """What follows a verb of saying: the quote it opens, or the reported words to the end of the statement."""
    text, unit = reading.text, unit_at(reading, start - 1)
    if text[start : start + 1] == _OPEN:
        close = _closing(text, start, unit.end)
        if close < unit.end and (text[close - 1] in _UTTERED or text[close + 1 : close + 2] in ("", "\n", "。", "，")):
            return Part(_stripped(text, start + 1, close), Span(start, close + 1))
        if close == unit.end:
            return Part(_stripped(text, start + 1, close), Span(start, close))
    end = _reported_end(text, start, unit.end)
    inner = _stripped(text, start, end)
    return Part(inner, Span(start, end)) if inner.end - inner.start >= 4 else None


def _closing(text: str, opening: int, limit: int) -> int:
    depth = 0
    for at in range(opening, limit):
        depth += (text[at] == _OPEN) - (text[at] == _CLOSE)
        if depth == 0:
            return at
    return limit


def _reported_end(text: str, start: int, limit: int) -> int:
    """End of the sentence, and of those that go on with it (要…, 二是…); far beyond what evidence may hold none is looked for."""
    limit = min(limit, start + 4 * LONGEST)
    end = _sentence_end(text, start, limit)
    while end < limit and end - start < LONGEST and _GOES_ON.match(text, end):
        end = _sentence_end(text, end, limit)
    return end


def _sentence_end(text: str, start: int, limit: int) -> int:
    depth = 0
    for mark in _MARKS.finditer(text, start, limit):
        depth = max(0, depth + (mark[0] == _OPEN) - (mark[0] == _CLOSE))
        if depth == 0 and mark[0] in _SENTENCE_END:
            return mark.end()
    return limit


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " ，：、":
        start += 1
    while end > start + 1 and text[end - 1] in " ，。；\n":
        end -= 1
    return Span(start, end)


def fit(reading: Reading, span: Span, cue: Span) -> Span:
    """The span cut to what evidence may hold: raw characters count, and the attribution stays in."""
    start, end = span
    if _raw(reading, start, end) <= LONGEST:
        return span
    end = _last_break(reading, max(start, min(start, cue.start)), end, cue.end)
    if _raw(reading, start, end) > LONGEST:
        start = _first_break(reading, start, end, cue.start)
    return Span(start, end)


def _raw(reading: Reading, start: int, end: int) -> int:
    raw = reading.article.flow.raw(Span(start, end))
    return raw.end - raw.start


def _last_break(reading: Reading, start: int, end: int, floor: int) -> int:
    """The last sentence end at which start…end fits, or `floor`."""
    while end > floor and _raw(reading, start, end) > LONGEST:
        cut = max(reading.text.rfind(c, floor, end - 1) for c in "。！？；，")
        if cut < floor:
            return floor
        end = cut + 1
    return end


def _first_break(reading: Reading, start: int, end: int, ceiling: int) -> int:
    """The first clause border from which start…end fits, or `ceiling`."""
    while start < ceiling and _raw(reading, start, end) > LONGEST:
        cuts = [c for c in (reading.text.find(p, start, ceiling) for p in "。！？；，") if c >= 0]
        if not cuts:
            return ceiling
        start = min(cuts) + 1
    return start
