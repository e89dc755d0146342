"""How kinds and fact types look in the page, and what they are called.

Names come from the ontology; shapes, colours and headings from `assets/kinds.json`.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import Any

from kg.schema import FactType, Kind, Term, schema

ASSETS = files("kg.view") / "assets"

Record = dict[str, Any]


def asset(name: str) -> str:
    """The text of a file in `assets/`, line ends as line feeds."""
    return (ASSETS / name).read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def look() -> Record:
    """By code: `kinds`, their `subs`, fact `types`, and `figures`, the kinds of figures; `unknown` for the rest."""
    known, vocabulary = _styles(), schema()
    return {
        "kinds": {code: _kind(known, kind) for code, kind in vocabulary.kinds.items()},
        "subs": {code: _names(sub) for kind in vocabulary.kinds.values() for code, sub in kind.subs.items()},
        "types": {code: _type(known, vocabulary.facts[code]) for code in _ordered(known, vocabulary.facts)},
        "figures": {code: _names(term) for code, term in vocabulary.values.get("kind", {}).items()},
        "unknown": known["unknown"],
    }


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
    """The roles an edge runs between, None for a type that the ontology does not know."""
    known = look()["types"].get(fact_type)
    return tuple(known["ends"]) if known else None


def pull(fact_type: str) -> float:
    """How loosely the type ties an entity to its home: 1 is the closest, 9 not at all."""
    return float(look()["types"].get(fact_type, {}).get("pull", 9))


def _styles() -> Record:
    loaded: Record = json.loads(asset("kinds.json"))
    return loaded


def _ordered(known: Record, codes: Collection[str]) -> list[str]:
    """The order of kinds.json, which is that of the sections of a card, then what it does not name."""
    return [code for code in known["types"] if code in codes] + [code for code in codes if code not in known["types"]]


def _names(term: Term) -> Record:
    return {"zh": term.zh, "en": term.en}


def _kind(known: Record, kind: Kind) -> Record:
    return {**known["kinds"].get(kind.code, known["unknown"]), **_names(kind.term)}


def _type(known: Record, fact: FactType) -> Record:
    style = known["types"].get(fact.code, {"pull": 9, "text": [], "heads": {}})
    return {**style, **_names(fact.term), "ends": list(fact.entity_roles)}
