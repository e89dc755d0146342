"""Whose people they are when a title names its body by kind only: 公司总经理, 该院院长, 副校长, 我校党委书记."""

from __future__ import annotations

import re
from collections import Counter

from kg.lexicon.lists import either, words
from kg.model import Mention, Reading
from kg.naming.home import home_of, is_college, is_source

_TITLE_NOUNS = {
    "校长": "学校",
    "院长": "院",
    "所长": "研究所",
    "董事|监事|经理|总裁|厂长|矿长|首席|值长|井长|坑长|采区长": "公司",
}
_SCHOOL = re.compile("(?:大学|学院|学校|中学|小学|[一二三四五六七八九十]中|幼儿园|党校|职院|高专)$")
_HOSPITAL = re.compile("(?:院|医|保健|中心)")
_OWN = re.compile("(我校|学校|校党委|校领导|校长)|(集团公司|集团党委|集团领导|集团总部|集团上下|集团总经理|我集团)|(我院|院党委|院领导)")
_OWN_NOUNS = ("学校", "集团", "医院")
_INNER = re.compile("(?:党委|纪委|团委|工会|教务|学生|人事|财务|科研|后勤|组织|宣传|统战|保卫|办公室|[处部科]长|主任$)|总[一-鿿]{1,3}师|^副?书记")
_FUSED = re.compile("(?:^|副|总)([局厅校馆社厂矿台行])长$")
_GENERIC = re.compile(f"(?:^|[^一-鿿]|[由和与及请同任为]|该|本|我)({either('body_nouns')})$")
_GENERIC_TITLE = re.compile("(社区|村|镇(?=长)|乡(?=长))")
_HOMES = {
    "school": "学校 校 大学 中学 小学 幼儿园",
    "hospital": "医院 卫生院 院",
    "institute": "研究院 研究所 院",
    "firm": "集团 集团公司 公司 总公司 企业 股份公司 银行 支行 分行 煤矿 矿 电厂 厂 酒厂",
    "zone": "开发区 经开区 高新区 园区 新城 新区 合作区 示范区 产业园 综保区",
    "town": "镇 乡 街道",
}
_HEADED = re.compile("(?:^|副|代|代理|常务|党组书记、)([局厅关行队所站]|检察)长$")
_ASSEMBLIES = {
    re.compile("(?:党组书记|党组副书记|(?:常务|第一)?副?主任|秘书长)"): "人大常委会",
    re.compile("(?:党组书记|党组副书记|(?:常务|第一)?副?主席|秘书长)"): "政协",
}
_SMALL_HEAD = re.compile("副?(?:[大中支总](?=队))?([站队馆班场店社园])长")
_TOLD = 120  # characters from the committee to the posts of its members
_OPENED = re.compile("(?:^|[^一-鿿]|[由和与及请向对为任同是让在随陪着了的即叫说听据给]|听取|看望|慰问|会见|采访|陪同|带领|会同|找到|询问|叮嘱|邀请|告诉|拜访|跟随|来自|随后|后来|当天|当日|近日|日前|期间|当时|此时|同时|会上|会后|现场)$")


def kind_before(title: str) -> str:
    """社区 or 村 that a title begins with and that is no part of the post; "" where there is none."""
    found = re.match("(社区|村)(?=党|书记|总支|支部|主任)", title)
    return found[1] if found else ""


def opened(before: str) -> bool:
    """Does a title behind these words stand free, with no unread name of a body glued to it?"""
    return bool(_OPENED.search(before))


def suits(org: Mention, title: str) -> bool:
    """Can this body have such a post? 总经理 are a company's, 校长 a school's, 局长 a 局's."""
    if org.kind == "LOC":
        return True
    noun = _noun_of(title)
    if noun and org.sub not in _kinds(noun):
        return False
    fused = _FUSED.search(title)
    return fused is None or fused[1] in org.text or bool(noun)


def implied(reading: Reading, before: str, title: str, at: int) -> Mention | None:
    """The body of the right kind that the article means.

    Args: before the last words in front of the title; at where the title's chain begins. None when
    nothing says a kind, several bodies fit, or the article said 公司, 合作社 … before it named any.
    """
    generic = _GENERIC.search(before) or _GENERIC_TITLE.match(title)
    if generic:
        return body_of(reading, generic[1], at)
    if not opened(before):
        return None
    noun = _noun_of(title)
    found = body_of(reading, noun, at) if noun else _headed(reading, title)
    return found or _assembly(reading, title, at) or _told(reading, title, at) or (_house(reading) if noun or _INNER.search(title) else None)


def _assembly(reading: Reading, title: str, at: int) -> Mention | None:
    """The congress's or conference's committee whose meeting the paragraph tells: 市人大常委会举行会议。主任沈若兰，副主任林海洋…."""
    ending = next((end for posts, end in _ASSEMBLIES.items() if posts.fullmatch(title)), "")
    begin = reading.text.rfind("\n", 0, at) + 1
    named = [m for m in reading.of_kind("ORG") if begin <= m.start and m.end <= at and m.text.endswith(ending)] if ending else []
    return named[-1] if named and at - named[-1].end < _TOLD else None


def _told(reading: Reading, title: str, at: int) -> Mention | None:
    """The station, team or hall that the paragraph told of last: 该站被评为…，站长沈若兰说; “蓝焰”班组…，班长林海洋."""
    head = _SMALL_HEAD.fullmatch(title)
    begin = reading.text.rfind("\n", 0, at) + 1
    named = [m for m in reading.of_kind("ORG") if begin <= m.start and m.end <= at] if head else []
    fitting = [m for m in named if head and m.text.endswith((head[1], head[1] + "组")) and len(m.text) > 2 and not m.rule.startswith("deictic")]
    return fitting[-1] if fitting else None


