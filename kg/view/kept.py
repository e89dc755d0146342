"""Reads back where the entities of an earlier page stand, so that a reader's map stays.

Whatever is wrong with the file, the answer is an empty map: then everything is placed anew.
"""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

from kg.view.newcomers import Position

FARTHEST = 1e6  # map units; no map of ours is that large
_ISLAND = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.S)


def kept_positions(page: Path) -> dict[str, Position]:
    """Map coordinates by entity id from a `graph.html`; empty where there is none to read."""
    try:
        found = _ISLAND.search(page.read_text(encoding="utf-8"))
        nodes = json.loads(found[1])["nodes"] if found else []
        return {node["key"]: (float(node["x"]), float(node["y"])) for node in nodes if _usable(node)}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}


def _usable(node: Any) -> bool:
    places = node["x"], node["y"]
    numbers = all(type(place) in (int, float) and math.isfinite(place) and abs(place) < FARTHEST for place in places)
    return numbers and isinstance(node["key"], str)
