"""The place whose news an article is: the one behind 全区, 我县, the organs named with it, the headline and the masthead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from kg.lexicon.lists import classes
from kg.model import Mention, Reading, Span
from kg.naming.home import houses
from kg.naming.mastheads import sources

_ORGAN = re.compile(r"(?:[省市县区州盟旗](?:委|政府|人大|政协|人民政府|纪委)|工委|管委|[局办厅]$)")
_LEAD = re.compile(
    r"(?:中共|共青团)?([\u4e00-\u9fff]{2,6}?(?:新区|(?<![城都])[市县州盟旗](?=委|[\u4e00-\u9fff]{2})|区(?=委|政府|人|政协|纪委)))"
)
_RANK = {"province": "省", "province_short": "省", "prefecture": "市", "prefecture_short": "市"}
_REGIONS = ("内蒙古", "广西", "西藏", "宁夏", "新疆")  # 全区 of an autonomous region
_CITIES = ("北京", "上海", "天津", "重庆")
_ALL = "省市县区州盟旗"
_LOW = "县区州盟旗"
_SAID = re.compile(f"[全我][{_ALL}](?![场域划])|(?<![一-龥])新区")
_LEADING = ("party_gov", "institute", "media", "association", "other")
_HEADLINE, _ORGAN_WEIGHT, _DEICTIC_WEIGHT, _SOURCE_WEIGHT = 3, 2, 4, 4
_SURE = 4  # how much must speak for a rank before it decides


def find_area(reading: Reading) -> Mention | None:
    """The mention, in its fullest form, of the area an article is about; None where it names none.

    Each area counts how often it is named; being named in the headline, in the masthead, in front of its own organs
    and in the rank of 全县, 我市 counts more. Where 全县, 县委, 县教育局 say the rank, a city is not meant.
    """
    places = _candidates(reading)
    wanted = _wanted(reading)
    fitting = [p for p in places if wanted in _ranks(p)]
    if not fitting and wanted and wanted in _LOW:
        return None
    return _fullest(fitting or places, _scores(reading, places))


def _scores(reading: Reading, places: list[Mention]) -> Counter[str]:
    """How much speaks for each area, by its stem."""
    starts = {p.start for p in places}
    said = {s.start for s in sources(reading)}
    score: Counter[str] = Counter()
    for place in places:
        if place.end not in starts:  # 江源省|云河市: the nearer one is meant
            score[_stem(place.text)] += _HEADLINE if _in_headline(reading, place) else 1
        if place.start in said or place.rule == "area_of_press":
            score[_stem(place.text)] += _SOURCE_WEIGHT
    for stem, weight in _organs(reading, [_stem(p.text) for p in places]).items():
        score[stem] += weight
    ranks = _deictics(reading)
    for stem in dict.fromkeys(_stem(p.text) for p in places):
        ends = {end for p in places if _stem(p.text) == stem for end in _ranks(p)}
        score[stem] += max(ranks[end] for end in ends)
    return score


def shared(readings: Sequence[Reading]) -> list[Reading]:
    """The readings of one page; an article without an area of its own has that of its page.

    Its own one does not count either when the article speaks of 全区 or 我县 and another article of the
    page names an area of that rank.
    """
    named = Counter(_stem(r.area.text) for r in readings if r.area is not None)
    ranked = sorted((r.area for r in readings if r.area is not None), key=lambda a: (-named[_stem(a.text)], -len(a.text)))
    press = _press(readings) if len(readings) > 1 else None
    homes = houses(readings)
    return [replace(r, area=press if press and _of_press(r, press) else _own_or(r, ranked), houses=homes) for r in readings]


def _press(readings: Sequence[Reading]) -> Mention | None:
    """The place that the page's masthead names, in the fullest form the page has for it."""
    titled = [(r, s) for r in readings for s in sources(r) if not _in_prose(r, s.start)]
    if not titled:
        return None
    stem = _stem(titled[0][0].text[titled[0][1].start : titled[0][1].end])
    places = [p for r in readings for p in _candidates(r) if _stem(p.text) == stem]
    return max(places, key=lambda p: len(p.text), default=None)


def _in_prose(reading: Reading, at: int) -> bool:
    return any(u.kind == "prose" and u.start <= at < u.end for u in reading.article.units)


def _of_press(reading: Reading, press: Mention) -> bool:
    """Does 全市, 我市, 市委 of an article mean the place of the paper?

    They do where they are of its rank and no other rank is said as often, unless the article names a place of its own
    with that rank. A county that only dates a report (本报青岚5月6日讯) or a short name has none.
    """
    said = _said_ranks(reading)
    rank = next((letter for letter in _ranks(press) if len(_ranks(press)) == 1), "")
    if not rank or not said[rank] or said[rank] < max(said.values()):
        return False
    own = reading.area
    return own is None or _stem(own.text) == _stem(press.text) or _ranks(own) != rank or own.text in press.text


