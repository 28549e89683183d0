"""What directive (EU) 2023/970 would ask for besides the figures. Not Swedish law."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from aktiva.apps.audit import history
from aktiva.apps.pay.models.groups import WorkGroup
from aktiva.apps.pay.models.runs import LONGEST_WORDS, PayMapping


class PayCategory(models.Model):
    """What is said of a category of workers whose difference reaches the limit of article 10."""

    mapping = models.ForeignKey(PayMapping, on_delete=models.PROTECT, related_name="categories")
    group = models.ForeignKey(WorkGroup, on_delete=models.PROTECT, related_name="+")
    justification = models.TextField(
        _("Sakliga, könsneutrala kriterier"), max_length=LONGEST_WORDS, blank=True
    )
    remedied_on = models.DateField(_("Åtgärdad"), null=True, blank=True)

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mapping", "group"], name="pay_category_once")
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "mapping", "group", "justification", "remedied_on"})

    def __str__(self):
        return f"category {self.pk}"


class PayQuestion(models.Model):
    """That somebody asked about their pay level, article 7. Who asked is not kept, nor the pay."""

    mapping = models.ForeignKey(PayMapping, on_delete=models.PROTECT, related_name="questions")
    group = models.ForeignKey(WorkGroup, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField(_("Frågan kom"))
    answered_on = models.DateField(_("Besvarad"), null=True, blank=True)

    history = history.kept()

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "mapping", "group", "received_on", "answered_on"})

    def __str__(self):
        return f"question {self.pk}"
