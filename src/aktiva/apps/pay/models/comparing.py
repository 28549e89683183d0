"""The comparisons of 3 kap. 9 § and what people have judged of each."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from aktiva.apps.audit import history
from aktiva.apps.pay.models.groups import WorkGroup
from aktiva.apps.pay.models.runs import LONGEST_WORDS, PayMapping, PayRun
from aktiva.domain.pay.comparisons import Kind
from aktiva.domain.pay.explanations import Answer
from aktiva.domain.pay.judging import Connected


class PayComparison(models.Model):
    """Two groups, or the women and men of one, and the judgement on the difference between them.

    The figures are in the run. `asks` is whether the difference is such that a ”no” needs an
    explanation; `is_current` whether today's groups and values still give the comparison. `given`
    are the explanations: rows of code, text, criteria, survey (an id) and decided_on. `together`
    is common to those that were judged at once.
    """

    mapping = models.ForeignKey(PayMapping, on_delete=models.PROTECT, related_name="comparisons")
    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in Kind])
    women_group = models.ForeignKey(
        WorkGroup, on_delete=models.PROTECT, related_name="compared_as_women"
    )
    other_group = models.ForeignKey(
        WorkGroup, on_delete=models.PROTECT, related_name="compared_as_other"
    )
    is_current = models.BooleanField(default=True)
    asks = models.BooleanField(default=False)
    connected = models.CharField(
        _("Har skillnaden samband med kön?"), max_length=20, blank=True,
        choices=[(c.value, c.label) for c in Connected],
    )  # fmt: skip
    text = models.TextField(_("Analysen"), max_length=LONGEST_WORDS, blank=True)
    given = models.JSONField(default=list, blank=True)
    together = models.CharField(max_length=32, blank=True)
    choice = models.CharField(
        max_length=16, blank=True, choices=[(a.value, a.label) for a in Answer]
    )
    choice_words = models.TextField(max_length=LONGEST_WORDS, blank=True)
    judged_in = models.ForeignKey(
        PayRun, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    judged_at = models.DateTimeField(null=True, blank=True)

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mapping", "kind", "women_group", "other_group"],
                name="pay_comparison_unique",
            )
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset(
            {"id", "mapping", "kind", "women_group", "other_group", "is_current", "asks"}
            | {"connected", "text", "given", "together", "choice", "choice_words", "judged_in"}
            | {"judged_at"}
        )

    def __str__(self):
        return f"comparison {self.pk}"
