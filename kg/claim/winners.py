"""Lists of winners: 北川公司（一等奖）, 一等奖：北川公司, 甲、乙分获一、二等奖, 表彰了甲等10个先进集体.

The honour stands beside its holders here without a verb of receiving, or with one for several honours at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.grammar.rule import Hit, Rule, apply, procedure, rule
from kg.grammar.view import View, mark
from kg.model import Claim, Mention, Reading, Sentence, Span
from kg.wording.awardees import rolls
from kg.wording.honours import clean, marked, sound, vague

_HELD = "".join(mark(k) for k in ("ORG", "PER", "PRJ", "LOC"))
_LIST = "".join(mark(k) for k in ("ORG", "LOC", "PRJ", "PER", "INI", "EVT")) + "、和与及"
_ASIDE = "(?:（[^（）]{1,12}）)?"
_ITEM = rf"[{_HELD}{mark('TITLE')}]*[{_HELD}]{_ASIDE}"
_ROW = rf"{_ITEM}(?:[、和与 ](?:[^，。；：、“”{_HELD}]{{1,4}}(?={mark('PER')}))?{_ITEM}){{0,30}}"  # 、职工|林海洋
_GETS = "(?:授予|评为|评选为|表彰为|命名为|荣获|获得|获评|夺得|摘得|荣膺|获)"
_OFFICE = "[^，。；：“”{PER}]{0,20}{TITLE}[^，。；：“”{PER}]{0,2}{PER}"
_PRIZE = r"[^（）()，。；：！？\n]{0,16}?(?:(?:[特一二三四优][等]?|金|银|铜|大|提名|优胜|优秀|组织|创意|人气|贡献|创新|入围|鼓励|纪念|最佳[^，。；：（）]{1,6})奖|冠军|亚军|季军|[金银铜]牌)"
_QUOTED = "“[^“”]{2,24}”(?:奖|称号|荣誉称号)?"
_COLLECTIVE = "(?:先进|优秀|模范|文明|示范|标杆|红旗|优胜|最美|十佳|杰出|突出贡献|星级)[^，。；：、“”]{0,12}?(?:集体|个人|单位|企业|标兵|能手|工作者|党员|干部|教师|家庭|村|社区|乡镇|项目|代表|员工|职工|医生|护士|民警|企业家|党组织|党支部|党务工作者)"
_ORDERED = re.compile("[一二三四特][、和与][一二三四特、和与]*[一二三四]等奖$")
_SPLIT = re.compile("、|和|以及|与|(?<=”)(?=“)")
_CUE = re.compile("奖|[夺摘]得|冠军|亚军|季军|[金银铜]牌|称号|表彰|表扬|授予|命名|确定|[认评]定|评选|核定|批准|公布|推选|[是系为现](?:我|国家|全国|国内|首|省|全省|全市|中国)")


@rule(rf"(?P<who>[{_HELD}])（(?P<honour>{_PRIZE}|{_QUOTED})）")
def prize_in_brackets(hit: Hit) -> Iterator[Claim]:
    """The prize stands in brackets behind its winner: 北川公司（一等奖）、云河大学（二等奖）."""
    yield from _given(hit, "who", hit.span("honour"), 0.8)


@rule(rf"(?:^|[，。；：！？、 \n]|获得?)(?P<honour>{_PRIZE}|{_QUOTED})(?:[（(]?\d+(?:名|个|项|家)[）)]?)?(?:获得者|获奖者|获奖(?:单位|项目|企业|选手|名单))?(?:为|是|有|：)+(?P<who>{_ROW})")
def prize_before_winners(hit: Hit) -> Iterator[Claim]:
    """The prize comes first, its winners behind a colon: 一等奖：北川公司、云河大学; 一等奖获得者为沈若兰."""
    yield from _given(hit, "who", hit.span("honour"), 0.8)


@rule(rf"(?:荣获|获得|夺得|摘得|斩获|获评|获)(?P<honour>{_PRIZE}|{_QUOTED})的(?:分别)?[是为](?P<who>{_ROW})")
def prize_is(hit: Hit) -> Iterator[Claim]:
    """Who won is said behind 的是: 荣获一等奖的是北川集团."""
    yield from _given(hit, "who", hit.span("honour"), 0.8)


@rule(rf"(?:荣获|获得|获评|获|被评为|被授予|荣膺)(?P<honour>[^，。；：“”的]{{0,12}}{_QUOTED}[^，。；：“”的{_HELD}]{{0,6}}|[^，。；：“”{_HELD}的]{{0,14}}{_PRIZE})(?:荣誉)?(?:称号|荣誉)?的(?:[^，。；：{_HELD}]{{0,8}})(?P<who>{_ROW})(?!的)")
def winner_behind_prize(hit: Hit) -> Iterator[Claim]:
    """The honour stands before its holder: 获得“优秀青年”称号的沈若兰, 荣获全国金奖的北川酒业."""
    if hit.match["who"][0] != mark("LOC"):
        yield from _given(hit, "who", hit.span("honour"), 0.75)


@rule(rf"(?:表彰|表扬|命名|嘉奖|通报表扬|授予|评选出|评出|[和及、])了?(?P<who>{_ROW})等(?:\d+|[一二三四五六七八九十百]+|多)(?:个|名|家|位|户)(?:“)?(?P<honour>{_COLLECTIVE})(?=[，。；”、和及与]|进行|$)")
def praised_with_others(hit: Hit) -> Iterator[Claim]:
    """What those praised are called stands behind their number: 表彰了北川集团等10个先进集体和沈若兰等20名先进个人."""
    said = hit.view.text[max(0, hit.match.start() - 60) : hit.match.start("who")]
    if re.search("表彰|表扬|命名|嘉奖|授予|评选?出", said + hit.match[0]):
        yield from _given(hit, "who", hit.span("honour"), 0.75)


@rule(rf"(?P<who>{_ROW})(?:[两二三四五六七八九十\d]+[人名位家个所支][^，。；{_HELD}]{{0,4}})?(?:分别|分)(?:荣获|获得|获评|夺得|摘得|斩获|捧得|获|被评为|被授予|荣膺)了?(?P<honour>[^，。；：！？\n]{{3,60}})")
def shared_out(hit: Hit) -> Iterator[Claim]:
    """As many honours as holders go to them in order: 甲、乙分别获得“最佳组织奖”和“最佳创意奖”; 分获一、二等奖."""
    start, end = hit.span("honour")
    holders, said = _holders(hit, "who"), hit.reading.text[start:end]
    if _ORDERED.search(said) and len(holders) > 1:
        last = start + max(said.rfind(c) for c in "、和与") + 1
        yield from _award(hit, holders[-1], Span(last, end), 0.7)
        return
    spans = list(_pieces(said, start))
    if len(spans) == len(holders) > 1 and all(re.search("奖|”|称号|冠军|亚军|季军|单位|集体|个人|牌", hit.reading.text[slice(*s)]) for s in spans):
        for holder, span in zip(holders, spans, strict=True):
            yield from _award(hit, holder, span, 0.8)


@rule(rf"(?:^|[，。；：、])(?:其中)?(?P<honour>{_PRIZE}|{_QUOTED}|[^，。；：、“”{_HELD}]{{2,12}}(?:称号|桂冠|头衔|王))(?:荣誉|称号|桂冠)?(?:则|均|都|也|最终|分别)?(?:由|被)(?P<who>{_ROW})(?:等[^，。；{_HELD}]{{0,8}})?(?:夺得|摘得|获得|斩获|捧得|摘取|夺取|赢得|摘下|捧走|夺走|获|获评|收获)(?:了)?(?=[，。；！、]|$)")
def won_by(hit: Hit) -> Iterator[Claim]:
    """The prize is the subject, its winner stands behind 由 or 被: 一等奖由北川集团夺得, 冠军被沈若兰摘得."""
    yield from _given(hit, "who", hit.span("honour"), 0.8)


@rule(rf"(?P<who>{_ROW})等(?:\d+|[一二三四五六七八九十百]+|多)余?(?:个|名|家|位|人|户|支)[^，。；：“”{_HELD}]{{0,14}}?(?:分别)?(?:被{_GETS}|{_GETS})(?:了|为)?(?P<honour>[^，。；！？：\n]{{2,40}})")
def received_with_others(hit: Hit) -> Iterator[Claim]:
    """Those named of a number receive what all receive: 河道管理中心等16个集体被授予云河市五一劳动奖状."""
    if marked(hit.text("honour")) and not vague(hit.text("honour")):
        yield from _given(hit, "who", hit.span("honour"), 0.8)


@rule(rf"(?P<who>(?:{_OFFICE}，){{1,8}}{_OFFICE})(?:分别|均|都|也)?(?:被{_GETS}|{_GETS})(?:了|为)?(?P<honour>[^，。；！？：\n]{{4,40}})", needs="PER TITLE")
def received_by_each(hit: Hit) -> Iterator[Claim]:
    """People with their posts, parted by commas, receive it together: 主任甲，校长乙被授予全国五一劳动奖章."""
    if marked(hit.text("honour")) and not vague(hit.text("honour")):
        for at in [i for i in range(*hit.match.span("who")) if hit.view.text[i] == mark("PER")][:-1]:  # the last one is the clause's own
            if (holder := hit.view.tokens[at].item) is not None:
                yield from _award(hit, holder, hit.span("honour"), 0.8)


@rule(r"(?:确定|认定|命名|评定|评选|核定|批准|公布|列|推选)(?:了)?(?P<who>[" + _LIST + r"]+)(?:等[^，。；]{0,14})?为(?P<honour>[^，。；！？：\n]{4,40})")
def named_as(hit: Hit) -> Iterator[Claim]:
    """A body makes somebody something: 认定青岚镇、柳河镇等5个镇为省级特色镇."""
    if marked(hit.text("honour")) and not vague(hit.text("honour")):
        yield from _given(hit, "who", hit.span("honour"), 0.75)


@rule(r"(?P<who>{ORG|LOC|PRJ|INI})(?:现)?(?:是|系|为)(?:我[国省市县区州]|国内)?(?P<honour>(?:首批|首家|首个)?(?:国家|全国|全省|全市|省|中国)[^，。；！？：的]{2,24}?(?:“小巨人”企业|高新技术企业|瞪羚企业|独角兽企业|[企单]业?位|示范[区县镇村基地点]{1,2}|之乡|百强[县镇村企业]{1,2}|级旅游景区|历史文化名[城镇村]|文明[城市村镇校园]{1,2}|文物保护单位))(?=[，。；]|$)", needs="")
def is_by_title(hit: Hit) -> Iterator[Claim]:
    """A title that somebody is said to have: 北川智能是国家级专精特新“小巨人”企业."""
    yield from _given(hit, "who", hit.span("honour"), 0.75)


@procedure
def listed_below(reading: Reading) -> Iterator[Claim]:
    """A commendation list: the honour is a heading, those who have it stand behind or below it one after another."""
    ends = {m.end: m for m in sorted(reading.of_kind("ORG", "PER", "PRJ"), key=lambda m: -m.start)}  # the longest that ends there
    for roll in rolls(reading.text):
        holders = [m for item in roll.items if (m := ends.get(item.end)) is not None and m.start == item.start]
        people = any(m.kind == "PER" for m in holders)  # beside them stands where they work
        for holder in holders:
            if (holder.kind == "PER" or not people) and not _told(reading, holder, roll.honour):
                yield _listed(reading, roll.honour, holder)


RULES: tuple[Rule, ...] = (listed_below, prize_in_brackets, prize_before_winners, prize_is, winner_behind_prize, praised_with_others, shared_out, won_by, received_with_others, received_by_each, named_as, is_by_title)


def read(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Iterator[Claim]:
    """AWARD claims of lists of winners; an honour of a holder once a sentence."""
    listed = {claim.args: claim for claim in listed_below.make(reading)}
    yield from listed.values()
    for _, view in views:
        if not view.tokens or not _CUE.search(view.text):
            continue
        seen: set[tuple[object, ...]] = set(listed)
        for claim in apply(RULES[1:], reading, [view]):
            if claim.args not in seen:
                seen.add(claim.args)
                yield claim


def _told(reading: Reading, holder: Mention, honour: Span) -> bool:
    """Has a sentence before the list given the honour to the holder already?"""
    name = re.escape(holder.text)
    return bool(re.search(f"{name}[^。\n]{{0,30}}{re.escape(reading.text[slice(*honour)])}", reading.text[: honour.start]))


def _listed(reading: Reading, honour: Span, holder: Mention) -> Claim:
    args = (("subject", holder), ("honour", clean(reading.text[slice(*honour)])))
    near = reading.text.rfind("\n", 0, holder.start) < honour.start and holder.end - honour.start <= 400
    return Claim(reading.article.id, "AWARD", args, Span(honour.start if near else holder.start, holder.end), "listed_below", 0.8)


def _pieces(said: str, start: int) -> Iterator[Span]:
    at = 0
    for cut in (*_SPLIT.finditer(said), None):
        stop = cut.start() if cut else len(said)
        if stop > at:
            yield Span(start + at, start + stop)
        at = cut.end() if cut else stop


def _holders(hit: Hit, group: str) -> list[Mention]:
    """The last name of every item of a list (青岚镇|柳林村: the village; 北川中学|沈若兰: the person)."""
    text, tokens = hit.view.text, hit.view.tokens
    start, end = hit.match.span(group)
    last = [i for i in range(start, end) if i in tokens and tokens[i].kind != "TITLE" and (i + 1 == end or text[i + 1] not in _HELD)]
    return [item for i in last if (item := tokens[i].item) is not None]


def _given(hit: Hit, group: str, span: Span, sure: float) -> Iterator[Claim]:
    for holder in _holders(hit, group):
        yield from _award(hit, holder, span, sure)


def _award(hit: Hit, holder: Mention, span: Span, sure: float) -> Iterator[Claim]:
    honour = clean(hit.reading.text[span.start : span.end])
    if sound(honour) and not vague(honour):
        yield hit.claim("AWARD", sure, subject=holder, honour=honour)
