"""Places: administrative areas, natural features, streets and venues, and the words that stand for the area (全区, 我县).

What acts like an organisation (街道, 镇, 开发区, 社区) is no place here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kg.grammar.layer import ordered, outermost
from kg.grammar.rule import Rule, procedure
from kg.lexicon.lists import classes, either, words
from kg.model import Mention, Reading, Span
from kg.naming import natural
from kg.naming.glued import coined
from kg.naming.phrase import word_at, word_starts_at
from kg.naming.placename import COMMON, HAN, NAME_TAGS, closed, mayor, short_county, stem, surname_before, unranked
from kg.naming.sites import sites

_RANK = re.compile(r"自治县|自治州|自治旗|新区|[县市区旗盟州]")
_DEICTIC = re.compile(r"[全我][省市县区州盟旗](?![\u4e00-\u9fff]{0,1}(?:域|划))|(?<!级)新区")
_OTHER = re.compile(either("place_not"))
_NATURAL = re.compile(f"(?:国家级|省级|市级)?{either('natural_heads')}")
_STREET_HEAD = "|".join(w for w, kind in words("site_heads").items() if kind == "street")
_VENUE_HEAD = "|".join(w for w, kind in words("site_heads").items() if kind == "venue")
_REGION = re.compile("城市圈|都市圈|城市群|经济圈|老工业区|老城区")
_STREET = re.compile(f"(?<!电)(?<!铁)(?:{_STREET_HEAD})(?![径线过上灯段网面费站])|[GSX]\\d{{2,4}}(?:国道|省道|县道)?|(?<!\\d)\\d{{3}}(?:国道|省道|县道)|(?:国道|省道|县道)[GSX]?\\d{{2,4}}线?")
_VENUE = re.compile(
    f"[在于]([\u4e00-\u9fffA-Za-z]{{2,12}}?(?:{_VENUE_HEAD}))(?=[隆盛]?[重大]?(?:举[行办]|召开|开幕|启动|举|开讲|拉开))"
)
_SITE = re.compile(
    "(?:来到|走进|走访|前往|抵达|深入|位于|地处|先后到|分别到|走到|(?:^|(?<=[，。；\n]))在)了?([\u4e00-\u9fff]{2,6}?(?:小区|景区|风景区|广场|公园|古镇|古城|老街|街区|夜市|市场))(?=[，。、；和与]|调研|察看|查看|实地|参观|走访|看到|[内里]|检查|$)"
)
_NUMBERED = re.compile("\\d{2}")
_STREET_BEFORE = re.compile(r"(?:[在至到沿与和、；：于接的起临着，（(▲\n]|^|相交|连接|贯通|途经|位于)$")
_CAME = re.compile("(?:[来走]到|[^\u4e00-\u9fff]到|队到|行到|位于|地处|沿着|走进)$")
_WAYS = ("公路", "大道", "大街")
_CROSSING = re.compile(r"[与和及、至][\u4e00-\u9fff]{2,4}(?:路|街|大道|大街)|(?:与|和)?交[叉汇]")
_STREET_AFTER = re.compile(r"[、，。；）)与和至以段已]|交叉|交汇|平交|相交|路口|沿线|道路|改造|全长|\d|两侧|[东西南北]侧|延[长伸]|$")


def _mention(reading: Reading, span: Span, sub: str, rule: str, confidence: float = 0.9) -> Mention:
    return Mention(
        reading.article.id, *span, "LOC", sub, reading.text[span.start : span.end], rule, confidence
    )


@procedure
def listed_place(reading: Reading) -> Iterator[Mention]:
    """A province, prefecture, county or district of China by its full name, or by a short name that
    stands between word borders and does not begin another name (山东路)."""
    levels = classes()["place_names"]
    for span in _joined(reading, list(reading.hits.get("place_names", ()))):
        name = reading.text[span.start : span.end]
        level = levels.get(name, "county")
        if len(name) < 3 and not level.endswith("short"):
            sound = not COMMON.match(reading.text, span.end - 1) and _bordered(reading, span) and short_county(reading, span.start)
        elif level.endswith("short"):
            sound = _bordered(reading, span) and not _OTHER.match(reading.text, span.end) and not _reached(reading, span.start)
        else:
            sound = not COMMON.match(reading.text, span.end - 1)
        if sound:
            yield _mention(reading, span, "admin", "listed_place", 0.97)


def _joined(reading: Reading, spans: list[Span]) -> Iterator[Span]:
    """A short name and the 新区 right behind it are one name (云河 + 临海新区)."""
    levels = classes()["place_names"]
    i = 0
    while i < len(spans):
        first = spans[i]
        after = spans[i + 1] if i + 1 < len(spans) else None
        short = levels[reading.text[first.start : first.end]].endswith("short")
        if short and after and after.start == first.end and reading.text[after.end - 2 : after.end] == "新区":
            yield Span(first.start, after.end)
            i += 2
            continue
        yield first
        i += 1


def _reached(reading: Reading, at: int) -> bool:
    """突破30亿元|大关 is a mark, no county."""
    return reading.text[max(0, at - 1) : at] in tuple("元亿万吨亩%人") and reading.text.startswith("大关", at)


def _bordered(reading: Reading, span: Span) -> bool:
    end = span.end
    if surname_before(reading, span.start) or (reading.text[max(0, span.start - 1) : span.start] in tuple("镇乡") and reading.text[end : end + 1] == "、"):
        return False
    return word_starts_at(reading, span.start) and (end == len(reading.text) or word_starts_at(reading, end))


@procedure
def place_by_rank(reading: Reading) -> Iterator[Mention]:
    """A name with the rank of an administrative area that no list knows (云河市, 青岚县, 北湖新区):
    the rank follows a proper name, or words too rare to be a kind of district (示范区, 老城区)."""
    for found in _RANK.finditer(reading.text):
        start = stem(reading, found.start(), found.end())
        if start is not None and not mayor(reading, start, found.end()):
            yield _mention(reading, Span(start, found.end()), "admin", "place_by_rank", 0.85)


@procedure
def deictic_area(reading: Reading) -> Iterator[Mention]:
    """全区, 我县, 新区 stand for the area the page is about; 全省 and 全市 only where the page names a
    province or city, 新区 only where it names one in full."""
    named = _named_ranks(reading) if _DEICTIC.search(reading.text) else frozenset()
    for found in _DEICTIC.finditer(reading.text):
        said = found.group()
        rank = "新区" if said == "新区" else said[-1]
        known = rank in named or (said[0] == "我" and rank in "市县区州盟旗") or said in ("全区", "全县")
        if known and closed(reading, found.end()) and _stands_alone(reading, found.start(), said):
            yield _mention(reading, Span(*found.span()), "admin", "deictic_area", 0.8)


def _stands_alone(reading: Reading, at: int, said: str) -> bool:
    """新区 alone, not the end of a longer name (城南经济|新区)."""
    if said != "新区" or at == 0 or not HAN.match(reading.text, at - 1):
        return True
    word = word_at(reading, at - 1)
    return word.tag not in ("n", "ns", "nz", "nr", "b", "j", "f", "s", "a", "m") or reading.text[word.start : at] in words("org_borders")


def _named_ranks(reading: Reading) -> frozenset[str]:
    """Last characters of the ranks of the places a page names; 新区 counts as such and as 区."""
    found: set[str] = set()
    levels = classes()["place_names"]
    for span in reading.hits.get("place_names", ()):
        level = levels[reading.text[span.start : span.end]]
        found.add({"province_short": "省", "prefecture_short": "市"}.get(level, reading.text[span.end - 1]))
    ranked = tuple(place_by_rank.make(reading))
    found.update(place.text[-1] for place in ranked)
    listed = (reading.text[s.start : s.end] for s in reading.hits.get("place_names", ()))
    if any(name.endswith("新区") for name in (*listed, *(p.text for p in ranked))):
        found.update(("新区", "区"))
    return frozenset(found)


@procedure
def natural_place(reading: Reading) -> Iterator[Mention]:
    """A mountain, island, bay, lake, river, reservoir or reserve with a proper name."""
    for found in _NATURAL.finditer(reading.text):
        head = found.group()
        word = word_at(reading, found.end() - 1)
        if not (word.end == found.end() or natural.waterside(reading, found.end())) or _OTHER.match(reading.text, found.end()) or _RANK.match(reading.text, found.end()):
            continue
        start = natural.begins(reading, found.start(), head)
        if start is not None and not surname_before(reading, start) and not natural.named_otherwise(reading, start, found.end()):
            yield _mention(reading, Span(start, found.end()), "natural", "natural_place", 0.8)


@procedure
def listed_short(reading: Reading, places: Iterable[Mention]) -> Iterator[Mention]:
    """A district's short name in a list of places: 定安、青岚等地 where only one of them is known by its short name."""
    text, known = reading.text, {p.start: p.end for p in places if p.sub == "admin" and len(p.text) == 2}
    for said in _SET_IN.finditer(text):
        if said[1] in _stems() and said.start(1) not in known and _is_name(reading, Span(*said.span(1))):
            known[said.start(1)] = said.end(1)
            yield _mention(reading, Span(*said.span(1)), "admin", "listed_short", 0.8)
    queue = [Span(*each) for each in sorted(known.items())]
    for said in _PLACES.finditer(text):
        items = [Span(said.start() + i, said.start() + i + 2) for i in range(0, said.end() - said.start(), 3)]
        if all(text[slice(*i)] in _stems() for i in items) and sum(_is_name(reading, i) for i in items) >= 2:
            queue.extend(items)
            yield from (_mention(reading, i, "admin", "listed_short", 0.8) for i in items if i.start not in known)
            known.update(items)
    for start, end in queue:
        behind = _OF_CITY.match(text, end)
        of_city = behind if behind and _is_name(reading, Span(*behind.span(1))) else None
        for found in (of_city, _ITEM_AFTER.match(text, end), _ITEM_BEFORE.search(text, max(0, start - 5), start)):
            if found and found[1] in _stems() and found.start(1) not in known:
                known[found.start(1)] = found.end(1)
                queue.append(Span(*found.span(1)))
                yield _mention(reading, Span(*found.span(1)), "admin", "listed_short", 0.8)


