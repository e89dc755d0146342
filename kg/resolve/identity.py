"""Names of things for machines: readable slug plus a hash of what makes the thing this thing.

The hash covers kind, name (the fullest on the thing's first page, by date) and scope (empty unless the name means
something else elsewhere), joined by U+001F so that no two lists of parts read alike. Confidence, offsets and runs
never enter a key.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from kg.resolve.names import name_key
from kg.text.pinyin import slug

_SEPARATOR = "\x1f"


def _digest(parts: Iterable[str], size: int) -> str:
    return sha256(_SEPARATOR.join(parts).encode("utf-8", "replace")).hexdigest()[:size]


def entity_id(kind: str, name: str, scope: str) -> str:
    """Local name of an entity's IRI: per-lin-hai-yang-1f0c22aa."""
    readable = slug(name, kind == "PER")
    return f"{kind.lower()}-{readable}-{_digest((kind, name_key(kind, name), scope), 8)}"


def fact_id(type: str, args: Iterable[tuple[str, str]]) -> str:
    """Local name of a fact's IRI: f-0123456789abcdef."""
    return f"f-{_digest((type, *(part for pair in sorted(args) for part in pair)), 16)}"
