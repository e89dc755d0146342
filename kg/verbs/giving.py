"""The verbs that hand a graph on: what `kg export` does, `kg.export` does.

Where a verb takes data, that is a build's folder, a graph file, or a Graph.
"""

from __future__ import annotations

import tempfile
import webbrowser
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path

from kg.article import reasons
from kg.graph.ask import base_of, file_of, open_store, question
from kg.graph.endpoint import endpoint
from kg.graph.export import export as export_to
from kg.graph.load import Source, read_source
from kg.graph.rdf import VERSION, prefixes, write_turtle
from kg.graph.remote import Login, target
from kg.graph.remote import load_into as send
from kg.graph.shapes import violations
from kg.graph.soundness import check as problems
from kg.graph.soundness import check_shacl
from kg.query.answers import rows
from kg.query.graph import Graph
from kg.query.listing import Rows
from kg.query.opening import LoadError
from kg.schema import schema
from kg.view.page import permalink

Data = str | Path | Graph


@contextmanager
def _file(data: Data) -> Iterator[Path]:
    """The graph file of the data; for a Graph one that lasts as long as the block."""
    if not isinstance(data, Graph):
        yield file_of(Path(data))
        return
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        path = Path(folder) / "graph.ttl"
        write_turtle(data.knowledge, path, base=data.base, reasons=reasons())
        yield path


def export(out: str | Path, data: Data = "exports") -> list[Path]:
    """Write a graph in the format of `out`'s ending; the files written.

    ExportError for an unknown ending, ExtraError where a format needs what is not installed.
    """
    if isinstance(data, Graph):
        return export_to(Source(data.knowledge, data.base, reasons(), {}, VERSION), Path(out))
    return export_to(read_source(file_of(Path(data))), Path(out))


def query(asked: str | Path, data: Data = "exports") -> Rows:
    """The rows of a SELECT: SPARQL, a .rq file, or the number of a ready question.

    QuestionError for a file or number there is not, SyntaxError for what is no SPARQL, TypeError for no SELECT.
    """
    text = question(str(asked))
    if isinstance(data, Graph):
        return data.sparql(text)
    return rows(open_store(Path(data)), text, prefixes(schema(), base_of(Path(data))))


def serve(port: int = 7878, data: str | Path = "exports") -> AbstractContextManager[ThreadingHTTPServer]:
    """A read-only SPARQL endpoint on loopback: `with kg.serve() as door: door.serve_forever()`.

    ExtraError without the server, ServeError for a taken port.
    """
    return endpoint(Path(data), port)


def load_into(
    url: str, data: Data = "exports", store: str = "", graph: str = "", user: str = "", password: str = ""
) -> int:
    """Send a graph to a remote store and count what arrived. StoreError where it refuses or the count differs."""
    with _file(data) as path:
        return send(path, target(url, store), graph, Login(user, password))


def check(data: Data = "exports", shacl: bool = False) -> list[str]:
    """What is wrong with a graph, one line each; empty for a sound one. `shacl` asks pySHACL, which is slow."""
    if isinstance(data, Graph) and not shacl:
        return [str(violation) for violation in violations(data.knowledge)]
    if isinstance(data, Graph):
        with _file(data) as path:
            return check_shacl(path)
    return check_shacl(Path(data)) if shacl else problems(Path(data))


def view(out: str | Path = "exports", focus: str = "", lang: str = "zh") -> str:
    """Open the map of a build in the browser, at whom `focus` names; gives its address back.

    LoadError where the build has no graph.html, KeyErrors for a focus that nobody or several are called.
    """
    page = Path(out) / "graph.html"
    if not page.is_file():
        raise LoadError(f"{page}: is not there; write it with: kg build PAGES -o {out}")
    fragment = permalink(Graph.load(out).thing(focus).id if focus else "", lang)
    webbrowser.open(page.resolve().as_uri() + fragment)
    return f"{page}{fragment}"
