"""Facts as subject blocks: one node each, of the class and with the properties the ontology gives its type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache, partial
from typing import NamedTuple

from kg.graph import amounts, names, periods
from kg.graph.amounts import amount, base_unit, figure
from kg.graph.periods import days, period
from kg.graph.turtle import Block, date, decimal, literal, zh
from kg.model import Fact, Heading
from kg.schema import FactType, Role, Schema

Pair = tuple[str, str]
Render = Callable[[str], list[Pair]]
Headings = Mapping[str, tuple[Heading, ...]]
Labels = Mapping[str, str]  # local name of a concept -> its label
_NO_LABELS: Labels = {}
_ORDER = {"rdf:subject": 0, "rdf:predicate": 1, "rdf:object": 2}
_REST = 3


def ref(local: str) -> str:
    return f"id:{local}"


@lru_cache(maxsize=4096)
def confidence(value: float) -> str:
    """Four decimals are kept."""
    return decimal(Decimal(f"{value:.4f}"))


def article_of(document: str, headings: tuple[Heading, ...], start: int) -> str:
    """Local name of the article around a raw offset.

    Where none encloses it, the last one begun before it; the document where it has no articles.
    """
    begun = [n for n, heading in enumerate(headings, 1) if heading.start <= start]
    around = [n for n in begun if start < headings[n - 1].end]
    if not headings:
        return names.document(document)
    return names.article(document, (around or begun or [1])[-1])


def articles(fact: Fact, headings: Headings) -> list[str]:
    """Local names of the articles a fact is stated in, sorted."""
    found = {article_of(s.document, headings.get(s.document, ()), s.start) for s in fact.statements}
    return sorted(found)


def _number(path: str, text: str) -> list[Pair]:
    found = figure(text)
    if found is None:
        return []
    pairs = [("gov:valueText", literal(text))] if amounts.shown(found) != text else []
    if not found.is_range:
        return [(path, decimal(found.low)), *pairs]
    return [("schema:minValue", decimal(found.low)), ("schema:maxValue", decimal(found.high)), *pairs]


def _period(path: str, text: str) -> list[Pair]:
    found = period(text)
    if found is None:
        return []
    pairs = [("gov:periodText", literal(text))] if periods.shown(found.edtf) != text else []
    return [(path, literal(found.edtf)), *pairs]


_DATATYPES: dict[str, Callable[[str, str], list[Pair]]] = {
    "schema:Number": _number,
    "gov:EdtfPeriod": _period,
    "rdf:langString": lambda path, text: [(path, zh(text))],
    "xsd:string": lambda path, text: [(path, literal(text))],
}


@lru_cache(maxsize=16384)
def _amounts(value: str, unit: str) -> tuple[Pair, ...]:
    """The figure in its base unit: comparable across 万元 and 亿元."""
    found, base = figure(value), base_unit(unit)
    if found is None or base is None:
        return ()
    low, high = decimal(amount(found.low, base)), decimal(amount(found.high, base))
    named: Pair = ("gov:baseUnit", literal(base.base))
    if found.is_range:
        return ("gov:minAmount", low), ("gov:maxAmount", high), named
    return ("gov:amount", low), named


def _worded(role: Role, labels: Labels, value: str) -> list[Pair]:
    """The concept's node and, where its label is spelled otherwise, the words of this fact."""
    if not value:
        return []
    local = names.concept(role.concept, value)
    pairs = [(role.path, ref(local))]
    return pairs if labels.get(local, value) == value else [*pairs, ("gov:wording", zh(value))]


def _renderer(schema: Schema, role: Role, labels: Labels) -> Render:
    """How a role's value becomes pairs of the fact's node."""
    if role.kinds:
        return lambda value: [(role.path, f"id:{value}")] if value else []
    if role.concept:
        return partial(_worded, role, labels)
    if role.values:
        terms = schema.values[role.values].values()
        pairs = {term.code: [(role.path, term.name)] for term in terms}
        return lambda value: pairs.get(value or role.default, [])
    return partial(_DATATYPES[role.datatype], role.path)


