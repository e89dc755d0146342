"""Does a name with a head noun mean one organisation: the tests for zones, companies and institutions.

A head noun alone proves nothing (三家公司, 科技园区, 省级重点实验室11个); each manner asks for its own evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon.lists import classes, either, words
from kg.model import Mention, Reading, Span
from kg.naming.orghead import Head, core_start, joined_cores
from kg.naming.orgname import RANKS, Reach, fills, prefixed, proper, ranked, walk
from kg.naming.orgpass import Pass, boasted, counted, listed, named, nameless, planned, stands_alone
from kg.naming.phrase import word_at
from kg.naming.townname import begins

_BARE, _LOOSE_ZONES = (frozenset(words(f"org_{n}")) for n in ("bare", "loose_zones"))
_SCHOOLS = frozenset(["小学", "中学", "幼儿园", "高中"])
_TRADES = frozenset(word for word, grade in classes()["company_tails"].items() if grade != "trade") | {"渔业", "农业", "电力", "路桥", "建筑"}
_BRANCHES = ("分公司", "总公司", "支行", "分行")
_LONG = {"school": 4, "lab": 4}  # characters of a field that make a name of themselves; 9 for the others
_STATE_LAB = re.compile(r"国家(?:级|重点|工程|企业|技术|产业|实验|地方联合工程|临床医学){0,2}$")
_GRADED = re.compile("国家[一二三甲乙A-Z\\d]+[级等]")
_TALLIED = re.compile(r"(?:达到?|有|共)?\d+余?多?[个家所](?:[，、。；）以之\n]|$)")
_COMPANY_POST = re.compile(rf"(?:党委|党总支|党支部)(?:副)?书记|{either('company_titles')}|经理|厂长|矿长|行长")
_FACULTY = re.compile(r"(?:党委|党总支|党支部)|(?:副|常务副|执行)?院长|教授|教师|师生|学生|承办|20\d\d级")
_FREE_LEFT = re.compile(r"(?:[，。；：、！？“”（）\n—]|^)$")
_OWNED_LEFT = re.compile("(?:下属|所属|旗下|直属)$")
_OWN_RANK = re.compile(r"(?:^|[^\u4e00-\u9fff])$")
_BEHIND_FIELD = re.compile("(?:部|省|市|国家)$")
_SISTER = re.compile("(?:、|和|以及|及)((?!各|该|本|其|有|等|总|分|全|相关)[\u4e00-\u9fff]{2,4})")
_GOES_ON = re.compile("[、，。；和及与等]|以及|相关|主要|有关|负责")
_OFFICE_ENDS = re.compile("[、，。；：）\n和及与等]|副?主任|相关|有关|主要|负责|$")
_TASKED = frozenset(["指挥部", "领导小组", "专班", "指挥部办公室", "委员会办公室", "领导小组办公室"])
_TASK = re.compile(
    "(?:(?:^|(?<=[^一-鿿])|(?<=[据由在向对经与和及请从给]))(?P<whole>[省市县区州旗镇乡](?![级直属里内域])(?P<task>[一-鿿]{4,12})))$"
)
_SET_UP = re.compile("(?:成立|组建|设立)了?(?:由[^，。；]{2,22}?的|以[^，。；]{2,16}?的)?(?P<task>[一-鿿]{4,10})$")
_VAGUE = re.compile("相关|有关|相应|专门|各|主要|领导|多个|[两三四五六七八九十]|.*(?:的|了|工作)$|.*[委局办厅部]")
_OWN_TOWN = re.compile("(?:^|(?<=[^一-鿿])|(?<=[在由和与及向对请经据到任是]))[镇乡村]$")
_EDUCATED = re.compile("(?:在职|函授)?(?:研究生|大学|本科|大专|专科|硕士)(?!部|院|教)")
_SINGLE_ENOUGH = frozenset("局委办厅")
_CONGRESS = re.compile("(?:人大|人大常委会|人民代表大会(?:常务委员会)?|政协|政协委员会)$")
_OF_CONGRESS = re.compile("第[一二三四五六七八九十\\d]+届(?:人民代表大会|人大|政协)(?P<field>[一-鿿]{2,14})$")
_FIELD = re.compile("(?!各|有关|相关|常务|所有|全体|专门|主席|选举|执行|该|其|[一二三四五六七八九十两])(?:(?![的了在为由对将被是])[一-鿿]){2,14}")
_GLUE = "和与及在于由的以对向从"


def zone_sound(reading: Reading, head: Head, state: Pass, reach: Reach, owner: Mention | None) -> bool:
    """A zone needs a proper name, a place or rank, or stands alone where a city has one of each."""
    name = reading.text[reach.start : head.start]
    if name in tuple(RANKS):
        return (head.word in _BARE or head.word == "工业园") and _own_rank(reading, reach.start)
    if reach.start == head.start and not owner:
        return head.word in _BARE and not counted(reading, head.start) and stands_alone(reading, state, head)
    if len(name) == 1 or nameless(name or "名") or name.startswith(("中国", "全国")):
        return False
    strong = head.word in _BARE and 2 <= len(name) <= 6
    placed = reach.start in state.places or reach.start in state.places.values() or bool(owner) or ranked(reading, reach.start, head.start)
    short = head.word in ("园区", "新城") and len(name) <= 3 and (reach.anchored or listed(reading, state, reach.start))
    short = short or (head.word == "新城" and len(name) == 2 and stands_alone(reading, state, head._replace(start=reach.start)))
    short = short or listed(reading, state, reach.start)
    return placed or strong or short or (reach.anchored and head.word not in _LOOSE_ZONES)


def above(reading: Reading, at: int, state: Pass) -> Mention | None:
    """The tax administration that a local office carries in its name: 国家税务总局|青岚县税务局."""
    last = state.last
    return last if last and last.end == at and last.text == "国家税务总局" else None


def resident(reading: Reading, head: Head, state: Pass) -> Mention | None:
    """The discipline body that sent a group into a department: 市纪委监委驻市财政局|纪检监察组; then one name."""
    if head.word != "纪检监察组" or len(state.found) < 2 or state.found[-1].end != head.start:
        return None
    sender, host = state.found[-2:]
    if reading.text[sender.end : host.start] not in ("驻", "派驻"):
        return None
    state.found.pop()
    return sender


def own_part(reading: Reading, head: Head, reach: Reach, state: Pass) -> Reach:
    """A zone's name behind the city in full (云河市|柳湖高新区), and one that the segmentation hides (双冲|经济开发区)."""
    if reach.start == head.start and head.word in _BARE:
        start = begins(reading, head.start, state.floor(head.start), 4)
        return Reach(start, True) if start is not None and proper(reading, Span(start, head.start)) else reach
    ends = [e for e, s in state.places.items() if s == reach.start and e < head.start - 1 and reading.text[e - 1] in "市县区"]
    behind = max(ends, default=reach.start)
    return Reach(behind, True) if behind > reach.start and proper(reading, Span(behind, head.start)) else reach


