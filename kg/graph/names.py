"""Local names of everything that is no entity and no fact: documents, articles, sentences, evidence, concepts, rules.

A name is readable first and unique by a hash of what it stands for; it never depends on a build.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

from kg.text.pinyin import slug

LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_LONGEST = 100
_BETWEEN = "\x1f"


def digest(*parts: str, size: int) -> str:
    """The first `size` hex digits of SHA-256 over the parts joined by U+001F."""
    return sha256(_BETWEEN.join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:size]


@lru_cache(maxsize=65536)
def safe(stem: str) -> str:
    """A file's stem as part of a local name: itself where it is plain ASCII, else slug and hash."""
    plain = len(stem) <= _LONGEST and LOCAL.fullmatch(stem)
    return stem if plain else f"{slug(stem)}-{digest(stem, size=8)}"


def document(stem: str) -> str:
    """`src-`, since `doc-` starts the entities that are policy documents."""
    return f"src-{safe(stem)}"


def article(stem: str, number: int) -> str:
    """`number` counts from 1, as on the page."""
    return f"art-{safe(stem)}-{number}"


def sentence(stem: str, index: int) -> str:
    return f"s-{safe(stem)}-{index}"


def evidence(fact: str, stem: str, start: int, end: int) -> str:
    """One piece of evidence is one span that supports one fact."""
    return f"e-{digest(fact, stem, str(start), str(end), size=16)}"


def mention(entity: str, stem: str, start: int, end: int) -> str:
    """One span of a document that means one entity."""
    return f"m-{digest(entity, stem, str(start), str(end), size=16)}"


def tool(rule: str) -> str:
    return f"x-{safe(rule)}"


@lru_cache(maxsize=65536)
def words(name: str) -> str:
    """The key of a concept: NFKC, without blanks."""
    return "".join(unicodedata.normalize("NFKC", name).split())


@lru_cache(maxsize=65536)
def concept(code: str, name: str) -> str:
    """A role, indicator or honour known by its words: role-ju-zhang-1a2b3c4d."""
    return f"{code}-{slug(name)}-{digest(code, words(name), size=8)}"
