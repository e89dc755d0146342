"""Numerals and quantities: Arabic, Chinese, ranges, comparators; and what is no quantity at all."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.numerals import number
from kg.wording.quantities import find_quantities

VALUES = {
    "1,200.50": "1200.50", "1，200": "1200", "6.0": "6.0", "三千五百万": "35000000", "十二点五": "12.5", "3.2亿": "320000000",
    "十五": "15", "三千五": "3500", "三千零五": "3005", "一百零八": "108", "百二": "120", "两": "2", "半": "0.5", "千": "1000",
    "一亿五千万": "150000000", "二十一": "21", "两百": "200", "1.2万": "12000", "零": "0", "九十九": "99", "一万零三百": "10300",
    "三五": None, "七八十": None, "二〇二三": None, "": None,
}  # fmt: skip

QUANTITIES = {
    "突破600亿元": "600 亿元 ≥", "增长6%": "6 %", "６.５％".replace("６", "6").replace("５", "5").replace("％", "%"): "6.5 %",
    "百分之十五点五": "15.5 %", "百分之三十至百分之四十": "30-40 %", "30%～50%": "30-50 %", "5成以上": "5 成 ≥",
    "三千五百万元": "3500 万元", "一亿五千万元": "1.5 亿元", "两千多万元": "2000 万元 ≥", "1,200万元": "1200 万元",
    "超千亿元": "1000 亿元 ≥", "超万亿元": "1 万亿元 ≥", "百余家": "100 家 ≥", "上万人": "10000 人 ≥", "近四百名": "400 名 ≈",
    "5-7亿元": "5-7 亿元", "6至9家": "6-9 家", "三到五家": "3-5 家", "1500亩-3000亩左右": "1500-3000 亩 ≈", "8000万至1.2亿元": "0.8-1.2 亿元",
    "260余场": "260 场 ≥", "1.8万余人": "1.8 万人 ≥", "15亿元左右": "15 亿元 ≈", "不超过3%": "3 % ≤", "控制在3.5%以内": "3.5 % ≤",
    "不少于350个": "350 个 ≥", "高达20万吨": "20 万吨", "1.2个百分点": "1.2 个百分点", "5倍以上": "5 倍 ≥", "翻两番": "2 番",
    "时速80公里/小时": "80 公里/小时", "每亩2万公斤": "2 万公斤", "两位数以上增速": "10 % ≥", "27.4万、": "27.4 万",
    "居世界第四": "4 位", "第3位": "3 位", "稳居前三位": "3 位 ≤", "全国前十": "10 位 ≤", "位居首位": "1 位", "华东之首": "1 位",
    "38微克/立方米": "38 微克/立方米", "12万平方米": "12 万平方米",
}  # fmt: skip

NO_QUANTITIES = [
    "2023年3月5日", "第六届三次全会", "地铁6号线", "5G基站", "S333省道", "“1+N”机制", "三县六镇", "一期工程", "建市十周年", "五大行动",
    "数十家企业", "几百人", "三五家", "一个社区", "一批项目", "一名党员", "“四个意识”", "“15分钟健身圈子”", "第一梯队", "第一书记",
    "前三季度", "3个月", "两个月", "前两年", "第二产业", "第三方评估", "0532-1234567", "4个小时", "3部门联合", "百万吨级泊位", "处级干部3人才",
]  # fmt: skip


@pytest.mark.parametrize("words", VALUES)
def test_number(words: str) -> None:
    assert number(words) == VALUES[words]


@given(st.integers(min_value=0, max_value=10**9), st.integers(min_value=0, max_value=99))
def test_a_plain_number_is_itself(whole: int, part: int) -> None:
    assert number(f"{whole}.{part:02}") == f"{whole}.{part:02}"
    assert number(f"{whole:,}") == str(whole)


@pytest.mark.parametrize("text", QUANTITIES)
def test_quantity(text: str) -> None:
    found = find_quantities(text)
    assert [f"{q.value} {q.unit} {q.qualifier}".strip() for q in found] == [QUANTITIES[text]]
    assert 0 <= found[0].head <= found[0].start < found[0].end <= found[0].tail <= len(text)


@pytest.mark.parametrize("text", NO_QUANTITIES)
def test_no_quantity(text: str) -> None:
    assert find_quantities(text) == []


@given(st.text(alphabet="一二三千百万亿半两0123456789.,，%元个第前位至-多余上超“”", max_size=24))
def test_any_text_is_read_without_overlap(text: str) -> None:
    found = find_quantities(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
