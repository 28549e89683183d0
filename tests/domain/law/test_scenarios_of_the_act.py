"""The book of scenarios for the Act: for each paragraph a case that meets it, one that does not,
and the two on either side of the boundary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from exemplary_year import (
    ADJUSTMENT,
    DOCUMENT,
    EVERYTHING,
    EXAMINATIONS,
    JUDGED,
    MEASURE,
    MEETINGS,
    NOTHING,
    OWED,
    RISK,
    YEAR,
    verdict,
    with_answer,
    without_answers,
)

from aktiva.domain.law.checks.areas import ALSO_COVERED
from aktiva.domain.law.duties import Status
from aktiva.domain.law.evidence import Evidence, InformationEvidence, Reference, SexShare
from aktiva.domain.values import Area, Ground, Step

NEW_YEARS_EVE, NEW_YEARS_DAY = date(YEAR, 12, 31), date(YEAR + 1, 1, 1)
LETTER = Reference("reading", 5, date(YEAR, 4, 2))


def cases(duty: str, *, misses: Evidence, inside: Evidence, outside: Evidence) -> None:
    """Check the whole year, a case that does not meet the duty, and both sides of the boundary."""
    assert verdict(duty, EVERYTHING).status is Status.MET
    assert verdict(duty, misses).status is Status.MISSING
    assert verdict(duty, inside).status is Status.MET
    assert verdict(duty, outside).status in {Status.MISSING, Status.WARNING}


def examined(**given) -> Evidence:
    return replace(EVERYTHING, examinations=tuple(replace(x, **given) for x in EXAMINATIONS))


def risk(**given) -> Evidence:
    return replace(EVERYTHING, risks=(replace(RISK, **given),))


def measure(**given) -> Evidence:
    return replace(EVERYTHING, measures=(replace(MEASURE, **given),))


def dated(**given) -> Evidence:
    return replace(EVERYTHING, documents=(replace(DOCUMENT, **given),))


def test_section_1_all_seven_grounds():
    """S-200: all 35 boxes are examined; one ground left out; the last day of the year."""
    left_out = EXAMINATIONS[0].grounds - {Ground.RELIGION}
    cases(
        "D1",
        misses=examined(grounds=left_out),
        inside=examined(on=NEW_YEARS_EVE),
        outside=examined(on=NEW_YEARS_DAY),
    )


def test_section_2_1_examine():
    """S-201: every area is examined; nobody examined pay; one method everywhere."""
    without_pay = tuple(x for x in EXAMINATIONS if x.area is not Area.PAY)
    cases(
        "D2",
        misses=replace(EVERYTHING, examinations=without_pay),
        inside=examined(methods=("survey", "documents")),
        outside=examined(methods=("survey",)),
    )


def test_section_2_2_analyse():
    """S-202: the risk has a cause; the cause repeats the risk; 20 and 19 characters."""
    cases(
        "D3",
        misses=risk(causes=(RISK.description,)),
        inside=risk(causes=("x" * 20,)),
        outside=risk(causes=("x" * 19,)),
    )


def test_section_2_3_act():
    """S-203: the risk has a measure; nobody has decided; a measure with and without purpose."""
    cases(
        "D4",
        misses=risk(is_answered=False),
        inside=measure(has_purpose=True),
        outside=measure(has_purpose=False),
    )


def test_section_2_4_follow_up():
    """S-204: the effect is judged; last year's words again; 10 and 9 characters on how it is known."""
    cases(
        "D5",
        misses=with_answer("12.4", text="Som förut.", last_years_text="SOM FÖRUT"),
        inside=replace(EVERYTHING, owed=(replace(OWED, how_known="x" * 10),)),
        outside=replace(EVERYTHING, owed=(replace(OWED, how_known="x" * 9),)),
    )


def test_section_3_continuous_with_a_schedule():
    """S-205: measures have time and owner; no owner; running with and without a next check."""
    cases(
        "D6",
        misses=measure(owner=""),
        inside=measure(schedule_text="Löpande", next_check=date(YEAR, 9, 1)),
        outside=measure(schedule_text="Löpande", next_check=None),
    )


def test_section_4_everybody_who_is_protected():
    """S-206: all groups are counted in; nothing is said; all but those who apply for work."""
    cases(
        "D7",
        misses=without_answers("A6"),
        inside=with_answer("A6", chosen=frozenset(ALSO_COVERED)),
        outside=with_answer("A6", chosen=frozenset(ALSO_COVERED) - {"applicants"}),
    )


def test_section_5_1_working_conditions():
    """S-207: rooms, jargon and tasks are gone through; one is left out; called irrelevant by all."""
    cases(
        "D8",
        misses=without_answers("1.4"),
        inside=with_answer("1.7", choice="no"),
        outside=with_answer("1.7", choice="not_applicable"),
    )


