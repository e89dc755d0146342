"""Files and texts -> pages. The only door of the page room."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from kg.model import Article, Document, Page
from kg.page import layout
from kg.page.articles import cut
from kg.page.dating import date
from kg.page.decode import Undecodable, decode
from kg.text.flow import HAN, sheet

_MOST_BYTES: Final = 64 * 2**20
_LONGEST_LINE: Final = 2**20  # characters; a whole newspaper page has about 10,000
_CHINESE: Final = re.compile(f"[{HAN}]")


class PageError(ValueError):
    """A page that cannot be read: one line with the file's name and what to do."""


def list_pages(folder: Path) -> list[Path]:
    """The *.txt files of a folder and its subfolders, sorted by path. Raises PageError where there is none."""
    if folder.is_file():
        return [folder]
    if not folder.is_dir():
        raise PageError(f"{folder}: no such folder")
    found = [path for path in folder.rglob("*.txt") if path.is_file()]
    if not found:
        raise PageError(f"{folder}: no pages (*.txt) in this folder")
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def stem_of(path: Path, root: Path) -> str:
    """The name of a page in a build: the file's stem; below `root`, its folders before it, joined by full stops.

    20240219.txt -> 20240219; 2024/02/19.txt -> 2024.02.19, so equal names of different folders stay apart.
    """
    return _inside(path, root).removesuffix(path.suffix).replace("/", ".")


def _inside(path: Path, root: Path) -> str:
    """The path relative to the folder given, with forward slashes; the name where it is no part of it."""
    return path.relative_to(root).as_posix() if path != root and path.is_relative_to(root) else path.name


def read_page(path: Path, root: Path) -> Page:
    """Read one file. Raises PageError where it is empty, no text, too large or without an article."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise PageError(f"{path}: larger than {_MOST_BYTES >> 20} MB: split it into pages")
        data = path.read_bytes()
        text, encoding = decode(data)
    except OSError as error:
        raise PageError(f"{path}: cannot be read ({error.strerror})") from error
    except Undecodable as error:
        raise PageError(f"{path}: {error}") from error
    return _page(text, stem_of(path, root), _inside(path, root), hashlib.sha256(data).hexdigest(), encoding, str(path))


def page_from_text(text: str, stem: str = "text") -> Page:
    """A page from characters in memory. Raises PageError as `read_page` does."""
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _page(text, stem, f"{stem}.txt", sha256, "utf-8", stem)


def _page(raw: str, stem: str, path: str, sha256: str, encoding: str, named: str) -> Page:
    if not raw.strip("\ufeff \t\r\n\u3000"):
        raise PageError(f"{named}: empty: nothing to read")
    if len(raw) > _LONGEST_LINE and max(map(len, raw.splitlines())) > _LONGEST_LINE:
        raise PageError(f"{named}: one line of more than {_LONGEST_LINE:,} characters: put each paragraph on a line of its own")
    articles = cut(layout.read(sheet(raw)), stem)
    if not any(_CHINESE.search(article.flow.text) for article in articles):
        raise PageError(f"{named}: no article: there is no Chinese text in it")
    published, why = _dated(articles)
    return Page(stem, path, sha256, encoding, raw, published, why, articles)


def _dated(articles: tuple[Article, ...]) -> tuple[str | None, str | None]:
    found = date(articles)
    return (found.value, found.why) if found else (None, None)


@lru_cache(maxsize=16)
def _decoded(path: Path, changed: int) -> str:
    return decode(path.read_bytes())[0]


class Texts(Mapping[str, str]):
    """The raw text of pages by stem, decoded again when asked for and not kept."""

    def __init__(self, folder: Path, documents: Iterable[Document]) -> None:
        self._paths = {d.stem: folder / d.path if folder.is_dir() else folder for d in documents}

    def __getitem__(self, stem: str) -> str:
        path = self._paths[stem]
        return _decoded(path, path.stat().st_mtime_ns)

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)
