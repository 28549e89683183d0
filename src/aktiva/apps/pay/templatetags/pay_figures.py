"""Kronor and shares as they are written on the pages of the pay mapping."""

from __future__ import annotations

from django import template

from aktiva.domain.pay.swedish import NO_BREAK, whole

register = template.Library()


@register.filter
def kronor(value: float | None) -> str:
    """Return "2 250 kr", a dash where there is nothing."""
    return "–" if value is None else f"{whole(round(value))}{NO_BREAK}kr"


@register.filter
def in_percent(share: float | None, places: int = 1) -> str:
    """Return "6,2 %" for 0,062, a dash where there is nothing."""
    if share is None:
        return "–"
    return (
        f"{round(share * 100, places) + 0.0:.{places}f}".replace(".", ",").replace("-", "−")
        + f"{NO_BREAK}%"
    )


@register.filter
def decimals(value: float | None, places: int = 2) -> str:
    """Return a number with so many decimals, a dash where there is nothing."""
    return "–" if value is None else f"{value:.{places}f}".replace(".", ",").replace("-", "−")
