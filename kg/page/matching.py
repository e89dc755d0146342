"""Displaced headlines of a newspaper page find their text, and sections find the article whose lead stands below them."""

from __future__ import annotations

import re
from typing import Final

from kg.page import marks
from kg.page.layout import Block
from kg.page.stories import Story

_PLAIN: Final = re.compile(r"[^\u4e00-\u9fff0-9]")
_COMPARED: Final = 3000  # characters of a story that are searched for the words of a headline
_SECTIONS: Final = 12  # nameless stories that may stand above the lead of their article
_REACH: Final = 3  # stories above and below a headline that may be its own
_TITLE: Final = 10  # characters of a headline that stands below its text
_GAIN: Final = 0.15  # share of a headline's words by which a text elsewhere must beat the text below it


def mend(stories: list[Story]) -> list[Story]:
    """Stories with their headlines moved to the texts that repeat their words, nameless ones joined to a neighbour."""
    if sum(not story.head for story in stories) == 0:
        return stories
    for story in stories:
        _promote(story)
    words: dict[int, str] = {}
    for at, story in enumerate(stories):
        if story.head and story.body:
            _move(stories, at, words)
    return _joined(stories)


def _move(stories: list[Story], at: int, words: dict[int, str]) -> None:
    """The headline goes to a story without one that says its words clearly more fully than the text below it.

    `words` remembers the words of stories by their index.
    """
    near = [i for i in range(max(0, at - _REACH), min(len(stories), at + _REACH + 1)) if i == at or (not stories[i].head and stories[i].body)]
    if len(near) < 2:
        return
    for i in near:
        words[i] = words.get(i) or _words(stories[i])
    shares = overlap("".join(block.flow.text for block in stories[at].head), [words[i] for i in near])
    share, best = max(zip(shares, near, strict=True), key=lambda pair: (pair[0], -abs(pair[1] - at)))
    if best != at and share > shares[near.index(at)] + _GAIN and not (best < at and stories[at].bylines and _lead_below(stories, best)):
        stories[best].head, stories[at].head = stories[at].head, []
        _part(stories[at], stories[best], [words[at], words[best]])
        if stories[at].crossheads and not marks.beside(stories[at].crossheads[0].flow.text):
            stories[at].head, stories[at].crossheads = stories[at].crossheads, []


def _part(here: Story, there: Story, texts: list[str]) -> None:
    """Lines that stood with a headline that moved go with it, unless the text below them says more of their words."""
    kept: list[Block] = []
    gone: list[Block] = []
    for block in here.crossheads:
        stays, goes = overlap(block.flow.text, texts)
        (kept if stays > goes else gone).append(block)
    here.crossheads, there.crossheads = kept, [*there.crossheads, *gone]


def _promote(story: Story) -> None:
    """Headlines below the last paragraph of a nameless text are its own where they repeat its words."""
    if story.head or not story.has_prose:
        return
    last = max(i for i, block in enumerate(story.body) if block.kind == "prose")
    below = [block for block in story.body[last + 1 :] if block.kind in ("headline", "subhead")]
    title = "".join(block.flow.text for block in below)
    if len(title) >= _TITLE and overlap(title, [_words(story)])[0] > _GAIN:
        story.head = below
        story.body = [block for block in story.body if block not in below]


def _words(story: Story) -> str:
    return _PLAIN.sub("", "".join(block.flow.text for block in story.body)[:_COMPARED])


def overlap(headline: str, texts: list[str]) -> list[float]:
    """For each text the share of the headline's 3-character strings in it; strings of few texts weigh more."""
    words = _PLAIN.sub("", headline)
    total, shares = 0.0, [0.0] * len(texts)
    for gram in sorted({words[i : i + 3] for i in range(len(words) - 2)}):
        found = [i for i, text in enumerate(texts) if gram in text]
        weight = 1 / (len(found) or 1)
        total += weight
        for i in found:
            shares[i] += weight
    return [share / total if total else 0.0 for share in shares]


def _joined(stories: list[Story]) -> list[Story]:
    """A nameless story goes to the article below whose lead it outweighs, else to the open article above it."""
    out: list[Story] = []
    sections: list[Story] = []
    for at, story in enumerate(stories):
        if story.head or story.named or (story.closed and not _lead_below(stories, at)):
            story.body += [block for part in sections for block in (*part.crossheads, *part.bylines, *part.body)]
            sections = []
            out.append(story)
        elif _lead_below(stories, at):
            sections.append(story)
        elif out and not out[-1].closed:
            out[-1].body += [*story.crossheads, *story.bylines, *story.body]
        else:
            out.append(story)
    return out


def _lead_below(stories: list[Story], at: int) -> bool:
    """Is the next named story a headline with a lead shorter than this text?"""
    following = next((s for s in stories[at + 1 : at + 1 + _SECTIONS] if s.named), None)
    return following is not None and bool(following.head) and bool(following.bylines) and _size(following) < _size(stories[at])


def _size(story: Story) -> int:
    return sum(len(block.flow.text) for block in story.body)
