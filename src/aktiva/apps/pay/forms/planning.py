"""Forms for the plan, a simulation and what became of last year's plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from aktiva.apps.pay.actions import OutcomeFacts, PlanFacts
from aktiva.apps.pay.forms.judging import words_field
from aktiva.apps.pay.models import PayPlanRow
from aktiva.apps.pay.models.planning import MOST_KR
from aktiva.apps.pay.queries import Target
from aktiva.domain.pay.plan import Sort, State
from aktiva.ui.days import DayField

MOST_PERSONS = 100_000
MOST_KR_MONTH = 100_000


class WholeKronor(forms.IntegerField):
    """A whole number that may be written with spaces between the thousands.

    What is wrong is told with the label, since a form has several of them.
    """

    def __init__(self, *, most: int, least: int = 0, label, **kwargs):
        wrong = _("Skriv ett helt tal från %(least)s till %(most)s i fältet ”%(label)s”.") % {
            "label": label,
            "least": least,
            "most": f"{most:,}".replace(",", "\u00a0"),
        }
        super().__init__(
            min_value=least,
            max_value=most,
            label=label,
            widget=forms.TextInput(
                attrs={"inputmode": "numeric", "class": "input--short", "autocomplete": "off"}
            ),
            error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
            **kwargs,
        )

    def to_python(self, value):
        """Read the number without its spaces."""
        return super().to_python("".join(str(value).split()) if value is not None else value)


class PlanRowForm(forms.Form):
    """A row of the plan; what it lacks is told on the plan, so that a draft can be kept."""

    sort = forms.ChoiceField(
        label=_("Vad är det?"),
        choices=[
            (Sort.ADJUSTMENT.value, _("Lönejustering")),
            (Sort.OTHER.value, _("Annan åtgärd")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj lönejustering eller annan åtgärd.")},
    )
    what = forms.CharField(
        label=_("Vad ska göras?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Skriv grupper, aldrig namn."),
        error_messages={"required": _("Skriv vad som ska göras.")},
    )
    answers = forms.TypedMultipleChoiceField(
        label=_("Vilka skillnader svarar den på?"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("En jämförelse finns inte längre. Välj igen.")},
    )
    persons = WholeKronor(label=_("Antal personer"), required=False, least=1, most=MOST_PERSONS)
    kr_month = WholeKronor(
        label=_("Kronor i månaden för var och en"), required=False, least=1, most=MOST_KR_MONTH,
        help_text=_("På heltid, utan PO-pålägg. Är höjningarna olika skriver du genomsnittet."),
    )  # fmt: skip
    kr_once = WholeKronor(
        label=_("Kostnad, kronor"), required=False, most=MOST_KR,
        help_text=_("För en annan åtgärd än lönejustering. Skriv 0 om den inte kostar något."),
    )  # fmt: skip
    start = DayField(label=_("Börjar"), required=False)
    due = DayField(label=_("Klar senast"), required=False)
    financing = forms.CharField(
        label=_("Hur betalas den?"), required=False, max_length=200,
        help_text=_("Till exempel löneöversyn eller egen budget."),
    )  # fmt: skip
    responsible = forms.CharField(
        label=_("Ansvarig funktion"), required=False, max_length=120,
        help_text=_("Till exempel HR-chef, inte ett namn."),
    )  # fmt: skip
    unit_id = forms.TypedChoiceField(
        label=_("Enhet"), required=False, coerce=int, empty_value=None,
        help_text=_("Gäller raden en enda enhet kan den bli en av enhetens åtgärder."),
    )  # fmt: skip
    beyond = words_field(
        _("Vad parterna har skrivit om en längre tid"), 2,
        help_text=_("Lagens gräns är tre år. Orden sparas, men gränsen gäller ändå."),
    )  # fmt: skip

    def __init__(
        self,
        *args,
        answers: Iterable[tuple[int, str]],
        units: Sequence[tuple[int, str]],
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.fields["answers"].choices = [(str(pk), words) for pk, words in answers]
        self.fields["unit_id"].choices = [
            ("", _("Hela arbetsgivaren")), *((str(pk), name) for pk, name in units)
        ]  # fmt: skip

    def facts(self) -> PlanFacts:
        """Return what was filled in; call when the form is valid."""
        return PlanFacts(**self.cleaned_data)


class RowBeforeForm(forms.Form):
    """A row of last year's plan, as it stands in a paper that was made elsewhere."""

    sort = forms.ChoiceField(
        label=_("Vad är det?"),
        choices=PayPlanRow._meta.get_field("sort").choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj lönejustering eller annan åtgärd.")},
    )
    what = forms.CharField(
        label=_("Vad skulle göras?"), max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Så som det står i planen. Skriv grupper, aldrig namn."),
        error_messages={"required": _("Skriv vad som skulle göras.")},
    )  # fmt: skip
    persons = WholeKronor(label=_("Antal personer"), required=False, least=1, most=MOST_PERSONS)
    kr_month = WholeKronor(
        label=_("Kronor i månaden för var och en"), required=False, least=1, most=MOST_KR_MONTH
    )
    due = DayField(label=_("Skulle vara klar"), required=False)
    responsible = forms.CharField(
        label=_("Ansvarig funktion"), required=False, max_length=120,
        help_text=_("Till exempel HR-chef, inte ett namn."),
    )  # fmt: skip

    def facts(self) -> PlanFacts:
        """Return what was filled in; call when the form is valid."""
        return PlanFacts(**self.cleaned_data)


