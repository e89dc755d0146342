"""What says beside a name that a work is being built, paid for, measured or seen."""

from __future__ import annotations

import re

from kg.lexicon.lists import either
from kg.model import Reading, Span
from kg.naming.phrase import inside

_BOAST = either("leading_boasts")
_CUE_AFTER = re.compile(
    r"(?:(?:路基|路面|桩基|主体|土建|桥梁|隧道)(?:工程|施工)?)?(?:[、和][^，。；、\n]{2,16}?){0,3}(?:项目|工程)?[”’]?(?:（[^（）\n]{1,14}）)?(?:也|已|将|正|正在|正式|顺利|全面|提前|如期|全线|同步|同时|相继|先后|陆续|均|都|日前|近日|在[^，。；\n]{2,12}|于[^，。；\n]{2,14}|[今去明昨当]?[年月日天]){0,2}"
    + either("building_cues")
)
_CUE_BEFORE = re.compile(either("building_cues") + rf"(?:了|起|好|成)?{_BOAST}{{0,3}}的?[“‘]?$")
_MEASURED = re.compile(r"，?(?:全长|总长|总占地|占地|计划总投资|总投资|总建筑面积|规划(?:总|占地|面积|安置)|设计(?:日|年)|概算)|(?:是[^，。；\n]{2,24}|[^，。；\n]{0,4})，?由[^，。；\n]{2,36}(?:承建|投资|建设|施工|代建|开发)")
_SITE_AFTER = re.compile(r"(?:项目|工程)?(?:建设|施工|主体|改造)?(?:现场|工地)|(?:项目|工程)?(?:的)?(?:建设|施工|推进|进展)(?:情况|进展|进度|状况)|进展")
_SEEN_BEFORE = re.compile(r"(?:来到|走进|察看|考察|参观|视察|调研|查看|观摩|走访|深入|走到|前往)(?:了)?(?:位于[^，。；\n]{2,12}的)?[“‘]?$")
_LOOKED_AT = re.compile("(?:察看|查看|考察|视察|观摩|踏看|调研|参观)了?(?:[^，。；：\\n]{2,26}(?:项目|工程|厂|园)(?:[、和及与]|以及))?$")
_SHELL = re.compile(
    r"(?:[、和与][^，。；、\n]{2,16}?){0,3}(?:项目)?(?:主体)?(?:均|都|也)?(?:已|将)?(?:正式|顺利|全部)?(?:封顶|开工|动工|奠基|竣工|在建|总投资)"
)
_UNDER_WAY = re.compile(
    r"(?:的)?(?:建设|施工|实施|初步)?(?:方案|设计|手续|征迁|拆迁|清表|路基|桩基|土建|主体|便道|招投?标|可研|立项|桥台|承台)|(?:已|将|也|均|正|正在|目前|现|有序|稳步|加快|加速|全面|顺利|扎实|基本|全部|如期|提前|于[^，。；\n]{2,12}|预计[^，。；\n]{2,12}){0,4}(?:推进|实施|完成|验收|交付|进场|进行|收尾|完善|启动|划定|封闭|铺设|浇筑|安装|装修|招标)"
)
_ADVANCED = re.compile("(?:推进|实施|加快|完成|启动|抓好|确保|建好|组织实施|推动|抓紧|谋划|加速)(?:了|好|的)?[“‘]?$")
_SUM = re.compile("(?:投资|投入|总额|资金)(?:约|达|近|超|逾|为)?[\\d.]+[万亿]+(?:美|欧|港)?元(?:人民币)?的?[“‘]?$")
_RISING = re.compile(rf"(?:筹建|新建|兴建|修建|在建|建设)(?:了|着)?{_BOAST}{{0,3}}的?[“‘]?$")
_INVESTED = re.compile(r"(?:投资|占地|面积|规模)[^，。；、\n]{2,16}的[“‘]?$")


def built(reading: Reading, span: Span) -> bool:
    """Is it said to be built, opened, signed or paid for right beside the name?"""
    left = max(0, span.start - 24)
    return promised(reading, span) or bool(_CUE_BEFORE.search(reading.text, left, span.start))


def promised(reading: Reading, span: Span) -> bool:
    """Is it said behind the name, or a sum or size right before it?"""
    left = max(0, span.start - 24)
    text, end = reading.text, span.end
    after = _CUE_AFTER.match(text, end) or _MEASURED.match(text, end) or _SITE_AFTER.match(text, end)
    return bool(after or _INVESTED.search(text, left, span.start))


def measured(reading: Reading, span: Span) -> bool:
    """Is its sum, size or builder said right behind the name?"""
    return bool(_MEASURED.match(reading.text, span.end))


def under_way(reading: Reading, span: Span) -> bool:
    """Are works said to go on, be planned, finished or paid for right beside their name?"""
    left = max(0, span.start - 24)
    return bool(_UNDER_WAY.match(reading.text, span.end) or _ADVANCED.search(reading.text, left, span.start)) or built(reading, span)


def paid_for(reading: Reading, span: Span) -> bool:
    """投资4亿元的|…项目: whose sum is given is one project."""
    return bool(_SUM.search(reading.text, max(0, span.start - 24), span.start))


def visited(reading: Reading, span: Span) -> bool:
    """Do visitors look at the works (实地察看了…项目和|污水处理厂扩容工程)?"""
    return bool(_LOOKED_AT.search(reading.text, max(0, span.start - 36), span.start))


def rising(reading: Reading, span: Span) -> bool:
    """Is it only now put up (新建…, 主体封顶), so that a body of this name is works as well?"""
    before = _RISING.search(reading.text, max(0, span.start - 20), span.start)
    return bool(before or _SHELL.match(reading.text, span.end))


def plant_seen(reading: Reading, span: Span) -> bool:
    """A company's own plant or base that somebody comes to see: 来到北川集团育苗基地."""
    owners = (m for m in inside(reading, *span, "ORG") if m.start == span.start and m.sub in ("company", "group"))
    return any(m.end < span.end for m in owners) and bool(_SEEN_BEFORE.search(reading.text, max(0, span.start - 24), span.start))
