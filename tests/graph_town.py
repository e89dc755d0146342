"""An invented town told over three pages, so that every question across pages has an answer: no name in it is real."""

from __future__ import annotations

from functools import lru_cache

from graph_made import fact_id, sha

from kg.model import Document, Entity, Fact, Heading, Knowledge, Place, Statement
from kg.text.pinyin import slug

PAGES = {"town-2021": "2021-03-05", "town-2022": "2022-03-04", "town-2023": "2023-03"}
LENGTH = 4000
ENTITIES = {
    "林海洋": ("PER", "official"), "沈若兰": ("PER", "official"), "周启明": ("PER", "reporter"), "顾知远": ("PER", "official"),
    "青岚街道": ("ORG", "subdistrict"), "望溪街道": ("ORG", "subdistrict"), "云河开发区": ("ORG", "zone"),
    "北川集团": ("ORG", "group"), "东栾集团": ("ORG", "group"), "云河市": ("LOC", "admin"),
    "“清河”攻坚行动": ("INI", "action"), "晴澜产业园": ("PRJ", ""), "半亭泵站": ("PRJ", ""), "松坪大桥": ("PRJ", ""),
    "云河市第六次推进会": ("EVT", ""), "云河市水环境规划": ("DOC", ""),
}  # fmt: skip
# pages, parted by a comma where several say it | type | role=value … | speaker
FACTS = """
town-2021 | POST | person=林海洋 org=青岚街道 title=党工委书记
town-2022,town-2023 | POST | person=林海洋 org=云河开发区 title=管委主任
town-2022 | POST | person=沈若兰 org=青岚街道 title=党工委书记
town-2022 | POST | person=沈若兰 org=青岚街道 title=街道办事处副主任 former=true
town-2023 | POST | person=顾知远 org=望溪街道 title=党工委副书记
town-2021 | BYLINE | person=周启明 role=记者
town-2022 | INIT | agent=青岚街道 initiative=“清河”攻坚行动
town-2023 | INIT | agent=望溪街道 initiative=“清河”攻坚行动 modality=plan
town-2021 | METRIC | subject=云河市 indicator=地区生产总值 value=900 unit=亿元 kind=level qualifier=≥ period=2021 modality=target
town-2022 | METRIC | subject=云河市 indicator=地区生产总值 value=880 unit=亿元 kind=level period=2021
town-2023 | METRIC | subject=云河市 indicator=地区生产总值 value=8850000 unit=万元 kind=level period=2021
town-2023 | METRIC | subject=云河市 indicator=地区生产总值 value=930.50 unit=亿元 kind=level period=2022
town-2021,town-2022 | METRIC | subject=青岚街道 indicator=污水处理率 value=95 unit=% kind=share period=2022 modality=target | 林海洋
town-2022 | METRIC | subject=青岚街道 indicator=新增就业 value=1000-1200 unit=人 kind=count period=2022-Q1..Q3 modality=plan | 沈若兰
town-2022 | AWARD | subject=北川集团 honour=绿色工厂
town-2023 | AWARD | subject=北川集团 honour=省级技术中心 period=2022
town-2023 | AWARD | subject=青岚街道 honour=示范街道
town-2021 | PART_OF | part=青岚街道 whole=云河开发区
town-2021 | PART_OF | part=望溪街道 whole=云河开发区
town-2021 | PART_OF | part=云河开发区 whole=云河市
town-2022 | LOCATED | what=晴澜产业园 where=青岚街道
town-2022 | LOCATED | what=半亭泵站 where=青岚街道 modality=plan
town-2023 | LOCATED | what=松坪大桥 where=望溪街道
town-2022 | PARTY_TO | agent=北川集团 project=晴澜产业园
town-2022 | PARTY_TO | agent=北川集团 project=松坪大桥
town-2023 | PARTY_TO | agent=东栾集团 project=半亭泵站
town-2022 | EVENT_ROLE | agent=沈若兰 event=云河市第六次推进会
town-2022 | SAYS | speaker=沈若兰 quote=先把河治好，再把路修通
town-2023 | VISIT | person=林海洋 target=半亭泵站
town-2023 | INIT_PART | part=“清河”攻坚行动 whole=云河市水环境规划
"""


def document(stem: str) -> Document:
    shown = (Heading("要闻", 0, LENGTH // 2, "周启明"), Heading("快讯", LENGTH // 2, LENGTH, None))
    return Document(stem, f"{stem}.txt", sha(stem, size=64), "utf-8", LENGTH, PAGES[stem], "报头", shown)


def entity(n: int, label: str) -> Entity:
    kind, sub = ENTITIES[label]
    name = f"{kind.lower()}-{slug(label, kind == 'PER')}-{sha(kind, label, size=8)}"
    places = [Place("town-2021", at, at + len(label), label) for at in (20 * n, 1000 + 20 * n, 3000 + 20 * n)]
    return Entity(name, kind, sub, label, (), tuple(places[: 1 + n % 3]))


def fact(n: int, line: str, ids: dict[str, str]) -> Fact:
    pages, kind, roles, *by = (cell.strip() for cell in line.split("|"))
    args = tuple((r, ids.get(v, v)) for r, v in (pair.split("=", 1) for pair in roles.split(" ")))
    start = 60 * n
    said = tuple(
        Statement(page, start, start + 30, roles.replace(" ", "，"), n, start, start + 40, f"{kind.lower()}_told", 0.9,
                  ids[by[0]] if by else "", PAGES[page])
        for page in pages.split(",")
    )  # fmt: skip
    return Fact(fact_id(kind, args), kind, args, said)


@lru_cache
def town() -> Knowledge:
    """The town as one build would hand it over."""
    known = [entity(n, label) for n, label in enumerate(ENTITIES)]
    ids = {e.label: e.id for e in known}
    facts = [fact(n, line, ids) for n, line in enumerate(FACTS.strip().split("\n"))]
    return Knowledge(
        tuple(map(document, PAGES)), tuple(sorted(known, key=lambda e: e.id)), tuple(sorted(facts, key=lambda f: f.id))
    )
