"""The wheel carries everything: installed into an empty environment it builds a graph outside the checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(*command: object, cwd: Path) -> str:
    result = subprocess.run([*map(str, command)], cwd=cwd, capture_output=True, text=True)
    assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    return result.stdout


@pytest.mark.wheel
def test_the_wheel_builds_a_graph_in_an_empty_environment(tmp_path: Path) -> None:
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", tmp_path / "dist", ROOT, cwd=tmp_path)
    wheel = next((tmp_path / "dist").glob("*.whl"))
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"kg/ontology/govkg.ttl", "kg/ontology/shapes.ttl", "kg/py.typed"} <= names
    assert any(n.startswith("kg/lexicon/data/scan/") for n in names)
    run(sys.executable, "-m", "venv", tmp_path / "venv", cwd=tmp_path)
    python = tmp_path / "venv" / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    pages = tmp_path / "pages"
    pages.mkdir()
    for page in (ROOT / "seeds" / "pages").glob("*.txt"):
        (pages / page.name).write_bytes(page.read_bytes())
    said = run(tmp_path / "venv" / "bin" / "kg", "build", pages, "-o", tmp_path / "out", cwd=tmp_path)
    assert said.startswith("5 pages")
    installed = run(python, "-c", "import kg; print(kg.__file__)", cwd=tmp_path)
    assert str(ROOT) not in installed
    for name in ("graph.ttl", "graph.html", "facts.jsonl", "entities.jsonl", "documents.jsonl"):
        assert (tmp_path / "out" / name).stat().st_size > 1000, name
