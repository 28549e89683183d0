"""Taking in a spreadsheet of units and managers, and undoing it as one."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from aktiva.apps.accounts.models import User
from aktiva.apps.audit import history, log
from aktiva.apps.organisation import policy, queries
from aktiva.apps.organisation.actions.structure import change_unit, guard, touch_tree
from aktiva.apps.organisation.models import (
    Employer,
    Import,
    RoleHolding,
    Succession,
    Unit,
    UnitKind,
    UnitPeriod,
)
from aktiva.domain.organisation.importing import Change, UnitRow
from aktiva.domain.organisation.permissions import Permission, Role
from aktiva.domain.organisation.tree import Level


@transaction.atomic
def read_list(
    *, employer: Employer, rows: list[UnitRow], file_name: str, from_date: date, actor, at: datetime
) -> Import:
    """Keep the rows of a list for preview; nothing in the organisation changes.

    Raises:
        Employer.DoesNotExist: `actor` may not change this organisation.
    """
    guard(actor, employer, on=at.date())
    return Import.objects.create(
        employer=employer,
        file_name=file_name[:200],
        rows=[asdict(row) for row in rows],
        read_at=at,
        read_by=actor,
        from_date=from_date,
    )


@transaction.atomic
def apply_import(*, import_id: int, actor, at: datetime) -> Import:
    """Take in a list that has been previewed: new units, changed units, managers.

    Raises:
        Import.DoesNotExist: No such list, or not one that `actor` may take in.
        ValidationError: It has rows that are wrong, or has already been taken in.
    """
    taken = _reachable(actor, at).select_for_update(of=("self",)).get(pk=import_id)
    if taken.applied_at is not None:
        raise ValidationError(_("Listan är redan inläst."))
    employer, on = taken.employer, taken.from_date
    plan = queries.import_plan(taken, on=on)
    if plan.problems:
        raise ValidationError(_("Listan har rader som behöver rättas. Inget är ändrat."))
    kinds = {k.code: k for k in employer.kinds.all()}
    choices = queries.kind_choices(employer)
    units = {u.code: u for u in employer.units.all()}
    root = queries.tree(employer, on=on).root
    made: dict[str, list] = {"units": [], "holdings": [], "ended": [], "changed": []}
    periods, holdings = [], []
    for row in plan.new:
        if row.code not in units:
            units[row.code] = Unit(employer=employer, code=row.code)
    new_units = [units[row.code] for row in plan.new if units[row.code].pk is None]
    history.store_many(new_units, at=at, by=actor)
    units = {u.code: u for u in employer.units.all()}
    for row in plan.new:
        parent = units[row.parent] if row.parent else employer.units.get(pk=root.id)
        kind = kinds[choices[row.kind.casefold()]]
        periods.append(
            UnitPeriod(
                unit=units[row.code], name=row.name, short_name=row.name[:80], kind=kind,
                parent=parent, from_date=on,
            )
        )  # fmt: skip
        if row.email:
            holdings.append(_holding(row, units[row.code], kind, on=on))
    history.store_many(periods, at=at, by=actor)
    made["units"] = [units[row.code].pk for row in plan.new]
    touch_tree(employer)
    for change in plan.changed:
        _apply_change(change, units, kinds, choices, employer, made, on=on, actor=actor, at=at)
    kept = history.store_many(holdings, at=at, by=actor)
    made["holdings"] += [h.pk for h in kept] or _ids(holdings)
    taken.applied_at, taken.made = at, made
    taken.save(update_fields=["applied_at", "made"])
    policy.forget(actor)
    log.record(
        log.Event.ORGANISATION_IMPORTED, actor=actor, about=taken, at=at,
        details={"new": len(plan.new), "changed": len(plan.changed)},
    )  # fmt: skip
    return taken


def _ids(rows) -> list[int]:
    return [row.pk for row in rows if row.pk]


def _reachable(actor, at: datetime):
    return Import.objects.filter(
        employer__in=policy.employers_where(actor, Permission.ORGANISATION_KEEP, on=at.date())
    ).select_related("employer")


def _user(row: UnitRow) -> User:
    email = row.email.strip().lower()
    user = User.objects.filter(email=email).first()
    return user or User.objects.create_user(email, name=row.manager)


def _holding(row: UnitRow, unit: Unit, kind: UnitKind, *, on: date) -> RoleHolding:
    head = kind.level == Level.DEPARTMENT
    return RoleHolding(
        user=_user(row),
        role=Role.DEPARTMENT_HEAD if head else Role.UNIT_MANAGER,
        unit=unit,
        title=kind.chief,
        from_date=on,
    )


def _apply_change(
    change: Change, units, kinds, choices, employer, made, *, on: date, actor, at: datetime
) -> None:
    row = change.row
    fields = {label for label, _before, _after in change.fields}
    unit = units[row.code]
    kind = kinds[choices[row.kind.casefold()]] if row.kind else None
    if fields & {"Namn", "Överordnad", "Slag"}:
        before = UnitPeriod.objects.filter(queries.holds_on(on), unit=unit).get()
        made["changed"].append(
            {
                "unit": unit.pk,
                "period": before.pk,
                "name": before.name,
                "short_name": before.short_name,
                "kind": before.kind_id,
                "parent": before.parent_id,
                "from_date": before.from_date.isoformat(),
                "to_date": before.to_date.isoformat() if before.to_date else None,
            }
        )
        root = queries.tree(employer, on=on).root
        is_root = root is not None and unit.pk == root.id
        change_unit(
            unit=unit,
            on_date=on,
            name=row.name,
            short_name=row.name[:80] if "Namn" in fields else None,
            kind=None if is_root else kind,
            parent=None if is_root else units.get(row.parent) or Unit.objects.get(pk=root.id),
            actor=actor,
            at=at,
        )
    if "E-post" in fields:
        for holding in RoleHolding.objects.filter(
            queries.holds_on(on), unit=unit, acting=False,
            role__in=[Role.UNIT_MANAGER, Role.DEPARTMENT_HEAD],
        ):  # fmt: skip
            made["ended"].append([holding.pk, None])
            if holding.from_date >= on:
                made["ended"].pop()
                history.remove(holding, at=at, by=actor)
                continue
            holding.to_date = on
            history.store(holding, at=at, by=actor)
        kept = history.store(_holding(row, unit, kind, on=on), at=at, by=actor)
        made["holdings"].append(kept.pk)


@transaction.atomic
def undo_import(*, import_id: int, actor, at: datetime) -> Import:
    """Take back everything a list did, as one.

    Raises:
        Import.DoesNotExist: No such list, or not one that `actor` may undo.
        ValidationError: Something has since been built on it; nothing was changed.
    """
    taken = _reachable(actor, at).select_for_update(of=("self",)).get(pk=import_id)
    if taken.applied_at is None or taken.undone_at is not None:
        raise ValidationError(_("Listan är inte inläst, så det finns inget att ångra."))
    made = taken.made
    try:
        with transaction.atomic():
            _take_back(made, actor=actor, at=at)
    except ProtectedError as error:
        raise ValidationError(
            _(
                "Inläsningen går inte att ångra, för enheterna har redan svar, åtgärder eller "
                "nya chefer. Ändra enheterna var för sig i stället."
            )
        ) from error
    touch_tree(taken.employer)
    taken.undone_at = at
    taken.save(update_fields=["undone_at"])
    log.record(log.Event.ORGANISATION_IMPORT_UNDONE, actor=actor, about=taken, at=at)
    return taken


def _take_back(made: dict, *, actor, at: datetime) -> None:
    for holding in RoleHolding.objects.filter(pk__in=made["holdings"]):
        history.remove(holding, at=at, by=actor)
    for pk, to_date in made["ended"]:
        holding = RoleHolding.objects.get(pk=pk)
        holding.to_date = to_date and date.fromisoformat(to_date)
        history.store(holding, at=at, by=actor)
    for before in made["changed"]:
        _restore(before, actor=actor, at=at)
    for period in UnitPeriod.objects.filter(unit__in=made["units"]):
        history.remove(period, at=at, by=actor)
    for unit in Unit.objects.filter(pk__in=made["units"]):
        history.remove(unit, at=at, by=actor)


def _restore(before: dict, *, actor, at: datetime) -> None:
    start = date.fromisoformat(before["from_date"])
    for period in UnitPeriod.objects.filter(unit=before["unit"], from_date__gt=start):
        for succession in Succession.objects.filter(
            before=before["unit"], on_date=period.from_date
        ):
            history.remove(succession, at=at, by=actor)
        history.remove(period, at=at, by=actor)
    period = UnitPeriod.objects.get(pk=before["period"])
    period.name, period.short_name = before["name"], before["short_name"]
    period.kind_id, period.parent_id = before["kind"], before["parent"]
    period.to_date = before["to_date"] and date.fromisoformat(before["to_date"])
    history.store(period, at=at, by=actor)
