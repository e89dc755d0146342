"""Dates of pages: invented leads and what their words allow."""

from datetime import date

import pytest

from kg.page import calendar
from kg.page.read import page_from_text

DATED = [
    # the day and the year stand together
    ("2016年10月8日，青岚县招商推介会举行。", "2016-10-08"),
    ("青岚县召开大会\n2023-05-01 10:20 来源：云河日报\n5月1日上午，大会召开。", "2023-05-01"),
    ("青岚县召开大会\n发布时间：2023/05/02 浏览次数：31\n近日，大会召开。", "2023-05-02"),
    ("青岚县召开大会\n　　近日，大会召开，部署工作。\n　　云河市人民政府办公室\n2022年11月8日", "2022-11-08"),
    # the day of the lead or dateline, the year from elsewhere
    ("新华社云河8月17日电（记者林海洋）2014年全县财政收入为16亿元。", "2015-08-17"),
    ("4月23日，青岚县召开大会。今年是2019年，是关键一年。", "2019-04-23"),
    ("本报讯 3月14日下午，区长林海洋调研，以优异成绩喜迎党的二十大。", "2022-03-14"),
    ("12月9日至10日，青岚县委开展党的群众路线教育实践活动，征求意见。", "2013-12-10"),
    ("8月12日，青岚县2019年三季度招商项目集中签约。1-7月，到位资金31亿元。", "2019-08-12"),
    ("9月3日，2018云河茶业博览会举行。", "2018-09-03"),
    ("7月1日，青岚县举行大会，庆祝中国共产党成立100周年。", "2021-07-01"),
    ("12月18日，青岚县举行庆祝改革开放40周年座谈会。", "2018-12-18"),
    ("8月2日，云河新区召开大会。云河新区2014年6月获批，今年迎来成立10周年。", "2024-08-02"),
    ("3月5日，青岚县召开大会。2021年是“十四五”开局之年，要开好局。", "2021-03-05"),
    ("3月5日，青岚县召开大会。今年是“十三五”规划收官之年。", "2020-03-05"),
    ("1月8日，青岚县召开2023年度工作总结会，表彰先进。", "2024-01-08"),
    ("1月12日，青岚县召开会议。2021年，全县共引进项目30个。", "2022-01-12"),
    ("7月12日，青岚县召开会议。2021年，全县共引进项目30个。", "2021-07-12"),
    ("12月20日，青岚县召开2023年度考核会。", "2023-12-20"),
    ("2013年9月7日，倡议提出。此后，青岚县开通班列。2019年8月，首列班列到站。", "2019"),
    ("第01版：要闻\n2018年03月06日 星期二\n青岚县召开大会\n　　昨日，青岚县召开大会，部署工作。", "2018-03-06"),
    # the Chinese calendar
    ("兔年春节后第二个工作日，全县大会召开。", None),
    ("1月29日，兔年春节后第二个工作日，全县大会召开。", "2023-01-29"),
    ("乙巳蛇年春节过后的第二个工作日，全县大会召开。", "2025-02-06"),
    ("2023年春节后首个工作日，青岚县召开动员大会。2023年全县将实施百项工程。", "2023-01-28"),
    ("癸卯年正月初八，青岚县召开大会。", "2023-01-29"),
    # the year alone
    ("2017年，青岚县继续修建乡村公路。首条公路于2016年9月通车。", "2017"),
    ("全县农业快速发展。2012年，农民人均纯收入达8120元。", "2013"),
    ("县里应对新冠肺炎疫情冲击，巩固“不忘初心、牢记使命”主题教育成果。", "2020"),
    ("学习贯彻党的二十大精神，全县上下干劲十足。《青岚县行动方案（2022-2024年）》出台。", "2022"),
    ("近日，青岚县印发青政发〔2019〕12号文件，推动项目建设。", "2019"),
    # what fixes nothing, or little
    ("4月23日，青岚县召开大会。", None),
    ("医院前身可追溯至1921年，始建于2003年。4月6日，新院区开工。", None),
    ("到2035年，青岚县将建成强县；力争2025年实现翻番。", None),
    ("“十三五”期间，企业要做强主业。7月9日，林海洋到企业调研。", None),
    ("云河学院召开会议\n时间：2022-04-11　　作者：沈若兰\n　　4月10日，云河学院召开会议，部署工作。\n\n云河学院签约\n时间：2022-04-12　　作者：何平\n　　4月11日，云河学院与企业签约。", "2022-04-12"),
    ("2012年5月8日\n　　林海洋参加工作，任教师。\n2016年3月1日\n　　沈若兰任县财政局局长，到任后推进改革。", "2016"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "want"), DATED)
def test_published(text: str, want: str | None) -> None:
    page = page_from_text(text)
    assert page.published == want
    assert (page.published_why is None) == (want is None)


def test_the_words_of_a_date_stand_on_the_page() -> None:
    text = "1月29日，兔年春节后第二个工作日，全县大会召开。"
    why = page_from_text(text).published_why
    assert why and why in text


def test_calendar() -> None:
    assert calendar.workday(2024, 1) == date(2024, 2, 18)
    assert calendar.workday(2024, 3) == date(2024, 2, 20)
    assert calendar.workday(2003, 1) is None
    assert calendar.lunar_day(2024, 15) == date(2024, 2, 24)
    assert calendar.years_named("甲辰") == (2024,)
    assert calendar.years_named("猪") == (2007, 2019, 2031)
    festivals = calendar.festivals()
    assert sorted(festivals) == list(range(2000, 2036))
    assert all(year == f.new_year.year and 20 < f.new_year.timetuple().tm_yday < 53 for year, f in festivals.items())
    assert all(f.first_workday is None or 3 <= (f.first_workday - f.new_year).days <= 10 for f in festivals.values())
