"""The page of a graph as text: closed to the outside, safe for any text, equal for equal graphs."""

from __future__ import annotations

import base64
import hashlib
import html.parser
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from view_sample import ROOT, hostile, raw_texts, sample

from kg.model import Knowledge
from kg.view.island import island, printable
from kg.view.keys import pinyin_keys
from kg.view.network import script, vis_network
from kg.view.page import network, render, write_page


class Reader(html.parser.HTMLParser):
    """Collects tags with their attributes and the text of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.bodies: list[tuple[str, str]] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self.bodies.append(("data" if dict(attrs).get("type") else tag, ""))
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            kind, text = self.bodies[-1]
            self.bodies[-1] = (kind, text + data)

    def policy(self) -> str:
        return next(a["content"] or "" for tag, a in self.tags if a.get("http-equiv") == "Content-Security-Policy")

    def data(self) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads(next(text for kind, text in self.bodies if kind == "data"))
        return loaded


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return sample()


@pytest.fixture(scope="module")
def page(knowledge: Knowledge) -> str:
    return render(knowledge, raw=raw_texts())


def test_the_page_refers_to_nothing_outside(page: str) -> None:
    reader = Reader(page)
    for tag, attributes in reader.tags:
        assert tag not in ("link", "iframe", "img", "object", "embed", "base"), tag
        assert not {"src", "href", "srcset", "action", "style"} & set(attributes), (tag, attributes)
        assert not [name for name in attributes if name.startswith("on")], (tag, attributes)
    style = next(text for kind, text in reader.bodies if kind == "style")
    assert "url(" not in style and "@import" not in style
    for text in (script(), style):
        assert set(re.findall(r"https?://[^\"'`\s]+", text)) <= {"http://www.w3.org/2000/svg"}


def test_the_scripts_have_no_way_to_turn_text_into_markup_or_code() -> None:
    sinks = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser|\.srcdoc|setAttribute\(.(on|style)"
    assert not re.findall(sinks, script())
    assert not re.findall(r"\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|localStorage|import\(", script())
    assert "sourceMappingURL" not in vis_network()


def test_the_policy_allows_exactly_the_inline_texts(page: str) -> None:
    reader = Reader(page)
    policy = dict(part.split(" ", 1) for part in reader.policy().split("; "))
    assert policy["default-src"] == "'none'"
    for kind, directive in (("script", "script-src"), ("style", "style-src")):
        texts = [text for found, text in reader.bodies if found == kind]
        digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts]
        assert policy[directive] == " ".join(f"'sha256-{digest}'" for digest in digests)


def test_the_page_is_small(page: str) -> None:
    assert len(page.encode()) <= 1_000_000


def test_the_data_in_the_page_is_the_graph(page: str, knowledge: Knowledge) -> None:
    data = Reader(page).data()
    assert [node["key"] for node in data["nodes"]] == [entity.id for entity in knowledge.entities]
    assert [node["label"] for node in data["nodes"]] == [entity.label for entity in knowledge.entities]
    keys = [node["key"] for node in data["nodes"]]
    for shown, fact in zip(data["facts"], knowledge.facts, strict=True):
        args = tuple((role, keys[v] if isinstance(v, int) else v) for role, v in shown["args"])
        assert (shown["id"], shown["type"], args) == (fact.id, fact.type, fact.args)
        assert [s["quote"] for s in shown["statements"]] == [s.quote for s in fact.statements]
        for statement in shown["statements"]:
            assert statement["quote"] in data["sentences"][statement["sentence"]]


def test_every_link_carries_its_facts(knowledge: Knowledge) -> None:
    carried = [index for edge in network(knowledge).edges for index in edge["facts"]]
    assert len(carried) == len(set(carried)) > 0
    posts = [i for i, fact in enumerate(knowledge.facts) if fact.type == "POST"]
    assert set(posts) <= set(carried)


def test_equal_graphs_give_equal_bytes_whatever_the_hash_seed(page: str) -> None:
    code = "from view_sample import *; from kg.view.page import render; import hashlib; print(hashlib.sha256(render(sample(), raw=raw_texts()).encode()).hexdigest())"
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    for seed in ("1", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths}
        run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        assert run.stdout.strip() == hashlib.sha256(page.encode()).hexdigest()


def test_the_file_is_the_text_in_utf8_and_a_failure_leaves_the_old_one(
    tmp_path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "graph.html"
    write_page(knowledge, target)
    assert target.read_bytes() == render(knowledge).encode("utf-8")
    with pytest.raises(KeyError):
        write_page(knowledge, target, lang="xx")
    assert target.read_bytes() == render(knowledge).encode("utf-8")
    assert [file.name for file in tmp_path.iterdir()] == ["graph.html"]


def test_both_languages_have_the_same_words(page: str) -> None:
    words = Reader(page).data()["words"]
    assert words["zh"].keys() == words["en"].keys()
    assert '<html lang="en">' in render(Knowledge((), (), ()), lang="en")


def test_a_page_of_nothing_is_a_page() -> None:
    data = Reader(render(Knowledge((), (), ()))).data()
    assert data["nodes"] == data["edges"] == data["facts"] == []


def test_the_opening_is_a_backbone_with_every_kind(knowledge: Knowledge) -> None:
    nodes = network(knowledge).nodes
    assert sorted(node["rank"] for node in nodes) == list(range(len(nodes)))
    opening = [node for node in nodes if node["rank"] < 150]
    assert {node["kind"] for node in opening} == {entity.kind for entity in knowledge.entities}


def test_no_two_opening_entities_share_a_place(knowledge: Knowledge) -> None:
    places = [(node["x"], node["y"]) for node in network(knowledge).nodes]
    assert len(set(places)) == len(places)


def test_hostile_text_in_every_field_stays_data() -> None:
    knowledge = hostile()
    page = render(knowledge, raw={knowledge.documents[0].stem: "</script><script>hit()</script>。" * 40})
    page.encode("utf-8")
    reader = Reader(page)
    plain = Reader(render(Knowledge((), (), ())))
    assert [tag for tag, _ in reader.tags] == [tag for tag, _ in plain.tags]
    assert [node["label"] for node in reader.data()["nodes"]] == [e.label for e in knowledge.entities]


@given(st.recursive(st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
@settings(max_examples=200, deadline=None)
def test_the_island_gives_back_what_went_in_and_holds_no_markup(data: Any) -> None:
    text = island(data)
    assert json.loads(text) == data
    assert not set("<>&\u2028\u2029") & set(text)
    text.encode("utf-8")


def test_the_island_carries_lone_surrogates() -> None:
    assert json.loads(island(["\ud800</script>"])) == ["\ud800</script>"]
    assert printable("a\ud800b") == "a\ufffdb"


@pytest.mark.parametrize(
    ("name", "reading"),
    [("曾林海", "zeng lin hai"), ("仇和平", "qiu he ping"), ("单县", "shan xian"), ("重庆", "chong qing"),
     ("A1集团", "a 1 ji tuan"), ("沈若兰", "shen ruo lan")],
)  # fmt: skip
def test_all_readings_of_a_name_are_found(name: str, reading: str) -> None:
    assert reading in pinyin_keys(name)
    assert len(pinyin_keys(name)) <= 8


def test_a_name_without_chinese_has_no_pinyin() -> None:
    assert pinyin_keys("<b>x</b>") == []


def test_another_vis_network_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    vis_network.cache_clear()
    monkeypatch.setattr("kg.view.network.VIS", "templates/missing.js")
    with pytest.raises(RuntimeError, match=r"pyvis 0\.3\.2"):
        vis_network()
    vis_network.cache_clear()


def test_a_notebook_gets_a_frame_without_rights(knowledge: Knowledge) -> None:
    frame = Reader(network(knowledge)._repr_html_()).tags
    assert [tag for tag, _ in frame] == ["iframe"]
    assert frame[0][1]["sandbox"] == "allow-scripts allow-downloads"
    assert frame[0][1]["srcdoc"] == render(knowledge)


def test_unknown_kinds_and_types_are_shown_too(knowledge: Knowledge) -> None:
    entities = tuple(replace(entity, kind="__proto__") for entity in knowledge.entities)
    facts = tuple(replace(fact, type="constructor") for fact in knowledge.facts)
    data = Reader(render(replace(knowledge, entities=entities, facts=facts))).data()
    assert data["edges"] and {node["shape"] for node in data["nodes"]} == {"dot"}
