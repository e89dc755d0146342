"""Lines of a page -> paragraphs, headlines, bylines, captions and jump marks.

A page is read as wrapped (columns of a newspaper, flattened) or as flowing (a paragraph a line, as on the web).
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from kg.model import Flow
from kg.page import marks
from kg.text.flow import DROPPED, Sheet

_OUTER: Final = " \u3000" + DROPPED
_ENDS: Final = "。！？…；：”’）》」』!?;:"
_BREAKS: Final = frozenset(_ENDS + "）)")
_NARROW: Final = re.compile(r"[ -~“”‘’]")
_WIDE_BLANK: Final = re.compile("[ \u3000]{2,}")
_PARAGRAPHS: Final = 60  # characters from which a line may hold several paragraphs
_SAMPLE: Final = 600  # lines looked at to tell a wrapped page
_SLACK: Final = 3  # characters by which a full line may miss the column: marks do not begin a line
_SHORT: Final = 5  # half-width cells by which the last line of a paragraph falls short
_MUCH: Final = 8  # cells by which a headline is narrower than the text below it
_LONG: Final = 20


class Line(NamedTuple):
    """A line without its outer blanks: half-open range of the sheet; `gap` says that a blank line stands before it."""

    start: int
    end: int
    indent: bool
    gap: bool
    body: str


class Block(NamedTuple):
    """A unit as read, before articles are cut: its kind, its words, and whether a blank line parts it from the unit above."""

    kind: str
    flow: Flow
    gap: bool


class Layout(NamedTuple):
    """A page as seen: its units, and whether its lines are those of columns."""

    blocks: tuple[Block, ...]
    wrapped: bool


@dataclass(slots=True)
class _Draft:
    """The lines of a unit while they are gathered."""

    lines: list[Line]
    role: str
    prose: bool

    @property
    def last(self) -> str:
        return self.lines[-1][4]

    @property
    def tail(self) -> str:
        """The last line, behind the one above it where a bracket may have been cut by the wrap (…（|下转第二版）)."""
        return self.lines[-2][4] + self.last if len(self.lines) > 1 and self.last[-1] in "）)" else self.last


def lines(text: str) -> list[Line]:
    """Non-blank lines of a sheet. An indent is two blanks or an ideographic one."""
    out: list[Line] = []
    at, gap = 0, False
    for row in text.split("\n"):
        body = row.strip(_OUTER)
        if body:
            lead = row.index(body[0])
            start = at + lead
            out.append(Line(start, start + len(body), lead > 1 or (lead == 1 and row[0] == "\u3000"), gap, body))
            if len(body) > _PARAGRAPHS and _WIDE_BLANK.search(body):
                out += _split(out.pop())
        gap = not body
        at += len(row) + 1
    return out


def _split(row: Line) -> list[Line]:
    """Paragraphs that stand on one line with their indents between them."""
    out, start = [], 0
    for border in [*filter(_is_indent, _WIDE_BLANK.finditer(row.body)), None]:
        end = border.start() if border else len(row.body)
        out.append(Line(row.start + start, row.start + end, start > 0 or row.indent, row.gap and not start, row.body[start:end]))
        start = border.end() if border else end
    return out


def _is_indent(blank: re.Match[str]) -> bool:
    """Inside a long line: two ideographic blanks, or any two behind the end of a sentence."""
    return "\u3000\u3000" in blank[0] or blank.string[blank.start() - 1] in "。！？”）"


def is_wrapped(rows: list[Line]) -> bool:
    """Is most of the text in full lines that break off inside a sentence, all as wide as their neighbours?

    Items of a list are no such lines: they begin alike, or hold no comma and no full stop.
    """
    rows = rows[:_SAMPLE]
    sizes = [len(row.body) for row in rows]
    broken = [i for i in range(len(rows)) if _breaks_off(rows, sizes, i)]
    running = sum(any(mark in rows[i].body for mark in "，。、；“") for i in broken)
    enough = len(broken) > 2 or len(broken) == len(rows) - 1 > 0
    return enough and running * 5 >= len(broken) and sum(sizes[i] for i in broken) > 0.4 * sum(sizes)


def _breaks_off(rows: list[Line], sizes: list[int], at: int) -> bool:
    body, size = rows[at].body, sizes[at]
    if size <= 6 or body[-1] in _ENDS or (at + 1 < len(rows) and rows[at + 1].body[:2] == body[:2]):
        return False
    return size >= max(sizes[max(0, at - 2) : at + 4]) - min(_SLACK, 1 + size // 8)


def read(sheet: Sheet) -> Layout:
    """The units of a page in page order, each with its kind."""
    rows = lines(sheet.text)
    wrapped = is_wrapped(rows)
    drafts = _gather_wrapped(rows) if wrapped else _gather_flowing(rows)
    out: list[Block] = []
    inside = False
    for draft in drafts:
        kind, first = _kind(draft, wrapped, inside) if len(drafts) > 1 else "prose", draft.lines[0]
        inside = inside or kind == "prose"
        joint = "prose" if wrapped and first.indent and kind != "byline" else kind
        flow = sheet.flow([(row.start, row.end) for row in draft.lines], joint)
        out += [Block(k, f, first.gap) for k, f in _pieces(kind, flow)]
    return Layout(tuple(out), wrapped)


def _gather_wrapped(rows: list[Line]) -> list[_Draft]:
    out: list[_Draft] = []
    trusted = _trusts_indents(rows)
    for i, row in enumerate(rows):
        role = marks.role(row.body, row.indent)
        if out and out[-1].prose and not (role or row.gap or row.indent) and _plain(out[-1].last[-1], row.body[0]):
            out[-1].lines.append(row)
            continue
        if not out or _begins(out[-1], role, rows, i, trusted):
            out.append(_Draft([row], role, not role and (row.indent or marks.opens_jump(row.body))))
        else:
            out[-1].lines.append(row)
        if not out[-1].prose and ("。" in row.body or "；" in row.body):
            out[-1].prose = True
    return out


def _plain(last: str, first: str) -> bool:
    """Neither the end of the line above nor the beginning of this one can be the border of a unit (most lines)."""
    return last not in _BREAKS and first not in "（(…"


def _trusts_indents(rows: list[Line]) -> bool:
    """Do most paragraphs show their indent? Of the lines after a full stop about two in three begin a paragraph."""
    after = [row.indent for last, row in itertools.pairwise(rows) if last.body[-1] == "。" and not row.gap]
    return 2 * sum(after) >= len(after)


def _begins(draft: _Draft, role: str, rows: list[Line], at: int, trusted: bool) -> bool:
    """Does line `at` begin a unit? A blank line alone does not: slices of a column leave blank lines inside sentences."""
    row, last = rows[at], draft.last
    if role == "byline":
        return not (draft.role == "byline" and row.body.startswith("通讯员"))
    if row.indent or role or draft.role == "byline" or marks.opens_jump(row.body) or (last[-1] in "）)" and marks.closes_article(draft.tail)):
        return True
    if marks.opens_report(row.body) and (marks.ended(draft.tail) or not draft.prose):
        return True
    if draft.role == "dash":
        return row.gap or cells(last) + _MUCH <= cells(row.body)
    if not draft.prose:
        return cells(last) + _MUCH <= cells(row.body) or (row.gap and (trusted or not _looks_like_prose(draft, row)))
    if row.gap:
        return marks.ended(draft.tail) and not _runs_on(draft, rows, at)
    ends = marks.ended(draft.tail) or (not trusted and last[-1] in "；：")
    if ends and at + 1 < len(rows) and _stands_alone(row, rows[at + 1], trusted):
        return True
    if row.body == "……" or (row.body.startswith("——") and ends):
        return True
    return ends and cells(last) + _SHORT <= _column(draft, rows, at)


def _stands_alone(row: Line, below: Line, trusted: bool) -> bool:
    """A line behind a full stop that has none itself, above an indent or a subtitle: a headline, whatever the line above fills."""
    if marks.role(below.body, below.indent) == "dash":
        return True
    return trusted and below.indent and not marks.ended(row.body) and row.body[-1] not in "，、；："


def _looks_like_prose(draft: _Draft, row: Line) -> bool:
    """Without indents: lines of one width with a comma are running text, though no full stop has come yet."""
    even = abs(cells(draft.last) - cells(row.body)) <= _SHORT
    return not marks.ended(draft.last) and even and (len(draft.lines) > 2 or any("，" in line.body or "、" in line.body for line in draft.lines))


def _column(draft: _Draft, rows: list[Line], at: int) -> int:
    """Width of the column round a line, by the median of the line above it and the two lines below."""
    return sorted([cells(draft.lines[-2:][0].body), cells(rows[at].body), cells(rows[at + 1 : at + 2][-1].body if at + 1 < len(rows) else draft.last)])[1]


def _runs_on(draft: _Draft, rows: list[Line], at: int) -> bool:
    """A slice or an opening quote leaves a blank line even after a full stop; the paragraph runs on if the lines fill the column."""
    column = max(cells(line.body) for line in draft.lines[-4:])
    if cells(draft.last) + _SHORT <= column:
        return False
    run = at + 1
    while run < min(len(rows), at + _LONG) and not (rows[run].gap or rows[run].indent or marks.closes_article(rows[run - 1].body)):
        run += 1
    return marks.ended(rows[run - 1].body) or abs(cells(rows[at].body) - column) <= 2


def cells(body: str) -> int:
    """Width of a line in half-width cells; the blanks of kerning fill it up, so they do not count."""
    return 2 * len(body) - len(_NARROW.findall(body)) - body.count(" ") if _NARROW.search(body) else 2 * len(body)


def _gather_flowing(rows: list[Line]) -> list[_Draft]:
    long_rows = [row for row in rows if len(row.body) > 2 * _LONG]
    indented = 2 * sum(row.indent for row in long_rows) > len(long_rows) > 0
    out: list[_Draft] = []
    for row in rows:
        role = marks.role(row.body, row.indent)
        if out and not role and _goes_on(out[-1], row, indented):
            out[-1].lines.append(row)
        else:
            out.append(_Draft([row], role, row.indent))
    return out


def _goes_on(draft: _Draft, row: Line, indented: bool) -> bool:
    """Does a paragraph of a flowing page go on in the next line: it stops at a comma, or lacks its end and its indent?"""
    last = draft.last
    if draft.role or row.indent:
        return False
    if last[-1] in "，、":
        return len(last) > _LONG
    return indented and not row.gap and len(last) > 2 * _LONG and last[-1] not in _ENDS


def _kind(draft: _Draft, wrapped: bool, inside: bool) -> str:
    """headline, subhead, caption, byline or prose; `inside` says that running text stands before it."""
    if draft.role == "byline":
        return "byline"
    if draft.prose and len(draft.lines) > 2 and not draft.role:
        return "prose"
    body = "".join([row.body for row in draft.lines]) if len(draft.lines) > 1 else draft.last
    if draft.role == "dash":
        return "subhead"
    if draft.role == "caption":
        return "caption"
    if marks.is_prose(body, draft.lines[0].indent or inside, wrapped and len(draft.lines) > 1 and draft.lines[0].indent):
        return "prose"
    if body.startswith("——"):
        return "subhead"
    if not inside:
        return "headline"
    return "caption" if marks.is_caption(body) and not wrapped else "headline"


def _pieces(kind: str, flow: Flow) -> list[tuple[str, Flow]]:
    """Prose with its jump marks and the byline at its end cut off; units without a visible character vanish."""
    if kind != "prose":
        return [(kind, flow)] if flow.text.strip() else []
    borders = marks.inner_borders(flow.text)
    if len(borders) == 1:
        return [(kind, flow)] if flow.text.strip() else []
    parts = [(role, Flow(flow.text[start:end], flow.origin[start:end])) for start, end, role in borders]
    return [(role, part) for role, part in parts if part.text.strip()]
