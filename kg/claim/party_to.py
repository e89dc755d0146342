"""Who invests in, builds, runs or leads a project: PARTY_TO claims."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.grammar import layer
from kg.grammar.rule import Hit, Rule, apply, expand, procedure, rule
from kg.grammar.view import View
from kg.model import Claim, Mention, Reading, Sentence, Span

_DOES = (
    "投资建设|投资兴建|投资新建|投资|捐资建设|捐资兴建|捐资|捐建|援建|承建|承办建设|建设运营|建设|兴建|新建|扩建|修建|开发建设|开发|"
    "打造|新上|续建|改建|迁建|实施|运营|经营|筹建|创建|承担建设|承担|代建|共建|出资建设|出资|施工|设计|建成|投建|落地建设|引进建设|签约|签订|合作建设|合作开发|合作实施|合作|共同建设|合资建设|合资|"
    "参建|参与建设|参与投资|参与实施|总承包|监理|勘察|控股|管理|组织实施|主导|牵头|研制|负责招商|招商运营|招商"
)
_NOUN = "(?:(?:[省市县区]属|国有|央企|国企|民营|民企|企业|公司|集团|业主|施工方|本土|当地|知名|龙头){1,3})?"  # 区属国企|北川集团
_WITH = rf"(?:(?:[、和与及]|联合|携手|联手){_NOUN}{{ORG|LOC}}){{0,4}}"
_FOUNDED = "(?:[^。，；：{PRJ}由]{2,36}?(?:成立|设立|组建|注册|出资|控股)的(?:项目公司|合资公司|全资子公司)?)?"  # 由北川集团出资成立的|云河铝箔公司
_OWNED = rf"{_FOUNDED}{_NOUN}(?:(?:集团|公司|我公司|企业|开发区|园区|管委会)[与和联]合?)?(?:(?:集团|公司|总公司)(?:下属|旗下|所属|控股|全资|权属)的?(?:单位|企业|子公司)?)?(?:{{ORG}}(?:（[^（）]{{0,20}}）)?(?:下属|旗下|所属|控股|全资|权属)的?)?"
_SHARED = rf"(?:[^，。；{{ORG}}]{{0,6}}(?:{_DOES})[、，]由?{{ORG}}){{0,3}}"
_ROW = r"{PRJ}(?:[、和及与]{PRJ}|，?以及{PRJ})*"
_IN_OFFICE = re.compile(expand("(?P<org>{ORG}){TITLE}(?:[、兼]?{TITLE})*(?P<who>{PER})"))
_SAID_TO_BUILD = re.compile(
    expand(
        r"(?P<who>{PER})(?:表示|说|介绍|透露|告诉记者)[^。；{ORG}{PER}]{0,80}?(?:投资|建设|打造|新建)[^，。；{PRJ}]{0,14}"
        r"(?P<what>{PRJ}(?:[、和及与]{PRJ}|，?以及[^，。；{PRJ}]{0,8}{PRJ})*)"
    )
)
_SAID_OF_OWN = re.compile(expand(r"(?P<who>{PER})(?:表示|说|介绍|透露|告诉记者)[^。；{ORG}{PER}{PRJ}]{0,20}?(?:公司|集团|企业|我们)[^。；{PER}{PRJ}]{0,60}?(?P<what>{PRJ})(?:计划|预计|总|已完成|一期|累计|将|已|正在|今年){0,2}(?:投资|投产|开工|建成|建设|动工|竣工|试产)"))
_THING = "(?<=[该此本])[园桥路厂站港馆库线]|项目|工程|大桥|隧道|园区|基地|公路|铁路|高速|产业园|电站|医院|学校|中心|水库|管廊|大道|厂房"
_ROLE = "(?:施工|建设|投资|承建|总承包|设计|监理|运营|代建|实施|业主|开发|勘察)(?:单位|方|主体|企业|商)|业主"
_NAMES_IT = re.compile(rf"(?:该|此|本)?(?:{_THING}|{_ROLE})")
_DEICTIC = re.compile(
    expand(rf"(?:^|[，。；])(?:(?:该|此|本|这[一条座个处])?(?:{_THING})(?:[^。；{{PRJ}}{{ORG}}]{{0,40}}?)|(?=(?:{_ROLE})[为是系：]))(?:由{_OWNED}(?P<who>{{ORG}}{_WITH})(?:[^，。；]{{0,10}}?)(?:{_DOES}|牵头|负责)|(?:{_ROLE})(?:为|是|系|：)(?P<role>{{ORG}}(?:[、和]{{ORG}})*))")
)
_SHARES = re.compile(expand(r"(?:[，、]|^)(?:并|其中)?(?:由)?(?P<who>{ORG})(?:负责|承担|参与)?[^，。；{ORG}{PRJ}]{0,6}(?:设计|施工|承建|监理|总承包|代建|建设|运营|经营|投资|实施|勘察)(?:和(?:运营|经营|建设))?(?=[，。；]|$)"))
_PAIR = re.compile(expand(r"(?P<who>{ORG}(?:（[^（）]{1,20}）)?(?:[、与和同及]{ORG})+)[^。；{ORG}{PER}]{0,40}?(?:签署|签订|签约|签字|达成|正式牵手|携手|开展合作|合作|{EVT})"))
_BOTH = re.compile(
    expand(r"(?:双方|三方|各方|根据协议|按照协议|根据合作协议|协议约定)[^。；{PRJ}]{0,40}?(?:建设|共建|打造|设立|成立|实施|开发|投资|推进)[^，。；{PRJ}]{0,20}(?P<what>{PRJ}(?:[、和及]{PRJ})*)")
)
_WORKS_HEAD = re.compile("(?:处理厂|水厂|电厂|发电厂|热电厂|泵站|水库|车站|电站|变电站|机场|港|学校|中学|小学)$")
_NOT_PARTIES = frozenset(["zone", "subdistrict", "party_gov", "community", "media"])


def _named(hit: Hit, group: str) -> list[Mention]:
    start, end = hit.match.span(group)
    items = (hit.view.tokens[i].item for i in range(start, end) if i in hit.view.tokens)
    return [m for m in items if m is not None and m.kind in ("ORG", "LOC")]


def _projects(hit: Hit, group: str) -> list[Mention]:
    return [t.item for t in hit.all("PRJ", group) if t.item is not None]


def _all(hit: Hit, sure: float) -> Iterator[Claim]:
    for project in _projects(hit, "what"):
        for agent in _named(hit, "who"):
            yield hit.claim("PARTY_TO", sure, agent=agent, project=project)


@procedure
def party_namesake(reading: Reading) -> Iterator[Claim]:
    """A company's, school's or hospital's name begins the project's name: 北川集团年产5万吨铝箔项目."""
    names = {m.start: m for m in reading.of_kind("ORG") if m.sub not in _NOT_PARTIES}
    for project in reading.of_kind("PRJ"):
        lead = names.get(project.start)
        if lead is not None and lead.end < project.end and not (project.rule == "stop_of_tour" and lead.sub == "institute") and not (lead.sub == "company" and _WORKS_HEAD.search(lead.text)):
            args = (("agent", lead), ("project", project))
            yield Claim(reading.article.id, "PARTY_TO", args, Span(*project.span), "party_namesake", 0.85)


@rule(
    rf"由{_OWNED}(?P<who>{{ORG|LOC}}{_WITH}{_SHARED})(?!(?:下属|旗下|所属|控股|全资)的?{{ORG}})(?:等[^，。；]{{0,8}})?(?:[^，。；]{{0,12}}?)(?:{_DOES})(?:[^，。；{{PRJ}}]{{0,14}}?)的(?:[^，。；{{PRJ}}]{{0,10}}?)(?P<what>{_ROW})",
    needs="PRJ",
)
def party_by(hit: Hit) -> Iterator[Claim]:
    """由北川集团投资建设的云河冷链物流园."""
    yield from _all(hit, 0.9)


@rule(
    rf"(?P<what>{{PRJ}})(?:(?!以及|还有)[^。；{{PRJ}}{{ORG}}]){{0,40}}?由{_OWNED}(?P<who>{{ORG}}{_WITH})(?!(?:下属|旗下|所属|控股|全资)的?{{ORG}})(?:[^，。；]{{0,10}}?)(?:{_DOES}|牵头|负责)",
    needs="PRJ ORG",
)
def party_passive(hit: Hit) -> Iterator[Claim]:
    """云河冷链物流园总投资8亿元，由北川集团投资建设."""
    yield from _all(hit, 0.9)


@rule(
    rf"(?P<who>{{ORG|LOC}}{_WITH})(?:等[^，。；{{PRJ}}]{{0,8}})?(?:对口|共同|联合|合作|独家|全资|计划|拟|正在){{0,2}}(?:{_DOES})(?:[\d.]+[万亿]*(?:美|欧)?元)?(?:建设|兴建|打造)?的(?:[^，。；{{PRJ}}]{{0,10}}?)(?P<what>{_ROW})",
    needs="PRJ",
)
def party_attribute(hit: Hit) -> Iterator[Claim]:
    """北川集团投资建设的云河冷链物流园; 云河市援建的青岚小学."""
    if any(m.kind == "LOC" for m in _named(hit, "who")) and "援" not in hit.text():
        return
    yield from _all(hit, 0.88)


@rule(
    rf"(?P<who>{{ORG}}{_WITH})(?:[^。；{{ORG}}{{PRJ}}{{PER}}的]{{0,28}}?)(?:{_DOES}|启动|中标|签约|推进)(?:了|国内|全国|首个|[^，。；{{PRJ}}{{ORG}}]){{0,16}}?(?P<what>{_ROW})",
    needs="ORG PRJ",
)
def party_subject(hit: Hit) -> Iterator[Claim]:
    """A company or institute as subject builds it: 北川集团计划投资10亿元建设智能家电产业园."""
    for agent in _named(hit, "who"):
        if (
            agent.kind == "ORG"
            and agent.sub not in _NOT_PARTIES
            and not re.search("工委|政府|管委|委员会", agent.text)
        ):
            for project in _projects(hit, "what"):
                yield hit.claim("PARTY_TO", 0.8, agent=agent, project=project)


@rule(
    r"(?P<who>{ORG}){TITLE}(?:、?{TITLE})*{PER}[^。；{ORG}{PER}]{0,40}?(?:投资|建设|打造|启动)[^，。；{PRJ}]{0,14}(?P<what>{PRJ}(?:[、和及与]{PRJ}|，?以及[^，。；{PRJ}]{0,8}{PRJ})*)",
    needs="ORG PER PRJ",
)
def party_speaker(hit: Hit) -> Iterator[Claim]:
    """A company's head says what it builds: 北川集团董事长沈若兰表示，将投资3亿元建设云河冷链物流园."""
    for agent in _named(hit, "who"):
        if agent.sub not in _NOT_PARTIES:
            for project in _projects(hit, "what"):
                yield hit.claim("PARTY_TO", 0.75, agent=agent, project=project)


