"""Chinese local-government news into a knowledge graph that can be trusted line by line.

`kg.build(folder)` reads pages, `kg.load(folder)` opens a build, `kg.read(text)` reads one text.
"""

from __future__ import annotations

from pathlib import Path

from kg import pipeline
from kg.query import Graph

__version__ = "0.1.0"
__all__ = ["Graph", "build", "load", "read"]


def build(folder: str | Path) -> Graph:
    """The graph of a folder of pages; nothing is written. Raises PageError where no page can be read."""
    return Graph(pipeline.learn_folder(Path(folder)).knowledge)


def load(folder: str | Path) -> Graph:
    """The graph that a build left in a folder. Raises LoadError where there is none."""
    return Graph.load(folder)


def read(text: str) -> Graph:
    """The graph of one text. Raises PageError where there is nothing to read."""
    return Graph(pipeline.learn_text(text))
