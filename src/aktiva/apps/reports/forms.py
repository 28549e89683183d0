"""Forms of the compilation and the papers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from aktiva.apps.cycles.models import AREAS
from aktiva.apps.registers.forms import AreaForm
from aktiva.apps.reports.models import Observation
from aktiva.domain.documents.decisions import PRESENT
from aktiva.ui.days import DayField


class ObservationForm(forms.Form):
    """Rewriting an observation."""

    kind = forms.ChoiceField(label=_("Slag"), choices=Observation.Kind.choices)
    title = forms.CharField(
        label=_("Rubrik"), max_length=120, error_messages={"required": _("Skriv en rubrik.")}
    )
    text = forms.CharField(
        label=_("Iakttagelse"),
        widget=forms.Textarea(attrs={"rows": 6, "data-longest": 2000}),
        max_length=2000,
        error_messages={"required": _("Skriv iakttagelsen, eller välj Ta inte med.")},
    )


class OwnObservationForm(AreaForm, ObservationForm):
    """Writing an observation of one's own."""

    area = forms.ChoiceField(label=_("Område"), choices=AREAS)


class MergeForm(ObservationForm):
    """The words of several observations that become one."""


class InCaseForm(forms.Form):
    """A paper that may lie in a case; the field is there when there are cases to choose from."""

    case = forms.ChoiceField(
        label=_("Ärende"),
        help_text=_("Handlingen får ärendets diarienummer och räknas upp i protokollsutdraget."),
        required=False,
    )

    def __init__(self, *args, cases, **kwargs):
        super().__init__(*args, **kwargs)
        if cases:
            self.fields["case"].choices = [("", _("Inget")), *cases]
        else:
            del self.fields["case"]


class ReportForm(InCaseForm):
    """Beginning a report."""

    title = forms.CharField(
        label=_("Rubrik"), max_length=200, error_messages={"required": _("Skriv en rubrik.")}
    )
    paper_date = DayField(label=_("Datum på handlingen"))


class OfficialReportForm(InCaseForm):
    """The slots of a tjänsteskrivelse."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=_("Rubrik"), max_length=200, error_messages={"required": _("Skriv en rubrik.")}
    )
    paper_date = DayField(label=_("Datum på skrivelsen"))
    author = forms.CharField(label=_("Handläggare"), required=False, max_length=160)
    report = forms.ChoiceField(
        label=_("Rapport som ärendet gäller"),
        help_text=_("Rapportens iakttagelser och uppgifter om personalen hämtas till Ärendet."),
        required=False,
    )
    summary = forms.CharField(
        label=_("Sammanfattning"), widget=forms.Textarea(attrs={"rows": 6}), required=False
    )
    preparing_body = forms.ChoiceField(label=_("Beredande organ"), required=False)
    deciding_body = forms.ChoiceField(label=_("Beslutande organ"), required=False)
    verb = forms.ChoiceField(
        label=_("Beslutspunkt: verb"), choices=[(v, v) for v in PRESENT], required=False
    )
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
    recipients = forms.CharField(
        label=_("Beslutet skickas till"),
        help_text=_("En mottagare per rad."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    matter = forms.CharField(
        label=_("Ärendet"), widget=forms.Textarea(attrs={"rows": 8}), required=False
    )
    with_cooperation = forms.BooleanField(label=_("Ta med samverkan"), required=False)

    def __init__(self, *args, bodies, reports, **kwargs):
        super().__init__(*args, **kwargs)
        none = ("", _("Inget"))
        self.fields["preparing_body"].choices = [none, *bodies]
        self.fields["deciding_body"].choices = [none, *bodies]
        self.fields["report"].choices = [("", _("Ingen")), *reports]


class CommentForm(forms.Form):
    """Why a report goes back."""

    comment = forms.CharField(
        label=_("Vad behöver ändras?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": _("Skriv vad som behöver ändras.")},
    )


class ApproveForm(forms.Form):
    """Approving with a date."""

    paper_date = DayField(label=_("Datum för godkännandet"))
