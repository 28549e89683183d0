"""Steps 1 and 2: risks and obstacles, and why they exist."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aktiva.apps.audit import history
from aktiva.apps.cycles.models.examinations import Examination
from aktiva.apps.cycles.models.years import AREAS, Cycle
from aktiva.apps.organisation.models import Unit


class Risk(models.Model):
    """A risk of discrimination or reprisals, or another obstacle, that a unit found."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="risks")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="risks")
    area = models.CharField(_("Område"), max_length=20, choices=AREAS)
    grounds = models.JSONField(_("Grunder"), default=list)
    description = models.TextField(_("Risk eller hinder"), max_length=2000)
    source = models.CharField(_("Hur vet ni det?"), max_length=200, blank=True)
    examination = models.ForeignKey(  # the one that found it
        Examination, null=True, blank=True, on_delete=models.PROTECT, related_name="risks"
    )
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
            | {"examination", "likelihood", "consequence", "recorded_at", "no_measure_reason"}
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


class RiskReview(models.Model):
    """Whether a risk of the year before is still there, and how the unit knows."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="reviews")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="risk_reviews")
    is_left = models.BooleanField(_("Finns risken kvar?"))
    how_known = models.TextField(_("Hur vet ni det?"), max_length=1000)
    reviewed_at = models.DateTimeField()

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["risk", "cycle"], name="risk_reviewed_once_a_year")
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "risk", "cycle", "is_left", "how_known", "reviewed_at"})

    def __str__(self):
        return f"review of {self.risk_id}"