def test_section_5_2_pay_and_terms_for_all_grounds():
    """S-208: rules are reviewed for all grounds; not at all; a reference to the pay mapping."""
    cases(
        "D9",
        misses=without_answers("2.1"),
        inside=with_answer("2.1", text="Granskad i lönekartläggningen och för övriga grunder."),
        outside=with_answer("2.1", text="Se lönekartläggningen."),
    )


def test_section_5_3_recruitment():
    """S-209: advertisements are reviewed; the question is not answered; one and none reviewed."""
    cases(
        "D10",
        misses=without_answers("3.1"),
        inside=with_answer("3.2", counts={"reviewed": 1}),
        outside=with_answer("3.2", counts={"reviewed": 0}),
    )


def test_section_5_4_training():
    """S-210: access to training is gone through; the distribution is not; called irrelevant."""
    cases(
        "D11",
        misses=without_answers("4.2"),
        inside=with_answer("4.1", choice="no"),
        outside=with_answer("4.1", choice="not_applicable"),
    )


def test_section_5_5_parenthood():
    """S-211: times and contact are gone through; not answered; a routine in part, and none."""
    cases(
        "D12",
        misses=without_answers("5.1"),
        inside=with_answer("5.2", choice="partly"),
        outside=with_answer("5.2", choice="no"),
    )


def test_section_7_even_distribution():
    """S-215: known and acted on; not told; 40 and 39 per cent without measure or reason."""
    silent = with_answer("7.2", text="", choice="yes")
    cases(
        "D16",
        misses=without_answers("7.1"),
        inside=replace(silent, sexes=(SexShare("Alla", 40, 60),)),
        outside=replace(silent, sexes=(SexShare("Alla", 39, 61),)),
    )


def test_section_8_pay_mapping_every_year():
    """S-216: pay of the year; last year's pay; the whole staff, and without the hourly paid."""
    groups = frozenset({"permanent", "fixed_term", "hourly"})
    cases(
        "D17",
        misses=with_answer("8.1", on=date(YEAR - 1, 12, 31)),
        inside=with_answer("8.2", chosen=groups),
        outside=with_answer("8.2", chosen=groups - {"hourly"}),
    )


def test_section_8_1_rules_and_practice():
    """S-217: reviewed in own words; not reviewed; last year's words, and one word changed."""
    cases(
        "D18",
        misses=without_answers("8.4"),
        inside=with_answer("8.4", text="Som förut, nu även förmåner.", last_years_text="Som förut"),
        outside=with_answer("8.4", text="Som förut!", last_years_text="SOM FÖRUT"),
    )


def test_section_9_1_equal_work():
    """S-218: every difference is judged; one is not; harder work as an explanation."""
    cases(
        "D19",
        misses=with_answer("8.8", records=(JUDGED | {"judgement": ""},)),
        inside=with_answer("8.8", records=(JUDGED | {"judgement": "cannot_be_excluded"},)),
        outside=with_answer("8.8", records=(JUDGED | {"explanation": "Har svårare uppgifter"},)),
    )


def test_section_9_2_work_of_equal_value():
    """S-219: every pair is judged; no comparison; an explanation, and only signs in its place."""
    cases(
        "D20",
        misses=without_answers("8.9"),
        inside=with_answer("8.9", records=(JUDGED | {"explanation": "Marknaden"},)),
        outside=with_answer("8.9", records=(JUDGED | {"explanation": "– ?"},)),
    )


def test_section_9_3_higher_pay_for_lower_demands():
    """S-220: every pair is judged; no comparison; all judged, and all but one."""
    cases(
        "D21",
        misses=without_answers("8.10"),
        inside=with_answer("8.10", records=(JUDGED, JUDGED)),
        outside=with_answer("8.10", records=(JUDGED, JUDGED | {"judgement": None})),
    )


def test_section_10_value_of_work():
    """S-221: the method is told; it is not; this year's words, and last year's."""
    cases(
        "D22",
        misses=without_answers("8.6"),
        inside=with_answer("8.6", text="Ny viktning.", last_years_text="Gammal viktning."),
        outside=with_answer("8.6", text="Gammal viktning", last_years_text="Gammal viktning."),
    )


def test_section_11_cooperation():
    """S-222: each step has a meeting; one has none; written down on and after the final day."""
    final = replace(DOCUMENT, final_on=date(YEAR, 12, 10))

    def written(on: date) -> Evidence:
        rows = tuple(
            replace(m, reference=replace(m.reference, date=on)) if m.step is Step.ACT else m
            for m in MEETINGS
        )
        return replace(EVERYTHING, cooperation=rows, documents=(final,))

    cases(
        "D23",
        misses=replace(EVERYTHING, cooperation=MEETINGS[:3]),
        inside=written(date(YEAR, 12, 10)),
        outside=written(date(YEAR, 12, 11)),
    )


