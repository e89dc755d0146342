"""Heads of projects, works and facilities (项目, 产业园, 大桥 …): where they stand, how far their names reach."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from typing import NamedTuple

from kg.lexicon.lists import classes, words
from kg.model import Reading, Span
from kg.naming.glued import coined
from kg.naming.phrase import leftward, pieces, whole_end, word_at

_TAIL = re.compile(
    r"(?:[\u4e00-\u9fff]{2,3}段|\d号机组)?(?:（(?!以下|下称|简称|统称)[^（）\n]{1,12}）)?(?:[一二三四五]期)?(?:(?:建设|改扩建|扩建|改建|迁建|改造提升|改造|安装)(?=项目|工程))?(?:项目|工程)*(?:（(?!以下|下称|简称|统称)[^（）\n]{1,12}）)?"
)
_OTHER_WORD = re.compile(
    r"[局处段办部厅队市村镇乡城区]|路(?!项目|工程|[基面](?:工程|施工|完成|贯通|过半))|集团|公司|有限|社区|小区|街道|经理|化|书|库|组|资金|负责|指挥|专班|分[局行]|站台|管理|院长|校长|师生|数(?!字|据|智)|总数"
)
_COUNT_BEFORE = re.compile(
    r"(?<!第)[\d一二三四五六七八九十百千两几多余](?:余|多)?(?:个|项|处|座|条|家|所|批|类|大|栋|幢|万平方米|平方米|亩|公里)(?:的|大型|中型|小型|新型|现代化)?$"
)
_DATE = re.compile(r"\d{4}|\d{4}年|年|\d{1,2}月|月")
_GROUND = re.compile("(?<![道公铁马])路|(?<!老)街(?!道)|大道|(?<![内滨沿两三跨穿黑])[河渠湖圩港江溪堤]|片区|(?<!老旧)小区|新村|湿地|公园|水库|服务区|古城|园区|校区")
COUNT = re.compile(r"[\d一二三四五六七八九十百千两几多]+(?:余|多)?(?:个|处|座|条|家|所|批|类)")


class Head(NamedTuple):
    """A head noun at an article span with its grade in `scan/project.tsv`."""

    start: int
    end: int
    grade: str


def heads(reading: Reading) -> tuple[Head, ...]:
    """Heads that end a word and are not the start of another name (铁路局, 项目部)."""
    grades, text = classes()["project"], reading.text
    return tuple(Head(s, e, grades[text[s:e]]) for s, e in reading.hits.get("project", ()) if not _OTHER_WORD.match(text, e))


def name_span(reading: Reading, head: Head, names: Mapping[int, int]) -> Span:
    """From the border on the left of the head to behind 一期, 项目, 工程."""
    if reading.text[head.start - 3 : head.start] in ("项目”", "项目’"):
        return Span(reading.text.rfind("“", 0, head.start), head.start)
    start = leftward(reading, head.start, names, 44, loose=True)
    start = _unboast(reading, _joined(reading, start, names), head.start, names)
    end = _TAIL.match(reading.text, head.end)
    return Span(start, end.end() if end else head.end)


def _unboast(reading: Reading, start: int, at: int, names: Mapping[int, int]) -> int:
    """Without words of praise or size, and without a verb, in front of the name (世界最大, 3平方公里)."""
    while start < at and start not in names.values():
        word = word_at(reading, start)
        piece = reading.text[start : word.end]
        if whole_end(reading.text, start) > word.end:
            break  # 新|材料
        measure = word.tag == "m" and reading.text[word.end : word.end + 1] in "平亩公"
        if not (piece in words("leading_boasts") or word.tag == "v" or measure) or word.end >= at:
            break
        start = word.end
    return start


def _joined(reading: Reading, start: int, names: Mapping[int, int]) -> int:
    """甲乡至乙镇公路: both ends; 甲公司高端轴承及精密齿轮生产项目: over 及 to the company, when no other company stands between."""
    if start > 2 and reading.text[start - 1] == "至" and (far := leftward(reading, start - 1, names, 12, loose=True)) < start - 2:
        return far
    if start < 6 or reading.text[start - 1] not in "及和与" or start in names.values() or reading.text[start] == "“":
        return start
    left = leftward(reading, start - 1, names, 44, loose=True)
    before = reading.text[left : start - 1]
    return left if left in names.values() and not before.endswith("项目") else start


def modifier(reading: Reading, start: int, at: int) -> str:
    """The modifier without words that fit any project."""
    generic = words("project_generic")
    said = [p for p in pieces(reading, Span(start, at)) if p not in generic and p not in "的、（）"]
    if all(p in words("loose_borders") for p in said):
        return ""  # 调研考察|工业园区
    return "".join(p for p in said if not _DATE.fullmatch(p))


def own_word(reading: Reading, start: int, at: int) -> bool:
    """Does a modifier begin with a word no dictionary knows, a proper word or single letters (乐枫, 临|半路)?"""
    word = word_at(reading, start)
    piece = reading.text[start : min(word.end, at)]
    return coined(piece) or (word.tag in ("nr", "nz", "ns", "zg") and piece not in words("project_generic"))


def on_ground(reading: Reading, start: int, at: int) -> bool:
    """Does a modifier name a street, a water, a quarter (邮汉路|环境整治, 永林小区|…)?"""
    found = _GROUND.search(reading.text, start, at)
    return found is not None and len(modifier(reading, start, found.start())) >= 2


def is_bundle(text: str, at: int) -> bool:
    """四大中心, 4大项目: a number of things, no name."""
    return bool(re.search(r"(?<!第)[\d一二三四五六七八九十两]大?$", text[max(0, at - 3) : at]))


def is_counted(reading: Reading, start: int) -> bool:
    """Is it a number of things (20多个…), not a name?"""
    text = reading.text
    return bool(_COUNT_BEFORE.search(text, max(0, start - 8), start) or COUNT.match(text, start))


def is_facility(name: str) -> bool:
    """Does a name end in a facility's head noun?"""
    grades = classes()["project"]
    return (
        any(name[-n:] in grades and grades[name[-n:]] not in ("project", "works") for n in range(2, 7))
        and len(name) > 3
    )


def head_start(reading: Reading, at: int) -> int:
    """Where the head that ends here begins; a bracket behind it belongs to it."""
    bracket = re.search(r"（[^（）]{1,20}）$", reading.text[max(0, at - 24) : at])
    end = at - len(bracket[0]) if bracket else at
    i = bisect_left(reading.hits["project"], end, key=lambda hit: hit.end)
    hits = reading.hits["project"]
    return hits[i].start if i < len(hits) and hits[i].end == end else end
