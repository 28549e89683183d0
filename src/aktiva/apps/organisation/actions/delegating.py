"""A manager lets somebody else fill in, or act in her place, for a time that has an end."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.accounts.models import User
from aktiva.apps.audit import history, log
from aktiva.apps.organisation import policy
from aktiva.apps.organisation.models import RoleHolding, Unit
from aktiva.domain.organisation.permissions import Permission, Role

LONGEST_DAYS = 366
TITLES = {Role.ASSISTANT: "medhjälpare", Role.UNIT_MANAGER: "vikarierande chef"}


@transaction.atomic
def delegate(
    *,
    unit: Unit,
    email: str,
    name: str,
    acting: bool,
    from_date: date,
    to_date: date,
    actor,
    at: datetime,
) -> RoleHolding:
    """Let somebody fill in for a unit, or be its acting manager, from one day to another.

    One who fills in reads and answers what the unit is asked, and does not hand in. A person
    without an account gets one.

    Args:
        to_date: The last day.

    Raises:
        Unit.DoesNotExist: `actor` does not delegate for this unit.
        ValidationError: Days in disorder or longer than a year, to oneself, or a role that the
            person has already.
    """
    unit = policy.units_where(actor, Permission.UNIT_DELEGATE, on=at.date()).get(pk=unit.pk)
    role = Role.UNIT_MANAGER if acting else Role.ASSISTANT
    after = date.fromordinal(to_date.toordinal() + 1)  # a holding ends before its last date
    if to_date < from_date or from_date < at.date():
        raise ValidationError(
            {"to_date": _("Välj en tid som börjar tidigast i dag och slutar efter att den börjat.")}
        )
    if (to_date - from_date).days > LONGEST_DAYS:
        raise ValidationError(
            {"to_date": _("Högst ett år i taget. Ett längre uppdrag ger HR-avdelningen.")}
        )
    address = email.strip().lower()
    user = User.objects.filter(email=address).first()
    if user is not None and user.pk == actor.pk:
        raise ValidationError({"email": _("Det är din egen adress. Skriv någon annans.")})
    if user is None:
        user = User.objects.create_user(address, name=name.strip())
    held = user.holdings.filter(unit=unit, from_date__lt=after)
    if any(
        h.role in {role, Role.UNIT_MANAGER} and (h.to_date is None or h.to_date > from_date)
        for h in held
    ):
        raise ValidationError(
            {
                "email": _("%(name)s kan redan svara för enheten då.")
                % {"name": user.shown_as(TITLES[role])}
            }
        )
    holding = history.store(
        RoleHolding(
            user=user, role=role, unit=unit, title=TITLES[role], acting=acting,
            from_date=from_date, to_date=after,
        ),
        at=at,
        by=actor,
    )  # fmt: skip
    policy.forget(user)
    log.record(log.Event.ROLE_GIVEN, actor=actor, about=holding, at=at, details={"role": str(role)})
    return holding


@transaction.atomic
def take_back(*, holding: RoleHolding, actor, at: datetime) -> None:
    """Let what was delegated end now; what has not begun is as if it had never been given.

    Raises:
        Unit.DoesNotExist: `actor` does not delegate for this unit.
    """
    policy.units_where(actor, Permission.UNIT_DELEGATE, on=at.date()).get(pk=holding.unit_id)
    log.record(log.Event.ROLE_ENDED, actor=actor, about=holding, at=at)
    if holding.from_date >= at.date():
        history.remove(holding, at=at, by=actor)
    else:
        holding.to_date = at.date()
        history.store(holding, at=at, by=actor)
    policy.forget(holding.user)
