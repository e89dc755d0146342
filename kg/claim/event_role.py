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
from kg.wording.roll import Roll, clause_start

_EVT, _PER, _ORG, _LOC, _TITLE = (mark(k) for k in ("EVT", "PER", "ORG", "LOC", "TITLE"))
_ROLL = Roll(_PER, _ORG, _LOC, _TITLE, _EVT)
_ATTEND, _HOST, _PERFORM = either("event_attend"), either("event_host"), either("event_perform")
_NOUN = "(?:会议|大会|全会|会|仪式|活动|论坛|峰会|座谈会|推介会|推进会|动员会|调度会|座谈|典礼|签约|开工|揭牌|启动|开幕|闭幕|盛况|盛会|盛典|盛事|时刻)"
_OPENING = re.compile("开幕|闭幕|启幕")
_CEREMONY = re.compile("(?:仪式|典礼|活动)$")
_KINDS = {"仪式": ("仪式", "典礼"), "典礼": ("典礼", "仪式"), "论坛": ("论坛", "峰会", "大会"), "会议": ("会", "会议"), "大会": ("大会", "会", "会议")}
_KIND = re.compile("|".join(_KINDS))
_LEADERS = "(?:领导|嘉宾|同志|人员|代表|单位|专家|客商|企业家)"
_ATTENDED = re.compile(
    f"(?:{_ATTEND})(?:了|过)?(?P<object>[^，。；：{_PER}]{{0,16}}?(?:{_EVT}|{_NOUN})|(?=[，。；]|并|$))"
)
_ALSO = re.compile(
    f"(?:{_ATTEND})(?P<object>[^，。；：]{{0,10}}?)(?:的)?[^，。；：{_PER}]{{0,10}}{_LEADERS}?[^，。；：{_PER}]{{0,6}}(?:还有|有|包括|分别是)[：，]?"
)
_PASSIVE = re.compile(f"由(?P<who>[^。；{_EVT}]{{1,160}}?)(?P<verb>共同主办|联合主办|主持召开|主持|{_HOST}|共同承办|联合承办)")
_SEGMENT_HOST = re.compile(f"(?P<verb>主办|承办|协办|指导|支持)(?=[，。；]|$|的{_EVT})")
_HELD = re.compile(
    f"(?:隆重|成功|正式|共同|联合|分别|专门|集中|如期|组织|主持|牵头|及时|迅速){{0,2}}(?:{_HOST})(?:了|的)?(?:[^，。；：{_PER}{_ORG}{_EVT}]{{0,14}})(?P<event>{_EVT}(?:[、和暨及]{_EVT})*)"
)
_AT = re.compile(f"(?P<event>{_EVT}|(?:此次|本次|这次)?{_NOUN})(?:上|期间|现场|中)")
_DOES = re.compile(
    f"(?:{_PERFORM})|作(?:了|出)?[^，。；]{{0,24}}?(?:发言|讲话|报告|推介|演讲|致辞|动员|汇报|说明|部署|安排|点评|总结|介绍|通报|表态|交流|检查|述职|宣讲)|宣布[^，。；]{{0,80}}?(?:开工|开幕|启动|闭幕|开馆|开园|成立|通车|开业|竣工|投产|开赛|开始)"
)
_ACTS_AT = re.compile(f"(?P<who>{_PER}){_TITLE}?(?:日前|近日|今天|昨日|昨天)?在[^，。；{_PER}]{{0,16}}?(?P<event>{_EVT})[^，。；{_PER}]{{0,4}}[上中]")
_ACTS = re.compile(f"{_ATTEND}|主持|讲话|致辞|作[^，。；]{{0,12}}报告|{_EVT}")
_TELLS = re.compile(r"(?:通报|传达|宣读|解读|部署|汇报|介绍|讲解|颁发|总结|回顾|安排|报告)了?[^，。；]")
_LABEL = "(?:发布人|主发布人|新闻发言人|主持人?|(?:访谈)?嘉宾|主讲人?|报告人|致辞人?|出席(?:人员|领导|嘉宾)?|列席(?:人员)?|参[会加](?:人员|领导))："
_LABELLED = re.compile(_LABEL)
_CAST = re.compile(f"(?P<label>{_LABEL})?(?P<people>{_ROLL.item}(?:[、，；]{_ROLL.item}){{0,20}})(?:等.{{0,8}})?")
_ASIDE = re.compile(f"(?:[^，。；：]{{0,6}}(?:{_EVT}|{_NOUN}))(?:之?[前后]|结束后)，|{_EVT}结束后")
_REPORTED = re.compile(f"[—－-]{{1,4}}[^，。；]{{0,24}}在[^，。；]{{0,6}}(?P<event>{_EVT})上(?:的(?:讲话|报告|发言|致辞))?[）)]?$")
_SIGNED = re.compile(f"[（(]?(?:{_ROLL.item})[）)]?")
_SIGNS = re.compile(r"(?:代表|分别代表|作为)[^，。；]{0,40}?(?:签约|签署|签订|签字|互换)|(?:共同|分别)?(?:签署|签订)了?[^，。；]{0,20}?(?:协议|合同|备忘录|意向书|责任书)|一声令下")
_READS = re.compile("(?:传达|宣读|通报|领学)")
_QUOTED_WORDS = re.compile(r"(?<!了热情洋溢)(?<!了简短)(?<!热情)(?:重要|系列|的|深情)(?:讲话|致辞|发言|报告)|(?:讲话|报告|致辞)精神")
_AWAITED = re.compile(r"(?:迎接|喜迎|迎|庆祝|献礼|学习|贯彻|落实|传达|领会|按照|根据|自)[^，。；]{0,4}$")
_WITHIN = re.compile("(?:第[一二三四五六七八九十]+次)?(?:全体|分组|联组|小组|预备|闭幕|主席团|分团)(?:会议|会|审议会)")  # of a session
_LEAD = 2  # paragraphs that may introduce the event of an article
_OPENS = re.compile(f"(?:在)?(?:此次|本次|这次)?(?P<event>{_EVT}|{_NOUN})[上中]，(?:[{_ORG}{_LOC}]|{_TITLE}|、|原|和)*{_PER}")


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence with the event that is meant in it when none is named."""

    reading: Reading
    sentence: Sentence
    view: View
    event: Mention | None
    cast: bool = False  # does the article name its speakers under labels (主持人：…)?
    told: tuple[Mention, ...] = ()  # the events told of so far, the article's own first
    reported: Mention | None = None  # the event in whose name the line before ends (——在…会议上)

    @property
    def text(self) -> str:
        return self.view.text

    def token(self, at: int) -> Token:
        return self.view.tokens[at]

    def meant(self, words: str, at: int) -> Mention | None:
        """The event named in `words` (a stretch of the view that starts at `at`), else the one meant."""
        found = words.find(_EVT)
        if found >= 0 and not words.startswith("精神", found + 1) and words[found + 1 : found + 3] != "有关":
            return self.view.tokens[at + found].item
        return self._alike(words)

    def _alike(self, words: str) -> Mention | None:
        """The event last told of that a bare noun can mean: 开幕式 is the fair's, 论坛 no ceremony."""
        if self.event is None:
            return None
        if _OPENING.search(words):
            return next((e for e in self.told if not _CEREMONY.search(e.text)), self.event)
        noun = _KIND.search(words)
        fits = [e for e in (*self.told, self.event) if noun and e.text.endswith(_KINDS[noun[0]])]
        return self.event if not fits or self.event in fits else fits[-1]


