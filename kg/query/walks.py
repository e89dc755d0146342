"""Walking from thing to thing over facts: what lies around one, how two hang together."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator

from kg.model import Fact, Knowledge
from kg.query.filters import named

Links = dict[str, list[tuple[Fact, str]]]


def around(knowledge: Knowledge, start: str, hops: int) -> list[Fact]:
    """The facts within so many steps of an entity, in the order of the graph.

    One hop is every fact that names it; two hops add every fact that names one of those named there.
    """
    known = {entity.id for entity in knowledge.entities}
    inside, facts = {start}, set[str]()
    for _ in range(hops):
        reached = [fact for fact in knowledge.facts if inside & named(fact)]
        facts |= {fact.id for fact in reached}
        inside |= {value for fact in reached for value in named(fact)} & known
    return [fact for fact in knowledge.facts if fact.id in facts]


def links(knowledge: Knowledge, words: bool) -> Links:
    """From every entity, the facts that lead to another.

    With `words` a fact also leads to what its evidence mentions, not only to what it names in a role.
    """
    known = {entity.id for entity in knowledge.entities}
    inside = _mentioned(knowledge) if words else {}
    found: Links = defaultdict(list)
    for fact in knowledge.facts:
        ends = sorted((named(fact) & known) | inside.get(fact.id, set()))
        for end in ends:
            found[end] += [(fact, other) for other in ends if other != end]
    return found


def _mentioned(knowledge: Knowledge) -> dict[str, set[str]]:
    """By fact, the entities that are mentioned inside its evidence."""
    places: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for entity in knowledge.entities:
        for place in entity.mentions:
            places[place.document].append((place.start, place.end, entity.id))
    found: dict[str, set[str]] = defaultdict(set)
    for fact, said in knowledge.statements():
        found[fact.id] |= {name for start, end, name in places[said.document] if said.start <= start and end <= said.end}
    return found


def shortest(knowledge: Knowledge, start: str, goal: str) -> list[tuple[Fact, str]] | None:
    """Steps (fact, entity it leads to) of a shortest way; None where there is none.

    Facts that name both ends in a role are tried first; only where these do not join the two, words
    of evidence count as well. Of ways of one length the first in the order of the graph.
    """
    for words in (False, True):
        way = _search(links(knowledge, words), start, goal)
        if way is not None:
            return way
    return None


def _search(found: Links, start: str, goal: str) -> list[tuple[Fact, str]] | None:
    came: dict[str, tuple[Fact, str] | None] = {start: None}
    waiting = deque([start])
    while waiting and goal not in came:
        here = waiting.popleft()
        for fact, there in found.get(here, ()):
            if there not in came:
                came[there] = fact, here
                waiting.append(there)
    return list(reversed(list(_back(came, goal)))) if goal in came else None


def _back(came: dict[str, tuple[Fact, str] | None], goal: str) -> Iterator[tuple[Fact, str]]:
    step = came[goal]
    while step is not None:
        yield step[0], goal
        goal = step[1]
        step = came[goal]


