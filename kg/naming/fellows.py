"""Names that lean on names already read: without overlaps, beside others in a list, said again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.naming.evidence import SURE, Anchor, Ground, Guess, cuts_word, guesses
from kg.naming.names import followers, surname_of

_ITEM_END = frozenset("、，。；！？：）（） \n与和及等")
_JOINTS = ("、", "和", "与", " ")
_ASIDE = re.compile("（[^（）、。\n]{1,10}）")
_ROOM = re.compile("[办部处科室局委所]$")  # 党政办 沈若兰: a blank parts an office from its reporter
_GRADE = 2.5


def settled(found: Iterable[Guess]) -> dict[int, Guess]:
    """Without overlaps: the surer guess wins, then the longer; keyed by start. Equal ones share the sub-kind."""
    kept: dict[int, Guess] = {}
    taken: set[int] = set()
    for guess in sorted(found, key=lambda g: (-g.score, g.start - g.end, g.start, g.rule)):
        same = kept.get(guess.start)
        if same and same.end == guess.end and not same.sub:
            kept[guess.start] = same._replace(sub=guess.sub)
        if taken.isdisjoint(range(guess.start, guess.end)):
            kept[guess.start] = guess
            taken.update(range(guess.start, guess.end))
    return kept


def trimmed(field: Ground, known: dict[int, Guess]) -> dict[int, Guess]:
    """A name of three that is a known one plus a word that may follow names loses it (林海|作)."""
    texts = {field.text[g.start : g.end] for g in known.values()}
    return {
        at: g._replace(end=g.end - 1)
        if g.end - g.start == 3 and field.text[at : at + 2] in texts and field.text[g.end - 1] in followers()
        else g
        for at, g in known.items()
    }


def beside(field: Ground, guess: Guess) -> Iterator[list[Guess]]:
    """What may be the persons right before and behind in the same list: for each side its guesses, best first."""
    text = field.text
    sides = []
    aside = _ASIDE.match(text, guess.end)
    end = aside.end() if aside else guess.end
    if text[end : end + 1] in _JOINTS:
        sides.append(Anchor(end + 1, True, _GRADE, guess.sub, "list_fellow"))
    if text[guess.start - 1 : guess.start] in _JOINTS:
        start = _before_aside(text, guess.start - 1)
        sides.append(Anchor(start, False, _GRADE, guess.sub, "list_fellow"))
    for side in sides:
        group = [g for g in guesses(field, side) if text[g.end : g.end + 1] != "：" and not (_ROOM.search(text, g.start, g.end) and " " in text[g.start - 1 : g.end + 1])]
        if bounded := [g for g in group if _is_item(field, g)] or [g for g in group if g.score >= SURE]:
            yield bounded


def _before_aside(text: str, at: int) -> int:
    """Where a bracket that ends here begins, else the place itself: 向巴（藏族）|、."""
    open_at = text.rfind("（", max(0, at - 12), at) if text[at - 1 : at] == "）" else -1
    return open_at if open_at > 0 and _ASIDE.fullmatch(text, open_at, at) else at


def is_plain(field: Ground, group: list[Guess]) -> bool:
    """Is there but one reading of a fellow, with a surname?"""
    return len(group) == 1 and bool(surname_of(field.text, group[0].start))


def _is_item(field: Ground, guess: Guess) -> bool:
    """Does a list mark stand on both sides, or a title behind?"""
    before, after = field.text[guess.start - 1 : guess.start], field.text[guess.end : guess.end + 1]
    return (not before or before in _ITEM_END) and (not after or after in _ITEM_END or guess.end in field.title_starts)


def free(field: Ground, start: int, end: int) -> bool:
    """May a known name stand here? Two characters must not cut a longer word (李明 in 李明镇)."""
    if 1 in field.busy[start:end]:
        return False
    return end - start > 2 or not (cuts_word(field, start) or cuts_word(field, end))
