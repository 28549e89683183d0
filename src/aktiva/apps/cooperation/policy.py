"""Who keeps the records of cooperation, who reads them, and who speaks for a party."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from aktiva.apps.cooperation.models import Meeting, Party, Reading, ReadingParty
from aktiva.apps.organisation import policy
from aktiva.apps.organisation.models import Employer, RoleHolding
from aktiva.apps.organisation.models.trees import tree
from aktiva.domain.organisation.permissions import HOLDERS, Permission, Role

UNIONS = frozenset({Party.Kind.UNION, Party.Kind.UNION_WITH_AGREEMENT})


def speaks_for(holding: RoleHolding, party: Party) -> bool:
    """Return whether an assignment is one for the party; nobody speaks for those without a union."""
    if party.kind == Party.Kind.SAFETY_REPRESENTATIVES:
        return holding.role == Role.SAFETY_REPRESENTATIVE
    return (
        party.kind in UNIONS
        and holding.role == Role.UNION_REPRESENTATIVE
        and holding.organisation.strip().casefold() == party.name.strip().casefold()
    )


def assignments(user, *, on: date) -> list[RoleHolding]:
    """Return the roles by which the person answers for a party. No question once roles are known."""
    allowed = HOLDERS[Permission.COOPERATION_CONFIRM]
    return [h for h in policy.holdings(user, on=on) if Role(h.role) in allowed]


def confirmable(user, *, on: date):
    """Return what the person is asked to read: sent to their party, where they represent it.

    An assignment holds for its unit and everything below, so one at a school does not speak for
    the organisation in the whole municipality.
    """
    condition = Q(pk__in=[])
    for holding in assignments(user, on=on):
        employer = holding.unit.employer
        parties = [p.pk for p in _parties(user, employer) if speaks_for(holding, p)]
        if not parties:
            continue
        grown = tree(employer, on=on)
        if grown.root is not None and grown.root.id == holding.unit_id:
            where = Q(reading__unit__employer=employer)
        else:
            where = Q(reading__unit__in=grown.subtree(holding.unit_id) or {holding.unit_id})
        condition |= Q(party__in=parties) & where
    return ReadingParty.objects.filter(condition)


def _parties(user, employer: Employer) -> list[Party]:
    """Return the employer's parties, asked once per request, for they are kept on `user`."""
    kept = getattr(user, "_parties", None)
    if kept is None or kept[0] != employer.pk:
        user._parties = kept = (employer.pk, list(Party.objects.filter(employer=employer)))
    return kept[1]


def assignment_for(user, asked: ReadingParty, *, on: date) -> RoleHolding | None:
    """Return the assignment by which the person answers for the party in this reading, if any."""
    for holding in assignments(user, on=on):
        employer = holding.unit.employer
        if employer.pk != asked.reading.unit.employer_id:
            continue
        within = tree(employer, on=on).subtree(holding.unit_id) or {holding.unit_id}
        if asked.reading.unit_id in within and speaks_for(holding, asked.party):
            return holding
    return None


def keepable_units(user, *, on: date):
    """Return the units whose cooperation the person records."""
    return policy.units_where(user, Permission.COOPERATION_KEEP, on=on)


def keepable_meetings(user, *, on: date):
    """Return the meetings that the person may change."""
    reach = policy.scope(user, Permission.COOPERATION_KEEP, on=on)
    return Meeting.objects.filter(reach.condition())


def keepable_readings(user, *, on: date):
    """Return what the person has sent, or could have sent, to be read."""
    reach = policy.scope(user, Permission.COOPERATION_KEEP, on=on)
    return Reading.objects.filter(reach.condition())


def visible_units(user, *, on: date):
    """Return the units whose cooperation the person sees."""
    return policy.units_where(user, Permission.SHEET_READ, on=on)


def visible_meetings(user, *, on: date):
    """Return the meetings that the person may read of."""
    return Meeting.objects.filter(policy.scope(user, Permission.SHEET_READ, on=on).condition())


def visible_readings(user, *, on: date):
    """Return the readings whose record the person may see."""
    return Reading.objects.filter(policy.scope(user, Permission.SHEET_READ, on=on).condition())


def keepable_parties(user, *, on: date):
    """Return the parties that the person registers and retires."""
    return Party.objects.filter(
        employer__in=policy.employers_where(user, Permission.YEAR_KEEP, on=on)
    )
