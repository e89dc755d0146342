"""Who went to see which place, body or project: 调研, 考察, 视察, 走访, 慰问.

A goal is a verb with a list of places; it has the form of what its clause says of them (来到…，察看; 考察…; 在…调研;
在…，看…). Its visitors are named before it or behind it, or are those of the tour the article tells of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.grammar.rule import Rule, expand, procedure
from kg.grammar.view import View, mark
from kg.lexicon.lists import either
from kg.model import Claim, Mention, Reading, Sentence, Span

_PER = mark("PER")
_MOVES, _ACTS = either("visit_moves"), either("visit_acts")
_NO = "，。；：、“”{PER}{ORG}{PRJ}{LOC}"
_THING = "{ORG|PRJ|LOC}"
_OWNED = rf"(?:[^{_NO}]{{1,20}}的|{{LOC}}[^{_NO}的]{{0,4}}(?:项目|企业|工程|单位|窗口|园区|景区)|{_THING}[^{_NO}]{{1,14}}的|位于{_THING}{{1,3}}[^{_NO}]{{0,8}}的)?"
_ITEM = rf"{_OWNED}{_THING}{{1,3}}"
_OTHER = rf"(?:[^{_NO}]{{2,20}}|{{INI}})"
_PLACED = rf"[^{_NO}和与及]{{2,8}}{{ORG|LOC}}[^{_NO}和与及的]{{2,10}}(?=[、和与及])"  # 省道柳河段边坡点
_JOIN = rf"(?:[^{_NO}和与及]{{0,10}}(?:、|和|与|及|以及|，以及)(?:(?:{_PLACED}|{_OTHER})(?:、|和|以及)){{0,3}})"
_GOAL = re.compile(
    expand(
        rf"(?P<verb>{_MOVES}|{_ACTS}(?![组团员]|中(?![国铁建石交央心])|会上)|在|来(?={_THING})|\A)了?(?P<at>[^{_NO}的]{{0,8}}?)(?P<list>(?:{_OTHER}(?:、|及|以及)){{0,3}}{_ITEM}(?:{_JOIN}{_ITEM}){{0,14}})"
        rf"(?:(?:、|和|及){_OTHER}(?=[、和及，等]|{{INI}})){{0,2}}(?:[、和及]{{INI}})?(?P<tail>[^，。；：、{{PER}}{{ORG}}{{PRJ}}{{LOC}}]{{0,14}})(?P<behind>等[^，。；：]{{0,14}})?"
    )
)
_TARGETS = re.compile(expand(rf"{_OWNED}{_THING}{{0,2}}(?P<what>{_THING})"))
_MOVE, _ACT, _LOOK = re.compile(_MOVES), re.compile(_ACTS), re.compile(rf"{either('visit_acts', 'visit_looks')}|看[^，。；]{{2,10}}[、，]问")
_TOUR = re.compile("实地|来到|走进|深入|前往|赴|一行|先后|抵达|莅临")
_BESIDE = re.compile(expand(r"[、和与]|(?:、|，)(?:{ORG|LOC}|{TITLE}|、|和|，){0,8}|[、和与][^，。；：“”{PER}]{0,16}|，?(?:并|还)?(?:率领?|带领|偕同?)[^，。；：“”{PER}]{0,16}"))
_SITE = re.compile("(?:现场|工地|车间|展厅|大厅|大棚|田间|厂区|园区|[内里中])$")
_SEEN = re.compile(expand("(?:看望|慰问|走访|探望|会见|接见)了?[^，。；]{0,12}?(?:{PER}[、和])*$"))
_STOPS = re.compile("[^，。；：]{0,8}(?:[。；]|$)")
_NEXT = re.compile("首先|随后|接着|之后|最后|先后|一行")
_HEARD = re.compile(expand("，(?:{ORG}|{TITLE}|企业|公司|负责人|、){0,6}{PER}[^，。；]{0,6}(?:介绍|汇报|告诉|讲解)"))
_SETS_OUT = re.compile(expand("(?P<who>{PER})[^。；：“”{PER}]{0,40}?(?:调研|视察|考察|走访|慰问|检查|督导|督查|观摩|看望)"))
_COMPANIONS = re.compile("在[^。；：“”]{2,90}?(?:的)?陪同下")
_SAYS = re.compile("表示|指出|强调|说|认为|要求|希望|欢迎|邀请|建议|呼吁|提出")
_NOT_NOW = re.compile("计划|将要|拟|记者|曾任|调任|派驻|毕业|出生|分配|进入.*工作|担任|任命|会见|陪同|带领.*记者|要(?!闻)|必须|应当|将(?!军)|介绍|汇报")
_OTHER_SUBJECT = re.compile(expand("[，、][^，]*{ORG|LOC}"))
_LEADS = re.compile("率|一行|[后前]，|先后|带领|会同")
_LIVES = re.compile("任职|工作$|担任|就读|毕业|落户|报到|挂职|投案|开庭|召开|举行|举办")
_OTHERS = re.compile("记者|游客|市民|村民|居民|客商|企业家|学生|群众|网友|顾客|[督巡]察组|工作人员|与会(?:人员|代表|者)|参会人员")
_FREE = re.compile(
    r"(?:[他她]们?|一行人?|[^，。；：]{0,8}(?:(?:调研|考察|视察|慰问|检查|督导|指导|访问|观摩|走访|督查|工作|党政)(?:小?组|团|分队)|代表团)(?:一行)?(?:成员)?|当[日天]|该?组|[^，。；：]{0,6}[日天午晚间后前中时](?:，)?|随后|接着|之后|然后|最后|首先|途中|还|又|并|也|先|先后|实地|一路|"
    r"＿+|[，、]|冒着[^，。；]{2,8}|顶着[^，。；]{2,8}|冒雨|沿着[^，。；]{2,8}|率队|带队|每到一处|特地?|专程|再次|分别|深入)*"
)


@dataclass(frozen=True, slots=True)
class _Goal:
    """A goal in its sentence; `named` are the visitors named there, `tour` those of the article."""

    reading: Reading
    view: View
    match: re.Match[str]
    form: str  # acts, goes, during, arrives
    named: tuple[Mention, ...]
    behind: bool  # the visitors are named behind the goal
    tour: tuple[Mention, ...]

    def claims(self, rule: str, people: tuple[Mention, ...], sure: float) -> Iterator[Claim]:
        for person in people:
            for target in _targets(self.view, self.match):
                args = (("person", person), ("target", target))
                yield Claim(self.reading.article.id, "VISIT", args, self._span(person, target), rule, sure)

    def _span(self, person: Mention, target: Mention) -> Span:
        """From the verb to the target, with the visitor where that stays in the unit and short."""
        start, end = self.view.span(self.match.start(), self.match.end())
        unit = next(u for u in self.reading.article.units if u.start <= start < u.end)
        if unit.start <= person.start < unit.end and abs(end - person.start) <= 300:
            start, end = min(start, person.start), max(end, person.end)
        return Span(start, min(end, start + 400) if max(target.end, person.end) <= start + 400 else target.end)


@procedure
def visits_and_acts(goal: _Goal) -> Iterator[Claim]:
    """A person goes to a place and looks at it: 县长沈若兰到北川集团、青岚镇调研."""
    if goal.form == "goes":
        yield from goal.claims("visits_and_acts", goal.named, 0.92)


@procedure
def visits_directly(goal: _Goal) -> Iterator[Claim]:
    """The verb of visiting takes the place as object: 林海洋一行考察了北川集团."""
    if goal.form == "acts":
        yield from goal.claims("visits_directly", goal.named, 0.9)


@procedure
def visits_during(goal: _Goal) -> Iterator[Claim]:
    """What is done or said at a place on a visit tells of the visit: 林海洋在青岚县调研时强调."""
    if goal.form == "during":
        yield from goal.claims("visits_during", goal.named, 0.85)


@procedure
def visits_on_tour(goal: _Goal) -> Iterator[Claim]:
    """On a tour the place comes first and the looking after a comma: 沈若兰来到北川集团，详细了解生产情况."""
    if goal.form == "arrives" and not goal.behind:
        yield from goal.claims("visits_on_tour", goal.named, 0.85)


@procedure
def visits_from_place(goal: _Goal) -> Iterator[Claim]:
    """The place stands in front: 在北川集团智能工厂，林海洋详细了解生产情况."""
    if goal.behind:
        yield from goal.claims("visits_from_place", goal.named, 0.85)


@procedure
def visits_further(goal: _Goal) -> Iterator[Claim]:
    """A tour goes on without naming the visitor again: 并来到青岚工业园，详细了解…; 在柳林社区，他走进…"""
    if not goal.named:
        yield from goal.claims("visits_further", goal.tour, 0.75)


RULES: tuple[Rule, ...] = (
    visits_and_acts,
    visits_directly,
    visits_during,
    visits_on_tour,
    visits_from_place,
    visits_further,
)


@dataclass(slots=True)
class _Tour:
    """Who is on the way; a list of one or more, empty before the first visit."""

    people: tuple[Mention, ...] = field(default=())


def read(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Iterator[Claim]:
    """VISIT claims, one for each visitor and place in a sentence."""
    if not any(reading.of_kind("PER")):
        return
    tour = _Tour()
    for number, (sentence, view) in enumerate(views):
        if not (_LOOK.search(view.text) or (tour.people and _opens(reading, sentence))):
            continue
        seen = set()
        for goal in _goals(reading, view, tour, _following(reading, views, number)):
            for claim in (claim for each in RULES for claim in each.make(goal)):
                if claim.args not in seen:
                    seen.add(claim.args)
                    yield claim
        if not (seen or tour.people) or (not seen and _opens(reading, sentence)):
            tour.people = _on_the_way(view) or tour.people


def _on_the_way(view: View) -> tuple[Mention, ...]:
    """Who is said to be on a visit, before any place is named (林海洋率队调研春耕工作)."""
    found = _SETS_OUT.search(view.text)
    if found is None or _SAYS.search(found[0]) or _NOT_NOW.search(found[0]):
        return ()
    return _group(view, view.text, found.start("who"))


def _opens(reading: Reading, sentence: Sentence) -> bool:
    """Does a sentence open its paragraph?"""
    return sentence.start == 0 or reading.text[sentence.start - 1] == "\n"


def _following(reading: Reading, views: tuple[tuple[Sentence, View], ...], number: int) -> View | None:
    """The next sentence, behind one that opens its paragraph."""
    if not _opens(reading, views[number][0]) or number + 1 == len(views):
        return None
    sentence, view = views[number + 1]
    return None if _opens(reading, sentence) else view


def _goals(reading: Reading, view: View, tour: _Tour, following: View | None) -> Iterator[_Goal]:
    """The goals of a sentence, left to right, each with its visitors; a named one sets the tour."""
    text = _COMPANIONS.sub(lambda m: "＿" * len(m[0]), view.text)
    at = 0
    while match := _GOAL.search(text, at):
        form = _form(match, text)
        at = match.end("list") if form else max(match.start("at"), match.start() + 1)
        if not form:
            continue
        named = _named(view, text, match.start())
        free = not named and _carries(text[: match.start()])
        late = _late(view, text, match.end(), form, following) if free else ()
        if named or late or form != "opens":
            yield _Goal(reading, view, match, form, named or late, bool(late), tour.people if free else ())
            tour.people = named or late or tour.people


def _form(match: re.Match[str], text: str) -> str:
    """What the clause says of a list of places; "" where it tells of no visit."""
    verb, tail = match["verb"], match["tail"]
    told = _ACT.search(tail)
    moves = verb == "来" or _MOVE.fullmatch(verb)
    if (moves or verb == "在") and _LIVES.search(tail[: told.start()] if told else tail):
        return ""
    acts = told or _ACT.match(text, match.end() + (text[match.end() : match.end() + 1] == "，"))
    if moves and (acts or _ACT.search(match["behind"] or "")):
        return "goes"
    if verb == "在" and (told or _LOOK.search(tail)):
        return "during"
    if verb != "了解" and _ACT.fullmatch(verb):
        return "acts"
    return _arrival(match, text) if verb != "来" else ""


def _arrival(match: re.Match[str], text: str) -> str:
    """来到甲，…察看: the looking comes behind a comma; 在甲，工人们…。 and 甲现场，… only open a paragraph."""
    verb, rest = match["verb"], text[match.end() :]
    if (_TOUR.search(verb) and _STOPS.match(rest) and (_SITE.search(match["tail"]) or _NEXT.search(text, 0, match.start("list")))) or (verb == "在" and _HEARD.match(rest)):
        return "arrives"
    at_it = verb == "在" or (not verb and _SITE.search(match["tail"]))
    if not re.match("[^。；：]{0,8}，", rest) or not (at_it or _TOUR.search(verb) or (verb and _TOUR.search(text, 0, match.start()))):
        return ""
    if verb and _LOOK.search(rest):
        return "arrives"
    return "opens" if match.start() == 0 else ""


def _named(view: View, text: str, at: int) -> tuple[Mention, ...]:
    """The visitors named before a goal in its sentence."""
    last = text.rfind(_PER, 0, at)
    while last > 0 and _SEEN.search(text, max(0, last - 24), last):
        last = text.rfind(_PER, 0, last)  # 走访了困难群众甲、乙，并到…: those are visited themselves
    head = text[last + 1 : at]
    if last < 0 or len(head) > 60 or re.search("[。；：“”]", head) or _SAYS.search(head) or _NOT_NOW.search(head):
        return ()
    return () if _OTHER_SUBJECT.search(head) and not _LEADS.search(head) else _group(view, text, last)


def _carries(head: str) -> bool:
    """May the visitors of the tour be meant: has the clause before a goal no subject of its own?"""
    clause = re.split("[。；]", head)[-1]
    if _SAYS.search(clause) or _OTHERS.search(head) or re.search("[“”]", clause):
        return False
    return bool(_FREE.fullmatch(clause.rsplit("，", 1)[-1]))


def _late(view: View, text: str, at: int, form: str, following: View | None) -> tuple[Mention, ...]:
    """The visitors named behind the place, in its sentence or at the beginning of the next."""
    if form not in ("arrives", "opens"):
        return ()
    found = _named_behind(view, text, at)
    return found or (_named_behind(following, following.text, 0) if form == "opens" and following else ())


def _named_behind(view: View, text: str, at: int) -> tuple[Mention, ...]:
    """The first person behind the place, when the next thing told is what that person looks at."""
    first = text.find(_PER, at)
    if first < 0 or re.search("[。；：“”]", text[at:first]):
        return ()
    last = first
    while (following := text.find(_PER, last + 1)) > 0 and _beside(text, last, following):
        last = following
    does = _LOOK.search(text, last, last + 24)
    if does is None or re.search("[。；：“”]|介绍|汇报|表示", text[last : does.start()]):
        return ()
    return _group(view, text, last)


def _beside(text: str, left: int, right: int) -> bool:
    title = text[left + 1 : left + 2] == mark("TITLE")
    return bool(_BESIDE.fullmatch(text, left + 1 + title, right))


def _group(view: View, text: str, last: int) -> tuple[Mention, ...]:
    """The person at a place of the view, with those listed before."""
    at = [last]
    while (left := text.rfind(_PER, 0, at[-1])) >= 0 and _beside(text, left, at[-1]):
        at.append(left)
    if text.endswith("记者", 0, at[-1]):
        return ()
    return tuple(item for i in reversed(at) if (item := view.tokens[i].item) is not None)


def _targets(view: View, match: re.Match[str]) -> list[Mention]:
    """The last name of every item: of 位于青岚镇的北川集团 the group, of 青岚镇柳林社区 the community."""
    found = _TARGETS.finditer(match.string, *match.span("list"))
    return [item for hit in found if (item := view.tokens[hit.start("what")].item) is not None]
