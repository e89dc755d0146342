"""A small graph told by hand from the start pages: every quote is looked up in its page, so offsets are real."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from graph_made import fact_id, sha

from kg.model import Document, Entity, Fact, Heading, Knowledge, Place, Statement
from kg.text.pinyin import slug

ROOT = Path(__file__).resolve().parent.parent
PAGES = {
    "2020-05-plenary": "2020-05",
    "2022-02-23-congress": "2022-02-23",
    "2022-12-review": "2022-12",
    "2024-02-19-mobilisation": "2024-02-19",
    "2025-02-06-quality": "2025-02-06",
}
ENTITIES = """
    PER official 王莉
    PER official 徐强
    PER official 薛宗刚
    PER official 孙永红
    PER official 王清源
    PER official 毛军响
    PER reporter 李宛遥
    PER reporter 王雪
    ORG zone 青岛中德生态园 中德生态园
    ORG zone 青岛开发区
    ORG zone 董家口经济区
    ORG subdistrict 隐珠街道
    ORG subdistrict 王台街道
    ORG subdistrict 长江路街道
    ORG community 薛辛庄社区
    ORG media 青岛西海岸新区政务网
    ORG institute 华大研究院
    LOC admin 青岛西海岸新区 西海岸新区 新区
    INI action “项目攻坚年”行动 项目攻坚年
    INI action 六大提升行动
    PRJ - 变频控制产业园
    PRJ - 多模块自动化集成测序酶试剂生产基地
    DOC - 青岛西海岸新区质量强区建设三年行动方案（2025-2027年）
    EVT - 全区党建引领高水平安全高质量发展工作会议
