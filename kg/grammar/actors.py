"""Who acts in a sentence: names in the place of a subject, bodies whose heads speak, the committee that meets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.grammar.rule import expand
from kg.grammar.view import View
from kg.model import Mention

WHEN = r"(?:[^，。；：“”]{0,12}(?:以来|年|月|日|天|期间|目前|日前|近日|同时|其中|此外|随后|当前)[，]?)?"
_SUBJECT = re.compile(
    expand(
        r"(?:^|[，。；：！？“‘—])" + WHEN + r"(?:{ORG|LOC}[、和]){0,4}{LOC}?(?P<who>{ORG|LOC|PER})"
        r"(?:上下|党组|党委|也|则|还|将|拟|要|已|正|各级|机关)?(?!获评|入选|获批|荣获|荣膺|落户|揭牌|跻身|迈入|位居|位列|成功落户|成立|当选)(?![^，。“”]{0,8}”)(?![的、等{TITLE}{PER}{ORG}{LOC}和与及地第上下中内外至到在为])"
    )
)
SPEAKER = re.compile(
    expand(r"(?P<who>{ORG|LOC})[、兼\u4e00-\u9fff]{0,2}{TITLE}(?:[、兼]{ORG|LOC}?{TITLE}|{TITLE})*(?P<person>{PER})")
)
_MEETS = re.compile(expand("召开[^，。；{ORG}{EVT}]{0,4}(?P<what>{ORG|EVT})"))
_SCOPES = frozenset(["全国", "全省", "全市", "全区", "全县"])


class Subject(NamedTuple):
    """A name that a sentence is about."""

    at: int  # article offset
    paragraph: int
    who: Mention
    speaks: bool  # {ORG}{TITLE}{PER}: a person speaks for the organisation
    opens: bool  # in the first sentence of its paragraph
    plans: bool  # 将, 要, 拟 follow: it announces what it does


def mention(view: View, found: re.Match[str], group: str) -> Mention:
    """The name behind the mark that a group begins with."""
    item = view.tokens[found.start(group)].item
    assert item is not None
    return item


def subjects(view: View, paragraph: int, opens: bool) -> Iterator[Subject]:
    """Names in subject position, and bodies whose heads are named: {ORG}{TITLE}{PER} counts as the organisation."""
    for found in _SUBJECT.finditer(view.text):
        whole = view.text[found.end("who") : found.end()] in ("上下", "各级")
        if whole or mention(view, found, "who").text not in _SCOPES:
            yield Subject(view.starts[found.start("who")], paragraph, mention(view, found, "who"), False, opens, found[0][-1] in "将拟要")
    for found in SPEAKER.finditer(view.text):
        yield Subject(view.starts[found.start("who")], paragraph, mention(view, found, "who"), True, opens, False)


def employers(views: Iterable[View]) -> dict[str, Mention]:
    """Person -> the body whose post stands before the name first."""
    found = [(view, match) for view in views for match in SPEAKER.finditer(view.text)]
    return {mention(view, m, "person").text: mention(view, m, "who") for view, m in reversed(found)}


def convened(view: View) -> Mention | None:
    """What the sentence says meets (召开市委常委会会议): a body or an event."""
    found = _MEETS.search(view.text)
    return mention(view, found, "what") if found else None


def topic_of(found: Sequence[Subject], house: Mention | None) -> Mention | None:
    """The one organisation that announces its work at the beginning, or else the commonest subject by far."""
    told = [s.who for s in found if s.plans and s.paragraph < 2 and s.who.kind == "ORG"]
    if told and len({m.text for m in told}) == 1:
        return told[0]
    if house is not None:
        return house
    counts = Counter(s.who.text for s in found if s.who.kind in ("ORG", "LOC") and not s.speaks)
    (name, most), *rest = [*counts.most_common(2), ("", 0)]
    if most < 2 or (rest and rest[0][1] == most):
        return None
    return next((s.who for s in found if s.who.text == name and s.who.kind == "ORG"), None)


def speaker_behind(text: str, at: int, found: Iterable[Subject]) -> Subject | None:
    """Who is named right behind the quotation that an offset stands in."""
    close = text.find("”", at, at + 400)
    opening = text.find("“", at, at + 400)
    if close < 0 or 0 <= opening < close or "\n" in text[at:close]:
        return None
    return next((s for s in found if s.speaks and close < s.at <= close + 16), None)
