"""The verbs that hand a graph on take a build, a graph file or a Graph, filtered or not."""

from __future__ import annotations

import json
import threading
import urllib.parse
import urllib.request
from pathlib import Path

import networkx
import pytest
from mypy import api as mypy

import kg
from kg.graph.columns import ExtraError
from kg.graph.remote import StoreError
from kg.query import Graph

ROOT = Path(__file__).parent.parent
BASE = "https://data.example.net/k/"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?f a gov:Fact }"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verbs") / "out"
    kg.build(ROOT / "seeds/pages", folder, html=False, base=BASE)
    return folder


@pytest.fixture(scope="module")
def posts(out: Path) -> Graph:
    return kg.load(out).facts(type="POST")


def test_the_name_space_of_a_build_stays(out: Path, posts: Graph) -> None:
    for g in (kg.load(out), kg.load(out / "graph.ttl"), posts, posts.neighbourhood("徐强")):
        assert g.base == BASE
    row = posts.sparql('SELECT ?p WHERE { ?p rdfs:label "徐强"@zh }')[0]
    assert row.p.startswith(BASE) and posts.people[row.p].label == "徐强"


@pytest.mark.parametrize("ending", [".ttl", ".nq", ".nt", ".jsonld"])
def test_what_is_exported_is_loaded_again(posts: Graph, tmp_path: Path, ending: str) -> None:
    path, = kg.export(tmp_path / f"posts{ending}", posts)
    assert kg.load(path) == posts and kg.load(path).base == BASE


def test_a_filtered_graph_goes_to_other_tools(posts: Graph, tmp_path: Path) -> None:
    kg.export(tmp_path / "posts.graphml", posts)
    assert set(networkx.read_graphml(tmp_path / "posts.graphml").nodes) >= set(posts.entities)


def test_query_counts_the_same_everywhere(out: Path, posts: Graph) -> None:
    for data in (out, out / "graph.ttl", kg.load(out)):
        assert kg.query(COUNT, data)[0].n == len(kg.load(out))  # type: ignore[operator]
    assert kg.query(COUNT, posts)[0].n == len(posts)  # type: ignore[operator]


@pytest.mark.parametrize("asked", ["2", "02-holder-of-a-post", ROOT / "ontology/queries/02-holder-of-a-post.rq"])
def test_ready_questions_go_by_number_name_and_file(out: Path, asked: str | Path) -> None:
    assert kg.query(asked, out)[0].who == "徐强"  # type: ignore[operator]


def test_check_finds_nothing_in_what_we_build(out: Path, posts: Graph) -> None:
    assert kg.check(out) == kg.check(out / "graph.ttl") == kg.check(posts) == []


def test_check_by_shacl_agrees(posts: Graph) -> None:
    pytest.importorskip("pyshacl", reason="pip install 'govnews-kg[shacl]'")
    assert kg.check(posts.facts(about="徐强"), shacl=True) == []


def test_serve_and_load_into(out: Path) -> None:
    try:
        with kg.serve(0, out) as door:
            threading.Thread(target=door.serve_forever, daemon=True).start()
            asked = urllib.parse.urlencode({"query": f"PREFIX gov: <https://example.org/govkg/ns#> {COUNT}"})
            request = urllib.request.Request(
                f"http://127.0.0.1:{door.server_port}/query?{asked}", headers={"Accept": "application/sparql-results+json"}
            )
            with urllib.request.urlopen(request, timeout=30) as answer:
                found = json.load(answer)["results"]["bindings"][0]["n"]["value"]
            door.shutdown()
    except ExtraError as error:
        pytest.skip(str(error))
    assert int(found) == len(kg.load(out))


def test_load_into_fails_loudly_where_nobody_listens(posts: Graph) -> None:
    with pytest.raises(StoreError):
        kg.load_into("http://127.0.0.1:9/", posts, store="oxigraph")


def test_a_type_checker_sees_every_verb_as_the_function_it_is(tmp_path: Path) -> None:
    script = tmp_path / "user.py"
    verbs = ["build", "check", "evaluate", "explain", "export", "load_into", "query", "read", "report", "serve", "show", "view"]
    told = [f"reveal_type(kg.{verb})" for verb in verbs]
    script.write_text("\n".join(["import kg", *told, "kg.query(3)", ""]), "utf-8")
    out, _, _ = mypy.run([str(script), "--strict", "--no-incremental"])
    lines = [line for line in out.splitlines() if "note: Revealed" in line]
    assert [f'"def {verb}' in line or '"def (' in line for verb, line in zip(verbs, lines, strict=True)] == [True] * len(verbs)
    assert out.count("error:") == 1 and 'Argument 1 to "query"' in out
