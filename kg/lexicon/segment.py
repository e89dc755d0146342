"""Words and parts of speech from jieba's dictionary and model (rjieba runs them natively).

They are evidence for where words begin and end, never the authority on the borders of names.
"""

from __future__ import annotations

import rjieba

from kg.model import Word


def segment(text: str) -> tuple[Word, ...]:
    """All words of a text in order; their spans tile it."""
    out: list[Word] = []
    at = 0
    for word, tag in rjieba.tag(text):
        out.append(Word(at, at + len(word), tag))
        at += len(word)
    return tuple(out)