def _is_name(reading: Reading, span: Span) -> bool:
    word = word_at(reading, span.start)
    return word[:2] == span and word.tag in NAME_TAGS


@cache
def _stems() -> frozenset[str]:
    """Districts, counties and cities of three letters without their rank."""
    return frozenset(name[:2] for name, level in classes()["place_names"].items() if len(name) == 3 and level in ("county", "prefecture"))


@procedure
def region(reading: Reading) -> Iterator[Mention]:
    """A region around a city, or a named quarter: 云河都市圈, 王村老工业区."""
    for found in _REGION.finditer(reading.text):
        start = _region_start(reading, found.start())
        if start is not None:
            sub = "site" if found.group().endswith(("工业区", "城区", "片区")) else "admin"
            yield _mention(reading, Span(start, found.end()), sub, "region", 0.8)


def _region_start(reading: Reading, at: int) -> int | None:
    """Start of the one or two proper words before a regional word."""
    if at == 0:
        return None
    word = word_at(reading, at - 1)
    named = word.tag in ("ns", "nr", "nz", "nrt") and at - word.start >= 2 and word.end == at
    name = reading.text[word.start : at]
    if reading.text.startswith("老城区", at) and name in classes()["place_names"]:
        return None  # 云河|老城区: the old part of a city
    return word.start if named and name not in words("org_borders") else None


