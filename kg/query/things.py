"""Persons, organisations, places, initiatives …: what the facts that name them add up to."""

from __future__ import annotations

from kg.query.kinds import Figures, Metric, Post, Saying, Undertaking, of_class
from kg.query.listing import Listing
from kg.query.records import Thing


def _by_day(post: Post) -> tuple[str, str]:
    return str(post.last_stated or ""), post.id


class _Agent(Thing):
    """Whoever can act: drive initiatives, speak, have figures."""

    @property
    def undertakings(self) -> Listing[Undertaking]:
        """Initiatives it drives, each with its modality and evidence."""
        return of_class(Undertaking, self.facts_as("INIT", "agent"))

    @property
    def initiatives(self) -> Listing[Thing]:
        return Listing(dict.fromkeys(fact.initiative for fact in self.undertakings))

    @property
    def metrics(self) -> Figures:
        """Its figures, reached and aimed at."""
        return Figures(of_class(Metric, self.facts_as("METRIC", "subject")))

    @property
    def sayings(self) -> Listing[Saying]:
        """What it is quoted with."""
        return of_class(Saying, self.facts_as("SAYS", "speaker"))


class Person(_Agent):
    @property
    def posts(self) -> Listing[Post]:
        """Posts, last stated first."""
        return Listing(sorted(of_class(Post, self.facts_as("POST", "person")), key=_by_day, reverse=True))

    @property
    def organisations(self) -> Listing[Thing]:
        """Where the posts are, former ones as well."""
        return Listing(dict.fromkeys(post.org for post in self.posts))


class _Body(_Agent):
    """What has posts and parts."""

    @property
    def posts(self) -> Listing[Post]:
        """Who was reported in it as what, last stated first."""
        return Listing(sorted(of_class(Post, self.facts_as("POST", "org")), key=_by_day, reverse=True))

    @property
    def people(self) -> Listing[Thing]:
        return Listing(dict.fromkeys(post.person for post in self.posts))

    @property
    def parts(self) -> Listing[Thing]:
        return Listing(dict.fromkeys(fact.filler("part") for fact in self.facts_as("PART_OF", "whole")))

    @property
    def wholes(self) -> Listing[Thing]:
        """What it is a part of."""
        return Listing(dict.fromkeys(fact.filler("whole") for fact in self.facts_as("PART_OF", "part")))


class Organisation(_Body): ...


class Place(_Body): ...


class Initiative(Thing):
    @property
    def undertakings(self) -> Listing[Undertaking]:
        return of_class(Undertaking, self.facts_as("INIT", "initiative"))

    @property
    def agents(self) -> Listing[Thing]:
        """Who drives it."""
        return Listing(dict.fromkeys(fact.agent for fact in self.undertakings))


class Document(Initiative):
    """A policy document; it may be driven like an initiative."""


class Project(Thing): ...


class Event(Thing): ...


THINGS: dict[str, type[Thing]] = {
    "PER": Person, "ORG": Organisation, "LOC": Place, "INI": Initiative, "PRJ": Project, "DOC": Document, "EVT": Event,
}  # fmt: skip
