"""Titles of posts: organ (党工委, 管委, 宣传部 …) + rank (副, 代, 常务 …) + head (书记, 主任 …).

One Aho-Corasick pass finds heads; a short pattern then reads leftwards what belongs to the post.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.lexicon.lists import either, words
from kg.model import Span

_REACH = 24  # characters of a title left of its head
_COUNCIL = re.compile("(?:(?<=委员)|(?<=理事)|(?<=董事)|(?<=监事)|(?<=常委)|(?<=编委))会(?![见同上谈议])")  # 理事会, not 理事会见
_SUFFIX = re.compile("助理|候选人|人选")


@cache
def _heads() -> tuple[AhoCorasick, tuple[bool, ...]]:
    """The matcher of heads, and for each head whether it is an everyday word."""
    entries = words("title_heads")
    automaton = AhoCorasick(list(entries), matchkind=MatchKind.LeftmostLongest)
    return automaton, tuple(note == "weak" for note in entries.values())


@cache
def _before() -> re.Pattern[str]:
    """Reads a reversed text leftwards from a head: ranks, then organs."""
    rank, organ = _reversed("title_ranks"), _reversed("title_organs")
    ordinal = "(?:组(?:导督|察巡|查巡|视巡|察督|查督|作工|作协|领综)[一二三四五六七八九十]{1,3}第)"
    return re.compile(f"(?:{rank}){{0,3}}(?:{ordinal}|{organ}){{0,3}}(?:{rank})?")


def _reversed(name: str) -> str:
    ranked = sorted(words(name), key=lambda w: (-len(w), w))
    return "|".join(re.escape(w[::-1]) for w in ranked)


@cache
def _tails() -> re.Pattern[str]:
    """What shows that a head is part of a longer word."""
    return re.compile(either("title_tails"))


@cache
def _surnames() -> frozenset[str]:
    return frozenset(words("surnames")) | {w[0] for w in words("surnames_compound")}


def find_titles(text: str) -> tuple[Span, ...]:
    """All posts named in a text, without the organisation's name, leftmost first, no overlaps.

        云河市工信局党组书记、局长沈若兰      党组书记, 局长
        局长办公会 书记处 市长热线            nothing
    """
    return tuple(_find(text))


def _find(text: str) -> Iterator[Span]:
    automaton, weak = _heads()
    reach = 0
    for index, head, end in automaton.find_matches_as_indexes(text):
        if suffix := _SUFFIX.match(text, end):
            end = suffix.end()
        if head < reach or _is_name(text, head, reach) or _tails().match(text, end) or _COUNCIL.match(text, end) or (weak[index] and text[end : end + 1] not in _surnames() and "·" not in text[end + 1 : end + 5]):
            continue
        yield Span(_left(text, head, max(reach, head - _REACH)), end)
        reach = end


def _is_name(text: str, head: int, reach: int) -> bool:
    """A head right behind another title that begins like a name is one (副秘书长|关长青)."""
    return 0 < head == reach and text[head] in _surnames() and text[head + 1] == "长"


def _left(text: str, head: int, limit: int) -> int:
    """Where the title that ends in this head begins."""
    before = _before().match(text[limit:head][::-1])
    return head - (before.end() if before else 0)
