"""Triples of a file, in any order and any RDF syntax, as nodes one can ask by prefixed property names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.schema import Schema

_ENGLISH = "@en"  # rdfs:label@en is a property of its own here
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


class GraphError(ValueError):
    """A file is no graph of ours; the message says which and why, in one line."""


class ShapeError(GraphError):
    """The triples can be read, but what every graph of ours has is missing or stands twice."""


def rdf_format(path: Path) -> ox.RdfFormat:
    """The syntax that a file's ending names. GraphError where it names none."""
    found = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
    if found is None:
        raise GraphError(f"{path}: {path.suffix or 'no ending'} is no RDF syntax (want .ttl, .nq, .nt, .jsonld …)")
    return found


def parse(path: Path) -> Iterator[ox.Quad]:
    """The triples or quads of a file. OSError where there is none, GraphError where it cannot be read."""
    syntax = rdf_format(path)
    path.stat()
    try:
        yield from ox.parse(path=str(path), format=syntax)
    except (SyntaxError, ValueError) as error:
        raise GraphError(f"{path}: cannot be read as {syntax.name}: {error}") from error


def local(iri: str) -> str:
    """The local name of one of our nodes: what stands behind the last slash."""
    return iri.rpartition("/")[2]


class Nodes:
    """All triples by subject and predicate; a triple that stands in several graphs counts once."""

    def __init__(self, quads: Iterator[ox.Quad], vocabulary: Schema) -> None:
        self._vocabulary = vocabulary
        self._found: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
        self._of_class: dict[str, dict[str, None]] = defaultdict(dict)
        for quad in quads:
            subject, value = quad.subject, quad.object
            if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
                english = isinstance(value, ox.Literal) and value.language == "en"
                name = quad.predicate.value + (_ENGLISH if english else "")
                self._found[subject.value][name][value.value] = None
                if quad.predicate.value == _TYPE:
                    self._of_class[value.value][subject.value] = None

    def of_class(self, name: str) -> list[str]:
        """IRIs of the members of a class, sorted."""
        return sorted(self._of_class[self._vocabulary.iri(name)])

    def base(self) -> str:
        """The name space of the nodes: what stands before id/ in the names of documents and facts, "" without any."""
        ours = (*self.of_class("gov:SourceDocument")[:1], *self.of_class("gov:Fact")[:1])
        return next((iri.rpartition("/")[0].removesuffix("id") for iri in ours), "")

    def pairs(self, name: str) -> list[tuple[str, str]]:
        """All (subject, value) of a property, sorted."""
        wanted = self._vocabulary.iri(name)
        found = ((iri, value) for iri, those in self._found.items() for value in those.get(wanted, ()))
        return sorted(found)

    def with_type(self, iri: str) -> set[str]:
        """IRIs of the classes of a node."""
        return set(self._found[iri][_TYPE])

    def all(self, iri: str, name: str) -> list[str]:
        """Values of a property of a node, literals and IRIs alike, sorted."""
        return sorted(self._found[iri].get(self._vocabulary.iri(name), ()))

    def maybe(self, iri: str, name: str) -> str | None:
        """The one value there, None where there is none. ShapeError where there are several."""
        found = self.all(iri, name)
        if len(found) > 1:
            raise ShapeError(f"{iri} has {len(found)} values of {name}")
        return found[0] if found else None

    def text(self, iri: str, name: str) -> str:
        """The one value there, "" where there is none."""
        return self.maybe(iri, name) or ""

    def one(self, iri: str, name: str) -> str:
        """The value that must be there; ShapeError where it is missing."""
        value = self.maybe(iri, name)
        if value is None:
            raise ShapeError(f"{iri} has no {name}")
        return value

    def number(self, iri: str, name: str) -> int:
        return int(self.one(iri, name))

    def name(self, iri: str, name: str) -> str:
        """The local name of the node a property leads to, "" where it leads nowhere."""
        return local(self.text(iri, name))
