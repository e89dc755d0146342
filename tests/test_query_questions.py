"""SPARQL and Python give the same answers to the competency questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import product
from pathlib import Path

import pytest
from graph_sample import sample

import kg
from kg.model import Heading
from kg.query import Evidence, Fact, Graph, Metric, Post, Thing
from kg.schema import ontology_path, schema

ROOT = Path(__file__).parent.parent
NS, ID = "https://example.org/govkg/ns#", "https://example.org/govkg/id/"
QUERIES = {path.stem: path.read_text("utf-8") for path in sorted((ontology_path() / "queries").glob("*.rq"))}
Answer = Iterable[tuple[object, ...]]
ANSWERS: dict[str, Callable[[Graph], Answer]] = {}


def answers(function: Callable[[Graph], Answer]) -> Callable[[Graph], Answer]:
    """The function's name begins with the number of its question."""
    ANSWERS[function.__name__.removeprefix("q")[:2]] = function
    return function


@lru_cache
def graph(name: str) -> Graph:
    return Graph(sample()) if name == "sample" else kg.build(ROOT / "seeds/pages")


def called(thing: Thing, name: str) -> bool:
    return name in (thing.label, *thing.aliases)


def of(g: Graph, type: str) -> list[Fact]:
    return list(g.facts(type=type))


def posts(g: Graph) -> list[Post]:
    return [fact for fact in g if isinstance(fact, Post)]


def metrics(g: Graph) -> list[Metric]:
    """Those with one value; a range has no schema:value."""
    return [m for m in all_metrics(g) if isinstance(m.value, Decimal)]


def all_metrics(g: Graph) -> list[Metric]:
    return [fact for fact in g if isinstance(fact, Metric)]


def direct(g: Graph, *types: str) -> set[tuple[Thing, object]]:
    """What relations sure enough say: the first and the second role."""
    facts = [f for type in types for f in of(g, type) if f.confidence >= 0.5 and not f.get("former")]
    return {(next(ends), next(ends)) for f in facts for ends in [iter(f.args.values())]}  # type: ignore[misc]


def edtf(fact: Fact) -> str | None:
    return (fact.period.edtf or None) if fact.period else None


def spans(fact: Fact) -> list[Evidence]:
    """One for each span, the surer one."""
    found: dict[str, Evidence] = {}
    for evidence in fact.evidence:
        found.setdefault(evidence.place, evidence)
    return list(found.values())


def status(post: Post) -> str:
    return "former" if post.former else "current"


@answers
def q01_posts(g: Graph) -> Answer:
    return [(p.org.label, p.title, p.first_stated, p.last_stated) for p in posts(g) if p.person.label == "王莉"]


@answers
def q02_holder(g: Graph) -> Answer:
    found = [p for p in g.holders("隐珠街道", "党工委书记") if not p.former and p.last_stated]
    return [(p.person.label, p.last_stated) for p in found[:1]]


@answers
def q03_several(g: Graph) -> Answer:
    count = Counter(p.person for p in posts(g) if not p.former)
    return [(who.label, n) for who, n in count.items() if n > 1]


@answers
def q04_parts(g: Graph) -> Answer:
    pairs = direct(g, "PART_OF", "INIT_PART")
    inside: set[object] = {t for t in g.entities.values() if called(t, "西海岸新区")}
    found: set[Thing] = set()
    while new := {part for part, whole in pairs if whole in inside} - found:
        found |= new
        inside |= new
    return {(thing.label,) for thing in found}


@answers
def q05_figure(g: Graph) -> Answer:
    marks = {"≥": "atLeast", "≤": "atMost", "≈": "approx", "": None}
    return [
        (edtf(m), m.value, m.unit, marks[m.comparator])
        for m in metrics(g)
        if called(m.subject, "西海岸新区") and (m.indicator, m.kind, m.modality) == ("地区生产总值", "level", "actual")
    ]


@answers
def q06_growth(g: Graph) -> Answer:
    found = [m for m in metrics(g) if called(m.subject, "西海岸新区") and m.first_stated]
    return [
        (m.first_stated, edtf(m), m.value, m.modality)
        for m in found if (m.indicator, m.kind) == ("规上工业增加值", "growth")
    ]


def same(m: Metric) -> tuple[object, ...]:
    return m.subject, m.indicator, m.kind


