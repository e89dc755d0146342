"""Every export is read back by the tool it is for; nothing is lost, nothing is half-written, the bytes are the same."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from graph_made import document, made
from graph_sample import sample
from graph_town import town

from kg.graph import export
from kg.graph.columns import ExtraError
from kg.graph.export import FORMATS, ExportError
from kg.graph.jsonld import context
from kg.graph.load import Source, read_graph, read_source
from kg.graph.rdf import BASE, write_turtle
from kg.model import Entity, Knowledge, Place
from kg.pipeline import build
from kg.schema import ontology_path

REASONS = {"post_told": "机构、职务、姓名相连 \"quoted\" \\ and\ttab"}


def source(knowledge: Knowledge) -> Source:
    return Source(knowledge, BASE, REASONS, {"org-old-1": "org-new-2"}, "1.2.3")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town in every format."""
    out = tmp_path_factory.mktemp("exports")
    for ending in FORMATS:
        export.export(source(town()), out / f"graph{ending}")
    return out


def triples(path: Path) -> set[str]:
    return {str(quad.triple) for quad in ox.parse(path=str(path), format=ox.RdfFormat.from_extension(path.suffix[1:]))}


def test_every_format_leaves_its_files(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == [
        "graph-edges.csv", "graph-nodes.csv", "graph.gexf", "graph.graphml", "graph.jsonld", "graph.nq", "graph.nt",
        "graph.parquet", "graph.ttl",
    ]  # fmt: skip


# ---- RDF


@pytest.mark.parametrize("name", ["graph.nt", "graph.nq", "graph.jsonld"])
def test_every_rdf_syntax_says_the_same(name: str, folder: Path) -> None:
    assert triples(folder / name) == triples(folder / "graph.ttl")


@pytest.mark.parametrize("name", ["graph.ttl", "graph.nt", "graph.nq", "graph.jsonld"])
def test_every_rdf_syntax_comes_back_with_all_that_it_says(name: str, folder: Path) -> None:
    back = read_source(folder / name)
    told = {s.rule for _, s in town().statements()} & REASONS.keys()
    assert back == source(town())._replace(knowledge=read_graph(folder / "graph.ttl"), reasons={r: REASONS[r] for r in told})


@pytest.mark.parametrize("name,syntax", [("graph.ttl", "turtle"), ("graph.nt", "nt"), ("graph.jsonld", "json-ld")])
def test_rdflib_reads_it(name: str, syntax: str, folder: Path) -> None:
    assert len(rdflib.Graph().parse(folder / name, format=syntax)) == len(triples(folder / "graph.ttl"))


def test_rdflib_reads_a_named_graph_per_page(folder: Path) -> None:
    found = rdflib.Dataset()
    found.parse(folder / "graph.nq", format="nquads")
    pages = {f"{BASE}id/src-{page.stem}" for page in town().documents}
    assert {str(g.identifier) for g in found.graphs() if len(g)} - {str(found.default_graph.identifier)} == pages
    once = found.graph(rdflib.URIRef(f"{BASE}id/src-town-2021"))
    sources = {str(page) for page in once.objects(None, rdflib.PROV.hadPrimarySource)}
    assert sources == {f"{BASE}id/src-town-2021"}


@pytest.mark.skipif(not shutil.which("rapper"), reason="rapper is not installed")
@pytest.mark.parametrize("name,syntax", [("graph.ttl", "turtle"), ("graph.nt", "ntriples"), ("graph.nq", "nquads")])
def test_rapper_reads_it(name: str, syntax: str, folder: Path) -> None:
    done = subprocess.run(["rapper", "-c", "-i", syntax, str(folder / name)], capture_output=True, text=True, check=True)
    lines = len((folder / name).read_text("utf-8").splitlines()) if name != "graph.ttl" else len(triples(folder / name))
    assert f"returned {lines} triples" in done.stderr and "warning" not in done.stderr.lower()


@pytest.mark.skipif(not shutil.which("rapper"), reason="rapper is not installed")
def test_rapper_reads_what_a_build_writes_and_the_ontology(tmp_path: Path) -> None:
    build(Path(__file__).parent.parent / "seeds" / "pages", tmp_path / "out", html=False)
    for path in (*(tmp_path / "out").glob("*.ttl"), *ontology_path().glob("*.ttl")):
        done = subprocess.run(["rapper", "-c", "-i", "turtle", str(path)], capture_output=True, text=True, check=True)
        assert "returned" in done.stderr and "warning" not in done.stderr.lower(), path


def test_the_context_file_is_fresh() -> None:
    kept = json.loads((ontology_path() / "context.jsonld").read_text("utf-8"))
    assert kept == {"@context": context(BASE)}, "write json.dumps({'@context': context(BASE)}) to ontology/context.jsonld"


def test_json_ld_is_plain_json(folder: Path) -> None:
    found = {node["@id"]: node for node in json.loads((folder / "graph.jsonld").read_text("utf-8"))["@graph"]}
    figure = next(node for node in found.values() if node.get("baseUnit") == "CNY" and node.get("valueText") == "930.50")
    assert figure["value"] == "930.5" and figure["unitText"] == "亿元" and figure["kind"] == "gov:level"
    assert found[figure["variableMeasured"]]["label"] == "地区生产总值"


# ---- networks


def figures(graph: nx.MultiDiGraph) -> list[tuple[str, str]]:
    return sorted((d["value"], d["unit"]) for _, d in graph.nodes(data=True) if d.get("type") == "METRIC")


@pytest.mark.parametrize("name,read", [("graph.graphml", nx.read_graphml), ("graph.gexf", nx.read_gexf)])
def test_networkx_reads_it(name: str, read: Callable[[Path], nx.MultiDiGraph], folder: Path) -> None:
    found = read(folder / name)
    assert found.is_directed()
    alone = [f for f in town().facts if f.type in ("METRIC", "SAYS", "AWARD", "BYLINE")]
    assert len(found) == len(town().entities) + len(alone)
    posts = [d for _, _, d in found.edges(data=True) if d.get("type", d.get("label")) == "POST"]
    assert len(posts) == 5 and {"党工委书记", "管委主任"} <= {d["title"] for d in posts}
    assert all(isinstance(d["confidence"], float) for d in posts)
    assert figures(found) == sorted((f.arg("value"), f.arg("unit")) for f in town().facts if f.type == "METRIC")


# ---- tables


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_csv_has_the_heads_that_neo4j_wants_and_every_edge_ends_in_a_node(folder: Path) -> None:
    nodes, edges = read_csv(folder / "graph-nodes.csv"), read_csv(folder / "graph-edges.csv")
    assert {"id:ID", "label", ":LABEL", "mentions:int", "confidence:double"} <= set(nodes[0])
    assert {"id", ":START_ID", ":END_ID", ":TYPE", "title", "words"} <= set(edges[0])
    known = [row["id:ID"] for row in nodes]
    assert len(known) == len(set(known)) and {row[e] for row in edges for e in (":START_ID", ":END_ID")} <= set(known)
    assert len(edges) == len({row["id"] for row in edges}) == len(town().facts)


def test_pandas_reads_csv_and_parquet(folder: Path) -> None:
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    nodes = pandas.read_csv(folder / "graph-nodes.csv")
    assert set(nodes[nodes[":LABEL"] == "PER"].label) == {"林海洋", "沈若兰", "周启明", "顾知远"}
    facts = pandas.read_parquet(folder / "graph.parquet")
    assert len(facts) == sum(1 for _ in town().statements())
    posts = facts[(facts.type == "POST") & (facts.person_label == "林海洋")]
    assert list(posts.org_label) == ["青岚街道", "云河开发区", "云河开发区"] and posts.former.isna().all()
    assert set(facts[facts.former == "true"].person_label) == {"沈若兰"}
    assert str(facts.start.dtype) == "int64" and str(facts.confidence.dtype) == "float64"


def test_without_pyarrow_parquet_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExtraError, match=r"pip install 'govnews-kg\[parquet\]'"):
        export.export(source(town()), tmp_path / "graph.parquet")
    assert list(tmp_path.iterdir()) == []


