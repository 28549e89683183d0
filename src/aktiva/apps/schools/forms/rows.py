"""The fields of a school's record. Nothing is required: what is missing is told, not refused."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from aktiva.domain.schools.record import PROMOTIVE, Measure, Record, Risk
from aktiva.domain.schools.words import Effect, Group, Method, Outcome, Result
from aktiva.domain.values import GROUNDS_OF_THE_ACT, Ground
from aktiva.ui.days import DayField

LONGEST = 2000
LONGEST_LINE = 200


def words(label, *, rows: int = 4, **rest) -> forms.CharField:
    """Return a field for running text."""
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows, "data-longest": LONGEST}),
        **rest,
    )


def line(label, **rest) -> forms.CharField:
    """Return a field for a short text."""
    return forms.CharField(label=label, required=False, max_length=LONGEST_LINE, **rest)


def day(label, **rest) -> DayField:
    """Return a field for a day that may be left empty."""
    return DayField(label=label, required=False, **rest)


def several(label, choices: Iterable, **rest) -> forms.MultipleChoiceField:
    """Return choices of which many may hold."""
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=[(c.value, c.label) for c in choices],
        widget=forms.CheckboxSelectMultiple,
        **rest,
    )


def one(label, choices: Iterable, **rest) -> forms.ChoiceField:
    """Return choices of which one holds."""
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[(c.value, c.label) for c in choices],
        widget=forms.RadioSelect,
        **rest,
    )


class Fields(forms.Form):
    """Fields of a part, and what they say as a value that can be kept."""

    past = frozenset[str]()
    """Days that have to have been."""

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self._today = today

    def clean(self):
        cleaned = super().clean()
        for name in self.past:
            given = cleaned.get(name)
            if given is not None and given > self._today:
                self.add_error(name, _("Den dagen har inte varit än. Skriv dagen då det gjordes."))
        return cleaned

    def value(self) -> dict:
        """Return what was written, days as text."""
        return {
            name: given.isoformat() if isinstance(given, date) else given or ""
            for name, given in self.cleaned_data.items()
            if name != "remove" and given is not None
        }

    def texts(self) -> list[str]:
        """Return the running text that was written."""
        return [
            given
            for name, given in self.cleaned_data.items()
            if isinstance(self.fields[name], forms.CharField)
            and isinstance(given, str)
            and name not in {"key", "link", "measure", "risk"}
        ]


class Row(Fields):
    """One row of several; an untouched last one says nothing."""

    key = forms.CharField(required=False, max_length=8, widget=forms.HiddenInput)
    remove = forms.BooleanField(label=_("Ta bort när jag sparar"), required=False)

    @property
    def says_something(self) -> bool:
        given = {n: v for n, v in self.cleaned_data.items() if n not in {"key", "remove"}}
        return any(given.values()) and not self.cleaned_data.get("remove")


class ExaminationRow(Row):
    """One examination."""

    past = frozenset({"on"})

    on = day(_("Vilken dag undersökte ni?"))
    methods = several(_("Hur undersökte ni?"), Method)
    grounds = several(
        _("Vilka diskrimineringsgrunder gällde det?"),
        GROUNDS_OF_THE_ACT,
        help_text=_("Kryssa för dem som ni faktiskt tog upp. Det gäller frågorna, inte personer."),
    )
    groups = several(_("Vilka deltog?"), Group, help_text=_("Grupper, aldrig namn."))
    found = one(_("Visade undersökningen någon risk eller något hinder?"), Result)
    finding = words(
        _("Vad visade den?"),
        help_text=_("Om ni inte såg någon risk: skriv vad som talar för det."),
    )


class RiskRow(Row):
    """One risk with its cause."""

    description = words(_("Vilken risk eller vilket hinder?"), rows=3)
    grounds = several(_("Vilka diskrimineringsgrunder rör det?"), Ground)
    cause = words(
        _("Varför finns risken?"),
        rows=3,
        help_text=_("Skriv orsaken, inte risken en gång till."),
    )


class MeasureRow(Row):
    """One measure, against a risk or promotive."""

    title = words(_("Vad ska ni göra?"), rows=2)
    aim = forms.ChoiceField(label=_("Vad ska åtgärden möta?"), required=False)
    owner = line(
        _("Vilken funktion ansvarar?"),
        help_text=_("Till exempel biträdande rektor eller kurator. Inget namn."),
    )
    starts = day(_("Börjar"))
    due = day(_("Klart senast"))
    next_check = day(_("Nästa avstämning"))
    effect = words(_("Vilken effekt väntar ni er?"), rows=2)

    def __init__(self, *args, risks: tuple[Risk, ...], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["aim"].choices = [
            ("", _("Välj")),
            (PROMOTIVE, _("Ingen viss risk, åtgärden är främjande")),
            *((r.key, _shortened(r.description)) for r in risks),
        ]

    def clean(self):
        cleaned = super().clean()
        starts, due = cleaned.get("starts"), cleaned.get("due")
        if starts and due and due < starts:
            self.add_error(
                "due", _("Åtgärden kan inte vara klar innan den börjar. Ändra något av datumen.")
            )
        return cleaned


def _shortened(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:88].rstrip()}…"


class DeclineFields(Fields):
    """A reasoned decision not to act on a risk."""

    reason = words(_("Om ni avstår från åtgärd: varför?"), rows=2)
    decided_by = line(_("Vilken funktion har bestämt det?"))


class FollowUpFields(Fields):
    """How it went with a measure."""

    outcome = one(_("Hur gick det?"), Outcome)
    effect = one(_("Hade åtgärden den effekt ni väntade er?"), Effect)
    how_known = words(_("Hur vet ni det?"), rows=2)


class WorkingFields(Fields):
    """Evaluation of the way of working."""

    working = words(
        _("Hur fungerade sättet att arbeta i år?"),
        help_text=_("Metoderna, samverkan, tiden. Vad ändrar ni till nästa år?"),
    )


class TextsFields(Fields):
    """The school's own follow-up of guidelines and routines."""

    past = frozenset({"on"})

    on = day(_("Vilken dag följde ni upp riktlinjerna och rutinerna?"))
    words = words(
        _("Vad kom ni fram till?"),
        help_text=_("Är de kända av barn, elever och personal? Fungerar de? Vad behöver ändras?"),
    )


