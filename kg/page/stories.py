"""Units of a page -> stories: which headline, byline and paragraphs belong together.

Reading down the page settles most of it; `matching` mends what the flattening of a newspaper page has displaced.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from kg.page import marks
from kg.page.layout import Block, Layout

_LINES: Final = 3  # lines of a headline on a web page, kicker and subtitle included
_HEADLINE: Final = 10  # characters from which a line in the text is long for a crosshead


@dataclass(slots=True)
class Story:
    """The units of one article while they are gathered, in reading order."""

    head: list[Block] = field(default_factory=list)
    crossheads: list[Block] = field(default_factory=list)  # of its sections, where they stand beside the headline
    bylines: list[Block] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    closed: bool = False
    has_prose: bool = False

    @property
    def named(self) -> bool:
        """Does it show by itself that it is an article: by headline, byline, dateline or jump?"""
        signed = any(marks.names_writer(block.flow.text) for block in self.bylines)
        return bool(self.head or signed or (self.body and marks.opens_report(self.body[0].flow.text)))


def gather(layout: Layout) -> list[Story]:
    """The stories of a page in page order; every unit but ornaments and a site's furniture is in exactly one."""
    stories = [Story()]
    waiting: list[Block] = []
    blocks = _told(layout.blocks)
    for block, after in zip(blocks, _afters(blocks), strict=True):
        if marks.parts(block.flow.text):
            stories[-1].closed = stories[-1].closed or stories[-1].has_prose
            continue
        if block.kind in ("headline", "subhead"):
            waiting.append(block)
            continue
        if waiting:
            _place_heads(stories, waiting, block, after, layout.wrapped)
            waiting = []
        _place(stories, block, after)
    if waiting:
        _place_heads(stories, waiting, None, None, layout.wrapped)
    return [s for s in stories if s.head or s.crossheads or s.bylines or s.body]


def _told(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The units that tell something, if any does."""
    return tuple(b for b in blocks if b.kind == "prose" or not marks.is_furniture(b.flow.text)) or blocks


def _afters(blocks: tuple[Block, ...]) -> list[Block | None]:
    """For each unit the first one from there on that is no byline."""
    out: list[Block | None] = []
    after = None
    for block in reversed(blocks):
        after = after if block.kind == "byline" else block
        out.append(after)
    return out[::-1]


def _place(stories: list[Story], block: Block, after: Block | None) -> None:
    """A byline, paragraph, caption or jump mark goes to the running story, or opens the next.

    `after` is the first unit from here on that is no byline.
    """
    story = stories[-1]
    opening = block.kind == "byline" and not _closes(block, after)
    ends_it = block.kind == "byline" and not opening
    if (story.closed and not ends_it) or (story.has_prose and (opening or _opens(block))):
        story = Story()
        stories.append(story)
    if block.kind == "byline" and not story.body:
        story.bylines.append(block)
    else:
        story.body.append(block)
        story.has_prose = story.has_prose or block.kind == "prose"
    story.closed = story.has_prose and (marks.is_jump_to(block.flow.text) if block.kind == "jump" else block.kind == "byline")


def _opens(block: Block) -> bool:
    """（上接…） and 本报讯 begin an article."""
    text = block.flow.text
    return marks.opens_jump(text) if block.kind == "jump" else block.kind == "prose" and marks.opens_report(text)


def _closes(block: Block, after: Block | None) -> bool:
    """A byline in brackets, or one that no paragraph follows, ends the article above."""
    return block.flow.text[0] == "（" or after is None or after.kind not in ("prose", "jump")


def groups(heads: list[Block]) -> list[list[Block]]:
    """Headlines with the subtitles that belong to them."""
    out: list[list[Block]] = []
    for block in heads:
        if block.kind == "subhead" and out:
            out[-1].append(block)
        else:
            out.append([block])
    return out


def _place_heads(stories: list[Story], heads: list[Block], following: Block | None, after: Block | None, wrapped: bool) -> None:
    """A run of headlines: one of them may name the next article, the others are crossheads (or a signature at the end)."""
    runs, story = groups(heads), stories[-1]
    if story.head and not story.body and not wrapped:  # a site's name, a breadcrumb, then the headline
        _title(story, runs)
        return
    at = _main(runs, story, following, after, wrapped)
    if at is None or (story.has_prose and after is None and not wrapped):
        story.body += heads
        return
    if story.body or story.head or (story.bylines and (wrapped or len(stories) > 1)):
        if not _titled(runs[at]):  # crossheads above an untitled headline still belong to the text before them
            story.body += [block for run in runs[:at] for block in run]
            runs, at = runs[at:], 0
        stories.append(Story())
    joined = len(stories) == 1 and not wrapped and sum(not marks.beside(run[0].flow.text) for run in runs) <= _LINES
    own = range(len(runs)) if joined else (at,)
    stories[-1].crossheads = [block for i, run in enumerate(runs) if i not in own for block in run]
    _title(stories[-1], [runs[i] for i in own])


def _title(story: Story, runs: list[list[Block]]) -> None:
    """Headlines of a story; a masthead, a section's title, and the lines from 时间：, 地点： on only stand beside them."""
    labelled = bool(story.head) and any(marks.beside(block.flow.text) == "label" for block in story.bylines)
    for run in runs:
        how = marks.beside(run[0].flow.text)
        labelled = labelled or (how == "label" and bool(story.head))
        (story.crossheads if how or labelled else story.head).extend(run)


def _titled(run: list[Block]) -> bool:
    return any(block.kind == "subhead" for block in run)


def _main(runs: list[list[Block]], story: Story, following: Block | None, after: Block | None, wrapped: bool) -> int | None:
    """Index of the run that is the headline of an article of its own, None where all are crossheads."""
    for i, run in enumerate(runs):
        if _titled(run):
            return i
    if not (story.body or story.head or story.bylines) or story.closed:
        return 0
    if not story.has_prose:
        return None if story.head else 0
    notices = [i for i, run in enumerate(runs) if marks.is_notice(run[0].flow.text)]
    if notices and following is not None:
        return notices[0]
    return len(runs) - 1 if following is not None and _begins(runs[-1], following, after, wrapped) else None


def _begins(run: list[Block], following: Block, after: Block | None, wrapped: bool) -> bool:
    """Does the unit behind a headline open an article: by 本报讯, a byline, or on a paper's page by 近日，… below a long line?"""
    if _opens(following) or (following.kind == "byline" and not _closes(following, after)):
        return True
    title = run[0].flow.text
    return wrapped and len(title) >= _HEADLINE and not marks.beside(title) and marks.opens_news(following.flow.text)
