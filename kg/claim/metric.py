"""METRIC: a quantity with a meaning, read from the clause round it.

Quantity -> the words before and behind it -> the first rule that fits -> claim with subject, period and modality.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from kg.grammar.rule import Rule, procedure
from kg.grammar.view import View, mark
from kg.lexicon.lists import either, words
from kg.model import Arg, Claim, Mention, Reading, Sentence, Span
from kg.wording.clauses import figures
from kg.wording.frames import Frame, Thread, shared
from kg.wording.labels import bare, names_nothing, stamped
from kg.wording.outlook import Passage, modality
from kg.wording.phrases import unlinked
from kg.wording.spans import period_of
from kg.wording.subjects import Subjects

_SUBJECTS: Final = "".join(mark(k) for k in ("ORG", "LOC", "PRJ"))
_THINGS: Final = mark("PRJ")
_PERSONAL: Final = mark("TITLE") + mark("PER")
_PACED: Final = re.compile("增[速幅]$|(?:产值|收入|利润|税收)$")
_SPEED: Final = re.compile("的?(?:年均)?(?:速度|增速|[正负]?增长|增幅|递增)")
_SHARE: Final = re.compile("(?:占(?:到|据|有)?|是|相当于)[^，；。]*$")
_TASK: Final = re.compile("(?:完成)?(?:了)?(?:全年|年度|年|序时|目标|既定)*(?:计划|任务|目标|预算|进度)(?:任务|数)?$")
_MADE_OF: Final = re.compile("(?:的)?(?:都|均|全)?(?:是|为)([一-龥]{2,10})$")
_WITHIN: Final = re.compile("在([^，；。在]{1,10})所?占的?(比重|比例|份额)[^，；。]{0,4}$")
_RANKS: Final = words("metric_rank_verbs")
_RANKED: Final = re.compile(rf"({either('metric_rank_verbs')})(?!奖[^，；。]{{0,8}}居)(?:了|在|至|到)*([^，；。]{{0,16}})$")
_WIDE: Final = re.compile(r"(?:全国|全省|全市|全县|全区|世界|全球|国内|亚洲|[\ue000-\uf8ff])+的?")
_RISEN: Final = re.compile("(?<=.)[由从](?:去年|上年|年初|原来|此前|前年|最初|上一?[年季轮届])?(?:同期)?的?[^，；。由从]{0,8}的?$")
_PLACED: Final = re.compile("(在[^，；。]{2,24}[中里内]的(?:排名|位次|名次|排位|排序))[由从]?(?:去年|上年|原来)?的?$")
_OWN_WORDS: Final = re.compile("(?![较比])[一-龥]{2}")
_PUT: Final = re.compile("[摆放排置]在$")
_FROM: Final = re.compile("[由从][^，；。]{0,10}的?$")
_SCOPED: Final = re.compile(r"(?:全国|全省|全市|全县|全区|世界|全球|国内|亚洲|省内|市内|系统|[一二三四五六七八九十0-9]+[省市县区]|[\ue000-\uf8ff])的?$")
_SCOPE_LAST: Final = re.compile(r"在?(?:全国|全省|全市|全县|全区|全州|世界|全球|国内|[\ue000-\uf8ff])(?:[各所]?[一-龥]{0,4}[县市区])?中?$")
_AMONG: Final = re.compile(r"在[^，；。]{1,30}?[中里内上]?$")
_CARRIED: Final = 0.85  # a growth without an indicator of its own nearly always means the figure before it
_TIMES: Final = re.compile(r"(?:翻了?|增长了?|是|为|达到?|提高了?|增加了?|扩大了?|[^，；。]{0,8}的)*$")
_COUNTS_MOVE: Final = re.compile("(?:增加|增长|净增|多增|减少|提升|提高|前移|后移|前进|后退|上升|下降|下滑|跃升|攀升|进位)了?$")
_COMPARED: Final = re.compile("[较比与][^，；。]{1,8}(?:上升|提高|提升|前进|前移|后退|后移|下降|增加|减少|增长|多|少|高|低)了?")
_LASTS: Final = re.compile("数|(?:时间|时长|时限|周期|耗时)$")
_LONGEST: Final = 40
_SAID_OF: Final = 16


class Found(NamedTuple):
    """What a rule reads: `start`..`end` are the words it rests on, in the sentence's view."""

    kind: str
    indicator: str
    start: int
    end: int
    confidence: float


