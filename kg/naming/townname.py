"""Where the name of a town, a subdistrict or a village begins.

The segmentation cuts unknown names at will (新|坪镇, 落雁|河|街道), so what stands between the last sure
border (a mark, a name, a verb or preposition that is spelt out) and the head is the name as a whole.
"""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon.lists import either, words
from kg.model import Reading
from kg.naming.glued import glued
from kg.naming.orgname import generic
from kg.naming.phrase import word_at

_HAN_RUN = re.compile(r"[\u4e00-\u9fff]*$")
_NUMBER = re.compile(
    r"[一二三四五六七八九十两几多数百千]+(?:大|家|个|所|镇|县|级|类|处|批|强|座|名|$)|[省市县区州](?:属|直|级|内|域|外)|[一二三四五六七八九十\d]+年"
)
_COUNT = re.compile(r"[\d一二三四五六七八九十百余多数几]")
_LEVELS = re.compile("[一二三四五六七八九十]+[县市区镇乡][一二三四五六七八九十]+")
_SUMS = re.compile("[一二两三四五六七八九十][一-鿿]{1,3}[一二两三四五六七八九十][一-鿿]|[帮包联驻结访]{2}$|第一书记|.*干部")  # 一溪三岸…|村, 帮包|村
_KIND = re.compile("(?:试点|示范|重点|样板|先进|典型|贫困|牵头|帮扶|结对|建制|扩权|强镇|名镇)$")  # 扩权强镇试点|镇
_DAYS = frozenset(["五一", "八一", "七一", "三一", "六一", "五四", "十一"])
_NEVER_FIRST = frozenset("在到由据赴的了是被把与及")
_FUNCTION = frozenset("在到由据向对从与和及赴至是以于等的了为被把将让使给请经按如因并也都还又曾已正则即或但而该各全本每原前此属我任")
_STOP_TAGS = frozenset(["p", "u", "r", "y", "e", "o", "t", "d", "c", "v", "vd", "ad", "ul", "uj", "uz", "ug", "ud", "uv"])
_WAY = re.compile("[东西南北中]?[路街道]")
_NEVER_LAST = frozenset("副等由和与及对向据从该各整让请驻扶帮")
_NEVER = frozenset("的了是着过们这其之者个他她它你")
_TERRAIN = frozenset("墩沟洼坝坑坎堡垛圩屯店铺营寨塘埠渡滩湾坳冲垭圪塬峁岔涧岘")
_LONGEST_RUN = 16  # characters looked at before a head


@cache
def _borders() -> re.Pattern[str]:
    """Verbs, conjunctions and nouns of two letters or more that no name of a town contains."""
    spelt = sorted((w for w, note in words("org_borders").items() if len(w) > 1 and note != "edge"), key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, spelt)))


@cache
def _peoples() -> re.Pattern[str]:
    return re.compile(rf"(?:{either('peoples')})+$")


def begins(reading: Reading, head: int, floor: int, longest: int) -> int | None:
    """Start of the proper name before 镇 or 村 at `head`, None where there is none.

    Args: floor is the end of the name or title before; longest the most characters of the name, the
    peoples of a 民族乡 not counted.
    """
    text = reading.text
    at = stem_end(text, head, floor)
    run = _HAN_RUN.search(text, max(floor, at - _LONGEST_RUN), at)
    start = _behind_borders(reading, run.start() if run else at, at)
    start = _behind_letters(reading, _by_words(reading, start, at, longest), at)
    return start if _sound(text[start:at], longest) and not _measured(text, start) and not _timed(reading, start, at) else None


def _timed(reading: Reading, start: int, end: int) -> bool:
    """年初|镇里, 后来|镇人大: a word of time or an adverb is no name."""
    word = word_at(reading, start)
    return word.start == start and word.end == end and word.tag in ("t", "d", "c", "r", "u")


def _measured(text: str, start: int) -> bool:
    """12处社区, 三座…: a measure word begins the would-be name."""
    return start > 0 and text[start] in "处个家座户名条" and bool(_COUNT.match(text, start - 1))


def stem_end(text: str, head: int, floor: int) -> int:
    """Where the name ends before the peoples of an ethnic township (瓦窑|土家族苗族|乡), else the head."""
    people = _peoples().search(text, max(floor, head - 12), head) if text[head - 1] == "族" else None
    return people.start() if people else head


def _behind_borders(reading: Reading, start: int, at: int) -> int:
    """Behind the last spelt border and the prepositions after it that leave two characters of name."""
    for found in _borders().finditer(reading.text, start, at):
        if at - found.end() >= 2:
            start = found.end()
    return _behind_letters(reading, start, at)


def _behind_letters(reading: Reading, start: int, at: int) -> int:
    while at - start > 2 and _governs(reading, start):
        start += 1
    return start


def _governs(reading: Reading, at: int) -> bool:
    """Is the letter at `at` a preposition, alone or glued to an unknown word (由石|马河街道)?"""
    if reading.text[at] == "来":
        return reading.text[at - 1 : at] in tuple("后行又再先前")  # 先后来|石合营镇
    if reading.text[at] not in _FUNCTION:
        return False
    if reading.text[at] in _NEVER_FIRST:
        return True
    word = word_at(reading, at)
    if reading.text[at] == "任":
        return at > 0 and word_at(reading, at - 1).tag.startswith("nr")
    return word.end - word.start == 1 or word.start < at or word.tag in ("nr", "nrt", "x")


def _by_words(reading: Reading, start: int, at: int, longest: int) -> int:
    """Leftwards over the words of the name: verbs and function words end it once it has two letters."""
    begun = at
    if begun > start and word_at(reading, begun - 1)[0] == begun - 1 and _governor(reading, begun - 1):
        return begun  # 功能区和|镇, 让|社区
    while begun > start:
        word = word_at(reading, begun - 1)
        piece = max(word.start, start)
        if at - begun >= 2 and (word.tag in _STOP_TAGS or at - piece > longest) and not _letter(reading, piece, begun, start):
            return begun - 1 if begun - piece == 2 and glued(reading.text, piece, begun) else begun
        begun = piece
    return begun


def _governor(reading: Reading, at: int) -> bool:
    """A conjunction, preposition or plain verb of one letter; 墩, 沟, 洼 are taken for verbs as well."""
    tag = word_at(reading, at).tag
    return tag in ("c", "p") or (tag == "v" and reading.text[at] not in _TERRAIN)


def _letter(reading: Reading, piece: int, end: int, start: int) -> bool:
    """A single letter at the border is a part of the name, whatever its tag (那|良村, 下|关镇)."""
    return end - piece == 1 and piece == start and reading.text[piece] not in _FUNCTION


def _sound(stem: str, longest: int) -> bool:
    if not 2 <= len(stem) <= longest or generic(stem) or not _NEVER.isdisjoint(stem) or stem in words("org_borders") or _LEVELS.fullmatch(stem) or _SUMS.match(stem) or _KIND.search(stem):
        return False
    if (stem[-1] in "村镇乡" and generic(stem[:-1])) or stem[-1] in _NEVER_LAST:
        return False  # 文明村|镇, 石门等|镇, …会场由|镇
    number = _NUMBER.match(stem)
    return stem in _DAYS or number is None or not (number.end() == len(stem) or generic(stem[number.end() :]))


def behind_place(text: str, end: int, head: int) -> bool:
    """May a name begin behind the place that ends at `end` (贵州|石门镇, not 南京|西路街道)?"""
    return head - end >= 2 and not _WAY.fullmatch(text, end, head)


