"""Forms for making a pulse, and the reading of an anonymous answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from aktiva.adapters import pulses
from aktiva.apps.pulse.actions import MOST_AT_ONCE, Answer
from aktiva.apps.pulse.models import Pulse
from aktiva.apps.pulse.queries import keys_of
from aktiva.apps.registers.forms import AreaForm
from aktiva.domain.pulse.ballots import LONGEST_WORDS
from aktiva.domain.pulse.statements import LONGEST
from aktiva.domain.values import Area
from aktiva.ui.days import DayField

_NONCE = re.compile(r"[0-9a-f]{32}")

TARGETS = {
    "error_empty": "s1",
    "error_grade": "s1",
    "error_words": "egna-ord",
    "error_slip": "lapp",
}
"""Error → the field that the link in the summary leads to."""


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer as it was sent: what could be read of it, what is wrong, and what was typed."""

    nonce: str
    raw: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    slip: str = ""
    answer: Answer | None = None
    errors: tuple[str, ...] = ()

    def with_nonce(self, nonce: str) -> Sent:
        """Return the same with another number of the form."""
        return replace(self, nonce=nonce)


def nothing(nonce: str) -> Sent:
    """Return an empty form."""
    return Sent(nonce)


def is_nonce(typed: str) -> bool:
    """Return whether it is the number of a form."""
    return _NONCE.fullmatch(typed) is not None


def read_answer(sent: Mapping[str, str], pulse: Pulse) -> Sent:
    """Return what somebody filled in, with the keys of the words that say what is wrong."""
    keys = keys_of(pulse)
    raw = {key: sent.get(f"s-{key}", "") for key in keys}
    grades = {key: int(typed) for key, typed in raw.items() if typed in {*"012345"}}
    words = sent.get("ord", "").replace("\r\n", "\n").strip() if pulse.asks_words else ""
    slip = sent.get("lapp", "").strip()[:40] if pulse.uses_slips else ""
    nonce = sent.get("nr", "")
    errors = []
    if any(typed and key not in grades for key, typed in raw.items()):
        errors.append("error_grade")
    elif not grades:
        errors.append("error_empty")
    if len(words) > LONGEST_WORDS:
        errors.append("error_words")
    if not is_nonce(nonce):
        errors.append("error_form")
    answer = None if errors else Answer(grades=grades, words=words, slip=slip)
    return Sent(nonce, raw, words, slip, answer, tuple(errors))


def refuse(form: forms.Form, refused: ValidationError) -> None:
    """Say what an action refused beside the field it is about, or at the top of the form."""
    for name, messages in getattr(refused, "message_dict", {"": refused.messages}).items():
        form.add_error(name if name in form.fields else None, messages)


class PulseForm(forms.Form):
    """What a pulse is."""

    title = forms.CharField(
        label=_("Namn"),
        max_length=120,
        error_messages={"required": _("Skriv vad pulsen heter.")},
        help_text=_("Står på affischerna och i resultaten."),
    )
    opens_on = DayField(label=_("Första dag att svara"))
    closes_on = DayField(label=_("Sista dag att svara"), help_text=_("Svaren räknas dagen efter."))
    languages = forms.MultipleChoiceField(
        label=_("Språk"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Svenska finns alltid. Den som svarar väljer själv."),
    )
    asks_words = forms.BooleanField(
        label=_("Fråga efter egna ord"),
        required=False,
        help_text=_(
            "En fri fråga sist. Orden visas bara för en hel förvaltning, om minst fem har skrivit, "
            "och sådant som kan peka ut någon ersätts."
        ),
    )
    uses_slips = forms.BooleanField(
        label=_("Engångslappar, så att var och en svarar högst en gång"),
        required=False,
        help_text=_(
            "Du skriver ut lappar för varje enhet, klipper isär dem och låter var och en dra en. "
            "Utan lappar kan samma person svara flera gånger, och det står i resultatet."
        ),
    )
    has_opening_code = forms.BooleanField(
        label=_("Öppningskod hos någon annan än HR"),
        required=False,
        help_text=_(
            "En kod visas en gång, när pulsen öppnas. Utan den kan ingen räkna svaren. Ge den till "
            "ett skyddsombud eller facket. Kommer koden bort går svaren inte att läsa."
        ),
    )
    mean_limit = forms.TypedChoiceField(
        label=_("Föreslå när medelvärdet är under"),
        choices=Pulse._meta.get_field("mean_limit").choices,
        coerce=Pulse._meta.get_field("mean_limit").to_python,
        help_text=_("Gränserna är era egna, inte lagens. Ett förslag är aldrig en risk i sig."),
    )
    low_limit = forms.TypedChoiceField(
        label=_("Föreslå när andelen låga svar är över"),
        choices=Pulse._meta.get_field("low_limit").choices,
        coerce=int,
        help_text=_("Låga svar är 1 och 2."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = [
            (code, language.name)
            for code, language in pulses.languages().items()
            if code != pulses.OWN
        ]


class OwnStatementForm(AreaForm):
    """A statement of one's own, in the languages of the pulse."""

    area = forms.ChoiceField(label=_("Område"), choices=[(a.value, a.label) for a in Area])

    def __init__(self, *args, languages, **kwargs):
        super().__init__(*args, **kwargs)
        self._languages = [pulses.languages()[code] for code in languages]
        for language in self._languages:
            own = language.code == pulses.OWN
            self.fields[language.code] = forms.CharField(
                label=_("Påståendet på svenska") if own else language.name,
                required=own,
                max_length=LONGEST,
                error_messages={"required": _("Skriv påståendet på svenska.")},
                help_text=_("Skriv så att det är bra om man instämmer.")
                if own
                else _("Lämna tomt om det ska visas på svenska."),
                widget=forms.TextInput(attrs={"lang": language.code, "dir": language.direction}),
            )

    @property
    def words(self) -> dict[str, str]:
        """The statement by language, as it was written."""
        return {language.code: self.cleaned_data[language.code] for language in self._languages}


class ExtendForm(forms.Form):
    """A later last day."""

    closes_on = DayField(label=_("Ny sista dag"))


class CountForm(forms.Form):
    """The code that opens the answers, where there is one."""

    code = forms.CharField(
        label=_("Öppningskod"),
        max_length=40,
        required=False,
        help_text=_("Tjugo tecken, i grupper om fyra. Den sparas inte."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class SlipsForm(forms.Form):
    """How many slips."""

    n = forms.IntegerField(
        label=_("Antal lappar"),
        min_value=1,
        max_value=MOST_AT_ONCE,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--short"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            _("Skriv ett antal mellan 1 och 500."),
        ),
    )
