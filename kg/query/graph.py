"""A graph one can ask: filters, posts, figures, walks, and the way to other tools."""

from __future__ import annotations

import pathlib
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.graph.rdf import prefixes, turtle
from kg.query.base import Name, Records
from kg.query.filters import Test, in_period, kept, of_modality, of_type, on_page, said_by, stated_in, surer_than
from kg.query.filters import about as naming
from kg.query.holders import holding, newest_first
from kg.query.kinds import Figures, Metric, Post, of_class
from kg.query.listing import Listing, Rows
from kg.query.naming import UnknownName, nearest
from kg.query.opening import open_knowledge
from kg.query.path import Path
from kg.query.tools import picture, rows, store, to_networkx, to_rdflib
from kg.query.values import Period, to_day
from kg.query.walks import around, shortest
from kg.schema import schema

if TYPE_CHECKING:
    import networkx
    import pyoxigraph
    import rdflib

    from kg.view.network import KnowledgeNetwork


class Graph(Records):
    """An immutable graph, and the sequence of its facts.

    `knowledge` holds the frozen records everything here is derived from. Whatever filters returns a
    graph of its own, in which every fact has all its evidence and everything it names.
    """

    @classmethod
    def load(cls, source: pathlib.Path | str) -> Graph:
        """A build's folder, or its graph as Turtle or N-Quads. Raises LoadError where it is neither."""
        return cls(*open_knowledge(pathlib.Path(source)))

    # ---- facts

    def facts(
        self,
        about: Name | None = None,
        type: str | None = None,
        *,
        min_confidence: float = 0.0,
        modality: str | None = None,
        document: str | None = None,
        period: str | Period | None = None,
        stated: str | Period | None = None,
        claimed_by: Name | None = None,
    ) -> Graph:
        """The graph of those facts that meet every condition given.

        Args: about: a name, or a thing, that the fact names; type: POST, METRIC, INIT …;
        modality: actual, target or plan; document: stem of a page it is stated on; period: in which
        its own period lies (2023, 2021..2025); stated: in which a page stating it was published;
        claimed_by: on whose word it rests. KeyErrors for names, types, pages nobody knows.
        """
        tests: list[Test] = [surer_than(min_confidence)] if min_confidence else []
        tests += [naming(self._ids(about))] if about is not None else []
        tests += [of_type(type)] if type is not None else []
        tests += [of_modality(modality)] if modality is not None else []
        tests += [on_page(document, self.knowledge)] if document is not None else []
        tests += [in_period(period)] if period is not None else []
        tests += [stated_in(stated)] if stated is not None else []
        tests += [said_by(*self._ids(claimed_by))] if claimed_by is not None else []
        return self._where(tests) if tests else self

    def _where(self, tests: list[Test]) -> Graph:
        facts = [fact for fact in self.knowledge.facts if all(test(fact) for test in tests)]
        return Graph(kept(self.knowledge, facts), self.base)

    def holders(self, org: Name, title: str, on: str | date | None = None) -> Listing[Post]:
        """Who was reported in a post, last stated first; with `on`, who held it on that day as far as pages tell.

        `title` is the title without the organisation. UnknownName for one that nobody holds there.
        """
        ids = self._ids(org, "POST", "org")
        there = [post for post in of_class(Post, self) if post.arg("org") in ids]
        found = [post for post in there if post.title == title]
        if not found:
            titles = dict.fromkeys(post.title for post in there)
            raise UnknownName(title, nearest(title, titles) or tuple(titles), f"no post at {self.thing(min(ids))}")
        return newest_first(found) if on is None else holding(found, to_day(on))

    def metrics(
        self,
        subject: Name | None = None,
        indicator: str | None = None,
        *,
        kind: str | None = None,
        modality: str | None = None,
        period: str | Period | None = None,
    ) -> Figures:
        """Figures by whom, what, kind (level, growth, share, rank …), modality and period, oldest page first.

        UnknownName for a subject or an indicator that has none.
        """
        found = of_class(Metric, self.facts(type="METRIC", modality=modality, period=period))
        ids = None if subject is None else self._ids(subject, "METRIC", "subject")
        of = [m for m in found if (ids is None or m.arg("subject") in ids) and kind in (None, m.kind)]
        if indicator is not None and indicator not in {m.indicator for m in of}:
            raise UnknownName(indicator, nearest(indicator, (m.indicator for m in of)), "no indicator here")
        return Figures(sorted((m for m in of if indicator in (None, m.indicator)), key=_by_day))

    # ---- walks

    def neighbourhood(self, name: Name, hops: int = 1) -> Graph:
        """The graph of the facts within so many steps: one hop is every fact that names it."""
        if hops < 0:
            raise ValueError("hops cannot be negative")
        start, = self._ids(name)
        return Graph(kept(self.knowledge, around(self.knowledge, start, hops)), self.base)

    def path(self, start: Name, goal: Name) -> Path:
        """A shortest chain of facts from one thing to another; empty where nothing joins them."""
        first, = self._ids(start)
        last, = self._ids(goal)
        way = shortest(self.knowledge, first, last)
        if way is None:
            return Path((), ())
        views = {fact.id: fact for fact in self}
        return Path((views[fact.id] for fact, _ in way), (self.entities[e] for e in (first, *(e for _, e in way))))

    # ---- other tools

    def view(self, lang: str = "zh") -> KnowledgeNetwork:
        """The graph as a picture: shows itself in a notebook; `.generate_html()` is the page. lang: zh or en."""
        return picture(self.knowledge, lang)

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        return to_networkx(self.knowledge)

    def to_turtle(self) -> str:
        return "".join(turtle(self.knowledge, base=self.base))

    def to_rdflib(self) -> rdflib.Graph:
        """The same triples in rdflib; slow on large graphs."""
        return to_rdflib(self.to_turtle())

    @cached_property
    def store(self) -> pyoxigraph.Store:
        """The triples in an in-memory SPARQL 1.1 store."""
        return store(self.to_turtle())

    def sparql(self, question: str) -> Rows:
        """Rows of a SELECT with Python values; unbound variables are None. The usual prefixes are known.

        SyntaxError for what is no SPARQL, TypeError for ASK, CONSTRUCT and DESCRIBE.
        """
        return rows(self.store, question, prefixes(schema(), self.base))


def _by_day(metric: Metric) -> tuple[Any, ...]:
    return metric.indicator, str(metric.first_stated or ""), metric.arg("period"), metric.modality, metric.id
