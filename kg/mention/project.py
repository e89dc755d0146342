"""Specific investments, works and facilities: 某某集团年产…项目, named parks, lines and bridges under construction.

A head noun (项目, 产业园, 大桥, 校区 …) is walked back to the border of its name; what remains must name one
thing: a company, a place, a capacity, a quoted name or an uncommon modifier. Counted and generic projects
(20多个项目, 重点项目) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.grammar.layer import ordered
from kg.grammar.rule import Rule, procedure
from kg.lexicon.lists import either
from kg.model import Mention, Reading, Span
from kg.naming.building import built, measured, paid_for, plant_seen, promised, rising, under_way, visited
from kg.naming.phrase import around, ends, inside, leftward
from kg.naming.projects import (
    COUNT,
    Head,
    head_start,
    heads,
    is_bundle,
    is_counted,
    is_facility,
    modifier,
    name_span,
    on_ground,
    own_word,
)
from kg.text.find import places

_WATERS = re.compile(r"[\u4e00-\u9fff]{1,3}[河湖江溪渠库湾](?:流域|沿线|两岸|[东西南北]岸|[上中下]游|干流|支流|[^，。；]{0,6}段)")
_FINANCED = re.compile("PPP|EPC|EOD|BOT")
_PHASED = re.compile("(?:[一二三四五]期|标段|土建|安装|主体)$")
_PART = re.compile("(?:路基|路面|桩基|主体|土建|桥梁|隧道)$")
_SCIENCE = re.compile("技术|研发|研究|集成|工艺|装备|机理|产业化|关键|芯片|系统$")
_SHORT = re.compile(r"[（(](?:以下)?(?:统称|简称|下称)[：:为]?[“‘]([^”’）)\n，；]{2,14})[”’]")
_TALLY = re.compile(r"(?:建成|开放|建设|新建|建成开放|建成投用)?(?:共|达|达到|增至)?[\d一二三四五六七八九十百两]+(?:余|多)?[处个座所家条]")
_CAPACITY = re.compile(
    r"[年日](?:产|加工|处理|吞吐)[\d.万千亿余×]|\d(?:万|千|亿)?(?:吨|千瓦|平方米|立方米|台|套|辆|米|T|MW|GW|t/d)"
)
_LINE = re.compile(r"(?:地铁|轻轨|轨道交通)?\d{1,2}号线(?:[一二三四]期|[东西南北]延(?:伸)?(?:段|线)?)?(?:工程|项目)?")
_CODED_ROAD = re.compile(r"[GSXgs]\d{1,4}(?:[\u4e00-\u9fff]{0,4}?(?:线|高速|国道|省道|至[\u4e00-\u9fff]{2,6}段))")
_LIST_ENDS = (
    re.compile(r"等[\d一二三四五六七八九十百两几多余]*(?:个|项|条|座|批|处)?(?:[\u4e00-\u9fff\d]{0,14}?)(?:项目|工程|设施|园区)"),
    re.compile(rf"(?:均|都|全部|同步|相继|陆续|先后)(?:也)?(?:在|已|已经|将)?(?:加快|全面|正式|顺利|全部)?{either('building_cues')}"),
    re.compile(r"等[\d一二三四五六七八九十]*件(?:[\u4e00-\u9fff]{0,4})实事"),
    re.compile(r"[\d两三四五六七八九十][\d两三四五六七八九十]*(?:个|项)(?:重大|重点|民生|续建|新建|在建|城建|水利|交通|重点民生)?(?:项目|工程)"),
)
_REBUILT = re.compile(r"(?:改建|扩建|改扩建|迁建|新建|除险加固|加固|修复|改线)$")
_COMMON = re.compile(r"以[上内下]|(?:首批|第.批|重点|重大|新老|相关|系列|主要|所有|全部|在建|多个)$")
_WORKS = re.compile(r"(?:改扩建|扩建|改建|迁建|新建|改造|提升|整治|建设)*工程$")
_LED = re.compile("(?:开工建设|动工建设|开工|建成投用|建成|续建|改扩建|新建)(?:了|好)?((?:[^，。；：、\n]{4,24}、){1,8}[^，。；：、\n]{4,24}?)(?=[，。；\n])")
_PRAISED = re.compile("[和的]|^(?:全[球国省市区县]|世界|国内|首|第[二三]|一[批座个])")
_ACT_END = re.compile("(?:开工|竣工|签约|投产|完工|建成|落地|动工|启动|推进|入驻|落户)$")
_ITEM_END = re.compile(r"(?:路|线|桥|期|段|街|线路|码头|厂|站)$")


def _make(reading: Reading, span: Span, rule: str, sure: float) -> Mention:
    return Mention(reading.article.id, *span, "PRJ", "", reading.text[slice(*span)], rule, sure)


@dataclass(frozen=True, slots=True)
class _Scene:
    """An article with what several rules ask of it."""

    reading: Reading
    names: dict[int, int]  # end -> start of organisations and places
    heads: tuple[Head, ...]


def _scene(reading: Reading) -> _Scene:
    names = {end: start for end, start in ends(reading, "ORG", "LOC").items() if start < 0 or reading.text[start] not in "我全本"}
    return _Scene(reading, names, heads(reading))


def _named_by(reading: Reading, start: int, end: int) -> bool:
    """Does a company's or a place's name stand in the span?"""
    return any(inside(reading, start, end, "ORG", "LOC"))


def _in_org(reading: Reading, span: Span) -> bool:
    return any(m.span != span for m in around(reading, span, "ORG", "EVT", "DOC"))


@procedure
def named_project(scene: _Scene) -> Iterator[Mention]:
    """A phrase that ends in 项目 and holds a company, a place, a capacity or a facility's own name."""
    reading = scene.reading
    for head in scene.heads:
        if head.grade != "project":
            continue
        span = name_span(reading, head, scene.names)
        if (
            not is_counted(reading, span.start)
            and not COUNT.match(reading.text, span.end)
            and _project_name(reading, span, head)
        ):
            yield _make(reading, span, "named_project", 0.85)


