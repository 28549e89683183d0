"""Forms for cooperation on a pay mapping, and for what the unions are given."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from aktiva.apps.pay.actions import CooperationFacts, HandoverFacts
from aktiva.apps.pay.forms.practice import words
from aktiva.apps.pay.models import PayCooperation, PayHandover
from aktiva.ui.days import DayField


class CooperationForm(forms.Form):
    """Cooperation on a step."""

    step = forms.ChoiceField(label=_("Steg"), choices=PayCooperation.Step.choices)
    on_date = DayField(label=_("Datum"))
    parties = forms.MultipleChoiceField(
        label=_("Vilka deltog?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en part som deltog.")},
    )
    done = words(
        _("Vad gjorde ni?"), 4, help_text=_("Skriv funktioner och organisationer, inga namn.")
    )
    dissent = words(
        _("Avvikande mening"), 3, required=False,
        help_text=_("Ord för ord. Den ändras inte efteråt."),
    )  # fmt: skip

    def __init__(self, *args, parties, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parties"].choices = [(str(p.pk), p.name) for p in parties]

    def facts(self) -> CooperationFacts:
        """Return what was filled in; call when the form is valid."""
        given = self.cleaned_data
        return CooperationFacts(
            step=given["step"],
            on_date=given["on_date"],
            parties=[int(pk) for pk in given["parties"]],
            done=given["done"],
            dissent=given["dissent"],
        )


class HandoverForm(forms.Form):
    """Something that a union was given."""

    party = forms.ChoiceField(label=_("Vem fick underlaget?"))
    what = forms.ChoiceField(label=_("Vad lämnades?"), choices=PayHandover.What.choices)
    on_date = DayField(label=_("Datum"))
    words = words(_("Beskrivning"), 2, required=False)
    confidential = forms.BooleanField(
        label=_("Mottagaren har upplysts om tystnadsplikten"),
        required=False,
        help_text=_("Krävs för löner som gäller enskilda anställda."),
    )

    def __init__(self, *args, parties, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [("", _("Välj")), *((str(p.pk), p.name) for p in parties)]

    def facts(self) -> HandoverFacts:
        """Return what was filled in; call when the form is valid."""
        given = self.cleaned_data
        return HandoverFacts(
            party=int(given["party"]),
            what=given["what"],
            on_date=given["on_date"],
            words=given["words"],
            confidential=given["confidential"],
        )
