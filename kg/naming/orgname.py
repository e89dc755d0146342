"""How an organisation's name is built: a head noun on the right, and how far the name reaches to the left.

Borders come from the segmentation where it is sure and from word lists (departments, verbs inside names) where it is not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from kg.lexicon.lists import words
from kg.model import Reading, Span
from kg.naming.glued import coined, glued
from kg.naming.orghead import cores
from kg.naming.phrase import word_at

_HAN = re.compile(r"[\u4e00-\u9fff]")
RANKS = "省市区县州盟旗"
_STOP_TAGS = frozenset(["p", "u", "r", "y", "e", "o", "t", "d", "c", "ul", "uj", "uz", "ug", "ud", "uv"])
_RANK_WORD = re.compile("区[域块间位]|市[场民值区郊政]|县[域城区]|[省市县区州]级|省[会际]|旗[帜舰]|盟[友军]|州际")
_OWN_AREA = re.compile("自治[区州县旗]$|(?<![\u4e00-\u9fff级])新区$")
_ORDINAL = re.compile(r"第[一二三四五六七八九十\d]+|[一二三四五六七八九十\d]+号")
_NUMERAL = re.compile(r"[一二三四五六七八九十]{1,3}")
_INSIDE = re.compile(r"[A-Za-z0-9·+&—\-]+")
_NATION = re.compile(r"(?:中国|国家|中华|中央|亚洲|世界)[\u4e00-\u9fff]{2}")
_NATIONS = re.compile("[中德日韩法俄美英欧意新加澳]{2}")
_COUNT = re.compile(r"[\d一二三四五六七八九十百千万两几多余数]")
_PAIRS = {"”": "“", "’": "‘", "）": "（"}
_COMMON_SINGLE = frozenset("新老大小高总各省市县区州盟旗镇乡村街厂店校院馆站所业化性型级类农工商企民国党军女男")
_MORPHEMES = frozenset(("vg", "ag", "ng", "tg", "zg"))  # of words the dictionary has not
_LONGEST = 30  # characters of a name before its head
_NEVER_FIRST = frozenset("在到由据赴被把以如受携请访为任")
_FIRST_AFTER_ALL = re.compile("以[岭诺太色史]|到[家位底]|把[手关]|在[线职]|如[皋东意家新果]|受[理益众]|携[手程]|请[示教]|访[问惠]|为[民农国]|任[丘城县泽家]")
_SERVED = frozenset(["干部", "老干部", "企业", "学生", "教师", "职工", "党员", "居民", "群众", "客户", "项目", "机关", "联合", "组织"])
_PROPER = frozenset(["ns", "nr", "nrt", "nrfg", "nz", "nt", "eng"])


class Reach(NamedTuple):
    """A name's start, and whether it is anchored: begins with a place, a rank or a proper word."""

    start: int
    anchored: bool


@cache
def _borders() -> Mapping[str, str]:
    return words("org_borders")


@cache
def _inner_verbs() -> frozenset[str]:
    return frozenset(words("org_inner_verbs"))


@cache
def _generic() -> frozenset[str]:
    return frozenset(words("org_generic"))


def prefixed(reading: Reading, at: int, floor: int, places: Mapping[int, int], ranked: bool = False) -> Reach:
    """The rank letter and the place before a department or body: 云河|市|财政局, 新区|工委, 国家|…局.

    Args: places maps the end of a place name to its start; ranked says that the rank is already in the head (市委).
    """
    text, start, anchored = reading.text, at, False
    if not ranked and start > floor and text[start - 1] in RANKS and start not in places and _free_rank(reading, start - 1):
        start, anchored = start - 1, True
        if start not in places and start + 1 not in places:
            start = _unlisted(reading, start, floor)
        if text[start] == "区" and start > floor and text[start - 1] in "东西南北中" and word_at(reading, start).end == start + 1:
            start -= word_at(reading, start).start == start - 1  # 南区|工商联
    elif text[max(floor, start - 2) : start] in ("国家", "中央"):
        return Reach(start - 2, True)
    elif start not in places:
        own = _OWN_AREA.search(text, max(floor, start - 3), start)
        start, anchored = (own.start(), True) if own else (start, False)
    begun = _place(places, start, floor)
    while begun is not None:
        start, anchored = begun, True
        begun = _place(places, start, floor)
    if text[max(floor, start - 2) : start] == "中共":
        start -= 2
    return Reach(start, anchored)


