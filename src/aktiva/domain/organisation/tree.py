"""The tree of units on one day, held in memory: asking it costs no query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Level(StrEnum):
    """What a kind of unit is in the chain, whatever the employer calls it."""

    EMPLOYER = "employer"
    DEPARTMENT = "department"
    GROUP = "group"
    WORKPLACE = "workplace"


@dataclass(frozen=True, slots=True)
class Node:
    """One unit as it was on the tree's day."""

    id: int
    code: str
    name: str
    short_name: str
    kind: str
    level: Level
    answers: bool
    parent: int | None


class BrokenTree(ValueError):
    """The rows do not form one tree."""


class Tree:
    """Units of one employer on one day.

    Args:
        nodes: Every unit that existed that day. A node whose parent is missing
            counts as a root, so that nobody disappears.

    Raises:
        BrokenTree: Two nodes share an id, or a unit is its own ancestor.
    """

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.nodes: dict[int, Node] = {}
        for node in nodes:
            if node.id in self.nodes:
                raise BrokenTree(f"unit {node.code} occurs twice")
            self.nodes[node.id] = node
        self._children: dict[int | None, list[Node]] = {}
        self._subtrees: dict[int, frozenset[int]] = {}
        self._answering: dict[int | None, tuple[Node, ...]] = {}
        for node in self.nodes.values():
            parent = node.parent if node.parent in self.nodes else None
            self._children.setdefault(parent, []).append(node)
        reached = self._below([n.id for n in self._children.get(None, [])])
        if len(reached) != len(self.nodes):
            circle = sorted(n.code for n in self.nodes.values() if n.id not in reached)
            raise BrokenTree(f"units form a circle: {', '.join(circle)}")

    def _below(self, start: list[int]) -> set[int]:
        found: set[int] = set()
        waiting = list(start)
        while waiting:
            node = waiting.pop()
            if node not in found:
                found.add(node)
                waiting.extend(child.id for child in self._children.get(node, []))
        return found

    def __contains__(self, unit: int) -> bool:
        return unit in self.nodes

    def __len__(self) -> int:
        return len(self.nodes)

    def children(self, unit: int | None) -> tuple[Node, ...]:
        """Return the units directly below, in the order they were given."""
        return tuple(self._children.get(unit, ()))

    def subtree(self, unit: int) -> frozenset[int]:
        """Return the unit and everything below it; empty for a unit that did not exist."""
        if unit not in self.nodes:
            return frozenset()
        if unit not in self._subtrees:
            self._subtrees[unit] = frozenset(self._below([unit]))
        return self._subtrees[unit]

    def ancestors(self, unit: int) -> tuple[Node, ...]:
        """Return the units above, nearest first."""
        above = []
        node = self.nodes.get(unit)
        while node is not None and node.parent in self.nodes:
            node = self.nodes[node.parent]
            above.append(node)
        return tuple(above)

    def department_of(self, unit: int) -> Node | None:
        """Return the department that the unit is or belongs to, or None above that level."""
        node = self.nodes.get(unit)
        for candidate in (node, *self.ancestors(unit)):
            if candidate is not None and candidate.level is Level.DEPARTMENT:
                return candidate
        return None

    @cached_property
    def root(self) -> Node | None:
        """The employer's own node, or None in an empty tree."""
        tops = self._children.get(None, [])
        return next((n for n in tops if n.level is Level.EMPLOYER), tops[0] if tops else None)

    @cached_property
    def departments(self) -> tuple[Node, ...]:
        """Departments in the order they were given."""
        return tuple(n for n in self.nodes.values() if n.level is Level.DEPARTMENT)

    @cached_property
    def department_index(self) -> dict[int, int]:
        """Unit id → id of its department, for the units that have one."""
        index: dict[int, int] = {}
        for department in self.departments:
            for unit in self.subtree(department.id):
                index[unit] = department.id
        return index

    @cached_property
    def places(self) -> dict[int, int]:
        """Unit id → its place in lists: departments by name, their units as given."""
        names = {d.id: d.name for d in self.departments}
        index = self.department_index
        ordered = sorted(self.nodes, key=lambda unit: names.get(index.get(unit, -1), ""))
        return {unit: place for place, unit in enumerate(ordered)}

    def answering(self, *, within: int | None = None) -> tuple[Node, ...]:
        """Return the units that answer for themselves, below `within` if given."""
        if within not in self._answering:
            ids = self.nodes.keys() if within is None else self.subtree(within)
            self._answering[within] = tuple(
                n for n in self.nodes.values() if n.answers and n.id in ids
            )
        return self._answering[within]
