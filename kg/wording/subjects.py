"""Whose figure it is: the name of its clause, of a clause or sentence before, of the meeting it counts, else of the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Final

from kg.lexicon.lists import words
from kg.model import Mention, Reading
from kg.wording.frames import Frame
from kg.wording.houses import headed
from kg.wording.tellers import Tellers
from kg.wording.topics import Topics, is_property, speaks_of_project

_FIRMS: Final = ("company", "group", "institute")
_HOLDERS: Final = ("company", "group", "institute", "zone")
_OFTEN: Final = 2
_ACTORS: Final = {
    noun: (tuple(fits.partition("\t")[0].split()), re.compile(fits.partition("\t")[2]))
    for noun, fits in sorted(words("metric_actors").items(), key=lambda e: (-len(e[0]), e[0]))
}
_OWN: Final = re.compile("(?=[我本全村学集公街校开高经园])(?:我校|全校|(?<![一-龥])校(?=党委|长|领导|工会)|我院|本校|我司|本公司|我公司|我集团|我村|我镇|全村|村里|(?<![一-龥])(?:学校|集团|公司|街道|开发区|高新区|经开区|园区)(?![、和与及]))")
_OWN_NOUN: Final = {"校": "学校", "院": "医院", "司": "公司", "团": "集团", "道": "街道", "村": "全村", "里": "全村", "镇": "全镇", "区": "开发区"}
_OWN_ZONE: Final = re.compile("(?<![一-龥])(?:开发区|高新区|经开区|园区)(?!管委)")
_THINGS: Final = ("项目", "工程", "园区", "基地")
_HOST: Final = re.compile("(?:中共|中国共产党)?([一-龥]{2,16}?(?:大学|学院|中学|医院|集团|公司))(?:第|[一二三四五六七八九十]届|20|党代会|教代会|职代会|教职工|工会)")
_HOST_KINDS: Final = {"大学": "institute", "学院": "institute", "中学": "institute", "医院": "institute", "集团": "group"}
_COMMITTEE: Final = re.compile("(?:委|政府|人大|政协|党组|国务院|中央|委员会)$")
_LOWER: Final = ("community", "subdistrict", "zone")
_CLAUSE: Final = re.compile("[^，；。]*")
_GUESTS: Final = re.compile("(?:企业|客商|单位|机构|品牌)参展|参会|与会|到会|(?:参加|出席)(?:了|此次|本次|本届)?(?:会议|大会|活动|仪式|培训|论坛|座谈|研讨|启动|开幕|开工|签约|$)|分会场|分论坛|平行论坛|参演|参训人员|参赛选手|采购商|参展商|参展企业|展览面积|布展面积|展出面积")
_FESTIVAL: Final = re.compile("(?:^|[，；])(?:本届|此次|本次)?(?:([\ue000-\uf8ff])|[一-龥]{0,4}节|展会|博览会|交易会|洽谈会|赛事|节会)(?:期间)?，?(?:共|累计|总共|已|现场)*(?:吸引|接待|签约|签订|达成|成交|迎来|带动|销售)")
_DEALS: Final = re.compile("(?:签约|成交|订货)[^，]{0,4}额")
_HEAD_OF: Final = re.compile(
    "(?:^|[，。；“据])(?:该|园区内的?)?(社区|村|公司|集团|合作社|企业|学校|医院)(?:党委|党总支|党支部|支部|村委会|居委会|两委|总)?[^，。；“”]{0,6}?"
    "(?:书记|主任|经理|董事长|负责人|校长|院长|理事长|总裁|厂长)[^，。；“”]{0,10}(?:介绍|说|表示|告诉|汇报|反映|坦言|透露)"
)
_TREASURY: Final = re.compile("([省市县区州旗])(?:本?级)?(?:财政|里)")
_BUREAU: Final = re.compile("区[一-龥]{2,12}[委局办]")
_RUNNING: Final = re.compile("(?:今年|去年|近年来|全年|上半年|目前|截至|累计|[0-9一二三四]+(?:[-—至][0-9]+)?月|前[0-9一二三四]个?[月季])")  # not of one meeting
_SHOWS: Final = re.compile("参加|出席|参展|参赛|应邀|作报告|作.{0,2}发言|论文|作品|意向|签约|展位|展馆|观众|带来|现场")


class Subjects:
    """Finds the subject of figures, sentence by sentence."""

    def __init__(self, reading: Reading, names: str, personal: str) -> None:
        self._reading = reading
        self._topics = Topics(names, personal)
        self._tellers = Tellers(names, names[0], personal)
        self._hero = protagonist(reading)
        self._of_district = of_district(reading)
        self._events = list(reading.of_kind("EVT"))
        self._names = [m for m in reading.mentions if m.kind in ("ORG", "PRJ")]
        self._name: Callable[[int], Mention | None] = lambda at: None
        self._starts: list[int] = []
        self._shown = ""
        self._unit = 0
        self._topic: Mention | None = None  # whom the sentence before was about

    def enter(self, shown: str, starts: list[int], name: Callable[[int], Mention | None], fresh: bool) -> None:
        """Begin a sentence: `shown` with names as marks, its characters' offsets, the name behind a mark; `fresh` in a new unit."""
        if fresh:
            self._topic, self._unit = None, starts[0]
        elif self._shown:
            self._topic = self._spoken_of() or self._topic
        self._shown, self._starts, self._name = shown, starts, name
        self._tellers.enter(shown, name, fresh)

    def _spoken_of(self) -> Mention | None:
        """Whom the sentence was about: the name it opens with, else the last project that heads a clause of it."""
        at = self._topics.head(self._shown, 0, len(self._shown))
        if at is not None:
            return self._at(at)
        heads = (self._at(place) for _, _, place in self._topics.heads(self._shown, len(self._shown)))
        return next((h for h in heads if h is not None and h.kind == "PRJ"), None)

    def of(self, frame: Frame, indicator: str) -> Mention | None:
        """The subject of a figure: the name behind it, that heads its clause or holds on from one before, the topic, the hero."""
        text, quantity = self._shown, frame.quantity
        behind = self._topics.behind(text, quantity.tail)
        if behind is not None:
            return self._name(behind)
        found = self._event(frame) or self._head(frame, indicator) or self._told(indicator) or self._of_head(quantity.head) or self._tellers.of(quantity.head) or self._hero
        zone = self._hero is not None and self._hero.sub == "zone" and found is not None and found.rule == "deictic_area"
        return self._hero if zone and found and found.text[-1] == "区" and not self._of_district else found  # 全区 of a zone's page

    def _head(self, frame: Frame, indicator: str) -> Mention | None:
        """The name that heads the figure's clause, or one before that holds on.

        In a list of achievements each clause has its own subject: a place or body holds on only from the
        sentence's first clause or to the clause right behind, a project only for what projects have.
        """
        text, at = self._shown, frame.quantity.head
        own = _TREASURY.match(text, frame.figures.clause_start(at))
        if own and self._reading.area is not None and own[1] == self._reading.area.text[-1]:
            return self._reading.area
        for start, end, place in self._topics.heads(text, at):
            head = self._at(place)
            if head is None or indicator.startswith(head.text):
                continue
            if end == at or self._holds(text, (start, end), head, frame, indicator):
                return head
        return None

    def _holds(self, text: str, clause: tuple[int, int], head: Mention, frame: Frame, indicator: str) -> bool:
        owned = is_property(indicator)
        if self._tellers.begins(clause[1], frame.quantity.head):
            return False
        if head.kind == "PRJ" and not speaks_of_project(indicator) and not self._measured(text, clause, frame):
            return False
        if self._topics.leads(text, clause[0], head.kind == "ORG") or self._topics.holds(text, clause, frame.figures.quantities):
            return True
        between = text[clause[1] : frame.quantity.head]
        return owned and "；" not in between and (head.kind == "PRJ" or head.sub in _HOLDERS)

    def _measured(self, text: str, clause: tuple[int, int], frame: Frame) -> bool:
        """Does the project's own clause measure it (某项目占地25亩，计划新建…), with no semicolon since?"""
        at = self._topics.head(text, *clause)
        first = next((q for q in frame.figures.quantities if clause[0] <= q.start < clause[1]), None)
        return bool(at is not None and first and at < first.start and "；" not in text[clause[1] : frame.quantity.head])

    def _at(self, at: int) -> Mention | None:
        """The name at a place of the sentence: behind a mark, or what 学校, 该项目 refers to."""
        return self._name(at) or self._meant(at)

    def _meant(self, at: int) -> Mention | None:
        """The last name of the unit that a noun fits; for 学校, 集团, 公司 else the one the article names most."""
        noun = next((n for n in _ACTORS if self._shown.startswith(n, at)), "")
        named = _named(self._reading.text, self._names, noun, self._unit, self._starts[at]) if noun else None
        return named or (self._pointed(at) if noun in _THINGS else None) or (self._owned(self._starts[at]) if noun == "项目" else None)

    def _pointed(self, at: int) -> Mention | None:
        """该项目 at the head of a paragraph: the project that the paragraph before named last."""
        if self._shown[max(0, at - 1) : at] not in ("该", "此"):
            return None
        opened = self._reading.text.rfind("\n", 0, max(0, self._unit - 1)) + 1
        before = [m for m in self._names if m.kind == "PRJ" and opened <= m.start and m.end <= self._unit]
        return before[-1] if len({m.text for m in before}) == 1 or (before and self._reading.text.startswith(before[-1].text, before[0].start)) else None

    def _owned(self, at: int) -> Mention | None:
        """项目 in the words of a firm: the project that bears the name of the firm the unit named last."""
        firms = [m for m in self._names if m.kind == "ORG" and self._unit <= m.start < at]
        return next((m for m in self._names if m.kind == "PRJ" and firms and m.text.startswith(firms[-1].text)), None)

    def _told(self, indicator: str) -> Mention | None:
        """The project of the paragraph for what projects have."""
        return self._topic if self._topic and self._topic.kind == "PRJ" and is_property(indicator) else None

    def _of_head(self, at: int) -> Mention | None:
        """Whose unnamed head tells it (公司负责人介绍, 村党支部书记沈若兰说): the last firm, village or school of the unit."""
        said = self._reading.text[self._starts[0] : self._starts[at]]
        heads = _HEAD_OF.findall(said) if "，" in said else []
        if not heads:
            return None
        noun = _OWN_NOUN.get(heads[-1], heads[-1])
        near = [m for m in self._names if self._unit <= m.start and m.end <= self._starts[0] + len(said) and _fits(m, noun)]
        return near[-1] if near else None

    def _event(self, frame: Frame) -> Mention | None:
        """Of 300余人参会, 论文60篇: the event that the unit named last before, for guests else the article's fullest."""
        feast = _FESTIVAL.search(self._shown, 0, frame.quantity.head) if self._events else None
        if feast:
            named = self._name(feast.start(1)) if feast[1] else self._events[0]
            if named is not None and named.kind == "EVT":
                return max((e for e in self._events if not feast[1] or e.text.endswith(named.text)), key=lambda e: (len(e.text), -e.start), default=named)
        if not frame.counting and not (frame.quantity.measure == "money" and _DEALS.search(frame.before)) and "展" not in frame.before:
            return None
        clause = _CLAUSE.match(self._shown, frame.figures.clause_start(frame.quantity.head))
        if _RUNNING.match(self._shown) or (clause and _RUNNING.match(clause[0])):
            return None
        guests = bool(clause and _GUESTS.search(clause[0]))
        if not guests and not (clause and _SHOWS.search(clause[0])):
            return None
        before = [e for e in self._events if self._unit <= e.start < self._starts[frame.quantity.head]]
        return before[-1] if before else max(self._events, key=lambda e: (len(e.text), -e.start), default=None) if guests else None


