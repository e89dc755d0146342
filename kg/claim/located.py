"""Where a project, an organisation or an event is, as the text states it: 位于, 落户, 在…建设, 在…举行."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.grammar.rule import Hit, Rule, apply, expand, procedure, rule
from kg.grammar.view import View
from kg.lexicon.lists import either
from kg.model import Claim, Mention, Reading, Sentence

_AREAS = ("subdistrict", "zone", "community")
_SITES = ("subdistrict", "zone", "community", "institute")
_HELD = either("held_verbs")
_BUILT = either("built_verbs")
_SETTLED = either("settle_verbs")
_LIES = "(?:总部(?:设在|位于|在)|位于|坐落于|坐落在|地处|座落于|座落在|建在|设在|选址于|选址在|选址|布局在|规划在|放在|落在|扎根于|扎根)"
_KINDS = "项目|工程|公司|企业|集团|基地|园区|产业园|实验室|研究院|中心|学校|医院|电站|工厂|平台|大桥|水库|景区|综合体|广场"
_LOOKED = either("visit_looks")
_LIST_END = re.compile(r"[、，。；和与及等\n]|$")
_ISLAND = re.compile(r"[\u4e00-\u9fff]{2,3}岛(?=[\u4e00-\u9fff]{4})")
_WHERE = "(?P<where>{LOC|ORG|PRJ}(?:{ORG|LOC|PRJ})*(?:[、和与及](?:{ORG|LOC})+)*)"
_WHAT = "(?P<what>{PRJ|EVT|ORG}(?:[、和与及]{PRJ|EVT|ORG})*)"
_DEICTIC = re.compile(
    expand(
        rf"(?:^|[，。；])(?:(?:该|此|本|这[一个座家条])(?P<kind>{_KINDS})|(?P<bare>项目|工程|公司|企业|研究院|产业园|实验室|学院|基地|园区|博物馆|展馆)(?=设在|设于|选址|坐落|位于|地处|总部|(?:总|规划)?(?:占地|投资|建筑面积|用地)[^，。；]{{1,16}}，(?:选址|坐落|位于|地处)))(?:[^。；{{PRJ}}{{ORG}}{{LOC}}]{{0,40}}?)"
        rf"(?:{_LIES}|(?:{_SETTLED})[于在到]?)(?P<where>{{LOC|ORG}}{{ORG|LOC}}*)"
    )
)
_GOES_ON = re.compile(expand(rf"，(?:[^，。；、“”{{ORG}}{{PRJ}}{{PER}}{{LOC}}]{{0,12}}?)(?:{_SETTLED})(?:于|在|到)?(?P<where>{{LOC|ORG}}{{ORG|LOC}}*)(?=[，。；]|$)"))
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


@rule(_WHAT + rf"(?:[^，。；{{LOC}}{{ORG}}{{PER}}{{EVT}}{{PRJ}}]{{0,10}}?)(?:，)?(?:正式|成功|均|已|将|都|也|同时|隆重|先期|则|便|就){{0,2}}在{_WHERE}(?:[^，。；、{{PER}}{{ORG}}]{{0,14}}?)(?:{_HELD})")
def held_in(hit: Hit) -> Iterator[Claim]:
    """An event was held in a place: 云河农业博览会在青岚县举行."""
    ceremony = re.search("典礼|仪式|大会|活动", hit.match[0][1 : hit.match.start("where") - hit.match.start()])
    yield from _claims(hit, 0.92, "EVT" if ceremony else "EVT PRJ")


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


@rule("(?<![由被])" + _WHAT + rf"(?:[^，。；{{LOC}}{{ORG}}{{PER}}{{EVT}}{{PRJ}}]{{0,10}}?)(?:，)?(?:正式|成功|均|已|将|都|也|就|则|便|先期|主要){{0,2}}(?<![、和])(?:{_LIES})(?:了)?{_WHERE}", needs="")
def lies_in(hit: Hit) -> Iterator[Claim]:
    """位于, 坐落于, 地处, 选址, 建在 between a thing and its place: 云河新材料项目位于石门镇, 柳溪街道地处云河."""
    yield from _claims(hit, 0.92)
    what, lies = hit.token("what"), hit.token("where")
    if what and what.item and lies and lies.item and what.item.sub == "subdistrict" and lies.item.kind == "LOC":
        yield hit.claim("LOCATED", 0.85, what=what.item, where=lies.item)


@rule(rf"(?P<what>{{PRJ}})(?:[^。；{{PRJ}}{{ORG}}{{LOC}}{{PER}}]{{0,30}}由{{ORG}}(?:[、和与]{{ORG}})*)?[^。；{{PRJ}}{{ORG}}{{LOC}}{{PER}}]{{1,60}}，(?:项目|工程|总体|整体)?(?:规划)?(?:{_LIES}){_WHERE}", needs="PRJ")
def lies_further(hit: Hit) -> Iterator[Claim]:
    """The place comes clauses later, nothing else being named between but who builds: 云河新材料项目由北川集团投资12亿元，
    占地80亩，位于石门镇."""
    yield from _claims(hit, 0.85, "PRJ")


@procedure
def lies_deictic(reading: Reading, views: list[View]) -> Iterator[Claim]:
    """What 该项目, 本工程, 该公司 mean is the thing of that kind named last: 该项目位于石门镇."""
    named = sorted(reading.of_kind("PRJ", "ORG"), key=lambda m: m.start)
    for view in views:
        for found in _DEICTIC.finditer(view.text):
            at, kind = view.starts[found.start()], found["kind"] or found["bare"]
            ends = ("公司", "集团", "厂") if kind in ("公司", "企业") else (kind,)
            what = next((m for m in reversed(named) if m.end <= at and (m.text.endswith(ends) or (m.kind == "PRJ" and kind in ("项目", "工程")))), None)
            if what is not None and reading.text.count("\n", what.end, at) <= 1:
                on = _GOES_ON.match(view.text, found.end())
                yield from (claim for each in (found, on) if each for claim in _lies(view, each, what))


def _lies(view: View, found: re.Match[str], what: Mention) -> Iterator[Claim]:
    """The claim of what lies in the last place of a match."""
    where = view.tokens[[i for i in range(*found.span("where")) if i in view.tokens][-1]].item
    if where is not None and _can_hold(where) and where.text != what.text:
        yield Claim(what.article, "LOCATED", (("what", what), ("where", where)), view.span(*found.span()), "lies_deictic", 0.75)


@rule(rf"(?:{_LIES}|(?:{_SETTLED})[于在到]?){_WHERE}(?P<inside>{{ORG}})?[\u4e00-\u9fff]{{0,5}}?的{_WHAT}")
def lying_in(hit: Hit) -> Iterator[Claim]:
    """The place first, the thing behind 的: 位于石门镇柳树坝的云河新材料项目, 落户青岚县的北川公司."""
    yield from _claims(hit, 0.92)


@rule(r"(?P<where>{LOC|ORG})的(?P<what>{ORG})(?!的)", needs="ORG")
def company_of_place(hit: Hit) -> Iterator[Claim]:
    """A company of a town, zone or county, joined by 的: 青岚县石门镇的北川食品有限公司."""
    where, what = hit["where"], hit["what"]
    near = where.sub in ("subdistrict", "zone", "community") or where.text[-1] in "县区旗"
    if near and what.sub in ("company", "group"):
        yield hit.claim("LOCATED", 0.8, what=what, where=where)


@rule(r"(?P<where>{ORG})(?:已|目前|现|现已|先后|累计|成功|已经){0,2}(?:集聚|聚集|汇聚|吸引|引进|培育|入驻)了?(?:[^，。；{ORG}{PRJ}]{0,8}?)(?P<what>{ORG|PRJ}(?:[、和与及]{ORG|PRJ})*)", needs="ORG")
def gathered_in(hit: Hit) -> Iterator[Claim]:
    """Companies that a zone has gathered lie in it: 云河高新区已集聚北川锂电、鼎昌新材等企业."""
    if hit["where"].sub == "zone":
        for what in _things(hit):
            if what.kind == "PRJ" or what.sub in ("company", "group"):
                yield hit.claim("LOCATED", 0.85, what=what, where=hit["where"])


@rule(rf"(?:(?<![现存正])在|来到|走进|深入|抵达|赶到|前往|到|赴){_WHERE}，(?!{{PRJ}}[则也将已正都均]?(?:{_LIES}|{_SETTLED}))(?P<act>[^，。；]{{0,14}}?(?:{_LOOKED}|来到|走进)了?)?(?P<seen>[^，。；]{{1,80}})")
def seen_at_stop(hit: Hit) -> Iterator[Claim]:
    """What is looked at in a stop of a tour, or stands right behind it, lies there: 来到石门镇，察看了云河新材料项目."""
    tokens = sorted((t for kind in ("PRJ", "ORG") for t in hit.all(kind, "seen")), key=lambda t: t.start)
    begun = hit.match.start("seen")
    for token in tokens:
        thing = token.item
        first = thing is not None and thing.kind == "PRJ" and token.start == hit.view.span(begun, begun + 1).start
        if thing is None or not (first or (hit.has("act") and _seen(hit, thing))):
            continue
        for where in _sites(hit):
            if where.text not in thing.text:
                yield hit.claim("LOCATED", 0.8, what=thing, where=where)


def _seen(hit: Hit, thing: Mention) -> bool:
    """A project or a company of the list, not the owner before a project (北川公司|投资建设的…项目)."""
    text = hit.reading.text
    behind = _LIST_END.match(text, thing.end) is not None
    return thing.kind == "PRJ" or (thing.sub in ("company", "group", "institute") and behind)


@rule(_WHAT + rf"(?:[^，。；{{LOC}}{{ORG}}{{PER}}{{EVT}}{{PRJ}}]{{0,10}}?)(?:正式|成功|顺利|已|将|相继|均|先后|最终|纷纷){{0,2}}(?:{_SETTLED})(?:到|于|在|至)?(?:了)?{_WHERE}")
def settled_in(hit: Hit) -> Iterator[Claim]:
    """落户, 入驻, 落地 with its place behind: 远航公司落户青岚县."""
    yield from _claims(hit, 0.9)


@rule(_WHAT + rf"(?:[^，。；{{LOC}}{{ORG}}{{PER}}{{EVT}}{{PRJ}}]{{0,10}}?)(?:正式|成功|顺利|已|将|相继|均|先后|也|都){{0,2}}[在于]{_WHERE}(?:[^，。；、{{PER}}{{ORG}}{{PRJ}}]{{0,6}}?)(?:{_SETTLED}|{_BUILT})(?!了?[^，。；]{{0,8}}{{PRJ}})")
def built_in(hit: Hit) -> Iterator[Claim]:
    """A project or organisation started, built or settled in a place: 云河新材料项目在石门镇开工."""
    between = hit.match[0][hit.match.end("what") - hit.match.start() : hit.match.start("where") - hit.match.start()]
    owner = re.search("(?:院|中心|公司|基地|学校|分行|支行|实验室|项目|工程|站|所)(?:正式|成功|顺利|已|将|在|于)*$", between)
    yield from _claims(hit, 0.9, "" if owner else "PRJ ORG")


@rule(rf"(?<!现)在{_WHERE}(?:[^，。；、{{PER}}{{ORG}}]{{0,6}}?)(?:{_BUILT}|共建|开发|实施)了?(?:[^，。；{{PER}}{{ORG}}{{LOC}}]{{0,24}}?)(?P<what>{{PRJ}}(?:[、和及]{{PRJ}})*)", needs="PRJ")
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
    """A works or company named after its county or city lies there: 青岚县|远航机械制造厂; a project in the
    town, zone or island it is named after: 石门镇|柳林社区|安置点二期工程."""
    owners = {m.start: m for m in reversed(tuple(reading.of_kind("ORG")))}
    for what in reading.of_kind("ORG", "PRJ"):
        if what.kind == "ORG" and what.sub != "company":
            continue
        owner = owners.get(what.start) if what.kind == "PRJ" else None
        where = _unit(reading, what, owner) if owner else _leading(reading, what)
        if where is not None:
            yield Claim(what.article, "LOCATED", (("what", what), ("where", where)), what.span, "place_in_name", 0.75)


def _unit(reading: Reading, what: Mention, owner: Mention) -> Mention | None:
    """The town or zone that a project's name begins with; of 石门镇|柳林社区 the town."""
    if owner.end >= what.end:
        return None
    nested = [m for m in reading.of_kind("ORG") if m.start == what.start and m.end <= owner.end and m.sub in _AREAS]
    return min(nested, key=lambda m: m.end, default=None)


