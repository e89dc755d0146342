"""The frozen records that rooms hand to each other.

Imports nothing of kg. Every offset is a half-open count of Unicode code points:
a `Span` counts into an article's flow (`Article.flow.text`), a `Place` into the raw page.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range of characters in an article's flow text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """Cleaned text in which every character knows its raw offset.

    `text[i]` stands for the raw character at `origin[i]`: cleaning drops characters
    or swaps them one for one, it never invents any. `origin` rises inside a unit; units may
    stand in another order than on the page.
    """

    text: str
    origin: array[int]

    def raw(self, span: Span) -> Span:
        """The raw range of a non-empty span (first character to behind the last one)."""
        return Span(self.origin[span.start], self.origin[span.end - 1] + 1)


class Unit(NamedTuple):
    """A run of the flow with one layout role: headline, subhead, byline, caption, prose or jump."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a page. `flow.text` holds its units in reading order, joined by line feeds."""

    id: str  # "<page stem>#<n>", n from 1
    flow: Flow
    units: tuple[Unit, ...]
    headline: str | None
    byline: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """A source file as decoded. `raw` keeps line ends and blanks untouched."""

    stem: str
    path: str  # relative to the folder given, with forward slashes
    sha256: str  # of the bytes
    encoding: str
    raw: str
    published: str | None  # EDTF prefix: "2024", "2024-02", "2024-02-19"
    published_why: str | None
    articles: tuple[Article, ...]


class Sentence(NamedTuple):
    """A sentence of one unit; `number` counts from 0 within the article."""

    start: int
    end: int
    unit: str
    number: int


class Word(NamedTuple):
    """One word of the statistical segmentation with its part of speech: evidence, never authority."""

    start: int
    end: int
    tag: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A named thing where the text names it. `text` is the flow's words; kinds come from the ontology."""

    article: str
    start: int
    end: int
    kind: str  # PER ORG LOC INI PRJ DOC EVT
    sub: str
    text: str
    rule: str
    confidence: float = 0.9

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """An article with all evidence found so far; each finder returns new records, none edits it.
    It equals itself alone, so that what is derived from it can be cached.

    `hits` holds the lexicon's words by class, sorted, without overlaps inside a class.
    `mentions` are sorted by start, longer first, and may nest. `area` is the mention that names
    the place whose news this is (西海岸新区 behind 全区, 我区), None where the page names none.
    `aliases` are pairs (short form, full form) that the page itself defines (以下简称…). `houses` are the
    schools, groups, offices whose own news the page's other articles are, each with its kind.
    """

    article: Article
    published: str | None
    sentences: tuple[Sentence, ...]
    words: tuple[Word, ...]
    hits: Mapping[str, tuple[Span, ...]]
    mentions: tuple[Mention, ...] = ()
    area: Mention | None = None
    aliases: tuple[tuple[Mention, Mention], ...] = ()
    houses: tuple[tuple[str, Mention], ...] = ()

    @property
    def text(self) -> str:
        return self.article.flow.text

    def of_kind(self, *kinds: str) -> Iterator[Mention]:
        return (m for m in self.mentions if m.kind in kinds)


Arg = Mention | str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one place of the text says: a fact type, its arguments, the words it rests on."""

    article: str
    type: str
    args: tuple[tuple[str, Arg], ...]
    span: Span  # the literal words, one unit, at most 600 raw characters
    rule: str
    confidence: float
    claimed_by: Mention | None = None

    def arg(self, role: str) -> Arg | None:
        return next((value for name, value in self.args if name == role), None)

    def __str__(self) -> str:
        """The notation of the house: POST(person=沈若兰, org=云河市工信局, title=局长)."""
        shown = (f"{k}={v.text if isinstance(v, Mention) else v}" for k, v in self.args)
        return f"{self.type}({', '.join(shown)})"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict on two names: same, different or unsure, with the reason a reader sees."""

    left: str
    right: str
    verdict: str
    reason: str
    score: float


class Place(NamedTuple):
    """Words of a page: raw offsets, `text` without white space."""

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Entity:
    """Whom or what mentions mean. `id` is the local name of the IRI."""

    id: str
    kind: str
    sub: str
    label: str
    aliases: tuple[str, ...]
    mentions: tuple[Place, ...]


class Statement(NamedTuple):
    """One piece of evidence of a fact: raw offsets of the words and of the sentence around them."""

    document: str
    start: int
    end: int
    quote: str  # the words, white space removed
    sentence: int  # index of the sentence in its document
    sentence_start: int
    sentence_end: int
    rule: str
    confidence: float
    claimed_by: str  # entity id or ""
    published: str  # EDTF date of the document or ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One assertion, identified by its meaning; `args` holds entity ids and literals by role."""

    id: str
    type: str
    args: tuple[tuple[str, str], ...]
    statements: tuple[Statement, ...]
    valid_from: str = ""
    valid_to: str = ""

    @property
    def confidence(self) -> float:
        """The best of its evidence."""
        return max(s.confidence for s in self.statements)

    def arg(self, role: str) -> str:
        return dict(self.args).get(role, "")


class Heading(NamedTuple):
    """An article as the page shows it: raw offsets of its first and last character."""

    headline: str | None
    start: int
    end: int
    byline: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """What a build keeps of a page."""

    stem: str
    path: str
    sha256: str
    encoding: str
    length: int
    published: str | None
    published_why: str | None
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The whole answer: sorted documents, entities and facts."""

    documents: tuple[Document, ...]
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]

    def statements(self) -> Iterator[tuple[Fact, Statement]]:
        for fact in self.facts:
            for statement in fact.statements:
                yield fact, statement
