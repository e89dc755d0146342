"""Answers: immutable sequences that print themselves as tables and turn into pandas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    import pandas

SHOWN = 60  # rows of a table in a notebook


class Rowed(Protocol):
    """Whatever can stand as a row of a table."""

    def row(self) -> Mapping[str, object]: ...


T = TypeVar("T", bound=Rowed)


def columns(rows: Iterable[Mapping[str, object]]) -> list[str]:
    """All names, in the order of first sight."""
    return list(dict.fromkeys(name for row in rows for name in row))


def html_table(rows: list[Mapping[str, object]], heads: Iterable[str] = ()) -> str:
    """A table with every cell escaped; long ones say how many rows they leave out."""
    names = list(heads) or columns(rows)
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(_cell(row.get(name)))}</td>" for name in names) + "</tr>" for row in rows[:SHOWN]
    )
    more = f"<p>… {len(rows) - SHOWN} more</p>" if len(rows) > SHOWN else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def frame(rows: Iterable[Mapping[str, object]], heads: Iterable[str] = ()) -> pandas.DataFrame:
    """Rows as a pandas DataFrame. ImportError naming the extra where pandas is not installed."""
    try:
        pd: Any = import_module("pandas")
    except ImportError as error:
        raise ImportError("to_pandas() needs pandas: pip install 'govnews-kg[pandas]'") from error
    found = [dict(row) for row in rows]
    table: pandas.DataFrame = pd.DataFrame(found, columns=list(heads) or columns(found), dtype=object)
    return table


class Listing(tuple[T, ...]):
    """An answer: a tuple whose members can stand as rows."""

    def rows(self) -> list[Mapping[str, object]]:
        return [member.row() for member in self]

    def to_pandas(self) -> pandas.DataFrame:
        """One row a member. ImportError naming the extra where pandas is not installed."""
        return frame(self.rows())

    def __repr__(self) -> str:
        lines = [f"  {member!r}" for member in self[:10]] + [f"  … {len(self) - 10} more"] * (len(self) > 10)
        return "\n".join(["[", *lines, "]"]) if lines else "[]"

    def _repr_html_(self) -> str:
        return html_table(self.rows()) if self else "<p>—</p>"


class Row(Mapping[str, Any]):
    """One row of an answer: row["who"], row.who; hashable, equal to a dict of the same cells."""

    __slots__ = ("_cells",)
    _cells: tuple[tuple[str, object], ...]

    def __init__(self, cells: Iterable[tuple[str, object]]) -> None:
        object.__setattr__(self, "_cells", tuple(cells))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a row cannot be changed ({name})")

    def __getitem__(self, name: str) -> Any:
        return dict(self._cells)[name]

    def __getattr__(self, name: str) -> Any:
        try:
            return dict(object.__getattribute__(self, "_cells"))[name]
        except KeyError:
            raise AttributeError(f"no cell {name}") from None

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._cells)

    def __len__(self) -> int:
        return len(self._cells)

    def __hash__(self) -> int:
        return hash(frozenset(self._cells))

    def __reduce__(self) -> tuple[type[Row], tuple[tuple[tuple[str, object], ...]]]:
        return Row, (self._cells,)

    def __repr__(self) -> str:
        return f"Row({', '.join(f'{name}={value!r}' for name, value in self._cells)})"

    def row(self) -> Mapping[str, object]:
        return self


class Rows(Listing[Row]):
    """Rows with named columns, also where there is no row."""

    columns: tuple[str, ...]

    def __new__(cls, rows: Iterable[Row], columns: Iterable[str]) -> Rows:
        found = super().__new__(cls, rows)
        found.columns = tuple(columns)
        return found

    def __getnewargs__(self) -> tuple[tuple[Row, ...], tuple[str, ...]]:
        return tuple(self), self.columns

    def to_pandas(self) -> pandas.DataFrame:
        return frame(self.rows(), self.columns)

    def _repr_html_(self) -> str:
        return html_table(self.rows(), self.columns)
