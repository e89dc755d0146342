"""Who holds, held or is given which post in which organisation.

A chain is what stands before a name: organisations, departments, titles (云河市工信局党组书记、局长). A title
without an organisation takes the one before it in the chain or sentence, or the area when it names its level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.grammar.rule import Hit, Rule, apply, expand, rule
from kg.grammar.view import Token, View
from kg.lexicon.bodies import implied, kind_before, opened
from kg.lexicon.levels import fits, place_at, place_in_name
from kg.lexicon.lists import words
from kg.model import Claim, Mention, Reading, Sentence, Span

_FORMER = "原|前|时任|前任|原任|曾任|历任"
_STAND = f"(?:(?:{_FORMER}|现任|新任|首任|现|兼任|兼|兼职|有关|相关|主要|分管|下属|所属|旗下|驻华|主持[^，、。]{{0,4}}工作的?|的){{1,2}})"
_DEPARTMENT = "(?:[一-鿿A-Za-z0-9（）]{1,14}?(?:部|处|科|室|中心|办|组|队|所|院|系|站|司|分公司|项目部|分局|区))"
_UNIT = f"(?:{_STAND}?(?:{{ORG|LOC}}(?:（[^（）]{{1,12}}）)?{_STAND}?){{1,3}}{_DEPARTMENT}?{_STAND}?{{TITLE}}|{_STAND}?(?:自治区)?{{TITLE}})(?:（[^（）。，]{{1,6}}）)?"
_OWN = "(?:(?![市县区省州])[一-鿿]{1,8}?(?:部|处|科|室|中心|办|队|所|站))"  # a department of the body just named
_CHAIN = f"{_UNIT}(?:[、，,兼 暨](?:{_UNIT}|{_OWN}{{TITLE}})){{0,6}}"
_ROW = f"{_UNIT}(?:[、兼 暨和](?:{_UNIT}|{_OWN}{{TITLE}})){{0,6}}"
_PEOPLE = "{PER}(?:同志)?(?:[、和 ]{PER}(?![（{TITLE}]))*"
_NOT_NAMED = "(?![ ：]?{PER}|[、，兼]{TITLE}|的|等?（?{PER})"
_SHARED = re.compile("副|委员|常委|成员|代表|教授|院士|研究员|工程师|巡视员|调研员|董事|监事|助理|员$")
_LEVEL = re.compile("^(?:常务|副|代理|代|候任|第一)*(自治区(?=副?主席)|[省市县区州盟旗镇乡](?=长))(?:长|副?主席)(?:助理)?$")
_HOUSES = re.compile("^(?:人大|政协|政府)")
_PUBLIC = re.compile("书记|长$|主任|主席|委员|常委|主委|代表|司令|政委|专员|巡视员|调研员|助理|县令|知府|负责人|成员")
_NO_POST = re.compile("候选人|人选|记者$|主持人$|^法人$|^导师$")


class _Post(NamedTuple):
    """One title of a chain: the organisation said with it (None where none is), former or not."""

    org: Mention | None
    title: str
    former: bool
    region: bool  # 自治区 before 副主席 is part of the level, not of the title
    said: str  # the title with the 社区, 村 before it


def _units(hit: Hit, group: str = "chain") -> Iterator[_Post]:
    """The titles of a chain, each with the organisation in force."""
    text, tokens = hit.view.text, hit.view.tokens
    start, end = hit.match.span(group)
    org: Mention | None = None
    former, gap = False, start
    for at in range(start, end):
        token = tokens.get(at)
        if token is None:
            continue
        said = text[gap:at]
        if token.kind == "TITLE":
            yield _post(hit, org, token, Span(gap, at), former or _is_former(said))
        elif token.item is not None:
            fresh = _owner(org, token.item, text[at + 1 : at + 2], tokens.get(at + 1))
            former = _is_former(said) or (former and fresh is org)
            org = fresh
        gap = at + 1


def _is_former(said: str) -> bool:
    return bool(re.search(_FORMER, said))


def _owner(current: Mention | None, new: Mention, behind: str, token: Token | None) -> Mention:
    """A bare department (宣传部 after 市委常委、) is no organisation of its own beside a named one."""
    if current is not None and new.text in words("post_departments"):
        return current
    return new


def _post(hit: Hit, org: Mention | None, title: Token, gap: Span, former: bool) -> _Post:
    """The title with the department said before it: 新闻科科长 in 云河市委宣传部新闻科科长."""
    whole = hit.view.whole
    begin = title.start
    if org is None:
        begin += len(kind_before(whole[title.start : title.end]))
    said = re.sub(f"^[、，,兼 暨]+|{_STAND}$|^{_STAND}", "", hit.view.text[gap.start : gap.end])
    said = re.sub("^（[^（）]*）|^[、，,兼 暨]+", "", said)
    if said != "自治区" and said and re.fullmatch(_DEPARTMENT, said):
        begin = hit.view.starts[gap.end - len(said)] if hit.view.text[: gap.end].endswith(said) else begin
    previous = hit.view.tokens.get(gap.start - 1)
    if previous and previous.item and previous.item is not org and previous.item.text in words("post_departments"):
        begin = previous.start
    words_said = whole[begin : title.end]
    if words_said.startswith("政府") and _LEVEL.match(words_said[2:]):
        words_said = words_said[2:]
    return _Post(org, words_said, former, said.endswith("自治区"), whole[title.start : title.end])


def _people(hit: Hit) -> list[Mention]:
    return [t.item for t in hit.all("PER", "people") if t.item is not None]


def _claims(hit: Hit, people: list[Mention], former: bool = False, confidence: float = 0.93) -> Iterator[Claim]:
    """One claim for each person and title whose organisation is known."""
    current: Mention | None = None
    for post in _units(hit):
        current = post.org or current
        org = _organisation(hit, post, current)
        if org is None or _NO_POST.search(post.title):
            continue
        if org.kind == "LOC" and not _PUBLIC.search(post.title):
            continue
        holders = people if _SHARED.search(post.title) or len(people) == 1 else people[:1]
        for person in holders:
            yield hit.claim(
                "POST",
                confidence if post.org else confidence - 0.08,
                person=person,
                org=org,
                title=post.title,
                former="true" if former or post.former else None,
            )


def _organisation(hit: Hit, post: _Post, current: Mention | None) -> Mention | None:
    """The organisation of a title: said with it, said before in the chain or sentence, or implied."""
    if post.org is not None and not post.region and not _LEVEL.match(post.title):
        return _place_of(hit.reading, post.org) if _HOUSES.match(post.title) and post.org.kind == "ORG" else post.org
    known = post.org or current or _carried(hit)
    level = _LEVEL.match("自治区" * post.region + post.title)
    if level:
        return _area(hit.reading, known, level[1])
    if known is not None and _HOUSES.match(post.title):
        return _place_of(hit.reading, known)
    if known is not None:
        return known
    start = hit.match.start("chain")
    return implied(hit.reading, hit.view.text[max(0, start - 6) : start], post.said, hit.span("chain").start)


def _area(reading: Reading, known: Mention | None, level: str) -> Mention | None:
    """Whose 县长, 副市长, 代区长 it is: the place said, the place in the name of its committee, or the area."""
    if known is not None:
        place = place_in_name(reading, known)
        if fits(known.text, level) or known.text.endswith("政府"):
            return known
        if place is not None and fits(place.text, level) is not False:
            return place
        if place is not None and known.kind == "ORG":
            return place_at(reading, level) if fits(place.text, level) is None else None
    governments = [m for m in reading.of_kind("ORG") if m.text == level + "政府"]
    return place_at(reading, level) or next(iter(governments), None)


def _place_of(reading: Reading, org: Mention) -> Mention:
    """Whose congress or conference it is beside a committee: the place in its name, the area, else the committee."""
    if org.kind == "LOC":
        return org
    return place_in_name(reading, org) or (reading.area if len(org.text) <= 3 else None) or org


def _carried(hit: Hit) -> Mention | None:
    """The organisation of the last chain before, in the same sentence: 北川集团董事长甲，总经理乙."""
    earlier = hit.view.text[: hit.match.start("chain")]
    if not opened(earlier) or not _CARRY.search(earlier[-12:]):
        return None
    for found in reversed(list(_ANY_CHAIN.finditer(earlier))):
        for at in range(found.end() - 1, found.start() - 1, -1):
            token = hit.view.tokens.get(at)
            if token is not None and token.kind in ("ORG", "LOC"):
                return token.item
        if not opened(earlier[: found.start()]):
            return implied(hit.reading, earlier[: found.start()][-6:], "", hit.view.starts[found.start()])
    return None


_CARRY = re.compile(expand("{PER}[^。；]{0,10}$"))
_ANY_CHAIN = re.compile(expand(f"{_CHAIN}[ ：]?{{PER}}"))


@rule(f"(?P<chain>{_CHAIN})[ ：]?(?P<people>{_PEOPLE})", needs="TITLE PER")
def title_before_name(hit: Hit) -> Iterator[Claim]:
    """Titles before a name: 云河市工信局党组书记、局长沈若兰; 县长周启明 (the area's); 副局长林海洋、何平."""
    yield from _claims(hit, _people(hit))


@rule(f"(?P<chain>{{ORG|LOC}}{_DEPARTMENT}?)(?P<people>{{PER}})(?P<title>{{TITLE}})(?!{{PER}})", needs="TITLE PER ORG")
def title_behind_name(hit: Hit) -> Iterator[Claim]:
    """The title behind a name whose organisation stands before it: 云河市农业局沈若兰局长."""
    token, org = hit.token("title"), hit.view.tokens[hit.match.start("chain")].item
    if token is not None and org is not None and (org.kind == "ORG" or _PUBLIC.search(hit.text("title"))):
        department = hit.view.whole[org.end : _people(hit)[0].start]
        title = department + hit.text("title")
        yield hit.claim("POST", 0.9, person=_people(hit)[0], org=org, title=title)


@rule(f"(?<![一-鿿{{TITLE}}])(?P<people>{{PER}})[（，](?:现为|现任|系|时任|现)?(?P<chain>{_ROW})(?=[）。；，]|$){_NOT_NAMED}", needs="TITLE PER ORG")
def title_in_apposition(hit: Hit) -> Iterator[Claim]:
    """The post in brackets or between commas behind a name: 沈若兰（云河市工信局局长）."""
    behind = hit.view.text[hit.match.end() : hit.match.end() + 3]
    if not re.search(expand("^[，、]?{PER}"), behind):
        yield from _claims(hit, _people(hit)[:1], confidence=0.85)


@rule(
    f"(?P<people>{_PEOPLE})(?:同志)?(?P<how>[^，。；：、{{PER}}{{TITLE}}]{{0,10}}?)"
    rf"(?P<verb>不再担任|不再兼任|曾任|历任|原任|辞去|卸任|兼任|担任|出任|接任|任命为|选为|聘为|当选为?|荣任|升任|调任|转任|改任|履新|就任|任|为|是|系)了?"
    f"(?P<chain>{_ROW}){_NOT_NAMED}",
    needs="TITLE PER",
)
def takes_office(hit: Hit) -> Iterator[Claim]:
    """Who is, becomes or ceases to be what: 任命沈若兰为云河市工信局局长; 林海洋任副县长; 周启明不再担任…."""
    former = bool(re.search("不再|曾|历任|原任|辞去|卸任|免去|此前|之前|先前", hit.text("how") + hit.text("verb")))
    if hit.text("verb") in ("为", "是", "系") and len(hit.text("how")) > 2:
        return
    yield from _claims(hit, _people(hit), former, 0.88)


@rule("(?P<chain>{ORG|LOC})(?P<head>长)[ ：]?(?P<people>{PER})", needs="PER")
def fused_title(hit: Hit) -> Iterator[Claim]:
    """A head whose first character also ends the body's name: 青岚县教育局长沈若兰, 大柳镇长曹进."""
    body = hit["chain"]
    title = body.text[-1] + "长"
    if body.text[-1] in "局厅院所站校镇乡县市区州处馆社行":
        yield hit.claim("POST", 0.88, span=Span(body.start, hit.span().end), person=_people(hit)[0], org=body, title=title)


@rule(f"(?P<people>{{PER}})，(?:男|女)[，。；][^。\n]{{0,90}}?(?P<verb>现任|现为|曾任|历任|任)(?P<chain>{_ROW}){_NOT_NAMED}", needs="TITLE PER")
def present_post(hit: Hit) -> Iterator[Claim]:
    """The post a short life names: 周启明，男，1972年3月生，现任云河市司法局局长."""
    yield from _claims(hit, _people(hit), hit.text("verb") in ("曾任", "历任"), 0.88)


@rule(f"(?:免去了?(?P<people>{_PEOPLE})(?:同志)?(?:兼任)?的?|(?<![一-鿿])(?P<one>{{PER}})(?:同志)?的(?={_ROW}职务))(?P<chain>{_ROW})", needs="TITLE PER")
def leaves_office(hit: Hit) -> Iterator[Claim]:
    """Who is relieved of a post: 免去沈若兰的云河市工信局局长职务; in a list under 免去: 沈若兰的…职务."""
    yield from _claims(hit, _people(hit) if hit.has("people") else [hit["one"]], True, 0.9)


@rule(f"(?P<people>{{PER}})(?P<far>[^。\n]{{1,80}}?)(?:免去|辞去)其(?:兼任)?的?(?P<chain>{_ROW})", needs="TITLE PER")
def leaves_own_office(hit: Hit) -> Iterator[Claim]:
    """免去其…职务 speaks of the person named last: 沈若兰任云河市审计局局长，免去其云河市财政局副局长职务."""
    named = [t.item for t in hit.all("PER") if t.item is not None]
    yield from _claims(hit, named[-1:], True, 0.85)


RULES: tuple[Rule, ...] = (
    title_before_name,
    title_behind_name,
    title_in_apposition,
    fused_title,
    takes_office,
    present_post,
    leaves_office,
    leaves_own_office,
)


def read(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Iterator[Claim]:
    """POST claims, in the order of the page; each person, organisation and title once a sentence."""
    for _, view in views:
        seen: set[tuple[str, ...]] = set()
        for claim in apply(RULES, reading, (view,)):
            key = tuple(a if isinstance(a, str) else a.text for _, a in claim.args)
            if key not in seen:
                seen.add(key)
                yield claim
