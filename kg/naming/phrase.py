"""How far a name reaches to the left of its head noun: over nouns, to the verb, particle, count or comma."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import cache
from operator import attrgetter

from kg.lexicon.lists import either, words
from kg.model import Mention, Reading, Span, Word
from kg.naming.glued import glued

_STOP_TAGS = frozenset(["p", "u", "r", "y", "w", "e", "o", "x", "ul", "uj", "uz", "ug", "ud", "uv"])
_OPENERS = {"”": "“", "’": "‘", "）": "（", "》": "《"}
_DEFINES = re.compile("（(?:以下|下称|简称|统称|股票|证券|原)")
_JOINERS = frozenset("+-·×/&.~")
_WHEN = re.compile(r"现[在今]?|[今去明前昨近当本上下每同\d目日以期未过即][\u4e00-\u9fff]*|.*[月日季]")
_COUNTED = re.compile(r"[\d一二三四五六七八九十百千万两数几多余]+")
_YEARLY = re.compile(r"[年日月](?:产|加工|处理|吞吐)[\d.万千亿余×]*$")
_NUMERAL = re.compile(r"[\d.]+|[一二三四五六七八九十百两]+|[一二三四五六]期")


_LONGEST = 120  # characters: no name is longer
_BY_START = attrgetter("start")


@cache
def _borders() -> frozenset[str]:
    return frozenset(words("phrase_borders"))


@cache
def _leading(loose: bool) -> frozenset[str]:
    return frozenset(verb for verb, when in words("loose_borders").items() if loose or when)


@cache
def _units() -> frozenset[str]:
    return frozenset(words("counted_units"))


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(either("whole_words") + "$")


@cache
def _whole_lasts() -> frozenset[str]:
    return frozenset(word[-1] for word in words("whole_words"))


@cache
def _whole_ahead() -> re.Pattern[str]:
    return re.compile(either("whole_words"))


def whole_end(text: str, at: int) -> int:
    """End of the word of `whole_words` that begins at an offset; the offset itself where there is none."""
    found = _whole_ahead().match(text, at)
    return found.end() if found else at


def word_at(reading: Reading, at: int) -> Word:
    """The segmented word that holds the character at an offset."""
    return reading.words[bisect_right(reading.words, (at, 1 << 40, "")) - 1]


def is_border(piece: str, tag: str) -> bool:
    """Does a word end every name on its left side (verb of doing, particle, adverb, pronoun)?"""
    if piece in _borders() or (len(piece) == 4 and piece[2:] in _borders()):
        return True
    if tag == "t":
        return bool(_WHEN.fullmatch(piece))
    if tag in ("c", "d", "y", "e", "o"):
        return len(piece) == 1
    return tag in _STOP_TAGS and not set(piece) <= _JOINERS and not _NUMERAL.fullmatch(piece)


def leftward(reading: Reading, at: int, names: Mapping[int, int], limit: int = 30, loose: bool = False) -> int:
    """Where a name whose head begins at `at` starts.

    Args: names maps the end of a mention to its start (such a mention is taken whole; -1 stops the
    name there); limit the most characters to the left; loose lets the verbs of `loose_borders` stop
    the name as well.
    Returns an offset ≤ `at`; `at` itself when nothing on the left belongs to the name.
    """
    start = at
    while start > 0 and at - start < limit:
        step = _step(reading, start, names)
        if step is None:
            break
        start = step
    return _trim(reading, start, at, names, loose)


def _step(reading: Reading, at: int, names: Mapping[int, int]) -> int | None:
    """The next smaller start, None at a border."""
    if at in names:
        return names[at] if names[at] >= 0 else None
    last = reading.text[at - 1]
    if last in _OPENERS:
        opening = reading.text.rfind(_OPENERS[last], max(0, at - 26), at)
        return opening if opening >= 0 and not _DEFINES.match(reading.text, opening) else None
    whole = _whole().search(reading.text, max(0, at - 8), at) if last in _whole_lasts() else None
    if whole:
        return whole.start()
    word = word_at(reading, at - 1)
    inner = next((k for k in range(at - 1, word.start, -1) if k in names), None)
    if inner is not None:
        return inner
    piece = reading.text[word.start : at]
    if piece == "能" and at < len(reading.text) and word_at(reading, at).tag[0] == "n":
        return word.start  # 云能钠电: can what?
    if is_border(piece, word.tag) or _counts(reading, word, piece):
        return None
    return word.start + glued(reading.text, word.start, at)


def _counts(reading: Reading, word: Word, piece: str) -> bool:
    """20多个, 一批, 3亿元: a count, not a part of a name."""
    digits = _COUNTED.match(piece)
    if _YEARLY.search(reading.text[max(0, word.start - 10) : word.start + 1]):
        return False
    if piece.endswith("大") and _COUNTED.fullmatch(reading.text[word.start - 1 : word.end - 1][-1:]):
        return True
    if digits and piece[digits.end() :] in _units():
        return True
    if piece in _units() and word.start > 0:
        return bool(_COUNTED.search(reading.text[max(0, word.start - 2) : word.start]))
    return False


def _trim(reading: Reading, start: int, at: int, names: Mapping[int, int], loose: bool) -> int:
    """Without leading joiners and, where asked, without a governing verb that could begin a name."""
    while start < at and reading.text[start] in _JOINERS | set("、"):
        start += 1
    return _behind_verb(reading, _behind_actor(reading, start, at, names), at, loose)


@cache
def _acts() -> frozenset[str]:
    return frozenset(verb for verb, when in words("loose_borders").items() if when == "act")


def _behind_actor(reading: Reading, start: int, at: int, names: Mapping[int, int]) -> int:
    """Behind 北川集团扩建 and the like, when a name and its verb stand first."""
    for end, begin in names.items():
        if begin == start and start < end < at:
            word = word_at(reading, end)
            if reading.text[end : word.end] in _acts() and at - word.end >= 2:
                return word.end
    return start


def _behind_verb(reading: Reading, start: int, at: int, loose: bool) -> int:
    """Behind a governing verb: at the name's beginning, or 建设 anywhere before two characters of name."""
    begin, place = start, start
    while place < at:
        word = word_at(reading, place)
        piece = reading.text[place : word.end]
        leads = place == begin and piece in _leading(loose) and at - word.end >= 2
        if leads or (loose and piece == "建设" and at - word.end >= 2):
            begin = word.end
        place = word.end
    return begin


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
    """End → start of the longest mention of some kinds that ends there; -1 behind a person."""
    found = {mention.end: -1 for mention in reading.of_kind("PER")}
    for mention in reading.of_kind(*kinds):
        found[mention.end] = min(mention.start, found.get(mention.end, mention.start))
    return found


def word_starts_at(reading: Reading, at: int) -> bool:
    """Does a segmented word begin at an offset?"""
    i = bisect_left(reading.words, (at,))
    return i < len(reading.words) and reading.words[i].start == at


def around(reading: Reading, span: Span, *kinds: str) -> Iterator[Mention]:
    """The mentions of some kinds that cover a span, or are it."""
    return (m for m in _near(reading, span.start - _LONGEST, span.start + 1) if m.end >= span.end and m.kind in kinds)


def inside(reading: Reading, start: int, end: int, *kinds: str) -> Iterator[Mention]:
    """The mentions of some kinds that lie in a range of the text, in order."""
    return (m for m in _near(reading, start, end) if m.end <= end and m.kind in kinds)


def _near(reading: Reading, start: int, end: int) -> tuple[Mention, ...]:
    """The mentions that begin in a range; a reading keeps them by start."""
    mentions = reading.mentions
    low = bisect_left(mentions, start, key=_BY_START)
    return mentions[low : bisect_left(mentions, end, low, key=_BY_START)]
