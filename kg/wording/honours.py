"""The words of an honour: the list behind a verb of receiving parted into honours, each trimmed to its name."""

from __future__ import annotations

import re
from itertools import takewhile

from kg.lexicon.lists import either
from kg.model import Span

COUNTED_BEHIND = re.compile(r"(?<![一二三特优甲乙])等[^，。；]{0,24}?\d+(?:余|多)?(?:项|个|家|处|次|块|张|枚)$")
_NOUN = "(?:荣誉称号|荣誉|称号|殊荣|名单|榜单|行列|之列|牌匾|奖项|奖牌|证书|奖励|表彰|名片|美誉|头衔)"
_TAIL = re.compile(
    f"(?<![一二三特优甲乙])等(?:多|数|几|十余|数十|若干|系列|一系列)?(?:[项个种块张枚类份])?(?:[国省市县州区]家?级)?(?:以上)?{_NOUN}*$"
    f"|{_NOUN}$|后(?:再次|再度|又)[^，]{{0,6}}$|(?:之?后|以来)$|（[^（）]{{3,}}）$|之一$"
)
_QUOTED = re.compile(r"^(?:20\d\d(?:[-—]20\d\d)?年度?)?“([^“”]+)”(?:荣誉)?(?:称号|荣誉|殊荣|奖|单位|企业|牌匾)?$")
_HEADS = "状场港带湾线路桥室景食酒茶书片剧歌校区县市镇村城园点位心口地院校站所企业司团队奖号例型范库目品牌章誉馆街道社单行动工程项企家户员人物星号证书格度强榜杯织兵手者录）"
_SPLIT = re.compile(r"、|和|以及|及|(?<=”)(?=“)")
_SHORTEST = 5
_LEAST = 3
_SHORT = re.compile("[金银铜大头]奖|[金银铜]牌|[冠亚季]军")
_MARKS = re.compile(either("award_marks"))
WISHES = re.compile(f"(?:{either('award_wishes')})[^，。；]{{0,8}}$")
_COUNTED = re.compile(r"(?:\d[\d.,万千百]*|[两三四五六七八九十百几数多])(?:余|多)?(?:个|项|家|处|次|条|件|名|人|枚|块|张|部|篇)(?!百强)")
_RANKED = re.compile(r"第[\d一二三四五六七八九十百]+(?:位|名)|(?:前|居)[\d一二三四五六七八九十百]+(?:位|名|强)?$|(?:榜首|首位)$|百分|万元|亿元|%")
_NOT_HONOUR = re.compile(
    r"^(?:了?(?:一定|显著|明显|积极|长足|重大|良好|丰硕|丰收|圆满|阶段性|突破性|巨大|较大|较好|不断|初步|新的?)|了?(?:成效|成果|成绩|进展|突破|胜利|成功|丰收|好评|赞誉|肯定|认可|支持|信任|关注|掌声|效益|收入|利润)|[^，]{0,14}(?:成效|成果|成绩|进展|突破|效果|经验|好评|批准文号|推广|转载|前列|先进行列|第一|快车道|新阶段|新时代|新时期|常态化?|轨道|深水区|倒计时|高峰期|关键期|攻坚期|冲刺阶段|阶段|投资项目|重点项目|领奖台|讲台|舞台|擂台|热搜)$)"
)
_NO_HONOUR_START = re.compile(r"的|者|成立|设立|建设|开工|上市|注册|立项|复制|发行|开通|开业|启动|实施|动工|筹建|设区|设市|批准|以来|后|[\d一二两三四五六七八九十]+(?:余|多)?个?(?:年|月|周年)(?:余|多)?(?:以?来|前|后|间|时间)")
SCOPE = re.compile("全国|国家|全省|省级|全市|国内|中国|首批|首个|首家|唯一|世界|全球")
_ONLY_PASSED = re.compile("(?:认证|认定|评定|复核认定)$")
_COUNTED_SUBJECT = re.compile(r"\d+(?:余|多)?(?:项|个|家|处|件|名|人|位|种|所|只|款)[^，。；]{0,14}$")
_COUNT_END = re.compile(r"\d+(?:余|多)?(?:项|个|家|处|次|块|张|枚|人|名|件)(?:以上|左右|之多)?$")
_TELLS = "公布|发布|公示|揭晓|评选出|印发|关于|出炉"
_PUBLISHED = re.compile(
    rf"“(?P<quoted>[^“”]{{4,30}})”|(?:{_TELLS}|[，。；：\n])了?的?(?P<list>(?:(?!{_TELLS})[^，。；：“”《》\n]){{4,30}}?)(?:推荐|候选|拟命名|拟入选)?(?:名单|榜单|榜|评选结果|评选活动)"
)
_TITLED = re.compile("^“[^“”]{3,}”[^，。；]*(?:称号|荣誉|奖章|殊荣|奖牌|牌匾)$")


