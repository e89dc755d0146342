"""Organisations by their head nouns: bodies and departments, towns, zones, companies, institutions, media, associations.

One pass from left to right, because a name may begin where the one before it ends (市委|组织部).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.grammar.layer import ordered
from kg.grammar.rule import Rule, procedure
from kg.lexicon.lists import words
from kg.lexicon.orgname import Head, core_start, generic, heads, prefixed, proper, walk
from kg.lexicon.phrase import word_at, word_starts_at
from kg.model import Mention, Reading, Span

_RANKED = "省市县区州盟旗"
_COUNTED = re.compile(r"(?:[各每该此某本两全]|[一二三四五六七八九十\d几多数](?:个|家|所|大|名)?|级|类|首批|首个|首家)$")
_TITLED = re.compile(r"(?:原|副|常务|第一|代)*(?:书记|主任|委员|成员|班子|部长|组长|主席|主委|会长)")
_DELEGATE = re.compile(r"委员(?!会)|代表|提案|议案|机关|工作者")
_NUMBER = re.compile(r"[一二三四五六七八九十两几多数\d]+(?:大|家|个|所|镇|县|级|类|处)")
_LIST = re.compile(r"[、和及与]|以及")
_BOAST = re.compile(r"[的级性化型]$")
_DOUBLE = re.compile(r"（(?:[省市县区州盟旗]委|党工委|工委|管委会?)）")
_NO_TITLE = re.compile(r"会|处|团|级|协会|事务所|学会|制")
_OFFICE_OF = re.compile(r"(?:校|院|市|县|区|省|镇|行|社|台)长$")
_OWNERS = {  # sub-kind of an owner -> ways of reading that may go on behind it
    "party_gov": ("dept", "core", "inner", "single", "centre", "plain", "lab"),
    "subdistrict": ("village", "body", "school", "house", "inner", "plain", "centre", "core", "dept", "assoc", "co"),
    "zone": ("body", "single", "core", "inner", "plain", "centre", "dept", "co", "school", "house", "zone"),
    "group": ("co", "lab", "school", "inner", "house", "body", "assoc", "centre", "dept"),
    "company": ("co", "lab", "inner", "body", "centre", "assoc"),
    "institute": ("school", "house", "lab", "inner", "body", "core", "centre", "dept", "assoc"),
    "association": ("inner", "core", "assoc", "dept", "lab"),
    "media": ("inner", "press", "co"),
    "community": ("body", "inner", "school", "house", "co", "centre", "village"),
}
_BARE_DEPTS = frozenset(words("org_bare"))
_LOOSE_ZONES = frozenset(words("org_loose_zones"))
_NOT_WORDS = frozenset(words("org_not_words"))
_SINGLE_ENOUGH = frozenset("局委办厅")


@dataclass
class Pass:
    """What the pass knows at a head: places by their end, ends of titles, the names read so far."""

    places: dict[int, int]
    title_ends: list[int]
    found: list[Mention] = field(default_factory=list)

    @property
    def last(self) -> Mention | None:
        return self.found[-1] if self.found else None

    def floor(self, at: int) -> int:
        """The least start of a name whose head begins at `at`: behind the last name and the last title."""
        i = bisect_right(self.title_ends, at)
        title = self.title_ends[i - 1] if i else 0
        return max(title, self.last.end if self.last and self.last.end <= at else 0)

    def owner(self, start: int, manner: str) -> Mention | None:
        """The name that ends where this one begins, when such a one may own it (市委|组织部)."""
        last = self.last
        if last and last.end == start and manner in _OWNERS.get(last.sub, ()):
            return last
        return None


def _begin(reading: Reading) -> Pass:
    places = {m.end: m.start for m in reversed(tuple(reading.of_kind("LOC"))) if _owns(m)}
    ends = [t.end for t in reading.hits.get("title", ()) if not _NO_TITLE.match(reading.text, t.end)]
    return Pass(places, ends)


def _owns(place: Mention) -> bool:
    return place.sub != "site" and (place.rule != "deictic_area" or place.text == "新区")


def _named(reading: Reading, head: Head, start: int, owner: Mention | None, rule: str, sure: float = 0.9) -> Iterator[Mention]:
    """The name from its owner on, and inside it the part that stands for itself (社区 behind its 街道)."""
    whole = owner.start if owner else start
    text = reading.text
    yield Mention(reading.article.id, whole, head.end, "ORG", head.sub, text[whole : head.end], rule, sure)
    apart = owner and start < head.start and head.manner in ("village", "school", "house", "co", "zone")
    if apart and proper(reading, Span(start, head.start)):
        yield Mention(reading.article.id, start, head.end, "ORG", head.sub, text[start : head.end], rule, sure)


def _listed(reading: Reading, state: Pass, start: int) -> bool:
    """Does the name stand in a list behind another organisation (市财政局、教育局)?"""
    last = state.last
    return bool(last and last.end < start and _LIST.fullmatch(reading.text, last.end, start))


def _goes_on(reading: Reading, state: Pass, start: int) -> bool:
    """Does a list of titles of a zone, a town or a company go on (…园区党工委副书记、|管委主任)?"""
    last, text = state.last, reading.text
    if last is None or last.sub == "party_gov" or text[start - 1] not in "、，" or start - last.end > 14:
        return False
    return start - 1 in state.title_ends


def _counted(reading: Reading, start: int) -> bool:
    return bool(_COUNTED.search(reading.text, max(0, start - 3), start))


def _generic(name: str) -> bool:
    """No name: common modifiers only, a number of things (五大发电集团), a boast (优秀企业)."""
    ranked = name[:1] in _RANKED
    return (not ranked and generic(name)) or (len(name) > 1 and ranked and generic(name[1:])) or bool(_NUMBER.match(name))


@procedure
def national_body(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """A body there is only one of: the State Council, a ministry, a national commission or academy."""
    if word_starts_at(reading, head.start) and not _counted(reading, head.start):
        yield from _named(reading, head, head.start, None, "national_body", 0.95)


@procedure
def ranked_body(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """Party committee, government, congress, court of a province, city, county or district, with the
    place before it where the text has it (云河市委, 县人大常委会)."""
    floor = state.floor(head.start)
    reach = prefixed(reading, head.start, floor, state.places)
    if not reach.anchored and (_counted(reading, head.start) or word_at(reading, head.start).start < head.start):
        return
    yield from _named(reading, head, reach.start, None, "ranked_body", 0.95)


@procedure
def body_of_owner(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """A committee, congress or court that needs the name before it (新区|工委, 北川集团|党委); directly
    before a title it stays a part of the title (街道|党工委书记)."""
    floor = state.floor(head.start)
    owner = state.owner(head.start, "body")
    titled = bool(_TITLED.match(reading.text, head.end))
    if owner:
        if not titled:
            yield from _named(reading, head, head.start, owner, "body_of_owner")
        return
    reach = prefixed(reading, head.start, floor, state.places)
    listed = _listed(reading, state, reach.start)
    bare = head.word in _BARE_DEPTS and not _DELEGATE.match(reading.text, head.end)
    bare = bare and not (titled and _goes_on(reading, state, head.start))
    if reach.anchored or listed or (bare and not _counted(reading, head.start)):
        yield from _named(reading, head, reach.start, None, "body_of_owner")


@procedure
def double_name(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """One body with two names, the second in brackets: 工委（区委）."""
    tail = _DOUBLE.match(reading.text, head.end)
    if tail:
        reach = prefixed(reading, head.start, state.floor(head.start), state.places)
        both = head._replace(end=tail.end(), word=head.word + tail.group())
        yield from _named(reading, both, reach.start, None, "double_name", 0.95)


@procedure
def party_department(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """A department of a party committee or a mass organisation: behind its committee, a place or a rank,
    or alone where there is one of each (组织部, 妇联)."""
    owner = state.owner(head.start, "dept")
    if owner:
        yield from _named(reading, head, head.start, owner, "party_department", 0.95)
        return
    reach = prefixed(reading, head.start, state.floor(head.start), state.places)
    bare = head.word in _BARE_DEPTS and not _counted(reading, head.start) and word_starts_at(reading, head.start)
    if reach.anchored or bare or _listed(reading, state, reach.start):
        yield from _named(reading, head, reach.start, None, "party_department")


@procedure
def department(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """A bureau, commission, office or administration of a government: rank or place, what it is for, 局 委
    办 厅 委员会 (云河市人社局, 区城市更新办)."""
    floor = state.floor(head.start)
    core = core_start(reading.text, head.start, floor)
    if core is None:
        yield from _department_by_walk(reading, head, state, floor)
        return
    reach = prefixed(reading, core, floor, state.places)
    owner = None if reach.start < core else state.owner(core, head.manner)
    alone = head.start - core >= 2 and head.word in _SINGLE_ENOUGH and not _counted(reading, core)
    word = word_at(reading, head.start)
    if reach.anchored or owner or _listed(reading, state, core) or (alone and reading.text[word.start : head.end] not in _NOT_WORDS):
        yield from _named(reading, head, reach.start, owner, "department")


def _department_by_walk(reading: Reading, head: Head, state: Pass, floor: int) -> Iterator[Mention]:
    """Departments no list knows need a rank, a place or an owner at their left end."""
    word = word_at(reading, head.end - 1)
    if reading.text[word.start : head.end] in _NOT_WORDS or word.tag == "v":
        return
    reach = walk(reading, head.start, floor, state.places)
    office = head.word == "办公室" and _OFFICE_OF.search(reading.text[max(0, head.start - 3) : head.start])
    if office:
        yield from _named(reading, head, head.start - 2, None, "department")
        return
    owner = state.owner(reach.start, head.manner)
    ranked = reading.text[reach.start] in _RANKED or reach.start in state.places.values()
    if reach.start < head.start - (len(head.word) == 1) and (owner or ranked):
        yield from _named(reading, head, reach.start, owner, "department", 0.85)


@procedure
def local_office(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """A customs house, police station, service centre or other office with a place, rank or owner before it."""
    floor = state.floor(head.start)
    reach = walk(reading, head.start, floor, state.places)
    owner = state.owner(reach.start, head.manner)
    ranked = reach.start < head.start and reading.text[reach.start] in _RANKED
    placed = reach.start in state.places.values()
    named = reach.start < head.start or (owner and len(head.word) >= 3)
    if named and (owner or ranked or placed or (head.manner == "plain" and reach.anchored)):
        yield from _named(reading, head, reach.start, owner, "local_office", 0.85)


@procedure
def town(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """A subdistrict, town or township by its own name; the county before it is another name (青岚县|石门镇)."""
    start = _stem(reading, head, state, 4)
    if start is not None:
        yield from _named(reading, head, start, None, "town")


@procedure
def village(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """A village or community by its own name, with its town where that stands directly before."""
    start = _stem(reading, head, state, 6)
    if start is None:
        return
    owner = state.owner(start, "village")
    if owner or proper(reading, Span(start, head.start)) or _listed(reading, state, start):
        yield from _named(reading, head, start, owner, "village", 0.85)


def _stem(reading: Reading, head: Head, state: Pass, longest: int) -> int | None:
    """Start of the proper name before 镇 or 村: two to `longest` characters behind any ranked place."""
    text = reading.text
    word = word_at(reading, head.start)
    if text[word.start : head.end] in _NOT_WORDS or _NOT_PLACE.search(text, max(0, head.start - 4), head.start):
        return None
    ranked = [e for e in range(head.start - 1, max(0, head.start - 8), -1) if e in state.places and text[e - 1] in _RANKED]
    floor = max(state.floor(head.start), *ranked, 0) if ranked else state.floor(head.start)
    start = walk(reading, head.start, floor, {}).start
    size = head.start - start
    if size > longest:
        start = _nearest(reading, head.start)
        size = head.start - start
    if not 2 <= size <= longest or text[head.start - 1] in "镇乡街村" or _NUMBER.match(text, start) or generic(text[start : head.start]) or not _HAN.fullmatch(text, start, head.start):
        return None
    return start


_HAN = re.compile(r"[\u4e00-\u9fff]+")
_NOT_PLACE = re.compile(r"(?:城|特色|小|各|全|该|本|两|个|建制|美丽|田园|风情|天文|运动|之)$")


def _nearest(reading: Reading, at: int) -> int:
    """Start of the last word before `at`, of the last two where it is a single character."""
    start = word_at(reading, at - 1).start
    return word_at(reading, start - 1).start if at - start == 1 and start else start


@procedure
def zone(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """A development, free trade or bonded zone, an industrial or ecological park run by a committee: with a
    proper name, or alone where a city has one of each (高新区)."""
    floor = state.floor(head.start)
    reach = walk(reading, head.start, floor, state.places)
    owner = state.owner(reach.start, "zone")
    name = reading.text[reach.start : head.start]
    if reach.start == head.start and not owner:
        sound = head.word in _BARE_DEPTS and not _counted(reading, head.start) and word_starts_at(reading, head.start)
    else:
        strong = head.word in _BARE_DEPTS and 2 <= len(name) <= 6
        placed = reach.start in state.places.values() or bool(owner)
        sound = placed or strong or (reach.anchored and head.word not in _LOOSE_ZONES)
    if sound and not _generic(name or "名") and not name.startswith(("中国", "全国")):
        yield from _named(reading, head, reach.start, owner, "zone")


@procedure
def company(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """A company, group, bank or works with a name of its own; 三家公司, 科技公司 name none."""
    floor = state.floor(head.start)
    reach = walk(reading, head.start, floor, state.places)
    owner = state.owner(reach.start, "co")
    name = reading.text[reach.start : head.start]
    ranked = name[:1] in _RANKED and len(name + head.word) >= 5
    group = head.sub == "group" and len(name) >= 2
    if not name:
        yield from _legal_form(reading, head, state, owner)
        return
    if (reach.anchored or owner or ranked or group) and not _generic(name):
        yield from _named(reading, head, reach.start, owner, "company")


def _legal_form(reading: Reading, head: Head, state: Pass, owner: Mention | None) -> Iterator[Mention]:
    """分公司 behind its company; 有限公司 right behind a name that already ends in a head (研究院|有限公司)."""
    last = state.last
    if owner and head.word in ("分公司", "总公司", "支行", "分行"):
        yield from _named(reading, head, head.start, owner, "company")
    elif last and last.end == head.start and head.word.endswith("公司"):
        state.found.pop()
        yield from _named(reading, head, last.start, None, "company", 0.95)


@procedure
def institution(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """A school, hospital, museum, institute or laboratory with a name of its own: a place, a proper word, an
    ordinal, an owner, or a field of several words (纳米材料研究所)."""
    floor = state.floor(head.start)
    reach = walk(reading, head.start, floor, state.places)
    owner = state.owner(reach.start, head.manner)
    name = reading.text[reach.start : head.start]
    if not name and not (owner and head.manner in ("school", "lab", "house") and len(head.word) > 2):
        return
    ranked = name[:1] in _RANKED and len(name + head.word) >= 4
    long = len(name) >= {"school": 5, "lab": 4}.get(head.manner, 9) and not _BOAST.search(reading.text, 0, reach.start)
    if (reach.anchored or owner or ranked or long) and not _generic(name):
        yield from _named(reading, head, reach.start, owner, "institution", 0.85)


@procedure
def association(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """An association, society, chamber, federation or fund with a place, a rank or a proper name."""
    reach = walk(reading, head.start, state.floor(head.start), state.places)
    owner = state.owner(reach.start, "assoc")
    name = reading.text[reach.start : head.start]
    ranked = name[:1] in _RANKED
    if name and (reach.anchored or owner or ranked) and not _generic(name):
        yield from _named(reading, head, reach.start, owner, "association", 0.85)


@procedure
def media(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """A newspaper, broadcaster, news site or publisher with a place or proper name."""
    reach = walk(reading, head.start, state.floor(head.start), state.places)
    owner = state.owner(reach.start, "press")
    if reach.start < head.start and (reach.anchored or owner or reading.text[reach.start] in _RANKED):
        yield from _named(reading, head, reach.start, owner, "media", 0.85)


@procedure
def inner_part(reading: Reading, head: Head, state: Pass) -> Iterator[Mention]:
    """A department, office, branch or team directly behind the organisation it belongs to; a party
    organisation directly before a title stays with the title."""
    word = word_at(reading, head.end - 1)
    last = state.last
    if last is None or head.start - last.end > 8 or reading.text[word.start : head.end] in _NOT_WORDS:
        return
    reach = walk(reading, head.start, last.end, {})
    owner = state.owner(reach.start, "inner")
    partyish = head.word.endswith(("党委", "党组", "支部", "总支"))
    sound = partyish or reach.start < head.start or len(head.word) > 1
    if owner and sound and not (partyish and _TITLED.match(reading.text, head.end)):
        sub = "party_gov" if partyish else "party_gov" if owner.sub == "party_gov" else owner.sub
        yield from _named(reading, head._replace(sub=sub), reach.start, owner, "inner_part", 0.8)


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
    state = _begin(reading)
    nested: list[Mention] = []
    for head in heads(reading):
        if state.last and head.start < state.last.end:
            continue
        rule = double_name if head.manner in ("body", "ranked") and _DOUBLE.match(reading.text, head.end) else _BY_MANNER[head.manner]
        made = list(rule.make(reading, head, state))
        state.found.extend(made[:1])
        nested.extend(made[1:])
    return ordered((*state.found, *nested))
