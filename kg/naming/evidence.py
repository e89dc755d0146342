"""How likely a run of characters is a person's name: surnames, what stands around it, word borders.

Knows no genre: where a name may begin or end is said by the anchors that the rules of persons give.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import inf
from typing import NamedTuple

from kg.lexicon.lists import classes, words
from kg.model import Reading, Span, Word
from kg.naming.names import followers, has_element, is_han, may_be_long, sound_run, sounds, surname_of, surnames
from kg.naming.swallowed import led

SURE = 6.5  # from here a guess is a name
DOUBT = 4.0  # from here the tagger is asked
_LIST_MARKS = "、，。；！？：）（(),;:!?… \n”》】·—-→▲"
_PREPOSITIONS = frozenset("和向都由来是")  # also surnames, but a word of its own is seldom one
_ITEM_MARKS = frozenset("、，；。）")
_FINALS = frozenset("措加太吉杰布本毛江娜姆珠曼汗丁旦项秀先")  # of names of three syllables (完么措, 仁青加)
_PARTICLES = frozenset("的了着是这那些们么吗呢吧很")
_NEVER_LAST = frozenset("和与在就也都把被及等还又将并则曾已于从向对让使说区市县省镇局厂化感率度楼点院所厅校处科股")
_DEPARTMENT_ENDS = frozenset("科室处部办股局院")
ADDRESS = frozenset("总老董姐哥叔婶嫂爷")  # 刘总, 张姐: a surname and how one is addressed
_PARTS = re.compile("(?:·[一-鿿]{1,8})+")
_WORKS = ("高速", "铁路", "高铁", "公路", "大桥", "大道", "隧道", "水库", "灌区", "电站", "输水", "输变电")  # 云陵|高速 is no person's
_ENDS = frozenset("，。；、）")  # nothing is joined behind these
_RANKS = frozenset("省市县区旗州盟镇乡村苏嘎")
_OPENERS = frozenset("由和与及经请向对为据是让听跟同邀随问有")


class Anchor(NamedTuple):
    """A place where a name may begin (`forward`) or end. `grade` says how much the words there promise."""

    at: int
    forward: bool
    grade: float
    sub: str
    rule: str


class Guess(NamedTuple):
    start: int
    end: int
    score: float
    sub: str
    rule: str
    firm: bool = False  # its end is not for the tagger to move: a verb or title stands there, or a known part ends it


@dataclass(frozen=True, slots=True)
class Ground:
    """What guesses are weighed on. `busy[i]` is set where an organisation, a place or a title stands; but a hill
    or river right behind a title is more likely a person (局长|高云峰)."""

    text: str
    words: tuple[Word, ...]
    busy: bytearray
    title_starts: frozenset[int]
    name_starts: frozenset[int]
    openings: frozenset[int]  # behind titles and nouns for people
    places: dict[int, int]  # places of two characters, end -> start
    acts: frozenset[int]  # where verbs of people begin


def ground(reading: Reading) -> Ground:
    busy = bytearray(len(reading.text))
    titles = reading.hits.get("title", ())
    openings = frozenset(s.end for s in (*titles, *reading.hits.get("person_cues", ())))
    bodies = (m for m in reading.of_kind("ORG", "LOC", "PRJ", "DOC", "EVT") if m.sub != "natural" or m.start not in openings)
    named = [m for m in bodies if m.kind != "LOC" or "·" not in reading.text[max(0, m.start - 1) : m.end + 1]]
    taken = [Span(m.start + led(m, m.start in openings), m.end) for m in named]
    for start, end in [*taken, *titles]:
        busy[start:end] = b"\1" * (end - start)
    return Ground(
        reading.text,
        reading.words,
        busy,
        frozenset(t.start for t in titles),
        frozenset(s.start for s in taken),
        openings,
        {m.end: m.start for m in reading.of_kind("LOC") if m.end - m.start == 2},
        frozenset(s.start for s in (*reading.hits.get("person_acts", ()), *reading.hits.get("speech_verbs", ()))),
    )


@cache
def _everyday() -> frozenset[str]:
    """Words of two characters that stand beside names and are no part of one."""
    beside = [*words("person_after"), *words("byline_roles"), *classes()["person_cues"], *classes()["speech_verbs"]]
    return frozenset(w for w in beside if len(w) == 2)


def guesses(field: Ground, anchor: Anchor) -> list[Guess]:
    """The names an anchor allows, best first; those without any hope are left out."""
    found = (
        Guess(start, end, _score(field, anchor, start, end), anchor.sub, anchor.rule, _firm(field, anchor, start, end))
        for start, end in _ranges(field, anchor)
    )
    return sorted((g for g in found if g.score >= DOUBT), key=lambda g: (-g.score, g.start, -g.end))


def _firm(field: Ground, anchor: Anchor, start: int, end: int) -> bool:
    return not anchor.forward or (end - start > 2 and has_element(field.text[start:end]))


def _ranges(field: Ground, anchor: Anchor) -> Iterable[tuple[int, int]]:
    text = field.text
    gap = int(text[anchor.at : anchor.at + 1] in (" ", "：", "\u3000"))
    for length in _lengths(text, anchor, gap):
        start = anchor.at + gap if anchor.forward else anchor.at - length
        end = start + length
        if start < 0 or end > len(text) or not _open(field, start, end, anchor.grade) or "·" in (text[start - 1 : start], text[end : end + 1]):
            continue
        family = surname_of(text, start)
        foreign = has_element(text[start:end]) or ((length > 3 or anchor.grade >= 2.5) and sounds(text[start:end]))
        if length == 4 and len(family) < 2 and not foreign and anchor.grade < 3:
            continue
        if not family and not foreign and not (anchor.forward and anchor.grade >= 2.5):
            continue
        if is_han(text[start:end]) and len(family) < length:
            yield start, end


def _lengths(text: str, anchor: Anchor, gap: int) -> tuple[int, ...]:
    """Two to four characters; up to six where a known part of a long name stands at the anchor (特木尔|巴根)."""
    at = anchor.at + gap
    edge = text[at : at + 2] if anchor.forward else text[at - 2 : at]
    if may_be_long(edge, anchor.forward) or (anchor.grade >= 2 and sound_run(text, at, 1 if anchor.forward else -1) > 4):
        return 6, 5, 4, 3, 2
    return 4, 3, 2


def _open(field: Ground, start: int, end: int, grade: float) -> bool:
    """Is nothing else named here? Behind a title or before a verb a name may hold a place's (周长春, 祁连海)."""
    if 1 not in field.busy[start:end]:
        return True
    if grade >= 2.5 and end - start == 2 and start in field.openings and field.places.get(end) == start:
        return end in field.acts
    if grade >= 2.5 and end - start == 3 and field.places.get(start + 2) == start and not field.busy[start + 2]:
        return True
    inside = field.places.get(end, -1)
    return grade >= 2 and start < inside == start + len(surname_of(field.text, start)) and field.busy[start] == 0


