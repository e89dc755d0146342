"""Which place a title of a level speaks of: 县长 of a county, 副省长 of a province, 自治区主席 of a region."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache

from kg.lexicon.lists import classes
from kg.model import Mention, Reading

_ORGAN = re.compile("((?!中共)[一-鿿]{2,6}?(?:自治区|[省市县州盟旗区]))(?:委|政府|人民政府|人大|政协|纪委)")
_ENDINGS = ("自治区", "省", "市", "州", "盟", "县", "旗", "区", "镇", "乡", "街道")


def fits(place: str, level: str) -> bool | None:
    """Is a place of this level, by its last word or the register of places? None when neither says.

    区 also ends 新区, 开发区 and 自治区; 市 stands for cities of both ranks and 直辖市.
    """
    if place.endswith(_ENDINGS):
        return place.endswith(level) and (level == "自治区" or not place.endswith("自治区"))
    levels = _register().get(place)
    return None if levels is None else level in levels


@cache
def _register() -> dict[str, frozenset[str]]:
    """Short name of a place -> the levels of the places so called (吉林 -> 省, 市)."""
    names = classes()["place_names"]
    short = {name: set[str]() for name, rank in names.items() if rank.endswith("_short")}
    for full in names:
        level = next((e for e in _ENDINGS if full.endswith(e)), "")
        for end in range(2, len(full)):
            if level and full[:end] in short:
                short[full[:end]].add(level)
    return {name: frozenset(levels) for name, levels in short.items()}


@lru_cache(maxsize=16)
def place_at(reading: Reading, level: str) -> Mention | None:
    """The place of that level whose news an article is: its area, or the one named most.

    A short name counts as of the level when the article also says it with its rank (云河 beside 云河县…).
    None when the article names no such place.
    """
    area = reading.area
    if area is not None and fits(area.text, level):
        return area
    kinds = ("LOC", "ORG") if level in "镇乡" else ("LOC",)
    places = [m for m in reading.of_kind(*kinds) if not m.rule.startswith("deictic")]
    named = [m for m in places if fits(m.text, level) or _said(reading, m, level)]
    return _commonest(named) or (area if area is not None and fits(area.text, level) is None else None)


def _said(reading: Reading, place: Mention, level: str) -> bool:
    return place.kind == "LOC" and fits(place.text, level) is None and place.text + level in reading.text


def _commonest(named: Iterable[Mention]) -> Mention | None:
    """The mention of the name that stands most often; of equals the first."""
    named = list(named)
    count = Counter(m.text for m in named)
    return min(named, key=lambda m: (-count[m.text], m.start), default=None)


def place_in_name(reading: Reading, organ: Mention) -> Mention | None:
    """The place an organisation's name begins with (青岚县委 -> 青岚县): the longest that the article names,
    else the words of the name itself up to the rank before 委, 政府, 人大, 政协; None where there is none."""
    places = _places(reading)
    longest = next((places[organ.text[:end]] for end in range(len(organ.text), 1, -1) if organ.text[:end] in places), None)
    said = _ORGAN.match(organ.text) if organ.kind == "ORG" else None
    if longest is None and said:
        end = organ.start + said.end(1)
        return replace(organ, end=end, kind="LOC", sub="admin", text=reading.text[organ.start : end])
    return longest


@lru_cache(maxsize=2)
def _places(reading: Reading) -> dict[str, Mention]:
    """The first mention of each place that an article names."""
    named: dict[str, Mention] = {}
    for place in reading.of_kind("LOC"):
        named.setdefault(place.text, place)
    return named


def governed(reading: Reading, known: Mention | None, level: str) -> Mention | None:
    """Whose 县长, 副市长, 代区长 it is: the place said, the place in the name of its committee, or the area."""
    if known is not None:
        place = _whole(reading, known) or place_in_name(reading, known)
        if fits(known.text, level) or known.text.endswith("政府"):
            return known
        if place is not None and fits(place.text, level) is not False:
            return place
        if place is not None and known.kind == "ORG":
            return place_at(reading, level) if fits(place.text, level) is None else _other(reading, known, level)
    return place_at(reading, level) or next((m for m in reading.of_kind("ORG") if m.text == level + "政府"), None)


def _whole(reading: Reading, organ: Mention) -> Mention | None:
    """The place of a committee with its rank where the article names it without (青岚 in 青岚市委)."""
    said = _ORGAN.match(organ.text) if organ.kind == "ORG" else None
    places = _places(reading)
    if said is None or said[1] in places or not any(said[1][:end] in places for end in range(2, len(said[1]))):
        return None
    return replace(organ, end=organ.start + said.end(1), kind="LOC", sub="admin", text=said[1])


def _other(reading: Reading, known: Mention, level: str) -> Mention | None:
    """The place of the level that the article is about, behind a post of another level (甲市委书记A，副州长B): its area,
    or the only one it names before."""
    if reading.area is not None and fits(reading.area.text, level):
        return reading.area
    named = {m.text: m for m in reading.of_kind("LOC") if m.end <= known.start and m.text.endswith(level)}
    return next(iter(named.values())) if len(named) == 1 else None


def place_of(reading: Reading, org: Mention) -> Mention:
    """Whose congress or conference it is beside a committee: the place in its name, the area, else the committee."""
    if org.kind == "LOC" or org.sub == "subdistrict":
        return org
    return place_in_name(reading, org) or (reading.area if len(org.text) <= 3 else None) or org
