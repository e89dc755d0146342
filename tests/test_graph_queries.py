"""The thirty competency questions give the rows one expects, the same ones in every store that can be started here."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from graph_sample import sample
from graph_town import town
from stores import STORES, Ask

from kg.graph.rdf import turtle, write_turtle
from kg.pipeline import build
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
WANT_OF_TOWN: dict[str, list[tuple[str, ...]]] = {
    "16-who-worked-with-whom": [
        ("青岚街道", "林海洋", "2021-03-05", "沈若兰", "2022-03-04"),
    ],
    "17-path-of-an-official": [
        ("林海洋", "2021-03-05", "青岚街道", "党工委书记", f"{NS}current"),
        ("林海洋", "2022-03-04", "云河开发区", "管委主任", f"{NS}current"),
    ],
    "18-shared-initiatives": [
        ("“清河”攻坚行动", "2"),
    ],
    "19-promises-without-a-result": [
        ("2021-03-05", "青岚街道", "污水处理率", "95", "%", "2022"),
    ],
    "20-contradictions": [
        ("云河市", "地区生产总值", "2021", "88000000000", "town-2022", "88500000000", "town-2023", "CNY"),
    ],
    "21-reporters-and-topics": [
        ("周启明", "东栾集团", "2"),
        ("周启明", "北川集团", "2"),
        ("周启明", "望溪街道", "2"),
        ("周启明", "青岚街道", "2"),
        ("周启明", "云河开发区", "1"),
    ],
    "22-most-honoured": [
        ("北川集团", "2"),
        ("青岚街道", "1"),
    ],
    "23-figures-by-period": [
        ("2021", f"{NS}actual", "2"),
        ("2021", f"{NS}target", "1"),
        ("2022", f"{NS}actual", "1"),
        ("2022", f"{NS}target", "1"),
        ("2022-01/2022-09", f"{NS}plan", "1"),
    ],
    "24-projects-of-an-investor": [
        ("东栾集团", "半亭泵站", "青岚街道"),
        ("北川集团", "晴澜产业园", "青岚街道"),
        ("北川集团", "松坪大桥", "望溪街道"),
    ],
    "25-speakers-at-events": [
        ("云河市第六次推进会", "沈若兰", "先把河治好，再把路修通"),
    ],
    "26-parts-with-heads": [
        ("云河开发区", "望溪街道", "", ""),
        ("云河开发区", "青岚街道", "党工委书记", "林海洋"),
        ("云河开发区", "青岚街道", "党工委书记", "沈若兰"),
    ],
    "27-latest-figures": [
        ("云河市", "地区生产总值", "2023-03-01", "2021", "8850000", "万元"),
        ("云河市", "地区生产总值", "2023-03-01", "2022", "930.5", "亿元"),
    ],
    "28-said-by-whom": [
        (f"{NS}Award", "3", "0"),
        (f"{NS}Byline", "1", "0"),
        (f"{NS}EventRole", "1", "0"),
        (f"{NS}Init", "2", "0"),
        (f"{NS}InitPart", "1", "0"),
        (f"{NS}Located", "3", "0"),
        (f"{NS}Metric", "7", "3"),
        (f"{NS}PartOf", "3", "0"),
        (f"{NS}PartyTo", "3", "0"),
        (f"{NS}Post", "6", "0"),
        (f"{NS}Says", "1", "0"),
        (f"{NS}Visit", "1", "0"),
    ],
    "29-facts-of-several-pages": [
        (f"{ID}f-0b058df608b5dafb", f"{NS}Metric", "2"),
        (f"{ID}f-f3f3b61ab56b0f60", f"{NS}Post", "2"),
    ],
    "30-places-by-projects": [
        ("青岚街道", "2"),
        ("望溪街道", "1"),
    ],
}
QUERIES = sorted((ontology_path() / "queries").glob("*.rq"))
DATA = {"sample": sample, "town": town}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both graphs as files."""
    folder = tmp_path_factory.mktemp("data")
    for name, knowledge in DATA.items():
        write_turtle(knowledge(), folder / f"{name}.ttl")
    return {name: folder / f"{name}.ttl" for name in DATA}


@pytest.fixture(scope="module", params=STORES)
def ask(request: pytest.FixtureRequest, data: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with STORES[request.param](data, tmp_path_factory.mktemp("store")) as asked:
        yield asked


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_question(path: Path, ask: Ask) -> None:
    name = "sample" if path.stem in WANT else "town"
    assert ask(path.read_text("utf-8"), name) == {**WANT, **WANT_OF_TOWN}[path.stem]


QUICK = ("pyoxigraph on disk", "oxigraph over HTTP", "Virtuoso over HTTP")


@pytest.mark.parametrize("store", QUICK)
def test_stores_agree_on_the_start_pages(store: str, tmp_path: Path) -> None:
    """Real names and undated pages, which sort and group less tidily than invented ones."""
    build(Path(__file__).parent.parent / "seeds" / "pages", tmp_path / "out", html=False)
    data = {"start": tmp_path / "out" / "graph.ttl"}
    (tmp_path / "store").mkdir()
    with STORES["pyoxigraph in memory"](data, tmp_path) as want, STORES[store](data, tmp_path / "store") as asked:
        for path in QUERIES:
            assert asked(path.read_text("utf-8"), "start") == want(path.read_text("utf-8"), "start"), path.stem


@lru_cache
def oxigraph() -> ox.Store:
    store = ox.Store()
    store.bulk_load("".join(turtle(sample())).encode(), ox.RdfFormat.TURTLE)
    return store


def test_all_questions_are_asked() -> None:
    assert [path.stem for path in QUERIES] == sorted({**WANT, **WANT_OF_TOWN})


@pytest.mark.parametrize("name", ["王莉", "隐珠街道", "规上工业增加值"])
def test_everything_about_a_name_hangs_on_fact_nodes(name: str) -> None:
    """Every argument is an object of the fact's node, so one pattern finds all."""
    question = f"""PREFIX gov: <{NS}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT DISTINCT ?fact WHERE {{ ?fact a gov:Fact ; ?as ?x . ?x rdfs:label "{name}"@zh }}"""
    known = {entity.id for entity in sample().entities if entity.label == name} | {name}
    told = {ID + fact.id for fact in sample().facts if known & {value for _, value in fact.args}}
    assert {row[0].value for row in oxigraph().query(question)} == told  # type: ignore[union-attr,index]
