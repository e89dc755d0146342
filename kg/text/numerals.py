"""Numerals as newspapers write them, read into plain decimal strings.

Arabic (1,234.5), Chinese (三千五百, 十二点五, 两, 半) and mixed (3千) numerals; exact decimal arithmetic only.
Vague numerals (几百, 数十, 三五, 七八十) have no value.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

ARABIC: Final = r"(?:\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:\.\d+)?)"
CHINESE: Final = r"(?:[一二三四五六七八九两十百千][一二三四五六七八九两十百千零〇]*(?:万[一二三四五六七八九两零][一二三四五六七八九两十百千零〇]*[十百千一二三四五六七八九])?(?:点[一二三四五六七八九零〇]+)?)"
LARGE: Final = r"(?:[十百千]?万亿?|[百千]?亿)"

_DIGITS: Final = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES: Final = {"十": 10, "百": 100, "千": 1000}
_LARGE: Final = {"万": Decimal(10) ** 4, "亿": Decimal(10) ** 8}
_PLAIN: Final = re.compile(r"\d+(?:\.\d+)?")


def number(words: str) -> str | None:
    """The value of a whole numeral as a plain decimal string; None where it has none.

    "1,200.50" -> "1200.50", "三千五百万" -> "35000000", "十二点五" -> "12.5", "3.2亿" -> "320000000", "三五" -> None.
    """
    plain = re.sub(r"[,，](?=\d{3})", "", words)
    if _PLAIN.fullmatch(plain):
        return plain
    value = _large(plain)
    return None if value is None else show(value)


def show(value: Decimal) -> str:
    """Plain notation without exponent and idle zeros: Decimal("1.50E+2") -> "150"."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def scale(words: str) -> Decimal:
    """The factor of 万, 亿, 千万, 万亿 … ("" is 1). KeyError for any other character."""
    factor = Decimal(1)
    for character in words:
        factor *= _LARGE.get(character) or Decimal(_PLACES[character])
    return factor


def _large(words: str) -> Decimal | None:
    """Split at 亿, then at 万: both sides are numerals of their own (一亿五千万)."""
    for mark in "亿万":
        head, found, tail = words.rpartition(mark)
        if found:
            left = _large(head) if head else Decimal(1)
            right = _large(tail.lstrip("零〇")) if tail else Decimal(0)
            return None if left is None or right is None else left * _LARGE[mark] + right
    return _small(words)


def _small(words: str) -> Decimal | None:
    """A numeral under 万: 三千零五十, 十二点五, 百, 3千, 半."""
    if words == "半":
        return Decimal("0.5")
    if _PLAIN.fullmatch(words):
        return Decimal(words)
    whole, _, fraction = words.partition("点")
    value = _places(whole)
    if value is None or not fraction:
        return value
    digits = [_DIGITS.get(c) for c in fraction]
    return None if None in digits else value + Decimal("0." + "".join(map(str, digits)))


def _places(words: str) -> Decimal | None:
    """Digits and places in turn; two digits side by side (三五, 二〇) are vague or a year."""
    total, digit, floor = Decimal(0), None, 10000
    for match in re.finditer(r"\d+(?:\.\d+)?|.", words):
        part = match[0]
        if part in _PLACES and _PLACES[part] < floor:
            floor = _PLACES[part]
            total, digit = total + (Decimal(1) if digit is None else digit) * floor, None
        elif part in "零〇" and digit is None:
            continue
        elif digit is None and (part in _DIGITS or part[0].isdigit()):
            digit = Decimal(part) if part[0].isdigit() else Decimal(_DIGITS[part])
        else:
            return None
    if not words:
        return None
    shorthand = words[-2:-1] if digit is not None and digit < 10 and len(words) > 1 else ""
    places = _PLACES.get(shorthand, 10) // 10  # 三千五 is 3500, but 十五 is 15
    return total + (digit or Decimal(0)) * places
