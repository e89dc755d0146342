"""The notebook in docs/ runs from top to bottom and is committed without outputs; the page on the API runs too."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
TOUR = ROOT / "docs" / "tour.ipynb"
PARTS = ("nbformat", "nbclient", "ipykernel")


def read() -> Any:
    nbformat = pytest.importorskip("nbformat", reason="the notebook needs nbformat: pip install '.[dev]'")
    return nbformat.read(TOUR, as_version=4)


def code(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_it_is_committed_without_outputs_and_paths() -> None:
    notebook = read()
    assert not any(cell.outputs or cell.execution_count for cell in code(notebook))
    assert set(notebook.metadata) == {"kernelspec", "language_info"} and notebook.metadata.kernelspec.name == "python3"


@pytest.mark.parametrize("folder", ["docs", "."])
def test_it_runs(folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for part in PARTS:
        pytest.importorskip(part, reason=f"the notebook needs {part}: pip install '.[dev]'")
    from nbclient import NotebookClient

    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]))
    _kernel(tmp_path / "JUPYTER_DATA_DIR" / "kernels" / "python3")
    notebook = read()
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(ROOT / folder)}}).execute()
    shown = [output for cell in code(notebook) for output in cell.outputs]
    said = "".join(str(output.get("text", "")) + str(output.get("data", "")) for output in shown)
    assert "隐珠街道党工委书记徐强" in said and "<iframe sandbox=" in said and "Decimal('6.2')" in said
    assert not any(output.output_type == "error" or output.get("name") == "stderr" for output in shown)


def _kernel(folder: Path) -> None:
    """A kernel of this very Python, wherever others are installed."""
    folder.mkdir(parents=True)
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    (folder / "kernel.json").write_text(json.dumps({"argv": command, "display_name": "Python 3", "language": "python"}))


def test_the_page_on_the_api_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"^```python\n(.*?)^```", (ROOT / "docs/query.md").read_text("utf-8"), re.S | re.M)
    opening, *asking = blocks
    space: dict[str, Any] = {}
    exec(compile(opening, "docs/query.md", "exec"), space)
    space["g"] = space["kg"].load("exports")
    exec(compile("\n".join(asking), "docs/query.md", "exec"), space)
    assert "POST(person=徐强" in capsys.readouterr().out and len(blocks) == 3
