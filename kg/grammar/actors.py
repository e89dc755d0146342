"""Who acts in a sentence: names in the place of a subject, bodies whose heads speak, the committee that meets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.grammar.view import View
from kg.model import Mention


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


def subjects(view: View, paragraph: int, opens: bool, acting: re.Pattern[str], speaking: re.Pattern[str]) -> Iterator[Subject]:
    """Names in subject position (`acting` has groups who and plans), and bodies whose heads are named (`speaking`: who and person)."""
    for found in acting.finditer(view.text):
        yield Subject(view.starts[found.start("who")], paragraph, mention(view, found, "who"), False, opens, bool(found["plans"]))
    for found in speaking.finditer(view.text):
        yield Subject(view.starts[found.start("who")], paragraph, mention(view, found, "who"), True, opens, False)


def employers(views: Iterable[View], speaking: re.Pattern[str]) -> dict[str, Mention]:
    """Person -> the body whose post stands before the name first; `speaking` has groups who and person."""
    found = [(view, match) for view in views for match in speaking.finditer(view.text)]
    return {mention(view, m, "person").text: mention(view, m, "who") for view, m in reversed(found)}


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
