"""Dates and numbers as they are written in pages, in the language of the page."""

from __future__ import annotations

import re
from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _n
from django.utils.translation import pgettext_lazy

register = template.Library()

MONTHS = (
    _n("januari"), _n("februari"), _n("mars"), _n("april"), _n("maj"), _n("juni"),
    _n("juli"), _n("augusti"), _n("september"), _n("oktober"), _n("november"), _n("december"),
)  # fmt: skip
SHORT_MONTHS = (
    _n("jan"), _n("feb"), _n("mars"), _n("apr"), _n("maj"), _n("juni"), _n("juli"), _n("aug"), _n("sep"), _n("okt"), _n("nov"), _n("dec"),
)  # fmt: skip
WEEKDAYS = (
    _n("måndag"),
    _n("tisdag"),
    _n("onsdag"),
    _n("torsdag"),
    _n("fredag"),
    _n("lördag"),
    _n("söndag"),
)
_SPELLED = dict(
    enumerate(
        (
            _("Noll"), _("En"), _("Två"), _("Tre"), _("Fyra"), _("Fem"), pgettext_lazy("antal", "Sex"),
            _("Sju"), _("Åtta"), _("Nio"), _("Tio"), _("Elva"), _("Tolv"),
        )
    )
)  # fmt: skip
SPACE = "\u00a0"


def _day(value: date | datetime | None) -> date | None:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


@register.filter
def day(value) -> str:
    """Return ”30 november 2026”."""
    d = _day(value)
    return f"{d.day}{SPACE}{_now(MONTHS[d.month - 1])} {d.year}" if d else ""


@register.filter
def deadline(value) -> str:
    """Return ”måndag 30 november”."""
    d = _day(value)
    return f"{_now(WEEKDAYS[d.weekday()])} {d.day}{SPACE}{_now(MONTHS[d.month - 1])}" if d else ""


@register.filter
def shortday(value) -> str:
    """Return ”14 okt 2026”."""
    d = _day(value)
    return f"{d.day}{SPACE}{_now(SHORT_MONTHS[d.month - 1])}{SPACE}{d.year}" if d else ""


@register.filter
def monthname(value) -> str:
    """Return ”nov”."""
    d = _day(value)
    return _now(SHORT_MONTHS[d.month - 1]) if d else ""


@register.filter
def isoday(value) -> str:
    """Return ”2026-11-30”."""
    d = _day(value)
    return d.isoformat() if d else ""


@register.filter
def clock(value) -> str:
    """Return ”14.32”."""
    if not isinstance(value, datetime):
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{local:%H.%M}"


@register.filter
def number(value) -> str:
    """Return ”2 874” with no-break spaces and a real minus."""
    if value in (None, ""):
        return ""
    n = int(value)
    digits = f"{abs(n):,}".replace(",", SPACE)
    return f"\u2212{digits}" if n < 0 else digits


@register.filter
def spelled(value) -> str:
    """Return ”Tre” to begin a sentence with; figures from thirteen."""
    return str(_SPELLED.get(value, number(value)))


@register.filter
def percent(part, whole) -> str:
    """Return ”80 %”; empty for a base under 20, which would only look exact."""
    if not whole or whole < 20:
        return ""
    return f"{round(100 * part / whole)}{SPACE}%"


@register.filter
def share(part, whole) -> str:
    """Return ”27 av 31”."""
    return str(_("%(part)s av %(whole)s") % {"part": number(part), "whole": number(whole)})


@register.filter
def counted(n, words: str) -> str:
    """Return ”1 enhet” or ”3 enheter” for ``"enhet,enheter"``."""
    one, many = words.split(",")
    return f"{number(n)}{SPACE}{_now(one if n == 1 else many)}"


@register.filter
def said(words) -> str:
    """Return words of the product's own in the language of the page; others as they are."""
    return _now(str(words)) if words else ""


_SEAMS = {
    "arbetsförhållanden": "arbets-förhållanden",
    "befattningsgrupp": "befattnings-grupp",
    "diskrimineringsgrund": "diskriminerings-grund",
    "diskrimineringslagen": "diskriminerings-lagen",
    "funktionsnedsättning": "funktions-ned-sättning",
    "förvaltningschef": "förvaltnings-chef",
    "kommunstyrelsen": "kommun-styrelsen",
    "könsöverskridande": "köns-över-skridande",
    "likabehandling": "lika-behandling",
    "lönekartläggning": "löne-kart-läggning",
    "nämndsekreterare": "nämnd-sekreterare",
    "räddningstjänst": "räddnings-tjänst",
    "samhällsbyggnad": "samhälls-byggnad",
    "sammanställning": "samman-ställning",
    "samverkansgrupp": "samverkans-grupp",
    "tjänsteskrivelse": "tjänste-skrivelse",
    "trosuppfattning": "tros-upp-fattning",
    "verksamhetsutveckling": "verksamhets-utveckling",
    "vuxenutbildning": "vuxen-utbildning",
}
_LONG = re.compile("|".join(sorted(_SEAMS, key=len, reverse=True)), re.IGNORECASE)


@register.filter
def soft(text) -> str:
    """Return the text with soft hyphens at the seams of our long compounds, for narrow columns.

    Every browser does not carry a Swedish dictionary, so the seams are ours.
    """
    return _LONG.sub(_at_seams, str(text))


def _at_seams(found: re.Match[str]) -> str:
    word, seams = found[0], _SEAMS[found[0].lower()]
    letters = iter(word)
    return "".join("\u00ad" if c == "-" else next(letters) for c in seams)