@rule(
    r"(?P<what>{PRJ})[^。；{PRJ}{ORG}]{0,6}(?:(?:施工|建设|投资|承建|总承包|设计|监理|运营|代建|业主|实施|开发)(?:单位|方|主体|企业|商)|业主)(?:负责人|代表)?(?:为|是|、|：)?(?P<who>{ORG})",
    needs="PRJ ORG",
)
def party_role(hit: Hit) -> Iterator[Claim]:
    """云河隧道施工单位、北川建工集团…; 项目业主单位为北川集团."""
    yield from _all(hit, 0.85)


@rule(r"(?P<who>{ORG})(?:的|旗下的?|所属的?)(?P<what>{PRJ})", needs="ORG PRJ")
def party_owner(hit: Hit) -> Iterator[Claim]:
    """北川集团的云河冷链物流园."""
    for agent in _named(hit, "who"):
        if agent.sub not in _NOT_PARTIES:
            for project in _projects(hit, "what"):
                yield hit.claim("PARTY_TO", 0.75, agent=agent, project=project)


@rule(r"(?P<who>{ORG})（[^（）]{1,60}）(?P<what>{PRJ})", needs="ORG PRJ")
def party_bracketed(hit: Hit) -> Iterator[Claim]:
    """The short form in brackets parts a company from its project: 北川电力公司（以下简称“北川电力”）云岭发电项目."""
    for agent in _named(hit, "who"):
        if agent.sub not in _NOT_PARTIES:
            for project in _projects(hit, "what"):
                yield hit.claim("PARTY_TO", 0.8, agent=agent, project=project)


