"""Governing documents against harassment: their files, what stands where, and their reviews.

What a person has found is tied to the file in which it was found. With another file it says
nothing any more, until somebody has looked again.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aktiva.apps.attachments.models import StoredFile
from aktiva.apps.audit import history
from aktiva.apps.registers.models import GoverningDocument

LONGEST_WORDS = 4000
LONGEST_PAGE = 40


class DocumentFile(models.Model):
    """The file of one version of a document, and what came of reading it. The last one applies."""

    class Reading(models.TextChoices):
        READ = "read", _("Texten är läst")
        NO_TEXT = "no_text", _("Filen är en bild utan text")
        TOO_LONG = "too_long", _("Filen är för lång för att läsas")

    class Place(models.TextChoices):
        PAGE = "page", _("sida")
        SECTION = "section", _("avsnitt")

    class Character(models.TextChoices):
        DISCRIMINATION = "discrimination", _("Diskrimineringslagen")
        WORK_ENVIRONMENT = "work_environment", _("Bara arbetsmiljörätt")
        UNCLEAR = "unclear", _("Oklart")
        NO_TEXT = "no_text", _("Ingen text")

    document = models.ForeignKey(GoverningDocument, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    reading = models.CharField(max_length=12, choices=Reading.choices)
    place = models.CharField(max_length=8, choices=Place.choices, default=Place.PAGE)
    n_pages = models.PositiveIntegerField(default=0)
    character = models.CharField(max_length=20, choices=Character.choices)
    handed_in_at = models.DateTimeField()
    handed_in_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    history = history.kept()

    class Privacy:
        personal = frozenset({"handed_in_by"})
        ordinary = frozenset(
            {"id", "document", "file", "reading", "place", "n_pages", "character"}
            | {"handed_in_at", "withdrawn_at"}
        )

    def __str__(self):
        return f"file of document {self.document_id}"


class DocumentPage(models.Model):
    """The text of one page as it was read; never changed, so it has no earlier versions."""

    file = models.ForeignKey(DocumentFile, on_delete=models.PROTECT, related_name="pages")
    number = models.PositiveIntegerField()
    heading = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="document_page_once")
        ]

    class Privacy:
        personal = frozenset({"heading", "text"})
        ordinary = frozenset({"id", "file", "number"})

    def __str__(self):
        return f"page {self.number} of file {self.file_id}"


class PointFinding(models.Model):
    """That a person says where a point stands in a document, or that it does not.

    `file` is the file in which it was looked for; without one, the paper that has no file here.
    """

    class Verdict(models.TextChoices):
        FOUND = "found", _("Står i dokumentet")
        MISSING = "missing", _("Saknas i dokumentet")

    document = models.ForeignKey(
        GoverningDocument, on_delete=models.PROTECT, related_name="findings"
    )
    file = models.ForeignKey(
        DocumentFile, null=True, blank=True, on_delete=models.PROTECT, related_name="findings"
    )
    point = models.CharField(max_length=40)
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    page = models.CharField(_("Sida"), max_length=LONGEST_PAGE, blank=True)
    passage = models.TextField(_("Stycke"), max_length=LONGEST_WORDS, blank=True)
    made_as = models.CharField(max_length=250)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "point"], name="finding_once_in_a_file", condition=~Q(file=None)
            ),
            models.UniqueConstraint(
                fields=["document", "point"],
                name="finding_once_without_a_file",
                condition=Q(file=None),
            ),
            models.CheckConstraint(
                condition=~Q(verdict="found") | ~Q(page=""), name="found_point_has_a_page"
            ),
        ]

    class Privacy:
        personal = frozenset({"passage", "made_as", "made_by"})
        ordinary = frozenset({"id", "document", "file", "point", "verdict", "page", "made_at"})

    def __str__(self):
        return f"{self.point} in document {self.document_id}"


class DocumentReview(models.Model):
    """That a document was followed up and evaluated. Cases are counted, never described."""

    document = models.ForeignKey(
        GoverningDocument, on_delete=models.PROTECT, related_name="reviews"
    )
    on_date = models.DateField(_("Dag"))
    with_whom = models.CharField(_("Tillsammans med"), max_length=200)
    how_known = models.TextField(_("Hur ni vet att dokumentet är känt"), max_length=LONGEST_WORDS)
    n_cases = models.PositiveIntegerField(_("Antal ärenden"), null=True, blank=True)
    changes = models.TextField(_("Vad uppföljningen ledde till"), max_length=LONGEST_WORDS)
    made_as = models.CharField(max_length=250)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "on_date"],
                name="one_review_a_day",
                violation_error_message=_("Det finns redan en uppföljning den dagen."),
            )
        ]

    class Privacy:
        personal = frozenset({"with_whom", "how_known", "changes", "made_as", "made_by"})
        ordinary = frozenset({"id", "document", "on_date", "n_cases", "made_at"})

    def __str__(self):
        return f"review of document {self.document_id} {self.on_date}"
