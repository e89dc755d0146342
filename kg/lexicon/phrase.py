"""How far a name reaches to the left of its head noun: over nouns, to the verb, particle, count or comma."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import cache

from kg.lexicon.lists import words
from kg.model import Reading, Span, Word

_STOP_TAGS = frozenset(["p", "u", "r", "y", "w", "e", "o", "t", "d", "x", "c", "ul", "uj", "uz", "ug", "ud", "uv"])
_OPENERS = {"”": "“", "’": "‘", "）": "（", "》": "《"}
_JOINERS = frozenset("+-—·×/&.~")
_COUNTED = re.compile(r"[\d一二三四五六七八九十百千万两数几多余]+")
_NUMERAL = re.compile(r"[\d.]+|[一二三四五六七八九十百两]+|[一二三四五六]期")


@cache
def _borders() -> frozenset[str]:
    return frozenset(words("phrase_borders"))


@cache
def _loose() -> frozenset[str]:
    return frozenset(words("loose_borders"))


@cache
def _units() -> frozenset[str]:
    return frozenset(words("counted_units"))


def word_at(reading: Reading, at: int) -> Word:
    """The segmented word that holds the character at an offset."""
    return reading.words[bisect_right(reading.words, (at, 1 << 40, "")) - 1]


def is_border(piece: str, tag: str) -> bool:
    """Does a word end every name on its left side (verb of doing, particle, adverb, pronoun)?"""
    if piece in _borders():
        return True
    return tag in _STOP_TAGS and not set(piece) <= _JOINERS and not _NUMERAL.fullmatch(piece)


def leftward(
    reading: Reading, at: int, names: Mapping[int, int], limit: int = 30, loose: bool = False
) -> int:
    """Where a name whose head begins at `at` starts.

    Args: names maps the end of a mention to its start (such a mention is taken whole); limit the most
    characters to the left; loose lets the verbs of `loose_borders` stop the name as well.
    Returns an offset ≤ `at`; `at` itself when nothing on the left belongs to the name.
    """
    start = at
    while start > 0 and at - start < limit:
        step = _step(reading, start, names)
        if step is None:
            break
        start = step
    return _trim(reading, start, at, loose)


def _step(reading: Reading, at: int, names: Mapping[int, int]) -> int | None:
    """The next smaller start, None at a border."""
    if at in names:
        return names[at]
    last = reading.text[at - 1]
    if last in _OPENERS:
        opening = reading.text.rfind(_OPENERS[last], max(0, at - 26), at)
        return opening if opening >= 0 else None
    word = word_at(reading, at - 1)
    piece = reading.text[word.start : at]
    if is_border(piece, word.tag) or _counts(reading, word, piece):
        return None
    return word.start


def _counts(reading: Reading, word: Word, piece: str) -> bool:
    """20多个, 一批, 3亿元: a count, not a part of a name."""
    digits = _COUNTED.match(piece)
    if digits and piece[digits.end() :] in _units():
        return True
    if piece in _units() and word.start > 0:
        return bool(_COUNTED.search(reading.text[max(0, word.start - 2) : word.start]))
    return False


def _trim(reading: Reading, start: int, at: int, loose: bool) -> int:
    """Without leading joiners and, where asked, without a governing verb that could begin a name."""
    while start < at and reading.text[start] in _JOINERS | set("、"):
        start += 1
    if loose and start < at:
        first = word_at(reading, start)
        if reading.text[start : first.end] in _loose() and at - first.end >= 2:
            return first.end
    return start


def pieces(reading: Reading, span: Span) -> list[str]:
    """The segmented words inside a span, cut to it."""
    at = max(0, bisect_right(reading.words, (span.start, 1 << 40, "")) - 1)
    out = []
    while at < len(reading.words) and reading.words[at].start < span.end:
        word = reading.words[at]
        out.append(reading.text[max(word.start, span.start) : min(word.end, span.end)])
        at += 1
    return out


def ends(reading: Reading, *kinds: str) -> dict[int, int]:
    """End → start of the longest mention of some kinds that ends there."""
    found: dict[int, int] = {}
    for mention in reading.of_kind(*kinds):
        found[mention.end] = min(mention.start, found.get(mention.end, mention.start))
    return found


def word_starts_at(reading: Reading, at: int) -> bool:
    """Does a segmented word begin at an offset?"""
    i = bisect_left(reading.words, (at,))
    return i < len(reading.words) and reading.words[i].start == at
