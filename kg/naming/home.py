"""The home of a page: the school, hospital, firm, office, zone or town whose own news an article is.

It says 我校, 集团, 局党组, 镇党委 of itself; its name stands in the source line or signature, opens the headline,
is the first of its kind in the text, or is said most.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from kg.lexicon.lists import classes
from kg.model import Mention, Reading

_OWN: Final = {
    "school": re.compile("我校|校党委|校领导|校长|全校|学校|校纪委|校工会|校团委"),
    "hospital": re.compile("我院|院党委|院领导|院长|全院|医院|院党支部|院党总支|护理部"),
    "institute": re.compile("我院|我所|院党委|所党委|院领导|所领导|院长|所长|研究院|研究所"),
    "firm": re.compile("集团|公司|我司|我行|我矿|我厂|董事长|总经理"),
    "bureau": re.compile("我局|本局|局党[组委]|局领导|局机关|局长|关党委|关长|我厅|厅党组|厅长|我委|委党组|院党组|我队|[支大总]队党委|检察长"),
    "zone": re.compile("我区|管委会|党工委|开发区|园区|高新区|经开区"),
    "town": re.compile("[镇乡]党委|街道党工委|我[镇乡]|我街道|全[镇乡]|本[镇乡]|[镇乡]长|街道办"),
}
_NAME: Final = {
    "school": re.compile("(?:大学|学院|学校|中学|小学|[一二三四五六七八九十]中|幼儿园|党校|职院|高专)$"),
    "hospital": re.compile("(?:医院|卫生院|保健院|卫生服务中心)$"),
    "institute": re.compile("[院所]$"),
    "bureau": re.compile("(?:[局厅]|委员会|海关|法院|检察院|[支大总]队|研究室|办公室|管理处)$"),
}
_SUBS: Final = {
    "school": ("institute",),
    "hospital": ("institute",),
    "institute": ("institute",),
    "firm": ("company", "group"),
    "bureau": ("party_gov", "other"),
    "zone": ("zone",),
    "town": ("subdistrict",),
}
_BARE: Final = re.compile("^(?:二级学院|各?学院|学校|医院|集团|公司|集团公司|[市县区省州]?局|开发区|街道|[本我该各][校院局司])$")
_CENTRAL_SCHOOL: Final = re.compile("我校|校党委|校领导|副?校长|校纪委")
_VISITED: Final = re.compile("赴|前往|来到|走访|走进|莅临|参观|访问|考察|会见|拜访|深入|(?:先后|分别|一行|带队)到|与(?!会)")
_LABEL: Final = re.compile("(?:来源|稿源|供稿|供图|发布单位|发布机构|信息来源|主办单位|主办|单位|版权所有|版权)[：: ]*$")
_SIGNED: Final = 10  # characters that may stand around a name that is a line of its own: 北川学院 党委宣传部
_SOURCE, _HEADLINE, _FIRST, _MOST = 5, 3, 2, 4


def home_of(reading: Reading, kind: str) -> Mention | None:
    """The home of a kind (school, hospital, institute, firm, bureau, zone, town); None where the article never speaks
    of itself so, names none, or two have the same claim."""
    if not _OWN[kind].search(reading.text):
        return None
    score = _scores(reading, kind)
    ranked = sorted(score, key=lambda n: -score[n])
    if not ranked:
        others = {m.text: m for name, m in reading.houses if name == kind}
        return next(iter(others.values())) if len(others) == 1 else None
    if len(ranked) > 1 and score[ranked[0]] == score[ranked[1]]:
        return None
    return next(m for m in reading.of_kind("ORG") if m.text == ranked[0])


def houses(readings: Sequence[Reading]) -> tuple[tuple[str, Mention], ...]:
    """The homes of a page's articles, each with its kind: an article that names none is of the one house of its page."""
    found = ((kind, home_of(reading, kind)) for reading in readings for kind in ("school", "hospital", "firm", "institute"))
    return tuple((kind, home) for kind, home in found if home is not None) if len(readings) > 1 else ()


def is_source(reading: Reading, body: Mention) -> bool:
    """Does its name stand in a source line, or in a line of its own at the end or the top?"""
    return any(_signs(reading, m) for m in reading.of_kind("ORG") if m.text == body.text)


def _scores(reading: Reading, kind: str) -> Counter[str]:
    """How much speaks for each name; a longer name shares what speaks for one that it holds."""
    fitting = [m for m in reading.of_kind("ORG") if _is_of(reading, m, kind) and not _is_visited(reading, m)]
    names = sorted({m.text for m in fitting}, key=lambda n: (len(n), n))
    heads = {n: next(s for s in names if s in n) for n in names}
    score: Counter[str] = Counter()
    for name, often in Counter(heads[m.text] for m in fitting).items():
        score[name] += min(often, _MOST)
    for name in {heads[m.text] for m in fitting if _signs(reading, m)}:
        score[name] += _SOURCE
    for name in {heads[m.text] for m in fitting if _opens(reading, m)}:
        score[name] += _HEADLINE
    if fitting:
        score[heads[fitting[0].text]] += _FIRST
    return score


def _is_of(reading: Reading, body: Mention, kind: str) -> bool:
    """A named body of the kind; where an article speaks of its 校长, a college called after a subject is only part of the house."""
    if body.sub not in _SUBS[kind] or body.rule.startswith("deictic") or _BARE.match(body.text) or "+" in body.text:
        return False
    if kind in _NAME and not _NAME[kind].search(body.text):
        return False
    return kind != "school" or not is_college(reading, body)


def _is_visited(reading: Reading, body: Mention) -> bool:
    """Does it stand in the list behind 赴, 走访, 会见 …, as whom the home went to see?"""
    clause = max(reading.text.rfind(mark, 0, body.start) for mark in "，。；\n") + 1
    return bool(_VISITED.search(reading.text, clause, body.start))


def is_college(reading: Reading, body: Mention) -> bool:
    """Is it a faculty (材料工程学院) of a school that has 校长 and 校党委, and no school of its own with a place in its name?"""
    if not body.text.endswith("学院") or not _CENTRAL_SCHOOL.search(reading.text):
        return False
    places = classes()["place_names"]
    starts = {s.start for s in reading.hits.get("place_names", ())}
    return body.start not in starts and not any(body.text[:n] in places for n in (2, 3, 4)) and reading.text.count(body.text + "校长") == 0


def _signs(reading: Reading, body: Mention) -> bool:
    """Source line, signature or a line with little else than the name."""
    text = reading.text
    if _LABEL.search(text, max(0, body.start - 6), body.start):
        return True
    unit = next(u for u in reading.article.units if u.start <= body.start < u.end)
    rest = text[unit.start : body.start] + text[body.end : unit.end]
    return unit.kind != "headline" and len(rest) <= _SIGNED and not re.search("[，。：、“]|^[的在]", rest)


def _opens(reading: Reading, body: Mention) -> bool:
    """Does a headline begin with the name?"""
    return any(u.kind in ("headline", "subhead") and u.start == body.start for u in reading.article.units)
