"""How figures of pay are written."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext_lazy as _

from aktiva.domain.pay.swedish import percent, points

register = template.Library()
NOTHING = "–"


@register.filter
def gap(share: float | str | None) -> str:
    """Return a gap as per cent: ”6,2 procent”, and a dash where there is none."""
    return NOTHING if share is None or isinstance(share, str) else percent(share)


@register.filter
def persons(n: float) -> str:
    """Return a number of persons, which may have decimals where ties are shared."""
    return points(round(n, 2))


_PAGES = {
    "adjusted": _("Justerad löneskillnad"),
    "bundle": _("En bunt jämförelser"),
    "comparison": _("En jämförelse"),
    "comparisons": _("Jämförelserna"),
    "directive": _("EU-direktivet"),
    "directive category": _("EU-direktivet, en kategori"),
    "directive json": _("EU-direktivet som JSON"),
    "dominated": _("Kvinnodominerad grupp"),
    "groups": _("Grupperna"),
    "paper annex": _("Bilaga till parterna"),
    "paper employer": _("Rapport till arbetsgivaren"),
    "paper public": _("Öppen version"),
    "reply to a question": _("Svar på en fråga om lönenivå"),
    "sensitivity": _("Känsligheten för vikterna"),
    "simulation": _("Räkna på en budget"),
    "workbook": _("Arbetsboken"),
}


@register.filter
def pageword(page: str) -> str:
    """Return what was read, in words."""
    return str(_PAGES.get(page, _("Ändring som räknar om jämförelserna")))
