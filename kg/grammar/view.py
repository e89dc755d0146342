"""A view is a sentence in which each mention or lexicon hit has shrunk to one private-use mark.

So a plain regular expression speaks of characters and kinds at once, and every match finds its way
back to the article's text. Pages never hold the marks: cleaning removes private-use characters.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kg.model import Mention, Span

_FIRST_MARK = 0xE000
_marks: dict[str, str] = {}


def mark(kind: str) -> str:
    """The private-use character that stands for a kind (PER, ORG, TITLE …); the same in one run."""
    if kind not in _marks:
        _marks[kind] = chr(_FIRST_MARK + len(_marks))
    return _marks[kind]


class Token(NamedTuple):
    """A stretch of the article that a view shows as one mark."""

    start: int
    end: int
    kind: str
    item: Mention | None = None


def token_of(mention: Mention) -> Token:
    return Token(mention.start, mention.end, mention.kind, mention)


@dataclass(frozen=True, slots=True)
class View:
    """`text` is what rules match; `starts[i]` and `ends[i]` are its characters' article offsets."""

    text: str
    starts: list[int]
    ends: list[int]
    tokens: dict[int, Token]
    whole: str
    marks: frozenset[str] = frozenset()  # those that stand in `text`

    def span(self, start: int, end: int) -> Span:
        """Article span of the non-empty view range [start, end)."""
        return Span(self.starts[start], self.ends[end - 1])


def view(whole: str, start: int, end: int, tokens: Iterable[Token]) -> View:
    """The view of `whole[start:end]`.

    Args: tokens sorted by start and inside the range; of overlapping ones the first wins.
    """
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    shown: dict[int, Token] = {}
    at = start
    for token in tokens:
        if token.start < at or token.end > end:
            continue
        parts.append(whole[at : token.start])
        starts.extend(range(at, token.start))
        ends.extend(range(at + 1, token.start + 1))
        shown[len(starts)] = token
        parts.append(mark(token.kind))
        starts.append(token.start)
        ends.append(token.end)
        at = token.end
    parts.append(whole[at:end])
    starts.extend(range(at, end))
    ends.extend(range(at + 1, end + 1))
    marks = frozenset(mark(token.kind) for token in shown.values())
    return View("".join(parts), starts, ends, shown, whole, marks)
