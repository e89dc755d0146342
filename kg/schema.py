"""What the ontology says, as frozen records: entity kinds, fact types, roles, lists of values.

`ontology/govkg.ttl` is the one source; nothing here knows a kind or a relation by name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

VOCABULARY = "govkg.ttl"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_ANY = 99


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the ontology. `name` is prefixed ("org:Membership"), `code` the short name."""

    name: str
    code: str
    zh: str
    en: str
    about_zh: str
    about_en: str


@dataclass(frozen=True, slots=True)
class Kind:
    """An entity kind (code PER, ORG …) with its sub-kinds by code."""

    term: Term
    subs: Mapping[str, Term]

    @property
    def code(self) -> str:
        return self.term.code

    def classes(self, sub: str) -> tuple[str, ...]:
        """The broad class and, where the sub-kind is known, the narrow one."""
        narrow = self.subs.get(sub)
        return (self.term.name, narrow.name) if narrow else (self.term.name,)


@dataclass(frozen=True, slots=True)
class Role:
    """One argument of a fact type.

    Exactly one of these is filled: `kinds` (codes of entity kinds: the value is an entity id),
    `concept` (code of a concept kind: the words become a node), `values` (code of a list of
    values), `datatype` (prefixed name: the value stays a literal).
    """

    name: str
    path: str  # the prefixed property of the fact's node
    kinds: tuple[str, ...]
    concept: str
    values: str
    datatype: str
    required: bool
    in_key: bool
    default: str  # code of the value written where the role is absent

    @property
    def is_entity(self) -> bool:
        return bool(self.kinds)

    @property
    def is_node(self) -> bool:
        return bool(self.kinds or self.concept)


@dataclass(frozen=True, slots=True)
class FactType:
    """A kind of assertion.

    `node` is the class of the fact's node beside gov:Fact; `predicate` the direct triple ("" for
    none); `narrow` a narrower predicate, used where both ends are of kind `narrow_kind`.
    `also_keyed` names fields of the fact that tell two facts apart besides the roles.
    """

    term: Term
    node: str
    predicate: str
    narrow: str
    narrow_kind: str
    roles: tuple[Role, ...]
    also_keyed: tuple[str, ...]

    @property
    def code(self) -> str:
        return self.term.code

    @property
    def is_relation(self) -> bool:
        """Whether the fact is a reified triple, not an n-ary node of its own class."""
        return self.node == "rdf:Statement"

    def role(self, name: str) -> Role | None:
        return next((role for role in self.roles if role.name == name), None)

    @property
    def entity_roles(self) -> tuple[str, ...]:
        return tuple(role.name for role in self.roles if role.is_entity)

    @property
    def key_roles(self) -> tuple[str, ...]:
        """Roles that belong in the fact's key, in order; then `also_keyed`."""
        return tuple(role.name for role in self.roles if role.in_key)


@dataclass(frozen=True, slots=True)
class Schema:
    """The whole vocabulary. Mappings go by code and keep the ontology's order."""

    prefixes: Mapping[str, str]
    kinds: Mapping[str, Kind]
    facts: Mapping[str, FactType]
    concepts: Mapping[str, Term]
    values: Mapping[str, Mapping[str, Term]]

    @property
    def namespace(self) -> str:
        return self.prefixes["gov"]

    def iri(self, name: str) -> str:
        """The full IRI of a prefixed name; KeyError for an unknown prefix."""
        prefix, _, local = name.partition(":")
        return self.prefixes[prefix] + local


