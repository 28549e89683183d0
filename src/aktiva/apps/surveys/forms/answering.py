"""Forms of the respondent."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from aktiva.apps.attachments.queries import limit_words
from aktiva.apps.cycles.forms.notes import ACCEPTED
from aktiva.domain.questionnaire import (
    WORKPLACE_NOT_PERSONS,
    FieldKind,
    FieldSpec,
    Problem,
    Question,
    content,
    fields,
)
from aktiva.domain.questionnaire.fields import PARTIES


class QuestionForm(forms.Form):
    """One question with the fields of its kind. What was typed always stays in the fields."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, question: Question, value: dict, *, revision: int, **kwargs):
        super().__init__(initial={"revision": revision}, **kwargs)
        self.question = question
        self.value = value
        self.groups: list[tuple[str, list[str]]] = []
        rows = value.get("rows")
        n_rows = (len(rows) + 1) if isinstance(rows, list) else 1
        for spec in fields(question, rows=n_rows):
            self._add(spec)

    def _add(self, spec: FieldSpec) -> None:
        given = content(spec, self.value)
        self.fields[spec.name] = _field(spec)
        self.initial[spec.name] = _shown(spec, given)
        heading = _now(spec.row_label) if spec.row else ""
        if not self.groups or self.groups[-1][0] != heading:
            self.groups.append((heading, []))
        self.groups[-1][1].append(spec.name)

    @property
    def kept_file(self) -> dict | None:
        """The file that the answer has."""
        return self.value.get("file") if "file" in self.fields else None

    def grouped(self):
        """Return (heading, bound fields) in reading order; heading "" outside rows."""
        return [(heading, [self[name] for name in names]) for heading, names in self.groups]

    def show(self, problems: tuple[Problem, ...], *, also_missing: bool) -> None:
        """Say what is wrong beside each field; what is merely missing only when asked to."""
        self.is_bound or self.full_clean()
        self._errors = forms.utils.ErrorDict(renderer=self.renderer)
        for problem in problems:
            if problem.missing and not also_missing:
                continue
            words = _now(problem.words)
            words = words % problem.given if problem.given else words
            name = problem.field if problem.field in self.fields else "__all__"
            self._errors.setdefault(name, self.error_class()).append(words)


def _shown(spec: FieldSpec, given):
    """Return what stands in the control: a number with its comma, a file only beside it."""
    if given is None or spec.kind is FieldKind.FILE:
        return ""
    return str(given).replace(".", ",") if spec.kind is FieldKind.NUMBER else given


def wrong_fields(
    question: Question, problems: tuple[Problem, ...], *, prefix: str = ""
) -> dict[str, str]:
    """Return the name of a field → what is wrong in it; what is merely missing is not wrong yet."""
    start = f"{prefix}-" if prefix else ""
    return {f"{start}{p.field}": p.message for p in problems if p.field and not p.missing}


def _field(spec: FieldSpec) -> forms.Field:
    choices = [(option.code, option.label) for option in spec.options]
    common = {
        "label": spec.label,
        "help_text": _now(spec.hint) if spec.hint else "",
        "required": False,
    }
    match spec.kind:
        case FieldKind.CHOICE if len(choices) > 8:
            return _Anything(widget=forms.Select(choices=[("", ""), *choices]), **common)
        case FieldKind.CHOICE:
            return _Anything(widget=forms.RadioSelect(choices=choices), **common)
        case FieldKind.SEVERAL:
            return _Several(widget=forms.CheckboxSelectMultiple(choices=choices), **common)
        case FieldKind.TEXT:
            common["help_text"] = common["help_text"] or _now(WORKPLACE_NOT_PERSONS)
            attrs = {"rows": 5, "data-longest": spec.longest}
            return forms.CharField(widget=forms.Textarea(attrs=attrs), strip=False, **common)
        case FieldKind.HIDDEN:
            return forms.CharField(widget=forms.HiddenInput, **common)
        case FieldKind.COUNT:
            attrs = {"inputmode": "numeric", "class": "input--short"}
            return forms.CharField(widget=forms.TextInput(attrs=attrs), strip=False, **common)
        case FieldKind.NUMBER:
            attrs = {"inputmode": "decimal", "class": "input--short"}
            return forms.CharField(widget=forms.TextInput(attrs=attrs), strip=False, **common)
        case FieldKind.FILE:
            common["help_text"] = _now(
                "%(hint)s PDF, bild, Word, Excel, OpenDocument eller text, högst %(n)s\u00a0MB. "
                "Ta bort namn på personer först."
            ) % {"hint": common["help_text"], "n": limit_words()}
            return forms.FileField(widget=forms.FileInput(attrs={"accept": ACCEPTED}), **common)
        case FieldKind.DATE:
            attrs = {"inputmode": "numeric", "class": "input--short", "autocomplete": "off"}
            return forms.CharField(widget=forms.TextInput(attrs=attrs), strip=False, **common)
        case _:
            return forms.CharField(strip=False, **common)


class _Anything(forms.CharField):
    """Takes any text: what is no choice is said by the questionnaire's own rules."""


class _Several(forms.Field):
    """Takes any list of texts."""

    def clean(self, value):
        return list(value or [])


class RiskQuestion(forms.Form):
    """Whether an answer that is not the wished one means a risk."""

    is_risk = forms.ChoiceField(
        label=_("Innebär det en risk eller ett hinder?"),
        help_text=_("Om du svarar ja bestämmer ni vad ni gör åt det i uppgiften om risker."),
        choices=[("yes", _("Ja, för någon grupp")), ("no", _("Nej"))],
        widget=forms.RadioSelect,
        required=False,
    )


class MeetingForm(forms.Form):
    """Who takes part when a unit answers together: parties, never persons."""

    parties = forms.MultipleChoiceField(
        label=_("Vilka är med?"),
        help_text=_("Ange funktion och part, inga namn."),
        choices=[(option.code, _(option.label)) for option in PARTIES],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Markera minst en som är med.")},
    )
    organisations = forms.CharField(
        label=_("Vilka fackliga organisationer?"), max_length=200, required=False
    )


class PastRiskForm(forms.Form):
    """Whether a risk of the year before is still there."""

    is_left = forms.ChoiceField(
        label=_("Finns risken kvar?"),
        choices=[("yes", _("Ja, helt eller delvis")), ("no", _("Nej"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj om risken finns kvar.")},
    )
    how_known = forms.CharField(
        label=_("Hur vet ni det?"),
        widget=forms.Textarea(attrs={"rows": 3, "data-longest": 1000}),
        help_text=_(WORKPLACE_NOT_PERSONS),
        max_length=1000,
        error_messages={"required": _("Skriv hur ni vet det, med några ord.")},
    )


class SheetFileForm(forms.Form):
    """A sheet's file that has been filled in."""

    file = forms.FileField(
        label=_("Ifylld fil"),
        help_text=_("Filen som hämtades här, sparad som .docx eller .xlsx."),
        widget=forms.FileInput(attrs={"accept": ".docx,.xlsx"}),
        allow_empty_file=True,
        max_length=300,
        error_messages={"required": _("Välj filen som du har fyllt i.")},
    )
