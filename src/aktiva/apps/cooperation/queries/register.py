"""Reads of the parties and of the forums that cooperate."""

from __future__ import annotations

from datetime import date

from aktiva.apps.cooperation.models import Party
from aktiva.apps.cooperation.policy import speaks_for
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Employer
from aktiva.apps.registers import queries as registers
from aktiva.apps.registers.models import Forum
from aktiva.domain.cooperation.records import Tier
from aktiva.domain.organisation.permissions import REPRESENTATIVES
from aktiva.domain.organisation.tree import Level

_KINDS = (
    Forum.Kind.COOPERATION_GROUP,
    Forum.Kind.WORKPLACE_MEETING,
    Forum.Kind.MEETING_THEME,
    Forum.Kind.SAFETY_ROUND,
)
_LEVELS = {
    Tier.EMPLOYER: {Level.EMPLOYER},
    Tier.DEPARTMENT: {Level.DEPARTMENT},
    Tier.UNIT: {Level.WORKPLACE, Level.GROUP},
}


def forums_for(employer: Employer, tier: Tier, *, on: date) -> list[Forum]:
    """Return the forums where people cooperate, those of the place's own level first. One question."""
    found = registers.forums(employer, on=on, kinds=_KINDS)
    return sorted(found, key=lambda f: f.level not in _LEVELS[tier])


def parties_for_page(employer: Employer, *, on: date) -> list[tuple[Party, list[str], int]]:
    """Return each party with where it is one and how many speak for it. Four questions at most."""
    tree = organisation.tree(employer, on=on)
    held = organisation.holders(employer, on=on, roles=REPRESENTATIVES)
    rows = []
    for party in (
        Party.objects.filter(employer=employer).prefetch_related("units").order_by("position", "pk")
    ):
        names = [tree.nodes[u.unit_id].name for u in party.units.all() if u.unit_id in tree]
        people = {h.user_id for h in held if speaks_for(h, party)}
        rows.append((party, names, len(people)))
    return rows