def _leading(reading: Reading, what: Mention) -> Mention | None:
    """The county or city a name begins with, as a mention; None where no list or page knows it."""
    known = {m.text: m for m in reading.of_kind("LOC") if m.sub == "admin"}
    hits = [s for s in reading.hits.get("place_names", ()) if s.start == what.start and s.end < what.end]
    lead = _RANKED.match(reading.text, what.start, what.end)
    end = hits[0].end if hits else lead.end() if lead else 0
    name = reading.text[what.start : end]
    island = _ISLAND.match(what.text) if what.kind == "PRJ" else None
    if island:
        return replace(what, end=what.start + island.end(), kind="LOC", sub="natural", text=island.group())
    full = re.search("[县旗州盟]$" if what.kind == "ORG" else "[县旗区]$", name)
    if what.kind == "PRJ" and hits and reading.text[end].isdigit():
        return replace(known.get(name, what), start=what.start, end=end, kind="LOC", sub="admin", text=name)
    listed = len(name) >= 3 and (bool(hits) or name in known or (what.kind == "ORG" and name[-1] in "县旗"))
    if not full or not listed:
        return None
    return replace(known.get(name, what), start=what.start, end=end, kind="LOC", sub="admin", text=name)


RULES: tuple[Rule, ...] = (
    held_in, held_there, hosted_by_place, venue_of, lies_in, lies_further, lies_deictic, lying_in, company_of_place, gathered_in,
    seen_at_stop, settled_in, built_in, builds_there, spreads_over, place_in_name,
)  # fmt: skip
_PATTERNS = tuple(r for r in RULES if r.pattern is not None)


def read(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Iterator[Claim]:
    """All claims of place, each pair once."""
    seen: set[tuple[str, str]] = set()
    shown = [view for _, view in views]
    named = [view for view in shown if sum(t.item is not None for t in view.tokens.values()) > 1]  # a thing and its place
    for claim in (*apply(_PATTERNS, reading, named), *lies_deictic.make(reading, shown), *place_in_name.make(reading)):
        what, where = claim.arg("what"), claim.arg("where")
        if isinstance(what, Mention) and isinstance(where, Mention) and (what.text, where.text) not in seen:
            seen.add((what.text, where.text))
            yield claim
