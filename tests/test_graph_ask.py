"""`kg query` answers tables, CSV, JSON and Turtle; mistakes are one line and exit code 2."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from graph_town import town
from typer.testing import CliRunner

from kg.cli import app, main
from kg.graph.ask import QuestionError, answer, base_of, open_store, question, questions
from kg.graph.rdf import write_turtle

BASE = "https://data.example.net/kg#"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ask") / "graph.ttl"
    write_turtle(town(), path, base=BASE)
    return path


@pytest.fixture(scope="module")
def store(graph: Path) -> ox.Store:
    return open_store(graph)


def test_a_table_is_aligned_for_wide_characters(store: ox.Store) -> None:
    text = answer(question("22"), store)
    lines = text.splitlines()
    assert lines[0].split() == ["who", "honours"] and lines[2].split() == ["北川集团", "2"]
    starts = {sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in line[: line.rindex(line.split()[1])]) for line in lines}
    assert len(starts) == 1


def test_names_are_short_and_long_cells_are_cut(store: ox.Store) -> None:
    text = answer(f'SELECT ?x ("{"长" * 99}" AS ?long) WHERE {{ ?x a gov:Project }} ORDER BY ?x', store, base=BASE)
    assert all(line.split()[0].startswith("id:prj-") and line.endswith("…") for line in text.splitlines()[2:])


def test_csv_and_json(store: ox.Store) -> None:
    found = list(csv.DictReader(io.StringIO(answer(question("30-places-by-projects"), store, "csv"))))
    assert found == [{"place": "青岚街道", "projects": "2"}, {"place": "望溪街道", "projects": "1"}]
    assert json.loads(answer(question("30"), store, "json"))["head"]["vars"] == ["place", "projects"]


def test_construct_gives_turtle_in_one_order(store: ox.Store) -> None:
    asked = "CONSTRUCT { ?x rdfs:label ?l } WHERE { ?x a gov:Project ; rdfs:label ?l }"
    text = answer(asked, store, "ttl", BASE)
    assert len(rdflib.Graph().parse(data=text, format="turtle")) == 3
    assert text == answer(asked, store, "table", BASE) and text.startswith("@prefix dcterms:")


def test_ask_is_true_or_false(store: ox.Store) -> None:
    assert answer("ASK { ?x a gov:Project }", store) == "true\n"
    assert json.loads(answer("ASK { ?x a gov:Unheard }", store, "json")) == {"head": {}, "boolean": False}


def test_all_ready_questions_run_by_number(store: ox.Store) -> None:
    assert len(questions()) == 30
    for n in range(1, 31):
        assert answer(question(str(n)), store).count("\n") >= 2


def test_quads_are_asked_as_one_graph(graph: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph.nq"
    assert CliRunner().invoke(app, ["export", str(out), "-d", str(graph)]).output == f"{out}\n"
    assert answer(question("16"), open_store(out)) == answer(question("16"), open_store(graph))
    assert base_of(out) == base_of(graph) == BASE


@pytest.mark.parametrize(
    "asked,form",
    [("SELECT ?x WHERE {", "table"), ("SELECT * WHERE { ?s ?p ?o }", "ttl"), ("DESCRIBE <http://a/b>", "csv"), ("ASK {}", "xml")],
)
def test_what_cannot_be_answered_is_said(asked: str, form: str, store: ox.Store) -> None:
    with pytest.raises(QuestionError):
        answer(asked, store, form)


@pytest.mark.parametrize("command", [
    ["query", "31"], ["query", "none.rq"], ["query", "SELECT nothing"], ["query", "3", "-d", "nowhere"],
    ["query", "3", "-d", "README.md"], ["export", "graph.xls"], ["export", "nowhere/graph.nt"],
    ["check", "nowhere"], ["check", "README.md"], ["load-into", "ftp://x"], ["load-into", "http://127.0.0.1:1"],
    ["load-into", "http://127.0.0.1:1", "--store", "mine"], ["load-into", "http://127.0.0.1:1", "--store", "virtuoso"],
    ["load-into", "http://127.0.0.1:1", "--store", "oxigraph"], ["serve", "-d", "nowhere"],
])  # fmt: skip
def test_mistakes_are_one_line_and_exit_code_2(
    command: list[str], graph: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = command if "-d" in command or command[0] == "check" else [*command, "-d", str(graph)]
    monkeypatch.setattr("sys.argv", ["kg", *given])
    with pytest.raises(SystemExit) as done:
        main()
    said = capsys.readouterr()
    assert done.value.code == 2 and said.err.count("\n") == 1 and said.err.startswith("kg: ") and not said.out
