"""When does a shorter name of a page mean a longer one? One small function a reason; its docstring is what users see."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kg.lexicon.lists import classes
from kg.resolve.names import is_subsequence, stem

_OTHER_PARTIES = ("共青团", "民盟", "民革", "民建", "民进", "农工党", "致公党", "九三学社", "台盟")
_QUOTED = re.compile(r"[“‘](.+?)[”’]")
_LEGAL_FORM = re.compile(r"(?:股份|控股|集团)?(?:有限|有限责任|总)?公司|股份|集团|[（(].*")  # else a part of its owner: 北川大学|附属医院
_WORKS = re.compile(r"(?:建设)?(?:项目|工程)$")
_BRACKETS = re.compile(r"[（(]([^（）()]{3,12})[）)]")
_PHASE = re.compile("[一二三四五六七八九十\\d]期|扩建|标段")
_ORDINAL = re.compile(r"第[一二三四五六七八九十百\d]+[次届]")
_HEADS = ("镇", "乡", "街道", "村", "社区")
_COMPANYLIKE = {"company", "group", "institute", "association", "media", "zone"}


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a page: all mentions of a kind with the same key."""

    kind: str
    key: str
    text: str
    sub: str
    rule: str


Feature = Callable[[Name, Name, frozenset[str]], bool]


def place_prefix_dropped(short: Name, full: Name, places: frozenset[str]) -> bool:
    """中德园 for 云河中德园: the longer name only adds a place of the page in front."""
    lead = full.key[: -len(short.key)]
    return full.key.endswith(short.key) and (stem(lead) in places or lead in classes()["place_names"])


def owner_prefix_dropped(short: Name, full: Name, places: frozenset[str]) -> bool:
    """柳林社区 for 长堤街道柳林社区: the longer name only puts the owner in front; the 共青团 and other parties are none (共青团云河市委, 民盟云河市委)."""
    return len(short.key) >= 3 and full.key.endswith(short.key) and not full.key.startswith(_OTHER_PARTIES)


def rank_dropped(short: Name, full: Name, places: frozenset[str]) -> bool:
    """云河 for 云河市: the same place without its rank."""
    return short.key != full.key and stem(full.key) == short.key


def abbreviated(short: Name, full: Name, places: frozenset[str]) -> bool:
    """北能建 for 北方能源建设集团: the characters of the short name run through the long one from its start."""
    return (
        len(short.key) >= 3
        and short.sub in _COMPANYLIKE
        and full.sub in _COMPANYLIKE
        and (short.sub == "zone") == (full.sub == "zone")
        and len(full.key) >= len(short.key) + 2
        and short.key[:2] == full.key[:2]
        and is_subsequence(short.key, full.key)
        and (not full.key.startswith(short.key) or bool(_LEGAL_FORM.fullmatch(full.key, len(short.key))))
    )


def place_and_form_dropped(short: Name, full: Name, places: frozenset[str]) -> bool:
    """远航电子 for 云河远航电子电路有限公司: the name of a company without its place and its legal form."""
    at = full.key.find(short.key)
    company = short.sub in ("company", "group") and full.sub in ("company", "group") and full.key.endswith("公司")
    return company and len(short.key) >= 4 and 2 <= at <= 4 and full.key[:at] in classes()["place_names"]


def head_dropped(short: Name, full: Name, places: frozenset[str]) -> bool:
    """石门 of the list 石门、柳河等镇 for 石门镇: the same town or village without its head."""
    return short.sub == full.sub and short.sub in ("subdistrict", "community") and any(full.key.endswith(short.key + head) for head in _HEADS)


def quoted_core(short: Name, full: Name, places: frozenset[str]) -> bool:
    """“项目突破年” for “项目突破年”行动: the words inside the quotes are the name."""
    found = _QUOTED.search(full.text)
    return bool(found) and _QUOTED.sub(r"\1", short.text).strip() == (found[1] if found else "")


def tail_of(short: Name, full: Name, places: frozenset[str]) -> bool:
    """党代会 for 区第三次党代会: the end of the one longer name of its kind."""
    return len(short.key) >= 3 and full.key.endswith(short.key)


