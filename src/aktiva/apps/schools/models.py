"""Schools and preschools, and each one's own record of a year's work for children and pupils.

Nothing here points to the staff's examinations, risks or measures: the two duties are never mixed.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aktiva.apps.attachments.models import StoredFile
from aktiva.apps.audit import history
from aktiva.apps.organisation.models import Employer, Unit
from aktiva.domain.schools.words import Form, Part


class School(models.Model):
    """That a unit is a school or preschool, from a day until (not including) another."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="schools")
    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="school")
    form = models.CharField(
        _("Skolform"), max_length=24, choices=[(f.value, f.label) for f in Form]
    )
    code = models.CharField(_("Skolenhetskod eller egen kod"), max_length=40)
    from_date = models.DateField(_("Från"))
    to_date = models.DateField(_("Till"), null=True, blank=True)

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "code"],
                name="school_code_unique",
                violation_error_message=_("Koden finns redan på en annan skola eller förskola."),
            ),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gt=F("from_date")),
                name="school_ends_after_start",
            ),
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "employer", "unit", "form", "code", "from_date", "to_date"})

    def __str__(self):
        return f"school {self.code}"


class SchoolYear(models.Model):
    """A school's record of one calendar year, and who handed it in."""

    class State(models.TextChoices):
        OPEN = "open", _("Inte godkänd")
        SIGNED = "signed", _("Godkänd")

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_as = models.CharField(max_length=200, blank=True)
    reopened_reason = models.TextField(_("Varför?"), max_length=1000, blank=True)

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "year"], name="one_record_a_school_and_year"),
            models.CheckConstraint(
                condition=~Q(state="signed") | (Q(signed_at__isnull=False) & ~Q(signed_as="")),
                name="signed_record_says_when_and_by_whom",
            ),
        ]

    class Privacy:
        personal = frozenset({"signed_as"})
        ordinary = frozenset({"id", "school", "year", "state", "signed_at", "reopened_reason"})

    def __str__(self):
        return f"school year {self.school_id} {self.year}"


class SchoolPart(models.Model):
    """One of the seven parts of a record. `revision` grows, so that two writers notice each other.

    `value` has the shape that ``domain.schools.record`` reads.
    """

    school_year = models.ForeignKey(SchoolYear, on_delete=models.PROTECT, related_name="parts")
    part = models.CharField(max_length=16, choices=[(p.value, p.label) for p in Part])
    value = models.JSONField(default=dict, blank=True)
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="school_parts"
    )
    revision = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school_year", "part"], name="part_once_a_record")
        ]

    class Privacy:
        personal = frozenset({"written_by"})
        ordinary = frozenset(
            {"id", "school_year", "part", "value", "file", "revision", "written_at"}
        )

    def __str__(self):
        return f"{self.part} {self.school_year_id}"
