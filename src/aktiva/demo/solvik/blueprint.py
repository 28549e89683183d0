"""Puts Solvik kommun together: the tree, the people and three years of work."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache

from aktiva.demo.solvik import affairs
from aktiva.demo.solvik.calendar import NOW, YEARS, Dates, at
from aktiva.demo.solvik.central import central_sheet
from aktiva.demo.solvik.company import company
from aktiva.demo.solvik.departments import department_sheets
from aktiva.demo.solvik.people import people, sign_ins
from aktiva.demo.solvik.places import ROOT, kinds, places, successions, units
from aktiva.demo.solvik.schedule import department_of
from aktiva.demo.solvik.shapes import Employer, Holding, Municipality, Sheet, Year
from aktiva.demo.solvik.shared_measures import common_measures, common_outcomes
from aktiva.demo.solvik.sheets import unit_sheets
from aktiva.demo.solvik.staff import staff_figures
from aktiva.demo.solvik.wording import Ledger

_MESSAGES = {
    2024: "Det här är första året med det nya underlaget. Hör av er till HR om något är oklart.",
    2025: "Börja med förra årets åtgärder. Svara tillsammans med skyddsombudet.",
    2026: "I år ber vi er särskilt att undersöka de grunder som ni inte såg på i fjol.",
}


@cache
def blueprint() -> Municipality:
    """Return the whole municipality; the same every time."""
    municipality = _employer()
    chiefs = {kind.code: kind.chief for kind in municipality.kinds}
    sheets = unit_sheets(municipality.units, municipality.holdings, chiefs=chiefs, ledger=Ledger())
    return Municipality(
        employer=municipality,
        company=company(),
        years=tuple(_year(municipality, dates, sheets[dates.year]) for dates in YEARS),
        now=NOW,
    )


def _employer() -> Employer:
    data = places()
    named_kinds = kinds(data)
    tree = units(data)
    everybody, holdings = people(
        tree, chiefs={kind.code: kind.chief for kind in named_kinds}, root=ROOT
    )
    return Employer(
        code=ROOT,
        name="Solvik kommun",
        kind="municipality",
        organisation_number="212000-5711",
        address="Strandgatan 4, 384 20 Solvik",
        contact="Amina Lindqvist, HR-strateg, 0480-55 12 40",
        kinds=named_kinds,
        units=tree,
        successions=successions(data),
        staff=staff_figures(tree),
        bodies=affairs.BODIES,
        people=everybody,
        holdings=holdings,
        sign_ins=sign_ins(holdings, everybody),
    )


def _year(municipality: Employer, dates: Dates, sheets: tuple[Sheet, ...]) -> Year:
    heads = {h.unit_code: h.person for h in municipality.holdings if h.role == "department_head"}
    by_code = {unit.code: unit for unit in municipality.units}
    n_answered = Counter(
        department_of(by_code[sheet.unit_code], dates.opens_on)
        for sheet in sheets
        if sheet.submitted_at
    )
    measures = common_measures(dates)
    outcomes = common_outcomes(dates)
    counted = date(dates.year, 11, 1)
    n_staff = sum(figure.n for figure in municipality.staff if figure.on == counted)
    return Year(
        year=dates.year,
        finished=dates.finished,
        opened_at=at(date(dates.year, 1, 15), 9),
        opens_on=dates.opens_on,
        last_day=dates.last_day,
        review_on=dates.review_on,
        compile_on=dates.compile_on,
        report_on=dates.report_on,
        decision_on=dates.decision_on,
        message=_MESSAGES[dates.year],
        common_measures=measures,
        common_outcomes=outcomes,
        sheets=sheets,
        department_sheets=department_sheets(
            municipality.units, dates=dates, heads=heads, n_answered=n_answered
        ),
        central_sheet=central_sheet(
            dates=dates, measures=measures, outcomes=outcomes, n_staff=n_staff
        ),
        approvals=affairs.approvals(dates, heads=heads),
        observations=affairs.observations(dates, units=municipality.units, sheets=sheets),
        dissents=affairs.dissents(dates, by=_speaker(municipality.holdings)),
        cases=affairs.cases(dates, heads=heads),
        closed_at=at(dates.decision_on, 16) if dates.finished else None,
    )


def _speaker(holdings: tuple[Holding, ...]) -> str:
    """Return who represents Kommunal in care."""
    return next(
        h.person
        for h in holdings
        if h.role == "union_representative"
        and h.organisation == "Kommunal"
        and h.unit_code == "VOF"
    )
