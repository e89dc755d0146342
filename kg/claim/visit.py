"""Who went to see which place, body or project: 调研, 考察, 视察, 走访, 慰问."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.grammar.rule import Hit, Rule, apply, rule
from kg.grammar.view import View, mark
from kg.lexicon.lists import either
from kg.model import Claim, Mention, Reading, Sentence, Span

_PER = mark("PER")
_MOVES, _ACTS = either("visit_moves"), either("visit_acts")
_LOOKS = "详细了解|实地了解|实地察看|实地查看|察看|查看|听取|询问|了解|参观|考察|调研|视察|检查|看望|慰问|观看|走进车间|走访"
_THING = "{ORG|PRJ|LOC}"
_JOIN = "(?:、|和|与|及|以及|，以及)"
_LINK = rf"(?:[^，。；：、{{PER}}{{ORG}}{{PRJ}}{{LOC}}和与及]{{0,8}}{_JOIN}(?:位于)?)"
_OTHERS = r"(?:[^，。；：、“”{PER}{ORG}{PRJ}{LOC}]{2,14}、){0,3}"
_LIST = rf"(?P<list>{_OTHERS}{_THING}(?:{_LINK}?{_THING}){{0,12}})"
_CHAIN = r"(?:{ORG|LOC}|{TITLE}|、){0,6}"
_WHO = r"(?P<who>{PER}{TITLE}?(?:(?:，" + _CHAIN + r"|[、和与率]队?[^，。；：“”{PER}]{0,16}?|(?:率领|带领|偕同?)[^，。；：“”{PER}]{0,16}?){PER}{TITLE}?){0,8})"
_WHO += r"(?:在[^。；：“”]{2,60}?陪同下，?)?"
_GAP = r"(?P<gap>[^。；：“”{PER}]{0,30}?)"
_PLANS = re.compile(r"计划|将要|拟|拟于|邀请|欢迎|记者|建议|要求|希望|曾任|调任|派驻|毕业|出生|分配|进入.*工作")
_CALLED = re.compile(r"任职|工作$|担任|就读|毕业|落户|报到|挂职|投案|开庭")


@rule(_WHO + _GAP + rf"(?P<move>{_MOVES})(?:了)?(?P<at>[^，。；：、{{PER}}{{ORG}}{{PRJ}}{{LOC}}]{{0,8}})" + _LIST
      + rf"(?P<tail>[^，。；：、{{PER}}{{ORG}}{{PRJ}}{{LOC}}]{{0,10}}?(?:等[^，。；]{{0,14}}?)?，?[^，。；{{PER}}]{{0,4}}(?:{_ACTS}))", needs="PER")
def visits_and_acts(hit: Hit) -> Iterator[Claim]:
    """A person goes to a place and looks at it: 县长沈若兰到北川集团、青岚镇调研."""
    yield from _claims(hit, _people(hit), 0.92)


@rule(_WHO + r"(?P<gap>[^。；：“”，{PER}]{0,12}?)在" + _LIST + r"(?P<tail>[^，。；：、{PER}{ORG}{PRJ}{LOC}]{0,8}?)(?:调研|考察|视察|走访|慰问|检查|督导|看望)(?:[^，。；{PER}]{0,10}?)(?:时|期间|中|，|。|$)", needs="PER")
def visits_during(hit: Hit) -> Iterator[Claim]:
    """What is said on a visit tells of the visit: 林海洋在青岚县调研时强调."""
    yield from _claims(hit, _people(hit), 0.85)


@rule(_WHO + _GAP + rf"(?P<act>{_ACTS})(?:了)?(?P<at>[^，。；：、{{PER}}{{ORG}}{{PRJ}}{{LOC}}]{{0,6}})" + _LIST, needs="PER")
def visits_directly(hit: Hit) -> Iterator[Claim]:
    """The verb of visiting takes the place as object: 林海洋一行考察了北川集团."""
    if hit.match["act"] != "了解":
        yield from _claims(hit, _people(hit), 0.9)


@rule(_WHO + _GAP + r"(?P<move>实地到|实地前往|先后来到|先后到|先后深入|先后走进|来到|走进|深入|前往|一行到)(?P<at>[^，。；：、{PER}{ORG}{PRJ}{LOC}]{0,8})" + _LIST
      + r"(?P<tail>[^，。；：{PER}]{0,16}，[^。；]*)", needs="PER")
def visits_on_tour(hit: Hit) -> Iterator[Claim]:
    """On a tour the place comes first and the looking after a comma: 沈若兰来到北川集团，详细了解生产情况."""
    if re.search(_LOOKS, hit.text("tail")):
        yield from _claims(hit, _people(hit), 0.85)


@rule(r"(?:^|[，；])(?:随后|接着|之后|并)?，?(?:在|来到|走进|到|每到)(?P<at>[^，。；：、{PER}{ORG}{PRJ}{LOC}]{0,6})" + _LIST
      + r"(?P<tail>[^，。；：{PER}]{0,12})，" + _CHAIN + _WHO + rf"[^。；：{{PER}}]{{0,14}}?(?:{_LOOKS}|走进|走到|交流|交谈|仔细|认真|叮嘱|勉励)", needs="PER")
def visits_from_place(hit: Hit) -> Iterator[Claim]:
    """The place stands in front: 在北川集团智能工厂，林海洋详细了解生产情况."""
    yield from _claims(hit, _people(hit), 0.85)


@rule(r"(?:^|[，；])(?:随后|接着|之后)?，?(?:还|又|并|先后){0,2}(?P<move>来到|前往|走进|深入|实地到|到|考察了|参观了|走访了|视察了)(?P<at>[^，。；：、{PER}{ORG}{PRJ}{LOC}]{0,8})"
      + _LIST + r"(?P<tail>[^，。；：{PER}]{0,16}(?:，[^。；]*)?)")
def visits_further(hit: Hit) -> Iterator[Claim]:
    """A tour goes on without naming the visitor again: 并来到青岚工业园，详细了解…"""
    if re.search(f"{_LOOKS}|{_ACTS}", hit.text("move") + hit.text("tail")) and not _own_subject(hit):
        yield from _claims(hit, _visitors(hit), 0.75)


RULES: tuple[Rule, ...] = (
    visits_and_acts,
    visits_during,
    visits_directly,
    visits_on_tour,
    visits_from_place,
    visits_further,
)


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(f"{_ACTS}|{_LOOKS}|走进|走到|交流|交谈|仔细|叮嘱|勉励")


def read(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Iterator[Claim]:
    """VISIT claims, one for each visitor and place."""
    if not any(reading.of_kind("PER")):
        return
    for _sentence, view in views:
        if not _cue().search(view.text):
            continue
        seen = set()
        for claim in apply(RULES, reading, [view]):
            if claim.args not in seen:
                seen.add(claim.args)
                yield claim


def _people(hit: Hit) -> list[Mention]:
    """The visitors a match names, unless they are only said to plan or to belong somewhere."""
    gap = hit.text("gap") if "gap" in hit.match.groupdict() else ""
    tail = hit.text("tail") if "tail" in hit.match.groupdict() else ""
    if _PLANS.search(gap) or _CALLED.search(tail) or _verb_between(gap):
        return []
    return [t.item for t in hit.all("PER", "who") if t.item is not None]


def _verb_between(gap: str) -> bool:
    """Does another predicate with its own object stand between the person and the visit?"""
    return bool(re.search(r"表示|指出|强调|说|认为|担任|任命|出席|主持|会见|陪同|带领.*记者", gap))


def _own_subject(hit: Hit) -> bool:
    """Has the clause or its sentence a subject other than the visitor (记者, 企业, 代表团)?"""
    head = hit.view.text[: hit.match.start()]
    return bool(re.search(r"记者|游客|市民|村民|客商|代表团|调研组|考察团|督导组|检查组|学生|企业家", head)) or _PER in hit.text("tail")


def _visitors(hit: Hit) -> list[Mention]:
    """Who was on the tour: the first person of this sentence, else of the sentence before, if it tells of a visit."""
    here = next(i for i, s in enumerate(hit.reading.sentences) if s.start <= hit.span().start < s.end)
    for sentence in reversed(hit.reading.sentences[max(0, here - 1) : here + 1]):
        people = [m for m in hit.reading.of_kind("PER") if sentence.start <= m.start < min(sentence.end, hit.span().start)]
        if people:
            words = hit.reading.text[sentence.start : hit.span().start]
            return people[:1] if _cue().search(words) else []
    return []


def _claims(hit: Hit, people: list[Mention], confidence: float) -> Iterator[Claim]:
    targets = [t.item for kind in ("ORG", "PRJ", "LOC") for t in hit.all(kind, "list") if t.item is not None]
    targets.sort(key=lambda m: m.start)
    for person in people:
        for target in targets:
            yield hit.claim("VISIT", confidence, _span(hit, person, target), person=person, target=target)


def _span(hit: Hit, person: Mention, target: Mention) -> Span:
    """The match, stretched to a visitor named before it where that stays in the unit and short."""
    start, end = hit.span()
    unit = next(u for u in hit.reading.article.units if u.start <= start < u.end)
    if unit.start <= person.start < start and end - person.start <= 300:
        start = person.start
    return Span(start, min(end, start + 400) if target.end <= start + 400 else target.end)
