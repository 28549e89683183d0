"""Steps 3 and 4: measures, where they stand, and what became of them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aktiva.apps.audit import history
from aktiva.apps.cycles.models.risks import Risk
from aktiva.apps.cycles.models.years import AREAS, Cycle
from aktiva.apps.organisation.models import Unit
from aktiva.apps.registers.models import Forum
from aktiva.domain.cycle.states import OPEN, State


class Measure(models.Model):
    """Something that is to be done: against a risk, or promotive without one.

    A measure of the employer or a department with `common` set is owed by every
    unit below. `schedule_text` and `follow_up` keep the words of a plan as they
    stood; `owner_role` names a function, never a person.
    """

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
    tools = models.TextField(_("Hjälpmedel"), max_length=1000, blank=True)
    forum = models.ForeignKey(
        Forum, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(
        _("Läge"),
        max_length=20,
        choices=[(s.value, s.label) for s in State],
        default=State.PLANNED.value,
    )
    position = models.PositiveSmallIntegerField(default=0)
    decided_at = models.DateTimeField()
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to"
    )
    repeats = models.ForeignKey(  # last year's common measure that is done again
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="repeated_as"
    )

    history = history.kept()

    class Meta:
        indexes = [
            models.Index(fields=["cycle", "unit"]),
            models.Index(fields=["unit", "status"]),
            # The year of a large employer is counted by its dates, from these alone.
            models.Index(fields=["cycle", "start_date", "area", "status"]),
            models.Index(fields=["cycle", "next_check_date", "area", "status"]),
            models.Index(fields=["cycle", "due_date", "area", "status"]),
        ]
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
            | {"expected_effect", "effect_measure", "cost_kr", "tools", "forum", "status"}
            | {"position", "decided_at", "carried_from", "repeats"}
        )

    def __str__(self):
        return f"measure {self.pk}"

    @property
    def is_open(self) -> bool:
        return State(self.status) in OPEN


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


class MeasureAtUnit(models.Model):
    """Where a common measure stands at one unit. A unit without a row has it as planned."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planerad")
        ONGOING = "ongoing", _("Pågår")
        DONE = "done", _("Genomförd")
        NOT_APPLICABLE = "not_applicable", _("Inte aktuell hos oss")

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="at_units")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="common_measures")
    status = models.CharField(_("Läge"), max_length=20, choices=Status.choices)
    note = models.TextField(_("Vad har ni gjort?"), max_length=1000, blank=True)
    changed_at = models.DateTimeField()

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "unit"], name="measure_at_unit_unique"),
            models.CheckConstraint(
                condition=Q(status__in=["planned", "ongoing"]) | ~Q(note=""),
                name="done_or_not_applicable_is_explained",
            ),
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "measure", "unit", "status", "note", "changed_at"})

    def __str__(self):
        return f"{self.measure_id} at {self.unit_id}"


class Extension(models.Model):
    """A decision to give a measure a later date, with what the date was."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="extensions")
    old_due_date = models.DateField(null=True, blank=True)
    new_due_date = models.DateField(_("Nytt datum"))
    reason = models.TextField(_("Skäl"), max_length=2000)
    decided_by = models.CharField(_("Vem har beslutat?"), max_length=120)
    decided_at = models.DateTimeField()

    history = history.kept()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(decided_by=""), name="extension_is_decided"
            )
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset(
            {"id", "measure", "old_due_date", "new_due_date", "reason", "decided_by"}
            | {"decided_at"}
        )

    def __str__(self):
        return f"extension {self.pk}"


class Outcome(models.Model):
    """What became of a measure, and whether it had effect. Said once a year and unit."""

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
    remains = models.TextField(_("Vad återstår?"), max_length=2000, blank=True)
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
            {"id", "measure", "cycle", "unit", "result", "effect", "how_known", "remains"}
            | {"new_due_date", "reason", "decided_by", "recorded_at"}
        )

    def __str__(self):
        return f"outcome {self.pk}"
