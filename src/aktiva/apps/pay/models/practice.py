"""Rules and practice that were examined, and what others pay."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from aktiva.apps.audit import history
from aktiva.apps.pay.models.runs import LONGEST_WORDS, PayMapping


class PayRule(models.Model):
    """A rule or practice on pay, examined as it is written and as it is used, 3 kap. 8 § 1."""

    class Kind(models.TextChoices):
        AGREEMENT = "agreement", _("Kollektivavtal")
        POLICY = "policy", _("Lönepolicy eller riktlinje")
        CRITERIA = "criteria", _("Lönekriterier")
        BENEFIT = "benefit", _("Förmån")
        SUPPLEMENT = "supplement", _("Tillägg")
        PRACTICE = "practice", _("Praxis som inte är nedskriven")

    mapping = models.ForeignKey(PayMapping, on_delete=models.PROTECT, related_name="rules")
    kind = models.CharField(_("Vad är det?"), max_length=16, choices=Kind.choices)
    name = models.CharField(_("Namn"), max_length=160)
    in_text = models.TextField(
        _("Vad visade granskningen av texten?"), max_length=LONGEST_WORDS, blank=True
    )
    in_use = models.TextField(
        _("Hur används den, för kvinnor och för män?"), max_length=LONGEST_WORDS
    )
    reviewed_on = models.DateField(_("Granskad"))

    history = history.kept()

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "mapping", "kind", "name", "in_text", "in_use", "reviewed_on"})

    def __str__(self):
        return f"rule {self.pk}"


class MarketSurvey(models.Model):
    """A dated look at what others pay (omvärldsanalys), with its sources, one a line."""

    mapping = models.ForeignKey(PayMapping, on_delete=models.PROTECT, related_name="surveys")
    on_date = models.DateField(_("Gjord den"))
    sources = models.TextField(_("Källor"), max_length=LONGEST_WORDS)
    findings = models.TextField(_("Vad visar den?"), max_length=LONGEST_WORDS)

    history = history.kept()

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "mapping", "on_date", "sources", "findings"})

    def __str__(self):
        return f"market survey {self.pk}"
