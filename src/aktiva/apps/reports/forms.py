"""Forms of the compilation and the papers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from aktiva.apps.cycles.models import AREAS
from aktiva.apps.registers.forms import AreaForm
from aktiva.apps.reports.models import Observation, PaperTemplate
from aktiva.apps.reports.queries.templates import LONGEST_TEXT
from aktiva.apps.reports.queries.wholes import WHOLES
from aktiva.domain.documents.decisions import PRESENT
from aktiva.domain.documents.sections import Each, When
from aktiva.domain.documents.templates import OWN
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


def add_texts(form: forms.Form, texts: list[tuple[str, str, str]]) -> None:
    """Give a form a field for each section that is written: key, heading, what stands there."""
    asked = {key for key, _heading, _text in texts}
    for key in ("summary", "matter"):
        if key in form.fields and key not in asked:
            del form.fields[key]
    for key, heading, text in texts:
        if key in form.fields:
            form.fields[key].label = heading
        else:
            form.fields[key] = forms.CharField(
                label=heading,
                initial=text,
                widget=forms.Textarea(attrs={"rows": 6}),
                required=False,
                max_length=LONGEST_TEXT,
            )


class TextsForm(forms.Form):
    """The texts of a paper that is otherwise put together from the year's data."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, texts, **kwargs):
        super().__init__(*args, **kwargs)
        add_texts(self, texts)


class EditedFileForm(forms.Form):
    """The Word file of a draft, edited."""

    file = forms.FileField(
        label=_("Word-fil"),
        help_text=_("Utkastet som hämtades härifrån, sparat som .docx. Högst 10\u00a0MB."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        allow_empty_file=True,
        error_messages={"required": _("Välj Word-filen som du har ändrat i.")},
    )


class SectionForm(forms.Form):
    """One section of a template. What is wrong with it the action says."""

    key = forms.SlugField(max_length=40, widget=forms.HiddenInput)
    heading = forms.CharField(label=_("Rubrik"), max_length=120, required=False)
    on = forms.BooleanField(label=_("Används"), required=False)
    required = forms.BooleanField(label=_("Krävs för att godkänna"), required=False)
    text = forms.CharField(
        label=_("Text som en ny handling börjar med"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
        required=False,
    )
    when = forms.ChoiceField(
        label=_("När avsnittet är med"),
        choices=[(when.value, when.label) for when in When],
        required=False,
    )
    each = forms.ChoiceField(
        label=_("Upprepas avsnittet?"),
        help_text=_(
            "Skriv {namn} i rubriken så får varje del en egen rubrik. Annars står rubriken en gång "
            "och delarna under den."
        ),
        choices=[(each.value, each.label) for each in Each],
        required=False,
    )
    shows = forms.ChoiceField(
        label=_("Tabell eller bild efter texten"),
        choices=[("", _("Ingen")), *((name, whole.label) for name, whole in WHOLES.items())],
        required=False,
    )


SectionFormSet = forms.formset_factory(SectionForm, extra=0, max_num=40)


class TemplateForm(forms.Form):
    """What holds for the whole template."""

    origin = forms.CharField(widget=forms.HiddenInput)
    style = forms.ChoiceField(
        label=_("Så skrivs beslutspunkterna"), choices=PaperTemplate.Style.choices
    )


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
    with_cooperation = forms.BooleanField(
        label=_("Ta med hela redovisningen av samverkan"),
        help_text=_(
            "Parternas egna ord står alltid med. Har någon avvikande mening står också forum, "
            "datum och parter."
        ),
        required=False,
    )
    signers = forms.CharField(
        label=_("Undertecknas av"),
        help_text=_("En funktion per rad, till exempel HR-chef. Inga namn behövs."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )

    def __init__(self, *args, bodies, reports, texts, **kwargs):
        super().__init__(*args, **kwargs)
        add_texts(self, texts)
        none = ("", _("Inget"))
        self.fields["preparing_body"].choices = [none, *bodies]
        self.fields["deciding_body"].choices = [none, *bodies]
        self.fields["report"].choices = [("", _("Ingen")), *reports]

    @property
    def own_texts(self):
        """The fields of the municipality's own sections."""
        return [self[key] for key in self.fields if key.startswith(OWN)]


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


class WordTemplateForm(forms.Form):
    """Choosing a Word template from one's own computer."""

    file = forms.FileField(
        label=_("Wordmall"),
        help_text=_("Sparad som Word-mall (.dotx) eller Word-dokument (.docx), högst 10\u00a0MB."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".dotx,.docx"}),
        error_messages={"required": _("Välj en fil.")},
    )
