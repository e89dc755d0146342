"""Who holds, held or is given which post in which organisation.

A chain is what stands before a name: organisations, departments, titles (云河市工信局党组书记、局长). A title
without an organisation takes the one before it in the chain or sentence, or the area when it names its level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.grammar.rule import Hit, Rule, apply, expand, procedure, rule
from kg.grammar.view import View
from kg.mention.holders import LEVEL, organisation, units
from kg.model import Claim, Mention, Reading, Sentence, Span
from kg.wording import chains
from kg.wording.bodies import implied


def _people(hit: Hit, group: str = "people") -> list[Mention]:
    return [t.item for t in hit.all("PER", group) if t.item is not None] if hit.has(group) else []


def _claims(hit: Hit, people: list[Mention], former: bool = False, confidence: float = 0.93) -> Iterator[Claim]:
    """One claim for each person and title whose organisation is known."""
    current = _place_of_service(hit)
    posts = list(units(hit))
    apart = len(people) == len(posts) > 1 and hit.match.re.groupindex.get("how") and "分别" in hit.text("how")
    for number, post in enumerate(posts):
        current = post.org or current
        org = organisation(hit, post, current)
        if org is None or chains.NO_POST.search(post.title):
            continue
        if org.kind == "LOC" and not chains.PUBLIC.search(post.title):
            continue
        holders = people if chains.SHARED.search(post.title) or len(people) == 1 else people[:1]
        if apart:
            holders = people[number : number + 1]
        for person in holders:
            yield hit.claim(
                "POST",
                confidence if post.org else confidence - 0.08,
                person=person,
                org=org,
                title=post.title if post.org else chains.without_organ(org, post.title),
                former="true" if former or post.former else None,
            )


def _place_of_service(hit: Hit) -> Mention | None:
    """The body right before 任: 林海洋到柳溪村任第一书记, 赴北川集团挂职任副总经理."""
    if "how" not in hit.match.re.groupindex or not hit.text("verb").endswith("任"):
        return None
    found = _SERVED.search(hit.view.text, hit.match.start("how"), hit.match.end("verb"))
    token = hit.view.tokens.get(found.start("org")) if found else None
    return token.item if token else None


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
    org = None if LEVEL.match(title) else implied(hit.reading, hit.view.text[max(0, start - 6) : start] + "，", title, hit.span().start)
    if org is not None and org.kind == "ORG":
        yield hit.claim("POST", 0.75, person=_people(hit)[0], org=org, title=title)


@rule(f"(?:(?<![一-鿿{{TITLE}}])|(?<=[和与及]))(?P<people>{{PER}})[（，](?P<life>)(?:[^，。；（）{{ORG}}{{LOC}}{{TITLE}}{{PER}}]{{1,6}}，){{0,3}}(?:现为|现任|系|时任|现)?(?P<chain>{chains.LIFE_ROW})(?=[）。；，]|$){chains.NOT_NAMED}", needs="TITLE PER ORG")
def title_in_apposition(hit: Hit) -> Iterator[Claim]:
    """The post in brackets or between commas behind a name: 沈若兰（云河市工信局局长）, 何大川（女，北川药业包装车间主任）."""
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


_SERVED = re.compile(expand("[到赴在往派驻入].*(?P<org>{ORG|LOC})(?:挂职|交流|锻炼|工作)?(?=[兼担]?任)"))
_STEP = re.compile(expand(rf"(?P<life>)(?:(?P<verb>{chains.STAGE}|{chains.CAREER})|(?<=，))(?P<chain>{chains.LIFE_ROW})"))
_LIVES = re.compile("，[男女]|月出?生，")
_DATED = re.compile(r"\d{4}[年.]")
_OVER = re.compile(r"\d{4}[年.](?:\d{1,2}月?)?[至—－\-~]+\d{4}")
_OPEN = re.compile(r"\d[月年]?[—－\-~～]+(?:今|现在)?[，：在任]*$")
_LABEL = re.compile("[^，。；、]{0,8}(?:简历|履历|经历)[^，。；、]{0,4}")
_LIFE = re.compile(expand(chains.LIFE))


@procedure
def career(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Iterator[Claim]:
    """The posts a short life names, over its paragraph and the dated lines below: 周启明，男，…现任云河市司法局局长."""
    person: Mention | None = None
    paragraph, now = -1, set[tuple[str, str]]()
    for sentence, view in views:
        if sentence.start > paragraph:
            person = person if _DATED.match(view.text) or _LABEL.fullmatch(view.text.strip()) else None
            paragraph = reading.text.find("\n", sentence.start) % (len(reading.text) + 1)
        at = 0
        for border, following in [*((m.start(), view.tokens[m.start()].item) for m in _LIFE.finditer(view.text)), (len(view.text), None)]:
            if person is not None:
                yield from _steps(reading, view, person, Span(at, border), now)
            at, person, now = border, following or person, set() if following else now


def _steps(reading: Reading, view: View, person: Mention, part: Span, now: set[tuple[str, str]]) -> Iterator[Claim]:
    """The posts of one life in order; a row behind a comma has the verb of the row before it (曾任甲县县长，乙县县委书记).
    Where a life tells what somebody is now (`now` collects it), all else is over."""
    verb, until = "", -2
    later = bool(now or re.search("现任|现为|现担任|至今", view.text[part.start : part.end]))
    for found in _STEP.finditer(view.text, *part):
        if not found["verb"] and found.start() != until + 1:
            continue
        past = bool(_OVER.search(view.text, max(part.start, until), found.start("chain")))
        verb, until = found["verb"] or verb, found.end()
        if re.search("拟|提名|推荐", verb):
            continue
        lasting = bool(re.search("现|至今", verb) or _OPEN.search(found["verb"] or ""))
        former = past or bool(re.search("曾|历|先后|原|过", verb)) or (later and not lasting)
        for claim in _claims(Hit(career, reading, view, found), [person], former, 0.88):
            post = (_text(claim, "org"), _text(claim, "title"))
            if not former:
                now.add(post)
            if not (former and post in now):
                yield claim


def _text(claim: Claim, role: str) -> str:
    value = claim.arg(role)
    return value.text if isinstance(value, Mention) else value or ""


@rule(f"(?:(?:免去|免除|解聘|撤销)了?(?P<people>{chains.PEOPLE})(?:同志)?(?:兼任)?的?|(?<![一-鿿])(?P<one>{chains.PEOPLE})(?:同志)?的?(?={chains.ROW}等?职务))(?P<chain>{chains.ROW})", needs="TITLE PER")
def leaves_office(hit: Hit) -> Iterator[Claim]:
    """Who is relieved of a post: 免去沈若兰的云河市工信局局长职务; in a list under 免去: 沈若兰的…职务."""
    yield from _claims(hit, _people(hit) or _people(hit, "one"), True, 0.9)


@rule(f"(?P<people>{{PER}})(?P<far>[^。\n]{{1,80}}?)(?:(?:免去|辞去)其(?:兼任)?的?|(?<=，)(?:同时)?免去)(?P<chain>{chains.ROW})", needs="TITLE PER")
def leaves_own_office(hit: Hit) -> Iterator[Claim]:
    """免去其…职务 speaks of the person named last: 沈若兰任云河市审计局局长，免去其云河市财政局副局长职务."""
    named = [t.item for t in hit.all("PER") if t.item is not None]
    yield from _claims(hit, named[-1:], True, 0.85)


@rule(f"(?:任|为|担任|当选为?|现任)?(?P<chain>{chains.ROW})的?(?:同志)?(?:还有|还包括|分别为|分别是|有|包括|是|为)[：，]?(?P<people>{chains.PEOPLE})", needs="TITLE PER")
def office_before_names(hit: Hit) -> Iterator[Claim]:
    """The post first, then who has it: 当选为州委常委的还有沈若兰、林海洋（藏族）; 副县长为何大川、曹进."""
    if hit.match.group().startswith(("任", "为", "担任", "当选", "现任")) or not hit.view.text[: hit.match.start()]:
        yield from _claims(hit, _people(hit), confidence=0.85)


@rule(
    "(?P<people>{PER})(?:同志)?(?:任|为|担任)(?P<title>{TITLE})(?=(?:、[^，。；]{0,30}?)?的[^，。；{ORG}]{0,12}?(?P<org>{ORG})(?!{TITLE}|{PER}))",
    needs="TITLE PER ORG",
)
def head_of_group(hit: Hit) -> Iterator[Claim]:
    """A group is named behind those who lead it: 成立由沈若兰任组长、林海洋任副组长的项目推进专班."""
    span = Span(hit.span().start, hit["org"].end)
    yield hit.claim("POST", 0.85, span=span, person=_people(hit)[0], org=hit["org"], title=hit.text("title"))


_NOTES = "(?:（[^（）]{0,20}）)*"
_HEADING = re.compile(expand(rf"(?:[^，。；：{{PER}}]{{0,8}}名单[：]?)?(?P<chain>{chains.CHAIN})(?:名单|人选)?{_NOTES}：?{_NOTES}"))
_NAMES = re.compile(expand(f"(?:{{PER}}{_NOTES}(?:同志)?[、， ]*)+[。；]?"))


@procedure
def roll(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Iterator[Claim]:
    """Names on the lines below the post they have: 党委委员（按姓氏笔画为序）, then 沈若兰（女） 林海洋 何大川."""
    heading: Hit | None = None
    for _, view in views:
        if heading is not None and _NAMES.fullmatch(view.text.strip()):
            people = [t.item for t in view.tokens.values() if t.item is not None and t.kind == "PER"]
            for claim in _claims(heading, people, confidence=0.85):
                holder = claim.arg("person")
                if isinstance(holder, Mention):
                    yield replace(claim, rule=roll.name, span=Span(claim.span.start, holder.end))
            continue
        found = _HEADING.fullmatch(view.text.strip())
        heading = Hit(roll, reading, view, found) if found else None


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
    head_of_group,
    office_before_names,
    roll,
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
    yield from roll.make(reading, views)
