"""Work that is done beside the pages, and the processes that do it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """One piece of work that somebody asked for: how far it has come and what it made.

    It is no evidence and keeps no earlier versions. The row and its file go when `expires_at` has
    passed, however the work ended.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Väntar på sin tur")
        RUNNING = "running", _("Pågår")
        DONE = "done", _("Klart")
        FAILED = "failed", _("Gick inte")
        CANCELLED = "cancelled", _("Avbrutet")

    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=250)
    given = models.JSONField(default=dict, blank=True)  # what the work needs to find its rows again
    key = models.CharField(max_length=64)  # the same for work that would make the same thing
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(db_index=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    n_done = models.PositiveIntegerField(default=0)
    n_total = models.PositiveIntegerField(default=0)  # 0 until the work has said it
    step = models.CharField(max_length=120, blank=True)  # what is being done now
    why = models.CharField(max_length=300, blank=True)  # what the person reads when it failed
    worker = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)

    OPEN = (State.WAITING, State.RUNNING)

    class Meta:
        indexes = [models.Index(fields=["asked_by", "key"]), models.Index(fields=["state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["asked_by", "key"],
                condition=Q(state__in=["waiting", "running"]),
                name="job_is_not_asked_for_twice",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(why=""), name="failed_job_says_why"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running"]) | Q(finished_at__isnull=False),
                name="ended_job_says_when",
            ),
            models.CheckConstraint(
                condition=Q(n_done__lte=F("n_total")), name="job_does_no_more_than_all"
            ),
        ]

    class Privacy:
        personal = frozenset({"asked_by", "title", "name"})
        ordinary = frozenset(
            {"id", "kind", "given", "key", "asked_at", "started_at", "finished_at", "expires_at"}
            | {"state", "n_done", "n_total", "step", "why", "worker", "content_type", "size"}
            | {"sha256"}
        )

    def __str__(self):
        return f"job {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it waits or is being done."""
        return self.state in self.OPEN


class Worker(models.Model):
    """A process that does background work, and when it was last known to live."""

    key = models.CharField(max_length=64, unique=True)
    seen_at = models.DateTimeField()  # the machine's time, also in the demonstration

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "key", "seen_at"})

    def __str__(self):
        return f"worker {self.key}"
