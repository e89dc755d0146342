"""Who says what: one claim for each verb of saying with its statement, quoted or reported.

A statement may stand before the verb (“……。”林海洋说), behind it, or on both sides; the direct quote is the one kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.grammar.rule import Hit, Rule, apply, expand, rule
from kg.grammar.view import View
from kg.lexicon.lists import classes, either
from kg.model import Claim, Mention, Reading, Sentence, Span
from kg.wording.speech import Part, fit, is_utterance, quote_before, statement_after, unit_at

_VERBS = either("speech_verbs")
_SPEAKS = re.compile(_VERBS)
_OPEN, _CLOSE = "“", "”"
_CLAUSE_VERBS = "(?:" + "|".join(v for v, note in classes()["speech_verbs"].items() if note == "clause") + ")"
_ASKS = r"提出(?:了)?[^，。：“”]{0,12}?(?:要求|意见|建议|希望|看法|主张|倡议)"
_SAID = (
    rf"(?P<verb>(?:{_ASKS}|{_VERBS})(?:说道|说|道)?(?P<stop>[，：]|(?=[“。！])|$)"
    rf"|(?:叮嘱|勉励|嘱咐|嘱托|提醒|鼓励|告诫|寄语)[^，。：；“”]{{1,16}}(?:[，：]|(?=“[^”]{{8}}))|{_CLAUSE_VERBS}(?=[^，。：！；“了的过着到出明不完起法号])|提出了?(?=要))"
)
_GAP = r"(?P<gap>[^，。；！？：\n{PER}]{0,34}?)"
_BYSTANDER = re.compile(r"的[^，中时里上]{1,6}$|[的所不没未]$|负责人$|等人?的|陪同|^[、和与及]|^(?:家|身边|所在)")
_SAID_ALREADY = re.compile(rf"(?:{_VERBS})(?:说|道)?，$|所说|的(?:话|讲话|要求)|围绕|按照|以$")
_ROLL = re.compile(expand("(?:(?:{ORG|LOC}|{TITLE}|、)*{PER}[，、和与])+(?:{ORG|LOC}|{TITLE}|、)*"))
_ADDRESSED = re.compile(r"(?:告诉|[对向给跟听]|听取|采访|陪同)$")
_COURTESY = re.compile(f"了?{either('speech_courtesies')}[^，。]{{0,14}}(?:[。，；！]|$)")


@rule("(?P<who>{PER})" + _GAP + _SAID, needs="PER")
def says_person(hit: Hit) -> Iterator[Claim]:
    """A person, then a verb of saying: 局长沈若兰表示，…; “……。”沈若兰说."""
    before = hit.view.text[: hit.match.start("who")]
    if _ADDRESSED.search(before) or _BYSTANDER.search(hit.text("gap")):
        return
    yield from _attributed(hit, hit["who"], hit["who"].start, 0.92)
    for other in _together(hit, before):
        yield from _attributed(hit, other, other.start, 0.8)


def _together(hit: Hit, before: str) -> Iterator[Mention]:
    """The persons who say it with the last: nothing but names and titles opens the sentence (副县长沈若兰，镇长林海洋表示)."""
    if _ROLL.fullmatch(before):
        yield from (t.item for i in range(len(before)) if (t := hit.view.tokens.get(i)) and t.kind == "PER" and t.item)


@rule(
    "(?P<who>{ORG})(?P<gap>(?:近日|日前|昨日|今天|也|还|则|同时|一致|方面|明确|在[^，。；：]{0,12}[中时上里])?)"
    r"(?P<verb>(?:表示|指出|强调|认为|称|回应称?|透露|介绍|披露|坦言)(?:说|道)?(?P<stop>[，：]|(?=[“。])|$))",
    needs="ORG",
)
def says_organisation(hit: Hit) -> Iterator[Claim]:
    """A named organisation speaks for itself: 云河市统计局表示，…; its unnamed staff do not count."""
    yield from _attributed(hit, hit["who"], hit["who"].start, 0.85)


@rule(r"(?:(?<=[，。；”！？])|^)(?:最后|随后|接着|同时|对此|会后)?，?(?P<who>[他她])(?:(?![们的和与])[^。！？：“”\n{PER}]{2,60}，(?:并|同时|还|也|进一步)?(?=强调|指出|叮嘱|表示|要求|希望|嘱|勉励))??(?P<gap>[^，。；！？：\n{PER}]{0,24}?)" + _SAID)
def says_pronoun(hit: Hit) -> Iterator[Claim]:
    """他说, 她指出: the speaker is the person the sentences before are about."""
    if _BYSTANDER.search(hit.text("gap")):
        return
    speaker = _antecedent(hit.reading, hit.span("who").start)
    if speaker is not None:
        yield from _attributed(hit, speaker, hit.span("who").start, 0.85)


@rule(r"(?P<lead>[，；])(?P<gap>(?:并|同时|还|也|进一步|再次|特别)[^，。；：！？“”]{0,20}?|)" + _SAID, needs="PER")
def says_carried(hit: Hit) -> Iterator[Claim]:
    """A second verb of saying in a sentence keeps its subject: 沈若兰肯定了成绩，并表示将继续支持."""
    speaker = _subject(hit)
    if speaker is not None:
        yield from _attributed(hit, speaker, hit.span("verb").start, 0.85)


@rule("(?P<who>{PER})(?P<verb>[^。！？：；\n{PER}]{0,40}：(?=“))", needs="PER")
def says_colon(hit: Hit) -> Iterator[Claim]:
    """A person, a colon and a quote: 谈起变化，沈若兰竖起大拇指：“……。”"""
    part = statement_after(hit.reading, hit.span("verb").end)
    if not _SPEAKS.search(hit.text("verb")) and part is not None and is_utterance(hit.reading, part):
        yield _claim(hit, hit["who"], Span(hit["who"].start, hit.span("verb").end), None, part, 0.8)


@rule("(?P<who>{PER})(?P<verb>[^。！？：；“”\n{PER}]{1,30}，(?=“))", needs="PER")
def says_about(hit: Hit) -> Iterator[Claim]:
    """A whole utterance follows what a person does or talks about: 沈若兰谈到这次改革，“……。”"""
    part = statement_after(hit.reading, hit.span("verb").end)
    if part is not None and is_utterance(hit.reading, part) and not _SAID_ALREADY.search(hit.text("verb")):
        yield _claim(hit, hit["who"], Span(hit["who"].start, hit.span("verb").end), None, part, 0.75)


@rule("(?P<lead>(?:^|(?<=”))[^{PER}。！？；“”]{0,60})(?P<who>{PER})(?P<rest>[^。！？]*)", needs="PER")
def says_scene(hit: Hit) -> Iterator[Claim]:
    """A quote opens the scene, the person in the next sentence spoke it: “……。”村民沈若兰笑得合不拢嘴."""
    if _SPEAKS.search(hit.text(0)):
        return
    before = quote_before(hit.reading, hit["who"].start, 120)
    if before is not None and _opens_scene(hit.reading, before):
        yield _claim(hit, hit["who"], Span(hit["who"].start, hit["who"].end), before, None, 0.7)


@rule("^(?:{ORG|LOC}|{TITLE}|、)*(?P<who>{PER})(?P<verb>{TITLE}?：)", needs="PER")
def says_interview(hit: Hit) -> Iterator[Claim]:
    """An interview or a row of comments puts the speaker before a colon: 沈若兰：……"""
    part = statement_after(hit.reading, hit.span("verb").end)
    if part is not None and part.inner.end - part.inner.start >= 12 and _is_speech(hit, part):
        yield _claim(hit, hit["who"], Span(hit.span("who").start, hit.span("verb").end), part, None, 0.8)


_WEAKER = ("says_carried", "says_colon", "says_about", "says_scene", "says_interview")
_NEXT = re.compile(expand("(?P<who>{PER}){TITLE}?[^，。；！？：\n{PER}]{0,20}?" + f"(?:{_VERBS})[，：]"))
RULES: tuple[Rule, ...] = (
    says_person,
    says_organisation,
    says_pronoun,
    says_carried,
    says_colon,
    says_about,
    says_scene,
    says_interview,
)


def read(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Iterator[Claim]:
    """SAYS claims in the order of the sentences."""
    for sentence, view in views:
        if _may_speak(reading, sentence):
            yield from _once(apply(RULES, reading, [view]))


def _may_speak(reading: Reading, sentence: Sentence) -> bool:
    """Is there a verb of saying, a colon or a quote in the sentence or right before it?"""
    start, end = sentence.start, sentence.end
    if reading.text.find("：", start, end) >= 0 or reading.text.find(_CLOSE, max(0, start - 1), end) >= 0:
        return True
    return bool(_SPEAKS.search(reading.text, start, end))


def _once(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Without verbs inside what is already said: 表示，希望… is one statement."""
    taken: list[Span] = []
    for claim in claims:
        if claim.rule in _WEAKER and any(s.start <= claim.span.start <= s.end for s in taken):
            continue
        taken.append(claim.span)
        yield claim


