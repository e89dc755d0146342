"""Tables for databases and data frames: Neo4j's pair of CSV files, and Parquet with one row a statement."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from kg.graph.flat import Flat, Row
from kg.graph.tables import fact_rows
from kg.model import Knowledge
from kg.schema import schema

_NEO4J = {str: "", int: ":int", float: ":double"}
_LOST = "\ufffd"


class ExtraError(ValueError):
    """Something optional is not installed; the message says how to get it."""


def extra(module: str, what: str, name: str) -> Any:
    """A module that only one command needs, loaded when it does. ExtraError where it is not installed."""
    try:
        return import_module(module)
    except ImportError as error:
        needed = module.partition(".")[0]
        raise ExtraError(f"{what} needs {needed}: pip install 'govnews-kg[{name}]'") from error


def _text(value: Any) -> str:
    """Lone surrogates and NUL, which no reader takes, become U+FFFD."""
    return str(value).encode("utf-8", "replace").decode("utf-8").replace("\0", _LOST)


def _csv(rows: list[Row], heads: Mapping[str, str]) -> Iterator[str]:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads.values())
    for row in rows:
        writer.writerow([_text(row.get(name, "")) for name in heads])
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def nodes_csv(found: Flat) -> Iterator[str]:
    """Nodes for `neo4j-admin database import`: `id:ID`, `:LABEL` (kind or fact type), typed columns."""
    named = {"id": "id:ID", "type": ":LABEL"}
    return _csv(found.nodes, {n: named.get(n, n + _NEO4J[sort]) for n, sort in found.node_columns.items()})


def edges_csv(found: Flat) -> Iterator[str]:
    """Edges: `:START_ID`, `:END_ID`, `:TYPE` (the fact's type), typed columns."""
    named = {"source": ":START_ID", "target": ":END_ID", "type": ":TYPE"}
    return _csv(found.edges, {n: named.get(n, n + _NEO4J[sort]) for n, sort in found.edge_columns.items()})


def _columns() -> dict[str, type]:
    """Columns of facts.jsonl in its order: fixed ones, then every role of the ontology."""
    first = {"id": str, "type": str, "document": str, "start": int, "end": int}
    roles = {role.name: str for fact_type in schema().facts.values() for role in fact_type.roles}
    last = {
        "confidence": float, "rule": str, "words": str, "sentence": int, "sentence_start": int, "sentence_end": int,
        "claimed_by": str, "valid_from": str, "valid_to": str,
    }  # fmt: skip
    return {**first, **roles, **last}


def _cell(value: Any, sort: type) -> Any:
    return str(value).lower() if value is True else _text(value) if sort is str and value is not None else value


def write_parquet(knowledge: Knowledge, path: Path) -> None:
    """One row a statement, as facts.jsonl, with the label of every entity beside its id (`person_label` …).

    ExtraError where pyarrow is not installed.
    """
    pyarrow = extra("pyarrow", "Parquet", "parquet")
    rows, labels = list(fact_rows(knowledge)), {entity.id: entity.label for entity in knowledge.entities}
    columns = {n: [_cell(row.get(n), sort) for row in rows] for n, sort in _columns().items()}
    types = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64()}
    arrays = {name: pyarrow.array(columns[name], types[sort]) for name, sort in _columns().items()}
    for name in dict.fromkeys(r for t in schema().facts.values() for r in t.entity_roles):
        shown = [labels.get(value) for value in columns[name]]
        arrays[f"{name}_label"] = pyarrow.array(shown, pyarrow.string())
    extra("pyarrow.parquet", "Parquet", "parquet").write_table(pyarrow.table(arrays), path, compression="zstd")
