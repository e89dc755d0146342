"""What a left-to-right pass over the heads of organisations knows at each head: places, titles, the name before.

The tests that several kinds of names share: lists, counts, names that name nothing, proper stems of towns.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from kg.lexicon.lists import words
from kg.model import Mention, Reading, Span
from kg.naming.orghead import Head
from kg.naming.orgname import RANKS, Reach, generic, proper
from kg.naming.phrase import word_at, word_starts_at
from kg.naming.townname import begins, behind_place, stem_end

_COUNTED = re.compile(r"(?:[各每该此某本两全小大]|[一二三四五六七八九十\d几多数](?:个|家|所|大|名)?|[省市县区]级|国家级|类|首批|首个|首家)$")
_LIST = re.compile(r"[、和及与]|以及")
_NO_TITLE = re.compile(r"会|处|团|级|协会|事务所|学会|制")
_NUMBER = re.compile(r"[一二三四五六七八九十两几多数\d]+(?:大|家|个|所|镇|县|级|类|处)|[省市县区州](?:属|直属|直(?!属)|级|内|域|外)")
_BOAST = re.compile(r"(?:一流|领先|水平|级|性|化|型)的?$")
_NOT_STEM = re.compile(r"(?:(?:^|[^\u4e00-\u9fff])[县省老古新乡]城|(?:^|[^\u4e00-\u9fff])城|特色|小|各|全|该|本|两|个|等|建制|美丽|田园|风情|运动|之|农村|[镇乡]|(?<![\u4e00-\u9fff]{2})街)$")
_BUILDING = re.compile(r"(?:筹建|建设|新建|打造|兴建|在建|援建|捐建)(?:了|的|全国首[个家]|全省首[个家])?[“‘]?$")
_BEING_BUILT = re.compile(r"(?:一期|二期|三期|新校区|新院区|院区|校区)?(?:项目|主体|封顶|竣工|建设项目|工程)|[（(][一二三]期|等?[一二三四五六七八九十\d]+[大个](?:重点)?项目|(?:提标|扩建|改扩建|新建|迁建|技改|升级改造|扩容)[^，。；、]{0,8}(?:工程|项目)")
_MASSES = re.compile("(?:工会|共青团|团委|妇联)、(?:[^，。；]{2,5}、)?$")
_LONG_NAME = re.compile("[\u4e00-\u9fff]{1,2}(?:[镇乡村]|街道|社区)")
_LEVEL = re.compile("[镇乡](?:[街村域区级]|、村|（街道|（乡|（镇|\\(街道)")
_SPOT = re.compile(r"(?:[在到至赴驻据由（\n]|(?:[镇乡]|街道)的|走进|深入|走访|走访了|前往|抵达|位于|地处|落户|坐落于|坐落在|说起|流转)$")
_VILLAGERS = re.compile(
    r"村?(?:党支部|党总支|党委|监委会|监会|文书|会计|妇联|集体|村?支部|村?两委|村?“两委”|村?委会|居委会|第一书记|支书|主任|驻村|村民|居民|贫困户|脱贫户|[茶果菜瓜烟蔗药蚕]农|农户|群众|便民|党群|安置点|网格|[一二三四五六七八九十\d]+[组社])"
)
_TOWN_ORGANS = re.compile("党[工政]?委|办事处|[镇乡]?人民政府|政府|人大|纪[工]?委|综治|武装部")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_ALONE_BEFORE = re.compile(r"(?:^|[\n，。；：、！？“”（）在到至赴由与和及从对]|落户|落地|入驻|进驻|位于|来到|走进|前往|莅临|访问)$")
_ALONE_AFTER = re.compile(r"(?:建设|提升|战略|标杆|改革|发展|政策|制度|经验|创新|类|等级|内|型|项目|企业|规划|面积)")
_ORDINAL_TEAM = re.compile(r"[\u4e00-\u9fff]{0,10}第[一二三四五六七八九十\d]+$")
_OWNERS = {  # sub-kind of an owner -> manners of names that may go on behind it
    "party_gov": ("dept", "core", "inner", "single", "centre", "plain", "lab", "assoc"),
    "subdistrict": ("village", "body", "school", "house", "inner", "plain", "centre", "core", "dept", "assoc", "co"),
    "zone": ("body", "single", "core", "inner", "plain", "centre", "dept", "co", "school", "house", "zone"),
    "group": ("co", "lab", "school", "inner", "house", "body", "assoc", "centre", "dept"),
    "company": ("co", "lab", "inner", "body", "centre", "assoc"),
    "institute": ("school", "house", "lab", "inner", "body", "core", "centre", "dept", "assoc"),
    "association": ("inner", "core", "assoc", "dept", "lab"),
    "media": ("inner", "press", "co"),
    "community": ("body", "inner", "school", "house", "co", "centre", "village"),
}
_LETTER_TAGS = frozenset(["n", "nr", "zg", "x", "ng", "g", "nz", "q", "z", "a", "b", "ns", "f"])
_NO_TOWN = frozenset("城乡村重古名强小新老各全两三四五六七八九十几数多该本同此等和与及的之在到赴向由为是集街市县区")
_ANY_RANK = re.compile("[省市县区州]（[省市县区州旗、]{1,5}）$")
_JOINS = frozenset("和与及等的各在老新小大")
_APART = ("village", "school", "house", "co", "zone")


@dataclass
class Pass:
    """Places by their end, ends and starts of titles, ends of areas, the names read so far (in order)."""

    places: dict[int, int]
    title_ends: list[int]
    title_starts: frozenset[int]
    areas: frozenset[int]
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


def begin(reading: Reading) -> Pass:
    """The state before the first head."""
    places = {m.end: m.start for m in reversed(tuple(reading.of_kind("LOC"))) if _owns(m)}
    titles = [t for t in reading.hits.get("title", ()) if not _NO_TITLE.match(reading.text, t.end) and not _cut(reading, t)]
    areas = frozenset(m.end for m in reading.of_kind("LOC") if m.sub == "admin")
    return Pass(places, [t.end for t in titles], frozenset(t.start for t in titles), areas)


def _cut(reading: Reading, title: Span) -> bool:
    """Is 镇长, 县长 no post, but cut out of the names of a place and its village (石门镇|长岭村)?"""
    text = reading.text
    return text[title.end - 1] == "长" and text[title.end - 2] in "镇县区乡市州旗" and bool(_LONG_NAME.match(text, title.end))


def _owns(place: Mention) -> bool:
    return place.sub != "site" and (place.rule != "deictic_area" or place.text == "新区")


def named(
    reading: Reading, head: Head, start: int, owner: Mention | None, rule: str, sure: float = 0.9
) -> Iterator[Mention]:
    """The name from its owner on; then the part of it that stands for itself (社区 behind its 街道)."""
    whole = owner.start if owner else start
    text = reading.text
    yield Mention(reading.article.id, whole, head.end, "ORG", head.sub, text[whole : head.end], rule, sure)
    apart = owner and start < head.start and head.manner in _APART and head.word[0] not in "分支" and not text.startswith(("附属", "直属"), start)
    if apart and (head.manner == "village" or proper(reading, Span(start, head.start))):
        yield Mention(reading.article.id, start, head.end, "ORG", head.sub, text[start : head.end], rule, sure)


def listed(reading: Reading, state: Pass, start: int) -> bool:
    """Does the name stand in a list behind another organisation (市财政局、教育局)?"""
    last = state.last
    return bool(last and last.end < start and _LIST.fullmatch(reading.text, last.end, start))


def goes_on(reading: Reading, state: Pass, start: int) -> bool:
    """Does a list of titles of a zone, a town or a company go on (…园区党工委副书记、|管委主任)?"""
    last, text = state.last, reading.text
    if last is None or last.sub == "party_gov" or text[start - 1] not in "、，" or start - last.end > 14:
        return False
    return start - 1 in state.title_ends


def counted(reading: Reading, start: int) -> bool:
    """Does a number or 各, 每, 该, a grade stand before a name (三家公司, 国家级高新区)?"""
    return bool(_COUNTED.search(reading.text, max(0, start - 3), start))


def nameless(name: str) -> bool:
    """Common modifiers only, or a number or class of things (五大发电|集团, 区属国有|公司)."""
    return (name[:1] not in RANKS and generic(name)) or bool(_NUMBER.match(name)) or "+" in name


def boasted(reading: Reading, start: int) -> bool:
    """Is the name what something wants to become (世界一流的|天文研究中心)?"""
    return bool(_BOAST.search(reading.text, max(0, start - 4), start))


def county_end(reading: Reading, head: Head, start: int, state: Pass) -> int | None:
    """Where a company's own name begins behind the county it starts with (青岚县|鼎昌公司)."""
    ends = [e for e, s in state.places.items() if s == start and e < head.start and reading.text[e - 1] in RANKS]
    return max(ends) if ends and proper(reading, Span(max(ends), head.start)) else None


