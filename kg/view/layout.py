"""Places every entity on the map, once, in Python: the browser never moves anything.

Connected groups are laid out one by one and set side by side, the largest first; entities
without a link stand in rows below. Equal input gives equal positions.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

import networkx as nx
import numpy as np

from kg.view.forces import Points, relax, separate
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

Position = tuple[float, float]


def positions(
    labels: Sequence[str], sizes: Sequence[float], links: Sequence[Link], opening: Collection[int]
) -> list[Position]:
    """Map coordinates by entity number, rounded to 0.1; (0, 0) is near the largest group.

    `sizes` are radii in map units. Entities in `opening` get room for their labels, the others
    fill the gaps.
    """
    tree = forest(len(labels), links)
    groups = sorted((sorted(group) for group in nx.connected_components(tree)), key=_by_size)
    half = _boxes(labels, sizes, opening)
    placed = np.zeros((len(labels), 2))
    shelf = _Shelf()
    for group in groups:
        placed[group] = shelf.put(_group(group, tree, links, half), half[group])
    return [(round(float(x), 1), round(float(y), 1)) for x, y in placed]


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
    inside = [link for link in links if link.source in place]
    ends = (
        np.array([place[link.source] for link in inside]),
        np.array([place[link.target] for link in inside]),
    )
    home = [1.0 if tree.has_edge(link.source, link.target) else WEAK for link in inside]
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
    """Sets boxes in rows: the first is as wide as the map, the others fill rows below it."""

    def __init__(self) -> None:
        self.width = 0.0
        self.x = 0.0
        self.top = 0.0
        self.bottom = 0.0

    def put(self, points: Points, half: Points) -> Points:
        low, high = (points - half).min(axis=0), (points + half).max(axis=0)
        wide, tall = float(high[0] - low[0]), float(high[1] - low[1])
        if not self.width:
            return self._first(points, wide, high)
        if self.x and self.x + wide > self.width:
            self.x, self.top = 0.0, self.bottom
        corner = np.array([self.x - self.width / 2, self.top + MARGIN / 2])
        self.x += wide + MARGIN / 2
        self.bottom = max(self.bottom, self.top + tall + MARGIN / 2)
        moved: Points = points - low + corner
        return moved

    def _first(self, points: Points, wide: float, high: Points) -> Points:
        self.width = max(wide, 900.0)
        self.top = self.bottom = float(high[1])
        return points
