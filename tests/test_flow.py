"""Cleaning: what a flow keeps, and that every character knows where it stood."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.model import Article, Flow, Page, Span, Unit
from kg.page.layout import lines
from kg.page.marks import is_furniture
from kg.page.read import PageError, page_from_text
from kg.text.flow import LOST, clean, join, sentences, swap
from kg.text.sentences import LONGEST

CLEANED = [
    ("位居 前 五 名 ；工 业 投 资 增 长8.1%", "prose", "位居前五名；工业投资增长8.1%"),
    ("回应不 断 增 长 的 新 期待", "prose", "回应不断增长的新期待"),
    ("‘创 新链’", "prose", "‘创新链’"),
    ("存在的问 题，提出措施", "prose", "存在的问题，提出措施"),
    ("发挥骨干企业的技术 优势，带动配套", "prose", "发挥骨干企业的技术优势，带动配套"),
    ("以“青山绿水 美丽云河”为主题", "prose", "以“青山绿水 美丽云河”为主题"),
    ("县领导 林海洋 沈若兰 周启明 参加活动", "prose", "县领导 林海洋 沈若兰 周启明 参加活动"),
    ("青岚县开工 林海洋讲话 沈若兰主持", "headline", "青岚县开工 林海洋讲话 沈若兰主持"),
    ("□本报记者 丁　一 李　想 周启明", "byline", "□本报记者 丁一 李想 周启明"),
    ("本报记者　林海洋本报通讯员　沈岚　周明", "byline", "本报记者 林海洋本报通讯员 沈岚 周明"),
    ("本报讯 近日，云河市召开会议", "prose", "本报讯 近日，云河市召开会议"),
    ("提升。 （本报记者 沈若兰 整理）", "prose", "提升。（本报记者 沈若兰 整理）"),
    ("本报讯(记者林海洋 文乐)“开工!”", "prose", "本报讯（记者林海洋 文乐）“开工！”"),
    ("１．２万元，占８５％，＋３", "prose", "1.2万元，占85%，+3"),
    ("上午, 云河市;会后:记者?", "prose", "上午，云河市；会后：记者？"),
    ("9:30开始，共1,200人，比例1:3", "prose", "9:30开始，共1,200人，比例1:3"),
    ("获得\"绿色食品\"认证和\"青果\"商标", "prose", "获得“绿色食品”认证和“青果”商标"),
    ("「青岚」与『云河』", "prose", "“青岚”与‘云河’"),
    ("”青岚”品牌", "prose", "“青岚”品牌"),
    ("2022–2024年–年", "prose", "2022-2024年—年"),
    ("召开会议.会上", "prose", "召开会议。会上"),
    ("IDG Capital 投资 3 亿元", "prose", "IDG Capital投资3亿元"),
    ("软\xad件\u200b园\u202a区\x07", "prose", "软件园区"),
    ("⼯业园", "prose", "工业园"),
    ("图\ue000标\udc80", "prose", f"图{LOST}标{LOST}"),
    ("第[2023]12号", "prose", "第[2023]12号"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "kind", "want"), CLEANED)
def test_cleaning(raw: str, kind: str, want: str) -> None:
    flow = clean(raw, kind=kind)
    assert flow.text == want
    assert len(flow.origin) == len(flow.text)


def test_wrapped_lines_join_without_blanks_but_for_latin_words() -> None:
    raw = "青岚县引进 Green\nValley 公司，总投\n资3\n亿元"
    lines, at = [], 0
    for line in raw.split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    assert clean(raw, lines).text == "青岚县引进Green Valley公司，总投资3亿元"


def test_joined_flows_keep_their_origins() -> None:
    whole = join([clean("甲 乙", [(2, 3)]), clean("甲 乙", [(0, 1)])])
    assert whole.text == "乙\n甲"
    assert list(whole.origin) == [2, 2, 0]
    assert whole.raw(Span(2, 3)) == Span(0, 1)


def _sentences(text: str, kind: str = "prose") -> list[str]:
    flow = Flow(text, clean(text).origin)
    units, at = [], 0
    for part in text.split("\n"):
        units.append(Unit(kind, at, at + len(part)))
        at += len(part) + 1
    article = Article("a#1", flow, tuple(units), None, None)
    return [text[s.start : s.end] for s in sentences(article)]


SENTENCES = [
    ("会议召开。会议指出，要实干！怎么干？", ["会议召开。", "会议指出，要实干！", "怎么干？"]),
    ("第一条；第二条；第三条。", ["第一条；第二条；第三条。"]),
    ("“要实干。”林海洋说。", ["“要实干。”林海洋说。"]),
    ("“要实干。要快干。”县委书记林海洋表示，将抓落实。", ["“要实干。", "要快干。”县委书记林海洋表示，将抓落实。"]),
    ("“要实干。”会议由沈若兰主持，林海洋出席。", ["“要实干。”", "会议由沈若兰主持，林海洋出席。"]),
    ("林海洋说：“要实干。”与会人员热烈鼓掌。", ["林海洋说：“要实干。”", "与会人员热烈鼓掌。"]),
    ("开展“一起干！”主题活动。", ["开展“一起干！”主题活动。"]),
    ("喊出“冲啊！”的口号。", ["喊出“冲啊！”的口号。"]),
    ("会议召开\n会议指出，要实干。", ["会议召开", "会议指出，要实干。"]),
    ("（完成。）下一步，", ["（完成。）", "下一步，"]),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "want"), SENTENCES)
def test_sentences(text: str, want: list[str]) -> None:
    assert _sentences(text) == want


PLAIN = ["青岚县", "召开会议", "。", "，", "”", "“", '"', "'", "「", " ", "　", "\n", "\r\n", "\r", "\n\n", "２０２３", "1,2", "年", "(", ")", "!", "："]
MARKED = ["（下转第二版）", "□本报记者 林海洋", "———", "记者 ", "▲", "Green", "⼯", "ﬁ", "😀", "\ufe0e", "\ufeff"]
ODD = ["\ue123", "\ud800", "\u200f", "\x00", "\x0c", "\u2028"]
WORDS = st.sampled_from([*PLAIN, *MARKED, *ODD])
TEXTS = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=60).map("".join), st.text("青岚县会议\n 。“”", max_size=120))


def _page(text: str) -> Page | None:
    try:
        return page_from_text(text)
    except PageError as error:
        assert "\n" not in str(error)
        return None


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_every_character_of_a_flow_is_its_raw_character(text: str) -> None:
    page = _page(text)
    quotes = set("“”‘’")
    for article in page.articles if page else ():
        swapped = swap(text)
        for unit in article.units:
            origin = article.flow.origin[unit.start : unit.end]
            assert all(a < b for a, b in pairwise(origin))
            for char, at in zip(article.flow.text[unit.start : unit.end], origin, strict=True):
                stood = swapped[at]
                assert char == stood or (char == " " and stood in "\n\u3000") or (char in quotes and stood in "\"'“”")


ORNAMENTS = "◇◆□■○●☆★※＊*·.=_~—－-"  # three and more between two articles are no unit


@settings(max_examples=400, deadline=None)
@given(TEXTS)
@example("‐‐‐\r㐀")
@example("‐‐‐(转0)")
@example("㐀，㐁。\n【打印】\n")
def test_units_cover_the_page_once_and_hold_nothing_private(text: str) -> None:
    page = _page(text)
    if page is None:
        return
    seen = [at for a in page.articles for u in a.units for at in a.flow.origin[u.start : u.end]]
    assert len(seen) == len(set(seen))
    kept = "".join(a.flow.text for a in page.articles)
    assert not any("\ue000" <= c <= "\uf8ff" or "\ud800" <= c <= "\udfff" or c in "\0\r\u3000" or ord(c) >= 0xF0000 for c in kept)
    visible = {at for at, char in enumerate(swap(text)) if char not in "\0 \n\u3000" and char not in ORNAMENTS}
    told = {at for row in lines(swap(text)) if not is_furniture(row.body) for at in range(row.start, row.end)}
    assert visible & told <= set(seen)


def test_a_run_without_stops_is_cut_at_commas() -> None:
    text = "甲乡植树12亩，" * 1000
    pieces = _sentences(text)
    assert "".join(pieces) == text
    assert all(piece.endswith("，") and len(piece) <= LONGEST for piece in pieces)
    assert [len(piece) for piece in _sentences("甲" * (LONGEST + 1))] == [LONGEST, 1]


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_sentences_lie_in_units_and_do_not_overlap(text: str) -> None:
    page = _page(text)
    for article in page.articles if page else ():
        last = 0
        for number, sentence in enumerate(sentences(article)):
            assert sentence.number == number
            assert last <= sentence.start < sentence.end
            assert any(u.start <= sentence.start and sentence.end <= u.end and u.kind == sentence.unit for u in article.units)
            last = sentence.end
