"""Forms for step 1: examinations, sources and samples."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from aktiva.apps.registers.forms import AreaForm
from aktiva.domain.cycle.grid import ROWS
from aktiva.domain.cycle.methods import Finding, Method
from aktiva.domain.questionnaire import WORKPLACE_NOT_PERSONS
from aktiva.domain.values import Ground
from aktiva.ui.days import DayField

METHODS = [(m.value, m.label) for m in Method]
METHOD_WORDS = dict(METHODS)
GROUNDS = [(g.value, g.label) for g in Ground]
AREAS = [(a.value, a.short_label) for a in ROWS]


class ExaminationForm(AreaForm):
    """One examination of one area."""

    area = forms.ChoiceField(label=_("Område"), choices=AREAS)
    methods = forms.MultipleChoiceField(
        label=_("Hur undersökte ni?"),
        choices=METHODS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en metod.")},
    )
    on_date = DayField(
        label=_("När?"), error_messages={"required": _("Skriv dagen, till exempel 2027-03-31.")}
    )
    forum_id = forms.TypedChoiceField(
        label=_("Forum"), coerce=int, required=False, empty_value=None, choices=[]
    )
    source_id = forms.TypedChoiceField(
        label=_("Källa"),
        help_text=_("En skyddsrond, enkät eller anteckning som redan finns."),
        coerce=int,
        required=False,
        empty_value=None,
        choices=[],
    )
    participants = forms.CharField(
        label=_("Vilka deltog?"),
        help_text=_("Skriv funktioner, till exempel rektor, skyddsombud och arbetslaget."),
        max_length=300,
        error_messages={"required": _("Skriv vilka funktioner som deltog.")},
    )
    grounds = forms.MultipleChoiceField(
        label=_("Vilka grunder undersökte ni?"),
        help_text=_("Välj bara dem ni verkligen tog upp. Det gäller vilka som än arbetar hos er."),
        choices=GROUNDS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj de grunder som undersökningen gällde.")},
    )
    finding = forms.ChoiceField(
        label=_("Vad kom ni fram till?"),
        choices=[(f.value, f.label) for f in Finding],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj vad ni kom fram till.")},
    )
    conclusion = forms.CharField(
        label=_("Vad såg ni?"),
        widget=forms.Textarea(attrs={"rows": 4, "data-longest": 2000}),
        help_text=WORKPLACE_NOT_PERSONS,
        max_length=2000,
        error_messages={"required": _("Skriv vad ni såg, med minst 20 tecken.")},
    )

    def __init__(self, *args, forums=(), sources=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["forum_id"].choices = [("", _("Inget valt"))] + [(f.pk, f.name) for f in forums]
        self.fields["source_id"].choices = [("", _("Ingen"))] + [
            (s.pk, f"{s.title}, {s.on_date.isoformat()}") for s in sources
        ]


class SourceForm(forms.Form):
    """Something that is done anyway."""

    method = forms.ChoiceField(label=_("Vad är det?"), choices=METHODS)
    title = forms.CharField(
        label=_("Namn"),
        help_text=_("Till exempel Skyddsrond våren, Medarbetarenkäten eller APT i mars."),
        max_length=160,
        error_messages={"required": _("Skriv vad källan heter.")},
    )
    on_date = DayField(
        label=_("När?"), error_messages={"required": _("Skriv dagen, till exempel 2027-03-31.")}
    )
    forum_id = forms.TypedChoiceField(
        label=_("Forum"), coerce=int, required=False, empty_value=None, choices=[]
    )
    notes = forms.CharField(
        label=_("Anteckningar"),
        help_text=WORKPLACE_NOT_PERSONS,
        widget=forms.Textarea(attrs={"rows": 5, "data-longest": 8000}),
        max_length=8000,
        required=False,
    )

    def __init__(self, *args, forums=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["forum_id"].choices = [("", _("Inget valt"))] + [(f.pk, f.name) for f in forums]


class FiguresForm(forms.Form):
    """A survey's aggregates, pasted from its own report."""

    rows = forms.CharField(
        label=_("Rader ur enkätens rapport"),
        help_text=_(
            "Klistra in kolumnerna enhet, index, värde och antal svar. Enheten skrivs med kod eller "
            "namn. Grupper med färre än fem svar sparas inte."
        ),
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": _("Klistra in minst en rad.")},
    )


class SampleForm(forms.Form):
    """Drawing a sample."""

    of_what = forms.CharField(
        label=_("Stickprov av vad?"),
        help_text=_("Till exempel annonser under våren."),
        max_length=160,
        error_messages={"required": _("Skriv vad stickprovet är draget ur.")},
    )
    n_population = forms.IntegerField(
        label=_("Hur många finns att dra ur?"),
        min_value=1,
        max_value=100_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--short"}),
        error_messages={"required": _("Skriv antalet med siffror.")},
    )
    n_drawn = forms.IntegerField(
        label=_("Hur många ska dras?"),
        min_value=1,
        max_value=1_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--short"}),
        error_messages={"required": _("Skriv antalet med siffror.")},
    )
    seed = forms.CharField(
        label=_("Startord"),
        help_text=_("Valfritt ord. Den som känner ordet kan dra samma stickprov igen."),
        max_length=40,
        error_messages={"required": _("Skriv ett ord att dra med.")},
    )


class SampleReportForm(forms.Form):
    """What a sample showed."""

    n_deviating = forms.IntegerField(
        label=_("Hur många avvek?"),
        min_value=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--short"}),
        error_messages={"required": _("Skriv antalet med siffror, 0 om inget avvek.")},
    )
    done = forms.CharField(
        label=_("Vad gjordes åt avvikelserna?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )
