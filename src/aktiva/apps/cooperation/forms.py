"""Forms for parties, the agreement on forms, meetings, what is read and answers."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from aktiva.apps.cooperation.actions import MeetingFacts, Present
from aktiva.apps.cooperation.models import LONGEST_WORDS, Confirmation, Meeting, Party, Reading
from aktiva.domain.cooperation.answering import MOST_DAYS, USUAL_DAYS
from aktiva.domain.cooperation.records import Tier
from aktiva.domain.values import Step
from aktiva.ui.days import DayField

STEPS = [(step.value, step.label) for step in Step]
OTHER = "other"
TIERS = [
    (Tier.EMPLOYER.value, _("Hela arbetsgivaren")),
    (Tier.DEPARTMENT.value, _("Förvaltningarna")),
    (Tier.UNIT.value, _("Enheterna")),
]
USUAL_FUNCTIONS = {
    Party.Kind.SAFETY_REPRESENTATIVES: _("skyddsombud"),
    Party.Kind.EMPLOYEES: _("medarbetare"),
}


def text_area(label, rows: int = 3, *, longest: int = LONGEST_WORDS, **rest) -> forms.CharField:
    """Return a field for longer text."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, max_length=longest, **rest)


def steps_field(**rest) -> forms.MultipleChoiceField:
    """Return the four steps to choose among."""
    return forms.MultipleChoiceField(
        label=_("Vilket eller vilka steg gällde det?"),
        choices=STEPS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst ett steg.")},
        **rest,
    )


def days_field(**rest) -> forms.IntegerField:
    """Return the number of days to answer in."""
    wrong = _("Skriv ett antal dagar mellan 1 och 60.")
    return forms.IntegerField(
        label=_("Dagar att svara"),
        min_value=1,
        max_value=MOST_DAYS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--short"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
        **rest,
    )


def refuse(form: forms.Form, refused: ValidationError) -> None:
    """Say what an action refused beside the field it is about, or at the top of the form."""
    for name, messages in getattr(refused, "message_dict", {"": refused.messages}).items():
        form.add_error(name if name in form.fields else None, messages)


class PartyForm(forms.Form):
    """A new party."""

    name = forms.CharField(
        label=_("Namn"),
        max_length=80,
        error_messages={"required": _("Skriv organisationens namn.")},
        help_text=_("Samma namn som i de uppdrag som organisationen har anmält."),
    )
    kind = forms.ChoiceField(label=_("Slag"), choices=Party.Kind.choices)


