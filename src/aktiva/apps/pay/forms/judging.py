"""The form for judging comparisons, one or several at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from aktiva.apps.pay.models.runs import LONGEST_WORDS
from aktiva.domain.pay.comparisons import Kind
from aktiva.domain.pay.explanations import Answer, Explanation, Needs, fitting
from aktiva.domain.pay.judging import Connected
from aktiva.ui.days import DayField

ANSWERS = (Connected.NO, Connected.CANNOT_BE_EXCLUDED, Connected.YES)


def words_field(label, rows: int, **rest) -> forms.CharField:
    """Return a field for words that need not be filled in."""
    return forms.CharField(
        label=label, required=False, max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": rows}), **rest,
    )  # fmt: skip


@dataclass(frozen=True)
class GivenFields:
    """The fields of one explanation; `is_used` when something stands in any of them."""

    explanation: Explanation
    fields: tuple[BoundField, ...]
    is_used: bool


class JudgementForm(forms.Form):
    """Whether a difference has to do with sex, and why; an explanation is given by writing in it."""

    connected = forms.ChoiceField(
        label=_("Har skillnaden samband med kön?"),
        choices=[(c.value, c.label) for c in ANSWERS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Svara om skillnaden har samband med kön.")},
    )
    text = words_field(_("Analysen"), 4, help_text=_("Vad förklarar skillnaden, och vad inte?"))
    choice = forms.ChoiceField(
        label=_("Vad gör ni?"),
        required=False,
        choices=[(a.value, a.label) for a in Answer],
        widget=forms.RadioSelect,
    )
    choice_words = words_field(_("Varför är det ändå lika arbete?"), 3)

    def __init__(
        self,
        *args,
        kind: Kind,
        surveys: Iterable[tuple[int, date]],
        chosen: Iterable[int] | None = None,
        **kwargs,
    ):
        """Make the form.

        Args:
            surveys: The looks at the market that an explanation may point to, with their day.
            chosen: The comparisons to tick among; None where there is one only.
        """
        super().__init__(*args, **kwargs)
        self._explanations = fitting(kind)
        if chosen is not None:
            self.fields["whole"] = forms.BooleanField(
                label=_("Gäller hela bunten, även de andra sidorna"), required=False
            )
            self.fields["chosen"] = forms.TypedMultipleChoiceField(
                required="whole" not in self.data,
                choices=[(str(pk), str(pk)) for pk in chosen],
                coerce=int,
                widget=forms.CheckboxSelectMultiple,
                error_messages={
                    "required": _("Bocka för minst en jämförelse."),
                    "invalid_choice": _("En jämförelse finns inte längre. Ladda om sidan."),
                },
            )
        market = [("", _("Välj")), *((str(pk), day.isoformat()) for pk, day in surveys)]
        for e in self._explanations:
            self.fields[f"{e.code}_text"] = words_field(
                _("Hur förklarar det skillnaden?"), 3, help_text=e.proof
            )
            match e.needs:
                case Needs.CRITERIA:
                    self.fields[f"{e.code}_criteria"] = forms.CharField(
                        label=_("Vilka kriterier, och var står de?"), required=False, max_length=400
                    )
                case Needs.MARKET:
                    self.fields[f"{e.code}_survey"] = forms.TypedChoiceField(
                        label=_("Omvärldsanalys"), choices=market, required=False, coerce=int,
                        empty_value=None,
                    )  # fmt: skip
                case Needs.DECISION:
                    self.fields[f"{e.code}_decided_on"] = DayField(
                        label=_("Beslutet eller avtalets datum"), required=False
                    )

    @property
    def explanations(self) -> Iterator[GivenFields]:
        """The explanations that fit, each with its fields."""
        for e in self._explanations:
            bound = tuple(self[name] for name in self.fields if name.startswith(f"{e.code}_"))
            yield GivenFields(e, bound, any(f.value() or f.errors for f in bound))

    @property
    def ticked(self) -> set[int]:
        """The comparisons that are ticked on the page."""
        return {int(pk) for pk in self["chosen"].value() or () if str(pk).isdecimal()}

    def given(self) -> list[dict[str, object]]:
        """Return the explanations that something was written in; call when the form is valid."""
        found = []
        for e in self._explanations:
            sent = {
                name: self.cleaned_data.get(f"{e.code}_{name}")
                for name in ("text", "criteria", "survey", "decided_on")
            }
            if any(sent.values()):
                day = sent["decided_on"]
                sent["decided_on"] = day.isoformat() if isinstance(day, date) else ""
                found.append({"code": e.code} | sent)
        return found


def initial_of(row) -> dict[str, object]:
    """Return what the form holds for a comparison that is judged already."""
    kept: dict[str, object] = {
        "connected": row.connected,
        "text": row.text,
        "choice": row.choice,
        "choice_words": row.choice_words,
    }
    for given in row.given:
        kept |= _initial_of_given(given)
    return kept


def _initial_of_given(given: Mapping[str, object]) -> dict[str, object]:
    return {
        f"{given['code']}_{name}": given.get(name)
        for name in ("text", "criteria", "survey", "decided_on")
    }
