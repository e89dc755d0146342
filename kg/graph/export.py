"""`kg export`: a graph into the file a tool wants, chosen by the file's ending, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kg.graph.columns import edges_csv, nodes_csv, write_parquet
from kg.graph.flat import flat
from kg.graph.jsonld import jsonld
from kg.graph.lines import expander, lines
from kg.graph.load import Source
from kg.graph.pages import pages
from kg.graph.rdf import prefixes
from kg.graph.turtle import chunks
from kg.graph.xmlgraph import gexf, graphml
from kg.schema import schema

Writer = Callable[[Source, Path], None]


class ExportError(ValueError):
    """No such format; the message lists those there are."""


def _text(path: Path, pieces: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        out.writelines(pieces)


def _heads(source: Source) -> dict[str, str]:
    return prefixes(schema(), source.base)


def _turtle(source: Source, path: Path) -> None:
    _text(path, (text for text, _ in chunks(_heads(source), source.blocks())))


def _ntriples(source: Source, path: Path) -> None:
    full = expander(_heads(source))
    _text(path, (text for section in source.blocks() for text in lines(section.blocks, full)))


def _nquads(source: Source, path: Path) -> None:
    """A named graph per page: the page's own IRI names it."""
    full = expander(_heads(source))
    parts = ((page.blocks, full(f"id:{page.name}") if page.name else "") for page in pages(source))
    _text(path, (text for blocks, graph in parts for text in lines(blocks, full, graph)))


def _jsonld(source: Source, path: Path) -> None:
    _text(path, jsonld(source))


def _graphml(source: Source, path: Path) -> None:
    _text(path, graphml(flat(source.knowledge)))


def _gexf(source: Source, path: Path) -> None:
    _text(path, gexf(flat(source.knowledge)))


def _nodes(source: Source, path: Path) -> None:
    _text(path, nodes_csv(flat(source.knowledge)))


def _edges(source: Source, path: Path) -> None:
    _text(path, edges_csv(flat(source.knowledge)))


def _parquet(source: Source, path: Path) -> None:
    write_parquet(source.knowledge, path)


# ending -> writers by what is put before the ending
FORMATS: Mapping[str, Mapping[str, Writer]] = {
    ".ttl": {"": _turtle},
    ".nt": {"": _ntriples},
    ".nq": {"": _nquads},
    ".jsonld": {"": _jsonld},
    ".graphml": {"": _graphml},
    ".gexf": {"": _gexf},
    ".csv": {"-nodes": _nodes, "-edges": _edges},
    ".parquet": {"": _parquet},
}


@contextmanager
def _fresh(path: Path) -> Iterator[Path]:
    """A sibling to write to; it is removed if it is still there in the end."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    os.close(handle)
    fresh = Path(name)
    try:
        yield fresh
    finally:
        fresh.unlink(missing_ok=True)


def _replace(source: Source, todo: list[tuple[Path, Writer]]) -> None:
    """Write all siblings first, then rename them: a failure leaves what was there."""
    if not todo:
        return
    (path, write), *rest = todo
    with _fresh(path) as fresh:
        write(source, fresh)
        _replace(source, rest)
        fresh.chmod(0o644)
        fresh.replace(path)


def formats() -> str:
    """The endings there are, for messages."""
    return " ".join(FORMATS)


def check(out: Path) -> None:
    """ExportError where the ending is none of ours, before anything is read."""
    if out.suffix not in FORMATS:
        raise ExportError(f"{out}: no format {out.suffix or 'without an ending'}; there are {formats()}")


def export(source: Source, out: Path) -> list[Path]:
    """Write the graph in the format of `out`'s ending; the files written (a pair for .csv).

    ExportError for an unknown ending, ExtraError where a format needs what is not installed, OSError of the disk.
    """
    check(out)
    todo = [(out.with_name(out.stem + more + out.suffix), write) for more, write in FORMATS[out.suffix].items()]
    _replace(source, todo)
    return [path for path, _ in todo]
