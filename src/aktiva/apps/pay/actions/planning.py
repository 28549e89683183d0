"""The plan: its rows, the same rows among the year's measures, and what became of last year's."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.cycles import actions as cycles
from aktiva.apps.cycles.models import Measure
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Unit
from aktiva.apps.pay import policy, queries
from aktiva.apps.pay.actions.keeping import open_mapping
from aktiva.apps.pay.models import PayMapping, PayPlanRow
from aktiva.domain.pay.plan import Sort
from aktiva.domain.values import Area


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """What a person fills in about a row of the plan; `answers` are ids of comparisons."""

    sort: str
    what: str
    answers: Sequence[int] = ()
    persons: int | None = None
    kr_month: int | None = None
    kr_once: int | None = None
    start: date | None = None
    due: date | None = None
    financing: str = ""
    responsible: str = ""
    beyond: str = ""
    unit_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeFacts:
    """What a person fills in about a row of last year's plan."""

    state: str
    outcome: str
    new_due: date | None = None
    decided_by: str = ""


@transaction.atomic
def add_plan_rows(
    *, mapping_id: int, facts: Sequence[PlanFacts], actor, at: datetime
) -> list[PayPlanRow]:
    """Add rows last in the plan.

    Raises:
        PayMapping.DoesNotExist: Not one that `actor` keeps and reads.
        ValidationError: A row does not say what is done, or points to what is not there.
    """
    mapping = open_mapping(mapping_id, actor=actor, at=at, work=True)
    last = mapping.plan_rows.aggregate(n=Max("position"))["n"]
    first = 0 if last is None else last + 1
    rows = []
    for place, given in enumerate(facts):
        row = PayPlanRow(mapping=mapping, position=first + place)
        _fill(row, given)
        history.store(row, at=at, by=actor)
        rows.append(row)
    _note(mapping, {"what": "added", "rows": len(rows)}, actor=actor, at=at)
    return rows


@transaction.atomic
def change_plan_row(*, row_id: int, facts: PlanFacts, actor, at: datetime) -> PayPlanRow:
    """Change a row, and the measure that it is.

    A measure that has ended, or that `actor` may no longer change, stays as it is.

    Raises:
        PayPlanRow.DoesNotExist: Not one of a mapping that `actor` keeps and reads.
        ValidationError: As for a new row.
    """
    row, mapping = _own(row_id, actor=actor, at=at)
    if row.measure_id is not None and row.unit_id != facts.unit_id:
        raise ValidationError(
            {
                "unit_id": _(
                    "Raden är en av årets åtgärder hos en enhet. Ta bort raden och gör en ny."
                )
            }
        )
    _fill(row, facts)
    if row.measure_id is not None:
        _check_measurable(row)
    history.store(row, at=at, by=actor)
    if row.measure is not None and row.measure.is_open:
        kept = {f.name: getattr(row.measure, f.name) for f in fields(cycles.MeasureFacts)}
        with suppress(Measure.DoesNotExist):
            cycles.change_measure(
                measure_id=row.measure.pk, actor=actor, at=at,
                facts=cycles.MeasureFacts(**(kept | _as_measure(row))),
            )  # fmt: skip
    _note(mapping, {"what": "changed", "row": row.pk}, actor=actor, at=at)
    return row


@transaction.atomic
def remove_plan_row(*, row_id: int, actor, at: datetime) -> None:
    """Take a row away, and the measure that it is.

    Raises:
        PayPlanRow.DoesNotExist: Not one of a mapping that `actor` keeps and reads.
        ValidationError: Its measure has been followed up or has notes.
    """
    row, mapping = _own(row_id, actor=actor, at=at)
    measure = row.measure_id
    _note(mapping, {"what": "removed", "row": row.pk}, actor=actor, at=at)
    history.remove(row, at=at, by=actor)
    if measure is not None:
        try:
            cycles.withdraw_measure(measure_id=measure, actor=actor, at=at)
        except Measure.DoesNotExist as missing:
            raise ValidationError(
                _("Raden är en av årets åtgärder som du inte får ändra. Be den som ansvarar.")
            ) from missing


@transaction.atomic
def make_measure(*, row_id: int, actor, at: datetime) -> Measure:
    """Make a row one of the year's measures: at its unit, or at the employer's root.

    Raises:
        PayPlanRow.DoesNotExist: Not one of a mapping that `actor` keeps and reads.
        ValidationError: It is one already, lacks a date or somebody responsible, or `actor` may
            not decide measures there.
    """
    row, mapping = _own(row_id, actor=actor, at=at)
    if row.measure_id is not None:
        raise ValidationError(_("Raden är redan en av årets åtgärder."))
    _check_measurable(row)
    employer = mapping.cycle.employer
    root = organisation.tree(employer, on=at.date()).root
    unit = row.unit or Unit.objects.get(pk=root.id if root else None)
    try:
        row.measure = cycles.decide_measure(
            cycle=mapping.cycle, unit=unit, actor=actor, at=at,
            facts=cycles.MeasureFacts(area=Area.PAY_MAPPING.value, **_as_measure(row)),
        )  # fmt: skip
    except Unit.DoesNotExist as missing:
        raise ValidationError(_("Du får inte besluta åtgärder för enheten.")) from missing
    history.store(row, at=at, by=actor)
    _note(mapping, {"what": "measure", "row": row.pk}, actor=actor, at=at)
    return row.measure


