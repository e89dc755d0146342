"""Where notices of appointment and short lives name a person: 任命沈若兰为…, 林海洋任…局长, 周启明，男，1975年生."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Reading

_RESUME = re.compile(r"(?:（[^（）\n]{1,14}）)?(?:同志|先生|女士)?，?(?:(?<=，)(?:男|女)(?:[，；。、]|性)|\d{4}年\d{1,2}月出?生)")
_POSTED = re.compile("(?:（[^（）\n]{1,14}）)?(?:同志|先生|女士)?(?:（[^（）\n]{1,14}）)?(?:不再)?(?:[曾历现原就调转升改接继连续留荣获]任|[兼担出]任|任|为|当选为?|的(?=[^，。；\n]{2,60}职务))")
_RELIEVED = re.compile("([一-鿿]{2,4}?)(?:同志)?的?")
_DUTY = re.compile("[^，。；\n]{4,60}职务")
_STAFFING = re.compile("任命|免去|任职|免职|任免|选举|当选|聘任|公示|辞去|担任|[曾兼现历出调转升改接]任|不再|任第一书记|挂职任?")
_SENT = re.compile(r"(?:(?:\d{4}年)?(?:\d{1,2}月)?)(?:被[派选])?(?:到|赴|在|前往|派往)[^，。；\n的]{3,24}?(?:挂职)?(?:担任|任)[一-鿿]")  # 沈若兰|到柳溪村任第一书记
_NAMED = re.compile("(?:任命|免去|选举|推选|补选|决定任命|聘任|聘请|提名|批准|接受|同意|由|以|调)(?:了|出|产生)?[:：]?")


def borders(reading: Reading) -> Iterator[tuple[int, bool, float]]:
    """Places where a name begins (True) or ends, with how much they promise (see `Anchor.grade`)."""
    text = reading.text
    yield from ((m.start(), False, 3.0) for m in _RESUME.finditer(text))
    if not _STAFFING.search(text):
        return
    bodies = {m.start for m in reading.of_kind("ORG", "LOC")}
    yield from ((m.end(), True, 2.5) for m in _NAMED.finditer(text))
    yield from ((m.start(), False, 3.5 if m.end() in bodies else 2.5) for m in _POSTED.finditer(text))
    yield from ((m.start(), False, 2.0) for m in _SENT.finditer(text))
    for start in sorted(bodies):
        head = _RELIEVED.fullmatch(text, text.rfind("\n", 0, start) + 1, start)
        if head and _DUTY.match(text, start):
            yield head.end(1), False, 5.0


def told(reading: Reading) -> Iterator[tuple[int, str]]:
    """Where a bracket opens that ends with a post, and the post: 沈若兰|（北川药业工会主席）."""
    for start, end in reading.hits.get("title", ()):
        bracket = reading.text.rfind("（", max(0, start - 40), start) if reading.text.startswith("）", end) else -1
        if bracket > 0 and "）" not in reading.text[bracket:start]:
            yield bracket, reading.text[start:end]
