"""The same pages give the same bytes: other file order, other hash seed, other day, other folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.pipeline import fitting_jobs

SEEDS = Path(__file__).parent.parent / "seeds" / "pages"
LATER = "import time, kg.cli; real = time.time; time.time = lambda: real() + 4e7; kg.cli.main()"


def build(pages: Path, out: Path, seed: str, later: bool = False, jobs: int = 1) -> dict[str, bytes]:
    start = ["-c", LATER] if later else ["-m", "kg"]
    command = [sys.executable, *start, "build", str(pages), "-o", str(out), "--jobs", str(jobs)]
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


def test_two_processes_read_what_one_reads(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    shutil.copytree(SEEDS, pages)
    (pages / "empty.txt").write_bytes(b"")
    one, two = (build(pages, tmp_path / str(jobs), "0", jobs=jobs) for jobs in (1, 2))
    assert one == two


@pytest.mark.parametrize(("pages", "cores", "jobs"), [(5, 8, 1), (79, 8, 1), (80, 8, 2), (5000, 8, 8), (5000, None, 1)])
def test_processes_are_started_where_they_pay(pages: int, cores: int | None, jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert fitting_jobs(pages) == jobs
