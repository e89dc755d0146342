"""Who carries out, launches, plans or issues what: INIT claims, one agent for each named undertaking.

The agent is the name the undertaking hangs on (云河市“安心行动”), the subject of the clause, the speaker's
organisation, the subject carried over from the sentence before, and last the article's area.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from kg.grammar.rule import Rule, expand, procedure
from kg.grammar.view import View
from kg.lexicon.houses import HOUSES, OWN_NAME, house_of, meant
from kg.lexicon.lists import either
from kg.lexicon.phrase import inside
from kg.model import Claim, Mention, Reading, Sentence, Span

_WHEN = r"(?:[^，。；：“”]{0,12}(?:以来|年|月|日|天|期间|目前|日前|近日|同时|其中|此外|随后|当前)[，]?)?"
_SUBJECT = re.compile(
    expand(
        r"(?:^|[，。；：！？“‘—])" + _WHEN + r"(?:{ORG|LOC}[、和]){0,4}(?P<who>{ORG|LOC|PER})"
        r"(?:上下|党组|党委|也|则|还|将|拟|要|已|正|各级|机关)?(?!获评|入选|获批|荣获|荣膺|落户|揭牌|跻身|迈入|位居|位列|成功落户|成立|当选)(?![^，。“”]{0,8}”)(?![的、等{TITLE}{PER}{ORG}{LOC}和与及地第上下中内外至到在为])"
    )
)
_SPEAKER = re.compile(
    expand(r"(?P<who>{ORG|LOC})[、兼\u4e00-\u9fff]{0,2}{TITLE}(?:[、兼]{ORG|LOC}?{TITLE}|{TITLE})*(?P<person>{PER})")
)
_OWNER = re.compile(expand(r"(?P<who>{ORG|LOC})(?:(?:部署|提出|推行|发起|开展|推出|首创|打造)?的|有|新一轮|“)?$"))
_ORGAN = re.compile(r"(?:工委|区委|市委|县委|省委|州委|旗委|党委|政府|管委|管委会|人大|政协|委员会)(?:（[^）]*）)?$")
_PLAN = re.compile(r"将|拟|计划|力争|争取|准备|即将|下一步|要")
_REFUSED = re.compile(expand(either("init_refusals") + r"(?:了|国家|全国|全省|国家级|省级|市级|首批){0,3}(?:{INI}[、和]?){0,6}$"))
_ISSUES = re.compile(
    expand(
        r"(?P<who>{ORG|LOC}(?:(?:、|和|与|及|会同|，?联合|携手){ORG|LOC}){0,8})[^。；！？]{0,30}?(?:印发|出台|制定|制订|发布|下发|颁布|编制|推出|起草|签发|公布|实施|修订)"
        r"(?:了|的|实施|出台|完善)?(?:[^，。；{DOC}]{0,8}?)(?P<what>{DOC}(?:[、和与]{DOC})*)"
    )
)
_PASSIVE = re.compile(
    expand(
        r"(?P<what>{DOC|INI})[^，。；]{0,6}(?:由|是)(?P<who>{ORG|LOC})[^，。；]{0,14}?(?:印发|出台|制定|制订|起草|编制|发布|发起|推出|实施|牵头|打造|主办|组织|创立|首创)"
    )
)
_SCOPES = frozenset(["全国", "全省", "全市", "全区", "全县"])
_APPLIES = re.compile("(?:落实|实施|推进|执行|贯彻)(?:好|了)?$")
_AREA_STEM = re.compile("(?:自治)?(?:新区|[市县区州盟旗])$")
_UNSAID = re.compile(r"(?:印发|出台|制定|制订|发布|下发|编制|推出)(?:了|实施)?[^，。；]{0,8}$")
_OWN = re.compile(
    expand(
        rf"(?:^|[，。；：“—]){_WHEN}(?:该|我|本|全)?(?P<own>{OWN_NAME})(?:上下|党委|党组|党总支|也|还|将|拟|已|正|先后|始终|坚决|坚持|深入|全面|持续)?"
        r"(?![、等的{TITLE}{PER}{ORG}{LOC}和与及内外里中上下负职干员部领])"
    )
)
_MEETS = re.compile(expand("召开[^，。；{ORG}{EVT}]{0,4}(?P<what>{ORG|EVT})"))
_DECIDES = re.compile("(?:^|[，。；：])(?:会议|会上|全会)(?:还)?(?:决定|要求|明确|强调|指出|提出|同意|审议|原则|研究|通过|号召)")
_WISHED = re.compile("(?:应当|应该|应尽快|应|建议|呼吁|期待|能否)[^，；。“]{0,14}$")


class _Subject(NamedTuple):
    at: int  # article offset
    paragraph: int
    who: Mention
    speaks: bool  # {ORG}{TITLE}{PER}: a person speaks for the organisation
    opens: bool  # in the first sentence of its paragraph
    plans: bool  # 将, 要, 拟 follow: it announces what it does


class _Place(NamedTuple):
    """An undertaking where a view shows it, with the subjects read so far."""

    reading: Reading
    sentence: Sentence
    view: View
    mark: int  # index of the undertaking's mark in the view
    what: Mention
    paragraph: int
    before: tuple[_Subject, ...]
    speaker: _Subject | None = None
    topic: Mention | None = None
    often: frozenset[str] = frozenset()
    employers: Mapping[str, Mention] = MappingProxyType({})  # person -> whose post stands before the name
    house: Mention | None = None  # the company or school that speaks of itself on this page

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
    """The undertaking hangs on its owner: 云河市“安心行动”, 市教育局《…方案》."""
    found = _OWNER.search(place.left)
    if found and (place.what.kind == "INI" or not found[0].endswith("的")):
        yield from _claim(place, _mention(place.view, found, "who"), "init_owner", 0.85)


@procedure
def init_passive(place: _Place) -> Iterator[Claim]:
    """The agent stands behind: 《…办法》由市人社局印发, “邻里节”由青湖街道发起."""
    found = _PASSIVE.match(place.view.text, place.mark)
    if found:
        yield from _claim(place, _mention(place.view, found, "who"), "init_passive", 0.85)


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
        for who in (*_partners(place, subject), _acting(place, subject)):
            yield from _claim(place, who, "init_subject", 0.8)


@procedure
def init_speaker(place: _Place) -> Iterator[Claim]:
    """Inside quoted speech that names no other doer (我们将擦亮“净美”品牌), the speaker's organisation."""
    speaker = place.speaker
    if place.what.kind == "INI" and speaker:
        yield from _claim(place, _acting(place, speaker), "init_speaker", 0.75)