def of_district(reading: Reading) -> bool:
    """Are 区委, 区教育局 named, so that 我区 on a zone's page is the district?"""
    return any(m.text.startswith(("区委", "区政府", "区人大", "区政协")) or _BUREAU.fullmatch(m.text) for m in reading.of_kind("ORG"))


def _fits(name: Mention, noun: str) -> bool:
    kinds, held = _ACTORS[noun]
    return (name.sub in kinds or name.kind in kinds) and bool(held.search(name.text))


def _named(text: str, names: list[Mention], noun: str, start: int, end: int) -> Mention | None:
    fitting = [m for m in names if _fits(m, noun)]
    near = [m for m in fitting if start <= m.start and m.end <= end]
    if near and noun in _THINGS[:2] and text[max(0, near[-1].start - 1)] in "、和及":
        return None  # several: their 总投资 is the list's
    if noun in ("学校", "我校"):
        near = [m for m in near if m.text.endswith("大学")] or near
        fitting = [m for m in fitting if m.text.endswith("大学")] or fitting
    if near or noun in _THINGS:
        return near[-1] if near else None
    counts = Counter(m.text for m in fitting)
    return max(fitting, key=lambda m: (counts[m.text], -m.start), default=None)


@lru_cache(maxsize=2)
def protagonist(reading: Reading) -> Mention | None:
    """Whom figures without a subject measure: the area, or the body that the article speaks of more.

    A firm, group or school by its weight among all places; a village, street or zone only where the headline names it.
    我校, 集团, 村里 count for the one they mean. Without an area any body (else place) named more than once, or the only one.
    """
    area, names = reading.area, reading.mentions
    told = next((m for m in names if m.rule == "deictic_area"), None)  # 全县 of a page that does not name its county
    bodies = [m for m in names if m.kind == "ORG" and (m.sub in _FIRMS or (area is None and (told is None or m.sub in _LOWER) and not _COMMITTEE.search(m.text)))]
    bodies += _hosts(reading)
    named = bodies or [m for m in names if m.kind == "LOC" and area is None]
    own = Counter(_OWN.findall(reading.text))
    counts = _weights(reading, named, own)
    best = max(named, key=lambda m: (counts[m.text], -m.start), default=None)
    if area is None:
        return best if best and (counts[best.text] > 1 or len(counts) == 1) and not (told and best is told) else told
    places = sum(m.sub == "admin" for m in names if m.kind == "LOC")
    if best and counts[best.text] > max(places, _OFTEN):
        return best
    return headed(reading) or _local(reading, area, own) or area