def _headed(reading: Reading, title: str) -> Mention | None:
    """The office whose page it is, where the title names its kind: 局长 of a 局, 检察长 of a 检察院."""
    head = _HEADED.search(title)
    home = home_of(reading, "bureau") if head else None
    return home if head and home and head[1] in home.text[-3:] else None


def body_of(reading: Reading, noun: str, at: int) -> Mention | None:
    """The body that a bare noun means at a place: the school or group the article is about, else the only
    one of its kind in the paragraph so far, else the only one in the article so far."""
    fitting = [m for m in reading.of_kind("ORG") if _fits(m, noun)]
    home = home_by(reading, noun)
    if home is not None and noun.startswith("集团") and not _is_called(home, noun):
        home = next((m for kind, m in reading.houses if kind == "firm" and _is_called(m, noun)), None)  # a bank is no 集团
    if noun in ("学校", "校", "集团", "集团公司", "大学"):
        here = [m for m in fitting if reading.text.rfind("。", 0, at) < m.start and m.end <= at]
        if noun.startswith("集团") and not (home and is_source(reading, home)) and _only(here):
            return _only(here)
        whole = {s.start for s in reading.hits.get("place_names", ())}
        schools = [m for m in fitting if not is_college(reading, m)]
        proper = [m for m in schools if m.text.endswith("大学") or m.start in whole]
        return home or _commonest(reading, proper or schools)
    for begin in (reading.text.rfind("\n", 0, at) + 1, 0):
        named = [m for m in fitting if begin <= m.start and m.end <= at]
        if named:
            small = noun in ("村", "社区", "镇", "乡", "街道")
            found = (_only(named) or (_commonest(reading, named) if small else None)) if _named_first(reading, noun, named[0].start, begin) else None
            return found or home
    return home or (_commonest(reading, fitting) if noun in ("村", "社区") else None)


def _fits(body: Mention, noun: str) -> bool:
    """May the noun mean this body at all?"""
    if body.sub not in _kinds(noun) or not _is_called(body, noun) or body.rule.startswith("deictic"):
        return False
    return not body.text.startswith((noun, "集团", "二级")) and "+" not in body.text


def home_by(reading: Reading, noun: str) -> Mention | None:
    """The home of the page, if the noun may mean it."""
    kinds = (kind for kind, nouns in _HOMES.items() if noun in nouns.split())
    return next((home for kind in kinds if (home := home_of(reading, kind)) is not None), None)


def _house(reading: Reading) -> Mention | None:
    """The school, group or hospital whose own news an article is: it says 我校, 集团公司, 我院 again and again,
    or speaks of no place and of one body most."""
    said = Counter(_OWN_NOUNS[found.lastindex - 1] for found in _OWN.finditer(reading.text) if found.lastindex)
    noun, often = next(iter(said.most_common(1)), ("", 0))
    if often > 1:
        return body_of(reading, noun, len(reading.text))
    homes = [home for kind in ("school", "hospital", "firm", "bureau", "zone") if (home := home_of(reading, kind)) and is_source(reading, home)]
    if reading.area is not None or homes:
        return homes[0] if len({h.text for h in homes}) == 1 else None
    return _commonest(reading, [m for m in reading.of_kind("ORG") if m.sub in ("institute", "group", "company")])


def _noun_of(title: str) -> str:
    return next((noun for pattern, noun in _TITLE_NOUNS.items() if re.search(pattern, title)), "")


def _kinds(noun: str) -> list[str]:
    return words("body_nouns")[noun].split()


def _is_called(body: Mention, noun: str) -> bool:
    """May the noun stand for this body? 公司 and 社区 for any of the kind, 研究院 for what is called so."""
    if noun in ("学校", "校"):
        return bool(_SCHOOL.search(body.text))
    if noun in ("集团", "集团公司"):
        return "集团" in body.text or (body.sub == "group" and not body.text.endswith("行"))
    if noun in ("院", "医院"):
        return body.text.endswith("院") and (noun == "院" or bool(_HOSPITAL.search(body.text)))
    return body.sub in ("company", "group", "community", "subdistrict") or body.text.endswith(noun)


def _only(found: list[Mention]) -> Mention | None:
    """The one body all these names mean: the longest, if it holds all others."""
    longest = max(found, key=lambda m: (len(m.text), -m.start), default=None)
    return None if longest is None or any(m.text not in longest.text for m in found) else longest


def _commonest(reading: Reading, found: list[Mention]) -> Mention | None:
    """The body whose name the article says most often; of names that hold another's the shorter counts. None
    where two are equal."""
    names = sorted({m.text for m in found}, key=lambda n: (len(n), n))
    count = {n: reading.text.count(n) for n in names if not any(o != n and o in n for o in names)}
    ranked = sorted(count, key=lambda n: -count[n])
    if not ranked or (len(ranked) > 1 and count[ranked[0]] == count[ranked[1]]):
        return None
    return next(m for m in found if m.text == ranked[0])


def _named_first(reading: Reading, noun: str, named: int, begin: int) -> bool:
    """From `begin` on, was the body named before 公司, 合作社 … stood with a title?"""
    return all(
        not begin <= t.start < named
        for t in reading.hits.get("title", ())
        if reading.text.endswith(noun, 0, t.start) and _GENERIC.search(reading.text[max(0, t.start - 6) : t.start])
    )