def sister_bureau(reading: Reading, head: Head, state: Pass) -> int | None:
    """Start of a bureau no list knows that stands between others in a list (农业农村局、|经科局)."""
    last = state.last
    if head.word not in ("局", "厅", "办", "部") or not _GOES_ON.match(reading.text, head.end) or last is None or last.sub != "party_gov" or last.text[-1] not in "局厅委办部":
        return None
    found = _SISTER.fullmatch(reading.text, last.end, head.start)
    return found.start(1) if found and not nameless(found[1]) else None


def behind_owner(reading: Reading, reach: Reach, state: Pass) -> Reach:
    """平煤集团|联合盐化|公司: a word that is trimmed elsewhere begins the name right behind a group."""
    last, borders = state.last, words("org_borders")
    between = reading.text[last.end : reach.start] if last and last.sub in ("group", "company") else ""
    return Reach(reach.start - len(between), True) if between and borders.get(between) == "edge" else reach


def own_office(reading: Reading, head: Head) -> bool:
    """县政府|办 before a mark or a post is its office, not 市政府|办理."""
    return head.word == "办" and bool(_OFFICE_ENDS.match(reading.text, head.end))


def standing(nested: list[Mention], state: Pass) -> Iterator[Mention]:
    """The names inside names without those that a longer company's name took up (青岚县|河坝煤矿|有限公司)."""
    firms = [f for f in state.found if f.rule == "company"]
    return (m for m in nested if m.rule != "company" or m.sub == "group" or not any(f.start <= m.start and m.end < f.end for f in firms))


