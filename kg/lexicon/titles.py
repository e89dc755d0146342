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
_LIFE = re.compile(
    r"(?:(?:^|(?<=[\n；。，（]))[^，。；\n（]{0,4}\d{4}[年.]\d{0,2}[^，。；\n]{0,3}[至—－\-~～][^，。；\n]{0,9}|(?:历|先后担?|[曾现]担?|起|后|月|年|挂职)任)[^。；\n]{4,200}"
)  # a stage of a life, where 科员, 护士 are posts
_DATED = re.compile(r"[男女][，,]|\d{4}[年.]\d{1,2}月?[至—－\-~～]|月出?生")
_LED = re.compile("教研[室组]|研究室|实验室|办公室|项目部|领导小组|工作组|专班|指挥部|筹[备建委]")
_OWNED = re.compile("[、兼](?=[一-鿿]{2,8}$)")  # 、|基础护理教研室主任: what such a part is called by belongs to the post
_POST_ENDS = frozenset("、，。；（）\n和兼等")


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
    lives = _lives(text)
    for index, head, end in automaton.find_matches_as_indexes(text):
        if suffix := _SUFFIX.match(text, end):
            end = suffix.end()
        if head < reach or _is_name(text, head, reach) or _tails().match(text, end) or _COUNCIL.match(text, end) or (weak[index] and not _means_post(text, end, lives)):
            continue
        yield Span(_left(text, head, max(reach, head - _REACH)), end)
        reach = end


def _lives(text: str) -> bytearray:
    """Marks the characters of the stages of lives (1996.07—2001.03 青岚县林业局科员; 历任…), where a text holds any."""
    inside = bytearray(len(text))
    for found in _LIFE.finditer(text) if _DATED.search(text) else ():
        inside[found.start() : found.end()] = b"\1" * (found.end() - found.start())
    return inside


def _means_post(text: str, end: int, lives: bytearray) -> bool:
    """Is an everyday word for people a post here? A name follows, or it ends an item of a life."""
    if lives[end - 1] and (end == len(text) or text[end] in _POST_ENDS):
        return True
    return text[end : end + 1] in _surnames() or "·" in text[end + 1 : end + 5]


def _is_name(text: str, head: int, reach: int) -> bool:
    """A head right behind another title that begins like a name is one (副秘书长|关长青)."""
    return 0 < head == reach and text[head] in _surnames() and text[head + 1] == "长"


def _left(text: str, head: int, limit: int) -> int:
    """Where the title that ends in this head begins."""
    before = _before().match(text[limit:head][::-1])
    start = head - (before.end() if before else 0)
    start += text.startswith(("村村", "社区社区"), start) * (2 if text[start] == "社" else 1)
    start += text[start] == "村" and text[start - 1 : start] == "驻"  # 驻村|工作队队长
    own = _OWNED.search(text, limit, start) if start > limit and _LED.match(text, start) else None
    return own.end() if own else start
