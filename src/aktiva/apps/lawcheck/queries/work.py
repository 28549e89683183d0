"""The year's work as evidence: examinations, risks, measures and meetings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from aktiva.adapters import clock
from aktiva.apps.cooperation import queries as cooperation
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.cycles.queries.lines import ChainLine
from aktiva.apps.lawcheck.queries.answers import day_of, reference, rows_of
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.statistics import queries as statistics
from aktiva.apps.surveys import queries as surveys
from aktiva.domain.cycle.states import State
from aktiva.domain.law.evidence import (
    CooperationEvidence,
    Examination,
    MeasureEvidence,
    OwedEvidence,
    Reference,
    RiskEvidence,
    SexShare,
)
from aktiva.domain.values import Area, Ground, Step

_GROUNDS = {g.value: g for g in Ground}


def examinations(cycle, as_of):
    for one in surveys.examined(cycle, as_of=as_of):
        yield Examination(
            unit=one.unit,
            area=one.area,
            grounds=one.grounds - {Ground.NOT_SPECIFIC} or one.grounds,
            methods=one.methods,
            on=one.on,
            finding=one.finding,
            reference=Reference(one.kind, one.id, one.on),
        )


def cooperation_told(answers, proof: cooperation.Proof):
    """Give the answers to 9.2, but not those about a meeting that is recorded for itself."""
    for answer in answers:
        if answer.question != "9.2":
            continue
        for step, row in rows_of(answer.value).items():
            if not any(row.values()):
                continue
            kind = cooperation.FORUM_KINDS.get(str(row.get("forum") or ""), "")
            occasion = (answer.unit, Step(step), day_of(row.get("date")), str(kind))
            if kind and occasion in proof.occasions:
                continue
            yield CooperationEvidence(
                unit=answer.unit,
                step=Step(step),
                forum=str(row.get("forum") or ""),
                on=day_of(row.get("date")),
                parties=tuple(row.get("parties") or []),
                reference=reference(answer),
            )


def cooperation_recorded(proof: cooperation.Proof):
    for row in proof.cooperated:
        yield CooperationEvidence(
            unit=row.unit,
            step=row.step,
            forum=row.forum,
            on=row.on,
            parties=row.parties,
            reference=Reference(row.kind, row.id, row.recorded_on),
        )


def risks(chains: Iterable[ChainLine]) -> Iterator[RiskEvidence]:
    for one in chains:
        yield RiskEvidence(
            unit=one.unit,
            description=one.description,
            area=Area(one.area),
            grounds=frozenset(_GROUNDS[g] for g in one.grounds if g in _GROUNDS),
            causes=one.causes,
            is_answered=one.is_answered,
            reference=Reference("risk", one.id, one.recorded_at.date()),
        )


def measures(
    cycle: Cycle, chains: Iterable[ChainLine], as_of: datetime | None
) -> Iterator[MeasureEvidence]:
    linked = {pk for chain in chains for pk in chain.measures}
    judged = cycles.judged(cycle, as_of=as_of)
    for one in cycles.measure_lines(cycle, as_of=as_of):
        yield MeasureEvidence(
            unit=one.unit,
            title=one.title,
            area=Area(one.area),
            has_time=bool(one.due_date or one.schedule_text.strip()),
            schedule_text=one.schedule_text,
            due=one.due_date,
            next_check=one.next_check_date or one.due_date,
            owner=one.owner_role,
            has_purpose=one.promotive or one.id in linked,
            is_open=one.status in {State.PLANNED, State.ONGOING},
            is_closed=one.status == State.EVALUATED,
            is_evaluated=one.id in judged,
            reference=Reference("measure", one.id, one.decided_at.date()),
        )


def owed(cycle: Cycle, as_of: datetime | None) -> Iterator[OwedEvidence]:
    told = cycles.told_lines(cycle, as_of=as_of)
    for one in cycles.owed_lines(cycle, as_of=as_of):
        yield OwedEvidence(
            unit=one.unit,
            title=one.title,
            has_outcome=one.id in told,
            how_known=told.get(one.id, ""),
            reference=Reference("measure", one.id, one.decided_at.date()),
        )


def sexes(cycle: Cycle, *, on: date, as_of: datetime | None) -> tuple[SexShare, ...]:
    """Return women and men of the whole and of each department. One question."""
    tree = organisation.tree(cycle.employer, on=on, as_of=as_of)
    if tree.root is None:
        return ()
    rows = statistics.sexes_by_unit(cycle.employer, year=cycle.year, as_of=as_of)
    found = []
    for node in (tree.root, *tree.departments):
        within = tree.subtree(node.id)
        own = [rows[node.id]] if node.id in rows else [rows[u] for u in within if u in rows]
        if own:
            women, men = (sum(column) for column in zip(*own, strict=True))
            found.append(SexShare(node.name, women, men))
    return tuple(found)


def below(cycle: Cycle, *, on: date, as_of: datetime | None) -> dict[int, frozenset[int]]:
    """Return unit → itself and all below, of units that have others below them. No question."""
    days = (on, cycle.opened_at.date(), as_of.date() if as_of else clock.today())
    found: dict[int, frozenset[int]] = {}
    for day in days:  # an examination may be by a unit that came or went during the year
        tree = organisation.tree(cycle.employer, on=day, as_of=as_of)
        for node in tree.nodes.values():
            if tree.children(node.id):
                found[node.id] = found.get(node.id, frozenset()) | tree.subtree(node.id)
    return found