def studied(reading: Reading, head: Head, state: Pass) -> bool:
    """省委党校研究生 is an education, no body; nor is then the 省委 in it."""
    education = head.word == "党校" and bool(_EDUCATED.match(reading.text, head.end))
    if education:
        state.found.pop()
    return education


def organ_reach(reading: Reading, head: Head, state: Pass) -> Reach:
    """A party department or mass organisation with the place and rank before it, with the 镇 that the article is
    about (镇|妇联, not 乡镇|妇联), or with its 党委."""
    floor = state.floor(head.start)
    reach = prefixed(reading, head.start, floor, state.places)
    if reach.anchored:
        return reach
    if _OWN_TOWN.search(reading.text, max(floor, reach.start - 8), reach.start):
        return Reach(reach.start - 1, True)
    return Reach(reach.start - 2, True) if reading.text[max(0, reach.start - 2) : reach.start] == "党委" else reach


def congress_part(reading: Reading, head: Head, state: Pass) -> tuple[int, Mention | None] | None:
    """Where a committee of a congress or a 政协 begins, with its owner where that is read already: 云河市第六届人民代表大会
    |社会建设委员会, 市政协|提案委员会; None for 各专门委员会 and other bodies."""
    if head.word != "委员会":
        return None
    last = state.last
    if last and _CONGRESS.search(last.text) and _FIELD.fullmatch(reading.text, last.end, head.start):
        return last.end, last
    found = _OF_CONGRESS.search(reading.text, max(state.floor(head.start), head.start - 32), head.start)
    if found is None or not _FIELD.fullmatch(found["field"]):
        return None
    return state.places.get(found.start(), found.start()), None


def office_of_its_own(head: Head, state: Pass) -> bool:
    """县防汛抗旱|指挥部办公室 is a body by itself; right behind its owner it is a part of it."""
    return head.word in ("指挥部办公室", "委员会办公室", "领导小组办公室") and not (state.last and state.last.end == head.start)


def field_start(reading: Reading, head: Head, floor: int) -> int | None:
    """Where the department words before a head begin (县|发展和改革|委); None where no list knows them, and for a
    body that is named by its task."""
    if task_force(reading, head, floor) is not None:
        return None
    core = core_start(reading.text, head.start, floor)
    if core is None and head.word[-1] in _SINGLE_ENOUGH:
        core = core_start(reading.text, head.end - 1, floor)
    return None if core is None else joined_cores(reading.text, core, floor)


def task_force(reading: Reading, head: Head, floor: int) -> int | None:
    """Where the task begins that a body is set up for: at its rank (区|重点项目建设指挥部, 据县|防汛抗旱指挥部
    办公室), or behind a verb of setting up (成立由林海洋任组长的|老街改造推进专班); None where no name shows."""
    if head.word not in _TASKED:
        return None
    found = _TASK.search(reading.text, max(floor, head.start - 18), head.start)
    if found is not None:
        return None if _VAGUE.match(found["task"]) else found.start("whole")
    found = _SET_UP.search(reading.text, max(0, head.start - 36), head.start) if head.word in ("专班", "指挥部") else None
    return found.start("task") if found and found.start("task") >= floor and not nameless(found["task"]) and not _VAGUE.match(found["task"]) else None


