"""Rows of names that need no word beside them: 执行主席还有：沈若兰、林海洋、何平、曹进; 沈若兰 林海洋 何平 on a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon.lists import classes, words
from kg.naming.evidence import Ground, Guess, word_at
from kg.naming.names import has_element, is_han, sounds, split_run, surname_of

_ASIDE = "(?:（[^（）、。\n]{1,10}）)?"
_LISTED = re.compile(f"(?<=、)(?P<name>[一-鿿·]{{2,12}}){_ASIDE}(?=、)")
_LINE = re.compile("(?:(?<=\n)|^)[一-鿿·（][一-鿿· 、（）]{4,300}[。；]?(?=\n|$)")
_PIECE = re.compile("[一-鿿] [一-鿿](?![一-鿿])|[一-鿿·]+")
_BRACKET = re.compile("（[^（）]*）")
_CLOSING = re.compile("（([一-鿿]{4,9})）(?=\n|$)")
_UNSIGNED = re.compile("(?<=讯)（[一-鿿]{2,20}(?:[局办厅委社台院校]|中心|公司|集团|办公室)(?: [一-鿿]{2,4}){1,3}）|（[一-鿿]{2,4}(?: [一-鿿]{2,4}){1,4}）(?=\n|$)|（[一-鿿]{2,14}(?:[局办厅委社台院校部处科室队站所]|中心|公司|集团)(?: [一-鿿]{2,4}){1,3}）(?=\n|$)|(?<=讯)（[一-鿿]{2,4}(?:[ 、][一-鿿]{2,4}){0,3}[ 、，](?=(?:本[报刊网台])?(?:[见实]习|特约)?(?:记者|通讯员))")
_TOLD_ROW = re.compile("(?<![一-鿿])(?:[一-鿿·]{2,4}（[^（）\n：]{2,40}）[ 、，；。]*){3,}(?:[一-鿿]{2,4}(?=[ 、。；\n]|$)[ 、。；]*)*")
_TOLD_ITEM = re.compile("(?<![一-鿿])(?P<name>[一-鿿·]{2,4})(?=（[^（）]*）|[ 、。；\n]|$)")
_APPOINTED = re.compile("(?:(?<=\n)|^)(?P<name>[一-鿿]{2,4}?)(?:（[^（）\n]{1,10}）)?(?:同志)?[为任](?P<body>[一-鿿])")
_WHOLE = re.compile("(?<![一-鿿])[一-鿿]{2,4}(?![一-鿿])")
_BODY = re.compile("[部处科局办院系社室]$|..(?:中心|公司|集团|学校|支部|小学|中学|街道|社区)$")
_OFFICE = re.compile("[报刊网台社部处科局办室院系站队委厅校司府心团会组]$|供稿|供图|报道|来源|作者|撰|摄|整理")
_TOLD = re.compile("（(?:女|男|[^（）]{1,6}族)")
_PARTICLES = frozenset("的了着是这那些们么就不也都在把被")
_FEWEST, _SHARE = 2, 0.75
_SCORE = 8.0


def listed(field: Ground) -> Iterator[Guess]:
    """The inner items of rows of four and more where most look like names and few are everyday words; their
    neighbours are found from them."""
    if field.text.count("、") < _FEWEST + 1:
        return
    run: list[re.Match[str]] = []
    for found in _LISTED.finditer(field.text):
        if run and found.start() != run[-1].end() + 1:
            yield from _names(field, run)
            run = []
        run.append(found)
    yield from _names(field, run)


def _names(field: Ground, run: list[re.Match[str]]) -> Iterator[Guess]:
    """The names of a row, if it is one of names: two of the inner items and three in four of them."""
    shaped = [m for m in run if _is_shaped(field, *m.span("name")) or _is_strange(field, *m.span("name"))]
    plain = [m for m in run if _is_word(field, *m.span("name"))]
    if sum(_is_shaped(field, *m.span("name")) for m in shaped) < _FEWEST or len(shaped) < _SHARE * len(run) or len(plain) * 3 > len(run):
        return
    for item in run:
        if not _is_taken(field, *item.span("name")):
            yield Guess(*item.span("name"), _SCORE, "", "row")


def in_lines(field: Ground) -> Iterator[Guess]:
    """The names of lines that hold nothing else, blanks or 、 between them (a name of two may hold a blank itself)."""
    for line in _LINE.finditer(field.text):
        bare = _BRACKET.sub(lambda m: " " * len(m.group()), line.group())
        spans = [s for m in _PIECE.finditer(bare) for s in _parted(field, line.start() + m.start(), line.start() + m.end())]
        if len(spans) > 1 and re.search("[ 、）]", line.group()) and all(_is_shaped(field, *s) for s in spans) and sum(_is_word(field, *s) for s in spans) * 3 <= len(spans):
            yield from (Guess(a, b, _SCORE, "", "row") for a, b in spans)


def told(field: Ground) -> Iterator[Guess]:
    """Names in a row where a bracket behind each says who it is: 沈若兰（北川公司工人）何平（女，青岚一中教师）; at the
    end of the row they may stand alone."""
    for row in _TOLD_ROW.finditer(field.text):
        bare = _BRACKET.sub(lambda m: "（" + "-" * (len(m.group()) - 2) + "）", row.group())
        spans = [(row.start() + m.start("name"), row.start() + m.end("name")) for m in _TOLD_ITEM.finditer(bare)]
        shaped = [s for s in spans if _is_shaped(field, *s)]
        if len(shaped) >= max(2, _SHARE * len(spans)) and sum(_is_word(field, *s) for s in spans) * 3 <= len(spans):
            yield from (Guess(a, b, _SCORE, "citizen", "row") for a, b in spans if not _is_taken(field, a, b))


def on_notices(field: Ground) -> Iterator[Guess]:
    """Whoever opens a line of a notice of appointments, whatever the surname: 酆若兰为云河市审计局局长."""
    if "任命" not in field.text:
        return
    for found in _APPOINTED.finditer(field.text):
        if found.start("body") in field.name_starts and not _is_taken(field, *found.span("name")):
            yield Guess(*found.span("name"), _SCORE, "official", "row")


def _parted(field: Ground, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A piece of a line: one name, or several without a blank where it can be read so."""
    names = None if end - start < 4 or _is_shaped(field, start, end) else split_run(field.text[start:end])
    for name in names or [field.text[start:end]]:
        yield start, start + len(name)
        start += len(name)


