"""When does something read equal something annotated? The rules of the annotation guidelines, one function each."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from kg.schema import schema

Row = Mapping[str, Any]
_NOISE = re.compile(r"[\s“”\"'‘’《》〈〉「」『』·、,，.。:：;；()（）—\-]+")
_UNITS = {"百分点": "个百分点", "％": "%"}
_OPEN = {"METRIC"}  # a metric's subject is reported apart, not required


def squash(text: object) -> str:
    """Letters and digits only, in their plain form."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", str(text))).lower()


def dice(left: object, right: object) -> float:
    """Likeness of two phrases, 0-1: containment counts at least one half, else shared pairs of characters."""
    a, b = squash(left), squash(right)
    if not a or not b:
        return 0.0
    if a in b or b in a:
        short, long = sorted((len(a), len(b)))
        return max(0.5, short / long) if short >= 2 else 0.0
    x, y = ({s[i : i + 2] for i in range(len(s) - 1)} for s in (a, b))
    return 2 * len(x & y) / (len(x) + len(y)) if x and y else 0.0


def entity_roles(type: str) -> tuple[str, ...]:
    """The roles of a fact type whose values are entities, and which a match must agree on."""
    if type in _OPEN:
        return ()
    return tuple(role.name for role in schema().facts[type].roles if role.is_entity)


def readings(gold: Row) -> Iterator[dict[str, Any]]:
    """The fact as annotated, then with each acceptable alternative, alone and combined."""
    others = gold.get("alt", [])
    for size in range(min(len(others), 3) + 1):
        for chosen in itertools.combinations(others, size):
            yield {**gold, **{k: v for other in chosen for k, v in other.items()}}


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def same_value(gold: Row, read: Row) -> bool:
    equal = str(gold["value"]) == str(read.get("value"))
    if not equal:
        a, b = _number(gold["value"]), _number(read.get("value"))
        equal = a is not None and b is not None and abs(a - b) < 1e-9 * max(1, abs(a))
    units = [squash(row.get("unit") or "") for row in (gold, read)]
    return equal and _UNITS.get(units[0], units[0]) == _UNITS.get(units[1], units[1])


def _achieved(row: Row) -> bool:
    return str(row.get("modality", "")) not in ("plan", "target")


def same_literals(type: str, gold: Row, read: Row) -> bool:
    """Do the literal arguments agree, as far as the guidelines ask?"""
    if type in ("POST", "BYLINE"):
        role = "title" if type == "POST" else "role"
        return squash(gold[role]) == squash(read.get(role, ""))
    if type == "SAYS":
        said = squash(read.get("quote", ""))
        return bool(said) and squash(gold["quote"])[:6] in said
    if type == "METRIC":
        alike = dice(gold["indicator"], read.get("indicator", "")) >= 0.5
        return alike and same_value(gold, read) and _achieved(gold) == _achieved(read)
    if type == "AWARD":
        return dice(gold["honour"], read.get("honour", "")) >= 0.6
    return True


def same_period(gold: object, read: object) -> bool:
    plain = [re.sub(r"[^0-9a-z]", "", str(p or "").lower()) for p in (gold, read)]
    return plain[0] == plain[1]


def match_entities(gold: list[Row], read: list[Row]) -> dict[str, str]:
    """Read id -> gold id, one to one, best shared names first. Read rows have `type` and `forms`."""
    pairs = []
    for g in gold:
        names = {squash(name) for name in g["names"]}
        for r in read:
            shared = names & r["forms"] if r["type"] == g["type"] else set()
            if shared:
                pairs.append((len(shared), max(map(len, shared)), str(g["id"]), str(r["id"])))
    found: dict[str, str] = {}
    taken: set[str] = set()
    for *_, g_id, r_id in sorted(pairs, reverse=True):
        if g_id not in taken and r_id not in found:
            taken.add(g_id)
            found[r_id] = g_id
    return found
