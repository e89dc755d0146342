"""Where a page comes from: the place in the name of its paper, site or source (云河日报, 今日青岚, 来源：六川县融媒体中心)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.lexicon.lists import classes, either, words
from kg.model import Reading, Span

_RANKED: Final = "[一-龥]{2,7}?(?:自治[州县旗]|新区|(?<![城都全我本各到])[市县州盟旗]|(?<![地园社校郊小片发新功城景山全我本各到])区)"
_EDGE: Final = r"(?:^|(?<=[\n\s　：:（(|｜《·“—-]))"
_PRESS: Final = re.compile(
    rf"{_EDGE}(?:今日(?P<today>[一-龥]{{2,3}})(?=$|[\s　》”·]|新闻|讯|网|报|第)"
    rf"|(?P<place>{_RANKED}|[一-龥]{{2,3}}?)(?P<head>{either('press_heads')}))"
)
_SOURCE: Final = re.compile(rf"(?:来源|稿源|供稿|发布单位|发布机构|信息来源)[：:][\s　]*(?:中共)?(?P<place>{_RANKED})")
_ZONE: Final = re.compile("^(?:[一-龥]{0,2}开发|高新|经开|保税|工业园?|产业园?|功能|合作|示范|城|园|社|片|景|校|库|牧|林|矿|灾|山|郊)区$")
_NO_NAME: Final = re.compile("[委府办局厅院部党第一版全我本各]")
_RANKS: Final = "市县区旗州盟"
_SHORTEST: Final = 2
_OPENING: Final = 24  # characters of a paragraph in which a dateline stands


def sources(reading: Reading) -> list[Span]:
    """Places in the mastheads, source lines and datelines of an article, in order, each with its rank where it is said."""
    return list(dict.fromkeys(_found(reading)))


def _found(reading: Reading) -> Iterator[Span]:
    text = reading.text
    for unit in reading.article.units:
        end = unit.end if unit.kind != "prose" else min(unit.end, unit.start + _OPENING)
        for match in _PRESS.finditer(text, unit.start, end):
            span = Span(*match.span("today" if match["today"] else "place"))
            if _is_place(text, span, match["head"] or ""):
                yield span
        for match in _SOURCE.finditer(text, unit.start, unit.end):
            yield Span(*match.span("place"))


def _is_place(text: str, span: Span, head: str) -> bool:
    """A name with its rank, one of the register, or any two or three characters before what only a paper is called."""
    name = text[span.start : span.end]
    if name in words("press_not_places") or name in classes()["place_names"]:
        return name not in words("press_not_places")
    if name[-1] in _RANKS and len(name) > _SHORTEST:
        return not _ZONE.search(name)
    if _NO_NAME.search(name):
        return False
    end = span.end + len(head)
    alone = head == "发布" and text[end : end + 1].isdigit()  # 青岚发布 2023-04-18
    return words("press_heads").get(head) != "loose" or alone or any(name + rank in text for rank in _RANKS)
