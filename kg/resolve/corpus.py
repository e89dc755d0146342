"""Across pages: the same name of the same kind is one entity unless something contradicts it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.model import Entity, Fact, Judgement, Place, Statement
from kg.resolve.cluster import Clusters
from kg.resolve.decisions import NONE as UNDECIDED
from kg.resolve.decisions import Decisions
from kg.resolve.identity import entity_id, fact_id
from kg.resolve.names import key, name_key
from kg.resolve.page import LocalEntity, PageFacts
from kg.resolve.scope import AREA, BOUND, PAGE, reach

_UNDATED = "~"  # after every date
_ORDER = ("LOC", "ORG", "PER", "INI", "PRJ", "DOC", "EVT")


class Corpus:
    """Pages go in one by one, in any order; `settle` gives sorted entities and facts."""

    def __init__(self, decisions: Decisions = UNDECIDED, places: frozenset[str] = frozenset()) -> None:
        self._decisions = decisions
        self._places = places
        self._pages: list[PageFacts] = []

    def add(self, page: PageFacts) -> None:
        self._pages.append(page)

    def settle(self) -> tuple[tuple[Entity, ...], tuple[Fact, ...], tuple[Judgement, ...]]:
        self._pages.sort(key=lambda page: (page.published or _UNDATED, page.document))
        merged = _Merge(self._pages, self._decisions, self._places)
        ids = merged.ids()
        return merged.entities(ids), merged.facts(ids), merged.judgements()


class _Merge:
    """The entities of all pages as members of one union-find.

    Pages come in the order of their dates, and identities are made of what the first page of a thing calls it:
    tomorrow's page, which may know a fuller name, renames nothing.
    """

    def __init__(self, pages: list[PageFacts], decisions: Decisions, places: frozenset[str]) -> None:
        self._pages = pages
        self._decisions = decisions
        self._known = places
        self.members: list[LocalEntity] = [e for page in pages for e in page.entities]
        self._page_of = [n for n, page in enumerate(pages) for _ in page.entities]
        self._first = _offsets(pages)
        self.clusters = Clusters(len(self.members))
        self._places_of = [self._page_places(page) for page in pages]
        self._areas = [""] * len(pages)
        self._scope: list[str] = [""] * len(self.members)
        by_kind: dict[str, list[int]] = defaultdict(list)
        for i, member in enumerate(self.members):
            by_kind[member.kind].append(i)
        self._merge_kind("LOC", by_kind["LOC"])
        self._areas = self._area_labels()
        for kind in _ORDER[1:]:
            self._merge_kind(kind, by_kind[kind])

    # -- merging -------------------------------------------------------------------------------

    def _merge_kind(self, kind: str, members: list[int]) -> None:
        blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
        for i in members:
            blocks[self._scope_of(i), self._class(i)].append(i)
        for (scope, _), block in sorted(blocks.items()):
            self._merge_names(block, bound=scope == BOUND)
        for _, left, right in (row for row in self._decisions.same() if row[0] == kind):
            named = [i for i in members if {left, right} & {key(n) for n in self.members[i].names}]
            for i in named[1:]:
                self.clusters.join(named[0], i)

    def _class(self, i: int) -> str:
        """Reporters are never merged with those they write about."""
        member = self.members[i]
        return "reporter" if member.kind == "PER" and member.sub == "reporter" else ""

    def _scope_of(self, i: int) -> str:
        """BOUND for names that a contradiction may split, else the scope that enters the identity."""
        page = self._page_of[i]
        found = reach(self.members[i], self._places_of[page])
        if found == BOUND:
            return BOUND
        if found == PAGE or (found == AREA and not self._areas[page]):
            self._scope[i] = f"page:{self._pages[page].document}"
        elif found == AREA:
            self._scope[i] = self._areas[page]
        return self._scope[i]

    def _merge_names(self, block: list[int], bound: bool) -> None:
        by_name: dict[str, list[int]] = defaultdict(list)
        for i in block:
            for name in dict.fromkeys(name_key(self.members[i].kind, n) for n in self.members[i].names):
                by_name[name].append(i)
        for name, members in sorted(by_name.items()):
            for group in _compatible_labels(name, members, self.members):
                for part in self._by_area(group) if bound else [group]:
                    for other in part[1:]:
                        self._join(part[0], other)

    def _join(self, left: int, right: int) -> None:
        a, b = self.members[left], self.members[right]
        if self._decisions.different(a.kind, a.names[0], b.names[0]):
            return
        self.clusters.join(left, right)

    def _by_area(self, members: list[int]) -> list[list[int]]:
        """Parts that nothing contradicts: same area, an area the other page names, or a shared organisation."""
        groups: dict[int, list[int]] = defaultdict(list)
        for i in members:
            groups[self._area(self._page_of[i])].append(i)
        parts = [groups[area] for area in sorted(groups) if area >= 0]
        joined = Clusters(len(parts))
        for n, part in enumerate(parts):
            for m in range(n):
                if self._agree(part, parts[m]):
                    joined.join(m, n)
        merged = [[i for n in group for i in parts[n]] for group in joined.groups()]
        nowhere = groups.get(-1, [])
        if nowhere and len(merged) <= 1:
            return [[*(merged[0] if merged else []), *nowhere]]
        return [*merged, nowhere] if nowhere else merged

    def _agree(self, left: list[int], right: list[int]) -> bool:
        return self._near(left, right) or self._near(right, left) or bool(self._posts(left) & self._posts(right))

    def _near(self, here: list[int], there: list[int]) -> bool:
        """Does a page of `there` name the area of `here`?"""
        area = self._area(self._page_of[here[0]])
        return any(area in self._page_roots(self._page_of[i]) for i in there)

    def _page_roots(self, page: int) -> set[int]:
        start = self._first[page]
        found = enumerate(self._pages[page].entities, start)
        return {self.clusters.root(i) for i, e in found if e.kind == "LOC" and not e.local}

    def _posts(self, members: list[int]) -> set[int]:
        """Roots of the organisations in which a page gives these people a post."""
        wanted = set(members)
        found = set()
        for page in sorted({self._page_of[i] for i in members}):
            start = self._first[page]
            for fact in self._pages[page].facts:
                args = dict(fact.args)
                person, org = args.get("person"), args.get("org")
                if fact.type == "POST" and isinstance(person, int) and isinstance(org, int) and start + person in wanted:
                    found.add(self.clusters.root(start + org))
        return found

    def _area(self, page: int) -> int:
        """Root of the page's area, -1 where it has none."""
        at = self._pages[page].area
        return self.clusters.root(self._first[page] + at) if at >= 0 else -1

    def _area_labels(self) -> list[str]:
        """What each page's area was called first, "" where it has none."""
        grouped: dict[int, list[int]] = defaultdict(list)
        for i, member in enumerate(self.members):
            if member.kind == "LOC":
                grouped[self.clusters.root(i)].append(i)
        labels = {root: self._first_name(group) for root, group in grouped.items()}
        return [labels.get(self._area(page), "") for page in range(len(self._pages))]

    def _page_places(self, page: PageFacts) -> frozenset[str]:
        named = (n for e in page.entities if e.kind == "LOC" and not e.local for n in e.names)
        return self._known.union(named)

    def _label(self, group: list[int]) -> str:
        """The fullest name of a cluster: the longest, then the first in code point order."""
        names = {self.members[i].names[0] for i in group}
        return min(names, key=lambda n: (-len(key(n)), n))

    def _first_name(self, group: list[int]) -> str:
        """The fullest name on the first page that has one of the cluster."""
        first = self._page_of[group[0]]
        return self._label([i for i in group if self._page_of[i] == first])

    # -- results -------------------------------------------------------------------------------

    def ids(self) -> list[str]:
        """The id of every member. Two clusters that would share one get the first page as scope."""
        wanted: dict[str, list[list[int]]] = defaultdict(list)
        for group in self.clusters.groups():
            head = self.members[group[0]]
            wanted[entity_id(head.kind, self._first_name(group), self._scope[group[0]])].append(group)
        ids = [""] * len(self.members)
        for first_id, claimants in sorted(wanted.items()):
            for n, group in enumerate(claimants):
                own = first_id if n == 0 else self._split_id(group)
                for i in group:
                    ids[i] = own
        return ids

    def _split_id(self, group: list[int]) -> str:
        page = self._pages[self._page_of[group[0]]].document
        return entity_id(self.members[group[0]].kind, self._first_name(group), f"page:{page}")

    def entities(self, ids: list[str]) -> tuple[Entity, ...]:
        grouped: dict[str, list[int]] = defaultdict(list)
        for i, name in enumerate(ids):
            grouped[name].append(i)
        return tuple(self._entity(name, grouped[name]) for name in sorted(grouped))

    def _entity(self, name: str, group: list[int]) -> Entity:
        members = [self.members[i] for i in group]
        subs: dict[str, int] = defaultdict(int)
        for member in members:
            subs[member.sub] += len(member.mentions)
        label = self._label(group)
        aliases = sorted({n for m in members for n in m.names} - {label})
        mentions: tuple[Place, ...] = tuple(sorted({p for m in members for p in m.mentions}))
        sub = min(subs, key=lambda s: (-subs[s], s))
        return Entity(name, members[0].kind, sub, label, tuple(aliases), mentions)

    def facts(self, ids: list[str]) -> tuple[Fact, ...]:
        found: dict[tuple[str, tuple[tuple[str, str], ...]], dict[str, Statement]] = defaultdict(dict)
        for n, page in enumerate(self._pages):
            start = self._first[n]
            for fact in page.facts:
                args = tuple((r, ids[start + v] if isinstance(v, int) else v) for r, v in fact.args)
                speaker = ids[start + fact.claimed_by] if fact.claimed_by >= 0 else ""
                statement = fact.statement._replace(claimed_by=speaker)
                _keep_best(found[fact.type, args], statement)
        facts = (Fact(fact_id(t, args), t, args, tuple(s[d] for d in sorted(s))) for (t, args), s in found.items())
        return tuple(sorted(facts, key=lambda f: f.id))

    def judgements(self) -> tuple[Judgement, ...]:
        found = {j for page in self._pages for j in page.judgements}
        return tuple(sorted(found, key=lambda j: (j.left, j.right, j.verdict, j.reason)))


def _keep_best(statements: dict[str, Statement], new: Statement) -> None:
    """One statement a document: the surest, then the first."""
    old = statements.get(new.document)
    if old is None or (-new.confidence, new.start) < (-old.confidence, old.start):
        statements[new.document] = new


def _offsets(pages: Iterable[PageFacts]) -> list[int]:
    offsets, count = [], 0
    for page in pages:
        offsets.append(count)
        count += len(page.entities)
    return offsets


def _compatible_labels(name: str, members: list[int], all_members: list[LocalEntity]) -> list[list[int]]:
    """Members that share a name, apart where their fullest names differ.

    海州区 alone, 连云港市海州区 and 阜新市海州区: three entities, because the short name is ambiguous.
    甲新区 and 青甲新区: one, because there is one longest name and it holds the others.
    """
    labels: dict[str, list[int]] = defaultdict(list)
    for i in members:
        labels[name_key(all_members[i].kind, all_members[i].names[0])].append(i)
    longest = max(labels, key=lambda label: (len(label), label))
    if all(label in longest or name == label for label in labels):
        return [members]
    return [labels[label] for label in sorted(labels)]
