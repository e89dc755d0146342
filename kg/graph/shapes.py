"""The shapes of the graph, checked on the records themselves at every build.

They say what `ontology/shapes.ttl` says, without its cost; a test holds the two together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from kg.graph.amounts import figure
from kg.graph.periods import days, period
from kg.model import Document, Entity, Fact, Knowledge, Statement
from kg.schema import FactType, Role, Schema, schema

LONGEST_SPAN = 600
SPEAKERS = ("PER", "ORG")
_ENTITY_ID = re.compile(r"[a-z0-9](?:[a-z0-9_.-]*[a-z0-9])?")
_FACT_ID = re.compile(r"f-[0-9a-f]{16}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_BLANK = re.compile(r"\s")


class Violation(NamedTuple):
    """A record that breaks a rule: its id, the rule's name, what is wrong."""

    id: str
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.id}: {self.rule}: {self.message}"


class World(NamedTuple):
    """What a rule may look at besides the record it judges."""

    schema: Schema
    kinds: Mapping[str, str]  # entity id -> kind
    lengths: Mapping[str, int]  # stem -> code points
    seen: Mapping[str, int]  # how often an id stands in its list


def document_card(document: Document, world: World) -> Iterator[str]:
    """A document is known once, by a SHA-256, a length and at most a real date."""
    if world.seen[f"document {document.stem}"] > 1:
        yield "stem stands twice"
    if not _SHA256.fullmatch(document.sha256):
        yield f"{document.sha256!r} is no SHA-256"
    if document.length < 0:
        yield f"length {document.length}"
    if document.published and not days(document.published)[0]:
        yield f"{document.published!r} is no date"


def document_articles(document: Document, world: World) -> Iterator[str]:
    """An article lies inside its document."""
    for heading in document.headings:
        if not 0 <= heading.start <= heading.end <= document.length:
            yield f"article {heading.start}-{heading.end} of {document.length} characters"


def entity_name(entity: Entity, world: World) -> Iterator[str]:
    """An id is a local name of small letters, digits and - _ . and stands once."""
    if not _ENTITY_ID.fullmatch(entity.id):
        yield f"{entity.id!r} is no local name"
    if world.seen[entity.id] > 1:
        yield "id stands twice"


def entity_kind(entity: Entity, world: World) -> Iterator[str]:
    """Kind and sub-kind are those of the ontology."""
    kind = world.schema.kinds.get(entity.kind)
    if kind is None:
        yield f"no kind {entity.kind!r}"
    elif entity.sub and entity.sub not in kind.subs:
        yield f"{entity.kind} has no sub-kind {entity.sub!r}"


def entity_label(entity: Entity, world: World) -> Iterator[str]:
    """There is one label, not blank; no alias is blank or repeats it."""
    if not entity.label.strip():
        yield "label is blank"
    if any(not alias.strip() or alias == entity.label for alias in entity.aliases):
        yield "an alias is blank or the label again"


def entity_mentions(entity: Entity, world: World) -> Iterator[str]:
    """A mention is a piece of a known document, counted once, its words without white space."""
    for place in entity.mentions:
        length = world.lengths.get(place.document)
        if length is None or not 0 <= place.start < place.end <= length:
            yield f"mention {place.document} {place.start}-{place.end} of {length} characters"
        if not place.text or _BLANK.search(place.text):
            yield "a mention is empty or holds white space"
    if len({place[:3] for place in entity.mentions}) < len(entity.mentions):
        yield "a mention stands twice"


def fact_name(fact: Fact, world: World) -> Iterator[str]:
    """An id is f- and 16 hex digits and stands once."""
    if not _FACT_ID.fullmatch(fact.id):
        yield f"{fact.id!r} is not f- and 16 hex digits"
    if world.seen[fact.id] > 1:
        yield "id stands twice"


def fact_type(fact: Fact, world: World) -> Iterator[str]:
    """The type is one of the ontology."""
    if fact.type not in world.schema.facts:
        yield f"no fact type {fact.type!r}"


def _type(fact: Fact, world: World) -> FactType | None:
    return world.schema.facts.get(fact.type)


def fact_roles(fact: Fact, world: World) -> Iterator[str]:
    """Every required role is filled, once, and no other role is there."""
    known = _type(fact, world)
    if known is None:
        return
    given = Counter(name for name, _ in fact.args)
    yield from (f"role {name} stands {count} times" for name, count in given.items() if count > 1)
    yield from (f"{fact.type} has no role {name}" for name in given if known.role(name) is None)
    empty_unit = {"unit"}  # 指数105.3: a figure without a unit is a figure
    for role in known.roles:
        if role.required and role.name not in empty_unit and not fact.arg(role.name).strip():
            yield f"role {role.name} is empty"


def _bad_end(value: str, role: Role, world: World) -> str:
    kind = world.kinds.get(value)
    if kind is None:
        return f"{role.name} {value!r} is no entity"
    return "" if kind in role.kinds else f"{role.name} {value} is {kind}, not {' or '.join(role.kinds)}"


def fact_ends(fact: Fact, world: World) -> Iterator[str]:
    """An entity-valued role holds an entity of a kind the ontology allows there."""
    known = _type(fact, world)
    for role in known.roles if known else ():
        value = fact.arg(role.name)
        wrong = _bad_end(value, role, world) if value and role.kinds else ""
        if wrong:
            yield wrong