@procedure
def rank(frame: Frame) -> Iterator[Found]:
    """居全省第三位, 跃居世界第四, 稳居前三位, 位居全国之首: a place in a comparison."""
    quantity, before = frame.quantity, frame.before
    figure = frame.figures.text[quantity.start : quantity.end]
    verb = _RANKED.search(before)
    if (figure == "首位" and _PUT.search(before)) or (figure[-1] == "强" and not verb):
        return
    if verb and _RANKS[verb[1]] and not (quantity.end - quantity.start > 2 or len(verb[2]) > 1 or _SCOPED.search(before)):
        return
    if not verb and not _SCOPED.search(before) and not (figure.startswith("第") and _FROM.search(before)) and not (frame.index and frame.figures.quantities[frame.index - 1].measure == "rank"):
        return
    placed = _PLACED.search(before)
    if placed:
        yield Found("rank", frame.quote(placed.span(1)), frame.figures.window(frame.index)[0] + placed.start(), quantity.tail, 0.85)
        return
    risen = _RISEN.search(before)
    stop = verb.start() if verb else risen.start() if risen else 0 if _SCOPED.search(before) else len(before)
    among = _AMONG.search(before, 0, stop) or _SCOPE_LAST.search(before, 1, stop)
    contest = "" if _OWN_WORDS.search(before, 0, among.start() if among else stop) else frame.contest()
    if contest:
        yield Found("rank", contest, quantity.head, quantity.tail, 0.8)
        return
    indicator, start, sure = frame.named(len(before) - (among.start() if among else stop))
    wide = verb and _WIDE.match(before, verb.start(2))
    field = frame.quote((wide.end() if wide else verb.start(2), len(before))) if verb else ""
    if sure < 0.8 and (figure[-1] == "强" or (len(field) > 2 and not before[:stop])):
        indicator = field + figure if figure[-1] == "强" else field
    if indicator:
        yield Found("rank", indicator, start, quantity.tail, sure)


@procedure
def multiple(frame: Frame) -> Iterator[Found]:
    """翻了5倍以上, 是上年的1.5倍, 翻一番: a factor."""
    cut = _TIMES.search(frame.before)
    indicator, start, sure = frame.named(len(cut[0]) if cut else 0)
    if indicator:
        yield Found("multiple", indicator, start, frame.quantity.tail, sure)


@procedure
def change(frame: Frame) -> Iterator[Found]:
    """提高1.2个百分点, 人均增收900元, 减少300户, 前移6位: how much more or less than before."""
    quantity = frame.quantity
    listed = frame.thread.kind == "change" and bool(frame.given) and not frame.before
    if not (frame.grows or quantity.measure == "points" or listed):
        return
    if frame.counting and (frame.behind[0] or not _COUNTS_MOVE.search(frame.before)):
        return
    indicator, start, sure = frame.moved()
    if indicator:
        yield Found("change", indicator, start, quantity.tail, max(sure, _CARRIED))


@procedure
def growth(frame: Frame) -> Iterator[Found]:
    """增长6%, 增速达到8%, 保持两位数以上增速: relative change of an indicator."""
    quantity = frame.quantity
    listed = frame.thread.kind == "growth" and not frame.before
    if not (frame.grows or _SPEED.match(frame.after) or listed or frame.told_growth):
        return
    indicator, start, sure = frame.moved()
    indicator = indicator or frame.behind[0]
    if indicator:
        yield Found("growth", indicator, start, quantity.tail, max(sure, _CARRIED))


