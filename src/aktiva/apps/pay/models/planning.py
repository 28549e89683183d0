"""The plan after a pay mapping, and what became of each row the year after."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from aktiva.apps.audit import history
from aktiva.apps.cycles.models import Measure
from aktiva.apps.organisation.models import Unit
from aktiva.apps.pay.models.runs import LONGEST_WORDS, PayMapping
from aktiva.domain.pay.plan import Sort, State

MOST_KR = 1_000_000_000


class PayPlanRow(models.Model):
    """An adjustment of pay or another measure: for how many, at what cost, by when.

    `answers` are the ids of comparisons. Costs are of groups, never of one named person. `measure`
    is the same row among the year's measures, where the manager of `unit` meets it; a row without
    a unit is the employer's. With `of_year_before` it is a row of the plan of the year before,
    written off from a mapping that was made elsewhere, to be evaluated in this one.
    """

    mapping = models.ForeignKey(PayMapping, on_delete=models.PROTECT, related_name="plan_rows")
    position = models.PositiveSmallIntegerField(default=0)
    sort = models.CharField(
        _("Vad är det?"), max_length=16,
        choices=[(Sort.ADJUSTMENT.value, _("Lönejustering")), (Sort.OTHER.value, _("Annan åtgärd"))],
    )  # fmt: skip
    what = models.CharField(_("Vad ska göras?"), max_length=400)
    answers = models.JSONField(_("Vilka skillnader svarar den på?"), default=list, blank=True)
    persons = models.PositiveIntegerField(_("Antal personer"), null=True, blank=True)
    kr_month = models.PositiveIntegerField(
        _("Kronor i månaden för var och en"), null=True, blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100_000)],
    )  # fmt: skip
    kr_once = models.PositiveIntegerField(
        _("Kostnad, kronor"), null=True, blank=True, validators=[MaxValueValidator(MOST_KR)]
    )
    start = models.DateField(_("Börjar"), null=True, blank=True)
    due = models.DateField(_("Klar senast"), null=True, blank=True)
    financing = models.CharField(_("Hur betalas den?"), max_length=200, blank=True)
    responsible = models.CharField(_("Ansvarig funktion"), max_length=120, blank=True)
    beyond = models.TextField(
        _("Vad parterna har skrivit om en längre tid"), max_length=LONGEST_WORDS, blank=True
    )
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    measure = models.ForeignKey(
        Measure, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    of_year_before = models.BooleanField(default=False)
    state = models.CharField(
        _("Hur gick det?"), max_length=16, blank=True,
        choices=[
            (State.DONE.value, _("Genomförd")),
            (State.UNDER_WAY.value, _("Pågår")),
            (State.EXTENDED.value, _("Förlängd")),
            (State.NOT_BEGUN.value, _("Inte påbörjad")),
            (State.DROPPED.value, _("Struken")),
        ],
    )  # fmt: skip
    outcome = models.TextField(
        _("Vad gjordes, och ändrades skillnaden?"), max_length=LONGEST_WORDS, blank=True
    )
    new_due = models.DateField(_("Nytt slutdatum"), null=True, blank=True)
    decided_by = models.CharField(_("Vem beslutade om ändringen?"), max_length=120, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    history = history.kept()

    class Privacy:
        personal = frozenset()
        ordinary = frozenset(
            {"id", "mapping", "position", "sort", "what", "answers", "persons", "kr_month"}
            | {"kr_once", "start", "due", "financing", "responsible", "beyond", "unit", "measure"}
            | {"of_year_before", "state", "outcome", "new_due", "decided_by", "told_at"}
        )

    def __str__(self):
        return f"plan row {self.pk}"
