"""How two things hang together: a chain of facts."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from kg.query.listing import Listing, html_table
from kg.query.records import Fact, Thing


class Path(Listing[Fact]):
    """Facts from one thing to another; `things` are the stops, one more than facts. Empty where nothing joins them."""

    things: tuple[Thing, ...]

    def __new__(cls, facts: Iterable[Fact], things: Iterable[Thing]) -> Path:
        found = super().__new__(cls, facts)
        found.things = tuple(things)
        return found

    def __getnewargs__(self) -> tuple[tuple[Fact, ...], tuple[Thing, ...]]:
        return tuple(self), self.things

    def __str__(self) -> str:
        """沈若兰 —POST→ 云河市工信局 —…"""
        if not self.things:
            return "no path"
        steps = (f" —{fact.type}→ {thing}" for fact, thing in zip(self, self.things[1:], strict=True))
        return f"{self.things[0]}{''.join(steps)}"

    def __repr__(self) -> str:
        return f"<Path {self}>"

    def _repr_html_(self) -> str:
        return f"<p>{escape(str(self))}</p>{html_table(self.rows()) if self else ''}"
