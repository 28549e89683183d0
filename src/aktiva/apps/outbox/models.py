"""Mail as it was written, so that what was sent can always be shown."""

from django.conf import settings
from django.db import models


class Mail(models.Model):
    """One message to one person. In the demonstration it stays here instead of being sent."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    employer_id = models.BigIntegerField(db_index=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["employer_id", "-written_at"])]

    class Privacy:
        personal = frozenset({"to", "subject", "body"})
        ordinary = frozenset({"id", "employer_id", "written_at", "sent_at"})

    def __str__(self):
        return f"mail {self.pk}"
