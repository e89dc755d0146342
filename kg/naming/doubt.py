"""Settles guesses at names: the clear ones at once, the doubtful ones with the tagger, in one batch a page.

The rest of the page has a say as well: a name that is sure elsewhere, a shorter form that stands alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.model import Word
from kg.naming import tagger
from kg.naming.evidence import ADDRESS, SURE, Ground, Guess, leaves_no_word
from kg.naming.names import is_han

_HALF, _AGREED = 4.5, 1.5  # two cues that agree on a reading add to it where neither is weak
_CLOSE = 3.5  # a rival that comes so near leaves a doubt about the border


class Case(NamedTuple):
    """What is to be settled in one article: for each anchor its guesses, best first."""

    field: Ground
    groups: list[list[Guess]]
    firm: list[Guess]  # names that need no weighing: bylines, leaders


def settle(cases: Sequence[Case]) -> list[list[Guess]]:
    """The names of each article of a page: one at most for each anchor. What is sure in one article helps
    the others; the doubtful rest goes to the tagger in one batch for the page."""
    cases = [case._replace(groups=_agreed(case.groups)) for case in cases]
    sure = [[g[0] for g in case.groups if g and _is_clear(case.field, g)] for case in cases]
    named = frozenset(case.field.text[g.start : g.end] for case, clear in zip(cases, sure, strict=True) for g in clear)
    asked: list[tuple[int, list[Guess]]] = []
    for number, case in enumerate(cases):
        support = Support(case.field.text, named)
        taken = bytearray(len(case.field.text))
        for name in (*case.firm, *sure[number]):
            taken[name.start : name.end] = b"\1" * (name.end - name.start)
        for group in (g for g in case.groups if g and not _is_clear(case.field, g) and 0 in taken[g[0].start : g[0].end]):
            known = next((g for g in group if support.knows(g)), None)
            if known:
                sure[number].append(known._replace(score=max(known.score, SURE)))
            else:
                asked.append((number, group))
    for (number, group), persons in zip(asked, _seen(cases, asked), strict=True):
        judged = _judge(cases[number].field.text, group, persons, Support(cases[number].field.text, named))
        if judged is not None:
            sure[number].append(judged)
    return sure


def _seen(cases: Sequence[Case], asked: list[tuple[int, list[Guess]]]) -> Iterator[set[tuple[int, int]]]:
    """Where the tagger sees names around each doubtful guess."""
    spans = [(number, _window(cases[number].field.text, group[0])) for number, group in asked]
    wanted = sorted(set(spans))
    tagged = tagger.tag([cases[number].field.text[a:b] for number, (a, b) in wanted])
    words = dict(zip(wanted, tagged, strict=True))
    for number, span in spans:
        yield _persons(cases[number].field.text, words[number, span], span[0])


def _agreed(groups: list[list[Guess]]) -> list[list[Guess]]:
    """A reading that begins where one cue says and ends where another does gains by it (聘任|沈若兰|为)."""
    ahead = {(g.start, g.end) for group in groups for g in group if not g.firm and g.score >= _HALF and g.rule != "subject"}
    both = {(g.start, g.end) for group in groups for g in group if g.firm and g.score >= _HALF and (g.start, g.end) in ahead}
    raised = ([g._replace(score=g.score + _AGREED) if (g.start, g.end) in both else g for g in group] for group in groups)
    return [sorted(group, key=lambda g: -g.score) for group in raised]


def _is_clear(field: Ground, group: list[Guess]) -> bool:
    rival = next((g.score for g in group[1:] if not leaves_no_word(field, group[0], g)), 0.0)
    return group[0].score >= SURE and group[0].score - rival >= _CLOSE


def _window(text: str, guess: Guess) -> tuple[int, int]:
    """The characters shown to the tagger: six before its start, nine from there, inside one unit."""
    start = max(0, guess.start - 6, text.rfind("\n", 0, guess.start) + 1)
    end = text.find("\n", guess.end)
    return start, min(guess.start + 9, len(text) if end < 0 else end)


def _persons(text: str, tagged: list[Word], base: int) -> set[tuple[int, int]]:
    """Where the tagger sees names; 刘总 is a form of address."""
    spans = [(w.start + base, w.end + base) for w in tagged if w.tag in ("PER", "nr")]
    return {(start, end) for start, end in spans if end - start > 2 or text[end - 1] not in ADDRESS}


def _judge(text: str, group: list[Guess], persons: set[tuple[int, int]], support: Support) -> Guess | None:
    """The best guess once the tagger's persons and the rest of the article count; the tagger's own
    border where it begins the same way."""
    begun = {start for start, _ in persons}
    weighed = [g._replace(score=g.score + _vote(g, persons, begun) + support(g)) for g in group]
    first = group[0]
    known = {(g.start, g.end) for g in group}
    weighed += [
        first._replace(end=end, score=SURE)
        for start, end in sorted(persons - known)
        if start == first.start and 2 <= end - start <= 5 and not first.firm and first.rule != "dotted" and is_han(text[start:end])
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
    """What the rest of the page says of a guess: a name read surely elsewhere; of 周启 and 周启明,
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
