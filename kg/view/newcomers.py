"""Finds room on a map that stays: whoever has a place keeps it, newcomers stand near whom they belong to.

Homes are chosen as in the skeleton, spots by a fixed spiral: equal input gives equal places.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Mapping, Sequence

from kg.view.forces import Points
from kg.view.skeleton import distance, neighbours
from kg.view.tables import Link

Position = tuple[float, float]
Box = tuple[float, float, float, float]

CELL = 60.0  # of the grid that finds boxes again, map units
STEP = 14.0  # between turns of the spiral
GOLDEN = math.pi * (3 - math.sqrt(5))
WIDE = 1.4  # the spiral is wider than high, as labels are


def join(kept: Mapping[int, Position], half: Points, links: Sequence[Link]) -> dict[int, Position]:
    """The places of `kept` and of everyone linked to them, however far; no newcomer covers another box.

    `half` are half sizes of boxes by entity number, map units. Those without a way to `kept` are left out.
    """
    placed = dict(kept)
    room = _Room(half)
    for number, place in placed.items():
        room.take(number, place)
    for number, home in _homes(placed, len(half), links):
        placed[number] = room.find(number, home, placed[home])
    return placed


def _homes(placed: Mapping[int, Position], count: int, links: Sequence[Link]) -> Iterator[tuple[int, int]]:
    """Newcomers with the placed entity each belongs to, closest relations first (Prim's algorithm)."""
    near, known = neighbours(count, links), set(placed)
    heap: list[tuple[float, int, int]] = []

    def offer(home: int) -> None:
        for other, link in near[home]:
            if other not in known:
                heapq.heappush(heap, (distance(link, near), other, home))

    for home in sorted(placed):
        offer(home)
    while heap:
        _, number, home = heapq.heappop(heap)
        if number not in known:
            known.add(number)
            yield number, home
            offer(number)


class _Room:
    """What is taken on the map, by cells of a grid."""

    def __init__(self, half: Points) -> None:
        self.half = half
        self.cells: dict[tuple[int, int], list[Box]] = {}
        self.turns: dict[int, int] = {}  # how far the spiral around a home is used up

    def take(self, number: int, place: Position) -> None:
        box = self._box(number, place)
        for cell in _cells(box):
            self.cells.setdefault(cell, []).append(box)

    def find(self, number: int, home: int, centre: Position) -> Position:
        """The first free spot of the spiral around `centre`; it is taken from now on."""
        turn = self.turns.get(home, 3)
        place = _spot(centre, turn)
        while self._meets(self._box(number, place)):
            turn += 1
            place = _spot(centre, turn)
        self.turns[home] = turn + 1
        self.take(number, place)
        return place

    def _box(self, number: int, place: Position) -> Box:
        wide, tall = self.half[number]
        return place[0] - wide, place[1] - tall, place[0] + wide, place[1] + tall

    def _meets(self, box: Box) -> bool:
        others = (other for cell in _cells(box) for other in self.cells.get(cell, ()))
        return any(
            box[0] < other[2] and box[2] > other[0] and box[1] < other[3] and box[3] > other[1] for other in others
        )


def _spot(centre: Position, turn: int) -> Position:
    reach, angle = STEP * math.sqrt(turn), turn * GOLDEN
    return round(centre[0] + WIDE * reach * math.cos(angle), 1), round(centre[1] + reach * math.sin(angle), 1)


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = (math.floor(edge / CELL) for edge in box)
    return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))
