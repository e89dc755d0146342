"""How long a period holds: in its clause, over the next ones, or to the end of a list."""

from __future__ import annotations

import re
from typing import Final

from kg.text.dates import Period
from kg.wording.clauses import Figures

SUM: Final = "cumulative"
_OPENING: Final = re.compile("^|[，；：—]")
_ALONE: Final = re.compile("(?:以来|期间|时期|里|间|上|[之以]?前)?，")
_BOUND: Final = frozenset("从由到至比较是自")
_RISE: Final = re.compile("[从由自较比]")
_TOTAL: Final = re.compile("总数|累计(?:总数|达|超|突破|[共已到有为近约]*[0-9])")
_MOVE: Final = re.compile("[由从](20[0-9]{2})年[^；]*?[到至](20[0-9]{2})年")
_ACT: Final = re.compile("(?:正式|全面|主体|顺利|建成|完工|竣工)*(?:开[工建业园馆学通播]|[动完竣]工|启[动用]|投[产用运]|成立|组建|挂牌|揭牌|奠基|签约|落户|落地|获批|立项|封顶|通车|入驻|注册|设立|建校|建成|创办|上市)[，、]")
_CUT: Final = re.compile("截[至止]")
_MONTH: Final = re.compile("([0-9]{4})-([0-9]{2})(?:-[0-9]{2})?$")
_FLOW: Final = re.compile("已(?:经)?(?:开|复|竣|完|动|建|签|发|办|引|受|安|投|改|征|销|兑)|完成(?!率)|实现(?!率)|新(?:增|签|引|开|建|登)|引进|签约|发放|受理|办结|办理")
_STOCK: Final = re.compile("累计|总[额量数]|余额|资产|拥有|现有|共有|存量|率")
_NOW: Final = re.compile("[，。；：](?:目前|现有|现已|如今)")
_BEFORE: Final = re.compile("(?:以前|之前)(?!.{0,6}(?:要|须|将|力争|确保))")
_OLD: Final = re.compile("[由从]原来的?[^，；。]*")
_DEADLINE: Final = re.compile("[初中下上旬末底日]*(?:[^，；。]{0,6})?前[，]?[^，；。]{0,4}[把将对]")
_HANDED: Final = re.compile("(?:就|便|均|全部)?(?:已|建成|交付|投用|竣工|完工|开工|通车|投产|上市|到位|启用)")
_POINTS: Final = ("年初",)
_CONTEST: Final = re.compile("度?[^，。；]{0,24}(?:考评|考核|评比|评价|评选|竞赛|大赛|排名|测评|排行榜|榜单|评估)[中里上]")
_SHORT: Final = 3
_INTRO: Final = 16


def versus(text: str, at: int) -> bool:
    """比年初增加, 较2020年提高: the period of the comparison is not the figure's."""
    return text[max(0, at - 1) : at] in ("比", "较")


def _introduced(figures: Figures, opening: int) -> bool:
    """据统计，1-8月…: only who says it stands before."""
    plain = 0 < opening <= _INTRO and not any(q.start < opening for q in figures.quantities)
    return plain and not any(p.start < figures.starts[opening] for p in figures.periods)


def _closed(figures: Figures, period: Period, head: int) -> bool:
    """截至11月末，…；1-11月…；…: another period has led a group of clauses that a semicolon closed."""
    for other in figures.periods:
        if other.start > period.start and figures.whole[other.start - 1 : other.start] == "；":
            at = next(i for i, start in enumerate(figures.starts) if figures.ends[i] > other.start)
            if "；" in figures.text[at:head]:
                return True
    return False


def spreads(figures: Figures, period: Period, index: int) -> bool:
    """累计发放种子3万份，培训农户560人: the sum holds for what clauses with a verb go on to list; 累计达31家 only closes a list."""
    at = next(i for i, start in enumerate(figures.starts) if figures.ends[i] > period.start)
    if totals(figures, period):
        return False
    between = figures.text[at : (head := figures.quantities[index].head)]
    later = [at + m.end() for m in re.finditer("[，；：]", between)]
    return "；" not in between and all(p < head and (figures.text.startswith("其中", p) or figures.tag(p)[1][:1] in ("v", "a", "d")) for p in later)


def totals(figures: Figures, period: Period) -> bool:
    """累计达31家: only the sum of a list."""
    at = next(i for i, start in enumerate(figures.starts) if figures.ends[i] > period.start)
    return bool(_TOTAL.match(figures.text, at))


def yearly(figures: Figures, index: int, period: str, span: str) -> str:
    """The years over which 年均增长 is taken: from 由2005年…到2010年, of a plan that ends in 2015, of the section."""
    head = figures.quantities[index].head
    if "年均" not in figures.text[figures.clause_start(head) : head]:
        return period
    years = _MOVE.search(figures.text, 0, head)
    if years:
        return f"{int(years[1]) + 1}..{years[2]}"
    if len(period) == 4 and int(period) % 5 == 0:
        return f"{int(period) - 4}..{period}"
    return period or span


