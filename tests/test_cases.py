"""Every case of every mention and claim file; every rule has a case that fires it."""

from __future__ import annotations

from functools import cache

import cases
import pytest
from cases import Case

from kg import article

KINDS = {"person": "PER", "organisation": "ORG", "place": "LOC", "initiative": "INI", "project": "PRJ",
         "document": "DOC", "event": "EVT"}
TYPES = {"initiates": "INIT", "initiative_part": "INIT_PART"}


def params(room: str) -> list[object]:
    out = []
    for name in cases.files(room):
        for case in cases.load(name):
            marks = [pytest.mark.xfail(strict=True, reason=case.gap)] if case.gap else []
            out.append(pytest.param(case, marks=marks, id=f"{name.split('/')[1]}: {case}"))
    return out


@pytest.mark.parametrize("case", params("mention"))
def test_mentions(case: Case) -> None:
    name = case.file.split("/")[1]
    if name == "area":
        areas = [r.area.text for r, _ in cases.read(case) if r.area is not None]
        assert areas[:1] == list(case.want)
        return
    found: dict[str, str] = {}
    for reading, _ in cases.read(case):
        for mention in reading.of_kind(KINDS[name]):
            found.setdefault(mention.text, mention.sub)
    have = [f"{text}/{found[text]}" if any(w == f"{text}/{found[text]}" for w in case.want) else text for text in found]
    assert sorted(have) == sorted(case.want)


@pytest.mark.parametrize("case", params("claim"))
def test_claims(case: Case) -> None:
    stem = case.file.split("/")[1]
    kind = TYPES.get(stem, stem.upper())
    claims = [c for _, found in cases.read(case) for c in found if c.type == kind]
    missing, extra = cases.unmatched(case.want, claims)
    assert (missing, extra) == ([], [])


@pytest.mark.parametrize("name", cases.files("mention") + cases.files("claim"))
def test_a_file_has_both_signs(name: str) -> None:
    found = cases.load(name)
    assert any(c.want for c in found) and any(not c.want for c in found), f"{name}: needs positive and negative cases"


@cache
def fired() -> frozenset[str]:
    names = set()
    for name in cases.files("mention") + cases.files("claim"):
        for case in cases.load(name):
            for reading, claims in cases.read(case):
                names |= {m.rule for m in reading.mentions} | {c.rule for c in claims}
    return frozenset(names)


@pytest.mark.parametrize("module", [*article.FINDERS, *article.READERS], ids=lambda m: m.__name__)
def test_every_rule_fires_somewhere(module: object) -> None:
    rules = {rule.name for rule in module.RULES}  # type: ignore[attr-defined]
    assert rules and rules <= fired(), f"no case fires {sorted(rules - fired())}"


@pytest.mark.parametrize("module", [*article.FINDERS, *article.READERS], ids=lambda m: m.__name__)
def test_every_result_names_a_rule_of_its_file(module: object) -> None:
    known = {rule.name for m in [*article.FINDERS, *article.READERS] for rule in m.RULES}
    assert fired() <= known, f"unknown rule names {sorted(fired() - known)}"