def _unlisted(reading: Reading, at: int, floor: int) -> int:
    """Start of the proper word before a rank letter that no place covers (云河|市|工信局)."""
    if at <= floor:
        return at
    word = word_at(reading, at - 1)
    named = word.tag in _PROPER and word.start >= floor and word.end == at and at - word.start >= 2
    return word.start if named else at


def _free_rank(reading: Reading, at: int) -> bool:
    """Is 市 or 区 at `at` the rank of what follows, not the end of a common word (城市, 园区)?"""
    before = reading.text[max(0, at - 4) : at]
    return not any(before.endswith(w) for w in words("place_unranked"))


def _place(places: Mapping[int, int], at: int, floor: int) -> int | None:
    """Start of the place that ends at `at`, or of the stem before the rank letter at `at`."""
    start = places.get(at)
    if start is None:
        start = places.get(at + 1)
    return start if start is not None and floor <= start < at else None


def walk(reading: Reading, at: int, floor: int, places: Mapping[int, int], lenient: bool = False) -> Reach:
    """Leftwards over the words of a name to the verb, particle, comma or count that ends it.

    Args: lenient lets verbs stand in the name that no list calls a border (腾飞机械|有限公司).
    """
    start = at
    while start > floor and at - start < _LONGEST:
        step = _step(reading, start, floor, places, at)
        if step is None and lenient:
            step = _verb_in_name(reading, start, floor)
        if step is None:
            break
        start = step
    start = _trimmed(reading, start, at)
    while start < at - 2 and reading.text[start] in _NEVER_FIRST and not _FIRST_AFTER_ALL.match(reading.text, start):
        start += 1  # 由柳阳, 以川岭: a preposition glued to an unknown name
    return Reach(start, _anchored(reading, start, at, places))


def _verb_in_name(reading: Reading, at: int, floor: int) -> int | None:
    """Start of a two-letter verb or adverb that is no border."""
    if at <= floor:
        return None
    word = word_at(reading, at - 1)
    piece = reading.text[max(word.start, floor) : at]
    named = word.tag in ("v", "d", "vd", "ad", "i", "z") and len(piece) == 2 and piece not in _borders() and piece[1] not in "是为在于"
    return max(word.start, floor) + glued(reading.text, max(word.start, floor), at) if named else None


def _step(reading: Reading, at: int, floor: int, places: Mapping[int, int], head: int) -> int | None:
    text = reading.text
    begun = places.get(at)
    if begun is not None and begun >= floor:
        return begun
    last = text[at - 1]
    if last in _PAIRS:
        opening = text.rfind(_PAIRS[last], max(floor, at - 20), at)
        said = text[at - 2] in "。！？…，期"  # （总第9期）集团; “……。”某区党工委书记说: a quotation, no part of the name
        return opening if opening >= 0 and not said else None
    word = word_at(reading, at - 1)
    start = max(word.start, floor)
    piece = text[start:at]
    if piece in ("和", "与", "及", "暨"):
        return _over_joiner(reading, start, floor, head)
    if start > floor and piece in words("counted_units") and _COUNT.match(text, start - 1):
        return None
    if piece in _inner_verbs() and at in places.values():
        return None
    if _belongs(piece, word.tag, at == head, start == floor):
        start += glued(text, start, at)
        return start if word.tag != "f" or len(piece) > 1 or _directs(reading, piece, start) else None
    return start if start in places and at - start <= 3 and piece not in _borders() and _HAN.match(piece) else None


def _directs(reading: Reading, piece: str, start: int) -> bool:
    """Is 东, 上 or 中 a part of a name (东城, 中德), not the end of 会上, 园区内?"""
    if piece in "东西南北" or start == 0 or _NATIONS.match(reading.text, start):
        return True
    before = word_at(reading, start - 1)
    return piece in "上下中里" and (before.end - before.start == 1 or before.tag in _STOP_TAGS or before.tag[0] in "vx")


def _belongs(piece: str, tag: str, beside_head: bool, beside_owner: bool) -> bool:
    if piece in _borders():
        return _borders()[piece] == "edge"
    if len(piece) > 3 and _borders().get(piece[-2:], "edge") != "edge":
        return False
    if tag.startswith("nr") and len(piece) > 1 and piece[-1] in "任为率":
        return False  # 林海任, 叶知秋为: the segmentation's name holds a verb
    if _NATIONS.fullmatch(piece):
        return True
    if piece.isdigit() or _NUMERAL.fullmatch(piece):
        return beside_owner or (beside_head and not piece.isdigit())
    if _INSIDE.fullmatch(piece) or _ORDINAL.fullmatch(piece):
        return True
    if not _HAN.match(piece) or tag in _STOP_TAGS or (tag == "m" and piece[0] not in RANKS and not (len(piece) == 1 and not _COUNT.match(piece))):
        return False
    if tag in ("v", "vd", "vg", "i", "l", "ad"):
        return (tag in ("vg", "ad") and coined(piece)) or piece in _inner_verbs() or len(piece) == 1 or (tag == "l" and piece[-2:] not in _borders())
    return True


