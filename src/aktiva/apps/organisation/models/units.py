"""Employers and the tree of units, which changes over time."""

import secrets

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aktiva.apps.audit import history
from aktiva.domain.organisation.tree import Level
from aktiva.domain.organisation.words import KindWords, organisation_number_is_valid


def new_revision() -> int:
    """Return a number that no other revision has had."""
    return secrets.randbits(48)


def check_organisation_number(value: str) -> None:
    """Refuse a number whose form or check digit is wrong."""
    if not organisation_number_is_valid(value):
        raise ValidationError(
            _("Organisationsnumret stämmer inte. Skriv det som 212000-1234, med bindestreck."),
            code="invalid",
        )


class Employer(models.Model):
    """One juridical person: the one who has the duty. A municipality, a company, a federation."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("Kommun")
        REGION = "region", _("Region")
        COMPANY = "company", _("Bolag")
        FEDERATION = "federation", _("Kommunalförbund")
        OTHER = "other", _("Annan arbetsgivare")

    org_number = models.CharField(
        _("Organisationsnummer"), max_length=11, unique=True, validators=[check_organisation_number]
    )
    name = models.CharField(_("Arbetsgivarens namn"), max_length=120)
    kind = models.CharField(
        _("Slag"), max_length=20, choices=Kind.choices, default=Kind.MUNICIPALITY
    )
    address = models.CharField(_("Adress i skrivelser"), max_length=200, blank=True)
    contact = models.CharField(_("Kontakt för dem som svarar"), max_length=200, blank=True)
    personal_links = models.BooleanField(_("Personliga länkar i breven"), default=True)
    # Drawn anew with every change of a unit. Random, so that a change that is taken back
    # with its transaction cannot be mistaken for the next one.
    tree_revision = models.PositiveBigIntegerField(default=new_revision)

    history = history.kept()

    class Privacy:
        personal = frozenset({"contact"})
        ordinary = frozenset(
            {"id", "org_number", "name", "kind", "address", "tree_revision"} | {"personal_links"}
        )

    def __str__(self):
        return f"{self.name} ({self.org_number})"


class UnitKind(models.Model):
    """What the employer calls one kind of unit and its chief; used in every page and paper."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="kinds")
    code = models.SlugField(max_length=40)
    level = models.CharField(max_length=20, choices=[(v.value, v.value) for v in Level])
    singular = models.CharField(_("En"), max_length=60)
    definite = models.CharField(_("Den"), max_length=60)
    plural = models.CharField(_("Flera"), max_length=60)
    chief = models.CharField(_("Chefens titel"), max_length=60)
    answers = models.BooleanField(_("Svarar på underlaget"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employer", "code"], name="unit_kind_code_unique")
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset(
            {"id", "employer", "code", "level", "singular", "definite", "plural", "chief"}
            | {"answers", "position"}
        )

    def __str__(self):
        return self.singular

    @property
    def words(self) -> KindWords:
        return KindWords(self.singular, self.definite, self.plural, self.chief)


class Unit(models.Model):
    """A unit as an identity that lasts; what it was called and where it stood is in its periods."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="units")
    code = models.CharField(_("Kod"), max_length=40)

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employer", "code"], name="unit_code_unique")
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "employer", "code"})

    def __str__(self):
        return f"unit {self.code}"


class UnitPeriod(models.Model):
    """Name, kind and place of a unit from a day until (not including) another."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="periods")
    name = models.CharField(_("Namn"), max_length=120)
    short_name = models.CharField(_("Kort namn"), max_length=80)
    kind = models.ForeignKey(UnitKind, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="child_periods"
    )
    from_date = models.DateField(_("Från"))
    to_date = models.DateField(_("Till"), null=True, blank=True)

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "from_date"], name="unit_period_start_unique"),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gt=F("from_date")),
                name="unit_period_ends_after_start",
            ),
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset(
            {"id", "unit", "name", "short_name", "kind", "parent", "from_date", "to_date"}
        )

    def __str__(self):
        return f"{self.name} {self.from_date}"


class Succession(models.Model):
    """What became of a unit: whose answers and measures are whose after a change."""

    class Kind(models.TextChoices):
        MERGED = "merged", _("Sammanslagen")
        SPLIT = "split", _("Delad")
        MOVED = "moved", _("Flyttad")
        RENAMED = "renamed", _("Namnbyte")
        CLOSED = "closed", _("Avvecklad")

    before = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    after = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="predecessions"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    on_date = models.DateField()

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["before", "after", "kind", "on_date"], name="succession_unique"
            )
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "before", "after", "kind", "on_date"})

    def __str__(self):
        return f"{self.before_id} {self.kind} {self.after_id}"


class Import(models.Model):
    """One spreadsheet: its rows as read, what taking it in made, and whether it was undone."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="imports")
    file_name = models.CharField(max_length=200)
    rows = models.JSONField()
    read_at = models.DateTimeField()
    read_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    from_date = models.DateField()
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    made = models.JSONField(default=dict)

    class Privacy:
        personal = frozenset({"read_by", "rows", "made"})
        ordinary = frozenset(
            {"id", "employer", "file_name", "read_at", "from_date", "applied_at", "undone_at"}
        )

    def __str__(self):
        return f"import {self.pk}"
