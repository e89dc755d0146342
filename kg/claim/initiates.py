"""Who carries out, launches, plans or issues what: INIT claims, one agent for each named undertaking.

The agent is the name the undertaking hangs on (云河市“安心行动”), the subject of the clause, the speaker's
organisation, the subject carried over from the sentence before, and last the article's area.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from kg.grammar.actors import Subject, employers, mention, speaker_behind, subjects, topic_of
from kg.grammar.rule import Rule, expand, procedure
from kg.grammar.view import View
from kg.lexicon.lists import either
from kg.model import Claim, Mention, Reading, Sentence, Span
from kg.naming.phrase import inside
from kg.wording import acting
from kg.wording.houses import HOUSES, OWN_NAME, house_of, meant
from kg.wording.subjects import of_district, protagonist

_SUBJECT, _SPEAKER, _MEETS, _OWNER, _ISSUES, _PASSIVE, _JOINED, _PASSED = (
    re.compile(expand(p)) for p in (acting.SUBJECT, acting.SPEAKER, acting.MEETS, acting.OWNER, acting.ISSUES, acting.PASSIVE, acting.JOINED, acting.PASSED)
)
_DOER = re.compile(expand(acting.DOER.replace("(?:VERBS)", either("init_verbs"))))
_ORGAN = re.compile(r"(?:工委|区委|市委|县委|省委|州委|旗委|党委|政府|管委|管委会|人大|政协|委员会)(?:（[^）]*）)?$")
_PLAN = re.compile(r"将|拟|计划|力争|争取|准备|即将|下一步|要")
_REFUSED = re.compile(expand(either("init_refusals") + r"(?:了|国家|全国|全省|国家级|省级|市级|首批){0,3}(?:{INI}[、和]?){0,6}$"))
_APPLIES = re.compile("(?:落实|实施|推进|执行|贯彻)(?:好|了)?$")
_AREA_STEM = re.compile("(?:自治)?(?:新区|[市县区州盟旗])$")
_UNSAID = re.compile(r"(?:印发|出台|制定|制订|发布|下发|编制|推出)(?:了|实施)?[^，。；]{0,8}$")
_OWN_HEADS = (*HOUSES, "subdistrict", "community", "zone")
_OWN = re.compile(
    expand(
        rf"(?:^|[，。；：“—]){acting.WHEN}(?:该|我|本|全)?(?P<own>{OWN_NAME})(?:上下|党委|党组|党总支|也|还|将|拟|已|正|先后|始终|坚决|坚持|深入|全面|持续)?"
        r"(?![、等的{TITLE}{PER}{ORG}{LOC}和与及内外里中上下负职干员部领])"
    )
)
_AGREED = re.compile("(?:协议|协议书|合同|备忘录|意向书|责任书|承诺书|倡议书)(?:（[^（）]*）)?》?$")
_DEPUTIES = re.compile("(?:人大|政协|人民代表大会)(?:常务委员会|常委会)?$")
_STANDING = re.compile("常委会|委员会|党组会")
_DECIDES = re.compile("(?:^|[，。；：])(?:会议|会上|全会)(?:还)?(?:决定|要求|明确|强调|指出|提出|同意|审议|原则|研究|通过|号召)")
_WISHED = re.compile("(?:应当|应该|应尽快|应|建议|呼吁|期待|能否)[^，；。“]{0,14}$")


class _Place(NamedTuple):
    """An undertaking where a view shows it, with the subjects read so far."""

    reading: Reading
    sentence: Sentence
    view: View
    mark: int  # index of the undertaking's mark in the view
    what: Mention
    paragraph: int
    before: tuple[Subject, ...]
    speaker: Subject | None = None
    topic: Mention | None = None
    often: frozenset[str] = frozenset()
    employers: Mapping[str, Mention] = MappingProxyType({})  # person -> whose post stands before the name
    house: Mention | None = None  # the company or school that speaks of itself on this page
    home: Mention | None = None  # whom the article is about: its town, village, zone or house, else its area
    host: Mention | None = None  # the committee that meets

    @property
    def left(self) -> str:
        return self.view.text[: self.mark]


def _claim(place: _Place, who: Mention, rule: str, sure: float) -> Iterator[Claim]:
    start = who.start if place.sentence.start <= who.start < place.what.start else place.what.start
    span = Span(max(start, place.what.end - 300), place.what.end)
    if who.end > place.what.end and who.end <= place.sentence.end:
        span = Span(place.what.start, who.end)
    args: list[tuple[str, Mention | str]] = [("agent", who), ("initiative", place.what)]
    if _PLAN.search(re.split(r"[，；：]", place.left)[-1]):
        args.append(("modality", "plan"))
    yield Claim(place.reading.article.id, "INIT", tuple(args), span, rule, sure)


# --- rules, surest first ----------------------------------------------------------------------


@procedure
def init_owner(place: _Place) -> Iterator[Claim]:
    """The undertaking hangs on its owner (云河市“安心行动”, 市教育局《…方案》) or begins with it (县中医院医共体模式)."""
    own = [m for m in inside(place.reading, *place.what.span, "ORG") if m.start == place.what.start] if place.what.kind == "INI" else []
    if own:
        yield from _claim(place, own[-1], "init_owner", 0.85)
        return
    found = _OWNER.search(place.left)
    if found and (place.what.kind == "INI" or not found[0].endswith("的")):
        yield from _claim(place, mention(place.view, found, "who"), "init_owner", 0.85)


@procedure
def init_passive(place: _Place) -> Iterator[Claim]:
    """The agent stands behind: 《…办法》由市人社局印发, “邻里节”由青湖街道发起."""
    found = _PASSIVE.match(place.view.text, place.mark)
    if found:
        yield from _claim(place, mention(place.view, found, "who"), "init_passive", 0.85)


@procedure
def init_issuer(place: _Place) -> Iterator[Claim]:
    """An organisation or area issues a document: 市司法局近日印发《…办法》."""
    if place.what.kind != "DOC":
        return
    for found in _ISSUES.finditer(place.view.text):
        if found.start("what") <= place.mark < found.end("what"):
            for who in (t.item for i in range(*found.span("who")) if (t := place.view.tokens.get(i)) and t.item):
                yield from _claim(place, who, "init_issuer", 0.9)


@procedure
def init_subject(place: _Place) -> Iterator[Claim]:
    """The subject of the sentence carries it out: 青湖街道深入实施“红岩铸魂”工程."""
    subject = _last(place, lambda s: s.at >= place.sentence.start)
    if place.what.kind == "INI" and subject:
        for who in (*_listed(place, subject), *_joined(place), _acting(place, subject)):
            yield from _claim(place, who, "init_subject", 0.75)


@procedure
def init_doer(place: _Place) -> Iterator[Claim]:
    """The verb right before the undertaking has its own doer, wherever the clause stands: 这是青湖镇今年实施的“百树行动”."""
    if place.what.kind != "INI":
        return
    for found, group in ((_DOER.search(place.left), "who"), (_JOINED.search(place.left), "all")):
        if found and found[group]:
            for who in (*_joined(place), _own(place, mention(place.view, found, group))):
                yield from _claim(place, who, "init_doer", 0.8)
            return


@procedure
def init_passed(place: _Place) -> Iterator[Claim]:
    """A meeting passes a document: 会议审议通过《…方案》《…办法》; the committee that meets, else whose news it is."""
    subject = _last(place, lambda s: s.at >= place.sentence.start and s.who.kind == "ORG")
    who = subject.who if subject else place.host or place.home
    if place.what.kind == "DOC" and who and _PASSED.search(place.left):
        yield from _claim(place, who, "init_passed", 0.75)


@procedure
def init_speaker(place: _Place) -> Iterator[Claim]:
    """Inside quoted speech that names no other doer (我们将擦亮“净美”品牌), the speaker's organisation."""
    speaker = place.speaker
    if place.what.kind == "INI" and speaker:
        for who in (*_joined(place), _acting(place, speaker)):
            yield from _claim(place, who, "init_speaker", 0.75)


