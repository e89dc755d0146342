"""Sites that bear a name of their own wherever they are spoken of: ancestral halls, former homes, palaces of culture,
parks and squares; and houses whose name is their kind (校史馆)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon.lists import words
from kg.model import Reading, Span
from kg.naming.glued import coined, glued
from kg.naming.orgname import RANKS, generic, ranked
from kg.naming.phrase import word_at
from kg.naming.placename import NAME_TAGS, surname_before

_HAN = "[一-鿿]"
_CLAN = re.compile(f"(?:{_HAN}{{2,3}}村)?{_HAN}氏(?:宗祠|祠堂|家祠|家庙|故居|老宅|大院|古宅|大屋|庄园)")
_HEAD = re.compile(
    "工人文化宫|劳动人民文化宫|文化宫|影剧院|大剧院|大会堂|人民会堂|人民剧场|宗祠|祠堂|故居|旧居|旧址|烈士陵园|纪念碑|纪念堂|古戏台|古码头|牌坊|书院|文化广场|人民广场|古戏台广场|市民广场|体育公园|公园|广场|大厦|大酒店|饭店|宾馆"
)
_STRONG = re.compile("宗祠|祠堂|故居|旧居|旧址|文化宫|剧院|剧场|会堂|烈士陵园|纪念碑|纪念堂|古戏台$|书院")
_HOUSE = re.compile("(?:参观|走进|来到|察看|前往|游览|观看)了?(?:学校|我校|公司|集团|该村|村里的?)?(?P<name>(?:校史|村史|厂史|院史|乡史|镇史|社史|司史|馆史|队史|家风)(?:展览)?(?:馆|陈列馆|展览馆|展馆))")
_AT = re.compile("(?:[在到于赴]|走进|来到|前往|位于|参观了?|游览了?|瞻仰了?)$")
_ACT = re.compile("[隆盛]?[重大]?(?:举[行办]|召开|开幕|启动|开讲|拉开|表演|演出|赏|游玩|锻炼|休闲|参观|开展|悼念|祭扫|集会|集中|[，、。里内上前])")
_IN_VILLAGE = re.compile(f"(?<=[在于到])(?P<name>{_HAN}{{2,4}}[村镇乡](?![民里]){_HAN}{{2,6}}?(?:广场|公园|礼堂|戏台|大舞台))(?={_ACT.pattern})")
_GENERIC = re.compile("综合|主题|中心|城市|市民|口袋|街头|休闲|健身|湿地|森林|郊野|社区|文化|体育|生态|大型|商业|购物|农贸|办公|行政|政务|新|老|该|本|各|多|座|个|处|一|小|大|星级|快捷|国家|产业|科技|工业")


def sites(reading: Reading) -> Iterator[Span]:
    """The spans of named sites; parks, squares and houses only where the text is at the place."""
    yield from (Span(*m.span()) for m in _CLAN.finditer(reading.text))
    yield from (Span(*m.span("name")) for m in _IN_VILLAGE.finditer(reading.text))
    yield from (Span(*m.span("name")) for m in _HOUSE.finditer(reading.text))
    for head in _HEAD.finditer(reading.text):
        start = _start(reading, head.start())
        if start is None or not (_STRONG.search(head[0]) or _at_place(reading, start, head.end())):
            continue
        yield Span(start, head.end())


def _at_place(reading: Reading, start: int, end: int) -> bool:
    return bool(_AT.search(reading.text, max(0, start - 3), start) and _ACT.match(reading.text, end))


def _start(reading: Reading, at: int) -> int | None:
    """Start of the own name before a head: a proper word, a coined one, or the rank alone (市|工人文化宫)."""
    if at == 0 or not re.match(_HAN, reading.text[at - 1]):
        return None
    if ranked(reading, at - 1, at + 1) and reading.text[at - 1] in RANKS and not re.match(_HAN, reading.text[at - 2 : at - 1] or "，"):
        return at - 1
    word = word_at(reading, at - 1)
    name = reading.text[word.start : at]
    if ranked(reading, at - 1, at + 1) and word.start == at - 1 and _AT.search(reading.text, max(0, at - 3), at - 1):
        return at - 1
    if word.end != at or not 2 <= len(name) <= 4 or generic(name) or name in words("org_borders"):
        return None
    proper = (word.tag in NAME_TAGS and word.tag not in ("s", "x", "j")) or coined(name)
    trade = word.tag[0] == "n" and reading.text[at : at + 2] in ("大厦", "会堂")
    if not (proper or trade) or _GENERIC.match(name):
        return None
    start = word.start + glued(reading.text, word.start, word.end)
    return start - 1 if start == word.start and reading.text[at] in "故旧" and surname_before(reading, start) else start
