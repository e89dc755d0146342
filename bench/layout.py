"""How well and how fast the page room reads: sentences intact, headlines, dates, MB/s.

    python bench/layout.py --gold tests/gold --pages seeds/pages [--starts starts.tsv] [--repeat 200]

`--starts` names a file with the hand-made truth of unit borders: page stem (or its beginning), tab, numbers of the
lines that begin a unit. The stress rows take indents or blank lines away and count sentences again.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from kg.model import Page
from kg.page.read import list_pages, page_from_text, read_page

_SENTENCE = re.compile(r".+?(?:[。！？]+[”’）]*|$)")
_QUIET = re.compile(r"[\s“”\"'‘’《》〈〉「」『』·、,，.。:：;；()（）—\-]+")


def squash(text: str) -> str:
    return _QUIET.sub("", text).lower()


def starts_of(path: Path) -> dict[str, set[int]]:
    """Page stem -> numbers of the lines that begin a unit."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return {stem: set(map(int, numbers.split())) for stem, numbers in rows}


def read_starts(page: Page) -> set[int]:
    """Lines that begin a unit as the page room reads them; a unit cut off inside a line begins none."""
    firsts = {article.flow.origin[unit.start] for article in page.articles for unit in article.units}
    out = set()
    for at in firsts:
        line_start = page.raw.rfind("\n", 0, at) + 1
        if not page.raw[line_start:at].strip():
            out.add(page.raw.count("\n", 0, at) + 1)
    return out


def sentences(lines: list[str], starts: set[int]) -> list[str]:
    """Sentences of a page joined by unit starts, without white space."""
    units: list[str] = []
    for number, line in enumerate(lines, 1):
        body = re.sub(r"\s", "", line)
        if body and (number in starts or not units):
            units.append(body)
        elif body:
            units[-1] += body
    return [s for unit in units for s in _SENTENCE.findall(unit) if s]


def no_indents(lines: list[str]) -> list[str]:
    return [line.strip(" \u3000\t\xa0") for line in lines]


def half_indents(lines: list[str]) -> list[str]:
    """Every second indent is lost, counted over the indented lines."""
    out, seen = [], 0
    for line in lines:
        indented = line[:1] in (" ", "\u3000") and line.strip()
        seen += bool(indented)
        out.append(line.strip(" \u3000") if indented and seen % 2 else line)
    return out


def same(lines: list[str]) -> list[str]:
    return lines


def intact(text: str, gold: set[int], stress: Callable[[list[str]], list[str]], blank_lines: bool) -> tuple[int, int]:
    """(sentences read whole, sentences) of one page under a stress."""
    numbered = [(n, line) for n, line in enumerate(stress(text.split("\n")), 1) if blank_lines or line.strip()]
    page = page_from_text("\n".join(line for _, line in numbered))
    found = {numbered[i - 1][0] for i in read_starts(page)}
    lines = text.split("\n")
    want, got = Counter(sentences(lines, gold)), Counter(sentences(lines, found))
    return sum((want & got).values()), sum(want.values())


def borders(pages: Iterable[Page], starts: dict[str, set[int]], show: bool) -> None:
    pages = list(pages)
    rows = (("as it is", same, True), ("all indents lost", no_indents, True), ("half of the indents lost", half_indents, True), ("all blank lines lost", same, False))  # fmt: skip
    for name, stress, blank_lines in rows:
        whole = total = 0
        for page in pages:
            gold = next((v for k, v in starts.items() if page.stem.startswith(k)), None)
            if gold is not None:
                right, count = intact(page.raw, gold, stress, blank_lines)
                whole, total = whole + right, total + count
        print(f"{name:26} {whole:5}/{total:<5} {whole / max(1, total):6.1%} sentences intact")
    for page in pages if show else ():
        gold = next((v for k, v in starts.items() if page.stem.startswith(k)), read_starts(page))
        for number in sorted(gold ^ read_starts(page)):
            print(f"  {page.stem} line {number}: {'missed' if number in gold else 'extra'} {page.raw.split(chr(10))[number - 1].strip()[:20]}")


def against_gold(pages: Iterable[Page], folder: Path, show: bool) -> None:
    """Headlines and dates as the project's scorer counts them."""
    counts = Counter[str]()
    for page in pages:
        path = folder / f"{page.stem}.json"
        if not path.exists():
            continue
        gold = json.loads(path.read_text(encoding="utf-8"))
        heads = {squash(article.headline or "") for article in page.articles}
        for head in filter(None, (squash(a.get("headline") or "") for a in gold["articles"])):
            counts["headlines"] += 1
            counts["headlines right"] += any(h and (h in head or head in h) for h in heads)
        want, got = gold.get("published"), page.published or ""
        right = want is None or (len(got) >= 4 and want[: len(got)] == got[: len(want)])
        counts["dates"] += want is not None
        counts["dates right"] += want is not None and right
        counts["dates as precise"] += want is not None and right and len(got) >= len(want)
        if show:
            print(f"  {page.stem}: published {got or None} (gold {want}) because of {page.published_why}; headlines {[a.headline for a in page.articles]}")
    print(f"headlines {counts['headlines right']}/{counts['headlines']}, dates {counts['dates right']}/{counts['dates']} ({counts['dates as precise']} as precise as the gold)")


def speed(folder: Path, pages: Iterable[Page], repeat: int) -> None:
    """CPU time of reading every page `repeat` times, and of all pages as one long page."""
    paths = list_pages(folder)
    begin = time.process_time()
    for _ in range(repeat):
        for path in paths:
            read_page(path, folder)
    spent = time.process_time() - begin
    size = repeat * sum(path.stat().st_size for path in paths) / 1e6
    print(f"pages one by one: {size / spent:.1f} MB/s")
    long = "\n".join(page.raw for page in pages) * max(1, repeat // 10)
    begin = time.process_time()
    page_from_text(long)
    print(f"one long page of {len(long.encode()) / 1e6:.1f} MB: {len(long.encode()) / 1e6 / (time.process_time() - begin):.1f} MB/s")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--starts", type=Path)
    parser.add_argument("--repeat", type=int, default=20)
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    pages = [read_page(path, args.pages) for path in list_pages(args.pages)]
    if args.starts:
        borders(pages, starts_of(args.starts), args.show)
    if args.gold:
        against_gold(pages, args.gold, args.show)
    speed(args.pages, pages, args.repeat)
    return 0


if __name__ == "__main__":
    sys.exit(main())