def _over_joiner(reading: Reading, at: int, floor: int, head: int) -> int | None:
    """发展和改革委员会, 能源与环境研究中心: a joiner inside a name stands between two plain nouns."""
    text = reading.text
    for size in range(min(10, head - floor), 3, -1):
        if text[head - size : head] in cores() and head - size < at:
            return head - size
    if at <= floor or text[at] != "与":
        return None
    before = word_at(reading, at - 1)
    piece = text[max(before.start, floor) : at]
    plain = (before.tag[0] == "n" or before.tag in ("vn", "b")) and piece not in _generic() and piece not in _borders()
    plain = plain and piece[-1] not in "局厅委办部镇乡村县市区院校会司团行"
    return at if plain and len(piece) >= 2 and head - at > 2 else None


def _trimmed(reading: Reading, start: int, at: int) -> int:
    """Without marks and governing words at the left end (著名, 原, 建设, 服务)."""
    while start < at:
        word = word_at(reading, start)
        piece = reading.text[start : min(word.end, at)]
        loose = _borders().get(piece) == "edge" or piece in "+&·—-" or (piece in _inner_verbs() and word.tag.startswith("v") and not (piece[0] in RANKS and piece[1:] == "立"))
        if not loose or _begins_core(reading.text, start, at):
            return start
        start += len(piece)
    return start


def _begins_core(text: str, start: int, at: int) -> bool:
    return text[start:at] in cores()


def _anchored(reading: Reading, start: int, at: int, places: Mapping[int, int]) -> bool:
    """Does a word of the name make it one of a kind: a place, a proper noun, letters, a rare character?"""
    if any(start <= begun < at for end, begun in places.items() if end <= at):
        return True
    nations = _NATION.match(reading.text, start, at) or _NATIONS.match(reading.text, start, at)
    return nations is not None or proper(reading, Span(start, at))


def proper(reading: Reading, span: Span) -> bool:
    """Does a span hold a proper word, letters, a quotation or single characters no word list joins?"""
    at, text = span.start, reading.text
    while at < span.end:
        word = word_at(reading, at)
        piece = text[at : min(word.end, span.end)]
        if piece in "“‘":
            return True
        generic = piece in _generic() or piece in _inner_verbs()
        if piece in words("org_anchors"):
            return True
        cut = at == span.start > word.start and glued(text, word.start, word.end)
        if not generic and (cut or word.tag in _PROPER or (word.tag in _MORPHEMES and coined(piece)) or (len(piece) == 1 and _rare(piece, word.tag))):
            return True
        at += len(piece)
    return False


def _rare(piece: str, tag: str) -> bool:
    return bool(_HAN.match(piece)) and piece not in _COMMON_SINGLE and tag not in ("a", "b", "m", "f", "d", "k", "h")


def fills(reading: Reading, start: int, end: int) -> bool:
    """Is [start, end) made of words of a department's name (干部|监督|科): nouns and verbs that names hold?"""
    at = start
    while at < end:
        word = word_at(reading, at)
        piece = reading.text[at : min(word.end, end)]
        noun = word.tag[0] in "nbjszlxav"
        people = noun and piece in _SERVED
        if not _HAN.match(piece) and not piece.isdigit():
            return False
        if not (piece.isdigit() or people or (piece not in _borders() and (noun or piece in _inner_verbs() or len(piece) == 1))):
            return False
        at += len(piece)
    return not (_STOP_TAGS & {word_at(reading, k).tag for k in (start, end - 1)}) if start < end else True


def ranked(reading: Reading, start: int, end: int) -> bool:
    """Does a name at [start, end) begin with a rank letter that is a word of its own (市|水务集团, not 区域…)?"""
    return start < end and reading.text[start] in RANKS and not _RANK_WORD.match(reading.text, start)


def generic(text: str) -> bool:
    """Is a modifier made of nothing but words that name no single organisation?"""
    known, at = _generic(), 0
    while at < len(text):
        size = next((s for s in range(min(6, len(text) - at), 0, -1) if text[at : at + s] in known), 0)
        if not size:
            return False
        at += size
    return True
