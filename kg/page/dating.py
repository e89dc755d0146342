"""When was a page published? The day of its news, to the precision that its own words allow."""

from __future__ import annotations

from typing import NamedTuple

from kg.model import Article


class Dating(NamedTuple):
    """An EDTF prefix (2024, 2024-02, 2024-02-19) and the words it rests on."""

    value: str
    why: str


def date(articles: tuple[Article, ...]) -> Dating | None:
    return None