@rule(r"(?P<who>{ORG|LOC}(?:[、与和同及]{ORG})+)(?:等[^，。；]{0,6})?(?:共同|分别|正式)?(?:就|围绕)(?:(?P<what>{PRJ})|(?P<short>[^，。；{PRJ}{ORG}]{2,10}?(?:项目|工程|基地)))[^，。；{PRJ}{ORG}]{0,10}?(?:签|达成)", needs="ORG")
def party_signed(hit: Hit) -> Iterator[Claim]:
    """Those who sign for a project, named in full or by its last words: 县政府与北川集团、云河公司就铝箔项目签订三方协议."""
    short = hit.text("short") if hit.has("short") else ""
    same = {m.text: m for m in hit.reading.of_kind("PRJ") if short and m.text.endswith(short)}
    works = list(same.values())[:1] if len(same) == 1 else [] if short else _projects(hit, "what")
    for agent in _named(hit, "who"):
        if agent.kind == "ORG" and agent.sub not in _NOT_PARTIES:
            for project in works:
                yield hit.claim("PARTY_TO", 0.75, agent=agent, project=project)


@procedure
def party_deictic(reading: Reading, views: list[View]) -> Iterator[Claim]:
    """What 该工程, 项目 mean is the project named last in the paragraph: 该工程由北川集团承建."""
    last: Mention | None = None
    for view in views:
        if view.starts and reading.text[view.starts[0] - 1 : view.starts[0]] in ("", "\n") and not _NAMES_IT.match(view.text):
            last = None
        found = _DEICTIC.search(view.text)
        if found and last is not None and reading.text.count("\n", last.end, view.starts[0]) <= 1 and not any(t.kind == "PRJ" for i, t in view.tokens.items() if i < found.end()):
            yield from _for_project(reading, view, found, last, "party_deictic", "who" if found["who"] else "role")
            for share in _SHARES.finditer(view.text, found.end()):
                yield from _for_project(reading, view, share, last, "party_deictic")
        last = next((t.item for t in reversed(view.tokens.values()) if t.kind == "PRJ"), last)


