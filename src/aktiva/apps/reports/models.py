"""Observations, papers and their templates. A paper that is approved or decided never changes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aktiva.apps.attachments.models import StoredFile
from aktiva.apps.audit import history
from aktiva.apps.casework.models import Case, Handling
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation.models import Employer, Unit


class Observation(models.Model):
    """A strength or an improvement area, with the answers it rests on.

    One that has been merged into another is dropped and points to it.
    """

    class Origin(models.TextChoices):
        COUNTS = "counts", _("Ur antalen")
        WORDS = "words", _("Ur kommentarerna")
        PERSON = "person", _("Skriven av en person")

    class Since(models.TextChoices):
        NEW = "new", _("Ny i år")
        STILL = "still", _("Kvar sedan förra året")
        BACK = "back", _("Har kommit tillbaka")
        GONE = "gone", _("Finns inte kvar")

    class Kind(models.TextChoices):
        STRENGTH = "strength", _("Styrka")
        IMPROVEMENT = "improvement", _("Förbättringsområde")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Väntar på dig")
        ACCEPTED = "accepted", _("Godtagen")
        DROPPED = "dropped", _("Tas inte med")

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="observations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="observations")  # scope
    area = models.CharField(_("Område"), max_length=20, blank=True)  # "" is the way of working
    question = models.CharField(max_length=20, blank=True)
    kind = models.CharField(_("Slag"), max_length=20, choices=Kind.choices)
    origin = models.CharField(max_length=20, choices=Origin.choices, default=Origin.PERSON)
    since = models.CharField(max_length=20, choices=Since.choices, blank=True)
    title = models.CharField(_("Rubrik"), max_length=120)
    text = models.TextField(_("Iakttagelse"), max_length=2000)
    proposed_text = models.TextField(blank=True)
    worded = models.JSONField(
        null=True, blank=True
    )  # a language model's proposal: {"text", "model", "at", "n_used", "n_withheld", "unsupported"}
    state = models.CharField(max_length=20, choices=State.choices, default=State.PROPOSED)
    sources = models.JSONField(
        default=list, blank=True
    )  # [{"unit", "question", "summary", "answer"}]
    changed_at = models.DateTimeField()
    changed_as = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )

    history = history.kept()

    class Meta:
        indexes = [models.Index(fields=["cycle", "unit"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(state="dropped"),
                name="merged_observation_is_dropped",
            )
        ]

    class Privacy:
        personal = frozenset({"changed_as"})
        ordinary = frozenset(
            {"id", "cycle", "unit", "area", "question", "kind", "origin", "since", "title", "text"}
            | {
                "proposed_text",
                "worded",
                "state",
                "sources",
                "changed_at",
                "position",
                "merged_into",
            }
        )

    def __str__(self):
        return f"observation {self.pk}"

    @property
    def is_model_worded(self) -> bool:
        """Whether its text is a language model's, taken as it was."""
        return self.worded is not None and self.text == self.worded["text"]


class PaperTemplate(models.Model):
    """One version of a municipality's own template: its sections in its order.

    A version never changes; an earlier one is taken back as a new version.
    """

    class Kind(models.TextChoices):
        OFFICIAL_REPORT = "official_report", _("Tjänsteskrivelse")
        ANNUAL_REPORT = "annual_report", _("Årlig uppföljning")
        DEPARTMENT_REPORT = "department_report", _("Förvaltningens rapport")
        PLAN = "plan", _("Plan för aktiva åtgärder")
        ACTION_PLAN = "action_plan", _("Handlingsplan")
        PAY_REPORT = "pay_report", _("Lönekartläggning, 14 §")
        PERSONNEL_CHAPTER = "personnel_chapter", _("Kapitel till personalredovisningen")
        MINUTES_EXTRACT = "minutes_extract", _("Protokollsutdrag")

    class Style(models.TextChoices):
        ATT = "att", _("Att-satser")
        NUMBER = "number", _("Numrerade meningar")
        NONE = "none", _("Meningar utan nummer")

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="paper_templates")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    number = models.PositiveIntegerField()
    origin = models.CharField(max_length=40)  # the shipped template that it began as
    style = models.CharField(_("Beslutspunkter"), max_length=10, choices=Style.choices)
    sections = models.JSONField(
        default=list
    )  # [{"key", "heading", "required", "off", "text", "when", …}]
    made_at = models.DateTimeField()

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "kind", "number"], name="template_version_unique"
            )
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset(
            {"id", "employer", "kind", "number", "origin", "style", "sections", "made_at"}
        )

    def __str__(self):
        return f"template {self.kind} {self.number}"


