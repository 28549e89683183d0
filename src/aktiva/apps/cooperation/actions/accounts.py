"""That a paper has told of the cooperation: from then on nothing more can be said to have fed it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from aktiva.apps.audit import history, log
from aktiva.apps.cooperation.models import CooperationAccount
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Unit


@transaction.atomic
def note_account(
    *, cycle: Cycle, unit: Unit, title: str, actor, at: datetime
) -> CooperationAccount:
    """Note that a paper about the unit and all below it was approved.

    Who may approve is decided by the one who calls.
    """
    account = history.store(
        CooperationAccount(cycle=cycle, unit=unit, title=title, approved_at=at), at=at, by=actor
    )
    log.record(log.Event.COOPERATION_ACCOUNTED, actor=actor, about=account, at=at)
    return account


def accounted_at(cycle: Cycle, unit: Unit, *, on: date) -> datetime | None:
    """Return when a paper that tells of the unit's cooperation was first approved. One question."""
    tree = organisation.tree(cycle.employer, on=min(on, date(cycle.year, 12, 31)))
    chain = [unit.pk, *(n.id for n in tree.ancestors(unit.pk))]
    times = CooperationAccount.objects.filter(cycle=cycle, unit__in=chain)
    return min(times.values_list("approved_at", flat=True), default=None)
