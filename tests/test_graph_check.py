"""`kg check` on files: the native rules and pySHACL find the same seeded mistakes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from graph_town import town
from test_graph_shapes import MISTAKES, SOUND, Mistake
from typer.testing import CliRunner

from kg.cli import app
from kg.graph.rdf import write_turtle
from kg.graph.soundness import check, check_shacl
from kg.graph.tables import write_tables
from kg.model import Knowledge

IN_TURTLE = [mistake for mistake in MISTAKES if mistake.in_turtle]


def written(knowledge: Knowledge, folder: Path) -> Path:
    write_turtle(knowledge, folder / "graph.ttl")
    return folder / "graph.ttl"


def test_there_are_enough_sorts_of_mistakes() -> None:
    assert len(IN_TURTLE) >= 25


@pytest.mark.parametrize("mistake", IN_TURTLE, ids=lambda mistake: mistake.name)
def test_both_checks_find_a_seeded_mistake(mistake: Mistake, tmp_path: Path) -> None:
    path = written(mistake.broken(), tmp_path)
    native, shacl = check(path), check_shacl(path)
    assert native and shacl and all("\n" not in line for line in native + shacl)


def test_both_checks_pass_a_sound_graph(tmp_path: Path) -> None:
    for knowledge in (SOUND, town()):
        path = written(knowledge, tmp_path)
        assert check(path) == check_shacl(path) == []


def test_tables_that_differ_from_the_graph_are_found(tmp_path: Path) -> None:
    written(town(), tmp_path)
    write_tables(town(), tmp_path)
    assert check(tmp_path) == []
    rows = (tmp_path / "facts.jsonl").read_text("utf-8").splitlines()
    (tmp_path / "facts.jsonl").write_text("\n".join(rows[1:]) + "\n", "utf-8")
    assert check(tmp_path) == [f"{tmp_path}: tables and graph.ttl differ; build it again"]


def test_the_command_exits_with_1_for_an_unsound_graph(tmp_path: Path) -> None:
    path = written(SOUND, tmp_path)
    assert CliRunner().invoke(app, ["check", str(path)]).output == f"{path}: sound\n"
    written(IN_TURTLE[0].broken(), tmp_path)
    for option in ([], ["--shacl"]):
        done = CliRunner().invoke(app, ["check", str(path), *option])
        assert done.exit_code == 1 and done.output.strip()


def test_quads_are_checked_too(tmp_path: Path) -> None:
    path = written(town(), tmp_path)
    runner = CliRunner()
    assert runner.invoke(app, ["export", str(tmp_path / "graph.nq"), "-d", str(path)]).exit_code == 0
    assert check(tmp_path / "graph.nq") == check_shacl(tmp_path / "graph.nq") == []
    shutil.copy(path, tmp_path / "copy.ttl")
    assert json.loads(runner.invoke(app, ["query", "ASK { ?s ?p ?o }", "-f", "json", "-d", str(tmp_path / "copy.ttl")]).output)["boolean"]
