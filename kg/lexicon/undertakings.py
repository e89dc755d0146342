"""Where heads of named undertakings stand (行动, 计划, 机制 …), with their sub-kind and how much they need."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.lexicon.lists import classes, words
from kg.model import Reading


class Head(NamedTuple):
    """A head noun at an article span; `grade` is strong, weak or quoted."""

    start: int
    end: int
    sub: str
    grade: str


@cache
def kinds() -> dict[str, tuple[str, str]]:
    """Head → (sub-kind, grade)."""
    return {head: _kind(value) for head, value in classes()["undertaking"].items()}


def _kind(value: str) -> tuple[str, str]:
    sub, _, grade = value.partition("/")
    return sub, grade


@cache
def _tails() -> dict[str, tuple[str, ...]]:
    """Two first characters → words that begin with a head but are another word (工程师)."""
    out: dict[str, list[str]] = {}
    for word in words("undertaking_tails"):
        out.setdefault(word[:2], []).append(word)
    return {first: tuple(found) for first, found in out.items()}


def _other_word(text: str, start: int, end: int) -> bool:
    """Does the head begin, or end in the beginning of, another word?"""
    for at in {start, end - 2}:
        for word in _tails().get(text[at : at + 2], ()):
            if at + len(word) > end and text.startswith(word, at):
                return True
    return False


def heads(reading: Reading) -> Iterator[Head]:
    """All heads of a reading in order, without those that are part of another word."""
    for start, end in reading.hits.get("undertaking", ()):
        if not _other_word(reading.text, start, end):
            yield Head(start, end, *kinds()[reading.text[start:end]])


def head_at(text: str, end: int) -> tuple[str, str] | None:
    """Sub-kind and grade of the longest head that ends at an offset."""
    for size in range(min(8, end), 1, -1):
        found = kinds().get(text[end - size : end])
        if found:
            return found
    return None
