"""Answers put together: counts that add up, and proposals that hold only numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.compilation.counts import (
    Given,
    Leaning,
    changed_sources,
    listing,
    propose,
    tally,
)

ORDER = ("Ja", "Delvis", "Nej", "Ej aktuellt")
LEANINGS = dict(
    zip(ORDER, (Leaning.WISHED, Leaning.PARTLY, Leaning.UNWISHED, Leaning.NEITHER), strict=True)
)


def answers(**numbers: int) -> list[Given]:
    choices = {"yes": "Ja", "partly": "Delvis", "no": "Nej", "neither": "Ej aktuellt"}
    said = [choices[key] for key, n in numbers.items() for _ in range(n)]
    return [Given(unit, choice, LEANINGS[choice], answer=unit) for unit, choice in enumerate(said)]


def counted(given_answers, n_asked=None):
    return tally("B1", given=given_answers, order=ORDER, n_asked=n_asked or len(given_answers))


def proposal(**numbers: int):
    given_answers = answers(**numbers)
    return propose(counted(given_answers, 100), given=given_answers, subject="introduktionen")


many = st.lists(st.sampled_from(ORDER), max_size=60).map(
    lambda said: [Given(u, c, LEANINGS[c], answer=u) for u, c in enumerate(said)]
)


@given(given_answers=many, silent=st.integers(0, 20))
def test_the_choices_add_up_to_those_who_answered(given_answers, silent):
    result = counted(given_answers, len(given_answers) + silent)

    assert sum(n for _, n in result.by_choice) == result.n_answered == len(given_answers)
    assert result.n_silent == silent
    assert result.n_wished + result.n_unwished <= result.n_answered


@given(given_answers=many, data=st.data())
def test_the_order_of_the_answers_does_not_matter(given_answers, data):
    shuffled = data.draw(st.permutations(given_answers))

    assert counted(shuffled, 60) == counted(given_answers, 60)


@given(one=many, other=many)
def test_the_counts_of_two_departments_add_up_to_the_whole(one, other):
    moved = [Given(g.unit + 1000, g.choice, g.leaning) for g in other]
    parts = dict(counted(one, 60).by_choice), dict(counted(moved, 60).by_choice)

    whole = dict(counted([*one, *moved], 120).by_choice)

    assert whole == {
        c: sum(p.get(c, 0) for p in parts) for c in ORDER if any(c in p for p in parts)
    }


def test_choices_stand_in_the_questions_order_and_unknown_ones_last():
    given_answers = [
        Given(1, "Nej", Leaning.UNWISHED),
        Given(2, "Annat", Leaning.NEITHER),
        Given(3, "Ja", Leaning.WISHED),
    ]

    assert counted(given_answers).by_choice == (("Ja", 1), ("Nej", 1), ("Annat", 1))


def test_a_unit_counted_twice_is_refused():
    with pytest.raises(ValueError, match="more than once"):
        counted([Given(1, "Ja", Leaning.WISHED), Given(1, "Nej", Leaning.UNWISHED)])


def test_more_answers_than_units_asked_are_refused():
    with pytest.raises(ValueError, match="only 1 were asked"):
        counted(answers(yes=2), 1)


@pytest.mark.parametrize(
    ("numbers", "is_strength"),
    [
        ({"yes": 8, "no": 2}, False),
        ({"yes": 81, "no": 19}, True),
        ({"yes": 10}, True),
        ({"yes": 0, "no": 1}, False),
        ({"yes": 5, "partly": 3, "neither": 40}, False),
        ({"yes": 8, "neither": 90}, True),
    ],
    ids=["a fifth", "less than a fifth", "all", "one", "irrelevant is left out", "few but agreed"],
)
def test_a_fifth_the_other_way_is_an_improvement_and_four_fifths_a_strength(numbers, is_strength):
    assert proposal(**numbers).is_strength is is_strength


def test_nothing_is_proposed_when_nobody_took_a_side():
    assert proposal(neither=12) is None
    assert proposal() is None


def test_an_improvement_rests_on_those_who_lean_away_and_a_strength_on_those_who_do_not():
    improvement, strength = proposal(yes=6, partly=1, no=3, neither=2), proposal(yes=9, no=1)

    assert {g.choice for g in improvement.sources} == {"Delvis", "Nej"}
    assert len(improvement.sources) == 4
    assert [g.choice for g in strength.sources] == ["Ja"] * 9


def test_the_worked_example_of_the_method():
    """The figures of docs/method/compilation.md."""
    given_answers = answers(yes=31, partly=6, no=2, neither=1)
    result = counted(given_answers, 44)

    suggested = propose(result, given=given_answers, subject="introduktionen")

    assert (result.n_answered, result.n_silent) == (40, 4)
    assert (result.n_wished, result.n_unwished) == (31, 8)
    assert not suggested.is_strength
    assert len(suggested.sources) == 8
    assert suggested.text == (
        "Av 40 enheter som har svarat på frågan om introduktionen svarar "
        "31 ja, 6 delvis, 2 nej och 1 ej aktuellt."
    )


def test_a_scale_is_told_in_words_and_not_as_two_numbers_in_a_row():
    said = ["4", "4", "1", "Vet inte"]
    leanings = [Leaning.WISHED, Leaning.WISHED, Leaning.UNWISHED, Leaning.NEITHER]
    given_answers = [Given(u, c, leanings[u]) for u, c in enumerate(said)]
    counts = tally("6.6", given=given_answers, order=[*"12345", "Vet inte"], n_asked=4)

    suggested = propose(counts, given=given_answers, subject="rutinen")

    assert suggested.text.endswith("svarar 1 med en etta, 2 med en fyra och 1 vet inte.")


@given(given_answers=many)
def test_comments_never_slip_into_the_proposed_text(given_answers):
    commented = [Given(g.unit, g.choice, g.leaning, comment="Hemligt namn") for g in given_answers]

    suggested = propose(counted(commented, 60), given=commented, subject="introduktionen")

    assert suggested is None or "Hemligt" not in suggested.text


@pytest.mark.parametrize(
    ("words", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a och b"), (["a", "b", "c"], "a, b och c")],
)
def test_a_list_is_written_as_swedish_writes_it(words, said):
    assert listing(words) == said


def test_an_observation_knows_which_of_its_answers_have_changed():
    sources = [
        {"answer": 1, "summary": "Nej"},
        {"answer": 2, "summary": "Nej"},
        {"answer": 3, "summary": "Delvis"},
    ]

    assert changed_sources(sources, now={1: "Nej", 2: "Ja"}) == (2, 3)
