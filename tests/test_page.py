"""Reading pages: files, encodings, bad input, layout, articles. All texts are invented."""

import time
from pathlib import Path

import pytest

from kg.model import Article, Page
from kg.page import marks
from kg.page.decode import Undecodable, decode
from kg.page.read import PageError, list_pages, page_from_text, read_page, stem_of

PLAIN = "青岚县召开工作会议\n　　本报讯 2月19日，青岚县召开工作会议，部署全年工作。县委书记林海洋出席会议并讲话。\n"


def units(article: Article) -> list[tuple[str, str]]:
    return [(u.kind, article.flow.text[u.start : u.end]) for u in article.units]


def kinds(page: Page) -> list[list[str]]:
    return [[u.kind for u in article.units] for article in page.articles]


def wrap(text: str, width: int, indent: str = "　　") -> str:
    """Paragraphs as a newspaper column of `width` characters."""
    out = []
    for paragraph in text.split("\n"):
        line = indent + paragraph
        out += [line[i : i + width] for i in range(0, len(line), width)]
    return "\n".join(out)


# --- files and encodings -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "reported"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("gb18030", "gb18030"), ("utf-16", "utf-16")],
)
def test_encodings_are_told_apart(tmp_path: Path, encoding: str, reported: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(PLAIN.encode(encoding))
    page = read_page(path, tmp_path)
    assert page.encoding == reported
    assert page.raw.lstrip("\ufeff") == PLAIN
    assert page.articles[0].headline == "青岚县召开工作会议"


def test_big5() -> None:
    text = "縣長林海洋說，我們將繼續推動經濟發展，讓人民過上好日子。會議還討論了工業問題。"
    assert decode(text.encode("big5")) == (text, "big5")


def test_utf16_big_endian_and_bom_offsets() -> None:
    assert decode(b"\xfe\xff" + "青岚县".encode("utf-16-be")) == ("青岚县", "utf-16")
    text, encoding = decode("\ufeff青岚县".encode())
    assert (text, encoding) == ("\ufeff青岚县", "utf-8-sig")
    assert page_from_text(text).articles[0].flow.origin[0] == 1


def test_line_ends_stay_and_offsets_count_them(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(PLAIN.replace("\n", "\r\n").encode())
    page = read_page(path, tmp_path)
    article = page.articles[0]
    assert "\r\n" in page.raw
    assert article.flow.text.startswith("青岚县召开工作会议\n本报讯 2月19日")
    assert all(page.raw[at] == char for char, at in zip(article.flow.text, article.flow.origin, strict=True) if char not in " \n")


BROKEN = [
    (b"", "empty"),
    (b" \r\n\xe3\x80\x80\n", "empty"),
    (b"%PDF-1.7 ...", "PDF"),
    (b"PK\x03\x04rest", "Office"),
    (bytes(range(256)) * 40, "UTF-8"),
    (b"\0\1\2\3" * 500, "binary"),
    ("青岚县".encode() + b"\xff\xfe\xff" + "会议".encode(), "UTF-8"),
    (b"\xff\xfe\x00", "UTF-16"),
    (b"Only English text stands here.\n", "no article"),
    ("青岚县召开会议".encode() * 500_000, "one line"),
    ("青岚县召开会议\n".encode() * 4_000_000, "larger"),
]


@pytest.mark.parametrize(("data", "word"), BROKEN, ids=[word + str(i) for i, (_, word) in enumerate(BROKEN)])
def test_bad_input_gives_one_clear_line(tmp_path: Path, data: bytes, word: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    with pytest.raises(PageError) as caught:
        read_page(path, tmp_path)
    assert "page.txt" in str(caught.value)
    assert word in str(caught.value)
    assert "\n" not in str(caught.value)


def test_undecodable_says_where() -> None:
    with pytest.raises(Undecodable, match="byte 9"):
        decode("青岚县".encode() + b"\xff\xfe\xff")


def test_folders(tmp_path: Path) -> None:
    with pytest.raises(PageError, match="no such folder"):
        list_pages(tmp_path / "none")
    with pytest.raises(PageError, match="no pages"):
        list_pages(tmp_path)
    for name in ("b/2.txt", "a.txt", "b/1.txt", "note.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("青岚县", encoding="utf-8")
    paths = list_pages(tmp_path)
    assert [p.relative_to(tmp_path).as_posix() for p in paths] == ["a.txt", "b/1.txt", "b/2.txt"]
    assert [stem_of(p, tmp_path) for p in paths] == ["a", "b.1", "b.2"]
    assert stem_of(tmp_path / "a.txt", tmp_path / "a.txt") == "a"
    with pytest.raises(PageError, match="cannot be read"):
        read_page(tmp_path / "gone.txt", tmp_path)


# --- flowing pages (the web) ---------------------------------------------------------------------------------------


def test_web_page_with_stamps_captions_and_crossheads() -> None:
    page = page_from_text(
        "青岚县项目集中开工\n林海洋宣布开工 沈若兰主持\n2021-05-28 10:30 来源：云河日报 作者：周启明\n"
        "　　5月27日上午, 青岚县项目集中开工，总投资52.3亿元。\n开工仪式现场\n县长沈若兰主持仪式\n"
        "　　会上，林海洋宣布开工。\n项目带动：产业链越拉越长\n　　据介绍，项目共23个。\n责任编辑：王小安\n"
    )
    (article,) = page.articles
    assert article.headline == "青岚县项目集中开工 林海洋宣布开工 沈若兰主持"
    assert article.byline == "2021-05-28 10:30 来源：云河日报 作者：周启明 责任编辑：王小安"
    assert [k for k, _ in units(article)] == ["headline", "headline", "byline", "prose", "caption", "caption", "prose", "subhead", "prose", "byline"]
    assert page.published == "2021-05-28"


def test_site_name_and_breadcrumb_belong_to_the_article() -> None:
    page = page_from_text(
        "云河政府网\n首页 > 新闻中心 > 要闻\n青岚县召开大会\n发布日期：2022-03-01 来源：云河日报\n"
        "　　2月28日，青岚县召开大会，部署工作。\n上一篇：青岚县开工\n下一篇：没有了\n"
    )
    (article,) = page.articles
    assert article.headline == "云河政府网 青岚县召开大会"
    assert page.published == "2022-03-01"


def test_signature_and_day_close_a_notice() -> None:
    page = page_from_text(
        "任前公示公告\n　　现将拟任人选公示如下，请予监督。\n　　林海洋，现任青岚县副县长，拟任云河市水利局局长。\n受理电话：12380\n云河市委组织部\n2023年6月4日"
    )
    assert len(page.articles) == 1
    assert page.published == "2023-06-04"


def test_report_with_its_day_below_the_title() -> None:
    page = page_from_text("政府工作报告\n——2023年1月10日在云河市人民代表大会上\n云河市市长　林海洋\n各位代表：\n　　现在，我向大会报告工作，请予审议。")
    assert page.published == "2023-01-10"
    assert page.articles[0].headline == "政府工作报告 ——2023年1月10日在云河市人民代表大会上"


def test_paragraphs_on_one_line_with_indents_between_them() -> None:
    first, second = "2月3日，青岚县召开大会，县委书记林海洋出席会议并讲话，县长沈若兰主持会议。", "会议强调，要抓好项目，要抓好民生，要抓好安全。"
    page = page_from_text(f"青岚县召开高质量发展大会　　{first}　　{second}")
    assert units(page.articles[0]) == [("headline", "青岚县召开高质量发展大会"), ("prose", first), ("prose", second)]


def test_one_line_is_prose() -> None:
    page = page_from_text("县工信局党组书记、局长林海洋")
    assert units(page.articles[0]) == [("prose", "县工信局党组书记、局长林海洋")]
    assert page.articles[0].headline is None


def test_byline_inside_the_first_sentence() -> None:
    page = page_from_text("　　本报讯(记者林海洋 文乐 通讯员周启明)“现在开工!”2月1日，县长说。\n　　仪式举行。")
    assert page.articles[0].byline == "记者林海洋 文乐 通讯员周启明"
    assert kinds(page) == [["prose", "prose"]]


def test_byline_first_and_source_last() -> None:
    page = page_from_text("本报记者　林海洋本报通讯员　沈岚　周明\n从７月开始，青岚县的书场里座无虚席。（来源：云河日报）")
    assert kinds(page) == [["byline", "prose", "byline"]]
    assert page.articles[0].byline == "本报记者 林海洋本报通讯员 沈岚 周明"


def test_two_reports_in_one_file() -> None:
    page = page_from_text(
        "青岚县召开大会\n　　本报讯 2月1日，青岚县召开大会，部署工作。（记者 林海洋）\n"
        "北川集团项目投产\n　　本报讯 2月2日，北川集团项目投产，年产值3亿元。（记者 沈若兰）\n"
    )
    assert [a.headline for a in page.articles] == ["青岚县召开大会", "北川集团项目投产"]
    assert [a.byline for a in page.articles] == ["记者 林海洋", "记者 沈若兰"]
    assert [a.id for a in page.articles] == ["text#1", "text#2"]


def test_lists_of_appointments_keep_their_lines() -> None:
    page = page_from_text(
        "云河市人民政府任免通知\n云河市人民政府决定：\n任命林海洋为市教育局局长\n任命沈若兰为市财政局副局长\n免去周启明的市水利局局长职务\n"
    )
    assert [text for _, text in units(page.articles[0])] == [
        "云河市人民政府任免通知", "云河市人民政府决定：", "任命林海洋为市教育局局长", "任命沈若兰为市财政局副局长", "免去周启明的市水利局局长职务",
    ]  # fmt: skip


def test_a_paragraph_broken_at_a_comma_goes_on() -> None:
    page = page_from_text("会议强调，要深入学习贯彻会议精神，统筹推进各项工作，\n确保完成全年目标任务，以优异成绩向大会献礼。\n会议还研究了其他事项。")
    assert units(page.articles[0])[0][1].endswith("工作，确保完成全年目标任务，以优异成绩向大会献礼。")


BYLINES = [
    "□本报记者 林海洋", "■ 本报记者 林海洋", "◇本报记者 林海洋", "★本报记者 林海洋", "本报记者/林海洋", "云河日报全媒体记者 林海洋 通讯员 周启明",
    "文/本报记者 林海洋", "记者林海洋 通讯员周启明", "（云河日报记者 林海洋）", "（本报记者林海洋 报道）", "文/图 林海洋", "林海洋 文/图", "林海洋/文 沈若兰/图",
    "责任编辑 林海洋", "采写/林海洋", "策划 林海洋 执笔 沈若兰", "编辑：林海洋 审核：沈若兰", "来源：云河发布", "见习记者 林海洋 实习生 周启明", "（作者单位：云河市财政局）",
]  # fmt: skip
NO_BYLINES = [
    "记者在现场看到，大棚里一片繁忙", "记者了解到", "记者：请问怎么做？", "通讯员队伍建设", "来源于群众", "文化强县建设", "图书馆建成", "编辑部成立",
    "策划推进一批项目，", "责任担当", "一审判决", "本报记者林海洋从青岚县获悉", "■产业兴旺", "◆加快项目建设", "1/3的企业",
]  # fmt: skip


@pytest.mark.parametrize("line", BYLINES)
def test_lines_that_name_writers(line: str) -> None:
    assert marks.role(line, False) == "byline"


@pytest.mark.parametrize("line", NO_BYLINES)
def test_lines_that_only_look_so(line: str) -> None:
    assert marks.role(line, False) == ""


def test_questions_of_an_interview_are_no_bylines() -> None:
    page = page_from_text("青岚县如何破题\n记者：今年青岚县有哪些打算？\n林海洋：我们将抓好三件事。\n记者：具体怎么做，能否介绍？\n林海洋：先修路。")
    assert "byline" not in kinds(page)[0]


# --- wrapped pages (newspapers) ------------------------------------------------------------------------------------

BODY = (
    "2月19日，青岚县召开高质量发展大会，县委书记林海洋出席会议并讲话，县长沈若兰主持会议。\n"
    "林海洋指出，要把项目建设摆在突出位置，健全‘一线工作’机制，形成“比学赶超”的浓厚氛围，推动全县经济行稳致远。\n"
    "与会人员表示，将以更加昂扬的斗志投身建设，奋力谱写青岚发展新篇章，以优异成绩迎接新的挑战。"
)


@pytest.mark.parametrize("width", [9, 16, 23, 31])
@pytest.mark.parametrize("indent", ["　　", "  ", " 　　"])
def test_columns_join_to_paragraphs(width: int, indent: str) -> None:
    page = page_from_text(wrap(BODY, width, indent))
    assert [text for _, text in units(page.articles[0])] == BODY.split("\n")


def test_slices_of_a_column_do_not_cut_sentences() -> None:
    lines = wrap(BODY, 16).split("\n")
    page = page_from_text("\n".join([*lines[:2], "", *lines[2:5], "", "", *lines[5:]]))
    assert [text for _, text in units(page.articles[0])] == BODY.split("\n")


def test_newspaper_article_with_its_parts() -> None:
    page = page_from_text(
        "脚踏实地 接续奋斗\n书写青岚新篇章\n\n——— 青岚县高质量发展大会侧记\n　　□本报记者 林海洋 沈若兰\n　　通讯员 周启明\n\n"
        + wrap(BODY, 16)
        + "（下转第二版）"
    )
    (article,) = page.articles
    assert [k for k, _ in units(article)] == ["headline", "subhead", "byline", "prose", "prose", "prose", "jump"]
    assert article.headline == "脚踏实地 接续奋斗 书写青岚新篇章 ———青岚县高质量发展大会侧记"
    assert article.byline == "本报记者 林海洋 沈若兰 通讯员 周启明"


def test_jump_from_another_page_and_the_next_article_below() -> None:
    page = page_from_text(wrap("（上接第一版）" + BODY + "（下转第四版）", 16, "") + "\n" + wrap("本报讯 近日，云河市北川集团新项目投产，年产值将达3亿元，带动就业400人。", 16))
    assert [k[0] for k in kinds(page)] == ["jump", "prose"]
    assert page.articles[0].flow.text.endswith("\n（下转第四版）")


def test_headline_below_its_text_finds_it() -> None:
    other = "春风吹绿了云河两岸，各地抢抓农时，春耕备耕全面展开，农技人员下到田间地头，送去种子和技术。" * 3
    page = page_from_text(
        "　　□本报记者 林海洋\n\n" + wrap(BODY, 16) + "\n\n奋力谱写青岚发展新篇章\n——— 青岚县高质量发展大会召开\n\n" + wrap(other, 16)
    )
    first = page.articles[0]
    assert first.headline == "奋力谱写青岚发展新篇章 ———青岚县高质量发展大会召开"
    assert first.byline == "本报记者 林海洋"


def test_lead_below_its_sections_comes_first() -> None:
    lead = "新春伊始，青岚县发出动员令，吹响冲锋号。"
    page = page_from_text(wrap(BODY, 16) + "\n\n新春擂响出征鼓\n——— 大会侧记\n\n党建引领\n\n　　□本报记者 周启明\n\n" + wrap(lead, 31))
    (article,) = page.articles
    assert [text for kind, text in units(article) if kind == "prose"] == [lead, *BODY.split("\n")]
    assert ("subhead", "党建引领") in units(article)


def test_bylines_in_brackets_close_articles() -> None:
    page = page_from_text(wrap(BODY, 16) + "\n\n　（本报记者 林海洋 整理）\n\n" + wrap(BODY, 16) + "（本报记者 沈若兰 整理）")
    assert [a.byline for a in page.articles] == ["本报记者 林海洋 整理", "本报记者 沈若兰 整理"]


def test_numbers_cut_by_a_wrap_are_whole() -> None:
    page = page_from_text("　　青岚县全年新增规上企业累计达13\n00家，总投资额突破历史新高达到4\n5亿元，各项主要指标增速均在全市\n名列前茅，新型工业化迈出坚实步伐。")
    assert "累计达1300家" in page.articles[0].flow.text
    assert "4" + "5亿元" in page.articles[0].flow.text


@pytest.mark.parametrize("text", ["青" * 3, "。。。青", "（青", "“青", "———青", "青\n\n\n", "青\r\r\n\x0b青", "▲青", "（下转第二版）青", "\ufeff\ufeff青"])
def test_odd_texts_are_read(text: str) -> None:
    assert page_from_text(text).articles


BOMBS = {
    "blanks": "青" + " " * 50_000 + "县",
    "kerning": "青 岚 县 召 开大会啦" * 5_000,
    "brackets": "（记者" * 15_000 + "青",
    "quotes": "“" * 50_000 + "青",
    "bylines": "□本报记者 林\n" * 5_000,
    "dashes": "———\n" * 10_000 + "青",
    "captions": "▲青\n" * 15_000,
    "headlines": "青岚县召开会议\n\n　　本报讯 近日，召开会议。\n" * 2_000,
    "years": "2021年" * 10_000,
}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS.keys())
def test_no_text_takes_more_than_linear_time(text: str) -> None:
    began = time.process_time()
    page_from_text(text)
    assert time.process_time() - began < 2


# --- several articles, and lines that are no headlines ----------------------------------------------------------------

THREE = [
    ("青岚县召开重点项目推进会", "本报讯 3月12日，青岚县召开重点项目推进会。县委书记林海洋出席会议并讲话，县长沈若兰主持会议。\n林海洋强调，要紧盯目标任务，压实工作责任，加快建设进度。"),
    ("云溪镇：小菌菇撑起致富伞\n——乡村振兴走笔", "走进云溪镇柳河村的食用菌基地，一排排大棚整齐排列，村民们正忙着采摘、分拣、装箱。\n近年来，云溪镇立足资源优势，大力发展食用菌产业，带动312户群众增收。"),
    ("我县三家企业获评省级专精特新企业", "近日，省工信厅公布新一批专精特新中小企业名单，青岚县北川机械有限公司等三家企业榜上有名。\n据了解，该县持续优化营商环境，助力企业做大做强。"),
]  # fmt: skip


@pytest.mark.parametrize("width", [14, 18, 22, 30])
@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_three_articles_of_one_wrapped_page(width: int, blank: str) -> None:
    page = page_from_text(blank.join(head + "\n" + wrap(text, width) for head, text in THREE))
    assert [a.headline for a in page.articles] == [head.replace("\n", " ") for head, _ in THREE]


@pytest.mark.parametrize(
    "line",
    ["【大 中 小】", "今日青岚　2015-09-18　第1版", "《云河时讯》2013年5月23日　星期四　责任编辑：林海洋", "（2021年8月27日青岚县第九届人民代表大会常务委员会第四次会议通过）",
     "一、2017年工作回顾", "第一部分　过去五年工作回顾", "地点：青岚县会议中心", "青岚县人民政府县长　沈若兰"],
)  # fmt: skip
def test_lines_beside_the_headline(line: str) -> None:
    page = page_from_text(f"青岚县召开工作会议\n{line}\n　　3月5日，青岚县召开工作会议，部署全年工作。\n　　会议要求，抓好落实。")
    assert page.articles[0].headline == "青岚县召开工作会议"
    assert page.published in ("2015-09-18", "2013-05-23", "2021-08-27", None) or page.published.endswith("03-05")


def test_people_below_a_label_are_no_headlines() -> None:
    page = page_from_text("青岚县新闻发布会实录\n时间：10月27日上午\n主持人：县委宣传部副部长周启明\n县商务局局长沈若兰\n　　周启明：上午好。欢迎参加新闻发布会。\n　　沈若兰：谢谢大家。")
    assert page.articles[0].headline == "青岚县新闻发布会实录"


def test_breadcrumb_belongs_to_the_article_and_notices_part() -> None:
    page = page_from_text(
        "当前位置：首页 > 政务公开\n青岚县人大常委会任免名单\n发布时间：2021-08-31\n　　林海洋为青岚县副县长；\n　　沈若兰为青岚县教育局局长。\n"
        "中共青岚县委组织部任前公示公告\n　　根据有关规定，现将周启明同志予以公示。\n　　特此公告。"
    )
    assert [a.headline for a in page.articles] == ["青岚县人大常委会任免名单", "中共青岚县委组织部任前公示公告"]


def test_ornaments_part_two_reports() -> None:
    page = page_from_text("青岚县召开常务会议\n　　3月5日，青岚县召开常务会议。\n　　会议研究了其他事项。\n　　◇　　◇　　◇\n　　又讯　3月6日，青岚县委召开常委会议。")
    assert [a.headline for a in page.articles] == ["青岚县召开常务会议", None]


def test_two_headlines_between_two_texts_of_a_column() -> None:
    first = "本报讯 6月2日，青岚县检查防汛备汛工作，县委书记林海洋、县长沈若兰带领有关部门负责人，先后来到云溪水库、柳河大堤，详细了解防汛物资和值守情况，要求落实备汛责任。（下转第二版）"
    second = "本报讯 在云溪镇便民大厅，村民很快拿到了证照，脸上乐开了花。今年起，青岚县推行办事“一窗办”，群众少跑腿，办事省心多了。（通讯员 周启明）"
    heads = "我县检查防汛备汛工作\n\n办事“一窗办”\n群众少跑腿\n\n"
    page = page_from_text(wrap(first, 14) + "\n\n" + heads + wrap(second, 14))
    assert [a.headline for a in page.articles] == ["我县检查防汛备汛工作", "办事“一窗办”群众少跑腿"]


def test_headline_below_its_text_at_the_end_of_the_page() -> None:
    text = "□记者 林海洋\n" + wrap("本报讯 来自商务局的数据显示，前5个月青岚县外贸出口32亿元，稳步增长，外贸企业忙着“屏上”签大单。", 14)
    page = page_from_text(f"云河日报　2 要闻\n2020年5月29日 星期五 责编 周启明\n\n{text}\n\n“屏上”签大单\n青岚县前5个月外贸出口稳步增长\n")
    assert page.published == "2020-05-29"
    assert "“屏上”签大单 青岚县前5个月外贸出口稳步增长" in [a.headline for a in page.articles]


def test_source_day_and_hour_before_the_writer() -> None:
    page = page_from_text("一城山水\n青岚县文旅大会开幕\n林海洋致辞　沈若兰主持\n青岚融媒　2024-03-29 09:12　记者：周启明\n　　3月28日，青岚县文旅大会开幕。\n　　大会为期四天。")
    assert page.articles[0].headline == "一城山水 青岚县文旅大会开幕 林海洋致辞 沈若兰主持"
    assert page.published == "2024-03-29"


def test_the_furniture_of_a_site_is_in_no_article_but_what_it_names_is() -> None:
    page = page_from_text(
        "首页\n>>政务公开>>领导活动\n青岚县召开会议\n发布时间：2022-03-04 浏览：25次\n3月3日，青岚县召开会议。\n[责任编辑：周启明]\n【打印】【关闭】\n"
        "上一篇：没有了\n下一篇：我县举行植树活动\n分享到：\n版权所有：青岚县人民政府办公室 云ICP备05000000号\n"
    )
    (article,) = page.articles
    assert article.headline == "青岚县召开会议"
    assert [unit.kind for unit in article.units] == ["headline", "byline", "byline", "byline", "prose", "byline", "byline", "subhead"]
    assert "周启明" in (article.byline or "") and "植树" in article.flow.text
    assert not any(word in article.flow.text for word in ("打印", "没有了", "分享"))


def test_links_and_news_of_closing_are_text() -> None:
    page = page_from_text("青岚县召开会议\n3月3日，青岚县召开会议。\n相关链接\n云河大桥全长三公里，去年通车。\n下一步抓项目\n青岚县将开工十个项目。\n")
    text = "".join(article.flow.text for article in page.articles)
    assert "相关链接" in text and "下一步抓项目" in text
    for line in ("关闭小煤矿", "分享发展经验", "打印产业园开园", "下一步抓项目", "返回家乡创业", "主办单位致辞", "首页改版"):
        assert not marks.is_furniture(line) and not marks.is_crumb(line)


def test_a_line_of_time_and_author_opens_an_article() -> None:
    text = (
        "云河学院召开会议\n时间：2022-04-11　　作者：沈若兰　　点击：[12]\n　　4月10日，云河学院召开会议，部署工作。\n\n"
        "云河学院部署秋季招生工作\n时间：2022-04-12　　作者：何平　　点击：[15]\n　　4月11日，云河学院与企业签约，林海洋出席。\n"
    )
    assert [a.headline for a in page_from_text(text).articles] == ["云河学院召开会议", "云河学院部署秋季招生工作"]