"""
# page | type | role=value … | quote | confidence | more: by (speaker), from, to
FACTS = """
2024-02-19-mobilisation | POST | person=王莉 org=青岛中德生态园 title=党工委副书记 | 中德生态园党工委副书记、管委常务副主任王莉 | 0.97
2024-02-19-mobilisation | POST | person=王莉 org=青岛中德生态园 title=管委常务副主任 | 中德生态园党工委副书记、管委常务副主任王莉 | 0.95
2024-02-19-mobilisation | POST | person=徐强 org=隐珠街道 title=党工委书记 | 隐珠街道党工委书记徐强 | 0.98
2024-02-19-mobilisation | POST | person=薛宗刚 org=薛辛庄社区 title=党委书记 | 薛辛庄社区党委书记薛宗刚 | 0.95
2025-02-06-quality | POST | person=毛军响 org=董家口经济区 title=工委书记 | 董家口经济区工委书记、管委主任毛军响 | 0.96
2025-02-06-quality | POST | person=毛军响 org=董家口经济区 title=管委主任 | 董家口经济区工委书记、管委主任毛军响 | 0.96
2024-02-19-mobilisation | BYLINE | person=李宛遥 role=记者 | □本报记者李宛遥 | 0.99
2022-02-23-congress | BYLINE | person=王雪 role=记者 | □记者王雪 | 0.99
2020-05-plenary | BYLINE | person=王雪 role=整理 | （本报记者王雪整理） | 0.99
2024-02-19-mobilisation | EVENT_ROLE | agent=薛宗刚 event=全区党建引领高水平安全高质量发展工作会议 | 会议请来11位优秀代表发言，来自各条战线，其中就有长江路街道薛辛庄社区党委书记薛宗刚 | 0.8 | from=2024-02-19 to=2024-02-19
2024-02-19-mobilisation | SAYS | speaker=徐强 quote=出征就要开战，街道将在新区工委管委领导下当好领头雁 | 徐强表示，出征就要开战 | 0.9
2025-02-06-quality | SAYS | speaker=毛军响 quote=董家口经济区2025年将聚力实施“项目攻坚年”行动，推动港产城高品质融合 | 毛军响表示，董家口经济区2025年将聚力实施“项目攻坚年”行动，推动港产城高品质融合 | 0.9
2025-02-06-quality | INIT | agent=董家口经济区 initiative=“项目攻坚年”行动 modality=plan | 董家口经济区2025年将聚力实施“项目攻坚年”行动 | 0.9 | by=毛军响
2025-02-06-quality | INIT_PART | part=六大提升行动 whole=青岛西海岸新区质量强区建设三年行动方案（2025-2027年） | 三年行动方案（2025-2027年）》安排了六大提升行动 | 0.9
2024-02-19-mobilisation | METRIC | subject=青岛西海岸新区 indicator=地区生产总值 value=5000 unit=亿元 kind=level qualifier=≥ period=2023 modality=actual | 登上5000亿元台阶 | 0.96
2024-02-19-mobilisation | METRIC | subject=青岛西海岸新区 indicator=地区生产总值 value=6 unit=% kind=growth qualifier= period=2023 modality=actual | 地区生产总值全年增长6% | 0.93
2024-02-19-mobilisation | METRIC | subject=青岛西海岸新区 indicator=规上工业增加值 value=6.2 unit=% kind=growth qualifier= period=2023 modality=actual | 规上工业增加值增速6.2% | 0.97
2020-05-plenary | METRIC | subject=青岛西海岸新区 indicator=规上工业增加值 value=11 unit=% kind=growth qualifier= period=2020 modality=target | 今年规上工业增加值的增长目标为11% | 0.9 | by=孙永红
2020-05-plenary | METRIC | subject=青岛西海岸新区 indicator=现有工业园区改造单元 value=1000-2000 unit=亩 kind=level qualifier=≈ period= modality=plan | 以1000亩-2000亩左右为一个单元 | 0.7
2022-02-23-congress | AWARD | subject=青岛西海岸新区政务网 honour=2021年度中国优秀政务网站 | 荣获“2021年度中国优秀政务网站” | 0.92
2024-02-19-mobilisation | PART_OF | part=薛辛庄社区 whole=长江路街道 | 长江路街道薛辛庄社区 | 0.95
2025-02-06-quality | PART_OF | part=长江路街道 whole=青岛西海岸新区 | 在新区东部，行政、商贸、金融三大中心同处一地，那就是长江路街道 | 0.8
2020-05-plenary | LOCATED | what=变频控制产业园 where=隐珠街道 modality=plan | 变频控制产业园先期在隐珠街道探索建设 | 0.93
2022-02-23-congress | VISIT | person=王清源 target=青岛开发区 | 王清源2月23日下午前往青岛开发区和王台街道调研 | 0.94 | from=2022-02-23 to=2022-02-23
2022-02-23-congress | VISIT | person=王清源 target=王台街道 | 王清源2月23日下午前往青岛开发区和王台街道调研 | 0.94 | from=2022-02-23 to=2022-02-23
2022-12-review | PARTY_TO | agent=华大研究院 project=多模块自动化集成测序酶试剂生产基地 | 华大研究院跻身全国首批“科创中国”创新基地，并建成多模块自动化集成测序酶试剂生产基地 | 0.88
"""


class Source:
    """A start page: finds words although the page breaks them over lines."""

    def __init__(self, stem: str) -> None:
        self.stem = stem
        self.bytes = (ROOT / "seeds/pages" / f"{stem}.txt").read_bytes()
        self.raw = self.bytes.decode("utf-8")
        self.origin = [n for n, character in enumerate(self.raw) if not character.isspace()]
        self.joined = "".join(self.raw[n] for n in self.origin)

    def find(self, words: str) -> tuple[int, int]:
        at = self.joined.index(words)
        return self.origin[at], self.origin[at + len(words) - 1] + 1

    def sentence(self, start: int, end: int) -> tuple[int, int, int]:
        """Number, start and end of the stretch between two full stops around a span."""
        stops = [match.end() for match in re.finditer("。", self.raw)]
        before = [stop for stop in stops if stop <= start]
        after = [stop for stop in stops if stop >= end]
        return len(before), (before or [0])[-1], (after or [len(self.raw)])[0]

    def document(self) -> Document:
        published = PAGES[self.stem]
        digest = hashlib.sha256(self.bytes).hexdigest()
        whole = (Heading("要闻", 0, len(self.raw), None),)
        return Document(self.stem, f"{self.stem}.txt", digest, "utf-8", len(self.raw), published, "报头", whole)


@lru_cache
def source(stem: str) -> Source:
    return Source(stem)


def entities() -> dict[str, Entity]:
    found = {}
    for line in ENTITIES.split("\n"):
        if line.strip():
            kind, sub, label, *aliases = line.split()
            name = f"{kind.lower()}-{slug(label, kind == 'PER')}-{sha(kind, label, size=8)}"
            found[label] = Entity(name, kind, sub.strip("-"), label, tuple(aliases), places(label))
    return found


def places(label: str) -> tuple[Place, ...]:
    """Where each page names it first."""
    pages = [source(stem) for stem in PAGES if label in source(stem).joined]
    return tuple(Place(page.stem, *page.find(label), label) for page in pages)


def fact(line: str, known: dict[str, Entity]) -> Fact:
    stem, kind, roles, quote, confidence, *rest = (cell.strip() for cell in line.split("|"))
    more = dict(pair.split("=") for pair in "".join(rest).split())
    args = dict(pair.split("=", 1) for pair in roles.split(" "))
    filled = tuple((name, known[v].id if v in known and name != "quote" else v) for name, v in args.items())
    start, end = source(stem).find(quote)
    by = known[more["by"]].id if "by" in more else ""
    said = Statement(
        stem, start, end, quote, *source(stem).sentence(start, end),
        f"{kind.lower()}_by_hand", float(confidence), by, PAGES[stem],
    )  # fmt: skip
    return Fact(fact_id(kind, filled, more.get("from", "")), kind, filled, (said,), more.get("from", ""), more.get("to", ""))


@lru_cache
def sample() -> Knowledge:
    """The sample as one build would hand it over."""
    known = entities()
    facts = sorted((fact(line, known) for line in FACTS.split("\n") if line.strip()), key=lambda f: f.id)
    documents = tuple(source(stem).document() for stem in PAGES)
    return Knowledge(documents, tuple(sorted(known.values(), key=lambda e: e.id)), tuple(facts))