@procedure
def init_carried(place: _Place) -> Iterator[Claim]:
    """The subject of the sentence before goes on in the same paragraph: 县工信局将… 开展“八项行动”."""
    subject = _last(place, lambda s: s.paragraph == place.paragraph and _goes_on(place, s))
    if place.what.kind == "INI" and subject:
        yield from _claim(place, _acting(place, subject), "init_carried", 0.7)


@procedure
def init_topic(place: _Place) -> Iterator[Claim]:
    """No subject in the paragraph: the organisation the article is about, else its area."""
    who = place.topic or place.reading.area
    if place.what.kind == "INI" and who:
        yield from _claim(place, who, "init_topic", 0.6)


@procedure
def init_own_document(place: _Place) -> Iterator[Claim]:
    """A document issued without a named issuer, or named after the area, is the area's."""
    area = place.reading.area
    if place.what.kind != "DOC" or area is None:
        return
    named = _AREA_STEM.sub("", area.text) in place.what.text[:12]
    if _UNSAID.search(place.left) or area.text in place.what.text[:16] or (named and _APPLIES.search(place.left)):
        yield from _claim(place, area, "init_own_document", 0.6)


RULES: tuple[Rule, ...] = (
    init_owner, init_passive, init_issuer, init_subject, init_speaker, init_carried, init_topic, init_own_document,
)  # fmt: skip


# --- subjects -----------------------------------------------------------------------------------


def _mention(view: View, found: re.Match[str], group: str) -> Mention:
    item = view.tokens[found.start(group)].item
    assert item is not None
    return item


def _goes_on(place: _Place, subject: _Subject) -> bool:
    """A name met once in an area's news is no subject for the sentences behind it."""
    return subject.speaks or subject.opens or subject.who.text in place.often or place.reading.area is None


def _last(place: _Place, wanted: Callable[[_Subject], bool]) -> _Subject | None:
    return next((s for s in reversed(place.before) if s.at < place.what.start and wanted(s)), None)


def _partners(place: _Place, subject: _Subject) -> Iterator[Mention]:
    """The bodies listed before the subject: 县公安局、县教育局开展…"""
    at, text = bisect_left(place.view.starts, subject.at), place.view.text
    while at > 1 and not subject.speaks and text[at - 1] in "、和" and (token := place.view.tokens.get(at - 2)) and token.kind == "ORG" and token.item:
        yield token.item
        at -= 2


