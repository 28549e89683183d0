"""Forms of the check of 6 §. They understand input; the actions decide."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from aktiva.apps.guidelines.models import LONGEST_PAGE
from aktiva.apps.registers.forms import DocumentForm
from aktiva.apps.registers.models import GoverningDocument
from aktiva.ui.days import DayField

ACCEPTED = ".pdf,.docx,.odt,.txt"
K = GoverningDocument.Kind
SCHOOL_KINDS = (K.EDUCATION_GUIDELINES, K.EDUCATION_ROUTINES, K.DEGRADING_TREATMENT_PLAN)


class FileForm(forms.Form):
    """The file of a version."""

    file = forms.FileField(
        label=_("Fil"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": _("Välj en fil.")},
    )

    def __init__(self, *args, limit="10", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "PDF, Word, OpenDocument eller text, högst %(n)s\u00a0MB."
        ) % {"n": limit}


class PageForm(forms.Form):
    """Where a point stands, written by hand."""

    page = forms.CharField(
        label=_("Sida eller avsnitt"),
        max_length=LONGEST_PAGE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Skriv på vilken sida det står. Utan sida räknas punkten inte.")
        },
    )


class ReviewForm(forms.Form):
    """A yearly review."""

    on_date = DayField(
        label=_("När?"), error_messages={"required": _("Skriv vilken dag uppföljningen gjordes.")}
    )
    with_whom = forms.CharField(
        label=_("Tillsammans med"),
        help_text=_("Forum eller funktioner, till exempel central samverkansgrupp. Inga namn."),
        max_length=200,
        error_messages={"required": _("Skriv med vilka ni följde upp.")},
    )
    how_known = forms.CharField(
        label=_("Hur vet ni att medarbetarna känner till dokumentet?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        error_messages={"required": _("Skriv hur ni har tagit reda på det.")},
    )
    n_cases = forms.IntegerField(
        label=_("Antal ärenden sedan förra uppföljningen"),
        help_text=_(
            "Bara antalet. Skriv inget om vad ärendena handlar om. Lämna tomt om ni inte vet."
        ),
        min_value=0,
        max_value=100_000,
        required=False,
        error_messages={"invalid": _("Skriv antalet med siffror.")},
    )
    changes = forms.CharField(
        label=_("Vad kom ni fram till, och vad ändrades?"),
        help_text=_("Ändrades inget: skriv varför det inte behövdes."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        error_messages={"required": _("Skriv vad ni kom fram till.")},
    )


class UnitDocumentForm(DocumentForm):
    """A version of a unit's own document, of the kinds that a school has."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(k.value, k.label) for k in SCHOOL_KINDS]
        self.fields["owner_role"].help_text = _(
            "Funktionen som svarar för dokumentet, till exempel rektor."
        )
        self.fields["adopted_by"].help_text = _("Till exempel rektor.")
