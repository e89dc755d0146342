"""The grammar of bylines: role words and the names that follow or precede them.

Shared by the finder of persons and the reader of BYLINE facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.lexicon.lists import either, words
from kg.model import Reading
from kg.naming.names import is_han, may_be_long, sounds, split_run, surname_of

_ROLE = either("byline_roles")
_JOINT = "[ \u3000]*[/／、&和与][ \u3000]*"
_ROLES = re.compile(rf"(?:本[报刊网台社])?{_ROLE}(?:{_JOINT}{_ROLE})*[ \u3000]*[：:/／|｜]?[ \u3000]*")
_NAME_RUN = re.compile("[一-鿿·](?:[一-鿿·]|[ \u3000、，,/]+(?=[一-鿿]))*")
_PIECE = re.compile("[一-鿿·]+")
_SHOT = "(?:文字?|图片?|摄影?|视频|供图|撰文)"
_CLOSING = re.compile(f"(?:{_SHOT}(?:[/／、和]{_SHOT})+|综合报道|报道|摄影报道|整理报道|整理|摄影|摄像|摄|文并摄|文图|图文|文|图|供图|供稿|撰稿|撰文|编辑)$")
_BYLINE_HEAD = re.compile(r"[□■▢◎●◆〇○]|（|\(")
_AGENCY = re.compile("本[报刊网台社]$|[一-鿿]{2,8}(?:报|网|台|融媒|客户端|全媒体|部|处|科|社|局|办|室|院|系|站|队|委|厅|中心)$")
_GLUED = re.compile("本[报刊网台社](?:特约|见习|实习|首席)?(?:记者|通讯员)[^，。；！？：]+")
_LABEL = re.compile("[一-鿿]{2,6}[：:]")  # of something else: 来源：, 时间：, 浏览次数：
_LABEL_MARKS = "：:/／|｜"
_SLASHED = re.compile("(?:[一-鿿]{2,4}[ 、]?){1,3}[/／](?:文字?|图片?|摄影?|视频|制图)(?:[、/／ ](?:文字?|图片?|摄影?|视频|制图))?")
_POSTFIXED = re.compile(rf"(?<![一-鿿：/／])(?P<first>[一-鿿]{{2,4}}?) ?(?P<wrote>文字?|撰文|图片?|摄影?) ?[/／、，；|｜ ] ?(?P<second>[一-鿿]{{2,3}}?) ?(?P<shot>{_SHOT})(?=[）)。\n]|$)")
_SHOOTS = ("摄", "摄影")
_TELLS = ("记者", "通讯员", "实习生")
_LONGEST = 60


class Signed(NamedTuple):
    """A name in a byline, the role it signs with, and the words from role to name (flow offsets)."""

    start: int
    end: int
    role: str
    first: int
    last: int


def signed(reading: Reading) -> Iterator[Signed]:
    """Every name that signs the article, in order: byline units, brackets with a role word, captions' 某某摄."""
    seen: set[int] = set()
    last: Signed | None = None
    for name in _all(reading):
        if name.start not in seen or (last and last.role in _SHOOTS and name == last._replace(role=name.role) != last):
            yield name
        seen.add(name.start)
        last = name


def _all(reading: Reading) -> Iterator[Signed]:
    """Names before their roles first, for the same words may be read the other way round (甲 文/乙 图)."""
    yield from _postfixed(reading.text)
    for start, end in _places(reading):
        yield from _read(reading.text, start, end)


def _postfixed(text: str) -> Iterator[Signed]:
    """Two names, each before what he or she did: 沈若兰 文/林海洋 图."""
    for found in _POSTFIXED.finditer(text):
        if all(surname_of(found[name], 0) and found[name] not in words("not_names") and not _AGENCY.search(found[name]) for name in ("first", "second")):
            yield Signed(*found.span("first"), found["wrote"], *found.span())
            yield Signed(*found.span("second"), found["shot"], *found.span())


def _places(reading: Reading) -> Iterator[tuple[int, int]]:
    """Stretches that are nothing but bylines."""
    for unit in reading.article.units:
        if unit.kind == "byline":
            yield unit.start, unit.end
        else:
            yield from _inside(reading.text, unit.start, unit.end, unit.kind)


