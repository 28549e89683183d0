"""Closing an employer's year, and opening it again with a reason."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.cycles import policy
from aktiva.apps.cycles.models import Cycle

SHORTEST_REASON = 10


@transaction.atomic
def close_year(*, cycle_id: int, closed_as: str, actor, at: datetime) -> Cycle:
    """Close the year: what is handed to DO is from now on what stood at this moment.

    Raises:
        Cycle.DoesNotExist: No such year, or not one that `actor` keeps.
        ValidationError: It is closed already.
    """
    cycle = policy.keepable_cycles(actor, on=at.date()).get(pk=cycle_id)
    if cycle.closed_at is not None:
        raise ValidationError(
            _("Året %(year)s är redan avslutat. Ladda om sidan för att se när.")
            % {"year": cycle.year}
        )
    cycle.closed_at, cycle.closed_as = at, closed_as
    history.store(cycle, at=at, by=actor)
    log.record(log.Event.YEAR_CLOSED, actor=actor, about=cycle, at=at, details={"year": cycle.year})
    return cycle


@transaction.atomic
def reopen_year(
    *, cycle_id: int, reason: str, reopened_as: str, actor, at: datetime
) -> Cycle:  # fmt: skip
    """Open a closed year again; the earlier closing stays in the history.

    Raises:
        Cycle.DoesNotExist: No such year, or not one that `actor` keeps.
        ValidationError: It is not closed, or the reason says nothing.
    """
    cycle = policy.keepable_cycles(actor, on=at.date()).get(pk=cycle_id)
    if cycle.closed_at is None:
        raise ValidationError(
            _("Året %(year)s är redan öppet. Ladda om sidan för att se hur det ligger till.")
            % {"year": cycle.year}
        )
    if len(reason.strip()) < SHORTEST_REASON:
        raise ValidationError(
            {"reason": _("Skälet är för kort. Skriv vad som behöver ändras, med minst tio tecken.")}
        )
    cycle.closed_at, cycle.closed_as = None, ""
    cycle.reopened_at, cycle.reopened_as, cycle.reopen_reason = at, reopened_as, reason.strip()
    history.store(cycle, at=at, by=actor)
    log.record(
        log.Event.YEAR_REOPENED, actor=actor, about=cycle, at=at, details={"year": cycle.year}
    )
    return cycle