def statements(reading: Reading, claims: Iterable[Claim]) -> tuple[tuple[Span, Mention], ...]:
    """The spans of what somebody says, with the speaker; the attribution itself is not in them.

    A claim whose span lies in one of them is `claimed_by` its speaker.
    """
    found = []
    for claim in claims:
        speaker, quote = claim.arg("speaker"), claim.arg("quote")
        if claim.type == "SAYS" and isinstance(speaker, Mention) and isinstance(quote, str):
            found += [(span, speaker) for span in _spoken(reading, claim, quote)]
    return tuple(sorted(found, key=lambda pair: pair[0]))


def _spoken(reading: Reading, claim: Claim, quote: str) -> Iterator[Span]:
    start = reading.text.find(quote, max(0, claim.span.start - len(quote)))
    if start < 0:
        return
    yield Span(start, start + len(quote))
    rest = start + len(quote)
    if claim.span.end > rest + 2:
        verb = next((h for h in reading.hits["speech_verbs"] if rest <= h.start < claim.span.end), None)
        if verb is not None and verb.end + 2 < claim.span.end:
            yield Span(verb.end, claim.span.end)


def _attributed(hit: Hit, speaker: Mention, start: int, confidence: float) -> Iterator[Claim]:
    """The claim of one attribution, where a statement stands before or behind its verb."""
    end = hit.span("verb").end
    before = quote_before(hit.reading, start)
    after = statement_after(hit.reading, end) if hit.match["stop"] is None or _open(hit, end) else None
    if after is not None and hit.match["stop"] is None and _is_courtesy(hit, end):
        after = None
    after = _until_next(hit, after)
    if before is None and after is None:
        return
    yield _claim(hit, speaker, Span(start, end), before, after, confidence)


