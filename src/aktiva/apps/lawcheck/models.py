"""The law check of days that have been, kept for large employers since it takes seconds to make."""

from django.db import models

from aktiva.apps.cycles.models import Cycle


class PastCheck(models.Model):
    """What the check said of a year as it stood at the end of a day.

    Nothing that was known on a day changes afterwards, so it is made once. It can be thrown away
    and made again; `rules` says by which rules it was made.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="past_checks")
    on_day = models.DateField()
    rules = models.CharField(max_length=64)
    results = models.JSONField()
    headcount = models.PositiveIntegerField(null=True)
    schools = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "on_day"], name="past_check_once_a_day")
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "cycle", "on_day", "rules", "results", "headcount", "schools"})

    def __str__(self):
        return f"{self.cycle_id} {self.on_day}"
