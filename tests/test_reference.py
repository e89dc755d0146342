"""docs/reference.md is what docs/make_reference.py writes, and tells of every term."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from kg.schema import schema

ROOT = Path(__file__).parent.parent


def page() -> str:
    spec = importlib.util.spec_from_file_location("make_reference", ROOT / "docs" / "make_reference.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return str(module.page())


def test_the_page_is_fresh() -> None:
    kept = (ROOT / "docs" / "reference.md").read_text("utf-8")
    assert kept == page().rstrip("\n") + "\n", "run python docs/make_reference.py"


def test_every_fact_type_has_its_roles_and_an_example() -> None:
    text = page()
    for code, fact_type in schema().facts.items():
        section = text.split(f"### {code} · ")[1].split("\n### ")[0]
        assert f"gov:factType {fact_type.term.name} " in section
        assert all(f"| `{role.name}` | `{role.path}` |" in section for role in fact_type.roles)


def test_every_kind_concept_and_value_is_told() -> None:
    text, known = page(), schema()
    terms = [kind.term for kind in known.kinds.values()] + [s for k in known.kinds.values() for s in k.subs.values()]
    terms += [*known.concepts.values(), *(v for values in known.values.values() for v in values.values())]
    assert all(f"`{term.name}`" in text and term.about_zh in text and term.about_en in text for term in terms)