class Plan(NamedTuple):
    """A fact type ready for writing: what each node starts with, how each role is rendered.

    `ends` are the node roles of its direct triple; a relation with one end has its articles
    as the other.
    """

    type: FactType
    head: list[Pair]
    roles: list[tuple[str, Render]]
    ends: tuple[Role, ...]

    @property
    def of_articles(self) -> bool:
        return self.type.is_relation and len(self.ends) < 2


def _plan(schema: Schema, fact_type: FactType, labels: Labels) -> Plan:
    """Subject, predicate and object come first, as a reader expects a statement."""
    paths = [(role.path, role.name, _renderer(schema, role, labels)) for role in fact_type.roles]
    if fact_type.is_relation:
        said: list[Pair] = [("rdf:predicate", fact_type.predicate)]
        paths.append(("rdf:predicate", "", lambda _: said))
    paths.sort(key=lambda step: _ORDER.get(step[0], _REST))
    return Plan(
        type=fact_type,
        head=[("a", "gov:Fact"), ("a", fact_type.node), ("gov:factType", fact_type.term.name)],
        roles=[(name, render) for _, name, render in paths],
        ends=tuple(role for role in fact_type.roles if role.is_node)[:2],
    )


def plans(schema: Schema, labels: Labels = _NO_LABELS) -> dict[str, Plan]:
    """A plan for every fact type, by code. `labels` are those of the concepts' nodes."""
    return {code: _plan(schema, fact_type, labels) for code, fact_type in schema.facts.items()}


def _validity(fact: Fact, args: Mapping[str, str]) -> list[Pair]:
    """First and last day the fact holds for: its period, else what was derived; what they do not say stays as text."""
    said = period(args.get("period", ""))
    start = said.start if said else days(fact.valid_from)[0]
    end = said.end if said else days(fact.valid_to)[1]
    dates = [(path, date(day)) for path, day in (("schema:startDate", start), ("schema:endDate", end)) if day]
    own = ("" if said else start), ("" if said else end)
    told = (("gov:validFrom", fact.valid_from, own[0]), ("gov:validTo", fact.valid_to, own[1]))
    return dates + [(path, literal(text)) for path, text, day in told if text and text != day]


def _stated(fact: Fact) -> list[Pair]:
    """First and last day it was stated on; nothing where no document has a date."""
    seen = {days(s.published)[0] for s in fact.statements} - {""}
    if not seen:
        return []
    return [("gov:firstStated", date(min(seen))), ("gov:lastStated", date(max(seen)))]


def _grounds(fact: Fact) -> list[Pair]:
    """Confidence, sources and evidence."""
    sources = sorted({names.document(s.document) for s in fact.statements})
    proofs = sorted({names.evidence(fact.id, s.document, s.start, s.end) for s in fact.statements})
    pairs = [("gov:confidence", confidence(fact.confidence))] if fact.statements else []
    pairs += [("prov:hadPrimarySource", ref(source)) for source in sources]
    return pairs + [("gov:evidence", ref(proof)) for proof in proofs]


def fact_block(fact: Fact, ready: Plan, headings: Headings) -> Block:
    """A fact's node."""
    args = dict(fact.args)
    pairs = list(ready.head)
    if ready.of_articles:
        pairs += [("rdf:subject", ref(article)) for article in articles(fact, headings)]
    for name, render in ready.roles:
        pairs += render(args.get(name, ""))
    if "value" in args:
        pairs += _amounts(args["value"], args.get("unit", ""))
    claimed = {s.claimed_by for s in fact.statements} - {""}
    pairs += [("gov:claimedBy", ref(speaker)) for speaker in sorted(claimed)]
    pairs += _validity(fact, args) + _stated(fact) + _grounds(fact)
    return Block(ref(fact.id), pairs)
