"""One quantity in its clause: which words name what it measures, also where the sentence leaves them out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from kg.lexicon.lists import either, words
from kg.wording.clauses import Figures
from kg.wording.phrases import closed, ending, is_head
from kg.wording.quantities import Quantity
from kg.wording.topics import is_property

_GROWTHS: Final = words("metric_growth")
_GROWTH: Final = re.compile(rf"({either('metric_growth')})(?:了|约|近|达到?|为|率为|率达到?|保持在?|稳定在?|控制在|定为|在|预期目标|目标|要|将|可|预计|预期|有望|力争|争取|确保)*$")
_FALL: Final = re.compile(f"(?<=.)(?:{'|'.join(sorted((w for w, how in _GROWTHS.items() if how == 'down'), key=lambda w: (-len(w), w)))})$")
_AGAINST: Final = re.compile("(?:增速|增幅|涨幅)?(?:(?<![占对同环])[比较](?![重例率值赛大高为])|高于|低于|快于|好于|高出|与(?=[^，；、]{1,10}(?:相比|比较|同比|持平)))[^，；、]{0,14}$")
_JOBS: Final = re.compile("(?:稳定|实现)?就业(?!岗位|人|困难)")
_PLACES: Final = frozenset("村县镇乡省市区国校站馆店")
_MADE: Final = re.compile("建|引进|新增|打造|完成|实施|落地|开工|种植|流转")
_STOCKS: Final = re.compile("(?:总量|人口|人数|工数|规模)$")
_SMALL: Final = re.compile("[一二三四五六七八九两十]")
_PASSING: Final = re.compile(f"{either('metric_passing')}了?$")
_PACE: Final = re.compile("增速|增幅|涨幅")
_ACTS: Final = ("次", "场", "场次", "批次")  # what verbs count: 集中学习3次
_TOTALS: Final = frozenset(words("metric_generic"))
_BARE_TOTALS: Final = frozenset(w for w, how in words("metric_generic").items() if how == "same")
_SIZE: Final = re.compile("(?:总|全)?[长宽高深厚]度?$")
_GRADE: Final = re.compile("^(?:国家|部|省|市|县|区|校|院|州|盟|旗)级(?:以上)?")
_ALIKE: Final = re.compile("(?:同比|环比)?(?:增长|增幅|增速|下降|提高)(?:达|为)?")
_GRADE_ONLY: Final = re.compile("(?:中央|国家|部|省|市|县|区|校|院|州|盟|旗)级?")
_MEASURED: Final = re.compile(f"{either('metric_generic')}$")
_BARE_SUM: Final = re.compile("^(?:提供|给予|授予|安排|发放|获得|新增)?(?:总额度?|额度|金额|总计|规模)$")
_GIVEN: Final = re.compile("(?:拿出|安排|列支|出资|筹措|划拨|投入|种下|种植|认领|托管|经营)$")
_SIDES: Final = re.compile("城镇|农村|城市|乡村|第[一二三]|进口|出口|国有|民营")
_TURNED: Final = re.compile("[一-龥]{1,8}[到至为成]了?$")
_FROM: Final = re.compile("[由从][^，；]{0,8}$")
_GOALS: Final = ("计划", "任务", "目标", "预算", "进度")
_CONTEST: Final = re.compile(
    "在(?:[^，；。在]{0,16}(?:公布|发布|通报|组织|开展|揭晓|举行|举办)的)?(?:[12][0-9]{3}年?度?|上年度|年度)?(?:的)?(?:全国|全省|全市|全县|全区|全州|[\ue000-\uf8ff])?((?:[^，；。中在的]|中(?=[国心小学央部])){2,20}(?:考评|考核|评比|评价|评选|评议|竞赛|大赛|排名|测评|排行榜|榜单|评估|指数|比武|排行|评定))(?:结果|名单|活动)?[中里上]"
)
_ITEMS: Final = re.compile("[、和与及]")


@dataclass
class Thread:
    """What is carried from figure to figure inside a unit."""

    indicators: list[str] = field(default_factory=list)
    counted: str = ""  # the last thing counted, and
    measured: str = ""  # the last thing measured in the unit
    noun: str = ""  # what the sentence counted last
    kind: str = ""  # of the figure before
    passing: bool = False  # was the figure before one that passes with the day?

    def add(self, indicator: str, kind: str) -> None:
        """Remember a figure that was read; how much of a plan is done (完成年计划的53%) is nothing to go on with."""
        if kind == "share" and "完成" in indicator and indicator.endswith(_GOALS):
            return
        self.indicators.append(_FALL.sub("", indicator) if kind in ("growth", "change") else indicator)
        self.kind = kind
        if kind == "count":
            self.noun = self.counted = indicator
        else:
            self.measured = self.indicators[-1]

    def last(self, counting: bool) -> str:
        """What a figure without words of its own goes on with: 其中高新区18个 counts what was counted."""
        return (self.counted if counting else "") or (self.indicators[-1] if self.indicators else "")


@dataclass(frozen=True)
class Frame:
    """One quantity of a sentence; `given` is the indicator that a 分别-list assigns to it."""

    figures: Figures
    index: int
    thread: Thread
    given: str = ""

    @cached_property
    def quantity(self) -> Quantity:
        return self.figures.quantities[self.index]

    @cached_property
    def counting(self) -> bool:
        return self.quantity.measure in ("count", "head")

    @cached_property
    def after(self) -> str:
        """The words behind the quantity up to the next comma or figure."""
        return self.figures.text[self.quantity.tail : self.figures.close(self.quantity.tail)]

    @cached_property
    def before(self) -> str:
        """The words before the quantity from the last comma or figure on."""
        start, end = self.figures.window(self.index)
        return self.figures.text[start:end]

    def quote(self, span: tuple[int, int]) -> str:
        """The article's own words under a range of `before`."""
        start, _ = self.figures.window(self.index)
        return self.figures.says(start + span[0], start + span[1])

    @cached_property
    def grows(self) -> bool:
        """Does a verb of change stand before the figure?"""
        return bool(_GROWTH.search(self.before))

    def named(self, cut: int = 0) -> tuple[str, int, float]:
        """Indicator before the quantity, its start and how sure it is; `cut` last characters are not read.

        A word that only sums up (总数, 累计) and an empty place take the indicator of the figure before;
        a word that needs an owner (总投资) takes the noun counted before.
        """
        start, end = self.figures.window(self.index)
        if self.given:
            return self.given, start, 0.9
        if self._turned():
            return self.thread.last(self.counting), self.quantity.head, 0.85
        left, right = self.figures.left(start, max(start, end - cut))
        phrase = self.figures.says(left, right)
        if self.counting and self.quantity.unit not in _ACTS and phrase and self.figures.verbs_only(left, right):
            named = self.figures.last_name(start, left, opening=True)
            phrase = named if named and named[-1] not in "省市县区州旗" else phrase
        listed = f"{self.thread.noun}、"
        if len(listed) > 1 and phrase.startswith(listed):
            phrase = phrase[len(listed) :]
        if not phrase and self.counting:
            phrase = self.figures.last_name(start, end - cut)
        if not phrase and self._people and (verb := self.figures.last_verb(start, end - cut)):
            return verb, self.quantity.head - len(verb), 0.8
        if not phrase or phrase in _BARE_TOTALS:
            carried = self._carried(start)
            part = not phrase and self.quantity.measure in ("share", "points", "rank", "times")
            return (carried if part else carried.partition("占")[0] or carried), self.quantity.head, 0.75
        if phrase in _TOTALS:
            owner = self._owner() if left == start or self.figures.clause_start(start) < start else ""
            return (phrase if phrase in owner else owner + phrase), left, 0.9
        return _elliptic(phrase, self._carried(start)), left, 0.9

    def _turned(self) -> bool:
        """压减到9个 behind 由13个: the second end of a movement, whatever its verb."""
        if not self.index or not self.thread.indicators or not _TURNED.fullmatch(self.before):
            return False
        start, end = self.figures.window(self.index - 1)
        return bool(_FROM.search(self.figures.text, start, end))

    @property
    def _people(self) -> bool:
        return self.quantity.measure == "head" or self.quantity.unit[-2:] in ("户", "人次", "万户")

    @cached_property
    def told_growth(self) -> bool:
        """增加值增速由负转正，达到3.6%: the clause in front spoke of a growth, this one has only the figure."""
        start, end = self.figures.window(self.index)
        begin, stop = self.figures.clause_before(start)
        left, right = self.figures.left(start, end)
        return left == right and bool(_PACE.search(self.figures.text, begin, stop))

    def moved(self) -> tuple[str, int, float]:
        """The indicator of a change: without verb and standard of comparison (比上年提高, 高于全省).

        Falling verbs and 增收 stay in the indicator: a drop of 3% is not to look like a rise.
        """
        found, against = _GROWTH.search(self.before), _AGAINST.search(self.before)
        indicator, start, sure = self.named(max((len(m[0]) for m in (found, against) if m), default=0))
        kept = found[1] if found and _GROWTHS[found[1]] != "up" else ""
        return (indicator + kept if indicator else ""), start, sure

    @cached_property
    def behind(self) -> tuple[str, int]:
        """The noun phrase right behind the unit (of 30亿元的投资任务 over 的) and its end; "" where there is none."""
        at = self.quantity.tail
        over = self.after.startswith("的")
        start, end = self.figures.right(at + over)
        phrase = self.figures.says(start, end)
        if self.after.startswith("口") and self.quantity.unit.endswith("人"):
            return "人口", at + 1
        if self.counting and _JOBS.match(self.after):
            return "就业", at + self.after.index("就业") + 2
        return (phrase, end) if (len(phrase) >= 2 or phrase in _PLACES) and not phrase.startswith("等") else ("", at)

    @cached_property
    def behind_run(self) -> tuple[str, int]:
        """The noun behind; of 30户95人脱贫 that behind the last of the run; without the 总投资 of the next figure."""
        later = self.figures.quantities[self.index + 1 : self.index + 2]
        if later and later[0].head == self.quantity.tail and self.counting and later[0].measure in ("count", "head"):
            return Frame(self.figures, self.index + 1, self.thread).behind_run
        phrase, end = self.behind
        if later and later[0].head == end and (own := _MEASURED.search(phrase)) and own.start() > 1:
            return phrase[: own.start()], end - len(own[0])
        return phrase, end

    def better_behind(self) -> bool:
        """安排了|60万千瓦发电资产: the words before end in a verb, and a noun follows."""
        if self.given or self.counting or not self.behind[0]:
            return False
        left, right = self.figures.left(*self.figures.window(self.index))
        phrase = self.figures.says(left, right)
        known, over = ending(phrase) or is_property(phrase), self.after.startswith("的")
        made = _MADE.search(self.figures.text, right, self.quantity.head) or _GIVEN.search(phrase)
        if over and _BARE_SUM.search(phrase):
            return True  # 提供总额不超过15亿元的综合授信
        return bool(made) or self.figures.verbal(right) or (over and not known)

    def weak(self, phrase: str) -> bool:
        """三个必须, 四篇文章: a Chinese numeral under ten counts something only before a known kind of thing."""
        quantity = self.quantity
        small = self.counting and len(quantity.value) == 1 and _SMALL.match(self.figures.text, quantity.start)
        return bool(small) and ("、" in phrase or not (is_head(phrase) and len(phrase) > 2))

    def kind(self, indicator: str) -> str:
        """level or count: people are counted, but 总人口 and 人数 are levels; an amount of 亿 is one, too."""
        if self.quantity.measure in ("count", "bare"):
            return "level" if self.quantity.unit[-1:] == "亿" else "count"
        return "count" if self.quantity.measure == "head" and not _STOCKS.search(indicator) else "level"

    def runs_to_figure(self) -> bool:
        """Do the words behind go on to another figure?"""
        end = self.quantity.tail + len(self.after)
        return any(q.head == end for q in self.figures.quantities)

    def contest(self) -> str:
        """在全市特色园区综合考评中，某园列第7位: in which comparison, as the words before the figure say last."""
        found = list(_CONTEST.finditer(self.figures.text, 0, self.quantity.head))
        return self.figures.says(*found[-1].span(1)) if found else ""

    def _one_each(self) -> bool:
        """1个项目、1名领导、1个专班: a slogan, no figures."""
        ones = [q for q in self.figures.quantities if q.value == "1" and q.measure in ("count", "head")]
        return self.counting and self.quantity.value == "1" and len(ones) > 1

    def passes(self) -> bool:
        """来到3个村、2家企业; 听取5项汇报: counts of a visit or an agenda say nothing lasting; nor does 1个项目、1名领导."""
        if self._one_each():
            return True
        listed = self.thread.passing and self.before[-1:] in ("", "、", "和")
        self.thread.passing = self.counting and (listed or bool(_PASSING.search(self.before)))
        return self.thread.passing

    def named_by_number(self) -> bool:
        """促进就业十条等措施, 某某等300余人: the number ends a name or a list, not an indicator."""
        listed = self.counting and self.before.endswith("等") and (bool(self.after) or self._runs_on())
        return listed or (self.counting and self.after.startswith("等") and not self.figures.text[self.quantity.start].isdigit())

    def _runs_on(self) -> bool:
        """Does another figure follow at once: 4类|20项服务?"""
        return any(q.head == self.quantity.tail for q in self.figures.quantities[self.index + 1 : self.index + 2])

    def _carried(self, start: int) -> str:
        """The indicator that goes on: of the clause before without a figure, else of the figure before."""
        begin, end = self.figures.clause_before(start)
        close = closed(self.figures.text, begin, end)
        phrase = self.figures.says(*self.figures.left(begin, close)) if close > begin else ""
        return phrase or self.thread.last(self.counting)

    def _owner(self) -> str:
        """Whose total it is: of 总投资80亿元的16个项目 the noun behind, else the noun counted before."""
        if not self.after.startswith("的"):
            return self.thread.noun
        following = self.figures.quantities[self.index + 1 : self.index + 2]
        if not following or following[0].start > self.quantity.tail + 4:
            return ""
        return self.figures.says(*self.figures.right(following[0].tail))


