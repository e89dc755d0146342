"""Which organisation or place belongs to which, as names or words of the text say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from kg.grammar.layer import nested, outermost
from kg.grammar.rule import Hit, Rule, apply, procedure, rule
from kg.grammar.view import View, mark
from kg.lexicon.lists import classes
from kg.model import Claim, Mention, Reading, Sentence, Span

_OWN = re.compile(r"^(?:的)?$")
_RANKS = "省市县区州盟旗"
_SAME = re.compile("(?:集团|股份|控股|有限|责任|总)*(?:公司|集团)")  # 北川洗选|公司 is one body
_FACILITY = re.compile("(?:家宴|党群服务|文化|活动|会展|体验|展示|康养|养老服务|照料)中心$|(?:中转|服务|充电|污水处理|泵)站$|礼堂$|展览馆$|食堂$|广场$|公园$|车间$|驿站$")  # lie in a village
_UNITS = ("subdistrict", "community", "zone")
_OWN_SCHOOL = ("我校", "学校", "该校", "我院")
_UNIVERSITY = re.compile("(?:大学|学院|学校)(?:（[^）]+）)?$")
_COLLEGE = re.compile("职业|技术学院|师范|医学院|理工|财经|工业|农业|科技学院")
_AT_STOP = re.compile("，[^。，；：\n“”]{0,20}(?:走访|察看|查看|走进|来到|深入|看望|慰问|了解|调研)了?$")
_BODY = ("管委", "管委会", "政府", "人民政府")


def _claim(rule_name: str, part: Mention, whole: Mention, span: Span, confidence: float) -> Claim:
    return Claim(part.article, "PART_OF", (("part", part), ("whole", whole)), span, rule_name, confidence)


@procedure
def owner_in_name(reading: Reading) -> Iterator[Claim]:
    """A name that begins with another organisation's name is a part of it: 云河市委|组织部, 长堤街道|柳林社区."""
    organs = tuple(reading.of_kind("ORG"))
    for whole in outermost(organs):
        inside = [m for m in nested(whole, _near(organs, whole)) if m.start == whole.start]
        if whole.rule == "double_name":
            continue
        chain = sorted([*inside, whole], key=lambda m: m.end)
        for owner, part in pairwise(m for m in chain if m.rule != "double_name" or "（" in m.text):
            if not _SAME.fullmatch(part.text, len(owner.text)) and not (owner.sub in _UNITS[:2] and _FACILITY.search(part.text)):
                yield _claim("owner_in_name", part, owner, part.span, 0.9)


def _near(organs: tuple[Mention, ...], whole: Mention) -> list[Mention]:
    return [m for m in organs if whole.start <= m.start < whole.end]


@rule(r"(?=(?P<above>{LOC})(?P<list>{LOC|ORG}(?:(?:[、和与]|以及){ORG})*))", needs="LOC")
def unit_behind_place(hit: Hit) -> Iterator[Claim]:
    """A town, or a lower area, directly behind its area: 青岚县|石门镇、|柳河镇, 我州|青岚县."""
    above = hit["above"]
    first, *more = (t.item for kind in ("LOC", "ORG") for t in hit.all(kind, "list"))
    if first is None or not _ranked(above):
        return
    if first.kind == "LOC":
        if _lower(above, first):
            yield hit.claim("PART_OF", 0.9, Span(above.start, first.end), part=first, whole=above)
        return
    for named in (first, *more):
        unit = _town_in(hit.reading, named) if named is not None else None
        if unit is None:
            return
        yield hit.claim("PART_OF", 0.9, Span(above.start, unit.end), part=unit, whole=above)


def _town_in(reading: Reading, unit: Mention) -> Mention | None:
    """The town a village's name begins with (石门镇|柳林村), the unit itself where there is none."""
    towns = (m for m in reading.of_kind("ORG") if m.start == unit.start and m.end < unit.end)
    inner = next((m for m in towns if m.sub == "subdistrict"), unit)
    return inner if inner.sub in _UNITS else None


def _ranked(place: Mention) -> bool:
    return place.sub == "admin" and (place.text[-1] in _RANKS or place.rule == "repeated_place")


