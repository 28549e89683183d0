"""The form for a note or a file on a measure."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from aktiva.domain.questionnaire import WORKPLACE_NOT_PERSONS
from aktiva.ui.days import DayField

ACCEPTED = ".pdf,.png,.jpg,.jpeg,.docx,.dotx,.xlsx,.odt,.ods,.txt,.csv"


class NoteForm(forms.Form):
    """A note, a file or both. Field by field what the measure has: units, times."""

    unit_id = forms.TypedChoiceField(
        label=_("Gäller"), coerce=int, required=False, empty_value=None,
        error_messages={"invalid_choice": _("Välj vad anteckningen gäller.")},
    )  # fmt: skip
    occurrence_on = DayField(
        label=_("Vilket tillfälle gäller det?"),
        help_text=_("Dagen då det gjordes. Lämna tomt om det gäller åtgärden i sin helhet."),
        required=False,
    )
    text = forms.CharField(
        label=_("Anteckning"),
        widget=forms.Textarea(attrs={"rows": 3, "data-longest": 2000}),
        help_text=WORKPLACE_NOT_PERSONS,
        max_length=2000,
        required=False,
    )
    file = forms.FileField(
        label=_("Fil"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )

    def __init__(self, *args, units=(), has_times=False, limit="10", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "PDF, bild, Word, Excel, OpenDocument eller text, högst %(n)s\u00a0MB. "
            "Ta bort namn på personer först."
        ) % {"n": limit}
        if units:
            self.fields["unit_id"].choices = units
        else:
            del self.fields["unit_id"]
        if not has_times:
            del self.fields["occurrence_on"]
