"""Organisations without their head noun: companies by context, universities' short forms, repeats, 该局 and 该公司."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from kg.grammar.layer import ordered
from kg.grammar.rule import Rule, procedure
from kg.lexicon.lists import either, words
from kg.model import Mention, Reading, Span
from kg.naming import tradename
from kg.naming.glued import coined
from kg.naming.orgname import proper, walk
from kg.naming.orgpass import counted, nameless
from kg.naming.phrase import word_at, word_starts_at

_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z]+")
_COMPANY_TITLE = re.compile(either("company_titles"))
_TITLE_LEAD = re.compile(r"(?:(?:党委|党总支|党支部|党组)(?:副)?书记[、兼])?(?:原|时任|执行)?$")
_CLAUSE = re.compile(r"[\n，。；：、！？”的]$|^")
_COMPANIES = re.compile(r"等(?:[^，。；、]{0,10}?)(?:企业(?!家)|公司|厂商|巨头|车企|药企|民企|央企)")
_PRESS = re.compile(
    r"《([^》\n]{2,12}(?:报|新闻|周刊|杂志|电视台))》(?=记者|讯|报道|社|刊发|刊登|编辑部|通讯员)|《([\u4e00-\u9fff]{2,6}(?:[日晚早晨商时都市青年工人农民法制法治]报))》"
    r"|(?:^|[\n。；（])([\u4e00-\u9fff]{2,6}[报网])(?=(?:首席)?(?:见习)?记者)|(?:^|\n)([\u4e00-\u9fff]{2,9}报)(?=\s*(?:20\d\d年|20\d\d-|第?\d+期))",
    re.M,
)
_SCHOOL = re.compile("(?:大学|学院)(?:（|$)")
_OFFICE = re.compile(rf"(?:(?<![\u4e00-\u9fff])|(?<=[任兼由向和与及其自]))({either('school_offices')}|校党委(?!的?(?:副?书记|常?委|宣传|组织|统战|办公|巡察|理论|各|教师)))(?=[、，。；：\n）和与及\s]|(?<=党委)(?:召开|举[办行]|决定|印发|高度|研究|对|在|把|将)|{either('title_ranks')}{{0,2}}{either('title_heads')}|负责人|主要负责|等)")
_FACULTY = re.compile(
    "(?:(?<![\u4e00-\u9fff])|(?<=[由向和与及]))(?:学院(?=[\u4e00-\u9fff]{2})|学校)?((?!各|该|本|其|我|两|二级|学[院校])[\u4e00-\u9fff]{2,8}?(?:处|学院|(?<![关体联派水星谱直旁干])系))"
    "(?=副?[处系]?主任|副?处长|(?:执行|副|名誉)?院长|(?:执行)?院长|党总支|、[\u4e00-\u9fff]{2,9}(?:处|学院|系|中心|部|公司)(?![\u4e00-\u9fff]{0,1}[长级])|(?:相关|主要|有关)?负责|师生)"
)
_OWN_DEPARTMENT = re.compile(
    r"((?:集团(?:公司)?|新城|园区)((?!有限|股份|总公司|各|子|分|权属|所属|下属|旗下|全资)[\u4e00-\u9fff]{2,8}?)(?:部|处|室|办公室|调度室|(?<!主)(?<!举)(?<!承)(?<!协)(?<!督)办(?=[、，。：）“]|要|和|及|与|负责|主任)|(?<=集团[\u4e00-\u9fff]{4})公司))"
    r"(?=副|部长|处长|主任|值班|负责人|召开|牵头|[、，\s：]|[和与及要][\u4e00-\u9fff]{2}|(?<=公司)[\u4e00-\u9fff]{1,3}厂)"
)
_BUREAU = re.compile(r"中(?:国?铁|国?建|交|冶|核|国?电建|国?水电)[一二三四五六七八九十]{1,3}(?:局|航局|公局|冶|院)(?:集团)?(?:股份)?(?:有限公司)?")
_NATION = re.compile(r"中国[\u4e00-\u9fff]{2}$")
_DEFINED = re.compile(r"[（(](?:以下|下文)?(?:统称|简称|下称|又称)(?:为)?[：:]?[“‘]?([^”’）)\n，；、]{2,12})[”’]?[）)]")
_PARTY = re.compile(r"(?:党委|党组|纪委|工会|团委)(?!(?:原|副|常务|第一)*(?:书记|主任|委员|成员|主席|中心组))")
_STEM = re.compile(r"(?:股份|控股|集团|科技|实业|发展|建设|投资|食品|工程|有限|责任|总公司|公司)+$")
_DEICTIC = re.compile(r"该(?:集团|公司|企业|行|校|院|局|厅|委|镇|街道|社区|村|区|园区|中心|协会|医院|学院)")
_OF_DEICTIC = {
    "集团": "group", "公司": "company group", "企业": "company group", "行": "company", "校": "institute", "院": "institute",
    "局": "party_gov", "厅": "party_gov", "委": "party_gov", "镇": "subdistrict", "街道": "subdistrict",
    "社区": "community", "村": "community", "区": "zone", "园区": "zone", "中心": "institute party_gov",
    "协会": "association", "医院": "institute", "学院": "institute",
}  # fmt: skip


def _mention(reading: Reading, span: Span, sub: str, rule: str, sure: float = 0.8) -> Mention:
    return Mention(reading.article.id, *span, "ORG", sub, reading.text[span.start : span.end], rule, sure)


def _free(reading: Reading, span: Span, taken: list[Mention]) -> bool:
    at = bisect_right(taken, (span.end, 0), key=lambda m: (m.start, -m.end))
    return not any(m.start < span.end and span.start < m.end for m in taken[max(0, at - 6) : at + 1])


def _places(reading: Reading) -> dict[int, int]:
    return {m.end: m.start for m in reading.of_kind("LOC") if m.sub != "site" and not m.rule.startswith("deictic")}


@procedure
def company_by_post(reading: Reading) -> Iterator[Mention]:
    """A proper name directly before a post that only companies have: 远航重科董事长林海洋."""
    taken, places = list(reading.of_kind("ORG")), _places(reading)
    for found in _COMPANY_TITLE.finditer(reading.text):
        lead = _TITLE_LEAD.search(reading.text, max(0, found.start() - 10), found.start())
        at = lead.start() if lead else found.start()
        start = _name_before(reading, at, taken, places)
        if start is not None:
            yield _mention(reading, Span(start, at), "company", "company_by_post")


def _name_before(reading: Reading, at: int, taken: list[Mention], places: dict[int, int]) -> int | None:
    nation = _NATION.search(reading.text, max(0, at - 4), at)
    if nation and _free(reading, Span(nation.start(), at), taken):
        return nation.start()
    floor = max((m.end for m in taken if m.end <= at), default=0)
    if at == floor or at == 0 or not _HAN.match(reading.text, at - 1):
        return None
    reach = walk(reading, at, floor, places, lenient=True)
    name = reading.text[reach.start : at]
    coined = 3 <= len(name) <= 5 and bool(_CLAUSE.search(reading.text, max(0, reach.start - 1), reach.start))
    sound = 3 <= len(name) <= 12 and _HAN.fullmatch(name) and (reach.anchored or coined) and not nameless(name)
    free = sound and _free(reading, Span(reach.start, at), taken) and not counted(reading, reach.start)
    alone = any(s == reach.start and e == at for e, s in places.items())
    return reach.start if free and not alone and word_at(reading, at - 1).tag not in ("nr", "t") else None


@procedure
def company_by_tail(reading: Reading) -> Iterator[Mention]:
    """A proper name with a trade behind it (远航重工, 沈氏食品) in a list, after 的 or before a verb of business."""
    taken, places = list(reading.of_kind("ORG")), _places(reading)
    for tail in reading.hits.get("company_tails", ()):
        start = tradename.starts(reading, tail, places, taken)
        if start is not None and _free(reading, Span(start, tail.end), taken):
            yield _mention(reading, Span(start, tail.end), "company", "company_by_tail", 0.75)


@procedure
def numbered_bureau(reading: Reading) -> Iterator[Mention]:
    """The numbered bureaus and companies of the builders: 中铁十局, 中建八局, 中交一航局."""
    taken = list(reading.of_kind("ORG"))
    for found in _BUREAU.finditer(reading.text):
        if _free(reading, Span(*found.span()), taken):
            yield _mention(reading, Span(*found.span()), "company", "numbered_bureau", 0.9)


@procedure
def listed_company(reading: Reading) -> Iterator[Mention]:
    """Proper names in a list that ends in 等企业, 等公司: 引进了鼎昌、北极星等企业."""
    taken = [m for m in reading.mentions if m.kind != "LOC"]
    places = {m.span for m in reading.of_kind("LOC")}
    for found in _COMPANIES.finditer(reading.text):
        at = 1 + max(reading.text.rfind(mark, 0, found.start()) for mark in "，。；：\n")
        items = reading.text[at : found.start()].split("、")
        for piece in items if len(items) > 1 else ():
            span = _list_item(reading, at, at + len(piece))
            at += len(piece) + 1
            if span is not None and span not in places and _free(reading, span, taken):
                yield _mention(reading, span, "company", "listed_company", 0.75)


def _list_item(reading: Reading, start: int, end: int) -> Span | None:
    """The name that ends a list item: two to six letters, one of them from a proper word."""
    reach = walk(reading, end, start, {})
    name = reading.text[reach.start : end]
    sound = 2 <= len(name) <= 6 and _HAN.fullmatch(name) and not nameless(name)
    whole = reach.start == start or not _HAN.match(reading.text, reach.start - 1) or _verb_before(reading, reach.start)
    return Span(reach.start, end) if sound and whole and proper(reading, Span(reach.start, end)) else None


def _verb_before(reading: Reading, at: int) -> bool:
    return word_at(reading, at - 1).tag[0] in "vpu"


@procedure
def titled_press(reading: Reading) -> Iterator[Mention]:
    """A newspaper in 《》, before its reporter or on its masthead: 《云河商报》记者, 云河在线网记者."""
    taken = list(reading.of_kind("ORG"))
    for found in _PRESS.finditer(reading.text):
        span = Span(*found.span(found.lastindex or 1))
        if _free(reading, span, taken) and span.end - span.start > 2:
            yield _mention(reading, span, "media", "titled_press", 0.85)


@procedure
def office_of_school(reading: Reading) -> Iterator[Mention]:
    """An office of the university an article is about: 人事处处长, 教务处、研究生院, 校工会."""
    if "我校" not in reading.text and not any(_SCHOOL.search(m.text) for m in reading.of_kind("ORG")):
        return
    taken = list(reading.of_kind("ORG"))
    for found in chain(_OFFICE.finditer(reading.text), _FACULTY.finditer(reading.text)):
        span = Span(*found.span(1))
        if (found.re is _OFFICE or not nameless(found[1][:-1])) and _free(reading, span, [m for m in taken if m.span != span]) and not any(m.end == span.start for m in taken):
            yield _mention(reading, span, "institute", "office_of_school", 0.75)


@procedure
def department_of_own(reading: Reading) -> Iterator[Mention]:
    """A department of the group that the article calls 集团 only: 集团安全环保部部长."""
    taken = list(reading.of_kind("ORG"))
    for found in _OWN_DEPARTMENT.finditer(reading.text):
        span = Span(*found.span(1))
        alone = not _HAN.match(reading.text[span.start - 1 : span.start]) or reading.text[span.start - 1] in "由向和与及在"
        if alone and _free(reading, span, taken) and not nameless(found[2]) and not _PARTY.search(found[2]):
            yield _mention(reading, span, "company", "department_of_own", 0.75)


@procedure
def short_university(reading: Reading) -> Iterator[Mention]:
    """云职大, 职大 for a university the page names in full: its letters in their order, the last one 大."""
    full = {m.text for m in reading.of_kind("ORG") if re.search("大学(?:（|$)", m.text)}
    if not full:
        return
    taken = list(reading.of_kind("ORG"))
    for found in re.finditer(r"[\u4e00-\u9fff]{1,3}?大(?![学型力家小规量幅多会地数师批宗额])", reading.text):
        for start in range(found.start(), found.end() - 1):
            short = reading.text[start : found.end()]
            if _runs_through(short, full) and _free(reading, Span(start, found.end()), taken):
                yield _mention(reading, Span(start, found.end()), "institute", "short_university", 0.75)
                break


def _runs_through(short: str, full: set[str]) -> bool:
    def fits(name: str) -> bool:
        rest = iter(name.partition("大学")[0])
        return all(c in rest for c in short[:-1])

    return sum(map(fits, sorted(full))) == 1 and len(short) >= 2 and short[:-1] not in words("short_not")


@procedure
def defined_name(reading: Reading) -> Iterator[Mention]:
    """A short form that the page defines in brackets, wherever it is used: （简称“北能建”）."""
    for found in _DEFINED.finditer(reading.text):
        full = [m for m in reading.of_kind("ORG") if m.end == found.start()]
        if full:
            yield from _repeats(reading, {found[1]: full[0]}, "defined_name")


@procedure
def repeated_name(reading: Reading, earlier: tuple[Mention, ...] = ()) -> Iterator[Mention]:
    """The core of a company's or town's full name, where the page uses it alone (远航 for 远航集团), and
    a name that only its context has shown to be a company's, wherever it stands."""
    stems: dict[str, Mention] = {}
    for full in reading.of_kind("ORG"):
        stem = _core(reading, full)
        if stem:
            stems.setdefault(stem, full)
    for name in earlier:
        if name.rule in ("company_by_post", "company_by_tail"):
            stems.setdefault(name.text, name)
        if name.rule in ("company_by_tail", "listed_company") and (stem := tradename.core(reading, name)):
            stems.setdefault(stem, name)
    yield from _repeats(reading, stems, "repeated_name", earlier)


