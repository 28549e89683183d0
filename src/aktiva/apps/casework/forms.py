"""Forms of the registrar and the secretary."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from aktiva.apps.casework.models import Handling
from aktiva.domain.documents.decisions import PRESENT
from aktiva.ui.days import DayField


class CaseDetailsForm(forms.Form):
    """Background and recipients."""

    background = forms.CharField(
        label=_("Bakgrund i protokollet"),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        max_length=4000,
    )
    recipients = forms.CharField(
        label=_("Beslutet skickas till"),
        help_text=_("En mottagare per rad."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )


class CaseForm(CaseDetailsForm):
    """A new case."""

    field_order = ["unit", "dnr", "title", "registered_date", "background", "recipients"]
    unit = forms.ChoiceField(label=_("Avsändare"))
    dnr = forms.CharField(
        label=_("Diarienummer"),
        help_text=_("Så som det skrivs hos er, till exempel KS 2026/412."),
        max_length=40,
        error_messages={"required": _("Skriv diarienumret.")},
    )
    title = forms.CharField(
        label=_("Ärendemening"),
        max_length=200,
        error_messages={"required": _("Skriv vad ärendet gäller.")},
    )
    registered_date = DayField(label=_("Upprättat"))

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units


class DecisionForm(forms.Form):
    """What a body decided."""

    body = forms.ChoiceField(label=_("Organ"))
    on_date = DayField(label=_("Sammanträdesdag"))
    paragraph = forms.CharField(
        label=_("Paragraf"),
        help_text=_("Så som den skrivs hos er, till exempel § 14 eller § 1/23."),
        max_length=40,
        error_messages={"required": _("Skriv paragrafen, till exempel § 14.")},
    )
    kind = forms.ChoiceField(
        label=_("Vad gjorde organet?"), choices=Handling.Kind.choices, widget=forms.RadioSelect
    )
    verb = forms.ChoiceField(label=_("Beslutspunkt: verb"), choices=[(v, v) for v in PRESENT])
    object = forms.CharField(
        label=_("Beslutspunkt: vad"),
        help_text=_("Till exempel: rapporten och lägga den till handlingarna"),
        required=False,
        max_length=300,
    )
    verb2 = forms.ChoiceField(
        label=_("Andra punkten: verb"),
        choices=[("", _("Ingen andra punkt")), *[(v, v) for v in PRESENT]],
        required=False,
    )
    object2 = forms.CharField(label=_("Andra punkten: vad"), required=False, max_length=300)

    def __init__(self, *args, bodies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = bodies

    def points(self) -> list[dict[str, str]]:
        """Return the points that say something."""
        given = self.cleaned_data
        pairs = ((given["verb"], given["object"]), (given["verb2"], given["object2"]))
        return [{"verb": v, "object": o.strip()} for v, o in pairs if v and o.strip()]


class DayForm(forms.Form):
    """A day of approval."""

    approved_date = DayField(label=_("Justerat den"))


class DispatchForm(forms.Form):
    """Sending the decision."""

    chosen = forms.MultipleChoiceField(
        label=_("Skickat till"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en mottagare.")},
    )
    sent_date = DayField(label=_("Skickat den"))
    how = forms.CharField(label=_("Hur"), max_length=80, required=False, initial=_("E-post"))

    def __init__(self, *args, recipients, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = recipients
