"""Changes of the employer's registers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation.models import Employer
from aktiva.apps.registers import policy
from aktiva.apps.registers.models import Forum, GoverningDocument
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
    employer = _kept(employer, actor, at)
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
    employer = _kept(employer, actor, at)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumFacts:
    """What a person says about a forum."""

    kind: str
    name: str
    level: str = ""


@transaction.atomic
def keep_forum(
    *, employer: Employer, facts: ForumFacts, actor, at: datetime, forum_id: int | None = None
) -> Forum:
    """Add a forum, or change what one is called and where it meets.

    Raises:
        Employer.DoesNotExist: `actor` may not keep this employer's registers.
        Forum.DoesNotExist: No such forum of this employer.
        ValidationError: It has no name, or another has the same.
    """
    employer = _kept(employer, actor, at)
    name = " ".join(facts.name.split())
    same = employer.forums.filter(name__iexact=name).exclude(pk=forum_id)
    if not name:
        raise ValidationError({"name": _("Skriv vad forumet heter hos er.")})
    if same.exists():
        raise ValidationError({"name": _("Det finns redan ett forum med det namnet.")})
    if forum_id is None:
        forum = Forum(employer=employer, position=employer.forums.count())
    else:
        forum = employer.forums.get(pk=forum_id)
    forum.kind, forum.name, forum.level = facts.kind, name, facts.level
    history.store(forum, at=at, by=actor)
    _told("forums", about=forum, actor=actor, at=at)
    return forum


@transaction.atomic
def retire_forum(*, employer: Employer, forum_id: int, retired: bool, actor, at: datetime) -> Forum:
    """Stop using a forum from today, or take it into use again. Earlier years keep it.

    Raises:
        Employer.DoesNotExist: `actor` may not keep this employer's registers.
        Forum.DoesNotExist: No such forum of this employer.
    """
    forum = _kept(employer, actor, at).forums.get(pk=forum_id)
    forum.retired_on = at.date() if retired else None
    history.store(forum, at=at, by=actor, fields=["retired_on"])
    _told("forums", about=forum, actor=actor, at=at)
    return forum


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """What a person says about one version of a governing document.

    `unit_id` is the unit whose own document it is; None for the whole employer's.
    """

    kind: str
    title: str
    version: str
    owner_role: str
    adopted_by: str
    adopted_on: date
    next_review_on: date
    link: str = ""
    unit_id: int | None = None


@transaction.atomic
def keep_document(
    *, employer: Employer, facts: DocumentFacts, actor, at: datetime,
    replaces_id: int | None = None,
) -> GoverningDocument:  # fmt: skip
    """Register a version of a governing document, perhaps in place of an earlier one.

    A new version belongs to the same unit as the one before.

    Raises:
        Employer.DoesNotExist: `actor` may not keep this employer's registers.
        Unit.DoesNotExist: It is a unit's own, and `actor` does not keep that unit's documents.
        GoverningDocument.DoesNotExist: The earlier version is not this employer's, or replaced.
        ValidationError: It was adopted on a day that has not been or before the one it replaces,
            its version is the same as that one's, or its review lies before its adoption.
    """
    before = None
    if replaces_id is not None:
        before = employer.governing_documents.get(pk=replaces_id, replaced_by=None)
    unit_id = before.unit_id if before is not None else facts.unit_id
    if unit_id is None:
        employer = _kept(employer, actor, at)
    else:
        policy.keepable_units(actor, on=at.date()).get(pk=unit_id, employer=employer)
    problems: dict[str, str] = {}
    if facts.adopted_on > at.date():
        problems["adopted_on"] = _(
            "Dagen har inte varit än. Registrera versionen när den är antagen."
        )
    if facts.next_review_on <= facts.adopted_on:
        problems["next_review_on"] = _("Översynen ska ligga efter den dag dokumentet antogs.")
    if before is not None:
        if before.version.strip().casefold() == facts.version.strip().casefold():
            problems["version"] = _(
                "Den versionen finns redan. Skriv den nya versionens beteckning."
            )
        if facts.adopted_on < before.adopted_on:
            problems["adopted_on"] = _("Den nya versionen kan inte vara antagen före den förra.")
    if problems:
        raise ValidationError(problems)
    kept = history.store(
        GoverningDocument(
            employer=employer, unit_id=unit_id, kind=facts.kind, title=facts.title.strip(),
            version=facts.version.strip(), owner_role=facts.owner_role.strip(),
            adopted_by=facts.adopted_by.strip(), adopted_on=facts.adopted_on,
            next_review_on=facts.next_review_on, link=facts.link.strip(), replaces=before,
        ),
        at=at,
        by=actor,
    )  # fmt: skip
    if before is not None:
        before.retired_on = facts.adopted_on
        history.store(before, at=at, by=actor, fields=["retired_on"])
    _told("documents", about=kept, actor=actor, at=at)
    return kept


def _kept(employer: Employer, actor, at: datetime) -> Employer:
    return organisation_policy.employers_where(actor, Permission.YEAR_KEEP, on=at.date()).get(
        pk=employer.pk
    )


def _told(register: str, *, about, actor, at: datetime) -> None:
    log.record(
        log.Event.REGISTER_CHANGED, actor=actor, about=about, at=at, details={"register": register}
    )
