"""The shapes: sound knowledge passes, each seeded mistake is found, and SHACL says the same."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import pyshacl
import pytest
import rdflib
from graph_made import document, fact_id, made
from graph_sample import sample

from kg.graph import shapes
from kg.graph.rdf import turtle
from kg.graph.shapes import violations
from kg.model import Document, Entity, Fact, Heading, Knowledge, Place, Statement
from kg.schema import ontology_path

PAGE = document("page")
LIN = Entity("per-lin-hai-yang-00000001", "PER", "official", "林海洋", ("海洋同志",), (Place("page", 0, 3, "林海洋"),))
TOWN = Entity("org-qing-lan-jie-dao-00000002", "ORG", "subdistrict", "青岚街道", (), (Place("page", 5, 9, "青岚街道"),))
AREA = Entity("loc-yun-he-shi-00000003", "LOC", "admin", "云河市", (), (Place("page", 10, 13, "云河市"),))


def small(type_: str, start: int, /, **args: str) -> Fact:
    said = Statement("page", start, start + 12, "青岚街道党工委书记林海洋", start, start, start + 40, "a_rule", 0.9, LIN.id, "2024")
    return Fact(fact_id(type_, tuple(args.items())), type_, tuple(args.items()), (said,))


POST = small("POST", 0, person=LIN.id, org=TOWN.id, title="党工委书记")
METRIC = small("METRIC", 50, subject=AREA.id, indicator="外贸进出口额", value="12.5", unit="亿元", kind="level",
               qualifier="≈", period="2023", modality="actual")  # fmt: skip
SAYING = small("SAYS", 100, speaker=LIN.id, quote="项目要早开工")
VISIT = replace(small("VISIT", 150, person=LIN.id, target=TOWN.id), valid_from="2024-02-19", valid_to="2024-02-19")
SOUND = Knowledge((PAGE,), (LIN, TOWN, AREA), (POST, METRIC, SAYING, VISIT))


def with_fact(old: Fact, new: Fact) -> Knowledge:
    return replace(SOUND, facts=tuple(new if fact is old else fact for fact in SOUND.facts))


def with_arg(old: Fact, name: str, value: str) -> Knowledge:
    return with_fact(old, replace(old, args=tuple((n, value if n == name else v) for n, v in old.args)))


def without(old: Fact, name: str) -> Knowledge:
    return with_fact(old, replace(old, args=tuple(arg for arg in old.args if arg[0] != name)))


def with_said(old: Fact, **changes: object) -> Knowledge:
    return with_fact(old, replace(old, statements=(old.statements[0]._replace(**changes),)))


def with_entity(old: Entity, new: Entity) -> Knowledge:
    return replace(SOUND, entities=tuple(new if entity is old else entity for entity in SOUND.entities))


def with_page(page: Document) -> Knowledge:
    return replace(SOUND, documents=(page,))


class Mistake(NamedTuple):
    """Broken knowledge, the rule that must say so, and whether the Turtle still shows it."""

    name: str
    broken: Callable[[], Knowledge]
    rule: str
    in_turtle: bool = True


MISTAKES = (
    Mistake("no hash", lambda: with_page(replace(PAGE, sha256="?")), "document_card"),
    Mistake("no date", lambda: with_page(replace(PAGE, published="2024-13")), "document_card", False),
    Mistake("a page twice", lambda: replace(SOUND, documents=(PAGE, replace(PAGE, sha256="0" * 64))), "document_card"),
    Mistake("article outside", lambda: with_page(replace(PAGE, headings=(Heading("题", 9, 8, None),))), "document_articles"),
    Mistake("no local name", lambda: with_entity(AREA, replace(AREA, id="LOC-1")), "entity_name"),
    Mistake("an entity twice", lambda: replace(SOUND, entities=(*SOUND.entities, replace(LIN, label="沈若兰"))), "entity_name"),
    Mistake("unknown sub-kind", lambda: with_entity(LIN, replace(LIN, sub="king")), "entity_kind", False),
    Mistake("blank label", lambda: with_entity(TOWN, replace(TOWN, label="　")), "entity_label"),
    Mistake("alias is label", lambda: with_entity(LIN, replace(LIN, aliases=("林海洋",))), "entity_label", False),
    Mistake("mention beyond the page", lambda: with_entity(LIN, replace(LIN, mentions=(Place("page", 0, 200_000, "林海洋"),))), "entity_mentions"),
    Mistake("mention elsewhere", lambda: with_entity(LIN, replace(LIN, mentions=(Place("other", 0, 3, "林海洋"),))), "entity_mentions"),
    Mistake("mention of nothing", lambda: with_entity(LIN, replace(LIN, mentions=(Place("page", 3, 3, "林海洋"),))), "entity_mentions"),
    Mistake("blank in a mention", lambda: with_entity(LIN, replace(LIN, mentions=(Place("page", 0, 4, "林 海洋"),))), "entity_mentions"),
    Mistake("a mention twice", lambda: with_entity(LIN, replace(LIN, mentions=LIN.mentions * 2)), "entity_mentions", False),
    Mistake("evidence twice", lambda: with_fact(POST, replace(POST, statements=POST.statements * 2)), "fact_evidence", False),
    Mistake("no fact id", lambda: with_fact(POST, replace(POST, id="f-12")), "fact_name"),
    Mistake("no title", lambda: without(POST, "title"), "fact_roles"),
    Mistake("blank title", lambda: with_arg(POST, "title", " "), "fact_roles"),
    Mistake("foreign role", lambda: with_fact(POST, replace(POST, args=(*POST.args, ("colour", "red")))), "fact_roles", False),
    Mistake("no unit", lambda: without(METRIC, "kind"), "fact_roles"),
    Mistake("person as organisation", lambda: with_arg(POST, "org", LIN.id), "fact_ends"),
    Mistake("nobody", lambda: with_arg(POST, "person", "per-nobody"), "fact_ends"),
    Mistake("nothing measured", lambda: with_arg(METRIC, "subject", "loc-nowhere"), "fact_ends"),
    Mistake("place speaks", lambda: with_arg(SAYING, "speaker", AREA.id), "fact_ends"),
    Mistake("no such modality", lambda: with_arg(METRIC, "modality", "maybe"), "fact_values"),
    Mistake("no such kind", lambda: with_arg(METRIC, "kind", "size"), "fact_values"),
    Mistake("no such qualifier", lambda: with_arg(METRIC, "qualifier", ">"), "fact_values", False),
    Mistake("no number", lambda: with_arg(METRIC, "value", "十二"), "fact_literals"),
    Mistake("falling range", lambda: with_arg(METRIC, "value", "20-10"), "fact_literals"),
    Mistake("no period", lambda: with_arg(METRIC, "period", "去年"), "fact_literals", False),
    Mistake("ends before it starts", lambda: with_fact(VISIT, replace(VISIT, valid_to="2024-02-18")), "fact_dates"),
    Mistake("no evidence", lambda: with_fact(POST, replace(POST, statements=())), "fact_evidence"),
    Mistake("empty span", lambda: with_said(POST, end=0), "statement_span"),
    Mistake("beyond the page", lambda: with_said(POST, end=200_000, sentence_end=200_000), "statement_span"),
    Mistake("too long", lambda: with_said(POST, end=700, sentence_end=700), "statement_span"),
    Mistake("other page", lambda: with_said(POST, document="elsewhere"), "statement_span"),
    Mistake("blank in quote", lambda: with_said(POST, quote="青岚 街道"), "statement_quote"),
    Mistake("no quote", lambda: with_said(POST, quote=""), "statement_quote"),
    Mistake("outside its sentence", lambda: with_said(POST, sentence_start=5), "statement_sentence"),
    Mistake("too sure", lambda: with_said(POST, confidence=1.5), "statement_confidence"),
    Mistake("claimed by a place", lambda: with_said(POST, claimed_by=AREA.id), "statement_speaker"),
)  # fmt: skip


@lru_cache
def graphs() -> tuple[rdflib.Graph, rdflib.Graph]:
    return tuple(rdflib.Graph().parse(ontology_path() / name) for name in ("shapes.ttl", "govkg.ttl"))  # type: ignore[return-value]


def conforms(knowledge: Knowledge) -> tuple[bool, str]:
    rules, vocabulary = graphs()
    data = rdflib.Graph().parse(data="".join(turtle(knowledge)), format="turtle")
    ok, _, report = pyshacl.validate(data, shacl_graph=rules, ont_graph=vocabulary, inference=None)
    return bool(ok), report


@pytest.mark.parametrize("knowledge", [SOUND, sample(), made(300)], ids=["small", "sample", "made"])
def test_sound_knowledge_breaks_nothing(knowledge: Knowledge) -> None:
    assert violations(knowledge) == []


@pytest.mark.parametrize("knowledge", [SOUND, sample(), made(60)], ids=["small", "sample", "made"])
def test_shacl_agrees_that_it_is_sound(knowledge: Knowledge) -> None:
    ok, report = conforms(knowledge)
    assert ok, report


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_seeded_mistake_is_found(mistake: Mistake) -> None:
    found = violations(mistake.broken())
    assert mistake.rule in {violation.rule for violation in found}, found


@pytest.mark.parametrize("mistake", [m for m in MISTAKES if m.in_turtle], ids=lambda mistake: mistake.name)
def test_shacl_agrees_that_it_is_a_mistake(mistake: Mistake) -> None:
    ok, _ = conforms(mistake.broken())
    assert not ok


def test_types_and_kinds_the_ontology_lacks_are_found_before_anything_is_written() -> None:
    broken = replace(SOUND, entities=(replace(AREA, kind="SHIP"), LIN, TOWN), facts=(replace(POST, type="SAILS"),))
    assert {violation.rule for violation in violations(broken)} == {"entity_kind", "fact_type"}
    with pytest.raises(KeyError):
        "".join(turtle(broken))


def test_every_rule_has_a_reason_and_a_mistake() -> None:
    rules = [*shapes.DOCUMENT_RULES, *shapes.ENTITY_RULES, *shapes.FACT_RULES, *shapes.STATEMENT_RULES]
    assert all(inspect.getdoc(rule) for rule in rules)
    assert {rule.__name__ for rule in rules} == {mistake.rule for mistake in MISTAKES} | {"fact_type"}


def test_a_violation_reads_as_one_line() -> None:
    (found,) = violations(with_fact(POST, replace(POST, statements=())))
    assert str(found) == f"{POST.id}: fact_evidence: has no evidence"
