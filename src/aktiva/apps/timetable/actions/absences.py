"""Who stands in for whom, set by the one who is away or by those who keep the reminders."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.accounts import queries as accounts
from aktiva.apps.audit import history, log
from aktiva.apps.organisation.models import Employer, RoleHolding
from aktiva.apps.organisation.queries import holds_on
from aktiva.apps.timetable import policy
from aktiva.apps.timetable.models import Substitution


@transaction.atomic
def set_substitute(
    *,
    employer: Employer,
    absent: str,
    substitute: str,
    from_date: date,
    to_date: date,
    actor,
    at: datetime,
) -> Substitution:
    """Let one person get another's reminders for some days.

    Args:
        absent: The address of the one who is away; the actor's own, or anybody's for those
            who keep the employer's reminders.
        substitute: The address of the one who stands in.

    Raises:
        Employer.DoesNotExist: `actor` holds no role at the employer.
        ValidationError: Somebody is not known there, the days are in disorder or taken.
    """
    today = at.date()
    employer = policy.own_employers(actor, on=today).get(pk=employer.pk)
    keeps = policy.kept_employers(actor, on=today).filter(pk=employer.pk).exists()
    if not keeps and absent.strip().lower() != actor.email:
        raise Employer.DoesNotExist
    away = _person(absent, "absent", employer, today)
    there = _person(substitute, "substitute", employer, today)
    problems: dict[str, str] = {}
    if away.pk == there.pk:
        problems["substitute"] = _("Välj någon annan än den som är frånvarande.")
    if to_date < from_date:
        problems["to_date"] = _("Sista dagen ligger före den första.")
    elif to_date < today:
        problems["to_date"] = _("Dagen har redan varit. Skriv i dag eller en senare dag.")
    if not problems and _taken(employer, away, from_date, to_date):
        problems["from_date"] = _(
            "Det finns redan en ersättare under de dagarna. Avsluta den först."
        )
    if problems:
        raise ValidationError(problems)
    kept = history.store(
        Substitution(
            employer=employer, absent=away, substitute=there, from_date=from_date, to_date=to_date
        ),
        at=at,
        by=actor,
    )
    log.record(log.Event.SUBSTITUTION_SET, actor=actor, about=kept, at=at)
    return kept


def _person(address: str, field: str, employer: Employer, on: date):
    user = accounts.by_email(address)
    held = RoleHolding.objects.filter(holds_on(on), unit__employer=employer, user=user)
    if user is None or not user.is_active or not held.exists():
        raise ValidationError(
            {field: _("Ingen med den adressen har en roll här. Kontrollera stavningen.")}
        )
    return user


def _taken(employer: Employer, away, from_date: date, to_date: date) -> bool:
    return Substitution.objects.filter(
        employer=employer, absent=away, from_date__lte=to_date, to_date__gte=from_date
    ).exists()


@transaction.atomic
def end_substitution(*, substitution_id: int, actor, at: datetime) -> None:
    """Let a person get their own reminders again from today; one that has not begun is taken away.

    Raises:
        Substitution.DoesNotExist: None, or not one that `actor` may end.
    """
    kept = policy.settable_substitutions(actor, on=at.date()).get(pk=substitution_id)
    log.record(log.Event.SUBSTITUTION_ENDED, actor=actor, about=kept, at=at)
    yesterday = at.date() - timedelta(1)
    if kept.from_date > yesterday:
        history.remove(kept, at=at, by=actor)
        return
    kept.to_date = min(kept.to_date, yesterday)
    history.store(kept, at=at, by=actor, fields=["to_date"])