@procedure
def party_shares(reading: Reading, views: list[View]) -> Iterator[Claim]:
    """Who designs, who builds, who runs: 云岭隧道由北川集团投资，云河设计院设计，青岚建工集团承担施工."""
    for view in views:
        projects = [(i, t.item) for i, t in view.tokens.items() if t.kind == "PRJ"]
        if len(projects) != 1 or "由" not in view.text[projects[0][0] :] or projects[0][1] is None:
            continue
        for found in _SHARES.finditer(view.text, projects[0][0] + 1):
            yield from _for_project(reading, view, found, projects[0][1], "party_shares")


def _for_project(reading: Reading, view: View, found: re.Match[str], project: Mention, rule: str, group: str = "who") -> Iterator[Claim]:
    """One claim for each body under a group."""
    for i in range(*found.span(group)):
        token = view.tokens.get(i)
        if token is not None and token.item is not None and token.item.kind == "ORG":
            args = (("agent", token.item), ("project", project))
            yield Claim(reading.article.id, "PARTY_TO", args, view.span(*found.span()), rule, 0.8)


@procedure
def party_both(reading: Reading, views: list[View]) -> Iterator[Claim]:
    """What both sides of an agreement will build: A与B签署协议，双方将共建云河冷链物流园."""
    pair: list[Mention] = []
    for view in views:
        signed = _PAIR.search(view.text)
        if signed:
            items = (view.tokens[i].item for i in range(*signed.span("who")) if i in view.tokens)
            pair = [m for m in items if m is not None and m.kind == "ORG"]
        found = _BOTH.search(view.text)
        if found is None or not pair:
            continue
        for i in (i for i in range(*found.span("what")) if i in view.tokens):
            for agent in pair:
                args = (("agent", agent), ("project", _item(view, i)))
                yield Claim(reading.article.id, "PARTY_TO", args, view.span(found.start(), i + 1), "party_both", 0.7)


