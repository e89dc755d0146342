"""How the genre says who acts: patterns in the notation of kinds ({ORG|LOC}, {TITLE}), for the readers to expand."""

from __future__ import annotations

from typing import Final

WHEN: Final = r"(?:[^，。；：“”]{0,12}(?:以来|年|月|日|天|期间|目前|日前|近日|同时|其中|此外|随后|当前)[，]?)?"
SUBJECT: Final = (
    rf"(?:^|[，。；：！？“‘—]){WHEN}"
    r"(?:{ORG|LOC}[、和]){0,4}{LOC}?(?P<who>{ORG|LOC|PER})"
    r"(?:上下|党组|党委|也|则|还|(?P<plans>将|拟|要)|已|正|各级|机关)?(?!获评|入选|获批|荣获|荣膺|落户|揭牌|跻身|迈入|位居|位列|成功落户|成立|当选)(?![^，。“”]{0,8}”)(?![的、等{TITLE}{PER}{ORG}{LOC}和与及地第上下中内外至到在为])"
)
SPEAKER: Final = r"(?P<who>{ORG|LOC})[、兼\u4e00-\u9fff]{0,2}{TITLE}(?:[、兼]{ORG|LOC}?{TITLE}|{TITLE})*(?P<person>{PER})"
MEETS: Final = "召开[^，。；{ORG}{EVT}]{0,4}(?P<what>{ORG|EVT})"
ISSUES: Final = (
    r"(?P<who>{ORG|LOC}(?:(?:、|和|与|及|会同|，?联合|携手){ORG|LOC}){0,8})[^。；！？]{0,30}?(?:印发|出台|制定|制订|发布|下发|颁布|编制|推出|起草|签发|公布|实施|修订|下达|发出|拟定|出炉|审定|修改)"
    r"(?:了|的|实施|出台|完善)?(?:[^，。；{DOC}]{0,8}?)(?P<what>{DOC}(?:[、和与]{DOC})*)"
)
PASSIVE: Final = r"(?P<what>{DOC|INI})[^，。；]{0,6}(?:由|是)(?P<who>{ORG|LOC})[^，。；]{0,14}?(?:印发|出台|制定|制订|起草|编制|发布|发起|推出|实施|牵头|打造|主办|组织|创立|首创)"
OWNER: Final = r"(?P<who>{ORG|LOC})(?:(?:部署|提出|推行|发起|开展|推出|首创|打造)?的|有|新一轮|关于|“)?$"
_ROW: Final = r"(?:{INI}[、和及与])*$"
_WITH: Final = r"[^，。；{ORG}{LOC}{PER}]{0,14}" + _ROW
JOINED: Final = (
    r"(?:(?:联合|会同|携手|联手)(?P<with>{ORG}(?:[、和与]{ORG})*)"
    r"|(?P<all>{ORG}?)[和与同](?P<them>{ORG}(?:[、和与]{ORG})*)(?:、[^，。；{ORG}]{1,6})?(?:等[^，。；]{0,6})?(?:一起|共同|联合|携手|合作))" + _WITH
)
DOER: Final = (
    r"(?<![在到赴于为对向从和与、同由])(?P<who>{ORG|LOC})(?:[一-龥\d]{0,5}[年月日来起])?(?:正在|正|已|将|要|还|也|先后|率先|全面|深入|扎实|大力|积极|持续|创新|牵头|组织|集中|重点|继续|自){0,3}"
    r"(?:VERBS)(?:了|的|好|起)?[^，。；{INI}{DOC}{ORG}{LOC}{PER}“”]{0,6}" + _ROW
)
PASSED: Final = r"(?:通过|审定|同意)(?:了|印发|实施)?[^，。；{DOC}]{0,6}(?:{DOC}[、和及与]?)*$"