class OutcomeForm(forms.Form):
    """What became of a row of last year's plan."""

    state = forms.ChoiceField(
        label=_("Hur gick det?"),
        choices=PayPlanRow._meta.get_field("state").choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj hur det gick.")},
    )
    outcome = forms.CharField(
        label=_("Vad gjordes, och ändrades skillnaden?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Skriv vad som gjordes och om skillnaden ändrades.")},
    )
    new_due = DayField(label=_("Nytt slutdatum"), required=False)
    decided_by = forms.CharField(
        label=_("Vem beslutade om ändringen?"), required=False, max_length=120,
        help_text=_("En funktion eller ett organ. Behövs när raden är förlängd eller struken."),
    )  # fmt: skip

    def clean(self):
        given = super().clean()
        lacks_day = not given.get("new_due") and "new_due" not in self.errors
        if given.get("state") == State.EXTENDED and lacks_day:
            self.add_error("new_due", _("Skriv när den förlängda raden ska vara klar."))
        return given

    def facts(self) -> OutcomeFacts:
        """Return what was filled in; call when the form is valid."""
        return OutcomeFacts(**self.cleaned_data)


class SimulationForm(forms.Form):
    """A budget, and what pay is set beside."""

    budget = WholeKronor(
        label=_("Budget i kronor om året, med PO-pålägg"), most=MOST_KR,
        help_text=_("Till exempel 1 500 000."),
    )  # fmt: skip
    target = forms.ChoiceField(
        label=_("Mål"),
        choices=[
            (Target.AS_A_MAN.value, _("Inom lika arbete: lönen för en man med samma bakgrund")),
            (Target.OTHER_GROUP.value, _("Mellan grupper: medellönen i gruppen med högre lön")),
        ],
        initial=Target.AS_A_MAN.value,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj vad lönerna ska jämföras med.")},
    )
    every = forms.BooleanField(
        label=_("Ta med alla jämförelser där kvinnor har lägre lön, inte bara de som har bedömts ha samband med kön"),
        required=False,
    )  # fmt: skip


class ToPlanForm(forms.Form):
    """Which groups of a simulation become rows of the plan, and by when."""

    groups = forms.MultipleChoiceField(
        label=_("Grupper"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Bocka för minst en grupp.")},
    )  # fmt: skip
    start = DayField(label=_("Börjar"), required=False)
    due = DayField(label=_("Klar senast"), required=False)
    financing = forms.CharField(label=_("Hur betalas den?"), required=False, max_length=200)
    responsible = forms.CharField(label=_("Ansvarig funktion"), required=False, max_length=120)

    def __init__(self, *args, groups: Iterable[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groups"].choices = [(name, name) for name in groups]

    @property
    def ticked(self) -> set[str]:
        """The groups that are ticked on the page."""
        return set(self["groups"].value() or ())