def _project_name(reading: Reading, span: Span, head: Head) -> bool:
    said = modifier(reading, span.start, head.start)
    words_of_it = reading.text[span.start : head.start]
    if len(said) < 3 or _COMMON.search(words_of_it) or _in_org(reading, span):
        return False
    if is_bundle(reading.text, head.start):
        return False
    if words_of_it[-1] in "”’":
        return promised(reading, span) or is_facility(words_of_it.strip("“”‘’")) or bool(_SCIENCE.search(words_of_it.strip("“”‘’")))
    if _CAPACITY.search(words_of_it) or is_facility(words_of_it) or _FINANCED.search(words_of_it):
        return True
    if _named_by(reading, span.start, head.start):
        return len(_beyond_names(reading, span.start, head.start)) >= 2 or (measured(reading, span) and any(m.sub == "company" for m in inside(reading, *span, "ORG")))
    if paid_for(reading, span) or (_PHASED.search(words_of_it) and built(reading, span)):
        return True
    return len(said) >= (3 if own_word(reading, span.start, head.start) else 5) and under_way(reading, span)


def _beyond_names(reading: Reading, start: int, at: int) -> str:
    """What the modifier says behind the companies' and places' names it begins with."""
    begin = start
    for mention in inside(reading, start, at, "ORG", "LOC"):
        if mention.start == begin:
            begin = mention.end
    return modifier(reading, begin, at)


@procedure
def named_facility(scene: _Scene) -> Iterator[Mention]:
    """A specific modifier with the head of works or of an industrial park: 北川跨海大桥, 云河智能装备产业园."""
    reading = scene.reading
    for head in scene.heads:
        if head.grade == "strong":
            span = name_span(reading, head, scene.names)
            if _facility_name(reading, span, head) and (built(reading, span) or not any(m.span == span for m in around(reading, span, "ORG"))):
                yield _make(reading, span, "named_facility", 0.8)


def _facility_name(reading: Reading, span: Span, head: Head) -> bool:
    counted = is_counted(reading, span.start) or is_bundle(reading.text, head.start) or _TALLY.match(reading.text, span.end)
    if counted or _in_org(reading, span):
        return False
    return len(modifier(reading, span.start, head.start)) >= 2


