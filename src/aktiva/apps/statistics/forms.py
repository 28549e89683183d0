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


class FiguresForm(forms.Form):
    """Employees of one unit on a day, by form and extent."""

    on_date = DayField(label=_("Dag som antalen gäller"))
    permanent_full_time = count_field(_("Tillsvidareanställda på heltid"))
    permanent_part_time = count_field(_("Tillsvidareanställda på deltid"))
    fixed_term_full_time = count_field(_("Visstidsanställda på heltid"))
    fixed_term_part_time = count_field(_("Visstidsanställda på deltid"))
