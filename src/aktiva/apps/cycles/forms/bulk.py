"""The form for changing many measures at once."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from aktiva.apps.cycles.models import BulkChange
from aktiva.ui.days import DayField


class BulkForm(forms.Form):
    """What is to be done to the rows chosen; what each kind needs is said by the action."""

    kind = forms.ChoiceField(label=_("Gör så här med de valda"), choices=BulkChange.Kind.choices)
    new_due_date = DayField(label=_("Nytt datum"), required=False)
    reason = forms.CharField(label=_("Varför?"), max_length=2000, required=False)
    decided_by = forms.CharField(
        label=_("Vem har beslutat?"),
        help_text=_("Funktionen, till exempel förvaltningschef."),
        max_length=120,
        required=False,
    )
    owner_role = forms.CharField(label=_("Ny ansvarig funktion"), max_length=160, required=False)
    unit_id = forms.TypedChoiceField(
        label=_("Ny enhet"), coerce=int, required=False, empty_value=None, choices=[]
    )

    def __init__(self, *args, units=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit_id"].choices = [("", _("Välj enhet")), *units]
