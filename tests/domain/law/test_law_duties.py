"""Which duties an employer of a given size has, and numbers fixed by law."""

from __future__ import annotations

from datetime import date

import pytest

from aktiva.domain.law.checks import CHECKS, SCHOOL_CHECKS, WRITTEN, check_all
from aktiva.domain.law.dated import NotYetInForce, load, read
from aktiva.domain.law.duties import Status, duties, why_not
from aktiva.domain.law.evidence import Evidence

IDS = [f"D{n}" for n in range(1, 41)]
WRITTEN_BY_ALL_FROM_10 = {"D27", "D28", "D29"}
WRITTEN_FROM_25 = {"D25", "D26", "D30", "D31", "D32"}
ONLY_10_TO_24 = {"D33"}


def owed(headcount: int | None) -> set[str]:
    return {d.id for d in duties() if why_not(d, headcount=headcount, year=2026) is None}


def test_every_duty_of_the_table_is_present_once_and_in_order():
    assert [d.id for d in duties()] == IDS


def test_every_duty_has_either_a_check_or_says_that_nothing_is_held():
    held, checked = {d.id for d in duties() if d.held}, {*CHECKS, *WRITTEN, *SCHOOL_CHECKS}

    assert held - checked == set()
    assert {d.scope for d in duties() if d.id in checked - held} <= {"school"}


@pytest.mark.parametrize(
    ("headcount", "not_owed"),
    [
        (0, WRITTEN_BY_ALL_FROM_10 | WRITTEN_FROM_25 | ONLY_10_TO_24),
        (9, WRITTEN_BY_ALL_FROM_10 | WRITTEN_FROM_25 | ONLY_10_TO_24),
        (10, WRITTEN_FROM_25),
        (24, WRITTEN_FROM_25),
        (25, ONLY_10_TO_24),
        (2100, ONLY_10_TO_24),
        (None, set()),
    ],
)
def test_duties_follow_the_headcount_of_new_years_day(headcount, not_owed):
    assert owed(headcount) == set(IDS) - not_owed


def test_a_duty_that_does_not_apply_says_why_with_both_numbers():
    results = {r.duty.id: r for r in check_all(Evidence(year=2026, headcount=9))}

    assert results["D32"].status is Status.NOT_APPLICABLE
    assert results["D32"].reasons == ("Gäller från 25 anställda. Ni var 9 den 1 januari.",)
    assert results["D1"].status is Status.MISSING


def test_a_large_employer_is_told_whom_the_small_duty_is_for():
    (small,) = [d for d in duties() if d.id == "D33"]

    assert why_not(small, headcount=25, year=2026) == (
        "Gäller arbetsgivare med 10–24 anställda. Ni var 25 den 1 januari."
    )


@pytest.mark.parametrize(("table", "value"), [("active_measures", 25), ("pay_mapping", 10)])
def test_the_thresholds_in_force_have_their_source(table, value):
    parameter = load("documentation_thresholds")[table]

    assert parameter.on(date(2017, 1, 1)) == value
    assert parameter.on(date(2026, 1, 1)) == value
    assert str(parameter.source).startswith("3 kap. 1")


def test_a_threshold_moved_on_a_future_date_leaves_earlier_years_as_they_were():
    moved = read(
        {
            "active_measures": {
                "unit": "employees",
                "source": {"act": "2008:567", "paragraph": "3 kap. 13 §"},
                "values": [
                    {"from": date(2030, 7, 1), "value": 50},
                    {"from": date(2017, 1, 1), "value": 25},
                ],
            }
        }
    )["active_measures"]

    assert [moved.on(d) for d in (date(2029, 1, 1), date(2030, 6, 30), date(2030, 7, 1))] == [
        25,
        25,
        50,
    ]


def test_a_number_is_not_invented_for_the_time_before_the_law():
    with pytest.raises(NotYetInForce, match="2017-01-01"):
        load("documentation_thresholds")["pay_mapping"].on(date(2016, 12, 31))


def test_every_duty_names_its_place_and_is_told_plainly():
    for duty in duties():
        assert "kap." in duty.paragraph or "artikel" in duty.paragraph
        assert duty.title and duty.plain.endswith(".")


def test_the_duties_of_schools_are_kept_apart_from_the_employers():
    assert {d.id for d in duties() if d.scope == "school"} == {"D34", "D35", "D36", "D37"}
