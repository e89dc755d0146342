"""Prepositions and verbs of one letter that the segmentation glues to the unknown name behind them (由固|高科技,
到光|武路, 率区|人大): where the name really begins, and words of two letters that only a name can be."""

from __future__ import annotations

import re

_LETTERS = frozenset("由到率兼赴是据被把")
_WORDS = re.compile(
    "由[来衷于此]|到[家位底账达来会场访期点处]|率[先真水领队团众]|兼[并职任顾备容具]|是[非否的]|据[点悉守此说传]|把[手关控握]|被[子动告]|赴[任约考宴]"
)
_COINED = frozenset(("vg", "ag", "ng", "tg", "zg"))


def glued(text: str, start: int, end: int) -> bool:
    """Is the first letter of the segmented word at [start, end) a preposition, and the rest the start of a name?"""
    return end - start > 1 and text[start] in _LETTERS and not _WORDS.match(text, start)


def coined(size: int, tag: str) -> bool:
    """A word of two letters with the tag of a morpheme is none that a dictionary knows (亿联, 始丰)."""
    return size == 2 and tag in _COINED
