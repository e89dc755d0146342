"""How a chain of posts is written: bodies, departments, titles and the people behind or before them.

Templates for rules (`{ORG}`, `{TITLE}` are slots), from the widest unit down to the marks between.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.lexicon.lists import either, words
from kg.model import Mention

FORMER = "原|前|时任|前任|原任|曾任|历任"
STAND = f"(?:(?:{FORMER}|当班|值班|跟班|带班|现任|新任|首任|现|兼任|兼|兼职|有关|相关|主要|分管[一-鿿]{{0,6}}?(?:工作)?的?|下属|所属|旗下|驻华|主持[^，、。]{{0,4}}工作的?|的){{1,2}})"
DEPARTMENT = "(?:[一-鿿A-Za-z0-9（）]{0,14}?(?:部|处|科|室|中心|办|组|队|所|院|系|站|司|分公司|项目部|分局|执行局|庭|委员会|区|股|车间|工段|班|厂))"
NOUN = f"(?:(?<![一-鿿{{ORG}}{{LOC}}])|(?<=[由和与及请同任为系的志])|(?<=随后|后来|当天|当日|近日|日前|期间|当时|此时|同时|会上|会后|现场|年初|年底|听取|看望|慰问|陪同|邀请|叮嘱|嘱咐|嘱托|询问|告诉|勉励|鼓励|提醒|会见|采访|带领|会同|找到|拜访|跟随|来自))(?:[该本我原])?{either('body_nouns')}"  # 公司, 我校: a body named elsewhere
ASIDE = "(?:（[^（）{ORG}{LOC}{PER}{TITLE}]{1,14}）)?"  # （女，苗族）, （挂职）
BODY = f"(?:(?:(?<=[任为])[一-鿿]{{2,4}}(?={{ORG}}))?{STAND}?(?:{{ORG|LOC}}(?:（[^（）]{{1,12}}）)?{STAND}?){{1,3}}|{NOUN})"
BESIDES = f"(?:{ASIDE}|（(?:挂任|挂职|兼任?)[^（）。]{{1,12}}）)"  # a post in brackets behind a post
UNIT = f"(?:{BODY}(?:{DEPARTMENT}|第[一-鿿\\d]{{1,4}}届)?{STAND}?{{TITLE}}|{STAND}?(?:自治区)?{{TITLE}}){BESIDES}"
OWN = "(?:(?![市县区省州])[一-鿿]{0,9}?(?:部|处|科|室|中心|办|队|所|站|庭|分局|执行局|公安局?|委员会|系|院|组|股|车间|工段|班))"  # a department of the body just named
FIRST = f"(?:{UNIT}|(?<![一-鿿A-Za-z0-9{{ORG}}{{LOC}}{{PER}}{{TITLE}}]){OWN}{{TITLE}}{ASIDE})"  # 国际部|书记 where the body is the home of the page
CHAIN = f"{FIRST}(?:[、，,兼 暨](?:{UNIT}|{OWN}{{TITLE}}{ASIDE})){{0,6}}"
ROW = f"(?:{UNIT}|(?<=[任为]){OWN}{{TITLE}}{ASIDE})(?:(?:[、兼 暨和]|，并?(?=兼))(?:{UNIT}|{OWN}{{TITLE}}{ASIDE})){{0,6}}"
LIFE_ROW = ROW.replace(f"(?:{DEPARTMENT}|", f"(?:{DEPARTMENT}|[一-鿿]{{2,4}}(?={{TITLE}})|", 1).replace(f"|{STAND}?(?:自治区)?{{TITLE}})", f"|{STAND}?(?:自治区)?{{TITLE}}|(?<=、)[一-鿿]{{2,4}}{{TITLE}})")  # 一中|语文|教师
PEOPLE = f"{{PER}}{ASIDE}(?:(?:同志|先生|女士){ASIDE})?(?:[、和 ]{{PER}}{ASIDE}(?![（{{TITLE}}]))*"
NOT_NAMED = "(?![ ：]?{PER}|[、，兼]{TITLE}|的|等?（?{PER})"
LIFE = rf"(?P<people>{{PER}}){ASIDE}(?:同志|先生|女士)?，?(?:(?:[^，。；\n]{{1,12}}，)?(?<=，)(?:男|女)[，。；、]|\d{{4}}年\d{{1,2}}月出?生)"
SHARED = re.compile("副|委员|常委|成员|代表|教授|院士|研究员|工程师|巡视员|调研员|董事|监事|助理|员$")
PUBLIC = re.compile("书记|长$|主任|主席|委员|常委|主委|代表|司令|政委|专员|巡视员|调研员|助理|县令|知府|负责人|成员")
CAREER = "现任|现为|现担任|曾任|曾担任|担任过|任过|历任|先后担任|先后任|(?:至今|[起后月年])任|(?<![一-鿿])任|原任|拟任|拟提名为?|拟推荐为?|拟提拔任|拟担任|提名为"
_MONTH = r"\d{4}(?:年\d{0,2}月?|[.．/-]\d{1,2}|年)"
STAGE = rf"{_MONTH}(?:[至到—－\-~～]+|起)(?:{_MONTH}|今|现在)?[，：]?(?:先后|历|其间|期间|同时|在|挂职?|兼|担|曾|任|为){{0,4}}"  # 1996.07—2001.03 before a post
GROUP = re.compile("班子成员$|负责人$|代表$")
NO_POST = re.compile("候选人|人选|记者$|主持人$|^法人$|^导师$")
STAFF = re.compile("书记|调研员|巡视员|长$|主任|主席|委员|常委|经理|董事|监事|总裁|总监|总[一-鿿]{1,3}师|助理|专员")
COUNT = re.compile(r"(?:等)?(?:\d+|[一二两三四五六七八九十]+)(?:名|位)?(?:人|同志|代表)?")
SAID_NOUN = re.compile(f"[、，,兼 暨]*[该本我原]?({either('body_nouns')})")

_COURT = re.compile("(.+(?:法院|检察院))(?:审判委员会|检察委员会|[一-鿿]{2,8}庭|执行局)")


def court_of(org: Mention | None) -> Mention | None:
    """Behind a post in a court's committee or chamber the next ones are the court's (审判委员会委员、审判员)."""
    court = _COURT.fullmatch(org.text) if org is not None and org.kind == "ORG" else None
    return replace(org, end=org.start + court.end(1), text=court[1]) if org and court else org


def owner_of(current: Mention | None, new: Mention, glued: bool) -> Mention:
    """A bare department (宣传部 after 市委常委、) and a place inside a name (北川一局|青江|项目部) are no
    organisation of their own beside a named one."""
    if current is not None and (new.text in words("post_departments") or (glued and new.kind == "LOC" and current.kind == "ORG")):
        return current
    return new


def without_organ(org: Mention, title: str) -> str:
    """委员 of 党工委委员 where the organisation is itself the 党工委 named before."""
    organ = next((o for o in words("post_departments") if title.startswith(o) and org.text.endswith(o)), "")
    return title[len(organ) :] or title
