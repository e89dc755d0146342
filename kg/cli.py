"""The command line: one short function per command. Results go to stdout, everything else to stderr."""

from __future__ import annotations

import signal
import sys
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from kg import article, cards, pipeline
from kg.audit import audit
from kg.graph import ask, remote
from kg.graph import export as exports
from kg.graph.ask import QuestionError
from kg.graph.columns import ExtraError
from kg.graph.endpoint import ServeError, endpoint
from kg.graph.export import ExportError
from kg.graph.folder import OutputError
from kg.graph.ledger import LedgerError
from kg.graph.load import read_source
from kg.graph.nodes import GraphError
from kg.graph.rdf import BASE, BaseError
from kg.graph.remote import Login, StoreError
from kg.graph.soundness import check as is_sound
from kg.graph.soundness import check_shacl
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
_ERRORS = (
    PageError, OutputError, DecisionError, LoadError, GoldError, BaseError, LedgerError, GraphError, QuestionError,
    ExportError, ExtraError, StoreError, ServeError,
)  # fmt: skip
Data = Annotated[Path, typer.Option("--data", "-d", help="folder of a build, or a graph file (.ttl .nq …)")]


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
    ids: Annotated[Path | None, typer.Option(help="ids.jsonl whose names stay; that of OUT unless given")] = None,
    licence: Annotated[str, typer.Option(help="IRI of the licence you give the data, for card.ttl")] = "",
    jobs: Annotated[int, typer.Option(min=0, help="processes that read; 0: as many as are worth it")] = 0,
) -> None:
    """Read a folder of pages and write the graph."""
    with _progress("reading") as tick:
        built = pipeline.build(pages, out, html=html, decisions=decisions, tick=tick, base=base, ids=ids, licence=licence, jobs=jobs)
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


@app.command()
def export(
    out: Annotated[Path, typer.Argument(help=f"file to write; its ending decides: {exports.formats()}")],
    data: Data = Path("exports"),
) -> None:
    """Write a graph in the format of another tool."""
    exports.check(out)
    for path in exports.export(read_source(ask.file_of(data)), out):
        print(path)


@app.command()
def query(
    question: Annotated[str, typer.Argument(help="SPARQL, a .rq file, or the number of a ready question")],
    form: Annotated[str, typer.Option("--format", "-f", help=" ".join(ask.FORMATS))] = "table",
    data: Data = Path("exports"),
) -> None:
    """Ask a graph in SPARQL 1.1, on an embedded store."""
    text = ask.question(question)
    print(ask.answer(text, ask.open_store(data), form, ask.base_of(data)), end="")


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="port on loopback")] = 7878,
    data: Data = Path("exports"),
) -> None:
    """A read-only SPARQL endpoint with a query page on loopback, until Ctrl-C."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # the server behind ends with us
    with endpoint(data, port) as door:
        print(f"http://127.0.0.1:{door.server_port}/ (page), /query (SPARQL 1.1); Ctrl-C ends it", flush=True)
        with suppress(KeyboardInterrupt):
            door.serve_forever()


@app.command("load-into")
def load_into(
    url: Annotated[str, typer.Argument(help="a store's address: http://127.0.0.1:7878")],
    data: Data = Path("exports"),
    store: Annotated[str, typer.Option(help=f"what it is: {' '.join(remote.conventions())}")] = "",
    graph: Annotated[str, typer.Option(help="IRI of the graph to replace; the default graph without")] = "",
    user: Annotated[str, typer.Option(help="name to log in with")] = "",
    password: Annotated[str, typer.Option(envvar="KG_PASSWORD", help="better given as KG_PASSWORD")] = "",
) -> None:
    """Send a graph to a remote store (SPARQL Graph Store protocol) and count what arrived."""
    where = remote.target(url, store)
    arrived = remote.load_into(ask.file_of(data), where, graph, Login(user, password))
    print(f"{arrived} triples -> {where.data}")


@app.command()
def check(
    data: Annotated[Path, typer.Argument(help="folder of a build, or a graph file")] = Path("exports"),
    shacl: Annotated[bool, typer.Option("--shacl", help="by pySHACL and ontology/shapes.ttl: slow")] = False,
) -> None:
    """Whether a graph keeps its shapes; exit code 1 where it does not."""
    found = check_shacl(data) if shacl else is_sound(data)
    print("\n".join(found) if found else f"{data}: sound")
    if found:
        raise typer.Exit(1)


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
