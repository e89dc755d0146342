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
from kg.wording import tours
from kg.wording.bodies import home_by

_PER = mark("PER")
_MOVES, _ACTS = either("visit_moves"), either("visit_acts")
_NO = "，。；：、“”{PER}{ORG}{PRJ}{LOC}"
_THING = "{ORG|PRJ|LOC}"
_OWNED = rf"(?:[^{_NO}]{{1,20}}的|{{LOC}}[^{_NO}的]{{0,4}}(?:项目|企业|工程|单位|窗口|园区|景区)|{_THING}[^{_NO}]{{0,14}}的|位于{_THING}{{1,3}}[^{_NO}]{{0,8}}的)?"
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
_BESIDE = re.compile(expand(r"[、和与]|(?:、|，)(?:{ORG|LOC}|{TITLE}|、|和|，){0,8}|[、和与][^，。；：“”{PER}]{0,16}|，?(?:并|还)?(?:率领?|带领|偕同?)[^，。；：“”{PER}]{0,16}"))
_SEEN = re.compile(expand("(?:看望|慰问|走访|探望|会见|接见)了?[^，。；]{0,12}?(?:{PER}[、和])*$"))
_SETS_OUT = re.compile(expand("(?P<who>{PER})[^。；：“”{PER}]{0,40}?(?:调研|视察|考察|走访|慰问|检查|督导|督查|观摩|看望)"))


_TO_US = re.compile(f"(?:到|来|赴|莅临|抵达|走进|到访)了?(?:我(?P<our>校|院|公司|集团|司|局|厂)|(?P<own>[校院司])(?={_ACTS}|洽谈|交流|访问))(?P<tail>[^，。；：“”]{{0,20}}?(?:{_ACTS}|洽谈|交流|对接))")
_FIRMS = {"司": "公司"}


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


@procedure
def visits_us(scene: tuple[Reading, View]) -> Iterator[Claim]:
    """Guests of the house whose page it is: 县长林海洋率队到我校考察, with those who come along (副县长沈若兰随同)."""
    reading, view = scene
    found = _TO_US.search(view.text)
    home = home_by(reading, _FIRMS.get(noun := found["our"] or found["own"], noun)) if found else None
    if found is None or home is None:
        return
    start, end = view.span(found.start(), found.end())
    guests = _named(view, view.text, found.start())
    for person in (*guests, *(_companions(view, found.end()) if guests else ())):
        span = Span(min(start, person.start), max(end, person.end))
        yield Claim(reading.article.id, "VISIT", (("person", person), ("target", home)), span, "visits_us", 0.8)


