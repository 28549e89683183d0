"""Forms for groups of equal work: split, merge, rename, hold dominated, and say they are tried."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from aktiva.apps.pay.forms.practice import words
from aktiva.apps.pay.queries.grouping import GroupRow

_REASON = _("Skäl")


class SplitForm(forms.Form):
    """Some positions go to a group of their own."""

    prefix = "split"
    places = forms.MultipleChoiceField(
        label=_("Vilka befattningar ska bilda en egen grupp?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en befattning.")},
    )
    name = forms.CharField(label=_("Den nya gruppens namn"), max_length=160)
    reason = words(_REASON, 2)

    def __init__(self, *args, row: GroupRow, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["places"].choices = [
            (str(at), f"{p.title}{f' ({p.code})' if p.code else ''}, {p.count}")
            for at, p in enumerate(row.positions)
        ]


class RenameForm(forms.Form):
    """A group gets another name."""

    prefix = "rename"
    name = forms.CharField(label=_("Nytt namn"), max_length=160)
    reason = words(_REASON, 2)


class DominatedForm(forms.Form):
    """An exception from the share of women, or none."""

    prefix = "dominated"
    dominated = forms.ChoiceField(
        label=_("Ska gruppen räknas som kvinnodominerad?"),
        choices=[
            ("", _("Enligt andelen kvinnor")),
            ("yes", _("Ja, fast andelen är under 60 procent")),
            ("no", _("Nej, fast andelen är minst 60 procent")),
        ],
        required=False,
    )
    reason = words(
        _REASON, 2, required=False,
        help_text=_("Till exempel att arbetet brukar anses vara kvinnodominerat."),
    )  # fmt: skip

    def chosen(self) -> bool | None:
        """Return the exception, None for none; call when the form is valid."""
        return {"yes": True, "no": False}.get(self.cleaned_data["dominated"])


class TriedForm(forms.Form):
    """How somebody has tried what those in a group do."""

    prefix = "tried"
    words = words(
        _("Hur har ni prövat gruppen?"), 3,
        help_text=_("Till exempel vilka uppgifter ni har gått igenom, och med vilka."),
    )  # fmt: skip


class MergeForm(forms.Form):
    """Several groups become one."""

    groups = forms.MultipleChoiceField(
        label=_("Vilka grupper ska slås ihop?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst två grupper.")},
    )
    name = forms.CharField(label=_("Namn på den nya gruppen"), max_length=160)
    reason = words(_REASON, 2)

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groups"].choices = [(g.name, g.name) for g in groups]
