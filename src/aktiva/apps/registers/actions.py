"""Changes of the employer's registers."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation.models import Employer
from aktiva.apps.registers.models import Forum
from aktiva.apps.registers.models import OwnArea as OwnAreaRow
from aktiva.domain.cycle.own_areas import OwnArea
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


@transaction.atomic
def keep_own_areas(
    *, employer: Employer, headings: list[OwnArea], actor, at: datetime
) -> list[OwnAreaRow]:
    """Replace the employer's own headings, in this order; an empty list returns to the Act's.

    Raises:
        Employer.DoesNotExist: `actor` may not keep this employer's registers.
        ValidationError: A heading has no name or no area, or two have the same name.
    """
    employer = organisation_policy.employers_where(actor, Permission.YEAR_KEEP, on=at.date()).get(
        pk=employer.pk
    )
    names = [" ".join(h.name.split()) for h in headings]
    for name, heading in zip(names, headings, strict=True):
        if not name:
            raise ValidationError(_("En rubrik saknar namn. Skriv vad den heter i er plan."))
        if not heading.areas:
            raise ValidationError(
                _("Rubriken %(name)s håller inget område i lagen. Välj minst ett.") % {"name": name}
            )
    doubled = {n.casefold() for n in names if [x.casefold() for x in names].count(n.casefold()) > 1}
    if doubled:
        raise ValidationError(
            _("Rubriken %(name)s står två gånger. Byt namn på den ena.") % {"name": min(doubled)}
        )
    for old in employer.own_areas.all():
        history.remove(old, at=at, by=actor)
    made = history.store_many(
        [
            OwnAreaRow(
                employer=employer, name=name, areas=[a.value for a in heading.areas],
                position=place,
            )
            for place, (name, heading) in enumerate(zip(names, headings, strict=True))
        ],
        at=at,
        by=actor,
    )  # fmt: skip
    log.record(
        log.Event.REGISTER_CHANGED, actor=actor, about=employer, at=at,
        details={"register": "own_areas", "rows": len(made)},
    )  # fmt: skip
    return made