@answers
def q07_target_and_result(g: Graph) -> Answer:
    targets = [m for m in metrics(g) if m.modality == "target"]
    actuals = [m for m in metrics(g) if m.modality == "actual"]
    return [
        (t.indicator, edtf(t), t.value, edtf(a), a.value, t.unit)
        for t, a in product(targets, actuals) if same(t) == same(a) and t.unit == a.unit
    ]


@answers
def q08_on_one_word(g: Graph) -> Answer:
    found = [m for m in metrics(g) if "孙永红" in map(str, m.speakers)]
    return [(m.indicator, m.value, m.unit, m.modality) for m in found]


@answers
def q09_initiatives(g: Graph) -> Answer:
    found = [f for f in of(g, "INIT") if f.last_stated and f.last_stated.year == 2025]
    return [(str(f["agent"]), str(f["initiative"]), f.modality) for f in found]


@answers
def q10_events(g: Graph) -> Answer:
    opened: dict[Thing, list[date]] = {}
    for f in of(g, "EVENT_ROLE"):
        opened.setdefault(f.filler("event"), []).extend([f.valid_from] if f.valid_from else [])
    for f in of(g, "EVENT_ROLE"):
        day = min(opened[f.filler("event")], default=f.last_stated)
        if f.last_stated and day and (day.year, day.month) == (2024, 2):
            yield str(f["agent"]), str(f["event"])


@answers
def q11_inspections(g: Graph) -> Answer:
    found = [f for f in of(g, "VISIT") if f.filler("person").label == "王清源"]
    return [(str(f["target"]), f.valid_from or f.first_stated) for f in found]


@answers
def q12_projects(g: Graph) -> Answer:
    parties = direct(g, "PARTY_TO")
    for f in of(g, "LOCATED"):
        project = f.filler("what")
        if project.kind == "PRJ" and called(f.filler("where"), "隐珠街道"):
            for who in [str(x) for x, p in parties if p == project] or [None]:
                yield project.label, f.modality, who


@answers
def q13_honours(g: Graph) -> Answer:
    return [(str(f["subject"]), f["honour"], f.first_stated) for f in of(g, "AWARD")]


@answers
def q14_evidence(g: Graph) -> Answer:
    found = [e for p in posts(g) if p.person.label == "徐强" for e in spans(p)]
    return [(e.document, e.start, e.end, e.quote, e.rule, Decimal(str(e.confidence))) for e in found]


@answers
def q15_to_check(g: Graph) -> Answer:
    unsure = sorted((round(f.confidence, 4), f.id) for f in g)
    return [(name, Decimal(str(sure))) for sure, name in unsure if sure < 0.85][:100]


@answers
def q16_together(g: Graph) -> Answer:
    pairs = [(p, q) for p, q in product(posts(g), posts(g)) if p.org == q.org and p.person.id < q.person.id]
    return {(p.org.label, p.person.label, p.last_stated, q.person.label, q.last_stated) for p, q in pairs}


@answers
def q17_paths(g: Graph) -> Answer:
    moved = [p for p in posts(g) if any(q.person == p.person and q.org != p.org for q in posts(g))]
    return {(p.person.label, p.first_stated, p.org.label, p.title, status(p)) for p in moved}


@answers
def q18_shared(g: Graph) -> Answer:
    count = Counter(initiative for _, initiative in direct(g, "INIT"))
    return [(str(initiative), n) for initiative, n in count.items() if n > 1]


@answers
def q19_without_result(g: Graph) -> Answer:
    reached = {same(m) for m in all_metrics(g) if m.modality == "actual"}
    found = [m for m in metrics(g) if m.modality == "target" and same(m) not in reached]
    return [(m.first_stated, m.subject.label, m.indicator, m.value, m.unit, edtf(m)) for m in found]


@answers
def q20_contradictions(g: Graph) -> Answer:
    found = [m for m in metrics(g) if m.modality == "actual" and edtf(m) and m.amount]
    for f, h in product(found, found):
        a, b = f.amount, h.amount
        assert a and b
        if (same(f), edtf(f), a.unit) == (same(h), edtf(h), b.unit) and a.value < b.value:
            for here, there in product(f.documents, h.documents):
                yield f.subject.label, f.indicator, edtf(f), a.value, here, b.value, there, a.unit


def articles(g: Graph, fact: Fact) -> set[tuple[str, Heading]]:
    """The articles a fact is stated in: around its evidence, else the last one begun before it."""
    found = set()
    for e in fact.evidence:
        begun = [h for h in g.pages[e.document].headings if h.start <= e.start]
        around = [h for h in begun if e.start < h.end]
        found |= {(e.document, h) for h in (around or begun)[-1:]}
    return found


