"""Forms for rules and practice, and for a look at the market."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from aktiva.apps.pay.actions import RuleFacts, SurveyFacts
from aktiva.apps.pay.models import PayRule
from aktiva.apps.pay.models.runs import LONGEST_WORDS
from aktiva.ui.days import DayField


def words(label, rows: int, *, required: bool = True, help_text="") -> forms.CharField:
    """Return a field with room for words."""
    return forms.CharField(
        label=label, required=required, max_length=LONGEST_WORDS, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


class RuleForm(forms.Form):
    """A rule or practice that was examined."""

    kind = forms.ChoiceField(label=_("Vad är det?"), choices=PayRule.Kind.choices)
    name = forms.CharField(label=_("Namn"), max_length=160)
    in_text = words(
        _("Vad visade granskningen av texten?"), 3, required=False,
        help_text=_("Lämna tomt om det är praxis som inte är nedskriven."),
    )  # fmt: skip
    in_use = words(
        _("Hur används den, för kvinnor och för män?"), 4,
        help_text=_("Till exempel vilka som får tillägget, och hur kriterierna tillämpas."),
    )  # fmt: skip
    reviewed_on = DayField(label=_("Granskad"))

    def facts(self) -> RuleFacts:
        """Return what was filled in; call when the form is valid."""
        return RuleFacts(**self.cleaned_data)


class SurveyForm(forms.Form):
    """A look at what others pay."""

    on_date = DayField(label=_("Gjord den"))
    sources = words(_("Källor, en på varje rad"), 3)
    findings = words(_("Vad visar den?"), 5)

    def facts(self) -> SurveyFacts:
        """Return what was filled in; call when the form is valid."""
        return SurveyFacts(**self.cleaned_data)
