"""Named undertakings of policy: quoted names, specific modifier + head noun, numbered collectives.

What decides is GUIDELINES v2 rule 2: a name is marked by quotes, by a modifier nobody else would use, or by
a number with a head (六大行动); goal phrases, slogans and routine (健全…机制) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.grammar.layer import ordered
from kg.grammar.rule import Rule, procedure
from kg.model import Mention, Reading, Span
from kg.naming.phrase import around, ends, inside, leftward
from kg.naming.undertakings import (
    Head,
    counts_or_plans,
    head_at,
    head_behind,
    heads,
    is_catchword,
    is_founded,
    is_launched,
    is_plan_period,
    is_specific,
    kind_of_content,
    names_its_field,
    unfolds,
)
from kg.text.find import places

_QUOTED = re.compile(r"[“‘]([^“”‘’\n。！？；…]{2,40})[”’]")
_COLLECTIVE = re.compile(
    r"[一二三四五六七八九十百两][一二三四五六七八九十百两]*(?:大[\u4e00-\u9fff]{0,6}?|项)"
    r"(?:行动|工程|计划|攻坚战|战役|攻势|战略|专项|会战|(?:攻坚|提质|提升)(?!行动|工程|战|计划))(?!的?(?:任务|举措|项目|措施|方面))"
)
_DEEDS = re.compile(r"(?<![\d.第])(?:[1-9]\d{0,2}|[一二三四五六七八九十]{1,3})[件项](?:重点|重大|年度)?(?:民生|民心|惠民|利民|便民|为民办?)(?:实事|工程)(?!项目)")
_DEFINED = re.compile("(?:简称|下称|统称|又称)(?:为)?$")
_SUBJECT = re.compile("等?(?:本科|硕士|博士)?(?:专业|学科|课程|学位)")
_ROW_END = re.compile(r"等(?:一批|系列)?|等?[一二三四五六七八九十两\d]+(?:大|个|项)(?:特色)?")
_WORKS = re.compile("路基|隧道|桥梁|大桥|高速|铁路|管网|泵站|水厂|处理改造|扩容|提标|迁建|除险加固|厂房|机组|土建|桩基")  # 某高速路基工程 is a building site
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
_AREA_DRIVE = re.compile(r"强(?:区|市|县|省|镇|校|旗|州)(?:建设|战略|行动|工程)(?![者厅局委])")


def _make(reading: Reading, start: int, end: int, sub: str, rule: str, sure: float) -> Mention:
    return Mention(reading.article.id, start, end, "INI", sub, reading.text[start:end], rule, sure)


@dataclass(frozen=True, slots=True)
class _Scene:
    """An article with what several rules ask of it."""

    reading: Reading
    heads: tuple[Head, ...]
    quotes: tuple[re.Match[str], ...]
    names: dict[int, int]  # end -> start of organisations

    @property
    def text(self) -> str:
        return self.reading.text

    def named(self) -> Iterator[re.Match[str]]:
        """Quoted stretches that can be a name by themselves."""
        return (found for found in self.quotes if not is_catchword(found[1]))


def _scene(reading: Reading) -> _Scene:
    quotes = tuple(q for q in _QUOTED.finditer(reading.text) if not _DEFINED.search(reading.text, max(0, q.start() - 4), q.start()))
    return _Scene(reading, heads(reading), quotes, ends(reading, "ORG"))


@procedure
def quoted_with_head(scene: _Scene) -> Iterator[Mention]:
    """A quoted name that leans on a head noun: “安薪护航”行动, “一线三单”工作机制, “云上办”改革新模式."""
    for found in scene.quotes:
        head = head_behind(scene.reading, _behind_tally(scene.text, found), scene.heads)
        if head is None or _thesis(found, head) or _is_project(scene.reading, found):
            continue
        yield _make(scene.reading, found.start(), head.end, head.sub, "quoted_with_head", 0.9)


def _behind_tally(text: str, found: re.Match[str]) -> int:
    """Behind 三大 when it counts the parts of one quoted name (“工业强县、项目兴县”两大战略)."""
    tally = _ROW_END.match(text, found.end())
    alone = text[found.start() - 1 : found.start()] not in ("”", "’", "、", "和")
    parts = "、" in found[1] and tally and not tally[0].startswith("等")
    return tally.end() if tally and alone and parts else found.end()


def _thesis(found: re.Match[str], head: Head) -> bool:
    """A sentence or a catchword in quotes before a loose noun is no name; “走出去”战略 is one."""
    if is_catchword(found[1]):
        return is_plan_period(found[1]) or head.grade != "strong" or head.start > found.end() + 2
    return "，" in found[1] and head.grade == "quoted"


def _is_project(reading: Reading, found: re.Match[str]) -> bool:
    """The quoted words are a project's or an organisation's own name."""
    core = Span(found.start() + 1, found.end() - 1)
    return any(m.start >= found.start() and m.sub != "community" for m in around(reading, core, "PRJ", "ORG", "EVT"))


@procedure
def quoted_list_with_head(scene: _Scene) -> Iterator[Mention]:
    """Names in a row that share one head: “甲”“乙”“丙”等品牌; each is a name of its own."""
    row: list[re.Match[str]] = []
    for found in scene.named():
        if row and scene.text[row[-1].end() : found.start()] not in ("", "、", "和", "与", "及"):
            row = []
        row.append(found)
        after = _ROW_END.match(scene.text, found.end())
        head = head_behind(scene.reading, after.end() if after else found.end(), scene.heads)
        if head and (len(row) > 1 or (after and _behind_tally(scene.text, found) == found.end())):
            for each in row if after else row[:-1]:
                sub = kind_of_content(each[1]) or head.sub
                yield _make(scene.reading, *each.span(), sub, "quoted_list_with_head", 0.88)


@procedure
def quoted_undertaking(scene: _Scene) -> Iterator[Mention]:
    """A quoted name whose own last words say what it is: ‘八项行动’, “产业提速年”, “青创成长基金”."""
    for found in scene.named():
        sub = kind_of_content(found[1]) if len(found[1]) <= 24 and not _SUBJECT.match(scene.text, found.end()) else None
        if sub and not re.search(r"[，：]", found[1]) and not _is_project(scene.reading, found):
            yield _make(scene.reading, *found.span(), sub, "quoted_undertaking", 0.85)


@procedure
def quoted_launch(scene: _Scene) -> Iterator[Mention]:
    """A quoted name right behind a verb of launching: 推出“一贷两保”, 开设“云河讲堂”."""
    for found in scene.named():
        if len(found[1]) > 16 or "，" in found[1] or scene.text.startswith("的", found.end()):
            continue
        if is_launched(scene.text, found.start()):
            yield _make(scene.reading, *found.span(), "programme", "quoted_launch", 0.7)


@procedure
def quoted_subject(scene: _Scene) -> Iterator[Mention]:
    """A quoted name that is itself launched or rolled out: “容缺办”全面推开, “三亮三比”在各支部开展."""
    for found in scene.named():
        if len(found[1]) <= 16 and "，" not in found[1] and unfolds(scene.text, found.end()):
            yield _make(scene.reading, *found.span(), "programme", "quoted_subject", 0.7)


@procedure
def numbered_collective(scene: _Scene) -> Iterator[Mention]:
    """A number with a head names a bundle: 七大跃升行动, 十三大攻坚战, 20项民心工程, 10件民生实事."""
    for found in _COLLECTIVE.finditer(scene.text):
        if found[0].startswith(("一大", "一项")):
            continue
        start = leftward(scene.reading, found.start(), scene.names, 8)
        if found.start() - start > 6 or head_at(scene.text, found.start()):
            start = found.start()
        if start == found.start() and _sums_up(scene.text, found):
            continue
        while scene.text[start - 1] == "、" and found.end() - start < 40:
            start = leftward(scene.reading, start - 1, scene.names, 12)
        sub = (head_at(found[0], len(found[0])) or ("action", ""))[0]
        yield _make(scene.reading, start, found.end(), sub, "numbered_collective", 0.85)
    for deeds in _DEEDS.finditer(scene.text):
        yield _make(scene.reading, *deeds.span(), "programme", "numbered_collective", 0.7)


def _sums_up(text: str, found: re.Match[str]) -> bool:
    """甲工程、乙工程三大工程: a bare number that only counts the names before it."""
    bare = re.fullmatch(r".{1,2}[大项].{2,3}", found[0])
    return bool(bare) and (
        text.endswith(("等", "”", "’"), 0, found.start()) or head_at(text, found.start()) is not None
    )


@procedure
def area_drive(scene: _Scene) -> Iterator[Mention]:
    """X强区建设, X强市战略 and the like name a strategy of an area."""
    for found in _AREA_DRIVE.finditer(scene.text):
        start = found.start() - 2
        if _HAN.fullmatch(scene.text, max(0, start), found.start()):
            yield _make(scene.reading, start, found.end(), "strategy", "area_drive", 0.8)


def _conjoined(reading: Reading, start: int, names: dict[int, int], at: int) -> int:
    """河道疏浚和河岸整治五年行动: the part before 和 belongs to the name when it follows a verb of doing."""
    if start > 4 and reading.text[start - 1] == "、":
        return _twin(reading, start, names, at)
    if start < 4 or reading.text[start - 1] not in "和与":
        return start
    left = leftward(reading, start - 1, names, 10)
    if left >= start - 3 or head_at(reading.text, start - 1) or reading.text[left - 1] in "、”’":
        return start
    return left


def _without_owner(reading: Reading, start: int, head: Head) -> int:
    """Behind the organisation a name hangs on, when the rest says enough."""
    for mention in inside(reading, start, head.start, "ORG"):
        if mention.start == start:
            bare = mention.end == head.start or is_specific(reading, mention.end, head.start)
            return mention.end if bare else start
    return start


def _twin(reading: Reading, start: int, names: dict[int, int], at: int) -> int:
    """送法、送医下乡活动, 蓝天、碧水、净土保卫战: members in front that run parallel."""
    while reading.text[start - 1] == "、":
        left = leftward(reading, start - 1, names, 8)
        size = start - 1 - left
        alike = reading.text[left] == reading.text[start] or size == at - start
        if not (2 <= size <= 5 and alike):
            break
        start, at = left, start - 1
    return start


def _inside_quotes(text: str, start: int, end: int) -> bool:
    return start > 0 and text[start - 1] in "“‘" and text[end : end + 1] in ("”", "’")


@procedure
def modified_head(scene: _Scene) -> Iterator[Mention]:
    """A specific modifier with a strong head: 水土保持攻坚战, 领鹰计划, 乡村建设行动."""
    for head in scene.heads:
        if head.grade != "strong":
            continue
        start = _conjoined(scene.reading, leftward(scene.reading, head.start, scene.names), scene.names, head.start)
        start = _without_owner(scene.reading, start, head)
        if _named(scene.reading, start, head):
            yield _make(scene.reading, start, head.end, head.sub, "modified_head", 0.75)


def _named(reading: Reading, start: int, head: Head) -> bool:
    if re.search("[“‘]", reading.text[start : head.start]) or _inside_quotes(reading.text, start, head.end):
        return False
    if _WORKS.search(reading.text, start, head.start) and reading.text.startswith("工程", head.end - 2):
        return False
    if counts_or_plans(reading.text, start, head) or (head.sub == "programme" and "项目" in reading.text[start : head.start]):
        return False
    return is_specific(reading, start, head.start) or (head.sub == "pilot" and names_its_field(start, head))


@procedure
def founded_mechanism(scene: _Scene) -> Iterator[Mention]:
    """A mechanism, system or reform with a long modifier that is founded or rolled out (首创…模式,
    …机制全市推广), or that a document on the page has for its title; not one that is merely kept up (健全…机制)."""
    for head in scene.heads:
        if head.grade != "weak" or head.sub in ("activity", "brand"):
            continue
        start = leftward(scene.reading, head.start, scene.names, loose=True)
        if head.start - start >= 4 and _named(scene.reading, start, head) and (is_founded(scene.reading, start, head.end) or _titled(scene, start, head.end)):
            yield _make(scene.reading, start, head.end, head.sub, "founded_mechanism", 0.65)


def _titled(scene: _Scene, start: int, end: int) -> bool:
    """Does the title of a document on the page hold the name?"""
    name = scene.text[start:end]
    return len(name) >= 6 and any(name in m.text for m in scene.reading.of_kind("DOC"))


def _repeats(reading: Reading, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """The quoted part of a name, in the name itself and where the page repeats it."""
    taken = {(m.start, m.end) for m in found}
    for core, sub in sorted(_cores(found).items()):
        for at in places(core, reading.text):
            start, end = at - 1, at + len(core) + 1
            quoted = at and reading.text[start] in "“‘" and reading.text[end - 1 : end] in ("”", "’")
            if quoted and (start, end) not in taken:
                yield _make(reading, start, end, sub, "repeated_name", 0.8)


def _cores(found: tuple[Mention, ...]) -> dict[str, str]:
    out: dict[str, str] = {}
    for mention in found:
        quoted = _QUOTED.search(mention.text)
        if quoted:
            out.setdefault(quoted[1], mention.sub)
    return out


@procedure
def repeated_name(scene: _Scene) -> Iterator[Mention]:
    """The quoted part of a name with a head names the same undertaking alone, inside the long name
    and wherever the page repeats it."""
    yield from _repeats(scene.reading, _settled(scene))


_FIRST: tuple[Rule, ...] = (
    quoted_with_head,
    quoted_list_with_head,
    quoted_undertaking,
    quoted_launch,
    quoted_subject,
    numbered_collective,
    area_drive,
    modified_head,
    founded_mechanism,
)
RULES: tuple[Rule, ...] = (*_FIRST, repeated_name)

def _settled(scene: _Scene) -> tuple[Mention, ...]:
    """Of overlapping names the longer one; nothing inside or across a name found before."""
    found = sorted((m for rule in _FIRST for m in rule.make(scene)), key=lambda m: (m.start - m.end, m.start))
    kept: list[Mention] = []
    for mention in found:
        works = "、" in mention.text and any(inside(scene.reading, *mention.span, "PRJ"))  # a list of works
        if not works and not any(_clash(mention, other) for other in kept) and not any(around(scene.reading, mention.span, "DOC", "PRJ", "EVT", "ORG")):
            kept.append(mention)
    return ordered(kept)


def _clash(a: Mention, b: Mention) -> bool:
    return a.start < b.end and b.start < a.end


def find(reading: Reading) -> tuple[Mention, ...]:
    """All named undertakings of an article."""
    found = _settled(_scene(reading))
    return ordered((*found, *_repeats(reading, found)))
