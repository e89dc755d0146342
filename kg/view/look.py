"""How kinds and fact types look and are called in the page, read from `assets/kinds.json`."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

ASSETS = files("kg.view") / "assets"

Record = dict[str, Any]


def asset(name: str) -> str:
    """The text of a file in `assets/`, line ends as line feeds."""
    return (ASSETS / name).read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def look() -> Record:
    """`kinds`, `subs` and `types` with labels, shapes, colours and roles."""
    loaded: Record = json.loads(asset("kinds.json"))
    return loaded


@cache
def words() -> Record:
    """The words of the interface by language: `{"zh": {...}, "en": {...}}`."""
    loaded: Record = json.loads(asset("words.json"))
    return loaded


def kind_look(kind: str) -> Record:
    """Shape, colours, labels and opening share of an entity kind, known or not."""
    found: Record = look()["kinds"].get(kind) or look()["unknown"]
    return found


def ends(fact_type: str) -> tuple[str, ...] | None:
    """The roles an edge runs between, None for a type that the page does not know."""
    known = look()["types"].get(fact_type)
    return tuple(known["ends"]) if known else None


def pull(fact_type: str) -> float:
    """How loosely the type ties an entity to its home: 1 is the closest."""
    return float(look()["types"].get(fact_type, {}).get("pull", 9))
