"""What is chosen for the package: years, and perhaps a day."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from aktiva.ui.days import DayField


class PackageForm(forms.Form):
    """Which years, as of when."""

    years = forms.MultipleChoiceField(
        label=_("År"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Inget år är valt. Välj minst ett.")},
    )
    on = DayField(
        label=_("Som det var den"),
        required=False,
        help_text=_(
            "Lämna tomt för att få avslutade år som de stod när de avslutades, och andra år som de är nu. Skriv annars som 2026-11-30."
        ),
    )

    def __init__(self, *args, years, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        self.fields["years"].choices = years

    def clean_on(self) -> date | None:
        """Refuse a day that has not been."""
        on = self.cleaned_data["on"]
        if on is not None and on > self._today:
            raise ValidationError(
                _("Dagen har inte varit ännu. Skriv i dag eller en tidigare dag.")
            )
        if on is not None and on.year < 2017:
            raise ValidationError(
                _("Lagen gäller i sin nuvarande form från 2017. Skriv en dag från 2017-01-01.")
            )
        return on