def _lower(above: Mention, below: Mention) -> bool:
    """Is the second place of a lower rank than the first (省 > 市 州 盟 > 县 区 旗)?"""
    order = {"省": 0, "州": 1, "盟": 1, "市": 1, "县": 2, "区": 2, "旗": 2}
    if below.rule == "deictic_area" or below.sub != "admin" or (above.text.endswith("自治区") and below.text[-1] in "市盟"):
        return below.rule != "deictic_area" and below.sub == "admin"
    if below.text[-1] == above.text[-1] == "市":
        levels = classes()["place_names"]
        return levels.get(above.text) == "prefecture" and levels.get(below.text) == "county"
    return order.get(above.text[-1], 9) < order.get(below.text[-1], -1)


@rule(r"(?P<above>{LOC})(?P<one>{LOC})(?P<rest>[^。；]{0,60})", needs="LOC")
def sister_areas(hit: Hit) -> Iterator[Claim]:
    """The areas of a list share the area in front: 我州青岚县石门镇，北溪县柳河镇."""
    above, one = hit["above"], hit["one"]
    if not (_ranked(above) and _lower(above, one)):
        return
    for token in hit.all("LOC", "rest"):
        sister = token.item
        before = hit.view.whole[token.start - 1]
        items = hit.view.whole[one.end : token.start - 1].split("、")
        listed = before == "、" and sister is not None and sister.text[-1] in "县市旗" and all(not i or i[-1] in "县市旗" for i in items)
        if sister is not None and before in "，、和" and (listed or sister.text[-1] == one.text[-1]) and _lower(above, sister):
            yield hit.claim("PART_OF", 0.8, Span(above.start, sister.end), part=sister, whole=above)


@rule(r"(?P<whole>{ORG})(?:（[^（）]{0,60}）)?(?:的)?(?:旗下|下属|所属|所辖|下辖|管辖|下设|直属|直管|控股|全资|权属|监管|托管|成员|子公司|二级|三级|分支|系统)(?:的)?(?:[^，。；]{0,6}?)(?P<list>{ORG}(?:[、和与及]{ORG})*)", needs="ORG")
def owned_by_words(hit: Hit) -> Iterator[Claim]:
    """旗下, 下属, 所属, 控股的 between two organisations: 北川集团旗下远航公司."""
    for token in hit.all("ORG", "list"):
        if token.item is not None:
            yield hit.claim("PART_OF", 0.9, part=token.item, whole=hit["whole"])


@rule(r"(?<!{ORG})(?<!{ORG}的)(?:所属|下属|旗下|权属)的?(?P<part>{ORG})", needs="ORG")
def owned_by_group(hit: Hit) -> Iterator[Claim]:
    """所属, 旗下 without an owner before it speaks of the group named last: 集团…，所属远航公司…"""
    part = hit["part"]
    groups = [m for m in hit.reading.of_kind("ORG") if m.sub == "group" and m.end < part.start]
    if groups and part.sub == "company":
        yield hit.claim("PART_OF", 0.75, part=part, whole=groups[-1])


@rule(r"(?P<list>{ORG}(?:[、和与及]{ORG})*)等?(?:[\d一二三四五六七八九十]+余?多?[家个])?(?:二级|所属|下属|权属|成员|基层|直属|子)(?:单位|公司|企业)", needs="ORG")
def units_of_group(hit: Hit) -> Iterator[Claim]:
    """Companies called units of the second level, members or subsidiaries belong to the group named last."""
    parts = [t.item for t in hit.all("ORG", "list") if t.item is not None]
    groups = [m for m in hit.reading.of_kind("ORG") if m.sub == "group" and m.end < parts[0].start]
    for part in parts:
        if groups and part.sub == "company":
            yield hit.claim("PART_OF", 0.75, part=part, whole=groups[-1])


@procedure
def villages_of_town(reading: Reading) -> Iterator[Claim]:
    """Villages of a list share the town of the first: 石门镇柳林村、|三道沟村; 在石门镇，县长走访了徐庄、|大岳庄."""
    behind = {m.end: m for m in reading.of_kind("ORG") if m.sub == "subdistrict"}
    towns = {m.start: m for m in reading.of_kind("ORG") if m.sub == "subdistrict"}
    shared: tuple[Mention, int] | None = None
    for village in outermost(m for m in reading.of_kind("ORG") if m.sub == "community"):
        town = towns.get(village.start)
        if town is None and (above := _town_before(reading, behind, village)):
            yield _claim("villages_of_town", village, above, Span(above.start, village.end), 0.8)
            shared = (above, village.end)
        elif town is None and shared and reading.text[shared[1] : village.start] in ("、", "和", "与", "及"):
            yield _claim("villages_of_town", village, shared[0], Span(shared[0].start, village.end), 0.85)
            shared = (shared[0], village.end)
        else:
            shared = (town, village.end) if town else None


