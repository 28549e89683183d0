"""Areas by grounds by steps: what has been examined, found, analysed, decided and evaluated.

A box is never better than its worst risk, and *not examined* is never the same as *nothing
found*. See docs/method/grid.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from aktiva.domain.values import AREAS_OF_THE_ACT, GROUNDS_OF_THE_ACT, Area, Ground

COLUMNS: tuple[Ground, ...] = (*GROUNDS_OF_THE_ACT, Ground.NOT_SPECIFIC)
ROWS: tuple[Area, ...] = (*AREAS_OF_THE_ACT, Area.HARASSMENT, Area.GENDER_BALANCE)


def applies(area: Area, ground: Ground) -> bool:
    """Return whether a box exists: 7 § is about sex alone."""
    return area is not Area.GENDER_BALANCE or ground in {Ground.SEX, Ground.NOT_SPECIFIC}


class Reached(IntEnum):
    """How far a box has come; the value of the last four is the number of steps taken."""

    NONE = -1
    CLEAR = 0
    RISK = 1
    CAUSE = 2
    MEASURE = 3
    EVALUATED = 4

    @property
    def code(self) -> str:
        """The name by which pages draw it."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Examined:
    """One examination of one area by one unit, and the row that says so."""

    unit: int
    area: Area
    grounds: frozenset[Ground]
    methods: tuple[str, ...]
    on: date
    kind: str = "examination"
    id: int = 0
    finding: str = ""


@dataclass(frozen=True, slots=True)
class RiskLine:
    """A risk and how far it has come.

    Args:
        next_date: The next date somebody has to do something about it, None if there is none.
    """

    id: int
    unit: int
    area: Area
    grounds: frozenset[Ground]
    has_cause: bool
    n_measures: int
    n_evaluated: int
    is_left: bool = False
    next_date: date | None = None

    @property
    def reached(self) -> Reached:
        """The furthest step that is taken after all those before it."""
        if not self.has_cause:
            return Reached.RISK
        if not self.n_measures and not self.is_left:
            return Reached.CAUSE
        if self.n_measures and self.n_evaluated == self.n_measures:
            return Reached.EVALUATED
        return Reached.MEASURE


@dataclass(slots=True)
class Box:
    """One area and ground."""

    examined: list[Examined] = field(default_factory=list)
    examiners: set[int] = field(default_factory=set)
    covered: set[int] = field(default_factory=set)
    methods: Counter[str] = field(default_factory=Counter)
    last_on: date | None = None
    risks: list[RiskLine] = field(default_factory=list)

    @property
    def n_examinations(self) -> int:
        """How many examinations have been made here."""
        return len(self.examined)

    @property
    def reached(self) -> Reached:
        """The step that every risk here has reached; without risks, whether anybody looked."""
        if self.risks:
            return min(risk.reached for risk in self.risks)
        return Reached.CLEAR if self.n_examinations else Reached.NONE

    @property
    def n_behind(self) -> int:
        """How many risks stand where the box stands: those that hold it back."""
        reached = self.reached
        return sum(risk.reached is reached for risk in self.risks)

    @property
    def next_date(self) -> date | None:
        """The earliest date on which a measure here is due or checked."""
        days = [risk.next_date for risk in self.risks if risk.next_date]
        return min(days, default=None)


@dataclass(slots=True)
class Grid:
    """Every box of a scope, and how much of its staff has been covered.

    Args:
        staff: Unit that answers → persons; a unit without figures counts as one.
    """

    boxes: dict[tuple[Area, Ground], Box]
    staff: Mapping[int, int]

    def box(self, area: Area, ground: Ground) -> Box:
        """Return one box; an empty one for an area or ground that is not in the picture."""
        return self.boxes.get((area, ground)) or Box()

    def count(self, reached: Reached, *, areas: Iterable[Area] = AREAS_OF_THE_ACT) -> int:
        """Return how many of the statutory boxes have come exactly so far."""
        return sum(
            self.box(area, ground).reached is reached
            for area in areas
            for ground in GROUNDS_OF_THE_ACT
        )

    @property
    def n_examined(self) -> int:
        """How many of the 35 boxes somebody has examined or found a risk in."""
        return len(AREAS_OF_THE_ACT) * len(GROUNDS_OF_THE_ACT) - self.count(Reached.NONE)

    def share(self, area: Area, ground: Ground) -> float | None:
        """Return the share of the staff, 0 to 1, that examinations of a box stand for."""
        total = sum(self.staff.values())
        if not total:
            return None
        return sum(self.staff.get(u, 0) for u in self.box(area, ground).covered) / total


def put_together(
    examined: Iterable[Examined],
    risks: Iterable[RiskLine],
    *,
    staff: Mapping[int, int],
    below: Mapping[int, frozenset[int]] | None = None,
) -> Grid:
    """Return the grid of a scope.

    Args:
        staff: The answering units of the scope → persons.
        below: Unit above that level → the answering units its examinations also speak for.
    """
    boxes = {(a, g): Box() for a in ROWS for g in COLUMNS if applies(a, g)}
    speaks_for: dict[int, frozenset[int]] = {}
    for one in examined:
        covered = speaks_for.get(one.unit)
        if covered is None:
            wider = (below or {}).get(one.unit, frozenset())
            covered = speaks_for[one.unit] = (wider | {one.unit}) & staff.keys()
        for ground in one.grounds:
            box = boxes.get((one.area, ground))
            if box is None:
                continue
            box.examined.append(one)
            box.examiners.add(one.unit)
            box.covered |= covered
            if box.last_on is None or one.on > box.last_on:
                box.last_on = one.on
    for risk in risks:
        for ground in risk.grounds:
            box = boxes.get((risk.area, ground))
            if box is not None:
                box.risks.append(risk)
    for box in boxes.values():
        box.methods.update(method for one in box.examined for method in one.methods)
    return Grid(boxes, staff)
