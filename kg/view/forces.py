"""Moves points until links are short, strangers apart and labels free of each other.

Only additions, products, quotients and square roots, in a fixed order, rounded at each step:
the same links give the same positions on every machine.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Pairs = tuple[NDArray[np.intp], NDArray[np.intp]]

EXACT = 700  # up to here every pair repels; beyond, near cells exactly and the rest by samples
SAMPLES = 12
MOST_PAIRS = 6.0  # per point in its own cell of the grid; it meets about four times as many
GROWTH = 1.002  # per round of separating boxes
WIDE = 0.75  # gravity across relative to gravity down: screens are wider than high


def relax(points: Points, links: Pairs, weight: Points, steps: int) -> Points:
    """Positions after `steps` rounds; `links` pull with their `weight`, ideal length 1."""
    count = len(points)
    root = math.sqrt(count)
    reach = 0.08 * root + 0.4
    crowd = np.minimum(*(np.bincount(end, minlength=count)[end] for end in links))
    pull = weight / (1 + 0.1 * crowd)
    for step in range(steps):
        force = _attract(points, links, pull) + _repel(points, step)
        force -= points * np.array([WIDE, 1.0]) * 0.002 * root
        length = _length(force)
        left = 1 - step / steps
        limit = reach * left * math.sqrt(left) + 0.02
        points = points + force / length[:, None] * np.minimum(length, limit)[:, None]
        points = np.round(points, 5)
    return points


def separate(points: Points, half: Points, rounds: int = 160) -> Points:
    """Pushes boxes of half size `half` (same unit as `points`) apart until none overlap.

    Each round also draws everything out by a hair, so that crowds find room.
    """
    small = float(half.max(axis=1).min()) if len(half) else 1.0
    large = np.flatnonzero(half.max(axis=1) > small)
    for _ in range(rounds):
        a, b = _touching(points, half, 2 * small, large)
        gap = points[b] - points[a]
        over = half[a] + half[b] - np.abs(gap)
        meet = (over[:, 0] > 0) & (over[:, 1] > 0)
        if not meet.any():
            break
        pushed = _push(points, a[meet], b[meet], gap[meet], over[meet])
        points = np.round(pushed * GROWTH, 3)
    return points


def _touching(points: Points, half: Points, cell: float, large: NDArray[np.intp]) -> Pairs:
    """Pairs of boxes that may overlap: small ones by a fine grid, the few `large` ones each with its rows."""
    a, b = _pairs(points, cell)
    fine = ~(np.isin(a, large) | np.isin(b, large))
    order = np.argsort(points[:, 1], kind="stable")
    down = points[order, 1]
    reach = half[large, 1] + half[:, 1].max()
    low = np.searchsorted(down, points[large, 1] - reach)
    row, place = _ranges(low, np.searchsorted(down, points[large, 1] + reach))
    one, other = large[row], order[place]
    new = ~np.isin(other, large) | (other > one)
    return np.concatenate([a[fine], one[new]]), np.concatenate([b[fine], other[new]])


def _push(
    points: Points, a: NDArray[np.intp], b: NDArray[np.intp], gap: Points, over: Points
) -> Points:
    across = over[:, 0] * 0.6 < over[:, 1]
    axis = np.stack([across, ~across], axis=1)
    move = np.where(gap >= 0, 1.0, -1.0) * over * axis * 0.4
    return points + _sum(b, move, len(points)) - _sum(a, move, len(points))


def _attract(points: Points, links: Pairs, pull: Points) -> Points:
    a, b = links
    gap = points[b] - points[a]
    force = gap * (_length(gap) * pull)[:, None]
    return _sum(a, force, len(points)) - _sum(b, force, len(points))


def _repel(points: Points, step: int) -> Points:
    count = len(points)
    if count <= EXACT:
        return _between(points, np.triu_indices(count, 1), 0.35)
    far = np.zeros_like(points)
    for sample in range(SAMPLES // 2):
        shift = 1 + (step * 7919 + sample * 104729 + step * sample) % (count - 1)
        push = _inverse(points - np.roll(points, shift, axis=0))
        far += push - np.roll(push, -shift, axis=0)
    far *= 0.35 * count / SAMPLES
    return far + _between(points, _pairs(points, _cell(points)), 1.0)


def _cell(points: Points) -> float:
    """How far repulsion between neighbours reaches: less in a crowd, so that no one has too many."""
    cell = 1.6
    while cell > 0.1 and _crowd(points, cell) > MOST_PAIRS:
        cell *= 0.7
    return cell


def _crowd(points: Points, cell: float) -> float:
    """Pairs in one cell of a grid per point, roughly."""
    grid = np.floor((points - points.min(axis=0)) / cell).astype(np.int64)
    _, many = np.unique(grid[:, 0] * (int(grid[:, 1].max()) + 1) + grid[:, 1], return_counts=True)
    return float((many * many).sum()) / len(points)


def _between(points: Points, pairs: Pairs, strength: float) -> Points:
    a, b = pairs
    force = _inverse(points[a] - points[b]) * strength
    return _sum(a, force, len(points)) - _sum(b, force, len(points))


def _inverse(gap: Points) -> Points:
    squared: Points = gap[:, 0] * gap[:, 0] + gap[:, 1] * gap[:, 1] + 0.05
    return gap / squared[:, None]


def _length(vectors: Points) -> Points:
    squared: Points = vectors[:, 0] * vectors[:, 0] + vectors[:, 1] * vectors[:, 1]
    return np.sqrt(squared) + 1e-9


def _sum(where: NDArray[np.intp], what: Points, count: int) -> Points:
    columns = [np.bincount(where, weights=what[:, axis], minlength=count) for axis in (0, 1)]
    return np.stack(columns, axis=1)


def _pairs(points: Points, cell: float) -> Pairs:
    """All pairs in the same or touching cells of a grid, each once."""
    grid = np.floor((points - points.min(axis=0)) / cell).astype(np.int64) + 1
    wide = int(grid[:, 1].max()) + 2
    key = grid[:, 0] * wide + grid[:, 1]
    order = np.argsort(key, kind="stable")
    found = [_shifted(key[order], offset) for offset in (0, 1, wide - 1, wide, wide + 1)]
    first = np.concatenate([a for a, _ in found])
    second = np.concatenate([b for _, b in found])
    return order[first], order[second]


def _shifted(key: NDArray[np.int64], offset: int) -> Pairs:
    """Index pairs (i, j) with key[j] == key[i] + offset; i < j where offset is 0."""
    low = np.searchsorted(key, key + offset, side="left")
    if offset == 0:
        low = np.arange(1, len(key) + 1)
    return _ranges(low, np.searchsorted(key, key + offset, side="right"))


def _ranges(low: NDArray[np.intp], high: NDArray[np.intp]) -> Pairs:
    """Index pairs (i, j) with low[i] <= j < high[i]."""
    many = np.maximum(high - low, 0)
    first = np.repeat(np.arange(len(low)), many)
    within = np.arange(len(first)) - np.repeat(np.cumsum(many) - many, many)
    return first, np.repeat(low, many) + within
