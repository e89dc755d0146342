"""Overlaps are settled once, here: which mentions stay, which are outermost, what a sentence shows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate
from operator import attrgetter

from kg.grammar.view import Token, View, token_of, view
from kg.model import Mention, Reading, Sentence

_ORDER = attrgetter("start", "end")
_PARTICULAR = {"DOC": -4, "EVT": -3, "PRJ": -2, "INI": -1, "PER": -1}


def ordered(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Sorted by start, longer first, then kind; exact duplicates (same span and kind) once, surest kept.

    Of two kinds on one span the more particular stands first: what is built before who builds it.
    """
    best: dict[tuple[int, int, int, str], Mention] = {}
    for mention in mentions:
        key = (mention.start, -mention.end, _PARTICULAR.get(mention.kind, 0), mention.kind)
        if key not in best or best[key].confidence < mention.confidence:
            best[key] = mention
    return tuple(best[key] for key in sorted(best))


def outermost(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions that lie in no longer one; of crossing ones the earlier start wins.

        [ 长堤街道柳林社区 ]          kept
        [ 长堤街道 ]                   nested: dropped here, still a mention of the reading
    """
    kept: list[Mention] = []
    for mention in ordered(mentions):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def nested(outer: Mention, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions strictly inside another one."""
    return tuple(
        m
        for m in mentions
        if outer.start <= m.start and m.end <= outer.end and (m.start, m.end) != (outer.start, outer.end)
    )


def kept(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """What remains when all finders are done: nothing inside a titled document, no place inside a longer name."""
    found = ordered(mentions)
    out: list[Mention] = []
    around: list[Mention] = []
    for mention in found:
        around = [m for m in around if m.end >= mention.end]
        if not around or not (mention.kind == "LOC" or any(m.kind == "DOC" for m in around)):
            out.append(mention)
        around.append(mention)
    return tuple(out)


def free(mentions: Iterable[Mention], taken: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions that cross none of the taken ones (nesting either way is no crossing)."""
    sitting = sorted(taken, key=_ORDER)
    starts = [m.start for m in sitting]
    reach = list(accumulate((m.end for m in sitting), max))
    return tuple(m for m in mentions if not _crosses(m, sitting, starts, reach))


def _crosses(mention: Mention, sitting: list[Mention], starts: list[int], reach: list[int]) -> bool:
    """Walk back from the last one that starts before the mention ends, as far as any can still touch it."""
    i = bisect_left(starts, mention.end) - 1
    while i >= 0 and reach[i] > mention.start:
        if _cross(mention, sitting[i]):
            return True
        i -= 1
    return False


def _cross(a: Mention, b: Mention) -> bool:
    if a.end <= b.start or b.end <= a.start:
        return False
    inside = (a.start <= b.start and b.end <= a.end) or (b.start <= a.start and a.end <= b.end)
    return not inside


def tokens(reading: Reading, classes: Iterable[str] = (), mentions: bool = True) -> tuple[Token, ...]:
    """What views of a reading show: outermost mentions, then lexicon classes where there is room.

    A lexicon class `title` shows as the mark TITLE.
    """
    shown = [token_of(m) for m in outermost(reading.mentions)] if mentions else []
    for name in classes:
        shown = _merge(shown, [Token(s, e, name.upper()) for s, e in reading.hits.get(name, ())])
    return tuple(shown)


def _merge(first: list[Token], second: list[Token]) -> list[Token]:
    """Both lists by start; where they overlap the first wins, and a token of the second list that
    goes on behind it by two characters or more is shown from there (北川大学党委|书记)."""
    out: list[Token] = []
    i = 0
    for token in second:
        while i < len(first) and first[i].start < token.end:
            out.append(first[i])
            i += 1
        begin = max(token.start, out[-1].end) if out else token.start
        if begin == token.start or token.end - begin > 1:
            out.append(token._replace(start=begin))
    out.extend(first[i:])
    return out


def views(reading: Reading, shown: tuple[Token, ...]) -> Iterator[tuple[Sentence, View]]:
    """One view a sentence, in order."""
    i = 0
    for sentence in reading.sentences:
        inside = []
        while i < len(shown) and shown[i].start < sentence.end:
            if shown[i].start >= sentence.start:
                inside.append(shown[i])
            i += 1
        yield sentence, view(reading.text, sentence.start, sentence.end, inside)
