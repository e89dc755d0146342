"""`import kg` loads nothing heavy, and each use only what it needs: counted in modules, not in seconds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = {
    "IPython", "ahocorasick_rs", "jieba", "jinja2", "networkx", "numpy", "pandas", "pyoxigraph", "pypinyin", "pyvis",
    "rdflib", "rich", "rjieba", "typer",
}  # fmt: skip


def loaded(code: str) -> set[str]:
    """Heavy packages and rooms of the house that are loaded once the code has run."""
    script = f"import sys, kg\n{code}\nprint(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    modules = run.stdout.split()
    return (HEAVY & {m.split(".")[0] for m in modules}) | {m for m in modules if m.startswith("kg.")}


def test_import_loads_nothing() -> None:
    assert loaded("kg.__version__, dir(kg)") == set()


LOADED = "g = kg.load('exports'); person = g.people['徐强']; person.posts[0].evidence[0].quote; g.metrics(); repr(g)"
CASES = {
    LOADED: {"networkx", "rdflib", "numpy", "pyvis", "rjieba", "pypinyin", "pandas", "jieba", "typer", "kg.pipeline"},
    f"{LOADED}; g.people['xuqiang']": {"networkx", "rdflib", "numpy", "pyvis", "rjieba", "pandas", "kg.pipeline"},
    f"{LOADED}; g.sparql('SELECT * WHERE {{?s a gov:Fact}}')": {"networkx", "rdflib", "numpy", "pyvis", "pandas"},
    f"{LOADED}; g.to_networkx()": {"rdflib", "pyvis", "rjieba", "pandas", "kg.pipeline"},
    "kg.read('区工信局局长刘然吉表示，将开展‘十项行动’。').people": {"rdflib", "pandas", "typer"},
}


@pytest.mark.parametrize("code", CASES)
def test_what_is_not_needed_is_not_loaded(code: str) -> None:
    assert loaded(code) & CASES[code] == set()
