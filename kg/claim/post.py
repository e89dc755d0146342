"""Who holds, held or is given which post in which organisation.

A chain is what stands before a name: organisations, departments, titles (云河市工信局党组书记、局长). A title
without an organisation takes the one before it in the chain or sentence, or the area when it names its level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.grammar.rule import Hit, Rule, apply, expand, procedure, rule
from kg.grammar.view import Token, View
from kg.lexicon import chains
from kg.lexicon.bodies import body_of, implied, kind_before, opened, suits
from kg.lexicon.levels import governed, place_of
from kg.lexicon.lists import words
from kg.model import Claim, Mention, Reading, Sentence, Span

_LEVEL = re.compile("^(?:常务|副|代理|代|候任|第一)*(自治区(?=副?主席)|[省市县区州盟旗镇乡](?=长))(?:长|副?主席)(?:助理)?$")
_HOUSES = re.compile("^(?:人大|政协|政府)")


class _Post(NamedTuple):
    """One title of a chain: the organisation said with it (None where none is), former or not."""

    org: Mention | None
    title: str
    former: bool
    region: bool  # 自治区 before 副主席 is part of the level, not of the title
    said: str  # the title with the 社区, 村 before it


def _units(hit: Hit, group: str = "chain") -> Iterator[_Post]:
    """The titles of a chain, each with the organisation in force; none behind a 公司 or 学校 that nobody named."""
    text, tokens = hit.view.text, hit.view.tokens
    start, end = hit.match.span(group)
    org: Mention | None = None
    former, lost, gap = False, False, start
    for at in range(start, end):
        token = tokens.get(at)
        if token is None:
            continue
        said = text[gap:at]
        if token.kind == "TITLE":
            noun = None if gap - 1 in tokens and tokens[gap - 1].item else chains.SAID_NOUN.match(said)
            if noun:
                org = body_of(hit.reading, noun[1], hit.view.starts[gap])
                lost, gap = org is None, gap + noun.end()
            if not lost and not (text[at + 1 : at + 2] == "，" and chains.GROUP.search(hit.view.whole[token.start : token.end])):
                yield _post(hit, org, token, Span(gap, at), former or _is_former(said))
                org = chains.court_of(org)
        elif token.item is not None:
            fresh = chains.owner_of(org, token.item, glued=at - 1 in tokens)
            former = _is_former(said) or (former and fresh is org)
            org, lost = fresh, False
        gap = at + 1


def _is_former(said: str) -> bool:
    return bool(re.search(chains.FORMER, said))


def _post(hit: Hit, org: Mention | None, title: Token, gap: Span, former: bool) -> _Post:
    """The title with the department said before it: 新闻科科长 in 云河市委宣传部新闻科科长."""
    whole = hit.view.whole
    begin = title.start
    if org is None:
        begin += len(kind_before(whole[title.start : title.end]))
    said = re.sub(f"^[、，,兼 暨]+|{chains.STAND}$|^{chains.STAND}", "", hit.view.text[gap.start : gap.end])
    said = re.sub("^（[^（）]*）|^[、，,兼 暨]+", "", said)
    if said != "自治区" and said and re.fullmatch(chains.DEPARTMENT, said):
        begin = hit.view.starts[gap.end - len(said)] if hit.view.text[: gap.end].endswith(said) else begin
    previous = hit.view.tokens.get(gap.start - 1)
    if previous and previous.item and previous.item is not org and previous.item.text in words("post_departments"):
        begin = previous.start
    words_said = whole[begin : title.end]
    if words_said.startswith("政府") and _LEVEL.match(words_said[2:]):
        words_said = words_said[2:]
    return _Post(org, words_said, former, said.endswith("自治区"), whole[title.start : title.end])


def _people(hit: Hit, group: str = "people") -> list[Mention]:
    return [t.item for t in hit.all("PER", group) if t.item is not None] if hit.has(group) else []


def _claims(hit: Hit, people: list[Mention], former: bool = False, confidence: float = 0.93) -> Iterator[Claim]:
    """One claim for each person and title whose organisation is known."""
    current: Mention | None = None
    for post in _units(hit):
        current = post.org or current
        org = _organisation(hit, post, current)
        if org is None or chains.NO_POST.search(post.title):
            continue
        if org.kind == "LOC" and not chains.PUBLIC.search(post.title):
            continue
        holders = people if chains.SHARED.search(post.title) or len(people) == 1 else people[:1]
        for person in holders:
            yield hit.claim(
                "POST",
                confidence if post.org else confidence - 0.08,
                person=person,
                org=org,
                title=post.title if post.org else chains.without_organ(org, post.title),
                former="true" if former or post.former else None,
            )


def _organisation(hit: Hit, post: _Post, current: Mention | None) -> Mention | None:
    """The organisation of a title: said with it, said before in the chain or sentence, or implied."""
    if post.org is not None and not post.region and not _LEVEL.match(post.title):
        return place_of(hit.reading, post.org) if _HOUSES.match(post.title) and post.org.kind == "ORG" else post.org
    known = post.org or current or (_of_home(hit, post) if post.title != post.said else None) or _carried(hit, post.title)
    level = _LEVEL.match("自治区" * post.region + post.title)
    if level:
        org = governed(hit.reading, known, level[1])
        before = hit.view.text[: hit.match.start("chain")]
        return org if org is None or known is not None or opened(before) or before.endswith((org.text, org.text.removesuffix(level[1]))) else None
    if known is not None and _HOUSES.match(post.title):
        return place_of(hit.reading, known)
    if known is not None:
        return known
    return _of_home(hit, post)


def _of_home(hit: Hit, post: _Post) -> Mention | None:
    """The home of the page, for a post in a department that nobody named it with (国际部副部长)."""
    start = hit.match.start("chain")
    return implied(hit.reading, hit.view.text[max(0, start - 6) : start], post.said, hit.span("chain").start)


def _carried(hit: Hit, title: str) -> Mention | None:
    """The organisation of the last chain before, in the same sentence: 北川集团董事长甲出席会议，总经理乙主持;
    or the one just visited: 在柳河镇卫生院，副主任医师甲."""
    earlier = hit.view.text[: hit.match.start("chain")]
    visited = _VISITED.search(earlier)
    if visited and (org := hit.view.tokens[visited.start("org")].item) and suits(org, title):
        return org
    given = _GIVEN.search(hit.view.text[: hit.match.start()])
    if given and hit.match.start() < hit.match.start("chain"):
        return _said_in(hit, given)
    if not opened(earlier) or not (_CARRY.search(earlier[-12:]) or (earlier.endswith("，") and chains.STAFF.search(title))):
        return None
    for found in reversed(list(_ANY_CHAIN.finditer(earlier, max(0, len(earlier) - _FAR)))):
        org = _said_in(hit, found)
        if org is not None:
            return org if suits(org, title) else None
        if not opened(earlier[: found.start()]):
            return implied(hit.reading, earlier[: found.start()][-6:], "", hit.view.starts[found.start()])
    return None


def _said_in(hit: Hit, chain: re.Match[str]) -> Mention | None:
    """The organisation in force at the end of a chain: the last one that is no bare 管委会 or 党委."""
    said = [t.item for at in range(*chain.span()) if (t := hit.view.tokens.get(at)) and t.item and t.kind in ("ORG", "LOC")]
    if not said and (noun := chains.SAID_NOUN.match(chain.group())):
        return body_of(hit.reading, noun[1], hit.view.starts[chain.start()])
    return next((m for m in reversed(said) if m.text not in words("post_departments")), None)


_FAR = 100  # marks and characters back to the chain whose organisation still holds
_VISITED = re.compile(expand("(?:在|走进|来到|走访|前往|位于)(?P<org>{ORG})[^，。；、]{0,6}，$"))
_GIVEN = re.compile(expand(f"[任为]{chains.ROW}[，；]$"))  # the post given right before: 甲任北川公司书记，乙任副书记
_CARRY = re.compile(expand("{PER}[^。；]{0,10}$"))
_ANY_CHAIN = re.compile(expand(f"{chains.CHAIN}[ ：]?{{PER}}"))


@rule(f"(?<!{{PER}})(?P<chain>{chains.CHAIN})[ ：]?(?P<people>{chains.PEOPLE})", needs="TITLE PER")
def title_before_name(hit: Hit) -> Iterator[Claim]:
    """Titles before a name: 云河市工信局党组书记、局长沈若兰; 县长周启明 (the area's); 副局长林海洋、何平."""
    yield from _claims(hit, _people(hit))


@rule(f"(?P<verb>身为|作为|担任|曾任|时任|现任|任)(?P<chain>{chains.ROW})的(?P<people>{{PER}})", needs="TITLE PER")
def title_in_clause(hit: Hit) -> Iterator[Claim]:
    """A clause that says what somebody is or was: 曾任云河市水利局局长的林海洋; 担任青岚一中校长的何平."""
    yield from _claims(hit, _people(hit), hit.text("verb") in ("曾任", "时任"), 0.88)


@rule(f"(?P<chain>{{ORG|LOC}}{chains.DEPARTMENT}?)(?P<people>{{PER}})(?P<title>{{TITLE}})(?!{{PER}})", needs="TITLE PER ORG")
def title_behind_name(hit: Hit) -> Iterator[Claim]:
    """The title behind a name whose organisation stands before it: 云河市农业局沈若兰局长."""
    token, org = hit.token("title"), hit.view.tokens[hit.match.start("chain")].item
    if token is not None and org is not None and (org.kind == "ORG" or chains.PUBLIC.search(hit.text("title"))):
        department = hit.view.whole[org.end : _people(hit)[0].start]
        title = department + hit.text("title")
        yield hit.claim("POST", 0.9, person=_people(hit)[0], org=org, title=title)


@rule("(?<![{ORG}{LOC}{TITLE}{PER}])(?P<people>{PER})(?P<title>{TITLE})(?!{PER})", needs="TITLE PER")
def title_behind_guest(hit: Hit) -> Iterator[Claim]:
    """The title behind a name that no body is named with: on its own page the school's, group's or office's (沈若兰校长)."""
    title, start = hit.text("title"), hit.match.start()
    org = None if _LEVEL.match(title) else implied(hit.reading, hit.view.text[max(0, start - 6) : start] + "，", title, hit.span().start)
    if org is not None and org.kind == "ORG":
        yield hit.claim("POST", 0.75, person=_people(hit)[0], org=org, title=title)


@rule(f"(?<![一-鿿{{TITLE}}])(?P<people>{{PER}})[（，](?:现为|现任|系|时任|现)?(?P<chain>{chains.ROW})(?=[）。；，]|$){chains.NOT_NAMED}", needs="TITLE PER ORG")
def title_in_apposition(hit: Hit) -> Iterator[Claim]:
    """The post in brackets or between commas behind a name: 沈若兰（云河市工信局局长）."""
    behind = hit.view.text[hit.match.end() : hit.match.end() + 3]
    if not re.search(expand("^[，、]?{PER}"), behind):
        yield from _claims(hit, _people(hit)[:1], confidence=0.85)


@rule(
    f"(?P<people>{chains.PEOPLE})(?:同志)?(?P<how>[^，。；：、{{PER}}{{TITLE}}]{{0,10}}?)"
    rf"(?P<verb>不再担任|不再兼任|曾任|历任|原任|辞去|卸任|兼任|担任|出任|接任|任命为|选为|聘为|当选为?|荣任|升任|调任|转任|改任|履新|就任|任|为|是|系)了?"
    f"(?P<chain>{chains.ROW}){chains.NOT_NAMED}",
    needs="TITLE PER",
)
def takes_office(hit: Hit) -> Iterator[Claim]:
    """Who is, becomes or ceases to be what: 任命沈若兰为云河市工信局局长; 林海洋任副县长; 周启明不再担任…."""
    former = bool(re.search("不再|曾|历任|原任|辞去|卸任|免去|此前|之前|先前", hit.text("how") + hit.text("verb")))
    if hit.text("verb") in ("为", "是", "系") and len(hit.text("how")) > 2 and not chains.COUNT.fullmatch(hit.text("how")):
        return
    yield from _claims(hit, _people(hit), former, 0.88)


@rule("(?P<chain>{ORG|LOC})(?P<head>长)[ ：]?(?P<people>{PER})", needs="PER")
def fused_title(hit: Hit) -> Iterator[Claim]:
    """A head whose first character also ends the body's name: 青岚县教育局长沈若兰, 大柳镇长曹进."""
    body = hit["chain"]
    title = body.text[-1] + "长"
    if body.text[-1] in "局厅院所站校镇乡县市区州处馆社行":
        yield hit.claim("POST", 0.88, span=Span(body.start, hit.span().end), person=_people(hit)[0], org=body, title=title)


_STEP = re.compile(expand(rf"(?:(?P<verb>{chains.CAREER})|(?<=，))(?P<chain>{chains.ROW})"))
_LIVES = re.compile("，[男女]|月出?生，")
_DATED = re.compile(r"\d{4}[年.]")
_OVER = re.compile(r"\d{4}[年.](?:\d{1,2}月?)?[至—－\-~]+\d{4}")
_LIFE = re.compile(expand(chains.LIFE))


@procedure
def career(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Iterator[Claim]:
    """The posts a short life names, over its paragraph and the dated lines below: 周启明，男，…现任云河市司法局局长."""
    person: Mention | None = None
    paragraph = -1
    for sentence, view in views:
        if sentence.start > paragraph:
            person = person if _DATED.match(view.text) else None
            paragraph = reading.text.find("\n", sentence.start) % (len(reading.text) + 1)
        at = 0
        for border, following in [*((m.start(), view.tokens[m.start()].item) for m in _LIFE.finditer(view.text)), (len(view.text), None)]:
            if person is not None:
                yield from _steps(reading, view, person, at, border)
            at, person = border, following or person


def _steps(reading: Reading, view: View, person: Mention, start: int, end: int) -> Iterator[Claim]:
    """The posts of one life in order; a row behind a comma has the verb of the row before it (曾任甲县县长，乙县县委书记)."""
    verb, until = "", -2
    later = bool(re.search("现任|现为|现担任|至今", view.text[start:end]))
    for found in _STEP.finditer(view.text, start, end):
        if not found["verb"] and found.start() != until + 1:
            continue
        past = bool(_OVER.search(view.text, max(start, until), found.start("chain")))
        verb, until = found["verb"] or verb, found.end()
        if not re.search("拟|提名|推荐", verb):
            former = past or bool(re.search("曾|历|先后|原|过", verb)) or (later and not re.search("现|至今", verb))
            yield from _claims(Hit(career, reading, view, found), [person], former, 0.88)


@rule(f"(?:(?:免去|免除|解聘|撤销)了?(?P<people>{chains.PEOPLE})(?:同志)?(?:兼任)?的?|(?<![一-鿿])(?P<one>{chains.PEOPLE})(?:同志)?的?(?={chains.ROW}等?职务))(?P<chain>{chains.ROW})", needs="TITLE PER")
def leaves_office(hit: Hit) -> Iterator[Claim]:
    """Who is relieved of a post: 免去沈若兰的云河市工信局局长职务; in a list under 免去: 沈若兰的…职务."""
    yield from _claims(hit, _people(hit) or _people(hit, "one"), True, 0.9)


@rule(f"(?P<people>{{PER}})(?P<far>[^。\n]{{1,80}}?)(?:免去|辞去)其(?:兼任)?的?(?P<chain>{chains.ROW})", needs="TITLE PER")
def leaves_own_office(hit: Hit) -> Iterator[Claim]:
    """免去其…职务 speaks of the person named last: 沈若兰任云河市审计局局长，免去其云河市财政局副局长职务."""
    named = [t.item for t in hit.all("PER") if t.item is not None]
    yield from _claims(hit, named[-1:], True, 0.85)


RULES: tuple[Rule, ...] = (
    title_before_name,
    title_in_clause,
    title_behind_name,
    title_behind_guest,
    title_in_apposition,
    fused_title,
    takes_office,
    career,
    leaves_office,
    leaves_own_office,
)


def read(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Iterator[Claim]:
    """POST claims, in the order of the page; each person, organisation and title once a sentence. A post that only
    the home of the page explains counts where the person has no other."""
    guests: list[Claim] = []
    posted: set[str] = set()
    for claim in _once(reading, views):
        person = claim.arg("person")
        if claim.rule == title_behind_guest.name:
            guests.append(claim)
        else:
            posted.add(person.text if isinstance(person, Mention) else "")
            yield claim
    yield from (c for c in guests if isinstance(p := c.arg("person"), Mention) and p.text not in posted)


def _once(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Iterator[Claim]:
    for _, view in views:
        seen: set[tuple[str, ...]] = set()
        for claim in apply(RULES, reading, (view,)):
            key = tuple(a if isinstance(a, str) else a.text for _, a in claim.args)
            if key not in seen:
                seen.add(key)
                yield claim
    if _LIVES.search(reading.text):
        yield from career.make(reading, views)