@procedure
def share(frame: Frame) -> Iterator[Found]:
    """占全市比重18%, 覆盖率提升至60%, 满意度98%: a part of a whole."""
    quantity, before = frame.quantity, frame.before
    within = _WITHIN.search(before)
    if within:
        indicator, start, sure = frame.named(len(before) - within.start())
        yield Found("share", f"{indicator}占{frame.quote(within.span(1))}{within[2]}", start, quantity.tail, sure)
        return
    part = _SHARE.search(before)
    indicator, start, sure = frame.named(len(before) - part.start() if part else 0)
    if part:
        indicator += frame.quote((part.start(), unlinked(before, part.start(), len(before))))
    if _TASK.match(indicator) and "完成" in before and frame.thread.indicators and not (part and part[0].startswith("占")):
        indicator, sure = frame.thread.indicators[-1] + "完成" + indicator.removeprefix("完成"), 0.85
    made_of = _MADE_OF.match(frame.after) if not before else None
    if made_of:
        indicator, sure = made_of[1], 0.8
        yield Found("share", indicator, quantity.head, quantity.tail + made_of.end(), sure)
        return
    if frame.better_behind():
        indicator, sure = frame.behind[0], 0.75
    if indicator:
        yield Found("share", indicator, start, max(quantity.tail, frame.behind[1] if sure < 0.8 else 0), sure)


@procedure
def counted(frame: Frame) -> Iterator[Found]:
    """126个道路改造项目, 28项成果获奖, 65家驿站: the counted noun follows the unit."""
    quantity = frame.quantity
    phrase, end = frame.behind_run
    said = frame.after if len(phrase) == 1 and frame.after.startswith(phrase) else ""
    if 4 <= len(said) <= _SAID_OF and not frame.runs_to_figure():
        phrase, end = frame.figures.says(quantity.tail, quantity.tail + len(said)), quantity.tail + len(said)
    if phrase and not frame.weak(phrase) and not _PACED.search(phrase):
        yield Found("count", phrase, quantity.head, end, 0.85)


@procedure
def level(frame: Frame) -> Iterator[Found]:
    """地区生产总值突破600亿元, 总投资86亿元, 高新技术企业420家: the indicator stands before the figure."""
    quantity = frame.quantity
    indicator, start, sure = frame.named()
    if _COMPARED.fullmatch(indicator):
        return
    if (quantity.measure == "time" and not _LASTS.search(indicator)) or frame.named_by_number():
        return
    if not indicator or frame.weak(indicator) or (sure < 0.8 and (frame.behind[0] or (frame.counting and frame.after))) or frame.better_behind():
        return
    yield Found(frame.kind(indicator), indicator, start, quantity.tail, sure)


@procedure
def amount_of(frame: Frame) -> Iterator[Found]:
    """每年2亿元专项资金, 5平方公里产业园, 30亿元的投资任务: what is measured stands behind the figure."""
    quantity = frame.quantity
    phrase, end = frame.behind
    if phrase and quantity.measure != "time":
        yield Found("level", phrase, quantity.head, end, 0.75)


@procedure
def predicated(frame: Frame) -> Iterator[Found]:
    """其中6项为全国首创, 2项获国家部委推广: what is said of a part of those counted before names it."""
    quantity = frame.quantity
    said = re.sub("^(?:为|是|属于?|系)", "", frame.after)
    known = frame.thread.indicators or quantity.measure == "head"
    if known and len(said) >= 2 and not frame.weak(""):
        end = quantity.tail + len(frame.after)
        yield Found("count", frame.figures.says(end - len(said), end), quantity.head, end, 0.7)


RULES: Final[tuple[Rule, ...]] = (rank, multiple, change, growth, share, counted, level, amount_of, predicated)
_THINGS_COUNTED: Final = (change, counted, level, predicated)
_AMOUNTS: Final = (change, level, amount_of)
_TRIED: Final = {  # which rules can fit a measure, in order; other measures are amounts
    "rank": (rank,),
    "times": (multiple,),
    "points": (change,),
    "share": (growth, share),
    "count": _THINGS_COUNTED,
    "head": _THINGS_COUNTED,
    "bare": (counted, level, amount_of),
}


