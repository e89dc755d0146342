"""How far a name reaches: everywhere, inside its area, or on its page only."""

from __future__ import annotations

import re

from kg.resolve.page import LocalEntity

EVERYWHERE = "everywhere"
AREA = "area"  # the same name in another area is another thing
BOUND = "bound"  # the same name elsewhere may be another thing: a contradiction keeps them apart
PAGE = "page"

_ZONE_WORD = r"(?:经济技术|高新技术产业)?(?:开发|高新|保税|经开|功能|园|新)区"
_PLACED = re.compile(r"^(?!" + _ZONE_WORD + r")[一-龥]{2,8}?(?:省|市|县|区|州|盟|旗|镇|乡|街道)(?=.)")
_CENTRAL = re.compile(r"^(?:中共中央|中央|国务院|国家|全国|最高人民|中国|中华|党中央)|^(?!.*(?:组织|宣传|统战|武装|政治|联络))[一-龥]{2,6}部$")
_RELATIVE = re.compile(r"^(?:[省市区县州旗镇乡我本全]|" + _ZONE_WORD + r"|(?:[党纪]?工|管|党|政|纪|监)委)")
_GENERIC_EVENT = 6  # an event named in so few characters (开工仪式, 座谈会) names one only on its page


def reach(entity: LocalEntity, places: frozenset[str]) -> str:
    """EVERYWHERE, AREA, BOUND or PAGE for an entity of a page.

    Args: places the names of the page's places and of well-known ones.
    """
    if entity.local:
        return PAGE
    name = entity.names[0]
    if entity.kind == "ORG":
        return _organisation(name, entity.sub, places)
    if entity.kind == "EVT":
        return _event(name)
    if entity.kind == "PER":
        return BOUND
    return EVERYWHERE


def _organisation(name: str, sub: str, places: frozenset[str]) -> str:
    if _CENTRAL.search(name) or _PLACED.search(name) or _starts_with_place(name, places):
        return EVERYWHERE
    if sub == "party_gov" or _RELATIVE.search(name):
        return AREA
    return BOUND if sub in ("subdistrict", "community", "zone") else EVERYWHERE


def _starts_with_place(name: str, places: frozenset[str]) -> bool:
    return any(name[:size] in places for size in range(2, min(len(name), 10)))


def _event(name: str) -> str:
    if len(name) <= _GENERIC_EVENT:
        return PAGE
    return AREA if _RELATIVE.search(name) else EVERYWHERE
