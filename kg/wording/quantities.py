"""Quantities of a text: a number with its unit and what its comparators say, or a rank.

Dates, times, ordinals, road and line numbers and vague numerals (数十, 几百, 三五家) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from kg.lexicon.lists import either, words
from kg.text.numerals import ARABIC, CHINESE, LARGE, number, scale, show


class Quantity(NamedTuple):
    """`start`..`end` are the number and its unit, `head`..`tail` also the comparators around them.

    Offsets count into the text given. `measure` is the unit's class in metric_units.tsv, or rank.
    """

    head: int
    start: int
    end: int
    tail: int
    value: str  # plain decimal string, or two joined by "-"
    unit: str
    measure: str
    qualifier: str  # ≥ ≤ ≈ or ""


def _unit(entry: tuple[str, str]) -> str:
    word, note = entry
    following = [re.escape(w) for w in note.partition("\t")[2].split()]
    return re.escape(word) + (f"(?!{'|'.join(following)})" if following else "")


_UNITS: Final = {word: note.partition("\t")[0] for word, note in words("metric_units").items()}
_UNIT: Final = "(?:" + "|".join(map(_unit, sorted(words("metric_units").items(), key=lambda e: (-len(e[0]), e[0])))) + ")"
_PER: Final = r"(?:(?:/|每)(?:平方米|立方米|公里|公斤|千克|小时|分钟|人次|亩|吨|人|年|月|日|天|户|家|个|米|度|斤|千瓦时))?"
_NUMBER: Final = rf"(?:{ARABIC}|{CHINESE})"
_TO: Final = r"(?:-{1,2}|—|–|~|～|至|到)"
_BARE: Final = r"(?=[、，。；！和及与)）]|以上|左右|大关|台阶|关口|$|(?<=万)[建贫农困群党职居游市村户企][一-龥])"
_FULL: Final = re.compile(
    rf"(?=[\d一二三四五六七八九两十百千万])(?<![A-Za-z\d.+第%/×每届-])(?:百分之(?P<percent>{_NUMBER})(?:{_TO}(?:百分之)?(?P<percent2>{_NUMBER}))?"
    rf"|(?P<n>{_NUMBER}|(?<=[上超近过逾约])(?=万)|(?<![数几])(?=万[余多]))(?P<some>[多余来]?)"
    rf"(?:(?P<m0>{LARGE})?(?P<u0>{_UNIT})?(?:左右)?{_TO}(?P<n2>{_NUMBER}))?"
    rf"(?P<m>{LARGE})?(?P<some2>[多余来]?)(?:(?P<n3>{_NUMBER})(?P<m3>[十百千]?万))?(?:[多余来])?"
    rf"(?:(?P<tenths>成)(?P<tenth>[一二三四五六七八九半1-9])(?![一二三四五六七八九十百千万亿\d个级品项家])|"
    rf"(?P<u>{_UNIT}{_PER}(?![级型])|(?<=[万亿]){_BARE}))"
    r"|(?P<digits>[两2])位数(?=以?[上的]|增|，|。|、))"
)
_RANK: Final = re.compile(
    r"(?=[第首榜之魁龙前\d十百])(?:第(?P<nth>\d{1,3}|[一二三四五六七八九十百两]{1,3})(?P<nthunit>[位名]?)(?![庭监检纪院幼附\d一二三四五六七八九十百届次季个批期条章节轮阶梯方步站号书线责动产大版生年月日任])"
    r"|(?P<strong>\d{1,3}|[十百])强(?=[，。；、）”及和]|之列|行列|榜单|$)"
    r"|(?P<first>首位|榜首|之首|魁首|龙头地位)"
    r"|(?<![提以之目当年])前(?P<top>\d{1,3}|[一二三四五六七八九十两百]{1,2})(?P<topunit>[位名强]?)(?![季个年天期批次届月任半小后置沿日周万\d三章]))"
)
_GATE: Final = re.compile(r"[\d一二三四五六七八九十百千两万首]")
_BEFORE: Final = re.compile(rf"(?<![签合节条附临靠违集])({either('metric_comparators')})了?$")
_BEHIND: Final = re.compile(either("metric_tails"))
_VAGUE: Final = re.compile("[数几若](?=[十百千万])")
_NAMED: Final = re.compile("[“‘《][^“”‘’《》，。；：！？]{0,12}$")
_NAME_END: Final = re.compile("[^“”‘’《》，。；：！？]{0,12}[”’》]")
_REACH: Final = 6


def find_quantities(text: str) -> list[Quantity]:
    """All quantities and ranks of a text, in order, without overlap; speed: one scan per kind."""
    if not _GATE.search(text):
        return []
    found = [*_amounts(text), *_ranks(text)]
    found.sort()
    return [q for i, q in enumerate(found) if i == 0 or q.start >= found[i - 1].end]


def _amounts(text: str) -> Iterator[Quantity]:
    for match in _FULL.finditer(text):
        if not (_vague(text, match) or _named(text, match.start(), match.end())):
            read = _digits if match["digits"] else _percent if match["percent"] else _tenths if match["tenths"] else _plain
            yield from _dressed(text, match, *read(match))


def _vague(text: str, match: re.Match[str]) -> bool:
    """几百, 数十, 千条; 连续3次; and 一个, 一批: the article of Chinese, no figure."""
    if (match.start() and _VAGUE.match(text, match.start() - 1)) or (match["u"] == "次" and text.endswith("连续", 0, match.start())):
        return True
    if match["n"] in ("百", "千") and not match["m"] and match["u"] and _measure(match["u"]) != "money" and not _BEFORE.search(text, max(0, match.start() - _REACH), match.start()):
        return not match["some"]
    return bool(match["u"] and match["n"] == "一" and not match["m"] and _measure(match["u"]) not in ("times", "share"))


def _named(text: str, start: int, end: int) -> bool:
    """Inside a short quoted name: “四个意识”, “15分钟服务圈”."""
    return bool(_NAMED.search(text, max(0, start - 13), start) and _NAME_END.match(text, end))


def _dressed(text: str, match: re.Match[str], value: str | None, unit: str, measure: str) -> Iterator[Quantity]:
    """The quantity with the comparators on both sides; nothing where the numeral is vague."""
    if value is None or (match["n"] == "" and not match["m"]):
        return
    left = _BEFORE.search(text, max(0, match.start() - _REACH), match.start())
    if left and left[1] == "上" and text[match.start()] not in "百千万":
        left = None
    right = _BEHIND.match(text, match.end())
    groups = match.groupdict()
    some = "≥" if groups["some"] or groups["some2"] else ""
    sign = some or (words("metric_tails")[right[0]] if right else "") or (words("metric_comparators")[left[1]] if left else "")
    if match["digits"]:
        sign = "≥"
    yield Quantity(left.start() if left else match.start(), match.start(), match.end(), right.end() if right else match.end(), value, unit, measure, sign)


def _digits(match: re.Match[str]) -> tuple[str | None, str, str]:
    """两位数增长 says: ten percent or more."""
    return "10", "%", "share"


def _percent(match: re.Match[str]) -> tuple[str | None, str, str]:
    first, second = number(match["percent"]), match["percent2"]
    return (f"{first}-{number(second)}" if second else first), "%", "share"


def _tenths(match: re.Match[str]) -> tuple[str | None, str, str]:
    """九成三 is 9.3 tenths, 一成半 one and a half."""
    whole, part = number(match["n"]), 5 if match["tenth"] == "半" else number(match["tenth"])
    plain = whole is not None and len(whole) == 1 and not (match["m"] or match["n2"])
    return (f"{whole}.{part}" if plain else None), "成", "share"


def _plain(match: re.Match[str]) -> tuple[str | None, str, str]:
    large, unit = match["m"] or "", match["u"]
    value = number(match["n"]) if match["n"] else "1"
    if value is not None and match["n2"]:
        value = _range(value, match)
    elif value is not None:
        value, large = _one(value, large, match)
    return value, large + unit.replace("％", "%").replace("每", "/"), _measure(unit)


def _one(value: str, large: str, match: re.Match[str]) -> tuple[str | None, str]:
    """A single number: 千亿 is 1000 亿, 一亿五千万 is 1.5 亿, 上万人 is 10000 人."""
    if match["n3"]:
        rest = number(match["n3"])
        return (show(Decimal(value) + Decimal(rest) * scale(match["m3"]) / scale(large)) if rest else None), large
    if not match["n"] and large == "万" and _measure(match["u"]) != "money":
        return show(scale(large)), ""
    lead = large[:-1] if large[:1] in "十百千" else ""
    return (show(Decimal(value) * scale(lead)), large[len(lead) :]) if lead else (value, large)


def _range(value: str, match: re.Match[str]) -> str | None:
    """Both ends in the unit of the second: 5-7, 1500亩-3000亩; 8000万至1.2亿 is 0.8-1.2."""
    second = number(match["n2"])
    if second is None:
        return None
    if match["m0"] and match["m0"] != (match["m"] or ""):
        value = show(Decimal(value) * scale(match["m0"]) / scale(match["m"] or ""))
    return f"{value}-{second}"


def _measure(unit: str) -> str:
    """A compound unit (元/吨, 公里/小时) and a bare 万 have measures of their own."""
    if not unit:
        return "bare"
    return _UNITS.get(unit) or "speed"


def _ranks(text: str) -> Iterator[Quantity]:
    for match in _RANK.finditer(text):
        words_of = match["nth"] or match["top"] or match["strong"]
        value = number(words_of) if words_of else "1"
        if value is not None and Decimal(value) > 0 and not _named(text, match.start(), match.end()):
            yield Quantity(match.start(), match.start(), match.end(), match.end(), value, "位", "rank", "≤" if match["top"] or match["strong"] else "")
