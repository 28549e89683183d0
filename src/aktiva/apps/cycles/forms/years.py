"""The form for opening a year."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from aktiva.ui.days import DayField


class YearForm(forms.Form):
    """The year and its dates."""

    year = forms.IntegerField(
        label=_("År"),
        min_value=2017,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--short"}),
        error_messages={
            "required": _("Skriv året, till exempel 2027."),
            "invalid": _("Skriv året med fyra siffror, till exempel 2027."),
            "min_value": _("Lagen gäller i sin nuvarande form från 2017. Skriv 2017 eller senare."),
            "max_value": _("Skriv året med fyra siffror, till exempel 2027."),
        },
    )
    review_date = DayField(label=_("Granskningen av enheternas svar är klar"), required=False)
    compile_date = DayField(label=_("Sammanställningen är klar"), required=False)
    report_date = DayField(label=_("Tjänsteskrivelsen lämnas till registrator"), required=False)
    decision_date = DayField(label=_("Beslut"), required=False)
    repeat = forms.MultipleChoiceField(
        label=_("Gemensamma åtgärder som görs igen i år"),
        help_text=_(
            "De får samma ord, ansvarig och tidsplan. Vad förra årets ledde till frågas efter ändå."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[],
    )

    def __init__(self, *args, common=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["repeat"].choices = [(str(m.pk), m.title) for m in common]
        if not common:
            del self.fields["repeat"]


class ReopenForm(forms.Form):
    """Why a closed year is opened again; nothing is asked of one who closes it."""

    reason = forms.CharField(
        label=_("Varför öppnas året igen?"),
        help_text=_("Skälet sparas tillsammans med vem och när."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv varför året öppnas igen.")},
    )
