"""Quality on our own start pages, with floors a little under what is reached: a fall is a bug."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import pipeline
from kg.quality.evaluate import Score, evaluate, load_gold
from kg.schema import schema

ROOT = Path(__file__).parent.parent
FLOORS = {"ENTITIES": 0.80, "FACTS": 0.70, "POST": 0.85, "METRIC": 0.75}


@pytest.fixture(scope="module")
def score() -> Score:
    built = pipeline.learn_folder(ROOT / "seeds" / "pages")
    return evaluate(built.knowledge, load_gold(ROOT / "tests" / "gold"))


@pytest.mark.parametrize("group", FLOORS)
def test_floor(group: str, score: Score) -> None:
    groups = {"ENTITIES": tuple(schema().kinds), "FACTS": tuple(schema().facts)}.get(group, (group,))
    assert score.total(groups).f1 >= FLOORS[group], [e for e in score.errors if e.group == group]
