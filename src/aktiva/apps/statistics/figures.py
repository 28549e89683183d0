"""The figures that questions show, each through the door: what may leave and nothing more."""

from __future__ import annotations

from django.utils.translation import gettext as _

from aktiva.apps.organisation.models import Unit
from aktiva.apps.statistics import queries
from aktiva.apps.surveys.figures import Table, register
from aktiva.domain.disclosure.door import Leaving, Outcome
from aktiva.domain.questionnaire import Figures

YEARS = {Figures.SEXES: 3, Figures.SICK_LEAVE: 5}


def _none(caption: str, year: int) -> Table:
    return Table(caption, note=_("Inga siffror är inlästa för %(year)s.") % {"year": year})


def _note(leaving: Leaving) -> str:
    if leaving.outcome is Outcome.WITHHELD:
        return _("Siffrorna visas inte, eftersom de är för små.")
    if leaving.outcome is Outcome.COARSER:
        return _("Bara summor visas, eftersom något tal är för litet.")
    return ""


def _as_table(caption: str, leaving: Leaving) -> Table:
    table = leaving.table
    if table is None:
        return Table(caption, note=_note(leaving))
    rows = tuple((str(label), tuple(map(str, cells))) for label, cells in table.labelled)
    return Table(caption, tuple(map(str, table.columns)), rows, _note(leaving))


def _employment(unit: Unit, below: frozenset[int], year: int) -> Table:
    caption = _("Anställda efter anställningsform")
    day = queries.latest_day(below, year=year)
    found = queries.staff_table(unit, below, on=day) if day else None
    return _as_table(caption, found.leaving) if found else _none(caption, year)


def _staff(unit: Unit, below: frozenset[int], year: int) -> Table:
    caption = _("Antal anställda")
    day = queries.latest_day(below, year=year)
    leaving = queries.staff_total(below, on=day) if day else None
    return _as_table(caption, leaving) if leaving else _none(caption, year)


def _sexes(unit: Unit, below: frozenset[int], year: int) -> Table:
    caption = _("Kvinnor och män")
    years = range(year - YEARS[Figures.SEXES] + 1, year + 1)
    found = queries.sexes_over_years(unit, below, years=years)
    rows = tuple(
        (str(day.year), tuple(str(n) for n in leaving.table.cells[0]))
        for day, leaving in found
        if leaving.table is not None
    )
    if not rows:
        return Table(caption, note=_note(found[0][1])) if found else _none(caption, year)
    return Table(caption, (_("Kvinnor"), _("Män")), rows)


def _sick_leave(unit: Unit, below: frozenset[int], year: int) -> Table:
    caption = _("Sjukfrånvaro i procent")
    years = range(year - YEARS[Figures.SICK_LEAVE] + 1, year + 1)
    rows = []
    for of_year, leaving in queries.sick_leave_over_years(unit, years=years):
        kept = leaving.shares
        if kept.everybody is not None:
            cells = (kept.everybody, kept.women, kept.men)
            rows.append(
                (str(of_year), tuple("–" if c is None else f"{c}".replace(".", ",") for c in cells))
            )
    if not rows:
        return _none(caption, year)
    return Table(caption, (_("Alla"), _("Kvinnor"), _("Män")), tuple(rows))


def register_all() -> None:
    """Let the questions show these figures."""
    register(Figures.EMPLOYMENT, _employment)
    register(Figures.STAFF, _staff)
    register(Figures.SEXES, _sexes)
    register(Figures.SICK_LEAVE, _sick_leave)
