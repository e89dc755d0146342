"""`kg check`: whether a graph keeps its shapes, by the rules of a build and, on demand, by SHACL."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from typing import Any

from kg.graph.ask import file_of
from kg.graph.columns import extra
from kg.graph.load import read_graph, read_tables
from kg.graph.nodes import GraphError, ShapeError, parse
from kg.graph.shapes import violations
from kg.model import Knowledge
from kg.schema import ontology_path

_SH = "http://www.w3.org/ns/shacl#"


def _tables(folder: Path, graph: Knowledge) -> list[str]:
    """The tables beside a graph hold the same."""
    try:
        same = read_tables(folder) == graph
    except (ValueError, KeyError, TypeError) as error:
        raise GraphError(f"{folder}: not what a build writes ({error}); build it again") from error
    return [] if same else [f"{folder}: tables and graph.ttl differ; build it again"]


def check(data: Path) -> list[str]:
    """What is wrong with a build's folder or an RDF file, one line each; empty for a sound graph.

    GraphError, OSError where it cannot be read at all.
    """
    try:
        graph = read_graph(file_of(data))
    except ShapeError as error:
        return [str(error)]
    found = [str(violation) for violation in violations(graph)]
    return found + (_tables(data, graph) if (data / "facts.jsonl").is_file() else [])


def _one(report: Any, result: Any, name: str) -> str:
    found = sorted(str(value) for value in report.objects(result, extra("rdflib", "SHACL", "shacl").URIRef(_SH + name)))
    return found[0] if found else ""


def check_shacl(data: Path) -> list[str]:
    """The same by pySHACL with `ontology/shapes.ttl`: seconds for 10,000 triples, so for samples.

    ExtraError where pySHACL is not installed.
    """
    shacl, rdflib = extra("pyshacl", "--shacl", "shacl"), extra("rdflib", "--shacl", "shacl")
    path = file_of(data)
    deque(parse(path), maxlen=0)
    graphs = [rdflib.Graph().parse(ontology_path() / name) for name in ("shapes.ttl", "govkg.ttl")]
    triples = rdflib.Dataset(default_union=True) if path.suffix in (".nq", ".trig") else rdflib.Graph()
    triples.parse(path)
    _, report, _ = shacl.validate(triples, shacl_graph=graphs[0], ont_graph=graphs[1], inference=None)
    results = report.objects(None, rdflib.URIRef(_SH + "result"))
    found = ((_one(report, r, "focusNode"), _one(report, r, "resultPath"), _one(report, r, "resultMessage")) for r in results)
    return sorted({f"{node.rpartition('/')[2]}: {' '.join((path, said)).strip()}" for node, path, said in found})
