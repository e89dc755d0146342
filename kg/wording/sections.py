"""What the titles of an article set for the figures below them: a year, whether aims are told, the period of a report."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from kg.text.dates import find_periods

_LONGEST: Final = 40
_NUMBERED: Final = re.compile("(?:（[一二]）(?=过去|今年|明年|[12]\\d{3}年)|第?[一二三四五六七八九十]{1,2}(?:部分|、|[ \u3000])|[IVX]{1,3}[.、]|[“‘]?[12]\\d{3}年|[“‘]十[一二三四五]?五[”’])")
_PLAIN: Final = re.compile(
    "(?:今年|明年|全年|[12][0-9]{3}年|过去[五一]年的?|未来五年|今后五年|下一?步)?(?:的|工作|发展|经济社会发展)*(?:主要|总体|预期|奋斗|重点)*(?:目标|目标任务|预期目标|工作安排|重点工作|工作打算|工作思路|工作计划|工作回顾|工作总结)"
)
_AHEAD: Final = re.compile("(?:安排|打算|目标|任务|重点(?:工作)?|思路|计划|部署|总体要求|展望|设想|建议|举措)(?:及.{2,8}|和.{2,8}|与.{2,8})?$")
_DONE: Final = re.compile("(?:回顾|总结|成绩|成效|情况|回眸|盘点)$")
_WORK: Final = re.compile("(?:主要|重点|政府|各项)?工作$")  # 一、2022年主要工作: gone by or to come
_REPORT: Final = re.compile("经济(?:社会发展|运行|形势|数据|指标|成绩|增长|发展)|统计公报|国民经济|主要(?:经济)?指标|运行情况|生产总值|GDP|(?:招商引资|工业|外贸|财政|项目建设|脱贫攻坚).{0,6}情况")
_MEETING: Final = re.compile("召开|举行|举办|调研|座谈|研究|部署|(?<!发布)(?<!社)会")
_QUESTION: Final = re.compile("[^，。：]{0,16}记者[^，。：]{0,6}[：:]|[问答][：:]|[^，。]{2,14}记者[^，。]{0,4}提问")
_YEAR: Final = 4


class Section(NamedTuple):
    """What a section's title says: `year` (0 for none), `mood` (ahead, done or "") and `span` (2006..2010 for “十一五”)."""

    year: int = 0
    mood: str = ""
    span: str = ""


def section(line: str, published: str | None) -> Section | None:
    """What a title of the first level (一、2017年工作回顾, 二、今年的重点工作) sets; None where the line is no such title."""
    if not 4 <= len(line) <= _LONGEST or line[-1] in "。！？；：，" or not (_NUMBERED.match(line) or _PLAIN.fullmatch(line)):
        return None
    mood = "ahead" if _AHEAD.search(line) else "done" if _DONE.search(line) else ""
    periods = [p.value for p in find_periods(line, published)]
    years = [int(value) for value in periods if len(value) == _YEAR]
    if not mood and years and published and _WORK.search(line):
        mood = "done" if years[0] < int(published[:_YEAR]) else "ahead"
    return Section(years[0] if years else 0, mood, next((v for v in periods if len(v) > _YEAR and "-" not in v), ""))


def reported(headline: str, published: str | None) -> str:
    """The one period whose figures an article reports: of 青岚县前三季度经济运行情况 the three quarters; "" for none."""
    if not _REPORT.search(headline) or _MEETING.search(headline):
        return ""
    found = {p.value for p in find_periods(headline, published)}
    return found.pop() if len(found) == 1 else ""


def asks(line: str) -> bool:
    """Is it a question of the press, behind which nobody reads out the report any longer?"""
    return ("问" in line or "记者" in line or "答" in line) and bool(_QUESTION.match(line))
