"""Letting a table out, and storing figures."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from aktiva.ui.days import DayField


class ReleaseForm(forms.Form):
    """A decision to let the table out although it has small counts."""

    reason = forms.CharField(
        label=_("Varför får tabellen lämnas ut?"),
        help_text=_("Skälet står i handlingen tillsammans med din funktion och dagens datum."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": _("Skriv varför tabellen får lämnas ut.")},
    )


def count_field(label):
    """Return a field for a number of persons."""
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=1_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--short"}),
        error_messages={
            "required": _("Skriv antalet. Skriv 0 om det inte finns några."),
            "invalid": _("Skriv antalet som ett heltal, till exempel 12."),
            "min_value": _("Antalet kan inte vara mindre än 0."),
            "max_value": _("Talet är för stort."),
        },
    )


class SexFiguresForm(forms.Form):
    """Women and men of one unit on a day."""

    day = DayField(label=_("Dag som antalen gäller"))
    women = count_field(_("Kvinnor"))
    men = count_field(_("Män"))


def share_field(label, *, required: bool = False):
    """Return a field for a share in per cent with one decimal."""
    return forms.DecimalField(
        label=label,
        required=required,
        min_value=0,
        max_value=100,
        max_digits=4,
        decimal_places=1,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "input--short"}),
        error_messages={
            "required": _("Skriv andelen i procent, till exempel 6,2."),
            "invalid": _("Skriv andelen som ett tal, till exempel 6,2."),
            "min_value": _("Andelen kan inte vara mindre än 0."),
            "max_value": _("Andelen kan inte vara mer än 100."),
            "max_decimal_places": _("Skriv andelen med en decimal, till exempel 6,2."),
            "max_digits": _("Skriv andelen med en decimal, till exempel 6,2."),
            "max_whole_digits": _("Andelen kan inte vara mer än 100."),
        },
    )


_FOUR_FIGURES = _("Skriv året med fyra siffror, till exempel 2026.")


class SickLeaveForm(forms.Form):
    """Sick leave of a year, and how many women and men stand behind it."""

    year = forms.IntegerField(
        label=_("År"),
        min_value=2000,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--short"}),
        error_messages={
            "required": _("Skriv vilket år andelen gäller."),
            "invalid": _FOUR_FIGURES,
            "min_value": _FOUR_FIGURES,
            "max_value": _FOUR_FIGURES,
        },
    )
    share = share_field(_("Alla, i procent av ordinarie arbetstid"), required=True)
    share_women = share_field(_("Kvinnor, i procent (kan lämnas tomt)"))
    share_men = share_field(_("Män, i procent (kan lämnas tomt)"))
    n_women = count_field(_("Antal kvinnor som andelen gäller"))
    n_men = count_field(_("Antal män som andelen gäller"))


class FiguresForm(forms.Form):
    """Employees of one unit on a day, by form and extent."""

    on_date = DayField(label=_("Dag som antalen gäller"))
    permanent_full_time = count_field(_("Tillsvidareanställda på heltid"))
    permanent_part_time = count_field(_("Tillsvidareanställda på deltid"))
    fixed_term_full_time = count_field(_("Visstidsanställda på heltid"))
    fixed_term_part_time = count_field(_("Visstidsanställda på deltid"))
