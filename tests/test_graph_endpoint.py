"""`kg serve`: a read-only endpoint on loopback with a page that offers the questions."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

import pytest
from graph_town import town
from stores import fetch, rows_of, tool
from test_graph_queries import WANT_OF_TOWN

from kg.graph import endpoint as module
from kg.graph.columns import ExtraError
from kg.graph.endpoint import ServeError, endpoint
from kg.graph.nodes import GraphError
from kg.graph.rdf import write_turtle
from kg.schema import ontology_path


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tool("oxigraph")
    path = tmp_path_factory.mktemp("serve") / "graph.ttl"
    write_turtle(town(), path)
    return path


@pytest.fixture(scope="module")
def root(graph: Path) -> Iterator[str]:
    with endpoint(graph, 0) as door:
        thread = threading.Thread(target=door.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{door.server_port}"
        door.shutdown()
        thread.join()


def test_the_page_offers_every_question_and_needs_no_network(root: str) -> None:
    text = fetch(f"{root}/").decode("utf-8")
    data = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)[1])  # type: ignore[index]
    kept = {path.stem: path.read_text("utf-8") for path in (ontology_path() / "queries").glob("*.rq")}
    assert {q["name"]: q["sparql"] for q in data["questions"]} == kept and len(kept) == 30
    assert all(q["about"].endswith("?") for q in data["questions"])
    linked = re.findall(r'(?:src|href)="([^"]*)"', text)
    assert linked == ["./yasgui.min.css", "data:,", "./yasgui.min.js"]
    assert all(len(fetch(f"{root}/{name[2:]}")) > 10_000 for name in linked if name.startswith("./"))


@pytest.mark.parametrize("name", ["16-who-worked-with-whom", "24-projects-of-an-investor"])
@pytest.mark.parametrize("way", ["GET", "form", "direct"])
def test_all_three_ways_of_the_protocol(way: str, name: str, root: str) -> None:
    question = (ontology_path() / "queries" / f"{name}.rq").read_text("utf-8")
    if way == "direct":
        heads = {"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"}
        with build_opener(ProxyHandler({})).open(Request(f"{root}/query", question.encode(), heads)) as reply:
            body = reply.read()
    else:
        form = {"query": question}
        body = fetch(f"{root}/query", form) if way == "form" else fetch(f"{root}/query?{urlencode(form)}")
    assert rows_of(body) == WANT_OF_TOWN[name]


@pytest.mark.parametrize("method,path", [("POST", "/update"), ("PUT", "/store?default"), ("DELETE", "/store?default")])
def test_nothing_can_be_written(method: str, path: str, root: str) -> None:
    heads = {"Content-Type": "application/sparql-update" if path == "/update" else "text/turtle"}
    body = b"CLEAR ALL" if path == "/update" else b"<a:b> <a:c> <a:d> ."
    with pytest.raises(HTTPError) as refused:
        build_opener(ProxyHandler({})).open(Request(root + path, body, heads, method=method))
    assert refused.value.code in (403, 404, 405)
    assert rows_of(fetch(f"{root}/query", {"query": "SELECT (COUNT(?f) AS ?n) { ?f a <https://example.org/govkg/ns#Fact> }"})) == [
        (str(len(town().facts)),)
    ]


def test_it_listens_on_loopback_only(root: str) -> None:
    port = int(root.rpartition(":")[2])
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), port, socket.AF_INET)} - {"127.0.0.1"}
    for address in others:
        if not str(address).startswith("127."):
            with pytest.raises(OSError):
                socket.create_connection((str(address), port), timeout=1).close()


def test_a_taken_port_and_a_broken_graph_are_said(root: str, graph: Path, tmp_path: Path) -> None:
    with pytest.raises(ServeError, match="take another with --port"), endpoint(graph, int(root.rpartition(":")[2])):
        pass
    (tmp_path / "broken.ttl").write_text("id:x a", "utf-8")
    with pytest.raises(GraphError, match="cannot load it"), endpoint(tmp_path / "broken.ttl", 0):
        pass


def test_without_the_server_it_says_what_to_install(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.shutil, "which", lambda *_, **__: None)
    with pytest.raises(ExtraError, match=r"pip install 'govnews-kg\[serve\]'"), endpoint(graph, 0):
        pass


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_the_command_serves_until_it_is_interrupted(sent: signal.Signals, graph: Path) -> None:
    command = [sys.executable, "-m", "kg.cli", "serve", "--port", "0", "-d", str(graph)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}) as process:
        assert process.stdout is not None
        root = process.stdout.readline().split()[0]
        assert b"yasgui" in fetch(root)
        process.send_signal(sent)
        assert process.wait(20) == 0
