"""The house keeps its order: imports go downwards only, files and functions stay small, data stays out of Python."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
KG = ROOT / "kg"
STEPS = (
    {"model"},
    {"text", "schema"},
    {"page", "lexicon", "grammar"},
    {"naming"},
    {"wording"},
    {"mention"},
    {"claim"},
    {"resolve"},
    {"graph"},
    {"view", "quality"},
    {"article"},
    {"pipeline"},
    {"query"},
    {"cards", "audit"},
    {"verbs"},
    {"cli", "__init__"},
    {"__main__"},
)
STEP = {room: n for n, rooms in enumerate(STEPS) for room in rooms}
FILES = sorted(KG.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(KG).parts[0].removesuffix(".py")


def imported(tree: ast.AST) -> list[str]:
    names: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names += [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    return [n for n in names if n == "kg" or n.startswith("kg.")]


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_downwards_only(path: Path) -> None:
    here = room(path)
    assert here in STEP, f"{path}: a room the plan does not know"
    for name in imported(ast.parse(path.read_text(encoding="utf-8"))):
        there = name.split(".")[1] if "." in name else "__init__"
        assert STEP.get(there, -1) <= STEP[here], f"{path} imports upwards: {name}"
        if STEP[there] == STEP[here]:
            assert there == here, f"{path} imports a neighbour: {name}"
        if here == there and here in ("mention", "claim"):
            pytest.fail(f"{path} imports a sibling: {name}; move the shared need down")


def test_no_import_of_kg_hides_in_a_function() -> None:
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                assert not imported(node), f"{path}: {node.name} imports kg inside"


def test_no_cycles_between_modules() -> None:
    edges: dict[str, set[str]] = {}
    modules = {".".join(p.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for p in FILES}
    for path in FILES:
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        used = imported(ast.parse(path.read_text(encoding="utf-8")))
        edges[name] = {m for u in used for m in (u, u.rpartition(".")[0]) if m in modules} - {name}
    done: set[str] = set()

    def walk(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, f"cycle: {' -> '.join((*path, name))}"
        if name not in done:
            for other in sorted(edges[name]):
                walk(other, (*path, name))
            done.add(name)

    for name in sorted(edges):
        walk(name, ())


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_are_small_and_say_what_they_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 320, f"{path} has {text.count(chr(10))} lines"
    if text.strip():
        assert ast.get_docstring(ast.parse(text)), f"{path} has no docstring"


def test_functions_are_small() -> None:
    sizes = {}
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                sizes[f"{path.name}:{node.name}"] = (node.end_lineno or 0) - node.lineno + 1
    lengths = sorted(sizes.values())
    assert statistics.median(lengths) <= 10
    assert lengths[int(len(lengths) * 0.9)] <= 24
    assert max(lengths) <= 45, max(sizes, key=lambda k: sizes[k])


def test_the_engine_contains_no_chinese_outside_docstrings() -> None:
    for path in (KG / "grammar").glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {ast.get_docstring(n, clean=False) for n in ast.walk(tree)
                if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in docs:
                assert not any("一" <= c <= "鿿" for c in node.value), f"{path}: {node.value}"


def test_only_the_command_line_prints() -> None:
    for path in FILES:
        if room(path) != "cli":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
                assert not called, f"{path} prints"
