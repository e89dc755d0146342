"""Union-find over small integers: clusters are connected components of SAME judgements."""

from __future__ import annotations


class Clusters:
    """`join` two members, ask for the `root` of one; the smallest member is the root."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, member: int) -> int:
        parent = self._parent
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    def join(self, left: int, right: int) -> None:
        a, b = sorted((self.root(left), self.root(right)))
        self._parent[b] = a

    def groups(self) -> list[list[int]]:
        """Members by cluster, in order of their smallest member."""
        found: dict[int, list[int]] = {}
        for member in range(len(self._parent)):
            found.setdefault(self.root(member), []).append(member)
        return list(found.values())
