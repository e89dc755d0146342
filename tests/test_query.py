"""The Python face on the start pages: names, typed values, filters, walks, tables. Only facts that are certain."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import networkx
import pytest
import rdflib

import kg
from kg.model import Entity, Fact, Knowledge, Statement
from kg.query import (
    AmbiguousName,
    Amount,
    Figures,
    Graph,
    LoadError,
    Metric,
    Organisation,
    Period,
    Person,
    Post,
    Range,
    UnknownName,
)

ROOT = Path(__file__).parent.parent
PAGE = "2024-02-19-mobilisation"
DAY = date(2024, 2, 19)


@pytest.fixture(scope="module")
def g() -> Graph:
    return kg.build(ROOT / "seeds/pages")


@pytest.fixture(scope="module")
def post(g: Graph) -> Post:
    return g.people["徐强"].posts[0]


# ---- names


@pytest.mark.parametrize("name", ["徐强", "xuqiang", "xu qiang", "Xu Qiang", "徐 强", "“徐强”"])
def test_a_person_is_found_by_name_and_pinyin(g: Graph, name: str) -> None:
    assert g.people[name].label == "徐强"


def test_a_person_is_found_by_id_and_iri(g: Graph) -> None:
    person = g.people["徐强"]
    assert g.people[person.id] == g.people[f"https://example.org/govkg/id/{person.id}"] == person


def test_every_alias_finds_its_thing_or_all_that_share_it(g: Graph) -> None:
    for thing in g.entities.values():
        for name in (thing.label, *thing.aliases):
            assert thing in g.find(name)


def test_an_unknown_name_names_the_nearest(g: Graph) -> None:
    with pytest.raises(KeyError, match="徐强徐") as error:
        g.people["徐强徐"]
    assert isinstance(error.value, UnknownName) and "徐强" in error.value.near and "徐强" in str(error.value)


def test_misspelled_pinyin_names_the_nearest(g: Graph) -> None:
    with pytest.raises(UnknownName, match="王莉"):
        g.people["wang lli"]


def test_a_name_of_another_kind_is_suggested(g: Graph) -> None:
    with pytest.raises(KeyError, match="none of the people is called 隐珠街道; near: 隐珠街道"):
        g.people["隐珠街道"]


def twins() -> Graph:
    entities = [Entity(f"org-{n}", "ORG", "", "城管局", (), ()) for n in "ab"]
    entities += [Entity("org-c", "ORG", "", "青岚县教育局", ("县局",), ()), Entity("org-d", "ORG", "", "云河县局", ("县局",), ())]
    return Graph(Knowledge((), tuple(entities), ()))


@pytest.mark.parametrize(("name", "ids"), [("城管局", ("org-a", "org-b")), ("县局", ("org-c", "org-d"))])
def test_an_ambiguous_name_lists_all(name: str, ids: tuple[str, ...]) -> None:
    with pytest.raises(KeyError, match="may be any of 2") as error:
        twins().organisations[name]
    assert isinstance(error.value, AmbiguousName) and error.value.candidates == ids
    assert all(one in str(error.value) and twins().organisations[one].id == one for one in ids)


def test_keys_are_ids_where_a_label_is_shared() -> None:
    assert list(twins().organisations) == ["org-a", "org-b", "青岚县教育局", "云河县局"]


def test_a_full_name_goes_before_an_alias() -> None:
    known = Knowledge((), (Entity("a", "ORG", "", "市局", (), ()), Entity("b", "ORG", "", "市公安局", ("市局",), ())), ())
    assert Graph(known).organisations["市局"].id == "a"
    assert [thing.id for thing in Graph(known).find("市局")] == ["a", "b"]


COLLECTIONS = {
    "people": "PER", "organisations": "ORG", "places": "LOC", "initiatives": "INI", "projects": "PRJ", "documents": "DOC",
    "events": "EVT",
}  # fmt: skip


@pytest.mark.parametrize(("name", "kind"), COLLECTIONS.items())
def test_collections_are_mappings_of_one_kind(g: Graph, name: str, kind: str) -> None:
    collection = getattr(g, name)
    assert {thing.kind for thing in collection.values()} == {kind}
    assert all(collection[key] is thing for key, thing in collection.items())
    assert len(collection) == len(set(collection)) == sum(e.kind == kind for e in g.knowledge.entities)


def test_membership_and_get(g: Graph) -> None:
    assert "徐强" in g.people and "xuqiang" in g.people
    assert "隐珠街道" not in g.people and 3 not in g.people and g.people.get("无此人") is None


def test_thing_finds_any_kind(g: Graph) -> None:
    assert isinstance(g.thing("隐珠街道"), Organisation) and isinstance(g.thing("徐强"), Person)
    with pytest.raises(KeyError):
        g.thing("无此物")


def test_find_is_empty_for_nobody_and_takes_a_kind(g: Graph) -> None:
    assert g.find("无此人") == () and g.find("徐强", "ORG") == ()
    assert [thing.label for thing in g.find("wangli")] == ["王莉"]


# ---- posts


def test_posts_of_a_person(post: Post) -> None:
    assert (post.person.label, post.org.label, post.title, post.former) == ("徐强", "隐珠街道", "党工委书记", False)
    assert (post.first_stated, post.last_stated) == (DAY, DAY)


def test_several_posts_of_a_person(g: Graph) -> None:
    assert {p.title for p in g.people["王莉"].posts} == {"党工委副书记", "管委常务副主任"}
    assert len(g.people["王莉"].organisations) == 1


def test_posts_of_an_organisation(g: Graph) -> None:
    assert "徐强" in map(str, g.organisations["隐珠街道"].people)
    assert ("刘然吉", "局长") in {(p.person.label, p.title) for p in g.organisations["区工信局"].posts}


def test_evidence_proves_itself_on_the_page(post: Post) -> None:
    evidence = post.evidence[0]
    raw = (ROOT / "seeds/pages" / f"{evidence.document}.txt").read_text("utf-8")
    assert "".join(raw[evidence.start : evidence.end].split()) == evidence.quote
    assert evidence.document == PAGE and "徐强" in evidence.quote and evidence.published == Period.read("2024-02-19")


def test_why_names_words_place_rule_and_reason(post: Post) -> None:
    said = post.why()
    evidence = post.evidence[0]
    for part in ("POST(person=徐强, org=隐珠街道", evidence.quote, evidence.place, evidence.rule, evidence.reason):
        assert part and part in said


def test_a_rule_nobody_has_needs_no_reason(g: Graph) -> None:
    assert g.reason("no_such_rule") == ""


@pytest.mark.parametrize("on", ["2024-02-19", DAY, "2024-02", "2024", "2024-06-01"])
def test_holders_on_a_day(g: Graph, on: str | date) -> None:
    assert [p.person.label for p in g.holders("隐珠街道", "党工委书记", on=on)] == ["徐强"]


def test_nobody_is_known_before_the_first_report(g: Graph) -> None:
    assert g.holders("隐珠街道", "党工委书记", on="2024-02-18") == ()
    assert len(g.holders("隐珠街道", "党工委书记")) >= 1


def test_a_title_nobody_holds_names_those_there_are(g: Graph) -> None:
    with pytest.raises(KeyError, match="党工委书记"):
        g.holders("隐珠街道", "书记员")
    with pytest.raises(KeyError, match="隐珠街道"):
        g.holders("隐珠街", "党工委书记")
    with pytest.raises(ValueError, match="no period"):
        g.holders("隐珠街道", "党工委书记", on="yesterday")


def tenures(*told: str) -> Graph:
    """Posts from lines "person title day [former]", all in one organisation."""
    org = Entity("org", "ORG", "", "青岚县", (), ())
    names = sorted({line.split()[0] for line in told})
    people = [Entity(f"per-{n}", "PER", "", name, (), ()) for n, name in enumerate(names)]
    facts = []
    for n, line in enumerate(told):
        name, title, day, *former = line.split()
        args = [("person", f"per-{names.index(name)}"), ("org", "org"), ("title", title), *(("former", "true") for _ in former)]
        facts.append(Fact(f"f-{n}", "POST", tuple(args), (Statement("p", n, n + 1, "x", 0, 0, 9, "r", 0.9, "", day),)))
    return Graph(Knowledge((), (org, *people), tuple(facts)))


HELD: list[tuple[list[str], str, str, str]] = [
    (["林海洋 县长 2020-03-01", "沈若兰 县长 2022-03-01"], "县长", "2021-01-01", "林海洋"),
    (["林海洋 县长 2020-03-01", "沈若兰 县长 2022-03-01"], "县长", "2023-01-01", "沈若兰"),
    (["林海洋 副县长 2020-03-01", "沈若兰 副县长 2022-03-01"], "副县长", "2023-01-01", "沈若兰 林海洋"),
    (["林海洋 县长 2020-03-01", "林海洋 县长 2021-03-01 former"], "县长", "2020-12-01", "林海洋"),
    (["林海洋 县长 2020-03-01", "林海洋 县长 2021-03-01 former"], "县长", "2022-01-01", ""),
    (["林海洋 县长 2020", "沈若兰 县长 2020"], "县长", "2020-12-31", "林海洋 沈若兰"),
    (["林海洋 县长 2021-05-01 former"], "县长", "2021-06-01", ""),
]


@pytest.mark.parametrize(("told", "title", "day", "want"), HELD)
def test_holders_are_what_reports_leave_in_office(told: list[str], title: str, day: str, want: str) -> None:
    assert [p.person.label for p in tenures(*told).holders("青岚县", title, on=day)] == want.split()


# ---- figures


@pytest.fixture(scope="module")
def growth(g: Graph) -> Figures:
    return g.metrics(subject="西海岸新区", indicator="规上工业增加值", kind="growth")


def test_values_are_exact_and_typed(growth: Figures) -> None:
    reached = next(m for m in growth if m.modality == "actual")
    assert reached.value == Decimal("6.2") and isinstance(reached.value, Decimal) and reached.unit == "%"
    assert reached.period == Period("2023", "2023", date(2023, 1, 1), date(2023, 12, 31))
    assert (reached.valid_from, reached.valid_to) == (date(2023, 1, 1), date(2023, 12, 31))


def test_targets_stay_apart_and_name_their_speaker(growth: Figures) -> None:
    aimed, = (m for m in growth if m.modality == "target")
    assert aimed.value == 11 and aimed.period and aimed.period.text == "2020"
    assert [speaker.label for speaker in aimed.speakers] == ["孙永红"] == [str(aimed.evidence[0].speaker)]


def test_actual_and_target_stand_side_by_side(growth: Figures) -> None:
    pytest.importorskip("pandas")
    frame = growth.to_pandas()
    assert [*frame.columns][:8] == ["subject", "indicator", "kind", "unit", "period", "actual", "target", "plan"]
    rows = {str(row["period"]): (row["actual"], row["target"]) for row in frame.to_dict("records")}
    assert rows["2023"][0] == Decimal("6.2") and rows["2020"][1] == Decimal("11")


def test_one_row_holds_both_where_the_period_is_one() -> None:
    def metric(value: str, modality: str) -> Metric:
        args = {"subject": "loc", "indicator": "产值", "value": value, "unit": "亿元", "kind": "level", "period": "2025"}
        said = Statement("p", 0, 1, "x", 0, 0, 9, "r", 0.9, "", "2025-01-01")
        record = Fact(f"f-{value}-{modality}", "METRIC", (*args.items(), ("modality", modality)), (said,))
        return Metric(record, Graph(Knowledge((), (Entity("loc", "LOC", "", "青岚县", (), ()),), (record,))))

    rows = Figures([metric("5", "target"), metric("4.5", "actual"), metric("4.6", "actual")]).side_by_side()
    assert [(row["actual"], row["target"]) for row in rows] == [(Decimal("4.5"), 5), (Decimal("4.6"), None)]


def test_amounts_are_in_base_units(g: Graph) -> None:
    level, = g.metrics("西海岸新区", "地区生产总值", kind="level")
    assert level.value == 5000 and level.comparator == "≥"
    assert level.amount == Amount(Decimal("500000000000"), "CNY") or (level.amount and level.amount.value == 5 * 10**11)


def test_unknown_subjects_and_indicators(g: Graph) -> None:
    with pytest.raises(KeyError, match="规上工业增加值"):
        g.metrics(indicator="规上工业增加")
    with pytest.raises(KeyError, match="西海岸新区"):
        g.metrics(subject="西海岸新")
    with pytest.raises(KeyError, match="target"):
        g.metrics(modality="targets")


def test_metrics_of_an_organisation_are_also_its_own(g: Graph) -> None:
    zone = g.organisations["董家口经济区"]
    assert set(zone.metrics) == set(g.metrics(subject="董家口经济区")) == set(g.metrics(subject=zone)) != set()


def test_a_range_keeps_both_ends() -> None:
    record = Fact("f", "METRIC", (("subject", "loc"), ("value", "1000-2000"), ("unit", "万元")), ())
    metric = Metric(record, Graph(Knowledge((), (Entity("loc", "LOC", "", "青岚县", (), ()),), (record,))))
    assert metric.value == Range(Decimal(1000), Decimal(2000)) and str(metric.value) == "1000-2000"
    assert metric.amount and metric.amount.value == (10_000_000, 20_000_000)


# ---- periods


PERIODS = [
    ("2023", "2023", "2023-01-01", "2023-12-31"), ("2024-02", "2024-02", "2024-02-01", "2024-02-29"),
    ("2022-Q1..Q3", "2022-01/2022-09", "2022-01-01", "2022-09-30"), ("2021/2025", "2021/2025", "2021-01-01", "2025-12-31"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "edtf", "start", "end"), PERIODS)
def test_periods_know_their_days(text: str, edtf: str, start: str, end: str) -> None:
    period = Period.read(text)
    assert (str(period), str(period.start), str(period.end)) == (edtf, start, end)
    assert period.start in period and period in period and date(1999, 1, 1) not in period


def test_periods_without_days() -> None:
    for text in ("cumulative", "近年来"):
        assert Period.read(text).start is None and DAY not in Period.read(text)
    assert Period.read("2023-Q1") in Period.read("2023") and Period.read("2021..2025") not in Period.read("2023")
    assert Period.read("cumulative") in Period.read("cumulative") and Period.read("x") not in Period.read("y")


# ---- filters


def test_filters_give_graphs_that_are_sequences(g: Graph) -> None:
    posts = g.facts(type="post")
    assert isinstance(posts, Graph) and all(isinstance(fact, Post) for fact in posts)
    assert posts[0] == next(iter(posts)) and len(posts[:3]) == 3 and posts[0] in posts and len(posts) < len(g)


def test_no_condition_is_the_graph_itself(g: Graph) -> None:
    assert g.facts() is g and g.facts(min_confidence=0.0001) != Graph(Knowledge((), (), ()))


def test_filters_combine_and_chain(g: Graph) -> None:
    both = g.facts(type="METRIC", modality="target")
    assert both == g.facts(type="METRIC").facts(modality="target") == g.facts(modality="target").facts(type="METRIC")
    assert {fact.modality for fact in both} == {"target"}


CONDITIONS: dict[str, tuple[dict[str, Any], Callable[[Any], bool]]] = {
    "confidence": ({"min_confidence": 0.9}, lambda fact: fact.confidence >= 0.9),
    "document": ({"document": PAGE}, lambda fact: PAGE in fact.documents),
    "file": ({"document": f"{PAGE}.txt"}, lambda fact: PAGE in fact.documents),
    "period": ({"period": "2023"}, lambda fact: fact.period in Period.read("2023")),
    "stated": ({"stated": "2024"}, lambda fact: 2024 in {day.year for day in fact.days_stated}),
    "about": ({"about": "隐珠街道"}, lambda fact: "隐珠街道" in map(str, fact.things)),
    "claimed_by": ({"claimed_by": "孙永红"}, lambda fact: "孙永红" in map(str, fact.speakers)),
}


@pytest.mark.parametrize(("given", "holds"), CONDITIONS.values(), ids=CONDITIONS)
def test_a_condition_holds_for_all_that_is_kept(g: Graph, given: dict[str, Any], holds: Callable[[Any], bool]) -> None:
    chosen = g.facts(**given)
    assert chosen and all(map(holds, chosen))
    if "period" not in given and "stated" not in given:
        assert not any(holds(fact) for fact in set(g) - set(chosen))


@pytest.mark.parametrize("given", [{"type": "POSTS"}, {"modality": "maybe"}, {"document": "2024"}, {"about": "无此物"}])
def test_what_is_unknown_is_said(g: Graph, given: dict[str, Any]) -> None:
    with pytest.raises(KeyError, match="is called"):
        g.facts(**given)


def test_facts_by_role(post: Post) -> None:
    assert post["person"] == post.person and post["title"] == "党工委书记" and post.get("former") is None
    assert list(post.args) == ["person", "org", "title"] and list(post.things) == [post.person, post.org]
    with pytest.raises(KeyError, match="it has person, org, title"):
        post["subject"]


def test_a_fact_is_found_by_id(g: Graph, post: Post) -> None:
    assert g.fact(post.id) == post
    with pytest.raises(KeyError, match="no fact"):
        g.fact("f-0")


# ---- walks


def test_initiatives_of_an_organisation(g: Graph) -> None:
    assert "“项目攻坚年”行动" in map(str, g.initiatives(of="董家口经济区"))
    assert "“项目攻坚年”行动" in map(str, g.organisations["董家口经济区"].initiatives)
    assert "董家口经济区" in map(str, g.initiatives["项目攻坚年行动"].agents)


def test_planned_is_not_done(g: Graph) -> None:
    planned, done = (g.initiatives(of="董家口经济区", modality=m) for m in ("plan", "actual"))
    assert "“项目攻坚年”行动" in map(str, planned) and "“项目攻坚年”行动" not in map(str, done)


def test_collections_narrow_by_sub_kind(g: Graph) -> None:
    assert "隐珠街道" in map(str, g.organisations(sub="subdistrict")) and len(g.organisations()) == len(g.organisations)


def test_neighbourhoods_grow(g: Graph) -> None:
    none, one, two = (g.neighbourhood("董家口经济区", hops=n) for n in range(3))
    assert len(none) == 0 and set(one) == set(g.thing("董家口经济区").facts) | set(g.facts(claimed_by="董家口经济区"))
    assert set(one) < set(two) <= set(g)
    with pytest.raises(ValueError, match="negative"):
        g.neighbourhood("董家口经济区", hops=-1)


def test_a_path_is_a_chain(g: Graph) -> None:
    path = g.path("徐强", "隐珠街道")
    assert [thing.label for thing in path.things] == ["徐强", "隐珠街道"] and isinstance(path[0], Post)
    assert str(path) == "徐强 —POST→ 隐珠街道"


def test_a_longer_path_holds_together(g: Graph) -> None:
    path = g.path("王莉", "孙永红")
    assert len(path.things) == len(path) + 1 and (path.things[0].label, path.things[-1].label) == ("王莉", "孙永红")


def test_no_way_and_no_step(g: Graph) -> None:
    assert not twins().path("org-a", "org-b") and str(twins().path("org-a", "org-b")) == "no path"
    assert [t.label for t in g.path("徐强", "徐强").things] == ["徐强"]


# ---- SPARQL and other tools


def test_sparql_gives_python_values(g: Graph) -> None:
    rows = g.sparql("""SELECT ?who ?day ?sure ?start ?none WHERE {
        ?p org:member/rdfs:label ?who ; gov:lastStated ?day ; gov:confidence ?sure ; gov:evidence/oa:start ?start .
        OPTIONAL { ?p gov:validTo ?none } FILTER (?who = "徐强"@zh) }""")
    row, = rows
    assert row == {"who": "徐强", "day": DAY, "sure": Decimal("0.93"), "start": row.start, "none": None}
    assert isinstance(row.start, int) and row["who"] == row.who and rows.columns == ("who", "day", "sure", "start", "none")
    with pytest.raises(AttributeError):
        row.who = "x"
    with pytest.raises(AttributeError):
        row.nobody  # noqa: B018


def test_sparql_refuses_what_it_cannot_answer(g: Graph) -> None:
    with pytest.raises(TypeError, match="SELECT"):
        g.sparql("ASK { ?s ?p ?o }")
    with pytest.raises(SyntaxError):
        g.sparql("SELECT nonsense")


def test_empty_rows_keep_their_columns(g: Graph) -> None:
    pytest.importorskip("pandas")
    assert [*g.sparql("SELECT ?a ?b WHERE { ?a gov:nothing ?b }").to_pandas().columns] == ["a", "b"]


def test_networkx_and_rdflib_hold_the_same(g: Graph) -> None:
    posts = g.facts(type="POST")
    network, triples = posts.to_networkx(), posts.to_rdflib()
    assert isinstance(network, networkx.MultiDiGraph) and network.number_of_edges() == len(posts)
    assert isinstance(triples, rdflib.Graph) and len(triples) == len(posts.store)


def test_everything_turns_into_pandas(g: Graph, post: Post) -> None:
    pytest.importorskip("pandas")
    for table, rows in [(g, len(g)), (g.people, len(g.people)), (post.evidence, len(post.evidence)), (post.org.posts, None)]:
        frame = table.to_pandas()
        assert len(frame) == (rows or len(frame)) > 0


def test_without_pandas_the_extra_is_named(g: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match=r"govnews-kg\[pandas\]"):
        g.to_pandas()


# ---- frozen, hashable, shown


def test_nothing_can_be_changed(g: Graph, post: Post) -> None:
    for thing, name in [(g, "knowledge"), (post, "record"), (post.person, "id"), (post.evidence[0], "quote")]:
        with pytest.raises((dataclasses.FrozenInstanceError, AttributeError)):
            setattr(thing, name, None)
    post.args.clear()
    assert post.title == "党工委书记" and post.args


def test_equal_across_graphs_and_hashable(g: Graph, post: Post) -> None:
    again = g.facts(type="POST").people["徐强"].posts[0]
    assert again == post and hash(again) == hash(post) and again is not post
    assert {post.person: 1}[again.person] == 1 and len({*post.evidence, *again.evidence}) == len(post.evidence)
    assert {g: 1}[Graph(g.knowledge)] == 1


def test_everything_travels_by_pickle_and_copy(g: Graph, post: Post) -> None:
    row = g.sparql("SELECT ?a WHERE { ?a a gov:Fact } LIMIT 1")
    for thing in (g, post, post.person, post.evidence, g.path("徐强", "隐珠街道"), row):
        assert pickle.loads(pickle.dumps(thing)) == thing == copy.copy(thing)


def test_reprs_say_what_it_is(g: Graph, post: Post) -> None:
    assert repr(post).startswith("<POST(person=徐强, org=隐珠街道, title=党工委书记)")
    assert repr(post.person).startswith("<Person 徐强") and "徐强" in repr(post.evidence[0]) and "5 pages" in repr(g)
    assert "徐强" in repr(g.people["徐强"].posts) and repr(g.facts(type="POST")[:0]) == "[]" and "people: " in repr(g.people)
    assert str(post) == g.notation(post) == g.notation(post.record)


def nasty() -> Graph:
    evil = "<script>alert(1)</script>&\""
    entities = (Entity("per-x", "PER", "", evil, (evil,), ()), Entity("org-x", "ORG", "", evil, (), ()))
    said = Statement(evil, 0, 1, evil, 0, 0, 9, evil, 0.9, "per-x", "2024")
    args = (("person", "per-x"), ("org", "org-x"), ("title", evil))
    metric = (("subject", "org-x"), ("indicator", evil), ("value", "1"), ("unit", evil), ("kind", "level"))
    facts = (Fact("f-1", "POST", args, (said,)), Fact("f-2", "METRIC", metric, (said,)))
    return Graph(Knowledge((), entities, facts))


def test_html_is_escaped() -> None:
    g = nasty()
    fact = g[0]
    shown = [g, fact, fact.evidence, fact.evidence[0], g.people, g.entities["per-x"], g.metrics(), g[:], g.path("per-x", "org-x")]
    for thing in shown:
        html = thing._repr_html_()
        assert "<script>" not in html and html.count("<") == html.count(">")
    assert all("&lt;script&gt;" in thing._repr_html_() for thing in shown[1:])


def test_a_view_shows_itself_without_files(g: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    html = g.neighbourhood("董家口经济区", hops=1).view()._repr_html_()
    assert html.startswith("<iframe sandbox=") and "allow-same-origin" not in html and not list(tmp_path.iterdir())


# ---- the verbs


def test_load_reads_folders_and_graph_files(tmp_path: Path) -> None:
    built = kg.build(ROOT / "seeds/pages", tmp_path / "out", html=False)
    assert kg.load(tmp_path / "out") == built == kg.load(tmp_path / "out" / "graph.ttl")


@pytest.mark.parametrize("name", ["nothing", "nothing.ttl", "nothing.nq"])
def test_load_says_what_is_missing(tmp_path: Path, name: str) -> None:
    with pytest.raises(LoadError, match="nothing"):
        kg.load(tmp_path / name)


@pytest.mark.parametrize(("name", "text"), [("facts.jsonl", "{}"), ("graph.ttl", "no turtle"), ("graph.ttl", "<a:b> <a:c> 1 .")])
def test_load_refuses_what_no_build_wrote(tmp_path: Path, name: str, text: str) -> None:
    for file in ("documents.jsonl", "entities.jsonl", "facts.jsonl"):
        (tmp_path / file).write_text("")
    (tmp_path / name).write_text(text)
    with pytest.raises(LoadError):
        kg.load(tmp_path / name if name.endswith(".ttl") else tmp_path)


def test_build_warns_of_pages_left_out(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("区工信局局长刘然吉表示，将开展‘十项行动’。", "utf-8")
    (tmp_path / "empty.txt").write_text("", "utf-8")
    with pytest.warns(UserWarning, match="empty"):
        assert kg.build(tmp_path).people["刘然吉"].posts[0].title == "局长"


def test_read_takes_one_text() -> None:
    assert kg.read("区工信局局长刘然吉表示，将开展‘十项行动’。").people["刘然吉"].posts[0].org.label == "区工信局"


def test_show_explain_query_evaluate(g: Graph) -> None:
    assert "POST(person=徐强" in kg.show("徐强", g)
    with pytest.raises(KeyError, match="徐强"):
        kg.show("徐强徐", g)
    assert any("刘然吉" in found.line for found in kg.explain("区工信局局长刘然吉表示，将开展‘十项行动’。"))
    row, = kg.query("SELECT (COUNT(*) AS ?n) WHERE { ?f a gov:Fact }", ROOT / "exports")
    assert row.n == len(kg.load(ROOT / "exports"))
    assert kg.query(ROOT / "ontology/queries/02-holder-of-a-post.rq", ROOT / "exports")[0].who == "徐强"
    assert kg.evaluate(ROOT / "tests/gold", ROOT / "seeds/pages").counts["POST"].hits > 0


def test_rooms_that_are_verbs_stay_rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import kg.view.page

    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    person = kg.load(ROOT / "exports").people["徐强"]
    assert person.id in kg.view(ROOT / "exports", focus="徐强") and person.id in opened[0]  # type: ignore[operator]
    with pytest.raises(LoadError, match="kg build"):
        kg.view(tmp_path)  # type: ignore[operator]
    assert kg.query.Graph is Graph is kg.Graph and callable(kg.view.page.network)


def test_every_verb_of_the_command_line_is_a_function() -> None:
    from kg.cli import app

    for command in app.registered_commands:
        name = (command.name or command.callback.__name__).replace("-", "_").rstrip("_")  # type: ignore[union-attr]
        assert callable(getattr(kg, name)) and name in kg.__all__ and name in dir(kg)


def test_the_package_has_no_other_names() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        kg.nonsense  # noqa: B018
