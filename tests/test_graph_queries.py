"""The fifteen competency questions give the rows one expects, in every store that can be started here."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from graph_sample import sample

from kg.graph.rdf import turtle
from kg.schema import ontology_path

NS = "https://example.org/govkg/ns#"
ID = "https://example.org/govkg/id/"
EVENT = "全区党建引领高水平安全高质量发展工作会议"
WANT: dict[str, list[tuple[str, ...]]] = {
    "01-posts-of-a-person": [
        ("青岛中德生态园", "党工委副书记", "2024-02-19", "2024-02-19"),
        ("青岛中德生态园", "管委常务副主任", "2024-02-19", "2024-02-19"),
    ],
    "02-holder-of-a-post": [("徐强", "2024-02-19")],
    "03-several-posts": [("毛军响", "2"), ("王莉", "2")],
    "04-parts-at-any-depth": [("薛辛庄社区",), ("长江路街道",)],
    "05-figure-of-an-indicator": [("2023", "5000", "亿元", f"{NS}atLeast")],
    "06-growth-over-the-years": [
        ("2020-05-01", "2020", "11", f"{NS}target"), ("2024-02-19", "2023", "6.2", f"{NS}actual"),
    ],
    "07-target-against-result": [("规上工业增加值", "2020", "11", "2023", "6.2", "%")],
    "08-figures-on-one-word": [("规上工业增加值", "11", "%", f"{NS}target")],
    "09-initiatives-of-a-year": [("董家口经济区", "“项目攻坚年”行动", f"{NS}plan")],
    "10-event-and-its-people": [("薛宗刚", EVENT)],
    "11-inspections": [("王台街道", "2022-02-23"), ("青岛开发区", "2022-02-23")],
    "12-projects-of-a-place": [("变频控制产业园", f"{NS}plan", "")],
    "13-honours": [("青岛西海岸新区政务网", "2021年度中国优秀政务网站", "2022-02-23")],
    "14-evidence-of-a-fact": [
        ("2024-02-19-mobilisation", "795", "806", "隐珠街道党工委书记徐强", "post_by_hand", "0.98")
    ],
    "15-facts-to-check": [
        (ID + fact.id, f"{fact.confidence}")
        for fact in sorted(sample().facts, key=lambda f: (f.confidence, f.id))
        if fact.confidence < 0.85
    ],
}  # fmt: skip
QUERIES = sorted((ontology_path() / "queries").glob("*.rq"))


def shown(term: object) -> str:
    """A cell as text; stores print decimals with and without a needless zero."""
    text = "" if term is None else str(getattr(term, "value", term))
    return text.removesuffix(".0")


@lru_cache
def oxigraph() -> ox.Store:
    store = ox.Store()
    store.bulk_load("".join(turtle(sample())).encode(), ox.RdfFormat.TURTLE)
    return store


@lru_cache
def rdf() -> rdflib.Graph:
    return rdflib.Graph().parse(data="".join(turtle(sample())), format="turtle")


ENGINES: dict[str, Callable[[str], object]] = {
    "pyoxigraph": lambda question: oxigraph().query(question),
    "rdflib": lambda question: rdf().query(question),
}


@pytest.mark.parametrize("engine", sorted(ENGINES))
@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_question(path: Path, engine: str) -> None:
    answer = ENGINES[engine](path.read_text("utf-8"))
    assert [tuple(map(shown, row)) for row in answer] == WANT[path.stem]  # type: ignore[attr-defined]


def test_all_questions_are_asked() -> None:
    assert [path.stem for path in QUERIES] == sorted(WANT)


@pytest.mark.parametrize("name", ["王莉", "隐珠街道", "规上工业增加值"])
def test_everything_about_a_name_hangs_on_fact_nodes(name: str) -> None:
    """Every argument is an object of the fact's node, so one pattern finds all."""
    question = f"""PREFIX gov: <{NS}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT DISTINCT ?fact WHERE {{ ?fact a gov:Fact ; ?as ?x . ?x rdfs:label "{name}"@zh }}"""
    known = {entity.id for entity in sample().entities if entity.label == name} | {name}
    told = {ID + fact.id for fact in sample().facts if known & {value for _, value in fact.args}}
    assert {row[0].value for row in oxigraph().query(question)} == told  # type: ignore[union-attr,index]
