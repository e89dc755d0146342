"""`kg serve`: a read-only SPARQL 1.1 endpoint on loopback, from the `oxigraph` server, with a page of ready questions.

The server keeps the graph and answers; a small front on the port asked for shows its query page with the
competency questions beside it, and hands everything else on.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path

from kg.graph.ask import file_of, questions
from kg.graph.columns import ExtraError
from kg.graph.nodes import GraphError
from kg.graph.rdf import prefixes
from kg.schema import schema

LOOPBACK = "127.0.0.1"
_HANDED_ON = ("Accept", "Content-Type", "Origin")
_PATIENCE = 100  # tenths of a second until the server must answer


class ServeError(ValueError):
    """The endpoint cannot be started; one line."""


def _program() -> str:
    """The server that the `oxigraph` wheel brings."""
    found = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if not found:
        raise ExtraError("kg serve needs the oxigraph server: pip install 'govnews-kg[serve]'")
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def _load(program: str, path: Path, home: Path) -> None:
    done = subprocess.run([program, "load", "--location", str(home), "--file", str(path)], capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GraphError(f"{path}: the server cannot load it: {said[-1] if said else 'no reason given'}")


def _answers(port: int) -> bool:
    try:
        with socket.create_connection((LOOPBACK, port), timeout=1):
            return True
    except OSError:
        return False


@contextmanager
def _server(program: str, home: Path) -> Iterator[int]:
    """The server process, ended with the block; its port."""
    port = _free_port()
    command = [program, "serve-read-only", "--location", str(home), "--bind", f"{LOOPBACK}:{port}", "--union-default-graph"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(_PATIENCE):
                if _answers(port):
                    break
                if process.poll() is not None:
                    raise ServeError("the oxigraph server did not start")
                time.sleep(0.1)
            yield port
        finally:
            process.terminate()


def page() -> bytes:
    """The query page: YASGUI of the server, the questions beside it."""
    named = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes(schema(), "https://example.org/govkg/").items())
    told = [{"name": name, "about": text.splitlines()[0].lstrip("# "), "sparql": text} for name, text in questions().items()]
    filled = json.dumps({"questions": told, "prefixes": named}, ensure_ascii=False).replace("<", "\\u003c")
    return files("kg.graph").joinpath("endpoint.html").read_text("utf-8").replace("{{DATA}}", filled).encode()


class _Front(BaseHTTPRequestHandler):
    """Shows the page at / and hands the rest to the server behind."""

    server: _Door
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path == "/":
            self._reply(200, {"Content-Type": "text/html; charset=utf-8"}, self.server.page)
        else:
            self._hand_on()

    def do_POST(self) -> None:
        self._hand_on()

    do_HEAD = do_OPTIONS = do_PUT = do_DELETE = do_POST

    def _hand_on(self) -> None:
        heads = {name: self.headers[name] for name in _HANDED_ON if self.headers[name]}
        size = self.headers["Content-Length"] or "0"
        if not size.isdecimal():
            self._reply(400, {}, b"bad Content-Length\n")
            return
        behind = HTTPConnection(LOOPBACK, self.server.behind)
        try:
            behind.request(self.command, self.path, self.rfile.read(int(size)) or None, heads)
            answer = behind.getresponse()
            self._reply(answer.status, {"Content-Type": answer.headers["Content-Type"] or "text/plain"}, answer.read())
        except (OSError, HTTPException) as error:
            self._reply(502, {}, f"the SPARQL server does not answer: {error}\n".encode())
        finally:
            behind.close()

    def _reply(self, status: int, heads: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in heads.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads a log of one's own questions."""


class _Door(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port: int, behind: int) -> None:
        super().__init__((LOOPBACK, port), _Front)
        self.behind, self.page = behind, page()


@contextmanager
def endpoint(data: Path, port: int) -> Iterator[ThreadingHTTPServer]:
    """A front that is ready to `serve_forever` on loopback (port 0 takes a free one); all is gone after the block.

    ExtraError without the server, GraphError for a graph that cannot be loaded, ServeError for a taken port.
    """
    program, path = _program(), file_of(data)
    with tempfile.TemporaryDirectory(prefix="kg-serve-") as home:
        _load(program, path, Path(home))
        with _server(program, Path(home)) as behind:
            try:
                door = _Door(port, behind)
            except OSError as error:
                raise ServeError(f"port {port}: {error.strerror}; take another with --port") from error
            with door:
                yield door