@procedure
def street(reading: Reading) -> Iterator[Mention]:
    """A street or road with a proper name where the text speaks of position: in a list, after 在, 至, 沿,
    before a crossing or a number."""
    for found in _STREET.finditer(reading.text):
        start = _street_start(reading, found.start(), found.end())
        if start is not None and (_NUMBERED.search(found.group()) or found.group() in _WAYS or _STREET_AFTER.match(reading.text, found.end()) or _CAME.search(reading.text, max(0, start - 2), start)):
            yield _mention(reading, Span(start, found.end()), "site", "street", 0.75)


def _street_start(reading: Reading, at: int, end: int) -> int | None:
    text = reading.text
    if _NUMBERED.search(text, at, end):
        return at if at == 0 or not text[at - 1].isalnum() or HAN.fullmatch(text[at - 1]) else None
    if text[at:end] in _WAYS:
        return _way_start(reading, at)
    for size in (2, 3):
        start = at - size
        if start >= 0 and HAN.fullmatch(text, start, at) and _STREET_BEFORE.search(text, max(0, start - 2), start):
            return start if text[start - 1 : start] == "至" or _proper(reading, start, at, end) else None
    return None


def _way_start(reading: Reading, at: int) -> int | None:
    """Start of the two or three letters of a proper name before 公路 or 大道."""
    word = word_at(reading, at - 1) if at else None
    named = word is not None and word.tag in ("ns", "nr", "nz", "nrt") and 2 <= at - word.start <= 3 and word.end == at
    return word.start if word is not None and named else None


