"""Which undertaking belongs to which: INIT_PART claims, only where the words say it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.grammar.rule import Hit, Rule, apply, procedure, rule
from kg.grammar.view import View
from kg.model import Claim, Mention, Reading, Sentence, Span

_SETS = "部署|提出|明确|包括|包含|涵盖|实施|开展|安排|启动|推出|确定|列出|细化|推进|规划|聚焦|围绕"
_ROW = "{INI}(?:[、和及与]?{INI})*"


def _row(hit: Hit, group: str) -> list[Mention]:
    return [token.item for token in hit.all("INI", group) if token.item is not None]


@rule(
    rf"(?P<whole>{{DOC}})(?P<gap>[^。；{{ORG}}{{LOC}}{{PER}}{{DOC}}{{INI}}的等]{{0,14}}(?:{_SETS})[^。；{{DOC}}{{INI}}]{{0,40}})(?P<parts>{_ROW})",
    needs="DOC INI",
)
def part_of_document(hit: Hit) -> Iterator[Claim]:
    """A document deploys an undertaking: 《…三年方案》提出实施五大行动."""
    for part in _row(hit, "parts"):
        yield hit.claim("INIT_PART", 0.85, part=part, whole=hit["whole"])


@rule(
    rf"(?P<parts>{_ROW})等(?:[\d一二三四五六七八九十两]+(?:个|项|大))?(?:[\u4e00-\u9fff]{{0,6}}?)(?P<whole>{{INI}})",
    needs="INI",
)
def part_listed(hit: Hit) -> Iterator[Claim]:
    """Members in front of their whole: “甲计划”、“乙计划”等五大行动."""
    for part in _row(hit, "parts"):
        yield hit.claim("INIT_PART", 0.75, part=part, whole=hit["whole"])


@rule(
    rf"(?P<whole>{{INI|DOC}})，?(?:主要|共|具体|重点|其中)?(?:包括|包含|涵盖|囊括|分为|由|下设|细分为|涵括|：|即|也就是|分别是|分别为|指)(?:[^，。；{{INI}}]{{0,8}})(?P<parts>{_ROW})",
    needs="INI",
)
def part_included(hit: Hit) -> Iterator[Claim]:
    """The whole names its members: “清风工程”包括“甲行动”“乙行动”."""
    for part in _row(hit, "parts"):
        yield hit.claim("INIT_PART", 0.85, part=part, whole=hit["whole"])


@rule(
    r"作为(?P<whole>{INI|DOC})的(?:重要|核心|关键)?(?:一部分|组成部分|内容|一环|环节|子项目|子计划|配套|抓手|举措)[^。；]{0,30}?(?P<part>{INI})",
    needs="INI",
)
def part_as(hit: Hit) -> Iterator[Claim]:
    """作为甲行动的一部分，乙计划…"""
    yield hit.claim("INIT_PART", 0.85, part=hit["part"], whole=hit["whole"])


@rule(
    r"(?P<part>{INI})(?:是|为|属于|纳入|列入|作为)(?:[\u4e00-\u9fff]{0,10}?)(?P<whole>{INI|DOC})的?(?:[\u4e00-\u9fff]{0,6}?)"
    r"(?:组成部分|内容|一部分|环节|一环|子|之一|任务|举措|抓手)",
    needs="INI",
)
def part_is(hit: Hit) -> Iterator[Claim]:
    """乙计划是甲行动的重要组成部分, 乙计划是甲行动之一."""
    yield hit.claim("INIT_PART", 0.85, part=hit["part"], whole=hit["whole"])


@rule(
    r"(?P<whole>{INI})(?:[^。；{INI}]{0,20})以(?P<parts>{INI}(?:[、和及与]?{INI})*)为(?:主要|重点|核心)?(?:建设|工作|改革)?(?:内容|任务|主体|框架)",
    needs="INI",
)
def part_content(hit: Hit) -> Iterator[Claim]:
    """The whole has its members for content: 打造甲体系，以“一厅四室”为主要内容."""
    for part in _row(hit, "parts"):
        yield hit.claim("INIT_PART", 0.8, part=part, whole=hit["whole"])


@rule(
    r"以(?P<parts>[^，。；]{0,20}?{INI}(?:[、和及与]{INI})*)[^，。；{INI}]{0,14}为(?:主要|重点|核心)?(?:建设|工作|改革)?(?:内容|任务|主体)的(?P<whole>{INI})",
    needs="INI",
)
def part_contents_of(hit: Hit) -> Iterator[Claim]:
    """以甲计划、乙行动为主要任务的丙改革."""
    for part in _row(hit, "parts"):
        yield hit.claim("INIT_PART", 0.8, part=part, whole=hit["whole"])


@rule(r"(?P<whole>{DOC})[^。；{DOC}]{0,6}(?:启动|实施|开启|推动)[^。；{INI}]{0,60}(?P<part>{INI})", needs="DOC INI")
def part_started(hit: Hit) -> Iterator[Claim]:
    """A document starts a reform: 县里出台《…意见》启动户籍制度改革."""
    yield hit.claim("INIT_PART", 0.75, part=hit["part"], whole=hit["whole"])


@procedure
def part_of_its_plan(reading: Reading) -> Iterator[Claim]:
    """A document whose title names an undertaking that the article speaks of (《关于开展“安心年”活动的方案》)."""
    for document in reading.of_kind("DOC"):
        for name in re.findall(r"[“‘〈]([^”’〉]{2,24})[”’〉]", document.text):
            part = next((m for m in reading.of_kind("INI") if name in m.text and m.start != document.start), None)
            if part is not None and not document.start <= part.start < document.end:
                yield _planned(reading, part, document)


def _planned(reading: Reading, part: Mention, document: Mention) -> Claim:
    span = Span(document.start, document.end)
    args = (("part", part), ("whole", document))
    return Claim(reading.article.id, "INIT_PART", args, span, "part_of_its_plan", 0.85)


_PATTERNS: tuple[Rule, ...] = (
    part_of_document,
    part_listed,
    part_included,
    part_as,
    part_is,
    part_content,
    part_contents_of,
    part_started,
)
RULES: tuple[Rule, ...] = (
    part_of_document,
    part_listed,
    part_included,
    part_as,
    part_is,
    part_content,
    part_contents_of,
    part_started,
    part_of_its_plan,
)


def read(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Iterator[Claim]:
    """INIT_PART claims; one for each pair of places, never of a thing with itself."""
    seen: set[tuple[str, str]] = set()
    for claim in (*apply(_PATTERNS, reading, (view for _, view in views)), *part_of_its_plan.make(reading)):
        part, whole = claim.arg("part"), claim.arg("whole")
        assert isinstance(part, Mention) and isinstance(whole, Mention)
        if part.text != whole.text and (part.text, whole.text) not in seen:
            seen.add((part.text, whole.text))
            yield claim
