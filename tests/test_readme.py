"""The README's Python and SPARQL run as they are printed; the commands and files it names exist."""

from __future__ import annotations

import re
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
    lines = capsys.readouterr().out.strip().splitlines()
    assert len(lines) >= 3 and "青岛中德生态园 党工委副书记" in lines[0]
    assert all(int(n) > 50 for n in lines[-1].split())


@pytest.mark.parametrize("question", blocks("sparql"))
def test_sparql(question: str, at_root: None) -> None:
    rows = list(kg.load("exports").sparql(question))
    assert rows and all(row for row in rows)


def test_the_first_question_has_the_known_answer(at_root: None) -> None:
    row, = kg.load("exports").sparql(blocks("sparql")[0])
    assert row == {"who": "徐强", "date": "2024-02-19"}


def test_the_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target


def test_commands_are_documented(at_root: None) -> None:
    help_text = CliRunner().invoke(app, ["--help"]).output
    for command in app.registered_commands:
        name = command.name or (command.callback.__name__ if command.callback else "")
        assert f"kg {name}" in README and name in help_text
