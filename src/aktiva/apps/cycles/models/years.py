"""The year."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aktiva.apps.audit import history
from aktiva.apps.organisation.models import Employer
from aktiva.domain.values import Area

AREAS = [(area.value, area.short_label) for area in Area if area is not Area.COOPERATION]


class Cycle(models.Model):
    """One employer's work with active measures during one calendar year."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="cycles")
    year = models.PositiveSmallIntegerField(_("År"))
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_as = models.CharField(max_length=250, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_as = models.CharField(max_length=250, blank=True)
    reopen_reason = models.TextField(_("Varför öppnas året igen?"), max_length=1000, blank=True)
    review_date = models.DateField(_("Granskningen klar"), null=True, blank=True)
    compile_date = models.DateField(_("Sammanställningen klar"), null=True, blank=True)
    report_date = models.DateField(_("Tjänsteskrivelsen till registrator"), null=True, blank=True)
    decision_date = models.DateField(_("Beslut"), null=True, blank=True)

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employer", "year"], name="cycle_year_unique"),
            models.CheckConstraint(condition=Q(year__gte=2017), name="cycle_since_2017"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(closed_as=""),
                name="closed_year_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True) | (~Q(reopen_reason="") & ~Q(reopened_as="")),
                name="reopened_year_says_why",
            ),
        ]

    class Privacy:
        personal = frozenset({"closed_as", "reopened_as"})
        ordinary = frozenset(
            {"id", "employer", "year", "opened_at", "closed_at", "reopened_at", "reopen_reason"}
            | {"review_date", "compile_date", "report_date", "decision_date"}
        )

    def __str__(self):
        return f"{self.employer_id} {self.year}"
