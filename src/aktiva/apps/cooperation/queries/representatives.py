"""Who can answer for a party at a place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from aktiva.apps.cooperation.models import Party
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
    held = list(
        RoleHolding.objects.filter(
            organisation.holds_on(on),
            unit__in=where,
            role__in=REPRESENTATIVES,
            user__is_active=True,
        ).order_by("pk")
    )
    return {
        party.pk: list(dict.fromkeys(h.user_id for h in held if speaks_for(h, party)))
        for party in parties
    }
