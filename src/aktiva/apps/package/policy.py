"""Who makes the package: whoever sees the law check and makes the employer's papers."""

from __future__ import annotations

from datetime import date

from aktiva.apps.organisation import policy
from aktiva.domain.organisation.permissions import Permission


def employers(user, *, on: date):
    """Return the employers whose package the person makes."""
    return policy.employers_where(user, Permission.LAW_SEE, on=on).filter(
        pk__in=policy.employers_where(user, Permission.PAPER_MAKE, on=on)
    )
