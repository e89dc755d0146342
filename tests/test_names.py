"""Code that lists its test data has learned nothing: no name and no sentence of the sample pages stands in the repository.

Runs where the sample pages are beside the checkout.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
GENERIC = re.compile(r"(?:国家级|省级)?(?:经济|经济技术|高新|高新技术产业|临空|临港|自由贸易|自贸|综合|保税)*(?:开发|试验|经济|保税|新|园)区")
RUN = 20  # characters in a row that make a sentence of somebody else's

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the sample pages are not beside the checkout")


def squash(text: str) -> str:
    return re.sub(r"\s+", "", text)


def tracked() -> dict[str, str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    out = {}
    for name in listed.splitlines():
        try:
            out[name] = (ROOT / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
    return out


def sample_names() -> set[str]:
    names: set[str] = set()
    for path in sorted((CORPUS / "gold").glob("*.json")):
        for entity in json.loads(path.read_text(encoding="utf-8"))["entities"]:
            if entity["type"] == "PER" and entity.get("sub") != "leader":
                names |= {n for n in entity["names"] if len(n) >= 3}
            elif entity["type"] == "ORG" and entity.get("sub") in ("company", "group", "community", "zone", "subdistrict"):
                names |= {n for n in entity["names"] if len(n) >= 5 and not GENERIC.fullmatch(n)}
    return names


def test_no_name_of_the_sample_pages_steers_the_code() -> None:
    seeds = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "seeds" / "pages").glob("*.txt"))
    names = {n for n in sample_names() if n not in squash(seeds)}
    found = [(f, n) for f, text in tracked().items() if f.startswith("kg/") for n in sorted(names) if n in text]
    assert not found


def test_no_sentence_of_the_sample_pages_is_in_the_repository() -> None:
    grams = set()
    for path in sorted((CORPUS / "pages").glob("*.txt")):
        text = squash(path.read_text(encoding="utf-8"))
        grams |= {text[i : i + RUN] for i in range(len(text) - RUN + 1)}
    ours = "".join(squash(p.read_text(encoding="utf-8")) for p in sorted((ROOT / "seeds" / "pages").glob("*.txt")))
    found = []
    for name, text in tracked().items():
        if name.startswith("exports/"):  # of the start pages
            continue
        flat = squash(text)
        runs = {flat[i : i + RUN] for i in range(len(flat) - RUN + 1)} & grams
        found += [(name, run) for run in sorted(runs) if run not in ours and len(re.findall("[一-鿿]", run)) >= 14]
    assert not found
