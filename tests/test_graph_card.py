"""The dataset card says what is there, names every data file with its hash, and knows no clock."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
import rdflib
from rdflib import DCAT, DCTERMS, VOID, Namespace

from kg.pipeline import build

PAGES = Path(__file__).parent.parent / "seeds" / "pages"
ID = Namespace("https://example.org/govkg/id/")
SPDX = Namespace("http://spdx.org/rdf/terms#")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("card") / "out"
    build(PAGES, folder, html=False)
    return folder


def card(folder: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(folder / "card.ttl")


def test_the_counts_are_those_of_the_files(out: Path) -> None:
    found = card(out)
    graph = rdflib.Graph().parse(out / "graph.ttl")
    assert int(found.value(ID.dataset, VOID.triples)) == len(graph)  # type: ignore[arg-type]
    lines = len((out / "entities.jsonl").read_text("utf-8").splitlines())
    assert int(found.value(ID.dataset, VOID.entities)) == lines  # type: ignore[arg-type]
    assert len(list(found.objects(ID.dataset, DCTERMS.source))) == 5


def test_every_data_file_stands_there_with_size_and_hash(out: Path) -> None:
    found = card(out)
    named = set()
    for file in found.objects(ID.dataset, DCAT.distribution):
        name = str(found.value(file, DCTERMS.title))
        data = (out / name).read_bytes()
        named.add(name)
        assert int(found.value(file, DCAT.byteSize)) == len(data)  # type: ignore[arg-type]
        assert str(found.value(found.value(file, SPDX.checksum), SPDX.checksumValue)) == sha256(data).hexdigest()
    assert named == {path.name for path in out.iterdir()} - {"card.ttl"}


def test_there_is_a_day_only_if_one_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, out: Path) -> None:
    assert list(card(out).objects(ID.dataset, DCTERMS.issued)) == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    build(PAGES, tmp_path / "out", html=False)
    assert str(card(tmp_path / "out").value(ID.dataset, DCTERMS.issued)) == "2023-11-14"
    assert (tmp_path / "out" / "graph.ttl").read_bytes() == (out / "graph.ttl").read_bytes()


def test_the_card_has_no_blank_nodes(out: Path) -> None:
    assert not any(isinstance(term, rdflib.BNode) for triple in card(out) for term in triple)