def _town_before(reading: Reading, towns: dict[int, Mention], village: Mention) -> Mention | None:
    """The town right before a village, or at which the tour is that comes to it."""
    stop = _AT_STOP.search(reading.text, max(0, village.start - 44), village.start)
    town = towns.get(stop.start()) if stop else None
    at_town = town if town and reading.text.endswith("在", 0, town.start) else None
    return towns.get(village.start) or at_town


@procedure
def department_of_page(reading: Reading) -> Iterator[Claim]:
    """集团安全部 is a department of the group the article is about."""
    own = [m for m in reading.of_kind("ORG") if m.rule == "department_of_own"]
    groups = Counter(m.text for m in reading.of_kind("ORG") if m.sub == "group") if own else None
    if groups:
        best = max(groups, key=lambda name: (groups[name], -len(name)))
        whole = next(m for m in reading.of_kind("ORG") if m.text == best)
        yield from (_claim("department_of_page", m, whole, m.span, 0.75) for m in own if m.text.startswith("集团"))


@procedure
def faculty_of_school(reading: Reading) -> Iterator[Claim]:
    """我校农学院, 学校科学技术研究院 is a part of the university the article is about."""
    organs = [m for m in reading.of_kind("ORG") if m.sub == "institute"]
    own = [m for m in organs if (m.text.startswith(_OWN_SCHOOL) and m.text not in _OWN_SCHOOL) or m.rule == "office_of_school"]
    places = {m.start for m in reading.of_kind("LOC")} if own else set()
    named = Counter(m.text for m in organs if _own_university(m, places)) if own else None
    if named:
        best = max(named, key=lambda name: (name.endswith("大学"), named[name]))
        whole = next(m for m in organs if m.text == best)
        yield from (_claim("faculty_of_school", part, whole, part.span, 0.75) for part in own)


def _own_university(school: Mention, places: set[int]) -> bool:
    """A university or a college with a place in its name, no faculty (农学院)."""
    named = school.text.endswith(("大学", "）")) or school.start in places or bool(_COLLEGE.search(school.text))
    return bool(_UNIVERSITY.search(school.text)) and named and not school.text.startswith(_OWN_SCHOOL)


@rule(r"(?P<above>{LOC})(?:的|境内的?|辖区内?的?|所辖的?|下辖的?|所属的?)(?P<list>{ORG}(?:[、和与]{ORG})*)", needs="LOC ORG")
def unit_of_area(hit: Hit) -> Iterator[Claim]:
    """Towns of an area, joined by 的 or 下辖: 青岚县的石门镇, 青岚县下辖石门镇、柳河镇."""
    for token in hit.all("ORG", "list"):
        unit = _town_in(hit.reading, token.item) if token.item is not None else None
        if unit is not None and _ranked(hit["above"]):
            yield hit.claim("PART_OF", 0.85, part=unit, whole=hit["above"])


@rule(r"作为(?P<whole>{ORG})(?:的|旗下的?|下属的?|所属的?)[^，。；{ORG}]{0,14}(?:公司|企业|单位|成员)，(?P<part>{ORG})", needs="ORG")
def named_as_unit(hit: Hit) -> Iterator[Claim]:
    """An apposition names the owner: 作为北川集团的全资子公司，远航公司…"""
    yield hit.claim("PART_OF", 0.85, part=hit["part"], whole=hit["whole"])


@rule(r"(?P<part>{ORG|LOC})(?:是|为|系|作为)?(?:[^，。；、]{0,4}?)(?:隶属于?|从属于|归属于?|附属于)(?P<whole>{ORG|LOC})")
def belongs_to(hit: Hit) -> Iterator[Claim]:
    """隶属(于) between two names: 远航公司隶属于北川集团."""
    yield hit.claim("PART_OF", 0.9, part=hit["part"], whole=hit["whole"])


@rule(r"(?P<part>{ORG})(?:是|为|系)(?P<whole>{ORG})(?:的|旗下|下属|所属|直属)(?:[^，。；]{0,8}?)(?:公司|企业|单位|机构|部门|品牌|平台|医院|学校)", needs="ORG")
def unit_of(hit: Hit) -> Iterator[Claim]:
    """One organisation is called a unit of another: 远航公司是北川集团的全资子公司."""
    yield hit.claim("PART_OF", 0.9, part=hit["part"], whole=hit["whole"])


