"""Stores that the questions are asked in: started here if they are installed, else their tests skip with a reason."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

import pyoxigraph as ox
import pytest
import rdflib

from kg.graph.remote import Login, load_into, target

Rows = list[tuple[str, ...]]
Ask = Callable[[str, str], Rows]  # question, name of the data
JAVA = Path("/usr/share/java")
JARS = "jena-* commons-* httpclient* httpcore* thrift libthrift* gson guava jackson-* jsonld-java jakarta.json* titanium-json-ld dexx.collection protobuf slf4j-api slf4j-nop xerces* jcl-over-slf4j"
VIRTUOSO_INI = """
[Database]
DatabaseFile = {home}/virtuoso.db
ErrorLogFile = {home}/virtuoso.log
LockFile = {home}/virtuoso.lck
TransactionFile = {home}/virtuoso.trx
xa_persistent_file = {home}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {home}/temp.db
TransactionFile = {home}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{port}
DisableUnixSocket = 1
DirsAllowed = {home}
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {home}
[SPARQL]
ResultSetMaxRows = 100000
"""


def shown(term: object) -> str:
    """A cell as text; stores print decimals with and without a needless zero."""
    text = "" if term is None else str(getattr(term, "value", term))
    return text.removesuffix(".0")


def free_port() -> int:
    return free_ports(1)[0]


def free_ports(number: int) -> list[int]:
    """Different ports: all are held until all are known."""
    with ExitStack() as held:
        probes = [held.enter_context(socket.socket()) for _ in range(number)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]


def tool(name: str) -> str:
    """Where a program is; the test skips where it is not."""
    found = shutil.which(name) or shutil.which(name, path=str(Path(sys.executable).parent))
    if not found:
        pytest.skip(f"{name} is not installed")
    return found


def fetch(url: str, form: Mapping[str, str] | None = None) -> bytes:
    request = Request(url, data=urlencode(form).encode() if form else None, headers={"Accept": "application/sparql-results+json"})
    with build_opener(ProxyHandler({})).open(request, timeout=60) as reply:
        return bytes(reply.read())


def rows_of(body: bytes) -> Rows:
    found = json.loads(body)
    names = found["head"]["vars"]
    return [tuple(shown(row[n]["value"]) if n in row else "" for n in names) for row in found["results"]["bindings"]]


@contextmanager
def running(command: list[str], ready: str, cwd: Path) -> Iterator[None]:
    """A server process that answers at `ready`, ended by its own handle."""
    with (cwd / "server.log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log, cwd=cwd) as process:
        try:
            wait_for(ready, process, cwd / "server.log")
            yield
        finally:
            process.terminate()
            process.wait(20)


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        try:
            fetch(url)
            return
        except (URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"the server did not start: {log.read_text('utf-8', 'replace')[-500:]}")


@contextmanager
def in_rdflib(data: Mapping[str, Path], home: Path) -> Iterator[Ask]:
    graphs = {name: rdflib.Graph().parse(path) for name, path in data.items()}
    yield lambda question, name: [tuple(map(shown, row)) for row in graphs[name].query(question)]  # type: ignore[union-attr,arg-type]


def _pyoxigraph(stores: Mapping[str, ox.Store], data: Mapping[str, Path]) -> Ask:
    for name, path in data.items():
        stores[name].bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
    return lambda question, name: [tuple(map(shown, row)) for row in stores[name].query(question)]  # type: ignore[union-attr]


@contextmanager
def in_memory(data: Mapping[str, Path], home: Path) -> Iterator[Ask]:
    yield _pyoxigraph({name: ox.Store() for name in data}, data)


@contextmanager
def on_disk(data: Mapping[str, Path], home: Path) -> Iterator[Ask]:
    yield _pyoxigraph({name: ox.Store(str(home / name)) for name in data}, data)


def over_http(query: str) -> Ask:
    return lambda question, name: rows_of(fetch(query, {"query": question, "default-graph-uri": f"urn:x:{name}"}))


@contextmanager
def in_oxigraph(data: Mapping[str, Path], home: Path) -> Iterator[Ask]:
    root = f"http://127.0.0.1:{free_port()}"
    command = [tool("oxigraph"), "serve", "--location", str(home / "db"), "--bind", root.removeprefix("http://")]
    with running(command, root, home):
        for name, path in data.items():
            load_into(path, target(root, "oxigraph"), f"urn:x:{name}")
        yield over_http(f"{root}/query")


@contextmanager
def virtuoso(home: Path) -> Iterator[str]:
    """The address of a fresh Virtuoso."""
    command, (port, http) = tool("virtuoso-t"), free_ports(2)
    (home / "virtuoso.ini").write_text(VIRTUOSO_INI.format(home=home, port=port, http=http), "utf-8")
    root = f"http://127.0.0.1:{http}"
    with running([command, "+configfile", str(home / "virtuoso.ini"), "+foreground"], f"{root}/sparql?query=ASK%7B%7D", home):
        yield root


@contextmanager
def in_virtuoso(data: Mapping[str, Path], home: Path) -> Iterator[Ask]:
    with virtuoso(home) as root:
        for name, path in data.items():
            load_into(path, target(root, "virtuoso"), f"urn:x:{name}", Login("dba", "dba"))
        yield over_http(f"{root}/sparql")


def jena(home: Path) -> list[str]:
    """The command that runs Debian's Jena: its Xerces classes look for their messages where the package left none."""
    java = tool("java")
    if not (JAVA / "jena-core.jar").is_file():
        pytest.skip("libapache-jena-java is not installed")
    with zipfile.ZipFile(JAVA / "jena-core.jar") as jar:
        for name in jar.namelist():
            if name.startswith("org/apache/jena/ext/xerces/") and name.endswith(".properties"):
                path = home / "shim" / name.removeprefix("org/apache/jena/ext/")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(jar.read(name))
    jars = [str(path) for pattern in JARS.split() for path in sorted(JAVA.glob(f"{pattern}.jar"))]
    return [java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", os.pathsep.join([str(home / "shim"), *jars])]


@contextmanager
def in_jena(data: Mapping[str, Path], home: Path) -> Iterator[Ask]:
    command = jena(home)

    def ask(question: str, name: str) -> Rows:
        (home / "question.rq").write_text(question, "utf-8")
        options = ["arq.arq", "--data", str(data[name]), "--query", str(home / "question.rq"), "--results", "json"]
        done = subprocess.run([*command, *options], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode("utf-8", "replace")[-800:]
        return rows_of(done.stdout)

    yield ask


STORES = {
    "rdflib": in_rdflib,
    "pyoxigraph in memory": in_memory,
    "pyoxigraph on disk": on_disk,
    "oxigraph over HTTP": in_oxigraph,
    "Virtuoso over HTTP": in_virtuoso,
    "Jena ARQ": in_jena,
}
