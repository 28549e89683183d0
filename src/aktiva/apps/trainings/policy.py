"""Who keeps the courses, who sees names, and who sees how many."""

from __future__ import annotations

from datetime import date

from aktiva.apps.organisation import policy
from aktiva.apps.organisation.models import Employer
from aktiva.apps.trainings.models import Course, CourseRound
from aktiva.domain.organisation.permissions import Permission


def reach(user, *, on: date) -> policy.Scope:
    """Return the units whose role holders the person sees by name, and ticks and reminds."""
    return policy.scope(user, Permission.TRAINING_KEEP, on=on)


def counted(user, *, on: date) -> policy.Scope:
    """Return the units for which the person sees how many, as the door lets figures out."""
    return policy.scope(user, Permission.YEAR_SEE, on=on)


def keeps_all(user, employer: Employer, *, on: date) -> bool:
    """Return whether the person keeps the employer's courses as such, and not only people's."""
    return employer.pk in reach(user, on=on).whole


def visible_courses(user, *, on: date):
    """Return the courses whose pages the person may open."""
    return Course.objects.filter(
        employer__in=policy.employers_touched(user, Permission.YEAR_SEE, on=on)
    )


def tickable_courses(user, *, on: date):
    """Return the courses in which the person keeps somebody's participation."""
    return Course.objects.filter(
        employer__in=policy.employers_touched(user, Permission.TRAINING_KEEP, on=on)
    )


def keepable_courses(user, *, on: date):
    """Return the courses that the person changes."""
    return Course.objects.filter(
        employer__in=policy.employers_where(user, Permission.TRAINING_KEEP, on=on)
    )


def keepable_rounds(user, *, on: date):
    """Return the rounds that the person evaluates."""
    return CourseRound.objects.filter(course__in=keepable_courses(user, on=on))


def keepable_units(user, *, on: date):
    """Return the units whose figures the person types in."""
    return policy.units_where(user, Permission.TRAINING_KEEP, on=on)


def sees(user, employer: Employer, *, on: date) -> bool:
    """Return whether the person sees the employer's courses at all. No question for the root."""
    found = counted(user, on=on)
    if employer.pk in found.whole:
        return True
    held = {h.unit_id for h in policy.holdings(user, on=on) if h.unit.employer_id == employer.pk}
    return bool(found.units & held)
