"""Amounts, periods, local names and readings: exact, total, and never in the way of a build."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import names
from kg.graph.amounts import amount, base_unit, figure, plain
from kg.graph.periods import days, period
from kg.text.pinyin import slug, syllables

KG = Path(__file__).parent.parent / "kg"
UNITS = [line.split("\t") for line in (KG / "graph/units.tsv").read_text("utf-8").splitlines()[1:]]
READINGS = [line.split("\t") for line in (KG / "text/readings.tsv").read_text("utf-8").splitlines()[1:]]


@pytest.mark.parametrize(
    ("value", "unit", "in_base", "base"),
    [
        ("5000", "亿元", "500000000000.0", "CNY"),
        ("3.26", "万元", "32600.0", "CNY"),
        ("1.2", "万亿元", "1200000000000.0", "CNY"),
        ("7.5", "亿美元", "750000000.0", "USD"),
        ("12.2", "万吨", "122000.0", "t"),
        ("630", "公斤", "0.63", "t"),
        ("33", "万亩", "220000000.0", "m2"),
        ("1.5", "亩", "1000.0", "m2"),
        ("1", "亩", "666.666667", "m2"),
        ("2", "平方公里", "2000000.0", "m2"),
        ("1200", "㎡", "1200.0", "m2"),
        ("6.2", "％", "6.2", "%"),
        ("0.8", "个百分点", "0.8", "pp"),
        ("7", "成", "70.0", "%"),
        ("76.5", "万人", "765000.0", "1"),
        ("3", "万", "30000.0", "1"),
        ("25", "万千瓦", "250000000.0", "W"),
        ("2", "小时", "7200.0", "s"),
        ("-3.5", "%", "-3.5", "%"),
    ],
)
def test_amounts(value: str, unit: str, in_base: str, base: str) -> None:
    found, known = figure(value), base_unit(unit)
    assert found is not None and known is not None
    assert (plain(amount(found.low, known)), known.base) == (in_base, base)


@pytest.mark.parametrize("unit", ["", "奇点", "元素", "亿奇点"])
def test_unknown_units_have_no_base(unit: str) -> None:
    assert base_unit(unit) is None


def test_every_unit_has_an_example_that_uses_it_and_none_stands_twice() -> None:
    assert len({unit for unit, *_ in UNITS}) == len(UNITS)
    for unit, factor, base, example in UNITS:
        assert unit in example and base and Decimal(factor.split("/")[0]) > 0, unit


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4))
def test_money_is_exact_and_written_without_exponent(value: Decimal) -> None:
    unit = base_unit("亿元")
    assert unit is not None
    text = plain(amount(value, unit))
    assert Decimal(text) == value * 10**8 and re.fullmatch(r"-?\d+\.\d+", text)


@pytest.mark.parametrize("text", ["", "约5", "5,000", "五", "1-", "-", "2000-1000", "5-5", "1e3", "٣", "1.", ".5", "1-2-3"])
def test_what_is_no_figure(text: str) -> None:
    assert figure(text) is None


def test_ranges() -> None:
    assert figure("1000-2000") == (Decimal(1000), Decimal(2000))
    assert figure("-3--1.5") == (Decimal(-3), Decimal("-1.5"))


@pytest.mark.parametrize(
    ("text", "edtf", "start", "end"),
    [
        ("2023", "2023", "2023-01-01", "2023-12-31"),
        ("2024-02", "2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-19", "2024-02-19", "2024-02-19", "2024-02-19"),
        ("2022-Q3", "2022-07/2022-09", "2022-07-01", "2022-09-30"),
        ("2022-Q1..Q3", "2022-01/2022-09", "2022-01-01", "2022-09-30"),
        ("2022-01..10", "2022-01/2022-10", "2022-01-01", "2022-10-31"),
        ("2021..2025", "2021/2025", "2021-01-01", "2025-12-31"),
        ("2021-11..2022-03", "2021-11/2022-03", "2021-11-01", "2022-03-31"),
        ("2022-05-01..07", "2022-05-01/2022-05-07", "2022-05-01", "2022-05-07"),
        ("2023-H1", "2023-01/2023-06", "2023-01-01", "2023-06-30"),
        ("cumulative", "cumulative", "", ""),
    ],
)
def test_periods(text: str, edtf: str, start: str, end: str) -> None:
    assert period(text) == (edtf, start, end)


@pytest.mark.parametrize("text", ["", "今年", "2022-13", "2023-02-29", "2025..2021", "..2025", "2023-Q5", "0000", "23"])
def test_what_is_no_period(text: str) -> None:
    assert period(text) is None


@given(st.text(max_size=12))
def test_no_text_breaks_a_reader(text: str) -> None:
    assert figure(text) is None or plain(figure(text).low)  # type: ignore[union-attr]
    assert period(text) is None or period(text).edtf  # type: ignore[union-attr]
    assert days(text)[0] <= days(text)[1]
    assert base_unit(text) is None or base_unit(text).base  # type: ignore[union-attr]


# ---- names


@given(st.text(st.characters(), max_size=60))
def test_local_names_are_safe_in_turtle(text: str) -> None:
    for name in (
        names.document(text), names.article(text, 1), names.sentence(text, 0), names.tool(text),
        names.concept("ind", text), names.evidence("f-1", text, 0, 1),
    ):  # fmt: skip
        assert re.fullmatch(r"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?", name), name


def test_plain_stems_stay_and_others_get_slug_and_hash() -> None:
    assert names.document("2024-02-19_A1.page") == "src-2024-02-19_A1.page"
    assert re.fullmatch(r"src-qing-lan-ri-bao-2024-[0-9a-f]{8}", names.document("青岚日报 2024"))
    assert names.document('a"<b>') != names.document("a'<b>")


def test_concepts_are_told_apart_by_words_and_kind_not_by_blanks_or_width() -> None:
    assert names.concept("role", "副 局长") == names.concept("role", "副局长")
    assert names.concept("role", "Ａ级") == names.concept("role", "A级")
    assert names.concept("role", "局长") != names.concept("ind", "局长").replace("ind", "role", 1)
    assert names.concept("ind", "事实") != names.concept("ind", "实施")


# ---- readings


@pytest.mark.parametrize(("use", "name", "reading", "example"), READINGS, ids=[row[1] for row in READINGS])
def test_readings_of_the_table(use: str, name: str, reading: str, example: str) -> None:
    assert name in example
    assert syllables(example, person=use == "surname").startswith(reading + " ")


@pytest.mark.parametrize(
    ("name", "want"),
    [
        ("王莉", "wang-li"),
        ("长江路街道", "chang-jiang-lu-jie-dao"),
        ("厦门银行", "xia-men-yin-hang"),
        ("吕梁", "lv-liang"),
        ("5G+产业园（二期）", "5g-chan-ye-yuan-er-qi"),
        ("ＡＢ公司", "ab-gong-si"),
        ("二〇二四", "er-ling-er-si"),
        ("！？", "x"),
        ("", "x"),
        ("a" * 60, "a" * 40),
    ],
)
def test_slugs(name: str, want: str) -> None:
    assert slug(name) == want


@given(st.text(st.characters(), max_size=80))
def test_a_slug_is_short_ascii(name: str) -> None:
    for person in (False, True):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(name, person)) and len(slug(name, person)) <= 40


def test_a_surname_is_read_as_one_only_in_persons() -> None:
    assert syllables("曾若兰", person=True) == "zeng ruo lan"
    assert syllables("单位", person=False) == "dan wei"
