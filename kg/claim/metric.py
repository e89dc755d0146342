"""METRIC: a quantity with a meaning, read from the clause round it.

Quantity -> the words before and behind it -> the first rule that fits -> claim with subject, period and modality.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from kg.grammar.rule import Rule, procedure
from kg.grammar.view import View, mark
from kg.lexicon.clauses import Figures, figures
from kg.lexicon.lists import either, words
from kg.lexicon.outlook import modality, turns
from kg.lexicon.phrases import ending, is_head
from kg.lexicon.quantities import Quantity
from kg.model import Claim, Mention, Reading, Sentence, Span

_SUBJECTS: Final = "".join(mark(k) for k in ("ORG", "LOC", "PRJ"))
_PERSONAL: Final = mark("TITLE") + mark("PER")
_HEADING: Final = re.compile(rf"[^，；。！？：\n—“”{_SUBJECTS}]{{0,8}}?([{_SUBJECTS}])(?![、和与及{_PERSONAL}])")
_GROWTH: Final = re.compile(rf"({either('metric_growth')})(?:了|约|近|达|达到|为|率为|率达|率达到|保持在?)*$")
_SPEED: Final = re.compile("的?(?:年均)?(?:速度|增速|增长|增幅|递增)")
_SHARE: Final = re.compile("占(?:到|据|有)?[^，；。]*$")
_RANKS: Final = words("metric_rank_verbs")
_RANKED: Final = re.compile(rf"({either('metric_rank_verbs')})(?:了|在|至|到)*[^，；。、]{{0,14}}$")
_SCOPED: Final = re.compile(r"(?:全国|全省|全市|全县|全区|世界|全球|国内|亚洲|省内|市内|系统|[\ue000-\uf8ff])的?$")
_AMONG: Final = re.compile(r"在[^，；。]{1,30}?[中里内上]?$")
_ITEMS: Final = re.compile("[、和与及]")
_TOTALS: Final = frozenset(words("metric_generic"))
_BARE_TOTALS: Final = frozenset(w for w, how in words("metric_generic").items() if how == "same")
_GROWTHS: Final = words("metric_growth")
_SMALL: Final = re.compile("[一二三四五六七八九两十]")
_LONGEST: Final = 40


class Found(NamedTuple):
    """What a rule reads: `start`..`end` are the words it rests on, in the sentence's view."""

    kind: str
    indicator: str
    start: int
    end: int
    confidence: float
    subject: Mention | None = None


@dataclass
class Thread:
    """What is carried from figure to figure inside a unit."""

    indicators: list[str] = field(default_factory=list)
    noun: str = ""


@dataclass(frozen=True)
class Frame:
    """One quantity in its sentence; `given` is the indicator a 分别-list assigns to it."""

    figures: Figures
    index: int
    thread: Thread
    view: View
    given: str = ""

    @property
    def quantity(self) -> Quantity:
        return self.figures.quantities[self.index]

    @property
    def after(self) -> str:
        return self.figures.text[self.quantity.tail : self.figures.close(self.quantity.tail)]

    def before(self) -> str:
        start, end = self.figures.window(self.index)
        return self.figures.text[start:end]

    def owner(self) -> str:
        """Whose total it is: of 总投资300亿元的31个项目 the noun behind, else the noun counted before."""
        if not self.after.startswith("的"):
            return self.thread.noun
        following = self.figures.quantities[self.index + 1 : self.index + 2]
        if not following or following[0].start > self.quantity.tail + 4:
            return ""
        return self.figures.says(*self.figures.right(following[0].tail))

    def named(self, cut: int = 0) -> tuple[str, int, float]:
        """Indicator before the quantity, its start and how sure it is; `cut` last characters are not read.

        A word that only sums up (总数, 累计) and an empty place take the indicator of the figure before;
        a word that needs an owner (总投资) takes the noun counted before.
        """
        start, end = self.figures.window(self.index)
        left, right = self.figures.left(start, max(start, end - cut))
        phrase = self.figures.says(left, right)
        if self.given:
            return self.given, start, 0.9
        if len(phrase) == 1 and phrase in "宽长高深厚" and self.thread.indicators:
            return re.sub("(?:总|全)?[长宽高深厚]度?$", "", self.thread.indicators[-1]) + phrase, left, 0.8
        if phrase and phrase not in _BARE_TOTALS:
            owner = self.owner() if phrase in _TOTALS else ""
            return owner + phrase, left, 0.9
        carried = self.thread.indicators[-1] if self.thread.indicators else ""
        return carried, self.quantity.head, 0.75


