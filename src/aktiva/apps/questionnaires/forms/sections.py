"""Sections, the name of a questionnaire, and a questionnaire as a file."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from aktiva.apps.questionnaires.forms.question import one_line
from aktiva.domain.questionnaire import Questionnaire, Section


class SectionForm(forms.Form):
    """A section: its heading, and what must be said before its questions."""

    key = forms.CharField(
        label=_("Beteckning"),
        max_length=8,
        help_text=_("Frågorna numreras efter den, till exempel 14.1."),
        error_messages={"required": _("Skriv en beteckning, till exempel 14.")},
        widget=forms.TextInput(attrs={"class": "input--short"}),
    )
    title = forms.CharField(
        label=_("Rubrik"), max_length=120, error_messages={"required": _("Skriv rubriken.")}
    )
    intro = forms.CharField(
        label=_("Inledning"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=600,
        required=False,
    )

    def __init__(self, *args, asks: Questionnaire, kept: Section | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.asks, self.kept = asks, kept
        if kept is not None:
            del self.fields["key"]

    def clean_key(self) -> str:
        key = self.cleaned_data["key"].strip()
        if not key.replace(".", "").isalnum():
            raise ValidationError(_("Beteckningen får bara ha bokstäver, siffror och punkt."))
        if any(s.key == key for s in self.asks.sections):
            raise ValidationError(_("Beteckningen används redan. Välj en annan."))
        return key

    def section(self) -> Section:
        """Return the section that is written. The form is valid."""
        given = self.cleaned_data
        key = self.kept.key if self.kept else given["key"]
        return Section(key=key, title=one_line(given["title"]), intro=one_line(given["intro"]))


class NameForm(forms.Form):
    """What the questionnaire is called."""

    title = forms.CharField(
        label=_("Namn"), max_length=120, error_messages={"required": _("Skriv ett namn.")}
    )
    version = forms.CharField(
        label=_("Er beteckning på versionen"),
        max_length=20,
        help_text=_("Till exempel 2027."),
        error_messages={"required": _("Skriv en beteckning, till exempel 2027.")},
        widget=forms.TextInput(attrs={"class": "input--short"}),
    )


class FileForm(forms.Form):
    """A questionnaire as a file."""

    file = forms.FileField(
        label=_("Fil med frågeunderlag"),
        help_text=_("En YAML-fil, till exempel en som ni har hämtat här och ändrat."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}),
        error_messages={"required": _("Välj en fil.")},
    )
