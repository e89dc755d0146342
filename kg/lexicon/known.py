"""The words jieba's dictionary has: what the segmentation joins beside it (众诚, 铭赛) was coined, whatever its tag."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path


@cache
def _words() -> frozenset[str]:
    """All entries of the dictionary; empty where jieba is not installed. Found without importing jieba."""
    spec = find_spec("jieba")
    path = Path(spec.origin).parent / "dict.txt" if spec and spec.origin else Path("dict.txt")
    if not path.is_file():
        return frozenset()
    return frozenset(line.partition(" ")[0] for line in path.read_text(encoding="utf-8").splitlines())


def known(word: str) -> bool:
    """Is it a word of the dictionary? Everything is where there is no dictionary."""
    entries = _words()
    return not entries or word in entries