def _check_measurable(row: PayPlanRow) -> None:
    if row.due is None or not row.responsible:
        raise ValidationError(
            _(
                "En av årets åtgärder behöver slutdatum och ansvarig. Skriv när raden är klar och "
                "vilken funktion som ansvarar."
            )
        )


def _as_measure(row: PayPlanRow) -> dict:
    """Return what the measure says of a row.

    What is given to one person alone could be read from the cost, so it is left out.
    """
    alone = row.sort == Sort.ADJUSTMENT and row.persons == 1
    known = queries.plan_row_of(row, {})
    cost = None if alone else queries.cost_of(known, queries.rate_of(row.mapping))
    return {
        "title": row.what,
        "owner_role": row.responsible,
        "start_date": row.start,
        "due_date": row.due,
        "cost_kr": cost,
    }


@transaction.atomic
def write_off_row(*, mapping_id: int, facts: PlanFacts, actor, at: datetime) -> PayPlanRow:
    """Write off a row of the plan of the year before, where its mapping was made elsewhere.

    Raises:
        PayMapping.DoesNotExist: Not one that `actor` keeps and reads.
        ValidationError: The mapping of the year before is here, with its own plan.
    """
    mapping = open_mapping(mapping_id, actor=actor, at=at, work=True)
    if queries.previous(mapping) is not None:
        raise ValidationError(
            _("Förra årets lönekartläggning finns i Aktiva. Utvärdera raderna i den planen.")
        )
    last = mapping.plan_rows.aggregate(n=Max("position"))["n"]
    row = PayPlanRow(mapping=mapping, position=0 if last is None else last + 1, of_year_before=True)
    _fill(row, facts)
    history.store(row, at=at, by=actor)
    _note(mapping, {"what": "written off", "row": row.pk}, actor=actor, at=at)
    return row


@transaction.atomic
def remove_written_off(*, row_id: int, actor, at: datetime) -> None:
    """Take away a row that was written off from the plan of the year before.

    Raises:
        PayPlanRow.DoesNotExist: Not such a row of a mapping that `actor` keeps and reads.
    """
    row, mapping = _own(row_id, actor=actor, at=at, of_year_before=True)
    _note(mapping, {"what": "removed", "row": row.pk}, actor=actor, at=at)
    history.remove(row, at=at, by=actor)


@transaction.atomic
def tell_outcome(
    *, mapping_id: int, row_id: int, facts: OutcomeFacts, actor, at: datetime
) -> PayPlanRow:
    """Say what became of a row of last year's plan.

    Args:
        mapping_id: This year's mapping, in which last year's plan is evaluated.

    Raises:
        PayMapping.DoesNotExist: Not one that `actor` keeps and reads.
        PayPlanRow.DoesNotExist: Not a row of the plan of the year before.
        ValidationError: The state or a date is wrong.
    """
    mapping = open_mapping(mapping_id, actor=actor, at=at, work=True)
    last = queries.last_plan(mapping, queries.previous(mapping))
    row = next((row for row in last.rows if row.pk == row_id), None)
    if row is None:
        raise PayPlanRow.DoesNotExist
    row.state, row.outcome = facts.state, facts.outcome.strip()
    row.new_due, row.decided_by = facts.new_due, facts.decided_by.strip()
    row.told_at = at
    history.store(row, at=at, by=actor)
    _note(mapping, {"what": "outcome", "row": row.pk}, actor=actor, at=at)
    return row


def _own(
    row_id: int, *, actor, at: datetime, of_year_before: bool = False
) -> tuple[PayPlanRow, PayMapping]:
    kept = policy.workable_mappings(actor, on=at.date())
    rows = PayPlanRow.objects.filter(mapping__in=kept, of_year_before=of_year_before)
    row = rows.select_related("measure", "unit").get(pk=row_id)
    mapping = open_mapping(row.mapping_id, actor=actor, at=at, work=True)
    row.mapping = mapping
    return row, mapping


def _fill(row: PayPlanRow, facts: PlanFacts) -> None:
    mapping = row.mapping
    known = set(mapping.comparisons.filter(pk__in=facts.answers).values_list("pk", flat=True))
    if known != set(facts.answers):
        raise ValidationError({"answers": _("En jämförelse finns inte. Välj igen.")})
    if (
        facts.unit_id is not None
        and not Unit.objects.filter(pk=facts.unit_id, employer=mapping.cycle.employer_id).exists()
    ):
        raise ValidationError({"unit_id": _("Enheten finns inte. Välj en som finns.")})
    is_adjustment = facts.sort == Sort.ADJUSTMENT
    row.sort, row.what, row.answers = facts.sort, facts.what.strip(), sorted(known)
    row.persons = facts.persons if is_adjustment else None
    row.kr_month = facts.kr_month if is_adjustment else None
    row.kr_once = None if is_adjustment else facts.kr_once
    row.start, row.due = facts.start, facts.due
    row.financing, row.responsible = facts.financing.strip(), facts.responsible.strip()
    row.beyond, row.unit_id = facts.beyond.strip(), facts.unit_id


def _note(mapping: PayMapping, details: dict, *, actor, at: datetime) -> None:
    log.record(log.Event.PAY_PLAN_CHANGED, actor=actor, about=mapping, at=at, details=details)
