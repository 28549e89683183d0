"""The questionnaire as it was sent, the campaigns and every answer."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aktiva.adapters import clock
from aktiva.apps.audit import history
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation.models import Employer, Unit


class QuestionnaireVersion(models.Model):
    """A questionnaire exactly as it was when a campaign was sent; never changed afterwards.

    One that the employer has written itself has a number and the day it was published. One
    without is what ships, kept for the campaign that was sent with it.
    """

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="questionnaires")
    name = models.CharField(_("Namn"), max_length=120)
    content = models.TextField()  # YAML, as people can read it
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    number = models.PositiveSmallIntegerField(_("Version"), null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # nobody when it came from the command line

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employer", "digest"], name="questionnaire_unique"),
            models.UniqueConstraint(fields=["employer", "number"], name="questionnaire_number"),
            models.CheckConstraint(
                condition=Q(number__isnull=True, published_at__isnull=True, published_by=None)
                | Q(number__isnull=False, published_at__isnull=False),
                name="questionnaire_published_has_a_number",
            ),
        ]

    class Privacy:
        personal = frozenset({"published_by"})
        ordinary = frozenset(
            {"id", "employer", "name", "content", "digest", "made_at", "number", "published_at"}
        )

    def __str__(self):
        return f"questionnaire {self.pk}"


class Campaign(models.Model):
    """The questionnaire sent to units, with a last day to answer; several may be out at once."""

    class Length(models.TextChoices):
        CORE = "core", _("Kärnfrågorna")
        FULL = "full", _("Alla frågor")

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="campaigns")
    questionnaire = models.ForeignKey(
        QuestionnaireVersion, on_delete=models.PROTECT, related_name="campaigns"
    )
    name = models.CharField(_("Namn"), max_length=120)
    opens_date = models.DateField(_("Öppnas"))
    last_date = models.DateField(_("Sista svarsdag"))
    message = models.TextField(_("Hälsning till dem som svarar"), max_length=2000, blank=True)
    length = models.CharField(
        _("Vilka frågor"), max_length=4, choices=Length.choices, default=Length.CORE
    )
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_reason = models.TextField(_("Varför?"), max_length=1000, blank=True)

    history = history.kept()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_date__gte=F("opens_date")), name="campaign_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(closed_reason=""),
                name="campaign_closed_has_its_reason",
            ),
            models.UniqueConstraint(fields=["cycle", "name"], name="campaign_named_once_a_year"),
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset(
            {"id", "cycle", "questionnaire", "name", "opens_date", "last_date", "message", "length"}
            | {"opened_at", "closed_at", "closed_reason"}
        )

    def __str__(self):
        return f"campaign {self.pk}"

    @property
    def ends_date(self) -> date:
        """The last day to answer, or the day before it was closed ahead of that."""
        if self.closed_at is None:
            return self.last_date
        closed = self.closed_at.astimezone(clock.SWEDEN).date()
        return min(self.last_date, closed - timedelta(days=1))


class Sheet(models.Model):
    """One unit's answers in one campaign (*uppföljningsunderlag*).

    A unit that answers together with another has a sheet too: `answered_in` is the sheet that
    holds the answers, and the state follows that one.
    """

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
    late_decided_by = models.CharField(_("Vem har beslutat?"), max_length=120, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_reason = models.TextField(_("Varför?"), max_length=1000, blank=True)
    reopened_as = models.CharField(max_length=120, blank=True)
    answered_in = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="answers_for"
    )

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
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True) | ~Q(reopened_reason=""),
                name="reopened_sheet_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(answered_in__isnull=True) | Q(level="unit"),
                name="only_units_answer_together",
            ),
        ]

    class Privacy:
        personal = frozenset({"submitted_as", "late_decided_by", "reopened_as"})
        ordinary = frozenset(
            {"id", "campaign", "unit", "department", "level", "state", "n_answered", "n_asked"}
            | {"submitted_at", "approved_at", "own_last_date", "own_last_reason"}
            | {"reopened_at", "reopened_reason", "answered_in"}
        )

    def __str__(self):
        return f"sheet {self.pk}"

    @property
    def last_date(self) -> date:
        """The last day to answer: the campaign's, or the unit's own where that is later."""
        ends = self.campaign.ends_date
        return max(ends, self.own_last_date or ends)


class SheetsChange(models.Model):
    """What was done to the sheets chosen in the list of answers, so that it can be undone as one.

    `rows` holds what each sheet said before, by the names of the fields that were changed.
    """

    class Kind(models.TextChoices):
        REMIND = "remind", _("Påminn")
        EXTEND = "extend", _("Förläng svarstiden")
        ACCEPT_LATE = "accept_late", _("Godta sena svar")
        MOVE = "move", _("Flytta till ett annat utskick")
        TOGETHER = "together", _("Låt en enhet svara för de andra")
        ASSIGN = "assign", _("Ge någon uppdraget att fylla i")
        APPROVE = "approve", _("Godkänn svaren")

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="sheets_changes")
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
            {"id", "cycle", "kind", "last_date", "reason", "rows", "n_letters"}
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
    mark = models.CharField(max_length=40, blank=True)  # the open page that sent it

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "question"], name="one_answer_per_question")
        ]

    class Privacy:
        personal = frozenset({"answered_by"})
        ordinary = frozenset(
            {"id", "sheet", "question", "value", "is_complete", "is_risk", "revision"}
            | {"answered_at", "mark"}
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


class AnsweringTogether(models.Model):
    """A meeting where a unit answered questions together: which parties were there, and when."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="meetings")
    parties = models.JSONField(default=list)
    organisations = models.CharField(max_length=200, blank=True)
    questions = models.JSONField(default=list, blank=True)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    history = history.kept()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("begun_at")),
                name="meeting_ends_after_it_begins",
            )
        ]

    class Privacy:
        personal = frozenset({"begun_by"})
        ordinary = frozenset(
            {"id", "sheet", "parties", "organisations", "questions", "begun_at", "ended_at"}
        )

    def __str__(self):
        return f"answering together {self.pk}"


class Draft(models.Model):
    """What a person has typed in a form of a sheet without pressing its button yet.

    It counts for nothing and is seen by nobody else; it is there so that a closed tab loses
    no words.
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="drafts")
    form = models.CharField(max_length=60)
    fields = models.JSONField(default=dict)
    mark = models.CharField(max_length=40, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "written_by", "form"], name="one_draft_per_form_and_person"
            )
        ]

    class Privacy:
        personal = frozenset({"fields", "written_by"})
        ordinary = frozenset({"id", "sheet", "form", "mark", "written_at"})

    def __str__(self):
        return f"draft {self.pk}"


class PersonalLink(models.Model):
    """The secret in the address of a letter that leads one person to one sheet.

    Only its digest is kept, and a salt that makes it again together with the installation's key.
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="personal_links")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    salt = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["sheet", "user"])]

    class Privacy:
        personal = frozenset({"user", "salt", "digest"})
        ordinary = frozenset({"id", "sheet", "made_at", "withdrawn_at"})

    def __str__(self):
        return f"personal link {self.pk}"


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
