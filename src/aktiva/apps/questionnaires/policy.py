"""Who writes the employer's questionnaire: those who keep its years."""

from __future__ import annotations

from datetime import date

from aktiva.apps.organisation import policy
from aktiva.apps.questionnaires.models import QuestionnaireDraft
from aktiva.domain.organisation.permissions import Permission


def employers(user, *, on: date):
    """Return the employers whose questionnaires the person writes."""
    return policy.employers_where(user, Permission.YEAR_KEEP, on=on)


def drafts(user, *, on: date):
    """Return the drafts that the person may change: those that have not ended."""
    return QuestionnaireDraft.objects.filter(employer__in=employers(user, on=on), ended_at=None)
