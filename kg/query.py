"""The Python face of a graph: find things by name, read their facts, hand them to other tools."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any

import networkx
import pyoxigraph
import rdflib

from kg.graph.load import read_tables
from kg.graph.network import to_networkx
from kg.graph.rdf import BASE, prefixes, turtle
from kg.model import Entity, Fact, Knowledge
from kg.resolve.names import key
from kg.schema import schema
from kg.text.pinyin import syllables


class LoadError(ValueError):
    """What was to be opened is no build, or has nothing of that name."""


@dataclass(frozen=True)
class Graph:
    """An immutable graph. `knowledge` holds the frozen records everything here is derived from."""

    knowledge: Knowledge = field(repr=False)

    @classmethod
    def load(cls, folder: Path | str) -> Graph:
        """A build's folder. Raises LoadError where there is none."""
        folder = Path(folder)
        if not (folder / "facts.jsonl").is_file():
            raise LoadError(f"{folder}: no build here (facts.jsonl is missing); run `kg build PAGES -o {folder}`")
        try:
            return cls(read_tables(folder))
        except (ValueError, KeyError, TypeError) as error:
            raise LoadError(f"{folder}: not what a build writes ({error}); build it again") from error

    def __repr__(self) -> str:
        known = self.knowledge
        return f"<Graph of {len(known.documents)} pages: {len(known.entities)} entities, {len(known.facts)} facts>"

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Entities by id."""
        return {entity.id: entity for entity in self.knowledge.entities}

    @cached_property
    def _facts_of(self) -> dict[str, tuple[Fact, ...]]:
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.knowledge.facts:
            for value in dict.fromkeys(value for _, value in fact.args if value in self.entities):
                found[value].append(fact)
        return {entity: tuple(facts) for entity, facts in found.items()}

    @cached_property
    def _names(self) -> dict[str, tuple[Entity, ...]]:
        found: dict[str, list[Entity]] = defaultdict(list)
        for entity in self.knowledge.entities:
            for name in dict.fromkeys(map(key, (entity.label, *entity.aliases))):
                found[name].append(entity)
        return {name: tuple(entities) for name, entities in found.items()}

    @cached_property
    def _pinyin(self) -> dict[str, tuple[Entity, ...]]:
        found: dict[str, list[Entity]] = defaultdict(list)
        for entity in self.knowledge.entities:
            found["".join(syllables(entity.label, entity.kind == "PER").split())].append(entity)
        return {name: tuple(entities) for name, entities in found.items()}

    def find(self, name: str, kind: str | None = None) -> tuple[Entity, ...]:
        """Entities called exactly so: by name, alias or pinyin ("wang li"); none is ()."""
        found = self._names.get(key(name)) or self._pinyin.get("".join(name.lower().split()), ())
        return tuple(e for e in found if kind in (None, e.kind))

    def near(self, name: str, count: int = 5) -> tuple[str, ...]:
        """Labels that look like a name which was not found."""
        labels = {key(e.label): e.label for e in self.knowledge.entities}
        inside = [label for k, label in labels.items() if key(name) in k]
        close = [labels[k] for k in get_close_matches(key(name), labels, count)]
        return tuple(dict.fromkeys((*sorted(inside, key=len), *close)))[:count]

    def facts(self, entity: Entity | None = None, type: str | None = None) -> tuple[Fact, ...]:
        """Facts, all or those that name an entity, all or of one type (POST, METRIC, …)."""
        found = self.knowledge.facts if entity is None else self._facts_of.get(entity.id, ())
        return tuple(f for f in found if type in (None, f.type))

    def label(self, value: str) -> str:
        """The label of an entity id; any other value as it is."""
        return self.entities[value].label if value in self.entities else value

    def notation(self, fact: Fact) -> str:
        """POST(person=王莉, org=…, title=…)."""
        return f"{fact.type}({', '.join(f'{role}={self.label(value)}' for role, value in fact.args)})"

    def to_networkx(self) -> networkx.MultiDiGraph:
        return to_networkx(self.knowledge)

    def to_turtle(self) -> str:
        return "".join(turtle(self.knowledge))

    def to_rdflib(self) -> rdflib.Graph:
        """The same triples in rdflib; slow on large graphs."""
        return rdflib.Graph().parse(data=self.to_turtle(), format="turtle")

    @cached_property
    def store(self) -> pyoxigraph.Store:
        """The triples in an in-memory SPARQL 1.1 store."""
        store = pyoxigraph.Store()
        store.bulk_load(self.to_turtle().encode("utf-8"), pyoxigraph.RdfFormat.TURTLE)
        return store

    def sparql(self, question: str) -> Iterator[dict[str, Any]]:
        """Rows of a SELECT as dicts of plain strings; unbound variables are left out."""
        answer = self.store.query(question, prefixes=prefixes(schema(), BASE))
        if not isinstance(answer, pyoxigraph.QuerySolutions):
            raise TypeError("sparql() answers SELECT; use .store.query for ASK and CONSTRUCT")
        names = [variable.value for variable in answer.variables]
        for row in answer:
            yield {name: row[name].value for name in names if row[name] is not None}
