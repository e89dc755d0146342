"""Any mix of filters keeps every fact with its evidence, and everything the two name."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pyoxigraph
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.graph.shapes import violations
from kg.query import Graph
from kg.schema import schema

ROOT = Path(__file__).parent.parent
Step = Callable[[Graph], Graph]


@lru_cache
def whole() -> Graph:
    return kg.build(ROOT / "seeds/pages")


def names(g: Graph) -> list[str]:
    return sorted(g.entities) or ["nobody"]


def about(n: int) -> Step:
    return lambda g: g.facts(about=names(g)[n % len(names(g))]) if g.entities else g


def said_by(n: int) -> Step:
    return lambda g: g.facts(claimed_by=names(g)[n % len(names(g))]) if g.entities else g


def on_page(n: int) -> Step:
    return lambda g: g.facts(document=sorted(g.pages)[n % len(g.pages)]) if g.pages else g


def around(n: int, hops: int) -> Step:
    return lambda g: g.neighbourhood(names(g)[n % len(names(g))], hops) if g.entities else g


NUMBERS = st.integers(0, 10_000)
TIMES = st.sampled_from(["2020", "2022", "2023", "2024-02", "2021..2025", "2020..2030", "cumulative"])
STEPS = st.one_of(
    st.sampled_from(sorted(schema().facts)).map(lambda type: lambda g: g.facts(type=type)),
    st.sampled_from(["actual", "target", "plan"]).map(lambda modality: lambda g: g.facts(modality=modality)),
    st.floats(0, 1).map(lambda sure: lambda g: g.facts(min_confidence=sure)),
    TIMES.map(lambda time: lambda g: g.facts(period=time)),
    TIMES.map(lambda time: lambda g: g.facts(stated=time)),
    NUMBERS.map(about),
    NUMBERS.map(said_by),
    NUMBERS.map(on_page),
    st.tuples(NUMBERS, st.integers(0, 3)).map(lambda pair: around(*pair)),
)


def assert_whole(g: Graph) -> None:
    """Every fact is the one of the whole graph, its evidence stands on a page of this graph, its names are here."""
    known = {fact.id: fact.record for fact in whole()}
    for fact in g:
        assert fact.record == known[fact.id] and fact.evidence
        assert {evidence.document for evidence in fact.evidence} <= set(g.pages)
        assert {speaker.id for speaker in fact.speakers} | {thing.id for thing in fact.things} <= set(g.entities)
    for thing in g.entities.values():
        assert thing.mentions and {place.document for place in thing.mentions} <= set(g.pages)
        assert thing.facts or any(thing in fact.speakers for fact in g)


@settings(max_examples=150, deadline=None)
@given(st.lists(STEPS, max_size=4))
def test_any_mix_of_filters_keeps_links_whole(steps: list[Step]) -> None:
    g = whole()
    for step in steps:
        narrowed = step(g)
        assert set(narrowed) <= set(g)
        g = narrowed
    if steps and g != whole():
        assert_whole(g)


@settings(max_examples=25, deadline=None)
@given(st.lists(STEPS, min_size=1, max_size=3))
def test_what_a_filter_leaves_is_a_sound_graph(steps: list[Step]) -> None:
    g = whole()
    for step in steps:
        g = step(g)
    assert not violations(g.knowledge)
    rows = g.store.query("SELECT ?f WHERE { ?f a <https://example.org/govkg/ns#Fact> }")
    assert isinstance(rows, pyoxigraph.QuerySolutions) and len(list(rows)) == len(g)


@settings(max_examples=60, deadline=None)
@given(st.floats(0, 1), st.sampled_from(sorted(schema().facts)), st.sampled_from(["actual", "target", "plan"]))
def test_filters_commute(sure: float, type: str, modality: str) -> None:
    at_once = whole().facts(type=type, modality=modality, min_confidence=sure)
    assert at_once == whole().facts(min_confidence=sure).facts(modality=modality).facts(type=type)


@settings(max_examples=60, deadline=None)
@given(NUMBERS, NUMBERS)
def test_paths_are_chains_from_end_to_end(first: int, last: int) -> None:
    g = whole()
    start, goal = (g.entities[names(g)[n % len(names(g))]] for n in (first, last))
    path = g.path(start, goal)
    if path.things:
        assert (path.things[0], path.things[-1], len(path.things)) == (start, goal, len(path) + 1)
        assert len(set(path.things)) == len(path.things)
