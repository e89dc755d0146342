"""A reader's map stays: a rebuild keeps every place, newcomers find room beside whom they belong to."""

from __future__ import annotations

import json
import shutil
import time
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from view_sample import raw_texts, sample

from kg import pipeline
from kg.model import Entity, Fact, Knowledge, Statement
from kg.view.kept import kept_positions
from kg.view.layout import positions
from kg.view.newcomers import join
from kg.view.page import network, render, write_page
from kg.view.tables import Link

SEEDS = Path(__file__).parent.parent / "seeds" / "pages"
CLERK = Entity("per-new", "PER", "official", "林海洋", (), ())
FARM = Entity("org-new", "ORG", "", "青岚农场", (), ())


def spots(knowledge: Knowledge, kept: dict[str, tuple[float, float]] | None = None) -> dict[str, tuple[float, float]]:
    return {node["key"]: (node["x"], node["y"]) for node in network(knowledge, kept=kept).nodes}


def grown(knowledge: Knowledge) -> tuple[Knowledge, str]:
    """The knowledge with an official of its largest unit and a unit that nothing ties to the rest."""
    hub = max(network(knowledge).nodes, key=lambda node: (node["facts"], node["key"]))["key"]
    said = Statement("2031-01-01", 0, 3, "林海洋", 0, 0, 3, "rule", 0.9, "", "2031-01-01")
    post = Fact("f-new", "POST", (("person", CLERK.id), ("org", hub), ("title", "主任")), (said,))
    entities = tuple(sorted((*knowledge.entities, CLERK, FARM), key=lambda entity: entity.id))
    return replace(knowledge, entities=entities, facts=(*knowledge.facts, post)), hub


def test_a_page_gives_its_places_back(tmp_path: Path) -> None:
    write_page(sample(), tmp_path / "graph.html")
    assert kept_positions(tmp_path / "graph.html") == spots(sample())


def test_the_same_graph_over_its_own_page_is_the_same_page() -> None:
    page = render(sample(), raw=raw_texts())
    assert render(sample(), raw=raw_texts(), kept=spots(sample())) == page


def test_newcomers_move_nobody_and_the_next_build_moves_nothing() -> None:
    before = spots(sample())
    more, hub = grown(sample())
    after = spots(more, before)
    assert {key: after[key] for key in before} == before
    assert np.hypot(*np.subtract(after[CLERK.id], after[hub])) < 400
    assert after[FARM.id][1] > max(y for _, y in before.values())
    assert spots(more, after) == after
    assert len(set(after.values())) == len(after)


def test_those_who_left_leave_the_others_where_they_were() -> None:
    more, _ = grown(sample())
    before = spots(more)
    assert spots(sample(), before) == {key: place for key, place in before.items() if key not in (CLERK.id, FARM.id)}


def test_a_map_of_mostly_strangers_is_laid_out_anew() -> None:
    fresh = spots(sample())
    few = dict(list(fresh.items())[:10])
    assert spots(sample(), dict.fromkeys(few, (9999.0, 9999.0))) == fresh


@pytest.mark.parametrize(
    "text",
    ["", "<html>", '<script type="application/json" id="data">{"nodes": 3}</script>',
     '<script type="application/json" id="data">{"nodes": [{"key": "a", "x": NaN, "y": 1}, {"key": "b", "x": true, "y": 1}]}</script>',
     '<script type="application/json" id="data">{"nodes": [{"key": 7, "x": 1, "y": 1e99}]}</script>',
     '<script type="application/json" id="data">' + "[" * 100000 + "</script>", "\udc80"],
    ids=["empty", "no data", "no nodes", "no numbers", "no key", "deep", "no text"],
)  # fmt: skip
def test_a_broken_page_keeps_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "graph.html").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert kept_positions(tmp_path / "graph.html") == {}
    assert kept_positions(tmp_path / "missing.html") == {}


def test_no_newcomer_covers_another_box() -> None:
    links = [Link(0, number, (number,), 1.0, 0.9) for number in range(1, 60)]
    half = np.array([(60.0, 17.0)] * 60)
    placed = join({0: (0.0, 0.0), 1: (130.0, 0.0)}, half, links)
    assert placed[1] == (130.0, 0.0) and len(placed) == 60
    for a, b in combinations(placed.values(), 2):
        assert abs(a[0] - b[0]) >= 120 or abs(a[1] - b[1]) >= 34


def test_five_thousand_newcomers_are_placed_in_seconds() -> None:
    count = 10_000
    links = [Link(number // 7, number, (number,), 1.0 + number % 3, 0.9) for number in range(1, count)]
    kept = {number: (float(number % 100) * 90, float(number // 100) * 90) for number in range(count // 2)}
    start = time.process_time()
    placed = positions(["名字"] * count, [8.0] * count, links, range(150), kept)
    assert placed[: count // 2] == list(kept.values())
    assert time.process_time() - start < 10


def test_builds_over_builds(tmp_path: Path) -> None:
    """Cold twice: equal bytes. Over itself: equal bytes. With fewer pages: whoever remains stays."""
    pages, fresh, again = (tmp_path / name for name in ("pages", "fresh", "again"))
    shutil.copytree(SEEDS, pages)
    files = sorted(pages.glob("*.txt"))
    pipeline.build(pages, fresh)
    pipeline.build(pages, again)
    cold = (fresh / "graph.html").read_bytes()
    assert (again / "graph.html").read_bytes() == cold
    files[0].unlink()
    pipeline.build(pages, again)
    old, new = kept_positions(fresh / "graph.html"), kept_positions(again / "graph.html")
    assert new and all(old[key] == place for key, place in new.items() if key in old)
    smaller = {p.name: p.read_bytes() for p in again.iterdir()}
    pipeline.build(pages, again)
    assert {p.name: p.read_bytes() for p in again.iterdir()} == smaller
    shutil.copy(SEEDS / files[0].name, files[0])
    pipeline.build(pages, fresh)
    assert (fresh / "graph.html").read_bytes() == cold
    assert json.loads((fresh / "documents.jsonl").read_text("utf-8").splitlines()[0])
