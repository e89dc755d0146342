"""Bodies that speak of themselves without their name: 集团, 学校, 我院; and the one a page comes from."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Final

from kg.model import Mention, Reading

HOUSES: Final = ("company", "group", "institute")
OWN_NAME: Final = "集团公司|集团|公司|学校|研究院|研究所|医院|学院|银行|协会|实验室|开发区|街道|社区|合作社|企业"
_OURS: Final = re.compile("[我来在][校院行司厂](?![长区友])|我公司|我集团|本行|本院|校党委|全校(?!园)|校领导|院党委|校内外|校长办公会")
_ALONE: Final = re.compile(f"(?:^|[，。；：“\\n])(?:该|全)?(?:{OWN_NAME})(?![、，。等的和与及])")
_FIRMS: Final = ("公司", "集团", "厂")
_SCHOOLS: Final = ("大学", "学院", "中学", "小学", "学校")


def meant(reading: Reading, word: str, at: int) -> Mention | None:
    """What 集团, 学校, 该公司 mean at an offset: the last body before it whose name ends so."""
    ending = _FIRMS if word.endswith(("公司", "集团", "企业")) else _SCHOOLS if word == "学校" else (word,)
    named = [m for m in reading.of_kind("ORG") if m.end <= at and m.text.endswith(ending) and m.text != word]
    if word.startswith("集团"):  # of a group and its firms the group
        named = [m for m in named if "集团" in m.text] or named
    if word == "企业" and named and "\n" in reading.text[named[-1].end : at]:
        return None  # firms in general
    return named[-1] if named else None


@lru_cache(maxsize=2)
def headed(reading: Reading) -> Mention | None:
    """The company, group or school whose head the headline names first (周启明到南山片区调研, with 北川集团董事长周启明 below)."""
    titles = [u for u in reading.article.units if u.kind in ("headline", "subhead")]
    end = titles[-1].end if titles else 0
    first = next((m for m in reading.of_kind("PER") if m.start < end), None)
    for person in (m for m in reading.of_kind("PER") if first is not None and m.text == first.text and m.start >= end):
        body = _employer(reading, person.start)
        if body is not None:
            return body if body.sub in HOUSES else None
    return None


def _employer(reading: Reading, at: int) -> Mention | None:
    """The body whose titles stand right before a person at an offset."""
    posts = {t.end: t.start for t in reading.hits.get("title", ())}
    start = at
    while at in posts or reading.text[at - 1] in "、兼，":
        at = posts.get(at, at - 1)
    return next((m for m in reading.of_kind("ORG") if m.end == at), None) if at < start else None


def house_of(reading: Reading) -> Mention | None:
    """The company, school or hospital a page comes from: it opens the headline and is then called 集团, 公司,
    or the page says 我校, 我院 and names one such body more than any other, or its headline begins with its head."""
    return _house(reading) or headed(reading)


def _house(reading: Reading) -> Mention | None:
    named = [m for m in reading.of_kind("ORG") if m.sub in HOUSES]
    if named and _ALONE.search(reading.text):
        starts = {u.start for u in reading.article.units if u.kind in ("headline", "subhead")}
        heads = [m for m in named if m.start in starts]
        if heads:
            return heads[0]
    if not named or not _OURS.search(reading.text):
        return None
    (name, most), *rest = Counter(m.text for m in named).most_common(2)
    return next(m for m in named if m.text == name) if most > 1 and (not rest or rest[0][1] < most) else None