@procedure
def rank(frame: Frame) -> Iterator[Found]:
    """居全省第三位, 跃居世界第四, 稳居前三位, 位居全国之首: a place in a comparison."""
    quantity = frame.quantity
    if quantity.measure != "rank":
        return
    before = frame.before()
    verb = _RANKED.search(before)
    if verb and _RANKS[verb[1]] and not (quantity.end - quantity.start > 2 or _SCOPED.search(before)):
        return
    if not verb and not _SCOPED.search(before) and not (frame.index and frame.figures.quantities[frame.index - 1].measure == "rank"):
        return
    cut = len(before) - verb.start() if verb else len(before)
    among = _AMONG.search(before, 0, len(before) - cut)
    indicator, start, sure = frame.named(len(before) - among.start() if among else cut)
    if indicator:
        yield Found("rank", indicator, start, quantity.tail, sure)


@procedure
def multiple(frame: Frame) -> Iterator[Found]:
    """翻了10倍以上, 是上年的1.5倍, 翻一番: a factor."""
    if frame.quantity.measure != "times":
        return
    cut = re.search(r"(?:翻了?|增长了?|是|为|达到?|提高了?|增加了?|扩大了?|[^，；。]{0,8}的)*$", frame.before())
    indicator, start, sure = frame.named(len(cut[0]) if cut else 0)
    if indicator:
        yield Found("multiple", indicator, start, frame.quantity.tail, sure)


@procedure
def change(frame: Frame) -> Iterator[Found]:
    """提高1.2个百分点, 人均增收1280元, 减少300户: how much more or less than before."""
    quantity = frame.quantity
    found = _GROWTH.search(frame.before())
    points = quantity.measure == "points"
    if quantity.measure in ("share", "times", "rank") or not (found or points):
        return
    indicator, start, sure = frame.named(_verb(found))
    if indicator:
        yield Found("change", indicator, start, quantity.tail, sure)


@procedure
def growth(frame: Frame) -> Iterator[Found]:
    """增长6%, 增速达到8%, 保持两位数以上增速: relative change of an indicator."""
    quantity = frame.quantity
    if quantity.measure != "share":
        return
    found = _GROWTH.search(frame.before())
    speed = _SPEED.match(frame.after)
    if not found and not speed:
        return
    indicator, start, sure = frame.named(_verb(found))
    if indicator:
        yield Found("growth", indicator, start, quantity.tail, sure)


@procedure
def share(frame: Frame) -> Iterator[Found]:
    """占全市比重41.4%, 覆盖率提升至60%, 满意度98%: a part of a whole."""
    quantity = frame.quantity
    if quantity.measure != "share":
        return
    before = frame.before()
    part = _SHARE.search(before)
    indicator, start, sure = frame.named(len(before) - part.start()) if part else frame.named()
    if part:
        indicator += re.sub("(?:的|达到?|为|约|超过?|突破|近)+$", "", part[0])
    if indicator:
        yield Found("share", indicator, start, quantity.tail, sure)


@procedure
def counted(frame: Frame) -> Iterator[Found]:
    """154个城市更新建设项目, 33项成果获奖, 246家驿站: the counted noun follows the unit."""
    quantity = frame.quantity
    if quantity.measure not in ("count", "head", "bare"):
        return
    phrase, end = _behind(frame)
    if phrase and not _weak(frame, phrase):
        yield Found("count", phrase, quantity.head, end, 0.85)


