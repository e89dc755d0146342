"""The first look at an article: sentences, words, lexicon hits, titles."""

from __future__ import annotations

from kg.lexicon.matcher import match
from kg.lexicon.segment import segment
from kg.lexicon.titles import find_titles
from kg.model import Article, Reading, Sentence


def scan(article: Article, sentences: tuple[Sentence, ...], published: str | None) -> Reading:
    """A reading without mentions yet."""
    text = article.flow.text
    hits = match(text)
    hits["title"] = find_titles(text)
    return Reading(article, published, sentences, segment(text), hits)