class PartyChangeForm(forms.Form):
    """Where a party takes part, and until when."""

    tiers = forms.MultipleChoiceField(
        label=_("Samverkar på"),
        choices=TIERS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en nivå där parten samverkar.")},
    )
    units = forms.MultipleChoiceField(
        label=_("Bara i de här delarna"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Lämna tomt om parten finns i alla förvaltningar."),
    )
    retired_on = DayField(
        label=_("Är inte part längre från"),
        required=False,
        help_text=_("Skriv som 2027-03-31. Tidigare år påverkas inte."),
    )

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = units
        if not units:
            del self.fields["units"]


class AgreementForm(forms.Form):
    """What the parties agreed on before the start."""

    agreed_on = DayField(label=_("När kom ni överens?"))
    parties = forms.MultipleChoiceField(
        label=_("Vilka kom överens?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj vilka parter som kom överens.")},
    )
    text = text_area(
        _("Så samverkar vi"),
        6,
        longest=4000,
        help_text=_("Vilka forum, hur ofta, och hur parterna får underlaget i förväg."),
        error_messages={"required": _("Skriv vad ni kom överens om.")},
    )
    days_to_answer = days_field(
        help_text=_("Så länge har en part på sig att svara på det som skickas för läsning."),
        initial=USUAL_DAYS,
    )

    def __init__(self, *args, parties, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parties"].choices = [(str(p.pk), p.name) for p in parties]


class MeetingForm(forms.Form):
    """One meeting, with a part for each party."""

    on_date = DayField(label=_("Datum"))
    forum = forms.ChoiceField(label=_("Forum"), required=False)
    other_forum = forms.CharField(
        label=_("Annat forum"),
        max_length=80,
        required=False,
        help_text=_("Fyll i om forumet inte finns i listan."),
    )
    kind = forms.ChoiceField(
        label=_("Mötet var"),
        choices=Meeting.Kind.choices,
        widget=forms.RadioSelect,
        initial=Meeting.Kind.COOPERATION,
        help_text=_(
            "Samverkan enligt 11 § diskrimineringslagen är inte förhandling enligt 11 § MBL. Bara "
            "samverkan räknas här."
        ),
    )
    steps = steps_field()
    covers_below = forms.BooleanField(label=_("Mötet gällde också enheterna under"), required=False)
    information = text_area(
        _("Vilken information fick parterna?"),
        4,
        error_messages={"required": _("Skriv vilken information parterna fick.")},
    )
    informed_on = DayField(
        label=_("När fick de den?"),
        required=False,
        help_text=_("Skriv som 2027-03-31. Lämna tomt om de fick den på mötet."),
    )

    def __init__(self, *args, forums, parties, may_cover: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.forums = {str(f.pk): f for f in forums}
        self.parties = list(parties)
        self.fields["forum"].choices = [
            ("", _("Välj")),
            *((pk, f.name) for pk, f in self.forums.items()),
        ]
        if not self.forums:
            del self.fields["forum"]
        if not may_cover:
            del self.fields["covers_below"]
        for party in self.parties:
            self._add(party)

    def _add(self, party: Party) -> None:
        there = forms.BooleanField(label=_("Deltog"), required=False)
        self.fields[f"p{party.pk}_there"] = there
        self.fields[f"p{party.pk}_function"] = forms.CharField(
            label=_("I vilken funktion?"),
            max_length=120,
            required=False,
            initial=USUAL_FUNCTIONS.get(party.kind, _("facklig företrädare")),
            help_text=_("Funktion, inga namn."),
        )
        self.fields[f"p{party.pk}_views"] = text_area(_("Synpunkter"), 2, required=False)
        self.fields[f"p{party.pk}_dissent"] = text_area(
            _("Avvikande mening"), 2, required=False, help_text=_("Ord för ord.")
        )

    @property
    def by_party(self):
        """Give each party with its fields, in the order of the register."""
        for party in self.parties:
            names = ("there", "function", "views", "dissent")
            yield party, [self[f"p{party.pk}_{name}"] for name in names]

    @property
    def usual(self):
        """Give the fields that are not about one party."""
        return [self[name] for name in self.fields if not name.startswith("p")]

    def clean(self):
        given = super().clean()
        if not given.get("forum") and not given.get("other_forum", "").strip():
            self.add_error(
                "forum" if "forum" in self.fields else "other_forum",
                _("Välj ett forum eller skriv vad det heter hos er."),
            )
        elif given.get("forum") and given.get("other_forum", "").strip():
            self.add_error("other_forum", _("Välj antingen ur listan eller skriv här."))
        for party in self.parties:
            said = given.get(f"p{party.pk}_views") or given.get(f"p{party.pk}_dissent")
            if said and not given.get(f"p{party.pk}_there"):
                self.add_error(
                    f"p{party.pk}_there",
                    _("%(party)s har sagt något. Markera att parten deltog, eller ta bort texten.")
                    % {"party": party.name},
                )
            elif given.get(f"p{party.pk}_there") and not given.get(f"p{party.pk}_function"):
                self.add_error(
                    f"p{party.pk}_function", _("Skriv i vilken funktion. Skriv inga namn.")
                )
        if not any(given.get(f"p{party.pk}_there") for party in self.parties):
            first = self.parties[0].pk if self.parties else None
            self.add_error(
                f"p{first}_there" if first else None, _("Markera minst en part som deltog.")
            )
        return given

    def facts(self) -> MeetingFacts:
        """Return what was filled in; call when the form is valid."""
        given = self.cleaned_data
        present = [
            Present(
                party=party,
                function=given[f"p{party.pk}_function"],
                views=_lines(given[f"p{party.pk}_views"]),
                dissent=_lines(given[f"p{party.pk}_dissent"]),
            )
            for party in self.parties
            if given[f"p{party.pk}_there"]
        ]
        return MeetingFacts(
            on_date=given["on_date"],
            kind=given["kind"],
            steps=given["steps"],
            information=_lines(given["information"]),
            present=present,
            forum=self.forums.get(given.get("forum") or ""),
            other_forum=given["other_forum"],
            informed_on=given["informed_on"],
            covers_below=bool(given.get("covers_below")),
        )


class SendForm(forms.Form):
    """Something for parties to read."""

    title = forms.CharField(
        label=_("Rubrik"),
        max_length=160,
        help_text=_("Till exempel: Utkast till årlig uppföljning 2027."),
        error_messages={"required": _("Skriv vad det är parterna ska läsa.")},
    )
    about = forms.ChoiceField(label=_("Vad är det?"), choices=Reading.About.choices)
    steps = steps_field()
    text = text_area(
        _("Text att läsa"),
        10,
        longest=400_000,
        required=False,
        help_text=_("Texten sparas som den skickades och ändras inte efteråt."),
    )
    link = forms.CharField(
        label=_("Eller adressen till den"),
        max_length=400,
        required=False,
        help_text=_("Parterna behöver själva kunna öppna sidan eller dokumentet."),
    )
    parties = forms.MultipleChoiceField(
        label=_("Vilka ska läsa?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en part.")},
    )
    days = days_field(initial=USUAL_DAYS)

    def __init__(self, *args, parties, alone=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.parties = {str(p.pk): p for p in parties}
        self.fields["parties"].choices = [
            (pk, _("%(name)s (ingen företrädare kan svara)") % {"name": p.name})
            if p.pk in alone
            else (pk, p.name)
            for pk, p in self.parties.items()
        ]

    def clean_text(self):
        return _lines(self.cleaned_data["text"])

    def clean_link(self):
        link = self.cleaned_data["link"].strip()
        if link and not link.startswith(("/", "http://", "https://")):
            raise ValidationError(_("Skriv hela adressen. Den börjar med https:// eller med /."))
        if link.startswith("//"):
            raise ValidationError(_("Skriv hela adressen. Den börjar med https:// eller med /."))
        return link

    def clean(self):
        given = super().clean()
        if not self.errors and not given.get("text") and not given.get("link"):
            self.add_error(
                "text", _("Skriv texten som parterna ska läsa, eller adressen till den.")
            )
        return given


class AnswerForm(forms.Form):
    """A party's answer."""

    answer = forms.ChoiceField(
        label=_("Ditt svar"),
        choices=Confirmation.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj ett av svaren.")},
    )
    words = text_area(
        _("Med egna ord"),
        6,
        required=False,
        help_text=_(
            "Orden återges i sin helhet i handlingen till nämnden eller styrelsen. Skriv om "
            "arbetsplatsen, inte om enskilda personer."
        ),
    )

    def clean_words(self):
        return _lines(self.cleaned_data["words"])

    def clean(self):
        given = super().clean()
        if given.get("answer") == Confirmation.Answer.DISSENT and not given.get("words"):
            self.add_error("words", _("Skriv den avvikande meningen. Den återges ord för ord."))
        return given


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