def fact_values(fact: Fact, world: World) -> Iterator[str]:
    """Modality, kind, qualifier and status are words of their lists."""
    known = _type(fact, world)
    for role in known.roles if known else ():
        value = fact.arg(role.name)
        if value and role.values and value not in world.schema.values[role.values]:
            yield f"{role.name} {value!r} is not in its list"


def fact_literals(fact: Fact, world: World) -> Iterator[str]:
    """A number is a plain decimal or a rising range; a period is in the period notation."""
    known = _type(fact, world)
    for role in known.roles if known else ():
        value = fact.arg(role.name)
        if value and role.datatype == "schema:Number" and figure(value) is None:
            yield f"{role.name} {value!r} is neither a decimal nor a rising range"
        if value and role.datatype == "gov:EdtfPeriod" and period(value) is None:
            yield f"{role.name} {value!r} is no period"


def fact_dates(fact: Fact, world: World) -> Iterator[str]:
    """What a fact is valid from and to are dates, in this order."""
    start, end = days(fact.valid_from)[0], days(fact.valid_to)[1]
    for text, day in ((fact.valid_from, start), (fact.valid_to, end)):
        if text and not day:
            yield f"{text!r} is no date"
    if start and end and start > end:
        yield f"valid from {start} to {end}"


def fact_evidence(fact: Fact, world: World) -> Iterator[str]:
    """No fact without evidence; a span is evidence of it once."""
    if not fact.statements:
        yield "has no evidence"
    if len({said[:3] for said in fact.statements}) < len(fact.statements):
        yield "a span is evidence twice"


def statement_span(statement: Statement, world: World) -> Iterator[str]:
    """Evidence is a piece of a known document, not empty, at most 600 characters."""
    length = world.lengths.get(statement.document)
    if length is None:
        yield f"no document {statement.document!r}"
    elif not 0 <= statement.start < statement.end <= length:
        yield f"span {statement.start}-{statement.end} of {length} characters"
    if statement.end - statement.start > LONGEST_SPAN:
        yield f"span of {statement.end - statement.start} characters"


def statement_quote(statement: Statement, world: World) -> Iterator[str]:
    """The quoted words are there and hold no white space."""
    if not statement.quote or _BLANK.search(statement.quote):
        yield "quote is empty or holds white space"


def statement_sentence(statement: Statement, world: World) -> Iterator[str]:
    """Evidence lies inside its sentence."""
    if not statement.sentence_start <= statement.start < statement.end <= statement.sentence_end:
        yield f"span {statement.start}-{statement.end} outside its sentence"


def statement_confidence(statement: Statement, world: World) -> Iterator[str]:
    """Confidence is between 0 and 1."""
    if not 0 <= statement.confidence <= 1:
        yield f"confidence {statement.confidence}"


def statement_speaker(statement: Statement, world: World) -> Iterator[str]:
    """Who a statement is put in the mouth of is a person or an organisation."""
    if statement.claimed_by and world.kinds.get(statement.claimed_by) not in SPEAKERS:
        yield f"claimed by {statement.claimed_by!r}"


DOCUMENT_RULES: tuple[Callable[[Document, World], Iterator[str]], ...] = (document_card, document_articles)
ENTITY_RULES: tuple[Callable[[Entity, World], Iterator[str]], ...] = (
    entity_name, entity_kind, entity_label, entity_mentions,
)  # fmt: skip
FACT_RULES: tuple[Callable[[Fact, World], Iterator[str]], ...] = (
    fact_name, fact_type, fact_roles, fact_ends, fact_values, fact_literals, fact_dates, fact_evidence,
)  # fmt: skip
STATEMENT_RULES: tuple[Callable[[Statement, World], Iterator[str]], ...] = (
    statement_span, statement_quote, statement_sentence, statement_confidence, statement_speaker,
)  # fmt: skip


def _world(knowledge: Knowledge) -> World:
    ids = [*(entity.id for entity in knowledge.entities), *(fact.id for fact in knowledge.facts)]
    ids += [f"document {document.stem}" for document in knowledge.documents]
    return World(
        schema(),
        {entity.id: entity.kind for entity in knowledge.entities},
        {document.stem: document.length for document in knowledge.documents},
        Counter(ids),
    )


def _found(knowledge: Knowledge, world: World) -> Iterator[Violation]:
    for document in knowledge.documents:
        yield from (Violation(document.stem, r.__name__, m) for r in DOCUMENT_RULES for m in r(document, world))
    for entity in knowledge.entities:
        yield from (Violation(entity.id, r.__name__, m) for r in ENTITY_RULES for m in r(entity, world))
    for fact in knowledge.facts:
        yield from (Violation(fact.id, r.__name__, m) for r in FACT_RULES for m in r(fact, world))
        for said in fact.statements:
            yield from (Violation(fact.id, r.__name__, m) for r in STATEMENT_RULES for m in r(said, world))


def violations(knowledge: Knowledge) -> list[Violation]:
    """Everything in the knowledge that breaks a shape, sorted; empty for a sound graph."""
    return sorted(_found(knowledge, _world(knowledge)))
