"""The folder a build leaves behind: written beside its place, then swapped in, or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

NAMES = frozenset(
    {
        "documents.jsonl", "entities.jsonl", "facts.jsonl", "judgements.jsonl", "ids.jsonl",
        "graph.ttl", "card.ttl", "graph.html",
    }
)  # fmt: skip


class OutputError(ValueError):
    """The folder cannot be replaced; the message says why and what to do."""


def check(out: Path) -> None:
    """Refuse a place that a build may not replace, before any work is done."""
    if out.exists() and not out.is_dir():
        raise OutputError(f"{out}: is a file; choose a folder for the outputs")
    foreign = sorted(p.name for p in out.iterdir() if p.name not in NAMES) if out.exists() else []
    if foreign:
        raise OutputError(f"{out}: holds {foreign[0]}, which a build does not write; choose another folder")


def replace(out: Path, write: Callable[[Path], None]) -> None:
    """Have `write` fill a temporary sibling of `out`, then rename it into place.

    Whatever goes wrong in between, the old folder stays as it was.
    """
    check(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        write(fresh)
        fresh.chmod(0o755)
        _swap(fresh, out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _swap(fresh: Path, out: Path) -> None:
    if not out.exists():
        fresh.rename(out)
        return
    old = fresh.with_name(fresh.name + "-old")
    out.rename(old)
    try:
        fresh.rename(out)
    except OSError:
        old.rename(out)
        raise
    shutil.rmtree(old)