def _score(field: Ground, anchor: Anchor, start: int, end: int) -> float:
    around = _right(field, end) if anchor.forward else left_evidence(field, start)
    closed = 0.5 if anchor.grade >= 3 and around >= 1.5 and field.text[end : end + 1] in _ITEM_MARKS else 0.0
    return anchor.grade + around + closed + _family_weight(field.text, start, end) + _shape(field, start, end)


def leaves_no_word(field: Ground, best: Guess, rival: Guess) -> bool:
    """Would the shorter reading leave a character that is no word (副县长|雷鸣|东，) or a part of a name (华旦|多吉)?"""
    text = field.text
    if best.start != rival.start or best.end <= rival.end:
        return False
    rest = text[rival.end : best.end]
    alone = len(rest) == 1 and text[best.end : best.end + 1] in _ITEM_MARKS and rest not in followers()
    long = best.end - best.start > 3 and sounds(text[best.start : best.end])
    return alone or long or rest in words("name_elements")


def _family_weight(text: str, start: int, end: int) -> float:
    """What the surname is worth, or a part of a name of another people's; four characters need two of surname."""
    family = surname_of(text, start)
    if has_element(text[start:end]):
        return 3.0 if end - start >= 4 or (end - start == 3 and text[end - 1] in _FINALS and text[start : end - 1] in words("name_elements")) else 2.0
    if sounds(text[start:end]) and (end - start > 3 or not family):
        return (2.0 if end - start > 3 else 0.5) + (sound_run(text, end, 1) == 0) - 4 * (text[end : end + 1] in _RANKS)
    if not family:
        return -1.5
    count = surnames()[family]
    weight = 2.0 if count >= 0.5 else 1.5 if count >= 0.2 else 1.0 if count >= 0.1 else 0.5
    return weight - 2.0 if end - start == 4 and len(family) < 2 else weight


