"""The verbs that read: what `kg build` does, `kg.build` does."""

from __future__ import annotations

import warnings
from pathlib import Path

from kg.article import Explained
from kg.article import explain as explained
from kg.audit import Audit, audit
from kg.cards import card
from kg.graph.rdf import BASE
from kg.pipeline import Built, learn_folder, learn_text
from kg.pipeline import build as build_to
from kg.quality.evaluate import Score, load_gold
from kg.quality.evaluate import evaluate as measured
from kg.query.graph import Graph
from kg.query.naming import UnknownName
from kg.resolve.decisions import NONE, parse


def _graph(built: Built, base: str) -> Graph:
    for skipped in built.skipped:
        warnings.warn(f"left out: {skipped.why}", stacklevel=3)
    return Graph(built.knowledge, base)


def build(
    folder: str | Path,
    out: str | Path | None = None,
    html: bool = True,
    decisions: str | Path | None = None,
    base: str = BASE,
    ids: str | Path | None = None,
    licence: str = "",
    jobs: int = 1,
) -> Graph:
    """The graph of a folder of pages; with `out` also written there, as `kg build` does.

    `html`, `base`, `ids` and `licence` say how it is written; `jobs` how many processes read (0: as many as are
    worth it; a script that asks for more than one needs its `if __name__ == "__main__"`). Pages that cannot be read are left out
    with a warning. Raises PageError where no page can be read, OutputError where `out` holds
    something else, DecisionError or LedgerError for a wrong decisions or ids file.
    """
    if out is not None:
        return _graph(build_to(
            Path(folder), Path(out), html=html, decisions=_path(decisions), base=base, ids=_path(ids), licence=licence,
            jobs=jobs,
        ), base)  # fmt: skip
    decided = parse(Path(decisions).read_text("utf-8"), str(decisions)) if decisions is not None else NONE
    return _graph(learn_folder(Path(folder), decided, jobs=jobs), base)


def _path(given: str | Path | None) -> Path | None:
    return None if given is None else Path(given)


def read(text: str) -> Graph:
    """The graph of one text. Raises PageError where there is nothing to read."""
    return Graph(learn_text(text))


def show(name: str, data: str | Path | Graph = "exports") -> str:
    """The cards of everything called so, as `kg show` prints them. UnknownName (a KeyError) where nothing is."""
    graph = data if isinstance(data, Graph) else Graph.load(data)
    found = graph.find(name)
    if not found:
        raise UnknownName(name, graph.near(name))
    return "\n\n".join(card(graph, thing) for thing in found)


def explain(sentence: str, published: str | None = None) -> list[Explained]:
    """Which mentions and facts are read in a sentence, each with its rule, reason and confidence."""
    return explained(sentence, published)


def report(gold: str | Path, pages: str | Path) -> Audit:
    """Every rule's report card on pages with gold, and confidence against what held."""
    return audit(Path(gold), Path(pages))


def evaluate(gold: str | Path, pages: str | Path) -> Score:
    """Precision, recall and F1 on pages with gold. Raises GoldError for a gold file that cannot be read."""
    wanted = load_gold(Path(gold))
    return measured(learn_folder(Path(pages)).knowledge, wanted)
