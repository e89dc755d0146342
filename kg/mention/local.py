"""Small bodies that only their neighbours show: parks of a zone, zones of a city, departments in a list, organs of the
town an article is about, hamlets behind their town."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.grammar.layer import ordered
from kg.grammar.rule import Rule, procedure
from kg.lexicon.known import known
from kg.model import Mention, Reading, Span
from kg.naming.orgname import generic
from kg.naming.orgpass import nameless
from kg.naming.phrase import word_at

_HAN = "[一-鿿]"
_PARK = re.compile(r"园(?=[，。、；）\n“”]|[看内里三两各的]|和|与|等|招商|建设|入驻|项目|企业|调研|考察|视察|管委|产业|举|$)")
_AT = re.compile("(?:[，。、；：（\n\u3000 在到赴与和及往]|走进|落户|入驻|位于|来到|^)$")
_NO_PARK = re.compile("(?:校|公|家|花|乐|果|茶|菜|桃|梨|幼儿|产业|工业|科技|物流|创业|生态|示范|农业|植物|动物|主题|游乐|陵|庄|林|田|游|湿地|森林|文化|旅游|小微|循环|加工|孵化|电商|软件|化工|食品|采摘|种植|葡萄|苗木|药|学|梅|竹|梦)园$")
_NEW_AREA = re.compile("新区(?![域分])")
_SISTER = re.compile(f"(?:、|和|及|以及|与)(?P<name>{_HAN}{{2,9}}?(?:部|室|处|中心|局|办|科|公司))(?=[、，。；）和及与]|以及|等|相关|主要|有关|负责|(?:副|原)*(?:部长|主任|处长|局长|科长|经理)|参加|陪同|派|人员|同志)")
_FIRST = re.compile(f"(?:综合|党委|党群|总经理|行政)?办公室(?=、{_HAN}{{2,9}}(?:部|室|处|中心|局)(?:[、，和及与]|负责|相关|等))")
_NO_SISTER = re.compile("相关|有关|各|其他|所属|下属|机关|基层|主要|部门|多个|[一二两三四五六七八九十\\d]")
_DEPARTMENT = re.compile("(?:部|办公室|室|处|中心)$")
_ORGAN = re.compile(
    "(?P<name>[镇乡](?:党政|农业|农技|社会|经济|公共|综合|文化|便民|退役|平安|乡村|村镇|应急|财政|党群|规划|生态|林业|水利|畜牧|自然|行政|市场)[一-鿿]{0,10}?(?:服务中心|服务站|办公室|执法队|执法大队|事务中心|发展中心|工作站|水利站|林业站|文化站|推广站|监管所|资源所)|[镇乡村](?:中心)?(?:小学|中学|幼儿园|卫生院|卫生所|敬老院|武装部|派出所|司法所|财政所|商会|工会|残联|团委|文化站|文化中心|便民服务中心|综治中心|卫生室|老年协会|慈善会|农技站|合作社))(?=[，。、；：的和与及获被是为有举开在将里内工召教师看住还也都先选派组介按通已正统]|[院校站所会]长|老师|学生|医[生护]|负责|主任|民警|干部|$)"
)
_OPEN = re.compile("(?:^|[^一-鿿]|[在由和与及向对请经据到任是从])$")
_GROUND = "麦田|稻田|果园|茶园|菜园|桃园|橘园|葡萄园|大棚|田间|地头|党群服务中心|文化广场|文化礼堂|养殖场|种植基地|麦收|秋收"
_PEOPLE = "村民|农户|果农|茶农|菜农|种植户|养殖户|脱贫户|贫困户|村支书|党支部|第一书记|村主任|村委会|自然村"
_DIVISION = re.compile(
    "(?:(?:刑事|民事|行政|少年|家事|破产|商事|知识产权|环境资源|综合|未成年人案件综合|执行)(?:审判)?(?:第?[一二三四五六])?(?:审判)?庭|审判监督庭|审监庭|立案庭|立案第?[一二]庭|[刑民执][一二三四五]庭)(?=副?庭长|负责|法官|[、，。；的\n]|$)"
)
_TEAM = re.compile("(?:“[^”\n]{1,8}”班组?|(?:[一-鿿]{1,2}?\\d{1,3}路|\\d{1,3}路|[一二三四五六七八九十])?车队|[一-鿿]{2,6}(?:班组|[一二三四五六七八九]班|傩班|戏班|秧歌队|舞龙队|舞狮队|锣鼓队|腰鼓队|艺术团|合唱团|营业室))(?![长一]|员工)")
_HAMLET = re.compile(f"(?P<name>{_HAN}{{2,3}}?)(?=(?:{_PEOPLE}|{_GROUND}))")
_SETTLED = re.compile("[屯庄营寨堡沟坪坝湾排宅圩岙畈店集铺桥塘家岭坡墩洼台楼埠厝坊]$")


def _mention(reading: Reading, span: Span, sub: str, rule: str, sure: float = 0.75) -> Mention:
    return Mention(reading.article.id, *span, "ORG", sub, reading.text[slice(*span)], rule, sure)


def _free(reading: Reading, span: Span) -> bool:
    """Does no name but a place reach into the span?"""
    return not any(m.start < span.end and span.start < m.end for m in reading.mentions if m.kind != "LOC")


@procedure
def park_of_zone(reading: Reading) -> Iterator[Mention]:
    """A park of a zone bears a coined name: 云河高新区|荣岭园, and on the same page 在广岭园."""
    ends = {m.end: m.start for m in reading.of_kind("ORG") if m.sub == "zone"}
    for found in _PARK.finditer(reading.text) if ends else ():
        for span in _stems(reading.text, found, 2, 3):
            name, begun = reading.text[slice(*span)], ends.get(span.start)
            alone = begun is not None or _AT.search(reading.text, max(0, span.start - 2), span.start)
            if alone and not _NO_PARK.search(name) and not known(name) and not generic(name[:-1]) and _free(reading, span):
                yield _mention(reading, Span(span.start if begun is None else begun, span.end), "zone", "park_of_zone")
                yield _mention(reading, span, "zone", "park_of_zone")
                break


def _stems(text: str, head: re.Match[str], *sizes: int) -> Iterator[Span]:
    """A head with so many letters before it, shorter ones first."""
    for size in sizes:
        if head.start() >= size and re.fullmatch(f"{_HAN}+", text[head.start() - size : head.start()]):
            yield Span(head.start() - size, head.end())


@procedure
def zone_of_city(reading: Reading) -> Iterator[Mention]:
    """A new area right behind its city is a zone of the city, no area of its own: 云河市|羊岭新区."""
    cities = {m.end for m in reading.of_kind("LOC") if m.sub == "admin" and m.text.endswith(("市", "县", "州"))}
    for found in _NEW_AREA.finditer(reading.text) if cities else ():
        for span in _stems(reading.text, found, 2, 3):
            if span.start in cities and not generic(reading.text[span.start : span.end - 2]) and _free(reading, span) and not _placed(reading, span):
                yield _mention(reading, span, "zone", "zone_of_city", 0.8)


def _placed(reading: Reading, span: Span) -> bool:
    return any(m.start <= span.start and span.end <= m.end for m in reading.of_kind("LOC"))


@procedure
def sister_department(reading: Reading) -> Iterator[Mention]:
    """Departments of a group or a company in a list, behind the first of them: 集团办公室、|生产技术部、安监局;
    北川公司|办公室、财务部."""
    for first in reading.of_kind("ORG"):
        if first.sub not in ("company", "group"):
            continue
        at, office = first.end, _FIRST.match(reading.text, first.end)
        if office and _free(reading, Span(*office.span())):
            yield _mention(reading, Span(first.start, office.end()), first.sub, "sister_department")
            at = office.end()
        if office or _DEPARTMENT.search(first.text):
            yield from _sisters(reading, at, first.sub)


def _sisters(reading: Reading, at: int, sub: str) -> Iterator[Mention]:
    while (found := _SISTER.match(reading.text, at)) is not None:
        span, at = Span(*found.span("name")), found.end("name")
        if not _NO_SISTER.match(found["name"]) and _free(reading, span):
            yield _mention(reading, span, sub, "sister_department")


@procedure
def organ_of_town(reading: Reading) -> Iterator[Mention]:
    """The school, clinic or office of the town an article is about: 镇小学, 乡卫生院; not 乡镇卫生院 at large."""
    for found in _ORGAN.finditer(reading.text):
        span = Span(*found.span("name"))
        if _OPEN.search(reading.text, max(0, span.start - 1), span.start) and _free(reading, span):
            yield _mention(reading, span, "institute", "organ_of_town", 0.7)


@procedure
def hamlet_of_town(reading: Reading) -> Iterator[Mention]:
    """Two or three letters between a town and its villagers are a village: 石门镇|前屯|村民, 柳河乡|三里庄|农户."""
    for town in reading.of_kind("ORG"):
        found = _HAMLET.match(reading.text, town.end) if town.sub == "subdistrict" else None
        if found is None or not (_SETTLED.search(found["name"]) or not known(found["name"])) or generic(found["name"]) or nameless(found["name"]):
            continue
        span = Span(*found.span("name"))
        if word_at(reading, span.start).tag[0] not in "vpdcr" and _free(reading, span):
            yield _mention(reading, Span(town.start, span.end), "community", "hamlet_of_town")
            yield _mention(reading, span, "community", "hamlet_of_town")


@procedure
def division_of_court(reading: Reading) -> Iterator[Mention]:
    """A division of a court, behind its court or alone where one is named: 云河市中级人民法院|立案庭, 民事审判第二庭."""
    courts = {m.end: m for m in reading.of_kind("ORG") if m.text.endswith("法院")}
    for found in _DIVISION.finditer(reading.text) if courts else ():
        court = courts.get(found.start())
        if _free(reading, Span(*found.span())):
            yield _mention(reading, Span(court.start if court else found.start(), found.end()), "party_gov", "division_of_court", 0.85)


@procedure
def team_of_body(reading: Reading) -> Iterator[Mention]:
    """A team right behind the body it belongs to, as lists of the honoured name them: 市公交公司|9路车队,
    北川电厂|“晨光”班组, 石门镇|秧歌队."""
    for owner in reading.of_kind("ORG"):
        found = _TEAM.match(reading.text, owner.end)
        if found is not None and _free(reading, Span(*found.span())):
            sub = "other" if owner.sub in ("subdistrict", "community") else owner.sub
            yield _mention(reading, Span(owner.start, found.end()), sub, "team_of_body")


RULES: tuple[Rule, ...] = (park_of_zone, zone_of_city, sister_department, organ_of_town, hamlet_of_town, division_of_court, team_of_body)


def find(reading: Reading) -> tuple[Mention, ...]:
    """Small bodies beside names that are known; runs behind the other finders of organisations."""
    return ordered(m for rule in RULES for m in rule.make(reading))
