"""The command line: one short function per command. Results go to stdout, everything else to stderr."""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from kg import article, cards, pipeline
from kg.audit import audit
from kg.graph.folder import OutputError
from kg.graph.ledger import LedgerError
from kg.graph.nodes import GraphError
from kg.graph.rdf import BASE, BaseError
from kg.page.read import PageError
from kg.quality.evaluate import GoldError, load_gold
from kg.quality.evaluate import evaluate as quality
from kg.query import Graph, LoadError
from kg.resolve.decisions import DecisionError
from kg.view.page import permalink

app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False,
    help="Chinese local-government news into a knowledge graph that can be trusted line by line.",
)
_ERRORS = (PageError, OutputError, DecisionError, LoadError, GoldError, BaseError, LedgerError, GraphError)


class Language(str, Enum):  # noqa: UP042 - typer shows the values of such a class
    """The languages of the page."""

    ZH = "zh"
    EN = "en"


def main() -> None:
    """Entry point: mistakes in the input end with one line on stderr and exit code 2."""
    try:
        app()
    except _ERRORS as error:
        _complain(str(error))
        sys.exit(2)
    except OSError as error:
        _complain(f"{error.filename or 'disk'}: {error.strerror or error}")
        sys.exit(2)
    except BrokenPipeError:
        sys.exit(1)


@app.command()
def build(
    pages: Annotated[Path, typer.Argument(help="folder of .txt pages")],
    out: Annotated[Path, typer.Option("--out", "-o", help="folder to write; replaced as a whole")] = Path("exports"),
    html: Annotated[bool, typer.Option(help="also write graph.html")] = True,
    decisions: Annotated[Path | None, typer.Option(help="same/different decisions, tab separated")] = None,
    base: Annotated[str, typer.Option(help="name space of all IRIs; ends in / or #")] = BASE,
    ids: Annotated[Path | None, typer.Option(help="ids.jsonl of an earlier build: names issued there stay")] = None,
    licence: Annotated[str, typer.Option(help="IRI of the licence you give the data, for card.ttl")] = "",
) -> None:
    """Read a folder of pages and write the graph."""
    with _progress("reading") as tick:
        built = pipeline.build(pages, out, html=html, decisions=decisions, tick=tick, base=base, ids=ids, licence=licence)
    for skipped in built.skipped:
        _complain(f"left out: {skipped.why}")
    print(cards.summary(built.knowledge, out))


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="full name, short name or pinyin")],
    data: Annotated[Path, typer.Option("--data", "-d", help="folder of a build")] = Path("exports"),
) -> None:
    """The card of a person, organisation, place or initiative: posts, facts, evidence."""
    graph = Graph.load(data)
    found = graph.find(name)
    if not found:
        near = "、".join(graph.near(name))
        raise LoadError(f"{data}: nothing is called {name}" + (f"; near: {near}" if near else ""))
    print("\n\n".join(cards.card(graph, entity) for entity in found))


@app.command()
def view(
    out: Annotated[Path, typer.Argument(help="folder of a build")] = Path("exports"),
    focus: Annotated[str, typer.Option(help="whom to open the map at: name, short name or pinyin")] = "",
    lang: Annotated[Language, typer.Option(help="language of the page")] = Language.ZH,
) -> None:
    """Open the map of a build in the browser; prints where it is."""
    page = out / "graph.html"
    if not page.is_file():
        raise LoadError(f"{page}: is not there; write it with: kg build PAGES -o {out}")
    found = Graph.load(out).find(focus)[:1] if focus else ()
    if focus and not found:
        raise LoadError(f"{out}: nothing is called {focus}")
    fragment = permalink(found[0].id if found else "", lang.value)
    webbrowser.open(page.resolve().as_uri() + fragment)
    print(f"{page}{fragment}")


@app.command()
def explain(
    sentence: Annotated[str, typer.Argument(help="a sentence, or - for standard input")],
    published: Annotated[str | None, typer.Option(help="day of the paper: 2024-02-19")] = None,
) -> None:
    """Which mentions and facts are read in a sentence, and by which rule."""
    text = sys.stdin.read() if sentence == "-" else sentence
    print(cards.explanation(article.explain(text, published)))


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="folder of gold files, <page>.json")],
    pages: Annotated[Path, typer.Argument(help="folder of the pages themselves")],
    errors: Annotated[list[str] | None, typer.Option(help="list errors of a kind or type (POST, ORG …, or all)")] = None,
) -> None:
    """Precision, recall and F1 on pages with gold."""
    wanted = load_gold(gold)
    with _progress("reading") as tick:
        built = pipeline.learn_folder(pages, tick=tick)
    print(cards.score(quality(built.knowledge, wanted), errors or []))


@app.command()
def report(
    gold: Annotated[Path, typer.Argument(help="folder of gold files, <page>.json")],
    pages: Annotated[Path, typer.Argument(help="folder of the pages themselves")],
) -> None:
    """Every rule's report card on pages with gold, and confidence against what held."""
    print(cards.rule_report(*audit(gold, pages)))


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, nothing elsewhere."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _complain(line: str) -> None:
    shown = line.encode("utf-8", "backslashreplace").decode("utf-8")
    print("kg: " + " ".join(shown.split()), file=sys.stderr)


if __name__ == "__main__":
    main()
