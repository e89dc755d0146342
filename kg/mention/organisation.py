"""Organisations by their head nouns: bodies and departments, towns, zones, companies, institutions, media, associations.

One pass from left to right, because a name may begin where the one before it ends (市委|组织部).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.grammar.layer import ordered
from kg.grammar.rule import Rule, procedure
from kg.lexicon.lists import words
from kg.model import Mention, Reading, Span
from kg.naming import orgsound
from kg.naming.glued import glued
from kg.naming.orghead import Head, heads
from kg.naming.orgname import RANKS, Reach, prefixed, proper, ranked, walk
from kg.naming.orgpass import (
    Pass,
    among_masses,
    begin,
    common_word,
    counted,
    county_end,
    goes_on,
    listed,
    named,
    nameless,
    plainly,
    planned,
    settled,
    team_owner,
    town_stem,
)  # fmt: skip
from kg.naming.phrase import word_at, word_starts_at

_TITLED = re.compile(r"(?:原|副|常务|第一|代)*(?:书记|主任|委员|成员|班子|部长|组长|主席|主委|会长)")
_DELEGATE = re.compile(r"委员(?!会)|代表|提案|议案|机关|工作者")
_DOUBLE = re.compile(r"（(?:[省市县区州盟旗]委|党工委|工委|管委会?)）")
_OFFICE_OF = re.compile(r"(?:校|院|市|县|区|省|镇|行|社|台)长$")
_CONGRESS_BODY = re.compile(  # the congress as an organ, not a meeting of it
    "^(?:报|向|由|经|提请|提交|及).*|人民代表大会(?:备案|[法财教城农环民社监外侨华].{1,2}|选举|任命|审议|授权|批准|决定|报告|监督|代表资格|负责|及其)"
)
_POST_NEXT = re.compile("(?:党支部|副|原|大|名誉)*(?:主任|护士长|医生|医师|专家|教授|科长|书记)")
_CAMPUS = re.compile(r"（[\u4e00-\u9fff]{2,4}）")
_FAIR = re.compile("[博展览交年峰大]会|论坛")
_LEAGUE = re.compile("(?:共青团|民建|民盟|民进|民革|农工党|致公党|九三学社|台盟)$")
_HAN = re.compile("[\u4e00-\u9fff]")
_LONGER = re.compile("大学|学院|化工|工业|天然气|业|协会|学会|史|大厦")
_BARE, _SMALL_OFFICES = (frozenset(words(f"org_{n}")) for n in ("bare", "small_offices"))
_SINGLE_ENOUGH = frozenset("局委办厅")


@procedure
def national_body(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """A body there is only one of: the State Council, a ministry, a national commission or academy."""
    longer = head.sub == "company" and _LONGER.match(reading.text, head.end)
    if word_starts_at(reading, head.start) and not counted(reading, head.start) and not longer:
        yield from named(reading, head, head.start, None, "national_body", 0.95)


@procedure
def ranked_body(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """Party committee, government, congress, court of a province, city, county or district, with the
    place before it where the text has it (云河市委, 县人大常委会)."""
    floor = state.floor(head.start)
    reach = prefixed(reading, head.start, floor, state.places, ranked=head.word[0] in RANKS)
    word = word_at(reading, head.start)
    inside = word.start < head.start and _HAN.match(reading.text, head.start - 1) and not glued(reading.text, word.start, word.end)
    common = head.word.startswith("人民") and not listed(reading, state, head.start)
    congress = head.word.endswith("代表大会") and not _CONGRESS_BODY.search(reading.text, max(0, reach.start - 2), head.end + 4)
    if congress or (not reach.anchored and (counted(reading, head.start) or inside or common)):
        return
    league = _LEAGUE.search(reading.text, floor, reach.start)
    whole = head._replace(sub="association") if league else head
    yield from named(reading, whole, league.start() if league else reach.start, None, "ranked_body", 0.95)


@procedure
def body_of_owner(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """A committee, congress or court that needs the name before it (新区|工委, 北川集团|党委); directly
    before a title it stays a part of the title (街道|党工委书记)."""
    floor = state.floor(head.start)
    owner = state.owner(head.start, "body") or orgsound.resident(reading, head, state)
    titled = bool(_TITLED.match(reading.text, head.end))
    if owner:
        yield from () if titled else named(reading, head, head.start, owner, "body_of_owner")
        return
    reach = prefixed(reading, head.start, floor, state.places)
    if not reach.anchored and head.word.startswith("管"):
        reach = orgsound.small_zone(reading, head, floor, state)
    in_list = listed(reading, state, reach.start)
    bare = head.word in _BARE and not _DELEGATE.match(reading.text, head.end)
    bare = bare and not (titled and goes_on(reading, state, head.start))
    if reach.anchored or in_list or (bare and not counted(reading, head.start)):
        yield from named(reading, head, reach.start, None, "body_of_owner")


@procedure
def double_name(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """One body with two names, the second in brackets: 工委（区委）."""
    tail = _DOUBLE.match(reading.text, head.end)
    if tail:
        reach = prefixed(reading, head.start, state.floor(head.start), state.places)
        both = head._replace(end=tail.end(), word=head.word + tail.group())
        yield from named(reading, both, reach.start, None, "double_name", 0.95)
        yield from named(reading, head, reach.start, None, "double_name", 0.95)


@procedure
def party_department(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """A department of a party committee or a mass organisation: behind its committee, a place or a rank,
    or alone where there is one of each (组织部, 妇联)."""
    owner = state.owner(head.start, "dept")
    if owner:
        yield from () if orgsound.studied(reading, head, state) else named(reading, head, head.start, owner, "party_department", 0.95)
        return
    reach = orgsound.organ_reach(reading, head, state)
    bare = head.word in _BARE and not counted(reading, head.start) and word_starts_at(reading, head.start)
    bare = bare and not (head.sub == "association" and among_masses(reading, head.start))
    if reach.anchored or bare or listed(reading, state, reach.start):
        yield from named(reading, head, reach.start, None, "party_department")


@procedure
def department(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """A bureau, commission, office or administration of a government: rank or place, what it is for, 局 委
    办 厅 委员会 (云河市人社局, 区产业促进局)."""
    floor = state.floor(head.start)
    core = orgsound.field_start(reading, head, floor)
    if (congress := orgsound.congress_part(reading, head, state)) is not None:
        yield from named(reading, head, *congress, "department")
        return
    if core is None:
        yield from _department_by_walk(reading, head, state, floor)
        return
    reach = prefixed(reading, core, floor, state.places)
    owner = orgsound.above(reading, reach.start, state) if reach.start < core else state.owner(core, head.manner)
    alone = head.end - core >= 3 + (head.word in _SINGLE_ENOUGH) - 1 and head.word[-1] in _SINGLE_ENOUGH and not counted(reading, core)
    if reach.anchored or owner or listed(reading, state, core) or alone:
        yield from named(reading, head, reach.start, owner, "department")
    elif state.last and state.last.end < core:
        yield from _department_by_walk(reading, head, state, floor)


def _department_by_walk(reading: Reading, head: Head, state: Pass, floor: int) -> Iterator[Mention]:
    """Departments no list knows need a task, a rank, a place or an owner at their left end."""
    if (task := orgsound.task_force(reading, head, floor)) is not None:
        yield from named(reading, head, task, None, "department", 0.8)
        return
    if (sister := orgsound.sister_bureau(reading, head, state)) is not None:
        yield from named(reading, head, sister, None, "department", 0.8)
        return
    word = word_at(reading, head.end - 1)
    if word.tag == "v" and word.end - word.start > 1:
        return
    reach = walk(reading, head.start, floor, state.places)
    office = head.word == "办公室" and _OFFICE_OF.search(reading.text[max(0, head.start - 3) : head.start])
    if office:
        yield from named(reading, head, head.start - 2, None, "department")
        return
    owner = state.owner(reach.start, head.manner)
    placed = ranked(reading, reach.start, head.start) or reach.start in state.places.values()
    placed = placed or (reach.anchored and head.word == "指挥部")
    begun = reach.start < head.start - (len(head.word) == 1) or (owner and (len(head.word) > 2 or orgsound.own_office(reading, head)))
    if begun and (owner or placed) and "届" not in reading.text[reach.start : head.start]:
        yield from named(reading, head, reach.start, owner, "department", 0.85)


@procedure
def local_office(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """A customs house, police station, service centre or other office with a place, rank or owner before it."""
    floor = state.floor(head.start)
    reach = walk(reading, head.start, floor, state.places)
    owner = state.owner(reach.start, head.manner)
    placed = reach.start in state.places.values() or ranked(reading, reach.start, head.start)
    owner = owner or team_owner(reading, head, state)
    begun = reach.start < head.start or len(head.word) >= 4 or (owner and len(head.word) >= 3)
    if head.word in _SMALL_OFFICES and not owner:
        reach = orgsound.of_town(reading, head, reach, floor)
    small = head.word in _SMALL_OFFICES and 2 <= head.start - reach.start <= 4
    small = small and not nameless(reading.text[reach.start : head.start])
    if begun and not planned(reading, reach.start, head.end) and (owner or placed or small or plainly(reading, head, state, reach)):
        yield from named(reading, head, reach.start, owner, "local_office", 0.85)


@procedure
def town(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """A subdistrict, town or township by its own name; the county before it is another name (青岚县|石门镇)."""
    start = town_stem(reading, head, state, 4)
    if start is not None:
        yield from named(reading, head, start, None, "town")


@procedure
def village(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """A village or community by its own name, with its town where that stands directly before."""
    start = town_stem(reading, head, state, 6)
    if start is None:
        return
    owner = state.owner(start, "village")
    if owner or proper(reading, Span(start, head.start)) or listed(reading, state, start) or settled(reading, start, head.end):
        yield from named(reading, head, start, owner, "village", 0.85)


@procedure
def zone(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """A development, free trade or bonded zone, an industrial or ecological park run by a committee: with a
    proper name, or alone where a city has one of each (高新区)."""
    reach = walk(reading, head.start, state.floor(head.start), state.places)
    reach = orgsound.own_part(reading, head, reach, state)
    owner = state.owner(reach.start, "zone")
    if orgsound.zone_sound(reading, head, state, reach, owner):
        yield from named(reading, head, reach.start, owner, "zone")


@procedure
def company(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """A company, group, bank, mine or works with a name of its own; 三家公司, 科技公司 name none."""
    legal = "限" in head.word
    reach = walk(reading, head.start, state.floor(head.start), state.places, lenient=legal)
    if legal and reach.start not in state.places.values():
        reach = orgsound.from_place(reading, head, orgsound.behind_owner(reading, reach, state), state)
    owner = state.owner(reach.start, "co")
    if reach.start == head.start:
        yield from orgsound.legal_form(reading, head, state, owner)
        return
    if owner and owner.text in _BARE:
        state.found.pop()
    if orgsound.company_sound(reading, head, state, reach, owner):
        yield from named(reading, head, reach.start, owner, "company")
        county = None if owner else county_end(reading, head, reach.start, state)
        if county is not None:
            yield from named(reading, head, county, None, "company")


@procedure
def institution(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """A school, hospital, museum, institute or laboratory with a name of its own: a place, a proper word, an
    ordinal, an owner, or a field of several words (纳米材料研究所)."""
    reach = walk(reading, head.start, state.floor(head.start), state.places, lenient=head.manner == "lab")
    reach = orgsound.from_place(reading, head, reach, state) if reach.start not in state.places.values() else reach
    if reach.start < head.start and reading.text[max(0, reach.start - 2) : reach.start] in ("我校", "学校", "该校", "我院"):
        reach = Reach(reach.start - 2, True)
    owner = state.owner(reach.start, head.manner)
    if reach.start == head.start and not (owner and head.manner in ("school", "lab", "house") and (len(head.word) > 2 or owner.sub == "subdistrict")):
        return
    field = orgsound.field_before(reading, owner, state) if owner and head.manner == "lab" else None
    if field is not None:
        state.found.pop()
        yield from named(reading, head, field, None, "institution", 0.85)
    elif orgsound.institution_sound(reading, head, state, reach, owner):
        campus = _CAMPUS.match(reading.text, head.end) if head.manner == "school" else None
        whole = head._replace(end=campus.end()) if campus else head
        yield from named(reading, whole, reach.start, owner, "institution", 0.85)


@procedure
def association(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """An association, society, chamber, federation or fund with a place, a rank or a proper name."""
    reach = walk(reading, head.start, state.floor(head.start), state.places, lenient=head.word == "行业协会")
    owner = state.owner(reach.start, "assoc")
    name = reading.text[reach.start : head.start]
    local = ranked(reading, reach.start, head.start)
    if (name or owner) and not (head.word == "分会" and _FAIR.search(name)) and (reach.anchored or owner or local) and not (name and nameless(name)):
        yield from named(reading, head, reach.start, owner, "association", 0.85)


@procedure
def media(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """A newspaper, broadcaster, news site or publisher with a place or proper name."""
    reach = walk(reading, head.start, state.floor(head.start), state.places)
    owner = state.owner(reach.start, "press")
    if reach.start < head.start and (reach.anchored or owner or listed(reading, state, reach.start) or ranked(reading, reach.start, head.start)):
        yield from named(reading, head, reach.start, owner, "media", 0.85)


@procedure
def inner_part(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """A department, office, branch or team directly behind the organisation it belongs to; a party
    organisation directly before a title stays with the title."""
    last = state.last
    if last is None or head.start - last.end > 8 or (len(head.word) == 1 and word_at(reading, head.start).tag in ("nr", "ns")):
        return
    owner = state.owner(last.end, "inner") if orgsound.spans_part(reading, last.end, head) and not (last.end in state.title_starts and orgsound.holds_post(reading, last.end, head.end)) else None
    partyish = head.word.endswith(("党委", "党组", "支部", "总支"))
    sound = partyish or last.end < head.start or len(head.word) > 1
    ward = owner and owner.sub == "institute" and head.word in ("科", "室", "系") and _POST_NEXT.match(reading.text, head.end)
    if owner and sound and not ward and not (partyish and _TITLED.match(reading.text, head.end)):
        sub = "party_gov" if partyish else owner.sub
        yield from named(reading, head._replace(sub=sub), last.end, owner, "inner_part", 0.8)


_BY_MANNER: dict[str, Rule] = {
    "full": national_body, "ranked": ranked_body, "body": body_of_owner, "dept": party_department,
    "single": department, "core": department, "plain": local_office, "centre": local_office,
    "town": town, "village": village, "zone": zone, "co": company, "school": institution,
    "house": institution, "lab": institution, "press": media, "assoc": association, "inner": inner_part,
}  # fmt: skip
RULES: tuple[Rule, ...] = (
    national_body, ranked_body, body_of_owner, double_name, party_department, department, local_office, town,
    village, zone, company, institution, association, media, inner_part,
)  # fmt: skip


def find(reading: Reading) -> tuple[Mention, ...]:
    """All organisations an article names; nested ones (the 街道 before its 社区) are found as well."""
    state = begin(reading)
    nested: list[Mention] = []
    for head in heads(reading):
        if (state.last and head.start < state.last.end) or common_word(reading, head):
            continue
        rule = double_name if head.manner in ("body", "ranked") and _DOUBLE.match(reading.text, head.end) else _BY_MANNER[head.manner]
        rule = department if orgsound.office_of_its_own(head, state) else rule
        made = list(rule.make(reading, head, state))
        state.found.extend(made[:1])
        nested.extend(made[1:])
    return ordered((*state.found, *orgsound.standing(nested, state)))
