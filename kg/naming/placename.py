"""How the name of an administrative area is cut: where the proper name before 县, 市 or 区 begins.

The segmentation is evidence; prepositions glued to an unknown name (由青|岚县) are taken off.
"""

from __future__ import annotations

import re

from kg.lexicon.lists import either, words
from kg.model import Reading
from kg.naming.phrase import word_at

NAME_TAGS = frozenset(["ns", "nr", "nrt", "nrfg", "nz", "s", "x", "zg", "j"])
LOOSE_TAGS = NAME_TAGS | {"n", "ng", "a", "b", "f", "g", "an", "z"}
HAN = re.compile(r"[\u4e00-\u9fff]+")
COMMON = re.compile("市[场民区郊值容面况井政]|县[城域区]|区[域块间位划]|州际|旗[帜下舰]|盟[友军]|新区")
_GLUED = re.compile("[省市州盟][\u4e00-\u9fff]{2,3}[县区市旗](?![场民容政域])")
_ORGAN = re.compile(either("organ_after_rank"))
_UNRANKED = re.compile(f"{either('place_unranked')}$")
_AFTER_TITLE = re.compile("(?:书记|主任|院长|局长|校长|部长|处长|经理|主席|董事长|县长|镇长|所长|会长|总裁)([\u4e00-\u9fff]{1,2})$")
_OF_COUNTY = re.compile("[直级域里城内外属乡]")
_DIRECTION = re.compile("东[北南]|西[北南]|华[东南西北中]|[东西南北中]部")
_PREPOSITIONS = frozenset("由在到据赴与向对从访任")
_LEADS_TO_PLACE = frozenset("在到赴省市由对向从任是抵为")
_FUNCTION_TAGS = frozenset(["c", "p", "d", "v", "ul", "uj", "u", "r", "f", "m"])


def surname_before(reading: Reading, at: int) -> bool:
    """林|长春 is a person: a lone surname before a place that follows a title, a comma or a list mark."""
    if at < 2 or reading.text[at - 1] not in words("surnames"):
        return False
    word = word_at(reading, at - 1)
    return word.end - word.start == 1 and word.tag in ("nr", "n", "zg", "x", "nz", "ng", "g", "q")


def short_county(reading: Reading, at: int) -> bool:
    """Is a county of one letter (道县, 易县) named at `at`, not 和|县里, 随|县委?"""
    if reading.text[at] in "和随应成开" and _OF_COUNTY.match(reading.text, at + 2):
        return False
    if at == 0 or not HAN.match(reading.text, at - 1):
        return True
    if reading.text[at] == "和" and reading.text[at - 1] not in _LEADS_TO_PLACE:
        return False  # 主要负责人|和|县水务局
    first = word_at(reading, at)
    if first.end == at + 1 and first.tag in _FUNCTION_TAGS:
        return False
    before = word_at(reading, at - 1)
    return before.tag in ("v", "vn", "p", "c", "ns", "n", "uj", "ul") and (before.tag != "n" or before.end - before.start > 1)


def unranked(before: str) -> bool:
    """Do words before a rank letter make it a kind of district (开发|区, 百强|县)?"""
    return bool(_UNRANKED.search(before))


def closed(reading: Reading, end: int) -> bool:
    """Is the rank letter before `end` the end of a word, or the first letter of the place's organ?"""
    word = word_at(reading, end - 1)
    glued = word.start == end - 1 and not COMMON.match(reading.text, end - 1)
    stem = word_at(reading, end - 2) if end > 1 else word
    glued = glued and (stem.tag in ("ns", "nrt") or word.tag in ("ns", "nr", "nrt") or bool(_GLUED.match(reading.text, end - 1)))
    return word.end == end or glued or bool(_ORGAN.match(reading.text, end))


def mayor(reading: Reading, start: int, end: int) -> bool:
    """林|海洋市|长 is a person with a title."""
    return reading.text.startswith("长", end) and start > 0 and reading.text[start - 1] in words("surnames")


def stem(reading: Reading, at: int, end: int) -> int | None:
    """Start of the proper name before a rank word at [at, end), None where there is none."""
    text = reading.text
    if at < 2 or not HAN.fullmatch(text, at - 2, at) or not closed(reading, end):
        return None
    if unranked(text[max(0, at - 4) : at]) or text[at - 1 : end] == "高新区":
        return None
    if text[at:end] == "区" and _DIRECTION.search(text, max(0, at - 2), at):
        return None  # 东北|区, 华东|区
    organ = bool(_ORGAN.match(text, end)) and not (text[at:end] == "区" and text[end : end + 1] == "级")
    word = word_at(reading, at - 1)
    if word.end - 1 == at or word.end == at:
        titled = _AFTER_TITLE.search(text, max(0, at - 5), at)
        if titled and titled[1][0] in words("surnames") and not organ:
            return None  # 院长|张帅旗
    if text.startswith("长", end) and (text[at - 1] in "副代" or word.tag.startswith("nr")):
        return None  # 常务副市长, 林海洋市长
    if text[word.start : at] in words("org_borders") or not _named(reading, word.start, at, end, organ):
        return None
    start: int | None = word.start
    if at - word.start == 1:
        start = _one_more(reading, word.start, organ)
    elif at - word.start >= 3 and text[word.start] in _PREPOSITIONS:
        start = word.start + 1
    return start if start is not None and 2 <= at - start <= 5 and HAN.fullmatch(text, start, at) else None


def _named(reading: Reading, start: int, at: int, end: int, organ: bool) -> bool:
    """A proper word, before an organ any noun; or a noun that only the rank 县 makes one word (双冲县)."""
    word = word_at(reading, at - 1)
    joined = word.tag == "n" and word.end == end and reading.text[at:end] == "县" and at - start >= 2
    return word.tag in NAME_TAGS or joined or (organ and word.tag in LOOSE_TAGS)


def _one_more(reading: Reading, at: int, organ: bool) -> int | None:
    """The single character word before a single character (青|岚县), None where it is a function word."""
    text = reading.text
    word = word_at(reading, at - 1)
    if word.start == at - 2 and (text[word.start] in _PREPOSITIONS or _ranks(reading, word.start, word.tag)):
        return at - 1
    allowed = LOOSE_TAGS | {"v"} if organ else LOOSE_TAGS
    if text[word.start : at] in words("org_borders"):
        return None
    return word.start if at - word.start == 1 and word.tag in allowed else None


def _ranks(reading: Reading, at: int, tag: str) -> bool:
    """Is the first letter the rank of the place before (云河|市青|岚县)?"""
    return reading.text[at] in "省市县州" and (tag in ("ns", "nr", "nrt") or bool(_GLUED.match(reading.text, at)))
