"""The year: risks, causes, measures and what became of last year's."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aktiva.apps.audit import history
from aktiva.apps.organisation.models import Employer, Unit
from aktiva.domain.values import Area

AREAS = [(area.value, area.short_label) for area in Area if area is not Area.COOPERATION]


class Cycle(models.Model):
    """One employer's work with active measures during one calendar year."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="cycles")
    year = models.PositiveSmallIntegerField(_("År"))
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    review_date = models.DateField(_("Granskningen klar"), null=True, blank=True)
    compile_date = models.DateField(_("Sammanställningen klar"), null=True, blank=True)
    report_date = models.DateField(_("Tjänsteskrivelsen till registrator"), null=True, blank=True)
    decision_date = models.DateField(_("Beslut"), null=True, blank=True)

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employer", "year"], name="cycle_year_unique"),
            models.CheckConstraint(condition=Q(year__gte=2017), name="cycle_since_2017"),
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset(
            {"id", "employer", "year", "opened_at", "closed_at"}
            | {"review_date", "compile_date", "report_date", "decision_date"}
        )

    def __str__(self):
        return f"{self.employer_id} {self.year}"


class Risk(models.Model):
    """A risk of discrimination or reprisals, or another obstacle, that a unit found."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="risks")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="risks")
    area = models.CharField(_("Område"), max_length=20, choices=AREAS)
    grounds = models.JSONField(_("Grunder"), default=list)
    description = models.TextField(_("Risk eller hinder"), max_length=2000)
    source = models.CharField(_("Hur vet ni det?"), max_length=200, blank=True)
    question = models.CharField(max_length=20, blank=True)  # the answer that opened it
    likelihood = models.PositiveSmallIntegerField(_("Sannolikhet"), null=True, blank=True)
    consequence = models.PositiveSmallIntegerField(_("Konsekvens"), null=True, blank=True)
    recorded_at = models.DateTimeField()
    no_measure_reason = models.TextField(_("Varför ingen åtgärd?"), max_length=2000, blank=True)
    no_measure_decided_by = models.CharField(_("Vem har beslutat?"), max_length=120, blank=True)
    returns_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="returned_as"
    )

    history = history.kept()

    class Meta:
        indexes = [models.Index(fields=["cycle", "unit"])]
        constraints = [
            models.CheckConstraint(
                condition=(Q(no_measure_reason="") & Q(no_measure_decided_by=""))
                | (~Q(no_measure_reason="") & ~Q(no_measure_decided_by="")),
                name="no_measure_is_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=(Q(likelihood__isnull=True) | Q(likelihood__range=(1, 3)))
                & (Q(consequence__isnull=True) | Q(consequence__range=(1, 3))),
                name="risk_weights_are_one_to_three",
            ),
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset(
            {"id", "cycle", "unit", "area", "grounds", "description", "source", "question"}
            | {"likelihood", "consequence", "recorded_at", "no_measure_reason"}
            | {"no_measure_decided_by", "returns_from"}
        )

    def __str__(self):
        return f"risk {self.pk}"


class Cause(models.Model):
    """Why a risk or obstacle exists."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="causes")
    description = models.TextField(_("Orsak"), max_length=2000)

    history = history.kept()

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "risk", "description"})

    def __str__(self):
        return f"cause {self.pk}"


