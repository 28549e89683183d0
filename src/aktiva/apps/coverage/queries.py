"""The grid of areas, grounds and steps, for a unit, a department or the employer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from aktiva.apps.audit import history
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.cycles.models import Cause, Cycle, Examination, Measure, MeasureRisk, Risk
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.statistics import queries as statistics
from aktiva.apps.surveys import queries as surveys
from aktiva.domain.cycle.grid import Box, Grid, put_together
from aktiva.domain.cycle.methods import Method


@dataclass(frozen=True, slots=True)
class Scope:
    """The unit whose grid is shown, with the units it is put together from."""

    unit_id: int
    name: str
    is_whole: bool
    answers: bool
    units: frozenset[int]


def scope_of(cycle: Cycle, unit_id: int, *, on: date) -> Scope:
    """Return what a unit's grid is put together from: what lies below it, and came before that.

    No question once the tree is known.
    """
    tree = organisation.tree(cycle.employer, on=on)
    node = tree.nodes[unit_id]
    is_whole = tree.root is not None and tree.root.id == unit_id
    units = organisation.with_ended(cycle.employer, tree.subtree(unit_id), on=on)
    return Scope(unit_id, node.name, is_whole, node.answers, units)


def grid(cycle: Cycle, scope: Scope, *, on: date, as_of: datetime | None = None) -> Grid:
    """Return a scope's grid; kept while nothing changes. One question, or about ten."""
    return history.unchanged(
        ("grid", cycle.pk, scope.unit_id, on, as_of),
        lambda: _grid(cycle, scope, on=on, as_of=as_of),
    )


def _grid(cycle: Cycle, scope: Scope, *, on: date, as_of: datetime | None) -> Grid:
    tree = organisation.tree(cycle.employer, on=on)
    unit_ids = None if scope.is_whole else scope.units
    answering = {n.id for n in tree.answering(within=scope.unit_id)} or {scope.unit_id}
    figures = statistics.headcount_by_unit(cycle.employer, on=date(cycle.year, 1, 1))
    examined = surveys.examined(cycle, unit_ids=unit_ids, as_of=as_of)
    above = {e.unit for e in examined} - answering
    below = {u: _speaks_for(cycle, tree, u, on) for u in above}
    return put_together(
        examined,
        cycles.risk_lines(cycle, unit_ids=unit_ids, as_of=as_of),
        staff={unit: figures.get(unit, 1) for unit in answering},
        below=below,
    )


def _speaks_for(cycle: Cycle, tree, unit: int, on: date) -> frozenset[int]:
    """The units an examination stands for: those below, or the one that came after a gone unit."""
    if unit in tree:
        return frozenset(n.id for n in tree.answering(within=unit))
    return frozenset({organisation.holder(cycle.employer, unit, on=on)})


# ---- what is behind a box --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ExaminedRow:
    """One examination behind a box, as the page shows it."""

    unit_id: int
    unit_name: str
    methods: str
    on: date
    participants: str
    conclusion: str
    finding: str
    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class RiskRow:
    """One risk behind a box with its cause and measures."""

    risk: Risk
    unit_name: str
    reached: str
    causes: tuple[str, ...]
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind one box: a page of examinations, and the risks furthest behind."""

    examined: list[ExaminedRow]
    n_examined: int
    risks: list[RiskRow]
    n_risks: int


def behind(
    cycle: Cycle, scope: Scope, box: Box, *, on: date, first: int = 0, n: int = 50, most: int = 50
) -> Behind:
    """Return `n` examinations of a box from `first` on, and at most `most` of its risks.

    Six questions, whatever the number of rows.
    """
    tree = organisation.tree(cycle.employer, on=on)
    names: dict[int, str] = {}

    def name(unit: int) -> str:
        if unit not in names:
            names[unit] = (
                tree.nodes[unit].name
                if unit in tree
                else organisation.name_of(cycle.employer, unit, on=on)
            )
        return names[unit]

    seen = sorted(box.examined, key=lambda e: (name(e.unit), e.unit, e.on, e.id))[first : first + n]
    own = Examination.objects.in_bulk([e.id for e in seen if e.kind == "examination"])
    examined = []
    for e in seen:
        row = own.get(e.id) if e.kind == "examination" else None
        examined.append(
            ExaminedRow(
                unit_id=e.unit,
                unit_name=name(e.unit),
                methods=", ".join(m.label for m in Method if m in e.methods),
                on=e.on,
                participants=row.participants if row else "",
                conclusion=row.conclusion if row else "",
                finding=row.get_finding_display() if row else "",
                kind=e.kind,
                id=e.id,
            )
        )
    lines = sorted(box.risks, key=lambda line: (line.reached, name(line.unit), line.id))[:most]
    ids = [line.id for line in lines]
    risks = Risk.objects.in_bulk(ids)
    causes: dict[int, list[str]] = {}
    for cause in Cause.objects.filter(risk__in=ids).order_by("pk"):
        causes.setdefault(cause.risk_id, []).append(cause.description)
    measures: dict[int, list[Measure]] = {}
    # The year is looked at here: asked of the database, it would read all measures of the year.
    links = MeasureRisk.objects.filter(risk__in=ids).select_related("measure")
    for link in sorted(links, key=lambda link: (link.measure.position, link.pk)):
        if link.measure.cycle_id == cycle.pk:
            measures.setdefault(link.risk_id, []).append(link.measure)
    shown = [
        RiskRow(
            risks[line.id], name(line.unit), line.reached.code,
            tuple(causes.get(line.id, ())), tuple(measures.get(line.id, ())),
        )
        for line in lines
        if line.id in risks
    ]  # fmt: skip
    return Behind(examined, box.n_examinations, shown, len(box.risks))
