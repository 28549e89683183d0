"""How it stands with every step, place and party of a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from aktiva.apps.audit import history
from aktiva.apps.cooperation.queries.gathering import (
    Gathered,
    as_records,
    gathered,
    place_of,
    places,
    tree_of,
)
from aktiva.apps.cycles.models import Cycle
from aktiva.domain.cooperation.coverage import Pair, State, coverage
from aktiva.domain.cooperation.records import Place, Records, Tier
from aktiva.domain.organisation.tree import Tree
from aktiva.domain.values import Step

WORST = (State.MISSING, State.SILENT, State.WAITING, State.DISSENT, State.COVERED)


@dataclass(frozen=True, slots=True)
class StepCount:
    """One step at one place: how many of the parties are covered, and the worst state among them."""

    step: Step
    n_covered: int
    n_required: int
    state: State


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place in the list; `counts` is state → pairs."""

    id: int
    name: str
    tier: Tier
    department: str
    steps: tuple[StepCount, ...]
    counts: dict[State, int]

    @property
    def n_required(self) -> int:
        return sum(self.counts.values())

    @property
    def n_covered(self) -> int:
        return sum(n for state, n in self.counts.items() if state.is_covered)

    @property
    def state(self) -> State:
        return worst(state for state, n in self.counts.items() if n)


@dataclass(slots=True)
class Standing:
    """The year's records with every required pair of step and party."""

    gathered: Gathered
    tree: Tree
    records: Records
    places: list[Place]
    pairs: dict[int, tuple[Pair, ...]]
    rows: list[PlaceRow]

    def place(self, unit: int) -> Place:
        """Return one unit as a place; what is not asked for itself has no pairs."""
        return next((p for p in self.places if p.id == unit), None) or place_of(self.tree, unit)

    def starts_early(self, unit: int) -> bool:
        """Whether a meeting at the place was held before the parties agreed on the forms."""
        agreed_on = self.records.agreed_on(self.place(unit))
        days = [m.on_date for m in self.gathered.meetings if m.unit_id == unit]
        return agreed_on is not None and any(day < agreed_on for day in days)


def standing(cycle: Cycle, *, on: date, as_of: datetime | None = None) -> Standing:
    """Return how it stands, or stood at a time; kept while nothing changes.

    One question, or about sixteen.
    """
    return history.unchanged(
        ("cooperation", cycle.pk, on, as_of), lambda: _standing(cycle, on=on, as_of=as_of)
    )


def _standing(cycle: Cycle, *, on: date, as_of: datetime | None) -> Standing:
    g = gathered(cycle, as_of=as_of)
    tree = tree_of(cycle, on=on, as_of=as_of)
    known = as_records(g, tree, on=on)
    asked = places(tree)
    pairs = coverage(known, asked, year=cycle.year, on=on)
    index = tree.department_index
    rows = []
    for place in asked:
        department = tree.nodes.get(index.get(place.id, 0))
        rows.append(
            PlaceRow(
                id=place.id,
                name=tree.nodes[place.id].name,
                tier=place.tier,
                department=department.short_name if department and place.tier is Tier.UNIT else "",
                steps=tuple(_count(step, pairs[place.id]) for step in Step),
                counts={s: sum(p.state is s for p in pairs[place.id]) for s in State},
            )
        )
    return Standing(g, tree, known, asked, pairs, rows)


def _count(step: Step, pairs: tuple[Pair, ...]) -> StepCount:
    own = [p for p in pairs if p.step is step]
    return StepCount(
        step=step,
        n_covered=sum(p.state.is_covered for p in own),
        n_required=len(own),
        state=worst(p.state for p in own),
    )


def worst(states) -> State:
    """Return the state that most needs somebody's attention; covered for none."""
    return min(states, key=WORST.index, default=State.COVERED)
