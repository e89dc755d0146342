"""What names look like: surnames, names written without blanks, words that follow names."""

from __future__ import annotations

from functools import cache
from math import log

from kg.lexicon.lists import words


@cache
def surnames() -> dict[str, float]:
    """Surname -> rough bearers in 1,000; compound ones among them."""
    found = {**words("surnames"), **words("surnames_compound")}
    return {name: float(count) for name, count in found.items()}


@cache
def followers() -> frozenset[str]:
    """Words that may stand right behind a name."""
    return frozenset(words("person_after"))


@cache
def _edges() -> tuple[frozenset[str], frozenset[str]]:
    """The first and the last two characters of all parts: a cheap look before the exact one."""
    elements = words("name_elements")
    return frozenset(e[:2] for e in elements), frozenset(e[-2:] for e in elements)


def has_element(text: str) -> bool:
    """Does it begin or end with a part of a minority or foreign name (扎西, 古丽, 巴特尔)? Five and six
    characters need one on both sides."""
    heads, tails = _edges()
    first, last = text[:2] in heads, text[-2:] in tails
    if not (first and last if len(text) > 4 else first or last):
        return False
    elements = words("name_elements")
    begins = first and any(text[:n] in elements for n in (2, 3, 4))
    ends = last and any(text[-n:] in elements for n in (2, 3, 4))
    return (begins and ends) if len(text) > 4 else (begins or ends)


def may_be_long(edge: str, forward: bool) -> bool:
    """Do these two characters begin (or end) a part of a longer name?"""
    return edge in _edges()[0 if forward else 1]


@cache
def _sounds() -> frozenset[str]:
    return frozenset(words("name_sounds"))


def sounds(text: str) -> bool:
    """Is it written in nothing but characters that stand for the sounds of names of three and more syllables
    (图拉尼亚孜, 额尔其图)?"""
    return len(text) > 2 and _sounds().issuperset(text)


def sound_run(text: str, at: int, step: int) -> int:
    """How many such characters stand from `at` on (step 1) or before it (step -1), eight at most."""
    length, known = 0, _sounds()
    at -= step < 0
    while length < 8 and 0 <= at < len(text) and text[at] in known:
        length, at = length + 1, at + step
    return length


def surname_of(text: str, at: int) -> str:
    """The surname a name at this place would have, compound ones first; "" where there is none."""
    known = surnames()
    pair = text[at : at + 2]
    if len(pair) == 2 and pair in known:
        return pair
    return pair[:1] if pair[:1] in known else ""


def is_han(text: str) -> bool:
    return all("\u4e00" <= c <= "\u9fff" for c in text)


def split_run(run: str) -> list[str] | None:
    """Names written without blanks (张华东李明), or None where the run cannot be read so.

    Each name is a surname and one or two characters; the cheapest split by surname frequency wins.
    """
    best: list[tuple[float, list[str]] | None] = [(0.0, [])] + [None] * len(run)
    for at in range(len(run)):
        state = best[at]
        for end in range(at + 2, min(at + 4, len(run)) + 1) if state else ():
            cost = _name_cost(run[at:end])
            rival = best[end]
            if state and cost and (rival is None or rival[0] > state[0] + cost):
                best[end] = (state[0] + cost, [*state[1], run[at:end]])
    last = best[-1]
    return last[1] if last and last[1] and is_han(run) else None


def _name_cost(name: str) -> float:
    """Negative log-likelihood of a name, given characters taken as equally rare; 0 for no name."""
    family = surname_of(name, 0)
    given = len(name) - len(family)
    if not family or not 1 <= given <= 2:
        return 0.0
    return 7 - log(surnames()[family]) + 4.5 * given + (0.3 if given == 2 else 1.4)
