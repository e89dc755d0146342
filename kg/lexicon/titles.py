"""Titles of posts: organ (党工委, 管委, 宣传部 …) + rank (副, 代, 常务 …) + head (书记, 主任 …)."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon.lists import either
from kg.model import Span


@cache
def title_pattern() -> re.Pattern[str]:
    """Longest title at a place; borders are checked by the rules that use it."""
    organ, rank, head = either("title_organs"), either("title_ranks"), either("title_heads")
    return re.compile(f"(?:{organ})*{rank}{{0,3}}{head}")


def find_titles(text: str) -> tuple[Span, ...]:
    """All titles of a text, leftmost first."""
    return tuple(Span(*m.span()) for m in title_pattern().finditer(text))
