"""The corridor: the only file that knows the order of the rooms."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, Protocol

from kg.claim import (
    award,
    byline,
    event_role,
    initiates,
    initiative_part,
    located,
    metric,
    part_of,
    party_to,
    post,
    says,
    visit,
)
from kg.grammar import layer
from kg.grammar.rule import Rule
from kg.grammar.view import View
from kg.graph import folder as outputs
from kg.graph.card import write_card
from kg.graph.ledger import freeze, read_ledger, replaced, write_ledger
from kg.graph.rdf import BASE, prefixes, write_turtle
from kg.graph.shapes import violations
from kg.graph.tables import write_judgements, write_tables
from kg.lexicon.scan import scan
from kg.mention import alias, area, company, document, event, initiative, organisation, person, place, project
from kg.model import (
    Article,
    Claim,
    Document,
    Heading,
    Judgement,
    Knowledge,
    Mention,
    Page,
    Reading,
    Sentence,
    Span,
)
from kg.page.read import PageError, Texts, list_pages, page_from_text, read_page, stem_of
from kg.resolve.corpus import Corpus
from kg.resolve.decisions import NONE as UNDECIDED
from kg.resolve.decisions import Decisions
from kg.resolve.decisions import parse as read_decisions
from kg.resolve.page import PageFacts, settle_page
from kg.resolve.proof import prove_page, prove_reading
from kg.schema import schema
from kg.text.sentences import sentences
from kg.view.page import write_page


class Finder(Protocol):
    """A file of mention/: what it finds, given what is found already."""

    RULES: tuple[Rule, ...]

    def find(self, reading: Reading, /) -> tuple[Mention, ...]: ...


class Reader(Protocol):
    """A file of claim/."""

    RULES: tuple[Rule, ...]

    def read(self, reading: Reading, views: tuple[tuple[Sentence, View], ...], /) -> Iterable[Claim]: ...


FINDERS: tuple[Finder, ...] = (document, place, organisation, company, person, project, event, initiative)
READERS: tuple[Reader, ...] = (
    post, byline, event_role, says, initiates, initiative_part, metric, award, part_of, located, visit, party_to,
)  # fmt: skip


class ShapeError(AssertionError):
    """The graph would break its own shapes: a bug of ours, nothing is written."""


class Explained(NamedTuple):
    """A mention or claim in the notation of the house, with the reason its rule gives."""

    line: str
    rule: str
    reason: str
    confidence: float


class Skipped(NamedTuple):
    """A page that could not be read, and the one line that says why."""

    path: Path
    why: str


class Built(NamedTuple):
    """What a build knows when all pages are read."""

    knowledge: Knowledge
    judgements: tuple[Judgement, ...]
    skipped: tuple[Skipped, ...]


def read(article: Article, published: str | None) -> Reading:
    """All mentions of an article, its area and the aliases it defines."""
    reading = scan(article, sentences(article), published)
    for finder in FINDERS:
        found = layer.free(finder.find(reading), reading.mentions)
        reading = replace(reading, mentions=layer.ordered((*reading.mentions, *found)))
    reading = replace(reading, mentions=layer.kept(reading.mentions))
    reading = replace(reading, area=area.find_area(reading))
    return replace(reading, aliases=alias.find_aliases(reading))


def claims(reading: Reading) -> tuple[Claim, ...]:
    """All claims of an article, in the order of the readers."""
    views = tuple(layer.views(reading, layer.tokens(reading, ("title",))))
    found = tuple(claim for reader in READERS for claim in reader.read(reading, views))
    spoken = says.statements(reading, found)
    return tuple(_attributed(claim, spoken) for claim in found) if spoken else found


def _attributed(claim: Claim, spoken: Iterable[tuple[Span, Mention]]) -> Claim:
    """The claim in the mouth of the one in whose statement its words stand."""
    if claim.type == "SAYS":
        return claim
    inside = (who for span, who in spoken if span.start <= claim.span.start and claim.span.end <= span.end)
    speaker = next(inside, None)
    return replace(claim, claimed_by=speaker) if speaker is not None else claim


def read_facts(page: Page) -> PageFacts:
    """Everything one page says, proved against its raw text. Raises ProofError on a bug of a rule."""
    readings = area.shared([read(article, page.published) for article in page.articles])
    found = [claims(reading) for reading in readings]
    for reading, told in zip(readings, found, strict=True):
        prove_reading(page, reading, told)
    facts = settle_page(page, readings, found)
    prove_page(page, facts)
    return facts


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


def learn(
    pages: Iterable[Page], decisions: Decisions = UNDECIDED
) -> tuple[Knowledge, tuple[Judgement, ...]]:
    """Pages to knowledge, without touching disk. The order of the pages does not matter."""
    corpus = Corpus(decisions)
    documents = []
    for page in pages:
        corpus.add(read_facts(page))
        documents.append(card(page))
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


def learn_folder(
    folder: Path, decisions: Decisions = UNDECIDED, tick: Callable[[int, int], None] = lambda done, all: None
) -> Built:
    """All pages of a folder.

    Args: tick is told (pages done, pages in all). Raises PageError when no page at all could be read;
    single pages that cannot be read are skipped and named.
    """
    paths = list_pages(folder)
    _refuse_twins(paths, folder)
    skipped: list[Skipped] = []

    def pages() -> Iterable[Page]:
        for n, path in enumerate(paths):
            try:
                yield read_page(path, folder)
            except PageError as error:
                skipped.append(Skipped(path, str(error)))
            tick(n + 1, len(paths))

    knowledge, judgements = learn(pages(), decisions)
    if not knowledge.documents:
        raise PageError(skipped[0].why if len(skipped) == 1 else f"{folder}: no page could be read ({skipped[0].why})")
    return Built(knowledge, judgements, tuple(skipped))


def build(
    folder: Path,
    out: Path,
    html: bool = True,
    decisions: Path | None = None,
    tick: Callable[[int, int], None] = lambda done, all: None,
    base: str = BASE,
    ids: Path | None = None,
    licence: str = "",
) -> Built:
    """Read a folder and replace `out` by what was learned, or leave `out` as it was.

    Args: base the name space of all IRIs; ids the ids.jsonl of an earlier build, whose names stay;
    licence an IRI for the card.
    Raises PageError, OutputError, DecisionError, BaseError, LedgerError with one line for the user;
    ShapeError and ProofError are bugs of ours.
    """
    outputs.check(out)
    prefixes(schema(), base)
    issued = read_ledger(ids) if ids else ()
    decided = read_decisions(decisions.read_text("utf-8"), str(decisions)) if decisions else UNDECIDED
    built = learn_folder(folder, decided, tick)
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
            write_page(built.knowledge, fresh / "graph.html", raw=Texts(folder, built.knowledge.documents))

    outputs.replace(out, write)
    return built


def _day() -> str:
    """The day of the build as an ISO date, only where SOURCE_DATE_EPOCH gives one: there is no other clock."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(seconds), UTC).date().isoformat() if seconds.isdecimal() and len(seconds) < 12 else ""


def reasons() -> dict[str, str]:
    """What every rule says of itself, by its name."""
    rules = [rule for finder in FINDERS for rule in finder.RULES] + [rule for r in READERS for rule in r.RULES]
    return {rule.name: rule.reason for rule in rules}


def explain(text: str, published: str | None = None) -> list[Explained]:
    """Every mention and claim of a text with its rule and reason, in reading order."""
    why = reasons()
    page = page_from_text(text)
    found: list[Explained] = []
    for reading in area.shared([read(article, published or page.published) for article in page.articles]):
        found += [Explained(_shown(m), m.rule, why.get(m.rule, ""), m.confidence) for m in reading.mentions]
        found += [Explained(str(c), c.rule, why.get(c.rule, ""), c.confidence) for c in claims(reading)]
    return found


def _shown(mention: Mention) -> str:
    return f"{mention.kind}{'/' + mention.sub if mention.sub else ''}({mention.text})"
