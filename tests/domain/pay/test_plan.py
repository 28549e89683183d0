"""What a plan must say, what it costs, and what became of last year's."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.pay.calendar_months import later
from aktiva.domain.pay.comparisons import Kind, Pair
from aktiva.domain.pay.judging import Connected, Judgement
from aktiva.domain.pay.on_costs import NoRate, Rate, Sector, WrongRate, own_rate, rate_of
from aktiva.domain.pay.plan import (
    Lack,
    Outcome,
    PlanRow,
    Sort,
    State,
    Total,
    outcome_faults,
    plan_faults,
    total,
    unanswered,
    yearly_cost,
)

PAIR = Pair(Kind.EQUAL_WORK, "Vård", "Vård")
MAPPED = date(2026, 11, 1)
RATE = Rate(Decimal("40.15"), "prov")
RAISE = PlanRow(
    id="1",
    sort=Sort.ADJUSTMENT,
    what="Höj lönerna för tolv undersköterskor",
    answers=(PAIR,),
    persons=12,
    kr_month=500,
    start=date(2027, 4, 1),
    due=date(2027, 4, 30),
    financing="löneöversynen",
    responsible="HR-chefen",
)
COURSE = replace(
    RAISE, id="2", sort=Sort.OTHER, what="Utbilda de chefer som sätter lön", kr_once=40_000,
    persons=None, kr_month=None, financing="",
)  # fmt: skip


def lacks(row, *, years=3, pairs=None):
    found = plan_faults([row], mapped_on=MAPPED, years=years, pairs=pairs)
    assert all(f.words.endswith(".") for f in found)
    return [f.lack for f in found]


def test_a_row_that_says_everything_lacks_nothing():
    assert lacks(RAISE) == lacks(COURSE) == []


@pytest.mark.parametrize(
    ("change", "lack", "fails"),
    [
        ({"what": " – "}, Lack.NOTHING_SAID, False),
        ({"answers": ()}, Lack.NO_COMPARISON, True),
        ({"persons": None}, Lack.NO_COST, True),
        ({"persons": 0}, Lack.NO_COST, True),
        ({"kr_month": None}, Lack.NO_COST, True),
        ({"start": None}, Lack.NO_START, False),
        ({"due": None}, Lack.NO_DUE, True),
        ({"due": date(2027, 3, 31)}, Lack.ENDS_BEFORE_IT_STARTS, False),
        ({"responsible": ""}, Lack.NOBODY_RESPONSIBLE, False),
        ({"financing": ""}, Lack.NO_FINANCING, False),
    ],
)
def test_what_a_row_lacks_is_told_and_what_the_act_asks_for_fails(change, lack, fails):
    (found,) = plan_faults([replace(RAISE, **change)], mapped_on=MAPPED, years=3)

    assert (found.lack, found.fails) == (lack, fails)


@pytest.mark.parametrize(("cost", "fine"), [(None, False), (-1, False), (0, True), (1, True)])
def test_another_measure_may_cost_nothing_but_says_so(cost, fine):
    assert lacks(replace(COURSE, kr_once=cost)) == ([] if fine else [Lack.NO_COST])


@pytest.mark.parametrize(
    ("due", "years", "late"),
    [
        (date(2029, 10, 31), 3, False),
        (date(2029, 11, 1), 3, False),
        (date(2029, 11, 2), 3, True),
        (date(2028, 11, 2), 2, True),
        (date(2028, 11, 2), 3, False),
    ],
)
def test_three_years_from_the_mapping_is_the_last_day(due, years, late):
    assert lacks(replace(RAISE, due=due), years=years) == ([Lack.TOO_LATE] if late else [])


def test_what_the_parties_wrote_about_a_longer_time_is_kept_and_the_check_still_fails():
    row = replace(RAISE, due=date(2030, 6, 1), beyond="parterna är eniga om fyra år")

    (found,) = plan_faults([row], mapped_on=MAPPED, years=3)

    assert found.fails
    assert "lagen har inget undantag" in found.words and "2029-11-01" in found.words


def test_a_row_for_a_comparison_that_is_gone_answers_nothing():
    assert lacks(RAISE, pairs={PAIR}) == []
    assert lacks(RAISE, pairs=set()) == [Lack.NO_COMPARISON]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 2, 29), 36, date(2027, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 6, 30), 6, date(2026, 12, 30)),
        (date(2026, 1, 1), 0, date(2026, 1, 1)),
    ],
)
def test_months_are_counted_to_the_same_day_or_the_last_there_is(day, months, expected):
    assert later(day, months=months) == expected


def test_a_year_costs_persons_kronor_months_and_on_costs():
    assert yearly_cost(RAISE, RATE) == 100_908  # 12 · 500 · 12 · 1,4015
    assert yearly_cost(COURSE, RATE) == 40_000
    assert yearly_cost(replace(RAISE, persons=None), RATE) is None
    assert total([RAISE, COURSE, replace(RAISE, kr_month=None)], RATE) == Total(100_908, 40_000, 1)


@pytest.mark.parametrize(("percent", "cost"), [("0", 12), ("4.1", 12), ("4.2", 13), ("100", 24)])
def test_costs_are_whole_kronor(percent, cost):
    row = replace(RAISE, persons=1, kr_month=1)

    assert yearly_cost(row, own_rate(Decimal(percent))) == cost


@given(st.integers(0, 5_000), st.integers(0, 5_000), st.decimals(0, 100, places=2))
def test_two_rows_cost_what_one_of_both_costs_to_the_krona(one, other, percent):
    rate = own_rate(percent)

    def cost(persons):
        return yearly_cost(replace(RAISE, persons=persons), rate)

    assert abs(cost(one) + cost(other) - cost(one + other)) <= 1


def test_known_rates_have_a_source_and_differ_between_sectors():
    assert rate_of(2021).percent == Decimal("40.15")
    assert rate_of(2021, sector=Sector.REGION).percent == Decimal("46.15")
    assert "SKR" in rate_of(2021).source


def test_a_year_whose_rate_is_not_known_asks_for_the_employers_own():
    with pytest.raises(NoRate, match="PO-pålägget för 2031 finns inte"):
        rate_of(2031)


@pytest.mark.parametrize("percent", ["-0.01", "100.01", "NaN", "Infinity"])
def test_a_rate_of_ones_own_is_a_share(percent):
    with pytest.raises(WrongRate):
        own_rate(Decimal(percent))


def test_the_longest_time_is_the_one_that_the_law_check_uses():
    path = resources.files("aktiva.domain.law") / "parameters" / "pay_plan.toml"
    years = tomllib.loads(path.read_text(encoding="utf-8"))["longest_plan"]["values"][-1]["value"]

    assert lacks(replace(RAISE, due=date(2026 + years, 11, 1)), years=years) == []


def test_what_may_be_connected_to_sex_and_has_no_row_is_listed():
    pairs = [Pair(Kind.EQUAL_WORK, name, name) for name in ("Kök", "Barn", "Park", "Vård")]
    judged = [
        Judgement(pair, connected)
        for pair, connected in zip(
            pairs,
            (Connected.YES, Connected.CANNOT_BE_EXCLUDED, Connected.NO, Connected.YES),
            strict=True,
        )
    ]

    assert [p.women_group for p in unanswered(judged, [RAISE])] == ["Barn", "Kök"]


def outcome(state=State.DONE, words="lönerna höjdes och skillnaden är borta", **more):
    return Outcome(row="1", state=state, words=words, **more)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ([], ["inte utvärderad"]),
        ([outcome()], []),
        ([outcome(words="")], ["saknas"]),
        ([outcome(words="klart")], ["för kort"]),
        ([outcome(words=RAISE.what)], ["upprepar"]),
        ([outcome(State.NOT_BEGUN, "pengar saknades i budgeten")], []),
        ([outcome(State.DROPPED, "gruppen finns inte längre")], ["vem som beslutade"]),
        ([outcome(State.DROPPED, "gruppen finns inte längre", decided_by="HR-chefen")], []),
        ([outcome(State.EXTENDED, "pengar saknades i budgeten", decided_by="HR-chefen")], ["utan nytt datum"]),
        (
            [outcome(State.EXTENDED, "pengar saknades i budgeten", decided_by="HR-chefen", new_due=date(2029, 11, 2))],
            ["2029-11-01"],
        ),
        (
            [outcome(State.EXTENDED, "pengar saknades i budgeten", decided_by="HR-chefen", new_due=date(2029, 11, 1))],
            [],
        ),
    ],
)  # fmt: skip
def test_every_row_of_last_years_plan_is_evaluated(told, words):
    found = outcome_faults([RAISE], told, years=3, mapped_on=MAPPED)

    assert len(found) == len(words)
    assert all(word in fault for word, fault in zip(words, found, strict=True))
