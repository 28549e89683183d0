"""Where each check turns: the last value that is met and the first that is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from exemplary_year import (
    ANSWERS,
    DOCUMENT,
    EVERYTHING,
    JUDGED,
    MEASURE,
    MEETINGS,
    RISK,
    YEAR,
    answer,
    verdict,
    with_answer,
    without_answers,
)

from aktiva.domain.law import dated
from aktiva.domain.law.checks import check_all
from aktiva.domain.law.checks.areas import ALSO_COVERED
from aktiva.domain.law.dated import read
from aktiva.domain.law.duties import Status, wording
from aktiva.domain.law.evidence import InformationEvidence, Reference, SexShare
from aktiva.domain.values import Area, Step

ROW = Reference("reading", 5, date(YEAR, 4, 2))


@pytest.mark.parametrize(
    ("valued", "status"),
    [
        (date(YEAR - 3, 11, 1), Status.MET),
        (date(YEAR - 3, 10, 31), Status.WARNING),
        (None, Status.MET),
    ],
)
def test_work_that_was_valued_more_than_three_years_before_the_mapping_gives_pause(valued, status):
    found = verdict("D22", with_answer("8.6", on=valued))

    assert found.status is status
    if status is Status.WARNING:
        assert str(valued) in found.reasons[0]


@pytest.mark.parametrize("group", ALSO_COVERED)
def test_a_group_that_the_act_protects_and_nobody_counted_in_is_named(group):
    evidence = with_answer("A6", chosen=frozenset(ALSO_COVERED) - {group})

    assert verdict("D7", evidence).status is Status.MISSING
    assert ALSO_COVERED[group] in verdict("D7", evidence).reasons[0]


def test_what_one_unit_covers_and_the_employer_left_out_counts_as_covered():
    partly = with_answer("A6", chosen=frozenset(ALSO_COVERED) - {"trainees"})
    evidence = replace(
        partly, answers=(*partly.answers, answer("A4", chosen=frozenset({"trainees"})))
    )

    assert verdict("D7", evidence).status is Status.MET


def test_a_box_that_is_not_answered_covers_nobody():
    assert verdict("D7", without_answers("A6")).status is Status.MISSING
    assert verdict("D7", with_answer("A6", chosen=frozenset())).status is Status.MISSING


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Se lönekartläggningen.", Status.WARNING),
        ("Vi granskade i lönekartläggningen och därefter utifrån övriga grunder.", Status.MET),
        ("Kriterierna är omskrivna.", Status.MET),
    ],
)
def test_the_pay_mapping_is_no_review_for_the_other_grounds(text, status):
    assert verdict("D9", with_answer("2.1", text=text)).status is status


@pytest.mark.parametrize(
    ("choice", "status"),
    [("yes", Status.MET), ("partly", Status.MET), ("no", Status.WARNING)],
)
def test_no_routine_for_those_on_parental_leave_is_a_finding(choice, status):
    assert verdict("D12", with_answer("5.2", choice=choice)).status is status


def test_what_the_whole_has_examined_stands_for_everybody_below_it():
    whole = tuple(replace(x, unit=100) for x in EVERYTHING.examinations)
    evidence = replace(EVERYTHING, examinations=whole, staff={1: 30, 2: 70})

    assert verdict("D1", evidence).status is Status.WARNING
    below = {100: frozenset({100, 1, 2})}
    assert verdict("D1", replace(evidence, below=below)).status is Status.MET


def only_harassment(area: Area):
    return replace(EVERYTHING, risks=(replace(RISK, area=area),))


def test_only_risks_of_harassment_is_too_narrow_an_examination():
    assert verdict("D2", only_harassment(Area.HARASSMENT)).status is Status.WARNING
    assert verdict("D2", only_harassment(Area.PAY)).status is Status.MET


@pytest.mark.parametrize(
    ("women", "men", "status"),
    [
        (40, 60, Status.MET),
        (60, 40, Status.MET),
        (39, 61, Status.WARNING),
        (61, 39, Status.WARNING),
        (0, 0, Status.MET),
    ],
)
def test_an_uneven_distribution_without_measure_or_reason_gives_pause(women, men, status):
    silent = with_answer("7.2", text="  ", choice="yes")
    evidence = replace(silent, sexes=(SexShare("Solvik", women, men),))

    assert verdict("D16", evidence).status is status


def test_a_measure_or_a_reason_answers_an_uneven_distribution():
    uneven = (SexShare("Solvik", 50, 50), SexShare("Vård", 90, 10), SexShare("Teknik", 50, 50))
    silent = replace(with_answer("7.2", text="", choice="yes"), sexes=uneven)
    promoting = replace(MEASURE, area=Area.GENDER_BALANCE)

    assert "i 1 av 2 förvaltningar" in verdict("D16", silent).reasons[0]
    assert verdict("D16", replace(silent, measures=(promoting,))).status is Status.MET
    assert verdict("D16", replace(EVERYTHING, sexes=uneven)).status is Status.MET


@pytest.mark.parametrize("left_out", ["hourly", "fixed_term"])
def test_a_pay_mapping_without_the_hourly_or_the_fixed_term_is_none(left_out):
    chosen = frozenset({"permanent", "fixed_term", "hourly"}) - {left_out}

    assert verdict("D17", with_answer("8.2", chosen=chosen)).status is Status.MISSING
    assert verdict("D17", without_answers("8.2")).status is Status.WARNING


@pytest.mark.parametrize(
    ("register", "status"), [(2100, Status.MET), (2099, Status.WARNING), (None, Status.MET)]
)
def test_a_pay_file_is_set_beside_the_staff_register_of_the_same_day(register, status):
    evidence = replace(EVERYTHING, headcount_on_pay_day=register)

    assert verdict("D17", evidence).status is status


@pytest.mark.parametrize(("duty", "question"), [("D19", "8.8"), ("D20", "8.9"), ("D21", "8.10")])
@pytest.mark.parametrize(
    "changed", [{"judgement": ""}, {"judgement": "kanske"}, {"explanation": " ?"}]
)
def test_a_comparison_without_explanation_or_judgement_is_not_analysed(duty, question, changed):
    evidence = with_answer(question, records=(JUDGED, JUDGED | changed))

    assert verdict(duty, evidence).status is Status.MISSING
    assert "1 av 2 jämförelser" in verdict(duty, evidence).reasons[0]
    assert verdict("D27", evidence).status is Status.MISSING


def test_harder_work_does_not_explain_a_difference_in_equal_work():
    harder = JUDGED | {"explanation": "De har större ansvar."}

    assert verdict("D19", with_answer("8.8", records=(harder,))).status is Status.WARNING
    assert verdict("D20", with_answer("8.9", records=(harder,))).status is Status.MET


@pytest.mark.parametrize("judgement", ["yes", "cannot_be_excluded"])
def test_a_difference_that_may_be_connected_to_sex_needs_something_done(judgement):
    connected = with_answer("8.9", records=(JUDGED | {"judgement": judgement},))
    idle = replace(
        connected,
        answers=tuple(
            replace(a, records=()) if a.question == "8.11" else a for a in connected.answers
        ),
    )

    assert verdict("D28", connected).status is Status.MET
    assert verdict("D28", idle).status is Status.MISSING


def test_nothing_need_be_listed_when_no_difference_is_connected_to_sex():
    assert verdict("D28", with_answer("8.11", records=())).status is Status.MET


def recorded(on: date):
    late = tuple(
        replace(m, reference=replace(m.reference, date=on)) if m.step is Step.ANALYSE else m
        for m in MEETINGS
    )
    final = replace(DOCUMENT, final_on=date(YEAR, 12, 10))
    return replace(EVERYTHING, cooperation=late, documents=(final,))


def test_cooperation_that_is_written_down_when_the_account_is_final_is_information():
    assert verdict("D23", recorded(date(YEAR, 12, 10))).status is Status.MET
    assert verdict("D23", recorded(date(YEAR, 12, 11))).status is Status.MISSING


@pytest.mark.parametrize(
    ("agreed", "status"),
    [(date(YEAR, 3, 9), Status.MET), (date(YEAR, 3, 10), Status.WARNING)],
)
def test_the_parties_agree_on_the_forms_before_they_start(agreed, status):
    forms = (Reference("forms_agreement", 1, agreed),)

    assert verdict("D23", replace(EVERYTHING, forms_agreed=forms)).status is status
    assert verdict("D23", replace(EVERYTHING, forms_agreed=())).status is Status.WARNING


def test_an_organisation_with_an_agreement_that_was_never_informed_is_named():
    both = replace(
        EVERYTHING,
        with_agreement=("Kommunal", "Vision"),
        informed=(InformationEvidence("Kommunal", date(YEAR, 4, 2), ROW),),
    )

    assert verdict("D24", both).status is Status.MISSING
    assert verdict("D24", both).reasons[0].startswith("Vision har inte fått")
    assert verdict("D24", replace(both, with_agreement=("Kommunal",))).status is Status.MET


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ({"organisation": "Vision", "what": "Årets siffror", "date": f"{YEAR}-05-04"}, Status.MET),
        ({"organisation": "vision ", "what": "Siffror", "date": f"{YEAR}-05-04"}, Status.MET),
        ({"organisation": "Vision", "what": "  ", "date": f"{YEAR}-05-04"}, Status.MISSING),
        (
            {"organisation": "Vision", "what": "Siffror", "date": f"{YEAR - 1}-05-04"},
            Status.MISSING,
        ),
    ],
)
def test_what_the_employer_says_that_an_organisation_was_given_has_content_and_day(row, status):
    told = replace(with_answer("9.4", records=(row,)), with_agreement=("Vision",))

    assert verdict("D24", told).status is status


@pytest.mark.parametrize(
    ("counts", "status"),
    [
        ({"harassment": 3, "reprisals": 1, "investigated": 4}, Status.MET),
        ({"harassment": 3, "reprisals": 1, "investigated": 3}, Status.WARNING),
        ({"harassment": 3}, Status.WARNING),
        ({"harassment": 0, "investigated": 0}, Status.MET),
        ({}, Status.MISSING),
    ],
)
def test_reported_harassment_is_counted_and_looked_into(counts, status):
    assert verdict("D38", with_answer("6.8", counts=counts)).status is status


def test_a_personal_number_in_an_answer_breaks_the_promise_about_persons():
    evidence = replace(EVERYTHING, identifying=(Reference("answer", 8, date(YEAR, 10, 1)),))

    assert verdict("D40", evidence).status is Status.MISSING
    assert verdict("D40", evidence).evidence == evidence.identifying


def test_two_different_headcounts_are_both_told():
    found = verdict("D32", replace(EVERYTHING, headcount_told=2050))

    assert found.status is Status.WARNING
    assert "2100" in found.reasons[0] and "2050" in found.reasons[0]
    assert verdict("D32", replace(EVERYTHING, headcount_told=2100)).status is Status.MET


def closed(**changed):
    done = replace(MEASURE, is_open=False, is_closed=True, is_evaluated=True)
    return replace(EVERYTHING, measures=(replace(done, **changed),))


def test_a_measure_that_is_closed_without_a_judged_effect_is_not_followed_up():
    assert verdict("D5", closed()).status is Status.MET
    assert verdict("D5", closed(is_evaluated=False)).status is Status.MISSING


def test_a_measure_is_not_evaluated_before_its_last_day():
    day = date(YEAR, 10, 20)
    early, on_time = (replace(closed(due=d), on=day) for d in (date(YEAR, 10, 21), day))

    assert verdict("D5", early).status is Status.WARNING
    assert verdict("D5", on_time).status is Status.MET


@pytest.mark.parametrize(
    ("first", "status"),
    [(date(YEAR, 7, 4), Status.MET), (date(YEAR, 7, 5), Status.WARNING)],
)
def test_half_a_year_without_anything_recorded_is_not_continuous_work(first, status):
    later = date(YEAR, 12, 1)
    quiet = replace(
        EVERYTHING,
        on=later,
        examinations=(replace(EVERYTHING.examinations[0], on=first),),
        risks=(),
        measures=(replace(MEASURE, reference=Reference("measure", 3, first)),),
        owed=(),
        cooperation=(),
        answers=(),
    )

    assert verdict("D6", quiet).status is status


def test_a_threshold_that_moves_on_a_day_to_come_leaves_the_years_before_as_they_were(monkeypatch):
    tables = {
        name: dict(dated.load(name))
        for name in ("documentation_thresholds", "own_limits", "pay_plan")
    }
    source = {"act": "2008:567", "paragraph": "3 kap. 13 §"}
    steps = [{"from": date(2017, 1, 1), "value": 25}, {"from": date(2029, 7, 1), "value": 50}]
    tables["documentation_thresholds"] |= read(
        {"active_measures": {"unit": "employees", "source": source, "values": steps}}
    )
    monkeypatch.setattr(dated, "load", tables.__getitem__)

    def written(year: int) -> Status:
        evidence = replace(EVERYTHING, year=year, headcount=30)
        return next(r.status for r in check_all(evidence) if r.duty.id == "D32")

    # The number of New Year's Day decides, so the change is felt from the year after it.
    assert [written(year) for year in (2028, 2029)] == [Status.MISSING, Status.MISSING]
    assert written(2030) is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2017, 1, 1), "2016:828"),
        (date(2024, 6, 30), "2016:828"),
        (date(2026, 8, 31), "2024:242"),
        (date(2026, 9, 1), "2025:736"),
    ],
)
def test_the_wording_is_that_of_the_day(day, words):
    assert wording(day).endswith(words)


def test_there_is_no_wording_before_the_present_chapter():
    with pytest.raises(dated.NotYetInForce):
        wording(date(2016, 12, 31))


def test_no_check_minds_in_which_order_the_rows_come():
    turned = replace(
        EVERYTHING,
        answers=tuple(reversed(ANSWERS)),
        cooperation=tuple(reversed(MEETINGS)),
        examinations=tuple(reversed(EVERYTHING.examinations)),
    )

    assert [r.status for r in check_all(turned)] == [r.status for r in check_all(EVERYTHING)]
