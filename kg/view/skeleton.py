"""The membership skeleton: every entity hangs on the one neighbour it belongs to most.

Officials hang on their organisation, organisations on their area, projects on their place.
Laying out this forest, with all other links pulling weakly, keeps organisations apart.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.view.tables import Link

Points = NDArray[np.float64]
Neighbours = list[list[tuple[int, Link]]]


def forest(count: int, links: Sequence[Link]) -> nx.Graph:
    """The spanning forest over entities 0..count-1 that prefers close links to large neighbours.

    Kruskal's algorithm, here and not from networkx so that ties fall the same way in every version.
    """
    near = neighbours(count, links)
    tree = nx.Graph()
    tree.add_nodes_from(range(count))
    known = nx.utils.UnionFind(range(count))
    for link in sorted(links, key=lambda link: (distance(link, near), link)):
        if known[link.source] != known[link.target]:
            known.union(link.source, link.target)
            tree.add_edge(link.source, link.target)
    return tree


def neighbours(count: int, links: Sequence[Link]) -> Neighbours:
    """By entity number: whom it is linked to, and by which link."""
    near: Neighbours = [[] for _ in range(count)]
    for link in links:
        near[link.source].append((link.target, link))
        near[link.target].append((link.source, link))
    return near


def distance(link: Link, near: Neighbours) -> float:
    """How far a link ties: smaller for closer relations, then for links to larger units."""
    return link.pull + 1 / (1 + max(len(near[link.source]), len(near[link.target])))


def radial(tree: nx.Graph, members: Sequence[int]) -> Points:
    """Start positions of one tree of the forest: rings around its middle, wedges by leaves."""
    part = tree.subgraph(members)
    root = max(members, key=lambda node: (part.degree[node], -node))
    children, order = _children(part, root)
    leaves = _leaves(children, order)
    place: dict[int, tuple[float, float]] = {}
    wedge = {root: (0.0, 2 * math.pi, 0)}
    for node in order:
        low, high, depth = wedge[node]
        place[node] = _polar((low + high) / 2, depth)
        for child in children[node]:
            share = (high - wedge[node][0]) * leaves[child] / leaves[node]
            wedge[child] = (low, low + share, depth + 1)
            low += share
    return np.array([place[node] for node in members])


def _polar(angle: float, depth: int) -> tuple[float, float]:
    return round(depth * math.cos(angle), 6), round(depth * math.sin(angle), 6)


def _children(part: nx.Graph, root: int) -> tuple[dict[int, list[int]], list[int]]:
    children: dict[int, list[int]] = {root: []}
    order = [root]
    for node in order:
        for other in sorted(part[node]):
            if other not in children:
                children[node].append(other)
                children[other] = []
                order.append(other)
    return children, order


def _leaves(children: dict[int, list[int]], order: list[int]) -> dict[int, int]:
    leaves: dict[int, int] = {}
    for node in reversed(order):
        leaves[node] = sum(leaves[child] for child in children[node]) or 1
    return leaves
