"""Forms of a pay mapping as a whole."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from aktiva.apps.pay.actions import MappingFacts
from aktiva.apps.pay.models.runs import LONGEST_WORDS
from aktiva.ui.days import DayField


def refuse(form: forms.Form, refused: ValidationError) -> None:
    """Put what an action refused on the form, on the fields that it has."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, errors in refused.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


class MappingForm(forms.Form):
    """What holds for the whole mapping."""

    pay_date = DayField(
        label=_("Lönerna gäller den"),
        help_text=_("Mätdagen. Den ligger i det år som kartläggs."),
    )
    po_percent = forms.DecimalField(
        label=_("PO-pålägg i procent"),
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(100),
        decimal_places=2,
        max_digits=5,
        localize=True,
        help_text=_("Står i budgeten. Behövs för att räkna vad planen kostar."),
    )
    uses_directive = forms.BooleanField(
        label=_("Räkna också efter EU-direktivet (2023/970), ej svensk lag"), required=False
    )

    def facts(self) -> MappingFacts:
        """Return what was filled in; call when the form is valid."""
        given = self.cleaned_data
        return MappingFacts(
            pay_date=given["pay_date"],
            po_percent=given["po_percent"],
            uses_directive=given["uses_directive"],
        )


class ReopenForm(forms.Form):
    """Why a closed mapping is opened again."""

    why = forms.CharField(
        label=_("Varför öppnas kartläggningen igen?"), max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
