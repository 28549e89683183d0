"""Cooperation on the pay mapping, and what the unions were given for it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aktiva.apps.audit import history
from aktiva.apps.cooperation.models import Party
from aktiva.apps.pay.models.runs import LONGEST_WORDS, PayMapping


class PayCooperation(models.Model):
    """That parties worked together on a step of the pay mapping, and what they said.

    `parties` are the ids of the parties, as organisations; no names of people.
    """

    class Step(models.TextChoices):
        PLANNING = "planning", _("Planering och underlag")
        PRACTICE = "practice", _("Regler och praxis")
        GROUPS = "groups", _("Grupper med lika arbete")
        VALUE = "value", _("Arbetets värde")
        COMPARISONS = "comparisons", _("Jämförelser och bedömningar")
        PLAN = "plan", _("Handlingsplan")
        OUTCOMES = "outcomes", _("Utvärdering av förra årets plan")

    mapping = models.ForeignKey(PayMapping, on_delete=models.PROTECT, related_name="cooperation")
    step = models.CharField(_("Steg"), max_length=16, choices=Step.choices)
    on_date = models.DateField(_("Datum"))
    parties = models.JSONField(_("Vilka deltog?"), default=list)
    done = models.TextField(_("Vad gjorde ni?"), max_length=LONGEST_WORDS)
    dissent = models.TextField(_("Avvikande mening"), max_length=LONGEST_WORDS, blank=True)

    history = history.kept()

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "mapping", "step", "on_date", "parties", "done", "dissent"})

    def __str__(self):
        return f"cooperation {self.pk}"


class PayHandover(models.Model):
    """What a union was given, and when. Pay of single people needs the duty of confidentiality."""

    class What(models.TextChoices):
        OVERVIEW = "overview", _("Översikt utan löner för enskilda")
        GROUPS = "groups", _("Grupper och jämförelser")
        INDIVIDUAL = "individual", _("Enskilda anställdas löner")

    mapping = models.ForeignKey(PayMapping, on_delete=models.PROTECT, related_name="handovers")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(_("Vad lämnades?"), max_length=16, choices=What.choices)
    on_date = models.DateField(_("Datum"))
    words = models.TextField(_("Beskrivning"), max_length=LONGEST_WORDS, blank=True)
    confidential = models.BooleanField(
        _("Mottagaren har upplysts om tystnadsplikten"), default=False
    )

    history = history.kept()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(what="individual") | Q(confidential=True),
                name="individual_pay_needs_confidentiality",
            )
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "mapping", "party", "what", "on_date", "words", "confidential"})

    def __str__(self):
        return f"handover {self.pk}"
