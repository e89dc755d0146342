"""Triples a second: our streaming writer beside rdflib's and pyoxigraph's serialisers, in one run.

    python bench/turtle.py [FACTS]

Ours starts from Knowledge (terms are rendered on the way) and, apart, from ready blocks; the other
two start from a graph that is already in their memory, so the comparison favours them.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import rdflib

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from graph_made import made  # noqa: E402

from kg.graph import rdf, turtle  # noqa: E402
from kg.graph.tables import write_tables  # noqa: E402
from kg.schema import schema  # noqa: E402


def timed(name: str, triples: int, work: Callable[[], object], times: int = 3) -> None:
    """The best of some runs: other work on the machine only ever adds time."""
    best = float("inf")
    for _ in range(times):
        gc.collect()
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    print(f"{name:44} {best:7.3f} s {triples / best / 1000:8.0f} k triples/s")


def main(facts: int) -> None:
    knowledge = made(facts)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.ttl"
        triples = rdf.write_turtle(knowledge, path)
        print(f"{len(knowledge.facts)} facts, {triples} triples, {path.stat().st_size / 1e6:.1f} MB of Turtle")
        timed("kg: Knowledge -> file", triples, lambda: rdf.write_turtle(knowledge, path))
        ready = [
            turtle.Section(title, list(blocks))
            for title, blocks in rdf.sections(knowledge, schema(), {}, rdf.VERSION)
        ]
        heads = rdf.prefixes(schema(), rdf.BASE)

        def blocks() -> None:
            with path.open("wb") as out:
                turtle.write(out, heads, ready)

        timed("kg: blocks -> file (the writer alone)", triples, blocks)
        timed("kg: the three tables", triples, lambda: write_tables(knowledge, Path(folder)))
        quads = list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
        timed(
            "pyoxigraph.serialize (unsorted)", triples,
            lambda: ox.serialize(quads, str(path) + ".ox", format=ox.RdfFormat.TURTLE, prefixes=heads),
        )  # fmt: skip
        timed(
            "pyoxigraph.serialize (sorted: same bytes)", triples,
            lambda: ox.serialize(
                sorted(quads, key=str), str(path) + ".ox", format=ox.RdfFormat.TURTLE, prefixes=heads
            ), 1,
        )  # fmt: skip
        graph = rdflib.Graph().parse(path, format="turtle")
        timed("rdflib.serialize", triples, lambda: graph.serialize(str(path) + ".rdflib", format="turtle"), 1)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
