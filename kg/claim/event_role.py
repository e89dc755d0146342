"""Who took part in, spoke at, chaired or held which event, where the text says so with a verb.

An event that is only meant (会议, 仪式上, 本次活动) is the one the article is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.grammar.rule import Rule, procedure
from kg.grammar.view import Token, View, mark
from kg.lexicon.lists import either
from kg.model import Claim, Mention, Reading, Sentence, Span

_EVT, _PER, _ORG, _LOC, _TITLE = (mark(k) for k in ("EVT", "PER", "ORG", "LOC", "TITLE"))
_ATTEND, _HOST, _PERFORM = either("event_attend"), either("event_host"), either("event_perform")
_NOUN = "(?:会议|大会|全会|会|仪式|活动|论坛|峰会|座谈会|推介会|推进会|动员会|调度会|座谈|典礼|签约|开工|揭牌|启动|开幕|闭幕)"
_LEADERS = "(?:领导|嘉宾|同志|人员|代表|单位|专家|客商|企业家)"
_ATTENDED = re.compile(
    f"(?:{_ATTEND})(?:了|过)?(?P<object>[^，。；：{_PER}{_ORG}]{{0,12}}?(?:{_EVT}|{_NOUN})|(?=[，。；]|并|$))"
)
_ALSO = re.compile(
    f"(?:{_ATTEND})(?P<object>[^，。；：]{{0,10}}?)(?:的)?[^，。；：{_PER}]{{0,10}}{_LEADERS}?[^，。；：{_PER}]{{0,6}}(?:还有|有|包括|分别是)[：，]?"
)
_PASSIVE = re.compile(f"由(?P<who>[^。；]{{1,160}}?)(?P<verb>共同主办|联合主办|主持召开|主持|{_HOST}|共同承办|联合承办)")
_SEGMENT_HOST = re.compile(f"(?P<verb>主办|承办|协办|指导|支持)(?=[，。；]|$|的{_EVT})")
_HELD = re.compile(
    f"(?:隆重|成功|正式|共同|联合|分别|专门|集中|如期|组织|主持|牵头|及时|迅速){{0,2}}(?:{_HOST})(?:了|的)?(?:[^，。；：{_PER}{_ORG}]{{0,14}})(?P<event>{_EVT})"
)
_AT = re.compile(f"(?P<event>{_EVT}|(?:此次|本次|这次)?{_NOUN})(?:上|期间|现场|中)")
_DOES = re.compile(
    f"(?:{_PERFORM})|作(?:了|出)?[^，。；]{{0,24}}?(?:发言|讲话|报告|推介|演讲|致辞|动员|汇报|说明|部署|点评|总结|介绍|通报|表态|交流|检查|述职|宣讲)|宣布[^，。；]{{0,80}}?(?:开工|开幕|启动|闭幕|开馆|开园|成立|通车|开业|竣工|投产|开赛|开始)"
)
_QUOTED_WORDS = re.compile(r"(?:重要|系列|的|深情)(?:讲话|致辞|发言|报告)|(?:讲话|报告|致辞)精神")
_AWAITED = re.compile(r"(?:迎接|喜迎|迎|庆祝|献礼|学习|贯彻|落实|传达|领会|按照|根据|自)[^，。；]{0,4}$")
_STAFF = re.compile("负责|领导|班子|干部|职工|成员|同志")
_BREAK = re.compile(r"[。；：！？\n]")
_VERBISH = re.compile(
    f"(?:{_HOST}|{_ATTEND}|主持|表示|指出|强调|要求|宣布|举行|宣读|会见|会谈|吸引|围绕|介绍|说|讲话|致辞|{_EVT}|陪同下)"
)
_OPENS = re.compile(f"(?:在)?(?:此次|本次|这次)?(?P<event>{_EVT}|{_NOUN})[上中]，(?:[{_ORG}{_LOC}]|{_TITLE}|、|原|和)*{_PER}")


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence with the event that is meant in it when none is named."""

    reading: Reading
    sentence: Sentence
    view: View
    event: Mention | None

    @property
    def text(self) -> str:
        return self.view.text

    def token(self, at: int) -> Token:
        return self.view.tokens[at]

    def meant(self, words: str, at: int) -> Mention | None:
        """The event named in `words` (a stretch of the view that starts at `at`), else the one meant."""
        found = words.find(_EVT)
        return self.view.tokens[at + found].item if found >= 0 else self.event


@procedure
def attends(scene: _Scene) -> Iterator[Claim]:
    """A list of people before a verb of attending: A、B、C等出席开工仪式; everyone named in it took part."""
    for match in _ATTENDED.finditer(scene.text):
        event = scene.meant(match["object"], match.start("object"))
        people = _before(scene, match.start())
        yield from _claims(scene, "attends", people, event, match.end(), 0.9)


