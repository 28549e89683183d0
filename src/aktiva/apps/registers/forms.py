"""Forms for the employer's registers. They understand input; the actions decide."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from aktiva.apps.registers.models import Forum, GoverningDocument
from aktiva.domain.cycle.own_areas import MUST_HAVE_A_HOME, Headings
from aktiva.domain.organisation.tree import Level
from aktiva.domain.values import Area
from aktiva.ui.days import DayField

LEVELS = [
    ("", _("Var som helst")),
    (Level.WORKPLACE.value, _("Arbetsplatsen")),
    (Level.GROUP.value, _("Nivån mellan förvaltning och arbetsplats")),
    (Level.DEPARTMENT.value, _("Förvaltningen")),
    (Level.EMPLOYER.value, _("Hela arbetsgivaren")),
]
AREAS = [(a.value, a.short_label) for a in MUST_HAVE_A_HOME]
MOST_HEADINGS = 12


class AreaForm(forms.Form):
    """A form with a field `area`, where the areas stand as the employer names and orders them."""

    def __init__(self, *args, headings: Headings, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["area"]
        if headings.own:
            blank = [choice for choice in field.choices if not choice[0]]
            codes = [Area(code) for code, _name in field.choices if code]
            field.choices = [*blank, *headings.choices(codes)]


class ForumForm(forms.Form):
    """A forum."""

    kind = forms.ChoiceField(label=_("Slag"), choices=Forum.Kind.choices)
    name = forms.CharField(
        label=_("Namn hos er"),
        max_length=80,
        error_messages={"required": _("Skriv vad forumet heter hos er.")},
    )
    level = forms.ChoiceField(label=_("Möts på"), choices=LEVELS, required=False)


class HeadingForm(forms.Form):
    """One heading of the employer's own plan. An empty row is no heading."""

    name = forms.CharField(label=_("Rubrik"), max_length=80, required=False)
    areas = forms.MultipleChoiceField(
        label=_("Håller"), choices=AREAS, widget=forms.CheckboxSelectMultiple, required=False
    )


HeadingFormSet = forms.formset_factory(HeadingForm, extra=2, max_num=MOST_HEADINGS)


class DocumentForm(forms.Form):
    """One version of a governing document."""

    kind = forms.ChoiceField(label=_("Slag"), choices=GoverningDocument.Kind.choices)
    title = forms.CharField(
        label=_("Dokumentets namn"),
        max_length=160,
        error_messages={"required": _("Skriv vad dokumentet heter.")},
    )
    version = forms.CharField(
        label=_("Version"),
        help_text=_("Till exempel 3 eller 2026-02."),
        max_length=40,
        error_messages={"required": _("Skriv vilken version det är.")},
    )
    owner_role = forms.CharField(
        label=_("Ägare"),
        help_text=_("Funktionen som svarar för dokumentet, till exempel HR-chef."),
        max_length=160,
        error_messages={"required": _("Skriv vilken funktion som äger dokumentet.")},
    )
    adopted_by = forms.CharField(
        label=_("Antaget av"),
        help_text=_("Till exempel kommunstyrelsen § 14."),
        max_length=160,
        error_messages={"required": _("Skriv vem som antog det.")},
    )
    adopted_on = DayField(
        label=_("Antaget den"), error_messages={"required": _("Skriv dagen det antogs.")}
    )
    next_review_on = DayField(
        label=_("Ses över senast"),
        error_messages={"required": _("Skriv när det ska ses över nästa gång.")},
    )
    link = forms.URLField(
        label=_("Länk"), max_length=400, required=False, assume_scheme="https",
        error_messages={"invalid": _("Skriv hela adressen, till exempel https://kommun.example/policy.")},
    )  # fmt: skip
