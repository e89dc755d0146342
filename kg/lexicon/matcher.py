"""One Aho-Corasick pass finds all words of all scanned classes in a text."""

from __future__ import annotations

from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.lexicon.lists import classes
from kg.model import Span


@cache
def _automaton() -> tuple[AhoCorasick, list[tuple[str, ...]]]:
    owners: dict[str, list[str]] = {}
    for name, entries in classes().items():
        for word in entries:
            owners.setdefault(word, []).append(name)
    patterns = sorted(owners)
    automaton = AhoCorasick(patterns, matchkind=MatchKind.Standard, store_patterns=False)
    return automaton, [tuple(owners[p]) for p in patterns]


def match(text: str) -> dict[str, tuple[Span, ...]]:
    """Spans by class: leftmost, then longest, no overlaps inside a class."""
    automaton, owners = _automaton()
    raw: dict[str, list[tuple[int, int]]] = {name: [] for name in classes()}
    for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        for name in owners[index]:
            raw[name].append((start, -end))
    return {name: _leftmost_longest(found) for name, found in raw.items()}


def _leftmost_longest(found: list[tuple[int, int]]) -> tuple[Span, ...]:
    found.sort()
    kept: list[Span] = []
    reach = 0
    for start, negative_end in found:
        if start >= reach:
            reach = -negative_end
            kept.append(Span(start, reach))
    return tuple(kept)
