"""SPARQL on an embedded store: a graph file in, an answer out, as a table, CSV, JSON or Turtle."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox

from kg.graph.nodes import GraphError, Nodes, parse, rdf_format
from kg.graph.rdf import BASE, prefixes
from kg.schema import ontology_path, schema

FORMATS = ("table", "csv", "json", "ttl")
_WIDEST = 60


class QuestionError(ValueError):
    """No question, or not one the format can answer; one line."""


def file_of(data: Path) -> Path:
    """The graph file behind a build's folder or the file itself. GraphError where there is none."""
    path = data / "graph.ttl" if data.is_dir() else data
    if not path.is_file():
        raise GraphError(f"{path}: no graph here; run `kg build PAGES -o FOLDER`, or name a graph with --data")
    return path


def open_store(data: Path) -> ox.Store:
    """The triples of a build or file in memory; named graphs count as one. GraphError where it cannot be read."""
    store, path = ox.Store(), file_of(data)
    try:
        store.bulk_load(path=str(path), format=rdf_format(path))
    except (SyntaxError, ValueError) as error:
        raise GraphError(f"{path}: cannot be read: {error}") from error
    return store


def base_of(data: Path) -> str:
    """The name space of a graph's own nodes."""
    return Nodes(parse(file_of(data)), schema()).base() or BASE


def questions() -> dict[str, str]:
    """The competency questions by name, as SPARQL with what each answers in the first line."""
    found = sorted((ontology_path() / "queries").glob("*.rq"))
    return {path.stem: path.read_text("utf-8") for path in found}


def question(told: str) -> str:
    """The SPARQL of a file, of a competency question by its number or name, or the text itself.

    QuestionError where it looks like a file or a name and is none.
    """
    path = Path(told)
    if told.endswith((".rq", ".sparql")):
        if not path.is_file():
            raise QuestionError(f"{told}: no such file")
        return path.read_text("utf-8")
    named = [text for name, text in questions().items() if told in (name, name[:2], name[:2].lstrip("0"), name[3:])]
    if not named and " " not in told.strip():
        raise QuestionError(f"{told!r} is neither SPARQL, a .rq file, nor one of the questions 1-{len(questions())}")
    return named[0] if named else told


def _shown(term: object, names: Mapping[str, str]) -> str:
    """A cell for people: names short, literals without their type."""
    if not isinstance(term, ox.NamedNode):
        return "" if term is None else str(getattr(term, "value", term))
    space = next((p for p, iri in names.items() if term.value.startswith(iri)), None)
    return f"{space}:{term.value[len(names[space]):]}" if space else term.value


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _cut(text: str) -> str:
    """At most so many columns of the terminal, on one line."""
    flat = " ".join(text.split())
    while _width(flat) > _WIDEST:
        flat = flat[:-2] + "…"
    return flat


def _table(answer: ox.QuerySolutions, names: Mapping[str, str]) -> str:
    heads = [variable.value for variable in answer.variables]
    rows = [heads, *([_cut(_shown(cell, names)) for cell in row] for row in answer)]
    widths = [max(_width(row[n]) for row in rows) for n in range(len(heads))]
    rows.insert(1, ["-" * width for width in widths])
    lines = ("  ".join(cell + " " * (w - _width(cell)) for cell, w in zip(row, widths, strict=True)) for row in rows)
    return "".join(line.rstrip() + "\n" for line in lines)


def _rows(answer: ox.QuerySolutions, form: str, names: Mapping[str, str]) -> str:
    if form == "ttl":
        raise QuestionError("-f ttl answers CONSTRUCT and DESCRIBE; a SELECT has rows: -f table, csv or json")
    if form == "table":
        return _table(answer, names)
    wanted = ox.QueryResultsFormat.CSV if form == "csv" else ox.QueryResultsFormat.JSON
    return (answer.serialize(format=wanted) or b"").decode("utf-8").replace("\r\n", "\n").rstrip("\n") + "\n"


def _truth(answer: ox.QueryBoolean, form: str) -> str:
    text = "true" if answer else "false"
    return f'{{"head":{{}},"boolean":{text}}}\n' if form == "json" else f"{text}\n"


def _triples(answer: ox.QueryTriples, form: str, names: Mapping[str, str]) -> str:
    if form not in ("ttl", "table"):
        raise QuestionError(f"-f {form} answers SELECT; CONSTRUCT and DESCRIBE give triples: -f ttl")
    text = ox.serialize(sorted(answer, key=str), format=ox.RdfFormat.TURTLE, prefixes=dict(names)) or b""
    lines = text.decode("utf-8").splitlines(keepends=True)
    return "".join(sorted(lines[: len(names)]) + lines[len(names) :])


def answer(text: str, store: ox.Store, form: str = "table", base: str = BASE) -> str:
    """What a question gives, as text. The ontology's prefixes need not be declared.

    QuestionError for what is no SPARQL, or a form that the kind of question does not have.
    """
    if form not in FORMATS:
        raise QuestionError(f"no format {form!r}; there are {', '.join(FORMATS)}")
    names = prefixes(schema(), base)
    try:
        found = store.query(text, prefixes=names, use_default_graph_as_union=True)
    except (SyntaxError, ValueError) as error:
        raise QuestionError(f"not SPARQL 1.1: {error}") from error
    if isinstance(found, ox.QuerySolutions):
        return _rows(found, form, names)
    return _truth(found, form) if isinstance(found, ox.QueryBoolean) else _triples(found, form, names)
