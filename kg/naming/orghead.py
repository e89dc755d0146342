"""The head nouns of organisations in a text (局, 街道, 集团, 大学): where they stand and how such names are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.lexicon.known import known
from kg.lexicon.lists import classes, either, words
from kg.model import Reading
from kg.naming.phrase import word_at

_POST = re.compile(f"{either('title_ranks')}{{0,3}}{either('title_heads')}")
_TOWN_OF_WORKS = re.compile("(?:[\u4e00-\u9fff]{1,3}族|[\u4e00-\u9fff]{1,2})?(?:[镇乡村]|街道|社区)")
_CITY = re.compile("[\u4e00-\u9fff]{1,2}[市县旗](?:委|政府|人)")
_OF_VILLAGE = re.compile("[民庄级委支两集干组务落口头里内办医小校寨史容规貌镇]")
_OF_ITS_OWN = re.compile("村(?:支部?书|民|主任|党|“?两委|委会?|监[委会]|干部|集体|里|医|级|妇联|文书|会计)")
_IN_TOWN = re.compile("(?:[镇乡]|街道|街道办|苏木)[\u4e00-\u9fff]{2,4}$")
_TOWN_GOES_ON = re.compile("干部|领导|机关|党员|群众|卫生院|[中小]学|敬老院|党[委政校]|政府|人大|纪委|机关|[\u4e00-\u9fff]{1,4}(?:村|社区|嘎查|傩班|戏班|小组)")


_MINISTRIES = frozenset(["建设部", "卫生部", "监察部", "商务部", "财政部", "教育部", "农业部", "文化部", "水利部", "司法部", "应急部"])
_INNER_BEFORE = re.compile("(?:规划|工程|项目|开发|基本|城市|新城|园区|集团|公司|安全|党群|生产|运营)$")


class Head(NamedTuple):
    """A head noun in a text: its span, the sub-kind it gives and the way such names are read."""

    start: int
    end: int
    sub: str
    manner: str
    word: str


@cache
def _heads() -> dict[str, tuple[str, str]]:
    table = {}
    for word, note in classes()["org_heads"].items():
        sub, _, manner = note.partition(" ")
        table[word] = (sub, manner)
    return table


@cache
def cores() -> frozenset[str]:
    return frozenset(words("org_cores"))


def heads(reading: Reading) -> Iterator[Head]:
    """All head nouns whose right side is complete (公司|公司董事长), in order."""
    table = _heads()
    for start, end in reading.hits.get("org_heads", ()):
        word = reading.text[start:end]
        sub, manner = table[word]
        if reading.text[start - 1 : end] == "村村" and _OF_ITS_OWN.match(reading.text, start):
            continue
        if word == "所" and reading.text[end : end + 1] in tuple("作做取需有在提带付开得"):
            continue  # 为集团发展|所|作的贡献
        if manner == "full" and word in _MINISTRIES and _INNER_BEFORE.search(reading.text, max(0, start - 3), start):
            yield Head(end - 1, end, sub, "inner", "部")  # 新城环保|服务部
        elif _complete(reading, start, end, manner):
            yield Head(start, end, sub, manner, word)


def _complete(reading: Reading, start: int, end: int, manner: str) -> bool:
    """Does no longer word run over the right end of the head?"""
    last = word_at(reading, end - 1)
    if reading.text.startswith("苏木", start) and _CITY.match(reading.text, end):
        return False
    if reading.text[start - 1 : end] == "农村" and reading.text.startswith("委", end):
        return False  # 农业与农|村委员会
    if manner == "co" and reading.text[end - 1] in "厂矿" and _TOWN_OF_WORKS.match(reading.text, end):
        return False
    if last.end == end or (last.end == end + 1 and reading.text[end] == "等") or reading.text.startswith("嘎查", start) or _POST.match(reading.text, end):
        return True
    if end - start > 1 and last.start > start and last.end == end + 1 and reading.text[end] in "要将须应已正也都均把对":
        return True  # 县委督查|室要
    if manner == "ranked" and reading.text[start:end].endswith("政协") and reading.text.startswith("提案委", end):
        return True
    if manner == "ranked" and reading.text[end : last.end] in _heads():
        return True  # 市委|党校 in one word
    if manner == "village" and reading.text[start:end] == "村" and _OF_ITS_OWN.match(reading.text, end):
        return True  # 石门村|村支书
    if manner == "village" and last.start == start and start and not known(reading.text[start : last.end]) and not _OF_VILLAGE.match(reading.text, end):
        return True  # 明光|村白|茶基地
    if manner == "village" and last.start == start and not _OF_VILLAGE.match(reading.text, end) and _IN_TOWN.search(reading.text, max(0, start - 8), start):
        return True  # 月山镇复兴|村马塘
    if manner == "single" and reading.text[end] == "长":
        return core_start(reading.text, start, max(0, start - 12)) is not None
    if manner == "town" and last.start == start and end - start == 1 and not known(reading.text[start : last.end]):
        return True  # 官桥|镇大|搞水利
    if manner == "town" and last.end == end + 1 and reading.text[end] in "作获将已有为是在被" and (last.start == start or last.tag in ("nr", "ns", "nz", "x")):
        return True  # 葛镇作|典型发言
    if manner == "town" and last.start == start and (_TOWN_GOES_ON.match(reading.text, end) or reading.text[last.end - 1] in "村区"):
        return True
    return last.start >= start and last.tag in ("ns", "nr", "nz") and (manner == "town" or end - start > 1)


def joined_cores(text: str, at: int, floor: int) -> int:
    """Start of the department words before the one at `at`, with 和 or without, behind the rank letter of a
    bureau (县|农牧水利和|科技局, 区|住房|建设委); `at` itself where there are none."""
    end = at - 1 if text[at - 1 : at] == "和" else at
    for size in range(2, min(9, end - floor)):
        start = end - size
        if text[start - 1] in "省市县区州盟旗" and all(piece in cores() or piece in _FIELDS for piece in _cut(text[start:end])):
            return start
    return at


def _cut(said: str) -> Iterator[str]:
    """A run of department words, cut longest first; what no list knows comes as it is."""
    at = 0
    while at < len(said):
        size = next((s for s in range(len(said) - at, 1, -1) if said[at : at + s] in cores() or said[at : at + s] in _FIELDS), len(said) - at)
        yield said[at : at + size]
        at += size


_FIELDS = frozenset(["住房", "城乡", "房屋", "人力资源", "社会保障", "农村", "畜牧", "食品", "药品", "广播", "影视", "科学", "工业", "信息", "粮食", "草原", "生态", "金融", "营商"])


def core_start(text: str, at: int, floor: int) -> int | None:
    """Start of the longest department word (财政, 发展和改革) that ends at `at`."""
    for size in range(min(12, at - floor), 0, -1):
        if text[at - size : at] in cores():
            return at - size
    return None
