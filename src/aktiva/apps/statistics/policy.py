"""Who may store staff figures and let them out."""

from __future__ import annotations

from datetime import date

from aktiva.apps.organisation import policy
from aktiva.domain.organisation.permissions import Permission


def units_with_releasable_figures(user, *, on: date):
    """Return the units whose tables the person may let out."""
    return policy.units_where(user, Permission.FIGURES_RELEASE, on=on)
