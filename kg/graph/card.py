"""The dataset card: what the files of a build hold, from which pages, made by what (VoID, DCAT, PROV).

It lies beside the data, not in it, and knows no clock: a day stands there only if the caller gives one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from kg.graph import names
from kg.graph.facts import Pair, ref
from kg.graph.rdf import VERSION, BaseError, prefixes
from kg.graph.turtle import Block, Section, date, en, literal, write, zh
from kg.model import Knowledge
from kg.schema import schema

SOFTWARE = "govnews-kg"
_SPACES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
}
_MEDIA = {
    ".ttl": "https://www.iana.org/assignments/media-types/text/turtle",
    ".jsonl": "https://www.iana.org/assignments/media-types/application/json",
}
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")
_RIGHTS = (
    zh("事实、摘引字句与其位置；原文的权利属于其发布者。"),
    en("Facts, the words they rest on and where these stand; the pages' own rights remain with their publishers."),
)


class File(NamedTuple):
    """A file of the build: name, bytes, SHA-256."""

    name: str
    size: int
    digest: str


def _files(folder: Path) -> list[File]:
    """Data files only: what shows them, such as the page, is no distribution."""
    found = sorted(path for path in folder.iterdir() if path.suffix in _MEDIA and path.name != "card.ttl")
    return [File(path.name, path.stat().st_size, sha256(path.read_bytes()).hexdigest()) for path in found]


def _dataset(knowledge: Knowledge, base: str, triples: int, licence: str, issued: str, files: list[File]) -> Block:
    pairs = [
        ("a", "void:Dataset"), ("a", "dcat:Dataset"),
        ("dcterms:title", zh("地方政务新闻知识图谱")), ("dcterms:title", en("Knowledge graph of local-government news")),
        *(("dcterms:rights", text) for text in _RIGHTS),
        *([("dcterms:license", f"<{licence}>")] if licence else []),
        *([("dcterms:issued", date(issued))] if issued else []),
        ("void:triples", str(triples)), ("void:entities", str(len(knowledge.entities))),
        ("void:documents", str(len(knowledge.documents))), ("void:uriSpace", literal(f"{base}id/")),
        ("void:vocabulary", f"<{schema().namespace.rstrip('#')}>"),
        *(("void:classPartition", ref(_part(code))) for code, _, _ in _parts(knowledge)),
        *(("dcat:distribution", ref(_file(file.name))) for file in files),
        *(("dcterms:source", ref(names.document(d.stem))) for d in sorted(knowledge.documents, key=lambda d: d.stem)),
        ("prov:wasGeneratedBy", ref("dataset-build")),
    ]  # fmt: skip
    return Block(ref("dataset"), pairs)


def _part(code: str) -> str:
    return f"dataset-{code.lower()}"


def _file(name: str) -> str:
    return f"dataset-{name}"


def _parts(knowledge: Knowledge) -> list[tuple[str, str, int]]:
    """Kinds and fact types with their class and how many there are, in the ontology's order."""
    known = schema()
    counted = Counter(e.kind for e in knowledge.entities) + Counter(f.type for f in knowledge.facts)
    terms = {**{c: k.term.name for c, k in known.kinds.items()}, **{c: f.term.name for c, f in known.facts.items()}}
    return [(code, term, counted[code]) for code, term in terms.items() if counted[code]]


def _blocks(knowledge: Knowledge, files: list[File]) -> Iterator[Block]:
    for code, term, number in _parts(knowledge):
        yield Block(ref(_part(code)), [("void:class", term), ("void:entities", str(number))])
    for file in files:
        pairs = [
            ("a", "dcat:Distribution"), ("dcterms:title", literal(file.name)),
            ("dcat:mediaType", f"<{_MEDIA[Path(file.name).suffix]}>"), ("dcat:byteSize", str(file.size)),
            ("spdx:checksum", ref(f"{_file(file.name)}-sha256")),
        ]  # fmt: skip
        yield Block(ref(_file(file.name)), pairs)
        sums: list[Pair] = [("a", "spdx:Checksum"), ("spdx:algorithm", "spdx:checksumAlgorithm_sha256")]
        yield Block(ref(f"{_file(file.name)}-sha256"), [*sums, ("spdx:checksumValue", literal(file.digest))])


def _sources(knowledge: Knowledge) -> Iterator[Block]:
    for document in sorted(knowledge.documents, key=lambda d: d.stem):
        pairs = [("dcterms:identifier", literal(document.stem)), ("gov:textSha256", literal(document.sha256))]
        yield Block(ref(names.document(document.stem)), pairs)


def _tool(version: str) -> list[Block]:
    software = [("a", "prov:SoftwareAgent"), ("rdfs:label", en(SOFTWARE)), ("schema:softwareVersion", literal(version))]
    return [
        Block(ref("dataset-build"), [("a", "prov:Activity"), ("prov:wasAssociatedWith", ref("dataset-software"))]),
        Block(ref("dataset-software"), software),
    ]


def write_card(
    knowledge: Knowledge,
    folder: Path,
    *,
    base: str,
    triples: int,
    licence: str = "",
    issued: str = "",
    version: str = VERSION,
) -> None:
    """Write card.ttl for the files that stand in `folder`.

    Args: triples of graph.ttl; licence an IRI or "" (none is stated); issued an ISO day or "".
    BaseError for a base or a licence that is no IRI.
    """
    if licence and not _IRI.fullmatch(licence):
        raise BaseError(f"licence must be an IRI, not {licence!r}")
    heads = dict(sorted({**prefixes(schema(), base), **_SPACES}.items()))
    files = _files(folder)
    sections = [
        Section("the data set", [_dataset(knowledge, base, triples, licence, issued, files)]),
        Section("counts and files", _blocks(knowledge, files)),
        Section("sources", _sources(knowledge)),
        Section("made by", _tool(version)),
    ]
    with (folder / "card.ttl").open("wb") as out:
        write(out, heads, sections)
