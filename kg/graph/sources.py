"""Documents, articles, sentences, evidence and the rules that read them, as subject blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.graph import names
from kg.graph.facts import Pair, confidence, ref
from kg.graph.periods import days
from kg.graph.turtle import Block, date, en, literal, zh
from kg.model import Document, Heading, Knowledge, Statement

Direct = Mapping[str, set[Pair]]
Span = tuple[int, int]


def _dated(document: Document) -> list[Pair]:
    day = days(document.published or "")[0]
    why = document.published_why
    pairs = [("schema:datePublished", date(day)), ("gov:dateText", literal(document.published or ""))] if day else []
    return pairs if why is None else [*pairs, ("gov:dateReason", zh(why))]


def _document(document: Document, direct: Direct) -> Block:
    local = names.document(document.stem)
    pairs = [("a", "gov:SourceDocument"), ("dcterms:identifier", literal(document.stem))]
    pairs += _dated(document)
    pairs += [
        ("schema:inLanguage", literal("zh")),
        ("gov:path", literal(document.path)),
        ("gov:textSha256", literal(document.sha256)),
        ("gov:encoding", literal(document.encoding)),
        ("gov:length", str(document.length)),
        *sorted(direct.get(local, ())),
    ]
    return Block(ref(local), pairs)


def _article(stem: str, number: int, heading: Heading, direct: Direct) -> Block:
    local = names.article(stem, number)
    pairs = [("a", "schema:NewsArticle"), ("schema:isPartOf", ref(names.document(stem))), ("schema:position", str(number))]
    if heading.headline is not None:
        pairs.append(("schema:headline", zh(heading.headline)))
    if heading.byline is not None:
        pairs.append(("gov:byline", zh(heading.byline)))
    pairs += [("oa:start", str(heading.start)), ("oa:end", str(heading.end))]
    return Block(ref(local), pairs + sorted(direct.get(local, ())))


def document_blocks(knowledge: Knowledge, direct: Direct) -> list[Block]:
    """Documents and their articles, by name."""
    blocks = [_document(document, direct) for document in knowledge.documents]
    blocks += [
        _article(document.stem, number, heading, direct)
        for document in knowledge.documents
        for number, heading in enumerate(document.headings, 1)
    ]
    return sorted(blocks)


def _place(document: str, start: int, end: int, words: str) -> list[Pair]:
    """Where something stands, and its words without white space."""
    pairs = [("oa:hasSource", ref(names.document(document))), ("oa:start", str(start)), ("oa:end", str(end))]
    return [*pairs, ("oa:exact", zh(words))] if words else pairs


def mention_blocks(knowledge: Knowledge) -> Iterator[Block]:
    """Every place that means an entity, by name."""
    found = {
        names.mention(entity.id, *place[:3]): (entity.id, place)
        for entity in knowledge.entities
        for place in sorted(entity.mentions)
    }
    for local in sorted(found):
        entity, place = found[local]
        yield Block(ref(local), [("a", "gov:Mention"), ("gov:mentionOf", ref(entity)), *_place(*place)])


def _context(statement: Statement, node: Span) -> list[Pair]:
    """The sentence around evidence; its own bounds where other evidence made the sentence's node reach further."""
    pairs = [("gov:sentence", ref(names.sentence(statement.document, statement.sentence)))]
    if (statement.sentence_start, statement.sentence_end) == node:
        return pairs
    bounds = (("gov:sentenceStart", statement.sentence_start), ("gov:sentenceEnd", statement.sentence_end))
    return pairs + [(path, str(offset)) for path, offset in bounds]


def _evidence(local: str, statement: Statement, node: Span) -> Block:
    pairs = [
        ("a", "gov:Evidence"),
        *_place(statement.document, statement.start, statement.end, statement.quote),
        *_context(statement, node),
        ("prov:wasAttributedTo", ref(names.tool(statement.rule))),
    ]
    if statement.claimed_by:
        pairs.append(("gov:claimedBy", ref(statement.claimed_by)))
    pairs.append(("gov:confidence", confidence(statement.confidence)))
    return Block(ref(local), pairs)


def _best_first(statement: Statement) -> tuple[float, str, str]:
    return -statement.confidence, statement.rule, statement.claimed_by


def evidence_blocks(knowledge: Knowledge) -> Iterator[Block]:
    """One block per fact and span, by name; of two rules on one span the surer one stands."""
    found: dict[str, Statement] = {}
    for fact, statement in knowledge.statements():
        local = names.evidence(fact.id, statement.document, statement.start, statement.end)
        rival = found.get(local)
        if rival is None or _best_first(statement) < _best_first(rival):
            found[local] = statement
    nodes = _sentences(knowledge)
    for local in sorted(found):
        said = found[local]
        yield _evidence(local, said, nodes[said.document, said.sentence])


def _sentences(knowledge: Knowledge) -> dict[tuple[str, int], Span]:
    """Evidence may run over several sentences: a sentence node reaches as far as any of its evidence says."""
    found: dict[tuple[str, int], Span] = {}
    for _, s in knowledge.statements():
        start, end = found.get((s.document, s.sentence), (s.sentence_start, s.sentence_end))
        found[s.document, s.sentence] = min(start, s.sentence_start), max(end, s.sentence_end)
    return found


def sentence_blocks(knowledge: Knowledge) -> Iterator[Block]:
    """Every sentence that evidence stands in, by document and place."""
    for (stem, number), (start, end) in sorted(_sentences(knowledge).items()):
        pairs = [
            ("a", "gov:Sentence"),
            ("oa:hasSource", ref(names.document(stem))),
            ("gov:index", str(number)),
            ("oa:start", str(start)),
            ("oa:end", str(end)),
        ]
        yield Block(ref(names.sentence(stem, number)), pairs)


def tool_blocks(rules: Iterable[str], reasons: Mapping[str, str], version: str) -> Iterator[Block]:
    """The rules that read something, each with its reason where one is given."""
    for rule in sorted(rules):
        pairs = [("a", "prov:SoftwareAgent"), ("rdfs:label", en(rule))]
        if reasons.get(rule):
            pairs.append(("rdfs:comment", en(reasons[rule])))
        pairs.append(("schema:softwareVersion", literal(version)))
        yield Block(ref(names.tool(rule)), pairs)
