"""The questionnaire as it was sent, the campaigns and every answer."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aktiva.apps.audit import history
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation.models import Employer, Unit


class QuestionnaireVersion(models.Model):
    """A questionnaire exactly as it was when a campaign was sent; never changed afterwards."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="questionnaires")
    name = models.CharField(_("Namn"), max_length=120)
    content = models.TextField()  # YAML, as people can read it
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employer", "digest"], name="questionnaire_unique")
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "employer", "name", "content", "digest", "made_at"})

    def __str__(self):
        return f"questionnaire {self.pk}"


class Campaign(models.Model):
    """The questionnaire sent to units, with a last day to answer."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="campaigns")
    questionnaire = models.ForeignKey(
        QuestionnaireVersion, on_delete=models.PROTECT, related_name="campaigns"
    )
    opens_date = models.DateField(_("Öppnas"))
    last_date = models.DateField(_("Sista svarsdag"))
    message = models.TextField(_("Hälsning till dem som svarar"), max_length=2000, blank=True)
    opened_at = models.DateTimeField()

    history = history.kept()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_date__gte=F("opens_date")), name="campaign_ends_after_start"
            )
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset(
            {"id", "cycle", "questionnaire", "opens_date", "last_date", "message", "opened_at"}
        )

    def __str__(self):
        return f"campaign {self.pk}"


class Sheet(models.Model):
    """One unit's answers in one campaign (*uppföljningsunderlag*)."""

    class Level(models.TextChoices):
        UNIT = "unit", _("Enhet")
        DEPARTMENT = "department", _("Förvaltning")
        CENTRAL = "central", _("Centralt")

    class State(models.TextChoices):
        OPEN = "open", _("Inte inlämnat")
        SUBMITTED = "submitted", _("Inlämnat")
        RETURNED = "returned", _("Tillbaka för komplettering")
        APPROVED = "approved", _("Granskat")

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="sheets")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="sheets")
    department = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # where the unit stood when the campaign was opened
    level = models.CharField(max_length=20, choices=Level.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.OPEN)
    n_answered = models.PositiveSmallIntegerField(default=0)
    n_asked = models.PositiveSmallIntegerField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_as = models.CharField(max_length=120, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    own_last_date = models.DateField(_("Egen sista svarsdag"), null=True, blank=True)
    own_last_reason = models.TextField(_("Varför?"), max_length=1000, blank=True)

    history = history.kept()

    class Meta:
        indexes = [models.Index(fields=["campaign", "level", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "unit", "level"], name="sheet_once_per_unit_and_level"
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(submitted_at__isnull=False),
                name="sheet_state_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(own_last_date__isnull=True) | ~Q(own_last_reason=""),
                name="own_last_date_has_its_reason",
            ),
        ]

    class Privacy:
        personal = frozenset({"submitted_as"})
        ordinary = frozenset(
            {"id", "campaign", "unit", "department", "level", "state", "n_answered", "n_asked"}
            | {"submitted_at", "approved_at", "own_last_date", "own_last_reason"}
        )

    def __str__(self):
        return f"sheet {self.pk}"

    @property
    def last_date(self) -> date:
        """The last day to answer: the campaign's, or the unit's own where that is later."""
        return max(self.campaign.last_date, self.own_last_date or self.campaign.last_date)


class SheetsChange(models.Model):
    """What was done to the sheets chosen in the list of answers, so that it can be undone as one.

    `rows` holds each sheet's own last day and reason before.
    """

    class Kind(models.TextChoices):
        REMIND = "remind", _("Påminn")
        EXTEND = "extend", _("Förläng svarstiden")

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    last_date = models.DateField(_("Ny sista svarsdag"), null=True)
    reason = models.TextField(_("Varför?"), max_length=1000, blank=True)
    rows = models.JSONField(default=list)
    n_letters = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Privacy:
        personal = frozenset({"made_by"})
        ordinary = frozenset(
            {"id", "campaign", "kind", "last_date", "reason", "rows", "n_letters"}
            | {"made_at", "undone_at"}
        )

    def __str__(self):
        return f"{self.kind} {self.pk}"


class Answer(models.Model):
    """One answer. `revision` grows with each change, so that two writers notice each other."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=20)
    value = models.JSONField(default=dict, blank=True)
    is_complete = models.BooleanField(default=False)
    is_risk = models.BooleanField(_("Innebär det en risk eller ett hinder?"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "question"], name="one_answer_per_question")
        ]

    class Privacy:
        personal = frozenset({"answered_by"})
        ordinary = frozenset(
            {"id", "sheet", "question", "value", "is_complete", "is_risk", "revision"}
            | {"answered_at"}
        )

    def __str__(self):
        return f"answer {self.pk}"


class RivalAnswer(models.Model):
    """What a second person wrote at the same time; kept and shown until somebody chooses."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="rivals")
    value = models.JSONField()
    is_risk = models.BooleanField(null=True, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        personal = frozenset({"written_by"})
        ordinary = frozenset({"id", "answer", "value", "is_risk", "written_at", "settled_at"})

    def __str__(self):
        return f"rival {self.pk}"


class Remark(models.Model):
    """Why one answer was sent back, and when it came again."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="remarks")
    question = models.CharField(max_length=20)
    text = models.TextField(_("Vad behöver kompletteras?"), max_length=1000)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    written_as = models.CharField(max_length=120)
    met_at = models.DateTimeField(null=True, blank=True)

    history = history.kept()

    class Meta:
        indexes = [models.Index(fields=["sheet", "question"])]

    class Privacy:
        personal = frozenset({"written_by", "written_as"})
        ordinary = frozenset({"id", "sheet", "question", "text", "written_at", "met_at"})

    def __str__(self):
        return f"remark {self.pk}"