# ---- all of them


@pytest.mark.parametrize("ending", FORMATS)
def test_the_same_bytes_twice(ending: str, folder: Path, tmp_path: Path) -> None:
    for path in export.export(source(town()), tmp_path / f"graph{ending}"):
        assert path.read_bytes() == (folder / path.name).read_bytes()


@pytest.mark.parametrize("ending", FORMATS)
def test_a_failure_leaves_what_was_there(ending: str, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    written = export.export(source(town()), tmp_path / f"graph{ending}")
    before = {path.name: path.read_bytes() for path in written}
    broken = replace(town(), facts=(*town().facts, replace(town().facts[0], type="SAILS")))
    with pytest.raises(KeyError):
        export.export(source(broken), tmp_path / f"graph{ending}")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


HOSTILE = 'a"b\\c\n\r\t\x1b\u2028\u202e<𠮷>&\'|,;\ud800\x7f'


@pytest.mark.parametrize("ending", FORMATS)
def test_hostile_strings_break_nothing(ending: str, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    odd = Entity("per-x", "PER", "", HOSTILE, (HOSTILE + "2",), (Place("p", 0, 1, "x"),))
    told = Source(Knowledge((replace(document("p"), path=HOSTILE),), (odd,), ()), BASE, {}, {}, "1")
    for path in export.export(told, tmp_path / f"graph{ending}"):
        reader = {".graphml": nx.read_graphml, ".gexf": nx.read_gexf, ".csv": read_csv}.get(ending)
        if reader:
            assert len(reader(path)) == (0 if "edges" in path.name else 1)
        elif ending != ".parquet":
            assert read_graph(path).entities[0].label == HOSTILE.replace("\ud800", "\ufffd")


@pytest.mark.parametrize("knowledge", [sample(), made(400), Knowledge((), (), ())], ids=["sample", "made", "empty"])
@pytest.mark.parametrize("ending", [".nt", ".nq", ".jsonld"])
def test_other_graphs_too(ending: str, knowledge: Knowledge, tmp_path: Path) -> None:
    write_turtle(knowledge, tmp_path / "want.ttl")
    export.export(Source(knowledge, BASE, {}, {}, "0.1.0"), tmp_path / f"graph{ending}")
    assert triples(tmp_path / f"graph{ending}") == triples(tmp_path / "want.ttl")


def test_an_unknown_ending_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"no format \.xls; there are \.ttl \.nt"):
        export.export(source(town()), tmp_path / "graph.xls")
