"""Registering the parties to cooperate with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.cooperation import policy
from aktiva.apps.cooperation.models import Party, PartyUnit
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Employer, Unit
from aktiva.domain.cooperation.records import USUAL_TIERS, PartyKind, Tier
from aktiva.domain.organisation.permissions import Permission, Role

K = Party.Kind


@transaction.atomic
def register_party(
    *,
    employer: Employer,
    name: str,
    kind: str,
    actor,
    at: datetime,
    tiers: Sequence[str] = (),
    units: Sequence[Unit] = (),
) -> Party:
    """Register a party; where it takes part is the usual for its kind unless it is said.

    Raises:
        Employer.DoesNotExist: `actor` does not keep this employer's year.
        ValidationError: The name is empty or taken.
    """
    _guard(actor, employer, on=at.date())
    party = _party(
        employer, name, kind, tiers=tiers, position=employer.parties.count(), at=at, by=actor
    )
    _place(party, units, at=at, by=actor)
    log.record(log.Event.PARTY_REGISTERED, actor=actor, about=party, at=at)
    return party


@transaction.atomic
def set_up_parties(*, employer: Employer, actor, at: datetime) -> list[Party]:
    """Register the organisations of all notified assignments, with those that every employer has.

    Raises:
        Employer.DoesNotExist: `actor` does not keep this employer's year.
    """
    _guard(actor, employer, on=at.date())
    unions = {
        h.organisation.strip()
        for h in organisation.holders(
            employer, on=at.date(), roles=frozenset({Role.UNION_REPRESENTATIVE})
        )
    }
    wanted = [
        *((name, K.UNION_WITH_AGREEMENT) for name in sorted(unions)),
        (_("Skyddsombud"), K.SAFETY_REPRESENTATIVES),
        (_("Medarbetare utan företrädd facklig organisation"), K.EMPLOYEES),
    ]
    there = {name.casefold() for name in employer.parties.values_list("name", flat=True)}
    kinds = set(employer.parties.values_list("kind", flat=True))
    once = {K.SAFETY_REPRESENTATIVES, K.EMPLOYEES}
    made = []
    for name, kind in wanted:
        if name.casefold() in there or (kind in once and kind in kinds):
            continue
        place = len(there) + len(made)
        made.append(_party(employer, name, kind, tiers=(), position=place, at=at, by=actor))
    log.record(
        log.Event.PARTY_REGISTERED, actor=actor, about=employer, at=at, details={"rows": len(made)}
    )
    return made


@transaction.atomic
def change_party(
    *,
    party_id: int,
    tiers: Sequence[str],
    actor,
    at: datetime,
    units: Sequence[Unit] = (),
    retired_on: date | None = None,
) -> Party:
    """Say anew where a party takes part, and from when it is a party no longer.

    Raises:
        Party.DoesNotExist: No such party, or not one that `actor` keeps.
        ValidationError: It takes part nowhere.
    """
    party = policy.keepable_parties(actor, on=at.date()).get(pk=party_id)
    if not tiers:
        raise ValidationError({"tiers": _("Välj minst en nivå där parten samverkar.")})
    party.tiers, party.retired_on = _ordered(tiers), retired_on
    history.store(party, at=at, by=actor)
    _place(party, units, at=at, by=actor)
    log.record(log.Event.PARTY_REGISTERED, actor=actor, about=party, at=at)
    return party


def _guard(actor, employer: Employer, *, on: date) -> None:
    organisation_policy.employers_where(actor, Permission.YEAR_KEEP, on=on).get(pk=employer.pk)


def _ordered(tiers: Sequence[str]) -> list[str]:
    return [t.value for t in Tier if t in set(tiers)]


def _party(employer, name: str, kind: str, *, tiers, position: int, at, by) -> Party:
    usual = [t.value for t in Tier if t in USUAL_TIERS[PartyKind(kind)]]
    party = Party(
        employer=employer,
        name=name.strip(),
        kind=kind,
        tiers=_ordered(tiers) or usual,
        position=position,
    )
    return history.store(party, at=at, by=by)


def _place(party: Party, units: Sequence[Unit], *, at, by) -> None:
    wanted = {u.pk: u for u in units}
    if any(u.employer_id != party.employer_id for u in units):
        raise ValidationError({"units": _("Enheten hör till en annan arbetsgivare.")})
    for link in party.units.all():
        if wanted.pop(link.unit_id, None) is None:
            history.remove(link, at=at, by=by)
    for unit in wanted.values():
        history.store(PartyUnit(party=party, unit=unit), at=at, by=by)
