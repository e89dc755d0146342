"""Text from pages can hold anything: whatever stands in any field, nothing of it runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from view_sample import PAYLOADS, hostile, sample
from view_session import DESK, MARKS, Session, browsers

from kg.view.network import script
from kg.view.page import network, render

pytestmark = MARKS
POLICY = "Content-Security-Policy"
TRUSTED = "; require-trusted-types-for 'script'; trusted-types 'none'"
SINK = 'element.textContent = value'


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    yield from browsers()


@pytest.fixture(scope="module")
def hostile_page() -> str:
    """Every payload in every field of the graph, in the pages' text, the title and the options of the drawing."""
    knowledge = hostile()
    shown = network(knowledge, raw={d.stem: (payload * 300)[:300] for d, payload in zip(knowledge.documents, PAYLOADS, strict=True)})
    every = " ".join(PAYLOADS)
    shown.title = every
    shown.set_options(json.dumps({**shown.options, "nodes": {**shown.options["nodes"], "font": {"face": every, "color": every}}}))
    return shown.generate_html()


def test_there_are_payloads_enough() -> None:
    assert len(set(PAYLOADS)) >= 60 and sum("window.hit" in payload for payload in PAYLOADS) >= 50


def walk(session: Session) -> None:
    """Opens every card and every view, so that each field of the data is drawn at least once."""
    widen = session.page.locator("#widen button")
    if widen.count():
        widen.last.click()
    for id_ in range(session.run("kgView.data.nodes.length")):
        session.run(f"kgView.select({id_}, false)")
        session.run("document.querySelectorAll('#card .more, #card .cite').forEach(one => one.click())")
    for key in ("f", "Escape", "e", "l", "?", "Escape"):
        session.page.keyboard.press(key)
    for column in range(session.page.locator("#table th button").count()):
        session.page.locator("#table th button").nth(column).click()
    session.page.keyboard.press("Escape")
    session.run("document.querySelectorAll('[title]').forEach(one => one.dispatchEvent(new MouseEvent('mouseover')))")
    session.run("kgView.csvText() + kgView.svgText()")


@pytest.mark.parametrize("guarded", [False, True], ids=["without policy", "with policy"])
def test_hostile_text_runs_nothing(browser: Any, tmp_path: Path, hostile_page: str, guarded: bool) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(hostile_page if guarded else hostile_page.replace(POLICY, "x-none"), encoding="utf-8")
    session = Session(browser, path.as_uri(), DESK)
    walk(session)
    for payload in PAYLOADS[::4]:
        session.search(payload.replace("\x00", "")[:200])
        session.page.keyboard.press("Escape")
    session.page.wait_for_timeout(200)
    assert session.run("window.hit") is None
    assert session.requests == [path.as_uri()] and session.complaints == []
    session.context.close()


def test_hostile_addresses_run_nothing(browser: Any, tmp_path: Path, hostile_page: str) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(hostile_page.replace(POLICY, "x-none"), encoding="utf-8")
    session = Session(browser, path.as_uri(), DESK)
    for payload in PAYLOADS:
        state = json.dumps("&".join(f"{key}={payload}" for key in "nbfhpktdymscxaorvl"))
        session.run(f"location.hash = {state}")
    session.run("location.hash = ''")
    session.until("kgView.shown.nodes.size > 0")
    assert session.run("window.hit") is None
    assert set(session.requests) == {path.as_uri()} and session.complaints == []
    session.context.close()


@pytest.mark.parametrize(
    ("policy", "runs"), [("", True), ("hashes", False), ("all", False)], ids=["no policy: control", "hashes alone", "as it is"]
)
def test_the_policy_holds_where_the_program_itself_makes_markup(
    browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, policy: str, runs: bool
) -> None:
    """The page's own script, its hash in the policy, is given an unsafe sink for all it shows."""
    unsafe = script().replace(SINK, "element.innerHTML = value")
    assert unsafe != script()
    monkeypatch.setattr("kg.view.network.script", lambda: unsafe)
    page = render(hostile())
    page = page.replace(POLICY, "x-none") if not policy else page.replace(TRUSTED, "") if policy == "hashes" else page
    assert (TRUSTED in page) == (policy != "hashes")
    path = tmp_path / "unsafe.html"
    path.write_text(page, encoding="utf-8")
    opened = browser.new_page(viewport={"width": 1280, "height": 800})
    got: list[str] = []
    opened.on("requestfinished", lambda request: got.append(request.url.split("#")[0]))
    opened.goto(path.as_uri())
    for id_ in range(0, len(PAYLOADS), 3):
        opened.evaluate(f"window.kgView && kgView.select({id_}, false)")
    opened.wait_for_timeout(400)
    assert opened.evaluate("window.hit") == (1 if runs else None)
    assert runs or got == [path.as_uri()]
    opened.close()


@pytest.mark.parametrize("guarded", [True, False], ids=["with policy", "control without"])
def test_the_policy_stops_a_script_even_through_an_unsafe_sink(browser: Any, tmp_path: Path, guarded: bool) -> None:
    path = tmp_path / "guarded.html"
    page = render(sample())
    path.write_text(page if guarded else page.replace(POLICY, "x-none"), encoding="utf-8")
    session = Session(browser, path.as_uri(), DESK)
    for attempt in (
        "document.body.innerHTML += '<img src=x onerror=window.hit=1>'",
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.hit=1'}))",
        "eval('window.hit=1')",
        "document.body.setAttribute('onclick', 'window.hit=1'); document.body.click()",
    ):
        # run as the page's own code would, not as the driver, which stands outside the policy
        session.run(f"setTimeout(() => {{ try {{ {attempt} }} catch (e) {{ }} }}, 0)")
    session.page.wait_for_timeout(300)
    assert session.run("window.hit") == (None if guarded else 1)
    assert not guarded or session.requests == [path.as_uri()]
    session.context.close()
