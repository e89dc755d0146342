"""From flow spans to raw offsets: where on the page a mention or a claim stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from kg.model import Claim, Mention, Page, Place, Reading, Sentence, Span, Statement

LONGEST = 600  # raw characters of one piece of evidence (CONTRACT of the tables)


class Locator:
    """Answers for one page; sentence numbers count through its articles."""

    def __init__(self, page: Page, readings: Sequence[Reading]) -> None:
        self._page = page
        self._readings = {r.article.id: r for r in readings}
        self._first: dict[str, int] = {}
        self._starts: dict[str, list[int]] = {}
        count = 0
        for reading in readings:
            self._first[reading.article.id] = count
            self._starts[reading.article.id] = [s.start for s in reading.sentences]
            count += len(reading.sentences)

    def raw(self, article: str, span: Span) -> Span:
        return self._readings[article].article.flow.raw(span)

    def words(self, span: Span) -> str:
        """The raw words without white space."""
        return "".join(self._page.raw[span.start : span.end].split())

    def place(self, mention: Mention) -> Place:
        span = self.raw(mention.article, mention.span)
        return Place(self._page.stem, span.start, span.end, self.words(span))

    def statement(self, claim: Claim) -> Statement:
        reading = self._readings[claim.article]
        span = self.raw(claim.article, self._fitting(claim))
        first, last = self._around(reading, claim.span)
        start = self.raw(claim.article, Span(first.start, first.end)).start
        end = self.raw(claim.article, Span(last.start, last.end)).end
        return Statement(
            self._page.stem, span.start, span.end, self.words(span),
            self._first[claim.article] + first.number, min(start, span.start), max(end, span.end),
            claim.rule, claim.confidence, "", self._page.published or "",
        )

    def _around(self, reading: Reading, span: Span) -> tuple[Sentence, Sentence]:
        """The first and the last sentence that a span touches."""
        starts = self._starts[reading.article.id]
        first = max(bisect_right(starts, span.start) - 1, 0)
        last = max(bisect_right(starts, span.end - 1) - 1, first)
        return reading.sentences[first], reading.sentences[last]

    def _fitting(self, claim: Claim) -> Span:
        """The claim's span, cut so that it covers at most LONGEST raw characters."""
        origin = self._readings[claim.article].article.flow.origin
        end = claim.span.end
        while end - 1 > claim.span.start and origin[end - 1] + 1 - origin[claim.span.start] > LONGEST:
            end -= 1
        return Span(claim.span.start, end)
