"""The trace of every change. Written only through `aktiva.apps.audit.log`."""

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """One thing that happened, written in the same transaction as the change.

    Holds no foreign key to what it describes, so an entry outlives its object, and
    no free text that a person typed.
    """

    happened_at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    event = models.CharField(max_length=60)
    object_label = models.CharField(max_length=80)
    object_id = models.CharField(max_length=40)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["object_label", "object_id", "happened_at"])]

    class Privacy:
        personal = frozenset({"actor"})
        ordinary = frozenset({"id", "happened_at", "event", "object_label", "object_id", "details"})

    def __str__(self):
        return f"{self.event} {self.object_label}:{self.object_id}"
