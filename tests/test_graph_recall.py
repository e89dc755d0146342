"""The graph carries everything: triples back into Knowledge give the tables of the build, byte for byte."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from graph_made import document, fact_id, made, shuffled
from graph_sample import sample

from kg.graph.load import read_graph, read_tables
from kg.graph.nodes import GraphError
from kg.graph.rdf import write_turtle
from kg.graph.shapes import violations
from kg.graph.tables import write_tables
from kg.model import Entity, Fact, Knowledge, Place, Statement
from kg.pipeline import build

ROOT = Path(__file__).parent.parent
TABLES = ("documents.jsonl", "entities.jsonl", "facts.jsonl")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built") / "out"
    build(ROOT / "seeds" / "pages", out, html=False)
    return out


def tables(knowledge: Knowledge, folder: Path) -> dict[str, bytes]:
    folder.mkdir(parents=True, exist_ok=True)
    write_tables(knowledge, folder)
    return {name: (folder / name).read_bytes() for name in TABLES}


def test_turtle_gives_back_the_tables_of_the_build(built: Path, tmp_path: Path) -> None:
    back = read_graph(built / "graph.ttl")
    assert tables(back, tmp_path) == {name: (built / name).read_bytes() for name in TABLES}
    assert back == read_tables(built)


def test_turtle_of_the_graph_read_back_is_the_same_turtle(built: Path, tmp_path: Path) -> None:
    write_turtle(read_tables(built), tmp_path / "one.ttl")
    write_turtle(read_graph(built / "graph.ttl"), tmp_path / "two.ttl")
    assert (tmp_path / "one.ttl").read_bytes() == (tmp_path / "two.ttl").read_bytes()


def whole(knowledge: Knowledge) -> Knowledge:
    """Without the few invented spans that two statements of one fact share by chance."""
    return replace(knowledge, facts=tuple(f for f in knowledge.facts if len({s[:3] for s in f.statements}) == len(f.statements)))


@pytest.mark.parametrize("knowledge", [sample(), whole(made(600))], ids=["sample", "made"])
def test_invented_knowledge_comes_back(knowledge: Knowledge, tmp_path: Path) -> None:
    write_turtle(shuffled(knowledge, 3), tmp_path / "graph.ttl")
    assert tables(read_graph(tmp_path / "graph.ttl"), tmp_path / "a") == tables(knowledge, tmp_path / "b")


@pytest.mark.parametrize("ending", [".nt", ".nq", ".trig", ".rdf", ".ttl"])
def test_any_syntax_and_any_order(ending: str, built: Path, tmp_path: Path) -> None:
    """What a store gives back: shuffled, in another syntax, in named graphs, some triples twice."""
    quads = list(ox.parse(path=str(built / "graph.ttl"), format=ox.RdfFormat.TURTLE))
    random.Random(5).shuffle(quads)
    syntax = ox.RdfFormat.from_extension(ending[1:])
    assert syntax is not None
    if syntax.supports_datasets:
        named = ox.NamedNode("https://example.net/g")
        quads += [ox.Quad(q.subject, q.predicate, q.object, named) for q in quads[::2]]
    path = tmp_path / f"graph{ending}"
    ox.serialize((q if syntax.supports_datasets else q.triple for q in quads), str(path), format=syntax)
    assert tables(read_graph(path), tmp_path / "t") == {name: (built / name).read_bytes() for name in TABLES}


def test_a_store_gives_it_back(built: Path, tmp_path: Path) -> None:
    """A store may write 6 for 6.0 and drop trailing zeros."""
    store = ox.Store(str(tmp_path / "db"))
    store.bulk_load(path=str(built / "graph.ttl"), format=ox.RdfFormat.TURTLE)
    store.dump(str(tmp_path / "dump.nt"), format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    assert read_graph(tmp_path / "dump.nt") == read_tables(built)


def odd() -> Iterator[Fact]:
    """Spellings that decimals, EDTF and one label a concept do not hold."""
    figures = [("6.20", "2022-Q1..Q3"), ("05", "2022-H1"), ("1000-2000", "2022-01..10"), ("-3.50--1", "2021..2025"),
               ("-0.5-0.25", "2024-02..2024-03"), ("12345678901234567890", "cumulative"), ("0.0", "2022-Q3")]  # fmt: skip
    cells: list[tuple[str, tuple[tuple[str, str], ...], str, str]] = [
        ("METRIC", (("indicator", "指标"), ("value", value), ("unit", ""), ("kind", "level"), ("period", period)), "", "")
        for value, period in figures
    ]
    cells += [("POST", (("person", "per-x"), ("org", "org-y"), ("title", title), ("former", former)), "2024-02", "2024-02-29")
              for title in ("副局长", "副 局长", "Ａ级督导", "A级督导") for former in ("", "true")]  # fmt: skip
    cells += [("VISIT", (("person", "per-x"), ("target", "org-y")), "2024", ""),
              ("VISIT", (("person", "per-x"), ("target", "org-y"), ("modality", "plan")), "2024-02-01", "2024-02"),
              ("AWARD", (("subject", "org-y"), ("honour", "示范区"), ("period", "2023")), "2023-05", "")]  # fmt: skip
    for n, (code, args, first, last) in enumerate(cells):
        long = "推动各项工作提质增效" * 30
        said = [Statement("页 面", 10 * n, 10 * n + 5, long, n // 3, 0, 400 + n, "某 rule", 0.1234, "per-x", "2024-05"),
                Statement("plain", 5, 9, "短句", 0, 5, 9, "r", 1, "", "")]  # fmt: skip
        yield Fact(fact_id(code, args, first), code, args, tuple(said), first, last)


def test_odd_spellings_come_back(tmp_path: Path) -> None:
    who = Entity("per-x", "PER", "", "林海洋", ("海洋", "林 海洋"), (Place("页 面", 3, 6, "林海洋"), Place("plain", 3, 6, "海洋")))
    home = Entity("org-y", "ORG", "zone", "青岚“新”区", (), ())
    pages = (document("页 面", "2024-05", 11), document("plain", None, 0))
    knowledge = Knowledge(pages, (home, who), tuple(sorted(odd(), key=lambda f: f.id)))
    assert violations(knowledge) == []
    write_turtle(knowledge, tmp_path / "graph.ttl")
    assert tables(read_graph(tmp_path / "graph.ttl"), tmp_path / "a") == tables(knowledge, tmp_path / "b")


@pytest.mark.parametrize(
    "name,text",
    [
        ("graph.csv", "a,b"),
        ("graph", ""),
        ("broken.ttl", "id:x a"),
        ("foreign.nt", "<http://a/x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://example.org/govkg/ns#Fact> .\n"),
    ],
)
def test_what_is_no_graph_of_ours_is_said_in_one_line(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(GraphError) as caught:
        read_graph(tmp_path / name)
    assert name in str(caught.value) and "\n" not in str(caught.value)


def test_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        read_graph(tmp_path / "none.ttl")
