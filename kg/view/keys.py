"""Search keys of a name: its pinyin, in every reading the name can have.

Default readings are wrong for surnames (曾 is zeng, 仇 is qiu, 单 is shan) and for many
places, so all readings are kept, the likely one first.
"""

from __future__ import annotations

from itertools import islice, product

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
    readings = pinyin(name, style=Style.NORMAL, heteronym=True, errors=_keep)
    ordered = [_ordered(options) for options in readings]
    return [" ".join(combo) for combo in islice(product(*ordered), MOST_READINGS)]


def _ordered(options: list[str]) -> list[str]:
    return list(dict.fromkeys(option.lower() for option in options if option))[:3] or [""]


def _keep(text: str) -> list[str]:
    return [char for char in text.lower() if char.isalnum()]