def of_town(reading: Reading, head: Head, reach: Reach, floor: int) -> Reach:
    """A police station bears the name of its quarter, which the segmentation cuts at will (五里|墩|派出所)."""
    start = begins(reading, head.start, floor, 4)
    return Reach(start, reach.anchored) if start is not None and start < reach.start else reach


def small_zone(reading: Reading, head: Head, floor: int, state: Pass) -> Reach:
    """The zone that a committee is named after without 区: 新区|柳塘|管委会."""
    start = begins(reading, head.start, floor, 3)
    if start is None or start in state.title_starts:
        return Reach(head.start, False)
    return prefixed(reading, start, floor, state.places)._replace(anchored=True)


def _own_rank(reading: Reading, at: int) -> bool:
    """县|工业园区 behind a mark or a verb, not 全县|…, 各县|…."""
    if _OWN_RANK.search(reading.text, max(0, at - 1), at):
        return True
    return word_at(reading, at - 1).tag in ("v", "vn", "p", "c") and not counted(reading, at)


def company_sound(reading: Reading, head: Head, state: Pass, reach: Reach, owner: Mention | None) -> bool:
    """A company needs a proper name, a place, a rank or an owner; a common noun will do right before a post that
    only companies have, or among companies."""
    name = reading.text[reach.start : head.start]
    if reading.text[max(0, reach.start - 1) : reach.start] == "/" or (head.sub == "group" and name[-1:] in tuple("来到赴在给向对与")):
        return False  # 80万t/a|选矿厂, 调研组来|集团
    if nameless(name) or (head.word == "矿" and not 2 <= len(name) <= 4):
        return 2 <= len(name) <= 5 and _among_companies(reading, head, state, reach)
    local = ranked(reading, reach.start, head.start) and len(name + head.word) >= 5
    group = (head.sub == "group" and len(name) >= 2) or (head.word.endswith("合作社") and len(name) >= 3)
    group = group or ("有限" in head.word and len(name) >= 4) or (head.word == "银行" and 2 <= len(name) <= 4)
    group = group or _coined(reading, head, reach, name)
    return bool(reach.anchored or owner or local or group or _among_companies(reading, head, state, reach))


def _coined(reading: Reading, head: Head, reach: Reach, name: str) -> bool:
    """Two letters and a trade behind a mark (鼎利|茶业|公司): a name, whatever the segmentation takes them for."""
    if head.word != "公司" or len(name) != 4 or name[2:] not in _TRADES or not _FREE_LEFT.search(reading.text, max(0, reach.start - 1), reach.start):
        return False
    return not nameless(name[:2]) and name[:2] not in words("org_borders") and name[:2] not in words("org_inner_verbs")


def _among_companies(reading: Reading, head: Head, state: Pass, reach: Reach) -> bool:
    """财务公司|副总经理, 路运分公司 in a list of companies; not 担保公司 at large."""
    if reach.start == head.start or counted(reading, reach.start):
        return False
    last = state.last
    sisters = bool(last and last.sub in ("company", "group")) and listed(reading, state, reach.start)
    if head.word not in ("公司", "分公司", "厂", "矿"):
        return sisters and head.start - reach.start >= 2
    owned = bool(_OWNED_LEFT.search(reading.text, max(0, reach.start - 2), reach.start))
    free = bool(_FREE_LEFT.search(reading.text, max(0, reach.start - 1), reach.start))
    return sisters or owned or (free and bool(_COMPANY_POST.match(reading.text, head.end)))


def institution_sound(reading: Reading, head: Head, state: Pass, reach: Reach, owner: Mention | None) -> bool:
    """A house, school or laboratory needs a place, a proper word, an owner, an ordinal or a long field."""
    name = reading.text[reach.start : head.start]
    if planned(reading, reach.start, head.end) or _TALLIED.match(reading.text, head.end):
        return False
    if owner:
        return True
    if boasted(reading, reach.start) or _GRADED.match(name) or _STATE_LAB.fullmatch(name.removesuffix("国家")):
        return False
    if nameless(name):
        return head.word == "学院" and len(name) >= 2 and _faculty(reading, head, state, reach)
    local = ranked(reading, reach.start, head.start) and len(name + head.word) >= (3 if head.manner == "school" or head.word == "医院" else 4)
    local = local or (name == "国家" and len(head.word) > 2)
    long = len(name) >= _LONG.get(head.manner, 9)
    long = long or (head.word in _SCHOOLS and 2 <= len(name) <= 4 and head.word[0] != "第")
    return reach.anchored or local or long or (head.word == "学院" and _faculty(reading, head, state, reach))


