"""The page beside stock pyvis in the same run: building, first picture, a filter, a search key.

    python bench/view.py [--sizes 300 2000 10000] [--patience 60] [--no-pyvis]

Graphs are invented, with two facts per entity. Pages open from disk in headless Chromium, drawn in software. The first
picture is when the map's canvas holds anything; stock pyvis is given up after `--patience` seconds. Requests to
other machines are counted and refused. Needs Playwright (PyPI) and Chromium.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import playwright.sync_api as driver
from pyvis.network import Network

from kg.model import Document, Entity, Fact, Heading, Knowledge, Place, Statement
from kg.view.kept import kept_positions
from kg.view.page import network, write_page

FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
BUDGETS = {300: (1.0, 0.2, 5.0), 2000: (1.0, 0.2, 5.0), 10000: (3.0, 2.0, 5.0)}  # first picture, filter of all, building
KINDS = (("ORG", 30), ("PER", 35), ("INI", 20), ("LOC", 5), ("PRJ", 10))
TYPES = {
    "PER": ("POST", "person", "org"), "ORG": ("PART_OF", "part", "whole"), "INI": ("INIT", "initiative", "agent"),
    "LOC": ("PART_OF", "part", "whole"), "PRJ": ("PARTY_TO", "project", "agent"),
}  # fmt: skip
GIVEN = "安邦晨达恩芳国海嘉凯岚明宁鹏清荣山涛文欣雅泽志舟"
QUOTE = "{}在调研时表示，要把这件事办好办实，让群众看得见、摸得着、感受得到。"
INK = """() => {
  const canvas = document.querySelector("canvas");
  if (!canvas || !canvas.width) return false;
  const small = document.createElement("canvas");
  small.width = small.height = 64;
  const context = small.getContext("2d");
  context.drawImage(canvas, 0, 0, 64, 64);
  return context.getImageData(0, 0, 64, 64).data.some((value, place) => place % 4 === 3 && value > 0);
}"""
WATCH = f"""(() => {{
  const inked = {INK};
  const look = () => {{ if (inked()) window.firstPicture = performance.now(); else setTimeout(look, 20); }};
  look();
}})()"""
TOGGLE = """async () => {
  const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  const box = document.querySelector("#panel fieldset:nth-of-type(2) input");
  const times = [];
  for (let round = 0; round < 6; round++) {
    await drawn();
    const start = performance.now();
    box.click();
    await drawn();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[3];
}"""
TYPE = """() => {
  const field = document.getElementById("query"), times = [];
  for (const text of ["l", "lh", "lha", "林", "林海", "zhi"]) {
    field.value = text;
    const start = performance.now();
    field.dispatchEvent(new Event("input"));
    times.push(performance.now() - start);
  }
  field.value = "";
  field.dispatchEvent(new Event("input"));
  return times.sort((a, b) => a - b)[3];
}"""


class Row(NamedTuple):
    """Seconds, megabytes, requests to other machines; None where it does not apply or never came."""

    what: str
    count: int
    size: float
    building: float
    first: float | None
    toggle: float | None = None
    toggle_all: float | None = None
    key: float | None = None
    requests: int = 0


def invented(count: int) -> Knowledge:
    """A graph of so many entities with two facts each, heavy units first, as in real news."""
    draw = random.Random(7)
    kinds = [kind for kind, share in KINDS for _ in range(share)]
    documents = [f"{2010 + n // 12}-{n % 12 + 1:02}-15" for n in range(max(12, count // 60))]
    chosen = [kinds[n * 37 % 100] for n in range(count)]
    units = [n for n, kind in enumerate(chosen) if kind in ("ORG", "LOC")]
    names = ["".join(draw.choice(GIVEN) for _ in range(2 + n % 4)) + str(n) for n in range(count)]
    entities = [Entity(f"e{n:06}", chosen[n], "", names[n], (), (Place(documents[0], 0, 4, names[n]),)) for n in range(count)]
    facts = []
    for number in range(count):
        for second in range(2):
            kind, subject, other = TYPES[chosen[number]]
            home = units[min(int(draw.paretovariate(0.6)), len(units)) - 1]
            where = documents[(number * 7 + second) % len(documents)]
            said = Statement(where, 9, 40, QUOTE.format(names[number]), 0, 0, 90, "bench", 0.9, "", where)
            facts.append(Fact(f"f{number:06}{second}", kind, ((subject, entities[number].id), (other, entities[home].id)), (said,)))
    pages = [Document(d, f"{d}.txt", d, "utf-8", 90, d, None, (Heading(d, 0, 90, None),)) for d in documents]
    return Knowledge(tuple(pages), tuple(entities), tuple(facts))


def stock(knowledge: Knowledge, path: Path) -> None:
    """The same nodes and lines by pyvis as it comes."""
    ours, theirs = network(knowledge), Network(cdn_resources="in_line", directed=True)
    for node in ours.nodes:
        theirs.add_node(node["id"], label=node["label"], shape=node["shape"], color=node["color"], size=node["size"])
    for edge in ours.edges:
        theirs.add_edge(edge["from"], edge["to"])
    path.write_text(theirs.generate_html(), encoding="utf-8")


def opened(browser: Any, path: Path, patience: float) -> tuple[Any, float | None, list[str]]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    asked: list[str] = []

    def refuse(route: Any) -> None:
        asked.append(route.request.url)
        route.abort()

    page.route(lambda url: not url.startswith("file:"), refuse)
    page.add_init_script(WATCH)
    page.goto(path.as_uri(), wait_until="commit")
    return page, until(page, "window.firstPicture && window.firstPicture / 1000", patience), asked


def until(page: Any, code: str, patience: float) -> float | None:
    """What `code` gives as soon as it gives something; the policy of the page forbids Playwright's own waiting."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            found = page.evaluate(code)
        except driver.Error:  # the page is being replaced or too busy
            found = None
        if found:
            return float(found)
        time.sleep(0.05)
    return None


def ours(browser: Any, knowledge: Knowledge, folder: Path) -> Row:
    path, count = folder / "graph.html", len(knowledge.entities)
    start = time.perf_counter()
    write_page(knowledge, path)
    building = time.perf_counter() - start
    page, first, asked = opened(browser, path, 60)
    until(page, "window.kgView && kgView.labels().length", 60)
    toggle, key = page.evaluate(TOGGLE) / 1000, page.evaluate(TYPE) / 1000
    widen = page.locator("#widen button")
    if widen.count():
        widen.last.click()
    toggle_all = page.evaluate(TOGGLE) / 1000
    page.close()
    return Row("this page", count, path.stat().st_size / 1e6, building, first, toggle, toggle_all, key, len(asked))


def again(knowledge: Knowledge, folder: Path) -> float:
    """Seconds to build the page over the last one, whose places stay."""
    start = time.perf_counter()
    write_page(knowledge, folder / "again.html", kept=kept_positions(folder / "graph.html"))
    return time.perf_counter() - start


def theirs(browser: Any, knowledge: Knowledge, folder: Path, patience: float) -> Row:
    path = folder / "pyvis.html"
    start = time.perf_counter()
    stock(knowledge, path)
    building = time.perf_counter() - start
    page, first, asked = opened(browser, path, patience)
    page.close()
    return Row("stock pyvis", len(knowledge.entities), path.stat().st_size / 1e6, building, first, requests=len(asked))


def rows(given: argparse.Namespace, chromium: str) -> Iterator[Row]:
    with driver.sync_playwright() as started, tempfile.TemporaryDirectory() as temporary:
        for count in given.sizes:
            browser = started.chromium.launch(executable_path=chromium, args=FLAGS)
            knowledge = invented(count)
            row = ours(browser, knowledge, Path(temporary))
            yield row
            yield row._replace(what="built over it", building=again(knowledge, Path(temporary)), first=-1, toggle=None, toggle_all=None, key=None)
            if given.pyvis:
                yield theirs(browser, knowledge, Path(temporary), given.patience)
            browser.close()


def cell(value: float | None, base: float | None = None) -> str:
    if value is None or value < 0:
        return "–"
    return f"{value:.2f}" + (f" ({value / base:.1f}×)" if base else "")


def report(found: Iterator[Row], patience: float) -> bool:
    """Prints a table as it grows; whether every budget held. `×` is relative to the smallest graph of the run."""
    print("| | entities | MB | building s | first picture s | filter s | filter, all shown s | key s | requests |")
    print("|---|---|---|---|---|---|---|---|---|")
    base: dict[str, float] = {}
    held = True
    for row in found:
        never = f"> {patience:.0f}" if row.first is None else ""
        first = never or cell(row.first, base.get(row.what) if row.first and row.first > 0 else None)
        base.setdefault(row.what, row.first or patience)
        print(f"| {row.what} | {row.count:,} | {row.size:.2f} | {cell(row.building)} | {first} | {cell(row.toggle)} | "
              f"{cell(row.toggle_all)} | {cell(row.key)} | {row.requests} |", flush=True)  # fmt: skip
        if row.what == "this page" and row.count in BUDGETS:
            most = BUDGETS[row.count]
            held &= all(value is not None and value <= limit for value, limit in zip((row.first, row.toggle_all, row.building), most, strict=True))
            held &= not row.requests
    return held


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sizes", type=int, nargs="+", default=[300, 2000, 10000])
    arguments.add_argument("--patience", type=float, default=60, help="seconds after which stock pyvis is given up")
    arguments.add_argument("--pyvis", action=argparse.BooleanOptionalAction, default=True)
    given = arguments.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("skipped: no Chromium on this machine")
    held = report(rows(given, chromium), given.patience)
    print("every budget held" if held else "a budget did not hold: first picture, filter, building <= " + repr(BUDGETS))


if __name__ == "__main__":
    main()