class WordTemplate(models.Model):
    """One version of a municipality's own Word template: letterhead, foot and styles.

    A version never changes. The latest applies; one without a file says that none does.
    """

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="word_templates")
    number = models.PositiveIntegerField()
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="word_templates"
    )
    made_at = models.DateTimeField()

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "number"], name="word_template_version_unique"
            )
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "employer", "number", "file", "made_at"})

    def __str__(self):
        return f"word template {self.number}"


class Paper(models.Model):
    """One paper: a draft of slots until it is approved, then a frozen document."""

    class Kind(models.TextChoices):
        ACTION_PLAN = "action_plan", _("Handlingsplan")
        ANSWERS_RECEIPT = "answers_receipt", _("Kvittens på svar")
        ANNUAL_REPORT = "annual_report", _("Årlig uppföljning")
        DEPARTMENT_REPORT = "department_report", _("Förvaltningens rapport")
        EDUCATION_REPORT = "education_report", _("Redovisning av arbetet för barn och elever")
        MEETING_PACK = "meeting_pack", _("Underlag till samverkansgruppen")
        MINUTES_EXTRACT = "minutes_extract", _("Protokollsutdrag")
        OFFICIAL_REPORT = "official_report", _("Tjänsteskrivelse")
        PAY_REPORT = "pay_report", _("Lönekartläggning, 14 §")
        PERSONNEL_CHAPTER = "personnel_chapter", _("Kapitel till personalredovisningen")
        PLAN = "plan", _("Plan för aktiva åtgärder")

    class State(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        HANDED_IN = "handed_in", _("Väntar på godkännande")
        SENT_BACK = "sent_back", _("Tillbaka för ändring")
        APPROVED = "approved", _("Godkänd")

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="papers")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="papers")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="papers")  # scope
    kind = models.CharField(max_length=20, choices=Kind.choices)
    case = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.PROTECT, related_name="papers"
    )
    handling = models.ForeignKey(
        Handling, null=True, blank=True, on_delete=models.PROTECT, related_name="papers"
    )
    title = models.CharField(_("Rubrik"), max_length=200)
    paper_date = models.DateField(_("Datum på handlingen"))
    slots = models.JSONField(
        default=dict, blank=True
    )  # what a person wrote, by the template's slot
    proposed = models.JSONField(
        default=dict, blank=True
    )  # slot → the proposal last taken in, which the next is compared with
    template = models.ForeignKey(
        PaperTemplate, null=True, blank=True, on_delete=models.PROTECT, related_name="papers"
    )  # the version that the paper was begun with; none for the shipped one
    merged_in = models.PositiveIntegerField(null=True, blank=True)  # revision of the last merge
    facts = models.JSONField(default=dict, blank=True)  # bodies, decision points, recipients
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    comment = models.TextField(max_length=1000, blank=True)
    document = models.JSONField(null=True, blank=True)  # frozen when approved
    digest = models.CharField(max_length=64, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_as = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField()

    history = history.kept()

    class Meta:
        indexes = [models.Index(fields=["cycle", "kind"]), models.Index(fields=["unit", "kind"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="approved")
                | (
                    Q(approved_at__isnull=False, document__isnull=False)
                    & ~Q(digest="")
                    & ~Q(approved_as="")
                ),
                name="approved_paper_is_frozen",
            )
        ]

    class Privacy:
        personal = frozenset({"approved_as", "slots", "proposed", "document", "facts"})
        ordinary = frozenset(
            {"id", "employer", "cycle", "unit", "kind", "case", "handling", "title", "paper_date"}
            | {"state", "revision", "comment", "digest", "approved_at", "made_at"}
            | {"template", "merged_in"}
        )

    def __str__(self):
        return f"paper {self.pk}"


class PublicVersion(models.Model):
    """A paper as it may be read by anybody, and what was held back from it and why."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="public_versions")
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    source_digest = models.CharField(max_length=64)  # of the paper's words when it was made
    findings = models.JSONField(default=list, blank=True)  # [{"words", "reason", "wording", …}]
    made_at = models.DateTimeField()
    made_as = models.CharField(max_length=120)

    history = history.kept()

    class Meta:
        indexes = [models.Index(fields=["paper", "made_at"])]

    class Privacy:
        personal = frozenset({"document", "findings", "made_as"})
        ordinary = frozenset({"id", "paper", "digest", "source_digest", "made_at"})

    def __str__(self):
        return f"public version {self.pk}"


class OpenPage(models.Model):
    """An address that shows a unit's decided plan to anybody, until it is closed."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="open_pages")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="open_pages")
    address = models.CharField(max_length=40, unique=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(closed_at__isnull=True), name="one_open_page_a_unit"
            )
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "employer", "unit", "address", "opened_at", "closed_at"})

    def __str__(self):
        return f"open page {self.pk}"
