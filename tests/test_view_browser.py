"""The page in a real browser: opens from disk, asks for nothing, shows, finds, explains, shares."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from view_sample import raw_texts, sample
from view_session import DESK, MARKS, PHONE, Session, browsers

from kg.schema import schema
from kg.view.page import network, write_page

pytestmark = MARKS


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    yield from browsers()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("view") / "graph.html"
    write_page(sample(), path, raw=raw_texts())
    return path.as_uri()


@pytest.fixture
def desk(browser: Any, address: str) -> Iterator[Session]:
    session = Session(browser, address, DESK)
    yield session
    assert session.requests == [address], "the page asked for something"
    assert session.complaints == []
    session.context.close()


def test_it_opens_with_a_labelled_backbone_and_asks_for_nothing(desk: Session) -> None:
    assert desk.shown() == 150
    assert "150 / " in desk.page.inner_text("#count")
    assert len(desk.run("kgView.labels()")) > 60
    legend = desk.page.inner_text("#panel fieldset")
    assert all(kind.term.zh in legend for kind in schema().kinds.values())


def test_labels_never_overlap(desk: Session) -> None:
    boxes = [label["box"] for label in desk.run("kgView.labels()")]
    for a, b in combinations(boxes, 2):
        assert a[0] >= b[2] or b[0] >= a[2] or a[1] >= b[3] or b[1] >= a[3]


@pytest.mark.parametrize("query", ["王清源", "wqy", "wangqingyuan", "wang qing", "清源"])
def test_search_finds_a_person_by_name_pinyin_and_initials(desk: Session, query: str) -> None:
    desk.search(query)
    assert "王清源" in desk.page.inner_text("#hits")
    desk.page.keyboard.press("Enter")
    assert desk.page.inner_text("#card h2") == "王清源"


def test_search_finds_by_alias(desk: Session) -> None:
    desk.open("自贸区")
    assert "自贸" in desk.page.inner_text("#card h2")


def test_a_click_on_a_node_shows_facts_with_their_evidence(desk: Session) -> None:
    id_ = desk.run("kgView.data.nodes.find(n => n.label === '王清源').id")
    spot, stage = desk.run(f"kgView.position({id_})"), desk.page.locator("#map").bounding_box()
    desk.page.mouse.click(stage["x"] + spot["x"], stage["y"] + spot["y"])
    desk.page.wait_for_selector("#card h2")
    assert desk.page.inner_text("#card h2") == "王清源"
    said = desk.page.locator("#card blockquote").all_inner_texts()
    joined = {stem: "".join(text.split()) for stem, text in raw_texts().items()}
    assert said and all(any(quote in text for text in joined.values()) for quote in said)
    assert "2022-02-23" in desk.card() and "代区长" in desk.card()


def test_a_link_in_a_card_leads_on_and_escape_back(desk: Session) -> None:
    desk.open("wqy")
    desk.page.locator("#card .fact a").first.click()
    assert desk.page.inner_text("#card h2") != "王清源"
    desk.page.keyboard.press("Escape")
    assert desk.page.locator("#card").is_hidden()


def test_a_click_on_a_line_shows_what_ties_the_two(desk: Session) -> None:
    a, b = desk.run("(e => [e.from, e.to])(kgView.data.edges.find(e => kgView.shown.edges.has(e.id) && e.facts.length > 1))")
    desk.run(f"kgView.select({a}, true)")
    desk.page.wait_for_timeout(500)
    desk.page.keyboard.press("Escape")
    ends, stage = [desk.run(f"kgView.position({i})") for i in (a, b)], desk.page.locator("#map").bounding_box()
    x, y = ((ends[0][axis] * 2 + ends[1][axis]) / 3 for axis in "xy")
    desk.page.mouse.click(stage["x"] + x, stage["y"] + y)
    assert desk.run("kgView.state.beside") is not None
    lines = desk.page.locator("#card .fact .line").count()
    desk.page.get_by_role("button", name="看全部").click()
    assert desk.page.locator("#card .fact .line").count() >= lines > 0


def test_the_legend_is_a_filter_with_live_counts(desk: Session) -> None:
    people = desk.page.locator("#panel label", has_text="人物")
    assert int(people.locator(".number").inner_text()) > 0
    people.locator("input").uncheck()
    assert people.locator(".number").inner_text() == "0"
    assert desk.run("[...kgView.shown.nodes].every(id => kgView.data.nodes[id].kind !== 'PER')")
    desk.page.get_by_text("清除筛选").click()
    assert int(people.locator(".number").inner_text()) > 0


def test_focus_shows_the_neighbourhood_by_hops(desk: Session) -> None:
    desk.open("wqy")
    desk.page.keyboard.press("f")
    one = desk.shown()
    assert 2 < one < 20
    desk.page.locator("#card select").select_option("2")
    assert desk.shown() > one
    desk.page.keyboard.press("Escape")
    assert desk.shown() >= 150


def test_a_path_between_two_is_shown(desk: Session) -> None:
    desk.open("wqy")
    desk.page.keyboard.press("p")
    desk.open("孙永红")
    assert 2 < desk.shown() < 8
    assert desk.run("kgView.shown.edges.size") >= desk.shown() - 1


def test_more_and_all_widen_the_map(desk: Session) -> None:
    desk.page.locator("#widen button").first.click()
    assert desk.shown() == 300
    desk.page.locator("#widen button").last.click()
    assert desk.shown() == desk.run("kgView.data.nodes.length")


def test_the_list_sorts_and_leads_to_cards(desk: Session) -> None:
    desk.page.keyboard.press("l")
    dates = desk.page.locator("#table td.date").all_inner_texts()
    assert dates == sorted(dates, reverse=True)
    desk.page.locator("#table th button").nth(4).click()
    dates = desk.page.locator("#table td.date").all_inner_texts()
    assert dates == sorted(dates)
    desk.page.locator("#table td a").first.click()
    assert desk.page.locator("#card h2").is_visible()


def test_the_address_brings_back_the_same_state(desk: Session, browser: Any) -> None:
    desk.open("wqy")
    desk.page.keyboard.press("f")
    desk.page.locator("#panel label", has_text="任职").locator("input").uncheck()
    other = Session(browser, desk.page.url, DESK)
    assert other.page.inner_text("#card h2") == "王清源"
    assert sorted(other.run("[...kgView.shown.nodes]")) == sorted(desk.run("[...kgView.shown.nodes]"))
    assert other.page.url == desk.page.url and other.complaints == []
    other.context.close()


def test_arrow_keys_walk_to_neighbours(desk: Session) -> None:
    desk.open("wqy")
    desk.page.locator("#map").focus()
    for key in ("ArrowDown", "ArrowLeft", "ArrowRight", "ArrowUp"):
        desk.page.keyboard.press(key)
    assert desk.page.locator("#card h2").is_visible()


def test_language_and_theme_change_and_nothing_is_fetched(desk: Session) -> None:
    desk.page.get_by_role("button", name="EN", exact=True).click()
    assert "entities" in desk.page.inner_text("#count") and desk.run("document.documentElement.lang") == "en"
    desk.page.get_by_role("button", name="Dark", exact=True).click()
    assert desk.run("getComputedStyle(document.body).backgroundColor") == "rgb(21, 24, 29)"


def test_exports_hold_what_is_shown(desk: Session) -> None:
    desk.open("wqy")
    desk.page.keyboard.press("f")
    rows = desk.run("kgView.csvText()").strip().split("\r\n")
    assert len(rows) == desk.run("kgView.shown.facts.size") + 1 and "王清源" in "".join(rows)
    assert desk.run("kgView.svgText()").count("<text") == desk.shown()
    with desk.page.expect_download() as download:
        desk.page.get_by_role("button", name="PNG", exact=True).click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")


def test_a_phone_gets_the_map_and_the_card_as_a_sheet(browser: Any, address: str) -> None:
    phone = Session(browser, address, PHONE, has_touch=True)
    assert phone.run("document.documentElement.scrollWidth") <= PHONE[0]
    phone.open("wqy")
    sheet = phone.page.locator("#card").bounding_box()
    assert sheet["width"] == PHONE[0] and sheet["y"] > 250
    assert phone.complaints == [] and phone.requests == [address]
    phone.context.close()


def test_it_works_in_the_sandboxed_frame_of_a_notebook(browser: Any) -> None:
    page = browser.new_page(viewport={"width": 1100, "height": 700})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_content(network(sample())._repr_html_())
    frame = page.frame_locator("iframe")
    frame.locator("#query").fill("wqy")
    frame.locator("#query").press("Enter")
    assert frame.locator("#card h2").inner_text() == "王清源"
    assert complaints == []
    page.close()


def test_the_page_opens_in_english_where_asked(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "english.html"
    write_page(sample(), path, lang="en")
    session = Session(browser, path.as_uri(), DESK)
    assert "entities" in session.page.inner_text("#count")
    session.context.close()


def test_the_slider_shows_what_was_known_on_a_day(desk: Session, browser: Any) -> None:
    slider = desk.page.locator("#panel input[type=range]")
    every = desk.run("kgView.shown.facts.size")
    said = desk.run("kgView.data.facts.flatMap(f => f.statements).length")
    bars = desk.page.locator("#panel .times rect title").all_text_contents()
    assert sum(int("".join(filter(str.isdigit, bar.partition(":")[2]))) for bar in bars) == said
    slider.focus()
    desk.page.keyboard.press("Home")
    day = desk.page.input_value("#panel input[type=date]")
    desk.until(f"kgView.state.on && kgView.shown.facts.size < {every}")
    dates = desk.run("""[...kgView.shown.facts].map(f => f.statements.map(s =>
        kgView.data.documents[kgView.data.articles[s.article].document].date).sort()[0])""")
    assert dates and all(date <= day for date in dates) and day in desk.page.inner_text("#count")
    later = desk.page.locator("#panel .times rect.later").count()
    assert later == len(bars) - 1 and slider.get_attribute("aria-valuetext") == day
    other = Session(browser, desk.page.url, DESK)
    assert other.shown() == desk.shown() and other.page.input_value("#panel input[type=date]") == day
    other.context.close()
    desk.page.fill("#panel input[type=date]", "2022-02-22")
    desk.until("kgView.state.on === '2022-02-22'")
    desk.open("wqy")
    assert desk.page.locator("#card .fact").count() == 0
    slider.focus()
    desk.page.keyboard.press("End")
    desk.page.wait_for_selector("#card .fact")
    assert desk.run("kgView.state.on") == ""
