"""How figures of pay are written."""

from __future__ import annotations

from django import template

from aktiva.domain.pay.swedish import percent, points, whole

register = template.Library()
NOTHING = "–"


@register.filter
def gap(share: float | str | None) -> str:
    """Return a gap as per cent: ”6,2 procent”, and a dash where there is none."""
    return NOTHING if share is None or isinstance(share, str) else percent(share)


@register.filter
def kronor(amount: float | str | None) -> str:
    """Return whole kronor: ”31 250 kr”, and a dash where there are none."""
    return NOTHING if amount is None or isinstance(amount, str) else f"{whole(round(amount))} kr"


@register.filter
def persons(n: float) -> str:
    """Return a number of persons, which may have decimals where ties are shared."""
    return points(round(n, 2))
