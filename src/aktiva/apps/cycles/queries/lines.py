"""A year's rows as plain lines, for reads of everything: a tenth of the time of whole rows."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from typing import NamedTuple

from aktiva.apps.audit import history
from aktiva.apps.cycles.models import Cause, Cycle, Measure, MeasureRisk, Outcome, Risk
from aktiva.apps.cycles.queries.measures import owed_rows, told_rows


class MeasureLine(NamedTuple):
    """A measure, with the fields of its model."""

    unit: int
    position: int
    id: int
    title: str
    area: str
    status: str
    promotive: bool
    due_date: date | None
    next_check_date: date | None
    schedule_text: str
    owner_role: str
    decided_at: datetime


class ChainLine(NamedTuple):
    """A risk, why it is there, and whether something answers it."""

    unit: int
    id: int
    area: str
    description: str
    grounds: list[str]
    recorded_at: datetime
    causes: tuple[str, ...]
    measures: tuple[int, ...]
    is_answered: bool


_MEASURE = (
    "unit", "position", "id", "title", "area", "status", "promotive", "due_date",
    "next_check_date", "schedule_text", "owner_role", "decided_at",
)  # fmt: skip


def measure_lines(cycle: Cycle, *, as_of: datetime | None = None) -> list[MeasureLine]:
    """Return every measure of the year, in the order of unit and place. One question."""
    found = history.rows(Measure, as_of=as_of).filter(cycle=cycle)
    return sorted(map(MeasureLine._make, found.order_by().values_list(*_MEASURE)))


def owed_lines(cycle: Cycle, *, as_of: datetime | None = None) -> list[MeasureLine]:
    """Return the measures that this year must account for, in the same order. Two questions."""
    found = owed_rows(cycle, as_of=as_of).order_by()
    return sorted(map(MeasureLine._make, found.values_list(*_MEASURE)))


def told_lines(cycle: Cycle, *, as_of: datetime | None = None) -> dict[int, str]:
    """Return measure id → how the outcome to account for this year is known. One question."""
    found = told_rows(cycle, as_of=as_of).order_by()
    rows = found.values_list("cycle", "id", "measure", "how_known")
    return {
        measure: known
        for _, _, measure, known in sorted((year == cycle.pk, *rest) for year, *rest in rows)
    }


def judged(cycle: Cycle, *, as_of: datetime | None = None) -> set[int]:
    """Return the measures whose effect is judged in the year, with words on it. One question."""
    rows = history.rows(Outcome, as_of=as_of).filter(cycle=cycle).order_by()
    return {
        measure
        for measure, effect, known in rows.values_list("measure", "effect", "how_known")
        if effect and known.strip()
    }


def chain_lines(cycle: Cycle, *, as_of: datetime | None = None) -> list[ChainLine]:
    """Return the year's risks with what they come from and what answers them. Four questions."""
    risks = history.rows(Risk, as_of=as_of).filter(cycle=cycle).order_by()
    causes: dict[int, list[str]] = defaultdict(list)
    found = history.rows(Cause, as_of=as_of).filter(risk__cycle=cycle).order_by()
    for _, risk, words in sorted(found.values_list("id", "risk", "description")):
        causes[risk].append(words)
    there = set(
        history.rows(Measure, as_of=as_of)
        .filter(cycle=cycle)
        .order_by()
        .values_list("id", flat=True)
    )
    taken: dict[int, list[int]] = defaultdict(list)
    links = history.rows(MeasureRisk, as_of=as_of).filter(risk__cycle=cycle).order_by()
    for _, risk, measure in sorted(links.values_list("id", "risk", "measure")):
        if measure in there:
            taken[risk].append(measure)
    rows = risks.values_list(
        "unit", "id", "area", "description", "grounds", "recorded_at", "no_measure_reason"
    )
    return [
        ChainLine(
            unit,
            pk,
            area,
            words,
            grounds,
            at,
            tuple(causes[pk]),
            tuple(taken[pk]),
            bool(taken[pk] or reason),
        )
        for unit, pk, area, words, grounds, at, reason in sorted(rows, key=lambda row: row[:2])
    ]
