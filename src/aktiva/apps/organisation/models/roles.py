"""Roles and assignments: who holds what, where and when."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aktiva.apps.audit import history
from aktiva.apps.organisation.models.units import Unit


class RoleHolding(models.Model):
    """One person's role at one unit for a time; it holds for everything below that unit.

    Several units are several rows, so an area of responsibility need not follow the tree.
    Safety and union representatives hold an *assignment notified by their organisation*;
    it says whom they represent and is no register of members.
    """

    class Role(models.TextChoices):
        ADMINISTRATOR = "administrator", _("systemadministratör")
        ASSISTANT = "assistant", _("medhjälpare som fyller i")
        AUDITOR = "auditor", _("revisor")
        DEPARTMENT_HEAD = "department_head", _("förvaltningschef")
        HR_PARTNER = "hr_partner", _("HR-partner")
        HR_STRATEGIST = "hr_strategist", _("HR-strateg")
        REGISTRAR = "registrar", _("registrator")
        SAFETY_REPRESENTATIVE = "safety_representative", _("skyddsombud")
        SECRETARY = "secretary", _("nämndsekreterare")
        UNION_REPRESENTATIVE = "union_representative", _("facklig företrädare")
        UNIT_MANAGER = "unit_manager", _("chef")

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="holdings")
    role = models.CharField(max_length=30, choices=Role.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="holdings")
    title = models.CharField(_("Titel"), max_length=80)
    acting = models.BooleanField(_("Tillförordnad"), default=False)
    organisation = models.CharField(_("Företräder"), max_length=80, blank=True)
    notified_date = models.DateField(_("Anmäld"), null=True, blank=True)
    from_date = models.DateField(_("Från"))
    to_date = models.DateField(_("Till"), null=True, blank=True)

    history = history.kept()

    class Meta:
        indexes = [models.Index(fields=["user", "from_date"]), models.Index(fields=["unit"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gt=F("from_date")),
                name="role_holding_ends_after_start",
            ),
            models.CheckConstraint(
                condition=(
                    Q(
                        role__in=["safety_representative", "union_representative"],
                        notified_date__isnull=False,
                    )
                    & ~Q(organisation="")
                )
                | (
                    ~Q(role__in=["safety_representative", "union_representative"])
                    & Q(organisation="", notified_date__isnull=True)
                ),
                name="only_representatives_are_notified",
            ),
        ]

    class Privacy:
        personal = frozenset({"user", "organisation", "notified_date", "title"})
        ordinary = frozenset({"id", "role", "unit", "acting", "from_date", "to_date"})

    @property
    def last_day(self) -> date | None:
        """The last day that the role is held, None for one without an end."""
        return self.to_date - timedelta(days=1) if self.to_date else None

    def __str__(self):
        return f"{self.role} at {self.unit_id}"

    @property
    def function(self) -> str:
        """The title as it is written after a name: *tf. rektor*, *skyddsombud, Kommunal*."""
        words = f"tf. {self.title}" if self.acting else self.title
        return f"{words}, {self.organisation}" if self.organisation else words