class _Graph:
    """The parsed Turtle, asked by prefixed names."""

    def __init__(self, path: Path) -> None:
        parser = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        self.triples: dict[str, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
        self.of_class: dict[str, list[str]] = defaultdict(list)
        found = [(str(t.subject), t.predicate.value, t.object) for t in parser]
        self.prefixes: dict[str, str] = dict(parser.prefixes)
        for subject, predicate, value in found:
            self.triples[subject][predicate].append(value)
            if predicate == RDF + "type":
                self.of_class[str(value)].append(subject)

    def __getitem__(self, key: tuple[str, str]) -> list[object]:
        subject, name = key
        prefix, _, local = name.partition(":")
        return self.triples[subject].get(self.prefixes[prefix] + local, [])

    @cached_property
    def _spaces(self) -> list[tuple[str, str]]:
        return sorted(((space, prefix) for prefix, space in self.prefixes.items()), reverse=True)

    def short(self, node: object) -> str:
        """The prefixed name of an IRI."""
        iri = str(node)[1:-1]
        return next(f"{p}:{iri[len(s):]}" for s, p in self._spaces if iri.startswith(s))

    def names(self, subject: str, name: str) -> list[str]:
        return [self.short(value) for value in self[subject, name]]

    def one(self, subject: str, name: str, language: str | None = None) -> str:
        """The one literal there, of the language asked for; "" where there is none."""
        literals = [v for v in self[subject, name] if isinstance(v, ox.Literal)]
        return next((v.value for v in literals if language in (None, v.language)), "")

    def members(self, name: str) -> list[str]:
        """All nodes of a class, by gov:position, then name."""
        prefix, _, local = name.partition(":")
        found = self.of_class[f"<{self.prefixes[prefix]}{local}>"]
        return sorted(found, key=lambda n: (int(self.one(n, "gov:position") or _ANY), n))

    def term(self, node: str) -> Term:
        labels = [self.one(node, f"rdfs:{p}", tag) for p in ("label", "comment") for tag in ("zh", "en")]
        return Term(self.short(node), self.one(node, "gov:code"), *labels)

    def listed(self, subject: str, name: str) -> Iterator[str]:
        """The members of an RDF list."""
        head = next(iter(self[subject, name]), None)
        while head is not None and str(head) != f"<{RDF}nil>":
            yield str(self[str(head), "rdf:first"][0])
            head = self[str(head), "rdf:rest"][0]


def _kinds(graph: _Graph) -> dict[str, Kind]:
    subs = [(graph.names(n, "rdfs:subClassOf"), graph.term(n)) for n in graph.members("gov:SubKind")]
    terms = [graph.term(node) for node in graph.members("gov:EntityKind")]
    return {
        term.code: Kind(term, MappingProxyType({s.code: s for above, s in subs if term.name in above}))
        for term in terms
    }


def _values(graph: _Graph) -> dict[str, Mapping[str, Term]]:
    return {
        graph.one(node, "gov:code"): MappingProxyType(
            {term.code: term for term in map(graph.term, graph.members(graph.short(node)))}
        )
        for node in graph.members("gov:ValueList")
    }


def _role(graph: _Graph, node: str) -> Role:
    codes: dict[str, list[str]] = {"gov:EntityKind": [], "gov:ConceptKind": [], "gov:ValueList": []}
    datatype = ""
    for value in graph[node, "gov:expects"]:
        home = next((c for c in codes if str(value) in graph.members(c)), None)
        if home is None:
            datatype = graph.short(value)
        else:
            codes[home].append(graph.one(str(value), "gov:code"))
    return Role(
        name=graph.one(node, "gov:name"),
        path=graph.names(node, "gov:property")[0],
        kinds=tuple(codes["gov:EntityKind"]),
        concept="".join(codes["gov:ConceptKind"]),
        values="".join(codes["gov:ValueList"]),
        datatype=datatype,
        required="gov:optional" not in graph.names(node, "gov:need"),
        in_key="gov:describing" not in graph.names(node, "gov:identity"),
        default=graph.one(node, "gov:default"),
    )


def _narrow(graph: _Graph, node: str) -> tuple[str, str]:
    """A narrower predicate and the code of the kind both its ends must have."""
    for value in graph[node, "gov:narrowPredicate"]:
        domain = graph[str(value), "rdfs:domain"][0]
        return graph.short(value), graph.one(str(domain), "gov:code")
    return "", ""


def _fact_type(graph: _Graph, node: str, common: list[Role]) -> FactType:
    narrow, narrow_kind = _narrow(graph, node)
    roles = [_role(graph, role) for role in graph.listed(node, "gov:roles")]
    return FactType(
        term=graph.term(node),
        node="".join(graph.names(node, "gov:factClass")) or "rdf:Statement",
        predicate="".join(graph.names(node, "gov:predicate")),
        narrow=narrow,
        narrow_kind=narrow_kind,
        roles=tuple(roles + common),
        also_keyed=tuple(v.value for v in graph[node, "gov:keyedBy"] if isinstance(v, ox.Literal)),
    )


def _facts(graph: _Graph) -> dict[str, FactType]:
    everyone = f"<{graph.prefixes['gov']}FactType>"
    common = [_role(graph, node) for node in graph.listed(everyone, "gov:commonRoles")]
    types = [_fact_type(graph, node, common) for node in graph.members("gov:FactType")]
    return {fact_type.code: fact_type for fact_type in types}


def ontology_path() -> Path:
    """The folder with the vocabulary, the shapes and the queries.

    An installed wheel carries it as `kg/ontology`; a checkout has it beside `kg/`.
    """
    installed = Path(__file__).parent / "ontology"
    return installed if installed.is_dir() else installed.parent.parent / "ontology"


def read_schema(path: Path) -> Schema:
    """Read one vocabulary file. SyntaxError where it is no Turtle."""
    graph = _Graph(path)
    return Schema(
        prefixes=MappingProxyType(dict(sorted(graph.prefixes.items()))),
        kinds=MappingProxyType(_kinds(graph)),
        facts=MappingProxyType(_facts(graph)),
        concepts=MappingProxyType({t.code: t for t in map(graph.term, graph.members("gov:ConceptKind"))}),
        values=MappingProxyType(_values(graph)),
    )


@lru_cache(maxsize=1)
def schema() -> Schema:
    """The project's own vocabulary, read once."""
    return read_schema(ontology_path() / VOCABULARY)
