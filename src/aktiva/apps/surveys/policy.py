"""Who may read, answer and review which answers."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from aktiva.apps.organisation import policy
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.surveys.models import Draft, Sheet
from aktiva.domain.organisation.permissions import Permission

_BY_LEVEL = (
    (Sheet.Level.UNIT, Permission.SHEET_ANSWER),
    (Sheet.Level.DEPARTMENT, Permission.DEPARTMENT_ANSWER),
    (Sheet.Level.CENTRAL, Permission.CENTRAL_ANSWER),
)


def answerable_sheets(user, *, on: date):
    """Return the sheets that the person fills in, at each level by its own permission.

    What a unit that is no more had begun is read and not gone on with: the unit that came
    after has a sheet of its own. An answer sent back is completed by the one who came after.
    """
    condition = Q(pk__in=[])
    for level, permission in _BY_LEVEL:
        reach = policy.scope(user, permission, on=on)
        if reach:
            condition |= Q(level=level) & reach.condition()
    left = Q(level=Sheet.Level.UNIT, state=Sheet.State.OPEN, unit__in=_absent(user, on=on))
    found = Sheet.objects.filter(condition & ~left)
    only = getattr(user, "_only_sheet", None)
    return found if only is None else found.filter(pk=only)


def fills_in(user, sheet: Sheet, *, on: date) -> bool:
    """Return whether a sheet is one of `answerable_sheets`. No question when roles are known.

    For what is asked at every field that somebody types. `sheet` has its level, state and unit.
    """
    reaches = any(
        policy.scope(user, permission, on=on).holds(sheet.unit)
        for level, permission in _BY_LEVEL
        if level == sheet.level
    )
    if not reaches or getattr(user, "_only_sheet", None) not in (None, sheet.pk):
        return False
    is_begun = sheet.level == Sheet.Level.UNIT and sheet.state == Sheet.State.OPEN
    return not (is_begun and sheet.unit_id in _absent(user, on=on))


def _absent(user, *, on: date) -> frozenset[int]:
    return frozenset().union(
        *(organisation.absent(h.unit.employer, on=on) for h in policy.holdings(user, on=on))
    )


def limit(user, *, sheet: int) -> None:
    """Let the person fill in one sheet only, as long as `user` lives: they came by its link."""
    user._only_sheet = sheet


def signable_sheets(user, *, on: date):
    """Return the sheets that the person hands in: those of units for which they are the chief."""
    found = answerable_sheets(user, on=on)
    signs = policy.scope(user, Permission.SHEET_SIGN, on=on).condition()
    return found.filter(signs | ~Q(level=Sheet.Level.UNIT))


def readable_sheets(user, *, on: date):
    """Return the sheets that the person may read."""
    return Sheet.objects.filter(policy.scope(user, Permission.SHEET_READ, on=on).condition())


def reviewable_sheets(user, *, on: date):
    """Return the units' and departments' sheets that the person reviews."""
    reach = policy.scope(user, Permission.SHEET_REVIEW, on=on)
    return Sheet.objects.filter(reach.condition()).exclude(level=Sheet.Level.CENTRAL)


def own_drafts(user, *, on: date):
    """Return what the person has begun in forms of sheets they still fill in."""
    return Draft.objects.filter(written_by=user, sheet__in=answerable_sheets(user, on=on))
