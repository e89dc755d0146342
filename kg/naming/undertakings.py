"""Heads of named undertakings (行动, 计划, 机制 …): where they stand, their sub-kind, how much they need."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from kg.lexicon.lists import classes, either, words
from kg.model import Reading, Span
from kg.naming.phrase import is_border, pieces, whole_end, word_at

_GAP = 12  # most characters between a closing quote and its head
_NEXT_HEAD = 4  # most characters from one head to the next of the same name (专项监督活动)
_LOOSE_GAP = 8  # the same for a head that names nothing without quotes
_YEAR_NAME = re.compile(r"[\u4e00-\u9fff]{3,}[年月周日]$")
_YEAR_WORD = re.compile(
    r"(?:[今明去新前后当百周青少元近千]年|[\d一二三四五六七八九十〇零][年月日周]|生日|节日|期间)$"
)
_DEEDS = re.compile(r"\d+(?:件|项)(?:民生)?实事$")
_LAUNCH = re.compile(
    either("launch_verbs") + r"(?:了|以|为)?(?:[一全首新][\u4e00-\u9fff]{0,4}的?)?(?:[“‘][^“”‘’\n]*[”’][、和]?)*$"
)
_NOUN_LAUNCH = re.compile(
    r"[\u4e00-\u9fff](?<![并先极胆断续力地将已])(?:创新|组织|探索|推广)(?:[“‘][^“”‘’\n]*[”’][、和]?)*$"
)
_UNFOLDS = re.compile(
    r"(?:[“‘][^“”‘’\n]*[”’][、和]?)*(?:在[\u4e00-\u9fff]{2,8})?(?:全面|正式|经常|陆续|持续|深入|扎实|稳步|有序|有力|加快|纵深)?"
    r"(?:(?:推开|推行|开展|启动|推出|上线|开讲|开播|开课)(?:以来|后)?|(?<=扎实|深入|稳步|有序|有力|加快|纵深|全面|持续)推进)(?:[，。；]|$)"
)
_COUNTED = re.compile(r"[\d一二三四五六七八九十百两]+(?:余|多)?[个项件条家]")
_PLANS = re.compile(r"计划(?:实施|安排)(?!以来|后|中|方案|细则|情况|[，。；、]|$)")
_MEANS = re.compile(r"(?:计划|规划)(?:实施|安排|投资|新建|建设|完成|引进|开工|改造|打造|新增|总投资|年内|到20)[^，。；]{0,16}?\d")  # a verb: 云河新城计划实施项目127个
_CARRIED_OUT = re.compile("执行情况|完成情况|草案|编制")  # 国民经济和社会发展计划执行情况的报告
_AIM = re.compile(r"(?!开展|采取|实施|启动|展开|组织|推进|推动|参与|参加|制定|印发|出台|编制|落实|配合|发起|推出|执行|完成|等[一-龥])[\u4e00-\u9fff]{2}")
_TALLY = re.compile(r"[一二三四五六七八九十两\d]+(?:大|个|项)")
_SCOPE = re.compile(r"领域$|以[上内下]")
_PLAN_PERIOD = re.compile(r"十[一二三四五六]?五")
_ROUTINE = re.compile(either("routine_verbs") + r"[\u4e00-\u9fff、]{0,12}$")
_FOUNDED = re.compile(either("founding_verbs") + r"(?:了|起|出)?(?:全[国省市区县])?(?:[\u4e00-\u9fff]{1,4}、){0,3}$")
_SPREAD = re.compile(
    r"，?(?:也|还|就此|随之)?(?:已|已经|率先|正式|全面|初步)?(?:在)?(?:全[国省市区县](?:范围)?内?)?"
    r"(?:[\u4e00-\u9fff]{0,4}(?:推广|推开|铺开)|起步|启动|落地|上线|运行|成形|见效|建立(?:起来|运转|并|[，。；]|$))"
    r"|是[^，。；]{0,14}(?:打造|建立|首创|推出|探索)的"
)


class Head(NamedTuple):
    """A head noun at an article span; `grade` is strong, weak or quoted."""

    start: int
    end: int
    sub: str
    grade: str


@cache
def kinds() -> dict[str, tuple[str, str]]:
    """Head → (sub-kind, grade)."""
    return {head: _kind(value) for head, value in classes()["undertaking"].items()}


def _kind(value: str) -> tuple[str, str]:
    sub, _, grade = value.partition("/")
    return sub, grade


@cache
def _tails() -> dict[str, tuple[str, ...]]:
    """Two first characters → words that begin with a head but are another word (工程师)."""
    out: dict[str, list[str]] = {}
    for word in words("undertaking_tails"):
        out.setdefault(word[:2], []).append(word)
    return {first: tuple(found) for first, found in out.items()}


def _other_word(text: str, start: int, end: int) -> bool:
    """Does the head begin, or end in the beginning of, another word?"""
    if text.startswith("机制", start) and text.endswith("体制", 0, start):
        return True
    for at in {start, end - 2}:
        for word in _tails().get(text[at : at + 2], ()):
            if at + len(word) > end and text.startswith(word, at):
                return True
    return False


def heads(reading: Reading) -> tuple[Head, ...]:
    """All heads of a reading in order, without those that are part of another word."""
    return _heads(reading.text, reading.hits.get("undertaking", ()))


@lru_cache(maxsize=2)
def _heads(text: str, hits: tuple[Span, ...]) -> tuple[Head, ...]:
    """Asked for by several rules of one article."""
    grades = kinds()
    return tuple(Head(s, e, *grades[text[s:e]]) for s, e in hits if not _other_word(text, s, e))


def head_at(text: str, end: int) -> tuple[str, str] | None:
    """Sub-kind and grade of the longest head that ends at an offset."""
    for size in range(min(8, end), 1, -1):
        found = kinds().get(text[end - size : end])
        if found:
            return found
    return None


def head_behind(reading: Reading, close: int, all_heads: Sequence[Head]) -> Head | None:
    """The head a quoted name leans on: right behind the quote, or after name words only.

    Args: close is the offset behind the closing quote; all_heads come from `heads`.
    """
    best: Head | None = None
    for head in all_heads[bisect_left(all_heads, (close,)) :]:
        if head.start > close + _GAP or not (_nouns_only(reading, close, head.start) or _aimed(reading, close, head)):
            break
        if best is None or head.grade == "strong" or head.start <= best.end + _NEXT_HEAD:
            best = head
    if best is None or best.grade != "quoted":
        return best
    if reading.text[best.start : best.end] == "建设" and head_at(reading.text, close - 1):
        return None
    gap = 0 if reading.text[best.start : best.end] == "建设" else _LOOSE_GAP
    return best if best.start - close <= gap or head_at(reading.text, best.start) else None


def _aimed(reading: Reading, close: int, head: Head) -> bool:
    """Does one verb of two characters lead from the quotes to a strong head (“厂中园”盘活行动)?"""
    if head.grade != "strong" or head.start != close + 2 or not _AIM.fullmatch(reading.text, close, head.start):
        return False
    word = word_at(reading, close)
    return word.end == head.start and word.tag.startswith("v")


def _nouns_only(reading: Reading, start: int, end: int) -> bool:
    """Only words that can stand inside a name (and 的 right behind the quote)."""
    at = start
    if end > start and reading.text[start] == "的":
        if head_at(reading.text, start - 1):  # “鹰阵工程”的子计划: the quote is a name already
            return False
        at = start + 1
    while (at := whole_end(reading.text, at)) < end:
        word = word_at(reading, at)
        piece = reading.text[at : min(word.end, end)]
        if _TALLY.match(reading.text, at) or (piece != "新" and (is_border(piece, word.tag) or piece in "”’“‘")):
            return False
        at = word.end
    return True


def kind_of_content(content: str) -> str | None:
    """The sub-kind of a quoted name whose last words are a head themselves (‘八项行动’, “产业提速年”)."""
    if _YEAR_NAME.search(content) and not _YEAR_WORD.search(content):
        return "activity"
    if _DEEDS.search(content):
        return "programme"
    found = head_at(content, len(content))
    if found is None or len(content) <= 3 or content.endswith(("品牌", "建设")):
        return None
    return found[0]


def is_catchword(content: str) -> bool:
    """A figure of speech, a catchword or the name of a plan period in quotes: no undertaking."""
    return content in words("quoted_terms") or is_plan_period(content)


def is_plan_period(content: str) -> bool:
    """“十四五”: a span of years, whatever follows."""
    return bool(_PLAN_PERIOD.fullmatch(content))


def is_specific(reading: Reading, start: int, at: int) -> bool:
    """Does a modifier say more than words that fit every undertaking?"""
    generic = words("undertaking_generic")
    said = [p for p in pieces(reading, Span(start, at)) if p not in generic and p not in "的新大"]
    whole = reading.text[start:at]
    if _SCOPE.search(whole):
        return False
    return sum(map(len, said)) >= 2 and whole not in generic and whole not in words("undertaking_common")


def is_founded(reading: Reading, start: int, end: int) -> bool:
    """Is a mechanism founded or rolled out here (首创…, …全市推广), not merely kept up (健全…)?"""
    before = reading.text[max(0, start - 24) : start]
    if _ROUTINE.search(before):
        return False
    return bool(_FOUNDED.search(before) or _SPREAD.match(reading.text, end))


def counts_or_plans(text: str, start: int, head: Head) -> bool:
    """Is the head counted (改革试点15项) or a verb (学校计划实施…)?"""
    if _MEANS.match(text, head.start) or (text.startswith(("计划", "规划"), head.end - 2) and _CARRIED_OUT.match(text, head.end)):
        return True
    return bool(_COUNTED.match(text, head.end) or (head.start - start < 4 and _PLANS.match(text, head.start)))


def names_its_field(start: int, head: Head) -> bool:
    """A head that names its field itself needs only some modifier (农村集体 + 产权制度改革)."""
    return head.end - head.start >= 6 and head.start - start >= 2


def is_launched(text: str, at: int) -> bool:
    """Does a verb of launching stand right before an offset (推出“…”), other quoted names between?"""
    left = max(0, at - 40)
    return bool(_LAUNCH.search(text, left, at)) and not _NOUN_LAUNCH.search(text, left, at)


def unfolds(text: str, at: int) -> bool:
    """Is what ends at an offset itself launched or rolled out (“…”全面推开)?"""
    return bool(_UNFOLDS.match(text, at))
