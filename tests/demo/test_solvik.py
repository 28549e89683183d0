"""The invented municipality: complete, consistent, and the same every time."""

import hashlib
import os
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest

from aktiva.adapters.questionnaires import read_shipped
from aktiva.demo.solvik.schedule import department_of
from aktiva.domain.questionnaire import Level, Task, check, is_undesired
from aktiva.domain.values import AREAS_OF_THE_ACT, Area, Ground

QUESTIONNAIRE = read_shipped()


def organisation_number_is_valid(number):
    digits = [int(digit) for digit in number.replace("-", "")]
    doubled = [digit * (2 - place % 2) for place, digit in enumerate(digits)]
    return sum(digit // 10 + digit % 10 for digit in doubled) % 10 == 0


def test_there_are_260_units_in_12_departments(solvik):
    answering = [unit for unit in solvik.employer.units if unit.answers]

    per_department = Counter(department_of(unit, date(2026, 9, 1)) for unit in answering)

    assert per_department == {
        "KLF": 9, "FSK": 38, "GRU": 34, "GYV": 14, "IFO": 22, "VOF": 61,
        "FUN": 33, "KFF": 15, "SBF": 11, "TSF": 17, "MIF": 4, "RTJ": 2,
    }  # fmt: skip


def test_codes_names_and_addresses_are_unique(solvik):
    employer = solvik.employer
    for values in (
        [unit.code for unit in employer.units],
        [unit.name for unit in employer.units],
        [person.email for person in employer.people],
        [person.name for person in employer.people],
    ):
        assert len(values) == len(set(values))


def test_both_employers_have_valid_numbers(solvik):
    assert organisation_number_is_valid(solvik.employer.organisation_number)
    assert organisation_number_is_valid(solvik.company.organisation_number)


def test_about_4200_are_employed_on_each_day(solvik):
    totals = Counter()
    for figure in solvik.employer.staff:
        totals[figure.on] += figure.n

    assert totals[date(2026, 11, 1)] == 4200
    assert len(totals) == 6
    assert all(4100 <= total <= 4300 for total in totals.values())


def test_the_company_is_below_the_limit_for_full_documentation(solvik):
    on_new_year = [f.n for f in solvik.company.staff if f.on == date(2026, 1, 1)]

    assert 10 <= sum(on_new_year) <= 24


def test_every_figure_is_a_count_and_every_unit_has_all_six_cells(solvik):
    cells = defaultdict(set)
    for figure in solvik.employer.staff:
        assert figure.n >= 0
        cells[figure.unit_code, figure.on].add((figure.form, figure.extent))

    assert {len(found) for found in cells.values()} == {6}
    assert len(cells) == 260 * 6


def test_the_tree_hangs_together_every_day(solvik):
    units = {unit.code: unit for unit in solvik.employer.units}
    for day in (date(2024, 1, 1), date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 26)):
        for unit in units.values():
            above = unit.parent_on(day)
            assert (above == "") == (unit.code == "SOLVIK")
            assert not above or above in units


def test_three_units_moved_in_the_reorganisation(solvik):
    moved = {s.before_code for s in solvik.employer.successions}
    units = {unit.code: unit for unit in solvik.employer.units}

    before = {units[code].parent_on(date(2025, 6, 30)) for code in moved}
    after = {units[code].parent_on(date(2025, 7, 1)) for code in moved}

    assert len(moved) == 3
    assert before == {"GRU-A1", "GRU-A3", "FSK-A1"}
    assert after == {"TSF", "FSK-A4"}


def test_kinds_and_bodies_name_what_exists(solvik):
    employer = solvik.employer
    codes = {unit.code for unit in employer.units}
    kinds = {kind.code for kind in employer.kinds}

    assert {unit.kind for unit in employer.units} <= kinds
    assert {code for body in employer.bodies for code in body.department_codes} <= codes
    assert {h.unit_code for h in employer.holdings} <= codes
    assert {h.person for h in employer.holdings} == {p.key for p in employer.people}


def test_representatives_are_notified_by_an_organisation_and_nobody_else_is(solvik):
    for holding in solvik.employer.holdings:
        represents = holding.role in {"safety_representative", "union_representative"}
        assert bool(holding.organisation) == represents
        assert (holding.notified_on is not None) == represents
        assert holding.to_date is None or holding.to_date > holding.from_date


def test_the_people_that_the_pages_were_drawn_for_exist(solvik):
    by_name = {person.name: person.key for person in solvik.employer.people}
    held = {(h.person, h.role, h.title) for h in solvik.employer.holdings}

    assert (by_name["Amina Lindqvist"], "hr_strategist", "HR-strateg") in held
    assert (by_name["Maria Sandell"], "unit_manager", "rektor") in held
    assert (by_name["Jonas Ek"], "safety_representative", "skyddsombud") in held
    assert (by_name["Lena Hjort"], "union_representative", "facklig företrädare") in held
    assert (by_name["Elsa Wiklund"], "secretary", "nämndsekreterare") in held
    assert (by_name["Nils Ahl"], "registrar", "registrator") in held
    assert sum(person.protected for person in solvik.employer.people) == 1


