"""How a chain of posts is written: bodies, departments, titles and the people behind or before them.

Templates for rules (`{ORG}`, `{TITLE}` are slots), from the widest unit down to the marks between.
"""

from __future__ import annotations

import re

from kg.lexicon.lists import either

FORMER = "原|前|时任|前任|原任|曾任|历任"
STAND = f"(?:(?:{FORMER}|现任|新任|首任|现|兼任|兼|兼职|有关|相关|主要|分管|下属|所属|旗下|驻华|主持[^，、。]{{0,4}}工作的?|的){{1,2}})"
DEPARTMENT = "(?:[一-鿿A-Za-z0-9（）]{0,14}?(?:部|处|科|室|中心|办|组|队|所|院|系|站|司|分公司|项目部|分局|执行局|庭|委员会|区))"
NOUN = f"(?:(?<![一-鿿{{ORG}}{{LOC}}])|(?<=[由和与及请同任为系的志]))(?:[该本我原])?{either('body_nouns')}"  # 公司, 我校: a body named elsewhere
ASIDE = "(?:（[^（）{ORG}{LOC}{PER}{TITLE}]{1,14}）)?"  # （女，苗族）, （挂职）
BODY = f"(?:(?:(?<=[任为])[一-鿿]{{2,4}}(?={{ORG}}))?{STAND}?(?:{{ORG|LOC}}(?:（[^（）]{{1,12}}）)?{STAND}?){{1,3}}|{NOUN})"
BESIDES = f"(?:{ASIDE}|（(?:挂任|挂职|兼任?)[^（）。]{{1,12}}）)"  # a post in brackets behind a post
UNIT = f"(?:{BODY}{DEPARTMENT}?{STAND}?{{TITLE}}|{STAND}?(?:自治区)?{{TITLE}}){BESIDES}"
OWN = "(?:(?![市县区省州])[一-鿿]{0,9}?(?:部|处|科|室|中心|办|队|所|站|庭|分局|执行局|公安局?|委员会|系|院|组))"  # a department of the body just named
CHAIN = f"{UNIT}(?:[、，,兼 暨](?:{UNIT}|{OWN}{{TITLE}}{ASIDE})){{0,6}}"
ROW = f"{UNIT}(?:(?:[、兼 暨和]|，并?(?=兼))(?:{UNIT}|{OWN}{{TITLE}}{ASIDE})){{0,6}}"
PEOPLE = f"{{PER}}{ASIDE}(?:同志)?(?:[、和 ]{{PER}}{ASIDE}(?![（{{TITLE}}]))*"
NOT_NAMED = "(?![ ：]?{PER}|[、，兼]{TITLE}|的|等?（?{PER})"
SAID_NOUN = re.compile(f"[、，,兼 暨]*[该本我原]?({either('body_nouns')})")
