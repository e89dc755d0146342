"""What a name is when quotes, blanks and half-width forms are set aside, and what kind of name it is."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from kg.lexicon.lists import either, words

_NOISE = re.compile(r"[\s“”\"'‘’《》〈〉「」『』·、]+")
_ADMIN_TAIL = re.compile(r"(?:特别行政区|自治[区州县旗]|地区|新区|[省市区县州盟旗])$")
_PARTY = re.compile(r"^(?:中国共产党|中共)(?=.{3})")
_COMMITTEE = re.compile(r"(?<=[省市县区州盟旗])委员会$")


@lru_cache(maxsize=100_000)
def key(name: str) -> str:
    """The form under which two spellings of one name are equal."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", name)).lower()


@lru_cache(maxsize=100_000)
def name_key(kind: str, name: str) -> str:
    """`key`, and for organisations with organ names in full: 市发改委 and 市发展和改革委员会 are one name."""
    return _full_organ(key(name)) if kind == "ORG" else key(name)


@cache
def _organ_form() -> re.Pattern[str]:
    return re.compile(either("organ_forms") + "$")


def _full_organ(name: str) -> str:
    bare = _COMMITTEE.sub("委", _PARTY.sub("", name))
    found = _organ_form().search(bare)
    full = words("organ_forms")[found[0]] if found else ""
    return bare[: found.start()] + full if found and not bare.endswith(full) else bare


def stem(place: str) -> str:
    """An administrative place without its rank: 云河市 -> 云河; at least two characters are left."""
    short = _ADMIN_TAIL.sub("", place)
    return short if len(short) >= 2 else place


def is_subsequence(short: str, full: str) -> bool:
    """Do the characters of `short` stand in `full` in this order (北能建 in 北方能源建设集团)?"""
    rest = iter(full)
    return all(character in rest for character in short)
