"""A year's pay mapping, the files it has stood on, and who may read them."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aktiva.apps.audit import history
from aktiva.apps.cycles.models import Cycle

LONGEST_WORDS = 4000


class PayMapping(models.Model):
    """The pay mapping of an employer in a year.

    `factor_plan` is the plan that work is valued by, as ``domain.pay.valuation`` has it in plain
    data; `bands` are the lowest points of the second band, the third, and so on. `raters` are the
    ids of those who rate blind, and `open_cells` what was opened although somebody had not rated,
    as ``group id/factor``.
    """

    class Method(models.TextChoices):
        FACTORS = "factors", _("Faktorplan i Aktiva")
        IMPORTED = "imported", _("Poäng från en annan metod")

    cycle = models.OneToOneField(Cycle, on_delete=models.PROTECT, related_name="pay_mapping")
    pay_date = models.DateField(_("Lönerna gäller den"))
    po_percent = models.DecimalField(
        _("PO-pålägg i procent"), max_digits=5, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )  # fmt: skip
    method = models.CharField(
        _("Metod"), max_length=16, choices=Method.choices, default=Method.FACTORS
    )
    factor_plan = models.JSONField(default=dict, blank=True)
    imported_method = models.CharField(
        _("Vilken metod, och vilka bedömde?"), max_length=400, blank=True
    )
    bands = models.JSONField(default=list, blank=True)
    raters = models.JSONField(default=list, blank=True)
    open_cells = models.JSONField(default=list, blank=True)
    rating_ended_at = models.DateTimeField(null=True, blank=True)
    uses_directive = models.BooleanField(_("Räkna också efter EU-direktivet"), default=False)
    reported_on = models.DateField(_("EU-rapporten lämnades"), null=True, blank=True)
    reminded_on = models.DateField(_("Alla påmindes om rätten att fråga"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    reopened_why = models.TextField(
        _("Varför kartläggningen öppnades igen"), max_length=LONGEST_WORDS, blank=True
    )

    history = history.kept()

    class Privacy:
        personal = frozenset({"raters"})
        ordinary = frozenset(
            {"id", "cycle", "pay_date", "po_percent", "method", "factor_plan", "imported_method"}
            | {"bands", "open_cells", "rating_ended_at", "uses_directive"}
            | {"reported_on", "reminded_on", "closed_at", "reopened_why"}
        )

    def __str__(self):
        return f"pay mapping {self.pk}"


class PayRun(models.Model):
    """A pay file that was read in; the mapping stands on the last one that was confirmed.

    `places` are counts of those in one of the pay file and the staff register only, by form of
    employment and unit, and `explained` why; no row of them is a person.
    """

    mapping = models.ForeignKey(PayMapping, on_delete=models.PROTECT, related_name="runs")
    number = models.PositiveSmallIntegerField()
    file_name = models.CharField(max_length=200)
    sheet = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64)
    n_rows = models.PositiveIntegerField()
    layout = models.TextField(blank=True)
    dropped = models.JSONField(default=list, blank=True)
    notes = models.JSONField(default=list, blank=True)
    why = models.TextField(_("Varför läses en ny fil in?"), max_length=LONGEST_WORDS, blank=True)
    register_name = models.CharField(max_length=200, blank=True)
    n_register = models.PositiveIntegerField(null=True, blank=True)
    n_both = models.PositiveIntegerField(null=True, blank=True)
    places = models.JSONField(default=list, blank=True)
    explained = models.JSONField(default=list, blank=True)
    read_at = models.DateTimeField()
    read_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mapping", "number"], name="pay_run_number_unique")
        ]

    class Privacy:
        personal = frozenset({"read_by"})
        ordinary = frozenset(
            {"id", "mapping", "number", "file_name", "sheet", "sha256", "n_rows", "layout"}
            | {"dropped", "notes", "why", "register_name", "n_register", "n_both", "places"}
            | {"explained", "read_at", "confirmed_at"}
        )

    def __str__(self):
        return f"pay run {self.pk}"


class PayCopy(models.Model):
    """What a run keeps of its file, encrypted: its tables until confirmed, then the frozen rows.

    `key_name` is a key outside the database. There are no earlier versions of it, so that what is
    taken away is gone.
    """

    run = models.OneToOneField(PayRun, on_delete=models.CASCADE, related_name="copy")
    key_name = models.CharField(max_length=64)
    content = models.BinaryField()

    class Privacy:
        personal = frozenset({"content"})
        ordinary = frozenset({"id", "run", "key_name"})

    def __str__(self):
        return f"copy of {self.run_id}"


class PayReader(models.Model):
    """Somebody who is named to read the pay of a mapping. What they read is logged."""

    mapping = models.ForeignKey(PayMapping, on_delete=models.PROTECT, related_name="readers")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mapping", "user"], condition=Q(ended_at=None), name="pay_reader_once"
            )
        ]

    class Privacy:
        personal = frozenset({"user"})
        ordinary = frozenset({"id", "mapping", "named_at", "ended_at"})

    def __str__(self):
        return f"reader {self.pk}"
