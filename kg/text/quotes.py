"""Quotation marks: one form for all of them, and pairs where a page has typed them without a direction.

All functions swap one character for one character, so offsets stay.
"""

from __future__ import annotations

import re
from typing import Final

_STRAIGHT: Final = re.compile('"')
_DOUBLE: Final = re.compile("[“”]")
_APOSTROPHE: Final = re.compile(r"(?<![A-Za-z0-9])'|'(?![A-Za-z0-9])")
OPENING: Final = "“‘（《〈【["
CLOSING: Final = "”’）》〉】]"


def pair(paragraph: str) -> str:
    """Give the straight quotes of one paragraph a direction by alternation.

    Also mends a paragraph that uses the same curly quote on both sides (”创新”). An odd straight quote at the end
    counts as opening, for a paragraph may be cut there.
    """
    if '"' in paragraph:
        paragraph = _alternate(paragraph, _STRAIGHT, "“”")
    if "'" in paragraph and len(_APOSTROPHE.findall(paragraph)) % 2 == 0:
        paragraph = _alternate(paragraph, _APOSTROPHE, "‘’")
    if ("“" in paragraph) != ("”" in paragraph) and len(_DOUBLE.findall(paragraph)) % 2 == 0:
        paragraph = _alternate(paragraph, _DOUBLE, "“”")
    return paragraph


def _alternate(text: str, mark: re.Pattern[str], pair_of_marks: str) -> str:
    turn = iter(range(len(text)))
    return mark.sub(lambda _: pair_of_marks[next(turn) % 2], text)


def depth(text: str, start: int, end: int) -> int:
    """How many quotes and brackets opened in text[start:end] are still open at `end` (never below 0)."""
    level = 0
    for mark in _BRACKET.finditer(text, start, end):
        level = level + 1 if mark[0] in OPENING else max(0, level - 1)
    return level


_BRACKET: Final = re.compile(f"[{re.escape(OPENING + CLOSING)}]")
