"""Chooses what the page opens with: every kind has its share, and nothing stands alone."""

from __future__ import annotations

from collections.abc import Sequence

from kg.view.look import kind_look
from kg.view.tables import Link

BACKBONE = 150


def ranks(kinds: Sequence[str], weight: Sequence[int], links: Sequence[Link]) -> list[int]:
    """The place of every entity in the order of showing (0 first).

    The first `BACKBONE` places are shared out by kind (`share` in kinds.json) among entities
    with a link into the backbone; then follow the linked ones by number of facts, then the rest.
    """
    near = _neighbours(len(kinds), links)
    by_weight = sorted(range(len(kinds)), key=lambda i: (-weight[i], -len(near[i]), i))
    linked = [i for i in by_weight if near[i]]
    backbone = linked if len(linked) <= BACKBONE else _backbone(linked, kinds, near)
    chosen = set(backbone)
    rest = [i for i in linked if i not in chosen]
    order = backbone + rest + [i for i in by_weight if not near[i]]
    place = [0] * len(kinds)
    for position, entity in enumerate(order):
        place[entity] = position
    return place


def _neighbours(count: int, links: Sequence[Link]) -> list[set[int]]:
    near: list[set[int]] = [set() for _ in range(count)]
    for link in links:
        near[link.source].add(link.target)
        near[link.target].add(link.source)
    return near


def _backbone(linked: Sequence[int], kinds: Sequence[str], near: Sequence[set[int]]) -> list[int]:
    """The weightiest of each kind that are linked to each other, then whoever is linked to them."""
    shared = set(_shares(linked, kinds))
    joined = {entity for entity in shared if not near[entity].isdisjoint(shared)}
    for entity in linked:
        if len(joined) < BACKBONE and not near[entity].isdisjoint(joined):
            joined.add(entity)
    return [entity for entity in linked if entity in joined]


def _shares(linked: Sequence[int], kinds: Sequence[str]) -> list[int]:
    room = {kind: int(kind_look(kind)["share"]) for kind in sorted(set(kinds))}
    taken: list[int] = []
    for entity in linked:
        if room[kinds[entity]] > 0 and len(taken) < BACKBONE:
            room[kinds[entity]] -= 1
            taken.append(entity)
    return taken
