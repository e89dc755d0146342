"""Where a project, an organisation or an event is, as the text states it: 位于, 落户, 在…建设, 在…举行."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.grammar.rule import Hit, Rule, apply, procedure, rule
from kg.grammar.view import View
from kg.lexicon.lists import either
from kg.model import Claim, Mention, Reading, Sentence

_SITES = ("subdistrict", "zone", "community", "institute")
_HELD = either("held_verbs")
_BUILT = either("built_verbs")
_SETTLED = either("settle_verbs")
_LIES = "(?:位于|坐落于|坐落在|地处|座落于|座落在|建在|设在|选址于|选址在|选址|布局在|规划在|放在|落在|扎根于|扎根)"
_WHERE = "(?P<where>{LOC|ORG|PRJ}(?:{ORG|LOC|PRJ})*(?:[、和与及](?:{ORG|LOC})+)*)"
_WHAT = "(?P<what>{PRJ|EVT|ORG}(?:[、和与及]{PRJ|EVT|ORG})*)"
_RANKED = re.compile(r"[\u4e00-\u9fff]{2,7}?(?:自治[县旗州]|[县市旗州盟区])(?=[\u4e00-\u9fff]{4})")


def _sites(hit: Hit, group: str = "where") -> list[Mention]:
    """The places under a group that something can lie in; of 青岚县|石门镇 the nearer one."""
    tokens = sorted((t for kind in ("LOC", "ORG", "PRJ") for t in hit.all(kind, group)), key=lambda t: t.start)
    kept = [t for i, t in enumerate(tokens) if i + 1 == len(tokens) or tokens[i + 1].start != t.end]
    found = [t.item for t in kept if t.item is not None and _can_hold(t.item)]
    return found + [m for site in found if site.kind == "ORG" for m in _town_of(hit, site)]


def _town_of(hit: Hit, site: Mention) -> list[Mention]:
    """The town in whose name a site stands: 石门镇|敬老院 lies in 石门镇 as well."""
    towns = (m for m in hit.reading.of_kind("ORG") if m.sub == "subdistrict" and m.start == site.start)
    return [m for m in towns if m.end < site.end and site.sub == "institute"]


def _can_hold(site: Mention) -> bool:
    return site.kind == "LOC" or site.kind == "PRJ" or site.sub in _SITES


def _things(hit: Hit) -> list[Mention]:
    tokens = sorted((t for kind in ("PRJ", "EVT", "ORG") for t in hit.all(kind, "what")), key=lambda t: t.start)
    return [t.item for t in tokens if t.item is not None and t.item.sub not in ("subdistrict", "party_gov")]


def _claims(hit: Hit, confidence: float, kinds: str = "PRJ EVT ORG") -> Iterator[Claim]:
    for what in _things(hit):
        for where in _sites(hit):
            if what.kind in kinds.split() and what.text != where.text:
                yield hit.claim("LOCATED", confidence, what=what, where=where)


@rule(_WHAT + rf"(?:[^，。；{{LOC}}{{ORG}}{{PER}}]{{0,10}}?)(?:，)?(?:正式|成功|均|已|将|都|也|同时|隆重|先期|则|便|就){{0,2}}在{_WHERE}(?:[^，。；、{{PER}}{{ORG}}]{{0,8}}?)(?:{_HELD})")
def held_in(hit: Hit) -> Iterator[Claim]:
    """An event was held in a place: 云河农业博览会在青岚县举行."""
    yield from _claims(hit, 0.92, "EVT PRJ")


@rule(rf"在{_WHERE}(?:[^，。；、{{PER}}{{ORG}}]{{0,8}}?)(?:{_HELD})的?(?:了)?(?:[^，。；{{PER}}{{ORG}}{{LOC}}]{{0,6}}?)(?P<what>{{EVT}})", needs="EVT")
def held_there(hit: Hit) -> Iterator[Claim]:
    """The place before the verb, the event behind it: 在青岚县举办云河农业博览会."""
    yield from _claims(hit, 0.85, "EVT")


@rule(r"(?P<where>{LOC})(?:迎来|承办了?|举办了?|召开了?|举行了?)(?:[^，。；{PER}{ORG}{LOC}]{0,8}?)(?P<what>{EVT})", needs="LOC EVT")
def hosted_by_place(hit: Hit) -> Iterator[Claim]:
    """The place is the subject: 青岚县迎来云河农业博览会."""
    yield hit.claim("LOCATED", 0.8, what=hit["what"], where=hit["where"])


@rule(r"(?P<what>{EVT|PRJ})的?(?:举办地|会址|地点|选址|会场)(?:选在|设在|定在|落在|就在|在|为|是)(?P<where>{LOC|ORG})")
def venue_of(hit: Hit) -> Iterator[Claim]:
    """The text names the venue: 云河农业博览会的举办地选在青岚县."""
    if _can_hold(hit["where"]):
        yield hit.claim("LOCATED", 0.9, what=hit["what"], where=hit["where"])


@rule(_WHAT + rf"(?:[^，。；{{LOC}}{{ORG}}{{PER}}]{{0,10}}?)(?:，)?(?:正式|成功|均|已|将|都|也|就|则|便|先期|主要){{0,2}}{_LIES}(?:了)?{_WHERE}", needs="")
def lies_in(hit: Hit) -> Iterator[Claim]:
    """位于, 坐落于, 地处, 选址, 建在 between a thing and its place: 云河新材料项目位于石门镇."""
    yield from _claims(hit, 0.92)


@rule(rf"{_LIES}{_WHERE}(?P<inside>{{ORG}})?(?:境内|辖区内|辖区|内|里|腹地|中部|东部|西部|南部|北部)?的{_WHAT}")
def lying_in(hit: Hit) -> Iterator[Claim]:
    """The place first, the thing behind 的: 位于石门镇的云河新材料项目."""
    yield from _claims(hit, 0.92)


@rule(_WHAT + rf"(?:[^，。；{{LOC}}{{ORG}}{{PER}}]{{0,10}}?)(?:正式|成功|顺利|已|将|相继|均|先后|最终|纷纷){{0,2}}(?:{_SETTLED})(?:到|于|在|至)?(?:了)?{_WHERE}")
def settled_in(hit: Hit) -> Iterator[Claim]:
    """落户, 入驻, 落地 with its place behind: 远航公司落户青岚县."""
    yield from _claims(hit, 0.9)


@rule(_WHAT + rf"(?:[^，。；{{LOC}}{{ORG}}{{PER}}]{{0,10}}?)(?:正式|成功|顺利|已|将|相继|均|先后|也|都){{0,2}}[在于]{_WHERE}(?:[^，。；、{{PER}}{{ORG}}]{{0,6}}?)(?:{_SETTLED}|{_BUILT})(?!了?[^，。；]{{0,8}}{{PRJ}})")
def built_in(hit: Hit) -> Iterator[Claim]:
    """A project or organisation started, built or settled in a place: 云河新材料项目在石门镇开工."""
    yield from _claims(hit, 0.9, "PRJ ORG")


@rule(rf"(?<!现)在{_WHERE}(?:[^，。；、{{PER}}{{ORG}}]{{0,6}}?)(?:{_BUILT})了?(?:[^，。；{{PER}}{{ORG}}{{LOC}}]{{0,8}}?)(?P<what>{{PRJ}})", needs="PRJ")
def builds_there(hit: Hit) -> Iterator[Claim]:
    """Somebody builds a project in a place: 北川集团在石门镇建设新材料产业园."""
    yield from _claims(hit, 0.9, "PRJ")


@rule(r"(?P<what>{PRJ})(?:[^，。；]{0,4}?)(?:覆盖|涉及|横跨|途经|穿越|跨越|贯穿)(?P<all>(?:{LOC|ORG}|[、，和与及])+)", needs="PRJ")
def spreads_over(hit: Hit) -> Iterator[Claim]:
    """A project that covers or crosses several areas lies in each: …覆盖我州青岚县石门镇、柳河镇."""
    tokens = sorted((t for kind in ("LOC", "ORG") for t in hit.all(kind, "all")), key=lambda t: t.start)
    for token in tokens:
        if token.item is not None and _can_hold(token.item):
            yield hit.claim("LOCATED", 0.8, what=hit["what"], where=token.item)


@procedure
def place_in_name(reading: Reading) -> Iterator[Claim]:
    """A works or company named after its county or city lies there: 青岚县|远航机械制造厂."""
    owners = {m.start for m in reading.of_kind("ORG")}
    for what in reading.of_kind("ORG", "PRJ"):
        if (what.kind == "ORG" and what.sub != "company") or (what.kind == "PRJ" and what.start in owners):
            continue
        where = _leading(reading, what)
        if where is not None:
            yield Claim(what.article, "LOCATED", (("what", what), ("where", where)), what.span, "place_in_name", 0.75)


def _leading(reading: Reading, what: Mention) -> Mention | None:
    """The county or city a name begins with, as a mention; None where no list or page knows it."""
    known = {m.text: m for m in reading.of_kind("LOC") if m.sub == "admin"}
    hits = [s for s in reading.hits.get("place_names", ()) if s.start == what.start and s.end < what.end]
    lead = _RANKED.match(reading.text, what.start, what.end)
    end = hits[0].end if hits else lead.end() if lead else 0
    name = reading.text[what.start : end]
    full = re.search("[县市旗州盟]$" if what.kind == "ORG" else "[县旗区]$", name)
    if what.kind == "PRJ" and hits and reading.text[end].isdigit():
        return replace(known.get(name, what), start=what.start, end=end, kind="LOC", sub="admin", text=name)
    listed = len(name) >= 3 and (bool(hits) or name in known or (what.kind == "ORG" and name[-1] in "县旗市"))
    if not full or not listed:
        return None
    return replace(known.get(name, what), start=what.start, end=end, kind="LOC", sub="admin", text=name)


RULES: tuple[Rule, ...] = (
    held_in, held_there, hosted_by_place, venue_of, lies_in, lying_in, settled_in, built_in, builds_there, spreads_over, place_in_name,
)  # fmt: skip
_PATTERNS = tuple(r for r in RULES if r.pattern is not None)


def read(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Iterator[Claim]:
    """All claims of place, each pair once."""
    seen: set[tuple[str, str]] = set()
    matched = apply(_PATTERNS, reading, (view for _, view in views))
    for claim in (*matched, *place_in_name.make(reading)):
        what, where = claim.arg("what"), claim.arg("where")
        if isinstance(what, Mention) and isinstance(where, Mention) and (what.text, where.text) not in seen:
            seen.add((what.text, where.text))
            yield claim