@procedure
def level(frame: Frame) -> Iterator[Found]:
    """地区生产总值突破5000亿元, 总投资533亿元, 高新技术企业1300家: the indicator stands before the figure."""
    quantity = frame.quantity
    indicator, start, sure = frame.named()
    if quantity.measure == "rank" or not indicator or _weak(frame, indicator) or (frame.after and sure < 0.8) or _better_behind(frame):
        return
    yield Found(_kind(quantity, indicator), indicator, start, quantity.tail, sure)


@procedure
def amount_of(frame: Frame) -> Iterator[Found]:
    """每年2亿元专项资金, 3平方公里产业基地, 107亿元的投资任务: what is measured stands behind the figure."""
    quantity = frame.quantity
    phrase, end = _behind(frame)
    if phrase and quantity.measure not in ("count", "head", "rank"):
        yield Found("level", phrase, quantity.head, end, 0.75)


@procedure
def predicated(frame: Frame) -> Iterator[Found]:
    """其中25项为全国首创, 5项获国家部委推广: what is said of a part of those counted before names it."""
    quantity = frame.quantity
    said = re.sub("^(?:为|是|属于?|系)", "", frame.after)
    if quantity.measure in ("count", "head") and frame.thread.indicators and len(said) >= 2 and not _weak(frame, ""):
        end = quantity.tail + len(frame.after)
        yield Found("count", frame.figures.says(end - len(said), end), quantity.head, end, 0.7)


RULES: Final[tuple[Rule, ...]] = (rank, multiple, change, growth, share, counted, level, amount_of, predicated)


def _verb(found: re.Match[str] | None) -> int:
    """How many last characters are the verb of change; 增收 and falling verbs stay in the indicator."""
    if not found:
        return 0
    how = _GROWTHS[found[1]]
    return len(found[0]) if how == "up" else len(found[0]) - len(found[1])


def _behind(frame: Frame) -> tuple[str, int]:
    """The noun phrase right behind the unit (also over 的) and its end; "" where there is none."""
    at = frame.quantity.tail
    start, end = frame.figures.right(at + (frame.quantity.measure not in ("count", "head") and frame.after.startswith("的")))
    phrase = frame.figures.says(start, end)
    return (phrase, end) if len(phrase) >= 2 else ("", at)


def _better_behind(frame: Frame) -> bool:
    """安排了|920万千瓦发电资产: the words before end in a verb, and a noun follows."""
    if frame.given or frame.quantity.measure in ("count", "head") or not _behind(frame)[0]:
        return False
    start, end = frame.figures.window(frame.index)
    return frame.figures.verbal(frame.figures.left(start, end)[1])


def _weak(frame: Frame, phrase: str) -> bool:
    """三个必须, 四篇文章: a Chinese numeral under ten counts something only before a known kind of thing."""
    quantity = frame.quantity
    small = quantity.measure in ("count", "head") and len(quantity.value) == 1 and _SMALL.match(frame.figures.text, quantity.start)
    return bool(small) and not (is_head(phrase) and len(phrase) > 2)


def _kind(quantity: Quantity, indicator: str) -> str:
    if quantity.measure in ("count", "bare"):
        return "count"
    if quantity.measure == "head":
        return "level" if re.search("(?:总量|人口|人数|工数|规模)$", indicator) else "count"
    return "level"