def test_every_sign_in_is_a_person(solvik):
    emails = {person.email for person in solvik.employer.people}

    assert {sign_in.email for sign_in in solvik.employer.sign_ins} <= emails
    assert len(solvik.employer.sign_ins) >= 8


def test_one_manager_has_three_units(solvik):
    current = Counter(
        h.person for h in solvik.employer.holdings if h.role == "unit_manager" and not h.to_date
    )

    assert 3 in current.values()


def test_four_fifths_have_answered_this_year_and_two_thirds_of_them_are_approved(solvik):
    states = Counter(sheet.state for sheet in solvik.year(2026).sheets)

    assert states == {
        "approved": 141, "submitted": 69, "returned": 6, "in_progress": 23, "not_begun": 21,
    }  # fmt: skip


def test_a_vacant_unit_never_answered(solvik):
    states = {
        year.year: sheet.state
        for year in solvik.years
        for sheet in year.sheets
        if sheet.unit_code == "VOF-31"
    }

    assert states == {2024: "approved", 2025: "not_begun", 2026: "not_begun"}


def test_who_handed_in_held_the_role_that_day(solvik, sheets):
    holdings = defaultdict(list)
    for holding in solvik.employer.holdings:
        holdings[holding.person, holding.unit_code].append(holding)
    for sheet in sheets:
        if sheet.submitted_at:
            day = sheet.submitted_at.date()
            assert any(
                h.from_date <= day and (h.to_date is None or day < h.to_date)
                for h in holdings[sheet.submitted_by, sheet.unit_code]
            ), sheet.unit_code


@pytest.mark.slow
def test_every_answer_is_without_fault(all_sheets):
    faults = [
        (sheet.unit_code, sheet.year, answer.question, problem)
        for sheet in all_sheets
        for answer in sheet.answers
        for problem in check(QUESTIONNAIRE.question(answer.question), answer.value)
    ]

    assert faults == []


def test_a_handed_in_sheet_has_every_core_answer(solvik):
    for level, chosen in (
        (Level.UNIT, lambda year: year.sheets),
        (Level.DEPARTMENT, lambda year: year.department_sheets),
        (Level.CENTRAL, lambda year: (year.central_sheet,)),
    ):
        asked = [question.key for question in QUESTIONNAIRE.core(level)]
        for year in solvik.years:
            for sheet in chosen(year):
                if sheet.submitted_at:
                    assert sorted(a.question for a in sheet.answers) == sorted(asked)


def test_an_undesired_answer_says_whether_it_is_a_risk(sheets):
    for sheet in sheets:
        for answer in sheet.answers:
            question = QUESTIONNAIRE.question(answer.question)
            if question.task is Task.EXAMINE:
                undesired = is_undesired(question, answer.value)
                assert (answer.is_risk is not None) == undesired, (sheet.unit_code, answer)


def test_every_risk_comes_from_an_answer_and_has_a_cause_of_its_own(sheets):
    for sheet in sheets:
        risky = {answer.question for answer in sheet.answers if answer.is_risk}
        assert {risk.question for risk in sheet.risks} == (risky if sheet.submitted_at else set())
        for risk in sheet.risks:
            assert len(risk.cause) >= 20
            assert risk.cause.casefold() != risk.description.casefold()
            assert risk.grounds


def test_every_risk_has_a_measure_or_a_decision_not_to_act(all_sheets):
    for sheet in all_sheets:
        answered = {ref for measure in sheet.measures for ref in measure.risk_refs}
        for risk in sheet.risks:
            assert (risk.ref in answered) != bool(risk.no_measure_reason)
            assert bool(risk.no_measure_reason) == bool(risk.no_measure_decided_by)


def test_every_measure_of_last_year_has_an_outcome_when_the_unit_answers(solvik):
    for before, after in zip(solvik.years, solvik.years[1:], strict=False):
        owed = {sheet.unit_code: {m.ref for m in sheet.measures} for sheet in before.sheets}
        for sheet in after.sheets:
            if sheet.started_at:
                assert {o.measure_ref for o in sheet.outcomes} == owed[sheet.unit_code]


def test_what_goes_on_is_carried_with_a_trace(solvik):
    keeps_going = {"extended", "ongoing", "not_started"}
    for year in solvik.years[1:]:
        for sheet in (*year.sheets, *year.department_sheets):
            going = {o.measure_ref for o in sheet.outcomes if o.result in keeps_going}
            assert {m.carried_from for m in sheet.measures if m.carried_from} == going


