"""Where the name of a mountain, river, lake or island begins, and when such a name is no place but a person, a town
or a company."""

from __future__ import annotations

import re

from kg.lexicon.lists import words
from kg.model import Reading
from kg.naming.phrase import word_at
from kg.naming.placename import HAN, surname_before

_WATERSIDE = re.compile("畔|边(?![界境防缘疆])|滨|沿岸|两岸|[东南西北]岸|[上中下]游|干流|支流|河段|源头|水质|断面|、[\u4e00-\u9fff]{2,3}[河江溪湖](?:沿岸|两岸)")
_BESIDE = re.compile(f"[下脚麓岸顶]|{_WATERSIDE.pattern}")
_OF_TOWNS = re.compile("(?:[、和][一-鿿]{2,4}?){1,8}(?:等|[两三四五六七八九十几]个?)(?:行政|自然)?(?:乡镇|[镇乡村]|街道|社区|小组)")  # 石岭、柳河等镇: towns, no hills
_LIES_AT = re.compile("(?:地处|位于|坐落于|坐落在|沿着?|紧邻|濒临|毗邻|流入|[在到至])$")
_ROW = re.compile("(?:领导|同志|书记|主任|[局县市区镇院校部处科所站]长|主席|委员|代表|人员|经理|总裁|董事|成员|名单|记者|通讯员|干部)：?(?:[一-鿿]{2,4}、){1,12}$")


def waterside(reading: Reading, at: int) -> bool:
    """Does the text go on with what only waters and hills have (沿岸, 上游, 水质)?"""
    return bool(_WATERSIDE.match(reading.text, at))


def named_otherwise(reading: Reading, start: int, end: int) -> bool:
    """石岭、柳河等镇 are towns, 东湖片区 is a quarter, 领导甲、乙、犹北江 persons, and 云岭 is short for 云岭煤业."""
    text = reading.text
    if _OF_TOWNS.match(text, end) or re.match("[东南西北]?片区", text[end : end + 3]):
        return True
    if end - start == 3 and text[start] in words("surnames") and text[start - 1 : start] == "、" and _ROW.search(text, max(0, start - 60), start):
        return True
    name = text[start:end]
    return name in words("natural_not") or any(text[max(0, tail.start - len(name)) : tail.start] == name for tail in reading.hits.get("company_tails", ()))


def begins(reading: Reading, at: int, head: str) -> int | None:
    """Start of a natural name: one proper word that ends in the head, or proper words before a long head."""
    word = word_at(reading, at)
    if word.start < at:
        name = reading.text[word.start : at + len(head)]
        beside = _BESIDE.match(reading.text, at + len(head))
        sound = word.tag == "ns" or (word.tag in ("nr", "nrt", "nz") and beside)
        start = _letter_before(reading, word.start) if at - word.start == 1 else word.start
        return start if sound and at - word.start <= 3 and name not in words("natural_not") else None
    by_water = word.end > at + len(head) or waterside(reading, at + len(head))
    if at == 0 or (len(head) == 1 and head not in "岛湾" and not by_water):
        return None
    before = word_at(reading, at - 1)
    lies = before.tag == "n" and by_water and _LIES_AT.search(reading.text, max(0, before.start - 3), before.start)
    sound = (before.tag in ("ns", "nr") or lies or (by_water and before.tag in ("nz", "nrt"))) and 2 <= at - before.start <= 4
    start = before.start
    if sound and start and word_at(reading, start - 1).tag in ("nr", "zg", "ng", "x", "g") and HAN.match(reading.text, start - 1):
        start = word_at(reading, start - 1).start
    return start if sound and before.end == at else None


def _letter_before(reading: Reading, at: int) -> int:
    """A single letter cut off from an unknown name (鱼|山岛), when it stands behind a function word or mark."""
    if at < 2 or surname_before(reading, at):
        return at
    word, before = word_at(reading, at - 1), word_at(reading, at - 2)
    cut = word.end - word.start == 1 and HAN.match(reading.text, word.start) and word.tag in ("n", "ng", "nr", "nz", "x", "zg", "g", "a")
    return word.start if cut and (before.tag[0] in "vpux" or before.tag == "c") else at
