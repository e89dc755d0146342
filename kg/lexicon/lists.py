"""Word lists are data files: one word a line, an optional second column, `#` starts a comment.

`data/scan/*.tsv` are classes the matcher looks for in every article; `data/lists/*.tsv` are looked
up by the rules that need them.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


def _data() -> Traversable:
    return files("kg.lexicon") / "data"


def parse(text: str) -> dict[str, str]:
    """Word -> second column ("" where there is none), in file order."""
    entries: dict[str, str] = {}
    for line in text.splitlines():
        word, _, note = line.partition("#")[0].rstrip().partition("\t")
        if word:
            entries[word] = note
    return entries


@cache
def words(name: str) -> dict[str, str]:
    """The list `data/lists/<name>.tsv`. FileNotFoundError names a list that does not exist."""
    return parse((_data() / "lists" / f"{name}.tsv").read_text(encoding="utf-8"))


@cache
def classes() -> dict[str, dict[str, str]]:
    """All classes of `data/scan`, by file name, sorted."""
    folder = sorted((_data() / "scan").iterdir(), key=lambda f: f.name)
    return {f.name[:-4]: parse(f.read_text(encoding="utf-8")) for f in folder if f.name.endswith(".tsv")}


def either(*names: str) -> str:
    """A regular expression that matches any word of the lists or scan classes, longest first."""
    found: set[str] = set()
    for name in names:
        found.update(classes()[name] if name in classes() else words(name))
    ranked = sorted(found, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(map(re.escape, ranked)) + ")"
