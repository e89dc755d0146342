"""Sends a graph to a remote store by the SPARQL 1.1 Graph Store protocol and counts what has arrived.

How stores name their two addresses stands in `stores.tsv`.
"""

from __future__ import annotations

import json
from base64 import b64encode
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import (
    HTTPBasicAuthHandler,
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
    parse_http_list,
    parse_keqv_list,
)

from kg.graph.nodes import parse

_MEDIA = {".ttl": "text/turtle", ".nt": "application/n-triples"}
_PATIENCE = 600.0  # seconds
_WHO_ARE_YOU = 401


class StoreError(ValueError):
    """The store refused, could not be reached, or holds another number of triples; one line."""


class Convention(NamedTuple):
    """How a make of store names things; `default` is the parameter of its default graph, "" where it has none to offer."""

    store: str
    mark: str
    data: str
    query: str
    graph: str
    default: str
    example: str


class Target(NamedTuple):
    """Where to send data (without the graph), where to ask, and by which convention."""

    data: str
    query: str
    convention: Convention


class Login(NamedTuple):
    """Name and password, "" for none."""

    user: str = ""
    password: str = ""


@lru_cache(maxsize=1)
def conventions() -> dict[str, Convention]:
    """The stores one can load into, by name."""
    lines = files("kg.graph").joinpath("stores.tsv").read_text("utf-8").splitlines()
    return {row.store: row for row in (Convention(*line.split("\t")) for line in lines[1:])}


def target(url: str, store: str = "") -> Target:
    """The addresses behind a URL: a server's root (with `store`), or a Graph Store address itself.

    StoreError where the URL is none, or does not tell which store it is.
    """
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
        raise StoreError(f"{url}: not an address; want something like http://127.0.0.1:7878")
    known = conventions()
    if store and store not in known:
        raise StoreError(f"no store {store!r}; known are {', '.join(known)}")
    root = url.split("?")[0].rstrip("/")
    for row in [known[store]] if store else known.values():
        if row.mark in urlsplit(root).path:
            root = root[: root.rindex(row.mark)]
            return Target(url.split("?")[0].rstrip("/"), root + row.query, row)
    if not store:
        wanted = ", ".join(f"{row.example}{row.data}" for row in known.values())
        raise StoreError(f"{url}: which store is it? say --store {'|'.join(known)}, or give one of {wanted}")
    return Target(root + known[store].data, root + known[store].query, known[store])


def _opener(url: str, login: Login) -> OpenerDirector:
    """Loopback is never asked through a proxy."""
    local = urlsplit(url).hostname in ("127.0.0.1", "localhost", "::1")
    proxies = [ProxyHandler({})] if local else []
    if not login.user:
        return build_opener(*proxies)
    passwords = HTTPPasswordMgrWithDefaultRealm()
    passwords.add_password(None, url, login.user, login.password)
    return build_opener(*proxies, HTTPDigestAuthHandler(passwords), HTTPBasicAuthHandler(passwords))


def _answer(request: Request, login: Login) -> bytes:
    try:
        with _opener(request.full_url, login).open(request, timeout=_PATIENCE) as reply:
            body: bytes = reply.read()
            return body
    except HTTPError as error:
        said = " ".join(error.read(300).decode("utf-8", "replace").split())
        raise StoreError(f"{request.full_url}: {error.code} {error.reason}{': ' + said if said else ''}") from error
    except (URLError, OSError, ValueError) as error:
        raise StoreError(f"{request.full_url}: {getattr(error, 'reason', error)}") from error


def _challenge(url: str) -> str:
    """What a store wants to know of who writes: its WWW-Authenticate, "" where it asks nothing of readers."""
    try:
        with _opener(url, Login()).open(Request(url), timeout=_PATIENCE):
            return ""
    except HTTPError as error:
        return error.headers.get("WWW-Authenticate", "") if error.code == _WHO_ARE_YOU else ""
    except (URLError, OSError) as error:
        raise StoreError(f"{url}: {getattr(error, 'reason', error)}") from error


def _sign(request: Request, login: Login) -> None:
    """Log in before the data is sent: a store that answers 401 to a long upload closes the connection in its middle."""
    scheme, _, asked = (_challenge(request.full_url) if login.user else "").partition(" ")
    if scheme.lower() == "basic":
        told = b64encode(f"{login.user}:{login.password}".encode()).decode()
        request.add_header("Authorization", f"Basic {told}")
    if scheme.lower() == "digest":
        passwords = HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, request.full_url, login.user, login.password)
        digest = HTTPDigestAuthHandler(passwords)
        parts = parse_keqv_list([part for part in parse_http_list(asked) if part])
        request.add_header("Authorization", f"Digest {digest.get_authorization(request, parts)}")


def _graph(graph: str) -> str:
    return f"GRAPH <{graph}> {{ ?s ?p ?o }}" if graph else "?s ?p ?o"


def count(where: Target, graph: str, login: Login = Login()) -> int:  # noqa: B008  a constant
    """How many triples a graph holds ("" is the default graph)."""
    question = urlencode({"query": f"SELECT (COUNT(*) AS ?n) WHERE {{ {_graph(graph)} }}"}).encode()
    heads = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept": "application/sparql-results+json",
    }
    body = _answer(Request(where.query, data=question, headers=heads, method="POST"), login)
    try:
        return int(json.loads(body)["results"]["bindings"][0]["n"]["value"])
    except (ValueError, LookupError, TypeError) as error:
        raise StoreError(f"{where.query}: no answer to a count") from error


def triples_of(path: Path) -> int:
    """The number of distinct triples of a file; GraphError where it cannot be read."""
    return len({hash(quad.triple) for quad in parse(path)})


def load_into(path: Path, where: Target, graph: str = "", login: Login = Login()) -> int:  # noqa: B008
    """Put a Turtle or N-Triples file into a graph of a store, in place of what it held; how many triples arrived.

    Args: graph an IRI, "" for the default graph. StoreError where the store refuses or the count differs
    afterwards, GraphError where the file is no RDF: nothing is sent then.
    """
    if path.suffix not in _MEDIA:
        raise StoreError(f"{path}: want {' or '.join(_MEDIA)}; a graph store takes one graph at a time")
    if not graph and not where.convention.default:
        raise StoreError(f"{where.convention.store} has no default graph to load into; say --graph IRI")
    wanted = triples_of(path)
    named = f"{where.convention.graph}={quote(graph, safe='')}" if graph else where.convention.default
    heads = {"Content-Type": _MEDIA[path.suffix]}
    upload = Request(f"{where.data}?{named}", data=path.read_bytes(), headers=heads, method="PUT")
    _sign(upload, login)
    _answer(upload, login)
    arrived = count(where, graph, login)
    if arrived != wanted:
        raise StoreError(f"{where.query}: holds {arrived} triples where {wanted} were sent")
    return arrived
