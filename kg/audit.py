"""Rules against gold: every rule's report card, and what confidence promises against what holds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from kg.article import read, reasons, vetoed
from kg.model import Page, Reading
from kg.page.read import list_pages, read_page
from kg.pipeline import learn
from kg.quality.evaluate import evaluate, load_gold
from kg.quality.report import Bucket, Card, buckets, report


class Audit(NamedTuple):
    """Cards by rule name, buckets by confidence."""

    cards: list[Card]
    buckets: list[Bucket]


def audit(gold: Path, pages: Path) -> Audit:
    """Read the pages that have gold and grade every rule.

    Raises GoldError or PageError with one line for the user.
    """
    wanted = load_gold(gold)
    stems = {page["doc"] for page in wanted}
    read_pages = [p for path in list_pages(pages) if (p := read_page(path, pages)).stem in stems]
    score = evaluate(learn(read_pages)[0], wanted)
    readings = {page.stem: _readings(page) for page in read_pages}
    lost = Counter(m.rule for page in read_pages for a in page.articles for m in vetoed(a, page.published))
    return Audit(report(readings, score.outcomes, wanted, lost, reasons()), buckets(score.outcomes))


def _readings(page: Page) -> list[Reading]:
    return [read(article, page.published) for article in page.articles]
