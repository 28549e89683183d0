"""Cooperation: who the parties are, how they agreed to meet, what was said, and their own words.

A party is an organisation or a function. Who belongs to an organisation is written nowhere: that
somebody may speak for a party follows from an assignment that the organisation has notified.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from aktiva.apps.audit import history
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation.models import Employer, RoleHolding, Unit
from aktiva.apps.registers.models import Forum

LONGEST_WORDS = 20_000


class Party(models.Model):
    """An organisation or function that the employer cooperates with.

    A union's representatives are those whose assignment names the organisation; those of the
    safety representatives are all safety representatives. One that is retired stays.
    """

    class Kind(models.TextChoices):
        UNION_WITH_AGREEMENT = "union_with_agreement", _("Facklig organisation med kollektivavtal")
        UNION = "union", _("Facklig organisation utan kollektivavtal")
        SAFETY_REPRESENTATIVES = "safety_representatives", _("Skyddsombud")
        EMPLOYEES = "employees", _("Medarbetare utan företrädd facklig organisation")

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="parties")
    name = models.CharField(_("Namn"), max_length=80)
    kind = models.CharField(_("Slag"), max_length=24, choices=Kind.choices)
    tiers = models.JSONField(_("Samverkar på"), default=list)  # employer, department, unit
    position = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(_("Är inte part längre från"), null=True, blank=True)

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                "employer",
                name="party_name_unique",
                violation_error_message=_("Det finns redan en part med det namnet."),
            )
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "employer", "name", "kind", "tiers", "position", "retired_on"})

    def __str__(self):
        return f"party {self.pk}"


class PartyUnit(models.Model):
    """A part of the employer in which a party is one; a party without any is one everywhere."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="units")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="parties")

    history = history.kept()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["party", "unit"], name="party_unit_unique")]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "party", "unit"})

    def __str__(self):
        return f"{self.party_id} {self.unit_id}"


class FormsAgreement(models.Model):
    """What the parties agreed on how to cooperate, for a unit and all below it, one year."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="forms_agreements")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="forms_agreements")
    agreed_on = models.DateField(_("Parterna kom överens"))
    text = models.TextField(_("Så samverkar vi"), max_length=4000)
    days_to_answer = models.PositiveSmallIntegerField(_("Dagar att svara"))
    parties = models.JSONField(_("Mellan"), default=list)  # ids of parties
    recorded_at = models.DateTimeField()

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "unit"], name="forms_agreed_once_a_year")
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset(
            {"id", "cycle", "unit", "agreed_on", "text", "days_to_answer", "parties"}
            | {"recorded_at"}
        )

    def __str__(self):
        return f"agreement {self.pk}"


class Meeting(models.Model):
    """One occasion of cooperation, of negotiation under 11 § MBL, or of both."""

    class Kind(models.TextChoices):
        COOPERATION = "cooperation", _("Samverkan")
        NEGOTIATION = "negotiation", _("Förhandling enligt 11 § MBL")
        BOTH = "both", _("Både samverkan och förhandling enligt 11 § MBL")

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="cooperation_meetings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cooperation_meetings")
    forum = models.ForeignKey(
        Forum, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings"
    )
    other_forum = models.CharField(_("Annat forum"), max_length=80, blank=True)
    on_date = models.DateField(_("Datum"))
    kind = models.CharField(_("Mötet var"), max_length=20, choices=Kind.choices)
    steps = models.JSONField(_("Steg"), default=list)
    covers_below = models.BooleanField(_("Mötet gällde också enheterna under"), default=False)
    information = models.TextField(_("Information till parterna"), max_length=LONGEST_WORDS)
    informed_on = models.DateField(_("När fick de den?"), null=True, blank=True)
    recorded_at = models.DateTimeField()

    history = history.kept()

    class Meta:
        indexes = [models.Index(fields=["cycle", "unit"])]
        constraints = [
            models.CheckConstraint(
                condition=(Q(forum__isnull=True) & ~Q(other_forum=""))
                | (Q(forum__isnull=False) & Q(other_forum="")),
                name="meeting_has_one_forum",
                violation_error_message=_("Välj ett forum eller skriv vad det heter hos er."),
            )
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset(
            {"id", "cycle", "unit", "forum", "other_forum", "on_date", "kind", "steps"}
            | {"covers_below", "information", "informed_on", "recorded_at"}
        )

    def __str__(self):
        return f"meeting {self.pk}"


class MeetingParty(models.Model):
    """A party at a meeting: in which function, what it thought, and where it did not agree."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="parties")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="meetings")
    function = models.CharField(_("I vilken funktion?"), max_length=120)
    views = models.TextField(_("Synpunkter"), max_length=LONGEST_WORDS, blank=True)
    dissent = models.TextField(_("Avvikande mening"), max_length=LONGEST_WORDS, blank=True)

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "party"], name="meeting_party_once")
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "meeting", "party", "function", "views", "dissent"})

    def __str__(self):
        return f"{self.meeting_id} {self.party_id}"


