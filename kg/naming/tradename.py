"""Companies named by a stem and a trade (鼎昌重工, 众诚牧业): where such a name begins, and what proves it to be one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from operator import attrgetter

from kg.lexicon.lists import classes
from kg.model import Mention, Reading, Span
from kg.naming.glued import coined
from kg.naming.orgname import proper, walk
from kg.naming.orgpass import nameless
from kg.naming.phrase import word_at

_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z]+")
_START = attrgetter("start")
_FAR = 60  # characters: no town or zone before a trade name begins farther off
_MEMBER = re.compile("(?:会长|会员|成员|龙头|骨干|上市|民营|本土|国有|知名|重点|民企|央企|国企|企业)企业")
_ACTS_AFTER = re.compile("宣布|新上|投建|建成|实施|捐[赠款]|发布|推出|率先|承诺|累计|创始人|参观|生产|新?厂区|展厅|车间|总部|基地|入驻|落[户地]|[一二三]期|[将已为以从向凭于也均]|党支部|[职员]工|成立|完成|实现|获|成为|作|研发|自主|正|考察|调研|相关|有关|深入|负责")
_LONGER = re.compile("[业制有合经公集产企股权转占人园大商店城路村子的总]|比例|协会|学院|项目")
_LED_BEFORE = re.compile("(?:公司|企业|参观|考察|走访|来到|走进|前往|莅临|抵达|[赴为对在与向至到了对是])$")
_BEFORE_TAIL = re.compile(r"(?:[、，。；：（\n的和与及]|引进|集聚|聚集|汇聚|落户|吸引|拥有|入驻|包括|如|以|由|^)$")
_AFTER_TAIL = re.compile(r"[、，。；）\d]|等|和|与|及|公司|企业|董事|总经理|总裁|党委|负责|项目|的|作为|承建|牵头|建设|中标|签|有限|在|投资|旗下|\n|$")
_TRADERS = re.compile(r"[^。；]{0,40}等[^，。；]{0,12}(?:企业|公司|集团)")


def starts(reading: Reading, tail: Span, places: Mapping[int, int], taken: Sequence[Mention]) -> int | None:
    text, grade = reading.text, classes()["company_tails"][reading.text[tail.start : tail.end]]
    if not _HAN.match(text, tail.start - 1) or word_at(reading, tail.start).start == tail.start - 1:  # 、食品; 微|生物
        return None
    reach = walk(reading, tail.start, 0, places, lenient=True)
    near = taken[bisect_left(taken, tail.start - _FAR, key=_START) : bisect_left(taken, tail.start, key=_START)] if reach.start < tail.start else ()
    behind = [m.end for m in near if reach.start < m.end <= tail.start - 2 and m.sub in ("subdistrict", "zone")]
    behind += [m.end() for m in _MEMBER.finditer(text, max(0, reach.start - 2), tail.start - 1)]
    start = max(behind, default=reach.start)
    stem = text[start : tail.start]
    own = stem if start not in places.values() else own_part(start, tail.start, places, text) or stem
    own = stem if len(own) == 1 else own  # 榆树|湾
    if not (2 <= len(own) <= 4 and _HAN.fullmatch(stem)) or nameless(stem):
        return None
    new = _coined(reading, Span(tail.start - len(own), tail.start))
    plain = bool(_AFTER_TAIL.match(text, tail.end)) and (bool(behind) or bool(_BEFORE_TAIL.search(text, max(0, start - 4), start)))
    if plain and grade != "trade" and _known_stem(reading, start, tail, own, taken):
        return start
    free = plain or _spoken_of(reading, start, tail, grade)
    named = new or (grade == "strong" and start not in places.values() and proper(reading, Span(start, tail.start)))
    return start if free and named else None


def _coined(reading: Reading, own: Span) -> bool:
    """Is the stem one segmented word that no dictionary knows (众诚, 日高)?"""
    word = word_at(reading, own.start)
    return word.end == own.end and coined(reading.text[own.start : own.end])


def _known_stem(reading: Reading, start: int, tail: Span, own: str, taken: Sequence[Mention]) -> bool:
    """A proper stem, or one beside companies: in a list of them, before 等企业, behind 3亿元的."""
    text = reading.text
    named = proper(reading, Span(tail.start - len(own), tail.start)) or _TRADERS.match(text, tail.end)
    listed = text[start - 1] == "、" and any(m.end == start - 1 for m in taken)
    return bool(named or listed or re.search("[亿万]元的$", text[max(0, start - 3) : start]))


def _spoken_of(reading: Reading, start: int, tail: Span, grade: str) -> bool:
    """Does it act, or do others come to it (日高股份|宣布, 参观了|日高股份)?"""
    text = reading.text
    led = _BEFORE_TAIL.search(text, max(0, start - 4), start) or _LED_BEFORE.search(text, max(0, start - 3), start)
    acts = _AFTER_TAIL.match(text, tail.end) or _ACTS_AFTER.match(text, tail.end)
    whole = not _LONGER.match(text, tail.end)
    return whole and bool((led and acts) or (grade == "strong" and (led or acts)))


def own_part(start: int, end: int, places: Mapping[int, int], text: str) -> str:
    ends = [e for e, s in places.items() if s == start and e <= end]
    return text[max(ends, default=start) : end]


def core(reading: Reading, name: Mention) -> str:
    """The coined word of a trade name without its place and its trade (重庆|岳华|陶瓷, 四川|牧乐); "" where it is common."""
    start, end = name.start, name.end
    start = max((m.end for m in reading.of_kind("LOC") if m.start == start and m.end < end), default=start)
    end = min((tail.start for tail in reading.hits.get("company_tails", ()) if tail.end == end and tail.start > start), default=end)
    stem = reading.text[start if end - start > 1 else name.start : end]
    return stem if 2 <= len(stem) <= 4 and stem != name.text and _HAN.fullmatch(stem) and coined(stem) else ""
