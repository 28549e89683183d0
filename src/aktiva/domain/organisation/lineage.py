"""Who answers today for what units that are no more left open, and who came before whom."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Step:
    """A unit that went wholly or in part into another on a day."""

    before: int
    after: int
    on: date


class Lineage:
    """The units of one employer on one day, those that are no more, and the way between them.

    Nothing is moved when a unit ends. What it left open is found by following the steps from
    it to a unit that is there; a unit that went nowhere leaves it to the unit that lay above.

    Args:
        steps: In order; the first step from a unit on its last day takes what nobody chose.
        there: Units that exist on the day.
        above: Unit that is no more → the unit above it on its last day.
        given: What was handed to a certain unit by choice: sort and number → the unit it was
            handed from, and that unit. It counts while the thing is still of the first.
        root: Who answers when every other way ends.
    """

    def __init__(
        self,
        steps: Iterable[Step],
        *,
        there: Collection[int],
        above: Mapping[int, int | None],
        given: Mapping[tuple[str, int], tuple[int, int]] | None = None,
        root: int | None = None,
    ) -> None:
        self._there = there
        self._above = above
        self._given = dict(given or {})
        self._root = root
        self._after: dict[int, list[Step]] = {}
        self._before: dict[int, list[int]] = {}
        for step in steps:
            self._after.setdefault(step.before, []).append(step)
            self._before.setdefault(step.after, []).append(step.before)
        self._left: dict[int | None, set[int]] | None = None

    @property
    def gone(self) -> Collection[int]:
        """Units that have been and are no more."""
        return self._above.keys()

    def holder(self, unit: int) -> int | None:
        """Return who answers for what `unit` left open: the unit itself while it is there."""
        seen: set[int] = set()
        at: int | None = unit
        while at is not None and at not in self._there:
            if at in seen:
                return self._root
            seen.add(at)
            steps = self._after.get(at)
            if steps:
                last = max(s.on for s in steps)
                at = next(s.after for s in steps if s.on == last)
            else:
                at = self._above.get(at)
        return self._root if at is None else at

    def holder_of(self, sort: str, number: int, unit: int) -> int | None:
        """Return who answers for one thing of `unit`, which may have been handed over by choice."""
        origin, to = self._given.get((sort, number), (unit, unit))
        return self.holder(to if origin == unit else unit)

    def given_to(self, sort: str, unit: int) -> Mapping[int, frozenset[int]]:
        """Return what was handed over by choice and is now with `unit`: its own unit → numbers."""
        return self._handed(sort, lambda to: self.holder(to) == unit)

    def given_away(self, sort: str, unit: int) -> Mapping[int, frozenset[int]]:
        """Return what was handed over by choice and is now with another: its own unit → numbers."""
        return self._handed(sort, lambda to: self.holder(to) != unit)

    def _handed(self, sort: str, wanted: Callable[[int], bool]) -> dict[int, frozenset[int]]:
        found: dict[int, set[int]] = {}
        for (of, number), (origin, to) in self._given.items():
            if of == sort and wanted(to):
                found.setdefault(origin, set()).add(number)
        return {origin: frozenset(numbers) for origin, numbers in found.items()}

    def left_to(self, unit: int) -> frozenset[int]:
        """Return the units whose open work is with `unit`: itself, and some that are no more.

        Nothing is with a unit that is itself no more.
        """
        if self._left is None:
            self._left = {}
            for gone in self._above:
                self._left.setdefault(self.holder(gone), set()).add(gone)
        own = () if unit in self._above else (unit,)
        return frozenset({*own, *self._left.get(unit, ())})

    def forward(self, unit: int, *, since: date | None = None) -> frozenset[int]:
        """Return every unit that `unit` has gone into, wholly or in part, after a day."""
        found: set[int] = set()
        waiting = [unit]
        while waiting:
            for step in self._after.get(waiting.pop(), ()):
                if step.after not in found and (since is None or step.on > since):
                    found.add(step.after)
                    waiting.append(step.after)
        return frozenset(found - {unit})

    def before(self, unit: int) -> tuple[int, ...]:
        """Return every unit that has gone into `unit`, wholly or in part, the nearest first."""
        found: list[int] = []
        waiting = [unit]
        while waiting:
            for earlier in self._before.get(waiting.pop(0), ()):
                if earlier not in found and earlier != unit:
                    found.append(earlier)
                    waiting.append(earlier)
        return tuple(found)

    def reached_from(self, units: Collection[int]) -> frozenset[int]:
        """Return the units that are no more and that some unit of `units` has come after.

        A unit that went nowhere has the one that lay above it after itself.
        """
        return frozenset(
            gone
            for gone in self._above
            if self.holder(gone) in units or not self.forward(gone).isdisjoint(units)
        )
