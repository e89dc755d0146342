"""Choosing facts: a fact is kept whole or not at all, and whatever it names comes along."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from kg.model import Entity, Fact, Knowledge
from kg.query.naming import UnknownName, nearest
from kg.query.values import Period, to_period
from kg.schema import schema

Test = Callable[[Fact], bool]


def named(fact: Fact) -> set[str]:
    """Every value and speaker of a fact; ids of entities among them."""
    return {value for _, value in fact.args} | {statement.claimed_by for statement in fact.statements}


def kept(knowledge: Knowledge, facts: Iterable[Fact]) -> Knowledge:
    """The part that some of its facts make: the facts with all their evidence, the entities they name,
    the pages they stand on. Entities keep their mentions on these pages."""
    chosen = tuple(facts)
    ids = {value for fact in chosen for value in named(fact)}
    stems = {statement.document for fact in chosen for statement in fact.statements}
    documents = tuple(document for document in knowledge.documents if document.stem in stems)
    entities = tuple(_on(entity, stems) for entity in knowledge.entities if entity.id in ids)
    return Knowledge(documents, entities, chosen)


def _on(entity: Entity, stems: set[str]) -> Entity:
    mentions = tuple(place for place in entity.mentions if place.document in stems)
    return entity if len(mentions) == len(entity.mentions) else replace(entity, mentions=mentions)


def _one_of(value: str, known: Iterable[str], what: str) -> str:
    """The value itself. UnknownName where it is none of those known."""
    choices = tuple(known)
    if value not in choices:
        raise UnknownName(value, nearest(value, choices) or choices, what)
    return value


def of_type(type: str) -> Test:
    """POST, METRIC, INIT … in any case. UnknownName for a type the ontology lacks."""
    wanted = _one_of(type.upper(), schema().facts, "no type of fact")
    return lambda fact: fact.type == wanted


def of_modality(modality: str) -> Test:
    """actual, target or plan."""
    wanted = _one_of(modality, schema().values["modality"], "no modality")
    return lambda fact: (fact.arg("modality") or "actual") == wanted


def on_page(document: str, knowledge: Knowledge) -> Test:
    """Stated on a page, given by its stem or file name; evidence on other pages stays with the fact."""
    stems = {name: document.stem for document in knowledge.documents for name in (document.path, document.stem)}
    wanted = stems[_one_of(document, stems, "no page")]
    return lambda fact: any(statement.document == wanted for statement in fact.statements)


def surer_than(confidence: float) -> Test:
    return lambda fact: fact.confidence >= confidence


def about(ids: frozenset[str]) -> Test:
    """Names one of these entities in a role."""
    return lambda fact: any(value in ids for _, value in fact.args)


def said_by(speaker: str) -> Test:
    return lambda fact: any(statement.claimed_by == speaker for statement in fact.statements)


def in_period(period: str | Period) -> Test:
    """Whose own period lies inside; a fact without a period has none to lie anywhere."""
    wanted = to_period(period)
    return lambda fact: bool(fact.arg("period")) and Period.read(fact.arg("period")) in wanted


def stated_in(period: str | Period) -> Test:
    """Stated on a page published inside."""
    wanted = to_period(period)
    return lambda fact: any(s.published and Period.read(s.published) in wanted for s in fact.statements)
