"""Opening an employer's year: the whole of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.cycles import queries
from aktiva.apps.cycles.models import Cycle, Measure
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Employer
from aktiva.domain.organisation.permissions import Permission

KEPT_WHEN_REPEATED = (
    "unit_id", "area", "title", "promotive", "common", "owner_role", "schedule_text", "follow_up",
    "expected_effect", "effect_measure", "cost_kr", "tools", "forum_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Opening:
    """How far the opening of a year has come. `n_vacant`: units where nobody has the post."""

    done: int
    total: int
    cycle: Cycle
    title: str = ""
    n_units: int = 0
    n_vacant: int = 0


def open_year(**given) -> Cycle:
    """Open the employer's year, as `opening` does, and return it.

    Raises:
        Employer.DoesNotExist: `actor` may not open a year for this employer.
        ValidationError: The year is already open, or the dates are in disorder.
    """
    *_before, last = opening(**given)
    return last.cycle


def opening(
    *,
    employer: Employer,
    year: int,
    actor,
    at: datetime,
    review_date: date | None = None,
    compile_date: date | None = None,
    report_date: date | None = None,
    decision_date: date | None = None,
    repeat: Sequence[int] = (),
) -> Iterator[Opening]:
    """Open the employer's year, saying after each step how far it has come.

    All happens in one transaction, which ends with the last step: one who stops listening
    before that leaves nothing behind.

    Args:
        repeat: The common measures of the year before that are to be done this year too. What
            became of last year's is asked for all the same.

    Raises:
        Employer.DoesNotExist: `actor` may not open a year for this employer.
        ValidationError: The year is already open, or the dates are in disorder.
    """
    with transaction.atomic():
        cycle = _opened(
            employer, year, actor, at,
            review_date=review_date, compile_date=compile_date, report_date=report_date,
            decision_date=decision_date,
        )  # fmt: skip
        before = list(
            Measure.objects.filter(
                pk__in=list(repeat), common=True, cycle__employer=cycle.employer_id,
                cycle__year=year - 1,
            )
            .select_related("unit__employer")
            .order_by("unit", "position", "pk")
        )  # fmt: skip
        total = len(before) + 1
        yield Opening(1, total, cycle)
        owners = organisation.owners(cycle.employer, on=at.date())
        for place, measure in enumerate(before):
            again = Measure(
                cycle=cycle, position=place, decided_at=at, repeats=measure,
                due_date=_a_year_later(measure, year),
                **{name: getattr(measure, name) for name in KEPT_WHEN_REPEATED},
            )  # fmt: skip
            history.store(again, at=at, by=actor)
            units = queries.reached_units(measure, on=at.date())
            yield Opening(
                place + 2, total, cycle, measure.title, len(units),
                sum(owners.is_vacant(measure.owner_role, unit) for unit in units),
            )  # fmt: skip


def _a_year_later(measure: Measure, year: int) -> date | None:
    due = measure.due_date
    if due is None or due.year >= year:
        return due
    return due.replace(year=year, day=28) if (due.month, due.day) == (2, 29) else due.replace(
        year=year
    )  # fmt: skip


def _opened(employer: Employer, year: int, actor, at: datetime, **dates: date | None) -> Cycle:
    employer = organisation_policy.employers_where(actor, Permission.YEAR_KEEP, on=at.date()).get(
        pk=employer.pk
    )
    if Cycle.objects.filter(employer=employer, year=year).exists():
        raise ValidationError(
            {"year": _("Året %(year)s är redan öppnat. Välj ett annat år.") % {"year": year}}
        )
    given = [d for d in dates.values() if d is not None]
    if given != sorted(given):
        raise ValidationError(
            _("Datumen kommer inte i ordning. Granskningen ligger först och beslutet sist."),
            code="dates",
        )
    cycle = history.store(
        Cycle(employer=employer, year=year, opened_at=at, **dates), at=at, by=actor
    )
    log.record(log.Event.YEAR_OPENED, actor=actor, about=cycle, at=at, details={"year": year})
    return cycle
