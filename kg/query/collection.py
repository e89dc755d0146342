"""The things of one kind, found by full name, alias, pinyin or id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from kg.query.listing import Listing, html_table
from kg.query.naming import Names, UnknownName
from kg.query.records import Thing

if TYPE_CHECKING:
    import pandas

T = TypeVar("T", bound=Thing)


class Collection(Mapping[str, T], Generic[T]):
    """A mapping from names to things: g.people["徐强"], g.people["xuqiang"].

    Its keys are full names; where two things share one, their ids. A name that nobody has raises
    UnknownName (a KeyError) with the nearest ones, one that several have AmbiguousName with all.
    Calling it narrows it: g.initiatives(of="云河开发区"), g.organisations(sub="subdistrict").
    """

    def __init__(self, what: str, things: Iterable[T], everybody: Names) -> None:
        self._what = what
        self._things = {thing.id: thing for thing in things}
        self._everybody = everybody

    @cached_property
    def _names(self) -> Names:
        return Names(thing.record for thing in self._things.values())

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        count = Counter(thing.label for thing in self._things.values())
        return tuple(t.label if count[t.label] == 1 else t.id for t in self._things.values())

    def __getitem__(self, name: str) -> T:
        if not self._names.best(name):
            raise UnknownName(name, self.near(name) or self._everybody.near(name), f"none of the {self._what}")
        return self._things[self._names.one(name).id]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and bool(self._names.best(name))

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._things)

    def near(self, name: str) -> tuple[str, ...]:
        """Names that look like one."""
        return self._names.near(name)

    def __call__(self, of: str | Thing | None = None, sub: str | None = None, modality: str | None = None) -> Listing[T]:
        """Those that a fact joins with `of`, that are of a sub-kind, that some fact names with a modality.

        UnknownName and AmbiguousName for `of` as elsewhere.
        """
        other = None if of is None else self._id(of)
        chosen = (t for t in self._things.values() if sub in (None, t.sub) and _joined(t, other, modality))
        return Listing(chosen)

    def _id(self, of: str | Thing) -> str:
        if isinstance(of, Thing):
            return of.id
        found = self._everybody.best(of)
        joined = [entity for entity in found if any(_joined(t, entity.id, None) for t in self._things.values())]
        return joined[0].id if len(joined) == 1 else self._everybody.one(of).id

    def to_pandas(self) -> pandas.DataFrame:
        """One row a thing. ImportError naming the extra where pandas is not installed."""
        return Listing(self.values()).to_pandas()

    def __repr__(self) -> str:
        shown = "、".join(self._keys[:8]) + (" …" if len(self) > 8 else "")
        return f"<{len(self)} {self._what}: {shown}>"

    def __hash__(self) -> int:
        return hash(tuple(self._things))

    def _repr_html_(self) -> str:
        return html_table([thing.row() for thing in self._things.values()])


def _joined(thing: Thing, other: str | None, modality: str | None) -> bool:
    if other is None and modality is None:
        return True
    facts = [fact for fact in thing.facts if modality in (None, fact.modality)]
    return any(other is None or (other != thing.id and other in dict(f.record.args).values()) for f in facts)


