"""Political bodies: a register of their own, beside the tree of units."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aktiva.apps.audit import history
from aktiva.apps.organisation.models.units import Employer, Unit


class PoliticalBody(models.Model):
    """A body that decides or prepares: kommunstyrelse, utskott, nämnd, company board, direktion."""

    class Kind(models.TextChoices):
        COUNCIL = "council", _("Fullmäktige")
        BOARD = "board", _("Kommunstyrelse")
        COMMITTEE = "committee", _("Nämnd")
        SUBCOMMITTEE = "subcommittee", _("Utskott")
        JOINT_COMMITTEE = "joint_committee", _("Gemensam nämnd")
        COMPANY_BOARD = "company_board", _("Bolagsstyrelse")
        DIRECTORATE = "directorate", _("Direktion")

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="bodies")
    name = models.CharField(_("Namn"), max_length=120)
    kind = models.CharField(_("Slag"), max_length=20, choices=Kind.choices)
    code = models.CharField(_("Förkortning i diariet"), max_length=20)
    above = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="below",
        verbose_name=_("Organ närmast över"),
    )
    from_date = models.DateField(_("Från"))
    to_date = models.DateField(_("Till"), null=True, blank=True)

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "code", "from_date"], name="political_body_code_unique"
            ),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gt=F("from_date")),
                name="political_body_ends_after_start",
            ),
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset(
            {"id", "employer", "name", "kind", "code", "above", "from_date", "to_date"}
        )

    def __str__(self):
        return self.name

    def clean(self):
        above = self.above
        while above is not None:
            if above.pk == self.pk:
                raise ValidationError(
                    {"above": _("Ett organ kan inte stå över sig självt. Välj ett annat.")}
                )
            above = above.above


class BodyUnit(models.Model):
    """A unit that a body answers for, for a time; a body may have many and a unit several."""

    body = models.ForeignKey(PoliticalBody, on_delete=models.PROTECT, related_name="units")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="bodies")
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "unit", "from_date"], name="body_unit_unique")
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "body", "unit", "from_date", "to_date"})

    def __str__(self):
        return f"{self.body_id} {self.unit_id}"
