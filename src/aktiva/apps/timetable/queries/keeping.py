"""Reads for those who keep the calendar, the pauses and the substitutes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from aktiva.apps.organisation.models import Employer, RoleHolding
from aktiva.apps.organisation.queries import holds_on
from aktiva.apps.timetable import policy
from aktiva.apps.timetable.models import Bounce, EmployerEvent, Pause, Substitution


def events(employer: Employer, *, since: date) -> list[EmployerEvent]:
    """Return the employer's events that end on a day or later. One question."""
    return list(
        EmployerEvent.objects.filter(employer=employer, to_date__gte=since).order_by(
            "from_date", "pk"
        )
    )


def pauses(employer: Employer) -> list[Pause]:
    """Return the employer's pauses. One question."""
    return list(Pause.objects.filter(employer=employer).order_by("from_date", "pk"))


def substitutions(employer: Employer, *, on: date) -> list[Substitution]:
    """Return the absences that have not ended. One question."""
    return list(
        Substitution.objects.filter(employer=employer, to_date__gte=on)
        .select_related("absent", "substitute")
        .order_by("from_date", "pk")
    )


def substitutions_of(user, *, on: date) -> list[Substitution]:
    """Return the absences that a person has, or stands in for, and that have not ended. One question."""
    return list(
        Substitution.objects.filter(Q(absent=user) | Q(substitute=user), to_date__gte=on)
        .select_related("absent", "substitute", "employer")
        .order_by("from_date", "pk")
    )


def bounces(employer: Employer, *, on: date) -> list[Bounce]:
    """Return the addresses that do not work, the latest first. One question."""
    return list(
        policy.bounces_at([employer], on=on).select_related("user").order_by("-recorded_at", "pk")
    )


def n_bounces(employer: Employer, *, on: date) -> int:
    """Return how many addresses do not work. One question."""
    return policy.bounces_at([employer], on=on).count()


def people(employer: Employer, users: Iterable[int], *, on: date) -> dict[int, str]:
    """Return how some people are shown: name and function, or function alone. One question."""
    held = (
        RoleHolding.objects.filter(holds_on(on), unit__employer=employer, user__in=set(users))
        .select_related("user")
        .order_by("unit_id", "role", "acting", "pk")
    )
    shown: dict[int, str] = {}
    for holding in held:
        name = holding.user.shown_as(holding.function)
        words = name if name == holding.function else f"{name}, {holding.function}"
        shown.setdefault(holding.user_id, words)
    return shown