@procedure
def attends(scene: _Scene) -> Iterator[Claim]:
    """A list of people before a verb of attending: A、B、C等出席开工仪式; everyone named in it took part."""
    for match in _ATTENDED.finditer(scene.text):
        if match[0].startswith(("参会", "到会", "与会")) and not re.match("[，。；并]|$", scene.text[match.start() + 2 :]):
            continue  # 参会各方, 到会人员
        event = scene.meant(match["object"], match.start("object"))
        people = _ROLL.before(scene.text, match.start())
        yield from _claims(scene, "attends", people, event, match.end(), 0.85)


@procedure
def attends_list(scene: _Scene) -> Iterator[Claim]:
    """A list of people behind the verb: 出席活动的还有A、B、C."""
    for match in _ALSO.finditer(scene.text):
        event = scene.meant(match[0], match.start())
        people = _ROLL.after(scene.text, match.end())
        yield from _claims(scene, "attends_list", people, event, match.start(), 0.88)


@procedure
def hosted_by(scene: _Scene) -> Iterator[Claim]:
    """Passives name the chair and the hosts: 会议由A主持, 由B主办，C承办，D协办."""
    match = _PASSIVE.search(scene.text)
    if match is None:
        return
    event = scene.meant(scene.text[: match.start()], 0) or scene.meant(scene.text[match.end() : match.end() + 40], match.end())
    yield from _claims(scene, "hosted_by", _ROLL.within(scene.text, *match.span("who")), event, match.end(), 0.9)
    start = match.end()
    for more in _SEGMENT_HOST.finditer(scene.text, match.end()):
        people = _ROLL.within(scene.text, start, more.start())
        yield from _claims(scene, "hosted_by", people, event, more.end(), 0.88)
        start = more.end()


@procedure
def holds(scene: _Scene) -> Iterator[Claim]:
    """A body or person that holds an event: 北川集团召开工作会议, 我县隆重举行开工仪式."""
    for match in _HELD.finditer(scene.text):
        host = _ROLL.holder(scene.text, match.start())
        for at in (i for i in range(*match.span("event")) if scene.text[i] == _EVT):
            yield from _claims(scene, "holds", host, scene.token(at).item, at + 1, 0.85)


