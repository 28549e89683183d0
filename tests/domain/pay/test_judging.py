"""What a judgement lacks in order to count."""

from __future__ import annotations

from datetime import date

import pytest

from aktiva.domain.pay.comparisons import Comparison, Kind, Pair
from aktiva.domain.pay.explanations import Answer, Choice, Given, MarketSurvey
from aktiva.domain.pay.judging import (
    Connected,
    Judgement,
    Lack,
    Lacking,
    asked,
    asks_for_explanation,
    lacking,
    summed,
)

SAID = Given("experience", "männen har arbetat tolv år och kvinnorna tre")
ANALYSIS = "kvinnorna fick lägre ingångslön under hela tiotalet"


def within(name="Vård", gap=0.03):
    return Comparison(Kind.EQUAL_WORK, name, name, gap, gap)


def between(kind, gap, other="Teknik"):
    return Comparison(kind, "Vård", other, gap, gap)


def lacks(comparison, connected=Connected.NO, *, last_year="", planned=(), **more):
    found = lacking(
        asked([comparison]),
        [Judgement(comparison.pair, connected, **more)],
        year=2026,
        last_year={comparison.pair: last_year},
        planned=planned,
    )
    assert all(f.pair == comparison.pair and f.words.endswith(".") for f in found)
    return [f.lack for f in found]


def test_every_comparison_is_judged_also_one_without_a_difference():
    found = lacking(asked([within(), within("Kök", 0.0)]), [], year=2026)

    assert [(f.pair.women_group, f.lack) for f in found] == [
        ("Vård", Lack.NOT_JUDGED),
        ("Kök", Lack.NOT_JUDGED),
    ]
    assert found[0].words.startswith("Jämförelsen inom Vård är inte bedömd.")


@pytest.mark.parametrize(
    ("kind", "gap", "must"),
    [
        (Kind.EQUAL_WORK, 0.0, False),
        (Kind.EQUAL_WORK, 0.0001, True),
        (Kind.EQUAL_WORK, -0.0001, True),
        (Kind.EQUAL_WORK, None, False),
        (Kind.EQUAL_VALUE, 0.0001, True),
        (Kind.EQUAL_VALUE, -0.1, False),
        (Kind.LOWER_VALUE, 0.0001, True),
    ],
)
def test_a_no_explains_every_difference_there_is_to_explain(kind, gap, must):
    c = Comparison(kind, "Vård", "Vård" if kind is Kind.EQUAL_WORK else "Teknik", gap, gap)

    assert asks_for_explanation(c) is must
    assert lacks(c) == ([Lack.NO_EXPLANATION] if must else [])


def test_a_median_alone_asks_for_an_explanation():
    assert asks_for_explanation(Comparison(Kind.EQUAL_WORK, "Vård", "Vård", 0.0, 0.02))


def test_an_explanation_with_its_proof_lets_a_no_count():
    assert lacks(within(), given=(SAID,)) == []


def test_an_explanation_without_proof_does_not_count():
    assert lacks(within(), given=(Given("market", "svårt att rekrytera ingenjörer"),)) == [
        Lack.NO_PROOF
    ]
    old = Given(
        "market", "svårt att rekrytera ingenjörer", market=MarketSurvey(date(2025, 3, 1), ("x",))
    )
    assert lacks(within(), given=(old,)) == [Lack.NO_PROOF]


@pytest.mark.parametrize("connected", [Connected.YES, Connected.CANNOT_BE_EXCLUDED])
def test_what_may_be_connected_to_sex_leads_to_a_row_in_the_plan(connected):
    pair = within().pair

    assert lacks(within(), connected, text=ANALYSIS) == [Lack.NOT_IN_PLAN]
    assert lacks(within(), connected, text=ANALYSIS, planned={pair}) == []
    assert lacks(within(), connected, planned={pair}) == [Lack.NO_REASON]
    assert lacks(within(), connected, given=(SAID,), planned={pair}) == []


def test_a_no_leads_to_nothing_in_the_plan():
    assert not Connected.NO.needs_measure


def test_last_years_words_do_not_count_however_they_are_spaced():
    before = "Männen har arbetat  tolv år – och kvinnorna tre."

    assert lacks(within(), given=(SAID,), last_year=before) == [Lack.LAST_YEARS_WORDS]
    assert lacks(within(), given=(SAID,), last_year=before + " Nytt.") == []


@pytest.mark.parametrize(
    ("marks", "copied"),
    [
        (("", ""), 0),
        (("", "", ""), 3),
        (("a", "a", "a"), 0),
        (("a", "a", ""), 0),
        (("a", "b", ""), 3),
    ],
)
def test_one_text_in_three_places_is_copied_unless_judged_together(marks, copied):
    rows = [within(f"g{i}") for i in range(len(marks))]
    judged = [
        Judgement(c.pair, Connected.NO, given=(SAID,), together=mark)
        for c, mark in zip(rows, marks, strict=True)
    ]

    found = lacking(asked(rows), judged, year=2026)

    assert [f.lack for f in found] == [Lack.COPIED] * copied


def test_many_without_words_are_not_copies():
    rows = [between(Kind.EQUAL_VALUE, -0.1, f"g{i}") for i in range(9)]

    assert lacking(asked(rows), [Judgement(c.pair, Connected.NO) for c in rows], year=2026) == []


def test_harder_work_inside_a_group_is_challenged_until_it_is_answered():
    harder = (Given("experience", "männen har mer ansvar för schemat"),)

    assert lacks(within(), given=harder) == [Lack.CHALLENGED]
    assert lacks(within(), given=harder, choice=Choice(Answer.SPLIT)) == []
    assert lacks(between(Kind.EQUAL_VALUE, 0.1), given=harder) == []


def test_a_judgement_of_a_comparison_that_is_gone_does_not_count():
    gone = Pair(Kind.EQUAL_VALUE, "Vård", "Tvätt")

    found = lacking({}, [Judgement(gone, Connected.NO)], year=2026)

    assert [(f.pair, f.lack) for f in found] == [(gone, Lack.NO_COMPARISON)]


@pytest.mark.parametrize(("n", "lines"), [(0, 0), (1, 1), (2, 1), (200, 1)])
def test_several_that_lack_the_same_are_told_in_one_sentence(n, lines):
    found = lacking(asked([within(f"Grupp {i}") for i in range(n)]), [], year=2026)

    said = summed(found)

    assert len(said) == lines
    assert [one.pair is None for one in said] == [n > 1] * lines
    if n > 1:
        assert said[0].words == (
            f"{n} jämförelser är inte bedömda. Bedöm om skillnaderna har samband med kön."
        )


def test_different_lacks_are_told_apart_and_in_the_order_they_are_mended():
    many = [within(f"Grupp {i}") for i in range(5)]
    doubtful = Judgement(within("Kök").pair, Connected.CANNOT_BE_EXCLUDED, text=ANALYSIS)

    said = summed(lacking(asked([*many, within("Kök")]), [doubtful], year=2026))

    assert [one.words.split()[0] for one in said] == ["5", "Jämförelsen"]
    assert "saknar åtgärd i planen" in said[1].words
    assert said[1].pair == within("Kök").pair


def test_every_lack_has_a_sentence_for_several():
    pairs = [within(f"Grupp {i}").pair for i in range(4)]
    for lack in Lack:
        (one,) = summed([Lacking(pair, lack, "") for pair in pairs])
        assert one.words.startswith(("4 jämförelser ", "4 skillnader "))
        assert one.words.endswith(".")
