"""Knowledge built from the gold files of the start pages, for tests of the view and for its picture."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.model import Document, Entity, Fact, Heading, Knowledge, Place, Statement

ROOT = Path(__file__).resolve().parent.parent
ENTITY_ROLES = {
    "person", "org", "agent", "event", "speaker", "initiative", "part", "whole",
    "subject", "what", "where", "target", "project",
}  # fmt: skip


class Page:
    """A start page with its gold: finds words that the page breaks over lines."""

    def __init__(self, gold: dict[str, Any]) -> None:
        self.gold = gold
        self.stem: str = gold["doc"]
        self.raw = (ROOT / "seeds/pages" / f"{self.stem}.txt").read_bytes().decode("utf-8-sig")
        self.origin = [i for i, char in enumerate(self.raw) if not char.isspace()]
        self.joined = "".join(self.raw[i] for i in self.origin)

    def find(self, words: str) -> tuple[int, int] | None:
        """The raw range of words, white space ignored."""
        start = self.joined.find("".join(words.split()))
        if start < 0 or not words:
            return None
        return self.origin[start], self.origin[start + len("".join(words.split())) - 1] + 1

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The raw range of the sentence around a range."""
        low = max(self.raw.rfind(mark, 0, start) for mark in "。！？\u3000") + 1
        ends = [self.raw.find(mark, end) for mark in "。！？"]
        high = min((place for place in ends if place >= 0), default=len(self.raw) - 1) + 1
        return low, high


def pages() -> list[Page]:
    files = sorted((ROOT / "tests/gold").glob("*.json"))
    return [Page(json.loads(file.read_text(encoding="utf-8"))) for file in files]


def raw_texts() -> dict[str, str]:
    return {page.stem: page.raw for page in pages()}


def sample() -> Knowledge:
    """Entities of one kind that share a name of three characters are one across pages."""
    entities: dict[str, dict[str, Any]] = {}
    facts: dict[str, dict[str, Any]] = {}
    for page in pages():
        ids = {gold["id"]: _entity(entities, page, gold) for gold in page.gold["entities"]}
        for gold in page.gold["facts"]:
            _fact(facts, page, gold, ids)
    return Knowledge(
        documents=tuple(_document(page) for page in pages()),
        entities=tuple(sorted((_entity_record(e) for e in entities.values()), key=lambda e: e.id)),
        facts=tuple(sorted((_fact_record(f) for f in facts.values()), key=lambda f: f.id)),
    )


def _digest(*parts: object, length: int = 8) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:length]


def _document(page: Page) -> Document:
    starts = [page.find(article["first_words"] or "") for article in page.gold["articles"]]
    known = [place[0] if place else 0 for place in starts]
    headings = [
        Heading(article["headline"], start, min([k for k in known if k > start], default=len(page.raw)), None)
        for article, start in zip(page.gold["articles"], known, strict=True)
    ]
    path = f"{page.stem}.txt"
    sha = hashlib.sha256(page.raw.encode()).hexdigest()
    published = page.gold["published"]
    return Document(page.stem, path, sha, "utf-8", len(page.raw), published, None, tuple(headings))


def _entity(known: dict[str, dict[str, Any]], page: Page, gold: dict[str, Any]) -> str:
    entry = next((e for e in known.values() if _same(e, gold)), None)
    name = entry["id"] if entry else f"{gold['type'].lower()}-{_digest(gold['type'], gold['names'])}"
    entry = known.setdefault(name, {"id": name, "gold": gold, "names": {}, "places": []})
    for surface in gold["names"]:
        entry["names"][surface] = None
        for start, end in _occurrences(page, surface):
            entry["places"].append(Place(page.stem, start, end, surface))
    return name


def _same(entry: dict[str, Any], gold: dict[str, Any]) -> bool:
    same_kind = entry["gold"]["type"] == gold["type"]
    return same_kind and any(len(name) > 2 and name in entry["names"] for name in gold["names"])


def _occurrences(page: Page, surface: str) -> Iterator[tuple[int, int]]:
    place = page.joined.find(surface)
    while place >= 0:
        yield page.origin[place], page.origin[place + len(surface) - 1] + 1
        place = page.joined.find(surface, place + len(surface))


def _entity_record(entry: dict[str, Any]) -> Entity:
    label, *aliases = entry["names"]
    gold = entry["gold"]
    places = tuple(sorted(set(entry["places"])))
    return Entity(entry["id"], gold["type"], gold["sub"], label, tuple(aliases), places)


def _fact(
    known: dict[str, dict[str, Any]], page: Page, gold: dict[str, Any], ids: dict[str, str]
) -> None:
    skipped = {"type", "ev", "alt", "optional", "scope"}
    args = tuple(
        (role, ids[value] if role in ENTITY_ROLES else str(value).lower() if value is True else value)
        for role, value in gold.items()
        if role not in skipped
    )
    place = page.find(gold["ev"])
    if place is None:
        return
    name = f"f-{_digest(gold['type'], args, length=16)}"
    entry = known.setdefault(name, {"id": name, "type": gold["type"], "args": args, "said": []})
    quote = "".join(page.raw[slice(*place)].split())
    confidence = 0.7 if gold.get("optional") else 0.95
    entry["said"].append(
        Statement(
            page.stem, *place, quote, 0, *page.sentence(*place), "gold", confidence, "",
            page.gold["published"] or "",
        )
    )  # fmt: skip


def _fact_record(entry: dict[str, Any]) -> Fact:
    return Fact(entry["id"], entry["type"], entry["args"], tuple(sorted(set(entry["said"]))))


PAYLOADS: tuple[str, ...] = tuple(json.loads((ROOT / "tests/view_payloads.json").read_text(encoding="utf-8")))


def hostile() -> Knowledge:
    """A small graph in which every text field, one after the other, holds every payload."""
    entities, facts, documents = [], [], []
    for n, bad in enumerate(PAYLOADS):
        documents.append(Document(f"{bad}{n}", f"{bad}.txt", bad, bad, 9, bad, bad, (Heading(bad, 0, 500, bad),)))
        kind = ("PER", "ORG", "LOC", "INI", bad)[n % 5]
        place = Place(f"{bad}{n}", 0, 3, bad)
        entities.append(Entity(f"{bad}{n:02}", kind, bad, bad, (bad, f"x{bad}"), (place,)))
    hub = entities[1].id
    for n, bad in enumerate(PAYLOADS):
        said = Statement(f"{bad}{n}", 3, 30, bad, 0, 0, 200, bad, 0.9, entities[n].id, bad)
        for i, (kind, args) in enumerate(_hostile_args(entities[n].id, hub, bad)):
            facts.append(Fact(f"{bad}{n}{i}", kind, args, (said, said), bad, bad))
    return Knowledge(tuple(documents), tuple(entities), tuple(facts))


def _hostile_args(one: str, hub: str, bad: str) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    figure = ("indicator", "value", "unit", "kind", "qualifier", "period", "modality")
    return [
        ("POST", (("person", one), ("org", hub), ("title", bad), ("former", "true"))),
        ("SAYS", (("speaker", one), ("quote", bad))),
        ("AWARD", (("subject", one), ("honour", bad))),
        ("METRIC", (("subject", one), *((role, bad) for role in figure))),
        ("METRIC", (("subject", one), *((role, "7" if role == "value" else "2024" + bad) for role in figure))),
        (bad, (("agent", one), (bad, hub), ("text", bad))),
    ]