@procedure
def facility_in_work(scene: _Scene) -> Iterator[Mention]:
    """A named facility of any kind that is being built, opened or signed for: 青岚县第三中学开工,
    总投资8亿元的北川会展中心."""
    reading = scene.reading
    for head in scene.heads:
        if head.grade not in ("site", "works"):
            continue
        span = name_span(reading, head, scene.names)
        if head.grade == "works" and (not _on_site(reading, span, head) or "项目" in reading.text[span.start : head.start]):
            continue  # 搬迁项目主体工程: the project's
        going = (head.grade == "works" or reading.text.endswith(("危桥改造", "加固", "提标", "提标改造", "提质改造"), head.start, head.end)) and (under_way(reading, span) or visited(reading, span))
        if _facility_name(reading, span, head) and (going or (head.grade == "works" and _PHASED.search(reading.text, span.start, head.start)) or _in_work(reading, span)):
            yield _make(reading, span, "facility_in_work", 0.7)


def _on_site(reading: Reading, span: Span, head: Head) -> bool:
    """Do works (工程) name the place or the facility they are done on?"""
    inner = any(span.start < h.start and h.end <= head.start for h in reading.hits["project"])
    said = reading.text[span.start : head.start]
    if said[:1] in "“‘" or _PART.search(said):
        return False  # “两河三岸”绿化工程: an undertaking; 高速|路基工程: a stage of it
    rebuilt = _REBUILT.search(said) or _PHASED.search(said) or _WATERS.match(said)
    return inner or bool(rebuilt) or _named_by(reading, span.start, head.start) or on_ground(reading, span.start, head.start)


def _in_work(reading: Reading, span: Span) -> bool:
    """An organisation's own name counts as works only with a word of building (主体封顶), not of opening."""
    if any(m.span == span for m in around(reading, span, "ORG")):
        return rising(reading, span)
    return built(reading, span) or plant_seen(reading, span)


@procedure
def line_or_road(scene: _Scene) -> Iterator[Mention]:
    """A metro line with its stage, or a road with its code, where works are spoken of: 7号线三期, G318线."""
    reading = scene.reading
    for found in _LINE.finditer(reading.text):
        span = Span(*found.span())
        if re.search(r"期|延", found[0]) or built(reading, span):
            yield _make(reading, span, "line_or_road", 0.85)


@procedure
def listed_project(scene: _Scene) -> Iterator[Mention]:
    """Every named member of a list that ends in 等…项目, 等…工程: 北岭隧道、云港二路、青岚中学等工程."""
    reading = scene.reading
    text = reading.text
    for closing in (m.start() for end in _LIST_ENDS for m in end.finditer(text)):
        for span in _items(reading, closing - 2 if text.endswith("主体", 0, closing) else closing, scene.names):
            if _listable(reading, span) and not _in_org(reading, span):
                yield _make(reading, span, "listed_project", 0.75)


@procedure
def led_list(scene: _Scene) -> Iterator[Mention]:
    """Every facility of a list behind a verb of building, without 等: 开工建设第五医院病房楼、残疾人康复中心."""
    for verb in _LED.finditer(scene.reading.text):
        start = verb.start(1)
        for item in verb[1].split("、"):
            span, start = Span(start, start + len(item)), start + len(item) + 1
            sound = 4 <= len(item) <= 24 and is_facility(_WORKS.sub("", item)) and not _PRAISED.search(item)
            sound = sound and len(modifier(scene.reading, span.start, head_start(scene.reading, span.end))) >= 2
            if sound and not is_counted(scene.reading, span.start) and not _in_org(scene.reading, span) and _listable(scene.reading, span):
                yield _make(scene.reading, span, "led_list", 0.7)


def _items(reading: Reading, at: int, names: dict[int, int]) -> Iterator[Span]:
    """The members of a list before its 等, right to left."""
    while at > 0:
        left = _item_start(reading, at, names)
        if left == at:
            return
        yield Span(left, at)
        joint = _joint(reading.text, left)
        if joint is None:
            return
        at = joint


