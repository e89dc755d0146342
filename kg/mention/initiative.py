"""Named undertakings of policy: quoted names, specific modifier + head noun, numbered collectives.

What decides is GUIDELINES v2 rule 2: a name is marked by quotes, by a modifier nobody else would use, or by
a number with a head (六大行动); goal phrases, slogans and routine (健全…机制) are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from kg.grammar.layer import ordered
from kg.grammar.rule import Rule, procedure
from kg.lexicon.lists import either, words
from kg.lexicon.phrase import ends, is_border, leftward, pieces, word_at
from kg.lexicon.undertakings import Head, head_at, heads
from kg.model import Mention, Reading, Span

_QUOTED = re.compile(r"[“‘]([^“”‘’\n。！？；…]{2,40})[”’]")
_GAP = 12  # characters between a closing quote and its head
_YEAR_NAME = re.compile(r"[\u4e00-\u9fff]{3,}[年月周日]$")
_YEAR_WORD = re.compile(r"(?:[今明去新前后当百周青少元近千]年|[\d一二三四五六七八九十〇零][年月日周]|生日|节日)$")
_COLLECTIVE = re.compile(
    r"[二三四五六七八九十百两]+(?:大[\u4e00-\u9fff]{0,6}?|项)"
    r"(?:行动|工程|计划|攻坚战|攻坚|战役|攻势|战略|专项|提质|提升|会战|改革)(?!的?(?:任务|举措|项目|措施|方面))"
)
_DEEDS = re.compile(r"\d+(?:件|项)(?:民生)?实事$")
_LAUNCH = re.compile(
    either("launch_verbs") + r"(?:了|以|为)?(?:[一全首新][\u4e00-\u9fff]{0,4}的?)?(?:[“‘][^“”‘’\n]*[”’][、和]?)*$"
)
_ROUTINE = re.compile(either("routine_verbs") + r"[\u4e00-\u9fff、]{0,12}$")
_FOUNDED = re.compile(
    r"(?:首创|创新|创立|建立|推行|推广|试行|探索|率先|引入|创建|打造|启动|开展|实施|推进|推出|深化|启用|成立|设立|统筹推进|形成)"
    r"(?:了|起|出)?(?:全[国省市区县])?$"
)
_AREA_DRIVE = re.compile(
    r"(?<![\u4e00-\u9fff]强)([\u4e00-\u9fff]{2})强(?:区|市|县|省|镇|校|旗|州)(?:建设|战略|行动|工程)(?![者厅局委])"
)
_QUOTE_BEFORE = re.compile(r"[”’][、和及与]?$")
_BRANDING = frozenset(["brand", "mechanism", "strategy", "activity"])


def _make(reading: Reading, start: int, end: int, sub: str, rule: str, sure: float) -> Mention:
    return Mention(reading.article.id, start, end, "INI", sub, reading.text[start:end], rule, sure)


# --- quoted names -------------------------------------------------------------------------------


def _gap_head(reading: Reading, close: int, all_heads: list[Head]) -> Head | None:
    """The head that a quoted name leans on: behind the quote, only name words between."""
    best: Head | None = None
    limit = close + _GAP
    i = bisect_left(all_heads, (close,))
    while i < len(all_heads) and all_heads[i].start <= limit:
        head = all_heads[i]
        if not _nouns_only(reading, close, head.start):
            break
        if best is None or head.grade == "strong":
            best = head
        i += 1
    if best and best.grade == "quoted" and best.start - close > 8:
        return None
    return best


def _nouns_only(reading: Reading, start: int, end: int) -> bool:
    """Only words that can stand inside a name between the quote and the head (的 right behind the quote may)."""
    if end > start and reading.text[start] == "的":
        start += 1
    at = start
    while at < end:
        word = word_at(reading, at)
        piece = reading.text[at : min(word.end, end)]
        if piece != "新" and (is_border(piece, word.tag) or piece in "”’“‘"):
            return False
        at = word.end
    return True


def _of_content(content: str) -> str | None:
    """The sub-kind of a name whose last words are a head themselves (‘九项行动’, “项目攻坚年”)."""
    if _YEAR_NAME.search(content) and not _YEAR_WORD.search(content):
        return "activity"
    if _DEEDS.search(content):
        return "programme"
    found = head_at(content, len(content))
    if found and len(content) > 3 and found[0] != "strategy":
        return found[0]
    return "strategy" if content.endswith("战略") else None


@procedure
def quoted_with_head(reading: Reading) -> Iterator[Mention]:
    """A quoted name that leans on a head noun: “安薪护航”行动, “一线三单”工作机制, “云上办”改革新模式."""
    all_heads = list(heads(reading))
    for found in _QUOTED.finditer(reading.text):
        head = _gap_head(reading, found.end(), all_heads)
        if head is None or _slogan(found[1], head):
            continue
        yield _make(reading, found.start(), head.end, head.sub, "quoted_with_head", 0.9)


def _slogan(content: str, head: Head) -> bool:
    """A sentence in quotes before a loose noun is a thesis, not a name."""
    return "，" in content and head.grade == "quoted"


@procedure
def quoted_list_with_head(reading: Reading) -> Iterator[Mention]:
    """Names in a row that share one head: “甲”“乙”“丙”等品牌; each is a name of its own."""
    all_heads = list(heads(reading))
    row: list[re.Match[str]] = []
    for found in _QUOTED.finditer(reading.text):
        if row and reading.text[row[-1].end() : found.start()] not in ("", "、", "和", "与", "及"):
            row = []
        row.append(found)
        after = 1 if reading.text[found.end() : found.end() + 1] == "等" else 0
        head = _gap_head(reading, found.end() + after, all_heads)
        if head and (len(row) > 1 or after):
            for each in row if after else row[:-1]:
                yield _make(reading, *each.span(), head.sub, "quoted_list_with_head", 0.88)


@procedure
def quoted_undertaking(reading: Reading) -> Iterator[Mention]:
    """A quoted name whose own last words say what it is: ‘十项行动’, “项目攻坚年”, “人才双创基金”."""
    for found in _QUOTED.finditer(reading.text):
        sub = _of_content(found[1]) if len(found[1]) <= 24 else None
        if sub and not re.search(r"[，：]", found[1]):
            yield _make(reading, *found.span(), sub, "quoted_undertaking", 0.85)


@procedure
def quoted_launch(reading: Reading) -> Iterator[Mention]:
    """A quoted name right behind a verb of launching: 推出“一贷两保”, 开设“云河讲堂”."""
    for found in _QUOTED.finditer(reading.text):
        if len(found[1]) > 16 or "，" in found[1] or reading.text.startswith("的", found.end()):
            continue
        if _LAUNCH.search(reading.text, max(0, found.start() - 40), found.start()):
            yield _make(reading, *found.span(), "programme", "quoted_launch", 0.7)


# --- numbered collectives and area drives -------------------------------------------------------


@procedure
def numbered_collective(reading: Reading) -> Iterator[Mention]:
    """A number with a head names a bundle: 六大提升行动, 十二大攻坚战, 四大国家战略."""
    names = ends(reading, "ORG")
    for found in _COLLECTIVE.finditer(reading.text):
        start = leftward(reading, found.start(), names, 8)
        if reading.text[start : found.start()].strip("等") == "" or found.start() - start > 6:
            start = found.start()
        sub = (head_at(found[0], len(found[0])) or ("action", ""))[0]
        yield _make(reading, start, found.end(), sub, "numbered_collective", 0.85)


@procedure
def area_drive(reading: Reading) -> Iterator[Mention]:
    """X强区建设, X强市战略 and the like name a strategy of an area."""
    for found in _AREA_DRIVE.finditer(reading.text):
        yield _make(reading, *found.span(), "strategy", "area_drive", 0.8)


# --- modifier + head ----------------------------------------------------------------------------


def _specific(reading: Reading, start: int, at: int) -> bool:
    """Does the modifier say more than words that fit every undertaking?"""
    generic = words("undertaking_generic")
    said = [p for p in pieces(reading, Span(start, at)) if p not in generic and p not in "的新大"]
    return sum(map(len, said)) >= 2 and reading.text[start:at] not in generic


def _conjoined(reading: Reading, start: int, names: dict[int, int]) -> int:
    """城市更新和城市建设三年行动: the part before 和 belongs to the name when it follows a verb of doing."""
    if start < 4 or reading.text[start - 1] not in "和与":
        return start
    left = leftward(reading, start - 1, names, 10)
    if left >= start - 3 or head_at(reading.text, start - 1) or reading.text[left - 1] in "、”’":
        return start
    return left


def _inside_quotes(text: str, start: int, end: int) -> bool:
    return start > 0 and text[start - 1] in "“‘" and text[end : end + 1] in ("”", "’")


@procedure
def modified_head(reading: Reading) -> Iterator[Mention]:
    """A specific modifier with a strong head: 污染防治攻坚战, 头雁计划, 乡村建设行动."""
    names = ends(reading, "ORG")
    for head in heads(reading):
        if head.grade != "strong":
            continue
        start = _conjoined(reading, leftward(reading, head.start, names), names)
        if _named(reading, start, head):
            yield _make(reading, start, head.end, head.sub, "modified_head", 0.75)


def _named(reading: Reading, start: int, head: Head) -> bool:
    if "“" in reading.text[start : head.start] or _inside_quotes(reading.text, start, head.end):
        return False
    return _specific(reading, start, head.start)


@procedure
def founded_mechanism(reading: Reading) -> Iterator[Mention]:
    """A mechanism, system or reform with a long modifier that is founded or rolled out (首创…模式,
    …机制全市推广), not one that is merely kept up (健全…机制)."""
    names = ends(reading, "ORG")
    for head in heads(reading):
        if head.grade != "weak" or head.sub == "activity":
            continue
        start = leftward(reading, head.start, names, loose=True)
        if head.start - start >= 4 and _named(reading, start, head) and _founded(reading, start, head.end):
            yield _make(reading, start, head.end, head.sub, "founded_mechanism", 0.65)


def _founded(reading: Reading, start: int, end: int) -> bool:
    before, after = reading.text[max(0, start - 16) : start], reading.text[end : end + 8]
    if _ROUTINE.search(before):
        return False
    return bool(_FOUNDED.search(before) or re.match(r"(?:在)?全[国省市区县](?:范围)?推广|(?:正式|全面)?(?:启动|落地|上线)", after))


# --- repeats ------------------------------------------------------------------------------------


def _repeats(reading: Reading, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """The quoted part of a name where the page repeats it, with or without quotes and head."""
    taken = {(m.start, m.end) for m in found}
    for core, sub in sorted(_cores(found).items()):
        for hit in re.finditer(f"[“‘]{re.escape(core)}[”’]", reading.text):
            if not any(s <= hit.start() and hit.end() <= e for s, e in taken):
                yield _make(reading, *hit.span(), sub, "repeated_name", 0.8)


def _cores(found: tuple[Mention, ...]) -> dict[str, str]:
    out: dict[str, str] = {}
    for mention in found:
        quoted = _QUOTED.search(mention.text)
        if quoted:
            out.setdefault(quoted[1], mention.sub)
    return out


@procedure
def repeated_name(reading: Reading) -> Iterator[Mention]:
    """A name that the page marks once with a head stands for the same undertaking where only its quoted
    part is repeated."""
    yield from _repeats(reading, _settled(reading))


_FIRST: tuple[Rule, ...] = (
    quoted_with_head,
    quoted_list_with_head,
    quoted_undertaking,
    quoted_launch,
    numbered_collective,
    area_drive,
    modified_head,
    founded_mechanism,
)
RULES: tuple[Rule, ...] = (*_FIRST, repeated_name)


def _settled(reading: Reading) -> tuple[Mention, ...]:
    """Of overlapping names the longer one; nothing inside or across a name found before."""
    blocked = [m for m in reading.mentions if m.kind in ("DOC", "PRJ", "EVT", "ORG")]
    found = sorted(
        (m for rule in _FIRST for m in rule.make(reading)), key=lambda m: (m.start - m.end, m.start)
    )
    kept: list[Mention] = []
    for mention in found:
        if not any(_clash(mention, other) for other in kept) and not any(
            _within(mention, other) for other in blocked
        ):
            kept.append(mention)
    return ordered(kept)


def _clash(a: Mention, b: Mention) -> bool:
    return a.start < b.end and b.start < a.end


def _within(mention: Mention, other: Mention) -> bool:
    return other.start <= mention.start and mention.end <= other.end


def find(reading: Reading) -> tuple[Mention, ...]:
    """All named undertakings of an article."""
    found = _settled(reading)
    return ordered((*found, *_repeats(reading, found)))
