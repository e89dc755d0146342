"""The corridor: the only file that knows the order of the rooms."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from kg.article import read_facts, reasons
from kg.graph import folder as outputs
from kg.graph.card import write_card
from kg.graph.ledger import Ledger, freeze, read_ledger, replaced, write_ledger
from kg.graph.rdf import BASE, prefixes, write_turtle
from kg.graph.shapes import violations
from kg.graph.tables import write_judgements, write_tables
from kg.model import (
    Article,
    Document,
    Heading,
    Judgement,
    Knowledge,
    Page,
    Span,
)
from kg.page.read import PageError, Texts, list_pages, page_from_text, read_page, stem_of
from kg.resolve.corpus import Corpus
from kg.resolve.decisions import NONE as UNDECIDED
from kg.resolve.decisions import Decisions
from kg.resolve.decisions import parse as read_decisions
from kg.resolve.page import PageFacts
from kg.schema import schema
from kg.view.kept import kept_positions
from kg.view.page import write_page

_PAGES_A_JOB = 40  # a process takes a second to start, which is what some forty pages take to read


class ShapeError(AssertionError):
    """The graph would break its own shapes: a bug of ours, nothing is written."""


class Skipped(NamedTuple):
    """A page that could not be read, and the one line that says why."""

    path: Path
    why: str


class Built(NamedTuple):
    """What a build knows when all pages are read."""

    knowledge: Knowledge
    judgements: tuple[Judgement, ...]
    skipped: tuple[Skipped, ...]


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles of garbage: our records form none, and looking at all of them again and again costs a tenth."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def card(page: Page) -> Document:
    """The card of a page."""
    headings = tuple(_heading(article) for article in page.articles)
    return Document(
        page.stem, page.path, page.sha256, page.encoding, len(page.raw), page.published, page.published_why, headings
    )


def _heading(article: Article) -> Heading:
    origin = article.flow.origin
    span = Span(min(origin), max(origin) + 1) if origin else Span(0, 0)
    return Heading(article.headline, span.start, span.end, article.byline)


@_uncollected()
def learn(
    pages: Iterable[Page], decisions: Decisions = UNDECIDED
) -> tuple[Knowledge, tuple[Judgement, ...]]:
    """Pages to knowledge, without touching disk. The order of the pages does not matter."""
    return _settled(((card(page), read_facts(page)) for page in pages), decisions)


def _settled(
    told: Iterable[tuple[Document, PageFacts]], decisions: Decisions
) -> tuple[Knowledge, tuple[Judgement, ...]]:
    corpus = Corpus(decisions)
    documents = []
    for document, facts_of_page in told:
        corpus.add(facts_of_page)
        documents.append(document)
    entities, facts, judgements = corpus.settle()
    documents.sort(key=lambda d: d.stem)
    return Knowledge(tuple(documents), entities, facts), judgements


def learn_text(text: str) -> Knowledge:
    """The knowledge in one text. Raises PageError where there is nothing to read."""
    return learn([page_from_text(text)])[0]


def _refuse_twins(paths: Iterable[Path], folder: Path) -> None:
    """A page is cited by its stem, so no two may share one."""
    seen: dict[str, Path] = {}
    for path in paths:
        twin = seen.setdefault(stem_of(path, folder), path)
        if twin != path:
            raise PageError(f"{path}: would be cited as {stem_of(path, folder)}, as {twin} is; rename one of them")


def _tell(folder: Path, path: Path) -> tuple[Document, PageFacts] | Skipped:
    """What one page says, or why it cannot be read."""
    try:
        page = read_page(path, folder)
    except PageError as error:
        return Skipped(path, str(error))
    return card(page), read_facts(page)


@contextmanager
def _telling(folder: Path, paths: list[Path], jobs: int) -> Iterator[Iterator[tuple[Document, PageFacts] | Skipped]]:
    """The pages told in their order, by so many processes (1: this one)."""
    tell = partial(_tell, folder)
    if jobs == 1:
        yield map(tell, paths)
        return
    with ProcessPoolExecutor(jobs, get_context("spawn"), gc.disable) as pool:
        yield pool.map(tell, paths, chunksize=4)


def fitting_jobs(pages: int) -> int:
    """How many processes are worth their start for so many pages: one for every forty, at most one a core."""
    return max(1, min(os.cpu_count() or 1, pages // _PAGES_A_JOB))


@_uncollected()
def learn_folder(
    folder: Path,
    decisions: Decisions = UNDECIDED,
    tick: Callable[[int, int], None] = lambda done, all: None,
    jobs: int = 1,
) -> Built:
    """All pages of a folder.

    Args: tick is told (pages done, pages in all); jobs is how many processes read (0: as many as fit). What is
    learned does not depend on it. Raises PageError when no page at all could be read; single pages that cannot
    be read are skipped and named.
    """
    paths = list_pages(folder)
    _refuse_twins(paths, folder)
    skipped: list[Skipped] = []

    def read(told: Iterable[tuple[Document, PageFacts] | Skipped]) -> Iterator[tuple[Document, PageFacts]]:
        for n, page in enumerate(told, 1):
            if isinstance(page, Skipped):
                skipped.append(page)
            else:
                yield page
            tick(n, len(paths))

    with _telling(folder, paths, jobs or fitting_jobs(len(paths))) as told:
        knowledge, judgements = _settled(read(told), decisions)
    if not knowledge.documents:
        raise PageError(skipped[0].why if len(skipped) == 1 else f"{folder}: no page could be read ({skipped[0].why})")
    return Built(knowledge, judgements, tuple(skipped))


@_uncollected()
def build(
    folder: Path,
    out: Path,
    html: bool = True,
    decisions: Path | None = None,
    tick: Callable[[int, int], None] = lambda done, all: None,
    base: str = BASE,
    ids: Path | None = None,
    licence: str = "",
    jobs: int = 1,
) -> Built:
    """Read a folder and replace `out` by what was learned, or leave `out` as it was.

    Args: base the name space of all IRIs; ids the ids.jsonl of an earlier build, whose names stay (that of `out`
    unless another is given); licence an IRI for the card; jobs how many processes read (0: as many as fit).
    Raises PageError, OutputError, DecisionError, BaseError, LedgerError with one line for the user;
    ShapeError and ProofError are bugs of ours.
    """
    outputs.check(out)
    prefixes(schema(), base)
    issued = _issued(ids, out)
    decided = read_decisions(decisions.read_text("utf-8"), str(decisions)) if decisions else UNDECIDED
    built = learn_folder(folder, decided, tick, jobs)
    knowledge, ledger = freeze(built.knowledge, issued)
    built = built._replace(knowledge=knowledge)
    wrong = violations(built.knowledge)
    if wrong:
        raise ShapeError(f"{len(wrong)} facts break the shapes of the graph, the first: {wrong[0]}")

    def write(fresh: Path) -> None:
        write_tables(built.knowledge, fresh)
        write_judgements(built.judgements, fresh)
        write_ledger(ledger, fresh / "ids.jsonl")
        triples = write_turtle(
            built.knowledge, fresh / "graph.ttl", base=base, reasons=reasons(), replaced=replaced(ledger)
        )
        write_card(built.knowledge, fresh, base=base, triples=triples, licence=licence, issued=_day())
        if html:
            texts = Texts(folder, built.knowledge.documents)
            write_page(built.knowledge, fresh / "graph.html", raw=texts, kept=kept_positions(out / "graph.html"))

    outputs.replace(out, write)
    return built


def _issued(ids: Path | None, out: Path) -> Ledger:
    """The names issued before: in the ledger asked for, else in the folder that is replaced."""
    if ids is None and (out / "ids.jsonl").is_file():
        return read_ledger(out / "ids.jsonl")
    return read_ledger(ids) if ids else ()


def _day() -> str:
    """The day of the build as an ISO date, only where SOURCE_DATE_EPOCH gives one: there is no other clock."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(seconds), UTC).date().isoformat() if seconds.isdecimal() and len(seconds) < 12 else ""