def _acting(place: _Place, subject: _Subject) -> Mention:
    """A leader or an area's own organ speaks and acts for the area, a company's head for the company."""
    area = place.reading.area
    if subject.who.kind == "PER":
        employer = place.employers.get(subject.who.text)
        own = employer if employer is not None and employer.sub in HOUSES else place.house if employer is None else None
        return own or area or subject.who
    return area if subject.speaks and _ORGAN.search(subject.who.text) and area else subject.who


def _subjects(reading: Reading, view: View, paragraph: int, opens: bool, host: Mention | None) -> Iterator[_Subject]:
    """Names in subject position, in order; {ORG}{TITLE}{PER} counts as the organisation."""
    for found in _SUBJECT.finditer(view.text):
        whole = view.text[found.end("who") : found.end()] in ("上下", "各级")
        if whole or _mention(view, found, "who").text not in _SCOPES:
            yield _Subject(view.starts[found.start("who")], paragraph, _mention(view, found, "who"), False, opens, found[0][-1] in "将拟要")
    for found in _SPEAKER.finditer(view.text):
        yield _Subject(view.starts[found.start("who")], paragraph, _mention(view, found, "who"), True, opens, False)
    for found in _OWN.finditer(view.text):
        at = view.starts[found.start("own")]
        own = meant(reading, found["own"], at)
        if own is not None:
            yield _Subject(at, paragraph, own, False, opens, found[0][-1] in "将拟")
    decided, who = _DECIDES.search(view.text), host or reading.area
    if decided and who is not None:
        yield _Subject(view.starts[decided.end() - 1], paragraph, who, False, True, False)


def _convened(view: View, reading: Reading) -> Mention | None:
    """The party committee that meets here (召开市委常委会会议); other meetings are the area's."""
    found = _MEETS.search(view.text)
    if found is None:
        return None
    what = _mention(view, found, "what")
    bodies = [what] if what.kind == "ORG" else [m for m in inside(reading, *what.span, "ORG") if m.start == what.start]
    return next((m for m in bodies if m.text.endswith(("委", "党委", "党组"))), None)


def _topic(subjects: Sequence[_Subject], house: Mention | None) -> Mention | None:
    """The one organisation that announces its work at the beginning, or else the commonest subject by far."""
    told = [s.who for s in subjects if s.plans and s.paragraph < 2 and s.who.kind == "ORG"]
    if told and len({m.text for m in told}) == 1:
        return told[0]
    if house is not None:
        return house
    counts = Counter(s.who.text for s in subjects if s.who.kind in ("ORG", "LOC") and not s.speaks)
    (name, most), *rest = [*counts.most_common(2), ("", 0)]
    if most < 2 or (rest and rest[0][1] == most):
        return None
    return next((s.who for s in subjects if s.who.text == name and s.who.kind == "ORG"), None)


def _places(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Iterator[_Place]:
    subjects: list[_Subject] = []
    pending: list[_Place] = []
    paragraph, at = 0, 0
    host: Mention | None = None
    for number, (sentence, view) in enumerate(views):
        breaks = reading.text.count("\n", at, sentence.start)
        paragraph, at = paragraph + breaks, sentence.start
        subjects.extend(sorted(_subjects(reading, view, paragraph, breaks > 0 or number == 0, host), key=lambda s: s.at))
        host = _convened(view, reading) or host
        for index, token in view.tokens.items():
            if token.item is not None and token.kind in ("INI", "DOC"):
                pending.append(_Place(reading, sentence, view, index, token.item, paragraph, tuple(subjects[-6:])))
    counts, topic = Counter(s.who.text for s in subjects), _topic(subjects, house := house_of(reading))
    often, employers = frozenset(n for n, count in counts.items() if count > 1), _employers(view for _, view in views)
    for place in pending:
        yield place._replace(topic=topic, speaker=_speaker_behind(place, subjects), often=often, employers=employers, house=house)


def _employers(views: Iterable[View]) -> dict[str, Mention]:
    """Person -> the body whose post stands before the name first."""
    found = [(view, match) for view in views for match in _SPEAKER.finditer(view.text)]
    return {_mention(view, m, "person").text: _mention(view, m, "who") for view, m in reversed(found)}


def _speaker_behind(place: _Place, subjects: Iterable[_Subject]) -> _Subject | None:
    """Who is named right behind the quotation that a place stands in."""
    text, at = place.reading.text, place.what.end
    close = text.find("”", at, at + 400)
    opening = text.find("“", at, at + 400)
    if close < 0 or 0 <= opening < close or "\n" in text[at:close]:
        return None
    return next((s for s in subjects if s.speaks and close < s.at <= close + 16), None)


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
