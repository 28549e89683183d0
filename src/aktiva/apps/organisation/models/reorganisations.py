"""Reorganisations: what was decided, what followed, and all that is needed to take it back."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aktiva.apps.audit import history
from aktiva.apps.organisation.models.units import Employer


class Reorganisation(models.Model):
    """One change of the organisation with a date: made as one and taken back as one.

    `units` are all units that it touched, `facts` what they were called before and after,
    `given` what was handed to a certain unit by choice (sort → number → from, to), and `made`
    every row that was written, with what stood there before.
    """

    class Kind(models.TextChoices):
        MERGE = "merge", _("Sammanslagning")
        SPLIT = "split", _("Delning")
        MOVE = "move", _("Flytt")
        CLOSE = "close", _("Avveckling")
        RENAME = "rename", _("Namnbyte")

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="reorganisations")
    kind = models.CharField(_("Slag"), max_length=20, choices=Kind.choices)
    on_date = models.DateField(_("Gäller från"))
    decided_by = models.CharField(_("Vem har beslutat?"), max_length=120)
    reference = models.CharField(_("Beslut"), max_length=120, blank=True)
    units = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    given = models.JSONField(default=dict, blank=True)
    made = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    history = history.kept()

    class Meta:
        indexes = [models.Index(fields=["employer", "on_date"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="reorganisation_is_undone_by_somebody",
            )
        ]

    class Privacy:
        personal = frozenset({"made_by", "undone_by", "made"})
        ordinary = frozenset(
            {"id", "employer", "kind", "on_date", "decided_by", "reference", "units", "facts"}
            | {"given", "made_at", "undone_at"}
        )

    def __str__(self):
        return f"{self.kind} {self.on_date}"
