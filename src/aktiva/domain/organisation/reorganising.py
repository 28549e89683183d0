"""What a reorganisation would do to the units, and what stands in its way.

Everything is decided over *spans*: what a unit was called, was and lay under from a day until
(not including) another. A plan gives the spans as they would be afterwards, so that making a
change is writing the difference, and taking it back is writing the spans that were.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from aktiva.domain.organisation.spans import KindFacts, Span, tree_on
from aktiva.domain.organisation.tree import BrokenTree


class ChangeKind(StrEnum):
    """What is done to the units."""

    MERGE = "merge"
    SPLIT = "split"
    MOVE = "move"
    CLOSE = "close"
    RENAME = "rename"


class Problem(StrEnum):
    """What stands in the way of a change."""

    NO_UNITS = "no_units"
    UNKNOWN_UNIT = "unknown_unit"
    NOT_THERE = "not_there"
    TOO_NEW = "too_new"
    LATER_CHANGE = "later_change"
    ROOT = "root"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    TOO_FEW_PARTS = "too_few_parts"
    OTHER_LEVEL = "other_level"
    INSIDE = "inside"
    BELOW_ITSELF = "below_itself"
    BELOW_ITSELF_LATER = "below_itself_later"
    UNITS_BELOW = "units_below"
    NAME_MISSING = "name_missing"
    NAME_TAKEN = "name_taken"
    KIND_MISSING = "kind_missing"
    PARENT_MISSING = "parent_missing"
    PARENT_ENDS = "parent_ends"
    NOTHING_CHANGES = "nothing_changes"


@dataclass(frozen=True, slots=True)
class Part:
    """A unit as it is to be afterwards. `unit` is one that goes on, None one that is new."""

    name: str
    short_name: str
    kind: str
    parent: int | None
    unit: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One reorganisation.

    Args:
        before: Units that it starts from.
        after: Units that it leads to: one for a merge, two or more for a split, one for each
            unit that moves or is renamed, none for a closing.
        below: Unit directly below one that ends → the place in `after` of the part that takes
            it. The first part takes those that are not named.
    """

    kind: ChangeKind
    on: date
    before: tuple[int, ...]
    after: tuple[Part, ...] = ()
    below: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """One problem, and the unit or the part (by its place) that it concerns."""

    problem: Problem
    unit: int | None = None
    part: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """What became of a unit, in the words of a succession: merged, split, moved, renamed, closed."""

    before: int
    after: int | None
    kind: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a change would do; nothing but `problems` when something stands in its way.

    Args:
        spans: Every span of the employer as it would be. New units have negative numbers.
        parts: Units after the change, in the order of the parts.
        ended: Units that are no more from the day.
        taken: Units below an ended one → the part that takes them.
        answering: How many more units answer for themselves on the day; fewer is negative.
    """

    problems: tuple[Found, ...] = ()
    spans: tuple[Span, ...] = ()
    parts: tuple[int, ...] = ()
    ended: tuple[int, ...] = ()
    taken: Mapping[int, int] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    answering: int = 0

    @property
    def new(self) -> tuple[int, ...]:
        """Units that begin with the change."""
        return tuple(unit for unit in self.parts if unit < 0)

    def numbered(self, ids: Mapping[int, int]) -> Plan:
        """Return the plan with real numbers in the place of the negative ones."""

        def real(unit: int) -> int:
            return ids.get(unit, unit)

        def maybe(unit: int | None) -> int | None:
            return None if unit is None else real(unit)

        return replace(
            self,
            spans=tuple(replace(s, unit=real(s.unit), parent=maybe(s.parent)) for s in self.spans),
            parts=tuple(real(u) for u in self.parts),
            taken={unit: real(part) for unit, part in self.taken.items()},
            links=tuple(Link(real(x.before), maybe(x.after), x.kind) for x in self.links),
        )


def plan(change: Change, spans: Sequence[Span], kinds: Mapping[str, KindFacts]) -> Plan:
    """Return what a change would do, or everything that stands in its way.

    Args:
        spans: Every span of the employer.
        kinds: Code → kind of unit.
    """
    drawing = _Drawing(change, spans, kinds)
    problems = drawing.problems()
    if problems:
        return Plan(problems=tuple(dict.fromkeys(problems)))
    made = drawing.planned()
    if _is_broken_later(made.spans, kinds, change.on):
        return Plan(problems=(Found(Problem.BELOW_ITSELF_LATER, part=0),))
    return made


def _is_broken_later(spans: Sequence[Span], kinds: Mapping[str, KindFacts], on: date) -> bool:
    """Return whether a change that is already planned would meet this one in a circle."""
    try:
        for day in sorted({s.start for s in spans if s.start > on}):
            tree_on(spans, kinds, day)
    except BrokenTree:
        return True
    return False


class _Drawing:
    """A change held against the units of its day."""

    def __init__(
        self, change: Change, spans: Sequence[Span], kinds: Mapping[str, KindFacts]
    ) -> None:
        self.change, self.spans, self.kinds = change, spans, kinds
        self.day = {s.unit: s for s in spans if s.holds(change.on)}
        self.tree = tree_on(spans, kinds, change.on)
        going_on = {part.unit for part in change.after}
        replaced = change.kind in {ChangeKind.MERGE, ChangeKind.SPLIT, ChangeKind.CLOSE}
        self.ended = tuple(u for u in change.before if replaced and u not in going_on)
        self.parts = tuple(
            part.unit if part.unit is not None else -place
            for place, part in enumerate(change.after, start=1)
        )

    def problems(self) -> list[Found]:
        if not self.change.before:
            return [Found(Problem.NO_UNITS)]
        found = [p for unit in self.change.before for p in self._of_unit(unit)]
        if found:
            return found
        found = self._of_kind()
        for place, part in enumerate(self.change.after):
            found += self._of_part(place, part)
        for child in self._children():
            if self._changes_later(child):
                found.append(Found(Problem.LATER_CHANGE, unit=child))
        return found

    def _of_unit(self, unit: int) -> Iterable[Found]:
        own = [s for s in self.spans if s.unit == unit]
        if not own:
            yield Found(Problem.UNKNOWN_UNIT, unit=unit)
            return
        if unit not in self.day:
            yield Found(Problem.NOT_THERE, unit=unit)
            return
        if self._is_root(unit) and self.change.kind is not ChangeKind.RENAME:
            yield Found(Problem.ROOT, unit=unit)
        if self._changes_later(unit):
            yield Found(Problem.LATER_CHANGE, unit=unit)
        elif unit in self.ended and self.day[unit].start == self.change.on:
            yield Found(Problem.TOO_NEW, unit=unit)

    def _is_root(self, unit: int) -> bool:
        return self.tree.root is not None and self.tree.root.id == unit

    def _changes_later(self, unit: int) -> bool:
        """Return whether something is already recorded that begins or ends after the day."""
        return (
            (unit in self.day and self.day[unit].end is not None)
            or any(s.unit == unit and s.start > self.change.on for s in self.spans)
            or (unit in self.ended and any(self._waits_below(s, unit) for s in self.spans))
        )

    def _waits_below(self, span: Span, unit: int) -> bool:
        return span.parent == unit and span.start > self.change.on

    def _children(self) -> list[int]:
        """Return the units that are left when the one above them ends."""
        return [
            u for u, s in self.day.items() if s.parent in self.ended and u not in self.change.before
        ]

    def _of_kind(self) -> list[Found]:
        kind, before, after = self.change.kind, self.change.before, self.change.after
        found: list[Found] = []
        if kind is ChangeKind.MERGE:
            if len(before) < 2:
                found.append(Found(Problem.TOO_FEW))
            if len({self.tree.nodes[u].level for u in before}) > 1:
                found.append(Found(Problem.OTHER_LEVEL))
            found += [
                Found(Problem.INSIDE, unit=u)
                for u in before
                if {n.id for n in self.tree.ancestors(u)} & set(before)
            ]
            if len(after) != 1:
                found.append(Found(Problem.TOO_FEW_PARTS))
        elif kind is ChangeKind.SPLIT:
            if len(before) > 1:
                found.append(Found(Problem.TOO_MANY))
            if len(after) < 2:
                found.append(Found(Problem.TOO_FEW_PARTS))
        elif kind is ChangeKind.RENAME and len(before) > 1:
            found.append(Found(Problem.TOO_MANY))
        elif kind is ChangeKind.CLOSE:
            found += [
                Found(Problem.UNITS_BELOW, unit=u)
                for u in before
                if any(self.day[child].parent == u for child in self._children())
            ]
        if kind in {ChangeKind.MOVE, ChangeKind.RENAME} and all(
            part.unit is not None and _same(part, self.day[part.unit]) for part in after
        ):
            found.append(Found(Problem.NOTHING_CHANGES))
        return found

    def _of_part(self, place: int, part: Part) -> Iterable[Found]:
        if not part.name.strip():
            yield Found(Problem.NAME_MISSING, part=place)
        elif self._name_is_taken(place, part):
            yield Found(Problem.NAME_TAKEN, part=place)
        first = self.tree.nodes[self.change.before[0]]
        if part.kind not in self.kinds:
            yield Found(Problem.KIND_MISSING, part=place)
        elif self.kinds[part.kind].level is not first.level and self.change.kind in {
            ChangeKind.MERGE,
            ChangeKind.SPLIT,
        }:
            yield Found(Problem.OTHER_LEVEL, part=place)
        if part.unit is not None and self._is_root(part.unit):
            return
        if part.parent is None or part.parent not in self.day:
            yield Found(Problem.PARENT_MISSING, part=place)
            return
        moving = {part.unit} if self.change.kind is ChangeKind.MOVE else {*self.change.before}
        if any(u is not None and part.parent in self.tree.subtree(u) for u in moving):
            yield Found(Problem.BELOW_ITSELF, part=place)
        elif self.day[part.parent].end is not None and not any(
            s.unit == part.parent and s.start == self.day[part.parent].end for s in self.spans
        ):
            yield Found(Problem.PARENT_ENDS, part=place)

    def _name_is_taken(self, place: int, part: Part) -> bool:
        name = part.name.strip().casefold()
        replaced = {*self.ended, *(p.unit for p in self.change.after)}
        beside = (s for u, s in self.day.items() if s.parent == part.parent and u not in replaced)
        others = (p for n, p in enumerate(self.change.after) if n != place)
        return any(s.name.strip().casefold() == name for s in beside) or any(
            p.parent == part.parent and p.name.strip().casefold() == name for p in others
        )

    def planned(self) -> Plan:
        on = self.change.on
        taken = {child: self.parts[self.change.below.get(child, 0)] for child in self._children()}
        wanted = {
            unit: Span(unit, p.name.strip(), p.short_name.strip(), p.kind, p.parent, on)
            for unit, p in zip(self.parts, self.change.after, strict=True)
        }
        for child, part in taken.items():
            wanted[child] = replace(self.day[child], parent=part, start=on)
        spans: list[Span] = []
        for span in self.spans:
            later = wanted.get(span.unit)
            if not span.holds(on) or (span.unit not in self.ended and later is None):
                spans.append(span)
            elif later is None:
                spans.append(replace(span, end=on))
            elif _alike(later, span):
                spans.append(span)
            elif span.start == on:
                spans.append(replace(later, end=span.end))
            else:
                spans += [replace(span, end=on), replace(later, end=span.end)]
        spans += [wanted[unit] for unit in self.parts if unit < 0]
        grown = tree_on(spans, self.kinds, on)
        return Plan(
            spans=tuple(spans),
            parts=self.parts,
            ended=self.ended,
            taken=taken,
            links=tuple(self._links()),
            answering=len(grown.answering()) - len(self.tree.answering()),
        )

    def _links(self) -> Iterable[Link]:
        kind, before = self.change.kind, self.change.before
        if kind is ChangeKind.MERGE:
            yield from (Link(u, self.parts[0], "merged") for u in before if u != self.parts[0])
        elif kind is ChangeKind.SPLIT:
            yield from (Link(before[0], p, "split") for p in self.parts if p != before[0])
        elif kind is ChangeKind.CLOSE:
            yield from (Link(u, None, "closed") for u in before)
        for part in self.change.after:
            if part.unit is None:
                continue
            was = self.day[part.unit]
            if part.parent != was.parent:
                yield Link(part.unit, part.unit, "moved")
            if part.name.strip() != was.name:
                yield Link(part.unit, part.unit, "renamed")


def _same(part: Part, span: Span) -> bool:
    return (part.name.strip(), part.short_name.strip(), part.kind, part.parent) == (
        span.name, span.short_name, span.kind, span.parent,
    )  # fmt: skip


def _alike(one: Span, other: Span) -> bool:
    return replace(one, start=other.start, end=other.end) == other