class Reading(models.Model):
    """Something that was sent to parties to be read and answered by a day.

    The text is what they were sent, and never changes afterwards.
    """

    class About(models.TextChoices):
        STEP = "step", _("Ett steg i årets arbete")
        COMPILATION = "compilation", _("Sammanställningen")
        PAPER = "paper", _("Utkast till en handling")
        PLAN = "plan", _("Planen")
        MEETING = "meeting", _("Anteckningen från ett möte")
        FORMS = "forms", _("Formerna för samverkan")

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="readings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="readings")
    about = models.CharField(_("Vad är det?"), max_length=20, choices=About.choices)
    steps = models.JSONField(_("Steg"), default=list)
    title = models.CharField(_("Rubrik"), max_length=160)
    text = models.TextField(_("Text att läsa"), max_length=400_000, blank=True)
    link = models.CharField(_("Adress"), max_length=400, blank=True)
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="readings"
    )
    sent_at = models.DateTimeField()
    days = models.PositiveSmallIntegerField(_("Dagar att svara"))
    last_date = models.DateField(_("Svar senast"))

    history = history.kept()

    class Meta:
        indexes = [models.Index(fields=["cycle", "unit"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(link=""), name="reading_has_something_to_read"
            )
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset(
            {"id", "cycle", "unit", "about", "steps", "title", "text", "link", "meeting"}
            | {"sent_at", "days", "last_date"}
        )

    def __str__(self):
        return f"reading {self.pk}"


class ReadingParty(models.Model):
    """A party that was asked to read something; `reminded_at` is the latest reminder."""

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="parties")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="readings")
    reminded_at = models.DateTimeField(null=True, blank=True)

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reading", "party"], name="reading_party_once")
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "reading", "party", "reminded_at"})

    def __str__(self):
        return f"{self.reading_id} {self.party_id}"


class Confirmation(models.Model):
    """A party's answer, in its representative's own words.

    `holding` says by which assignment; `shown_as` is how it is told: function and organisation.
    A correction stands beside what it corrects and takes nothing away.
    """

    class Answer(models.TextChoices):
        TAKEN_PART = "taken_part", _("Har tagit del av")
        NO_OBJECTION = "no_objection", _("Inget att erinra")
        DISSENT = "dissent", _("Avvikande mening")

    asked = models.ForeignKey(ReadingParty, on_delete=models.PROTECT, related_name="confirmations")
    holding = models.ForeignKey(RoleHolding, on_delete=models.PROTECT, related_name="+")
    shown_as = models.CharField(max_length=180)
    answer = models.CharField(_("Ditt svar"), max_length=20, choices=Answer.choices)
    words = models.TextField(_("Med egna ord"), max_length=LONGEST_WORDS, blank=True)
    confirmed_at = models.DateTimeField()
    corrects = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["asked", "holding"],
                condition=Q(corrects__isnull=True),
                name="one_first_answer_per_assignment",
            ),
            models.CheckConstraint(
                condition=~Q(answer="dissent") | ~Q(words=""), name="dissent_has_words"
            ),
        ]

    class Privacy:
        personal = frozenset({"holding", "shown_as", "words"})
        ordinary = frozenset({"id", "asked", "answer", "confirmed_at", "corrects"})

    def __str__(self):
        return f"confirmation {self.pk}"


class CooperationAccount(models.Model):
    """That an approved paper has told of a unit's cooperation; what is written later came too late."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="cooperation_accounts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cooperation_accounts")
    title = models.CharField(_("Handling"), max_length=200)
    approved_at = models.DateTimeField()

    history = history.kept()

    class Meta:
        indexes = [models.Index(fields=["cycle", "unit"])]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "cycle", "unit", "title", "approved_at"})

    def __str__(self):
        return f"account {self.pk}"
