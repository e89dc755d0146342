"""Cleaned text in which every character knows where it stood on the page.

Cleaning swaps characters one for one (full-width digits, quotes, blanks) and drops some (line wraps, kerning blanks,
marks without a glyph); it adds none. `Sheet` is a whole page after the swaps, `Flow` a unit or an article cut from it.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kg.model import Flow
from kg.text import quotes
from kg.text.sentences import sentences

__all__ = ["HAN", "Sheet", "clean", "join", "sentences", "sheet", "swap"]

DROPPED: Final = "\0"  # stands on a sheet for a character that no flow keeps
LOST: Final = "\N{REPLACEMENT CHARACTER}"  # private use means nothing outside its font, and marks mentions inside a rule
DEL: Final = "\x7f"  # behind all of ASCII
HAN: Final = r"〇\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_WIDE: Final = rf"[{HAN}\u3001-\u303f\uff00-\uffef“”‘’…—·]"
_PUNCTUATION: Final = "，。、；：？！“”‘’（）《》〈〉【】—…"
_FULL_WIDTH: Final = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？", "(": "（", ")": "）", ".": "。", "–": "—"}


def _compatible(code: int) -> str | None:
    """The plain form of a full-width letter, a Kangxi radical or a compatibility ideograph."""
    plain = unicodedata.normalize("NFKC", chr(code))
    return plain if len(plain) == 1 and plain != chr(code) else None


def _swaps() -> dict[int, str]:
    """Every context-free swap: code point -> one character."""
    ranges = [(0xFF01, 0xFF5F), (0x2E80, 0x2FE0), (0xF900, 0xFB00), (0xFE50, 0xFE70)]
    table = {c: p for a, b in ranges for c in range(a, b) if (p := _compatible(c))}
    table |= {c: _FULL_WIDTH[p] for c, p in table.items() if p in _FULL_WIDTH and p not in ".–"}
    table |= dict.fromkeys((9, 160, 5760, *range(8192, 8203), 8239, 8287), " ")
    table |= dict.fromkeys((11, 12, 133, 8232, 8233), "\n")
    table |= dict(zip(map(ord, "「」『』｢｣〝〞〟〜−‐‑‒―─━・･‧∙⋅｡､•"), "“”‘’“”“””~----———·····。、·", strict=True))
    hidden = [0xAD, 0x61C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFE00, 0xFE10)]
    controls = [*range(9), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)]
    table |= dict.fromkeys((*hidden, *controls), DROPPED)
    return {c: to for c, to in table.items() if chr(c) != to}


_TABLE: Final = _swaps()
_RARE: Final = re.compile("[" + "".join(map(re.escape, map(chr, sorted(_TABLE)))) + "]")
_UNUSABLE: Final = re.compile("[\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U0010ffff]")
_MARK: Final = re.compile("[,:;!?().–]")
_NEAR: Final = re.compile(_WIDE)
_BLANKS: Final = re.compile("[ \u3000]+")
_KERNED: Final = re.compile(r"(?<![ \u3000])(?:[^ \u3000][ \u3000]{1,2}){3,}(?=[^ \u3000])")
_BYLINE: Final = re.compile(r"(?:^|（)[□■▢]?(?:本[报刊网台社][^（）。，\n]{0,6})?(?:首席|特约|见习|实习)?(?:记者|通讯员|作者|文|图|摄影|编辑|责任编辑|撰稿|供稿)[^（）。]{1,90}(?:）|$)")
_SEGMENT: Final = re.compile(rf"[^{_PUNCTUATION} \u3000\n]*")
_SINGLES: Final = re.compile(rf"(?:(?:^|[ \u3000])[{HAN}])+$")
_SINGLE: Final = re.compile(rf"[{HAN}](?=[ \u3000）、，]|$)")
_NEWS: Final = re.compile("(?:本报|[^，。]{0,8})(?:讯|电)$")


def swap(raw: str) -> str:
    """`raw` with one form for each kind of character; the same length, so offsets stay."""
    text = raw.replace("\r\n", " \n").replace("\r", "\n") if "\r" in raw else raw
    text = _RARE.sub(lambda char: _TABLE[ord(char[0])], text)
    text = _UNUSABLE.sub(LOST, text)
    return _MARK.sub(_in_context, text)


def _in_context(mark: re.Match[str]) -> str:
    """ASCII punctuation beside Chinese text becomes full width; between digits or Latin letters it stays."""
    text, at, char = mark.string, mark.start(), mark[0]
    if char in "()":
        return _FULL_WIDTH[char]
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if char == "–":
        return "-" if before.isdigit() and after.isdigit() else "—"
    if char == ".":
        return "。" if _NEAR.match(before) and not ((after.isascii() and after.isalnum()) or after == ".") else char
    if after == " ":
        after = text[at + 2 : at + 3]
    return _FULL_WIDTH[char] if _NEAR.match(before) or _NEAR.match(after) else char


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A page after the swaps. `text[i]` stands for the raw character i."""

    text: str
    index: array[int]

    def flow(self, lines: Sequence[tuple[int, int]], kind: str = "prose") -> Flow:
        """The lines (half-open ranges of the sheet) as one unit: wraps out, stray blanks out.

        Lines of a headline and Latin words at a wrap are joined by the blank that their line end becomes.
        """
        pieces = lines if len(lines) == 1 else self._joined(lines, kind != "prose")
        text = "".join([self.text[a:b] for a, b in pieces])
        origin = array("I")
        for a, b in pieces:
            origin += self.index[a:b]
        text = quotes.pair(text.replace("\n", " "))
        cuts = _cuts(text, kind) if " " in text or "\u3000" in text or DROPPED in text else []
        return _without(text, origin, cuts) if cuts else Flow(text.replace("\u3000", " "), origin)

    def _joined(self, lines: Sequence[tuple[int, int]], blanks: bool) -> list[tuple[int, int]]:
        text, end, pieces = self.text, lines[0][1], [lines[0]]
        for piece in lines[1:]:
            start = piece[0]
            if blanks or (text[start] < DEL and _latin(text[start]) and _latin(text[end - 1])):
                pieces.append((start - 1, start))  # the line end, or the last blank of an indent
            pieces.append(piece)
            end = piece[1]
        return pieces


