"""What units give to the employer's duties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aktiva.apps.cycles.models import Cycle
from aktiva.apps.lawcheck.queries.evidence import evidence
from aktiva.apps.organisation import queries as organisation
from aktiva.domain.law.contribution import Contribution, contributions, narrowed


@dataclass(frozen=True, slots=True)
class Contributed:
    """What a unit, or all units of a department, have given; share of the employer's staff."""

    rows: tuple[Contribution, ...]
    n_units: int
    share: int | None


def contribution(cycle: Cycle, unit_id: int, *, on: date) -> Contributed:
    """Return what the unit and those below it have given. One question when nothing changed."""
    whole = evidence(cycle)
    tree = organisation.tree(cycle.employer, on=min(on, date(cycle.year, 12, 31)))
    within = tree.subtree(unit_id) if unit_id in tree else frozenset({unit_id})
    answering = [n.id for n in tree.answering(within=unit_id)] if unit_id in tree else [unit_id]
    n_units = max(1, len(answering))
    part = narrowed(whole, within)
    total = sum(whole.staff.values())
    share = round(100 * sum(part.staff.values()) / total) if total and part.staff else None
    return Contributed(contributions(part, n_units=n_units), n_units, share)