@procedure
def init_carried(place: _Place) -> Iterator[Claim]:
    """The subject of the sentence before goes on in the same paragraph: 县工信局将… 开展“八项行动”."""
    subject = _last(place, lambda s: s.paragraph == place.paragraph and _goes_on(place, s))
    if place.what.kind == "INI" and subject:
        for who in (*_joined(place), _acting(place, subject)):
            yield from _claim(place, who, "init_carried", 0.7)


@procedure
def init_topic(place: _Place) -> Iterator[Claim]:
    """No subject in the paragraph: the organisation the article is about, else its area."""
    topic = place.topic or place.home
    if place.what.kind == "INI" and topic:
        for who in (*_joined(place), topic):
            yield from _claim(place, who, "init_topic", 0.7)


@procedure
def init_own_document(place: _Place) -> Iterator[Claim]:
    """A document issued without a named issuer, or named after the area or house the article is about, is theirs."""
    if place.what.kind != "DOC" or place.home is None or _AGREED.search(place.what.text):
        return
    named = next((m for m in (place.reading.area, place.home) if m is not None and _AREA_STEM.sub("", m.text) in place.what.text[:12]), None)
    if named is not None and (named.text in place.what.text[:16] or _APPLIES.search(place.left)):
        yield from _claim(place, named, "init_own_document", 0.7)
    elif _UNSAID.search(place.left):
        yield from _claim(place, place.home, "init_own_document", 0.7)


RULES: tuple[Rule, ...] = (
    init_owner, init_passive, init_issuer, init_doer, init_subject, init_speaker, init_carried, init_topic,
    init_passed, init_own_document,
)  # fmt: skip


# --- subjects -----------------------------------------------------------------------------------


def _goes_on(place: _Place, subject: Subject) -> bool:
    """A name met once in an area's news is no subject for the sentences behind it."""
    return subject.speaks or subject.opens or subject.who.text in place.often or place.reading.area is None


def _last(place: _Place, wanted: Callable[[Subject], bool]) -> Subject | None:
    return next((s for s in reversed(place.before) if s.at < place.what.start and wanted(s)), None)