def part_of_title(short: Name, full: Name, places: frozenset[str]) -> bool:
    """Six or more characters that stand in the one longer title of its kind."""
    return len(short.key) >= 6 and short.key in full.key


def part_of_project(short: Name, full: Name, places: frozenset[str]) -> bool:
    """滨湖校区 for 云河职业大学滨湖校区项目: the name with or without owner and the word 项目 or 工程."""
    return len(short.key) >= 3 and _works(full).endswith(_works(short))


def named_in_brackets(short: Name, full: Name, places: frozenset[str]) -> bool:
    """柳东路项目 for 棚户区改造配套设施（柳东路）项目: the name stands in the longer one's brackets."""
    inner = _BRACKETS.search(full.text)
    return bool(inner) and len(_works(short)) >= 3 and _works(short) == (inner[1] if inner else "")


def shortened_project(short: Name, full: Name, places: frozenset[str]) -> bool:
    """北川集团羊绒项目 for 北川集团年产4万件羊绒加工项目: it begins and ends alike, and the rest runs through; a
    phase (二期) is another project."""
    at = full.key.find(short.key[:4])
    alike = len(short.key) >= 8 and 0 <= at <= 4 and short.key.endswith("项目") and full.key.endswith("项目")
    return alike and is_subsequence(short.key, full.key) and _PHASE.findall(short.key) == _PHASE.findall(full.key)


def _works(name: Name) -> str:
    bare = _WORKS.sub("", name.key)
    return bare if len(bare) >= 3 else name.key


def end_of_initiative(short: Name, full: Name, places: frozenset[str]) -> bool:
    """招才引智攻势 for 新一轮招才引智攻势: the end of the one longer name, not the second of two joined ones."""
    before = full.text[: -len(short.text)][-1:]
    return len(short.key) >= 4 and full.text.endswith(short.text) and before not in tuple("+＋、和与“‘")


def same_ordinal(short: Name, full: Name, places: frozenset[str]) -> bool:
    """第二次党代会 for 中共青岚县第二次代表大会-like names: the same number and the same characters in order."""
    numbers = _ORDINAL.findall(short.key)
    return bool(numbers) and numbers == _ORDINAL.findall(full.key) and is_subsequence(short.key, full.key)


def middle_dropped(short: Name, full: Name, places: frozenset[str]) -> bool:
    """茶产业发展专题会议 of a headline for 茶产业发展暨春耕生产专题会议: the same beginning, the same end."""
    ends = len(short.key) >= 8 and full.key.startswith(short.key[:4]) and full.key.endswith(short.key[-4:])
    return ends and is_subsequence(short.key, full.key)


FEATURES: dict[str, tuple[Feature, ...]] = {
    "ORG": (head_dropped, place_prefix_dropped, owner_prefix_dropped, abbreviated, place_and_form_dropped),
    "LOC": (rank_dropped, place_prefix_dropped),
    "INI": (quoted_core, end_of_initiative),
    "PRJ": (part_of_project, named_in_brackets, shortened_project),
    "EVT": (tail_of, same_ordinal, middle_dropped),
    "DOC": (part_of_title,),
}


class Neighbours:
    """Which names of a kind can stand for one another at all: those that begin or end alike.

    Every feature above compares beginnings or ends, titled documents excepted (they are few), so a page
    with thousands of names needs no look at every pair.
    """

    def __init__(self, names: list[Name]) -> None:
        self._all = list(range(len(names)))
        self._edges: dict[str, list[int]] = {}
        for n, name in enumerate(names):
            for edge in _edges(name):
                self._edges.setdefault(edge, []).append(n)

    def of(self, name: Name) -> list[int]:
        """Positions of the names that may be a longer form, in the order given."""
        if name.kind == "DOC":
            return self._all
        return sorted({n for edge in _edges(name) for n in self._edges.get(edge, ())})


def _edges(name: Name) -> set[str]:
    behind_place = {"^" + name.key[2:4]} if name.kind == "ORG" else set()
    return {"^" + name.key[:2], name.key[-2:] + "$", _works(name)[-2:] + "$", *behind_place}


def reason(feature: Feature) -> str:
    return " ".join((feature.__doc__ or "").split())
