"""Staff as aggregated figures, and the decisions to let a stated table leave."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aktiva.apps.audit import history
from aktiva.apps.organisation.models import Employer, Unit


def _share(**more) -> models.DecimalField:
    """A share in per cent with one decimal."""
    return models.DecimalField(max_digits=4, decimal_places=1, **more)


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


class SickLeave(models.Model):
    """Sick leave of an employer or a department in a year, in per cent of ordinary working time.

    The numbers of women and men say how many stand behind the shares, so that the door can tell
    which of them may leave; they are never printed.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="sick_leave")
    year = models.PositiveSmallIntegerField()
    share = _share()
    share_women = _share(null=True, blank=True)
    share_men = _share(null=True, blank=True)
    n_women = models.PositiveIntegerField()
    n_men = models.PositiveIntegerField()
    source = models.CharField(max_length=120)

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="sick_leave_unique"),
            models.CheckConstraint(
                condition=Q(share__range=(0, 100))
                & (Q(share_women__isnull=True) | Q(share_women__range=(0, 100)))
                & (Q(share_men__isnull=True) | Q(share_men__range=(0, 100))),
                name="sick_leave_in_per_cent",
            ),
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset(
            {"id", "unit", "year", "share", "share_women", "share_men", "n_women", "n_men"}
            | {"source"}
        )

    def __str__(self):
        return f"{self.unit_id} {self.year}"


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
