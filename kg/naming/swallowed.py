"""Names of bodies and places that swallowed the person and the verb before them give both back.

Persons are read after organisations; 沈若兰率|县委办 or 周启明任|青岚县文化馆 shows only then where the name begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.lexicon.lists import either
from kg.model import Mention
from kg.naming.names import has_element, surname_of

_SHORTEST = 3  # characters that still make a name of their own


def _verbs() -> str:
    return rf"(?:（[^（）]{{1,14}}）)?(?:同志)?{either('leading_verbs')}"


_LED = re.compile(rf"([一-鿿]{{2,4}}?){_verbs()}")
_JOINED = re.compile("([一-鿿]{2,3}?)(?:以及|[及和与])(?=[一-鿿]{4})")
_BEHIND = re.compile(f"{_verbs()}|以及|[及和与]")


def led(mention: Mention, titled: bool = False) -> int:
    """How many characters at the start of a body's or place's name may be a person and what he does, or behind a
    title (局长|沈若兰及北川集团) a person and what joins him; 0 for none."""
    if mention.kind not in ("ORG", "LOC"):
        return 0
    found = _LED.match(mention.text) or (_JOINED.match(mention.text) if titled else None)
    return found.end() if found and (surname_of(mention.text, 0) or has_element(found[1])) else 0


def cut(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, without the persons and verbs that names of bodies begin with; what is left of a name must
    stand alone. Places whose names begin with 原 or 任 (原平市, 任丘市) are too short to lose it."""
    persons = {m.start: m for m in mentions if m.kind == "PER"}
    return tuple(c for m in mentions if (c := _without(m, persons.get(m.start))) is not None)


_GLUED = re.compile("(?:原|[现曾拟历兼升调改出]?任|以|为)(?=[一-鿿]{2,}[省市县区州盟旗])")


def _without(mention: Mention, person: Mention | None) -> Mention | None:
    if mention.kind not in ("ORG", "LOC"):
        return mention
    if person is None:
        glued = _GLUED.match(mention.text)
        return replace(mention, start=mention.start + glued.end(), text=mention.text[glued.end() :]) if glued else mention
    if person.end >= mention.end:
        return mention if person.end > mention.end else None
    size = person.end - mention.start
    behind = _BEHIND.match(mention.text, size)
    if behind is None:
        return mention
    rest = mention.text[behind.end() :]
    return replace(mention, start=mention.start + behind.end(), text=rest) if len(rest) >= _SHORTEST else None
