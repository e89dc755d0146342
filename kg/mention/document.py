"""Titled documents: policies, laws, plans and reports in 《》, files named by their number, short titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.grammar.layer import ordered
from kg.grammar.rule import Rule, procedure
from kg.lexicon.lists import either
from kg.model import Mention, Reading, Span

_TITLE = re.compile(r"《((?:[^《》\n]|《[^《》\n]*》){2,90})》")
_HEAD = re.compile(either("document_heads") + r"|[\d一二三四五六七八九十]+条(?:措施|意见|政策|举措)?")
_TAIL = re.compile(r"(?:[（(][^（）()]*[)）]|[》〉”’]|\d{4}版|—+[^—]{2,20})+$")
_WORK_BEFORE = re.compile(either("work_cues") + r"(?:《[^》\n]*》[、和]?)*$")
_WORK_AFTER = re.compile(r"剧组|(?:一[书文曲]|等?(?:电影|影片|歌曲|节目|剧目|作品|图书|文艺))")
_ISSUED = re.compile(either("issue_cues") + r"(?:了|的)?(?:《[^》\n]*》[、和]?)*$")
_NUMBER = re.compile(
    r"(?<![\d第])[\u4e00-\u9fff]{1,6}[〔［\[【（]\d{4}[〕］\]】）](?:第)?\d{1,4}号(?:文件|文)?|“?\d{1,3}号文件”?"
)
_GOVERNS = re.compile(rf"(?:{either('issue_cues')}|以|按|据|由|与|和|及)(?=.{{2,}}[〔［\[【（])")
_CORE = re.compile(r"^关于(?:印发|下发|转发|公布|批转|贯彻落实|贯彻)?|[《》〈〉]")
_SHORT_LEAST = 6  # characters: shorter tails of titles are common nouns


def _mention(reading: Reading, span: Span, rule: str, confidence: float) -> Mention:
    words = reading.text[span.start : span.end]
    return Mention(reading.article.id, *span, "DOC", "", words, rule, confidence)


def _has_head(title: str) -> bool:
    bare = _TAIL.sub("", title)
    return any(found.end() == len(bare) for found in _HEAD.finditer(bare)) or bool(
        re.search(either("document_heads") + "$", bare)
    )


def _is_work(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 60) : start]
    return bool(_WORK_BEFORE.search(before) or _WORK_AFTER.match(text, end))


@procedure
def titled_document(reading: Reading) -> Iterator[Mention]:
    """A title in 《》 whose last word is that of a paper (方案, 条例, 意见 …), unless it is
    announced as a film, a song, a book or a column."""
    for found in _TITLE.finditer(reading.text):
        if _has_head(found[1]) and not _is_work(reading.text, *found.span()):
            yield _mention(reading, Span(*found.span()), "titled_document", 0.97)


@procedure
def issued_document(reading: Reading) -> Iterator[Mention]:
    """A title in 《》 without such a last word is a document where it is issued, passed or applied
    (印发《…》)."""
    for found in _TITLE.finditer(reading.text):
        if _has_head(found[1]) or _is_work(reading.text, *found.span()):
            continue
        if _ISSUED.search(reading.text, max(0, found.start() - 60), found.start()):
            yield _mention(reading, Span(*found.span()), "issued_document", 0.8)


@procedure
def numbered_document(reading: Reading) -> Iterator[Mention]:
    """A file named by its number: 云政发〔2021〕12号, “3号文件”; not where it only repeats
    the number of the title before it."""
    for found in _NUMBER.finditer(reading.text):
        if not re.search(r"》[（(]?$", reading.text[max(0, found.start() - 2) : found.start()]):
            governed = _GOVERNS.match(found[0])
            start = found.start() + (governed.end() if governed else 0)
            yield _mention(reading, Span(start, found.end()), "numbered_document", 0.9)


@procedure
def short_title(reading: Reading) -> Iterator[Mention]:
    """The tail of a title that the page gives in full elsewhere, without 《》 (落实窗口服务五年行动方案)."""
    if "《" not in reading.text:
        return
    titled = list(titled_document.make(reading))
    for core in sorted({_core(m.text) for m in titled}):
        yield from _repeats(reading, core, titled)


def _core(title: str) -> str:
    return _CORE.sub("", _TAIL.sub("", title))


def _repeats(reading: Reading, core: str, titled: list[Mention]) -> Iterator[Mention]:
    text = reading.text
    tail = re.escape(core[-_SHORT_LEAST:])
    if len(core) < _SHORT_LEAST:
        return
    for found in re.finditer(tail, text):
        if any(m.start <= found.start() < m.end for m in titled):
            continue
        start = found.end() - _common_tail(text, found.end(), core)
        if any(w.start == start for w in reading.words):
            yield _mention(reading, Span(start, found.end()), "short_title", 0.8)


def _common_tail(text: str, end: int, core: str) -> int:
    size = _SHORT_LEAST
    while size < min(len(core), end) and text[end - size - 1] == core[-size - 1]:
        size += 1
    return size


RULES: tuple[Rule, ...] = (titled_document, issued_document, numbered_document, short_title)


def find(reading: Reading) -> tuple[Mention, ...]:
    """All documents an article names; mentions include the marks 《》."""
    return ordered(m for rule in RULES for m in rule.make(reading))
