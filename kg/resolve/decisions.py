"""What a person has decided outranks every score: one line a decision, in a file.

Columns, tab separated: `same` or `different`, kind, left name, right name, and the reason.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.resolve.names import key


class DecisionError(ValueError):
    """A line that cannot be read; the message names it."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """Each row is (verdict, kind, left key, right key)."""

    rows: tuple[tuple[str, str, str, str], ...]

    def different(self, kind: str, left: str, right: str) -> bool:
        return ("different", kind, *sorted((key(left), key(right)))) in self.rows

    def same(self) -> tuple[tuple[str, str, str], ...]:
        return tuple((kind, a, b) for verdict, kind, a, b in self.rows if verdict == "same")


NONE = Decisions(())


def parse(text: str, source: str) -> Decisions:
    """Read a decisions file's text. Raises DecisionError naming `source` and the line."""
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) < 4 or cells[0] not in ("same", "different"):
            raise DecisionError(f"{source}:{number}: want same|different, kind, name, name, reason")
        left, right = sorted((key(cells[2]), key(cells[3])))
        rows.append((cells[0], cells[1], left, right))
    return Decisions(tuple(rows))
