"""The README's Python and SPARQL run as they are printed; the commands and files it names exist."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

import kg
from kg.cli import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.S | re.M)


@pytest.fixture
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("code", blocks("python"))
def test_python(code: str, at_root: None, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(code, "README.md", "exec"), {})
    said = capsys.readouterr().out
    lines = said.strip().splitlines()
    assert lines[0] == "隐珠街道 党工委书记 2024-02-19 隐珠街道党工委书记徐强"
    assert "POST(person=徐强, org=隐珠街道, title=党工委书记)" in lines[1] and "2024-02-19-mobilisation:" in lines[2]
    assert "target 2020 11 %" in lines and "actual 2023 6.2 %" in lines
    assert "“项目攻坚年”行动" in said and "王莉 —" in said
    assert all(int(n) > 2 for n in lines[-1].split())


@pytest.mark.parametrize("question", blocks("sparql"))
def test_sparql(question: str, at_root: None) -> None:
    rows = list(kg.load("exports").sparql(question))
    assert rows and all(row for row in rows)


def test_the_first_question_has_the_known_answer(at_root: None) -> None:
    row, = kg.load("exports").sparql(blocks("sparql")[0])
    assert row == {"who": "徐强", "date": date(2024, 2, 19)}


def test_the_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target


def test_commands_are_documented(at_root: None) -> None:
    help_text = CliRunner().invoke(app, ["--help"]).output
    for command in app.registered_commands:
        name = command.name or (command.callback.__name__ if command.callback else "")
        assert f"kg {name}" in README and name in help_text
