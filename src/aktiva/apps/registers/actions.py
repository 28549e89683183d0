"""Changes of the employer's registers."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from aktiva.apps.audit import history, log
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation.models import Employer
from aktiva.apps.registers.models import Forum
from aktiva.domain.organisation.permissions import Permission
from aktiva.domain.organisation.tree import Level

K = Forum.Kind
USUAL_FORUMS = (
    (K.WORKPLACE_MEETING, "APT", Level.WORKPLACE),
    (K.MEETING_THEME, "APT-tema", Level.WORKPLACE),
    (K.SAFETY_ROUND, "Skyddsrond", Level.WORKPLACE),
    (K.APPRAISAL, "Medarbetarsamtal", Level.WORKPLACE),
    (K.DAILY_COMMUNICATION, "Daglig kommunikation", Level.WORKPLACE),
    (K.MANAGEMENT_GROUP, "Ledningsgrupp", Level.DEPARTMENT),
    (K.COOPERATION_GROUP, "Lokal samverkansgrupp (LSG)", Level.WORKPLACE),
    (K.COOPERATION_GROUP, "Samverkansgrupp för verksamheten (VSG)", Level.DEPARTMENT),
    (K.COOPERATION_GROUP, "Central samverkansgrupp (CSG)", Level.EMPLOYER),
    (K.SURVEY, "Medarbetarenkät", Level.EMPLOYER),
    (K.NANO_LEARNING, "Nano-learning", Level.EMPLOYER),
    (K.TRAINING, "Utbildning", Level.EMPLOYER),
    (K.WORK_ENVIRONMENT, "Årshjulet för arbetsmiljön", Level.EMPLOYER),
)
"""What most Swedish employers have, under names they may change."""


@transaction.atomic
def set_up_forums(*, employer: Employer, actor, at: datetime) -> list[Forum]:
    """Give the employer the usual forums, where it has none of that kind and name.

    Raises:
        Employer.DoesNotExist: `actor` may not keep this employer's registers.
    """
    employer = organisation_policy.employers_where(actor, Permission.YEAR_KEEP, on=at.date()).get(
        pk=employer.pk
    )
    has = {name.casefold() for name in employer.forums.values_list("name", flat=True)}
    new = [
        Forum(employer=employer, kind=kind, name=name, level=level, position=place)
        for place, (kind, name, level) in enumerate(USUAL_FORUMS)
        if name.casefold() not in has
    ]
    made = history.store_many(new, at=at, by=actor)
    log.record(
        log.Event.REGISTER_CHANGED, actor=actor, about=employer, at=at,
        details={"register": "forums", "rows": len(made)},
    )  # fmt: skip
    return made
