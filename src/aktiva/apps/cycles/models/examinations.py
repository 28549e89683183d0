"""Step 1: what the year's examinations rest on and came to."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aktiva.apps.audit import history
from aktiva.apps.cycles.models.years import AREAS, Cycle
from aktiva.apps.organisation.models import Unit
from aktiva.apps.registers.models import Forum
from aktiva.domain.cycle.methods import Finding, Method


class Source(models.Model):
    """Something the employer already does that examinations rest on: a round, a survey, notes.

    A survey that is bought holds one row per index in `figures`: aggregates, never answers.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="sources")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="sources")
    method = models.CharField(
        _("Slag"), max_length=40, choices=[(m.value, m.label) for m in Method]
    )
    forum = models.ForeignKey(
        Forum, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    on_date = models.DateField(_("Datum"))
    title = models.CharField(_("Namn"), max_length=160)
    notes = models.TextField(_("Anteckningar"), max_length=8000, blank=True)
    recorded_at = models.DateTimeField()

    history = history.kept()

    class Meta:
        indexes = [models.Index(fields=["cycle", "unit"])]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset(
            {"id", "cycle", "unit", "method", "forum", "on_date", "title", "notes"}
            | {"recorded_at"}
        )

    def __str__(self):
        return f"source {self.pk}"


class SurveyFigure(models.Model):
    """One index of a survey at one unit, as an aggregate of at least the smallest number."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="figures")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="survey_figures")
    index = models.CharField(_("Index"), max_length=120)
    value = models.DecimalField(_("Värde"), max_digits=7, decimal_places=2)
    n_answers = models.PositiveIntegerField(_("Antal svar"))

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "unit", "index"], name="survey_figure_unique"
            ),
            models.CheckConstraint(
                condition=Q(n_answers__gte=5), name="survey_figure_is_of_five_or_more"
            ),
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "source", "unit", "index", "value", "n_answers"})

    def __str__(self):
        return f"figure {self.pk}"


class Examination(models.Model):
    """That a unit has examined an area: how, when, together with whom, for which grounds.

    What the questionnaire's own table says about the year's examinations stays there;
    `surveys.queries.examinations` reads both.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="examinations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="examinations")
    area = models.CharField(_("Område"), max_length=20, choices=AREAS)
    grounds = models.JSONField(_("Grunder"), default=list)
    methods = models.JSONField(_("Metod"), default=list)
    on_date = models.DateField(_("Datum"))
    participants = models.CharField(_("Vilka deltog?"), max_length=300)
    forum = models.ForeignKey(
        Forum, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.PROTECT, related_name="examinations"
    )
    finding = models.CharField(
        _("Vad kom ni fram till?"), max_length=20, choices=[(f.value, f.label) for f in Finding]
    )
    conclusion = models.TextField(_("Vad såg ni?"), max_length=2000)
    recorded_at = models.DateTimeField()

    history = history.kept()

    class Meta:
        indexes = [models.Index(fields=["cycle", "unit"])]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset(
            {"id", "cycle", "unit", "area", "grounds", "methods", "on_date", "participants"}
            | {"forum", "source", "finding", "conclusion", "recorded_at"}
        )

    def __str__(self):
        return f"examination {self.pk}"


class Sample(models.Model):
    """A sample as evidence: of how many, how it was drawn, how many deviated, what was done.

    The drawn numbers follow from population, size and seed, so that anybody can draw again.
    """

    examination = models.ForeignKey(Examination, on_delete=models.PROTECT, related_name="samples")
    of_what = models.CharField(_("Stickprov av"), max_length=160)
    n_population = models.PositiveIntegerField(_("Antal att dra ur"))
    n_drawn = models.PositiveIntegerField(_("Antal i stickprovet"))
    seed = models.CharField(_("Startord"), max_length=40)
    n_deviating = models.PositiveIntegerField(_("Antal som avvek"), null=True, blank=True)
    done = models.TextField(_("Vad gjordes åt avvikelserna?"), max_length=2000, blank=True)
    drawn_at = models.DateTimeField()

    history = history.kept()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(n_drawn__gte=1) & Q(n_drawn__lte=F("n_population")),
                name="sample_is_part_of_its_population",
            ),
            models.CheckConstraint(
                condition=Q(n_deviating__isnull=True) | Q(n_deviating__lte=F("n_drawn")),
                name="sample_deviations_are_part_of_it",
            ),
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset(
            {"id", "examination", "of_what", "n_population", "n_drawn", "seed", "n_deviating"}
            | {"done", "drawn_at"}
        )

    def __str__(self):
        return f"sample {self.pk}"
