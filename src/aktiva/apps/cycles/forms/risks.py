"""Forms for steps 2 and 3: a risk with its cause, a measure against it, or none."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from aktiva.apps.cycles.models import AREAS
from aktiva.apps.registers.forms import AreaForm
from aktiva.domain.questionnaire import WORKPLACE_NOT_PERSONS
from aktiva.domain.values import Ground
from aktiva.ui.days import DayField

GROUNDS = [(g.value, g.label) for g in Ground]


class RiskForm(AreaForm):
    """A risk with its cause."""

    area = forms.ChoiceField(label=_("Område"), choices=AREAS)
    description = forms.CharField(
        label=_("Vad är risken eller hindret?"),
        widget=forms.Textarea(attrs={"rows": 4, "data-longest": 2000}),
        help_text=WORKPLACE_NOT_PERSONS,
        max_length=2000,
        error_messages={"required": _("Beskriv risken eller hindret.")},
    )
    grounds = forms.MultipleChoiceField(
        label=_("Vilka grunder rör det?"),
        choices=GROUNDS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Välj minst en grund, eller att hindret inte följer en viss grund.")
        },
    )
    source = forms.CharField(
        label=_("Hur vet ni det?"),
        help_text=_("Till exempel skyddsrond i mars, medarbetarenkäten eller samtal på APT."),
        max_length=200,
        error_messages={"required": _("Skriv hur ni fick syn på risken.")},
    )
    cause = forms.CharField(
        label=_("Vad beror det på?"),
        help_text=_("Skriv orsaken, inte risken en gång till. Minst 20 tecken."),
        widget=forms.Textarea(attrs={"rows": 4, "data-longest": 2000}),
        max_length=2000,
        error_messages={"required": _("Skriv vad risken beror på.")},
    )
    likelihood = forms.TypedChoiceField(
        label=_("Hur sannolikt är det?"),
        choices=[(1, _("1 Liten")), (2, _("2 Måttlig")), (3, _("3 Stor"))],
        widget=forms.RadioSelect,
        coerce=int,
        required=False,
        empty_value=None,
    )
    consequence = forms.TypedChoiceField(
        label=_("Hur allvarligt blir det?"),
        choices=[(1, _("1 Litet")), (2, _("2 Måttligt")), (3, _("3 Stort"))],
        widget=forms.RadioSelect,
        coerce=int,
        required=False,
        empty_value=None,
    )


class MeasureForm(AreaForm):
    """A measure: what, who, when and how one sees that it helped."""

    area = forms.ChoiceField(label=_("Område"), choices=AREAS)
    title = forms.CharField(
        label=_("Vad ska ni göra?"),
        widget=forms.Textarea(attrs={"rows": 3, "data-longest": 2000}),
        max_length=2000,
        error_messages={"required": _("Skriv vad ni ska göra.")},
    )
    owner_role = forms.CharField(
        label=_("Ansvarig funktion"),
        help_text=_("Till exempel rektor eller arbetslagsledare, inget namn."),
        max_length=160,
        error_messages={"required": _("Skriv vilken funktion som ansvarar.")},
    )
    start_date = DayField(label=_("Börjar"), required=False)
    due_date = DayField(
        label=_("Klart senast"),
        error_messages={
            "required": _("Skriv när åtgärden ska vara klar, till exempel 2027-03-31.")
        },
    )
    expected_effect = forms.CharField(
        label=_("Vad ska det leda till?"),
        widget=forms.Textarea(attrs={"rows": 3, "data-longest": 1000}),
        max_length=1000,
        error_messages={"required": _("Skriv vad åtgärden ska leda till.")},
    )
    effect_measure = forms.CharField(
        label=_("Hur ser ni att det har haft effekt?"),
        max_length=300,
        error_messages={"required": _("Skriv hur ni ser att åtgärden har haft effekt.")},
    )

    def clean(self):
        given = super().clean()
        start, due = given.get("start_date"), given.get("due_date")
        if start and due and due < start:
            self.add_error("due_date", _("Klart senast kan inte ligga före starten."))
        return given


class NoMeasureForm(forms.Form):
    """A decision to take no measure."""

    no_measure_reason = forms.CharField(
        label=_("Varför behövs ingen åtgärd?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Skriv varför ingen åtgärd behövs.")},
    )
    no_measure_decided_by = forms.CharField(
        label=_("Vem har beslutat?"),
        help_text=_("Skriv funktionen, till exempel rektor."),
        max_length=120,
        error_messages={"required": _("Skriv vem som har beslutat, som funktion.")},
    )
