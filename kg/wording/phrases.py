"""The words round a number: which of them name what is measured.

Both readers work on plain characters and on the statistical words' borders; private-use marks of
names count as characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Final

from kg.lexicon.lists import either, words

Borders = Collection[int]


def _any(entries: Mapping[str, str], note: str, least: int = 1) -> str:
    """A pattern of the words with a note, longest first, of at least so many characters."""
    found = sorted((w for w, n in entries.items() if n == note and len(w) >= least), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(map(re.escape, found)) + ")"


MARK: Final = "nz-name"  # part of speech of a name

_DATE: Final = r"(?:(?:19|20)\d\d年|(?<!\d)1?\d月份?|上年|前年|上半年|“?十[一二三四]五”?)[初末底]?(?:同期)?的?"
_LINKS: Final = re.compile(rf"(?:{either('metric_links')}|{_DATE}|（[^（）]{{0,6}}下同）|[两三四五六七八九十]年(?:来|间)?|(?:已?连续|持续|保持)[一-龥\d]{{1,2}}(?:年|个季度|个月)|[、，])$")
_LEADS: Final = re.compile(rf"{either('metric_leads')}|[、，“‘（]|[一二三四五六七八九]是|(?:[0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?:底|末|[0-9]{{1,2}}日)?(?:之|以)?前|年底前|年内|[一二三四五六七八九十两\d]{{1,2}}年内|(?:已?连续|持续|保持|连续保持)[一-龥\d]{{1,2}}(?:年|个月|个季度)(?:来|稳居|位居|居|保持)?")
_CUTS: Final = re.compile(_any(words("metric_leads"), "cut"))
_WHOLE: Final = re.compile(_any(words("metric_indicators"), "whole"))
_END: Final = re.compile(_any(words("metric_indicators"), "end") + "$")
_ENDS: Final = re.compile(_any(words("metric_indicators"), "end", least=2))
_GOES_ON: Final = "增实达突稳保持连创再继不完有均为已首位居超首同环较比上回由0123456789"
_ETC: Final = re.compile(r"(?<![高平中同相对均优初])等(?![级级于同待候])(?:一批|各类|多个)?")
_SOME_HEAD: Final = re.compile(either("metric_heads"))
_HEAD: Final = re.compile(either("metric_heads") + "$")
_ASIDE: Final = re.compile("（[^（）]{1,6}）")
_COPULA: Final = re.compile("(?<![国私所保持占认行作成以])[有是为达]$")
_LOOSE: Final = "、，（两三四五六七八九0123456789“十上前连"
_SURE: Final = frozenset(("其中", "累计", "实现"))  # words whatever the segmentation says
_CLOSING: Final = {"“": "”", "‘": "’", "（": "）"}
_STOPS: Final = frozenset(words("metric_predicates"))
_NOUNS: Final = ("n", "vn", "an", "b", "l", "j", "i", "eng", "s", "f", "k", "g", "z", "a", "x", "q", "t")
_HEADS: Final = ("n", "vn", "an", "l", "j", "i", "eng", "s", "g", "x", "k")


def indicator(text: str, start: int, end: int, borders: Borders, names: str) -> tuple[int, int]:
    """Borders of the indicator in the words `start`..`end` before a number; empty where there is none.

    `borders` are the offsets where words begin; `names` are the marks of names that may head the
    phrase as its subject. 今年全市实现地区生产总值达到 -> 地区生产总值.
    """
    end = unlinked(text, start, end, borders)
    for match in _ETC.finditer(text, start, end):
        if end - match.end() >= 2:
            start = match.end()
    quote = text.rfind("“", start, end)
    if quote >= start and "”" not in text[quote:end] and not text.startswith("”", end) and text[max(start, quote - 1)] in "）：，":
        start = quote + 1
    start = _cut(text, start, end, borders)
    return _trim(text, start, end, borders, names), end


def unlinked(text: str, start: int, end: int, borders: Borders = ()) -> int:
    """The end without the verbs and adverbs before the number (达到, 共, 已有), word by word."""
    while found := _LINKS.search(text, start, end):
        if borders and len(found[0]) == 1 and not (found.start() in borders or found[0][:1] in _LOOSE or _COPULA.search(text, start, end)):
            break
        end = found.start()
    return end


def _is_sure(word: str) -> bool:
    """建成后|年产值 is no 后年, whatever the segmentation says."""
    return word in _SURE or word.endswith(("成后", "产后", "用后", "营后", "工后"))


def _cut(text: str, start: int, end: int, borders: Borders) -> int:
    """Behind the last verb that opens an indicator (实现, 引进, 其中), where an indicator is left."""
    for match in _CUTS.finditer(text, start, end):
        stop = _whole_at(text, match, end)
        sure = _is_sure(match[0]) or (match.end() in borders and match.start() in borders)
        if stop > match.start() and end - stop >= 2 and sure:
            start = stop
    return start


def _whole_at(text: str, verb: re.Match[str], end: int) -> int:
    """Where inside a verb an indicator begins that keeps it (已|完成投资); the verb's end where none does."""
    tries = ((at, _WHOLE.match(text, at, end)) for at in range(verb.start(), verb.end()))
    return next((at for at, m in tries if m and m.end() > verb.end()), verb.end())


