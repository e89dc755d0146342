"""The hand-written Turtle: complete labels, sound shapes, questions that run."""

from __future__ import annotations

import re
from itertools import chain

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, Namespace

from kg.schema import ontology_path, schema

GOV = Namespace("https://example.org/govkg/ns#")
SH = Namespace("http://www.w3.org/ns/shacl#")
VOCABULARY = rdflib.Graph().parse(ontology_path() / "govkg.ttl")
SHAPES = rdflib.Graph().parse(ontology_path() / "shapes.ttl")
QUERIES = sorted((ontology_path() / "queries").glob("*.rq"))


def own(graph: rdflib.Graph) -> list[rdflib.URIRef]:
    """Subjects with an IRI: the terms a file speaks of."""
    return sorted(s for s in set(graph.subjects()) if isinstance(s, rdflib.URIRef))


@pytest.mark.parametrize("graph", [VOCABULARY, SHAPES], ids=["govkg", "shapes"])
def test_every_term_has_a_label_and_a_comment_in_both_languages(graph: rdflib.Graph) -> None:
    for term in own(graph):
        for path in (RDFS.label, RDFS.comment):
            tags = sorted(str(text.language) for text in graph.objects(term, path))  # type: ignore[attr-defined]
            assert tags == ["en", "zh"], f"{term} {path}: {tags}"


def test_no_two_terms_share_a_label() -> None:
    for kind in (OWL.Class, SKOS.Concept):
        for tag in ("zh", "en"):
            labels = [
                str(label)
                for term in VOCABULARY.subjects(RDF.type, kind)
                for label in VOCABULARY.objects(term, RDFS.label)
                if label.language == tag  # type: ignore[attr-defined]
            ]
            assert len(labels) == len(set(labels)), sorted(x for x in labels if labels.count(x) > 1)


def test_every_gov_term_in_use_is_declared() -> None:
    declared = set(own(VOCABULARY))
    used = {term for triple in chain(VOCABULARY, SHAPES) for term in triple if str(term).startswith(GOV)}
    shapes = set(SHAPES.subjects(RDF.type, SH.NodeShape))
    assert used - declared - shapes == set()


def test_codes_are_unique_within_their_class() -> None:
    for home in (GOV.EntityKind, GOV.ConceptKind, GOV.FactType, GOV.ValueList):
        codes = [str(code) for term in VOCABULARY.subjects(RDF.type, home) for code in VOCABULARY.objects(term, GOV.code)]
        assert len(codes) == len(set(codes)) == len(set(VOCABULARY.subjects(RDF.type, home)))


def test_a_role_expects_one_sort_of_thing() -> None:
    for fact in schema().facts.values():
        for role in fact.roles:
            sorts = [bool(role.kinds), bool(role.concept), bool(role.values), bool(role.datatype)]
            assert sum(sorts) == 1, f"{fact.code}.{role.name}"


def test_there_are_thirty_questions_each_saying_what_it_answers() -> None:
    assert [path.name[:2] for path in QUERIES] == [f"{n:02}" for n in range(1, 31)]
    for path in QUERIES:
        assert re.match(r"# .{10,}\?\n", path.read_text("utf-8")), path.name
