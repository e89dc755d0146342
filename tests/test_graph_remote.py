"""`kg load-into` speaks each store's dialect, counts what arrived, and fails loudly when it differs."""

from __future__ import annotations

import json
import threading
from base64 import b64decode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from graph_town import town
from stores import fetch, free_port, rows_of, running, tool, virtuoso
from typer.testing import CliRunner

from kg.cli import app
from kg.graph.nodes import GraphError
from kg.graph.rdf import write_turtle
from kg.graph.remote import Login, StoreError, conventions, count, load_into, target


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    path = tmp_path_factory.mktemp("remote") / "graph.ttl"
    return path, write_turtle(town(), path)


class Fake(HTTPServer):
    """A store that notes what it is sent and answers every count with `holds`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen: list[tuple[str, str, str]] = []
        self.asked = self.signed = ""
        self.holds = 0
        self.refuses = False


class Handler(BaseHTTPRequestHandler):
    server: Fake

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.signed = self.headers["Authorization"] or ""
        self.server.seen.append((self.path, self.headers["Content-Type"], body.decode("utf-8")[:7]))
        self.reply(507 if self.server.refuses else 204, b"disk is full\n" if self.server.refuses else b"")

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.asked = f"{self.path} {form['query'][0]}"
        self.reply(200, json.dumps({"results": {"bindings": [{"n": {"value": str(self.server.holds)}}]}}).encode())

    def do_GET(self) -> None:
        self.reply(401, b"who are you?")

    def reply(self, status: int, body: bytes) -> None:
        self.send_response(status)
        if status == 401:
            self.send_header("WWW-Authenticate", 'Basic realm="here"')
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def fake() -> Iterator[Fake]:
    with Fake() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    "path,store,put,asked",
    [
        ("", "oxigraph", "/store?", "/query "),
        ("/store", "", "/store?", "/query "),
        ("/ds", "fuseki", "/ds/data?", "/ds/query "),
        ("/ds/data", "", "/ds/data?", "/ds/query "),
        ("/repositories/r", "graphdb", "/repositories/r/rdf-graphs/service?", "/repositories/r "),
        ("/repositories/r/rdf-graphs/service", "", "/repositories/r/rdf-graphs/service?", "/repositories/r "),
        ("", "virtuoso", "/sparql-graph-crud-auth?", "/sparql "),
        ("/sparql-graph-crud-auth", "", "/sparql-graph-crud-auth?", "/sparql "),
        ("/sparql-graph-crud", "", "/sparql-graph-crud?", "/sparql "),
    ],
)
def test_each_store_is_addressed_in_its_own_way(
    path: str, store: str, put: str, asked: str, fake: Fake, graph: tuple[Path, int]
) -> None:
    fake.holds = graph[1]
    where = target(f"http://127.0.0.1:{fake.server_port}{path}", store)
    for name in ("", "https://example.net/g#1") if where.convention.default else ("https://example.net/g#1",):
        assert load_into(graph[0], where, name) == graph[1]
        sent, media, begin = fake.seen[-1]
        named = f"{where.convention.graph}=https%3A%2F%2Fexample.net%2Fg%231" if name else "default"
        assert (sent, media, begin) == (put + named, "text/turtle", "@prefix") and fake.asked.startswith(asked + "SELECT")
        assert ("GRAPH <https://example.net/g#1>" in fake.asked) == bool(name)


def test_another_count_fails_loudly(fake: Fake, graph: tuple[Path, int]) -> None:
    fake.holds = graph[1] - 1
    with pytest.raises(StoreError, match=f"holds {graph[1] - 1} triples where {graph[1]} were sent"):
        load_into(graph[0], target(f"http://127.0.0.1:{fake.server_port}", "oxigraph"))


def test_a_refusal_is_told_in_the_stores_words(fake: Fake, graph: tuple[Path, int]) -> None:
    fake.refuses = True
    with pytest.raises(StoreError, match="507 Insufficient Storage: disk is full"):
        load_into(graph[0], target(f"http://127.0.0.1:{fake.server_port}", "oxigraph"))


def test_a_login_is_sent_with_the_data(fake: Fake, graph: tuple[Path, int]) -> None:
    fake.holds = graph[1]
    load_into(graph[0], target(f"http://127.0.0.1:{fake.server_port}", "oxigraph"), "", Login("林", "a:b"))
    assert b64decode(fake.signed.removeprefix("Basic ")).decode() == "林:a:b"


def test_a_broken_file_is_not_sent(fake: Fake, tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("id:x a", "utf-8")
    with pytest.raises(GraphError):
        load_into(tmp_path / "broken.ttl", target(f"http://127.0.0.1:{fake.server_port}", "oxigraph"))
    assert fake.seen == []


def test_an_address_that_does_not_tell_its_store_is_asked_about() -> None:
    with pytest.raises(StoreError, match=r"say --store virtuoso\|fuseki\|graphdb\|oxigraph"):
        target("http://127.0.0.1:9999")
    assert [row.store for row in conventions().values()] == ["virtuoso", "fuseki", "graphdb", "oxigraph"]


def test_oxigraph_for_real(graph: tuple[Path, int], tmp_path: Path) -> None:
    root = f"http://127.0.0.1:{free_port()}"
    command = [tool("oxigraph"), "serve", "--location", str(tmp_path / "db"), "--bind", root.removeprefix("http://")]
    with running(command, root, tmp_path):
        done = CliRunner().invoke(app, ["load-into", root, "--store", "oxigraph", "-d", str(graph[0])])
        assert done.output == f"{graph[1]} triples -> {root}/store\n"
        assert rows_of(fetch(f"{root}/query", {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"})) == [(str(graph[1]),)]
        again = CliRunner().invoke(app, ["load-into", f"{root}/store", "-d", str(graph[0])])
        assert again.output == done.output


def test_virtuoso_for_real(graph: tuple[Path, int], tmp_path: Path) -> None:
    with virtuoso(tmp_path) as root:
        where = target(root, "virtuoso")
        with pytest.raises(StoreError, match="401"):
            load_into(graph[0], where, "urn:x:kg", Login("dba", "wrong"))
        for _ in range(2):
            assert load_into(graph[0], where, "urn:x:kg", Login("dba", "dba")) == graph[1]
        assert count(where, "urn:x:other") == 0
        long = tmp_path / "long.nt"
        long.write_text("".join(f"<urn:x:{n}> <urn:x:says> \"云河\"@zh .\n" for n in range(60_000)), "utf-8")
        assert load_into(long, where, "urn:x:long", Login("dba", "dba")) == 60_000
        assert urlsplit(where.data).path == "/sparql-graph-crud-auth"
