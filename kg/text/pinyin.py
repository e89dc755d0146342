"""Readings of Chinese names in plain ASCII: search keys and the readable part of an IRI.

A reading never decides who is meant; that is the hash's work.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files

LONGEST = 40
NOTHING = "x"
_RUN = re.compile(r"[a-z0-9]+|[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]+")


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    """{"surname": {"曾": "zeng", …}, "word": {"单县": "shan xian", …}} from readings.tsv."""
    found: dict[str, dict[str, str]] = {"surname": {}, "word": {}}
    lines = files("kg.text").joinpath("readings.tsv").read_text("utf-8").splitlines()
    for line in lines[1:]:
        use, name, reading, _ = line.split("\t")
        found[use][name] = reading
    return found


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    longest_first = sorted(_table()["word"], key=lambda word: (-len(word), word))
    return re.compile("(" + "|".join(map(re.escape, longest_first)) + ")")


@lru_cache(maxsize=1)
def _reader() -> Callable[[str], list[str]]:
    """The phrase reader, loaded when first needed: its import takes 0.4 s."""
    from pypinyin import lazy_pinyin

    def spell(unknown: str) -> str:
        return " ".join(f"u{ord(character):x}" for character in unknown)

    return lambda run: [str(syllable) for syllable in lazy_pinyin(run, errors=spell)]


def _run(run: str) -> list[str]:
    """One run of Latin letters and digits, or of Chinese characters, as syllables."""
    if run.isascii():
        return [run]
    found: list[str] = []
    for piece in _words().split(run):
        known = _table()["word"].get(piece)
        found += known.split() if known else _reader()(piece) if piece else []
    return found


def _surname(name: str) -> str:
    """The surname at the head of a person's name if its reading as a surname is its own."""
    known = _table()["surname"]
    return next((name[:size] for size in (2, 1) if name[:size] in known), "")


@lru_cache(maxsize=65536)
def syllables(name: str, person: bool = False) -> str:
    """Tone-less reading with blanks: 王莉 -> "wang li". "" where nothing can be read.

    `person` reads the head of the name as a surname: 曾 is zeng, 单 is shan, 万俟 is mo qi.
    Letters and digits stay, in lower case and NFKC form; ü is written v, as keyboards do.
    """
    clean = "".join(unicodedata.normalize("NFKC", name).lower().split())
    head = _surname(clean) if person else ""
    first = [_table()["surname"][head]] if head else []
    rest = [syllable for run in _RUN.findall(clean[len(head) :]) for syllable in _run(run)]
    return " ".join(first + rest)


@lru_cache(maxsize=65536)
def slug(name: str, person: bool = False) -> str:
    """The reading as part of a local name: 王莉 -> "wang-li", at most 40 ASCII characters.

    Cut between syllables; a single syllable that is longer is cut hard. Matches
    `[a-z0-9]+(-[a-z0-9]+)*`; a name that cannot be read is "x".
    """
    whole = syllables(name, person).replace(" ", "-")
    if len(whole) <= LONGEST:
        return whole or NOTHING
    kept = whole[: LONGEST + 1].rpartition("-")[0]
    return kept or whole[:LONGEST]