def clean(honour: str) -> str:
    """The honour without quotes around it and without 称号, 名单, 等多项荣誉 … behind it."""
    honour = COUNTED_BEHIND.sub("", honour).removeprefix("成为").removeprefix("为")
    quoted = _QUOTED.match(honour)
    if quoted:
        return quoted[1]
    shorter = _TAIL.sub("", honour)
    shorter = _TAIL.sub("", shorter)
    inner = _QUOTED.match(shorter)
    return inner[1] if inner else shorter


def pieces(text: str) -> list[tuple[int, int]]:
    """Where the honours of a list stand; 、 and 和 part them only where each part can stand alone."""
    cuts = [m.span() for m in _SPLIT.finditer(text) if _outside(text, m.start())]
    parts = zip([0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)], strict=True)
    alone = list(takewhile(lambda part: stands(text[slice(*part)]), parts))
    return alone or [(0, len(text))]


def stands(piece: str) -> bool:
    """Is it a whole honour by itself (全国文明单位, “科改示范企业”)?"""
    bare = clean(re.sub("（[^（）]*）$", "", piece)).rstrip("”")
    return len(piece) >= _SHORTEST and bare[-1:] in _HEADS


def _outside(text: str, at: int) -> bool:
    return text.count("“", 0, at) == text.count("”", 0, at) and text.count("（", 0, at) == text.count("）", 0, at)


def marked(honour: str) -> bool:
    """Do the words show that they are an honour (全国首批, 示范, 认证, “…”称号)?"""
    return bool(_MARKS.search(honour) or _TITLED.search(honour))


def vague(honour: str) -> bool:
    """取得新成效, 进入新阶段: what verbs of receiving take besides honours."""
    return bool(_NOT_HONOUR.search(honour))


def passed(honour: str) -> bool:
    """What is passed (通过) is a certification."""
    return bool(_ONLY_PASSED.search(honour))


def refused(honour: str, lead: str) -> bool:
    """Is it no honour, a count of honours or one that a counted crowd received; `lead` is the clause before the verb."""
    if _NO_HONOUR_START.match(honour) or vague(honour) or _COUNTED_SUBJECT.search(lead):
        return True
    return bool(_COUNT_END.search(honour)) and not COUNTED_BEHIND.search(honour)


def sound(honour: str) -> bool:
    """Is a trimmed honour a name, neither a count (9个) nor a rank (METRIC)?"""
    return (len(honour) >= _LEAST or bool(_SHORT.fullmatch(honour))) and not _COUNTED.match(honour) and not _RANKED.search(honour)


def published(text: str, at: int) -> Span | None:
    """The honour that a verb without an object speaks of: the list or quoted title named last before it in its paragraph."""
    named = list(_PUBLISHED.finditer(text, text.rfind("\n", 0, at) + 1, at))
    if not named or not marked(named[-1][0]):
        return None
    return Span(*named[-1].span("quoted" if named[-1]["quoted"] else "list"))
