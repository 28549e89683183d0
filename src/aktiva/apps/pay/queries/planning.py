"""The plan and last year's, row by row, with cost, faults and what each answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from aktiva.apps.organisation import queries as organisation
from aktiva.apps.pay.models import PayComparison, PayMapping, PayPlanRow
from aktiva.apps.pay.queries.standing import LastPlan, Standing
from aktiva.domain.pay import plan
from aktiva.domain.pay.judging import Connected
from aktiva.domain.pay.on_costs import Rate, own_rate


@dataclass(frozen=True)
class PlanLine:
    """A row of the plan as its page shows it; the cost is None where a rate or a number lacks."""

    row: PayPlanRow
    unit_name: str
    cost: int | None
    answers: tuple[PayComparison, ...]
    faults: tuple[plan.Fault, ...]


@dataclass(frozen=True)
class OutcomeLine:
    """A row of last year's plan, with what remains to say of it."""

    row: PayPlanRow
    faults: tuple[str, ...]


def rate_of(mapping: PayMapping) -> Rate | None:
    """Return the on-costs that the employer has given, None where it has not."""
    return None if mapping.po_percent is None else own_rate(mapping.po_percent)


def plan_lines(found: Standing, rate: Rate | None, *, on: date) -> list[PlanLine]:
    """Return the rows in order, with units by their names of a day. No question."""
    nodes = organisation.tree(found.mapping.cycle.employer, on=on).nodes
    by_id = {row.pk: row for row in (*found.rows, *found.gone)}
    faults: dict[str, list[plan.Fault]] = {}
    for fault in found.faults:
        faults.setdefault(fault.row, []).append(fault)
    return [
        PlanLine(
            row=row,
            unit_name=nodes[row.unit_id].name if row.unit_id in nodes else "",
            cost=cost_of(known, rate),
            answers=tuple(by_id[pk] for pk in row.answers if pk in by_id),
            faults=tuple(faults.get(known.id, ())),
        )
        for row, known in zip(found.plan_rows, found.plan, strict=True)
    ]


def cost_of(row: plan.PlanRow, rate: Rate | None) -> int | None:
    """Return what a row costs, kronor: a year for an adjustment, in all for another measure."""
    if row.sort is plan.Sort.OTHER:
        return row.kr_once
    return None if rate is None else plan.yearly_cost(row, rate)


def outcome_lines(last: LastPlan) -> list[OutcomeLine]:
    """Return the rows of last year's plan with what each lacks. No question."""
    return [OutcomeLine(row, last.faults([row])) for row in last.rows]


def answerable(found: Standing, chosen: Iterable[int]) -> list[PayComparison]:
    """Return the comparisons that a row may answer: those in need of a measure, and the chosen."""
    kept = set(chosen)
    return [
        row
        for row in found.rows
        if row.pk in kept or (row.connected and Connected(row.connected).needs_measure)
    ]
