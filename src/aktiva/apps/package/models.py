"""The package of a closed year as it was first made. Its content lies on disk, named by its sum."""

from django.core.validators import RegexValidator
from django.db import models

from aktiva.apps.audit import history
from aktiva.apps.cycles.models import Cycle


class KeptPackage(models.Model):
    """A year's part of the package, kept so that it is the same after every later upgrade.

    It belongs to one closing of the year. A year that is closed again gets another.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="packages")
    as_of = models.DateTimeField()
    sha256 = models.CharField(max_length=64, validators=[RegexValidator(r"\A[0-9a-f]{64}\Z")])
    size = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "as_of"], name="package_once_a_closing")
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "cycle", "as_of", "sha256", "size", "made_at"})

    def __str__(self):
        return f"package {self.cycle_id} {self.as_of}"
