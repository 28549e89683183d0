"""Who reads, writes and signs the records of which schools, and who says what is a school."""

from __future__ import annotations

from datetime import date

from aktiva.apps.organisation import policy
from aktiva.apps.organisation.models import Employer
from aktiva.apps.schools.models import School
from aktiva.domain.organisation.permissions import Permission


def visible_schools(user, *, on: date):
    """Return the schools whose record the person reads, as they read the units' answers."""
    return School.objects.filter(policy.scope(user, Permission.SHEET_READ, on=on).condition())


def editable_schools(user, *, on: date):
    """Return the schools whose record the person writes."""
    return School.objects.filter(policy.scope(user, Permission.EDUCATION_KEEP, on=on).condition())


def signable_schools(user, *, on: date):
    """Return the schools whose record the person signs: those of which they are the rektor."""
    return School.objects.filter(policy.scope(user, Permission.SHEET_SIGN, on=on).condition())


def keepable_schools(user, *, on: date):
    """Return the schools that the person marks, changes and ends."""
    return School.objects.filter(employer__in=keepable_employers(user, on=on))


def keepable_employers(user, *, on: date):
    """Return the employers where the person says which units are schools."""
    return policy.employers_where(user, Permission.YEAR_KEEP, on=on)


def overview(user, employer: Employer, *, on: date) -> policy.Scope:
    """Return the units whose schools the person sees together."""
    return policy.scope(user, Permission.YEAR_SEE, on=on)
