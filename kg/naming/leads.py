"""Bodies that only the post of a person shows: 融媒体中心|副主任沈若兰, 县中医院|院长林海洋, 任命何大川为市信访中心|主任.

What stands between the edge of a clause and a title with its person is the body he belongs to, if it ends like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from kg.lexicon.lists import classes, either, words
from kg.model import Mention, Reading
from kg.naming.home import home_of

_REACH: Final = 16
_STRETCH: Final = re.compile("(?:(?<=[^一-鿿])|(?<=[由和与及向为任的]))(?P<name>(?![本该我全各有相原])[一-鿿]{2,14})$")
_STARTS: Final = re.compile("^(?:会上|随后|当天|期间|同时|其中|近日|[上下]午|由|和|与|以及|并|会议|现任|时任|新任|请|邀请|经|据|在|日[上下]午|[年月日]?(?:起|后|至今)?(?:先后|历|曾|原|现|兼|担|同时|其间|期间|挂职?|调|转|升|改|出|接)?任|继续|仍|[还又曾]|之?后)")
_NOT_IN: Final = re.compile("[由的了是将把被对就等着或并也都这那各某每]|[一-鿿]{2}[和与及][一-鿿]{2}|有关|相关|部门|领导|负责|主持|出席|参加|介绍|邀请|听取|指出|表示|单位|干部|职工|成员|先后|分管|陪同")
_INNER: Final = re.compile("(?:[部处科室组系办庭]|项目部|工会|团委|支部|总支|党委|机关)$")
_HALF: Final = re.compile("(?:中心|[院所站队馆])$")  # a body of its own in a county, a part of a hospital or school
_CIVIC: Final = re.compile("融媒体?|传媒|疾控|疾病预防|监督|卫生健康|民服务|政务|行政|信访|应急|代办|指挥|招商|综治|执法|供水|供电|供销|救助|就业|人才|殡葬|气象|水文|路灯|环卫|综采|综掘|筹[备建]|[一二三四五六七八九十]队$")
_TAKES: Final = re.compile("(?:（[^（）]{1,14}）)?(?:同志|先生|女士)?(?:（[^（）]{1,14}）)?[一-鿿]{0,4}?(?:任|为|担任|兼任|现任|当选为?|出任)[一-鿿]")
_STAGE: Final = re.compile(r"\d{4}[年.]\d{0,2}月?(?:[至到—－\-~～]+|起)?(?:\d{4}[年.]\d{1,2}月?|今|现在)?[，：]?(?:先后|在|挂职?|兼|担|任|为){0,3}[一-鿿]{2,16}$|(?:历|先后|曾|原|现)任[一-鿿]{2,16}$")
_POINTING: Final = frozenset("本该我全各有相原")
_VILLAGE: Final = re.compile("(?![在到去来是有去为各全])[一-鿿]{1,4}[镇乡村]")
_RANKS: Final = frozenset("省市县区州盟旗镇乡")
_RANKED: Final = re.compile("^[省市县区州旗镇乡]")
_HEAD_SUBS: Final = {"学院": "institute", "大学": "institute", "院": "institute", "馆": "institute", "公司": "company", "行": "company", "会": "association", "大队": "party_gov"}


class Lead(NamedTuple):
    """An unread body before a title (flow offsets)."""

    start: int
    end: int
    sub: str


@cache
def _heads() -> re.Pattern[str]:
    """The last words a body's name may have, with those that only a post behind makes sure of."""
    return re.compile(f"(?:{either('org_heads', 'lead_heads')})$")


def leads(reading: Reading, persons: tuple[Mention, ...]) -> Iterator[Lead]:
    """The unread bodies of an article, in order."""
    text = reading.text
    starts = {p.start for p in persons} | {p.start - 1 for p in persons if text[p.start - 1 : p.start] in " ：:"}
    taken = bytearray(len(text))
    for m in (*reading.mentions, *persons):
        taken[m.start : m.end] = b"\1" * (m.end - m.start)
    titles = reading.hits.get("title", ())
    for start, end in titles:
        taken[start:end] = b"\1" * (end - start)
    for number in range(len(titles) - 1, -1, -1):
        start, end = titles[number]
        given = _given(text, start, persons) or _staged(text, start)
        if given or end in starts:
            found = _lead(reading, taken, start, given)
            if found is not None:
                yield found
            if start > 0 and text[start - 1] in "、兼" and not taken[start - 1]:
                starts.add(start - 1)


def _given(text: str, start: int, persons: tuple[Mention, ...]) -> bool:
    """Is the post one that a clause gives to the person right before it: 沈若兰任…, 任命沈若兰同志为…?"""
    return any(p.end <= start <= p.end + 2 * _REACH and _TAKES.match(text, p.end, start + 1) for p in persons)


def _staged(text: str, start: int) -> bool:
    """Does the post end a dated stage of a life: 2008.04—2011.05 县农机局局长; 1999年起任…?"""
    return bool(_STAGE.search(text, max(0, start - _REACH - 14), start))


def _lead(reading: Reading, taken: bytearray, at: int, given: bool) -> Lead | None:
    begin = at
    while begin > 0 and at - begin < _REACH and not taken[begin - 1] and "一" <= reading.text[begin - 1] <= "鿿":
        begin -= 1
    if at - begin >= _REACH:
        return None
    whole = reading.text[begin:at]
    owner = _owner(reading, begin) if len(whole) > 2 and _is_body(reading, whole) and _sub(whole) not in ("company", "group") else None
    if owner is not None:
        return Lead(owner.start, at, _sub(whole))
    found = _STRETCH.search((reading.text[begin - 1] if begin else "\n") + whole)
    if found is None:
        return None
    name = found["name"]
    while cut := _STARTS.match(name):
        name = name[cut.end() :]
    return Lead(at - len(name), at, _sub(name)) if name[:1] not in _POINTING and (_is_village(name, reading.text, at, given) or _is_body(reading, name)) else None


def _owner(reading: Reading, end: int) -> Mention | None:
    """The county or city that a body's name begins with: 青岚县|路灯所所长."""
    return next((m for m in reading.of_kind("LOC") if m.end == end and m.sub == "admin" and m.text[-1] in _RANKS), None)


def _is_village(name: str, text: str, at: int, given: bool) -> bool:
    """A town or village that a post names (六和村|村支书), and any that a clause gives a post in (任三和镇|镇长)."""
    if not _VILLAGE.fullmatch(name):
        return False
    return given or (name.endswith("村") and text.startswith(("村", "党支部", "党总支", "支部", "第一书记", "监委"), at))


def _is_body(reading: Reading, name: str) -> bool:
    """Does it end like a body and hold nothing that only clauses hold? A part of the home of the page is none."""
    head = _heads().search(name)
    if head is None or (len(name) < 4 and len(name) == len(head.group())) or len(name) < 3 or _NOT_IN.search(name) or name in words("body_nouns") or name in words("post_departments"):
        return False
    if _INNER.search(name) or head.group() in ("镇", "乡", "村"):
        return False
    return not _HALF.search(name) or bool(_CIVIC.search(name)) or bool(_RANKED.match(name)) or not any(home_of(reading, k) for k in ("school", "hospital", "firm"))


def _sub(name: str) -> str:
    head = _heads().search(name)
    word = head.group() if head else ""
    known = classes()["org_heads"].get(word, "").partition(" ")[0]
    return known or next((sub for end, sub in _HEAD_SUBS.items() if name.endswith(end)), "party_gov")
