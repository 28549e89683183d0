"""Cases before the political bodies: registration, decisions, dispatch."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from aktiva.apps.audit import history
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation.models import Employer, PoliticalBody, Unit


class Case(models.Model):
    """One matter under one registry number."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="cases")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="cases")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cases")  # sender
    dnr = models.CharField(_("Diarienummer"), max_length=40)
    title = models.CharField(_("Ärendemening"), max_length=200)
    background = models.TextField(_("Bakgrund i protokollet"), max_length=4000, blank=True)
    registered_date = models.DateField(_("Upprättat"))
    registered_as = models.CharField(max_length=120)

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "dnr"],
                name="case_dnr_unique",
                violation_error_message=_("Diarienumret finns redan. Välj ett annat."),
            )
        ]

    class Privacy:
        personal = frozenset({"registered_as"})
        ordinary = frozenset(
            {"id", "employer", "cycle", "unit", "dnr", "title", "background", "registered_date"}
        )

    def __str__(self):
        return self.dnr


class Handling(models.Model):
    """One body's treatment of a case on one day, and what it decided or proposed."""

    class Kind(models.TextChoices):
        PROPOSES = "proposes", _("Föreslår organet över")
        DECIDES = "decides", _("Beslutar")
        REFERS_BACK = "refers_back", _("Återremitterar")
        TABLES = "tables", _("Bordlägger")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="handlings")
    body = models.ForeignKey(PoliticalBody, on_delete=models.PROTECT, related_name="handlings")
    on_date = models.DateField(_("Sammanträdesdag"))
    paragraph = models.CharField(_("Paragraf"), max_length=40)
    kind = models.CharField(_("Beslutets slag"), max_length=20, choices=Kind.choices)
    points = models.JSONField(_("Beslut"), default=list, blank=True)  # [{"verb": …, "object": …}]
    approved_date = models.DateField(_("Justerat"), null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_as = models.CharField(max_length=120)

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "body", "on_date"], name="body_handles_case_once_a_day"
            )
        ]

    class Privacy:
        personal = frozenset({"recorded_as"})
        ordinary = frozenset(
            {"id", "case", "body", "on_date", "paragraph", "kind", "points", "approved_date"}
            | {"recorded_at"}
        )

    def __str__(self):
        return f"{self.body_id} {self.paragraph}"


class Recipient(models.Model):
    """One who is to have the decision, and when it was sent."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="recipients")
    name = models.CharField(_("Skickas till"), max_length=160)
    position = models.PositiveSmallIntegerField(default=0)
    sent_date = models.DateField(_("Skickat"), null=True, blank=True)
    how = models.CharField(_("Hur"), max_length=80, blank=True)

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "name"], name="recipient_once_per_case")
        ]

    class Privacy:
        personal = frozenset({"name"})
        ordinary = frozenset({"id", "case", "position", "sent_date", "how"})

    def __str__(self):
        return f"recipient {self.pk}"
