"""The field for a day, written the same way everywhere."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class DayField(forms.DateField):
    """A day written as 2027-03-31; what was typed stays when it is no day."""

    default_error_messages = {
        "required": _("Skriv ett datum, till exempel 2027-03-31."),
        "invalid": _("Skriv datumet som 2027-03-31."),
    }

    def __init__(self, **kwargs):
        attrs = {"inputmode": "numeric", "class": "input--short", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        kwargs.setdefault("help_text", _("Skriv som 2027-03-31."))
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)