def read(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Iterator[Claim]:
    """All METRIC claims of an article. `views` show outermost mentions and titles as marks."""
    starts = [w.start for w in reading.words]
    context = Context(reading)
    for sentence, view in views:
        context.enter(sentence, view)
        found = figures(view.text, view.starts, view.ends, view.whole, reading.words, starts, _SUBJECTS, reading.published)
        if found:
            yield from _claims(found, view, context)


def _claims(found: Figures, view: View, context: Context) -> Iterator[Claim]:
    thread = context.thread
    given = _given(found, thread)
    for index in range(len(found.quantities)):
        frame = Frame(found, index, thread, view, given.get(index, ""))
        rule, result = next(((r, f) for r in RULES for f in r.make(frame)), (None, None))
        if rule and result and len(result.indicator) <= _LONGEST:
            thread.indicators.append(result.indicator)
            if result.kind == "count":
                thread.noun = result.indicator
            yield context.claim(frame, rule, result)


def _given(found: Figures, thread: Thread) -> dict[int, str]:
    """分别: which figure belongs to which of the items before it (货物、集装箱吞吐量分别居第四、第六)."""
    given: dict[int, str] = {}
    for index in range(len(found.quantities)):
        start, end = found.window(index)
        at = found.text.find("分别", start, end)
        if at < 0:
            continue
        count = _run(found, index)
        left, right = found.left(start, at)
        names = _items(found.says(left, right)) or thread.indicators
        if len(names) >= count:
            given.update(zip(range(index, index + count), names[-count:], strict=True))
    return given


def _run(found: Figures, index: int) -> int:
    """How many figures follow each other with nothing but commas between."""
    size = 1
    for later in range(index + 1, len(found.quantities)):
        start, end = found.window(later)
        if end > start:
            break
        size += 1
    return size


def _items(phrase: str) -> list[str]:
    """货物、集装箱吞吐量 -> 货物吞吐量, 集装箱吞吐量; 省、市级企业 -> 省级企业, 市级企业."""
    parts = [p for p in _ITEMS.split(phrase) if p]
    head = ending(parts[-1]) if parts else ""
    out = []
    for part in parts:
        if len(part) == 1:
            part += parts[-1][1:]
        out.append(part if not head or ending(part) else part + head)
    return out


class Context:
    """Subject, period and modality that sentences set for the figures in them."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.thread = Thread()
        self.ahead = False  # does the passage speak of what is to be done?
        self.back = False  # has the article spoken of what was done?
        self.end = -1

    def enter(self, sentence: Sentence, view: View) -> None:
        if self.end < 0 or "\n" in self.reading.text[self.end : sentence.start]:
            self.thread = Thread()
            self.ahead = self.ahead and not self.back
        self.end = sentence.end
        self.thread.noun = ""
        for ahead in turns(view.text):
            self.ahead, self.back = ahead, self.back or not ahead

    def claim(self, frame: Frame, rule: Rule, found: Found) -> Claim:
        quantity, figures = frame.quantity, frame.figures
        span = Span(figures.starts[min(found.start, quantity.head)], figures.ends[found.end - 1])
        args = {
            "subject": found.subject or self._subject(frame),
            "indicator": found.indicator,
            "value": quantity.value,
            "unit": quantity.unit,
            "kind": found.kind,
            "qualifier": quantity.qualifier,
            "period": self._period(frame),
            "modality": modality(figures.text[: quantity.head], figures.text[quantity.tail :], self.ahead),
        }
        kept = tuple((k, v) for k, v in args.items() if v is not None)
        return Claim(self.reading.article.id, "METRIC", kept, span, rule.name, found.confidence)

    def _subject(self, frame: Frame) -> Mention | None:
        """The name that heads the clause, else the last one that headed a clause of the sentence, else the area."""
        text = frame.figures.text
        at = frame.figures.clause_start(frame.quantity.head)
        best = None
        for start in sorted({0, at, *(m.end() for m in re.finditer("[，；：—]", text[: frame.quantity.head]))}):
            match = _HEADING.match(text, start, frame.quantity.head)
            if match:
                token = frame.view.tokens[match.start(1)]
                best = token.item or best
        return best or self.reading.area

    def _period(self, frame: Frame) -> str:
        """The last period of the figure's own words, else the last one that opens a clause before it."""
        figures = frame.figures
        start, end = figures.window(frame.index)
        own = [p for p in figures.periods if figures.starts[start] <= p.start < figures.starts[frame.quantity.start]] if end > start else []
        dated = [p for p in own if p.value != "cumulative"]
        if own:
            return (dated or own)[-1].value
        opening = {figures.starts[m.end()] for m in re.finditer(r"^|[，；：—]", figures.text[: frame.quantity.head]) if m.end() < len(figures.starts)}
        leading = [p for p in figures.periods if p.start < figures.starts[frame.quantity.head] and p.start in opening and p.value != "cumulative"]
        return leading[-1].value if leading else ""
