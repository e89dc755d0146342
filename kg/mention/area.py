"""The place whose news an article is: the one behind 全区, 我县, the organs named with it, and the headline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kg.lexicon.lists import classes
from kg.model import Mention, Reading, Span

_ORGAN = re.compile(r"(?:[省市县区州盟旗](?:委|政府|人大|政协|人民政府|纪委)|工委|管委|[局办厅]$)")
_LEAD = re.compile(
    r"(?:中共|共青团)?([\u4e00-\u9fff]{2,6}?(?:新区|(?<![城都])[市县州盟旗](?=委|[\u4e00-\u9fff]{2})|区(?=委|政府|人|政协|纪委)))"
)
_RANK = {"province": "省", "province_short": "省", "prefecture": "市", "prefecture_short": "市"}
_HEADLINE, _ORGAN_WEIGHT, _DEICTIC_WEIGHT = 3, 2, 4


def find_area(reading: Reading) -> Mention | None:
    """The mention, in its fullest form, of the area an article is about; None where it names none.

    Each area counts how often it is named; being named in the headline, in front of its own organs
    and in the rank of 全县, 我市 counts more.
    """
    places = _candidates(reading)
    starts = {p.start for p in places}
    score: Counter[str] = Counter()
    for place in places:
        if place.end not in starts:  # 江源省|云河市: the nearer one is meant
            score[_stem(place.text)] += _HEADLINE if _in_headline(reading, place) else 1
    for stem, weight in _organs(reading, [_stem(p.text) for p in places]).items():
        score[stem] += weight
    ranks = _deictics(reading)
    for stem in dict.fromkeys(_stem(p.text) for p in places):
        ends = {end for p in places if _stem(p.text) == stem for end in _ranks(p)}
        score[stem] += max(ranks[end] for end in ends)
    return _fullest(places, score)


def shared(readings: Sequence[Reading]) -> list[Reading]:
    """The readings of one page; an article without an area of its own has that of its page.

    Its own one does not count either when the article speaks of 全区 or 我县 and another article of the
    page names an area of that rank.
    """
    named = Counter(_stem(r.area.text) for r in readings if r.area is not None)
    ranked = sorted((r.area for r in readings if r.area is not None), key=lambda a: (-named[_stem(a.text)], -len(a.text)))
    return [replace(r, area=_own_or(r, ranked)) for r in readings]


def _own_or(reading: Reading, ranked: list[Mention]) -> Mention | None:
    wanted = _deictics(reading).most_common(1)
    if reading.area is not None and not (wanted and wanted[0][0] in "区县州盟旗" and wanted[0][0] not in _ranks(reading.area)):
        return reading.area
    fitting = (a for a in ranked if wanted and wanted[0][0] in _ranks(a))
    return next(fitting, reading.area or (ranked[0] if ranked else None))


def _candidates(reading: Reading) -> list[Mention]:
    """Places named for themselves, and places that names of organisations and projects begin with."""
    named = [m for m in reading.of_kind("LOC") if m.sub == "admin" and m.rule != "deictic_area"]
    known = {m.span for m in named}
    inside = [s for s in reading.hits.get("place_names", ()) if s not in known and s.end - s.start >= 3]
    inside += [s for m in reading.of_kind("ORG") if (s := _lead(m)) is not None and s not in known and s not in inside]
    return sorted([*named, *(_place(reading, s) for s in inside)], key=lambda m: (m.start, m.end))


def _lead(organ: Mention) -> Span | None:
    """The ranked place that the name of an organ begins with: 云河新区|工委, 青岚县|委."""
    found = _LEAD.match(organ.text) if organ.sub in ("party_gov", "institute") else None
    return Span(organ.start + found.start(1), organ.start + found.end(1)) if found else None


def _place(reading: Reading, span: Span) -> Mention:
    text = reading.text[span.start : span.end]
    return Mention(reading.article.id, *span, "LOC", "admin", text, "area_in_name", 0.8)


def _deictics(reading: Reading) -> Counter[str]:
    """What the words 全区, 我县 speak for, by rank: 我县 more than 全县, a county more than a city."""
    found: Counter[str] = Counter()
    for deictic in reading.of_kind("LOC"):
        if deictic.rule == "deictic_area":
            rank = deictic.text[-1]
            weight = _DEICTIC_WEIGHT if rank in "区县州盟旗" else 1
            found[rank] += weight * (2 if deictic.text[0] == "我" else 1)
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
    for organ in reading.of_kind("ORG"):
        if organ.sub == "party_gov" and _ORGAN.search(organ.text):
            for stem in set(stems):
                if organ.text.startswith(stem):
                    found[stem] += _ORGAN_WEIGHT
    return found


def _stem(name: str) -> str:
    """Name without its rank; 青江临海新区 and 临海新区 are one area."""
    bare = re.sub(r"(?:自治[区州县旗]|新区|[省市县区州盟旗])$", "", name)
    return bare if len(bare) >= 2 else name


def _ranks(place: Mention) -> str:
    """The rank letters a place may be meant by: one for a full name, several for a county's short name."""
    level = classes()["place_names"].get(place.text, "")
    return "县市旗" if level == "county_short" else _RANK.get(level, place.text[-1])
