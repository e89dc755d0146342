"""What a name is when quotes, blanks and half-width forms are set aside, and what kind of name it is."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOISE = re.compile(r"[\s“”\"'‘’《》〈〉「」『』·、]+")
_ADMIN_TAIL = re.compile(r"(?:特别行政区|自治[区州县旗]|地区|新区|[省市区县州盟旗])$")
_RELATIVE = re.compile(r"^(?:[省市区县州旗镇乡街]|新区|工委|管委|党|人大|政协|政府|纪委|监委|[^一-龥])")


@lru_cache(maxsize=100_000)
def key(name: str) -> str:
    """The form under which two spellings of one name are equal."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", name)).lower()


def stem(place: str) -> str:
    """An administrative place without its rank: 云河市 -> 云河; at least two characters are left."""
    short = _ADMIN_TAIL.sub("", place)
    return short if len(short) >= 2 else place


def is_subsequence(short: str, full: str) -> bool:
    """Do the characters of `short` stand in `full` in this order (北能建 in 北方能源建设集团)?"""
    rest = iter(full)
    return all(character in rest for character in short)