def signed_off(field: Ground) -> Iterator[Guess]:
    """Names in brackets behind the last words of a paragraph, with blanks or without: （沈若兰 林海洋）."""
    for found in _UNSIGNED.finditer(field.text):
        for name in _WHOLE.finditer(found.group()):
            if surname_of(name.group(), 0) and name.group() not in words("not_names") and not _BODY.search(name.group()):
                yield Guess(found.start() + name.start(), found.start() + name.end(), 7.0, "reporter", "unsigned")
    for found in _CLOSING.finditer(field.text):
        names = None if _OFFICE.search(found[1]) else split_run(found[1])
        at = found.start(1)
        for run in names or ():
            if run not in words("not_names") and 1 not in field.busy[at : at + len(run)]:
                yield Guess(at, at + len(run), 7.0, "reporter", "unsigned")
            at += len(run)


def _is_shaped(field: Ground, start: int, end: int) -> bool:
    """Does it look like a whole name: a surname and one or two characters, or parts and sounds of longer ones?"""
    name = field.text[start:end].replace(" ", "")
    if _is_taken(field, start, end) or _PARTICLES & set(name[1:]) or name in words("not_names") or name in classes()["person_cues"]:
        return False
    if "·" in name:
        return not name.startswith("·") and not name.endswith("·")
    given = len(name) - len(surname_of(name, 0))
    if is_han(name) and given < len(name) <= 4 and 1 <= given <= 2:
        return True
    return 2 <= len(name) <= 6 and (has_element(name) or sounds(name))


def _is_strange(field: Ground, start: int, end: int) -> bool:
    """Three characters that are a name for the segmentation, or no words of more than one: a surname of few (酆若兰)."""
    if end - start != 3 or not is_han(field.text[start:end]) or _is_taken(field, start, end) or _PARTICLES & set(field.text[start:end]):
        return False
    word = word_at(field.words, start)
    return word.start == start and (word.end == start + 1 or (word.end == end and word.tag.startswith("nr")))


def _is_taken(field: Ground, start: int, end: int) -> bool:
    """Is something else named here? Not where a short place is part of the item (祁连生), or a bracket tells sex or people."""
    if 1 not in field.busy[start:end] or _TOLD.match(field.text, end):
        return False
    inside = [e for e in range(start + 2, end + 1) if field.places.get(e, -1) >= start]
    return end - start != 3 or not inside or sum(field.busy[start:end]) > 2


def _is_word(field: Ground, start: int, end: int) -> bool:
    """Is it one everyday word, or a chain of such, and no name for the segmentation?"""
    word = word_at(field.words, start)
    return (word.start, word.end) == (start, end) and not word.tag.startswith("nr")
