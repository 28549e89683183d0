"""A question as it is written, with its options."""

from __future__ import annotations

from dataclasses import replace

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from aktiva.apps.questionnaires.forms.kinds import (
    EXTRAS,
    FIGURES,
    KINDS,
    LEVELS,
    NONE_WISHED,
    WISHED,
    WITH_EXTRAS,
    WITH_OPTIONS,
    K,
)
from aktiva.domain.questionnaire import (
    Condition,
    Extra,
    Figures,
    Kind,
    Level,
    Measured,
    Option,
    Question,
    Questionnaire,
    choices,
    editing,
    fields,
    wishes,
)
from aktiva.domain.questionnaire.checking import LONGEST_KEY
from aktiva.domain.values import Area

_COUNTED = frozenset({K.SEVERAL, K.GROUNDS, K.COUNT, K.NUMBER})


class OptionForm(forms.Form):
    """One option: its words, and the code that never changes."""

    code = forms.CharField(widget=forms.HiddenInput, required=False)
    label = forms.CharField(label=_("Alternativ"), max_length=200, required=False)


class _Options(forms.BaseFormSet):
    """Options in order; an emptied one is taken away, a new one gets a code of its words."""

    def options(self) -> tuple[Option, ...]:
        """Return what is typed, understood or not."""
        pairs = []
        for form in self.forms:
            label = " ".join(str(form["label"].value() or "").split())
            if label:
                pairs.append((str(form["code"].value() or ""), label))
        return editing.coded(pairs)


OptionFormSet = forms.formset_factory(OptionForm, formset=_Options, extra=3, max_num=60)


def option_set(prefix: str, kept: tuple[Option, ...], data=None) -> _Options:
    """Return the fields of some options, with three empty ones last."""
    initial = [{"code": o.code, "label": o.label} for o in kept]
    return OptionFormSet(data, initial=initial, prefix=prefix)


