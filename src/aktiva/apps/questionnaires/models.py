"""The employer's own questionnaire while it is being written, step by step."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aktiva.apps.organisation.models import Employer
from aktiva.apps.surveys.models import QuestionnaireVersion


class QuestionnaireDraft(models.Model):
    """A questionnaire that is being written. `revision` grows with each change.

    It ends when it is published or dropped, and is kept either way.
    """

    employer = models.ForeignKey(
        Employer, on_delete=models.PROTECT, related_name="questionnaire_drafts"
    )
    based_on = models.ForeignKey(
        QuestionnaireVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # None: what ships
    content = models.TextField()  # YAML, as in the versions
    revision = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    published = models.OneToOneField(
        QuestionnaireVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="draft"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employer"],
                condition=Q(ended_at__isnull=True),
                name="one_questionnaire_draft_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(published__isnull=True) | Q(ended_at__isnull=False),
                name="published_draft_has_ended",
            ),
        ]

    class Privacy:
        personal = frozenset({"made_by", "changed_by"})
        ordinary = frozenset(
            {"id", "employer", "based_on", "content", "revision", "made_at", "changed_at"}
            | {"ended_at", "published"}
        )

    def __str__(self):
        return f"questionnaire draft {self.pk}"


class DraftStep(models.Model):
    """One change of a draft, with what stood before it, so that it can be undone."""

    class What(models.TextChoices):
        ADDED = "added", _("Fråga tillagd")
        CHANGED = "changed", _("Fråga ändrad")
        MOVED = "moved", _("Fråga flyttad")
        HIDDEN = "hidden", _("Fråga dold")
        SHOWN = "shown", _("Fråga visad igen")
        REMOVED = "removed", _("Fråga borttagen")
        SECTION_KEPT = "section_kept", _("Avsnitt sparat")
        SECTION_MOVED = "section_moved", _("Avsnitt flyttat")
        SECTION_REMOVED = "section_removed", _("Avsnitt borttaget")
        NAMED = "named", _("Underlagets namn ändrat")
        READ_IN = "read_in", _("Inläst från fil")

    draft = models.ForeignKey(QuestionnaireDraft, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=20, choices=What.choices)
    key = models.CharField(max_length=20, blank=True)
    before = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["draft", "undone_at"])]

    class Privacy:
        personal = frozenset({"made_by"})
        ordinary = frozenset({"id", "draft", "what", "key", "before", "made_at", "undone_at"})

    def __str__(self):
        return f"{self.what} {self.pk}"
