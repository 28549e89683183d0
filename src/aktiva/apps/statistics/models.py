"""Staff as aggregated figures, and the decisions to let a stated table leave."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from aktiva.apps.audit import history
from aktiva.apps.organisation.models import Employer, Unit


class StaffFigure(models.Model):
    """Number of employees of one unit on one day, by form and extent of employment.

    Aggregates only: there is no row for a person anywhere.
    """

    class Form(models.TextChoices):
        PERMANENT = "permanent", _("Tillsvidareanställda")
        FIXED_TERM = "fixed_term", _("Visstidsanställda")
        HOURLY = "hourly", _("Timavlönade")

    class Extent(models.TextChoices):
        FULL_TIME = "full_time", _("Heltid")
        PART_TIME = "part_time", _("Deltid")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="staff_figures")
    on_date = models.DateField()
    form = models.CharField(max_length=20, choices=Form.choices)
    extent = models.CharField(max_length=20, choices=Extent.choices)
    n_persons = models.PositiveIntegerField()
    source = models.CharField(max_length=120)

    history = history.kept()

    class Meta:
        indexes = [models.Index(fields=["on_date", "unit"])]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "on_date", "form", "extent"], name="staff_figure_unique"
            )
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "unit", "on_date", "form", "extent", "n_persons", "source"})

    def __str__(self):
        return f"{self.unit_id} {self.on_date} {self.form} {self.extent}"


class SexFigure(models.Model):
    """Number of women and men employed at one unit on one day, by the sex that is registered.

    Aggregates only, for the duty to promote an even distribution (3 kap. 7 §).
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="sex_figures")
    on_date = models.DateField()
    n_women = models.PositiveIntegerField()
    n_men = models.PositiveIntegerField()
    source = models.CharField(max_length=120)

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "on_date"], name="sex_figure_unique")
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "unit", "on_date", "n_women", "n_men", "source"})

    def __str__(self):
        return f"{self.unit_id} {self.on_date}"


class Release(models.Model):
    """A named role's decision to let one stated table leave although it has small counts."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="releases")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="releases")
    table = models.CharField(max_length=40)
    on_date = models.DateField()
    cells = models.JSONField()
    reason = models.TextField(_("Skäl"), max_length=1000)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    decided_as = models.CharField(max_length=120)

    history = history.kept()

    class Privacy:
        personal = frozenset({"decided_by", "decided_as"})
        ordinary = frozenset(
            {"id", "employer", "unit", "table", "on_date", "cells", "reason", "decided_at"}
        )

    def __str__(self):
        return f"release {self.pk}"
