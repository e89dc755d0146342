"""Cases in TOML: a text, and what reading it must give. One notation for mentions and claims."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from kg import article as article_room
from kg.mention import area
from kg.model import Claim, Mention, Reading
from kg.page.read import page_from_text

CASES = Path(__file__).parent / "cases"
_LINE = re.compile(r"(\w+)\((.*)\)", re.S)
_ARG = re.compile(r"(\w+)=(.*?)(?=, \w+=|$)", re.S)


@dataclass(frozen=True)
class Case:
    file: str
    text: str
    want: tuple[str, ...]
    published: str | None
    gap: str

    def __str__(self) -> str:
        return self.text[:40]


def load(name: str) -> list[Case]:
    """The cases of `tests/cases/<name>.toml`."""
    data = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))
    shared = data.get("published")
    return [
        Case(name, c["text"], tuple(c["want"]), c.get("published", shared), c.get("gap", ""))
        for c in data["case"]
    ]


def files(room: str) -> list[str]:
    return sorted(f"{room}/{p.stem}" for p in (CASES / room).glob("*.toml"))


def read(case: Case) -> list[tuple[Reading, tuple[Claim, ...]]]:
    """Every article of the case's text, read as a page published when the case says."""
    page = page_from_text(case.text, "case")
    readings = area.shared([article_room.read(article, case.published or page.published) for article in page.articles])
    return [(reading, article_room.claims(reading)) for reading in readings]


def parse(line: str) -> tuple[str, dict[str, str]]:
    found = _LINE.fullmatch(line)
    assert found, f"not in the notation TYPE(role=value, …): {line}"
    return found[1], {role: value.strip() for role, value in _ARG.findall(found[2])}


def shown(value: Mention | str) -> str:
    return value.text if isinstance(value, Mention) else value


def fits(want: str, claim: Claim) -> bool:
    """Does the claim have every argument that the line names (a line may leave some out)?"""
    kind, args = parse(want)
    have = {role: shown(value) for role, value in claim.args}
    return kind == claim.type and all(have.get(role, "") == value for role, value in args.items())


def unmatched(want: tuple[str, ...], claims: list[Claim]) -> tuple[list[str], list[str]]:
    """(missing lines, extra claims) after a one-to-one match, most specific line first."""
    left = list(claims)
    missing = []
    for line in sorted(want, key=lambda w: -w.count("=")):
        hit = next((c for c in left if fits(line, c)), None)
        if hit is None:
            missing.append(line)
        else:
            left.remove(hit)
    return missing, [str(c) for c in left]
