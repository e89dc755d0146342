"""Settles guesses at names: the clear ones at once, the doubtful ones with the tagger, in one batch.

The rest of the article has a say as well: a name that is sure elsewhere, a shorter form that stands alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kg.lexicon import tagger
from kg.lexicon.evidence import ADDRESS, SURE, Ground, Guess
from kg.model import Word

_CLOSE = 3.5  # a rival that comes so near leaves a doubt about the border


class Settled(NamedTuple):
    sure: tuple[Guess, ...]
    asked: int  # characters the tagger saw


def settle(field: Ground, groups: Iterable[list[Guess]]) -> Settled:
    """One name at most for each anchor's guesses; the doubtful ones go to the tagger in one batch."""
    groups = [group for group in groups if group]
    sure = [group[0] for group in groups if _is_clear(group)]
    support = Support(field.text, frozenset(field.text[g.start : g.end] for g in sure))
    doubtful: list[list[Guess]] = []
    for group in (g for g in groups if not _is_clear(g)):
        known = next((g for g in group if support.knows(g)), None)
        if known:
            sure.append(known._replace(score=max(known.score, SURE)))
        else:
            doubtful.append(group)
    spans = sorted({_window(field.text, group[0]) for group in doubtful})
    seen = dict(zip(spans, tagger.tag([field.text[a:b] for a, b in spans]), strict=True))
    for group in doubtful:
        span = _window(field.text, group[0])
        judged = _judge(group, _persons(field.text, seen[span], span[0]), support)
        if judged is not None:
            sure.append(judged)
    return Settled(tuple(sure), sum(b - a for a, b in spans))


def _is_clear(group: list[Guess]) -> bool:
    rival = group[1].score if len(group) > 1 else 0.0
    return group[0].score >= SURE and group[0].score - rival >= _CLOSE


def _window(text: str, guess: Guess) -> tuple[int, int]:
    """The characters shown to the tagger: some eight on each side, inside one unit."""
    start = max(0, guess.start - 8, text.rfind("\n", 0, guess.start) + 1)
    end = text.find("\n", guess.end)
    return start, min(guess.start + 12, len(text) if end < 0 else end)


def _persons(text: str, tagged: list[Word], base: int) -> set[tuple[int, int]]:
    """Where the tagger sees names; 刘总 is a form of address."""
    spans = [(w.start + base, w.end + base) for w in tagged if w.tag in ("PER", "nr")]
    return {(start, end) for start, end in spans if end - start > 2 or text[end - 1] not in ADDRESS}


def _judge(group: list[Guess], persons: set[tuple[int, int]], support: Support) -> Guess | None:
    """The best guess once the tagger's persons and the rest of the article count; the tagger's own
    border where it begins the same way."""
    begun = {start for start, _ in persons}
    weighed = [g._replace(score=g.score + _vote(g, persons, begun) + support(g)) for g in group]
    first = group[0]
    known = {(g.start, g.end) for g in group}
    weighed += [
        first._replace(end=end, score=SURE)
        for start, end in sorted(persons - known)
        if start == first.start and 2 <= end - start <= 5 and not first.firm
    ]
    best = max(weighed, key=lambda g: (g.score, -g.start, g.end))
    return best if best.score >= SURE else None


def _vote(guess: Guess, persons: set[tuple[int, int]], begun: set[int]) -> float:
    """The tagger's word on a guess: the same name, a name that begins so, or none."""
    if (guess.start, guess.end) in persons:
        return 3.0
    return 1.0 if guess.firm and guess.start in begun else -2.5


@dataclass(frozen=True, slots=True)
class Support:
    """What the rest of the article says of a guess: a name read surely elsewhere; of 周启 and 周启明,
    the shorter when it also stands without the 平, else the longer."""

    text: str
    sure: frozenset[str]

    def knows(self, guess: Guess) -> bool:
        return self.text[guess.start : guess.end] in self.sure

    def __call__(self, guess: Guess) -> float:
        name = self.text[guess.start : guess.end]
        here = self.text.count(name)
        if len(name) == 3:
            shorter = self.text.count(name[:2])
            return 0.0 if shorter < 2 else 1.5 if here == shorter else -1.5
        longer = self.text[guess.start : guess.end + 1]
        return 0.0 if here < 2 else -1.5 if self.text.count(longer) == here else 1.5