def _repeats(
    reading: Reading, stems: dict[str, Mention], rule: str, earlier: tuple[Mention, ...] = ()
) -> Iterator[Mention]:
    if not stems:
        return
    taken = [m for m in ordered((*reading.mentions, *earlier)) if m.kind != "LOC"]
    ranked = sorted(stems, key=lambda s: (-len(s), s))
    for found in re.finditer("|".join(map(re.escape, ranked)), reading.text):
        span, full = Span(*found.span()), stems[found.group()]
        sure = len(span_text := found.group()) >= 4 or ((_bordered(reading, span) or (len(span_text) == 3 and coined(span_text))) and span.start > full.end)
        if sure and _free(reading, span, taken):
            yield _mention(reading, span, full.sub, rule, 0.75 if len(span_text) < 4 else 0.85)


def _bordered(reading: Reading, span: Span) -> bool:
    end = span.end
    return word_starts_at(reading, span.start) and (end == len(reading.text) or word_starts_at(reading, end))


def _core(reading: Reading, full: Mention) -> str:
    """What remains of a name without its legal form; "" where that is a place or a common word."""
    if full.sub == "subdistrict":
        stem = re.sub("(?:街道办事处|街道|[镇乡])$", "", full.text)
        return stem if len(stem) == 3 else ""
    if full.sub not in ("company", "group"):
        return ""
    stem = _STEM.sub("", full.text)
    places = _place_names(reading)
    for place in places:
        stem = stem.removeprefix(place)
    start = full.start + full.text.find(stem)
    sound = 2 <= len(stem) <= 4 and stem != full.text and _HAN.fullmatch(stem) and not stem.startswith("中国")
    free = sound and stem not in places and not nameless(stem)
    return stem if free and proper(reading, Span(start, start + len(stem))) else ""