def _until_next(hit: Hit, part: Part | None) -> Part | None:
    """Reported words end where somebody else of the same sentence begins to speak."""
    if part is None or part.inner.start > part.outer.start:
        return part
    other = _NEXT.search(hit.view.text, hit.match.end("verb"))
    at = hit.view.starts[other.start("who")] if other else part.outer.end
    border = max(hit.reading.text.rfind(c, part.inner.start, at) for c in "；，。")
    if at >= part.outer.end or border <= part.inner.start:
        return part
    return Part(Span(part.inner.start, border), Span(part.outer.start, border))


def _open(hit: Hit, end: int) -> bool:
    """Does the verb lead on to what is said?"""
    return hit.match["stop"] in ("，", "：") or hit.reading.text[end : end + 1] == _OPEN


def _is_courtesy(hit: Hit, end: int) -> bool:
    return bool(_COURTESY.match(hit.reading.text, end))


def _claim(
    hit: Hit, speaker: Mention, cue: Span, before: Part | None, after: Part | None, confidence: float
) -> Claim:
    quoted = before or after
    assert quoted is not None
    span = Span(
        min(cue.start, before.outer.start if before else cue.start),
        max(cue.end, after.outer.end if after else cue.end),
    )
    words = hit.reading.text[quoted.inner.start : quoted.inner.end]
    return hit.claim("SAYS", confidence, fit(hit.reading, span, cue), speaker=speaker, quote=words)


def _is_speech(hit: Hit, part: Part) -> bool:
    unit = unit_at(hit.reading, part.inner.start)
    return unit.kind not in ("byline", "jump") and hit.reading.text[part.inner.end - 1] not in "：、"


def _opens_scene(reading: Reading, part: Part) -> bool:
    """Does a quote stand at the start of its paragraph or sentence, introduced by nobody?"""
    unit = unit_at(reading, part.outer.start)
    lead = reading.text[unit.start : part.outer.start]
    return not lead or (lead[-1] in "。！？）”" and part.inner.end - part.inner.start >= 8)


def _antecedent(reading: Reading, at: int) -> Mention | None:
    """The person a pronoun means: the first one of its sentence, else of the nearest sentence that names any."""
    people = [m for m in reading.of_kind("PER") if m.start < at]
    if not people:
        return None
    last = people[-1]
    home = next(s for s in reading.sentences if s.start <= last.start < s.end)
    here = next(s for s in reading.sentences if s.start <= at < s.end)
    if here.number - home.number > 4:
        return None
    return next(m for m in people if m.start >= home.start)


def _subject(hit: Hit) -> Mention | None:
    """The first person of the sentence, where nobody else has spoken up between."""
    head = hit.view.text[: hit.match.start()]
    people = [hit.view.tokens[i].item for i in range(len(head)) if i in hit.view.tokens and hit.view.tokens[i].kind == "PER"]
    return people[0] if people else None