@procedure
def attends_list(scene: _Scene) -> Iterator[Claim]:
    """A list of people behind the verb: 出席活动的还有A、B、C."""
    for match in _ALSO.finditer(scene.text):
        event = scene.meant(match["object"], match.start("object"))
        people = _after(scene, match.end())
        yield from _claims(scene, "attends_list", people, event, match.start(), 0.88)


@procedure
def hosted_by(scene: _Scene) -> Iterator[Claim]:
    """Passives name the chair and the hosts: 会议由A主持, 由B主办，C承办，D协办."""
    match = _PASSIVE.search(scene.text)
    if match is None:
        return
    event = scene.meant(scene.text[: match.start()], 0) or scene.meant(scene.text[match.end() : match.end() + 40], match.end())
    yield from _claims(scene, "hosted_by", _within(scene, *match.span("who")), event, match.end(), 0.9)
    start = match.end()
    for more in _SEGMENT_HOST.finditer(scene.text, match.end()):
        people = _within(scene, start, more.start())
        yield from _claims(scene, "hosted_by", people, event, more.end(), 0.88)
        start = more.end()


@procedure
def holds(scene: _Scene) -> Iterator[Claim]:
    """A body or person that holds an event: 北川集团召开工作会议, 我县隆重举行开工仪式."""
    for match in _HELD.finditer(scene.text):
        event = scene.token(match.start("event")).item
        host = _subject(scene, match.start())
        yield from _claims(scene, "holds", host, event, match.end(), 0.85)


@procedure
def speaks_at(scene: _Scene) -> Iterator[Claim]:
    """What people do at the event of the article: 沈若兰致辞, 林海洋宣布开工, 会上，A、B作了发言."""
    for match in _DOES.finditer(scene.text):
        if _QUOTED_WORDS.search(scene.text, max(0, match.start() - 2), match.end() + 2) or _of_other(scene, match.end()):
            continue
        clause = _clause_start(scene.text, match.start())
        event = scene.meant(scene.text[clause : match.end() + 14], clause)
        yield from _claims(scene, "speaks_at", _doers(scene, match.start()), event, match.end(), 0.82)


@procedure
def acts_at(scene: _Scene) -> Iterator[Claim]:
    """A person at a named event: 林海洋在全市教育大会上强调."""
    for match in re.finditer(f"(?P<who>{_PER}){_TITLE}?(?:日前|近日|今天|昨日|昨天)?在[^，。；{_PER}]{{0,16}}?(?P<event>{_EVT})[^，。；{_PER}]{{0,4}}[上中]", scene.text):
        event = scene.token(match.start("event")).item
        yield from _claims(scene, "acts_at", [match.start("who")], event, match.end(), 0.88)


@procedure
def speaks_up_at(scene: _Scene) -> Iterator[Claim]:
    """The event opens the sentence, who acts there follows: 会上，局长沈若兰汇报…; 县委全会上，林海洋提出…"""
    match = _OPENS.match(scene.text)
    if match is None:
        return
    event = scene.token(match.start("event")).item if match["event"] == _EVT else scene.event
    people = [i for i in range(match.end() - 1, match.end()) if scene.text[i] == _PER]
    yield from _claims(scene, "speaks_up_at", people, event, match.end(), 0.75)


RULES: tuple[Rule, ...] = (attends, attends_list, hosted_by, holds, speaks_at, acts_at, speaks_up_at)


