"""A reader's walk through the page, every control once, the files it saves, and whether everyone can use it."""

from __future__ import annotations

import base64
import csv
import io
import os
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from view_sample import ROOT, raw_texts, sample
from view_session import DESK, MARKS, PHONE, Session, browsers

from kg.view.page import write_page

pytestmark = MARKS
AXE = Path(os.environ.get("AXE_CORE", ROOT / "build/npm/node_modules/axe-core/axe.min.js"))
SVG = "{http://www.w3.org/2000/svg}"
STATE = """() => JSON.stringify([
  ["selected", "beside", "focus", "from", "to", "on", "modality", "confidence", "limit", "list"].map(key => kgView.state[key]),
  ["kinds", "types", "pages", "hidden", "pinned"].map(key => [...kgView.state[key]].sort()),
  kgView.state.focus === null || kgView.state.hops, [...(kgView.state.path || [])].sort(), [...kgView.shown.nodes].sort(), [...kgView.shown.edges].sort(),
  [...document.querySelectorAll('#table tr')].map(row => row.textContent), document.getElementById('card').textContent])"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    yield from browsers()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("walk") / "graph.html"
    write_page(sample(), path, raw=raw_texts())
    return path.as_uri()


@pytest.fixture
def desk(browser: Any, address: str) -> Iterator[Session]:
    session = Session(browser, address, DESK, accept_downloads=True)
    yield session
    assert {one for one in session.requests if not one.startswith("blob:")} == {address}, "the page asked for something"
    assert session.complaints == []
    session.context.close()


def same_again(session: Session, browser: Any) -> None:
    """The address alone brings back what is shown, in a new window."""
    other = Session(browser, session.page.url, DESK)
    assert other.run(STATE) == session.run(STATE) and other.page.url == session.page.url
    assert other.complaints == []
    other.context.close()


def test_a_walk(desk: Session, browser: Any) -> None:
    page = desk.page
    desk.open("wangqingyuan")
    assert page.inner_text("#card h2") == "王清源"
    same_again(desk, browser)
    page.locator("#card .fact a").first.click()
    assert page.inner_text("#card h2") != "王清源"
    page.locator("#panel label", has_text="项目").first.locator("input").uncheck()
    page.locator("#panel label", has_text="署名").locator("input").uncheck()
    same_again(desk, browser)
    desk.open("wqy")
    page.keyboard.press("f")
    page.locator("#card select").select_option("2")
    same_again(desk, browser)
    page.keyboard.press("Escape")
    page.keyboard.press("p")
    desk.open("孙永红")
    assert 2 < desk.shown() < 8
    same_again(desk, browser)
    page.keyboard.press("Escape")
    page.keyboard.press("l")
    page.locator("#table th button", has_text="内容").click()
    details = page.locator("#table td.detail").all_inner_texts()
    page.locator("#table th button", has_text="内容").click()
    assert page.locator("#table td.detail").all_inner_texts()[0] == desk.run(
        "(all => all.sort(new Intl.Collator('zh', {numeric: true}).compare).at(-1))([...document.querySelectorAll('td.detail')].map(e => e.textContent))"
    ) or len(details) == 200
    same_again(desk, browser)
    for _ in range(3):
        page.keyboard.press("Escape")
    assert page.locator("#table").is_hidden() and page.locator("#card").is_hidden()
    page.reload()
    desk.until("window.kgView && kgView.labels().length > 0")
    assert desk.run("kgView.state.types.size") == 1
    page.get_by_text("清除筛选").click()
    assert desk.run("kgView.state.types.size + kgView.state.kinds.size") == 0


def test_every_control_asks_for_nothing(desk: Session) -> None:
    """All that can be pressed, ticked, chosen and dragged, in the panel, the header, the card and the list."""
    page = desk.page
    page.evaluate("window.print = () => {}")
    desk.open("wqy")
    touched = 0
    for part in ("#card .tools", "#panel", "#widen", "#tools", "#card"):
        for place in range(page.locator(f"{part} button").count()):
            one = page.locator(f"{part} button").nth(place)
            if one.count() and one.is_visible():
                one.click(timeout=2000)
                touched += 1
            page.keyboard.press("Escape") if page.locator("#help").is_visible() else None
            if part.startswith("#card") and page.locator("#card").is_hidden():
                desk.open("wqy")
    for box in page.locator("#panel input[type=checkbox]").all():
        box.click()
        box.click()
        touched += 1
    for choice in page.locator("#panel select").all():
        for value in choice.locator("option").evaluate_all("all => all.map(one => one.value)"):
            choice.select_option(value)
            touched += 1
        choice.select_option("")
    slider = page.locator("#panel input[type=range]")
    slider.focus()
    for key in ("Home", "ArrowRight", "End"):
        page.keyboard.press(key)
    page.keyboard.press("Escape")
    page.mouse.move(600, 400)
    page.mouse.wheel(0, -400)
    page.mouse.dblclick(620, 420)
    assert touched > 50


def test_keys_work_from_a_filter_too(desk: Session) -> None:
    desk.page.locator("#panel input[type=checkbox]").first.focus()
    desk.page.keyboard.press("l")
    assert desk.page.locator("#table").is_visible()
    desk.page.locator("#panel input[type=range]").focus()
    desk.page.keyboard.press("/")
    assert desk.run("document.activeElement.id") == "query"


def saved(session: Session, name: str) -> bytes:
    with session.page.expect_download() as download:
        session.press(name)
    return Path(download.value.path()).read_bytes()


def test_the_table_holds_the_facts_shown(desk: Session) -> None:
    desk.open("wqy")
    desk.page.keyboard.press("f")
    text = saved(desk, "CSV")
    assert text.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""))
    assert head == ["主体", "关系", "客体", "内容", "见报", "版面", "证据"]
    assert len(rows) == desk.run("kgView.shown.facts.size") > 3
    quotes = {statement.quote for fact in sample().facts for statement in fact.statements}
    assert {row[6] for row in rows} <= quotes and all(len(row) == 7 for row in rows)
    assert ["王清源", "任职", "西海岸新区", "代区长", "2022-02-23"] in [row[:5] for row in rows]


def test_the_drawing_holds_the_entities_and_lines_shown(desk: Session) -> None:
    desk.open("wqy")
    desk.page.keyboard.press("f")
    picture = ET.fromstring(saved(desk, "SVG"))
    labels = sorted(text.text or "" for text in picture.iter(f"{SVG}text"))
    assert labels == sorted(desk.run("[...kgView.shown.nodes].map(id => kgView.data.nodes[id].label)"))
    assert len(list(picture.iter(f"{SVG}line"))) == desk.run("kgView.shown.edges.size")
    assert {element.tag.removeprefix(SVG) for element in picture.iter()} <= {"svg", "g", "line", "path", "circle", "text"}


def test_the_picture_shows_the_map_with_its_legend(desk: Session, browser: Any) -> None:
    png = saved(desk, "PNG")
    viewer = browser.new_page()
    wide, tall, colours = viewer.evaluate(
        """async (source) => {
          const image = await new Promise(done => { const i = new Image(); i.onload = () => done(i); i.src = source; });
          const canvas = Object.assign(document.createElement("canvas"), {width: image.width, height: image.height});
          const context = canvas.getContext("2d");
          context.drawImage(image, 0, 0);
          const data = context.getImageData(0, 0, 30, 200).data, seen = new Set();
          for (let at = 0; at < data.length; at += 4) seen.add([...data.slice(at, at + 3)].join());
          return [image.width, image.height, [...seen]];
        }""",
        "data:image/png;base64," + base64.b64encode(png).decode(),
    )
    stage = desk.page.locator("#map").bounding_box()
    assert (wide, tall) == (round(stage["width"]), round(stage["height"]))
    assert {"213,94,0", "0,114,178", "0,158,115"} <= set(colours)
    viewer.close()


def test_a_citation_and_a_link_are_copied(browser: Any, address: str) -> None:
    session = Session(browser, address, DESK, permissions=["clipboard-read", "clipboard-write"])
    session.open("wqy")
    session.page.locator("#card .cite").first.click()
    session.until("document.querySelector('#card .cite').textContent === '已复制'")
    copied = session.run("navigator.clipboard.readText()")
    assert "2022-02-23" in copied and ".txt" in copied and copied.startswith("“")
    session.press("复制链接")
    session.page.wait_for_timeout(100)
    assert session.run("navigator.clipboard.readText()") == session.page.url
    session.context.close()


@pytest.mark.parametrize("state", ["opening", "all", "card", "focus", "english"])
def test_labels_are_disjoint(desk: Session, state: str) -> None:
    if state == "all":
        desk.page.locator("#widen button").last.click()
    elif state == "english":
        desk.press("EN")
    elif state != "opening":
        desk.open("西海岸新区")
        desk.page.keyboard.press("f" if state == "focus" else "Shift")
    desk.page.wait_for_timeout(400)
    boxes = [label["box"] for label in desk.run("kgView.labels()")]
    assert len(boxes) > 20
    for a, b in combinations(boxes, 2):
        assert a[0] >= b[2] or b[0] >= a[2] or a[1] >= b[3] or b[1] >= a[3]


def prepared(session: Session, state: str) -> None:
    if state in ("card", "phone card"):
        session.open("西海岸新区")
    elif state == "list":
        session.page.keyboard.press("l")
    elif state == "help":
        session.page.keyboard.press("?")
    elif state == "search":
        session.search("w")
    elif state == "phone filters":
        session.press("筛选")


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core (npm) is not installed; .ci/run installs it")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", ["opening", "card", "list", "help", "search", "phone", "phone card", "phone filters"])
def test_axe_finds_nothing_serious(browser: Any, address: str, state: str, scheme: str) -> None:
    size = PHONE if state.startswith("phone") else DESK
    session = Session(browser, address, size, color_scheme=scheme, bypass_csp=True)
    prepared(session, state)
    session.run(AXE.read_text(encoding="utf-8") + ";0")
    found = session.run("axe.run().then(result => result.violations.map(v => [v.id, v.impact, v.nodes.slice(0, 3).map(n => n.html.slice(0, 160))]))")
    serious = [violation for violation in found if violation[1] in ("serious", "critical")]
    assert serious == []
    session.context.close()


def test_print_shows_the_card_whole(desk: Session) -> None:
    desk.page.evaluate("window.print = () => { window.printed = true; }")
    desk.open("西海岸新区")
    desk.press("打印")
    desk.page.emulate_media(media="print")
    assert desk.run("window.printed") and desk.page.locator("#card .more").count() == 0
    assert desk.run("[...document.querySelectorAll('#card details')].every(fold => fold.open)")
    assert desk.page.locator("header").is_hidden() and desk.page.locator("#map").is_hidden()
    assert desk.run("document.documentElement.scrollHeight") > 3000
    desk.page.emulate_media(media="screen")
