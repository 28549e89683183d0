"""Forms of the pages on directive (EU) 2023/970. Not Swedish law."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from aktiva.apps.pay.models.runs import LONGEST_WORDS
from aktiva.ui.days import DayField


class DirectiveDaysForm(forms.Form):
    """When the report was handed in, and when everybody was last reminded of their right."""

    reported_on = DayField(label=_("Rapporten lämnades"), required=False)
    reminded_on = DayField(label=_("Alla påmindes om rätten att fråga"), required=False)


class CategoryForm(forms.Form):
    """What justifies a difference, or when it was remedied."""

    justification = forms.CharField(
        label=_("Sakliga, könsneutrala kriterier som motiverar skillnaden"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Lämna tomt om det inte finns några."),
    )
    remedied_on = DayField(label=_("Skillnaden är åtgärdad"), required=False)


class QuestionForm(forms.Form):
    """Somebody has asked about their pay level."""

    group = forms.ChoiceField(label=_("Vilken grupp hör personen till?"))
    received_on = DayField(label=_("Frågan kom"))

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [
            ("", _("Välj")),
            *((str(g.pk), g.name) for g in groups),
        ]


class ReplyForm(forms.Form):
    """The pay of the one who asks; it is put in the reply and kept nowhere."""

    own = forms.IntegerField(
        label=_("Personens lön, kronor i månaden på heltid"),
        min_value=1,
        max_value=10_000_000,
        help_text=_("Skrivs in i svaret och sparas inte."),
    )
