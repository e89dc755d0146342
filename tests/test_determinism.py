"""The same pages give the same bytes: other file order, other hash seed, other day, other folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

SEEDS = Path(__file__).parent.parent / "seeds" / "pages"
LATER = "import time, kg.cli; real = time.time; time.time = lambda: real() + 4e7; kg.cli.main()"


def build(pages: Path, out: Path, seed: str, later: bool = False) -> dict[str, bytes]:
    command = [sys.executable, *(["-c", LATER] if later else ["-m", "kg.cli"]), "build", str(pages), "-o", str(out)]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
    return {p.name: p.read_bytes() for p in sorted(out.iterdir())}


def test_same_bytes(tmp_path: Path) -> None:
    first = build(SEEDS, tmp_path / "first", "0")
    shuffled = tmp_path / "elsewhere"
    shuffled.mkdir()
    for page in sorted(SEEDS.glob("*.txt"), reverse=True):
        shutil.copy(page, shuffled / page.name)
    second = build(shuffled, tmp_path / "second", "4242", later=True)
    assert first.keys() == second.keys()
    for name, data in first.items():
        assert data == second[name], f"{name} differs"