def _trim(text: str, start: int, end: int, borders: Borders, names: str) -> int:
    while start < end:
        if _WHOLE.match(text, start, end):
            return start
        stop = _lead(text, start, end, borders, names)
        if stop == start or (end - stop == 1 and not "\ue000" <= text[stop] <= "\uf8ff"):
            return start
        if stop == end and _HEAD.search(text, start, end):
            return start
        start = stop
    return start


def _lead(text: str, start: int, end: int, borders: Borders, names: str) -> int:
    """End of one word at the head of a phrase that is no part of the indicator."""
    if text[start] in names:
        return start + 1
    match = _LEADS.match(text, start, end)
    if not match or not (match.end() in borders or _is_sure(match[0])):
        return start
    quote = _CLOSING.get(match[0])
    return start if quote and quote in text[start:end] else _whole_at(text, match, end)


def closed(text: str, start: int, end: int) -> int:
    """Where the last noun ends that can close an indicator (粮食产量|实现新高); `start` where none stands."""
    return max((m.end() for m in _ENDS.finditer(text, start, end) if m.end() == end or text[m.end()] in _GOES_ON), default=start)


def ending(text: str) -> str:
    """The noun that closes an indicator (粮食产量 -> 产量), "" where none is known."""
    found = _END.search(text)
    return found[0] if found else ""


def counted(text: str, start: int, end: int, tag: Callable[[int], tuple[int, str]]) -> int:
    """End of the noun phrase that begins at `start`, right behind a number's unit; `start` where none does.

    `tag(i)` gives the end of the word at i and its part of speech. The phrase ends before the verb that
    says something of it: 28项|成果|获奖励, 15个|老旧小区|换上新颜, but 12个|老旧小区改造项目|开工.
    """
    at, last, head = start, start, False
    while at < end:
        stop, pos = tag(at)
        stop = min(stop, end)
        if _ends(text, at, stop, start, end, pos, head):
            break
        if pos.startswith(_HEADS) or _nominal(text, at, stop):
            last, head = stop, bool(_HEAD.search(text, at, stop))
        elif pos[:1] in "vdpu":
            head = False
        at = _aside(text, stop, end)
        last = at if last == stop else last
    return last if last == start or not _verb_first(text, start, last, tag) else start


def _verb_first(text: str, start: int, end: int, tag: Callable[[int], tuple[int, str]]) -> bool:
    """吃上了旅游饭 is no counted noun; 签约项目 is one."""
    return tag(start)[1] in ("v", "vd", "p", "d") and not _SOME_HEAD.search(text, start, end)


def _ends(text: str, at: int, stop: int, start: int, end: int, pos: str, head: bool) -> bool:
    """A word that opens a predicate: a known one, or any verb behind a known head noun with none to come."""
    if text[at:stop] in _STOPS or (head and text[at : at + 2] in _STOPS):
        return at > start or stop - at < 3
    if _nominal(text, at, stop):
        return False
    if head and pos == MARK:
        return True
    if head and pos == "vn":
        return not _SOME_HEAD.search(text, at, min(end, at + 8))
    return head and pos[:1] in "vdpcmu" and (text[at] == "的" or not _HEAD.search(text, stop, end))


def _nominal(text: str, at: int, stop: int) -> bool:
    """A known noun, whatever the statistics take it for (收入, 服务)."""
    return bool(_HEAD.fullmatch(text, at, stop) or _END.fullmatch(text, at, stop))


def _aside(text: str, at: int, end: int) -> int:
    """Behind a short bracket inside a noun: 村（社区）."""
    found = _ASIDE.match(text, at, end)
    return found.end() if found else at


def is_head(phrase: str) -> bool:
    """Does a phrase end in a noun of things that get counted?"""
    return bool(_HEAD.search(phrase))
