"""Forms for a measure through the year."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from aktiva.apps.cycles.models import MeasureAtUnit, Outcome
from aktiva.domain.questionnaire import WORKPLACE_NOT_PERSONS
from aktiva.ui.days import DayField


class MeasureEditForm(forms.Form):
    """What can be changed about a measure while it is open; its date is moved by a decision."""

    title = forms.CharField(
        label=_("Åtgärd"),
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
    schedule_text = forms.CharField(
        label=_("Tidsplan i ord"),
        help_text=_("Till exempel årligen i mars. Lämna tomt om ett datum räcker."),
        max_length=300,
        required=False,
    )
    start_date = DayField(label=_("Börjar"), required=False)
    due_date = DayField(label=_("Klart senast"), required=False)
    next_check_date = DayField(label=_("Nästa avstämning"), required=False)
    forum_id = forms.TypedChoiceField(
        label=_("Tas upp i"), coerce=int, required=False, empty_value=None, choices=[]
    )
    expected_effect = forms.CharField(
        label=_("Vad ska det leda till?"),
        widget=forms.Textarea(attrs={"rows": 2, "data-longest": 1000}),
        max_length=1000,
        required=False,
    )
    effect_measure = forms.CharField(
        label=_("Hur ser ni att det har haft effekt?"), max_length=300, required=False
    )
    follow_up = forms.CharField(label=_("Uppföljning"), max_length=400, required=False)
    cost_kr = forms.IntegerField(
        label=_("Kostnad, kronor"),
        help_text=_("Lämna tomt om åtgärden inte kostar något utöver arbetstid."),
        min_value=0,
        max_value=2_000_000_000,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--short"}),
        error_messages={"invalid": _("Skriv kostnaden med siffror, till exempel 25000.")},
    )
    tools = forms.CharField(
        label=_("Hjälpmedel"),
        help_text=_("Länkar och material, ett på varje rad."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        required=False,
    )

    def __init__(self, *args, forums=(), has_date=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["forum_id"].choices = [("", _("Inget valt"))] + [(f.pk, f.name) for f in forums]
        if has_date:
            del self.fields["due_date"]

    def clean(self):
        given = super().clean()
        start, due = given.get("start_date"), given.get("due_date")
        if start and due and due < start:
            self.add_error("due_date", _("Klart senast kan inte ligga före starten."))
        return given


class ExtendMeasureForm(forms.Form):
    """A decision of a later date."""

    new_due_date = DayField(
        label=_("Nytt datum"),
        error_messages={"required": _("Skriv det nya datumet, till exempel 2027-03-31.")},
    )
    reason = forms.CharField(
        label=_("Varför?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        error_messages={"required": _("Skriv varför.")},
    )
    decided_by = forms.CharField(
        label=_("Vem har beslutat?"),
        help_text=_("Funktionen, till exempel rektor."),
        max_length=120,
        error_messages={"required": _("Skriv vem som har beslutat, som funktion.")},
    )


class OutcomeForm(forms.Form):
    """What became of a measure from the year before."""

    result = forms.ChoiceField(
        label=_("Hur gick det?"),
        choices=Outcome.Result.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj hur det gick.")},
    )
    effect = forms.ChoiceField(
        label=_("Fick åtgärden avsedd effekt?"),
        choices=Outcome.Effect.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj om åtgärden fick effekt.")},
    )
    how_known = forms.CharField(
        label=_("Hur vet ni det?"),
        widget=forms.Textarea(attrs={"rows": 3, "data-longest": 2000}),
        help_text=WORKPLACE_NOT_PERSONS,
        max_length=2000,
        error_messages={"required": _("Skriv hur ni vet det, med några ord.")},
    )
    remains = forms.CharField(
        label=_("Vad återstår?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
        help_text=_("Lämna tomt om inget återstår."),
    )
    new_due_date = DayField(label=_("Nytt datum"), required=False)
    reason = forms.CharField(
        label=_("Varför?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
        help_text=_("Behövs om åtgärden är förlängd eller struken."),
    )
    decided_by = forms.CharField(
        label=_("Vem har beslutat?"),
        max_length=120,
        required=False,
        help_text=_(
            "Funktionen, till exempel rektor. Behövs om åtgärden är förlängd eller struken."
        ),
    )


class EvaluationForm(OutcomeForm):
    """What became of a measure within its own year: it goes on by itself until the year is out."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kept = {Outcome.Result.DONE, Outcome.Result.DROPPED}
        self.fields["result"].choices = [(r.value, r.label) for r in Outcome.Result if r in kept]
        del self.fields["new_due_date"]
        for name in ("reason", "decided_by"):
            self.fields[name].help_text = _("Behövs bara om åtgärden stryks.")


class AtUnitForm(forms.Form):
    """Where a common measure stands at a unit."""

    status = forms.ChoiceField(
        label=_("Läget hos er"),
        choices=MeasureAtUnit.Status.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj hur långt ni har kommit.")},
    )
    note = forms.CharField(
        label=_("Vad har ni gjort?"),
        help_text=_("Behövs när åtgärden är genomförd eller inte aktuell hos er."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        required=False,
    )
