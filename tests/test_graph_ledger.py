"""Issued names never change when pages are added, in whatever order they come; the base is a setting."""

from __future__ import annotations

import json
import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from graph_made import made
from typer.testing import CliRunner

from kg.cli import app, main
from kg.graph.ledger import LedgerError, freeze, read_ledger, replaced, write_ledger
from kg.graph.load import read_tables
from kg.model import Entity, Knowledge, Place
from kg.page.read import read_page
from kg.pipeline import build

PAGES = Path(__file__).parent.parent / "seeds" / "pages"


@pytest.mark.parametrize("seed", range(3))
def test_adding_pages_one_by_one_changes_no_name(seed: int, tmp_path: Path) -> None:
    order = random.Random(seed).sample(sorted(PAGES.glob("*.txt")), 5)
    pages, out = tmp_path / "pages", tmp_path / "out"
    pages.mkdir()
    entities: set[str] = set()
    facts: set[str] = set()
    for page in order:
        shutil.copy(page, pages)
        build(pages, out, html=False)
        known = read_tables(out)
        now = {e.id for e in known.entities} | replaced(read_ledger(out / "ids.jsonl")).keys()
        assert entities <= now and facts <= {f.id for f in known.facts}
        entities, facts = now, {f.id for f in known.facts}


def test_pages_that_come_in_the_order_of_their_dates_rename_nothing_even_without_the_earlier_build(tmp_path: Path) -> None:
    dated = sorted((read_page(path, PAGES).published or "~", path) for path in PAGES.glob("*.txt"))
    pages = tmp_path / "pages"
    pages.mkdir()
    before: set[str] = set()
    for n, (_, page) in enumerate(dated):
        shutil.copy(page, pages)
        known = build(pages, tmp_path / str(n), html=False).knowledge
        now = {e.id for e in known.entities} | {f.id for f in known.facts}
        assert before <= now
        before = now


def who(id: str, label: str, *pages: str, text: str = "") -> Entity:
    return Entity(id, "ORG", "", label, (), tuple(Place(page, 0, 4, text or label) for page in pages))


def frozen(*steps: tuple[Entity, ...]) -> tuple[list[str], dict[str, str]]:
    """Ids after the last step, and the names that went."""
    ledger = ()
    for entities in steps:
        knowledge, ledger = freeze(Knowledge((), entities, ()), ledger)
    return [e.id for e in knowledge.entities], replaced(ledger)


def test_a_fuller_name_keeps_the_name_it_had() -> None:
    short, full = who("org-a", "北川集团", "one"), who("org-b", "北川控股集团", "one", "two", text="北川集团")
    assert frozen((short,), (full,)) == (["org-a"], {})


def test_of_two_that_become_one_the_better_known_stays_and_the_other_is_forwarded() -> None:
    left, right = who("org-a", "北川集团", "one"), who("org-b", "北川控股集团", "two", "three")
    both = replace(right, mentions=(*left.mentions, *right.mentions))
    assert frozen((left, right), (both,)) == (["org-b"], {"org-a": "org-b"})


def test_of_one_that_becomes_two_one_stays() -> None:
    one = who("org-a", "望溪街道", "one", "two", "three")
    left, right = who("org-a", "望溪街道", "one"), who("org-c", "望溪街道", "two", "three")
    assert frozen((one,), (left, right)) == (["org-a", "org-a-2"], {})


def test_a_page_that_was_gone_gets_its_names_again() -> None:
    left, right = who("org-a", "北川集团", "one"), who("org-b", "望溪街道", "two")
    assert frozen((left, right), (right,), (left, right)) == (["org-a", "org-b"], {})


def test_without_a_ledger_nothing_changes_and_the_ledger_can_be_read_back(tmp_path: Path) -> None:
    knowledge = made(300)
    same, ledger = freeze(knowledge, ())
    write_ledger(ledger, tmp_path / "ids.jsonl")
    assert same is knowledge and read_ledger(tmp_path / "ids.jsonl") == ledger
    assert freeze(knowledge, ledger) == (knowledge, ledger)


def test_facts_follow_their_entities(tmp_path: Path) -> None:
    knowledge = made(200)
    renamed = {e.id: f"{e.id}-old" for e in knowledge.entities}
    _, ledger = freeze(knowledge, ())
    issued = tuple(i._replace(id=renamed[i.id]) for i in ledger)
    now, _ = freeze(knowledge, issued)
    told = {e.id for e in now.entities if e.id.endswith("-old")}
    assert told and {v for f in now.facts for _, v in f.args if v in renamed} & {r[:-4] for r in told} == set()
    assert len({f.id for f in now.facts}) == len(knowledge.facts)


def test_a_file_that_is_no_ledger_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "ids.jsonl").write_text('{"id": 3}\n', "utf-8")
    with pytest.raises(LedgerError, match=r"ids\.jsonl:1: "):
        read_ledger(tmp_path / "ids.jsonl")


def test_the_command_line_takes_base_ids_and_licence(tmp_path: Path) -> None:
    pages, out = tmp_path / "pages", tmp_path / "out"
    pages.mkdir()
    shutil.copy(PAGES / "2022-02-23-congress.txt", pages)
    base, licence = "https://data.example.net/kg/", "https://creativecommons.org/licenses/by/4.0/"
    command = ["build", str(pages), "-o", str(out), "--no-html", "--base", base, "--licence", licence]
    assert CliRunner().invoke(app, command).exit_code == 0
    assert CliRunner().invoke(app, [*command, "--ids", str(out / "ids.jsonl")]).exit_code == 0
    assert f"@prefix id: <{base}id/> ." in (out / "graph.ttl").read_text("utf-8")
    assert f"dcterms:license <{licence}>" in (out / "card.ttl").read_text("utf-8")
    assert json.loads((out / "ids.jsonl").read_text("utf-8").splitlines()[0])["id"]


@pytest.mark.parametrize("option", [["--base", "no iri"], ["--ids", "missing.jsonl"], ["--licence", "MIT licence"]])
def test_bad_settings_are_one_line_and_exit_code_2(
    option: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["kg", "build", str(PAGES), "-o", str(tmp_path / "out"), "--no-html", *option])
    with pytest.raises(SystemExit) as done:
        main()
    assert done.value.code == 2 and capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "out").exists()
