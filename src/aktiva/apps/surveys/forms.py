"""Forms of the respondent and the reviewer. They parse; the actions decide."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from aktiva.apps.surveys.models import SheetsChange
from aktiva.domain.questionnaire import (
    WORKPLACE_NOT_PERSONS,
    FieldKind,
    FieldSpec,
    Problem,
    Question,
    content,
    fields,
)
from aktiva.ui.days import DayField


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
        self.initial[spec.name] = "" if given is None else given
        heading = spec.row_label if spec.row else ""
        if not self.groups or self.groups[-1][0] != heading:
            self.groups.append((heading, []))
        self.groups[-1][1].append(spec.name)

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
            name = problem.field if problem.field in self.fields else None
            if name is None:
                self._errors.setdefault("__all__", self.error_class()).append(problem.message)
            else:
                self._errors.setdefault(name, self.error_class()).append(problem.message)


def _field(spec: FieldSpec) -> forms.Field:
    choices = [(option.code, option.label) for option in spec.options]
    common = {"label": spec.label, "help_text": spec.hint, "required": False}
    match spec.kind:
        case FieldKind.CHOICE if len(choices) > 8:
            return _Anything(widget=forms.Select(choices=[("", ""), *choices]), **common)
        case FieldKind.CHOICE:
            return _Anything(widget=forms.RadioSelect(choices=choices), **common)
        case FieldKind.SEVERAL:
            return _Several(widget=forms.CheckboxSelectMultiple(choices=choices), **common)
        case FieldKind.TEXT:
            common["help_text"] = common["help_text"] or WORKPLACE_NOT_PERSONS
            attrs = {"rows": 5, "data-longest": spec.longest}
            return forms.CharField(widget=forms.Textarea(attrs=attrs), strip=False, **common)
        case FieldKind.HIDDEN:
            return forms.CharField(widget=forms.HiddenInput, **common)
        case FieldKind.COUNT:
            attrs = {"inputmode": "numeric", "class": "input--short"}
            return forms.CharField(widget=forms.TextInput(attrs=attrs), strip=False, **common)
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
        help_text=WORKPLACE_NOT_PERSONS,
        max_length=1000,
        error_messages={"required": _("Skriv hur ni vet det, med några ord.")},
    )


class RemarkForm(forms.Form):
    """Why an answer is sent back."""

    text = forms.CharField(
        label=_("Vad behöver kompletteras?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": _("Skriv vad som behöver kompletteras.")},
    )


class CampaignForm(forms.Form):
    """Sending the questionnaire."""

    opens_date = DayField(
        label=_("Öppnas"), error_messages={"required": _("Skriv när enheterna kan börja svara.")}
    )
    last_date = DayField(
        label=_("Sista svarsdag"), error_messages={"required": _("Skriv sista dagen att svara.")}
    )
    message = forms.CharField(
        label=_("Hälsning till dem som svarar"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=2000,
    )
    departments = forms.MultipleChoiceField(
        label=_("Vilka ska svara?"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args, departments, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["departments"].choices = departments


class ExtendForm(forms.Form):
    """Moving the last day to answer."""

    last_date = DayField(
        label=_("Ny sista svarsdag"), error_messages={"required": _("Skriv den nya dagen.")}
    )


class ManySheetsForm(forms.Form):
    """What is to be done to the sheets chosen; what each kind needs is said by the action."""

    kind = forms.ChoiceField(label=_("Gör så här med de valda"), choices=SheetsChange.Kind.choices)
    last_date = DayField(label=_("Ny sista svarsdag"), required=False)
    reason = forms.CharField(
        label=_("Varför?"),
        help_text=_("Enheterna ser skälet. Skriv inget om en enskild person."),
        widget=forms.Textarea(attrs={"rows": 3, "data-longest": 1000}),
        max_length=1000,
        required=False,
    )