def read(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Iterator[Claim]:
    """EVENT_ROLE claims; an agent of an event once a sentence."""
    if not any(reading.of_kind("EVT")):
        return
    for scene in _scenes(reading, views):
        seen = set()
        for each in RULES:
            for claim in each.make(scene):
                if claim.args not in seen:
                    seen.add(claim.args)
                    yield claim


def _scenes(reading: Reading, views: Iterable[tuple[Sentence, View]]) -> Iterator[_Scene]:
    """The sentences that can hold a role, each with the event that was last held before it."""
    views = tuple(views)
    current = _main_event(reading, views)
    for sentence, view in views:
        held = _held_here(view)
        yield _Scene(reading, sentence, view, held or current)
        current = held or current


def _main_event(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Mention | None:
    """The event of an article: the first that is held or attended, else one of the headline."""
    for _, view in views:
        held = _held_here(view)
        if held is not None:
            return held
    heads = [u for u in reading.article.units if u.kind in ("headline", "subhead")]
    return next((m for m in reading.of_kind("EVT") for u in heads if u.start <= m.start < u.end), None)


@cache
def _held_pattern() -> re.Pattern[str]:
    before = f"(?:{_HOST}|{_ATTEND}|主持|迎来)(?:了|的)?[^，。；：]{{0,14}}{_EVT}(?![精议])"
    behind = f"{_EVT}[^，。；：]{{0,24}}?(?:{_HOST}|开幕|启幕|落幕|闭幕|拉开)"
    return re.compile(f"{before}|{behind}|{_EVT}由")


def _held_here(view: View) -> Mention | None:
    for match in _held_pattern().finditer(view.text) if _EVT in view.text else ():
        at = match.start() + match[0].find(_EVT)
        if not _AWAITED.search(view.text, max(0, at - 8), at):
            return view.tokens[at].item
    return None


def _claims(
    scene: _Scene, rule: str, agents: Iterable[int], event: Mention | None, end: int, confidence: float
) -> Iterator[Claim]:
    """One claim for each agent (positions of marks in the view)."""
    if event is None:
        return
    for at in agents:
        agent = scene.token(at).item
        if agent is not None and not agent.start <= event.start < agent.end:
            yield _claim(scene, rule, agent, event, _span(scene, at, end), confidence)


def _claim(scene: _Scene, rule: str, agent: Mention, event: Mention, span: Span, confidence: float) -> Claim:
    args = (("agent", agent), ("event", event))
    return Claim(scene.reading.article.id, "EVENT_ROLE", args, span, rule, confidence)


def _span(scene: _Scene, at: int, end: int) -> Span:
    """From the agent to the cue, or from the cue to the agent; the agent alone where that is too long."""
    first, last = (at, end) if at < end else (end, at + 1)
    span = scene.view.span(first, last)
    raw = scene.reading.article.flow.raw(span)
    return span if raw.end - raw.start <= 600 else scene.view.span(at, at + 1)


def _clause_start(text: str, at: int) -> int:
    found = max(text.rfind(c, 0, at) for c in "，。；：")
    return found + 1


def _before(scene: _Scene, at: int) -> list[int]:
    """Marks of the agents in the list that ends at a verb; it reaches back over commas while it stays a list."""
    start = at
    while start > 0 and not _BREAK.match(scene.text, start - 1):
        comma = max(scene.text.rfind("，", 0, start - 1), max((m.start() for m in _BREAK.finditer(scene.text, 0, start - 1)), default=-1))
        piece = scene.text[comma + 1 : start - 1 if start < at else at]
        if start < at and _VERBISH.search(piece):
            break
        start = comma + 1
    return _within(scene, start, at)


def _after(scene: _Scene, at: int) -> list[int]:
    stop = _BREAK.search(scene.text, at)
    return _within(scene, at, stop.start() if stop else len(scene.text))


def _within(scene: _Scene, start: int, end: int) -> list[int]:
    """Agents in a stretch of a list: every person, and bodies that stand as items of their own."""
    text = scene.text
    bodies = not _STAFF.search(text, max(start, text.rfind(_ORG, start, end)), end)
    return [i for i in range(start, end) if text[i] == _PER or (bodies and text[i] == _ORG and _item(text, i, start, end))]


def _item(text: str, at: int, start: int, end: int) -> bool:
    """Is a body's mark a whole item of the list, not the owner of a post or a person?"""
    behind = text[at + 1 : at + 2] if at + 1 < end else ""
    front = text[at - 1] if at > start else "，"
    return front in "，、和与及由" + _ORG and behind in ("", "、", "，", "和", "与", "及", "等", "共", "联", "分", "承", "主", "协", "在", "作", "还")


def _subject(scene: _Scene, at: int) -> list[int]:
    """The agent right before a verb of holding (dates and adverbs may stand between)."""
    text = scene.text
    head = re.search(f"(?P<who>[{_ORG}{_LOC}{_PER}](?:、[{_ORG}{_LOC}]|[和与][{_ORG}{_LOC}])*)(?P<gap>[^，。；：{_PER}{_ORG}{_LOC}{_EVT}]{{0,12}})$", text[:at])
    if head is None or re.search(r"[在于到从对向的等]|位于", head["gap"]) or re.search(r"[在于到从对向]$", text[: head.start()]):
        return []
    return [i for i in range(head.start("who"), head.end("who")) if text[i] in (_ORG, _LOC, _PER)]


def _doers(scene: _Scene, at: int) -> list[int]:
    """The people or bodies in front of what is done: those of its clause, else of the list before it."""
    clause = _clause_start(scene.text, at)
    here = _within(scene, clause, at)
    if here and re.search("等|分别|共同|先后", scene.text[clause:at]):
        return _before(scene, at)
    people = [i for i in here if scene.text[i] == _PER]
    return (people[-1:] if "、" not in scene.text[clause:at] else here) or _list_before(scene, clause, at)


def _list_before(scene: _Scene, clause: int, at: int) -> list[int]:
    """并讲话, 分别致辞: the subject stands in the clause before."""
    if not re.match(r"(?:并|分别|现场|先后|共同|一同)", scene.text[clause:at]) or clause == 0:
        return []
    return [i for i in _before(scene, clause - 1) if scene.text[i] == _PER][-1:]


def _of_other(scene: _Scene, at: int) -> bool:
    """讲话精神, 讲话稿, 发言人, 主持人: no act at the event."""
    return scene.text[at : at + 1] in ("精", "稿", "人", "者", "单", "制", "建", "棒", "权")
