"""Honours and designations received: 获评…, 入选…, 获批…试点, 被授予…称号.

A counted honour (获评9个…) and a place in a ranking (第35位) are figures, not awards; what is only striven for is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from kg.grammar.rule import Hit, Rule, apply, rule
from kg.grammar.view import View, mark
from kg.lexicon.lists import classes, words
from kg.model import Claim, Mention, Reading, Sentence, Span
from kg.wording.holders import Holders, also, meant
from kg.wording.honours import SCOPE, WISHES, clean, marked, passed, pieces, published, refused, sound, stands, vague

_VERBS = sorted(classes()["award_verbs"].items(), key=lambda entry: (-len(entry[0]), entry[0]))
_STRONG = "(?:" + "|".join(verb for verb, note in _VERBS if not note) + ")"
_WEAK = "(?:" + "|".join(verb for verb, note in _VERBS if note == "weak" and verb != "获") + "|(?<![荣喜斩夺捕收查])获(?![评批选得悉益取胜救赠准颁授奖利]|知(?!识))(?![^，。；]{0,12}(?:批准|同意|授予|评为|命名|认定为|表彰)))"
_CERTAIN = re.compile(_STRONG)
_DESIGNATION = re.compile("国家级|省级|试点|示范|试验区|先行区|创建区|基地|中心")
_SUBJECTS = "".join(mark(k) for k in ("ORG", "LOC", "PRJ", "PER", "INI", "EVT"))
_GENERIC = "(?P<points>该|本|这家|此|我)?(?P<kind>(?<=该)[站局院厂矿园馆所队部司镇乡]|企业|公司|集团|学校|校|医院|产品|村|社区|项目|单位|园区|景区|机构|他|她|其)"
_GENERIC_SUBJECT = re.compile(f"(?:^|(?<=[年月日前后来今此]))(?:其中|同时|目前|现在)?{_GENERIC}[^，。；]{{0,8}}$")
_GENERIC_TOPIC = re.compile(f"(?:[^，。；：{_SUBJECTS}]{{0,8}}，)?{_GENERIC}[^，。；：{_SUBJECTS}]{{0,20}}，")
_ROWS = _SUBJECTS + "、和与及"
_HOLDERS = Holders(_SUBJECTS, mark("PER"))
_GIVER = re.compile(f"(?:被|由|经|获|受|得到|荣获)(?=[{_SUBJECTS}][^，。；]{{0,16}}$)")
_ADVERBIAL = re.compile(r"^(?:(?:20\d\d|今|去|当)?年?\d{1,2}月(?:份|\d+日)?$|(?:在|于|凭借|经|继|因|据)[^，。；]*?(?:中|上|里|内|后|而|$))")
_TIED = re.compile(f"(?:[^，。；：{_SUBJECTS}]{{0,14}}，)?(?:位于)?(?:[{_SUBJECTS}]{{1,2}}的)?[{_SUBJECTS}]{{0,2}}(?P<who>[{_SUBJECTS}])(?P<next>[^、和与及])")
_WON = re.compile(f"{_STRONG}|{_WEAK}")
_SPEAKS = re.compile("(?:表示|指出|强调|介绍|说|认为|透露|推介)")
_THEMES = re.compile(f"[，：；](?:[^，。；：{_SUBJECTS}]{{0,8}}，)?(?P<who>[{_SUBJECTS}])(?![、和与及的])")
_PRODUCT = re.compile("(?:选送|研发|生产|自主研发|申报|创作)?的?[^，。；]{0,8}“[^”]+”[^，。；]{0,4}|(?!的)[^，。；“”]{2,10}(?:机|器|车|船|装备|设备|系统|技术|产品|平台|材料|工艺|软件|芯片|作品|品牌|项目|成果|专利|[酒茶油]|案例)(?:先后|成功|也|还|均|双双)?")
_SENT = re.compile(f"(?:[^，。；：{_SUBJECTS}]{{0,14}}，)?[{_SUBJECTS}]*[^，。；：{_SUBJECTS}]{{0,4}}(?P<who>{mark('PER')})(?:等人)?(?:选送|报送|送评|创作|研发|研制|制作|撰写|拍摄|培育|申报|编写)的")
_MADE = re.compile(f"由(?P<who>[{_SUBJECTS}])[^，。；{_SUBJECTS}]{{0,6}}(?:研发|研制|选送|报送|申报|生产|创作|完成|打造|设计|承建|建设|开发|制作|主持|实施)的")
_WORK = re.compile(f"(?P<who>[{_SUBJECTS}](?:[、和与][{_SUBJECTS}])*)(?:等[^，。；“”]{{0,8}})?[^，。；“”的{_SUBJECTS}]{{0,6}}的[^，。；“”{_SUBJECTS}]{{0,8}}“[^“”]+”$")  # 甲、乙的作品“…”
_TEAM = re.compile("”(?:班组|班|团队|车间|工作室|小组|队|党支部|支部|服务队)$")
_PERSONAL = re.compile("(?:个人|工作者|党员|教师|标兵|能手|劳动模范|劳模|干部|奖章|校长|医生|工匠|青年)$")
_SHARED = re.compile(f"[、和与][^，。；、]{{0,4}}[{_SUBJECTS}][^，。；{_SUBJECTS}]{{0,6}}分(?:别)?$")
_DOINGS = re.compile("(?:这一|该|这种|这项|此)(?:做法|经验|模式|机制|品牌|工作法|举措|案例|项目)")
_HONOUR = r"(?:了|为)?(?P<honour>[^，。；！？：\n]{1,60})"


@rule(rf"(?P<verb>{_STRONG})" + _HONOUR)
def receives(hit: Hit) -> Iterator[Claim]:
    """A verb that says nothing else than receiving an honour: 青岚县获评全国文明城市."""
    yield from _awards(hit, 0.9)


@rule(rf"(?P<verb>{_WEAK})" + _HONOUR)
def receives_marked(hit: Hit) -> Iterator[Claim]:
    """获得, 成为, 跻身, 通过 … take anything; what follows must look like an honour (全国首批, 示范, 认证 …)."""
    honour = hit.text("honour")
    if _CERTAIN.search(_lead(hit) + honour):
        return
    shown = marked(honour) or (hit.match["verb"] == "跻身" and SCOPE.search(honour))
    if shown and not vague(honour) and _specific(hit):
        yield from _awards(hit, 0.75)


@rule(r"(?P<honour>[^，。；：！？\n]{1,50}?)(?P<verb>(?:均|已|也|都|全部|成功|正式|顺利|双双|同时|先后|相继){0,3}获批)(?=[，。；]|$)")
def approved(hit: Hit) -> Iterator[Claim]:
    """The designation may stand before the verb: 省级综合试验区获批."""
    subject = _topic(hit, hit.match.start()) or hit.reading.area
    honour = hit.text("honour")
    if subject is None or not _DESIGNATION.search(honour) or not stands(honour) or WISHES.search(honour):
        return
    for span in _honours(hit):
        piece = hit.reading.text[span.start : span.end]
        if _DESIGNATION.search(piece) or SCOPE.search(piece):
            yield from _award(hit, subject, span, 0.7)


@rule(r"(?:被|获)[^，。；]{0,16}?(?:确定为|评为|授予|命名为|认定为|列为|誉为|评选为)(?P<honour>“[^“”]{2,30}”|[^，。；的]{4,30})(?:之称)?的(?P<who>[" + _SUBJECTS + "])")
def honoured_owner(hit: Hit) -> Iterator[Claim]:
    """The honour stands before its holder: 被省政府授予“文明城市”的青岚县."""
    yield from _award(hit, hit["who"], hit.span("honour"), 0.8)


@rule(r"作为(?P<honour>[^，。；]{0,6}(?:全国|国家|全省|全市|国内|全球|世界)[^，。；]{2,30}?)(?:之一)?，(?P<who>[" + _SUBJECTS + "])")
def known_as(hit: Hit) -> Iterator[Claim]:
    """An apposition with 作为 states a designation held: 作为全国首批试点城市，青岚县…"""
    if re.search(r"首批|首个|首家|唯一|试点|示范|先进|模范", hit.text("honour")):
        yield from _award(hit, hit["who"], hit.span("honour"), 0.7)


@rule(r"(?:(?:向|为|给)(?P<to>[" + _SUBJECTS + r"](?:[、和与][" + _SUBJECTS + r"])*)(?:等[^，。；“]{0,8})?(?:颁发|授予|颁授|授)了?|授予(?P<who>[" + _SUBJECTS + r"](?:[、和与][" + _SUBJECTS + r"])*)(?:等[^，。；“]{0,10})?)(?P<honour>“[^“”]{2,30}”|(?<=[予发授了])[^，。；]{4,30})")
def awarded_to(hit: Hit) -> Iterator[Claim]:
    """The holder stands behind 向 or 为, or right behind 授予: 向青岚县授予“茶叶之乡”牌匾, 授予青岚公司“先进单位”称号."""
    row = "to" if hit.has("to") else "who"
    if marked(hit.text("honour")) or hit.text("honour")[0] == "“":
        for holder in _last_of(hit, *hit.match.span(row)):
            yield from _award(hit, holder, hit.span("honour"), 0.8)


@rule(r"(?:拥有|享有|手握|头顶)(?P<honour>(?:(?:“[^“”，。]{3,24}”|{INI})、?)+)等?(?:[^，。；]{0,6})(?:名片|称号|美誉|荣誉|招牌|头衔)")
def holds_titles(hit: Hit) -> Iterator[Claim]:
    """Titles that are held: 青岚县拥有“全国文明城市”“国家园林城市”等多张名片."""
    subject = next(iter(_mentions(hit, 0, hit.match.start())), None)
    holder = subject if subject is not None and subject.kind != "PER" else hit.reading.area
    start, _ = hit.span("honour")
    for each in re.finditer("“([^“”]+)”", hit.text("honour")):
        if holder is not None and marked(each[1]):
            yield from _award(hit, holder, Span(start + each.start(), start + each.end()), 0.75)


@rule(r"(?P<who>[" + _ROWS + r"]+)(?:等[^，。；]{0,10}|\d+[^，。；]{0,6})?(?:均|也|都|双双|成功|光荣|喜|全部){0,2}(?P<verb>上榜|入选|在列|榜上有名|名列其中|位列其中|获此殊荣|获此称号|获评|入围|当选)(?=[，。；！]|$)")
def wins_named_above(hit: Hit) -> Iterator[Claim]:
    """The verb stands alone, the list it speaks of is named before: 公布全国文明城市名单，青岚县榜上有名."""
    honour = published(hit.reading.text, hit.span("who").start)
    for holder in _last_of(hit, *hit.match.span("who")) if honour else ():
        span = Span(honour.start, hit.span("verb").end) if honour else None
        name = hit.reading.text[honour.start : honour.end] if honour else ""
        yield hit.claim("AWARD", 0.75, span, subject=holder, honour=clean(name))


RULES: tuple[Rule, ...] = (receives, receives_marked, approved, honoured_owner, known_as, awarded_to, holds_titles, wins_named_above)


def read(reading: Reading, views: tuple[tuple[Sentence, View], ...]) -> Iterator[Claim]:
    """AWARD claims; an honour once a sentence."""
    cues = reading.hits.get("award_verbs", ())
    for sentence, view in views:
        at = bisect_left(cues, (sentence.start, 0))
        if at == len(cues) or cues[at].start >= sentence.end:
            continue
        seen: set[tuple[object, ...]] = set()
        for claim in apply(RULES, reading, [view]):
            if claim.args not in seen:
                seen.add(claim.args)
                yield claim


def _awards(hit: Hit, confidence: float) -> Iterator[Claim]:
    """One claim for each honour of the list behind the verb."""
    if _refused(hit):
        return
    for subject, span in ((s, each) for s in _subjects(hit) for each in _honours(hit)):
        if subject.kind != "LOC" or not _PERSONAL.search(clean(hit.reading.text[slice(*span)])):
            yield from _award(hit, subject, span, confidence)


def _refused(hit: Hit) -> bool:
    """Is the honour only wished for, a figure, or no honour at all?"""
    honour, lead = hit.text("honour"), _lead(hit)
    if _SHARED.search(lead) or re.match(f"[^，。；]{{1,30}}的(?:分别)?[是为][{_SUBJECTS}]", hit.match["honour"]):
        return True  # a list of winners
    given = hit.match["honour"][0] in _SUBJECTS and "“" in honour and hit.text("verb").endswith("授予")
    if given or lead.endswith(("为", "给", "向")) or refused(honour, lead) or re.search(f"[向为给][{_SUBJECTS}][^，。；]{{0,8}}$", lead) or re.search(f"的[{_SUBJECTS}]", hit.match["honour"]):
        return True
    return bool(WISHES.search(lead)) or lead.endswith("的") or "之称的" in honour


def _lead(hit: Hit) -> str:
    """The clause before the verb as the view shows it, so that no name can be taken for a wish (沈若兰: 若)."""
    text, verb = hit.view.text, hit.match.start("verb")
    return text[max(text.rfind(c, 0, verb) for c in "，。；：") + 1 : verb]


def _award(hit: Hit, subject: Mention, span: Span, confidence: float) -> Iterator[Claim]:
    honour = clean(hit.reading.text[span.start : span.end])
    if sound(honour):
        yield hit.claim("AWARD", confidence, subject=subject, honour=honour)


def _honours(hit: Hit) -> list[Span]:
    """The honours of the list behind the verb."""
    start, end = hit.span("honour")
    return [Span(start + a, start + b) for a, b in pieces(hit.reading.text[start:end])]


def _specific(hit: Hit) -> bool:
    """Weak verbs: the honour must end as honours do, and the clause must not be about becoming something vague."""
    honour = hit.text("honour")
    if hit.match["verb"] == "通过":
        return passed(honour)
    if hit.match["verb"] in ("成为", "进入", "纳入", "列入"):
        return bool(SCOPE.search(honour))
    return True


def _subjects(hit: Hit) -> list[Mention]:
    """Whom the honour goes to: the subject of the clause or all of its list, the topic of the sentence, else the area."""
    return _holders(hit, hit.match.start("verb"))


def _holders(hit: Hit, verb: int) -> list[Mention]:
    text = hit.view.text
    clause = max(text.rfind(c, 0, verb) for c in "，。；：") + 1
    giver = _GIVER.search(text, clause, verb)
    end = giver.start() if giver else verb
    bare = _HOLDERS.bare(text, clause, end)
    if row := _row(hit, clause, bare):
        return row
    after = _WON.search(text, verb + 1) if text.startswith("继", clause) and text[verb:].find("，") > 0 else None
    if after and after.start() > text.find("，", verb):
        return _holders(hit, after.start())
    if made := _MADE.match(text, clause, verb):
        return _last_of(hit, *made.span("who"))
    if (work := _WORK.search(text, clause, bare)) and text[work.start("who")] == mark("PER"):
        return _last_of(hit, *work.span("who"))
    found = _mentions(hit, clause, end)
    if found and text.startswith("“", clause) and text.endswith("”", clause, bare):
        return []
    if found and not _by_others(text[clause:verb]):
        return [] if _goes_on(hit, found[-1], hit.view.ends[end - 1]) else _row(hit, clause, end) or found[:1]
    if _HOLDERS.crowd(text, clause, end):
        return []
    generic = _GENERIC_SUBJECT.search(text[clause:end]) or _GENERIC_TOPIC.match(text[:clause])
    if generic:
        one = meant(hit.reading, generic["points"], generic["kind"], hit.span("verb").start)
    elif _unnamed(hit, clause, bare) or _unnamed(hit, clause, end):
        one = None
    elif bare == clause and (carried := _carried(hit, clause)):
        return carried
    else:
        one = _doing(hit, clause) if _DOINGS.search(text, 0, end) else _topic(hit, clause) or hit.reading.area
    return [one] if one else []


def _carried(hit: Hit, clause: int) -> list[Mention]:
    """The subject of a clause without one: the list that is the clause before, or who won what it tells of."""
    text = hit.view.text
    before = max((text.rfind(c, 0, clause - 1) for c in "，。；："), default=-1) + 1
    if clause == 0 or text[clause - 1] != "，":
        return []
    row = _row(hit, before, clause - 1)
    if row and len(row) > 1:
        return row
    verbs = list(_WON.finditer(text, before, clause - 1))
    found = _holders(hit, verbs[0].start()) if verbs else []
    return found if any(m.kind == "PER" for m in found) or also(text, clause) else []


def _row(hit: Hit, start: int, end: int) -> list[Mention]:
    """The holder or the list of holders right before the verb: 甲村、乙村获评…; of 柳林镇石桥村 the village."""
    row = _HOLDERS.row(hit.view.text, start, end)
    return _last_of(hit, *row) if row else []


def _last_of(hit: Hit, start: int, end: int) -> list[Mention]:
    """The last name of every item of a list."""
    text = hit.view.text
    last = [i for i in range(start, end) if text[i] in _SUBJECTS and (i + 1 == end or text[i + 1] in "、和与及等" or text[i] == mark("PER"))]
    return [item for i in last if (item := hit.view.tokens[i].item) is not None]


def _unnamed(hit: Hit, clause: int, end: int) -> bool:
    """Has the clause a subject that is no name (检修班组被授予…, “金毫红”摘得…)?"""
    said = _ADVERBIAL.sub("", hit.view.text[clause:end])
    if not said or clause == end or said[0] in "一又先再还也并":
        return False
    start = hit.view.starts[end - len(said)] if end > clause else 0
    stop = hit.view.ends[end - 1]
    nouns = [w for w in hit.reading.words if start <= w.start and w.end <= stop and w.tag in ("n", "nz", "nr", "nt", "nrt")]
    return bool(nouns) and (nouns[0].start == start or nouns[-1].end == stop)


def _doing(hit: Hit, clause: int) -> Mention | None:
    """What 这一做法 means: the undertaking named last."""
    at = hit.view.starts[clause]
    named = [m for m in hit.reading.of_kind("INI") if m.start < at]
    return named[-1] if named else None


def _goes_on(hit: Hit, mention: Mention, verb: int) -> bool:
    """Is a name only the owner of the subject, which is a noun behind it (青岚县门户网站获评…)?"""
    between = [w for w in hit.reading.words if mention.end <= w.start < verb]
    if mention.kind == "PER" or not between or _own_product(hit, mention, verb) or hit.reading.text[between[-1].start : verb] in words("award_owned"):
        return False
    return between[-1].tag[0] == "n" or between[0].tag[0] == "n"


def _own_product(hit: Hit, mention: Mention, verb: int) -> bool:
    """A company's own product: 北川酒业公司的“琥珀”获…, 北川煤机公司智能采煤机获…"""
    said = hit.reading.text[mention.end : verb]
    return not _TEAM.search(said) and mention.sub in ("company", "group", "other") and bool(_PRODUCT.fullmatch(said))


