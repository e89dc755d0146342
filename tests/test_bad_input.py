"""Bad input: one clear line naming the file, exit code 2, and the old outputs as they were."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = "云河市工信局党组书记、局长沈若兰表示，将推进“强链”行动。\n"
BAD = {
    "empty": b"",
    "blank": " \n　\n".encode(),
    "binary": bytes(range(256)) * 40,
    "elf": b"\x7fELF\x02\x01\x01\x00" + b"\x00" * 200,
    "undecodable": "云河市召开会议".encode() + b"\xff\xfe\xfd\x80\x81" + "。".encode(),
    "no-article": "———\n  * * *\n".encode(),
}


def kg(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "kg.cli", *map(str, arguments)], capture_output=True, text=True)


def files(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("built")
    (root / "pages").mkdir()
    (root / "pages" / "good.txt").write_text(GOOD, encoding="utf-8")
    assert kg("build", root / "pages", "-o", root / "out").returncode == 0
    return root / "out"


@pytest.mark.parametrize("name", BAD)
def test_a_page_alone_is_refused_in_one_line(name: str, built: Path, tmp_path: Path) -> None:
    (tmp_path / f"{name}.txt").write_bytes(BAD[name])
    before = files(built)
    result = kg("build", tmp_path, "-o", built)
    assert result.returncode == 2, result.stderr
    assert result.stderr.count("\n") == 1 and f"{name}.txt" in result.stderr, result.stderr
    assert "Traceback" not in result.stderr and result.stdout == ""
    assert files(built) == before
    assert sorted(p.name for p in built.parent.iterdir()) == ["out", "pages"]


@pytest.mark.parametrize("name", BAD)
def test_beside_a_good_page_it_is_a_warning(name: str, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / f"{name}.txt").write_bytes(BAD[name])
    (pages / "good.txt").write_text(GOOD, encoding="utf-8")
    result = kg("build", pages, "-o", tmp_path / "out")
    assert result.returncode == 0, result.stderr
    assert f"{name}.txt" in result.stderr and result.stderr.count("\n") == 1
    assert result.stdout.startswith("1 page,")
    rows = (tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(row)["document"] for row in rows] == ["good"]


def test_fifty_megabytes_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "giant.txt").write_bytes("云河市工信局".encode() * (50_000_000 // 18))
    result = kg("build", tmp_path, "-o", tmp_path / "out")
    assert result.returncode == 2 and "giant.txt" in result.stderr and result.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("make", ["missing", "empty folder"])
def test_no_pages(make: str, tmp_path: Path) -> None:
    place = tmp_path / "place"
    if make == "empty folder":
        place.mkdir()
    result = kg("build", place, "-o", tmp_path / "out")
    assert result.returncode == 2 and "place" in result.stderr and result.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_single_page_is_enough(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(GOOD, encoding="utf-8")
    assert kg("build", tmp_path / "page.txt", "-o", tmp_path / "out").returncode == 0


def test_two_pages_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name in ("a/b.txt", "a.b.txt"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    result = kg("build", tmp_path, "-o", tmp_path / "out")
    assert result.returncode == 2 and "b.txt" in result.stderr and result.stderr.count("\n") == 1


def test_a_folder_with_other_things_in_it_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "good.txt").write_text(GOOD, encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.docx").write_text("mine", encoding="utf-8")
    result = kg("build", tmp_path / "pages", "-o", out)
    assert result.returncode == 2 and "thesis.docx" in result.stderr
    assert files(out) == {"thesis.docx": b"mine"}


HOSTILE = (
    "云河市“<script>alert(1)</script>”行动启动。\n"
    "北川\u202e集团\u202c董事长\"林海洋\"表示，\x07将<实施>“A\\B\"C”工程。\n"
    "青岚县县长周启明\u200b说：“\ue000\ue001\ufffe完成投资３亿元。”\n"
)


def test_hostile_characters_are_data(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a\"b'<c>.txt").write_text(HOSTILE, encoding="utf-8")
    (pages / "utf16.txt").write_bytes(("\ufeff" + HOSTILE).encode("utf-16-le"))
    result = kg("build", pages, "-o", tmp_path / "out")
    assert result.returncode == 0, result.stderr
    html = (tmp_path / "out" / "graph.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in html


def test_lone_surrogates_in_utf16(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    data = "\ufeff云河市工信局局长沈若兰表示，".encode("utf-16-le") + b"\x00\xd8" + "将推进工作。".encode("utf-16-le")
    (pages / "surrogate.txt").write_bytes(data)
    result = kg("build", pages, "-o", tmp_path / "out")
    assert "Traceback" not in result.stderr
    assert result.returncode == 2 and "surrogate.txt" in result.stderr


def test_show_names_what_is_near(built: Path) -> None:
    result = kg("show", "沈若蓝", "-d", built)
    assert result.returncode == 2 and "沈若兰" in result.stderr and "Traceback" not in result.stderr


def test_show_without_a_build(tmp_path: Path) -> None:
    result = kg("show", "沈若兰", "-d", tmp_path / "nothing")
    assert result.returncode == 2 and "kg build" in result.stderr and "Traceback" not in result.stderr
