"""Gold against a build: matching, counting, alternatives, rules' report cards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.audit import audit
from kg.cli import app
from kg.model import Entity, Fact, Knowledge, Place, Statement
from kg.quality.evaluate import Count, GoldError, Outcome, evaluate, load_gold
from kg.quality.match import dice, match_entities, readings, same_literals, same_period, same_value, squash
from kg.quality.report import buckets

ROOT = Path(__file__).parent.parent


def test_squash_and_dice() -> None:
    assert squash("“强链 ”行动（Ａ）") == "强链行动a"
    assert dice("工业增加值", "规上工业增加值") == pytest.approx(5 / 7)
    assert dice("总投资", "总收入") == 0.0
    assert dice("值", "产值") == 0.0


@pytest.mark.parametrize(("gold", "read", "same"), [
    ({"value": "5000", "unit": "亿元"}, {"value": "5000.0", "unit": "亿元"}, True),
    ({"value": "1.2", "unit": "百分点"}, {"value": "1.2", "unit": "个百分点"}, True),
    ({"value": "5000", "unit": "亿元"}, {"value": "5000", "unit": "万元"}, False),
    ({"value": "1-2", "unit": "亩"}, {"value": "1-2", "unit": "亩"}, True),
])
def test_values(gold: dict[str, str], read: dict[str, str], same: bool) -> None:
    assert same_value(gold, read) is same


def test_a_target_is_no_result() -> None:
    figure = {"indicator": "增加值", "value": "8", "unit": "%", "modality": "actual"}
    assert same_literals("METRIC", figure, {**figure})
    assert not same_literals("METRIC", figure, {**figure, "modality": "target"})
    assert same_literals("METRIC", {**figure, "modality": "plan"}, {**figure, "modality": "target"})


def test_alternatives_alone_and_together() -> None:
    fact = {"org": "e1", "title": "书记", "alt": [{"org": "e2"}, {"title": "县委书记"}]}
    assert {(r["org"], r["title"]) for r in readings(fact)} == {
        ("e1", "书记"), ("e2", "书记"), ("e1", "县委书记"), ("e2", "县委书记")}


def test_periods_are_compared_by_digits() -> None:
    assert same_period("2022-Q1..Q3", "2022-q1..q3") and same_period("", None) and not same_period("2022", "2021")


def test_entities_match_one_to_one() -> None:
    gold = [{"id": "g1", "type": "ORG", "names": ["云河市工信局", "市工信局"]}, {"id": "g2", "type": "ORG", "names": ["市工信局"]}]
    read = [{"id": "a", "type": "ORG", "forms": {"市工信局", "云河市工信局"}}, {"id": "b", "type": "ORG", "forms": {"市工信局"}}]
    assert match_entities(gold, read) == {"a": "g1", "b": "g2"}


def knowledge() -> Knowledge:
    people = Entity("per-a", "PER", "official", "沈若兰", (), (Place("p", 0, 3, "沈若兰"),))
    body = Entity("org-b", "ORG", "party_gov", "云河市工信局", (), (Place("p", 3, 9, "云河市工信局"),))
    told = Statement("p", 0, 9, "沈若兰云河市工信局", 0, 0, 9, "some_rule", 0.9, "", "")
    post = Fact("f-1", "POST", (("person", "per-a"), ("org", "org-b"), ("title", "局长")), (told,))
    return Knowledge((), (people, body), (post,))


def gold(title: str, optional: bool = False) -> list[dict[str, object]]:
    return [{
        "doc": "p",
        "entities": [{"id": "e1", "type": "PER", "names": ["沈若兰"]}, {"id": "e2", "type": "ORG", "names": ["云河市工信局"]}],
        "facts": [{"type": "POST", "person": "e1", "org": "e2", "title": title, "optional": optional}],
    }]


def test_a_hit_a_miss_and_an_optional_one() -> None:
    assert evaluate(knowledge(), gold("局长")).counts["POST"] == Count(1, 0, 0)
    wrong = evaluate(knowledge(), gold("书记"))
    assert wrong.counts["POST"] == Count(0, 1, 1)
    assert {(e.what, e.rule) for e in wrong.errors} == {("missed", ""), ("extra", "some_rule")}
    assert evaluate(knowledge(), gold("局长", optional=True)).counts["POST"] == Count(0, 0, 0)


def test_bad_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no gold here"):
        load_gold(tmp_path)
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    with pytest.raises(GoldError, match=r"a\.json"):
        load_gold(tmp_path)


def test_buckets_compare_promise_and_outcome() -> None:
    found = [Outcome("POST", "r", 0.95, True), Outcome("POST", "r", 0.93, False), Outcome("POST", "r", 0.62, True)]
    low, high = buckets(found)
    assert (low.low, low.facts, low.held) == (0.6, 1, 1.0)
    assert (high.facts, high.held) == (2, 0.5)


def test_every_rule_has_a_card() -> None:
    found = audit(ROOT / "tests" / "gold", ROOT / "seeds" / "pages")
    cards = {card.rule: card for card in found.cards}
    assert cards["title_before_name"].right > 10 and cards["title_before_name"].precision == 1.0
    assert sum(b.facts for b in found.buckets) > 200


def test_evaluate_prints_the_table_and_errors() -> None:
    arguments = ["evaluate", str(ROOT / "tests" / "gold"), str(ROOT / "seeds" / "pages"), "--errors", "all"]
    out = CliRunner().invoke(app, arguments).output
    assert "ENTITIES" in out and "METRIC.subject" in out and "missed" in out


def test_the_scorer_beside_the_project_agrees(tmp_path: Path) -> None:
    """Where the shared scorer is at hand, both give the same counts."""
    scorer = ROOT.parent / "shared" / "eval" / "score.py"
    if not scorer.is_file():
        pytest.skip("the shared scorer is not beside the checkout")
    import subprocess
    import sys

    from kg import pipeline

    pages, wanted = ROOT / "seeds" / "pages", ROOT / "tests" / "gold"
    built = pipeline.build(pages, tmp_path / "out", html=False)
    said = subprocess.run(
        [sys.executable, scorer, "--gold", wanted, "--texts", pages, "--out", tmp_path / "out", "--json"],
        capture_output=True, text=True, check=True).stdout
    theirs = json.loads(said)
    for group, count in evaluate(built.knowledge, load_gold(wanted)).counts.items():
        if group in theirs:
            assert theirs[group]["f"] == pytest.approx(count.f1), group
