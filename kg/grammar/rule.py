"""A rule is a named pattern over characters and marks, with a production and a reason.

The name is the function's, the reason is its docstring (readers of `kg explain` see it). In a pattern
`{ORG}` matches one mark, `{ORG|LOC}` either, `{org:ORG}` gives the mark a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kg.grammar.view import Token, View, mark
from kg.model import Arg, Claim, Mention, Reading, Span

_SLOT = re.compile(r"\{(?:(\w+):)?([A-Z_]+(?:\|[A-Z_]+)*)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """`pattern` is None for a rule that walks the reading itself instead of matching one view."""

    name: str
    reason: str
    pattern: re.Pattern[str] | None
    needs: frozenset[str]
    make: Callable[..., Iterable[Any]]

    def hits(self, reading: Reading, view: View) -> list[Hit]:
        """Where the pattern matches the view; nothing is tried when a needed mark is absent."""
        if self.pattern is None or not self.needs <= view.marks:
            return []
        return [Hit(self, reading, view, match) for match in self.pattern.finditer(view.text)]


@dataclass(frozen=True, slots=True)
class Hit:
    """One match of a rule. Groups are asked by name; a group that is one mark gives its mention."""

    rule: Rule
    reading: Reading
    view: View
    match: re.Match[str]

    def has(self, group: str) -> bool:
        return self.match[group] is not None

    def span(self, group: str | int = 0) -> Span:
        """Article span of a group that matched something."""
        return self.view.span(*self.match.span(group))

    def text(self, group: str | int = 0) -> str:
        """The article's own words under a group; "" where the group is empty or did not match."""
        if not self.match[group]:
            return ""
        span = self.span(group)
        return self.view.whole[span.start : span.end]

    def token(self, group: str) -> Token | None:
        return self.view.tokens.get(self.match.start(group))

    def __getitem__(self, group: str) -> Mention:
        """The mention under a group that is one mark. KeyError where it is none."""
        token = self.token(group)
        if token is None or token.item is None:
            raise KeyError(group)
        return token.item

    def all(self, kind: str, group: str | int = 0) -> list[Token]:
        """The tokens of a kind inside a group, in order."""
        start, end = self.match.span(group)
        tokens = self.view.tokens
        return [tokens[i] for i in range(start, end) if i in tokens and tokens[i].kind == kind]

    def claim(
        self,
        type: str,
        confidence: float = 0.9,
        span: Span | None = None,
        claimed_by: Mention | None = None,
        **args: Arg | None,
    ) -> Claim:
        """A claim of this rule; arguments that are None are left out. `span` defaults to the match."""
        return Claim(
            article=self.reading.article.id,
            type=type,
            args=tuple((role, value) for role, value in args.items() if value is not None),
            span=span or self.span(),
            rule=self.rule.name,
            confidence=confidence,
            claimed_by=claimed_by,
        )

    def mention(self, kind: str, sub: str, group: str | int = 0, confidence: float = 0.9) -> Mention:
        """A mention over a group (or the whole match)."""
        start, end = self.span(group)
        text = self.view.whole[start:end]
        return Mention(
            self.reading.article.id, start, end, kind, sub, text, self.rule.name, confidence
        )


def expand(template: str) -> str:
    """Replace `{KIND}` slots of a rule's pattern by marks."""

    def slot(found: re.Match[str]) -> str:
        marks = "".join(mark(kind) for kind in found[2].split("|"))
        body = marks if len(marks) == 1 else f"[{marks}]"
        return f"(?P<{found[1]}>{body})" if found[1] else body

    return _SLOT.sub(slot, template)


def rule(template: str, needs: str = "") -> Callable[[Callable[[Hit], Iterable[Any]]], Rule]:
    """Make a rule of a production.

    Args: template a verbose-free regular expression with slots; needs the kinds (blank separated)
    without which the pattern cannot match, so that most sentences skip it.
    Raises ValueError when the production has no docstring: it is the reason shown to users.
    """

    def decorate(make: Callable[[Hit], Iterable[Any]]) -> Rule:
        pattern = re.compile(expand(template))
        marks = frozenset(mark(kind) for kind in needs.split())
        return Rule(make.__name__, _reason(make), pattern, marks, make)

    return decorate


def procedure(make: Callable[..., Iterable[Any]]) -> Rule:
    """A rule that walks a whole reading; its name and reason are the function's all the same."""
    return Rule(make.__name__, _reason(make), None, frozenset(), make)


def _reason(make: Callable[..., Any]) -> str:
    if not make.__doc__:
        raise ValueError(f"rule {make.__name__} has no docstring; it is the reason users see")
    return " ".join(make.__doc__.split())


def apply(rules: Iterable[Rule], reading: Reading, views: Iterable[View]) -> Iterator[Any]:
    """Products of all pattern rules over all views, in the order of views, then of rules."""
    rules = tuple(rules)
    fitting: dict[frozenset[str], list[Rule]] = {}
    for view in views:
        if view.marks not in fitting:
            fitting[view.marks] = [each for each in rules if each.needs <= view.marks]
        for each in fitting[view.marks]:
            for hit in each.hits(reading, view):
                yield from each.make(hit)
