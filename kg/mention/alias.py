"""Short forms an article itself defines or makes plain: 以下简称…, brackets behind a full name, 全市, 该局."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.grammar.rule import Rule, procedure
from kg.lexicon.lists import classes
from kg.model import Mention, Reading, Span

Pair = tuple[Mention, Mention]
_DEFINED = re.compile(r"[（(](?:以下)?(?:统称|简称|下称|又称|又名|英文简称|简称为)[：:为]?[“‘]?([^”’）)\n，；]{2,14})[”’]?[）)]")
_BRACKET = re.compile(r"[（(]([A-Za-z]{2,8}|[“‘][^”’]{2,10}[”’])[）)]")
_LEVEL = {"省": "province", "市": "prefecture"}


def _alias(full: Mention, span: Span, text: str, rule: str) -> Mention:
    return Mention(full.article, span.start, span.end, full.kind, full.sub, text, rule, 0.95)


@procedure
def defined_short_form(reading: Reading) -> Iterator[Pair]:
    """（以下简称“…”）, （下称…） behind a name: the page itself says that both are one."""
    for found in _DEFINED.finditer(reading.text):
        full = _ending_at(reading, found.start())
        if full is not None:
            yield _alias(full, Span(*found.span(1)), found[1], "defined_short_form"), full


@procedure
def bracketed_letters(reading: Reading) -> Iterator[Pair]:
    """Letters in brackets behind the name of an organisation: …集团（IDG）."""
    for found in _BRACKET.finditer(reading.text):
        full = _ending_at(reading, found.start())
        if full is not None and full.kind == "ORG" and found[1][0] not in "“‘":
            yield _alias(full, Span(*found.span(1)), found[1], "bracketed_letters"), full


def _ending_at(reading: Reading, end: int) -> Mention | None:
    """The longest mention that ends at an offset, quotation marks set aside."""
    ends = [m for m in reading.mentions if m.end == end and m.kind in ("ORG", "PRJ", "LOC", "INI", "EVT", "DOC")]
    return min(ends, key=lambda m: m.start, default=None)


@procedure
def area_of_rank(reading: Reading) -> Iterator[Pair]:
    """全市 and 全省 mean the one city or province the article names; 全区 beside another area likewise."""
    levels = classes()["place_names"]
    named: dict[str, dict[str, Mention]] = {}
    for place in reading.of_kind("LOC"):
        if place.sub == "admin" and place.rule != "deictic_area":
            level = levels.get(place.text, "").removesuffix("_short")
            rank = {v: k for k, v in _LEVEL.items()}.get(level, place.text[-1])
            named.setdefault(rank, {}).setdefault(place.text[:2], place)
    for deictic in reading.of_kind("LOC"):
        if deictic.rule == "deictic_area" and deictic.text[-1] in "省市":
            candidates = named.get(deictic.text[-1], {})
            if len(candidates) == 1:
                yield deictic, next(iter(candidates.values()))


RULES: tuple[Rule, ...] = (defined_short_form, bracketed_letters, area_of_rank)


def find_aliases(reading: Reading) -> tuple[Pair, ...]:
    """Pairs (short form, full form) in the order of rules, then of the text."""
    return tuple(pair for rule in RULES for pair in rule.make(reading))
