"""Reads of cases."""

from __future__ import annotations

from datetime import date

from aktiva.apps.casework.models import Case, Handling
from aktiva.apps.organisation.models import Employer, PoliticalBody
from aktiva.apps.organisation.queries import bodies


def cases_for_list(cases):
    """Return cases with what a list shows, the newest first. Two questions with the handlings."""
    return (
        cases.select_related("cycle", "unit", "employer")
        .prefetch_related("handlings__body")
        .order_by("-registered_date", "-pk")
    )


def handlings(case: Case):
    """Return how the bodies have treated the case, in the order of time. One question."""
    return case.handlings.select_related("body__above").order_by("on_date", "pk")


def recipients(case: Case):
    """Return those who are to have the decision. One question."""
    return case.recipients.order_by("position", "pk")


def bodies_above(employer: Employer, *, on: date) -> dict[int, int | None]:
    """Return body → the body above it. One question."""
    return {b.pk: b.above_id for b in bodies(employer, on=on)}


def last_decision(case: Case) -> Handling | None:
    """Return the handling that decided the matter, if any. One question."""
    return (
        case.handlings.filter(kind=Handling.Kind.DECIDES)
        .select_related("body")
        .order_by("-on_date", "-pk")
        .first()
    )


def body(employer: Employer, pk: int) -> PoliticalBody:
    """Return one body of the employer.

    Raises:
        PoliticalBody.DoesNotExist: The employer has no such body.
    """
    return PoliticalBody.objects.get(employer=employer, pk=pk)


def handling_for_page(cases, pk: int) -> Handling:
    """Return one decision in some cases. One question.

    Raises:
        Handling.DoesNotExist: None.
    """
    return (
        Handling.objects.filter(case__in=cases)
        .select_related("case__employer", "case__cycle", "body__above")
        .get(pk=pk)
    )
