"""The graph as sections of subject blocks: documents, entities, mentions, facts, evidence, sentences, tools.

Direct triples stand with their subjects, so one pass over the facts comes first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from kg.graph import names
from kg.graph.facts import Headings, Pair, Plan, articles, fact_block, plans, ref
from kg.graph.periods import days
from kg.graph.sources import document_blocks, evidence_blocks, mention_blocks, sentence_blocks, tool_blocks
from kg.graph.turtle import Block, Section, chunks, date, literal, write, zh
from kg.model import Entity, Fact, Knowledge
from kg.schema import Schema, schema
from kg.text.pinyin import syllables

BASE = "https://example.org/govkg/"
VERSION = "0.1.0"
DIRECT_FROM = 0.5
_UNUSED = ("owl",)
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*[/#]")
_NO_REASONS: Mapping[str, str] = {}


class BaseError(ValueError):
    """A name space that is none; the message says what is wanted."""


class Index(NamedTuple):
    """What one pass over the facts finds out for the subjects of other sections."""

    kinds: dict[str, str]  # entity id -> kind
    headings: Headings
    direct: dict[str, set[Pair]]  # local name of the subject -> direct triples
    concepts: dict[str, tuple[str, set[str]]]  # local name -> class, words
    opened: dict[str, str]  # local name of an event -> first day


def _ends(args: Mapping[str, str], ready: Plan, fact: Fact, index: Index) -> list[tuple[str, str]]:
    """Subject and object of the direct triples, as local names."""
    nodes = [
        names.concept(role.concept, args[role.name]) if role.concept else args[role.name]
        for role in ready.ends
        if args.get(role.name)
    ]
    if ready.of_articles:
        return [(article, node) for article in articles(fact, index.headings) for node in nodes]
    return [(nodes[0], nodes[1])] if len(nodes) == 2 else []


def _is_direct(fact: Fact, args: Mapping[str, str], ready: Plan) -> bool:
    """A relation sure enough to be read without its node; a former post is none."""
    sure = bool(fact.statements) and fact.confidence >= DIRECT_FROM
    return bool(ready.type.predicate) and sure and not args.get("former")


def _note_direct(ends: list[tuple[str, str]], ready: Plan, index: Index) -> None:
    narrow, both = ready.type.narrow, {ready.type.narrow_kind}
    for subject, value in ends:
        index.direct[subject].add((ready.type.predicate, ref(value)))
        if narrow and {index.kinds.get(subject), index.kinds.get(value)} == both:
            index.direct[subject].add((narrow, ref(value)))


def _note_concepts(args: Mapping[str, str], ready: Plan, vocabulary: Schema, index: Index) -> None:
    for role in ready.type.roles:
        said = args.get(role.name) if role.concept else ""
        if said:
            home = vocabulary.concepts[role.concept].name, set[str]()
            local = names.concept(role.concept, said)
            index.concepts.setdefault(local, home)[1].add("".join(said.split()))


def _note_day(fact: Fact, args: Mapping[str, str], ready: Plan, index: Index) -> None:
    """An event opens on the first day somebody is said to take part in it."""
    day = days(fact.valid_from)[0]
    for role in ready.ends:
        if day and role.kinds == ("EVT",):
            event = args.get(role.name, "")
            index.opened[event] = min(day, index.opened.get(event, day))


def build_index(knowledge: Knowledge, vocabulary: Schema) -> Index:
    """The pass over the facts that the other sections rest on."""
    kinds = {entity.id: entity.kind for entity in knowledge.entities}
    headings = {document.stem: document.headings for document in knowledge.documents}
    index = Index(kinds, headings, defaultdict(set), {}, {})
    ready = plans(vocabulary)
    for fact in knowledge.facts:
        args, its = dict(fact.args), ready[fact.type]
        _note_concepts(args, its, vocabulary, index)
        _note_day(fact, args, its, index)
        if _is_direct(fact, args, its):
            _note_direct(_ends(args, its, fact, index), its, index)
    return index


def _named(label: str, others: list[str], reading: str) -> list[Pair]:
    """One label, all other names once, the reading."""
    pairs = [("rdfs:label", zh(label))]
    pairs += [("skos:altLabel", zh(name)) for name in sorted(set(others) - {label, ""})]
    return pairs + ([("gov:pinyin", literal(reading))] if reading else [])


def _entity(entity: Entity, vocabulary: Schema, index: Index) -> Block:
    kind = vocabulary.kinds[entity.kind]
    pairs = [("a", name) for name in kind.classes(entity.sub)]
    pairs += _named(entity.label, list(entity.aliases), syllables(entity.label, entity.kind == "PER"))
    day = index.opened.get(entity.id)
    pairs += [("schema:startDate", date(day))] if day else []
    return Block(ref(entity.id), pairs + sorted(index.direct.get(entity.id, ())))


def label_of(home: tuple[str, set[str]]) -> str:
    """Of the spellings of a concept the first in code point order names it."""
    return min(home[1])


def _concept(local: str, home: tuple[str, set[str]]) -> Block:
    label, others = label_of(home), sorted(home[1])
    return Block(ref(local), [("a", home[0]), *_named(label, others, syllables(label))])


def entity_blocks(knowledge: Knowledge, vocabulary: Schema, index: Index) -> list[Block]:
    """Entities, roles, indicators and honours, by name."""
    blocks = [_entity(entity, vocabulary, index) for entity in knowledge.entities]
    blocks += [_concept(local, home) for local, home in index.concepts.items()]
    return sorted(blocks)


def fact_blocks(knowledge: Knowledge, vocabulary: Schema, index: Index) -> Iterator[Block]:
    """One block per fact, by name."""
    labels = {local: label_of(home) for local, home in index.concepts.items()}
    ready = plans(vocabulary, labels)
    for fact in sorted(knowledge.facts, key=lambda f: f.id):
        yield fact_block(fact, ready[fact.type], index.headings)


def _check_names(knowledge: Knowledge) -> None:
    """Ids go into the file as they are, so they must be local names."""
    ids = [entity.id for entity in knowledge.entities] + [fact.id for fact in knowledge.facts]
    wrong = next((name for name in ids if not names.LOCAL.fullmatch(name)), None)
    if wrong is not None:
        raise ValueError(f"{wrong!r} is no local name")


def sections(
    knowledge: Knowledge, vocabulary: Schema, reasons: Mapping[str, str], version: str
) -> list[Section]:
    """All of the graph, in the order of the file. KeyError for a type or kind the ontology lacks,
    ValueError for an id that is no local name."""
    _check_names(knowledge)
    index = build_index(knowledge, vocabulary)
    rules = {statement.rule for _, statement in knowledge.statements()}
    return [
        Section("documents and articles", document_blocks(knowledge, index.direct)),
        Section("entities, roles, indicators, honours", entity_blocks(knowledge, vocabulary, index)),
        Section("mentions", mention_blocks(knowledge)),
        Section("facts", fact_blocks(knowledge, vocabulary, index)),
        Section("evidence", evidence_blocks(knowledge)),
        Section("sentences", sentence_blocks(knowledge)),
        Section("tools", tool_blocks(rules, reasons, version)),
    ]


def prefixes(vocabulary: Schema, base: str) -> dict[str, str]:
    """The prefixes of the file; `id` is the only one that the base decides.

    BaseError for a base that is no IRI ending in / or #.
    """
    if not _IRI.fullmatch(base):
        raise BaseError(f"base must be an IRI that ends in / or #, not {base!r}")
    known = {name: iri for name, iri in vocabulary.prefixes.items() if name not in _UNUSED}
    return {"id": f"{base}id/", **known}


def turtle(knowledge: Knowledge, *, base: str = BASE) -> Iterator[str]:
    """The graph as Turtle, in pieces; joined they are what `write_turtle` writes."""
    heads = prefixes(schema(), base)
    for text, _ in chunks(heads, sections(knowledge, schema(), _NO_REASONS, VERSION)):
        yield text


def write_turtle(
    knowledge: Knowledge,
    path: Path,
    *,
    base: str = BASE,
    reasons: Mapping[str, str] = _NO_REASONS,
    version: str = VERSION,
    replaced: Mapping[str, str] = _NO_REASONS,
) -> int:
    """Write the graph as Turtle and return the number of triples.

    `base` is put before `id/`; `reasons` maps rule names to what they say of themselves, `replaced` names
    of entities issued by earlier builds to those in their place.
    BaseError for a base that is no IRI, ValueError for an id that is no local name.
    """
    heads = prefixes(schema(), base)
    with path.open("wb") as out:
        return write(out, heads, sections(knowledge, schema(), reasons, version) + gone(replaced))


def gone(replaced: Mapping[str, str]) -> list[Section]:
    """Names of earlier builds with those in their place; no section where there are none."""
    blocks = [Block(ref(old), [("dcterms:isReplacedBy", ref(new))]) for old, new in sorted(replaced.items())]
    return [Section("names replaced", blocks)] if blocks else []
