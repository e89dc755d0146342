"""A page opened in a real browser, with everything it asked for and complained about."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
MARKS = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
DESK, PHONE = (1280, 800), (390, 844)


def browsers() -> Iterator[Any]:
    """Chromium as installed, closed at the end; the body of a fixture."""
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


class Session:
    """A page opened from disk; `requests` holds every address asked for, `complaints` what the console said."""

    def __init__(self, browser: Any, address: str, size: tuple[int, int], **options: Any) -> None:
        width, height = size
        self.context = browser.new_context(viewport={"width": width, "height": height}, **options)
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url.split("#")[0]))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(address)
        self.until("window.kgView && kgView.labels().length > 0")

    def run(self, code: str) -> Any:
        return self.page.evaluate(code)

    def until(self, code: str) -> None:
        """Waits until `code` holds; the page's policy forbids Playwright's own waiting."""
        for _ in range(100):
            if self.run(code):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"never: {code}")

    def search(self, text: str) -> None:
        self.page.keyboard.press("/")
        self.page.fill("#query", text)

    def open(self, text: str) -> None:
        self.search(text)
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector("#card h2")

    def card(self) -> str:
        return str(self.page.inner_text("#card"))

    def shown(self) -> int:
        return int(self.run("kgView.shown.nodes.size"))

    def press(self, name: str) -> None:
        """Presses the button of that name."""
        self.page.get_by_role("button", name=name, exact=True).click()