def _own_or(reading: Reading, ranked: list[Mention]) -> Mention | None:
    wanted = _wanted(reading)
    if reading.area is not None and wanted in _ranks(reading.area):
        return reading.area
    fitting = next((a for a in ranked if wanted in _ranks(a)), None)
    if fitting is not None or (wanted and wanted in _LOW):
        return fitting
    return reading.area or (ranked[0] if ranked else None)


def _wanted(reading: Reading) -> str:
    """The rank that 全县, 我市, 县委, 县教育局 agree on for the article's area; "" where they do not."""
    said = _said_ranks(reading)
    (first, most), *rest = [*said.most_common(2), ("", 0)]
    return first if most >= _SURE and most > 2 * rest[0][1] else ""


def _said_ranks(reading: Reading) -> Counter[str]:
    """What speaks for each rank: 全县, 我市 and the organs that are named by their rank alone (县委, 市教育局)."""
    said = _deictics(reading)
    said.update(m.text[0] for m in reading.of_kind("ORG") if m.text[0] in _ALL and m.sub == "party_gov")
    return said


def _candidates(reading: Reading) -> list[Mention]:
    """Places named for themselves, and places that names of organisations, meetings and papers begin with."""
    named = [m for m in reading.of_kind("LOC") if m.sub == "admin" and m.rule != "deictic_area"]
    known = {m.span for m in named}
    inside = [s for s in reading.hits.get("place_names", ()) if s not in known and s.end - s.start >= 3]
    inside += [s for m in reading.of_kind("ORG", "EVT") if (s := _lead(m)) is not None and s not in known and s not in inside]
    press = [s for s in sources(reading) if s not in known and s not in inside]
    found = [*named, *(_place(reading, s) for s in inside), *(_ranked(reading, s) for s in press)]
    return sorted(found, key=lambda m: (m.start, m.end))


def _ranked(reading: Reading, span: Span) -> Mention:
    """The place of a paper's name, where the article says it with its rank (青岚日报 beside 青岚县委)."""
    name = reading.text[span.start : span.end]
    full = re.search(f"{name}(?:自治[州县旗]|新区|[市县区州盟旗])", reading.text)
    return replace(_place(reading, Span(*full.span()) if full else span), rule="area_of_press")


def _lead(organ: Mention) -> Span | None:
    """The ranked place that the name of an organ begins with: 云河新区|工委, 青岚县|委."""
    found = _LEAD.match(organ.text) if organ.kind == "EVT" or organ.sub in _LEADING else None
    return Span(organ.start + found.start(1), organ.start + found.end(1)) if found else None


def _place(reading: Reading, span: Span) -> Mention:
    text = reading.text[span.start : span.end]
    return Mention(reading.article.id, *span, "LOC", "admin", text, "area_in_name", 0.8)


def _deictics(reading: Reading) -> Counter[str]:
    """What the words 全区, 我县 speak for, by rank: 我县 more than 全县, a county more than a city."""
    found: Counter[str] = Counter()
    for said in _SAID.findall(reading.text):
        weight = _DEICTIC_WEIGHT if said[-1] in _LOW and said[0] != "新" else 1
        found[said[-1]] += weight * (2 if said[0] == "我" else 1)
    return found


def _fullest(places: list[Mention], score: Counter[str]) -> Mention | None:
    """The longest mention of the best scored area; of equals the one named first."""
    if not places:
        return None
    order = {_stem(p.text): -i for i, p in reversed(list(enumerate(places)))}
    best = max(order, key=lambda stem: (score[stem], order[stem]))
    return max((p for p in places if _stem(p.text) == best), key=lambda p: (len(p.text), -p.start))


def _in_headline(reading: Reading, place: Mention) -> bool:
    return any(u.kind in ("headline", "subhead") and u.start <= place.start < u.end for u in reading.article.units)


def _organs(reading: Reading, stems: list[str]) -> Counter[str]:
    """How often organs carry the name of each area (云河市委, 云河市人社局)."""
    found: Counter[str] = Counter()
    areas = set(stems)
    for organ in reading.of_kind("ORG"):
        if organ.sub == "party_gov" and _ORGAN.search(organ.text):
            for stem in areas:
                if organ.text.startswith(stem):
                    found[stem] += _ORGAN_WEIGHT
    return found


@lru_cache(maxsize=4096)
def _stem(name: str) -> str:
    """Name without its rank; 青江临海新区 and 临海新区 are one area."""
    bare = re.sub(r"(?:自治[区州县旗]|新区|[省市县区州盟旗])$", "", name)
    return bare if len(bare) >= 2 else name


def _ranks(place: Mention) -> str:
    """The rank letters a place may be meant by: one for a full name, several for a short or an unknown one; "" is in all."""
    name = place.text
    level = classes()["place_names"].get(name, "")
    if level == "county_short":
        return "县市区旗"
    if name.startswith(_REGIONS) and level.startswith("province"):
        return "区"
    if not level and name[-1] not in _ALL:
        return _ALL
    return "市" if name in _CITIES else name[-1] if name[-1] in _ALL else _RANK.get(level, name[-1])