def among_masses(reading: Reading, start: int) -> bool:
    """Is 妇联 one of a list of mass organisations at large (工会、共青团、妇联)?"""
    return bool(_MASSES.search(reading.text, max(0, start - 8), start))


def planned(reading: Reading, start: int, end: int) -> bool:
    """Is the house only being built (筹建…, …主体封顶, …项目)? Then it is a project, no organisation yet."""
    before = _BUILDING.search(reading.text, max(0, start - 12), start)
    return bool(before) or bool(_BEING_BUILT.match(reading.text, end))


@cache
def _not_words() -> frozenset[str]:
    return frozenset(words("org_not_words"))


def common_word(reading: Reading, head: Head) -> bool:
    """Is the head the end of a common word (干部, 乡镇, 举办)?"""
    text, known = reading.text, _not_words()
    if text[head.start - 1 : head.start] == "）" and _ANY_RANK.search(text, max(0, head.start - 8), head.start):
        return True  # 县（区）委, 市（县、区）政府
    strict = head.manner in ("town", "village", "zone")
    for start in range(max(0, head.start - 3), head.start):
        if text[start : head.end] in known and (not strict or word_starts_at(reading, start) or _swallowed(reading, start)):
            return not (strict and (_lone_letter(reading, start) or _behind_county(reading, head, start)))
    return False