def test_an_extension_has_date_reason_and_decision(all_sheets):
    for sheet in all_sheets:
        for outcome in sheet.outcomes:
            if outcome.result == "extended":
                assert outcome.new_due and outcome.new_due > outcome.recorded_at.date()
                assert outcome.reason and outcome.decided_by
            if outcome.result == "dropped":
                assert outcome.reason and outcome.decided_by
            assert len(outcome.how_known) >= 10


def test_some_risks_return_in_all_three_years_although_measures_were_done(solvik):
    risks = {r.ref: r for year in solvik.years for s in year.sheets for r in s.risks}
    thrice = [
        risk
        for risk in risks.values()
        if risk.returns_from and risks[risk.returns_from].returns_from
    ]
    without_effect = [
        outcome
        for year in solvik.years
        for sheet in year.sheets
        for outcome in sheet.outcomes
        if (outcome.result, outcome.effect) == ("done", "no")
    ]

    assert len(thrice) >= 5
    assert len(without_effect) >= 20


def test_every_date_lies_in_its_year(solvik):
    for year in solvik.years:
        latest = min(year.review_on + timedelta(35), solvik.now.date())
        for sheet in (*year.sheets, *year.department_sheets, year.central_sheet):
            times = [sheet.started_at, sheet.submitted_at, sheet.approved_at]
            given = [moment for moment in times if moment]
            assert given == sorted(given), sheet
            assert all(year.opens_on <= moment.date() <= latest for moment in given), sheet
            for remark in sheet.remarks:
                assert sheet.started_at < remark.at <= solvik.now
            for measure in (m for m in sheet.measures if not m.common):
                assert measure.start <= measure.due
                assert measure.decided_at <= solvik.now


def test_examinations_and_cooperation_happen_before_the_sheet_is_handed_in(solvik):
    for year in solvik.years:
        for sheet in year.sheets:
            until = (sheet.submitted_at or sheet.started_at or solvik.now).date()
            for key in ("B6", "9.2"):
                for row in (sheet.answer(key) or {"rows": {}})["rows"].values():
                    assert year.opens_on <= date.fromisoformat(row["date"]) <= until


def test_the_grid_is_empty_only_for_sexual_orientation(solvik):
    examined = {
        (area, ground)
        for sheet in solvik.year(2026).sheets
        if sheet.submitted_at
        for area, row in sheet.answer("B6")["rows"].items()
        for ground in row["grounds"]
    }
    grounds = [ground for ground in Ground if ground is not Ground.NOT_SPECIFIC]

    empty = {(a, g) for a in AREAS_OF_THE_ACT for g in grounds} - examined

    assert empty == {
        (area, Ground.SEXUAL_ORIENTATION)
        for area in AREAS_OF_THE_ACT
        if area is not Area.WORKING_CONDITIONS
    }


def test_the_school_of_the_pages_is_halfway(solvik):
    unit = next(u for u in solvik.employer.units if u.name == "Almskolan")
    now = next(s for s in solvik.year(2026).sheets if s.unit_code == unit.code)
    before = next(s for s in solvik.year(2025).sheets if s.unit_code == unit.code)

    assert now.state == "in_progress"
    assert len(now.outcomes) == 3
    assert now.answer("4.1") and not now.answer("5.1")
    assert before.answer("5.1")["answer"] == "partly"
    assert [answer.question for answer in now.answers if answer.is_risk] == ["1.4", "4.1"]


def test_finished_years_are_decided_and_sent(solvik):
    for year in solvik.years:
        case = year.cases[0]
        assert case.dnr.startswith(f"KS {year.year}/")
        assert [h.body for h in case.handlings] == (["KSAU", "KS"] if year.finished else [])
        assert all(bool(r.sent_on) == year.finished for r in case.recipients)
        assert len(year.approvals) == (12 if year.finished else 5)
        assert bool(year.observations) == year.finished
        assert len(year.common_measures) == 8
    assert [year.finished for year in solvik.years] == [True, True, False]


def test_one_union_dissented_in_2025(solvik):
    assert [d.organisation for d in solvik.year(2025).dissents] == ["Kommunal"]
    assert solvik.year(2024).dissents == solvik.year(2026).dissents == ()


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_municipality_is_the_same_every_time(solvik, seed):
    made = subprocess.run(
        [
            sys.executable,
            "-c",
            "import hashlib; from aktiva.demo.solvik import blueprint; "
            "print(hashlib.sha256(repr(blueprint()).encode()).hexdigest())",
        ],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert made.stdout.strip() == hashlib.sha256(repr(solvik).encode()).hexdigest()
