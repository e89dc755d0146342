"""The start pages are read as checked by eye, and well enough where an extractor has lost indents or blank lines."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from kg.model import Page
from kg.page.read import list_pages, read_page

ROOT = Path(__file__).parents[1]
PAGES = [read_page(path, ROOT / "seeds/pages") for path in list_pages(ROOT / "seeds/pages")]
PUBLISHED = {
    "2020-05-plenary": "2020",
    "2022-02-23-congress": "2022-02-23",
    "2022-12-review": "2022",
    "2024-02-19-mobilisation": "2024-02-19",
    "2025-02-06-quality": "2025-02-06",
}


def _bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_layout", ROOT / "bench/layout.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BENCH = _bench()
STARTS = BENCH.starts_of(ROOT / "bench/unit_starts.tsv")


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_units_begin_where_they_should(page: Page) -> None:
    assert BENCH.read_starts(page) == STARTS[page.stem]


@pytest.mark.parametrize(
    ("stress", "blank_lines", "floor"),
    [(BENCH.same, True, 1.0), (BENCH.no_indents, True, 0.92), (BENCH.half_indents, True, 0.94), (BENCH.same, False, 0.94)],
)
def test_sentences_stay_whole_on_damaged_pages(stress: object, blank_lines: bool, floor: float) -> None:
    counts = [BENCH.intact(page.raw, STARTS[page.stem], stress, blank_lines) for page in PAGES]
    assert sum(right for right, _ in counts) >= floor * sum(total for _, total in counts)


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_dates_and_headlines(page: Page) -> None:
    gold = json.loads((ROOT / f"tests/gold/{page.stem}.json").read_text(encoding="utf-8"))
    heads = [BENCH.squash(article.headline or "") for article in page.articles]
    for want in (BENCH.squash(a["headline"]) for a in gold["articles"] if a["headline"]):
        assert any(head and (head in want or want in head) for head in heads)
    assert page.published == PUBLISHED[page.stem]
