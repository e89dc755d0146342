"""Plain-text cards for a terminal: what is known of one entity, what was read in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.article import Explained
from kg.model import Knowledge, Statement
from kg.quality.evaluate import Score
from kg.quality.report import Bucket, Card
from kg.query import Fact, Graph, Thing
from kg.schema import schema

_FIRST = ("POST", "METRIC", "INIT", "AWARD")  # what people ask for stands first


def summary(knowledge: Knowledge, out: Path) -> str:
    """The one line at the end of a build."""
    counted = (
        _count(len(knowledge.documents), "page", "pages"),
        _count(len(knowledge.entities), "entity", "entities"),
        _count(len(knowledge.facts), "fact", "facts"),
    )
    return f"{', '.join(counted)} -> {out}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def card(graph: Graph, entity: Thing) -> str:
    """Names, then facts by type, each with where it is written."""
    names = f" ({'、'.join(entity.aliases)})" if entity.aliases else ""
    head = f"{entity.label}{names}\n{entity.kind}{'/' + entity.sub if entity.sub else ''}  {entity.id}"
    return "\n".join([head, *_lines(graph, graph.facts(entity))])


def _lines(graph: Graph, facts: Iterable[Fact]) -> Iterator[str]:
    for fact in sorted(facts, key=_order):
        yield f"  {graph.notation(fact)}  [{fact.confidence:.2f}]"
        for statement in fact.statements:
            yield f"      {_place(graph, statement)}"


def _order(fact: Fact) -> tuple[int, str, str, str]:
    rank = _FIRST.index(fact.type) if fact.type in _FIRST else len(_FIRST)
    return rank, fact.type, fact.statements[0].published, fact.id


def _place(graph: Graph, statement: Statement) -> str:
    quote = statement.quote if len(statement.quote) <= 60 else statement.quote[:59] + "…"
    day = f" {statement.published}" if statement.published else ""
    said = f", says {graph.label(statement.claimed_by)}" if statement.claimed_by else ""
    return f"“{quote}”  {statement.document}:{statement.start}-{statement.end}{day}{said}"


def explanation(found: Iterable[Explained]) -> str:
    """One line a result, its rule and reason below."""
    rows = [f"{e.line}\n    {e.rule} [{e.confidence:.2f}]: {e.reason}" for e in found]
    return "\n".join(rows) if rows else "nothing is read here"


def score(found: Score, errors: Iterable[str]) -> str:
    """The table of precision, recall and F1, then the errors of the groups asked for."""
    kinds, types = tuple(schema().kinds), tuple(schema().facts)
    rows = [(k, found.counts[k]) for k in kinds] + [("ENTITIES", found.total(kinds))]
    rows += [(t, found.counts[t]) for t in types] + [("FACTS", found.total(types))]
    lines = [f"{'':12}{'gold':>6}{'found':>7}{'P':>8}{'R':>8}{'F1':>8}"]
    lines += [
        f"{name:12}{c.hits + c.missed:6}{c.hits + c.extra:7}{c.precision:8.3f}{c.recall:8.3f}{c.f1:8.3f}"
        for name, c in rows
    ]
    lines += [f"{n:20}{hits:5}/{of:<5}{hits / of if of else 0:8.3f}" for n, (hits, of) in sorted(found.attributes.items())]
    wanted = set(errors)
    lines += [
        f"  {e.group} {e.document} {e.what}: {e.shown}" + (f"  ({e.rule})" if e.rule else "")
        for e in found.errors
        if e.group in wanted or "all" in wanted
    ]
    return "\n".join(lines)


def rule_report(cards: Iterable[Card], found: Iterable[Bucket]) -> str:
    """One line a rule, worst precision first, rules that never fired last; then confidence against what held."""
    ranked = sorted(cards, key=lambda c: (c.fired == 0, 2.0 if c.precision is None else c.precision, c.rule))
    lines = [f"{'rule':32}{'fired':>7}{'right':>7}{'wrong':>7}{'lost':>6}{'P':>8}"]
    lines += [
        f"{c.rule:32}{c.fired:7}{c.right:7}{c.wrong:7}{c.lost:6}" + (f"{c.precision:8.3f}" if c.precision is not None else "")
        for c in ranked
    ]
    lines += ["", f"{'confidence':32}{'facts':>7}{'promised':>10}{'held':>8}"]
    lines += [f"{f'{b.low:.1f}-{b.low + 0.1:.1f}':32}{b.facts:7}{b.promised:10.3f}{b.held:8.3f}" for b in found]
    return "\n".join(lines)