def holds(figures: Figures, period: Period, index: int) -> bool:
    """Does a period of an earlier clause hold for a figure?

    Yes where it stands alone before a comma, opens the sentence, or dates a figure of its own clause (then up
    to the semicolon); one end of a movement (从年初的40%) dates nothing else.
    """
    head = figures.quantities[index].head
    if figures.whole[period.start : period.end] in _POINTS and not _ALONE.match(figures.whole, period.end):
        return False  # 年初成立专班，…: only when that was done
    if figures.whole[period.start : period.end] == "年度" or _closed(figures, period, head):
        return False
    at = next(i for i, start in enumerate(figures.starts) if figures.ends[i] > period.start)
    opening = max(m.end() for m in _OPENING.finditer(figures.text, 0, at + 1))
    if figures.text[max(0, at - 1) : at] == "到" and "，" not in figures.text[at:head] and not _RISE.search(figures.text, opening, at):
        return True
    alone = at - opening <= _SHORT and bool(_ALONE.match(figures.whole, period.end))
    move = _MOVE.search(figures.text, 0, head)
    if move and move.start(2) == at and move.start() <= _INTRO:
        return True
    if _ACT.match(figures.whole, period.end):
        return False
    if alone or figures.whole[period.end : period.end + 1] == "的" or figures.text[max(0, at - 1) : at].strip() in _BOUND:
        return alone
    topic = at - opening <= _SHORT and (figures.text[opening - 1 : opening] in ("", "—", "：") or (at == opening and _introduced(figures, opening)))
    border = figures.text.find("，", at)
    dated = any(at <= q.start < (border if border >= 0 else head) for q in figures.quantities)
    return topic or (dated and "；" not in figures.text[at:head])


def period_of(figures: Figures, index: int, kind: str, span: str) -> str:
    """The last period of the figure's own words, else one that holds on from a clause before; "" for none.

    `span` are the years of the section. 截至10月底已完工… is what the year has brought up to October.
    """
    head = figures.starts[figures.quantities[index].head]
    start, end = figures.window(index)
    last = figures.starts[start] if kind == "multiple" and end > start else head
    told = [p for p in figures.periods if p.start < last and not versus(figures.whole, p.start) and not _foreign(figures, p, head)]
    own = [p for p in told if end > start and p.start >= figures.starts[start]]
    counted = kind in ("level", "count")
    before = [p for p in told if (counted and spreads(figures, p, index) if p.value == SUM else holds(figures, p, index))]
    summed = any(p.value == SUM and totals(figures, p) for p in own)
    sums = any(p.value == SUM for p in (*own, *before))
    ranged = [] if summed or not sums else [p for p in before if p.value[4:5] == "-" and (".." in p.value or "Q" in p.value)]  # 1-6月，…累计完成
    contest = [p for p in told if kind == "rank" and _CONTEST.match(figures.whole, p.end)]  # 在2018年度全市考评中，…列第7位
    named = [p for p in own if p.value != SUM] or ranged or own or before or contest
    return yearly(figures, index, _reached(figures, named[-1]) if named else _behind(figures, index), span)


def _behind(figures: Figures, index: int) -> str:
    """还迁房2016套今年10月已交付: when the things counted were handed over, stands right behind them."""
    end = figures.ends[figures.quantities[index].tail - 1]
    period = next((p for p in figures.periods if p.start == end), None)
    return period.value if period is not None and period.value != SUM and _HANDED.match(figures.whole, period.end) else ""


def _foreign(figures: Figures, period: Period, head: int) -> bool:
    """Is it the period of something else: 2000年以前建成的…, 6月底前把…41处…, 去年以来…；目前…, …由原来的18人减到11人?"""
    between = figures.whole[period.end : head]
    if period.value == SUM:
        return figures.whole[period.start : period.end] == "总数" and between.startswith("的")
    clause = re.split("[，；。]", between)[-1]
    return bool(_BEFORE.match(between) or _DEADLINE.match(between) or _NOW.search(between) or ("；" in between and _OLD.search(clause)))


def _reached(figures: Figures, period: Period) -> str:
    """Of 截至10月底已完工83个 January to October; of 截至10月底余额… the month itself."""
    month = _MONTH.fullmatch(period.value)
    if not month or not _CUT.match(figures.whole, period.start):
        return period.value
    first = next((figures.starts[q.head] for q in figures.quantities if figures.starts[q.head] >= period.end), period.end)
    said = figures.whole[period.end : first]
    flows = _FLOW.search(said) and not _STOCK.search(said)
    return f"{month[1]}-01..{month[2]}" if flows and month[2] != "01" else period.value
