"""Triples back into Knowledge: what `rdf` writes, `knowledge` reads, whatever store it has been through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache

from kg.graph import names
from kg.graph.amounts import Figure
from kg.graph.amounts import shown as figure_shown
from kg.graph.nodes import Nodes, ShapeError, local
from kg.graph.periods import shown as period_shown
from kg.graph.tables import arguments
from kg.model import Document, Entity, Fact, Heading, Knowledge, Place, Statement
from kg.schema import FactType, Role, Schema, schema

Cell = Callable[[Nodes, str, Role], str]


def _headings(nodes: Nodes) -> dict[str, tuple[Heading, ...]]:
    """Articles by document, in the page's order."""
    found: dict[str, list[tuple[int, Heading]]] = defaultdict(list)
    for iri in nodes.of_class("schema:NewsArticle"):
        heading = Heading(
            nodes.maybe(iri, "schema:headline"), nodes.number(iri, "oa:start"), nodes.number(iri, "oa:end"),
            nodes.maybe(iri, "gov:byline"),
        )  # fmt: skip
        found[nodes.one(iri, "schema:isPartOf")].append((nodes.number(iri, "schema:position"), heading))
    return {document: tuple(h for _, h in sorted(those, key=lambda t: t[0])) for document, those in found.items()}


def _document(nodes: Nodes, iri: str, headings: tuple[Heading, ...]) -> Document:
    return Document(
        nodes.one(iri, "dcterms:identifier"), nodes.one(iri, "gov:path"), nodes.one(iri, "gov:textSha256"),
        nodes.one(iri, "gov:encoding"), nodes.number(iri, "gov:length"),
        nodes.maybe(iri, "gov:dateText"), nodes.maybe(iri, "gov:dateReason"), headings,
    )  # fmt: skip


def _mentions(nodes: Nodes, stems: Mapping[str, str]) -> dict[str, tuple[Place, ...]]:
    """Mentions by the IRI of their entity."""
    found: dict[str, list[Place]] = defaultdict(list)
    for iri in nodes.of_class("gov:Mention"):
        place = Place(
            stems[nodes.one(iri, "oa:hasSource")], nodes.number(iri, "oa:start"), nodes.number(iri, "oa:end"),
            nodes.text(iri, "oa:exact"),
        )  # fmt: skip
        found[nodes.one(iri, "gov:mentionOf")].append(place)
    return {entity: tuple(sorted(places)) for entity, places in found.items()}


def _sub(vocabulary: Schema, kind: str, classes: set[str]) -> str:
    subs = vocabulary.kinds[kind].subs.items()
    return next((code for code, term in subs if vocabulary.iri(term.name) in classes), "")


def _entities(nodes: Nodes, vocabulary: Schema, stems: Mapping[str, str]) -> tuple[Entity, ...]:
    places = _mentions(nodes, stems)
    found = []
    for code, kind in vocabulary.kinds.items():
        for iri in nodes.of_class(kind.term.name):
            sub = _sub(vocabulary, code, nodes.with_type(iri))
            label, others = nodes.one(iri, "rdfs:label"), tuple(nodes.all(iri, "skos:altLabel"))
            found.append(Entity(local(iri), code, sub, label, others, places.get(iri, ())))
    return tuple(sorted(found, key=lambda entity: entity.id))


def _entity_cell(nodes: Nodes, iri: str, role: Role) -> str:
    return nodes.name(iri, role.path)


def _concept_cell(nodes: Nodes, iri: str, role: Role) -> str:
    """The words of this fact where they are spelled in their own way, else the concept's label."""
    node = nodes.maybe(iri, role.path)
    if node is None:
        return ""
    own = [words for words in nodes.all(iri, "gov:wording") if names.concept(role.concept, words) == local(node)]
    return own[0] if own else nodes.one(node, "rdfs:label")


@lru_cache(maxsize=64)
def _codes(values: str) -> Mapping[str, str]:
    known = schema()
    return {known.iri(term.name): code for code, term in known.values[values].items()}


def _listed_cell(nodes: Nodes, iri: str, role: Role) -> str:
    code = _codes(role.values).get(nodes.text(iri, role.path), "")
    if role.default and not code:
        raise ShapeError(f"{iri} has no {role.path} of its list")
    return code


