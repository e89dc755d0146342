"""Finding by name: full name, then alias, then pinyin; what is not found names its nearest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cached_property

from kg.model import Entity
from kg.resolve.names import key
from kg.text.pinyin import syllables


class _Said(KeyError):
    """A KeyError that shows its message as it is."""

    def __str__(self) -> str:
        return str(self.args[0])


class UnknownName(_Said):
    """Nothing is called so; `near` holds the nearest names."""

    def __init__(self, name: str, near: Iterable[str] = (), what: str = "nothing") -> None:
        self.name, self.near = name, tuple(near)
        hint = f"; near: {'、'.join(self.near)}" if self.near else ""
        super().__init__(f"{what} is called {name}{hint}")


class AmbiguousName(_Said):
    """Several things are called so; `candidates` holds their ids, each of which finds one of them."""

    def __init__(self, name: str, found: Iterable[Entity]) -> None:
        entities = tuple(found)
        self.name, self.candidates = name, tuple(entity.id for entity in entities)
        shown = "、".join(f"{entity.label} ({entity.kind}, {entity.id})" for entity in entities)
        super().__init__(f"{name} may be any of {len(entities)}: {shown}; use an id")


def nearest(name: str, labels: Iterable[str], count: int = 5) -> tuple[str, ...]:
    """Labels that hold the name, shortest first, then those spelled alike."""
    known = {key(label): label for label in labels}
    inside = sorted((label for k, label in known.items() if key(name) in k), key=lambda label: (len(label), label))
    alike = [known[k] for k in get_close_matches(key(name), known, count, 0.3)]
    return tuple(dict.fromkeys((*inside, *alike)))[:count]


def _squeezed(reading: str) -> str:
    return "".join(character for character in reading.lower() if character.isalnum())


class Names:
    """An index over the names of entities, in their order."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._entities = tuple(entities)

    @cached_property
    def _ids(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self._entities}

    @cached_property
    def _labels(self) -> dict[str, list[Entity]]:
        return self._index((key(e.label), e) for e in self._entities)

    @cached_property
    def _aliases(self) -> dict[str, list[Entity]]:
        return self._index((key(alias), e) for e in self._entities for alias in dict.fromkeys(e.aliases))

    @cached_property
    def _pinyin(self) -> dict[str, list[Entity]]:
        names = ((name, e) for e in self._entities for name in (e.label, *e.aliases))
        return self._index((_squeezed(syllables(name, e.kind == "PER")), e) for name, e in names)

    @staticmethod
    def _index(pairs: Iterable[tuple[str, Entity]]) -> dict[str, list[Entity]]:
        found: dict[str, dict[str, Entity]] = defaultdict(dict)
        for name, entity in pairs:
            found[name][entity.id] = entity
        return {name: list(entities.values()) for name, entities in found.items()}

    def best(self, name: str) -> tuple[Entity, ...]:
        """Those whom the name fits best: an id or IRI, else full names, else aliases, else pinyin; () for none."""
        known = self._ids.get(name.rpartition("/")[2])
        if known is not None:
            return (known,)
        found = self._labels.get(key(name)) or self._aliases.get(key(name))
        return tuple(found or self._spelled(name))

    def all(self, name: str) -> tuple[Entity, ...]:
        """Everybody called so, by full name, then alias; by pinyin where nobody is."""
        found = self._index((e.id, e) for e in (*self._labels.get(key(name), ()), *self._aliases.get(key(name), ())))
        return tuple(e for entities in found.values() for e in entities) or self.best(name)

    def _spelled(self, name: str) -> list[Entity]:
        return self._pinyin.get(_squeezed(name), []) if name.isascii() and _squeezed(name) else []

    def one(self, name: str) -> Entity:
        """The one called so. UnknownName with the nearest ones, AmbiguousName with all of them."""
        found = self.best(name)
        if len(found) > 1:
            raise AmbiguousName(name, found)
        if not found:
            raise UnknownName(name, self.near(name))
        return found[0]

    def near(self, name: str, count: int = 5) -> tuple[str, ...]:
        """Full names that look like it, or are read like it."""
        by_eye = nearest(name, (entity.label for entity in self._entities), count)
        if by_eye or not name.isascii():
            return by_eye
        readings = get_close_matches(_squeezed(name), self._pinyin, count)
        return tuple(dict.fromkeys(e.label for reading in readings for e in self._pinyin[reading]))[:count]