def _faculty(reading: Reading, head: Head, state: Pass, reach: Reach) -> bool:
    """食品学院, 农学院: a faculty in a list of them, or before its dean."""
    last = state.last
    sisters = bool(last and last.text.endswith("学院")) and listed(reading, state, reach.start)
    return sisters or bool(_FACULTY.match(reading.text, head.end))


def field_before(reading: Reading, owner: Mention, state: Pass) -> int | None:
    """Where the field begins that stands before the ministry in a laboratory's name (镁合金技术|教育部|重点实验室)."""
    if owner.sub != "party_gov" or not _BEHIND_FIELD.search(owner.text):
        return None
    title = max((t for t in state.title_ends if t <= owner.start), default=0)
    before = [m.end for m in state.found if m.end <= owner.start]
    start = walk(reading, owner.start, max([title, *before]), state.places, lenient=True).start
    return start if owner.start - start >= 4 else None


def from_place(reading: Reading, head: Head, reach: Reach, state: Pass) -> Reach:
    """A name whose walk ended at a wrong cut goes on to the place it begins with (襄阳|永和药业|有限公司)."""
    floor = max(state.floor(head.start), reach.start - 8)
    for end in range(reach.start - 1, floor, -1):
        between = reading.text[end : reach.start]
        if end in state.places and state.places[end] >= floor - 8 and _plain(reading, between, end):
            return Reach(state.places[end], True)
    return reach


def _plain(reading: Reading, between: str, at: int) -> bool:
    """No mark, no preposition and no verb that ends names between a place and the rest of a name."""
    if not re.fullmatch("[\u4e00-\u9fff]+", between) or between[0] in _GLUE or (len(between) == 1 and between in _GLUE):
        return False
    borders = words("org_borders")
    return not any(between[i : i + 2] in borders for i in range(len(between) - 1)) and proper(reading, Span(at, at + len(between)))


def legal_form(reading: Reading, head: Head, state: Pass, owner: Mention | None) -> Iterator[Mention]:
    """分公司 behind its company; 有限公司 behind a name that already ends in a head (研究院|有限公司, 园区|运营管理|有限公司)."""
    last = state.last
    branch = head.word in _BRANCHES and last and last.sub in ("company", "group")
    if last and branch and fills(reading, last.end, head.start):
        yield from named(reading, head, last.end, last, "company")
    elif owner and head.word in _BRANCHES:
        yield from named(reading, head, head.start, owner, "company")
    elif last and (last.end == head.start or (last.sub == "zone" and nameless(reading.text[last.end : head.start]))) and head.word.endswith(("公司", "集团")):
        state.found.pop()
        yield from named(reading, head, last.start, None, "company", 0.95)


def holds_post(reading: Reading, start: int, end: int) -> bool:
    """Does a whole post stand between an owner and the last word of a part (县委|书记带|队)? 教务处 of 教务处处长 holds none."""
    return any(t.start == start and t.end <= end for t in reading.hits.get("title", ()))


def spans_part(reading: Reading, start: int, head: Head) -> bool:
    """Are the words between an owner and a head those of a part's name, or the head of that part named as a title
    (市统计局|贸易外经科|科长)?"""
    if fills(reading, start, head.start):
        return True
    over = (t.end for t in reading.hits.get("title", ()) if t.start == start and t.end > head.end)
    return head.start - start > 1 and any(reading.text[head.end : end] in (f"{head.word}长", f"副{head.word}长", "主任", "副主任") for end in over)