@cache
def _brackets() -> re.Pattern[str]:
    who = r"(?:本[报刊网台社]|[^（）()，。：]{0,12})?"
    return re.compile(rf"[（(【]{who}{_ROLE}[：: \u3000/／]?[^（）()【】，。；]{{1,{_LONGEST}}}(?:[）)】]|$)|[（(][一-鿿· \u3000、]{{2,20}}(?:摄影|摄|供图|整理|文/图)[）)]")


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"[□■▢◎●◆]?[ \u3000]*(?:本[报刊网台社])?(?:{_ROLE})[： \u3000][^，。；：]{{2,{_LONGEST}}}(?=$|\n| 报道|[ \u3000]{{2}})")


def _inside(text: str, start: int, end: int, kind: str) -> Iterator[tuple[int, int]]:
    """Bylines inside a unit of another kind: in brackets, at its head, or closing a caption."""
    for found in _brackets().finditer(text, start, end):
        yield found.span()
    if told := _told().search(text, start, min(end, start + _LONGEST)):
        yield told.span("run")
    if end - start <= 2 * _LONGEST:
        if kind != "caption" and (run := _run_on().search(text, start, end)):
            yield run.span("run")
        if whole := _GLUED.fullmatch(text, start, end):
            yield whole.span()
        if head := _opening().match(text, start, end):
            yield head.span()
        if whole := _SLASHED.fullmatch(text, start, end):
            yield whole.span()
        if whole := _labelled().search(text, start, end):
            yield whole.span()
        if kind in ("caption", "prose") and (tail := _caption_tail().search(text, start, end)):
            yield tail.span("run")
    if kind == "prose" and (tail := _crew().search(text, max(start, end - 2 * _LONGEST), end) or _ending().search(text, max(start, end - _LONGEST), end)):
        yield tail.span("run")


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(rf"(?<![一-鿿])(?:{_ROLE}[：:/／][ \u3000]*[一-鿿·]{{2,4}}(?:[ \u3000、][一-鿿·]{{2,4}}){{0,3}}[ \u3000|｜]*){{2,8}}")


@cache
def _run_on() -> re.Pattern[str]:
    """The end of a masthead or of a line of data: 2017年9月22日 A3版 本报记者 沈若兰 本报通讯员 林海洋."""
    return re.compile(rf"(?:(?<=[ \u3000\n])|^)(?P<run>(?:本[报刊网台社])?{_ROLE}[：: \u3000][^，。；！？《》“”]{{2,{_LONGEST}}})$", re.M)


@cache
def _told() -> re.Pattern[str]:
    """A first line without brackets: 本报讯 记者沈若兰报道 4月10日."""
    return re.compile(rf"讯[ \u3000]*(?P<run>(?:本[报刊网台社])?{_ROLE}[： \u3000]?[一-鿿·]{{2,4}}(?:[、 \u3000][一-鿿·]{{2,4}}){{0,3}}?)[ \u3000]?报道")


@cache
def _caption_tail() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[。！？ \u3000）])(?P<run>(?:本报)?(?:{_ROLE})?[： \u3000]*[一-鿿·]{{2,4}}(?:[ \u3000、][一-鿿·]{{2,4}}){{0,3}}[ \u3000/／]*(?:摄影|摄|供图))[。）]?$", re.M)


@cache
def _crew() -> re.Pattern[str]:
    """The staff of a page at the end of its last text: 值班编委 沈若兰 责任编辑 林海洋 何平 版式 周启明 新闻热线 ….."""
    who = "[ \u3000：:]+[一-鿿]{2,4}(?:[ \u3000、]+[一-鿿]{2,4}){0,3}?"
    return re.compile(rf"(?P<run>(?:{_ROLE}{who}[ \u3000|｜]*){{2,8}})(?:(?:新闻|读者|服务)?(?:热线|电话|邮箱|投稿)[^。]{{0,40}})?$")


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[。！？）”])[ \u3000]*(?P<run>(?:本报)?{_ROLE}[：:][^，。；！？（）]{{2,{_LONGEST}}})$", re.M)


def _read(text: str, start: int, end: int) -> Iterator[Signed]:
    """Role words cut the stretch; names follow each (记者 某某) or stand before the last (某某 摄)."""
    marks = [m for m in _ROLES.finditer(text, start, end) if _stands(text, m)]
    if not marks or marks[0].start() > start:
        stop = marks[0].start() if marks else end
        yield from _before(text, start, stop, marks)
    for number, mark in enumerate(marks):
        stop = marks[number + 1].start() if number + 1 < len(marks) else end
        label = _LABEL.search(text, mark.end(), stop)
        stop = label.start() if label else stop
        names = list(_names(text, mark.end(), stop, labelled=mark.group().rstrip()[-1] in _LABEL_MARKS))
        closing = _closing_role(text, marks, number, bool(names))
        first = mark.start()
        last = marks[number + 1].end() if closing and number + 1 < len(marks) else (names[-1][1] if names else stop)
        for a, b in names:
            yield Signed(a, b, closing or _role_of(mark.group()), first, last)
            if closing in _SHOOTS and mark.group().strip(" \u3000：:/／|｜").endswith(_TELLS):  # 记者 沈若兰 摄 is a reporter who took the picture
                yield Signed(a, b, _role_of(mark.group()), first, last)


