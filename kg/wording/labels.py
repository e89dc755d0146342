"""Words beside a number that name nothing: the stamp of a web page, who tells the figure, half a pair of quotes."""

from __future__ import annotations

import re
from typing import Final

_STAMP: Final = re.compile("(?:浏览|阅读|点击|访问|人气|评论|分享|点赞)(?:次数|人数|[数量率])?：[ \u3000]*$")
_LABEL: Final = re.compile("[ \u3000]*(?:字号|字体|打印|来源|作者|责编|责任编辑|编辑|审核|校对|(?:浏览|阅读|点击)(?:次数|数)|发布时间)[ \u3000：]*")
_TOLD: Final = re.compile("^.*(?:介绍了|通报了|汇报了|指出|透露|告诉记者|得知|获悉)")
_ALL: Final = re.compile("(?:全|我|本|该)[省市县区州旗镇乡村校院厂](?=$)|^届时")
_BARE: Final = re.compile("[“‘ ]*(?:[^一-龥]*|[卖买花挣赚给拿交])")
_IDLE: Final = re.compile("距|[只仅]需|(?<![吉其])他|她|我|自己|人家|这[里个些]|那[里个些]")


def stamped(text: str, at: int) -> bool:
    """Does a number at an offset count the readers of a page (浏览次数：233)?"""
    return bool(_STAMP.search(text, 0, at))


def bare(indicator: str) -> str:
    """The indicator without who tells it, and without a quotation mark that has lost its partner."""
    own = _ALL.sub("", _TOLD.sub("", indicator))
    return own if own.count("“") == own.count("”") else own.strip("“”")


def names_nothing(indicator: str) -> bool:
    """Is it a label, a lone verb or what somebody says of himself?"""
    return not indicator or bool(_LABEL.fullmatch(indicator) or _IDLE.search(indicator) or _BARE.fullmatch(indicator))
