"""Whose people they are when a title names its body by kind only: 公司总经理, 社区书记, 副校长."""

from __future__ import annotations

import re

from kg.model import Mention, Reading

_BODIES = {
    **dict.fromkeys(("公司", "集团", "集团公司", "企业", "总公司"), ("company", "group")),
    **dict.fromkeys(("学校", "校", "学院", "院", "医院"), ("institute",)),
    **dict.fromkeys(("社区", "村"), ("community",)),
    **dict.fromkeys(("街道", "镇", "乡"), ("subdistrict",)),
}
_OWN_TITLES = {
    "校长|院长|所长": ("institute",),
    "董事|监事|经理|总裁|厂长|首席|总会计师|总法律顾问": ("company", "group"),
}
_GENERIC = re.compile(r"(?:^|[^一-鿿]|[由和与及请同]|该|本|我)(集团公司|总公司|公司|集团|企业|学校|学院|医院|院|校|社区|村|街道|镇|乡)$")
_GENERIC_TITLE = re.compile("(社区|村|镇(?=长)|乡(?=长))")
_OPENED = re.compile("(?:^|[^一-鿿]|[由和与及请向对同为是让在随陪着了的即叫说听据给])$")


def kind_before(title: str) -> str:
    """社区 or 村 that a title begins with and that is no part of the post; "" where there is none."""
    found = re.match("(社区|村)(?=党|书记|总支|支部|主任)", title)
    return found[1] if found else ""


def opened(before: str) -> bool:
    """Does a title behind these words stand free, with no unread name of a body glued to it?"""
    return bool(_OPENED.search(before))


def implied(reading: Reading, before: str, title: str, at: int) -> Mention | None:
    """The one body of the right kind that the article has named before `at`.

    Args: before the last words in front of the title; at where the title's chain begins. None when
    nothing says a kind, several bodies fit, or the article said 公司, 学校 … before it named any.
    """
    generic = _GENERIC.search(before) or _GENERIC_TITLE.match(title)
    if generic:
        return _only(reading, _BODIES[generic[1]], at)
    if not opened(before):
        return None
    kinds = next((kinds for pattern, kinds in _OWN_TITLES.items() if re.search(pattern, title)), None)
    return _only(reading, kinds, at) if kinds else None


def _only(reading: Reading, kinds: tuple[str, ...], end: int) -> Mention | None:
    found = [m for m in reading.of_kind("ORG") if m.end <= end and m.sub in kinds]
    longest = max(found, key=lambda m: (len(m.text), -m.start), default=None)
    if longest is None or any(m.text not in longest.text for m in found):
        return None
    return longest if _first_said(reading, kinds) > found[0].start else None


def _first_said(reading: Reading, kinds: tuple[str, ...]) -> int:
    """Where the article first says 公司, 学校 … with a title; its length when nowhere."""
    spoken = tuple(word for word, own in _BODIES.items() if own == kinds)
    titles = reading.hits.get("title", ())
    return next((t.start for t in titles if _GENERIC.search(reading.text[max(0, t.start - 6) : t.start])
                 and reading.text.endswith(spoken, 0, t.start)), len(reading.text))
