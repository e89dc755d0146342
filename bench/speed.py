"""Speed of a whole build beside jieba on the same text in the same run.

    python bench/speed.py [--pages seeds/pages] [--megabytes 20]

Pages are repeated with other people's names until the text is large enough. `--jobs 1` reads in one process as
jieba does, plain `kg build` in as many as fit. CPU seconds (user + system), wall seconds and peak memory are the operating system's.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from kg import pipeline

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰春红建国志文海波晓东云飞鹏宇浩然欣怡子涵梓轩"
POSSEG = "import jieba.posseg as p; cut = p.cut"
CUT = "import jieba; cut = jieba.cut"
RUN_JIEBA = """
import sys, pathlib
{load}
list(cut("热身"))
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.txt")):
    for line in path.read_text(encoding="utf-8").splitlines():
        for _ in cut(line): pass
"""


class Run(NamedTuple):
    cpu: float
    wall: float
    peak_mb: float


def varied(pages: Path, folder: Path, megabytes: float) -> int:
    """Write copies of the pages with other names; returns the bytes written."""
    knowledge = pipeline.learn_folder(pages).knowledge
    people = sorted({e.label for e in knowledge.entities if e.kind == "PER"}, key=lambda n: (-len(n), n))
    texts = {p.stem: p.read_text(encoding="utf-8") for p in sorted(pages.glob("*.txt"))}
    draw = random.Random(7)
    size = copy = 0
    while size < megabytes * 1e6:
        for stem, text in texts.items():
            for name in people:
                text = text.replace(name, invented(draw, len(name)))
            data = text.encode("utf-8")
            (folder / f"{stem}-{copy:05}.txt").write_bytes(data)
            size += len(data)
        copy += 1
    return size


def invented(draw: random.Random, length: int) -> str:
    return draw.choice(SURNAMES) + "".join(draw.choice(GIVEN) for _ in range(length - 1))


def measured(command: list[str]) -> Run:
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{command[:4]} failed with {status}")
    return Run(usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1024)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--pages", type=Path, default=Path("seeds/pages"))
    arguments.add_argument("--megabytes", type=float, default=20)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "pages"
        folder.mkdir()
        size = varied(given.pages, folder, given.megabytes)
        build = [sys.executable, "-m", "kg.cli", "build", str(folder), "--no-html", "-o"]
        runs = {
            "kg build --jobs 1": measured([*build, f"{temporary}/one", "--jobs", "1"]),
            "kg build": measured([*build, f"{temporary}/many"]),
        }
        for name, load in (("jieba.posseg.cut", POSSEG), ("jieba.cut", CUT)):
            runs[name] = measured([sys.executable, "-c", RUN_JIEBA.format(load=load), str(folder)])
    report(runs, size / 1e6)


def report(runs: dict[str, Run], megabytes: float) -> None:
    base = runs["jieba.posseg.cut"].cpu
    print(f"{megabytes:.1f} MB of UTF-8")
    print(f"{'':22}{'CPU s':>8}{'wall s':>8}{'MB/s':>8}{'x posseg':>10}{'peak MB':>9}")
    for name, run in runs.items():
        print(f"{name:22}{run.cpu:8.1f}{run.wall:8.1f}{megabytes / run.cpu:8.2f}{base / run.cpu:10.2f}{run.peak_mb:9.0f}")
    print(json.dumps({name: run._asdict() for name, run in runs.items()}))


if __name__ == "__main__":
    main()