@procedure
def party_of_speaker(reading: Reading, views: list[View]) -> Iterator[Claim]:
    """What a company's head, introduced elsewhere on the page, says it builds: 沈若兰说，公司将建设云河冷链物流园."""
    employers = _employers(views)
    for view in views:
        for found in (*_SAID_TO_BUILD.finditer(view.text), *_SAID_OF_OWN.finditer(view.text)):
            agent = employers.get(_item(view, found.start("who")).text)
            if agent is None:
                continue
            for i in range(*found.span("what")):
                if i in view.tokens:
                    project = _item(view, i)
                    args = (("agent", agent), ("project", project))
                    span = view.span(found.start("what"), i + 1)
                    yield Claim(reading.article.id, "PARTY_TO", args, span, "party_of_speaker", 0.7)


def _item(view: View, at: int) -> Mention:
    item = view.tokens[at].item
    assert item is not None
    return item


def _employers(views: list[View]) -> dict[str, Mention]:
    """Person → the company or institute whose post stands before the name."""
    out: dict[str, Mention] = {}
    for view in views:
        for found in _IN_OFFICE.finditer(view.text):
            org = _item(view, found.start("org"))
            if org.sub not in _NOT_PARTIES:
                out.setdefault(_item(view, found.start("who")).text, org)
    return out


_PATTERNS: tuple[Rule, ...] = (
    party_by,
    party_passive,
    party_attribute,
    party_subject,
    party_speaker,
    party_role,
    party_owner,
    party_bracketed,
    party_signed,
)
RULES: tuple[Rule, ...] = (
    party_namesake,
    party_by,
    party_passive,
    party_attribute,
    party_subject,
    party_speaker,
    party_role,
    party_owner,
    party_bracketed,
    party_signed,
    party_deictic,
    party_shares,
    party_both,
    party_of_speaker,
)


def _as_projects(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> list[View]:
    """The views, with a name that is organisation and project at once, or opens a ceremony's name, shown as the project."""
    works = tuple(reading.of_kind("PRJ"))
    spans = {m.span for m in works}
    hidden = {m for m in reading.of_kind("ORG") if m.span in spans}
    hidden |= {e for e in reading.of_kind("EVT") if any(e.start == w.start and w.end < e.end for w in works)}
    if not hidden:
        return [view for _, view in views]
    kept = tuple(m for m in reading.mentions if m not in hidden)
    as_works = replace(reading, mentions=kept)
    return [view for _, view in layer.views(as_works, layer.tokens(as_works, ("title",)))]


def read(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Iterator[Claim]:
    """PARTY_TO claims; each pair of names once."""
    if not any(True for _ in reading.of_kind("PRJ")):
        return
    seen: set[tuple[str, str]] = set()
    shown = _as_projects(reading, views)
    for claim in (
        *party_namesake.make(reading),
        *apply(_PATTERNS, reading, shown),
        *party_deictic.make(reading, shown),
        *party_shares.make(reading, shown),
        *party_both.make(reading, shown),
        *party_of_speaker.make(reading, shown),
    ):
        agent, project = claim.arg("agent"), claim.arg("project")
        assert isinstance(agent, Mention) and isinstance(project, Mention)
        if (agent.text, project.text) not in seen:
            seen.add((agent.text, project.text))
            yield claim
