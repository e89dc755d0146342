"""The graph parted by page: what each page says, as blocks of its own; together they are the whole graph.

A fact of two pages stands in both, with the evidence of each; dates and confidence are those of the whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from kg.graph import names
from kg.graph.facts import Plan, fact_block, plans
from kg.graph.load import Source
from kg.graph.rdf import Index, build_index, entity_blocks, gone, label_of
from kg.graph.sources import document_blocks, evidence_blocks, mention_blocks, sentence_blocks, tool_blocks
from kg.graph.turtle import Block
from kg.model import Document, Entity, Fact, Knowledge
from kg.schema import schema

_OF_A_PAGE = frozenset({"gov:evidence", "prov:hadPrimarySource", "rdf:subject"})


class Page(NamedTuple):
    """Local name of a page ("" for what no page says) and its blocks."""

    name: str
    blocks: Iterator[Block]


def _restricted(fact: Fact, stem: str) -> Fact:
    return replace(fact, statements=tuple(s for s in fact.statements if s.document == stem))


def _by_page(knowledge: Knowledge) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in knowledge.facts:
        for stem in dict.fromkeys(s.document for s in fact.statements):
            found[stem].append(fact)
    return found


def _part(document: Document, facts: list[Fact], entities: dict[str, Entity], named: dict[str, set[str]]) -> Knowledge:
    """What one page says: its facts, and the entities it mentions or its facts name."""
    here = tuple(_restricted(fact, document.stem) for fact in facts)
    wanted = {value for fact in here for _, value in fact.args if value in entities} | named[document.stem]
    wanted |= {s.claimed_by for fact in here for s in fact.statements if s.claimed_by}
    shown = (entities[name] for name in sorted(wanted))
    kept = tuple(replace(e, mentions=tuple(p for p in e.mentions if p.document == document.stem)) for e in shown)
    return Knowledge((document,), kept, here)


def _fact_blocks(whole: list[Fact], part: Knowledge, index: Index, ready: dict[str, Plan]) -> Iterator[Block]:
    """Facts as the whole graph has them, but for articles, sources and evidence of other pages."""
    for fact, own in zip(whole, part.facts, strict=True):
        mine = set(fact_block(own, ready[fact.type], index.headings).pairs)
        block = fact_block(fact, ready[fact.type], index.headings)
        yield Block(block.subject, [p for p in block.pairs if p[0] not in _OF_A_PAGE or p in mine])


def _blocks(part: Knowledge, whole: list[Fact], index: Index, source: Source) -> Iterator[Block]:
    own = build_index(part, schema())
    concepts = {local: index.concepts[local] for local in own.concepts}
    shown = Index(index.kinds, index.headings, own.direct, concepts, index.opened)
    ready = plans(schema(), {local: label_of(home) for local, home in concepts.items()})
    yield from document_blocks(part, own.direct)
    yield from entity_blocks(part, schema(), shown)
    yield from mention_blocks(part)
    yield from _fact_blocks(whole, part, index, ready)
    yield from evidence_blocks(part)
    yield from sentence_blocks(part)
    rules = {statement.rule for _, statement in part.statements()}
    yield from tool_blocks(rules, source.reasons, source.version)


def _nowhere(source: Source, seen: set[str], index: Index) -> Iterator[Block]:
    """Entities that no page mentions, and replaced names."""
    rest = tuple(e for e in source.knowledge.entities if e.id not in seen)
    yield from entity_blocks(Knowledge((), rest, ()), schema(), index._replace(concepts={}))
    for section in gone(source.replaced):
        yield from section.blocks


def pages(source: Source) -> Iterator[Page]:
    """Every page's part of the graph, by stem; last what no page says."""
    knowledge = source.knowledge
    index = build_index(knowledge, schema())
    facts, entities = _by_page(knowledge), {entity.id: entity for entity in knowledge.entities}
    named: dict[str, set[str]] = defaultdict(set)
    for entity in knowledge.entities:
        for place in entity.mentions:
            named[place.document].add(entity.id)
    seen: set[str] = set()
    for document in sorted(knowledge.documents, key=lambda d: d.stem):
        part = _part(document, facts[document.stem], entities, named)
        seen |= {entity.id for entity in part.entities}
        yield Page(names.document(document.stem), _blocks(part, facts[document.stem], index, source))
    yield Page("", _nowhere(source, seen, index))
