"""Groups of equal work, how they were changed, and what each rater said of their value."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aktiva.apps.audit import history
from aktiva.apps.pay.models.runs import LONGEST_WORDS, PayMapping


class WorkGroup(models.Model):
    """Positions held to be equal work. One that was split or merged is kept, ended.

    `places` are [title, code] pairs. `dominated` is set where a reasoned exception says whether
    the group is dominated by women; the share decides otherwise. `levels` are those agreed on, by
    the key of the factor, `level_reasons` why they are not at the median, and `level_days` when
    each was agreed on. `points_on` is the day that finished `points` were set.
    """

    mapping = models.ForeignKey(PayMapping, on_delete=models.PROTECT, related_name="groups")
    name = models.CharField(_("Namn"), max_length=160)
    places = models.JSONField(default=list, blank=True)
    why = models.TextField(blank=True)
    dominated = models.BooleanField(_("Kvinnodominerad"), null=True, blank=True)
    dominated_reason = models.TextField(_("Skäl"), max_length=LONGEST_WORDS, blank=True)
    tried = models.TextField(_("Hur gruppen är prövad"), max_length=LONGEST_WORDS, blank=True)
    unchanged_since = models.PositiveSmallIntegerField(null=True, blank=True)
    tried_in = models.PositiveSmallIntegerField(null=True, blank=True)
    levels = models.JSONField(default=dict, blank=True)
    level_reasons = models.JSONField(default=dict, blank=True)
    level_days = models.JSONField(default=dict, blank=True)
    points = models.FloatField(_("Poäng"), null=True, blank=True)
    points_on = models.DateField(null=True, blank=True)
    ended = models.BooleanField(default=False)

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mapping", "name"], condition=Q(ended=False), name="work_group_name_unique"
            )
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset(
            {"id", "mapping", "name", "places", "why", "dominated", "dominated_reason", "tried"}
            | {"unchanged_since", "tried_in", "levels", "level_reasons", "level_days", "points"}
            | {"points_on", "ended"}
        )

    def __str__(self):
        return f"group {self.pk}"


class GroupChange(models.Model):
    """A split, merge or renaming of groups, with the reason that was given.

    `before` and `after` are the names as they were, `group_ids_before` and `group_ids_after` the
    groups themselves, the same one for a new name. One that was undone stands for nothing.
    """

    class Kind(models.TextChoices):
        SPLIT = "split", _("Delades")
        MERGE = "merge", _("Slogs ihop")
        RENAME = "rename", _("Bytte namn")

    mapping = models.ForeignKey(PayMapping, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    before = models.JSONField()
    after = models.JSONField()
    group_ids_before = models.JSONField(default=list, blank=True)
    group_ids_after = models.JSONField(default=list, blank=True)
    reason = models.TextField(max_length=LONGEST_WORDS)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Privacy:
        personal = frozenset({"made_by", "undone_by"})
        ordinary = frozenset(
            {"id", "mapping", "kind", "before", "after", "group_ids_before", "group_ids_after"}
            | {"reason", "made_at", "undone_at"}
        )

    def __str__(self):
        return f"change {self.pk}"


class GroupRating(models.Model):
    """The level that one rater has set for a group on a factor, blind to the others'."""

    group = models.ForeignKey(WorkGroup, on_delete=models.PROTECT, related_name="ratings")
    factor = models.CharField(max_length=40)
    rater = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "factor", "rater"], name="group_rating_once")
        ]

    class Privacy:
        personal = frozenset({"rater"})
        ordinary = frozenset({"id", "group", "factor", "level"})

    def __str__(self):
        return f"rating {self.pk}"