@rule(r"(?P<whole>{ORG})(?:是)?由(?:[^，。；]{0,8}?)(?P<list>{ORG}(?:[、和与及]{ORG})*)(?:[^。；]{0,60}?)(?:重组|合并|组建|整合|组成)", needs="ORG")
def formed_of(hit: Hit) -> Iterator[Claim]:
    """An organisation formed of others: 新能源集团由北川集团、远航公司重组而成."""
    for token in hit.all("ORG", "list"):
        if token.item is not None:
            yield hit.claim("PART_OF", 0.85, part=token.item, whole=hit["whole"])


@rule(r"(?:由|将)(?P<list>{ORG}(?:[、和与及]{ORG})+)(?:[^，。；{ORG}]{0,12}?)(?:重组|合并|组建|整合)(?:重组|组建|成立|设立|为|而成|成|了){1,4}(?P<whole>{ORG})", needs="ORG")
def formed_into(hit: Hit) -> Iterator[Claim]:
    """Several organisations are made one: 由北川集团、远航公司合并重组成立新能源集团."""
    for token in hit.all("ORG", "list"):
        if token.item is not None:
            yield hit.claim("PART_OF", 0.8, part=token.item, whole=hit["whole"])


@rule(r"(?P<whole>{ORG})的(?P<part>{ORG})", needs="ORG")
def community_of_town(hit: Hit) -> Iterator[Claim]:
    """A village or community of a town, joined by 的: 石门镇的柳林村."""
    if hit["whole"].sub == "subdistrict" and hit["part"].sub == "community":
        yield hit.claim("PART_OF", 0.9, part=hit["part"], whole=hit["whole"])


@rule(r"(?P<part>{ORG|LOC})(?:是|作为|地处|位于)(?P<whole>{LOC})(?:的)?(?:[东西南北中]部|中心|核心|主城|重要|重点|组成|区域|副中心|腹地|城市|门户)")
def region_of(hit: Hit) -> Iterator[Claim]:
    """A town or area described as a part of a larger one: 石门镇是青岚县东部…, 青岚县作为云河都市圈重要…"""
    part = hit["part"]
    if part.kind == "LOC" or part.sub in ("subdistrict", "zone", "community"):
        yield hit.claim("PART_OF", 0.8, part=part, whole=hit["whole"])


@procedure
def body_of_shared_place(reading: Reading) -> Iterator[Claim]:
    """Two bodies run together behind one place: in 新区工委管委 the second is the place's body as well."""
    organs = outermost(reading.of_kind("ORG"))
    places = {m.text: m for m in reversed(tuple(reading.of_kind("LOC"))) if m.sub == "admin"}
    for first, second in pairwise(organs):
        owner = places.get(first.text.removesuffix("党工委").removesuffix("工委"))
        if first.end == second.start and second.text in _BODY and owner is not None and owner.text != first.text:
            yield _claim("body_of_shared_place", second, owner, Span(first.start, second.end), 0.8)


RULES: tuple[Rule, ...] = (
    owner_in_name, unit_behind_place, sister_areas, owned_by_words, owned_by_group, units_of_group, faculty_of_school, villages_of_town, department_of_page, belongs_to, unit_of, formed_of, formed_into,
    community_of_town, region_of, body_of_shared_place, unit_of_area, named_as_unit,
)  # fmt: skip
_WALKS = (owner_in_name, faculty_of_school, villages_of_town, department_of_page, body_of_shared_place)
_BODIES = frozenset((mark("ORG"), mark("LOC")))
_PATTERNS = tuple(r for r in RULES if r.pattern is not None)


def read(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Iterator[Claim]:
    """All claims of belonging, each pair once."""
    seen: set[tuple[str, str]] = set()
    walked = (claim for each in _WALKS for claim in each.make(reading))
    matched = apply(_PATTERNS, reading, (view for _, view in views if not _BODIES.isdisjoint(view.marks)))
    for claim in (*walked, *matched):
        part, whole = claim.arg("part"), claim.arg("whole")
        if isinstance(part, Mention) and isinstance(whole, Mention) and (part.text, whole.text) not in seen:
            seen.add((part.text, whole.text))
            yield claim