def _stands(text: str, mark: re.Match[str]) -> bool:
    """Is it a role word, and not part of a name or another word (文 in 文若兰, 图 in 图书馆)?"""
    word = mark.group().strip(" \u3000：:/／|｜")
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    if len(word) > 1:
        return True
    open_behind = not is_han(after or " ")
    return word == "摄" and open_behind if is_han(before or " ") else open_behind or mark.group() != word


def _role_of(words_found: str) -> str:
    """记者 of 本报记者, 责编 of 责编, for the role must stand in the words; of several (文/图) the words as written."""
    stripped = re.sub("^本[报刊网台社]", "", words_found.strip(" \u3000：:/／|｜"))
    return words("byline_roles").get(stripped, stripped)


def _closing_role(text: str, marks: list[re.Match[str]], number: int, named: bool) -> str:
    """整理 in 本报记者 某某 整理: a role word that no name follows is what the names before it did."""
    if not named or number + 1 >= len(marks):
        return ""
    closing = marks[number + 1]
    rest = text[closing.end() : closing.end() + 1]
    word = closing.group().strip(" \u3000：:/／|｜")
    if closing.group() != word and "：" in closing.group():
        return ""
    if all(text[m.start() - 1] in "/／" for m in (marks[number], closing)):
        return _role_of(word)
    return _role_of(word) if word in ("整理", "摄影", "摄", "供图", "摄像") and (not rest or not is_han(rest)) else ""


def _before(text: str, start: int, stop: int, marks: list[re.Match[str]]) -> Iterator[Signed]:
    """（某某 摄）: the names stand before the first role word, unless that one announces names itself (文/某某)."""
    if not marks or marks[0].group().rstrip()[-1] in _LABEL_MARKS or not _CLOSING.match(marks[0].group().strip()):
        return
    names = list(_names(text, start, stop))
    for a, b in names:
        yield Signed(a, b, _role_of(marks[0].group()), start, marks[0].end())


def _names(text: str, start: int, end: int, labelled: bool = False) -> Iterator[tuple[int, int]]:
    """Names of a stretch: pieces between blanks and commas; a long piece is split by surnames. Behind a label
    (记者：) a piece of three characters needs none."""
    for piece in _joined(text, start, end):
        a, b = piece
        run = text[a:b]
        closing = _CLOSING.search(run)
        if closing and (closing.start() == 0 or len(run) > 3):
            run = run[: closing.start()]
        found = list(_of_piece(run, a))
        if not found and labelled and len(run) == 3 and not _AGENCY.search(run) and run not in words("not_names"):
            found = [(a, a + 3)]
        yield from found


def _joined(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Pieces of Han characters; single characters with a blank between are one name (张 艳)."""
    pieces = [m.span() for m in _PIECE.finditer(text, start, end)]
    at = 0
    while at < len(pieces):
        a, b = pieces[at]
        if b - a == 1 and at + 1 < len(pieces) and pieces[at + 1][1] - pieces[at + 1][0] == 1 and text[b] in " \u3000":
            at += 1
            b = pieces[at][1]
        yield a, b
        at += 1


def _of_piece(run: str, at: int) -> Iterator[tuple[int, int]]:
    bare = run.replace(" ", "").replace("\u3000", "")
    if bare in words("not_names") and not (bare in words("byline_names") and surname_of(bare, 0)):
        return
    if 4 <= len(bare) <= 7 and not _AGENCY.search(run) and (sounds(bare) or (may_be_long(bare[:2], True) and may_be_long(bare[-2:], False))):
        yield at, at + len(run)  # 才让卓玛
        return
    if "·" in run or (2 <= len(bare) <= 3 and surname_of(bare, 0)) or (len(bare) == 4 and len(surname_of(bare, 0)) == 2):
        if not _AGENCY.search(run):
            yield at, at + len(run)
        return
    for name in () if _AGENCY.search(bare) else split_run(run) or ():
        yield at, at + len(name)
        at += len(name)
