"""A graph as a sequence of facts and as collections of things found by name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, TypeVar, cast, overload

from kg.graph.rdf import BASE
from kg.model import Document as Page
from kg.model import Entity, Knowledge
from kg.model import Fact as Record
from kg.query.collection import Collection
from kg.query.kinds import FACTS
from kg.query.listing import Listing, frame, html_table
from kg.query.naming import Names, UnknownName
from kg.query.records import Fact, Thing
from kg.query.things import THINGS, Document, Event, Initiative, Organisation, Person, Place, Project
from kg.query.tools import reasons

if TYPE_CHECKING:
    import pandas

T = TypeVar("T", bound=Thing)
Name = str | Thing | Entity


@dataclass(frozen=True, eq=False, repr=False)
class Records(Sequence[Fact]):
    """The facts of some knowledge in order, and the things they name; `base` is the name space of their IRIs."""

    knowledge: Knowledge
    base: str = BASE

    # ---- as a sequence of facts

    @cached_property
    def _views(self) -> tuple[Fact, ...]:
        return tuple(FACTS.get(record.type, Fact)(record, self) for record in self.knowledge.facts)

    @overload
    def __getitem__(self, at: int) -> Fact: ...
    @overload
    def __getitem__(self, at: slice) -> Listing[Fact]: ...
    def __getitem__(self, at: int | slice) -> Fact | Listing[Fact]:
        return Listing(self._views[at]) if isinstance(at, slice) else self._views[at]

    def __len__(self) -> int:
        return len(self.knowledge.facts)

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._views)

    def __bool__(self) -> bool:
        return bool(self.knowledge.facts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Records) and self.knowledge == other.knowledge

    def __hash__(self) -> int:
        return hash(tuple(fact.id for fact in self.knowledge.facts))

    def __reduce__(self) -> tuple[type[Records], tuple[Knowledge, str]]:
        return type(self), (self.knowledge, self.base)

    def __repr__(self) -> str:
        known = self.knowledge
        return f"<Graph of {len(known.documents)} pages: {len(known.entities)} entities, {len(known.facts)} facts>"

    def _repr_html_(self) -> str:
        known = self.knowledge
        facts: Mapping[str, object] = Counter(fact.type for fact in known.facts)
        things: Mapping[str, object] = Counter(entity.kind for entity in known.entities)
        return f"<p>{escape(repr(self)[1:-1])}</p>{html_table([things])}{html_table([facts])}"

    def to_pandas(self) -> pandas.DataFrame:
        """One row a fact. ImportError naming the extra where pandas is not installed."""
        return frame(fact.row() for fact in self)

    # ---- things by name

    @cached_property
    def entities(self) -> Mapping[str, Thing]:
        """Things by id."""
        return {e.id: THINGS.get(e.kind, Thing)(e, e.id, self) for e in self.knowledge.entities}

    @cached_property
    def _names(self) -> Names:
        return Names(self.knowledge.entities)

    def _kind(self, code: str, kind: type[T], what: str) -> Collection[T]:
        things = (thing for thing in self.entities.values() if thing.kind == code)
        return Collection(what, cast("Iterator[T]", things), self._names)

    @cached_property
    def people(self) -> Collection[Person]:
        return self._kind("PER", Person, "people")

    @cached_property
    def organisations(self) -> Collection[Organisation]:
        return self._kind("ORG", Organisation, "organisations")

    @cached_property
    def places(self) -> Collection[Place]:
        return self._kind("LOC", Place, "places")

    @cached_property
    def initiatives(self) -> Collection[Initiative]:
        return self._kind("INI", Initiative, "initiatives")

    @cached_property
    def projects(self) -> Collection[Project]:
        return self._kind("PRJ", Project, "projects")

    @cached_property
    def documents(self) -> Collection[Document]:
        """Policy documents that pages name; the pages themselves are `pages`."""
        return self._kind("DOC", Document, "documents")

    @cached_property
    def events(self) -> Collection[Event]:
        return self._kind("EVT", Event, "events")

    @property
    def pages(self) -> Mapping[str, Page]:
        """The source pages by stem."""
        return {document.stem: document for document in self.knowledge.documents}

    def thing(self, name: str) -> Thing:
        """The one thing called so, of whatever kind; also by id. UnknownName or AmbiguousName (KeyErrors) otherwise."""
        return self.entities.get(name) or self.entities[self._names.one(name).id]

    def find(self, name: str, kind: str | None = None) -> Listing[Thing]:
        """Everything called exactly so: by full name, alias or pinyin ("wang li"); none is empty."""
        return Listing(self.entities[e.id] for e in self._names.all(name) if kind in (None, e.kind))

    def near(self, name: str, count: int = 5) -> tuple[str, ...]:
        """Full names that look like a name which was not found."""
        return self._names.near(name, count)

    @cached_property
    def _facts_of(self) -> dict[str, Listing[Fact]]:
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in self:
            for value in dict.fromkeys(value for _, value in fact.record.args if value in self.entities):
                found[value].append(fact)
        return {entity: Listing(facts) for entity, facts in found.items()}

    def facts_of(self, name: str) -> Listing[Fact]:
        """The facts that name an entity, by its id."""
        return self._facts_of.get(name, Listing())

    def fact(self, name: str) -> Fact:
        """A fact by its id or IRI. UnknownName where there is none."""
        found = next((fact for fact in self if fact.id == name.rpartition("/")[2]), None)
        if found is None:
            raise UnknownName(name, what="no fact")
        return found

    def _ids(self, name: Name, type: str = "", role: str = "") -> frozenset[str]:
        """The one meant; of several called so the one that facts of a type have in a role."""
        if not isinstance(name, str):
            return frozenset({name.id})
        found = {entity.id for entity in self._names.best(name)}
        if len(found) == 1:
            return frozenset(found)
        used = {fact.arg(role) for fact in self.knowledge.facts if fact.type == type} & found
        return frozenset(used if len(used) == 1 else {self._names.one(name).id})

    # ---- words

    def reason(self, rule: str) -> str:
        """What a rule says of itself; "" for one that this version does not have."""
        return reasons().get(rule, "")

    def label(self, value: str) -> str:
        """The label of an entity id; any other value as it is."""
        return self.entities[value].label if value in self.entities else value

    def notation(self, fact: Fact | Record) -> str:
        """POST(person=王莉, org=…, title=…)."""
        record = fact.record if isinstance(fact, Fact) else fact
        return f"{record.type}({', '.join(f'{role}={self.label(value)}' for role, value in record.args)})"