def _elliptic(phrase: str, carried: str) -> str:
    """What a short phrase leaves out: 省级 (企业), 宽 (of a 道路全长), from the indicator before."""
    if len(phrase) == 1 and phrase in "宽长高深厚" and carried:
        return _SIZE.sub("", carried) + phrase
    grade = _GRADE.match(phrase)
    return phrase + _GRADE.sub("", carried) if grade and grade.end() == len(phrase) else phrase


def shared(figures: Figures, index: int, thread: Thread) -> dict[int, str]:
    """分别: which figure belongs to which of the items before it (煤炭、矿石产量分别居第三、第五).

    Indicators by index of the quantity, from `index` on; empty where there is no such list.
    """
    start, end = figures.window(index)
    at = figures.text.find("分别", start, end)
    count = _run(figures, index)
    if at < 0 and count == 1:
        return {}
    alike = count > 1 and _ALIKE.fullmatch(figures.text, start, figures.quantities[index].start)
    names = _items(figures.says(*figures.left(start, start if alike else end if at < 0 else at)))
    if at < 0 and not alike and not (count > 1 and len(names) == count):
        return {}
    twice = 1 < count <= len(thread.indicators) and len(set(thread.indicators[-count:])) == 1
    names = names or (thread.indicators[-count:] if twice else list(dict.fromkeys(thread.indicators)))
    if thread.indicators:
        names = [thread.indicators[-1] + n if n in _BARE_TOTALS else n for n in names]
    if len(names) == 1 and count == 2 and "城乡" in names[0]:
        names = [names[0].replace("城乡", side, 1) for side in ("城镇", "农村")]
    return dict(zip(range(index, index + count), names[-count:], strict=True)) if len(names) >= count else {}


def _run(figures: Figures, index: int) -> int:
    """How many figures follow each other with nothing but commas between."""
    later = index + 1
    while later < len(figures.quantities) and len(set(figures.window(later))) == 1:
        later += 1
    return later - index


def _items(phrase: str) -> list[str]:
    """煤炭、矿石产量 -> 煤炭产量, 矿石产量; 省、市级企业 -> 省级企业, 市级企业."""
    parts = [p for p in _ITEMS.split(phrase) if p]
    side = _SIDES.match(parts[-1]) if parts else None
    if side and len(parts[-1]) > side.end():
        parts = [p + parts[-1][side.end() :] if _SIDES.fullmatch(p) else p for p in parts]
    head = ending(parts[-1]) if parts else ""
    base = _GRADE.sub("", parts[-1]) if parts else ""
    whole = [part.removesuffix("级") + ("" if part == "中央" else "级") + base if _GRADE_ONLY.fullmatch(part) else part for part in parts]
    return [part if not head or ending(part) else part + head for part in whole]
