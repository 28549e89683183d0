"""Opening an employer's year."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation.models import Employer
from aktiva.domain.organisation.permissions import Permission


@transaction.atomic
def open_year(
    *,
    employer: Employer,
    year: int,
    actor,
    at: datetime,
    review_date: date | None = None,
    compile_date: date | None = None,
    report_date: date | None = None,
    decision_date: date | None = None,
) -> Cycle:
    """Open the employer's year.

    Raises:
        Employer.DoesNotExist: `actor` may not open a year for this employer.
        ValidationError: The year is already open, or the dates are in disorder.
    """
    employer = organisation_policy.employers_where(actor, Permission.YEAR_KEEP, on=at.date()).get(
        pk=employer.pk
    )
    if Cycle.objects.filter(employer=employer, year=year).exists():
        raise ValidationError(
            {"year": _("Året %(year)s är redan öppnat. Välj ett annat år.") % {"year": year}}
        )
    dates = [d for d in (review_date, compile_date, report_date, decision_date) if d is not None]
    if dates != sorted(dates):
        raise ValidationError(
            _("Datumen kommer inte i ordning. Granskningen ligger först och beslutet sist."),
            code="dates",
        )
    cycle = history.store(
        Cycle(
            employer=employer,
            year=year,
            opened_at=at,
            review_date=review_date,
            compile_date=compile_date,
            report_date=report_date,
            decision_date=decision_date,
        ),
        at=at,
        by=actor,
    )
    log.record(log.Event.YEAR_OPENED, actor=actor, about=cycle, at=at, details={"year": year})
    return cycle
