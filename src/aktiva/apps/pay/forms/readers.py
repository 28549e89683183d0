"""The form for naming somebody to read pay."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class ReaderForm(forms.Form):
    """Somebody to name as reader."""

    user = forms.ChoiceField(label=_("Vem ska få läsa?"))

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = [("", _("Välj")), *people]

    def clean_user(self):
        chosen = self.cleaned_data["user"]
        if not chosen:
            raise ValidationError(_("Välj en person."))
        return int(chosen)
