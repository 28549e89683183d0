"""Storing staff figures, and letting a stated table out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Employer, Unit
from aktiva.apps.statistics import policy, queries
from aktiva.apps.statistics.models import Release, SexFigure, SickLeave, StaffFigure
from aktiva.domain.organisation.permissions import Permission


@transaction.atomic
def store_figures(
    *,
    employer: Employer,
    on_date: date,
    figures: list[tuple[Unit, str, str, int]],
    source: str,
    actor,
    at: datetime,
) -> int:
    """Store employees per unit, form and extent on a day, replacing what was there.

    Args:
        figures: (unit, form, extent, persons) per row.

    Raises:
        Employer.DoesNotExist: `actor` may not store figures for this employer.
    """
    organisation_policy.employers_where(actor, Permission.YEAR_KEEP, on=at.date()).get(
        pk=employer.pk
    )
    before = {
        (f.unit_id, f.form, f.extent): f
        for f in StaffFigure.objects.filter(unit__employer=employer, on_date=on_date)
    }
    made, changed = [], []
    for unit, form, extent, n_persons in figures:
        row = before.get((unit.pk, form, extent))
        if row is None:
            made.append(
                StaffFigure(
                    unit=unit, on_date=on_date, form=form, extent=extent, n_persons=n_persons,
                    source=source,
                )
            )  # fmt: skip
        elif row.n_persons != n_persons:
            row.n_persons, row.source = n_persons, source
            changed.append(row)
    history.store_many(made, at=at, by=actor)
    history.update_many(changed, ["n_persons", "source"], at=at, by=actor)
    log.record(
        log.Event.FIGURES_STORED, actor=actor, about=employer, at=at,
        details={"on": on_date.isoformat(), "rows": len(figures)},
    )  # fmt: skip
    return len(made) + len(changed)


@transaction.atomic
def store_sex_figures(
    *, unit: Unit, on_date: date, n_women: int, n_men: int, source: str, actor, at: datetime
) -> SexFigure:
    """Store how many women and men a unit employs on a day, replacing what was there.

    Raises:
        Employer.DoesNotExist: `actor` may not store figures for this employer.
    """
    organisation_policy.employers_where(actor, Permission.YEAR_KEEP, on=at.date()).get(
        pk=unit.employer_id
    )
    row = SexFigure.objects.filter(unit=unit, on_date=on_date).first() or SexFigure(
        unit=unit, on_date=on_date
    )
    row.n_women, row.n_men, row.source = n_women, n_men, source
    history.store(row, at=at, by=actor)
    log.record(
        log.Event.FIGURES_STORED, actor=actor, about=row, at=at,
        details={"on": on_date.isoformat(), "rows": 1},
    )  # fmt: skip
    return row


@dataclass(frozen=True, slots=True, kw_only=True)
class SickLeaveFacts:
    """Sick leave of a year in per cent, and how many women and men stand behind it."""

    share: Decimal
    share_women: Decimal | None = None
    share_men: Decimal | None = None
    n_women: int
    n_men: int


@transaction.atomic
def store_sick_leave(
    *, unit: Unit, year: int, facts: SickLeaveFacts, source: str, actor, at: datetime
) -> SickLeave:
    """Store the sick leave of the employer or a department in a year, replacing what was there.

    Raises:
        Employer.DoesNotExist: `actor` may not store figures for this employer.
        ValidationError: The unit is neither, or the shares and numbers do not go together.
    """
    organisation_policy.employers_where(actor, Permission.YEAR_KEEP, on=at.date()).get(
        pk=unit.employer_id
    )
    tree = organisation.tree(unit.employer, on=at.date())
    if unit.pk not in {tree.root.id if tree.root else 0, *(d.id for d in tree.departments)}:
        raise ValidationError(
            _("Sjukfrånvaron skrivs in för hela arbetsgivaren eller för en förvaltning.")
        )
    if year > at.year:
        raise ValidationError({"year": _("Året har inte börjat än.")})
    _check(facts)
    row = SickLeave.objects.filter(unit=unit, year=year).first() or SickLeave(unit=unit, year=year)
    row.share, row.share_women, row.share_men = facts.share, facts.share_women, facts.share_men
    row.n_women, row.n_men, row.source = facts.n_women, facts.n_men, source
    history.store(row, at=at, by=actor)
    log.record(
        log.Event.FIGURES_STORED, actor=actor, about=row, at=at,
        details={"year": year, "rows": 1},
    )  # fmt: skip
    return row


def _check(facts: SickLeaveFacts) -> None:
    """Raise ValidationError where the shares and the numbers behind them do not go together."""
    groups = (
        ("share_women", facts.share_women, facts.n_women),
        ("share_men", facts.share_men, facts.n_men),
    )
    if not facts.n_women + facts.n_men:
        raise ValidationError({"n_women": _("Skriv hur många anställda som andelen gäller.")})
    told = [share for _field, share, _n in groups if share is not None]
    for field, share, n in groups:
        if told and share is None and n:
            raise ValidationError(
                {field: _("Skriv andelen för både kvinnor och män, eller för ingen av dem.")}
            )
        if share is not None and not n:
            raise ValidationError({field: _("Lämna andelen tom, eftersom antalet är 0.")})
    if told and not min(told) <= facts.share <= max(told):
        raise ValidationError(
            {"share": _("Andelen för alla ska ligga mellan kvinnornas och männens andelar.")}
        )


@transaction.atomic
def release_table(
    *, unit: Unit, unit_ids, on_date: date, reason: str, decided_as: str, actor, at: datetime
) -> Release:
    """Let the unit's table of employment form and extent out although it has small counts.

    Raises:
        Unit.DoesNotExist: `actor` may not let out this unit's figures.
        ValidationError: No figures, or no reason.
    """
    policy.units_with_releasable_figures(actor, on=at.date()).get(pk=unit.pk)
    whole = queries.breakdown(unit_ids, on=on_date)
    if whole is None:
        raise ValidationError(_("Det finns inga uppgifter om anställda den dagen."))
    if len(reason.strip()) < 20:
        raise ValidationError(
            {"reason": _("Skriv varför tabellen får lämnas ut, med minst 20 tecken.")}
        )
    release = history.store(
        Release(
            employer=unit.employer,
            unit=unit,
            table=queries.FORM_BY_EXTENT,
            on_date=on_date,
            cells=[list(row) for row in whole.cells],
            reason=reason.strip(),
            decided_at=at,
            decided_by=actor,
            decided_as=decided_as,
        ),
        at=at,
        by=actor,
    )
    log.record(
        log.Event.FIGURES_RELEASED, actor=actor, about=release, at=at,
        details={"table": queries.FORM_BY_EXTENT, "on": on_date.isoformat()},
    )  # fmt: skip
    return release
