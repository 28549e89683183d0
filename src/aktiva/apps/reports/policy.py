"""Who sees and makes which papers and observations."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation import policy
from aktiva.apps.organisation.models import Unit
from aktiva.apps.reports.models import Observation, Paper
from aktiva.domain.organisation.permissions import Permission

_READ_BY_THE_UNIT = (Paper.Kind.ACTION_PLAN, Paper.Kind.PLAN, Paper.Kind.EDUCATION_REPORT)


def compilable_units(user, *, on: date):
    """Return the units whose compilation the person sees."""
    return policy.units_where(user, Permission.COMPILATION_SEE, on=on)


def editable_observations(user, *, on: date):
    """Return the observations the person chooses among and rewrites."""
    reach = policy.scope(user, Permission.COMPILATION_EDIT, on=on)
    return Observation.objects.filter(reach.condition())


def editable_units(user, *, on: date):
    """Return the units whose observations the person proposes and edits."""
    return policy.units_where(user, Permission.COMPILATION_EDIT, on=on)


def visible_papers(user, *, on: date):
    """Return the papers the person may read: own subtree, and those that lie in a case they see."""
    condition = policy.scope(user, Permission.COMPILATION_SEE, on=on).condition()
    own = policy.scope(user, Permission.SHEET_READ, on=on).condition()
    cases = policy.scope(user, Permission.CASE_SEE, on=on).condition("case__unit")
    return Paper.objects.filter(
        condition | (own & Q(kind__in=_READ_BY_THE_UNIT)) | (Q(case__isnull=False) & cases)
    )


def makeable_papers(user, *, on: date):
    """Return the papers the person writes."""
    make = policy.scope(user, Permission.PAPER_MAKE, on=on).condition()
    keep = policy.scope(user, Permission.CASE_KEEP, on=on).condition()
    return Paper.objects.filter(make | (keep & Q(kind=Paper.Kind.MINUTES_EXTRACT)))


def approvable_papers(user, *, on: date):
    """Return the papers the person approves: a head the department's, HR the employer's."""
    heads = policy.scope(user, Permission.DEPARTMENT_APPROVE, on=on).condition()
    hr = policy.scope(user, Permission.PAPER_MAKE, on=on).condition()
    keep = policy.scope(user, Permission.CASE_KEEP, on=on).condition()
    department = Q(kind=Paper.Kind.DEPARTMENT_REPORT)
    minutes = Q(kind=Paper.Kind.MINUTES_EXTRACT)
    return Paper.objects.filter(
        (heads & department) | (hr & ~department & ~minutes) | (keep & minutes)
    )


def publishable_papers(user, *, on: date):
    """Return the papers whose public version the person makes.

    Those that the person writes, and for a head the department's own report once it is approved:
    whoever has approved the words answers for what of them is shown.
    """
    heads = policy.scope(user, Permission.DEPARTMENT_APPROVE, on=on).condition()
    approved = Q(kind=Paper.Kind.DEPARTMENT_REPORT, state=Paper.State.APPROVED)
    return makeable_papers(user, on=on) | Paper.objects.filter(heads & approved)


def units_to_report(user, cycle: Cycle, *, on: date):
    """Return the units of the year's employer for which the person makes papers."""
    return policy.units_where(user, Permission.PAPER_MAKE, on=on).filter(employer=cycle.employer_id)


def department_units(user, *, on: date):
    """Return the departments whose report the person hands in or approves."""
    hand_in = policy.scope(user, Permission.DEPARTMENT_ANSWER, on=on)
    approve = policy.scope(user, Permission.DEPARTMENT_APPROVE, on=on)
    ids = hand_in.units | approve.units
    whole = hand_in.whole | approve.whole
    return Unit.objects.filter(Q(pk__in=ids) | Q(employer__in=whole))


def publishable_units(user, *, on: date):
    """Return the units whose open page the person opens and closes."""
    return policy.units_where(user, Permission.PAPER_MAKE, on=on)
