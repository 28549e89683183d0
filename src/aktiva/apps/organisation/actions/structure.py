"""Employers, units and political bodies are set up and changed."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.organisation import policy, queries
from aktiva.apps.organisation.models import (
    BodyUnit,
    Employer,
    PoliticalBody,
    RoleHolding,
    Succession,
    Unit,
    UnitKind,
    UnitPeriod,
)
from aktiva.apps.organisation.models.units import new_revision
from aktiva.domain.organisation.permissions import Permission, Role
from aktiva.domain.organisation.tree import Level
from aktiva.domain.organisation.words import KindWords

USUAL_KINDS = (
    ("kommun", Level.EMPLOYER, "kommun", "kommunen", "kommuner", "kommundirektör", False),
    ("forvaltning", Level.DEPARTMENT, "förvaltning", "förvaltningen", "förvaltningar",
     "förvaltningschef", False),
    ("omrade", Level.GROUP, "område", "området", "områden", "områdeschef", False),
    ("enhet", Level.WORKPLACE, "enhet", "enheten", "enheter", "enhetschef", True),
)  # fmt: skip


def touch_tree(employer: Employer) -> None:
    """Let every process notice that units have changed."""
    employer.tree_revision = new_revision()
    Employer.objects.filter(pk=employer.pk).update(tree_revision=employer.tree_revision)


@transaction.atomic
def create_employer(
    *,
    org_number: str,
    name: str,
    kind: str,
    address: str,
    actor,
    at: datetime,
    on: date,
    kinds=USUAL_KINDS,
) -> Employer:
    """Set up an employer from nothing, with its own node, usual words and `actor` as HR strategist.

    Args:
        kinds: (code, level, singular, definite, plural, chief, answers) per kind of
            unit, the employer's own kind first.

    Raises:
        ValidationError: The organisation number is wrong or taken.
    """
    employer = history.store(
        Employer(org_number=org_number.strip(), name=name.strip(), kind=kind, address=address),
        at=at,
        by=actor,
    )
    for position, (code, level, singular, definite, plural, chief, answers) in enumerate(kinds):
        history.store(
            UnitKind(
                employer=employer,
                code=code,
                level=level,
                singular=singular,
                definite=definite,
                plural=plural,
                chief=chief,
                answers=answers,
                position=position,
            ),
            at=at,
            by=actor,
        )
    root = history.store(Unit(employer=employer, code="0"), at=at, by=actor)
    history.store(
        UnitPeriod(
            unit=root,
            name=name.strip(),
            short_name=name.strip()[:80],
            kind=employer.kinds.get(code=kinds[0][0]),
            from_date=on,
        ),
        at=at,
        by=actor,
    )
    history.store(
        RoleHolding(
            user=actor, role=Role.HR_STRATEGIST, unit=root, title="HR-strateg", from_date=on
        ),
        at=at,
        by=actor,
    )
    touch_tree(employer)
    policy.forget(actor)
    log.record(log.Event.EMPLOYER_CREATED, actor=actor, about=employer, at=at)
    return employer


@transaction.atomic
def change_employer(
    *,
    employer: Employer,
    name: str,
    address: str,
    contact: str,
    actor,
    at: datetime,
    personal_links: bool = True,
) -> Employer:
    """Change how the employer is written in pages and papers, and whether letters hold links.

    Links that have been sent stop working when letters are to hold none.

    Raises:
        Employer.DoesNotExist: `actor` may not change this organisation.
    """
    guard(actor, employer, on=at.date())
    employer.name, employer.address, employer.contact = name.strip(), address, contact
    employer.personal_links = personal_links
    history.store(employer, at=at, by=actor)
    log.record(
        log.Event.UNIT_CHANGED, actor=actor, about=employer, at=at, details={"change": "employer"}
    )
    return employer


@transaction.atomic
def add_kind(
    *,
    employer: Employer,
    level: Level,
    words: KindWords,
    answers: bool,
    actor,
    at: datetime,
    kind_id: int | None = None,
) -> UnitKind:
    """Add a kind of unit, or change what the employer calls one and its chief.

    Raises:
        Employer.DoesNotExist: `actor` may not change this organisation.
        ValidationError: Another kind has the same name.
    """
    guard(actor, employer, on=at.date())
    same = employer.kinds.filter(singular__iexact=words.singular.strip()).exclude(pk=kind_id)
    if same.exists():
        raise ValidationError({"singular": _("Slaget finns redan. Ändra det i stället.")})
    if kind_id is None:
        code = slugify(words.singular)[:36] or "slag"
        if employer.kinds.filter(code=code).exists():
            code = f"{code}-{employer.kinds.count()}"
        kind = UnitKind(employer=employer, code=code, position=employer.kinds.count())
    else:
        kind = employer.kinds.get(pk=kind_id)
    kind.level = level
    kind.singular, kind.definite = words.singular.strip(), words.definite.strip()
    kind.plural, kind.chief = words.plural.strip(), words.chief.strip()
    kind.answers = answers
    history.store(kind, at=at, by=actor)
    touch_tree(employer)
    log.record(log.Event.UNIT_CHANGED, actor=actor, about=kind, at=at, details={"change": "kind"})
    return kind


@transaction.atomic
def add_unit(
    *,
    employer: Employer,
    code: str,
    name: str,
    short_name: str,
    kind: UnitKind,
    parent: Unit | None,
    from_date: date,
    actor,
    at: datetime,
) -> Unit:
    """Add a unit below `parent` from a day on.

    Raises:
        Employer.DoesNotExist: `actor` may not change this organisation.
        ValidationError: The code is taken.
    """
    guard(actor, employer, on=at.date())
    unit = history.store(Unit(employer=employer, code=code.strip()), at=at, by=actor)
    history.store(
        UnitPeriod(
            unit=unit, name=name, short_name=short_name, kind=kind, parent=parent,
            from_date=from_date,
        ),
        at=at,
        by=actor,
    )  # fmt: skip
    touch_tree(employer)
    log.record(log.Event.UNIT_CHANGED, actor=actor, about=unit, at=at, details={"change": "added"})
    return unit


@transaction.atomic
def change_unit(
    *,
    unit: Unit,
    on_date: date,
    actor,
    at: datetime,
    name: str | None = None,
    short_name: str | None = None,
    kind: UnitKind | None = None,
    parent: Unit | None = None,
) -> UnitPeriod:
    """Rename or move a unit from `on_date`; what it was before stays in its earlier period.

    Raises:
        Employer.DoesNotExist: `actor` may not change this organisation.
        ValidationError: The unit would lie below itself, or did not exist that day.
    """
    guard(actor, unit.employer, on=at.date())
    current = UnitPeriod.objects.filter(queries.holds_on(on_date), unit=unit).first()
    if current is None:
        raise ValidationError(
            _("Enheten fanns inte den dagen. Välj ett datum då enheten finns."), code="no_period"
        )
    if parent is not None:
        tree = queries.tree(unit.employer, on=on_date)
        if parent.pk in tree.subtree(unit.pk):
            raise ValidationError(
                _("En enhet kan inte ligga under sig själv. Välj en annan överordnad enhet."),
                code="circle",
            )
    moved = parent is not None and parent.pk != current.parent_id
    renamed = name is not None and name != current.name
    changed = UnitPeriod(
        unit=unit,
        name=name or current.name,
        short_name=short_name or (name if renamed else current.short_name),
        kind=kind or current.kind,
        parent=parent or current.parent,
        from_date=on_date,
        to_date=current.to_date,
    )
    if current.from_date == on_date:
        changed.pk, changed._state.adding = current.pk, False
    else:
        current.to_date = on_date
        history.store(current, at=at, by=actor)
    history.store(changed, at=at, by=actor)
    for happened, kind_of_change in ((moved, "moved"), (renamed, "renamed")):
        if happened:
            history.store(
                Succession(before=unit, after=unit, kind=kind_of_change, on_date=on_date),
                at=at,
                by=actor,
            )
    touch_tree(unit.employer)
    log.record(
        log.Event.UNIT_CHANGED,
        actor=actor,
        about=unit,
        at=at,
        details={"change": "moved" if moved else "renamed" if renamed else "changed"},
    )
    return changed


@transaction.atomic
def close_unit(
    *, unit: Unit, on_date: date, successor: Unit | None, kind: str, actor, at: datetime
) -> None:
    """Let a unit end on `on_date`, merged or split into `successor` when there is one.

    Raises:
        Employer.DoesNotExist: `actor` may not change this organisation.
    """
    guard(actor, unit.employer, on=at.date())
    for period in UnitPeriod.objects.filter(queries.holds_on(on_date), unit=unit):
        period.to_date = on_date
        history.store(period, at=at, by=actor)
    history.store(
        Succession(before=unit, after=successor, kind=kind, on_date=on_date), at=at, by=actor
    )
    touch_tree(unit.employer)
    log.record(log.Event.UNIT_CHANGED, actor=actor, about=unit, at=at, details={"change": kind})


@transaction.atomic
def register_body(
    *,
    employer: Employer,
    name: str,
    kind: str,
    code: str,
    above: PoliticalBody | None,
    from_date: date,
    actor,
    at: datetime,
    units: tuple[Unit, ...] = (),
) -> PoliticalBody:
    """Register a political body and the units it answers for.

    Raises:
        Employer.DoesNotExist: `actor` may not change this organisation.
        ValidationError: The code is taken or the body would stand above itself.
    """
    guard(actor, employer, on=at.date())
    body = history.store(
        PoliticalBody(
            employer=employer, name=name, kind=kind, code=code, above=above, from_date=from_date
        ),
        at=at,
        by=actor,
    )
    for unit in units:
        history.store(BodyUnit(body=body, unit=unit, from_date=from_date), at=at, by=actor)
    log.record(log.Event.POLITICAL_BODY_REGISTERED, actor=actor, about=body, at=at)
    return body


def guard(actor, employer: Employer, *, on: date) -> None:
    """Refuse one who may not change this organisation, as if it did not exist.

    Raises:
        Employer.DoesNotExist: See above.
    """
    policy.employers_where(actor, Permission.ORGANISATION_KEEP, on=on).get(pk=employer.pk)