def _hosts(reading: Reading) -> list[Mention]:
    """Schools and groups that only the name of their own congress tells (云河大学第三次党代会), where 学校, 集团 speak of them."""
    if not _OWN.search(reading.text):
        return []
    found = ((e, _HOST.match(e.text)) for e in reading.of_kind("EVT"))
    return [replace(e, end=e.start + m.end(1), kind="ORG", sub=_HOST_KINDS.get(m[1][-2:], "company"), text=m[1], rule="host_in_name") for e, m in found if m]


def _local(reading: Reading, area: Mention, said: Counter[str]) -> Mention | None:
    """The village, street or zone of the headline that is named more often than the area it lies in."""
    end = max((u.end for u in reading.article.units[:3] if u.kind in ("headline", "subhead")), default=0)
    lower = [m for m in reading.of_kind("ORG") if m.sub in _LOWER]
    zone = _OWN_ZONE.search(reading.text, 0, end)
    titled = {m.text for m in lower if m.end <= end or (zone and m.sub == "zone")}
    if not titled:
        return None
    counts = _weights(reading, lower, said)
    best = max((m for m in lower if m.text in titled), key=lambda m: (counts[m.text], -m.start), default=None)
    own = sum(m.text[:2] == area.text[:2] for m in reading.of_kind("LOC"))
    return best if best and counts[best.text] > max(own, _OFTEN) else None


def _weights(reading: Reading, bodies: list[Mention], said: Counter[str]) -> Counter[str]:
    """How often an article speaks of each name, by itself or as 我校, 集团, 村里 (`said`)."""
    counts = Counter(m.text for m in bodies)
    for word, times in sorted(said.items()) if bodies else ():
        meant = _named(reading.text, bodies, _OWN_NOUN[word[-1]], 0, 0)
        if meant is not None:
            counts[meant.text] += times
    return counts
