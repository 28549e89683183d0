"""Each duty is missing when nothing is done, met when it is, and not fooled by hollow records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from exemplary_year import (
    ADJUSTMENT,
    DOCUMENT,
    EVERYTHING,
    EXAMINATIONS,
    LAST_YEAR,
    MEASURE,
    MEETINGS,
    NOTHING,
    OWED,
    RISK,
    YEAR,
    examination,
    meeting,
    verdict,
    with_answer,
    without_answers,
)

from aktiva.domain.law.checks import check_all
from aktiva.domain.law.duties import Status, duties
from aktiva.domain.values import AREAS_OF_THE_ACT, Area, Ground, Step

LARGE = [d.id for d in duties() if d.held and d.below is None and d.scope == "employer"]
SMALL = replace(EVERYTHING, headcount=17)
# A first year has no plan behind it, which Aktiva cannot hold against anybody, nothing is asked of
# closed years where none is closed, and the absence of fields for grounds is true of every employer.
SILENT = {"D30": Status.WARNING, "D39": Status.MET, "D40": Status.MET}


@pytest.mark.parametrize("duty", LARGE)
def test_nothing_done_is_missing(duty):
    assert verdict(duty, NOTHING).status is SILENT.get(duty, Status.MISSING)


@pytest.mark.parametrize("duty", LARGE)
def test_everything_done_is_met_and_says_why(duty):
    found = verdict(duty, EVERYTHING)

    assert (found.status, found.todo) == (Status.MET, "")
    assert found.reasons


def test_a_small_employer_meets_its_own_duty_with_the_same_year():
    assert verdict("D33", SMALL).status is Status.MET
    assert verdict("D33", replace(NOTHING, headcount=17)).status is Status.MISSING
    assert verdict("D33", EVERYTHING).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize("duty", [d.id for d in duties() if not d.held])
def test_what_aktiva_holds_no_evidence_of_is_never_called_met(duty):
    assert verdict(duty, EVERYTHING).status is Status.WARNING


def test_every_verdict_that_lacks_something_says_what_to_do():
    lacking = [r for r in check_all(NOTHING) if r.status is Status.MISSING]

    assert [r.duty.id for r in lacking if not r.todo.endswith(".") or not r.reasons] == []


OTHER_YEARS = [date(YEAR - 1, 12, 31), date(YEAR + 1, 1, 1), None]


def examined(**given):
    return replace(EVERYTHING, examinations=tuple(replace(x, **given) for x in EXAMINATIONS))


HOLLOW_EXAMINATIONS = {
    "no method": examined(methods=()),
    "no ground": examined(grounds=frozenset()),
    "no finding": examined(finding=""),
    **{f"dated {day}": examined(on=day) for day in OTHER_YEARS},
}


@pytest.mark.parametrize("evidence", HOLLOW_EXAMINATIONS.values(), ids=HOLLOW_EXAMINATIONS)
@pytest.mark.parametrize("duty", ["D1", "D2", "D25"])
def test_a_tick_without_method_ground_or_date_within_the_year_is_no_examination(duty, evidence):
    assert verdict(duty, evidence).status is Status.MISSING


def test_one_ground_missing_in_one_area_is_named_and_counted():
    pay = examination(Area.PAY, grounds=EXAMINATIONS[0].grounds - {Ground.RELIGION})
    rest = tuple(x for x in EXAMINATIONS if x.area is not Area.PAY)

    found = verdict("D1", replace(EVERYTHING, examinations=(*rest, pay)))

    assert found.status is Status.MISSING
    assert found.reasons[0].startswith("34 av 35 rutor")
    assert "religion" in found.todo


def test_an_obstacle_that_follows_no_ground_does_not_stand_for_all_seven():
    only = examined(grounds=frozenset({Ground.NOT_SPECIFIC}))

    assert verdict("D1", only).reasons[0].startswith("0 av 35 rutor")


def test_coverage_is_weighed_by_the_persons_in_the_units():
    half, thin = (replace(EVERYTHING, staff={1: n, 2: 100 - n}) for n in (50, 49))

    assert verdict("D1", half).status is Status.MET
    assert verdict("D1", half).reasons[0].endswith("står för 50 procent av de anställda.")
    assert verdict("D1", thin).status is Status.WARNING
    assert verdict("D1", thin).reasons[0].startswith("35 rutor är undersökta av enheter")


@pytest.mark.parametrize(
    ("evidence", "word"),
    [
        (examined(methods=("survey",)), "en metod"),
        (replace(EVERYTHING, n_units=4), "3 av 4 enheter"),
        (
            replace(EVERYTHING, examinations=(*EXAMINATIONS, examination(Area.PAY, methods=()))),
            "1 undersökning saknar",
        ),
    ],
    ids=["one method everywhere", "units that have not answered", "some that do not count"],
)
def test_what_weakens_the_examination_gives_pause(evidence, word):
    found = verdict("D2", evidence)

    assert found.status is Status.WARNING
    assert word in " ".join(found.reasons)


@pytest.mark.parametrize(
    "cause",
    [
        RISK.description,
        RISK.description.upper().replace(".", " !"),
        "Tidsbrist.",
        " " * 40,
        "?" * 40,
        "",
    ],
    ids=["the risk again", "the risk in other signs", "too short", "blanks", "signs", "empty"],
)
def test_a_cause_that_says_nothing_is_no_analysis(cause):
    evidence = replace(EVERYTHING, risks=(replace(RISK, causes=(cause,)),))

    assert verdict("D3", evidence).status is Status.MISSING
    assert verdict("D3", evidence).evidence == (RISK.reference,)


def test_looking_and_finding_nothing_meets_the_steps_but_silence_does_not():
    found_nothing = replace(EVERYTHING, risks=(), measures=())

    for duty in ("D3", "D4"):
        assert verdict(duty, found_nothing).status is Status.MET
        assert verdict(duty, replace(found_nothing, examinations=())).status is Status.MISSING


def test_a_risk_needs_a_measure_or_a_decision_and_a_measure_a_purpose():
    unanswered = replace(EVERYTHING, risks=(replace(RISK, is_answered=False),))
    aimless = replace(EVERYTHING, measures=(replace(MEASURE, has_purpose=False),))

    assert verdict("D4", unanswered).status is Status.MISSING
    assert verdict("D4", aimless).status is Status.WARNING


@pytest.mark.parametrize("how_known", ["", "   ", "Klart", "Vi tror 9"])
@pytest.mark.parametrize("duty", ["D5", "D30"])
def test_a_measure_that_is_only_ticked_off_is_not_evaluated(duty, how_known):
    evidence = replace(EVERYTHING, owed=(replace(OWED, how_known=how_known),))

    assert verdict(duty, evidence).status is Status.MISSING


def test_a_measure_of_last_year_cannot_be_passed_over():
    evidence = replace(EVERYTHING, owed=(OWED, replace(OWED, has_outcome=False)))

    assert "1 av 2 åtgärder" in verdict("D30", evidence).reasons[0]
    assert verdict("D30", evidence).status is Status.MISSING


def test_last_years_words_are_no_evaluation_of_this_year():
    copied = with_answer("12.4", text="Vi gick igenom frågan i NOVEMBER")

    assert verdict("D5", copied).status is Status.MISSING


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"has_time": False}, Status.MISSING),
        ({"owner": "  "}, Status.MISSING),
        ({"owner": "Chef"}, Status.WARNING),
        ({"schedule_text": "vid lönesamtalet?"}, Status.WARNING),
        ({"schedule_text": "Löpande"}, Status.WARNING),
        ({"schedule_text": "TBD"}, Status.WARNING),
        ({"owner": "alla chefer"}, Status.WARNING),
        ({"due": date(YEAR, 12, 30)}, Status.WARNING),
        ({"due": date(YEAR, 12, 31)}, Status.MET),
        ({"due": date(YEAR, 12, 30), "is_open": False}, Status.MET),
        ({"schedule_text": "Löpande", "next_check": date(YEAR, 9, 1)}, Status.MET),
    ],
)
def test_a_measure_has_a_time_that_can_be_checked_and_a_named_function(changed, status):
    evidence = replace(EVERYTHING, measures=(replace(MEASURE, **changed),))

    assert verdict("D6", evidence).status is status


@pytest.mark.parametrize(
    ("duty", "question"),
    [
        ("D8", "1.1"),
        ("D8", "1.4"),
        ("D8", "1.7"),
        ("D9", "2.1"),
        ("D9", "2.2"),
        ("D10", "3.1"),
        ("D11", "4.1"),
        ("D11", "4.2"),
        ("D12", "5.1"),
        ("D12", "5.2"),
        ("D16", "7.1"),
        ("D16", "7.2"),
    ],
)
def test_an_area_where_one_part_is_left_out_or_called_irrelevant_is_not_gone_through(
    duty, question
):
    assert verdict(duty, without_answers(question)).status is Status.MISSING
    assert verdict(duty, with_answer(question, choice="not_applicable")).status is Status.MISSING
    assert question in verdict(duty, without_answers(question)).todo


def test_recruiting_without_looking_at_any_advertisement_gives_pause():
    assert verdict("D10", with_answer("3.2", counts={"reviewed": 0})).status is Status.WARNING
    assert verdict("D10", with_answer("3.1", counts={"count": 0})).status is Status.MET


@pytest.mark.parametrize("on", OTHER_YEARS)
@pytest.mark.parametrize(("duty", "question"), [("D17", "8.1"), ("D24", "9.4"), ("D27", "8.1")])
def test_what_is_dated_outside_the_year_does_not_count(duty, question, on):
    assert verdict(duty, with_answer(question, on=on)).status is Status.MISSING


def test_a_pay_file_that_leaves_people_out_needs_a_reason():
    fewer = {"in_file": 2000, "employed": 2100}

    assert verdict("D17", with_answer("8.1", counts=fewer, text="")).status is Status.MISSING
    assert verdict("D17", with_answer("8.1", counts=fewer)).status is Status.MET


@pytest.mark.parametrize(
    ("duty", "question"),
    [
        ("D18", "8.4"),
        ("D19", "8.8"),
        ("D20", "8.9"),
        ("D21", "8.10"),
        ("D22", "8.6"),
        ("D28", "8.11"),
        ("D29", "8.11"),
    ],
)
def test_last_years_text_about_pay_gives_pause(duty, question):
    copied = with_answer(question, text="Som förut.", last_years_text="SOM FÖRUT")

    assert verdict(duty, copied).status is Status.WARNING


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"cost": None}, Status.MISSING),
        ({"cost": "okänt"}, Status.MISSING),
        ({"due": ""}, Status.MISSING),
        ({"due": "2029-11-02"}, Status.MISSING),
        ({"due": "2029-11-01"}, Status.MET),
        ({"cost": 0}, Status.MET),
    ],
)
def test_an_adjustment_has_a_cost_and_ends_within_three_years_of_the_mapping(changed, status):
    evidence = with_answer("8.11", records=(ADJUSTMENT, ADJUSTMENT | changed))

    assert verdict("D29", evidence).status is status


@pytest.mark.parametrize(
    ("mapped", "due", "status"),
    [
        (date(2024, 2, 29), "2027-02-28", Status.MET),
        (date(2024, 2, 29), "2027-03-01", Status.MISSING),
        (date(2026, 10, 31), "2029-10-31", Status.MET),
    ],
)
def test_three_years_end_on_the_same_day_of_the_month(mapped, due, status):
    rows = (ADJUSTMENT | {"due": due},)
    answers = tuple(
        replace(a, on=mapped) if a.question == "8.1" else a
        for a in with_answer("8.11", records=rows).answers
    )

    assert verdict("D29", replace(EVERYTHING, answers=answers)).status is status


@pytest.mark.parametrize(
    "changed",
    [{"forum": ""}, {"parties": ()}, {"on": None}, {"on": LAST_YEAR}],
    ids=["no forum", "no parties", "no date", "last year"],
)
@pytest.mark.parametrize("duty", ["D23", "D31"])
def test_an_empty_record_of_cooperation_does_not_count(duty, changed):
    rows = tuple(replace(m, **changed) if m.step is Step.ANALYSE else m for m in MEETINGS)

    assert verdict(duty, replace(EVERYTHING, cooperation=rows)).status is Status.MISSING


def test_the_step_without_cooperation_is_named():
    rows = tuple(m for m in MEETINGS if m.step is not Step.ANALYSE)

    assert verdict("D23", replace(EVERYTHING, cooperation=rows)).reasons == (
        "Samverkan saknas i 1 steg: analysera.",
    )


def test_one_meeting_for_all_four_steps_gives_pause():
    one_day = tuple(meeting(step, on=date(YEAR, 10, 1)) for step in Step)

    assert verdict("D23", replace(EVERYTHING, cooperation=one_day)).status is Status.WARNING


def test_one_unit_that_cooperates_does_not_stand_for_the_others():
    found = verdict("D23", replace(EVERYTHING, n_units=260))

    assert found.status is Status.WARNING
    assert "1 av 260" in found.reasons[0]


@pytest.mark.parametrize("day", OTHER_YEARS[:2])
def test_an_account_dated_outside_the_calendar_year_does_not_count(day):
    late = replace(EVERYTHING, documents=(replace(DOCUMENT, on=day),))

    assert verdict("D32", late).reasons == ("Redovisningen är daterad utanför kalenderåret.",)
    assert verdict("D32", late).status is Status.MISSING
    assert verdict("D33", replace(late, headcount=17)).status is Status.MISSING


def test_a_draft_gives_pause_and_an_unknown_headcount_fails():
    draft = replace(EVERYTHING, documents=(replace(DOCUMENT, is_approved=False),))

    assert verdict("D32", draft).status is Status.WARNING
    assert verdict("D32", replace(EVERYTHING, headcount=None)).status is Status.MISSING


@pytest.mark.parametrize(
    ("duty", "evidence"),
    [
        ("D25", replace(EVERYTHING, risks=(replace(RISK, causes=()),))),
        ("D26", without_answers("7.2")),
        ("D27", without_answers("8.9")),
        ("D31", replace(EVERYTHING, cooperation=())),
        ("D33", replace(SMALL, cooperation=())),
    ],
)
def test_an_account_whose_parts_are_missing_does_not_count(duty, evidence):
    assert verdict(duty, evidence).status is Status.MISSING


@pytest.mark.parametrize("duty", ["D25", "D26", "D27", "D31", "D32"])
def test_parts_that_are_met_are_no_account_until_it_is_written(duty):
    assert verdict(duty, replace(EVERYTHING, documents=())).status is Status.MISSING


def test_the_areas_of_the_exemplary_year_are_those_of_the_act():
    assert tuple(x.area for x in EXAMINATIONS) == AREAS_OF_THE_ACT
