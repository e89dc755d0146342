"""Within a page, in reading order: mentions become local entities, claims become local facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from kg.model import Claim, Judgement, Mention, Page, Place, Reading, Statement
from kg.resolve.cluster import Clusters
from kg.resolve.evidence import Locator
from kg.resolve.names import name_key, ranks, stem
from kg.resolve.shortforms import FEATURES, Feature, Name, Neighbours, reason


class LocalEntity(NamedTuple):
    """An entity of one page. `names` are fullest first; `local` names mean something on this page only."""

    kind: str
    sub: str
    names: tuple[str, ...]
    mentions: tuple[Place, ...]
    local: bool


class LocalFact(NamedTuple):
    """A fact of one page: arguments are literals or positions in the page's entities."""

    type: str
    args: tuple[tuple[str, str | int], ...]
    statement: Statement
    claimed_by: int  # -1: nobody


class PageFacts(NamedTuple):
    """Everything a page contributes. `area` is the position of its area's entity, or -1."""

    document: str
    published: str
    area: int
    entities: tuple[LocalEntity, ...]
    facts: tuple[LocalFact, ...]
    judgements: tuple[Judgement, ...]


def settle_page(page: Page, readings: Sequence[Reading], claims: Sequence[Sequence[Claim]]) -> PageFacts:
    """Who is who on one page, and what is said of them.

    Args: readings of the page's articles and, in the same order, their claims.
    """
    table = _NameTable(readings, claims)
    judgements = table.merge()
    locate = Locator(page, readings)
    used = {table.cluster(m) for found in claims for c in found for _, m in c.args if isinstance(m, Mention)}
    positions: dict[int, int] = {}
    entities: list[LocalEntity] = []
    for members in table.clusters.groups():
        entity = table.entity(members, locate)
        if table.dangling(members) and table.clusters.root(members[0]) not in used:
            continue
        positions[table.clusters.root(members[0])] = len(entities)
        entities.append(entity)

    def position(mention: Mention) -> int:
        return positions[table.cluster(mention)]

    facts = _facts((c for found in claims for c in found), position, locate)
    area = next((r.area for r in readings if r.area is not None), None)
    at = positions.get(table.cluster(area), -1) if area is not None else -1
    return PageFacts(page.stem, page.published or "", at, tuple(entities), facts, judgements)


