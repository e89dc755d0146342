"""Names whose kind their list shows: 石门、柳河等镇, 石门镇前屯, stops of a tour."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.grammar.layer import ordered
from kg.grammar.rule import Rule, procedure
from kg.lexicon.known import known
from kg.lexicon.lists import either, words
from kg.model import Mention, Reading, Span
from kg.naming.glued import glued
from kg.naming.names import is_han, surname_of
from kg.naming.orgname import generic, proper
from kg.naming.orgpass import nameless
from kg.naming.phrase import word_at
from kg.text.find import places
from kg.wording.awardees import rolls

_HAN = "[㐀-鿿]"
_LAST_TOWN = re.compile(
    rf"[、和与及](?P<last>{_HAN}{{2,4}}?)(?:等(?:地的?)?|(?=[两三四五六七八九十几\d]))(?:(?:[两三四五六七八九十]|\d+|几)个?(?:{_HAN}{{1,8}}?(?=乡镇|镇街|试点镇|强镇|中心镇|重点镇|示范镇|示范村|重点村|行政村|自然村))?)?"
    "(?P<head>乡镇|镇街|街镇|街道|(?:试点|中心|重点|示范|强)?镇|乡|社区|(?:示范|重点|行政|自然)?村|(?<=[两三四五六七八九十几个])(?:村民)?小组)(?![长委党政民级庄容里内干务史集企办镇卫小中])"
)
_TOWNS_BEFORE = re.compile(rf"{_HAN}{{2,10}}(?:[、和与及]{_HAN}{{2,4}}){{0,11}}$")
_PARTING = re.compile(f"、|(?<={_HAN}{{2}})[和与及](?={_HAN}{{2}})")
_NAME_TAGS = ("ns", "nr", "nrt", "nz", "n", "x", "g", "nrfg")
_HAMLET = re.compile(rf"(?![一二三四五六七八九十两几多][个大地家县镇街乡])(?!{_HAN}{{0,3}}[的了各等在])(?![党政人卫中机干群司派])(?P<name>{_HAN}{{2,4}}?)(?=[、，。；等\n]|[和与及]{_HAN}|$)")
_OWN_VILLAGE = re.compile(f"(?:^|[镇乡道])({_HAN}{{2,3}})村$")
_SETTLED = re.compile("[屯庄寨沟湾坝坪店铺营堡岭坡塘桥圩圪里家洼渠泉峪台墩]$")
_TOUR = re.compile(
    rf"(?:{either('visit_moves')}|(?:调研|考察|察看|查看|观摩|参观|走访|检查|视察|踏看)了|(?:实地|先后|逐一|分别|重点)(?:调研|考察|察看|查看|观摩|参观|走访|检查|视察))了?(?P<list>[^，。；：！？\n（）]{{4,120}})"
)
_JOINT = re.compile("、|以及|[和及与](?!平)")
_ACT = re.compile(f"(?:{either('visit_acts')}|实地|等[地处]?|，).*$")
_FIRMS = ("公司", "集团", "煤业", "矿业", "药业", "酒业", "茶业", "纸业", "牧业")
_COMMON_FIRM = re.compile("重点|重大|龙头|规模|规上|工业|企业|民营|国有|外资|合资|相关|有关|驻|本地|当地|物业|保险|快递|物流|运输|旅游|建筑|供水|供电|燃气|房地产|生产|加工|建设|服务|分|子|总|母|该|其|我")
_OF_PLACE = re.compile("^.*(?:位于|的|(?:下属|所属|旗下|成员|龙头|重点|民营|辖区|包联|本土|骨干)(?:企业|公司|单位|项目))")


def _mention(reading: Reading, span: Span, kind: str, sub: str, rule: str, sure: float) -> Mention:
    return Mention(reading.article.id, *span, kind, sub, reading.text[slice(*span)], rule, sure)


def _covered(reading: Reading, span: Span) -> bool:
    """Does a name other than a place reach over the span, or cross it?"""
    return any(
        (m.start <= span.start and span.end <= m.end and m.kind != "LOC") or (m.start < span.start < m.end < span.end) or (span.start < m.start < span.end < m.end)
        for m in reading.mentions
        if m.start < span.end and span.start < m.end
    ) or any(m.end == span.end and m.start > span.start and m.kind in ("ORG", "PRJ", "PER") for m in reading.mentions)


@procedure
def towns_of_one_head(reading: Reading) -> Iterator[Mention]:
    """Towns or villages of a list share the head at its end: 石门、柳河、青岚等镇, 石门、柳河两个乡镇."""
    for found in _LAST_TOWN.finditer(reading.text):
        sub = "community" if found["head"].endswith(("村", "社区", "小组")) else "subdistrict"
        before = _TOWNS_BEFORE.search(reading.text, max(0, found.start() - 48), found.start())
        if before is None:
            continue
        items = _items(reading.text, before.start(), found.end("last"))
        items[0] = _last_word(reading, items[0])
        shaped = [_shaped(reading, span) for span in items]
        sure = any(good and _named(reading, span) for good, span in zip(shaped[1:], items[1:], strict=True))
        for good, span in zip(shaped, items, strict=True) if sure and all(shaped[1:]) else ():
            if good and not _covered(reading, span):
                yield _mention(reading, span, "ORG", sub, "towns_of_one_head", 0.8)


def _items(text: str, start: int, end: int) -> list[Span]:
    """The items of a list; 和 in 仁和 or 和平 parts none."""
    joints = [m.span() for m in _PARTING.finditer(text, start, end)]
    return [Span(a, b) for a, b in zip([start, *(e for _, e in joints)], [*(s for s, _ in joints), end], strict=True)]


def _shaped(reading: Reading, span: Span) -> bool:
    """Two to four letters that no rank ends."""
    name = reading.text[slice(*span)]
    return 2 <= len(name) <= 4 and not generic(name) and not name.endswith(("省", "市", "县", "区", "镇", "乡", "村", "等", "县城", "省城", "全县"))


def _named(reading: Reading, span: Span) -> bool:
    """Is it no common word? One such item makes names of its sisters (水东, 文笔)."""
    word = word_at(reading, span.start)
    return not known(reading.text[slice(*span)]) or word.tag in _NAME_TAGS[:4] or word.start < span.start


def _last_word(reading: Reading, span: Span) -> Span:
    start = max((m.end for m in reading.of_kind("LOC", "ORG") if span.start < m.end < span.end), default=0)
    if start:
        return Span(start, span.end)
    word = word_at(reading, span.end - 1)
    begun = max(word.start, span.start)
    if span.end - begun == 1 and begun > span.start:
        begun = max(word_at(reading, begun - 1).start, span.start)
    return Span(begun + glued(reading.text, word.start, word.end), span.end)


@procedure
def hamlets_in_list(reading: Reading) -> Iterator[Mention]:
    """Places of two to four letters behind the towns of a list are villages: 石门镇前屯、柳河镇三里庄."""
    towns = [m for m in reading.of_kind("ORG") if m.sub == "subdistrict"]
    for town in towns:
        found = _HAMLET.match(reading.text, town.end)
        if found is None or not _beside_town(reading, town, found.end(), towns):
            continue
        name = Span(town.end, found.end())
        begun = word_at(reading, town.end)
        common = begun.start == town.end and begun.end - begun.start > 1 and known(reading.text[begun.start : begun.end]) and begun.tag not in _NAME_TAGS[:4]
        fits = _SETTLED.search(found[0]) or not (common or known(found[0]))
        if fits and not generic(found[0]) and not any(m.start < name.end and name.start < m.end and m.kind != "LOC" for m in reading.mentions):
            yield _mention(reading, Span(town.start, found.end()), "ORG", "community", "hamlets_in_list", 0.8)


def _beside_town(reading: Reading, town: Mention, end: int, towns: list[Mention]) -> bool:
    """Is the item before or behind it in its list a town as well?"""
    text = reading.text
    behind = any(text[end : m.start] in ("、", "和", "及", "与", "以及") for m in towns if end < m.start <= end + 2)
    before = text[town.start - 1 : town.start] in ("、", "和", "及", "与") and any(town.start - 7 <= m.end < town.start for m in towns)
    return behind or before


@procedure
def stop_of_tour(reading: Reading) -> Iterator[Mention]:
    """What a tour stops at, in a list behind its verb, by its last word: 先后到云岭煤业、柳河治理工程和青岚洗选公司."""
    for tour in _TOUR.finditer(reading.text):
        for span in _stops(reading.text, *tour.span("list")):
            head = _head(reading.text[slice(*span)])
            if head is None or _covered(reading, span) or not _has_name(reading, span, head):
                continue
            kind, _, sub = words("stop_heads")[head].partition(" ")
            yield _mention(reading, span, kind, sub, "stop_of_tour", 0.75)


def _stops(text: str, start: int, end: int) -> Iterator[Span]:
    """The items of a list, without what says where they lie and what is done there."""
    at = start
    for joint in (*_JOINT.finditer(text, start, end), None):
        stop = joint.start() if joint else end
        act = _ACT.search(text, at, stop)
        item = text[at : act.start() if act else stop]
        lead = _OF_PLACE.match(item)
        begun = at + (lead.end() if lead else 0)
        if begun < at + len(item):
            yield Span(begun, at + len(item))
        at = joint.end() if joint else end


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(f"{either('stop_heads')}$")


def _head(item: str) -> str | None:
    found = _heads().search(item)
    return found[0] if found and 2 <= found.start() <= 16 else None


def _has_name(reading: Reading, span: Span, head: str) -> bool:
    """Do the words before the head name one thing, by a proper word, or a firm by any that are not common?"""
    said = Span(span.start, span.end - len(head))
    name = reading.text[slice(*said)]
    if nameless(name) or re.search(r"[“”《》\d]|^[各多几两三四五小大]|等", name):
        return False
    if head not in _FIRMS and words("stop_heads")[head] == "ORG company" and name[-1] in "省市县区镇乡村州旗":
        return False  # 石门镇|食品: what it makes
    return proper(reading, said) or (head in _FIRMS and len(name) <= 6 and not _COMMON_FIRM.search(name))


@procedure
def village_again(reading: Reading) -> Iterator[Mention]:
    """A village named before goes without its 村, where its name is no common word: 横岭又被列为…"""
    for stem, first in _stems(reading).items():
        for at in places(stem, reading.text):
            end = at + len(stem)
            whole = at > first.end and word_at(reading, at).start == at and word_at(reading, end - 1).end == end
            if whole and not any(m.start < end and at < m.end for m in reading.mentions):
                yield _mention(reading, Span(at, end), "ORG", "community", "village_again", 0.75)


def _stems(reading: Reading) -> dict[str, Mention]:
    """The own names of the villages of an article, by their first mention."""
    found: dict[str, Mention] = {}
    for village in reading.of_kind("ORG"):
        own = _OWN_VILLAGE.search(village.text) if village.sub == "community" else None
        if own and not known(own[1]) and not generic(own[1]):
            found.setdefault(own[1], village)
    return found


@procedure
def honoured_people(reading: Reading) -> Iterator[Mention]:
    """Names below the heading of an honour are people where most of them look it: 劳动模范：沈若兰（教师）　林海洋."""
    for roll in rolls(reading.text):
        people = [span for span in roll.items if _personal(reading, span)]
        if not roll.bodies and len(people) * 2 >= len(roll.items):
            free = (span for span in people if not _covered(reading, span))
            yield from (_mention(reading, span, "PER", "citizen", "honoured_people", 0.8) for span in free)


@procedure
def honoured_bodies(reading: Reading) -> Iterator[Mention]:
    """What stands below the heading of an honour for bodies is one: 工人先锋号：云河供电公司抢修二班　青岚医院急诊科."""
    for roll in rolls(reading.text):
        for span in roll.items if roll.bodies else ():
            if _bodily(reading, span) and not _covered(reading, span):
                yield _mention(reading, span, "ORG", "other", "honoured_bodies", 0.75)


def _personal(reading: Reading, span: Span) -> bool:
    """A surname and one or two letters that are no everyday word, or a name with a dot."""
    name = reading.text[slice(*span)]
    if "·" in name:
        return 4 <= len(name) <= 14
    family = surname_of(name, 0)
    word = word_at(reading, span.start)
    common = known(name) and word.end == span.end and word.tag not in ("nr", "nrt", "nrfg")
    return bool(family) and is_han(name) and 1 <= len(name) - len(family) <= 2 and not common


def _bodily(reading: Reading, span: Span) -> bool:
    """Four letters and more, none of them a particle, that are no name of a town or place alone."""
    name = reading.text[slice(*span)]
    return len(name) >= 4 and not re.search("[的了是在“”]", name) and not nameless(name) and not any(m.span == span for m in reading.mentions)


RULES: tuple[Rule, ...] = (towns_of_one_head, hamlets_in_list, stop_of_tour, village_again, honoured_people, honoured_bodies)


def find(reading: Reading) -> tuple[Mention, ...]:
    """Names that lists show, there and wherever they stand again; runs behind the finders of organisations."""
    found = tuple(m for rule in RULES for m in rule.make(reading))
    again = (replace(m, start=at, end=at + len(m.text)) for m in found if len(m.text) > 3 for at in places(m.text, reading.text))
    return ordered((*found, *(m for m in again if not _covered(reading, m.span))))
