"""Places every entity on the map, once, in Python: the browser never moves anything.

Connected groups are laid out one by one and set side by side, the largest first; entities
without a link stand in rows below. Where most have a place already, all of these keep it.
Equal input gives equal positions.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence

import networkx as nx
import numpy as np

from kg.view.forces import Points, relax, separate
from kg.view.newcomers import Position, join
from kg.view.skeleton import forest, radial
from kg.view.tables import Link

SPACING = 95.0  # map units per labelled entity, so that labels of 13 px fit at scale 1
CROWDED = 45.0  # the same for entities that show when the reader asks for more
LETTER = 6.5  # half the width of a Chinese character in a label
LONGEST_LABEL = 14
LINE = 17.0
ENLARGED = 1.5  # how much larger shapes are drawn when the whole map is seen
GLYPH = 13.0  # half the box of an entity whose label may wait for a closer look
ASPECT = (1.35, 1.75)  # width to height of a group, as screens are
WEAK = 0.03  # pull of links outside the skeleton
MARGIN = 60.0
COLUMN = 10.0  # groups are set at multiples of this
FRAME = 1.6  # width to height of the whole map
LEAST_WIDTH = 900.0
MOST = 0.5  # of all entities must have a place for a map to be kept


def positions(
    labels: Sequence[str],
    sizes: Sequence[float],
    links: Sequence[Link],
    opening: Collection[int],
    kept: Mapping[int, Position] | None = None,
) -> list[Position]:
    """Map coordinates by entity number, rounded to 0.1.

    `sizes` are radii in map units. Entities in `opening` get room for their labels, the others
    fill the gaps. `kept` are places on an earlier map: they stay, unless that map has too few of these.
    """
    half = _boxes(labels, sizes, opening)
    stay = kept if kept and len(kept) >= MOST * len(labels) else {}
    placed = np.zeros((len(labels), 2))
    known = join(stay, half, links) if stay else {}
    groups = list(_groups(len(labels), links, half, set(known)))
    shelf = _Shelf([_size(points, half[group]) for group, points in groups])
    if known:
        placed[list(known)] = list(known.values())
        shelf.below(placed[list(known)], half[list(known)])
    for group, points in groups:
        placed[group] = shelf.put(points, half[group])
    return [(round(float(x), 1), round(float(y), 1)) for x, y in placed]


def _groups(
    count: int, links: Sequence[Link], half: Points, without: set[int]
) -> Iterator[tuple[list[int], Points]]:
    """Connected groups, each laid out by itself, the largest first."""
    tree = forest(count, links)
    groups = sorted((sorted(group) for group in nx.connected_components(tree)), key=_by_size)
    home = {entity: place for place, group in enumerate(groups) for entity in group}
    inside: list[list[Link]] = [[] for _ in groups]
    for link in links:
        inside[home[link.source]].append(link)
    for group, within in zip(groups, inside, strict=True):
        if without.isdisjoint(group):
            yield group, _group(group, tree, within, half)


def _by_size(group: list[int]) -> tuple[int, int]:
    return -len(group), group[0]


def _boxes(labels: Sequence[str], sizes: Sequence[float], opening: Collection[int]) -> Points:
    boxes = np.full((len(labels), 2), GLYPH)
    for entity in opening:
        radius = sizes[entity] * ENLARGED
        width = max(radius, min(len(labels[entity]), LONGEST_LABEL) * LETTER)
        boxes[entity] = max(width, 26.0), max(radius, LINE)
    return boxes


def _group(group: list[int], tree: nx.Graph, links: Sequence[Link], half: Points) -> Points:
    if len(group) == 1:
        return np.zeros((1, 2))
    place = {entity: i for i, entity in enumerate(group)}
    ends = (
        np.array([place[link.source] for link in links]),
        np.array([place[link.target] for link in links]),
    )
    home = [1.0 if tree.has_edge(link.source, link.target) else WEAK for link in links]
    points = relax(radial(tree, group), ends, np.array(home), _steps(len(group)))
    room = np.where(half[group, 0] > GLYPH, SPACING**2, CROWDED**2)
    return separate(_spread(_upright(points), float(room.sum())), half[group])


def _steps(count: int) -> int:
    return 300 if count < 1500 else 160 if count < 5000 else 90


def _upright(points: Points) -> Points:
    """Turned so that the long side lies flat, and drawn out to the shape of a screen."""
    x, y = (points - points.sum(axis=0) / len(points)).T
    angle = 0.5 * math.atan2(2 * float((x * y).sum()), float((x * x - y * y).sum()))
    cos, sin = round(math.cos(angle), 6), round(math.sin(angle), 6)
    x, y = x * cos + y * sin, y * cos - x * sin
    wide, tall = _extent(x) + 1e-3, _extent(y) + 1e-3
    aspect = min(max(wide / tall, ASPECT[0]), ASPECT[1])
    factor = min(max(aspect * tall / wide, 0.6), 1.5)
    return np.stack([x * factor, y], axis=1)


def _spread(points: Points, room: float) -> Points:
    """Scaled so that the middle of the group covers an area of `room`, centred on (0, 0)."""
    wide, tall = _extent(points[:, 0]), _extent(points[:, 1])
    area = max(wide, tall / 2, 1e-3) * max(tall, wide / 2, 1e-3)
    centre = (points.max(axis=0) + points.min(axis=0)) / 2
    spread: Points = (points - centre) * math.sqrt(room / area)
    return spread


def _extent(values: Points) -> float:
    """From the lowest to the highest value, outliers of two percent at each end left out."""
    ordered = np.sort(values)
    edge = len(values) // 50
    return float(ordered[len(values) - 1 - edge] - ordered[edge])


class _Shelf:
    """Sets boxes side by side, each as high up as it fits, in a frame of the shape of a screen."""

    def __init__(self, boxes: Sequence[Points]) -> None:
        """For boxes of these widths and heights."""
        area = sum(float(box[0] * box[1]) for box in boxes)
        wide = max([LEAST_WIDTH, math.sqrt(area * FRAME), *(float(box[0]) for box in boxes)])
        self.floor = np.zeros(math.ceil(wide / COLUMN))  # how far down each column is taken
        self.left = -wide / 2

    def put(self, points: Points, half: Points) -> Points:
        """The points moved to where their boxes fit."""
        low, high = _frame(points, half)
        columns = min(math.ceil(float(high[0] - low[0] + MARGIN / 2) / COLUMN), len(self.floor))
        tops = np.lib.stride_tricks.sliding_window_view(self.floor, columns).max(axis=1)
        place = int(tops.argmin())
        top = float(tops[place])
        self.floor[place : place + columns] = top + float(high[1] - low[1]) + MARGIN / 2
        moved: Points = points - low + np.array([self.left + place * COLUMN, top])
        return moved

    def below(self, points: Points, half: Points) -> None:
        """Begins with a map that is there already; all else goes below it."""
        low, high = _frame(points, half)
        self.left = float(low[0])
        self.floor = np.full(max(len(self.floor), math.ceil(float(high[0] - low[0]) / COLUMN)), float(high[1]) + MARGIN / 2)


def _frame(points: Points, half: Points) -> tuple[Points, Points]:
    return (points - half).min(axis=0), (points + half).max(axis=0)


def _size(points: Points, half: Points) -> Points:
    low, high = _frame(points, half)
    size: Points = high - low + MARGIN / 2
    return size