def _item_start(reading: Reading, at: int, names: dict[int, int]) -> int:
    """Back over one member: like a name, but a 和 or 至 between two words does not end it."""
    start = leftward(reading, head_start(reading, at), names, 44, loose=True)
    while 1 < start < at and (reading.text[start - 1] == "至" or _and_more(reading.text, start, names)):
        further = leftward(reading, start - 1, names, 30, loose=True)
        if further >= start - 2:
            break
        start = further
    return start


def _and_more(text: str, start: int, names: dict[int, int]) -> bool:
    """甲高速与乙二路接线 is one thing; before a name of its own 与 parts two."""
    return text[start - 1] == "与" and start not in names.values()


def _joint(text: str, left: int) -> int | None:
    """Where the member before ends, None when there is no member before."""
    for joiner in ("，以及", "以及", "、", "和", "及", "与"):
        if text.endswith(joiner, 0, left):
            return left - len(joiner)
    return None


def _listable(reading: Reading, span: Span) -> bool:
    name = re.sub(r"（[^（）]*）$", "", reading.text[slice(*span)].strip("“”‘’"))
    whole = {m.kind for m in around(reading, span, "ORG", "LOC") if m.span == span}
    if whole and not is_facility(name) and not ("LOC" in whole and _ITEM_END.search(name)):
        return False
    if len(name) < 3 or len(modifier(reading, *span)) < 3 or _ACT_END.search(name):
        return False
    if _CAPACITY.search(name) or _LINE.fullmatch(name) or _CODED_ROAD.match(name):
        return True
    bare = _WORKS.sub("", name)
    if _named_by(reading, *span):
        return len(_beyond_names(reading, *span)) >= 2 or is_facility(name) or bool(_ITEM_END.search(bare))
    if is_counted(reading, span.start) or _COMMON.search(re.sub("项目$", "", name)):
        return False
    if name.endswith("项目"):
        return len(modifier(reading, span.start, span.start + len(name) - 2)) >= 2
    return is_facility(bare) or bool(_ITEM_END.search(bare)) or bool(_ITEM_END.search(name))


@procedure
def repeated_project(scene: _Scene) -> Iterator[Mention]:
    """A project named before, where the page repeats its name without the company or without 项目."""
    yield from _repeats(scene.reading, _settled(scene))


def _short_forms(reading: Reading, mention: Mention) -> Iterator[str]:
    """The name without 项目 or 工程 at its end, without the company or place at its start; the short form in brackets."""
    defined = _SHORT.match(reading.text, mention.end)
    if defined:
        yield defined[1]
    bare = re.sub(r"(?:项目|工程)+$", "", mention.text)
    heads = [m.end for m in inside(reading, *mention.span, "ORG", "LOC") if m.start == mention.start and m.end < mention.end]
    for cut in (0, *(end - mention.start for end in heads)):
        for form in (mention.text[cut:], bare[cut:]):
            if len(form) >= 5 and form != mention.text and is_facility(form):
                yield form


def _repeats(reading: Reading, found: tuple[Mention, ...]) -> Iterator[Mention]:
    forms = {form for mention in found for form in _short_forms(reading, mention)}
    for form in sorted(forms):
        for start in places(form, reading.text):
            end = start + len(form)
            if not any(m.start <= start and end <= m.end for m in found):
                yield _make(reading, Span(start, end), "repeated_project", 0.75)


_FIRST: tuple[Rule, ...] = (named_project, named_facility, facility_in_work, line_or_road, listed_project, led_list)
RULES: tuple[Rule, ...] = (*_FIRST, repeated_project)


def _settled(scene: _Scene) -> tuple[Mention, ...]:
    """Of overlapping names the longer one."""
    found = sorted((m for rule in _FIRST for m in rule.make(scene)), key=lambda m: (m.start - m.end, m.start))
    kept: list[Mention] = []
    for mention in found:
        if not any(mention.start < k.end and k.start < mention.end for k in kept):
            kept.append(mention)
    return ordered(kept)


def find(reading: Reading) -> tuple[Mention, ...]:
    """All specific projects an article names."""
    if not reading.hits.get("project"):
        return ()
    found = _settled(_scene(reading))
    return ordered((*found, *_repeats(reading, found)))