def _proper(reading: Reading, start: int, at: int, end: int) -> bool:
    """Is the stem of a street a name: a place word, a rare word, or single characters?"""
    if unranked(reading.text[start:at]):
        return False
    if _CROSSING.match(reading.text, end):
        return True
    first = word_at(reading, start)
    return first.end >= end or first.tag in NAME_TAGS or first.end - first.start == 1


@procedure
def venue(reading: Reading) -> Iterator[Mention]:
    """The named house, square or park in which something was held: 在云河国际会议中心举行."""
    for found in _VENUE.finditer(reading.text):
        start, end = found.span(1)
        if word_at(reading, start).tag in ("ns", "nr", "nz", "nt") or (found[1].endswith("景区") and end - start >= 5):
            yield _mention(reading, Span(start, end), "site", "venue", 0.8)


@procedure
def visited_site(reading: Reading) -> Iterator[Mention]:
    """A quarter, scenic spot, park or square of a proper name that somebody comes to: 走进白云小区, 来到石林景区."""
    for found in _SITE.finditer(reading.text):
        start, end = found.span(1)
        word = word_at(reading, start)
        name = reading.text[start : word.end]
        if word.start == start and end - start >= 4 and ((word.tag in NAME_TAGS and word.tag != "s") or coined(name)) and name not in words("org_generic") and name[:2] not in words("place_unranked"):
            yield _mention(reading, Span(start, end), "site", "visited_site", 0.75)


@procedure
def own_site(reading: Reading) -> Iterator[Mention]:
    """An ancestral hall, a former home, a palace of culture by its name wherever it stands; a park, a square, a house
    where something happens in it: 李氏宗祠, 在市工人文化宫召开, 在龙首山公园赏花."""
    taken = {m.end for m in reading.of_kind("ORG")}
    for span in sites(reading):
        if span.end not in taken:
            yield _mention(reading, span, "site", "own_site", 0.75)


def repeated_place(reading: Reading, places: Iterable[Mention]) -> Iterator[Mention]:
    """The name of an area without its rank, where the page gives it in full elsewhere (云河 for 云河市)."""
    stems = sorted({s for m in places if (s := _short(m))}, key=lambda s: (-len(s), s))
    if not stems:
        return
    for found in re.finditer("|".join(map(re.escape, stems)), reading.text):
        if _bordered(reading, Span(*found.span())) and not _OTHER.match(reading.text, found.end()):
            yield _mention(reading, Span(*found.span()), "admin", "repeated_place", 0.85)


def _short(place: Mention) -> str:
    if place.rule not in ("place_by_rank", "listed_place") or len(place.text) < 3:
        return ""
    found = re.fullmatch(r"(.{2,4}?)(?:自治[县州旗]|新区|[县市州盟旗])", place.text)
    return found[1] if found else ""


_SET_IN = re.compile(r"(?:[在赴]|来到|走进|落户|位于|前往)([\u4e00-\u9fff]{2})(?=召开|举[行办]|开幕|闭幕|启动|开工|调研|考察|视察|走访)")
_OF_CITY = re.compile(r"([\u4e00-\u9fff]{2})(?=[、，。；）\n的]|整体|等地|$)")
_PLACES = re.compile(r"(?<![\u4e00-\u9fff]、)[\u4e00-\u9fff]{2}(?:、[\u4e00-\u9fff]{2}){1,5}(?=[两三四五六]地)")
_ITEM_AFTER = re.compile(r"[、和与]([\u4e00-\u9fff]{2})(?=[、，。等和与及两三四五]|$)")
_ITEM_BEFORE = re.compile(r"(?:[、在赴到了往至任为括即]|走访|深入|来自)([\u4e00-\u9fff]{2})[、和与]$")
_REPEATED = procedure(repeated_place)

RULES: tuple[Rule, ...] = (
    listed_place, place_by_rank, natural_place, region, street, venue, visited_site, own_site, deictic_area, _REPEATED, listed_short,
)  # fmt: skip


def find(reading: Reading) -> tuple[Mention, ...]:
    """All places an article names; places inside longer names are found too and dropped at the end."""
    found: list[Mention] = []
    for rule in RULES:
        made = rule.make(reading, tuple(found)) if rule in (_REPEATED, listed_short) else rule.make(reading)
        found.extend(made)
    inside = {i for title in reading.hits.get("title", ()) for i in range(title.start + 1, title.end)}
    return outermost(ordered(m for m in found if m.start not in inside))  # 秘书长|江宇