def _mentions(hit: Hit, start: int, end: int) -> list[Mention]:
    """Mentions that can be honoured, in a stretch of the view."""
    tokens = hit.view.tokens
    return [
        t.item
        for i in range(start, end)
        if (t := tokens.get(i)) is not None and t.item is not None and t.kind in ("ORG", "LOC", "PRJ", "PER", "INI")
    ]


def _by_others(clause: str) -> bool:
    return bool(re.search(r"^(?:经|被|由|受)", clause))


def _topic(hit: Hit, clause: int) -> Mention | None:
    """The name a sentence begins with is what its clauses are about, unless another takes over.

        青岚开发区，总投资…的项目开工，获评…      the name stands alone before a comma: it rules the sentence
        北川集团坚持创新，先后获评…               it rules until a later clause begins with another name
    """
    text = hit.view.text[:clause]
    head = _SENT.match(text) or _TIED.match(text)
    if head is not None and head["who"] == mark("PER") and _SPEAKS.search(text):
        head = _THEMES.search(text)
        if head is not None and (token := hit.view.tokens.get(head.start("who"))) is not None:
            return token.item
        return hit.reading.area
    if head is None or ("next" in head.groupdict() and head["next"] != "，" and re.search(rf"[，；][{_SUBJECTS}]", text[head.end() :])):
        return None
    token = hit.view.tokens.get(head.start("who"))
    return token.item if token is not None else None
