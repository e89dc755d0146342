"""What a name is when quotes, blanks and half-width forms are set aside, and what kind of name it is."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from kg.lexicon.lists import classes, either, words

_NOISE = re.compile(r"[\s“”\"'‘’《》〈〉「」『』·、]+")
_ADMIN_TAIL = re.compile(r"(?:特别行政区|自治[区州县旗]|地区|新区|[省市区县州盟旗])$")
_RANKS = "省市县区州盟旗"
_PARTY = re.compile(r"^(?:中国共产党|中共)(?=.{3})")
_PARTY_CONGRESS = re.compile(r"^(?:党的|中共)([一二三四五六七八九十]+)大$")
_COUNTED = re.compile(r"(?<=[一-龥]{2})[一二三四五六七八九十百两\d]+[大项](?=[一-龥]{2})")
_COMMITTEE = re.compile(r"(?<=[省市县区州盟旗])委员会$")


@lru_cache(maxsize=100_000)
def key(name: str) -> str:
    """The form under which two spellings of one name are equal."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", name)).lower()


@lru_cache(maxsize=100_000)
def name_key(kind: str, name: str) -> str:
    """`key` in the form that all spellings of one name of a kind share.

    市发改委 = 市发展和改革委员会, 党的二十大 = 中国共产党第二十次全国代表大会, 全面提质十一大行动 = 全面提质行动.
    """
    plain = key(name)
    if kind == "ORG":
        return _full_organ(plain)
    if kind == "EVT":
        return _PARTY_CONGRESS.sub(r"中国共产党第\1次全国代表大会", plain)
    return _COUNTED.sub("", plain) if kind == "INI" else plain


@cache
def _organ_form() -> re.Pattern[str]:
    return re.compile(either("organ_forms") + "$")


@cache
def _bank_form() -> re.Pattern[str]:
    return re.compile(either("bank_forms"))


def _full_organ(name: str) -> str:
    bank = _bank_form().match(name)
    bare = _COMMITTEE.sub("委", _PARTY.sub("", words("bank_forms")[bank[0]] + name[bank.end() :] if bank else name))
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


def ranks(place: str) -> set[str]:
    """The rank a place's name shows (云河市: 市), or those it has where it is named without (屯昌: 县)."""
    known = classes()["place_names"]
    return {place[-1], *(rank for rank in _RANKS if place + rank in known)}
