"""Persons: names are open-ended, so words around them say where one begins or ends.

Anchors (a title, a verb of saying, a byline, a list) are weighed with surnames and word borders; what
stays in doubt goes to the tagger in one batch; a name found once is then found everywhere on the page.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence

from kg.grammar.rule import Rule, procedure
from kg.lexicon.lists import classes, words
from kg.model import Mention, Reading
from kg.naming import doubt, evidence, fellows, notices, rows
from kg.naming.bylines import signed
from kg.naming.doubt import Case
from kg.naming.evidence import Anchor, Ground, Guess
from kg.naming.leads import leads
from kg.naming.names import sound_run, surname_of
from kg.text.find import places

_EXPERT = re.compile("院士|教授|研究员|专家|学者|科学家|讲师|导师|医师|医生|教师|老师|工艺师")
_BUSINESS = re.compile("董事|监事|经理|总裁|厂长|行长|矿长|店长|首席.*官|C[EFOT]O|创始人|合伙人|法人|老板|掌门人")
_PLACE_IN_PICTURE = re.compile("[（(](?:前排|后排|图|前|后|居)?(?:左|右|中|前|后)(?:[起数]?第?[一二三四五六七八九1-9])?(?:排?[左右中][一二三四五六七八九]?)?[）)]")
_PICTURE_ORDER = re.compile("(?:从?左(?:至|到|起)?(?:往|向)?右?|左起|[前后]排左起|从左至右依次为|图为|左图为|右图为|合影者)[）)：:]?(?:依次)?为?[：:]?")
_OFFICE = re.compile("担任|[曾现时]任|身为|作为|(?<![一-鿿])任")
_COUNTED = re.compile(r"(?<=[一-鿿])(?:等(?:\d+|[一二三四五六七八九十]+)(?:余|多)?(?:名|位|人|户(?=[家农居村群])|对夫|个家庭)|(?:(?<=、[一-鿿]{2})|(?<=、[一-鿿]{3}))(?:\d+|[二两三四五六七八九十]+)(?:名|位)(?=[一-鿿]))")
_OPENING = re.compile("(?:(?<=[。！？；\n])|^)[一-鿿]{2,4}(?=[，（：])")
_AGED = re.compile("岁(?:高龄)?的|[七八九六五四]旬(?:老人|高龄)?的?|家住[^，。；]{2,14}的")
_ASIDE = re.compile("（[^（）。\n]{1,24}）")
_CALLED = re.compile("总(?=[，。：“还也说在就的表介指告为与和、认对坦向]|详细)|工(?=说|表示|介绍|告诉)|老师|博士")
_DOT = re.compile("(?<=[一-鿿])·(?=[一-鿿])")


@procedure
def title_before(reading: Reading) -> Iterator[Anchor]:
    """A name follows a title at once: 局长沈若兰, 党委书记、董事长周启明; but not the one of a leader named before it."""
    leaders = tuple(words("leaders"))
    for start, end in reading.hits.get("title", ()):
        if reading.text.endswith(leaders, 0, start):
            continue
        bracket = _ASIDE.match(reading.text, end)
        at = bracket.end() if bracket else end
        yield Anchor(at, True, 3.0, _sub_of(reading.text[start:end]), "title_before")
        if reading.text.startswith("的", end) and _OFFICE.search(reading.text, max(0, start - 20), start):
            yield Anchor(end + 1, True, 2.5, _sub_of(reading.text[start:end]), "title_before")


@procedure
def title_after(reading: Reading) -> Iterator[Anchor]:
    """A name stands right before its title: 办公室周启明主任, 沈若兰院士."""
    for start, end in reading.hits.get("title", ()):
        yield Anchor(start, False, 2.5, _sub_of(reading.text[start:end]), "title_after")


@procedure
def cue_before(reading: Reading) -> Iterator[Anchor]:
    """A name follows a noun for people: 居民王桂芳, 县领导何平、曹进, 非遗传承人古丽."""
    kinds = classes()["person_cues"]
    for start, end in reading.hits.get("person_cues", ()):
        yield Anchor(end, True, 2.0, kinds[reading.text[start:end]], "cue_before")


@procedure
def speaks(reading: Reading) -> Iterator[Anchor]:
    """A name stands before a verb of saying: 沈若兰表示, 林海洋告诉记者."""
    for start, _ in reading.hits.get("speech_verbs", ()):
        yield Anchor(start, False, 3.0, "", "speaks")


@procedure
def acts(reading: Reading) -> Iterator[Anchor]:
    """A name stands before what officials are reported to do: 沈若兰主持会议, 林海洋一行."""
    for start, _ in reading.hits.get("person_acts", ()):
        yield Anchor(start, False, 2.5, "", "acts")


@procedure
def honoured(reading: Reading) -> Iterator[Anchor]:
    """A name stands before a form of address: 沈若兰同志, 林海洋先生."""
    for start, _ in reading.hits.get("person_honorifics", ()):
        yield Anchor(start, False, 2.5, "", "honoured")


@procedure
def pictured(reading: Reading) -> Iterator[Anchor]:
    """A caption says where somebody stands: 沈若兰（右一）, （从左至右）沈若兰、林海洋."""
    for found in _PLACE_IN_PICTURE.finditer(reading.text):
        yield Anchor(found.start(), False, 3.0, "", "pictured")
    for found in _PICTURE_ORDER.finditer(reading.text):
        yield Anchor(found.end(), True, 2.0, "", "pictured")


@procedure
def appointed(reading: Reading) -> Iterator[Anchor]:
    """Appointments and short lives name a person: 任命沈若兰为…, 林海洋任…局长, 周启明，男，1975年生."""
    for at, forward, grade in notices.borders(reading):
        yield Anchor(at, forward, grade, "official", "appointed")


@procedure
def counted(reading: Reading) -> Iterator[Anchor]:
    """The last of a list of persons stands before their number: 沈若兰、林海洋等10名员工."""
    for found in _COUNTED.finditer(reading.text):
        yield Anchor(found.start(), False, 2.5, "", "counted")


@procedure
def byline(reading: Reading) -> Iterator[Guess]:
    """Whoever signs the article: 记者 沈若兰 通讯员 林海洋, （周启明 摄）."""
    for name in signed(reading):
        yield Guess(name.start, name.end, 20.0, "reporter", "byline")


@procedure
def unsigned(field: Ground) -> Iterator[Guess]:
    """Names alone in brackets at the end of a text sign it: （沈若兰 林海洋）."""
    yield from rows.signed_off(field)


@procedure
def row(field: Ground) -> Iterator[Guess]:
    """Rows of names that need no word beside them: 执行主席还有：沈若兰、林海洋、何平、曹进; names alone on a line."""
    yield from rows.listed(field)
    yield from rows.in_lines(field)
    yield from rows.told(field)
    yield from rows.on_notices(field)


@procedure
def dotted(reading: Reading) -> Iterator[Anchor]:
    """Names of several parts: 阿依古丽·买买提, 卡尔·施密特; the tagger or a title or verb must agree."""
    for found in _DOT.finditer(reading.text):
        yield Anchor(found.start(), True, 0.0, "", "dotted")


@procedure
def leader_phrase(reading: Reading) -> Iterator[Guess]:
    """National leaders wherever a page names them, but not in the name of a theory: 习近平总书记 yes, 邓小平理论 no."""
    for leader, theory in words("leaders").items():
        for start in places(leader, reading.text):
            end = start + len(leader)
            if not theory or not reading.text.startswith(tuple(theory.split()), end):
                yield Guess(start, end, 20.0, "leader", "leader_phrase")


@procedure
def list_fellow(field: Ground, known: dict[int, Guess]) -> Iterator[list[Guess]]:
    """What stands beside a person in a list of names is a person: 何平、瓦尔龙、曹进等."""
    todo = [known[at] for at in sorted(known)]
    ends = {g.end for g in todo}
    while todo:
        for group in fellows.beside(field, todo.pop()):
            fellow = group[0]
            if fellow.start in known or fellow.end in ends:
                continue
            if fellows.is_plain(field, group):
                known[fellow.start] = fellow
                ends.add(fellow.end)
                todo.append(fellow)
            else:
                yield group


@procedure
def repeat(field: Ground, known: dict[int, Guess], subs: dict[str, str]) -> Iterator[Guess]:
    """A name found surely once is a name everywhere on the page."""
    for name in sorted((n for n in subs if n in field.text and n not in words("not_names")), key=lambda n: (-len(n), n)):
        for start in places(name, field.text):
            end = start + len(name)
            if start not in known and fellows.free(field, start, end):
                yield Guess(start, end, 8.0, subs[name], "repeat")


@procedure
def surname_title(reading: Reading, field: Ground, full: dict[str, str]) -> Iterator[Guess]:
    """A surname with a title means the one full name of the article that has it: 叶院士, 刘校长, 刘总."""
    families: dict[str, list[str]] = {}
    for name in full:
        families.setdefault(surname_of(name, 0), []).append(name)
    single = {family: owners[0] for family, owners in families.items() if family and len(owners) == 1}
    if not single:
        return
    called = [found.span() for found in _CALLED.finditer(field.text)]
    for at, end in (*reading.hits.get("title", ()), *called):
        for family in (field.text[max(0, at - 2) : at], field.text[max(0, at - 1) : at]):
            start = at - len(family)
            if family in single and _opens(field, start):
                yield Guess(start, end, 7.0, full[single[family]], "surname_title")


@procedure
def body_before_title(reading: Reading, persons: tuple[Mention, ...]) -> Iterator[Mention]:
    """What stands between the edge of a clause and a title with its person is his body: 融媒体中心|副主任沈若兰."""
    for start, end, sub in leads(reading, persons):
        yield Mention(reading.article.id, start, end, "ORG", sub, reading.text[start:end], "body_before_title", 0.75)


@procedure
def aged(reading: Reading) -> Iterator[Anchor]:
    """An age or a home comes before the name of a citizen: 78岁的王桂芳, 年近七旬的李大壮, 家住柳岸社区的吴丽."""
    for found in _AGED.finditer(reading.text):
        yield Anchor(found.end(), True, 2.5, "citizen", "aged")


@procedure
def subject(reading: Reading) -> Iterator[Anchor]:
    """A sentence whose first word the segmentation takes for a name: 王桂芳在社区教手工课."""
    for sentence in reading.sentences:
        at = sentence.start + (reading.text[sentence.start] in "“”‘（")
        word = evidence.word_at(reading.words, at)
        if word.start == at and word.tag.startswith("nr"):
            yield Anchor(at, True, 0.0, "", "subject")


@procedure
def opens_sentence(reading: Reading) -> Iterator[Anchor]:
    """A sentence that opens with a name and a comma, colon or bracket: 沈若兰：…; 林海洋（市水务局局长）…."""
    for found in _OPENING.finditer(reading.text):
        yield Anchor(found.start(), True, 2.0, "", "opens_sentence")


@procedure
def posted(reading: Reading) -> Iterator[Anchor]:
    """A bracket behind a name that ends with a post tells who it is: 沈若兰（北川药业工会主席）."""
    yield from (Anchor(at, False, 2.5, _sub_of(post), "posted") for at, post in notices.told(reading))


ANCHORS = (title_before, title_after, cue_before, speaks, acts, honoured, pictured, appointed, counted, aged, subject, opens_sentence, posted)
RULES: tuple[Rule, ...] = (*ANCHORS, byline, unsigned, row, dotted, leader_phrase, list_fellow, repeat, surname_title, body_before_title)


def find(reading: Reading) -> tuple[Mention, ...]:
    """All persons of an article; sub-kinds official, expert, business, reporter, citizen, leader."""
    return find_all([reading])[0]


def find_all(readings: Sequence[Reading]) -> list[tuple[Mention, ...]]:
    """The persons of each article of a page; a name that is sure in one is known in the others."""
    fields = [evidence.ground(reading) for reading in readings]
    firm = [
        [*byline.make(r), *unsigned.make(f), *row.make(f), *leader_phrase.make(r)]
        for r, f in zip(readings, fields, strict=True)
    ]
    cases = [Case(f, _groups(r, f), names) for r, f, names in zip(readings, fields, firm, strict=True)]
    known = [fellows.settled([*names, *sure]) for names, sure in zip(firm, doubt.settle(cases), strict=True)]
    known = [fellows.trimmed(*each) for each in zip(fields, _with_fellows(fields, known), strict=True)]
    subs = _subs(fields, known)
    return [_closed(*each, subs) for each in zip(readings, fields, known, strict=True)]


def _groups(reading: Reading, field: Ground) -> list[list[Guess]]:
    """For each anchor the names it allows."""
    groups = [evidence.guesses(field, a) for each in ANCHORS for a in each.make(reading) if _promising(field, a)]
    return groups + [evidence.dotted(field, a) for a in dotted.make(reading)]


def _with_fellows(fields: list[Ground], known: list[dict[int, Guess]]) -> list[dict[int, Guess]]:
    """The names and those that stand in lists with them; the doubtful ones of all articles are settled together."""
    unsure = [Case(f, list(list_fellow.make(f, k)), list(k.values())) for f, k in zip(fields, known, strict=True)]
    for field, names, sure in zip(fields, known, doubt.settle(unsure), strict=True):
        names |= {g.start: g for g in sure if g.start not in names}
        deque(list_fellow.make(field, names), 0)
    return [fellows.settled(names.values()) for names in known]


def _subs(fields: list[Ground], known: list[dict[int, Guess]]) -> dict[str, str]:
    """Every name of the page with its sub-kind, from where it is surest."""
    subs: dict[str, str] = {}
    told = [(-g.score, n, g.start, fields[n].text[g.start : g.end], g.sub) for n, names in enumerate(known) for g in names.values()]
    for *_, name, sub in sorted(told):
        subs[name] = subs.get(name) or sub
    return subs


def _closed(reading: Reading, field: Ground, known: dict[int, Guess], subs: dict[str, str]) -> tuple[Mention, ...]:
    """With the names said again and the short forms 叶院士, 刘校长."""
    known = fellows.settled([*known.values(), *repeat.make(field, known, subs)])
    full = {field.text[g.start : g.end]: g.sub for g in sorted(known.values())}
    persons = _mentions(reading, fellows.settled([*known.values(), *surname_title.make(reading, field, full)]))
    return (*persons, *body_before_title.make(reading, persons))


def _promising(field: Ground, anchor: Anchor) -> bool:
    """The cheap look: could a name stand here at all?"""
    text, at = field.text, anchor.at
    if anchor.forward:
        return at < len(text) and not field.busy[at] and (anchor.grade >= 2.5 or bool(surname_of(text, at)))
    named = at > 1 and (any(surname_of(text, i) for i in range(max(0, at - 4), at - 1)) or sound_run(text, at, -1) > 2)
    return named and (not field.busy[at - 1] or at in field.places)


def _opens(field: Ground, at: int) -> bool:
    """Can a short form of a name begin here?"""
    return not field.busy[at] and evidence.left_evidence(field, at) >= 0


def _sub_of(title: str) -> str:
    if _EXPERT.search(title):
        return "expert"
    return "business" if _BUSINESS.search(title) else "official"


def _mentions(reading: Reading, known: dict[int, Guess]) -> tuple[Mention, ...]:
    text = reading.text
    subs: dict[str, str] = {}
    titled = {end: text[start:end] for start, end in reading.hits.get("title", ())}
    for guess in sorted(known.values(), key=lambda g: (-g.score, g.start)):
        name = text[guess.start : guess.end]
        told = guess.sub or (_sub_of(titled[guess.start]) if guess.start in titled else "")
        subs[name] = subs.get(name) or told
    return tuple(
        Mention(
            reading.article.id, g.start, g.end, "PER", subs[text[g.start : g.end]] or "official",
            text[g.start : g.end], g.rule, round(min(0.98, 0.5 + g.score * 0.05), 2),
        )
        for _, g in sorted(known.items())
    )
