"""Who can answer for a party at a place, and whose answers are waited for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from aktiva.apps.cooperation import policy
from aktiva.apps.cooperation.models import Confirmation, Party, Reading, ReadingParty
from aktiva.apps.cooperation.policy import speaks_for
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Employer, RoleHolding, Unit
from aktiva.domain.organisation.permissions import REPRESENTATIVES


def representatives(
    employer: Employer, unit: Unit, parties: Iterable[Party], *, on: date
) -> dict[int, list[int]]:
    """Return party → the accounts of those who speak for it at the unit. One question.

    An assignment at the unit or above it speaks there; one below it does not.
    """
    tree = organisation.tree(employer, on=on)
    where = {unit.pk, *(n.id for n in tree.ancestors(unit.pk))}
    held = list(_assignments(on).filter(unit__in=where))
    return {
        party.pk: list(dict.fromkeys(h.user_id for h in held if speaks_for(h, party)))
        for party in parties
    }


def _assignments(on: date):
    return RoleHolding.objects.filter(
        organisation.holds_on(on), role__in=REPRESENTATIVES, user__is_active=True
    ).order_by("pk")


@dataclass(frozen=True, slots=True)
class Awaited:
    """A party that has not answered, with those who can, and when each was last written to."""

    asked: ReadingParty
    users: tuple[int, ...]
    told: Mapping[int, date]

    @property
    def reading(self) -> Reading:
        return self.asked.reading


def awaited(employer: Employer, *, first: date, last: date, on: date) -> list[Awaited]:
    """Return the answers waited for until a day among some, with those who can give them.

    A party that nobody can answer for is left out. Two questions, and those of the tree.
    """
    waiting = list(
        ReadingParty.objects.filter(
            reading__unit__employer=employer,
            reading__last_date__range=(first, last),
            confirmations=None,
        )
        .select_related("reading", "party")
        .defer("reading__text")
        .order_by("pk")
    )
    if not waiting:
        return []
    tree = organisation.tree(employer, on=on)
    held = list(_assignments(on).filter(unit__employer=employer))
    found = []
    for row in waiting:
        where = {row.reading.unit_id, *(n.id for n in tree.ancestors(row.reading.unit_id))}
        since: dict[int, date] = {}
        for h in held:
            if h.unit_id in where and speaks_for(h, row.party):
                since[h.user_id] = min(since.get(h.user_id, h.from_date), h.from_date)
        written = max(_day(row.reading.sent_at), _day(row.reminded_at or row.reading.sent_at))
        told = {user: written for user, begun in since.items() if begun <= written}
        if since:
            found.append(Awaited(row, tuple(since), told))
    return found


def own_readings(user, employer: Employer, *, first: date, last: date, on: date):
    """Return what a person is asked to read until a day among some; `is_answered`: by the party.

    Two questions once roles are known.
    """
    return (
        policy.confirmable(user, on=on)
        .filter(reading__last_date__range=(first, last), reading__unit__employer=employer)
        .select_related("reading")
        .defer("reading__text")
        .annotate(is_answered=Exists(Confirmation.objects.filter(asked=OuterRef("pk"))))
        .order_by("reading__last_date", "pk")
    )


def readings_until(
    employer: Employer, *, first: date, last: date, units: frozenset[int] | None
) -> list[Reading]:
    """Return what parties were asked to read until a day among some, at some units or all.

    `n_asked` and `n_answered` count the parties. One question.
    """
    found = Reading.objects.filter(unit__employer=employer, last_date__range=(first, last))
    if units is not None:
        found = found.filter(unit__in=units)
    return list(
        found.defer("text")
        .annotate(
            n_asked=Count("parties", distinct=True),
            n_answered=Count("parties__confirmations__asked", distinct=True),
        )
        .order_by("last_date", "cycle", "pk")
    )


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()