class Measure(models.Model):
    """Something that is to be done: against a risk, or promotive without one.

    A measure of the employer or a department with `common` set is owed by every
    unit below. `schedule_text` and `follow_up` keep the words of a plan as they
    stood; `owner_role` names a function, never a person.
    """

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planerad")
        ONGOING = "ongoing", _("Pågår")
        DONE = "done", _("Genomförd")
        DROPPED = "dropped", _("Struken")

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="measures")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="measures")
    area = models.CharField(_("Område"), max_length=20, choices=AREAS)
    title = models.TextField(_("Åtgärd"), max_length=2000)
    promotive = models.BooleanField(_("Främjande, utan någon enskild risk"), default=False)
    common = models.BooleanField(_("Gemensam för alla enheter"), default=False)
    owner_role = models.CharField(_("Ansvarig funktion"), max_length=160)
    start_date = models.DateField(_("Start"), null=True, blank=True)
    due_date = models.DateField(_("Klart senast"), null=True, blank=True)
    next_check_date = models.DateField(_("Nästa avstämning"), null=True, blank=True)
    schedule_text = models.CharField(_("Tidsplan"), max_length=300, blank=True)
    follow_up = models.CharField(_("Uppföljning"), max_length=400, blank=True)
    expected_effect = models.TextField(_("Förväntad effekt"), max_length=1000, blank=True)
    effect_measure = models.CharField(_("Så mäts effekten"), max_length=300, blank=True)
    cost_kr = models.PositiveIntegerField(_("Kostnad, kr"), null=True, blank=True)
    status = models.CharField(
        _("Läge"), max_length=20, choices=Status.choices, default=Status.PLANNED
    )
    position = models.PositiveSmallIntegerField(default=0)
    decided_at = models.DateTimeField()
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to"
    )

    history = history.kept()

    class Meta:
        indexes = [models.Index(fields=["cycle", "unit"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_date__isnull=True)
                | Q(start_date__isnull=True)
                | Q(due_date__gte=F("start_date")),
                name="measure_is_due_after_start",
                violation_error_message=_("Klart senast kan inte ligga före starten."),
            ),
            models.CheckConstraint(
                condition=~Q(schedule_text="") | Q(due_date__isnull=False),
                name="measure_has_a_time",
                violation_error_message=_("Skriv när åtgärden ska vara klar."),
            ),
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset(
            {"id", "cycle", "unit", "area", "title", "promotive", "common", "owner_role"}
            | {"start_date", "due_date", "next_check_date", "schedule_text", "follow_up"}
            | {"expected_effect", "effect_measure", "cost_kr", "status", "position"}
            | {"decided_at", "carried_from"}
        )

    def __str__(self):
        return f"measure {self.pk}"


class MeasureRisk(models.Model):
    """A measure answers a risk; one measure may answer several."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="risk_links")
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="measure_links")

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "risk"], name="measure_risk_unique")
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "measure", "risk"})

    def __str__(self):
        return f"{self.measure_id} {self.risk_id}"


class Outcome(models.Model):
    """What became of a measure from the year before, and whether it had effect."""

    class Result(models.TextChoices):
        DONE = "done", _("Genomförd")
        ONGOING = "ongoing", _("Pågår")
        EXTENDED = "extended", _("Förlängd")
        NOT_STARTED = "not_started", _("Inte påbörjad")
        DROPPED = "dropped", _("Struken")

    class Effect(models.TextChoices):
        YES = "yes", _("Ja")
        PARTLY = "partly", _("Delvis")
        NO = "no", _("Nej")
        TOO_EARLY = "too_early", _("För tidigt att säga")

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="outcomes")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="outcomes")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="outcomes")
    result = models.CharField(_("Hur gick det?"), max_length=20, choices=Result.choices)
    effect = models.CharField(
        _("Fick åtgärden avsedd effekt?"), max_length=20, choices=Effect.choices
    )
    how_known = models.TextField(_("Hur vet ni det?"), max_length=2000)
    new_due_date = models.DateField(_("Nytt datum"), null=True, blank=True)
    reason = models.TextField(_("Skäl"), max_length=2000, blank=True)
    decided_by = models.CharField(_("Vem har beslutat?"), max_length=120, blank=True)
    recorded_at = models.DateTimeField()

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "cycle", "unit"], name="outcome_once_per_year_and_unit"
            ),
            models.CheckConstraint(
                condition=~Q(result="extended")
                | (Q(new_due_date__isnull=False) & ~Q(reason="") & ~Q(decided_by="")),
                name="extension_has_date_reason_and_decision",
            ),
            models.CheckConstraint(
                condition=~Q(result="dropped") | (~Q(reason="") & ~Q(decided_by="")),
                name="dropping_has_reason_and_decision",
            ),
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset(
            {"id", "measure", "cycle", "unit", "result", "effect", "how_known", "new_due_date"}
            | {"reason", "decided_by", "recorded_at"}
        )

    def __str__(self):
        return f"outcome {self.pk}"
