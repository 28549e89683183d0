"""Changes of many measures at once, so that they can be undone as one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from aktiva.apps.cycles.models.years import Cycle


class BulkChange(models.Model):
    """What was done to the rows chosen in a list: each row's values before and after."""

    class Kind(models.TextChoices):
        EXTEND = "extend", _("Förläng")
        ASSIGN = "assign", _("Byt ansvarig")
        MOVE = "move", _("Flytta till en annan enhet")
        START = "start", _("Markera som påbörjade")
        COMPLETE = "complete", _("Markera som genomförda")
        REMIND = "remind", _("Påminn de ansvariga")

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="bulk_changes")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    rows = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Privacy:
        personal = frozenset({"made_by"})
        ordinary = frozenset({"id", "cycle", "kind", "rows", "made_at", "undone_at"})

    def __str__(self):
        return f"{self.kind} {self.pk}"
