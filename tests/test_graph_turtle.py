"""The Turtle file: the right triples, the same bytes, no string that can break it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from graph_made import document, fact_id, made, sha, shuffled
from graph_sample import sample
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, RDFS, Namespace

from kg.graph import turtle as writer
from kg.graph.rdf import turtle, write_turtle
from kg.model import Document, Entity, Fact, Heading, Knowledge, Place, Statement

ROOT = Path(__file__).parent.parent
GOV = Namespace("https://example.org/govkg/ns#")
ID = Namespace("https://example.org/govkg/id/")
OA = Namespace("http://www.w3.org/ns/oa#")
ORG = Namespace("http://www.w3.org/ns/org#")
SCHEMA = Namespace("https://schema.org/")
HOSTILE = [
    'say "yes"', "back\\slash", "line\nfeed\r\n", "tab\there", "bell\a, escape\x1b, delete\x7f", "'''\"\"\"", "<a> & </a>",
    "right \u202eto left\u200f", "rare 𠮷 and 🀄", "\ufeffmark", "trailing \\", '"', "\\u0041", "@zh", "^^xsd:date", "a\u2028b",
]  # fmt: skip


def graph(knowledge: Knowledge) -> rdflib.Graph:
    return rdflib.Graph().parse(data="".join(turtle(knowledge)), format="turtle")


def terms(knowledge: Knowledge) -> set[tuple[str, str, str]]:
    found = ox.parse("".join(turtle(knowledge)).encode(), format=ox.RdfFormat.TURTLE)
    return {(str(t.subject), str(t.predicate), str(t.object)) for t in found}


def one(fact: Fact, *entities: Entity) -> rdflib.Graph:
    """The graph of one fact."""
    return graph(Knowledge((document("page"),), entities, (fact,)))


def entity(kind: str, label: str, sub: str = "", *aliases: str) -> Entity:
    return Entity(f"{kind.lower()}-{sha(label, size=8)}", kind, sub, label, aliases, (Place("page", 0, 2, label),))


def fact(type_: str, /, words: str = "原文字句", start: int = 10, by: str = "", **args: str) -> Fact:
    given_args = tuple(args.items())
    said = Statement("page", start, start + 9, words, 1, start, start + 9, "a_rule", 0.9, by, "2024-02-19")
    return Fact(fact_id(type_, given_args), type_, given_args, (said,))


# ---- the whole file


@pytest.mark.parametrize("knowledge", [sample(), made(300)], ids=["sample", "made"])
def test_two_parsers_read_the_same_triples_and_as_many_as_counted(knowledge: Knowledge, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    count = write_turtle(knowledge, path)
    ours = list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    assert len(ours) == len(set(ours)) == count
    theirs = rdflib.Graph().parse(path)
    assert len(theirs) == count
    again = ox.parse(theirs.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES)
    assert set(again) == set(ours)
    assert not any(isinstance(term, ox.BlankNode) for t in ours for term in (t.subject, t.object))


@pytest.mark.skipif(not shutil.which("rapper"), reason="rapper is not installed")
def test_rapper_counts_the_same(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    count = write_turtle(made(300), path)
    done = subprocess.run(["rapper", "-c", "-i", "turtle", str(path)], capture_output=True, text=True, check=True)
    assert f"returned {count} triples" in done.stderr


def test_the_order_of_the_input_does_not_matter() -> None:
    knowledge = made(300)
    text = "".join(turtle(knowledge))
    for seed in range(3):
        assert "".join(turtle(shuffled(knowledge, seed))) == text


def test_neither_does_the_hash_seed() -> None:
    code = "from graph_made import made, sha; from kg.graph.rdf import turtle; print(sha(''.join(turtle(made(120))), size=64))"
    digests = set()
    for seed in ("0", "1", "4711"):
        env = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
        done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
        digests.add(done.stdout)
    assert len(digests) == 1


def test_sections_are_sorted_and_stand_in_order() -> None:
    text = "".join(turtle(made(100)))
    titles = [line[5:] for line in text.splitlines() if line.startswith("#### ")]
    assert titles == [
        "documents and articles", "entities, roles, indicators, honours", "mentions", "facts", "evidence",
        "sentences", "tools",
    ]  # fmt: skip
    facts = [line.split()[0] for line in text.splitlines() if line.startswith("id:f-")]
    assert facts == sorted(facts) and len(facts) > 50


def test_an_empty_graph_is_a_graph() -> None:
    assert len(graph(Knowledge((), (), ()))) == 0


def test_the_base_decides_the_ids_only(tmp_path: Path) -> None:
    write_turtle(sample(), tmp_path / "graph.ttl", base="https://data.example.net/kg#")
    text = (tmp_path / "graph.ttl").read_text("utf-8")
    assert text.startswith("@prefix id: <https://data.example.net/kg#id/> .\n")
    assert "@prefix gov: <https://example.org/govkg/ns#> ." in text


@pytest.mark.parametrize("base", ["", "example.org/", "https://example.org/x", "https://exa mple.org/", "http://a/<b>/"])
def test_a_base_that_is_no_iri_is_refused(base: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="base must be"):
        write_turtle(sample(), tmp_path / "graph.ttl", base=base)


def test_an_id_that_is_no_local_name_is_refused() -> None:
    with pytest.raises(ValueError, match="no local name"):
        graph(Knowledge((), (replace(entity("PER", "林海洋"), id="per x> <y"),), ()))


# ---- strings


def kept(text: str) -> str:
    """What a string becomes: itself, but for what no store keeps."""
    return "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text)


def names_of(text: str) -> set[str]:
    """All literals of a graph in which every free string is the given one."""
    page = Document(text, text, sha(text, size=64), text, 99, "2024", text, (Heading(text, 0, 99, text),))
    who = replace(entity("PER", text), id="per-x", aliases=(text + "2",))
    said = Statement(text, 1, 2, text, 0, 0, 9, text, 0.5, "", "2024")
    facts = [
        Fact(fact_id("SAYS", ()), "SAYS", (("speaker", who.id), ("quote", text)), (said,)),
        Fact(fact_id("POST", ()), "POST", (("person", who.id), ("org", who.id), ("title", f"长{text}")), (said,)),
    ]
    nodes = terms(Knowledge((page,), (who,), tuple(facts)))
    assert nodes
    parsed = ox.parse("".join(turtle(Knowledge((page,), (who,), tuple(facts)))).encode(), format=ox.RdfFormat.TURTLE)
    return {t.object.value for t in parsed if isinstance(t.object, ox.Literal)}


@pytest.mark.parametrize("text", [*HOSTILE, "\0", "\ud800lone", "\udc80"])
def test_hostile_strings_survive(text: str) -> None:
    assert {kept(text), kept(text + "2")} <= names_of(text)


@given(st.text(st.characters(), min_size=1, max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_string_survives(text: str) -> None:
    assert kept(text) in names_of(text)


@given(st.text(st.characters(), max_size=30))
@settings(max_examples=150, deadline=None)
def test_rdflib_reads_any_string_too(text: str) -> None:
    data = f"<a:s> <a:p> {writer.literal(text)} ."
    (_, _, value), *none = rdflib.Graph().parse(data=data, format="turtle")
    assert str(value) == kept(text) and not none


def test_numbers_have_a_point_and_no_exponent() -> None:
    shown = [writer.decimal(Decimal(text)) for text in ("5000", "6.20", "-3", "1E+3", "0.10", "0")]
    assert shown == ["5000.0", "6.2", "-3.0", "1000.0", "0.1", "0.0"]


# ---- what each fact type becomes


def test_post_is_a_membership_with_a_direct_triple() -> None:
    lin, town = entity("PER", "林海洋", "official"), entity("ORG", "青岚街道", "subdistrict")
    post = fact("POST", person=lin.id, org=town.id, title="党工委书记")
    found = one(post, lin, town)
    node = ID[post.id]
    assert set(found.objects(node, RDF.type)) == {GOV.Fact, ORG.Membership}
    assert found.value(node, ORG.member) == ID[lin.id]
    assert found.value(node, GOV.status) == GOV.current and found.value(node, GOV.modality) == GOV.actual
    role = found.value(node, ORG.role)
    assert found.value(role, RDFS.label) == rdflib.Literal("党工委书记", "zh")
    assert (ID[lin.id], ORG.memberOf, ID[town.id]) in found
    assert set(found.objects(ID[town.id], RDF.type)) == {ORG.Organization, GOV.Subdistrict}


def test_a_former_post_has_no_direct_triple() -> None:
    lin, town = entity("PER", "林海洋"), entity("ORG", "青岚街道")
    post = fact("POST", person=lin.id, org=town.id, title="镇长", former="true")
    found = one(post, lin, town)
    assert found.value(ID[post.id], GOV.status) == GOV.former
    assert (ID[lin.id], ORG.memberOf, ID[town.id]) not in found


def test_metric_value_amount_comparator_and_period() -> None:
    area = entity("LOC", "云河市", "admin")
    metric = fact("METRIC", subject=area.id, indicator="地区生产总值", value="812.5", unit="亿元", kind="level",
                  qualifier="≥", period="2022-Q1..Q3", modality="target")  # fmt: skip
    found, node = one(metric, area), ID[metric.id]
    shown = {path: str(found.value(node, path)) for path in (
        SCHEMA.value, SCHEMA.unitText, GOV.amount, GOV.baseUnit, GOV.period, SCHEMA.startDate, SCHEMA.endDate)}  # fmt: skip
    assert list(shown.values()) == ["812.5", "亿元", "81250000000.0", "CNY", "2022-01/2022-09", "2022-01-01", "2022-09-30"]
    assert found.value(node, GOV.comparator) == GOV.atLeast and found.value(node, GOV.modality) == GOV.target
    assert (ID[area.id], None, found.value(node, SCHEMA.variableMeasured)) not in found


def test_a_range_has_two_bounds_and_no_value() -> None:
    area = entity("LOC", "云河市")
    metric = fact("METRIC", subject=area.id, indicator="单元面积", value="1000-2000", unit="亩", kind="level")
    found, node = one(metric, area), ID[metric.id]
    assert found.value(node, SCHEMA.value) is None and found.value(node, GOV.amount) is None
    assert [str(found.value(node, p)) for p in (SCHEMA.minValue, SCHEMA.maxValue)] == ["1000.0", "2000.0"]
    assert [str(found.value(node, p)) for p in (GOV.minAmount, GOV.maxAmount)] == ["666666.666667", "1333333.333333"]
    assert found.value(node, GOV.comparator) is None


def test_an_unknown_unit_has_no_amount() -> None:
    area = entity("LOC", "云河市")
    metric = fact("METRIC", subject=area.id, indicator="景气", value="105.3", unit="奇点", kind="level")
    assert one(metric, area).value(ID[metric.id], GOV.amount) is None


def test_a_byline_makes_persons_authors_of_the_articles_around() -> None:
    lin = entity("PER", "林海洋", "reporter")
    near, far = fact("BYLINE", person=lin.id, role="记者"), fact("BYLINE", start=60_000, person=lin.id, role="记者")
    both = replace(near, statements=near.statements + far.statements)
    found = one(both, lin)
    articles = {ID["art-page-1"], ID["art-page-2"]}
    assert set(found.objects(ID[both.id], RDF.subject)) == articles == set(found.subjects(SCHEMA.author, ID[lin.id]))
    assert found.value(ID[both.id], GOV.bylineRole) == rdflib.Literal("记者", "zh")


def test_a_byline_outside_all_articles_goes_to_the_nearest_before_and_without_articles_to_the_page() -> None:
    lin = entity("PER", "林海洋")
    byline = fact("BYLINE", start=500, person=lin.id, role="记者")
    shown = (Heading("一", 0, 100, None), Heading("二", 200, 300, None), Heading("三", 700, 900, None))
    for headings, author in ((shown, "art-page-2"), ((), "src-page")):
        page = replace(document("page"), headings=headings)
        assert (ID[author], SCHEMA.author, ID[lin.id]) in graph(Knowledge((page,), (lin,), (byline,)))


def test_parts_of_organisations_are_sub_organisations_too() -> None:
    town, village, area = entity("ORG", "青岚街道"), entity("ORG", "北川社区"), entity("LOC", "云河市")
    inner = one(fact("PART_OF", part=village.id, whole=town.id), town, village)
    outer = one(fact("PART_OF", part=town.id, whole=area.id), town, area)
    sub, part = ORG.subOrganizationOf, rdflib.DCTERMS.isPartOf
    assert (ID[village.id], sub, ID[town.id]) in inner and (ID[village.id], part, ID[town.id]) in inner
    assert (ID[town.id], part, ID[area.id]) in outer and not list(outer.triples((None, sub, None)))


def test_an_unsure_relation_has_no_direct_triple() -> None:
    lin, town = entity("PER", "林海洋"), entity("ORG", "青岚街道")
    visit = fact("VISIT", person=lin.id, target=town.id)
    unsure = replace(visit, statements=(visit.statements[0]._replace(confidence=0.4),))
    direct = (ID[lin.id], GOV.visited, ID[town.id])
    assert direct in one(visit, lin, town) and direct not in one(unsure, lin, town)


def test_an_event_opens_on_the_first_day_somebody_takes_part() -> None:
    lin, meeting = entity("PER", "林海洋"), entity("EVT", "青岚县推进会")
    role = replace(fact("EVENT_ROLE", agent=lin.id, event=meeting.id), valid_from="2024-03-05", valid_to="2024-03-06")
    found = one(role, lin, meeting)
    assert str(found.value(ID[meeting.id], SCHEMA.startDate)) == "2024-03-05"
    assert str(found.value(ID[role.id], SCHEMA.endDate)) == "2024-03-06"


def test_the_whole_statement_and_all_words_of_its_evidence_are_kept() -> None:
    lin = entity("PER", "林海洋")
    words = "发展要稳，步子要实。" * 12
    for quote in (words[:60], words):
        saying = fact("SAYS", words=quote, speaker=lin.id, quote=quote)
        found = one(saying, lin)
        (proof,) = found.objects(ID[saying.id], GOV.evidence)
        assert str(found.value(ID[saying.id], SCHEMA.text)) == quote
        assert str(found.value(proof, OA.exact)) == quote


def test_evidence_of_one_span_by_two_rules_is_one_node_with_the_surer_rule() -> None:
    lin, town = entity("PER", "林海洋"), entity("ORG", "青岚街道")
    visit = fact("VISIT", person=lin.id, target=town.id)
    rival = visit.statements[0]._replace(rule="better_rule", confidence=0.95)
    found = one(replace(visit, statements=(*visit.statements, rival)), lin, town)
    (proof,) = found.objects(ID[visit.id], GOV.evidence)
    assert str(found.value(proof, GOV.confidence)) == "0.95"
    assert found.value(proof, rdflib.PROV.wasAttributedTo) == ID["x-better_rule"]


def test_who_says_so_stands_on_evidence_and_fact() -> None:
    lin, area = entity("PER", "林海洋"), entity("LOC", "云河市")
    metric = fact("METRIC", by=lin.id, subject=area.id, indicator="就业", value="3", unit="万人", kind="count")
    found = one(metric, lin, area)
    (proof,) = found.objects(ID[metric.id], GOV.evidence)
    assert found.value(ID[metric.id], GOV.claimedBy) == found.value(proof, GOV.claimedBy) == ID[lin.id]


def test_statement_dates_are_the_first_and_the_last() -> None:
    lin, town = entity("PER", "林海洋"), entity("ORG", "青岚街道")
    visit = fact("VISIT", person=lin.id, target=town.id)
    dates = [visit.statements[0]._replace(published=day, start=n + 10) for n, day in enumerate(("2023", "2021-05", ""))]
    found = one(replace(visit, statements=tuple(dates)), lin, town)
    shown = [str(found.value(ID[visit.id], path)) for path in (GOV.firstStated, GOV.lastStated)]
    assert shown == ["2021-05-01", "2023-01-01"]


def test_spellings_of_one_concept_are_one_node() -> None:
    lin, town = entity("PER", "林海洋"), entity("ORG", "青岚街道")
    posts = [fact("POST", person=lin.id, org=town.id, title=title) for title in ("副局长", "副 局长", "Ａ级督导", "A级督导")]
    found = graph(Knowledge((document("page"),), (lin, town), tuple(posts)))
    labels = {str(found.value(role, RDFS.label)) for role in found.subjects(RDF.type, ORG.Role)}
    assert labels == {"副局长", "A级督导"}


def test_rules_say_their_reason(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    write_turtle(sample(), path, reasons={"post_by_hand": "机构、职务、姓名相连：a post."}, version="2.0")
    found = rdflib.Graph().parse(path)
    rule = ID["x-post_by_hand"]
    assert str(found.value(rule, RDFS.comment)) == "机构、职务、姓名相连：a post."
    assert str(found.value(rule, SCHEMA.softwareVersion)) == "2.0"
