"""SPARQL answers with Python values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyoxigraph

from kg.query.listing import Row, Rows

_XSD = "http://www.w3.org/2001/XMLSchema#"
_READ: Mapping[str, Callable[[str], object]] = {
    f"{_XSD}decimal": Decimal,
    f"{_XSD}integer": int,
    f"{_XSD}nonNegativeInteger": int,
    f"{_XSD}double": float,
    f"{_XSD}float": float,
    f"{_XSD}boolean": lambda text: text in ("true", "1"),
    f"{_XSD}date": date.fromisoformat,
    f"{_XSD}dateTime": datetime.fromisoformat,
}


def python(term: Any) -> object:
    """A term as Python has it: Decimal, int, float, bool, date, datetime, else text; None for unbound.

    A literal that its datatype does not allow stays text.
    """
    if isinstance(term, pyoxigraph.Literal):
        with suppress(ValueError, ArithmeticError):
            return _READ.get(term.datatype.value, str)(term.value)
        return term.value
    return None if term is None else str(getattr(term, "value", term))


def store(turtle: str) -> pyoxigraph.Store:
    """Turtle in an in-memory store."""
    found = pyoxigraph.Store()
    found.bulk_load(turtle.encode("utf-8"), pyoxigraph.RdfFormat.TURTLE)
    return found


def rows(store: pyoxigraph.Store, question: str, prefixes: dict[str, str]) -> Rows:
    """The rows of a SELECT. SyntaxError for what is no SPARQL, TypeError for ASK, CONSTRUCT and DESCRIBE."""
    answer = store.query(question, prefixes=prefixes)
    if not isinstance(answer, pyoxigraph.QuerySolutions):
        raise TypeError("sparql() answers SELECT; use .store.query for ASK, CONSTRUCT and DESCRIBE")
    names = [variable.value for variable in answer.variables]
    return Rows((Row((name, python(row[name])) for name in names) for row in answer), names)
