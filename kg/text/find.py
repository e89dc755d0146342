"""Where words stand in a text, without a pattern to compile for each of them."""

from __future__ import annotations

from collections.abc import Iterator


def places(word: str, text: str) -> Iterator[int]:
    """Offsets at which a non-empty word begins, from left to right, without overlap."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))
