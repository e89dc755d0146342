"""Issued names stay: a ledger remembers which entity of which page each name was given to.

A name is made of what the first page of a thing calls it, so a page of an earlier day would rename what is known already.
With the ledger of an earlier build the entity keeps its name; of two that turn out to be one, the better known
keeps it and the ledger says where the other went.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import NamedTuple

from kg.graph.tables import line
from kg.model import Entity, Fact, Knowledge
from kg.resolve.identity import fact_id
from kg.resolve.names import key
from kg.schema import schema

Seen = tuple[str, str, str]  # kind, document, key of a name


class LedgerError(ValueError):
    """A file that is no ledger; the message names file and line."""


class Issued(NamedTuple):
    """A name, what it was given to, and the name that took its place ("" for none)."""

    id: str
    seen: frozenset[Seen]
    now: str


Ledger = tuple[Issued, ...]
Votes = list[tuple[int, int, str]]


def _row(text: str) -> Issued:
    row = json.loads(text)
    seen = frozenset((row["type"], document, name) for document, names in row["seen"].items() for name in names)
    return Issued(row["id"], seen, row.get("now", ""))


def read_ledger(path: Path) -> Ledger:
    """Read ids.jsonl. OSError where there is none, LedgerError where it is none."""
    found = []
    for number, text in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
        try:
            found.append(_row(text))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise LedgerError(f"{path}:{number}: not a line of ids.jsonl; take the file of an earlier build") from error
    return tuple(found)


def _line(issued: Issued) -> bytes:
    pages: dict[str, list[str]] = {}
    for _, document, name in sorted(issued.seen):
        pages.setdefault(document, []).append(name)
    kind = next((kind for kind, _, _ in sorted(issued.seen)), "")
    return line({"id": issued.id, "type": kind, "seen": pages} | ({"now": issued.now} if issued.now else {}))


def write_ledger(ledger: Ledger, path: Path) -> None:
    """Write ids.jsonl, in the order of issue."""
    with path.open("wb") as out:
        out.writelines(map(_line, ledger))


def replaced(ledger: Ledger) -> dict[str, str]:
    """Names that are no longer in use, with those in their place."""
    return {issued.id: issued.now for issued in ledger if issued.now}


def _seen(entities: Iterable[Entity]) -> dict[str, frozenset[Seen]]:
    """Where each entity is named; names that two entities of one page share (该局) tell nothing."""
    by_id = {e.id: frozenset((e.kind, m.document, key(m.text)) for m in e.mentions) for e in entities}
    shared = Counter(place for places in by_id.values() for place in places)
    return {name: frozenset(p for p in places if shared[p] == 1) for name, places in by_id.items()}


def _votes(seen: Mapping[str, frozenset[Seen]], ledger: Ledger) -> Votes:
    """(minus the places they share, rank of the issued name, natural name), best first."""
    holders: dict[Seen, list[int]] = {}
    for rank, issued in enumerate(ledger):
        for place in issued.seen:
            holders.setdefault(place, []).append(rank)
    votes = Counter((rank, name) for name, places in seen.items() for p in places for rank in holders.get(p, ()))
    return sorted((-shared, rank, name) for (rank, name), shared in votes.items())


def _given(seen: Mapping[str, frozenset[Seen]], ledger: Ledger, votes: Votes) -> dict[str, str]:
    """Natural name -> name to use: an issued one where an entity has one, else its own, kept apart from others'."""
    kept: dict[str, str] = {}
    taken: set[str] = set()
    for _, rank, name in votes:
        if name not in kept and ledger[rank].id not in taken:
            kept[name] = ledger[rank].id
            taken.add(kept[name])
    for name in sorted(seen.keys() - kept.keys()):
        kept[name] = next(n for n in _numbered(name) if n not in taken)
        taken.add(kept[name])
    return kept


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{n}" for n in count(2))


def _successors(ledger: Ledger, given: Mapping[str, str], votes: Votes) -> dict[str, str]:
    """Issued names nobody has any more, with the name of who is named where they were."""
    used, found = set(given.values()), dict[str, str]()
    for _, rank, name in votes:
        if ledger[rank].id not in used:
            found.setdefault(ledger[rank].id, given[name])
    return found


def _renamed(fact: Fact, given: Mapping[str, str], entities: Mapping[str, Entity]) -> Fact:
    args = tuple((role, given[v] if v in entities else v) for role, v in fact.args)
    said = tuple(s._replace(claimed_by=given.get(s.claimed_by, s.claimed_by)) for s in fact.statements)
    dated = tuple((name, getattr(fact, name)) for name in schema().facts[fact.type].also_keyed if getattr(fact, name))
    name = fact.id if args == fact.args else fact_id(fact.type, args + dated)
    return replace(fact, id=name, args=args, statements=said)


def _continued(ledger: Ledger, seen: Mapping[str, frozenset[Seen]], gone: Mapping[str, str]) -> Ledger:
    """The ledger with what this build saw: old names first, in their order, then new ones."""
    known = {issued.id for issued in ledger}
    old = [Issued(i.id, i.seen | seen.get(i.id, frozenset()), gone.get(i.id, "" if i.id in seen else i.now)) for i in ledger]
    return (*old, *(Issued(name, seen[name], "") for name in sorted(seen.keys() - known)))


def freeze(knowledge: Knowledge, ledger: Ledger) -> tuple[Knowledge, Ledger]:
    """The knowledge under the names issued before, and the ledger continued."""
    natural = _seen(knowledge.entities)
    votes = _votes(natural, ledger)
    given = _given(natural, ledger, votes)
    gone = _successors(ledger, given, votes)
    continued = _continued(ledger, {given[name]: places for name, places in natural.items()}, gone)
    if all(name == own for own, name in given.items()):
        return knowledge, continued
    by_id = {entity.id: entity for entity in knowledge.entities}
    entities = sorted((replace(e, id=given[e.id]) for e in knowledge.entities), key=lambda e: e.id)
    facts = sorted((_renamed(f, given, by_id) for f in knowledge.facts), key=lambda f: f.id)
    return Knowledge(knowledge.documents, tuple(entities), tuple(facts)), continued
