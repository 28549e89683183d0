"""The employer's own calendar, calendar feeds, who stands in for whom, and what has been sent."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aktiva.apps.audit import history
from aktiva.apps.organisation.models import Employer
from aktiva.apps.outbox.models import Mail
from aktiva.domain.cycle.occurrences import CalendarEvent, EventKind


class EmployerEvent(models.Model):
    """Something in the employer's own calendar that measures wait for: pay review, appraisals."""

    class Kind(models.TextChoices):
        PAY_REVIEW = EventKind.PAY_REVIEW.value, _("Lönerevision")
        APPRAISAL = EventKind.APPRAISAL.value, _("Medarbetarsamtal")
        BUDGET = EventKind.BUDGET.value, _("Budget")
        OTHER = EventKind.OTHER.value, _("Annat")

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(_("Slag"), max_length=20, choices=Kind.choices)
    name = models.CharField(_("Namn hos er"), max_length=80)
    from_date = models.DateField(_("Från"))
    to_date = models.DateField(_("Till och med"))

    history = history.kept()

    class Meta:
        indexes = [models.Index(fields=["employer", "from_date"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date__gte=F("from_date")),
                name="employer_event_ends_after_start",
                violation_error_message=_("Sista dagen ligger före den första."),
            ),
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "employer", "kind", "name", "from_date", "to_date"})

    def __str__(self):
        return f"{self.name} {self.from_date}"

    @property
    def as_event(self) -> CalendarEvent:
        """The event as the rules of occurrences know it."""
        return CalendarEvent(EventKind(self.kind), self.name, self.from_date, self.to_date)


class Pause(models.Model):
    """Days when the employer sends no reminders, once or every year: July, the week at Easter."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="pauses")
    name = models.CharField(_("Namn"), max_length=80)
    from_date = models.DateField(_("Från"))
    to_date = models.DateField(_("Till och med"))
    yearly = models.BooleanField(_("Samma dagar varje år"), default=False)

    history = history.kept()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date__gte=F("from_date")),
                name="pause_ends_after_start",
                violation_error_message=_("Sista dagen ligger före den första."),
            ),
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "employer", "name", "from_date", "to_date", "yearly"})

    def __str__(self):
        return f"{self.name} {self.from_date}"


class FeedKey(models.Model):
    """The secret in the address of a person's calendar. Only its digest is kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="feed_keys"
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    fetched_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(revoked_at=None), name="one_feed_key_in_use"
            )
        ]

    class Privacy:
        personal = frozenset({"user", "digest", "fetched_on"})
        ordinary = frozenset({"id", "made_at", "revoked_at"})

    def __str__(self):
        return f"feed key {self.pk}"


class Substitution(models.Model):
    """Somebody is away, and another gets their reminders. It says nothing about why."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="substitutions")
    absent = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    from_date = models.DateField(_("Från"))
    to_date = models.DateField(_("Till och med"))

    history = history.kept()

    class Meta:
        indexes = [models.Index(fields=["employer", "to_date"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date__gte=F("from_date")),
                name="substitution_ends_after_start",
                violation_error_message=_("Sista dagen ligger före den första."),
            ),
            models.CheckConstraint(
                condition=~Q(absent=F("substitute")), name="nobody_stands_in_for_themselves"
            ),
        ]

    class Privacy:
        personal = frozenset({"absent", "substitute", "from_date", "to_date"})
        ordinary = frozenset({"id", "employer"})

    def __str__(self):
        return f"substitution {self.pk}"


class SentReminder(models.Model):
    """One line of a reminder that has been written; what keeps it from being written again.

    `user` is the one whose date it is, `to` the one who got the letter. `offset` is days before
    the date, negative when it had passed.
    """

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(max_length=80)
    day = models.DateField()
    offset = models.SmallIntegerField()
    on_date = models.DateField()
    sent_at = models.DateTimeField()
    mail = models.ForeignKey(Mail, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["employer", "day"]), models.Index(fields=["to", "on_date"])]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "duty", "day", "offset"], name="reminder_sent_once"
            )
        ]

    class Privacy:
        personal = frozenset({"user", "to", "mail"})
        ordinary = frozenset({"id", "employer", "duty", "day", "offset", "on_date", "sent_at"})

    def __str__(self):
        return f"reminder {self.duty} {self.day}"


class Bounce(models.Model):
    """A mail server has said that a person's address does not work."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="bounces"
    )
    code = models.CharField(max_length=12, blank=True)
    recorded_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(settled_at=None), name="one_open_bounce"
            )
        ]

    class Privacy:
        personal = frozenset({"user"})
        ordinary = frozenset({"id", "code", "recorded_at", "settled_at"})

    def __str__(self):
        return f"bounce {self.pk}"
