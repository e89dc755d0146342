"""Search keys of a name: its pinyin, in the readings the name can have.

Default readings are wrong for surnames (曾 is zeng, 仇 is qiu, 单 is shan) and for many
places, so other readings are kept too, those of the first character before all others.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from pypinyin import Style, pinyin

MOST_READINGS = 8
LONGEST_NAME = 24


def pinyin_keys(name: str) -> list[str]:
    """Up to eight readings, syllables parted by blanks: 曾林 -> ["ceng lin", "zeng lin"].

    Empty for a name without Chinese characters.
    """
    name = name[:LONGEST_NAME]
    if not any("\u3400" <= char <= "\u9fff" for char in name):
        return []
    found = pinyin(name, style=Style.NORMAL, heteronym=True, errors=_keep)  # type: ignore[arg-type]
    readings = [options for options in map(_distinct, found) if options]
    return list(dict.fromkeys(islice(_combinations(readings), MOST_READINGS)))


def _combinations(readings: list[list[str]]) -> Iterator[str]:
    """The likely reading, then other first characters, then one other change at a time."""
    likely = [options[0] for options in readings]
    for first in readings[0]:
        yield " ".join([first, *likely[1:]])
    for place in range(1, len(readings)):
        for other in readings[place][1:]:
            yield " ".join([*likely[:place], other, *likely[place + 1 :]])


def _distinct(options: list[str]) -> list[str]:
    return list(dict.fromkeys(option.lower() for option in options if option))


def _keep(text: str) -> list[str]:
    return [char for char in text.lower() if char.isalnum()]
