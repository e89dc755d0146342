"""Words and parts of speech from jieba's dictionary and model (rjieba runs them natively).

They are evidence for where words begin and end, never the authority on the borders of names.
"""

from __future__ import annotations

from itertools import accumulate

import rjieba

from kg.model import Word


def segment(text: str) -> tuple[Word, ...]:
    """All words of a text in order; their spans tile it."""
    tagged = rjieba.tag(text)
    if not tagged:
        return ()
    words, tags = zip(*tagged, strict=True)
    ends = list(accumulate(map(len, words)))
    return tuple(map(Word, [0, *ends], ends, tags))