RULES: tuple[Rule, ...] = (
    visits_us,
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
    trip: bool = False  # a tour of many is told of (集中观摩活动), before anyone is named

    def joined(self, view: View) -> tuple[Mention, ...]:
        """Who is said to take part in the tour of many: 开展集中观摩。县长林海洋参加。"""
        self.trip = self.trip or bool(tours.TRIP.search(view.text))
        found = tours.JOINS.search(view.text) if self.trip and not self.people else None
        return _group(view, view.text, found.start("who")) if found else self.people


def read(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Iterator[Claim]:
    """VISIT claims, one for each visitor and place in a sentence."""
    if not any(reading.of_kind("PER")):
        return
    tour = _Tour()
    for number, (sentence, view) in enumerate(views):
        tour.people = tour.joined(view)
        yield from visits_us.make((reading, view))
        if not (_LOOK.search(view.text) or (tour.people and (_opens(reading, sentence) or tours.SPOKEN.search(view.text)))):
            continue
        seen = set()
        for goal in _goals(reading, view, tour, _following(reading, views, number)):
            for claim in (claim for each in RULES[1:] for claim in each.make(goal)):
                if claim.args not in seen:
                    seen.add(claim.args)
                    yield claim
        if not (seen or tour.people) or (not seen and _opens(reading, sentence)):
            tour.people = _on_the_way(view) or tour.people


def _on_the_way(view: View) -> tuple[Mention, ...]:
    """Who is said to be on a visit, before any place is named (林海洋率队调研春耕工作)."""
    found = _SETS_OUT.search(view.text)
    if found is None or tours.SAYS.search(found[0]) or tours.NOT_NOW.search(found[0]):
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
    text = tours.COMPANIONS.sub(lambda m: "＿" * len(m[0]), view.text)
    at = 0
    while match := _GOAL.search(text, at):
        form = _form(match, text)
        at = match.end("list") if form else max(match.start("at"), match.start() + 1)
        if not form:
            continue
        named = _speaker(view, match, tour.people) if form == "speaks" else _named(view, text, match.start())
        free = not named and _carries(text[: match.start()])
        late = _late(view, text, match.end(), form, following) if free else ()
        if named or late or form not in ("opens", "speaks"):
            yield _Goal(reading, view, match, form, named or late, bool(late) or form == "speaks", tour.people if free else ())
            tour.people = named or late or tour.people


def _form(match: re.Match[str], text: str) -> str:
    """What the clause says of a list of places; "" where it tells of no visit."""
    verb, tail = match["verb"], match["tail"]
    told = _ACT.search(tail)
    moves = verb == "来" or _MOVE.fullmatch(verb)
    if (moves or verb == "在") and tours.LIVES.search(tail[: told.start()] if told else tail):
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
    if verb == "在" and tours.SPOKEN.match(rest) and not tours.AT_MEETING.search(match["tail"]):
        return "speaks"
    if (tours.TOUR.search(verb) and tours.STOPS.match(rest) and (tours.SITE.search(match["tail"]) or tours.NEXT.search(text, 0, match.start("list")))) or (verb == "在" and tours.HEARD.match(rest)):
        return "arrives"
    at_it = verb == "在" or (not verb and tours.SITE.search(match["tail"]))
    if not re.match("[^。；：]{0,8}，", rest) or not (at_it or tours.TOUR.search(verb) or (verb and tours.TOUR.search(text, 0, match.start()))):
        return ""
    if verb and _LOOK.search(rest):
        return "arrives"
    return "opens" if match.start() == 0 else ""


def _speaker(view: View, match: re.Match[str], people: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Who speaks at a place, if on the way already: 在柳林社区，林海洋指出."""
    found = tours.SPOKEN.match(match.string, match.end())
    person = view.tokens[found.start("who")].item if found else None
    return (person,) if person and any(p.text == person.text for p in people) else ()


def _companions(view: View, at: int) -> tuple[Mention, ...]:
    """Those named behind a visit as coming along."""
    found = tours.ALONG.match(view.text, at)
    if found is None or re.search("会见|陪同|主持|介绍|接待|参加", found["who"]):
        return ()
    return tuple(item for i in range(*found.span("who")) if view.text[i] == _PER and (item := view.tokens[i].item))


def _named(view: View, text: str, at: int) -> tuple[Mention, ...]:
    """The visitors named before a goal in its sentence."""
    last = text.rfind(_PER, 0, at)
    while last > 0 and _SEEN.search(text, max(0, last - 24), last):
        last = text.rfind(_PER, 0, last)  # 走访了困难群众甲、乙，并到…: those are visited themselves
    head = text[last + 1 : at]
    if last < 0 or len(head) > 60 or re.search("[。；：“”]", head) or tours.SAYS.search(head) or tours.NOT_NOW.search(head):
        return ()
    return () if tours.OTHER_SUBJECT.search(head) and not tours.LEADS.search(head) else _group(view, text, last)


def _carries(head: str) -> bool:
    """May the visitors of the tour be meant: has the clause before a goal no subject of its own?"""
    clause = re.split("[。；]", head)[-1]
    if tours.SAYS.search(clause) or tours.OTHERS.search(head) or re.search("[“”]", clause):
        return False
    return bool(tours.FREE.fullmatch(clause.rsplit("，", 1)[-1]))


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
