"""Bytes of a page -> characters, with the name of the encoding that was used.

Strict decoders are tried and the more plausible text wins: common Chinese characters are common in it.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from importlib import resources
from typing import Final

from charset_normalizer import from_bytes

_LEGACY: Final = ("gb18030", "big5")
_BOM_32: Final = (codecs.BOM_UTF32_LE, b"\0\0\xfe\xff")
_FILE_KINDS: Final = {b"%PDF": "a PDF file", b"PK\x03\x04": "a ZIP or Office file", b"\xd0\xcf\x11\xe0": "an old Office file", b"\x89PNG": "an image", b"\xff\xd8\xff": "an image"}
_CONTROLS: Final = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f]")
_PLAUSIBLE: Final = 0.1  # share of common characters; real pages have 0.35 to 0.7, wrongly decoded ones under 0.06
_SAMPLE: Final = 20_000


class Undecodable(ValueError):
    """The bytes are no text we can read; the message says what they look like."""


def decode(data: bytes) -> tuple[str, str]:
    """(characters, encoding); line ends stay. Offsets into the characters are those of `data.decode(encoding)`,
    but a UTF-8 byte order mark stays in front as U+FEFF, as plain `utf-8` gives it.

    Raises Undecodable.
    """
    for magic, kind in _FILE_KINDS.items():
        if data.startswith(magic):
            raise Undecodable(f"{kind}, not text: export its text first")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and not data.startswith(_BOM_32):
        return _utf16(data)
    try:
        text = data.decode("utf-8")
        encoding = "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8"
    except UnicodeDecodeError as error:
        text, encoding = _legacy(data, error)
    if len(_CONTROLS.findall(text[:_SAMPLE])) * 50 > min(len(text), _SAMPLE):
        raise Undecodable("binary data, not text")
    return text, encoding


def _utf16(data: bytes) -> tuple[str, str]:
    try:
        return data.decode("utf-16"), "utf-16"
    except UnicodeDecodeError as error:
        raise Undecodable(f"broken UTF-16 at byte {error.start}: save it as UTF-8") from error


def _legacy(data: bytes, broken: UnicodeDecodeError) -> tuple[str, str]:
    """GB18030 or Big5, whichever reads more like Chinese."""
    read = {name: text for name in _LEGACY if (text := _strict(data, name)) is not None}
    scores = {name: plausibility(text) for name, text in read.items()}
    best = max(scores, key=lambda name: scores[name], default="")
    if not best or scores[best] < _PLAUSIBLE:
        kind = "binary data" if b"\0" in data[:4096] else f"neither UTF-8 (byte {broken.start} is wrong) nor GB18030 nor Big5"
        raise Undecodable(f"{kind}: save it as UTF-8 text")
    if len(set(scores.values())) < len(scores):  # a tie
        guess = from_bytes(data, cp_isolation=list(_LEGACY)).best()
        best = guess.encoding if guess and guess.encoding in read else best
    return read[best], best


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def plausibility(text: str) -> float:
    """Share of the most common Chinese characters among all that are not ASCII."""
    wide = [c for c in text[:_SAMPLE] if not c.isascii()]
    common = _common()
    return sum(c in common for c in wide) / len(wide) if wide else 0.0


@cache
def _common() -> frozenset[str]:
    words = resources.files("kg.page").joinpath("data/common_hanzi.txt").read_text(encoding="utf-8")
    return frozenset("".join(words.split()))