def read(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Iterator[Claim]:
    """All METRIC claims of an article, a headline's figure only where the text does not tell it in full.

    `views` show outermost mentions and titles as marks.
    """
    claims = tuple(_read_all(reading, views))
    titles = [(u.start, u.end) for u in reading.article.units if u.kind in ("headline", "subhead")]
    headed = {id(c) for c in claims if any(start <= c.span.start < end for start, end in titles)}
    told = {_figure(c) for c in claims if id(c) not in headed} if headed else set()
    yield from (c for c in claims if id(c) not in headed or _figure(c) not in told)


def _figure(claim: Claim) -> tuple[Arg | None, ...]:
    return tuple(claim.arg(role) for role in ("value", "unit", "kind"))


def _read_all(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Iterator[Claim]:
    starts = [w.start for w in reading.words]
    context = Context(reading)
    stamped = [(u.start, u.end) for u in reading.article.units if u.kind in ("byline", "jump")]
    for sentence, view in views:
        context.enter(sentence, view)
        if any(start <= sentence.start < end for start, end in stamped):
            continue
        found = figures(view.text, view.starts, view.ends, view.whole, reading.words, starts, _SUBJECTS, _THINGS, reading.published, context.passage.about)
        given: dict[int, str] = {}
        for index in range(len(found.quantities) if found else 0):
            assert found is not None
            given |= shared(found, index, context.thread)
            yield from _read(Frame(found, index, context.thread, given.get(index, "")), context)


def _read(frame: Frame, context: Context) -> Iterator[Claim]:
    """The first rule that fits one quantity."""
    if frame.passes() or stamped(frame.figures.text, frame.quantity.head):
        return
    for rule in _TRIED.get(frame.quantity.measure, _AMOUNTS):
        for found in rule.make(frame):
            found = found._replace(indicator=bare(found.indicator))
            if len(found.indicator) <= _LONGEST and not names_nothing(found.indicator):
                frame.thread.add(found.indicator, found.kind)
                yield context.claim(frame, rule, found)
            return


class Context:
    """Subject, period and modality that sentences set for the figures in them."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.subjects = Subjects(reading, _SUBJECTS, _PERSONAL)
        self.thread = Thread()
        self.passage = Passage(reading.article.headline or "", reading.published)
        self.end = -1

    def enter(self, sentence: Sentence, view: View) -> None:
        """Begin a sentence: a new unit forgets indicators, and what is ahead if there was a look back."""
        fresh = self.end < 0 or "\n" in self.reading.text[self.end : sentence.start]
        if fresh:
            self.thread = Thread()
            self.passage.turn_page(self.reading.text[sentence.start : sentence.end])
        self.subjects.enter(view.text, view.starts, lambda at: view.tokens[at].item if at in view.tokens else None, fresh)
        self.end = sentence.end
        self.thread.noun = ""
        self.passage.enter(view.text, self.reading.text[sentence.start : sentence.end])

    def claim(self, frame: Frame, rule: Rule, found: Found) -> Claim:
        """The claim of what a rule found; its span holds indicator and figure."""
        quantity, shown = frame.quantity, frame.figures
        mood = modality(shown.text[: quantity.start], shown.text[quantity.tail :], self.passage.ahead(quantity.head))
        subject = self.subjects.of(frame, found.indicator)
        period = period_of(frame.figures, frame.index, found.kind, self.passage.span) or self._inherited(subject, shown.text, mood != "actual")
        args = {
            "subject": subject,
            "indicator": found.indicator,
            "value": quantity.value,
            "unit": quantity.unit,
            "kind": found.kind,
            "qualifier": quantity.qualifier,
            "period": period,
            "modality": self._modality(frame, mood, period),
        }
        kept = tuple((role, value) for role, value in args.items() if value is not None)
        span = Span(shown.starts[min(found.start, quantity.head)], shown.ends[found.end - 1])
        return Claim(self.reading.article.id, "METRIC", kept, span, rule.name, found.confidence)

    def _inherited(self, subject: Mention | None, text: str, aimed: bool) -> str:
        """The period that the passage sets; none for what a project has."""
        return "" if subject and subject.kind == "PRJ" else self.passage.period(text, aimed)

    def _modality(self, frame: Frame, found: str, period: str) -> str:
        """Cues of the sentence and the passage; a figure of a year to come is a target, an estimate of one gone by (预计) none."""
        year = (self.reading.published or "")[:4]
        if found == "plan" and self.passage.looks_back and "预计" in frame.figures.text[: frame.quantity.start]:
            return "actual"
        if not year or not period[:4].isdigit():
            return found
        if found == "plan" and period[:4] < year and "预计" in frame.figures.text[: frame.quantity.start]:
            return "actual"
        return "target" if found == "actual" and period[:4] > year else found
