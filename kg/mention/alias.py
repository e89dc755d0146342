"""Short forms an article itself defines or makes plain: 以下简称…, brackets behind a full name, 全市, 该局."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.grammar.rule import Rule, procedure
from kg.lexicon.lists import classes
from kg.model import Mention, Reading, Span

_DISTRICT = ("区委", "县委", "市委")
_RANKS = "省市县区州盟旗"
Pair = tuple[Mention, Mention]
_DEFINED = re.compile(r"[（(](?:以下)?(?:统称|简称|下称|又称|又名|英文简称|简称为)[：:为]?[“‘]?([^”’）)\n，；]{2,14})[”’]?(?:[或和、，][^（）()\n]{1,30})?[）)]")
_BRACKET = re.compile(r"[（(]([A-Za-z]{2,8}|[“‘][^”’]{2,10}[”’])[）)]")


def _alias(full: Mention, span: Span, text: str, rule: str) -> Mention:
    return Mention(full.article, span.start, span.end, full.kind, full.sub, text, rule, 0.95)


@procedure
def defined_short_form(reading: Reading) -> Iterator[Pair]:
    """（以下简称“…”）, （下称…） behind a name: the page itself says that both are one."""
    for found in _DEFINED.finditer(reading.text):
        full = _ending_at(reading, found.start())
        if full is not None:
            yield _alias(full, Span(*found.span(1)), found[1], "defined_short_form"), full


@procedure
def bracketed_letters(reading: Reading) -> Iterator[Pair]:
    """Letters in brackets behind the name of an organisation: …集团（NBG）."""
    for found in _BRACKET.finditer(reading.text):
        full = _ending_at(reading, found.start())
        if full is not None and full.kind == "ORG" and found[1][0] not in "“‘":
            yield _alias(full, Span(*found.span(1)), found[1], "bracketed_letters"), full


def _ending_at(reading: Reading, end: int) -> Mention | None:
    """The longest mention that ends at an offset, quotation marks set aside."""
    ends = [m for m in reading.mentions if m.end == end and m.kind in ("ORG", "PRJ", "LOC", "INI", "EVT", "DOC")]
    return min(ends, key=lambda m: m.start, default=None)


@procedure
def area_of_rank(reading: Reading) -> Iterator[Pair]:
    """全市 and 全省 mean the one city or province that the article names by its full name or most often."""
    for rank in "省市":
        deictics = [m for m in reading.of_kind("LOC") if m.rule == "deictic_area" and m.text[-1] == rank]
        named = _named(reading, rank) if deictics else None
        if named is not None:
            yield from ((deictic, named) for deictic in deictics)


def _named(reading: Reading, rank: str) -> Mention | None:
    """The city or province an article speaks of: the area itself, or the one it names in full, or the only one."""
    area = reading.area
    if area is not None and _rank(area.text) == rank:
        return area
    spans = [s for s in reading.hits.get("place_names", ()) if _rank(reading.text[s.start : s.end]) == rank]
    full = [s for s in spans if reading.text[s.end - 1] == rank]
    standing = {m.span for m in reading.of_kind("LOC")}
    spans = [s for s in spans if s in standing]  # a short name inside another (某某城直属库, 某镇某川) is not the city
    stems = {reading.text[s.start : s.start + 2] for s in full or spans}
    if len(stems) != 1:
        return None
    first = (full or spans)[0]
    known = next((m for m in reading.of_kind("LOC") if m.span == first), None)
    return known or _place(reading, first)


def _rank(name: str) -> str:
    level = classes()["place_names"].get(name, "").removesuffix("_short")
    return {"province": "省", "prefecture": "市"}.get(level, name[-1])


def _place(reading: Reading, span: Span) -> Mention:
    text = reading.text[span.start : span.end]
    return Mention(reading.article.id, *span, "LOC", "admin", text, "area_of_rank", 0.8)


@procedure
def second_name(reading: Reading) -> Iterator[Pair]:
    """工委（区委） and 工委区委 are one body with two names, unless the page gives both names a post of
    their own (工委书记、区委书记); 县政府 and 县人民政府 are one."""
    organs = list(reading.of_kind("ORG"))
    doubles = [m for m in organs if m.rule == "double_name"]
    for double in doubles:
        outer, _, inner = double.text.rstrip("）").partition("（")
        apart = re.search(f"{re.escape(outer)}[^，。；]{{0,6}}(?:[、，]){re.escape(inner)}", reading.text)
        for organ in organs:
            if organ.text == outer or (organ.text == inner and not apart):
                yield organ, double
    yield from _full_governments(organs)
    for first, second in pairwise(organs):
        glued = first.end == second.start and first.text.endswith("工委") and second.text in _DISTRICT
        if glued and not re.search("工委[^，。；]{0,6}[、，]" + second.text, reading.text):
            yield second, first


def _full_governments(organs: list[Mention]) -> Iterator[Pair]:
    full = {m.text.replace("人民政府", "政府"): m for m in reversed(organs) if m.text.endswith("人民政府")}
    for organ in organs:
        if organ.text in full:
            yield organ, full[organ.text]


@procedure
def body_of_area(reading: Reading) -> Iterator[Pair]:
    """市委 alone, where the page names the committees of several cities, is that of the area the page is about."""
    area = reading.area
    if area is None:
        return
    bodies = [m for m in reading.of_kind("ORG") if m.rule == "ranked_body"]
    for bare in bodies:
        full = [m for m in bodies if m.text.endswith(bare.text) and len(m.text) > len(bare.text)]
        own = [m for m in full if area.text[:2] in m.text]
        if bare.text[0] in _RANKS and own and len({m.text for m in full}) > 1:
            yield bare, own[0]


@procedure
def shortened_organisation(reading: Reading) -> Iterator[Pair]:
    """The short form of a university or company means the one full name its letters run through."""
    organs = list(reading.of_kind("ORG"))
    for short in organs:
        if short.rule in ("short_university", "repeated_name", "defined_name"):
            full = [m for m in organs if len(m.text) > len(short.text) and m.sub == short.sub and _runs(short.text, m.text)]
            names = {m.text for m in full}
            longest = max(names, key=len, default="")
            if longest and all(n in longest for n in names):
                yield short, next(m for m in full if m.text == longest)


def _runs(short: str, full: str) -> bool:
    rest = iter(full)
    return all(c in rest for c in short)


@procedure
def shortened_zone(reading: Reading) -> Iterator[Pair]:
    """雍河开发区 and 高新区 mean the one zone whose full name their letters run through (天海雍河经济开发区)."""
    zones = [m for m in reading.of_kind("ORG") if m.sub == "zone" and m.text.endswith("区")]
    names = {m.text for m in zones}
    for short in zones if len(names) > 1 else ():
        full = {n for n in names if len(n) > len(short.text) and n[-2:] == short.text[-2:] and _runs(short.text, n)}
        longest = max(full, key=lambda n: (len(n), n), default="")
        if longest and all(_runs(n, longest) for n in full):
            yield short, next(m for m in zones if m.text == longest)


@procedure
def road_number(reading: Reading) -> Iterator[Pair]:
    """S321 and S321省道 are one road."""
    roads = [m for m in reading.of_kind("LOC") if m.rule == "street" and m.text[0] in "GSX"]
    for short in roads:
        full = next((m for m in roads if re.fullmatch(re.escape(short.text) + "[国省县]道", m.text)), None)
        if full is not None:
            yield short, full


@procedure
def deictic_of_organisation(reading: Reading) -> Iterator[Pair]:
    """该局, 该公司 mean the organisation of their kind that was named last."""
    organs = list(reading.of_kind("ORG"))
    for deictic in organs:
        if deictic.rule == "deictic_organisation":
            before = [m for m in organs if m.end <= deictic.start and m.sub == deictic.sub and m.rule != deictic.rule]
            if before:
                yield deictic, before[-1]


RULES: tuple[Rule, ...] = (
    defined_short_form, bracketed_letters, area_of_rank, second_name, body_of_area, shortened_organisation, shortened_zone,
    road_number, deictic_of_organisation,
)  # fmt: skip


def find_aliases(reading: Reading) -> tuple[Pair, ...]:
    """Pairs (short form, full form) in the order of rules, then of the text."""
    return tuple(pair for rule in RULES for pair in rule.make(reading))
