"""Forms for the common measures."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from aktiva.apps.cycles.models import AREAS
from aktiva.apps.registers.forms import AreaForm


class CommonMeasureForm(AreaForm):
    """A measure for the whole employer."""

    area = forms.ChoiceField(label=_("Område"), choices=AREAS)
    title = forms.CharField(
        label=_("Åtgärd"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Skriv vad som ska göras.")},
    )
    owner_role = forms.CharField(
        label=_("Ansvarig funktion"),
        max_length=160,
        error_messages={"required": _("Skriv vilken funktion som ansvarar.")},
    )
    schedule_text = forms.CharField(
        label=_("Tidsplan"),
        max_length=300,
        error_messages={"required": _("Skriv när, till exempel årligen i mars.")},
    )
    follow_up = forms.CharField(label=_("Uppföljning"), max_length=400, required=False)


class PlanForm(AreaForm):
    """Rows of a plan, pasted."""

    rows = forms.CharField(
        label=_("Rader ur planen"),
        help_text=_(
            "Kopiera tabellen ur Word eller Excel och klistra in den här. Kolumner: aktivitet, "
            "ansvarig, tidsplan, uppföljning. En rad med bara områdets namn gäller raderna under."
        ),
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": _("Klistra in minst en rad.")},
    )
    area = forms.ChoiceField(
        label=_("Område för rader som inte säger något annat"),
        choices=[("", _("Inget valt")), *AREAS],
        required=False,
    )
