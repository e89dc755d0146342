"""`kg view` opens the page of a build, at an entity where one is named."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from typer.testing import CliRunner

import kg
from kg import pipeline
from kg.cli import app

SEEDS = Path(__file__).parent.parent / "seeds" / "pages"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("view") / "图 #1"
    pipeline.build(SEEDS, out)
    return out


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    addresses: list[str] = []
    monkeypatch.setattr(webbrowser, "open", addresses.append)
    return addresses


def test_it_opens_the_page_and_prints_where_it_is(built: Path, opened: list[str]) -> None:
    result = CliRunner().invoke(app, ["view", str(built)])
    assert result.exit_code == 0 and result.output.strip() == str(built / "graph.html")
    assert opened == [(built / "graph.html").as_uri()] and "%23" in opened[0]


def test_a_name_or_its_pinyin_and_a_language_set_the_state(built: Path, opened: list[str]) -> None:
    for name in ("王莉", "wangli"):
        result = CliRunner().invoke(app, ["view", str(built), "--focus", name, "--lang", "en"])
        assert result.exit_code == 0
    assert opened[0] == opened[1]
    state = parse_qs(opened[0].rpartition("#")[2])
    holder = kg.load(built).people["王莉"]
    assert state == {"n": [holder.id], "f": [holder.id], "l": ["en"]}


@pytest.mark.parametrize(("options", "said"), [(["--focus", "无此人"], "无此人"), (["--lang", "xx"], "xx")])
def test_what_is_not_there_is_said_and_nothing_opens(built: Path, opened: list[str], options: list[str], said: str) -> None:
    result = CliRunner().invoke(app, ["view", str(built), *options])
    assert result.exit_code != 0 and said in str(result.exception) + result.output and opened == []


def test_a_build_without_a_page_says_how_to_get_one(tmp_path: Path, opened: list[str]) -> None:
    result = CliRunner().invoke(app, ["view", str(tmp_path)])
    assert result.exit_code != 0 and "kg build" in str(result.exception) and opened == []
