"""Roles are given and ended."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.accounts.models import User
from aktiva.apps.audit import history, log
from aktiva.apps.organisation import policy
from aktiva.apps.organisation.actions.structure import guard
from aktiva.apps.organisation.models import (
    RoleHolding,
    Unit,
)
from aktiva.domain.organisation.permissions import REPRESENTATIVES, Role


@transaction.atomic
def give_role(
    *,
    user: User,
    role: Role,
    unit: Unit,
    title: str,
    from_date: date,
    actor,
    at: datetime,
    to_date: date | None = None,
    acting: bool = False,
    organisation: str = "",
    notified_date: date | None = None,
) -> RoleHolding:
    """Give a person a role at a unit, or register an assignment that a union has notified.

    Raises:
        Employer.DoesNotExist: `actor` may not change this organisation.
        ValidationError: A representative without organisation and notice, or dates in disorder.
    """
    guard(actor, unit.employer, on=at.date())
    if role in REPRESENTATIVES and not (organisation and notified_date):
        raise ValidationError(
            _(
                "Ett uppdrag som företrädare anmäls av organisationen. "
                "Skriv vilken organisation och när uppdraget anmäldes."
            ),
            code="not_notified",
        )
    holding = history.store(
        RoleHolding(
            user=user,
            role=role,
            unit=unit,
            title=title,
            acting=acting,
            organisation=organisation,
            notified_date=notified_date,
            from_date=from_date,
            to_date=to_date,
        ),
        at=at,
        by=actor,
    )
    policy.forget(user)
    log.record(log.Event.ROLE_GIVEN, actor=actor, about=holding, at=at, details={"role": str(role)})
    return holding


@transaction.atomic
def give_role_to(*, email: str, name: str, unit: Unit, actor, at: datetime, **role) -> RoleHolding:
    """Give a role to the person with an address, who gets an account if there is none.

    Raises:
        As `give_role`.
    """
    address = email.strip().lower()
    user = User.objects.filter(email=address).first()
    if user is None:
        user = User.objects.create_user(address, name=name)
    return give_role(user=user, unit=unit, actor=actor, at=at, **role)


@transaction.atomic
def end_role(*, holding: RoleHolding, to_date: date, actor, at: datetime) -> RoleHolding:
    """Let a role end.

    Raises:
        Employer.DoesNotExist: `actor` may not change this organisation.
        ValidationError: The end lies before the beginning.
    """
    guard(actor, holding.unit.employer, on=at.date())
    holding.to_date = to_date
    history.store(holding, at=at, by=actor)
    policy.forget(holding.user)
    log.record(log.Event.ROLE_ENDED, actor=actor, about=holding, at=at)
    return holding
