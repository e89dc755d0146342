"""Prepositions and verbs of one letter that the segmentation glues to the unknown name behind them (由固|高科技,
到光|武路, 率区|人大): where the name really begins, and words of two letters that only a name can be."""

from __future__ import annotations

import re

from kg.lexicon.known import known

_LETTERS = frozenset("由到率兼赴是据被把受携访请")
_WORDS = re.compile(
    "由[来衷于此]|到[家位底账达来会场访期点处]|率[先真水领队团众]|兼[并职任顾备容具]|是[非否的]|据[点悉守此说传]|把[手关控握]|被[子动告]|赴[任约考宴]|受[理到益众聘邀命灾让托访害阻制限]|携[手带程]|访[问谈客贫企惠民华]|请[示求愿假客教缨帖柬战功]"
)
_HAN = re.compile("[\u4e00-\u9fff]{2,3}")


def glued(text: str, start: int, end: int) -> bool:
    """Is the first letter of the segmented word at [start, end) a preposition, and the rest the start of a name?"""
    return end - start > 1 and text[start] in _LETTERS and not _WORDS.match(text, start)


def coined(piece: str) -> bool:
    """A segmented word of two or three letters that no dictionary knows is a name or a part of one (亿联, 始丰)."""
    return bool(_HAN.fullmatch(piece)) and not known(piece)