def _shape(field: Ground, start: int, end: int) -> float:
    """What the name's own characters and the segmentation say."""
    length = end - start
    if field.text[start:end] in words("name_elements"):
        return 1.0
    score = 0.5 if length == 3 or (length == 4 and len(surname_of(field.text, start)) == 2) else 0.0
    if _PARTICLES & set(field.text[start + 1 : end]) and not has_element(field.text[start:end]):
        score -= 3
    last_one = field.text[end - 1]
    if length == 2 and last_one in ADDRESS:
        score -= 4
    if last_one in "和同与" and length == 3 and (end in field.acts or field.text[end : end + 1] in _ENDS):
        return score + 4
    score -= 2 if last_one in _NEVER_LAST or (last_one in "为任" and end in field.name_starts) else 0
    score -= last_one in followers()
    name = field.text[start:end]
    if name in words("not_names") or (name[0] in "和与" and name[1:] in words("not_names")):
        score -= 4
    family = surname_of(field.text, start)
    given = start + len(family) if start in field.openings and family not in _PREPOSITIONS | _OPENERS else end
    if any(field.text[i : i + 2] in _everyday() for i in range(start, end - 1) if not (i == given == end - 2 and _right(field, end) >= 1.5)):
        score -= 2.5
    word = _word_at(field, start)
    if word.end == start + 1 and field.text[start] in _PREPOSITIONS:
        score -= 1.5
    if (word.start, word.end) == (start, end):
        return score + (2 if word.tag.startswith("nr") else -1 if word.tag == "ns" and length > 2 else -2)
    if word.start < start and start not in field.openings:
        score -= 1 if word.tag.startswith("nr") else 2
    if word.tag.startswith("nr") and word.end > end:
        score -= 1
    last = _word_at(field, end) if end < len(field.text) else word
    if last.start < end < last.end:
        score -= 1 if last.tag.startswith("nr") or (last.start > start and field.text[end] in followers()) else 2
    return score


def word_at(tiling: tuple[Word, ...], at: int) -> Word:
    """The word that covers a character of the text the words tile."""
    return tiling[bisect_right(tiling, (at, inf)) - 1]


def _word_at(field: Ground, at: int) -> Word:
    return word_at(field.words, at)


def _right(field: Ground, end: int) -> float:
    """How well a name can end here, by what follows."""
    text = field.text
    if end >= len(text) or text[end] in _LIST_MARKS:
        return 2.0
    if text.startswith(_WORKS, end):
        return -3.0
    if any(text[end : end + n] in followers() for n in (4, 3, 2)):
        return 3.0
    if end in field.title_starts:
        return 2.5
    if text[end] in followers() or end in field.name_starts:
        return 1.5
    behind = _word_at(field, end)
    return -2.0 if behind.start < end else 1.5 if behind.tag == "v" else 0.5


def left_evidence(field: Ground, start: int) -> float:
    """How well a name can begin here, by what stands before."""
    if start == 0 or not is_han(field.text[start - 1]) or field.busy[start - 1] or start in field.openings:
        return 1.5
    if field.text[start - 2 : start] in ("还有", "包括"):
        return 2.0
    if field.text[start - 1] in _OPENERS or field.text[start - 1] in _DEPARTMENT_ENDS:
        return 1.0
    return 0.0 if _word_at(field, start).start == start else -2.0


def cuts_word(field: Ground, at: int) -> bool:
    """Does a border here cut a word that is no name?"""
    if at >= len(field.text):
        return False
    word = _word_at(field, at)
    return word.start < at and not word.tag.startswith("nr")


def _sounding(text: str, start: int, dot: int, end: int) -> float:
    """What speaks for a dotted name of nothing but sounds of other tongues; more where the next character is none."""
    if not sounds(text[start:end].replace("·", "") + "阿"):
        return 0.0
    return 2.0 + 1.5 * (sound_run(text, end, 1) == 0) + 0.5 * (sound_run(text, start, -1) == 0)


def dotted(field: Ground, anchor: Anchor) -> list[Guess]:
    """Readings of a name around the dot at `anchor.at`: from word borders before to word borders behind."""
    found = []
    tail = _PARTS.match(field.text, anchor.at)
    last = tail.end() if tail else anchor.at
    for start in range(max(0, anchor.at - 6), anchor.at):
        for end in range(max(anchor.at + 2, last - 7), last + 1):
            inside = field.text[start : anchor.at]
            if is_han(inside) and 1 not in field.busy[start:end] and _right(field, end) >= 1 and left_evidence(field, start) >= 0:
                known = 2.0 if has_element(inside) or has_element(field.text[anchor.at + 1 : end]) else 0.0
                known += _sounding(field.text, start, anchor.at, end)
                score = 1.0 + known + _right(field, end) + left_evidence(field, start) * (2 if start in field.openings else 1)
                found.append(Guess(start, end, score, anchor.sub, anchor.rule))
    return sorted((g for g in found if g.score >= DOUBT), key=lambda g: (-g.score, g.start, -g.end))
