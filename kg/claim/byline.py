"""Who wrote, photographed or edited the article, with the role the byline names."""

from __future__ import annotations

from collections.abc import Iterator

from kg.grammar.rule import Rule, procedure
from kg.grammar.view import View
from kg.model import Claim, Reading, Sentence, Span
from kg.naming.bylines import signed


@procedure
def byline_role(reading: Reading) -> Iterator[Claim]:
    """The role word of a byline and each name that belongs to it: 记者 沈若兰 通讯员 林海洋 and （周启明 摄）."""
    persons = {(m.start, m.end): m for m in reading.of_kind("PER")}
    for name in signed(reading):
        person = persons.get((name.start, name.end))
        if person is not None:
            yield Claim(
                article=reading.article.id,
                type="BYLINE",
                args=(("person", person), ("role", name.role)),
                span=Span(name.first, name.last),
                rule="byline_role",
                confidence=0.92,
            )


RULES: tuple[Rule, ...] = (byline_role,)


def read(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Iterator[Claim]:
    """BYLINE claims, in the order of the page."""
    yield from byline_role.make(reading)