@lru_cache(maxsize=2)
def _place_names(reading: Reading) -> tuple[str, ...]:
    """The places an article names, the longest first."""
    return tuple(sorted({m.text for m in reading.of_kind("LOC")}, key=lambda p: (-len(p), p)))


@procedure
def party_body(reading: Reading, earlier: tuple[Mention, ...] = ()) -> Iterator[Mention]:
    """The party committee or union of a company that goes without head noun: 北能建|党委; not before a title."""
    for owner in earlier:
        tail = _PARTY.match(reading.text, owner.end)
        if tail and owner.sub in ("company", "group"):
            yield _mention(reading, Span(owner.start, tail.end()), "party_gov", "party_body", 0.85)


@procedure
def deictic_organisation(reading: Reading) -> Iterator[Mention]:
    """该局, 该公司 behind the one organisation of the kind that the text named last."""
    organs = list(reading.of_kind("ORG"))
    for found in _DEICTIC.finditer(reading.text):
        subs = _OF_DEICTIC[found.group()[1:]].split()
        before = [m for m in organs if m.end <= found.start() and m.sub in subs]
        if before and word_at(reading, found.end() - 1).end == found.end():
            yield _mention(reading, Span(*found.span()), before[-1].sub, "deictic_organisation", 0.7)


_LATER = (repeated_name, party_body)
RULES: tuple[Rule, ...] = (
    defined_name, company_by_post, company_by_tail, numbered_bureau, listed_company, titled_press, office_of_school, department_of_own, short_university, deictic_organisation, repeated_name, party_body,
)  # fmt: skip


def find(reading: Reading) -> tuple[Mention, ...]:
    """Organisations that the text names without a head noun; runs behind the finder of organisations."""
    found: tuple[Mention, ...] = ()
    for rule in RULES:
        made = rule.make(reading, found) if rule in _LATER else rule.make(reading)
        fresh = tuple(made) if rule in _LATER else tuple(m for m in made if _free(reading, m.span, list(found)))
        found = ordered((*found, *fresh))
    return found
