"""Stories -> articles: one flow each, with headline, byline and units."""

from __future__ import annotations

import re
from typing import Final

from kg.model import Article, Unit
from kg.page import marks
from kg.page.layout import Block, Layout
from kg.page.matching import mend
from kg.page.stories import Story, gather
from kg.text.flow import join

_INSIDE: Final = re.compile(r"^[^，。！？]{0,16}（((?:[^（）。]{0,12})(?:记者|通讯员|作者)[^（）。]{1,80})）")
_SPEAKING: Final = re.compile("记者|通讯员|作者|文[/图：]|图[/文：]|摄影|撰稿|供稿|整理|编辑|责编|□")
_FRAME: Final = "（）□■▢◎ "


def cut(layout: Layout, stem: str) -> tuple[Article, ...]:
    """The articles of a page in page order; ids are `stem#1`, `stem#2` …"""
    stories = gather(layout)
    if layout.wrapped:
        stories = mend(stories)
    return tuple(_article(story, f"{stem}#{n}") for n, story in enumerate(stories, 1))


def _article(story: Story, name: str) -> Article:
    parts = [
        *(("headline" if block.kind == "headline" else "subhead", block) for block in story.head),
        *(("subhead", block) for block in story.crossheads),
        *((block.kind, block) for block in story.bylines),
        *(("subhead" if block.kind == "headline" else block.kind, block) for block in story.body),
    ]
    units, at = [], 0
    for kind, block in parts:
        units.append(Unit(kind, at, at + len(block.flow.text)))
        at += len(block.flow.text) + 1
    flow = join(block.flow for _, block in parts)
    return Article(name, flow, tuple(units), _headline(story), _byline(story))


def _headline(story: Story) -> str | None:
    return " ".join(block.flow.text for block in story.head) or None


def _byline(story: Story) -> str | None:
    """The words that name the writers: a line, brackets at the end, or brackets after 本报讯."""
    written: list[Block] = [b for b in (*story.bylines, *story.body) if b.kind == "byline" and _SPEAKING.search(b.flow.text)]
    if written:
        return " ".join(block.flow.text.strip(_FRAME) for block in written)
    opening = next((block.flow.text for block in story.body if block.kind == "prose"), "")
    found = _INSIDE.match(opening) if marks.opens_report(opening) else None
    return found[1] if found else None
