"""Figures as exact numbers: the value as the text states it, and its amount in a base unit.

Arithmetic is exact (fractions, then decimals); the factors stand in `units.tsv`.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

_VALUE = re.compile(r"(-?\d+(?:\.\d+)?)(?:-(-?\d+(?:\.\d+)?))?", re.ASCII)
_EXACT = Context(prec=400)
_MILLIONTH = Decimal("0.000001")
_MULTIPLIER = "×"


class Figure(NamedTuple):
    """A value (low and high are the same) or a range."""

    low: Decimal
    high: Decimal

    @property
    def is_range(self) -> bool:
        return self.low != self.high


class Unit(NamedTuple):
    """`factor` times the value is the amount in `base`."""

    factor: Fraction
    base: str


@lru_cache(maxsize=65536)
def figure(text: str) -> Figure | None:
    """Read "5000", "-3.2" or "1000-2000"; None for anything else and for a range that falls."""
    match = _VALUE.fullmatch(text)
    if not match:
        return None
    low = Decimal(match[1])
    high = Decimal(match[2]) if match[2] else low
    return Figure(low, high) if low < high or not match[2] else None


def shown(found: Figure) -> str:
    """The one way to write a figure in the tables: "5000", "6.2", "1000-2000"."""
    ends = dict.fromkeys(plain(value + 0).removesuffix(".0") for value in found)
    return "-".join(ends)


@lru_cache(maxsize=1)
def _table() -> dict[str, Unit]:
    lines = files("kg.graph").joinpath("units.tsv").read_text("utf-8").splitlines()
    cells = (line.split("\t") for line in lines[1:])
    return {_key(unit): Unit(Fraction(factor), base) for unit, factor, base, _ in cells}


def _key(text: str) -> str:
    """㎡ and m2, ％ and % are one unit."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@lru_cache(maxsize=4096)
def base_unit(text: str) -> Unit | None:
    """The base unit of "亿元", "万吨", "平方公里" … None for an unknown unit.

    A multiplier in front composes (百 千 万 亿 …): 万吨 is 10000 times 吨.
    """
    known = _table().get(_key(text))
    if known is None or known.base == _MULTIPLIER:
        return _composed(_key(text))
    return known


def _composed(text: str) -> Unit | None:
    for size in (2, 1):
        head = _table().get(text[:size])
        if head is not None and head.base == _MULTIPLIER:
            rest = base_unit(text[size:]) if text[size:] else Unit(Fraction(1), "1")
            return rest and Unit(head.factor * rest.factor, rest.base)
    return None


def amount(value: Decimal, unit: Unit) -> Decimal:
    """The value in the base unit: exact where decimals can be (1.5亩 is 1000 m2), else to a millionth."""
    exact = Fraction(value) * unit.factor
    result = _EXACT.divide(Decimal(exact.numerator), Decimal(exact.denominator))
    return result if Fraction(result) == exact else result.quantize(_MILLIONTH, context=_EXACT)


@lru_cache(maxsize=65536)
def plain(value: Decimal) -> str:
    """Without exponent, with a point, without needless zeros: 5000 -> "5000.0", 6.20 -> "6.2"."""
    text = f"{value:f}"
    whole, _, fraction = text.partition(".")
    return f"{whole}.{fraction.rstrip('0') or '0'}"
