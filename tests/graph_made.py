"""Invented knowledge of any size for tests and benchmarks of the graph: no name in it is real."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from typing import TypeVar

from kg.model import Document, Entity, Fact, Heading, Knowledge, Place, Statement

T = TypeVar("T")
SURNAMES = "林沈周江许顾秦白陆温"
GIVEN = "若兰启明海洋知远清和景行思齐云舟"
TOWNS = ["青岚", "北川", "东栾", "望溪", "云河", "石桥", "松坪", "晴澜", "半亭", "竹埠"]
KINDS = {
    "PER": ("official", "{surname}{given}{n}"),
    "ORG": ("subdistrict", "{town}{n}街道"),
    "LOC": ("admin", "{town}{n}县"),
    "INI": ("action", "“{town}{n}”攻坚行动"),
    "PRJ": ("", "{town}{n}号产业园"),
    "DOC": ("", "{town}{n}高质量发展规划"),
    "EVT": ("", "{town}第{n}次推进会"),
}
INDICATORS = ["地区生产总值", "规上工业增加值", "外贸进出口额", "高新技术企业", "城镇新增就业"]
TITLES = ["党工委书记", "管委主任", "党组书记", "副局长", "镇长"]
UNITS = ["亿元", "%", "家", "万吨", "公里", "位"]
PERIODS = ("2023", "2022-Q1..Q3", "2022-01..10", "2021..2025", "cumulative", "")
MODALITIES = ("actual", "target", "plan")
LENGTH = 100_000


def sha(*parts: str, size: int) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:size]


def fact_id(kind: str, args: tuple[tuple[str, str], ...], extra: str = "") -> str:
    return "f-" + sha(kind, *(part for pair in args for part in pair), extra, size=16)


def document(stem: str, published: str | None = "2024-02-19", headings: int = 2) -> Document:
    size = LENGTH // max(1, headings)
    shown = tuple(Heading(f"第{n}篇", n * size, (n + 1) * size, None) for n in range(headings))
    why = "2月19日" if published else None
    return Document(stem, f"{stem}.txt", sha(stem, size=64), "utf-8", LENGTH, published, why, shown)


class Maker:
    """Makes entities and facts with one seeded source of chance."""

    def __init__(self, seed: int, documents: int) -> None:
        self.chance = random.Random(seed)
        self.documents = [document(f"page-{n:05}", f"20{10 + n % 15}-0{1 + n % 9}-11") for n in range(documents)]
        self.people: dict[str, list[Entity]] = {}

    def entities(self, each: int) -> None:
        for kind, (sub, pattern) in KINDS.items():
            self.people[kind] = [self.entity(kind, sub, pattern, n) for n in range(each)]

    def entity(self, kind: str, sub: str, pattern: str, n: int) -> Entity:
        label = pattern.format(
            surname=self.chance.choice(SURNAMES), given=self.chance.choice(GIVEN), town=TOWNS[n % 10], n=n
        )
        place = Place(self.chance.choice(self.documents).stem, n, n + len(label), label)
        return Entity(f"{kind.lower()}-{sha(kind, label, size=8)}", kind, sub, label, (label[:2],), (place,))

    def pick(self, *kinds: str) -> str:
        return self.chance.choice(self.people[self.chance.choice(kinds)]).id

    def metric(self) -> dict[str, str]:
        low = self.chance.randrange(1, 9000)
        value = self.chance.choice((f"{low}", f"{low / 10}", f"{low}-{low + 50}"))
        return {
            "subject": self.pick("LOC", "ORG"), "indicator": self.chance.choice(INDICATORS), "value": value,
            "unit": self.chance.choice(UNITS), "kind": self.chance.choice(("level", "growth", "count")),
            "qualifier": self.chance.choice(("", "≥", "≈")), "period": self.chance.choice(PERIODS),
            "modality": self.chance.choice(MODALITIES),
        }  # fmt: skip

    def args(self, kind: str) -> dict[str, str]:
        make: dict[str, Callable[[], dict[str, str]]] = {
            "POST": lambda: {"person": self.pick("PER"), "org": self.pick("ORG"), "title": self.chance.choice(TITLES)},
            "BYLINE": lambda: {"person": self.pick("PER"), "role": "记者"},
            "EVENT_ROLE": lambda: {"agent": self.pick("PER", "ORG"), "event": self.pick("EVT")},
            "SAYS": lambda: {"speaker": self.pick("PER"), "quote": f"第{self.chance.random()}项任务要抓紧"},
            "INIT": lambda: {"agent": self.pick("ORG"), "initiative": self.pick("INI"), "modality": "plan"},
            "INIT_PART": lambda: {"part": self.pick("INI"), "whole": self.pick("DOC")},
            "METRIC": self.metric,
            "AWARD": lambda: {"subject": self.pick("ORG"), "honour": f"{self.chance.choice(TOWNS)}示范区"},
            "PART_OF": lambda: {"part": self.pick("ORG"), "whole": self.pick("ORG", "LOC")},
            "LOCATED": lambda: {"what": self.pick("PRJ"), "where": self.pick("LOC", "ORG")},
            "VISIT": lambda: {"person": self.pick("PER"), "target": self.pick("ORG", "PRJ")},
            "PARTY_TO": lambda: {"agent": self.pick("ORG"), "project": self.pick("PRJ")},
        }  # fmt: skip
        return make[kind]()

    def statement(self, claimed_by: str) -> Statement:
        home = self.chance.choice(self.documents)
        number = self.chance.randrange(900)
        first = number * 100
        start = first + self.chance.randrange(40)
        quote = "推动各项工作提质增效" * self.chance.choice((1, 3, 7))
        return Statement(
            home.stem, start, start + 40, quote, number, first, first + 90,
            self.chance.choice(("titles_before_person", "area_grew_by")),
            self.chance.choice((0.4, 0.75, 0.9, 0.97)), claimed_by, home.published or "",
        )  # fmt: skip

    def fact(self, kind: str) -> Fact:
        args = tuple(self.args(kind).items())
        by = self.pick("PER") if self.chance.random() < 0.3 else ""
        once = 1 if kind == "BYLINE" else self.chance.choice((1, 1, 2))
        statements = tuple(self.statement(by) for _ in range(once))
        day = self.chance.choice(("2024-02-19", "2023-05", "")) if kind == "VISIT" else ""
        return Fact(fact_id(kind, args, day), kind, args, statements, day, day)


FACTS = ["POST", "POST", "POST", "BYLINE", "EVENT_ROLE", "EVENT_ROLE", "SAYS", "SAYS", "INIT", "INIT", "INIT_PART", "METRIC", "METRIC", "METRIC", "METRIC", "METRIC", "AWARD", "PART_OF", "LOCATED", "VISIT", "PARTY_TO"]


def made(facts: int, seed: int = 7) -> Knowledge:
    """Knowledge with at most `facts` facts of all twelve types."""
    maker = Maker(seed, max(2, facts // 40))
    maker.entities(max(3, facts // 30))
    found = {fact.id: fact for fact in (maker.fact(FACTS[n % len(FACTS)]) for n in range(facts))}
    entities = {entity.id: entity for those in maker.people.values() for entity in those}
    return Knowledge(
        tuple(sorted(maker.documents, key=lambda d: d.stem)),
        tuple(sorted(entities.values(), key=lambda e: e.id)),
        tuple(sorted(found.values(), key=lambda f: f.id)),
    )


def shuffled(knowledge: Knowledge, seed: int) -> Knowledge:
    """The same knowledge with every list in another order."""
    chance = random.Random(seed)

    def mix(items: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(chance.sample(items, len(items)))

    entities = [
        Entity(e.id, e.kind, e.sub, e.label, mix(e.aliases), mix(e.mentions)) for e in mix(knowledge.entities)
    ]
    facts = [Fact(f.id, f.type, f.args, mix(f.statements), f.valid_from, f.valid_to) for f in mix(knowledge.facts)]
    return Knowledge(mix(knowledge.documents), tuple(entities), tuple(facts))
