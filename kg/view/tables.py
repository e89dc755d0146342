"""Turns Knowledge into the plain tables of the page: documents, articles, entities, links, facts.

Entities are numbered by their place in `Knowledge.entities`; inside a fact a number is an
entity and a string is a literal. Nothing is left out: the data in the page is the graph.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.model import Document, Fact, Knowledge, Statement
from kg.view.look import Record, ends, pull


class Link(NamedTuple):
    """All facts between two entities, in the direction of the first one."""

    source: int
    target: int
    facts: tuple[int, ...]
    pull: float  # of the closest fact, see `look.pull`
    confidence: float  # of the surest fact


@dataclass
class Tables:
    """What the page shows, JSON-ready but for `links`."""

    documents: list[Record] = field(default_factory=list)
    articles: list[Record] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    facts: list[Record] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    weight: list[int] = field(default_factory=list)  # facts per entity


def tables(knowledge: Knowledge, raw: Mapping[str, str]) -> Tables:
    """The tables of a knowledge; `raw` gives pages' decoded text by stem, as far as at hand."""
    return _Reader(knowledge, raw).read()


class _Reader:
    def __init__(self, knowledge: Knowledge, raw: Mapping[str, str]) -> None:
        self.knowledge = knowledge
        self.raw = raw
        self.numbers = {entity.id: i for i, entity in enumerate(knowledge.entities)}
        self.document_numbers = {d.stem: i for i, d in enumerate(knowledge.documents)}
        self.article_numbers: dict[tuple[int, int], int] = {}
        self.sentence_numbers: dict[tuple[str, int, int], int] = {}
        self.out = Tables(weight=[0] * len(knowledge.entities))

    def read(self) -> Tables:
        self.out.documents = [_document(document) for document in self.knowledge.documents]
        self.out.facts = [self._fact(fact) for fact in self.knowledge.facts]
        self.out.links = self._links()
        return self.out

    def _fact(self, fact: Fact) -> Record:
        args = [[role, self._value(role, value, fact.type)] for role, value in fact.args]
        for number in dict.fromkeys(value for _, value in args if isinstance(value, int)):
            self.out.weight[number] += 1
        return {
            "id": fact.id,
            "type": fact.type,
            "args": args,
            "from": fact.valid_from,
            "to": fact.valid_to,
            "statements": [self._statement(statement) for statement in fact.statements],
        }

    def _value(self, role: str, value: str, fact_type: str) -> int | str:
        known = ends(fact_type)
        if known is not None and role not in known:
            return value
        return self.numbers.get(value, value)

    def _statement(self, statement: Statement) -> Record:
        record: Record = {
            "article": self._article(statement),
            "quote": statement.quote,
            "at": [statement.start, statement.end],
            "rule": statement.rule,
            "confidence": round(statement.confidence, 3),
        }
        sentence = self._sentence(statement)
        if sentence is not None:
            record["sentence"] = sentence
        if statement.claimed_by:
            record["by"] = self.numbers.get(statement.claimed_by, statement.claimed_by)
        return record

    def _article(self, statement: Statement) -> int:
        document = self.document_numbers.get(statement.document, -1)
        part = self._heading(document, statement.start)
        key = (document, part)
        if key not in self.article_numbers:
            self.article_numbers[key] = len(self.out.articles)
            self.out.articles.append(self._article_record(document, part, statement))
        return self.article_numbers[key]

    def _heading(self, document: int, start: int) -> int:
        if document < 0:
            return -1
        headings = self.knowledge.documents[document].headings
        inside = (i for i, heading in enumerate(headings) if heading.start <= start < heading.end)
        return next(inside, -1)

    def _article_record(self, document: int, part: int, statement: Statement) -> Record:
        if document < 0:
            return {"document": -1, "title": statement.document}
        source = self.knowledge.documents[document]
        title = source.headings[part].headline if part >= 0 else None
        return {"document": document, "title": title or _title(source)}

    def _sentence(self, statement: Statement) -> int | None:
        text = self.raw.get(statement.document)
        key = (statement.document, statement.sentence_start, statement.sentence_end)
        if text is None or key[1] >= key[2]:
            return None
        if key not in self.sentence_numbers:
            self.sentence_numbers[key] = len(self.out.sentences)
            self.out.sentences.append("".join(text[key[1] : key[2]].split()))
        return self.sentence_numbers[key]

    def _links(self) -> list[Link]:
        between: dict[tuple[int, int], list[int]] = {}
        for index, fact in enumerate(self.out.facts):
            pair = _pair(fact)
            if pair is not None:
                known = pair if pair in between or pair[::-1] not in between else pair[::-1]
                between.setdefault(known, []).append(index)
        return [self._link(pair, facts) for pair, facts in between.items()]

    def _link(self, pair: tuple[int, int], numbers: list[int]) -> Link:
        facts = [self.knowledge.facts[number] for number in numbers]
        closest = min(pull(fact.type) for fact in facts)
        surest = max((s.confidence for fact in facts for s in fact.statements), default=0.0)
        return Link(*pair, tuple(numbers), closest, surest)


def _document(document: Document) -> Record:
    return {
        "stem": document.stem,
        "path": document.path,
        "title": _title(document),
        "date": document.published or "",
        "why": document.published_why or "",
    }


def _title(document: Document) -> str:
    return next((h.headline for h in document.headings if h.headline), document.stem)


def _pair(fact: Record) -> tuple[int, int] | None:
    """The two entities a fact ties: by its roles, or the first two of an unknown type."""
    roles = ends(fact["type"])
    linked = [v for role, v in fact["args"] if isinstance(v, int) and (not roles or role in roles)]
    if len(linked) < 2 or linked[0] == linked[1]:
        return None
    return linked[0], linked[1]
