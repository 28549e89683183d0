"""Evidence on measures: what was done and how it is known, in words or as a file."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aktiva.apps.attachments.models import StoredFile
from aktiva.apps.audit import history
from aktiva.apps.cycles.models.measures import Measure
from aktiva.apps.organisation.models import Unit


class Note(models.Model):
    """A note or a file about a measure, or about one occurrence of its schedule.

    `unit` is set where a common measure is written about at one of the units it reaches;
    `written_as` is a function, never a name.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="notes")
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="measure_notes"
    )
    occurrence_on = models.DateField(_("Gäller tillfället"), null=True, blank=True)
    text = models.TextField(_("Anteckning"), max_length=2000, blank=True)
    file = models.OneToOneField(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="note"
    )
    written_at = models.DateTimeField()
    written_as = models.CharField(max_length=160)

    history = history.kept()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | Q(file__isnull=False), name="note_says_something"
            )
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset(
            {"id", "measure", "unit", "occurrence_on", "text", "file", "written_at", "written_as"}
        )

    def __str__(self):
        return f"note {self.pk}"
