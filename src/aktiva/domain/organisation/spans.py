"""Units over time: each a row of spans, and the tree that they make on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from aktiva.domain.organisation.tree import Level, Node, Tree


@dataclass(frozen=True, slots=True)
class KindFacts:
    """What matters of a kind of unit."""

    level: Level
    answers: bool
    position: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """A unit from a day until (not including) another."""

    unit: int
    name: str
    short_name: str
    kind: str
    parent: int | None
    start: date
    end: date | None = None

    def holds(self, day: date) -> bool:
        """Return whether the unit is so on the day."""
        return self.start <= day and (self.end is None or self.end > day)


def tree_on(spans: Iterable[Span], kinds: Mapping[str, KindFacts], day: date) -> Tree:
    """Return the tree of a day, with units in the order of their numbers."""
    there = sorted((s for s in spans if s.holds(day)), key=lambda s: s.unit)
    return Tree(
        Node(
            id=s.unit,
            code=str(s.unit),
            name=s.name,
            short_name=s.short_name,
            kind=s.kind,
            level=kinds[s.kind].level,
            answers=kinds[s.kind].answers,
            parent=s.parent,
        )
        for s in there
    )