def _listed(place: _Place, subject: Subject) -> Iterator[Mention]:
    """The bodies listed before the subject: 县公安局、县教育局开展…"""
    at, text = bisect_left(place.view.starts, subject.at), place.view.text
    while at > 1 and not subject.speaks and text[at - 1] in "、和" and (token := place.view.tokens.get(at - 2)) and token.kind == "ORG" and token.item:
        yield token.item
        at -= 2


def _joined(place: _Place) -> Iterator[Mention]:
    """The bodies that the doer joins: 县教育局联合县公安局、县卫健局开展…, 我们和区文旅局一起推行…"""
    found = _JOINED.search(place.left)
    if found:
        yield from (t.item for i in range(*found.span("with" if found["with"] else "them")) if (t := place.view.tokens.get(i)) and t.item)


def _acting(place: _Place, subject: Subject) -> Mention:
    """A leader or an area's own organ speaks and acts for the area, a company's or village's head for the company or village."""
    area = place.reading.area
    if subject.who.kind == "PER":
        employer = place.employers.get(subject.who.text)
        if employer is not None and _DEPUTIES.search(employer.text):
            return employer
        own = employer if employer is not None and employer.sub in _OWN_HEADS else place.house if employer is None else None
        return own or (area if employer is not None else place.home) or area or subject.who
    if subject.speaks and _DEPUTIES.search(subject.who.text):
        return subject.who
    return area if subject.speaks and _ORGAN.search(subject.who.text) and area else _own(place, subject.who)


def _own(place: _Place, who: Mention) -> Mention:
    """我区 of a zone's page is the zone."""
    zone = place.home is not None and place.home.sub == "zone" and who.rule == "deictic_area" and who.text[-1] == "区"
    return place.home if zone and place.home is not None and not of_district(place.reading) else who


def _subjects(reading: Reading, view: View, paragraph: int, opens: bool, host: Mention | None) -> Iterator[Subject]:
    """What a sentence is about: names, 集团 and 学校 that mean one, the body that decides."""
    yield from subjects(view, paragraph, opens, _SUBJECT, _SPEAKER)
    for found in _OWN.finditer(view.text):
        at = view.starts[found.start("own")]
        own = meant(reading, found["own"], at)
        if own is not None:
            yield Subject(at, paragraph, own, False, opens, found[0][-1] in "将拟")
    decided, who = _DECIDES.search(view.text), host
    if decided and who is not None:
        yield Subject(view.starts[decided.end() - 1], paragraph, who, False, True, False)


def _convened(view: View, reading: Reading) -> Mention | None:
    """The party committee that meets here (召开市委常委会会议); other meetings are the area's."""
    found = _MEETS.search(view.text)
    if found is None:
        return None
    what = mention(view, found, "what")
    bodies = [what] if what.kind == "ORG" else [m for m in inside(reading, *what.span, "ORG") if m.start == what.start or _STANDING.match(reading.text, m.end)]
    return next((m for m in bodies if m.text.endswith(("委", "党委", "党组"))), None)


def _places(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Iterator[_Place]:
    found: list[Subject] = []
    pending: list[_Place] = []
    paragraph, at = 0, 0
    host, home = None, protagonist(reading)
    for number, (sentence, view) in enumerate(views):
        breaks = reading.text.count("\n", at, sentence.start)
        paragraph, at = paragraph + breaks, sentence.start
        found.extend(sorted(_subjects(reading, view, paragraph, breaks > 0 or number == 0, host or home), key=lambda s: s.at))
        host = _convened(view, reading) or host
        for index, token in view.tokens.items():
            if token.item is not None and token.kind in ("INI", "DOC"):
                pending.append(_Place(reading, sentence, view, index, token.item, paragraph, tuple(found[-6:]), host=host))
    counts, topic = Counter(s.who.text for s in found), topic_of(found, house := house_of(reading))
    often, employed = frozenset(n for n, count in counts.items() if count > 1), employers((view for _, view in views), _SPEAKER)
    for place in pending:
        yield place._replace(topic=topic, speaker=speaker_behind(reading.text, place.what.end, found), often=often, employers=employed, house=house, home=home)


def _best(place: _Place) -> tuple[int, list[Claim]]:
    """Claims of the first rule that knows an agent, with the rule's rank."""
    refused = _REFUSED.search(place.left) or _WISHED.search(place.left)
    for rank, each in enumerate(() if refused else RULES):
        found = list(each.make(place))
        if found:
            return rank, found
    return len(RULES), []


def _core(mention: Mention) -> str:
    quoted = re.search(r"[“‘《]([^”’》]+)[”’》]", mention.text)
    return quoted[1] if quoted else mention.text


def read(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Iterator[Claim]:
    """INIT claims: for each undertaking the surest agent its places give."""
    best: dict[str, tuple[int, list[Claim]]] = {}
    for place in _places(reading, views):
        rank, found = _best(place)
        known = best.get(_core(place.what))
        if found and (known is None or rank < known[0]):
            best[_core(place.what)] = rank, found
    for _, claims in best.values():
        yield from claims
