"""The posts a chain of titles names, each with the body it belongs to: said with it, before it, or understood.

A title without a body takes the one before it in the chain or sentence, the place whose level it names, or the
home of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from kg.grammar.rule import Hit, expand
from kg.grammar.view import Token
from kg.lexicon.lists import words
from kg.model import Mention, Span
from kg.wording import chains
from kg.wording.bodies import body_of, home_by, implied, kind_before, opened, suits
from kg.wording.levels import governed, place_of

LEVEL = re.compile("^(?:常务|副|代理|代|候任|第一)*(自治区(?=副?主席)|[省市县区州盟旗镇乡](?=长))(?:长|副?主席)(?:助理)?$")
_HOUSES = re.compile("^(?:人大|政协|政府)")


class Post(NamedTuple):
    """One title of a chain: the organisation said with it (None where none is), former or not."""

    org: Mention | None
    title: str
    former: bool
    region: bool  # 自治区 before 副主席 is part of the level, not of the title
    said: str  # the title with the 社区, 村 before it


def units(hit: Hit, group: str = "chain") -> Iterator[Post]:
    """The titles of a chain, each with the organisation in force; none behind a 公司 or 学校 that nobody named."""
    text, tokens = hit.view.text, hit.view.tokens
    start, end = hit.match.span(group)
    org: Mention | None = None
    house: Mention | None = None  # the court whose division was named
    former, lost, gap = False, False, start
    for at in range(start, end):
        token = tokens.get(at)
        if token is None:
            continue
        said = text[gap:at]
        if token.kind == "TITLE":
            noun = None if gap - 1 in tokens and tokens[gap - 1].item else chains.SAID_NOUN.match(said)
            if noun:
                org = _own(hit, noun) or _pointed(hit, noun, hit.view.starts[gap]) or body_of(hit.reading, noun[1], hit.view.starts[gap])
                lost, gap = org is None, gap + noun.end()
            if not lost and not (text[at + 1 : at + 2] == "，" and chains.GROUP.search(hit.view.whole[token.start : token.end])):
                yield _post(hit, org, token, Span(gap, at), former or _is_former(said))
                org = chains.court_of(house if house is not None and org is not None and org.rule == _DIVISION else org)
        elif token.item is not None:
            fresh = chains.owner_of(org, token.item, glued=at - 1 in tokens)
            former = _is_former(said) or (former and fresh is org)
            house = org if fresh.rule == _DIVISION else None
            org, lost = fresh, False
        gap = at + 1


def _own(hit: Hit, noun: re.Match[str]) -> Mention | None:
    """本公司, 我校: the home of the page, not the company named last."""
    return home_by(hit.reading, noun[1]) if re.search(f"[本我]{noun[1]}$", noun.group()) else None


def _pointed(hit: Hit, noun: re.Match[str], at: int) -> Mention | None:
    """该矿, 该校: the body of the kind that the paragraph named last."""
    endings = _POINTED.get(noun[1], (noun[1],)) if f"该{noun[1]}" in noun.group() else ()
    begin = hit.reading.text.rfind("\n", 0, at) + 1
    named = [m for m in hit.reading.of_kind("ORG") if begin <= m.start and m.end <= at and m.text.endswith(endings)] if endings else []
    return named[-1] if named and not named[-1].rule.startswith("deictic") else None


def _is_former(said: str) -> bool:
    return bool(re.search(chains.FORMER, said))


def _post(hit: Hit, org: Mention | None, title: Token, gap: Span, former: bool) -> Post:
    """The title with the department said before it: 新闻科科长 in 云河市委宣传部新闻科科长."""
    whole = hit.view.whole
    begin = title.start
    if org is None:
        begin += len(kind_before(whole[title.start : title.end]))
    said = re.sub(f"^[、，,兼 暨]+|{chains.STAND}$|^{chains.STAND}", "", hit.view.text[gap.start : gap.end])
    said = re.sub("^（[^（）]*）|^[、，,兼 暨]+", "", said)
    if said != "自治区" and said and (re.fullmatch(chains.DEPARTMENT, said) or ("life" in hit.match.re.groupindex and _CRAFT.fullmatch(said))):
        begin = hit.view.starts[gap.end - len(said)] if hit.view.text[: gap.end].endswith(said) else begin
    previous = hit.view.tokens.get(gap.start - 1)
    if previous and previous.item and previous.item is not org and previous.item.text in words("post_departments"):
        begin = previous.start
    words_said = whole[begin : title.end]
    government = re.match("(?:人民)?政府", words_said)
    if government and LEVEL.match(words_said[government.end() :]):
        words_said = words_said[government.end() :]
    return Post(org, words_said, former, said.endswith("自治区"), whole[title.start : title.end])


def organisation(hit: Hit, post: Post, current: Mention | None) -> Mention | None:
    """The organisation of a title: said with it, said before in the chain or sentence, or implied."""
    if post.org is not None and not post.region and not LEVEL.match(post.title):
        return place_of(hit.reading, post.org) if _HOUSES.match(post.title) and post.org.kind == "ORG" else post.org
    known = post.org or current or (_of_home(hit, post) if post.title != post.said else None) or _carried(hit, post.title)
    level = LEVEL.match("自治区" * post.region + post.title)
    if level:
        org = governed(hit.reading, known, level[1])
        before = hit.view.text[: hit.match.start("chain")]
        return org if org is None or known is not None or opened(before) or before.endswith((org.text, org.text.removesuffix(level[1]))) else None
    if known is not None and _HOUSES.match(post.title):
        return place_of(hit.reading, known)
    if known is not None:
        return known
    return _announced(hit, post) or _of_home(hit, post)


def _announced(hit: Hit, post: Post) -> Mention | None:
    """The body of a post that stands before a colon (主任：…), where the lines above name the post with its body."""
    start, end = hit.match.start(), hit.match.end("chain")
    if hit.view.text[:start] or not _COLON.match(hit.view.text, end):
        return None
    at = hit.span("chain").start
    said = max((m.start() for m in re.finditer(re.escape(post.title), hit.reading.text[max(0, at - _ABOVE) : at])), default=-1)
    said += max(0, at - _ABOVE)
    line = hit.reading.text.rfind("\n", 0, said) + 1
    named = [m for m in hit.reading.of_kind("ORG", "LOC") if line <= m.start and m.end <= said < at]
    return _with_organ(hit, named[-1]) if named else None


def _with_organ(hit: Hit, place: Mention) -> Mention:
    """A place with the congress or committee said behind it up to the first post: 云河市|第六届人大常委会."""
    text = hit.reading.text
    post = next((t.start for t in hit.reading.hits["title"] if t.start >= place.end), place.end)
    if place.kind == "LOC" and _ORGAN.fullmatch(text, place.end, post):
        return replace(place, end=post, kind="ORG", sub="party_gov", text=text[place.start : post])
    return place


def _of_home(hit: Hit, post: Post) -> Mention | None:
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
    said = [(at, t.item) for at in range(*chain.span()) if (t := hit.view.tokens.get(at)) and t.item and t.kind in ("ORG", "LOC")]
    last = said[-1][0] + 1 if said else chain.start()
    parts = [m for m in _PARTS.finditer(hit.view.text, last, chain.end()) if m.start() > last or not said]
    noun = next((n for m in reversed(parts) if (n := chains.SAID_NOUN.match(m.group()))), None)
    if noun:
        return _pointed(hit, noun, hit.view.starts[chain.start()]) or body_of(hit.reading, noun[1], hit.view.starts[chain.start()])
    return next((m for _, m in reversed(said) if m.text not in words("post_departments")), None)


_POINTED = {
    "矿": ("矿", "煤业", "矿业", "矿业公司", "煤业公司"),
    "公司": ("公司", "集团", "厂", "煤业", "矿业", "实业", "股份", "科技"),
    "企业": ("公司", "集团", "厂", "煤业", "矿业", "实业", "股份", "科技", "合作社"),
    "校": ("大学", "学院", "中学", "小学", "学校", "中"),
    "学校": ("大学", "学院", "中学", "小学", "学校", "中"),
}
_CRAFT = re.compile("(?!先后|历任|曾任|工作|担任|其间|期间|挂职|兼任|原任)[一-鿿]{2,4}")  # 语文|教师, 采煤|技术员
_DIVISION = "division_of_court"
_ORGAN = re.compile(r"[一-鿿\d]{2,20}(?:会|院|委|府|协)")
_PARTS = re.compile("[^、，兼]+")
_COLON = re.compile("(?:（[^（）]*）)*：")
_ABOVE = 300  # characters of the lines above in which a post is announced with its body
_FAR = 100  # marks and characters back to the chain whose organisation still holds
_VISITED = re.compile(expand("(?:在|走进|来到|走访|前往|位于)(?P<org>{ORG})[^，。；、]{0,6}，$"))
_GIVEN = re.compile(expand(f"[任为]{chains.ROW}[，；]$"))  # the post given right before: 甲任北川公司书记，乙任副书记
_CARRY = re.compile(expand("{PER}[^。；]{0,10}$"))
_ANY_CHAIN = re.compile(expand(f"{chains.CHAIN}[ ：]?{{PER}}"))
