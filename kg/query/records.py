"""Facts, evidence and things as a user meets them: frozen views of the records, with typed values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Protocol, TypeAlias

from kg.model import Entity, Place, Statement
from kg.model import Fact as Record
from kg.query.listing import Listing, html_table
from kg.query.values import Period, Range, first_day, last_day, number
from kg.schema import Role, schema


class World(Protocol):
    """What a view asks of the graph it belongs to."""

    def thing(self, name: str, /) -> Thing: ...
    def facts_of(self, name: str, /) -> Listing[Fact]: ...
    def reason(self, rule: str, /) -> str: ...


@dataclass(frozen=True, repr=False)
class Evidence:
    """The words one statement of a fact rests on, at raw offsets of a page.

    `quote` has no white space; `published` is the day of the page as exactly as it is known;
    `speaker` is on whose word it rests, None where the page itself says it.
    """

    quote: str
    document: str
    start: int
    end: int
    sentence: int
    rule: str
    confidence: float
    published: Period | None
    speaker: Thing | None
    world: World = field(compare=False)

    @property
    def place(self) -> str:
        """page:start-end"""
        return f"{self.document}:{self.start}-{self.end}"

    @property
    def reason(self) -> str:
        """What the rule says of itself; "" for a rule this version does not have."""
        return self.world.reason(self.rule)

    def row(self) -> Mapping[str, object]:
        said = {"quote": self.quote, "document": self.document, "start": self.start, "end": self.end}
        return said | {"published": self.published, "rule": self.rule, "confidence": self.confidence, "speaker": self.speaker}

    def __str__(self) -> str:
        return f"“{self.quote}” {self.place}"

    def __repr__(self) -> str:
        return f"<Evidence {self}>"

    def _repr_html_(self) -> str:
        return html_table([self.row()])


def _evidence(said: Statement, world: World) -> Evidence:
    published = Period.read(said.published) if said.published else None
    speaker = world.thing(said.claimed_by) if said.claimed_by else None
    place = said.document, said.start, said.end, said.sentence
    return Evidence(said.quote, *place, said.rule, said.confidence, published, speaker, world)


@dataclass(frozen=True, repr=False)
class Thing:
    """Whom or what the pages name: equal to another of the same id."""

    record: Entity = field(compare=False)
    id: str
    world: World = field(compare=False)

    @property
    def kind(self) -> str:
        """PER ORG LOC INI PRJ DOC EVT, as in the ontology."""
        return self.record.kind

    @property
    def sub(self) -> str:
        return self.record.sub

    @property
    def label(self) -> str:
        return self.record.label

    @property
    def aliases(self) -> tuple[str, ...]:
        return self.record.aliases

    @property
    def mentions(self) -> tuple[Place, ...]:
        """Every place of a page that means it: document, raw offsets, words."""
        return self.record.mentions

    @property
    def facts(self) -> Listing[Fact]:
        """Every fact that names it."""
        return self.world.facts_of(self.id)

    def facts_as(self, type: str, role: str) -> Listing[Fact]:
        """The facts of one type in which it fills one role."""
        return Listing(fact for fact in self.facts if fact.type == type and fact.record.arg(role) == self.id)

    def row(self) -> Mapping[str, object]:
        shown = {"label": self.label, "kind": self.kind, "sub": self.sub, "aliases": "、".join(self.aliases)}
        return shown | {"facts": len(self.facts), "id": self.id}

    def __str__(self) -> str:
        return self.label

    def __repr__(self) -> str:
        also = f" ({'、'.join(self.aliases)})" if self.aliases else ""
        return f"<{type(self).__name__} {self.label}{also}: {len(self.facts)} facts>"

    def _repr_html_(self) -> str:
        also = f" ({escape('、'.join(self.aliases))})" if self.aliases else ""
        return f"<h4>{escape(self.label)}{also}</h4>{self.facts._repr_html_()}"


Value: TypeAlias = "Thing | Period | Range | date | bool | str | object"


def _typed(role: Role, text: str, world: World) -> Value:
    """A value by what its role expects in the ontology."""
    if role.is_entity:
        return world.thing(text)
    if role.datatype == "schema:Number":
        return number(text)
    if role.datatype == "gov:EdtfPeriod":
        return Period.read(text)
    return True if text == "true" and role.values else text


@dataclass(frozen=True, repr=False, eq=False)
class Fact:
    """One assertion: fact["org"] is the Thing, Decimal, Period or text in a role; `evidence` proves it."""

    record: Record
    world: World

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Fact) and self.record == other.record

    def __hash__(self) -> int:
        return hash(self.record.id)

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def type(self) -> str:
        return self.record.type

    @property
    def args(self) -> dict[str, Value]:
        """Values by role, in order; a fresh dict each time."""
        found = {name: (schema().facts[self.type].role(name), text) for name, text in self.record.args}
        return {name: _typed(role, text, self.world) for name, (role, text) in found.items() if role and text}

    def __getitem__(self, role: str) -> Value:
        found = self.args
        if role not in found:
            raise KeyError(f"{self.type} has no {role} here; it has {', '.join(found)}")
        return found[role]

    def get(self, role: str, default: Value = None) -> Value:
        return self.args.get(role, default)

    def arg(self, role: str) -> str:
        """The bare value of a role: an entity id or text; "" where it is not filled."""
        return self.record.arg(role)

    def filler(self, role: str) -> Thing:
        """The thing in a role. KeyError where it is not filled by one."""
        return self.world.thing(self.record.arg(role))

    @property
    def things(self) -> Listing[Thing]:
        """The things it names, in the order of its roles."""
        return Listing(dict.fromkeys(value for value in self.args.values() if isinstance(value, Thing)))

    @property
    def modality(self) -> str:
        """actual, target or plan."""
        return self.record.arg("modality") or "actual"

    @property
    def period(self) -> Period | None:
        text = self.record.arg("period")
        return Period.read(text) if text else None

    @property
    def valid_from(self) -> date | None:
        """First day it holds for, where the page says so."""
        return (self.period.start if self.period else None) or first_day(self.record.valid_from)

    @property
    def valid_to(self) -> date | None:
        return (self.period.end if self.period else None) or last_day(self.record.valid_to)

    @property
    def statements(self) -> tuple[Statement, ...]:
        return self.record.statements

    @property
    def evidence(self) -> Listing[Evidence]:
        """Where it is written, surest first."""
        best = sorted(self.record.statements, key=lambda s: (-s.confidence, s.document, s.start))
        return Listing(_evidence(statement, self.world) for statement in best)

    @property
    def confidence(self) -> float:
        """The best of its evidence."""
        return self.record.confidence

    @property
    def documents(self) -> tuple[str, ...]:
        return tuple(sorted({statement.document for statement in self.record.statements}))

    @property
    def speakers(self) -> Listing[Thing]:
        """On whose word it rests, where somebody's."""
        said = sorted({statement.claimed_by for statement in self.record.statements} - {""})
        return Listing(self.world.thing(name) for name in said)

    @property
    def days_stated(self) -> list[date]:
        """Days of publication, in order; of a page that tells only its month or year, the first day of it."""
        return sorted(day for s in self.record.statements if (day := first_day(s.published)))

    @property
    def first_stated(self) -> date | None:
        """First day of publication; of a page that tells only its month or year, the first day of it."""
        return next(iter(self.days_stated), None)

    @property
    def last_stated(self) -> date | None:
        return next(reversed(self.days_stated), None)

    def why(self) -> str:
        """The notation, then every piece of evidence with its place, its rule and the rule's reason."""
        return "\n".join([str(self), *(_ground(evidence) for evidence in self.evidence)])

    def row(self) -> Mapping[str, object]:
        shown: dict[str, object] = {"type": self.type, **self.args}
        shown |= {"modality": self.modality, "confidence": self.confidence, "first_stated": self.first_stated}
        return shown | {"last_stated": self.last_stated, "quote": self.evidence[0].quote, "id": self.id}

    def __str__(self) -> str:
        """POST(person=王莉, org=…, title=…)"""
        return f"{self.type}({', '.join(f'{name}={value}' for name, value in self.args.items())})"

    def __repr__(self) -> str:
        return f"<{self} {self.confidence:.2f}>"

    def _repr_html_(self) -> str:
        return f"<p>{escape(str(self))}</p>{self.evidence._repr_html_()}"


def _ground(evidence: Evidence) -> str:
    when = f", {evidence.published}" if evidence.published else ""
    said = f", says {evidence.speaker}" if evidence.speaker else ""
    reason = f": {evidence.reason}" if evidence.reason else ""
    return f"  {evidence}{when}{said}\n    {evidence.rule} [{evidence.confidence:.2f}]{reason}"