def test_section_12_information():
    """S-223: the organisations got the material; nobody did; all of them, and all but one."""
    given = replace(
        EVERYTHING, informed=(InformationEvidence("Kommunal", LETTER.date, LETTER),),
    )  # fmt: skip
    cases(
        "D24",
        misses=without_answers("9.4"),
        inside=replace(given, with_agreement=("Kommunal",)),
        outside=replace(given, with_agreement=("Kommunal", "Vision")),
    )


def test_section_13_1_the_four_steps_in_writing():
    """S-224: written and complete; not written; complete, and with one area not gone through."""
    cases(
        "D25",
        misses=replace(EVERYTHING, documents=()),
        inside=dated(is_approved=True),
        outside=without_answers("5.1"),
    )


def test_section_13_2_guidelines_and_distribution_in_writing():
    """S-225: written and complete; not written; complete, and without the distribution."""
    cases(
        "D26",
        misses=replace(EVERYTHING, documents=()),
        inside=dated(is_approved=True),
        outside=without_answers("7.2"),
    )


def test_section_13_3_the_pay_mapping_in_writing():
    """S-226: written and complete; not written; complete, and without one comparison."""
    cases(
        "D27",
        misses=replace(EVERYTHING, documents=()),
        inside=dated(is_approved=True),
        outside=without_answers("8.10"),
    )


def test_section_13_4_adjustments_in_writing():
    """S-227: what is needed is listed; a connection to sex and no measure; no connection, no list."""
    connected = with_answer("8.8", records=(JUDGED | {"judgement": "yes"},))
    idle = tuple(replace(a, records=()) if a.question == "8.11" else a for a in connected.answers)
    cases(
        "D28",
        misses=replace(connected, answers=idle),
        inside=with_answer("8.11", records=()),
        outside=without_answers("8.11"),
    )


def test_section_13_5_cost_and_three_years():
    """S-228: cost and last day; no cost; three years to the day, and the day after."""
    cases(
        "D29",
        misses=with_answer("8.11", records=(ADJUSTMENT | {"cost": None},)),
        inside=with_answer("8.11", records=(ADJUSTMENT | {"due": f"{YEAR + 3}-11-01"},)),
        outside=with_answer("8.11", records=(ADJUSTMENT | {"due": f"{YEAR + 3}-11-02"},)),
    )


def test_section_13_6_last_years_measures():
    """S-229: every measure has an outcome; one has none; told in full, and only ticked off."""
    cases(
        "D30",
        misses=replace(EVERYTHING, owed=(replace(OWED, has_outcome=False),)),
        inside=replace(EVERYTHING, owed=(OWED, OWED)),
        outside=replace(EVERYTHING, owed=(OWED, replace(OWED, how_known="Klart"))),
    )


def test_section_13_7_cooperation_in_writing():
    """S-230: written and complete; not written; complete, and with one step without cooperation."""
    cases(
        "D31",
        misses=replace(EVERYTHING, documents=()),
        inside=dated(is_approved=True),
        outside=replace(EVERYTHING, cooperation=MEETINGS[1:]),
    )


def test_section_13_within_the_calendar_year():
    """S-231: dated in the year; no document; New Year's Eve, and New Year's Day."""
    cases(
        "D32",
        misses=replace(EVERYTHING, documents=()),
        inside=dated(on=NEW_YEARS_EVE),
        outside=dated(on=NEW_YEARS_DAY),
    )


def test_sections_13_and_14_the_number_of_employees_on_new_years_day():
    """S-232: 25 document all of it, 24 and exactly 10 the pay mapping, 9 nothing in writing."""

    def written(n: int) -> tuple[Status, Status]:
        year = replace(NOTHING, headcount=n)
        return verdict("D32", year).status, verdict("D33", year).status

    assert written(25) == (Status.MISSING, Status.NOT_APPLICABLE)
    assert written(24) == (Status.NOT_APPLICABLE, Status.MISSING)
    assert written(10) == (Status.NOT_APPLICABLE, Status.MISSING)
    assert written(9) == (Status.NOT_APPLICABLE, Status.NOT_APPLICABLE)
    assert verdict("D33", replace(EVERYTHING, headcount=10)).status is Status.MET


def test_chapter_2_section_3_looking_into_harassment():
    """S-237: what is reported is looked into; not counted; as many as reported, and one fewer."""
    cases(
        "D38",
        misses=without_answers("6.8"),
        inside=with_answer("6.8", counts={"harassment": 4, "investigated": 4}),
        outside=with_answer("6.8", counts={"harassment": 4, "investigated": 3}),
    )


def test_no_ground_is_tied_to_a_person():
    """S-239: no field and no answer points anybody out; a personal number in one answer."""
    cases(
        "D40",
        misses=replace(EVERYTHING, identifying=(LETTER,)),
        inside=replace(EVERYTHING, identifying=()),
        outside=replace(EVERYTHING, identifying=(LETTER,)),
    )
