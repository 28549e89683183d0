"""Files as they were handed in. The content lies on disk, named by its sum."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from aktiva.adapters.files.kinds import LONGEST_NAME, Kind


class StoredFile(models.Model):
    """A file that somebody handed in as evidence: what it is called, what it is, who handed it in.

    It is never changed. Rows above point at it, and whoever may see such a row may fetch it.
    """

    employer_id = models.BigIntegerField(db_index=True)
    name = models.CharField(_("Filens namn"), max_length=LONGEST_NAME)
    kind = models.CharField(max_length=8, choices=[(k.value, k.value) for k in Kind])
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(
        max_length=64, db_index=True, validators=[RegexValidator(r"\A[0-9a-f]{64}\Z")]
    )
    is_scanned = models.BooleanField()
    stored_at = models.DateTimeField()
    stored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gt=0), name="stored_file_is_not_empty")
        ]

    class Privacy:
        personal = frozenset({"name", "stored_by"})
        ordinary = frozenset(
            {"id", "employer_id", "kind", "content_type", "size", "sha256", "is_scanned"}
            | {"stored_at"}
        )

    def __str__(self):
        return f"file {self.pk}"