class _NameTable:
    """All names of a page and the clusters they fall into."""

    def __init__(self, readings: Sequence[Reading], claims: Sequence[Sequence[Claim]]) -> None:
        self._readings = readings
        self.names: list[Name] = []
        self.mentions: list[list[Mention]] = []
        self._at: dict[tuple[str, str, str], int] = {}
        self._named: set[int] = set()
        for reading, found in zip(readings, claims, strict=True):
            for mention in _all_mentions(reading, found):
                self._add(mention)
            self._named.update(i for i, n in enumerate(self.names) if not _deictic(n.rule))
        for reading in readings:
            if reading.area is not None:
                self._add(reading.area)
        self.clusters = Clusters(len(self.names))
        belongs = ((c.arg("part"), c.arg("whole")) for found in claims for c in found if c.type == "PART_OF")
        self._apart = [(self.index(a), self.index(b)) for a, b in belongs if isinstance(a, Mention) and isinstance(b, Mention)]

    def _add(self, mention: Mention) -> None:
        slot = _slot(mention)
        if slot not in self._at:
            self._at[slot] = len(self.names)
            self.names.append(Name(mention.kind, slot[1], mention.text, mention.sub, mention.rule))
            self.mentions.append([])
        self.mentions[self._at[slot]].append(mention)

    def index(self, mention: Mention) -> int:
        return self._at[_slot(mention)]

    def cluster(self, mention: Mention) -> int:
        return self.clusters.root(self.index(mention))

    def merge(self) -> tuple[Judgement, ...]:
        """Join names in order of certainty: the page's own definitions, short forms, deictics."""
        judgements = [self._join(*pair, "the page says so") for r in self._readings for pair in r.aliases]
        judgements += self._short_forms()
        judgements += self._surname_titles()
        judgements += self._areas()
        return tuple(judgements)

    def _join(self, short: Mention, full: Mention, why: str) -> Judgement:
        self.clusters.join(self.index(short), self.index(full))
        return Judgement(short.text, full.text, "same", why, 1.0)

    def _short_forms(self) -> list[Judgement]:
        named = {n.key for n in self.names if n.kind == "LOC"}
        places = frozenset(named | {stem(name) for name in named})
        judgements = []
        for kind, features in FEATURES.items():
            known = [i for i, n in enumerate(self.names) if n.kind == kind and not _deictic(n.rule)]
            known.sort(key=lambda i: (-len(self.names[i].key), i))
            near = Neighbours([self.names[i] for i in known])
            for feature in features:
                for i in known:
                    found = self._longer(i, feature, [known[n] for n in near.of(self.names[i])], places)
                    if found is not None and not self._kept_apart(i, found):
                        self.clusters.join(i, found)
                        full = self.names[found].text
                        judgements.append(Judgement(self.names[i].text, full, "same", reason(feature), 0.9))
        return judgements

    def _longer(self, i: int, feature: Feature, known: list[int], places: frozenset[str]) -> int | None:
        """The name that `i` is short for, if all candidates are one thing and not `i`'s own already."""
        short = self.names[i]
        full = [j for j in known if len(self.names[j].key) > len(short.key) and feature(short, self.names[j], places)]
        roots = {self.clusters.root(j) for j in full}
        return full[0] if len(roots) == 1 and roots != {self.clusters.root(i)} else None

    def _kept_apart(self, i: int, j: int) -> bool:
        """Does the page call one of the two, under any of its names, a part of the other?"""
        both = {self.clusters.root(i), self.clusters.root(j)}
        return any({self.clusters.root(a), self.clusters.root(b)} == both for a, b in self._apart)

    def _surname_titles(self) -> list[Judgement]:
        people = [i for i, n in enumerate(self.names) if n.kind == "PER" and n.rule != "surname_title"]
        judgements = []
        for i, name in enumerate(self.names):
            if name.kind == "PER" and name.rule == "surname_title":
                bearers = [j for j in people if self.names[j].key[0] == name.key[0]]
                if len({self.clusters.root(j) for j in bearers}) == 1:
                    self.clusters.join(i, bearers[0])
                    judgements.append(Judgement(name.text, self.names[bearers[0]].text, "same",
                                                "the one person of this surname on the page", 0.9))
        return judgements

    def _areas(self) -> list[Judgement]:
        """全区, 我区 mean the area of the article when the rank fits and the page did not say otherwise."""
        judgements = []
        linked = {self.index(short) for r in self._readings for short, _ in r.aliases}
        for reading in self._readings:
            if reading.area is None:
                continue
            fitting = self._ranks(reading.area)
            for mention in reading.mentions:
                i = self.index(mention)
                if mention.rule.startswith("deictic_area") and i not in linked and mention.text[-1] in fitting:
                    linked.add(i)
                    judgements.append(self._join(mention, reading.area, "the area the article is about"))
        return judgements

    def _ranks(self, area: Mention) -> set[str]:
        """Ranks of all names of the area: 全区 fits 云河新区 and 青岚区, 全县 fits 屯昌, which is a county."""
        root = self.cluster(area)
        named = (n.key for i, n in enumerate(self.names) if n.kind == "LOC" and self.clusters.root(i) == root)
        return {rank for name in named for rank in ranks(name)}

    def dangling(self, members: list[int]) -> bool:
        """A cluster of nothing but deictics, or of an area that is only part of other names.

        It means nothing outside a fact that needs it.
        """
        return not self._named & set(members)

    def entity(self, members: list[int], locate: Locator) -> LocalEntity:
        ranked = sorted(members, key=lambda i: (_deictic(self.names[i].rule), self.names[i].rule == "surname_title",
                                                -len(self.names[i].key), i))
        subs = Counter(m.sub for i in members for m in self.mentions[i] if not _deictic(m.rule))
        head = self.names[ranked[0]]
        sub = max(subs, key=lambda s: (subs[s], s)) if subs else head.sub
        places = sorted({locate.place(m) for i in members for m in self.mentions[i]})
        local = _deictic(head.rule) or head.rule == "surname_title"
        return LocalEntity(head.kind, sub, tuple(self.names[i].text for i in ranked), tuple(places), local)


def _slot(mention: Mention) -> tuple[str, str, str]:
    """Names are one name when kind and key agree; deictics of two articles are two."""
    deictic = _deictic(mention.rule)
    return mention.kind, name_key(mention.kind, mention.text), mention.article if deictic else ""


def _deictic(rule: str) -> bool:
    return rule.startswith("deictic")


def _all_mentions(reading: Reading, claims: Iterable[Claim]) -> Iterable[Mention]:
    yield from reading.mentions
    for claim in claims:
        for _, value in claim.args:
            if isinstance(value, Mention) and value.article == reading.article.id:
                yield value
    for pair in reading.aliases:
        yield from pair


def _facts(
    claims: Iterable[Claim], position: Callable[[Mention], int], locate: Locator
) -> tuple[LocalFact, ...]:
    """One fact for each meaning; of several places that state it the surest, then first, is kept."""
    best: dict[tuple[object, ...], LocalFact] = {}
    for claim in claims:
        args = tuple((role, position(v) if isinstance(v, Mention) else v) for role, v in claim.args)
        speaker = position(claim.claimed_by) if claim.claimed_by is not None else -1
        fact = LocalFact(claim.type, args, locate.statement(claim), speaker)
        slot = (claim.type, *args)
        old = best.get(slot)
        if old is None or _rank(fact) < _rank(old):
            best[slot] = fact
    return tuple(best.values())


def _rank(fact: LocalFact) -> tuple[float, int]:
    return -fact.statement.confidence, fact.statement.start
