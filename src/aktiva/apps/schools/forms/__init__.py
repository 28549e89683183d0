"""Forms of the schools: the parts of a record, marking units, changing a school, opening again."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from aktiva.apps.schools.forms.parts import PartForm
from aktiva.apps.schools.forms.rows import refuse
from aktiva.domain.schools.words import Form
from aktiva.ui.days import DayField

__all__ = ["FORMS", "MarkForm", "PartForm", "ReopenForm", "SchoolForm", "refuse"]

FORMS = [(f.value, f.label) for f in Form]


class MarkForm(forms.Form):
    """From which day the chosen units are schools."""

    from_date = DayField(label=_("Från vilken dag är de skolor eller förskolor hos er?"))


class SchoolForm(forms.Form):
    """What a school is, and from and until when."""

    form = forms.ChoiceField(label=_("Skolform"), choices=FORMS)
    code = forms.CharField(
        label=_("Skolenhetskod eller egen kod"),
        max_length=40,
        help_text=_("Koden står i lagkollen och på redovisningen."),
        error_messages={"required": _("Skriv en kod, till exempel skolenhetskoden.")},
    )
    from_date = DayField(label=_("Från"))
    to_date = DayField(
        label=_("Till"),
        required=False,
        help_text=_("Första dagen den inte längre finns. Lämna tomt så länge den finns."),
    )


class ReopenForm(forms.Form):
    """Why a signed record is opened again."""

    reason = forms.CharField(
        label=_("Varför behöver den ändras?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "data-longest": 1000}),
        error_messages={"required": _("Skriv varför redovisningen öppnas igen.")},
    )