class EditForm(forms.Form):
    """A question as it is written. The fields follow the kind of answer."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    key = forms.CharField(
        label=_("Beteckning"),
        max_length=LONGEST_KEY,
        help_text=_("Svar från olika år jämförs genom den, så den ändras aldrig sedan."),
        error_messages={"required": _("Skriv en beteckning, till exempel 5.8.")},
        widget=forms.TextInput(attrs={"class": "input--short"}),
    )
    section = forms.ChoiceField(label=_("Avsnitt"))
    kind = forms.ChoiceField(label=_("Svarstyp"), choices=KINDS)
    text = forms.CharField(
        label=_("Fråga"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=400,
        error_messages={"required": _("Skriv frågan.")},
    )
    help = forms.CharField(
        label=_("Hjälp"),
        help_text=_("Står under frågan. Lämna tomt om frågan är klar i sig."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=600,
        required=False,
    )
    why = forms.CharField(
        label=_("Därför frågar vi"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=600,
        error_messages={"required": _("Skriv varför frågan ställs, med en mening.")},
    )
    law = forms.CharField(
        label=_("Stöd i lagen"),
        max_length=80,
        error_messages={"required": _("Skriv paragrafen, till exempel 3 kap. 5 § 1.")},
    )
    area = forms.ChoiceField(
        label=_("Område"),
        choices=[("", _("Inget av områdena")), *((a.value, a.label) for a in Area)],
        required=False,
    )
    levels = forms.MultipleChoiceField(
        label=_("Vem svarar?"),
        choices=LEVELS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj vem som ska svara.")},
    )
    core = forms.BooleanField(label=_("Kärnfråga, ställs även i kortversionen"), required=False)
    unit = forms.ChoiceField(
        label=_("Enhet för talet"), choices=[(m.value, m.label) for m in Measured]
    )
    figures = forms.ChoiceField(label=_("Siffror som visas"), choices=FIGURES, required=False)
    extras = forms.MultipleChoiceField(
        label=_("Fråga också efter"),
        choices=EXTRAS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    comment = forms.CharField(
        label=_("Rubrik på kommentaren"),
        help_text=_("Lämna tomt för den vanliga."),
        max_length=120,
        required=False,
    )
    wished = forms.ChoiceField(
        label=_("Önskat svar"),
        help_text=_("Ett annat svar leder till frågan om det innebär en risk eller ett hinder."),
        required=False,
    )
    after = forms.ChoiceField(label=_("Ställs bara efter ett svar på"), required=False)
    after_answers = forms.MultipleChoiceField(
        label=_("Vilka svar?"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(
        self, *args, asks: Questionnaire, kept: Question | None, options: tuple[Option, ...],
        **kwargs,
    ):  # fmt: skip
        super().__init__(*args, **kwargs)
        self.asks, self.kept, self.options = asks, kept, options
        self.kind = self._kind()
        self.fields["section"].choices = [(s.key, s.title) for s in asks.sections]
        if kept is not None:
            del self.fields["key"]
        if self.kind is not K.NUMBER:
            del self.fields["unit"]
        if self.kind is not K.FIGURES:
            del self.fields["figures"]
        if self.kind not in WITH_EXTRAS:
            del self.fields["extras"]
        asked = self._as_asked()
        if not any(spec.column == "comment" for spec in fields(asked, rows=0)):
            del self.fields["comment"]
        self._choose_wished()
        self._choose_condition()

    @property
    def uses_options(self) -> bool:
        """Whether the kind, or what is asked beside it, has options."""
        return self.kind in WITH_OPTIONS or Extra.OPTIONS in self._typed_list("extras")

    def _kind(self) -> Kind:
        try:
            return Kind(str(self["kind"].value()))
        except ValueError:
            return Kind.YES_PARTLY_NO

    def _typed_list(self, name: str) -> list[str]:
        return list(self[name].value() or []) if name in self.fields else []

    def _as_asked(self) -> Question:
        extras = tuple(Extra(e) for e in self._typed_list("extras") if e in {x for x, _w in EXTRAS})
        return Question(
            key="0", section="0", text="", kind=self.kind, law="", levels=(),
            options=self.options, extras=extras,
        )  # fmt: skip

    def _choose_wished(self) -> None:
        allowed = wishes(self.kind, self.options)
        if not allowed:
            del self.fields["wished"]
            return
        labels = {o.code: o.label for o in self.options}
        words = {"no": NONE_WISHED} if self.kind in _COUNTED else WISHED
        if self.kind in {K.CHOICE, K.FIGURES, K.MATRIX}:
            words = {}
        self.fields["wished"].choices = [
            ("", _("Inget svar är bättre än ett annat")),
            *((code, words.get(code) or labels.get(code, code)) for code in allowed),
        ]

    def _choose_condition(self) -> None:
        keys = [q.key for q in self.asks.questions]
        mine = keys.index(self.kept.key) if self.kept and self.kept.key in keys else len(keys)
        earlier = [q for q in self.asks.questions[:mine] if choices(q)]
        self.fields["after"].choices = [
            ("", _("Den ställs alltid")),
            *((q.key, f"{q.key} {q.text}"[:100]) for q in earlier),
        ]
        source = next((q for q in earlier if q.key == self["after"].value()), None)
        if source is None:
            del self.fields["after_answers"]
        else:
            self.fields["after_answers"].choices = [(o.code, o.label) for o in choices(source)]

    def clean_key(self) -> str:
        key = self.cleaned_data["key"].strip()
        if any(q.key == key for q in self.asks.questions):
            raise ValidationError(_("Beteckningen används redan. Välj en annan."))
        return key

    def clean(self):
        given = super().clean()
        if given.get("after") and not given.get("after_answers"):
            self.add_error(
                "after_answers" if "after_answers" in self.fields else "after",
                _("Välj vilka svar som gör att frågan ställs."),
            )
        return given

    def question(self, *, rows: tuple[Option, ...]) -> Question:
        """Return the question that is written. The form is valid."""
        given = self.cleaned_data
        kept = self.kept
        labels = dict(kept.labels) if kept else {}
        labels.pop("comment", None)
        if given.get("comment"):
            labels["comment"] = given["comment"].strip()
        same_kind = kept is not None and kept.kind is self.kind
        after = given.get("after")
        made = Question(
            key=kept.key if kept else given["key"],
            section=given["section"],
            text=one_line(given["text"]),
            kind=self.kind,
            law=one_line(given["law"]),
            levels=tuple(Level(level) for level in given["levels"]),
            help=one_line(given["help"]),
            why=one_line(given["why"]),
            area=Area(given["area"]) if given["area"] else None,
            core=given["core"],
            wished=given.get("wished") or None,
            options=self.options if self.uses_options else (),
            rows=rows if self.kind is K.MATRIX else (),
            extras=tuple(Extra(e) for e in given.get("extras") or ()),
            statement=self.kind is K.SCALE5,
            task=kept.task if kept and same_kind else None,
            columns=kept.columns if kept and same_kind else (),
            figures=Figures(given["figures"]) if given.get("figures") else None,
            unit=Measured(given["unit"]) if self.kind is K.NUMBER else None,
            shown_if=Condition(question=after, answers=tuple(given["after_answers"]))
            if after
            else None,
            hidden=kept.hidden if kept else False,
        )
        known = {spec.column for spec in fields(made, rows=1)}
        return replace(made, labels={n: words for n, words in labels.items() if n in known})


def initial_of(question: Question, *, seen: str) -> dict:
    """Return what stands in the fields of a question that is there."""
    condition = question.shown_if
    return {
        "seen": seen,
        "section": question.section,
        "kind": question.kind.value,
        "text": question.text,
        "help": question.help,
        "why": question.why,
        "law": question.law,
        "area": question.area.value if question.area else "",
        "levels": [level.value for level in question.levels],
        "core": question.core,
        "figures": question.figures.value if question.figures else "",
        "unit": question.unit.value if question.unit else "",
        "extras": [extra.value for extra in question.extras],
        "comment": question.labels.get("comment", ""),
        "wished": question.wished or "",
        "after": condition.question if condition else "",
        "after_answers": list(condition.answers) if condition else [],
    }


def one_line(typed: str) -> str:
    """Return what was typed without breaks and doubled blanks."""
    return " ".join(typed.split())