def _number_cell(nodes: Nodes, iri: str, role: Role) -> str:
    own = nodes.maybe(iri, "gov:valueText")
    low = nodes.maybe(iri, role.path) or nodes.maybe(iri, "schema:minValue")
    if own is not None or low is None:
        return own or ""
    return figure_shown(Figure(Decimal(low), Decimal(nodes.maybe(iri, "schema:maxValue") or low)))


def _period_cell(nodes: Nodes, iri: str, role: Role) -> str:
    return nodes.maybe(iri, "gov:periodText") or period_shown(nodes.text(iri, role.path))


def _text_cell(nodes: Nodes, iri: str, role: Role) -> str:
    return nodes.text(iri, role.path)


_LITERALS: Mapping[str, Cell] = {"schema:Number": _number_cell, "gov:EdtfPeriod": _period_cell}


def _cell(role: Role) -> Cell:
    """How a role's value is read from its fact's node."""
    if role.kinds:
        return _entity_cell
    if role.concept:
        return _concept_cell
    return _listed_cell if role.values else _LITERALS.get(role.datatype, _text_cell)


def _statement(nodes: Nodes, iri: str, documents: Mapping[str, Document]) -> Statement:
    home, sentence = documents[nodes.one(iri, "oa:hasSource")], nodes.one(iri, "gov:sentence")
    first, last = nodes.maybe(iri, "gov:sentenceStart"), nodes.maybe(iri, "gov:sentenceEnd")
    return Statement(
        home.stem, nodes.number(iri, "oa:start"), nodes.number(iri, "oa:end"), nodes.text(iri, "oa:exact"),
        nodes.number(sentence, "gov:index"),
        int(first or nodes.one(sentence, "oa:start")), int(last or nodes.one(sentence, "oa:end")),
        nodes.one(nodes.one(iri, "prov:wasAttributedTo"), "rdfs:label@en"),
        float(nodes.one(iri, "gov:confidence")), nodes.name(iri, "gov:claimedBy"), home.published or "",
    )  # fmt: skip


def _validity(nodes: Nodes, iri: str, args: Mapping[str, str]) -> tuple[str, str]:
    """What was derived from the page, as text; a period says it in its own words."""
    own = not args.get("period")
    first = nodes.maybe(iri, "gov:validFrom") or (nodes.text(iri, "schema:startDate") if own else "")
    last = nodes.maybe(iri, "gov:validTo") or (nodes.text(iri, "schema:endDate") if own else "")
    return first, last


def _fact(nodes: Nodes, iri: str, fact_type: FactType, documents: Mapping[str, Document]) -> Fact:
    args = tuple((role.name, _cell(role)(nodes, iri, role)) for role in fact_type.roles)
    said = sorted(_statement(nodes, proof, documents) for proof in nodes.all(iri, "gov:evidence"))
    bare = Fact(local(iri), fact_type.code, args, tuple(said), *_validity(nodes, iri, dict(args)))
    shown = arguments(bare)
    kept = tuple((name, "true" if value is True else value) for name, value in shown.items())
    return Fact(bare.id, bare.type, kept, bare.statements, bare.valid_from, bare.valid_to)


def _facts(nodes: Nodes, vocabulary: Schema, documents: Mapping[str, Document]) -> tuple[Fact, ...]:
    types = {vocabulary.iri(fact_type.term.name): fact_type for fact_type in vocabulary.facts.values()}
    found = []
    for iri in nodes.of_class("gov:Fact"):
        named = nodes.one(iri, "gov:factType")
        if named not in types:
            raise ShapeError(f"{iri} is of a type the ontology lacks: {named}")
        found.append(_fact(nodes, iri, types[named], documents))
    return tuple(sorted(found, key=lambda fact: fact.id))


def knowledge(nodes: Nodes) -> Knowledge:
    """Everything the triples say of documents, entities and facts. ShapeError, KeyError or ValueError where
    they are no graph of ours."""
    headings = _headings(nodes)
    pages = {iri: _document(nodes, iri, headings.get(iri, ())) for iri in nodes.of_class("gov:SourceDocument")}
    stems = {iri: page.stem for iri, page in pages.items()}
    documents = tuple(sorted(pages.values(), key=lambda page: (page.stem, page.path)))
    return Knowledge(documents, _entities(nodes, schema(), stems), _facts(nodes, schema(), pages))
