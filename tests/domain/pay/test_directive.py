"""What the directive would ask and when, at its boundaries. It is not Swedish law."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.pay.directive import NotYet, duties, in_words, months, next_report, report_in
from aktiva.domain.pay.joint_assessment import Facts, State, assess, required
from aktiva.domain.pay.requests import Levels, Route, due, is_late, reminder_due, reply

ON = date(2026, 11, 23)
REPORTED = date(2027, 6, 7)


@pytest.mark.parametrize(
    ("employees", "years"),
    [
        (99, []),
        (100, [2031, 2034]),
        (149, [2031, 2034]),
        (150, [2027, 2030, 2033]),
        (249, [2027, 2030, 2033]),
        (250, list(range(2027, 2036))),
        (60_000, list(range(2027, 2036))),
    ],
)
def test_reports_are_due_by_size(employees, years):
    due_in = {y: report_in(y, employees=employees) for y in range(2024, 2036)}

    assert [y for y, report in due_in.items() if report] == years
    assert all(r.due == date(y, 6, 7) and r.about == y - 1 for y, r in due_in.items() if r)


@pytest.mark.parametrize(
    ("employees", "on", "expected"),
    [
        (99, ON, None),
        (250, ON, date(2027, 6, 7)),
        (250, date(2027, 6, 7), date(2027, 6, 7)),
        (250, date(2027, 6, 8), date(2028, 6, 7)),
        (150, date(2027, 6, 8), date(2030, 6, 7)),
        (100, ON, date(2031, 6, 7)),
        (250, date(2020, 1, 1), date(2027, 6, 7)),
    ],
)
def test_the_next_report_is_the_first_from_the_day(employees, on, expected):
    found = next_report(employees, on=on)

    assert (found.due if found else None) == expected


def test_what_is_asked_says_that_it_is_not_swedish_law():
    assert in_words(250, on=ON) == (
        "Ej svensk lag. Med 250 anställda lämnas rapporten varje år. Nästa lämnas senast 2027-06-07 "
        "och gäller 2026."
    )
    assert "vart tredje år" in in_words(150, on=ON)
    assert in_words(99, on=ON).startswith("Ej svensk lag. Med 99 anställda finns ingen skyldighet")


def test_sizes_and_days_are_those_of_the_rules_that_the_law_check_shows():
    path = resources.files("aktiva.domain.law") / "parameters" / "eu_directive.toml"
    rules = tomllib.loads(path.read_text(encoding="utf-8"))["rule"]

    assert [(d.smallest, d.below, d.first) for d in duties()] == [
        (r["smallest"], r.get("below"), r["from"]) for r in rules if r["article"] == "artikel 9"
    ]


@given(st.integers(0, 2_000))
def test_an_employer_has_one_duty_at_most(employees):
    assert sum(d.holds(employees) for d in duties()) <= 1


def test_before_the_directive_there_is_no_limit():
    with pytest.raises(NotYet):
        months("reply", on=date(2026, 6, 6))
    assert months("reply", on=date(2026, 6, 7)) == 2


def facts(gap, **more):
    return Facts("Vård", gap, REPORTED, **more)


@pytest.mark.parametrize(
    ("gap", "state"),
    [
        (None, State.NOT_COMPARABLE),
        (0.0, State.BELOW_LIMIT),
        (0.0499, State.BELOW_LIMIT),
        (0.05, State.TO_REMEDY),
        (-0.0499, State.BELOW_LIMIT),
        (-0.05, State.TO_REMEDY),
        (0.3, State.TO_REMEDY),
    ],
)
def test_five_per_cent_counts_whichever_sex_is_paid_less(gap, state):
    found = assess(facts(gap), on=REPORTED)

    assert found.state is state and found.words.endswith(".")


@pytest.mark.parametrize(
    ("on", "remedied", "state"),
    [
        (date(2027, 12, 7), None, State.TO_REMEDY),
        (date(2027, 12, 8), None, State.REQUIRED),
        (date(2027, 12, 8), date(2027, 12, 7), State.REMEDIED),
        (date(2027, 12, 8), date(2027, 12, 8), State.REQUIRED),
        (date(2027, 12, 6), date(2027, 12, 7), State.TO_REMEDY),
        (date(2028, 6, 1), date(2027, 7, 1), State.REMEDIED),
    ],
)
def test_six_months_after_the_report_is_the_last_day(on, remedied, state):
    found = assess(facts(0.05, remedied_on=remedied), on=on)

    assert (found.state, found.remedy_by) == (state, date(2027, 12, 7))


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("", State.REQUIRED),
        ("marknaden", State.REQUIRED),
        ("männen har arbetat tolv år och kvinnorna tre", State.JUSTIFIED),
    ],
)
def test_a_justification_says_something(words, state):
    assert assess(facts(0.08, justification=words), on=date(2028, 1, 1)).state is state


def test_those_that_a_joint_assessment_must_hold_are_listed():
    found = required([facts(0.2), facts(0.01), facts(None), facts(-0.2)], on=date(2028, 1, 1))

    assert ["kvinnor" in a.words for a in found] == [True, False]


@given(st.floats(-1, 1), st.integers(0, 800))
def test_a_category_never_leaves_being_required_as_days_pass(gap, days):
    one = assess(facts(gap), on=REPORTED + timedelta(days=days))
    later = assess(facts(gap), on=REPORTED + timedelta(days=days + 1))

    assert later.state is one.state or (one.state, later.state) == (State.TO_REMEDY, State.REQUIRED)


@pytest.mark.parametrize(
    ("received", "last"),
    [
        (date(2026, 11, 23), date(2027, 1, 23)),
        (date(2026, 12, 31), date(2027, 2, 28)),
        (date(2027, 12, 31), date(2028, 2, 29)),
    ],
)
def test_a_question_is_answered_within_two_months(received, last):
    assert due(received) == last
    assert not is_late(received, answered_on=None, on=last)
    assert is_late(received, answered_on=None, on=last + timedelta(days=1))
    assert not is_late(received, answered_on=last, on=last + timedelta(days=90))


def answered(women, men, *, minimum=5):
    levels = Levels(
        "Undersköterska", women, men, 30_100.4 if women else None, 31_200.6 if men else None
    )
    return reply(ON, own=29_500, levels=levels, unit="i månaden", minimum=minimum)


def test_the_answer_holds_the_persons_own_level_and_both_averages():
    found = answered(40, 8)

    assert (found.route, found.own, found.mean_women, found.mean_men) == (
        Route.PERSON,
        29_500,
        30_100,
        31_201,
    )
    text = " ".join(found.paragraphs).replace("\u00a0", " ")
    assert "Din lönenivå är 29 500 kronor i månaden." in text
    assert (
        "40 kvinnor med i genomsnitt 30 100 kronor och 8 män med i genomsnitt 31 201 kronor" in text
    )
    assert "Ej svensk lag" in text


@pytest.mark.parametrize(
    ("women", "men", "minimum", "route"),
    [
        (5, 5, 5, Route.PERSON),
        (4, 5, 5, Route.REPRESENTATIVES),
        (5, 4, 5, Route.REPRESENTATIVES),
        (5, 1, 5, Route.REPRESENTATIVES),
        (5, 0, 5, Route.PERSON),
        (4, 0, 5, Route.REPRESENTATIVES),
        (3, 3, 3, Route.PERSON),
    ],
)
def test_too_few_of_a_sex_sends_the_averages_another_way(women, men, minimum, route):
    assert answered(women, men, minimum=minimum).route is route


def test_an_answer_that_goes_another_way_holds_no_average_at_all():
    found = answered(40, 2)

    assert (found.mean_women, found.mean_men, found.own) == (None, None, 29_500)
    assert not any(n in "".join(found.paragraphs) for n in ("30\u00a0100", "31\u00a0201"))
    assert "färre än 5 män" in found.paragraphs[1]


def test_a_category_of_one_sex_says_so():
    assert answered(9, 0).paragraphs[1].endswith("Där finns inga män.")
    assert answered(0, 9).paragraphs[1].endswith("Där finns inga kvinnor.")


def test_a_category_holds_at_least_the_one_who_asks():
    with pytest.raises(ValueError, match="at least the one who asks"):
        answered(0, 0)


@pytest.mark.parametrize(
    ("last", "expected"),
    [(None, ON), (date(2026, 12, 1), date(2027, 12, 1)), (date(2028, 2, 29), date(2029, 2, 28))],
)
def test_everybody_is_reminded_once_a_year(last, expected):
    assert reminder_due(last, begins=ON) == expected