def _latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def sheet(raw: str) -> Sheet:
    """The swapped page with its identity index."""
    return Sheet(swap(raw), array("I", range(len(raw))))


def clean(raw: str, lines: Sequence[tuple[int, int]] | None = None, kind: str = "prose") -> Flow:
    """One unit of a raw text (all of it where no lines are given)."""
    return sheet(raw).flow(lines or [(0, len(raw))], kind)


def join(flows: Iterable[Flow], sep: str = "\n") -> Flow:
    """Flows in reading order; a separator shares the origin of the character before it."""
    texts: list[str] = []
    origin = array("I")
    for flow in flows:
        if texts:
            origin.extend(origin[-1:] * len(sep))
        texts.append(flow.text)
        origin += flow.origin
    return Flow(sep.join(texts), origin)


def _cuts(text: str, kind: str) -> list[tuple[int, int]]:
    """Ranges to leave out: marks without glyph, stray blanks, all but the first of real blanks."""
    if DROPPED in text:
        return sorted([(m.start(), m.end()) for m in re.finditer(DROPPED, text)] + _cuts(text.replace(DROPPED, "\u200b"), kind))
    lists = [(0, len(text))] if kind == "byline" else [m.span() for m in _BYLINE.finditer(text)]
    kerned = [m.span() for m in _KERNED.finditer(text) if not _inside(m.start(), lists)]
    cuts = []
    for blank in _BLANKS.finditer(text):
        start, end = blank.span()
        real = _in_list(text, start, end) if _inside(start, lists) else not _inside(start, kerned) and _real(text, start, end, kind)
        if not real or end - start > 1:
            cuts.append((start + real, end))
    return cuts


def _inside(at: int, ranges: list[tuple[int, int]]) -> bool:
    """Does one of the sorted, disjoint ranges hold the position?"""
    i = bisect_right(ranges, (at, sys.maxsize)) - 1
    return i >= 0 and at < ranges[i][1]


def _in_list(text: str, start: int, end: int) -> bool:
    """Between the names of a byline every blank is real, but for 丁　一 李　想: single characters make pairs."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if start == 0 or end == len(text) or before in _PUNCTUATION or after in _PUNCTUATION:
        return False
    singles = _SINGLES.search(text, max(0, start - 40), start)
    return not (singles and len(singles[0].split()) % 2 == 1 and _SINGLE.match(text, end))


def _real(text: str, start: int, end: int, kind: str) -> bool:
    """Does a blank separate (two slogans, names in a row, Latin words), or is it a leftover of typesetting?"""
    if start == 0 or end == len(text):
        return False
    before, after = text[start - 1], text[end]
    if before in _PUNCTUATION or after in _PUNCTUATION:
        return False
    if before.isascii() and after.isascii():
        return before.isalnum() and after.isalnum()
    if before.isascii() or after.isascii():
        return bool(_NEWS.search(text, max(0, start - 12), start))
    return _between_words(text, start, end, kind)


def _between_words(text: str, start: int, end: int, kind: str) -> bool:
    left, right = _left(text, start), len(_SEGMENT.match(text, end)[0])  # type: ignore[index]
    if kind != "prose" or end - start > 1 or text[start] == "\u3000":
        return left >= 2 and right >= 2
    if _NEWS.search(text, max(0, start - 12), start):
        return True
    alone = (_open_left(text, start, left) and 2 <= left <= 4) or (_open_right(text, end, right) and 2 <= right <= 4)
    return alone or (left >= 3 and right >= 3 and quotes.depth(text, max(0, start - 80), start) > 0)


def _left(text: str, start: int) -> int:
    """Length of the run of word characters that ends at `start`."""
    at = start
    while at and text[at - 1] not in _PUNCTUATION and text[at - 1] not in " \u3000\n":
        at -= 1
    return start - at


def _open_left(text: str, start: int, length: int) -> bool:
    return text[start - length - 1 : start - length] in (" ", "\u3000")


def _open_right(text: str, end: int, length: int) -> bool:
    return text[end + length : end + length + 1] in (" ", "\u3000")


def _without(text: str, origin: array[int], cuts: list[tuple[int, int]]) -> Flow:
    kept: list[str] = []
    index = array("I")
    at = 0
    for start, end in [*cuts, (len(text), len(text))]:
        kept.append(text[at:start])
        index += origin[at:start]
        at = end
    return Flow("".join(kept).replace("\u3000", " "), index)