@procedure
def speaks_at(scene: _Scene) -> Iterator[Claim]:
    """What people do at the event of the article: 沈若兰致辞, 林海洋宣布开工, 会上，A、B作了发言."""
    for match in _DOES.finditer(scene.text):
        if _QUOTED_WORDS.search(scene.text, max(0, match.start() - 2), match.end() + 2) or _of_other(scene, match.end()):
            continue
        clause = clause_start(scene.text, match.start())
        event = scene.meant(scene.text[clause : match.end() + 14], clause)
        yield from _claims(scene, "speaks_at", _ROLL.doers(scene.text, match.start()), event, match.end(), 0.82)


@procedure
def acts_at(scene: _Scene) -> Iterator[Claim]:
    """A person at a named event: 林海洋在全市教育大会上强调."""
    for match in _ACTS_AT.finditer(scene.text):
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


@procedure
def signs_at(scene: _Scene) -> Iterator[Claim]:
    """Who signs for a party takes part in the event the article tells of: 校长A与副市长B代表双方签署协议."""
    for match in _SIGNS.finditer(scene.text):
        start = clause_start(scene.text, match.start())
        people = _ROLL.within(scene.text, start, match.start()) or _ROLL.before(scene.text, match.start())
        people = [i for i in people if scene.text[i] == _PER]
        yield from _claims(scene, "signs_at", people, scene.event, match.end(), 0.75)


@procedure
def acts_in_turn(scene: _Scene) -> Iterator[Claim]:
    """Beside who chairs, attends or speaks, the others act there, too: A主持会议，B通报情况，C宣读文件."""
    if not (_ACTS.search(scene.text) or _READS.search(scene.text)):
        return
    for match in _TELLS.finditer(scene.text):
        clause = clause_start(scene.text, match.start())
        people = _ROLL.chain(scene.text, clause, match.start())
        yield from _claims(scene, "acts_in_turn", people, scene.event, match.end(), 0.75)


@procedure
def in_the_cast(scene: _Scene) -> Iterator[Claim]:
    """A record of a press conference or a talk lists who takes part: 主持人：宣传部副部长沈若兰."""
    match = _CAST.fullmatch(scene.text) if scene.cast and _PER in scene.text else None
    if match:
        people = _ROLL.within(scene.text, *match.span("people"))
        yield from _claims(scene, "in_the_cast", people, scene.event, match.end(), 0.8)


@procedure
def reports_at(scene: _Scene) -> Iterator[Claim]:
    """A printed report says where it was given, and under it by whom: ——在县人民代表大会上 / 县长林海洋."""
    match = _SIGNED.fullmatch(scene.text) if scene.reported else None
    if match:
        people = [scene.text.rindex(_PER)]
        yield from _claims(scene, "reports_at", people, scene.reported, match.end(), 0.85)


RULES: tuple[Rule, ...] = (
    attends, attends_list, hosted_by, holds, speaks_at, acts_at, speaks_up_at, signs_at, acts_in_turn, in_the_cast, reports_at,
)  # fmt: skip


def read(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Iterator[Claim]:
    """EVENT_ROLE claims; an agent of an event once a sentence."""
    if not any(reading.of_kind("EVT")):
        return
    for scene in _scenes(reading, tuple(views)):
        if scene.event is None and scene.reported is None and _EVT not in scene.text:
            continue
        seen = set()
        for each in RULES:
            for claim in each.make(scene):
                if claim.args not in seen:
                    seen.add(claim.args)
                    yield claim


def _scenes(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Iterator[_Scene]:
    """The sentences that can hold a role, each with the event that was last held before it."""
    current = _main_event(reading, views)
    cast = any(_LABELLED.match(view.text) for _, view in views)
    aside, reported = False, None
    told: tuple[Mention, ...] = (current,) if current else ()
    for sentence, view in views:
        if sentence.start == 0 or reading.text[sentence.start - 1] == "\n":
            aside = False
        held = _held_here(view)
        held = None if held and current and _WITHIN.fullmatch(held.text) else held  # a plenary of the session
        aside = held is None and (aside or bool(_ASIDE.match(view.text)))
        yield _Scene(reading, sentence, view, held or (None if aside else current), cast, told, reported)
        current = held or current
        told = (*told, held) if held else told
        said = _REPORTED.search(view.text)
        reported = view.tokens[said.start("event")].item if said else None


def _main_event(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Mention | None:
    """The event of an article: the first that is held or attended in its first paragraphs, else one of the
    headline. A meeting at the end of a tour is told of from there on."""
    prose = [u for u in reading.article.units if u.kind == "prose"]
    lead = prose[min(_LEAD, len(prose)) - 1].end if prose else len(reading.text)
    for sentence, view in views:
        held = _held_here(view) if sentence.start < lead else None
        if held is not None:
            return held
    heads = [u for u in reading.article.units if u.kind in ("headline", "subhead") and (not prose or u.start < prose[0].start)]
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


def _of_other(scene: _Scene, at: int) -> bool:
    """讲话精神, 讲话稿, 发言人, 主持人: no act at the event."""
    return scene.text[at : at + 1] in ("精", "稿", "人", "者", "单", "制", "建", "棒", "权")