class CooperationRow(Row):
    """One occasion of cooperation."""

    past = frozenset({"on"})

    on = day(_("Vilken dag?"))
    groups = several(
        _("Vilka medverkade?"),
        Group,
        help_text=_("Både barn eller elever och personal ska medverka under året."),
    )
    how = words(_("Hur gick det till, och vad kom fram?"), rows=3)
    adapted = words(
        _("Hur anpassade ni det efter barnens eller elevernas ålder?"),
        rows=2,
        help_text=_("Till exempel bilder, smågrupper, enkät med uppläst text eller elevråd."),
    )


class PlanFields(Fields):
    """The plan against kränkande behandling, which follows from the Education Act."""

    past = frozenset({"on"})

    on = day(_("Vilken dag upprättades årets plan?"))
    account = words(_("Hur genomfördes åtgärderna i förra årets plan?"))
    link = forms.CharField(
        label=_("Länk till planen"),
        required=False,
        max_length=400,
        validators=[
            URLValidator(
                schemes=["http", "https"], message=_("Skriv en adress som börjar med https://.")
            )
        ],
    )
    file = forms.FileField(label=_("Eller planen som fil"), required=False)
    drops_file = forms.BooleanField(label=_("Ta bort filen"), required=False)

    def __init__(self, *args, has_file: bool, limit: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "PDF, bild, Word, Excel, OpenDocument eller text, högst %(n)s MB."
        ) % {"n": limit}
        if not has_file:
            del self.fields["drops_file"]

    def value(self) -> dict:
        return {n: v for n, v in super().value().items() if n not in {"file", "drops_file"}}


def follow_ups(record: Record, last: Record | None) -> list[tuple[str, str, Measure]]:
    """Return the measures to follow up as (name, year, measure), last year's first."""
    found = [(f"before-{m.key}", str(last.year), m) for m in (last.measures if last else ())]
    return found + [(f"now-{m.key}", str(record.year), m) for m in record.measures]


def refuse(form: forms.Form, refused: ValidationError) -> None:
    """Say what an action refused beside the field it is about, or at the top of the form."""
    for name, messages in getattr(refused, "message_dict", {"": refused.messages}).items():
        form.add_error(name if name in form.fields else None, messages)
