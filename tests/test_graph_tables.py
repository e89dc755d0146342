"""The three tables say what the contract says, in one order, and can be read back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from graph_made import document, made, shuffled
from graph_sample import sample, source

from kg.graph.load import read_tables
from kg.graph.rdf import turtle
from kg.graph.tables import write_judgements, write_tables
from kg.model import Entity, Judgement, Knowledge, Place
from kg.schema import schema

FIXED = {"id", "type", "document", "start", "end", "confidence", "rule", "words", "sentence", "sentence_start", "sentence_end"}
SOMETIMES = {"claimed_by", "valid_from", "valid_to"}


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]


def written(knowledge: Knowledge, folder: Path) -> dict[str, bytes]:
    folder.mkdir(exist_ok=True)
    write_tables(knowledge, folder)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_documents(tmp_path: Path) -> None:
    written(sample(), tmp_path)
    found = rows(tmp_path, "documents.jsonl")
    assert [row["document"] for row in found] == sorted(row["document"] for row in found)
    assert list(found[0]) == [
        "document", "path", "sha256", "encoding", "length", "published", "published_why", "articles",
    ]  # fmt: skip
    assert list(found[0]["articles"][0]) == ["headline", "start", "end", "byline"]


def test_entities(tmp_path: Path) -> None:
    written(sample(), tmp_path)
    found = rows(tmp_path, "entities.jsonl")
    assert [row["id"] for row in found] == sorted(row["id"] for row in found)
    assert {tuple(row) for row in found} == {("id", "type", "sub", "label", "aliases", "mentions")}
    for row in found:
        for mention in row["mentions"]:
            raw = source(mention["document"]).raw[mention["start"] : mention["end"]]
            assert "".join(raw.split()) == mention["text"]


def test_facts(tmp_path: Path) -> None:
    written(sample(), tmp_path)
    found = rows(tmp_path, "facts.jsonl")
    places = [(row["document"], row["start"], row["end"]) for row in found]
    assert places == sorted(places)
    for row in found:
        roles = {role.name: role for role in schema().facts[row["type"]].roles}
        assert FIXED <= set(row) <= FIXED | SOMETIMES | set(roles)
        assert all(name in row for name, role in roles.items() if role.required)
        raw = source(row["document"]).raw[row["start"] : row["end"]]
        assert "".join(raw.split()) == row["words"]


def test_a_metric_row_is_complete_and_former_is_true_or_absent(tmp_path: Path) -> None:
    facts = [replace(f, args=tuple(a for a in f.args if a[0] not in ("qualifier", "period", "modality"))) for f in sample().facts]
    facts = [replace(f, args=(*f.args, ("former", "true"))) if f.type == "POST" else f for f in facts]
    written(Knowledge((), (), tuple(facts)), tmp_path)
    found = rows(tmp_path, "facts.jsonl")
    metrics = [row for row in found if row["type"] == "METRIC"]
    assert {(row["qualifier"], row["period"], row["modality"]) for row in metrics} == {("", "", "actual")}
    assert {row.get("former") for row in found if row["type"] == "POST"} == {True}
    assert "former" not in metrics[0]


def test_one_row_per_statement(tmp_path: Path) -> None:
    knowledge = made(200)
    written(knowledge, tmp_path)
    assert len(rows(tmp_path, "facts.jsonl")) == sum(1 for _ in knowledge.statements()) > len(knowledge.facts)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_input_does_not_matter(seed: int, tmp_path: Path) -> None:
    knowledge = made(200)
    assert written(knowledge, tmp_path / "a") == written(shuffled(knowledge, seed), tmp_path / "b")


def test_what_is_written_can_be_read_back(tmp_path: Path) -> None:
    for knowledge in (sample(), made(200)):
        written(knowledge, tmp_path)
        back = read_tables(tmp_path)
        assert back.documents == knowledge.documents
        assert back.entities == tuple(replace(e, aliases=tuple(sorted(e.aliases))) for e in knowledge.entities)
        assert "".join(turtle(back)) == "".join(turtle(knowledge))
        assert written(back, tmp_path) == written(knowledge, tmp_path)


def test_hostile_strings_are_one_line_of_utf8(tmp_path: Path) -> None:
    label = 'a"b\\c\n\r\t\0\x1b\u2028\u202e<𠮷>\ud800'
    odd = Entity("per-x", "PER", "", label, (), (Place(label, 0, 1, label),))
    written(Knowledge((document(label),), (odd,), ()), tmp_path)
    assert (tmp_path / "entities.jsonl").read_bytes().count(b"\n") == 1
    assert rows(tmp_path, "documents.jsonl")[0]["document"] == label.replace("\ud800", "\ufffd")
    text = (tmp_path / "entities.jsonl").read_text("utf-8").rstrip("\n")
    assert json.loads(text)["label"] == label.replace("\ud800", "\ufffd")


def test_judgements_are_sorted_and_stand_once(tmp_path: Path) -> None:
    same = Judgement("北川集团", "北川控股集团", "same", "short form", 0.9)
    other = Judgement("青岚县", "青岚镇", "different", "other rank", 1.0)
    write_judgements([other, same, other], tmp_path)
    assert [row["left"] for row in rows(tmp_path, "judgements.jsonl")] == ["北川集团", "青岚县"]
