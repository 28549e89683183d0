"""The value of work: who rates, what they have set, and where they differ. No pay is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from aktiva.apps.pay.models import GroupRating, PayMapping, WorkGroup
from aktiva.apps.pay.queries.figures import plan_of
from aktiva.domain.pay.rating import Agreement, Cell, Rating, Round, agreements
from aktiva.domain.pay.valuation import Factor, FactorPlan


def cell_key(cell: Cell) -> str:
    """Return a cell as a mapping keeps it among its open ones."""
    return f"{cell.group}/{cell.factor}"


def round_of(mapping: PayMapping) -> Round:
    """Return the round of rating as the rules know it. One question."""
    rows = GroupRating.objects.filter(group__mapping=mapping.pk, group__ended=False)
    return Round(
        raters=frozenset(map(str, mapping.raters)),
        ratings=tuple(
            Rating(Cell(str(group), factor), str(rater), level)
            for group, factor, rater, level in rows.values_list("group", "factor", "rater", "level")
        ),
        closed=frozenset(Cell(*key.split("/", 1)) for key in mapping.open_cells),
        ended=mapping.rating_ended_at is not None,
    )


@dataclass(frozen=True)
class CellRow:
    """One factor of one group: how the levels lie, what is agreed, and who has not rated."""

    factor: Factor
    agreement: Agreement | None
    level: int | None
    reason: str
    n_rated: int
    n_waiting: int

    @property
    def can_be_opened(self) -> bool:
        """Whether somebody has rated, and the levels are not open yet."""
        return self.agreement is None and self.n_rated > 0


@dataclass(frozen=True)
class AgreeRow:
    """A group on the page where levels are agreed."""

    group: WorkGroup
    cells: tuple[CellRow, ...]

    @property
    def is_done(self) -> bool:
        """Whether every factor has a level."""
        return all(cell.level is not None for cell in self.cells)

    @property
    def n_apart(self) -> int:
        """Factors that the raters should talk about and have not agreed on."""
        return sum(
            cell.agreement is not None and cell.agreement.differs and cell.level is None
            for cell in self.cells
        )


def agree_rows(mapping: PayMapping, work: Sequence[WorkGroup]) -> list[AgreeRow]:
    """Return every group with its factors. One question."""
    plan, round_ = plan_of(mapping), round_of(mapping)
    found = agreements(round_)
    return [AgreeRow(g, tuple(_cells(g, plan, round_, found))) for g in work]


def _cells(
    group: WorkGroup, plan: FactorPlan, round_: Round, found: dict[Cell, Agreement]
) -> list[CellRow]:
    rated = Counter(r.cell for r in round_.ratings)
    return [
        CellRow(
            factor=f,
            agreement=found.get(cell),
            level=group.levels.get(f.key),
            reason=group.level_reasons.get(f.key, ""),
            n_rated=rated[cell],
            n_waiting=len(round_.waiting_for(cell)),
        )
        for f in plan.factors
        for cell in [Cell(str(group.pk), f.key)]
    ]


def open_factors(mapping: PayMapping) -> dict[int, set[str]]:
    """Return the factors whose levels are open, by group, where nobody rates any more. One question."""
    round_ = round_of(mapping)
    found: dict[int, set[str]] = {}
    for cell in {r.cell for r in round_.ratings} | round_.closed:
        if round_.is_open(cell):
            found.setdefault(int(cell.group), set()).add(cell.factor)
    return found


def own_ratings(mapping: PayMapping, user) -> dict[int, dict[str, int]]:
    """Return what one rater has set: group → factor → level. One question."""
    rows = GroupRating.objects.filter(group__mapping=mapping.pk, rater=user.pk)
    found: dict[int, dict[str, int]] = {}
    for group, factor, level in rows.values_list("group", "factor", "level"):
        found.setdefault(group, {})[factor] = level
    return found
