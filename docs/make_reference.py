"""Writes docs/reference.md: every term of the ontology with what it means and an example, from an invented town.

    python docs/make_reference.py

A test keeps the page fresh.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from graph_town import town  # noqa: E402

from kg.graph.rdf import VERSION, sections  # noqa: E402
from kg.graph.turtle import Block, render  # noqa: E402
from kg.schema import VOCABULARY, FactType, Role, Term, ontology_path, schema  # noqa: E402

OUT = ROOT / "docs" / "reference.md"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWN_CLASSES = ("gov:Fact", "gov:Evidence", "gov:Mention", "gov:Sentence", "gov:SourceDocument")
HEAD = """# Reference

Every term of `ontology/govkg.ttl` with an example. Written by `python docs/make_reference.py`; the town in the examples is
invented. How the file describes itself is told in [ontology.md](ontology.md), how a graph is written in [graph.md](graph.md).

"""


def table(heads: str, rows: Iterable[tuple[str, ...]]) -> str:
    cells = heads.split("|")
    lines = ["| " + " | ".join(cells) + " |", "|" + "---|" * len(cells)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n\n"


def told(term: Term) -> str:
    return f"{term.zh} · {term.en}. {term.about_zh} {term.about_en}"


class Examples:
    """The first block of each class and of each fact type in the town's graph."""

    def __init__(self) -> None:
        blocks = [b for s in sections(town(), schema(), {"post_told": "A post before its holder's name."}, VERSION) for b in s.blocks]
        self.by_class: dict[str, Block] = {}
        self.blocks = blocks
        for block in sorted(blocks, key=lambda b: (-len({name for name, _ in b.pairs}), b.subject)):
            for name, value in block.pairs:
                if name in ("a", "gov:factType"):
                    self.by_class.setdefault(value, block)

    def of(self, name: str) -> str:
        block = self.by_class.get(name)
        return f"```turtle\n{render(block)}```\n\n" if block else ""

    def with_property(self, name: str) -> str:
        """One triple with a property, on one line."""
        for block in self.blocks:
            for path, value in block.pairs:
                if path == name:
                    return f"`{block.subject} {path} {value}`"
        return ""


def expects(role: Role) -> str:
    known = schema()
    if role.kinds:
        return ", ".join(known.kinds[code].term.name for code in role.kinds)
    if role.concept:
        return known.concepts[role.concept].name
    return ", ".join(term.name for term in known.values[role.values].values()) if role.values else role.datatype


def fact_type(it: FactType, examples: Examples) -> str:
    shape = f"`{it.node}`" + (f", direct triple `{it.predicate}`" if it.predicate else "")
    shape += f" (and `{it.narrow}` between two {it.narrow_kind})" if it.narrow else ""
    roles = table("role|property|filled by|", (
        (f"`{r.name}`", f"`{r.path}`", f"{expects(r)}", "" if r.required else f"may be absent{f': {r.default}' if r.default else ''}")
        for r in it.roles
    ))  # fmt: skip
    return f"### {it.code} · `{it.term.name}`\n\n{told(it.term)}\n\nNode: {shape}.\n\n{roles}{examples.of(it.term.name)}"


def properties() -> Iterator[tuple[str, str]]:
    """Properties that the vocabulary declares, with what it says of them, by name."""
    triples = list(ox.parse(path=str(ontology_path() / VOCABULARY), format=ox.RdfFormat.TURTLE))
    wanted = {t.subject for t in triples if str(t.object).endswith("Property>") and "Annotation" not in str(t.object)}
    for node in sorted(wanted, key=str):
        said = [
            t.object.value
            for path in ("label", "comment")
            for tag in ("zh", "en")
            for t in triples
            if t.subject == node and t.predicate.value == RDFS + path and t.object.language == tag
        ]
        name = next(f"{p}:{node.value[len(i):]}" for p, i in schema().prefixes.items() if node.value.startswith(i))
        yield name, f"{said[0]} · {said[1]}. {said[2]} {said[3]}"


def page() -> str:
    known, examples = schema(), Examples()
    text = HEAD + "## Entities\n\n"
    for kind in known.kinds.values():
        text += f"### {kind.code} · `{kind.term.name}`\n\n{told(kind.term)}\n\n"
        if kind.subs:
            text += table("sub-kind|class|", ((f"`{c}`", f"`{t.name}`", told(t)) for c, t in kind.subs.items()))
        text += examples.of(kind.term.name)
    text += "## Concepts\n\n"
    for term in known.concepts.values():
        text += f"### `{term.name}`\n\n{told(term)}\n\n{examples.of(term.name)}"
    text += "## Facts\n\n" + "".join(fact_type(it, examples) for it in known.facts.values())
    text += "## Lists of values\n\n"
    for code, values in known.values.items():
        text += f"### {code}\n\n" + table("in tables|in RDF|", ((f"`{c}`" if c else "", f"`{t.name}`", told(t)) for c, t in values.items()))
    text += "## Where it is written\n\n" + "".join(f"### `{name}`\n\n{examples.of(name)}" for name in OWN_CLASSES)
    rows = ((f"`{name}`", about, examples.with_property(name)) for name, about in properties())
    return text + "## Properties\n\n" + table("property||example", rows)


if __name__ == "__main__":
    OUT.write_text(page().rstrip("\n") + "\n", "utf-8")
