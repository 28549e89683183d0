"""Forms for courses, rounds, evaluations, ticking and the anonymous answer."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from aktiva.apps.registers.forms import AreaForm
from aktiva.apps.trainings.models import LONGEST_WORDS, MOST_DAYS, MOST_YEARS, Course
from aktiva.apps.trainings.queries import QUESTIONS
from aktiva.domain.trainings.obligation import Audience
from aktiva.domain.values import Area
from aktiva.ui.days import DayField

AUDIENCES = {
    Audience.MANAGERS: _("Chefer"),
    Audience.SAFETY_REPRESENTATIVES: _("Skyddsombud"),
    Audience.NEW_MANAGERS: _("Nya chefer"),
    Audience.EVERYONE: _("Alla"),
}
GRADES = [
    ("5", _("5, stämmer helt")),
    ("4", "4"),
    ("3", "3"),
    ("2", "2"),
    ("1", _("1, stämmer inte alls")),
]


def whole_number(label, *, low: int, high: int, wrong, **rest) -> forms.IntegerField:
    """Return a short field for a number."""
    return forms.IntegerField(
        label=label,
        min_value=low,
        max_value=high,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--short"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
        **rest,
    )


def text_area(label, rows: int, *, longest: int, **rest) -> forms.CharField:
    """Return a field for longer text."""
    return forms.CharField(
        label=label, max_length=longest, widget=forms.Textarea(attrs={"rows": rows}), **rest
    )


def refuse(form: forms.Form, refused: ValidationError) -> None:
    """Say what an action refused beside the field it is about, or at the top of the form."""
    for name, messages in getattr(refused, "message_dict", {"": refused.messages}).items():
        form.add_error(name if name in form.fields else None, messages)


class CourseForm(AreaForm):
    """What a course is."""

    title = forms.CharField(
        label=_("Namn"),
        max_length=120,
        error_messages={"required": _("Skriv vad utbildningen heter.")},
    )
    area = forms.ChoiceField(label=_("Område"), choices=[(a.value, a.label) for a in Area])
    audience = forms.MultipleChoiceField(
        label=_("För vilka?"),
        choices=[(a.value, words) for a, words in AUDIENCES.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nya chefer är de som har tillträtt sedan utbildningen började gälla."),
        error_messages={"required": _("Välj minst en grupp som utbildningen är för.")},
    )
    obligatory_for_new = forms.BooleanField(
        label=_("Obligatorisk för nya"),
        required=False,
        help_text=_("Var och en i gruppen får en uppgift med datum från dagen för tillträdet."),
    )
    days_to_do = whole_number(
        _("Dagar från tillträdet"),
        low=0,
        high=MOST_DAYS,
        initial=90,
        wrong=_("Skriv ett antal dagar mellan 0 och 730."),
    )
    interval_years = whole_number(
        _("Görs om efter antal år"),
        low=1,
        high=MOST_YEARS,
        required=False,
        help_text=_("Lämna tomt om det räcker att göra den en gång."),
        wrong=_("Skriv ett antal år mellan 1 och 10, eller lämna tomt."),
    )
    given_every = whole_number(
        _("Erbjuds med antal års mellanrum"),
        low=1,
        high=MOST_YEARS,
        required=False,
        help_text=_("Skriv 1 om den erbjuds årligen. Lämna tomt om den alltid finns att göra."),
        wrong=_("Skriv ett antal år mellan 1 och 10, eller lämna tomt."),
    )
    form = forms.ChoiceField(label=_("Form"), choices=Course.Form.choices)
    forum = forms.ChoiceField(label=_("Forum"), required=False)
    link = forms.CharField(
        label=_("Adress till materialet"),
        max_length=400,
        required=False,
        help_text=_("Börjar med https://. Den visas för dem som utbildningen gäller."),
    )
    starts_on = DayField(label=_("Gäller från"))
    retired_on = DayField(label=_("Ges inte längre från"), required=False)

    def __init__(self, *args, forums, **kwargs):
        super().__init__(*args, **kwargs)
        self._forums = {str(f.pk): f for f in forums}
        self.fields["forum"].choices = [
            ("", _("Inget särskilt")),
            *((pk, f.name) for pk, f in self._forums.items()),
        ]

    def clean_forum(self):
        return self._forums.get(self.cleaned_data["forum"])


class RoundForm(forms.Form):
    """A day on which the course is given."""

    on_date = DayField(label=_("Datum"))


class EvaluationForm(forms.Form):
    """What the organiser says afterwards."""

    content = text_area(
        _("Innehållet"),
        4,
        longest=LONGEST_WORDS,
        help_text=_("Vad var till nytta, och vad ska ändras till nästa gång?"),
        error_messages={"required": _("Skriv vad innehållet var värt.")},
    )
    participation = text_area(
        _("Deltagandet"),
        4,
        longest=LONGEST_WORDS,
        help_text=_("Vilka kom, vilka kom inte, och varför? Skriv grupper, inte namn."),
        error_messages={"required": _("Skriv vilka som kom och inte kom.")},
    )


class OpenForm(forms.Form):
    """Until when the anonymous form is open."""

    until = DayField(label=_("Öppet till och med"))


class TickForm(forms.Form):
    """When the chosen did the course."""

    on_date = DayField(label=_("Gjordes den"))


class AnswerForm(forms.Form):
    """The anonymous form."""

    words = text_area(
        _("Något mer?"),
        3,
        longest=1000,
        required=False,
        help_text=_("Frivilligt. Skriv inte namn eller annat som visar vem du är."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, words in QUESTIONS:
            self.fields[name] = forms.TypedChoiceField(
                label=words,
                choices=GRADES,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Välj ett tal från 1 till 5.")},
            )
        self.order_fields([*(name for name, _words in QUESTIONS), "words"])


def figures_from(post, units) -> tuple[dict[int, int | None], dict[int, str]]:
    """Return unit → number as typed, and unit → what was typed where it is no number."""
    counts: dict[int, int | None] = {}
    wrong: dict[int, str] = {}
    for unit in units:
        typed = post.get(f"n{unit}")
        if typed is None:
            continue
        typed = typed.strip()
        if not typed:
            counts[unit] = None
        elif typed.isascii() and typed.isdecimal() and int(typed) <= 99_999:
            counts[unit] = int(typed)
        else:
            wrong[unit] = typed
    return counts, wrong
