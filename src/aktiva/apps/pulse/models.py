"""The pulse: what is asked where, answers that nobody can read, and what may be told of them.

There is no row about a person here. Why each field is as it is, and what an attacker with the
whole database sees, is told in ``docs/method/anonymity.md``.
"""

import secrets
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aktiva.apps.audit import history
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation.models import Unit
from aktiva.domain.pulse.codes import ALPHABET, UNIT_LENGTH
from aktiva.domain.pulse.figures import LOW_LIMITS, MEAN_LIMITS

KEY_BITS = 63


class ChanceKey(models.BigIntegerField):
    """A primary key made by chance, which says nothing of when a row came.

    In SQLite it is the row's place in the table too (``rowid``): any other key would leave beside
    it a rowid that counts the rows in the order they came.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "primary_key": True})

    def db_type(self, connection):
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)


def new_key() -> int:
    """Return a key that says nothing."""
    return secrets.randbits(KEY_BITS)


def new_code() -> str:
    """Return the code of a unit's page."""
    return "".join(secrets.choice(ALPHABET) for _ in range(UNIT_LENGTH))


class Pulse(models.Model):
    """Statements put to all who work in some units, from one day to another.

    `public_key` seals the answers; `key_name` is the file with the half that opens them, which
    lies outside the database and is destroyed when they have been counted.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="pulses")
    title = models.CharField(_("Namn"), max_length=120)
    opens_on = models.DateField(_("Första dag att svara"))
    closes_on = models.DateField(_("Sista dag att svara"))
    languages = models.JSONField(_("Språk"), default=list, blank=True)
    statements = models.JSONField(default=list, blank=True)
    places = models.JSONField(default=list, blank=True)
    asks_words = models.BooleanField(_("Fråga efter egna ord"), default=False)
    uses_slips = models.BooleanField(_("Engångslappar"), default=False)
    has_opening_code = models.BooleanField(_("Öppningskod"), default=False)
    mean_limit = models.DecimalField(
        _("Föreslå när medelvärdet är under"), max_digits=2, decimal_places=1,
        default=Decimal("3.5"), choices=[(m, str(m).replace(".", ",")) for m in MEAN_LIMITS],
    )  # fmt: skip
    low_limit = models.PositiveSmallIntegerField(
        _("Föreslå när andelen låga svar är över"), default=20,
        choices=[(n, f"{n} %") for n in LOW_LIMITS],
    )  # fmt: skip
    public_key = models.CharField(max_length=64, blank=True)
    key_name = models.CharField(max_length=32, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    counted_at = models.DateTimeField(null=True, blank=True)

    history = history.kept()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("closes_on")),
                name="pulse_ends_after_it_begins",
                violation_error_message=_("Sista dagen kan inte vara före den första."),
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True, public_key="", key_name="")
                | ~Q(public_key="") & ~Q(key_name="") & Q(opened_at__isnull=False),
                name="pulse_open_has_a_key",
            ),
            models.CheckConstraint(
                condition=Q(counted_at__isnull=True) | Q(opened_at__isnull=False),
                name="pulse_counted_was_open",
            ),
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset(
            {"id", "cycle", "title", "opens_on", "closes_on", "languages", "statements", "places"}
            | {"asks_words", "uses_slips", "has_opening_code", "mean_limit", "low_limit"}
            | {"public_key", "key_name", "opened_at", "counted_at"}
        )

    def __str__(self):
        return f"pulse {self.pk}"

    @property
    def about(self) -> str:
        """What the sealed answers are bound to."""
        return f"pulse {self.pk}"


class PulseUnit(models.Model):
    """A unit that answers, and the code on its poster. It never tells how many have answered."""

    pulse = models.ForeignKey(Pulse, on_delete=models.PROTECT, related_name="units")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=UNIT_LENGTH, unique=True, default=new_code)

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pulse", "unit"], name="pulse_unit_once"),
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "pulse", "unit", "code"})

    def __str__(self):
        return f"pulse {self.pulse_id} at {self.unit_id}"


class PulseSlip(models.Model):
    """That a slip is good: a mark of it, keyed outside the database. A used slip looks the same."""

    id = ChanceKey()
    pulse = models.ForeignKey(Pulse, on_delete=models.PROTECT, related_name="slips")

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "pulse"})

    def __str__(self):
        return f"slip of pulse {self.pulse_id}"


class SealedAnswer(models.Model):
    """An answer that nobody can read until all are counted; then it is no more.

    Every one is equally long, and where it comes from is inside. It has no earlier versions and
    leaves no entry in the log.
    """

    id = ChanceKey()
    pulse = models.ForeignKey(Pulse, on_delete=models.PROTECT, related_name="answers")
    day = models.DateField()
    sealed = models.BinaryField()

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "pulse", "day", "sealed"})

    def __str__(self):
        return f"answer to pulse {self.pulse_id}"


class PulseGroup(models.Model):
    """What may be told of a group's answers: all that is kept when they have been counted.

    Args:
        places: The unit, or several told as one. A negative number is a unit without those below.
        above: The place that the group is a part of.
        figures: Key of the statement → level, cells and mean, as the door let them out.
    """

    pulse = models.ForeignKey(Pulse, on_delete=models.PROTECT, related_name="groups")
    position = models.PositiveIntegerField()
    places = models.JSONField()
    above = models.BigIntegerField(null=True)
    n = models.PositiveIntegerField()
    figures = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pulse", "position"], name="pulse_group_once"),
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "pulse", "position", "places", "above", "n", "figures"})

    def __str__(self):
        return f"group of pulse {self.pulse_id}"


class PulseWords(models.Model):
    """Somebody's own words, of a whole department or the employer, with what points at anybody
    taken out."""

    id = ChanceKey(default=new_key)
    pulse = models.ForeignKey(Pulse, on_delete=models.PROTECT, related_name="words")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(max_length=1000)

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "pulse", "unit", "words"})

    def __str__(self):
        return f"words in pulse {self.pulse_id}"
