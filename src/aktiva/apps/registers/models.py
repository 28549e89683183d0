"""What the employer keeps once and points to from everywhere: its forums."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from aktiva.apps.audit import history
from aktiva.apps.organisation.models import Employer, Unit
from aktiva.domain.organisation.tree import Level


class Forum(models.Model):
    """A place where people meet or are asked, under the employer's own name for it.

    Methods, cooperation, measures and follow-ups point here. One that is retired stays,
    for earlier years point to it.
    """

    class Kind(models.TextChoices):
        SAFETY_ROUND = "safety_round", _("Skyddsrond")
        WORKPLACE_MEETING = "workplace_meeting", _("Arbetsplatsträff")
        MEETING_THEME = "meeting_theme", _("Tema på arbetsplatsträff")
        MANAGEMENT_GROUP = "management_group", _("Ledningsgrupp")
        COOPERATION_GROUP = "cooperation_group", _("Samverkansgrupp")
        APPRAISAL = "appraisal", _("Medarbetarsamtal")
        SURVEY = "survey", _("Enkät")
        NANO_LEARNING = "nano_learning", _("Nano-learning")
        DAILY_COMMUNICATION = "daily_communication", _("Daglig kommunikation")
        TRAINING = "training", _("Utbildning")
        WORK_ENVIRONMENT = "work_environment", _("Årshjulet för arbetsmiljön")

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="forums")
    kind = models.CharField(_("Slag"), max_length=24, choices=Kind.choices)
    name = models.CharField(_("Namn hos er"), max_length=80)
    level = models.CharField(  # where in the tree it meets; blank: anywhere
        _("Nivå"), max_length=20, blank=True, choices=[(v.value, v.value) for v in Level]
    )
    position = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(_("Används inte längre från"), null=True, blank=True)

    history = history.kept()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("name"), "employer", name="forum_name_unique")]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "employer", "kind", "name", "level", "position", "retired_on"})

    def __str__(self):
        return self.name


class OwnArea(models.Model):
    """One heading of the employer's own plan, and the areas of the Act that it holds."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="own_areas")
    name = models.CharField(_("Rubrik"), max_length=80)
    areas = models.JSONField(_("Områden i lagen"), default=list)
    position = models.PositiveSmallIntegerField(default=0)

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("name"), "employer", name="own_area_name_unique")
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "employer", "name", "areas", "position"})

    def __str__(self):
        return self.name


class GoverningDocument(models.Model):
    """One version of a policy, guideline or routine: who owns it, when it was adopted, when reviewed.

    A new version is a new row that replaces the one before, so that it can be seen what applied.
    `unit` is the one whose own document it is, such as a school's; without it, the whole employer's.
    """

    class Kind(models.TextChoices):
        PERSONNEL_POLICY = "personnel_policy", _("Personalpolicy")
        PAY_POLICY = "pay_policy", _("Lönepolicy")
        RECRUITMENT = "recruitment", _("Rekryteringsrutin")
        GUIDELINES = "guidelines", _("Riktlinjer mot trakasserier")
        ROUTINES = "routines", _("Rutiner vid trakasserier")
        FOLLOW_UP = "follow_up", _("Rutin för den årliga uppföljningen")
        PARENTAL_LEAVE = "parental_leave", _("Rutin för föräldraledighet")
        EDUCATION_GUIDELINES = (
            "education_guidelines",
            _("Riktlinjer mot trakasserier i utbildningen"),
        )
        EDUCATION_ROUTINES = "education_routines", _("Rutiner vid trakasserier i utbildningen")
        DEGRADING_TREATMENT_PLAN = "degrading_treatment_plan", _("Plan mot kränkande behandling")
        OTHER = "other", _("Annat styrdokument")

    AGAINST_HARASSMENT = (
        Kind.GUIDELINES,
        Kind.ROUTINES,
        Kind.EDUCATION_GUIDELINES,
        Kind.EDUCATION_ROUTINES,
        Kind.DEGRADING_TREATMENT_PLAN,
    )

    employer = models.ForeignKey(
        Employer, on_delete=models.PROTECT, related_name="governing_documents"
    )
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="governing_documents"
    )
    kind = models.CharField(_("Slag"), max_length=24, choices=Kind.choices)
    title = models.CharField(_("Dokumentets namn"), max_length=160)
    version = models.CharField(_("Version"), max_length=40)
    owner_role = models.CharField(_("Ägare"), max_length=160)
    adopted_by = models.CharField(_("Antaget av"), max_length=160)
    adopted_on = models.DateField(_("Antaget den"))
    next_review_on = models.DateField(_("Ses över senast"))
    link = models.URLField(_("Länk"), max_length=400, blank=True)
    retired_on = models.DateField(_("Gäller inte längre från"), null=True, blank=True)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )

    history = history.kept()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(next_review_on__gt=F("adopted_on")),
                name="document_is_reviewed_after_adoption",
                violation_error_message=_("Översynen ska ligga efter den dag dokumentet antogs."),
            )
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset(
            {"id", "employer", "unit", "kind", "title", "version", "owner_role", "adopted_by"}
            | {"adopted_on", "next_review_on", "link", "retired_on", "replaces"}
        )

    def __str__(self):
        return f"{self.title} {self.version}"

    @property
    def is_against_harassment(self) -> bool:
        return self.kind in self.AGAINST_HARASSMENT
