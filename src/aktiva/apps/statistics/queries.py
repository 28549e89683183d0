"""Staff figures, and what of them may leave. Every printed figure passes `staff_table`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Sum

from aktiva.apps.audit import history
from aktiva.apps.organisation.models import Employer, Unit
from aktiva.apps.statistics.models import Release, SexFigure, SickLeave, StaffFigure
from aktiva.domain.disclosure.door import Breakdown, Leaving, Subject, leave
from aktiva.domain.disclosure.shares import Shares, SharesLeaving, shares_leave

FORM_BY_EXTENT = "form_by_extent"


def latest_day(unit_ids: Iterable[int], *, year: int) -> date | None:
    """Return the latest day of the year for which figures are stored. One question."""
    return (
        StaffFigure.objects.filter(unit__in=list(unit_ids), on_date__year=year)
        .order_by("-on_date")
        .values_list("on_date", flat=True)
        .first()
    )


def breakdown(unit_ids: Iterable[int], *, on: date) -> Breakdown | None:
    """Return employees by form and extent of employment, or None without figures. One question."""
    rows = (
        StaffFigure.objects.filter(unit__in=list(unit_ids), on_date=on)
        .values("form", "extent")
        .annotate(n=Sum("n_persons"))
    )
    counted = {(row["form"], row["extent"]): row["n"] for row in rows}
    if not counted:
        return None
    forms = [f for f in StaffFigure.Form if any((f, e) in counted for e in StaffFigure.Extent)]
    return Breakdown(
        subject=Subject.EMPLOYMENT,
        rows=tuple(str(f.label) for f in forms),
        columns=tuple(str(e.label) for e in StaffFigure.Extent),
        cells=tuple(tuple(counted.get((f, e), 0) for e in StaffFigure.Extent) for f in forms),
    )


def release_of(unit: Unit, *, on: date) -> Release | None:
    """Return the latest decision to let the unit's table of that day out. One question."""
    return (
        Release.objects.filter(unit=unit, table=FORM_BY_EXTENT, on_date=on)
        .order_by("-decided_at", "-pk")
        .first()
    )


@dataclass(frozen=True, slots=True)
class StaffTable:
    """What may be printed about a unit's staff on a day, and the decision behind it."""

    on_date: date
    leaving: Leaving
    release: Release | None


def staff_table(unit: Unit, unit_ids: Iterable[int], *, on: date) -> StaffTable | None:
    """Return the unit's staff as it may leave, or None without figures. Two questions."""
    whole = breakdown(unit_ids, on=on)
    if whole is None:
        return None
    release = release_of(unit, on=on)
    leaving = leave(
        whole,
        coarser=(whole.without_columns("Antal"), _one_line(whole)),
        released=release.cells if release else None,
    )
    return StaffTable(on, leaving, release)


def staff_total(unit_ids: Iterable[int], *, on: date) -> Leaving | None:
    """Return how many are employed on a day, as it may leave, or None without figures. One question."""
    whole = breakdown(unit_ids, on=on)
    return leave(_one_line(whole)) if whole is not None else None


def _one_line(whole: Breakdown) -> Breakdown:
    total = sum(map(sum, whole.cells))
    return Breakdown(whole.subject, ("Anställda",), ("Antal",), ((total,),))


def sexes_over_years(
    unit: Unit, unit_ids: Iterable[int], *, years: Iterable[int]
) -> list[tuple[date, Leaving]]:
    """Return women and men on the latest day of each year with figures, as they may leave.

    A unit's own row is taken before the sum of those below it. One question.
    """
    wanted = sorted(years)
    rows = SexFigure.objects.filter(
        unit__in=list(unit_ids), on_date__year__gte=wanted[0], on_date__year__lte=wanted[-1]
    )
    by_day: dict[date, list[SexFigure]] = defaultdict(list)
    for row in rows:
        by_day[row.on_date].append(row)
    found = []
    for year in wanted:
        days = [day for day in by_day if day.year == year]
        if not days:
            continue
        counted = by_day[max(days)]
        own = [row for row in counted if row.unit_id == unit.pk] or counted
        cells = (sum(row.n_women for row in own), sum(row.n_men for row in own))
        whole = Breakdown(Subject.SEX, ("Anställda",), ("Kvinnor", "Män"), (cells,))
        found.append((max(days), leave(whole)))
    return found


def sick_leave_over_years(unit: Unit, *, years: Iterable[int]) -> list[tuple[int, SharesLeaving]]:
    """Return a unit's own sick leave of each year with figures, as it may leave. One question.

    Nothing is added up: the departments' shares do not make the share of the whole.
    """
    rows = SickLeave.objects.filter(unit=unit, year__in=list(years)).order_by("year")
    return [
        (
            row.year,
            shares_leave(
                Subject.SICK_LEAVE,
                Shares(row.share, row.share_women, row.share_men),
                n_women=row.n_women,
                n_men=row.n_men,
            ),
        )
        for row in rows
    ]


def sick_leave(unit: Unit) -> list[SickLeave]:
    """Return every year's row of a unit, the latest first. One question. For the staff page."""
    return list(SickLeave.objects.filter(unit=unit).order_by("-year"))


def headcount(employer: Employer, *, on: date, as_of: datetime | None = None) -> int | None:
    """Return the employer's employees on a day, None when nothing is stored. One question."""
    rows = history.rows(StaffFigure, as_of=as_of).filter(unit__employer=employer, on_date=on)
    found = rows.order_by().values_list("n_persons", flat=True)
    return sum(found) if found else None


def headcount_by_unit(
    employer: Employer, *, on: date, as_of: datetime | None = None
) -> dict[int, int]:
    """Return unit → employees on a day. One question. For weights; never printed."""
    rows = history.rows(StaffFigure, as_of=as_of).filter(unit__employer=employer, on_date=on)
    counted: dict[int, int] = defaultdict(int)
    for unit, n in rows.values_list("unit", "n_persons"):
        counted[unit] += n
    return dict(counted)


def sexes_by_unit(
    employer: Employer, *, year: int, as_of: datetime | None = None
) -> dict[int, tuple[int, int]]:
    """Return unit → women and men on the year's latest day with figures. One question.

    For finding where the distribution is uneven; never printed.
    """
    rows = history.rows(SexFigure, as_of=as_of).filter(unit__employer=employer, on_date__year=year)
    lines = rows.values_list("on_date", "unit", "n_women", "n_men")
    return {unit: (women, men) for _, unit, women, men in sorted(lines)}