def _behind_county(reading: Reading, head: Head, at: int) -> bool:
    """Does one letter stand between a county in full and the would-be common word (青岚县|石|城镇)?"""
    if head.manner != "town" or at < 2 or reading.text[at - 2] not in "县市区旗" or reading.text[at - 1] in _JOINS:
        return False
    return word_at(reading, at - 1).start == at - 1 and any(m.end == at - 1 for m in _before(reading, at))


def _before(reading: Reading, at: int) -> Iterator[Mention]:
    return (m for m in reading.of_kind("LOC") if m.sub == "admin" and at - 9 <= m.start < at)


def _swallowed(reading: Reading, at: int) -> bool:
    """新型|农村 is cut as one word, but what stands before the common word names nothing."""
    return generic(reading.text[word_at(reading, at).start : at])


def _lone_letter(reading: Reading, at: int) -> bool:
    """Does a single letter stand between a mark and `at` (龙|城镇 is the town 龙城)? Before words that end many
    names of towns (白|水乡, 马|集镇) a preposition or verb will do for the mark."""
    if at == 0 or not _HAN.match(reading.text, at - 1):
        return False
    word = word_at(reading, at - 1)
    lone = word.tag in _LETTER_TAGS or (word.tag in ("v", "vg") and word.start > 0 and word_at(reading, word.start - 1).tag == "p")
    if word.end - word.start > 1 or not lone:
        return False
    ends_names = reading.text[at : at + 2] in ("水乡", "集镇", "山村", "家乡", "古镇", "城镇") and reading.text[word.start] not in "小老新大全各省市县区州"
    marked = word.start == 0 or not _HAN.match(reading.text, word.start - 1)
    return marked or (ends_names and word_at(reading, word.start - 1).tag in ("p", "c", "v", "ns"))


def town_stem(reading: Reading, head: Head, state: Pass, longest: int) -> int | None:
    """Start of the proper name before 镇 or 村: two to `longest` characters behind a name, a place or a border."""
    two = head.start - 2
    plain = two >= state.floor(head.start) and reading.text[two : head.start] in words("town_common") and word_starts_at(reading, two)
    if plain and head.manner == "town" and _TOWN_ORGANS.match(reading.text, head.end):
        return two  # 新城|街道党工委
    if _NOT_STEM.search(reading.text, max(0, head.start - 4), head.start) or _LEVEL.match(reading.text, head.start):
        return None
    if head.start in state.areas and reading.text[head.start - 1] in "省县市区":
        return None  # 江源省|社区
    if head.word in ("镇", "乡") and head.start - 1 in state.areas and reading.text[head.start - 2] in "县市区旗" and reading.text[head.start - 1] not in _NO_TOWN:
        return head.start - 1  # 青岚县|葛|镇
    floor = max([state.floor(head.start), *_place_ends(reading, state, head.start)])
    return begins(reading, head.start, floor, longest)


def _place_ends(reading: Reading, state: Pass, at: int) -> list[int]:
    """Where the places end that a town's name may follow."""
    stem = stem_end(reading.text, at, 0)
    ends = (e for e in range(stem - 1, max(0, stem - 8), -1) if e in state.areas)
    return [e for e in ends if reading.text[e - 1] in RANKS or behind_place(reading.text, e, stem)]


def settled(reading: Reading, start: int, end: int) -> bool:
    """Does the text speak of a village as a place or of its people (来到…, …党支部, …村民)?"""
    return bool(_SPOT.search(reading.text, max(0, start - 4), start) or _VILLAGERS.match(reading.text, end))


def team_owner(reading: Reading, head: Head, state: Pass) -> Mention | None:
    """The body that sent a numbered team: 省委|主题教育第三|巡回督导组."""
    last = state.last
    between = reading.text[last.end : head.start] if last and last.sub == "party_gov" else ""
    return last if _ORDINAL_TEAM.fullmatch(between) else None


def stands_alone(reading: Reading, state: Pass, head: Head) -> bool:
    """高新区 without a name: at the head of its clause, after 在 or in a list, or before its own organs."""
    text = reading.text
    if head.end in state.title_starts or re.match("(?:党工委|工委|管委)", text[head.end : head.end + 3]):
        return True
    if re.search("各[^，。；]{0,8}、$", text[max(0, head.start - 10) : head.start]):
        return False
    free = _ALONE_BEFORE.search(text, max(0, head.start - 3), head.start)
    inside = text[head.start - 1 : head.start] in tuple("在到于户地驻")
    return bool(free) and (inside or not _ALONE_AFTER.match(text, head.end))


def plainly(reading: Reading, head: Head, state: Pass, reach: Reach) -> bool:
    """An office that a proper word, or a list of organisations, makes one of a kind."""
    return head.manner == "plain" and (reach.anchored or listed(reading, state, reach.start))