@answers
def q21_topics(g: Graph) -> Answer:
    signed = {(f.filler("person"), *at) for f in of(g, "BYLINE") if f.confidence >= 0.5 for at in articles(g, f)}
    count: Counter[tuple[Thing, Thing]] = Counter()
    for (reporter, page, article), org in product(signed, g.organisations.values()):
        places = {(m.start, m.end) for m in org.mentions if m.document == page and article.start <= m.start < article.end}
        count[reporter, org] += len(places)
    return [(str(reporter), str(org), n) for (reporter, org), n in count.items() if n]


@answers
def q22_honoured(g: Graph) -> Answer:
    return [(str(who), n) for who, n in Counter(who for who, _ in direct(g, "AWARD")).items()]


@answers
def q23_by_period(g: Graph) -> Answer:
    count = Counter((edtf(m), m.modality) for m in all_metrics(g) if edtf(m))
    return [(*key, n) for key, n in count.items()]


@answers
def q24_investors(g: Graph) -> Answer:
    where = direct(g, "LOCATED")
    for who, project in direct(g, "PARTY_TO"):
        for place in [str(p) for what, p in where if what == project] or [None]:
            yield str(who), str(project), place


@answers
def q25_speakers(g: Graph) -> Answer:
    for role, said in product(of(g, "EVENT_ROLE"), of(g, "SAYS")):
        if role["agent"] == said["speaker"]:
            for _ in set(role.documents) & set(said.documents):
                yield str(role["event"]), str(role["agent"]), said["quote"]


@answers
def q26_heads(g: Graph) -> Answer:
    for part, whole in direct(g, "PART_OF"):
        if isinstance(whole, Thing) and (part.kind, whole.kind) == ("ORG", "ORG"):
            heads = [p for p in posts(g) if p.org == part and not p.former and "副" not in p.title]
            named = [(p.title, p.person.label) for p in heads if p.title.endswith(("书记", "主任", "长"))]
            yield from ((whole.label, part.label, *head) for head in named or [(None, None)])


@answers
def q27_latest(g: Graph) -> Answer:
    levels = [m for m in all_metrics(g) if (m.modality, m.kind) == ("actual", "level") and m.last_stated]
    latest: dict[tuple[object, ...], date] = {}
    for m in levels:
        assert m.last_stated
        latest[same(m)] = max(latest.get(same(m), date.min), m.last_stated)
    found = [m for m in levels if m.last_stated == latest[same(m)] and isinstance(m.value, Decimal)]
    return [(m.subject.label, m.indicator, m.last_stated, edtf(m), m.value, m.unit) for m in found]


def term(type: str) -> str:
    return schema().facts[type].term.name.removeprefix("gov:")


@answers
def q28_said(g: Graph) -> Answer:
    said = [(fact.type, evidence) for fact in g for evidence in spans(fact)]
    stated = Counter(type for type, _ in said)
    claimed = Counter(type for type, evidence in said if evidence.speaker)
    return [(term(type), n, claimed[type]) for type, n in stated.items()]


@answers
def q29_several_pages(g: Graph) -> Answer:
    return [(f.id, term(f.type), len(f.documents)) for f in g if len(f.documents) > 1]


@answers
def q30_places(g: Graph) -> Answer:
    pairs = {(what, where) for what, where in direct(g, "LOCATED") if what.kind == "PRJ"}
    return [(str(where), n) for where, n in Counter(where for _, where in pairs).items()]


def plain(cell: object) -> object:
    """Terms of the vocabulary and ids by their local names."""
    text = cell if isinstance(cell, str) else ""
    return text.removeprefix(NS).removeprefix(ID) if text.startswith((NS, ID)) else cell


def told(g: Graph, question: str) -> Iterator[tuple[object, ...]]:
    return (tuple(map(plain, row.values())) for row in g.sparql(question))


@pytest.mark.parametrize("name", ["seeds", "sample"])
@pytest.mark.parametrize("question", QUERIES)
def test_python_gives_the_rows_of_sparql(question: str, name: str) -> None:
    g = graph(name)
    assert Counter(ANSWERS[question[:2]](g)) == Counter(told(g, QUERIES[question]))


def test_every_question_has_a_python_answer() -> None:
    assert sorted(ANSWERS) == sorted(question[:2] for question in QUERIES)


def test_most_questions_have_rows_on_the_start_pages() -> None:
    asked = [question for question in QUERIES if list(ANSWERS[question[:2]](graph("seeds")))]
    assert len(asked) >= 20
