"""In what order comparisons are judged, and what is judged at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_groups import group

from aktiva.domain.pay.comparisons import Comparison, Kind
from aktiva.domain.pay.judging import Connected
from aktiva.domain.pay.ranking import By, bundles, weights

NAMES = ["Vård", "Kök", "Barn", "Teknik", "Park"]
GROUPS = [
    group(name, women, 3, 30_000) for name, women in zip(NAMES, (80, 9, 40, 1, 0), strict=True)
]
gaps = st.one_of(st.none(), st.integers(-20, 20).map(lambda n: n / 100))


@st.composite
def listed(draw):
    pairs = draw(
        st.lists(
            st.tuples(st.sampled_from(list(Kind)), st.sampled_from(NAMES), st.sampled_from(NAMES)),
            unique=True,
        )
    )
    return [
        Comparison(kind, a, a if kind is Kind.EQUAL_WORK else b, draw(gaps), draw(gaps))
        for kind, a, b in {
            (kind, a, a if kind is Kind.EQUAL_WORK else b): None for kind, a, b in pairs
        }
    ]


def between(name, other, gap, kind=Kind.EQUAL_VALUE):
    return Comparison(kind, name, other, gap, gap)


def order(*comparisons, earlier=None):
    return [b.group for b in bundles(comparisons, GROUPS, earlier=earlier)]


def test_a_larger_gap_and_more_women_go_first():
    assert order(
        between("Kök", "Park", 0.1), between("Kök", "Teknik", 0.02), between("Vård", "Park", 0.02)
    ) == ["Vård", "Kök"]
    assert order(between("Kök", "Park", 0.2), between("Vård", "Park", 0.02)) == ["Kök", "Vård"]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (None, ["Vård", "Barn"]),
        ({"Vård": Connected.NO}, ["Vård", "Barn"]),
        ({"Vård": Connected.NO, "Barn": Connected.CANNOT_BE_EXCLUDED}, ["Vård", "Barn"]),
        ({"Vård": Connected.NO, "Barn": Connected.YES}, ["Barn", "Vård"]),
    ],
)
def test_what_was_connected_to_sex_last_year_weighs_more(before, expected):
    rows = [between("Vård", "Park", 0.10), between("Barn", "Park", 0.08)]
    earlier = (
        {c.pair: before[c.women_group] for c in rows if c.women_group in before} if before else None
    )

    assert order(*rows, earlier=earlier) == expected


def test_one_groups_comparisons_of_a_kind_are_one_bundle_with_the_largest_gap_first():
    rows = [between("Vård", "Park", 0.05), between("Vård", "Teknik", 0.062)]
    (found,) = bundles(rows, GROUPS, earlier={})

    assert [c.other_group for c in found.comparisons] == ["Teknik", "Park"]
    assert found.why == (
        "80 kvinnor, störst skillnad 6,2 procent mot Teknik; inte bedömd förra året."
    )
    assert found.common == (
        "Vård är kvinnodominerad och har lägre lön än 2 grupper med likvärdigt arbete."
    )


def test_nothing_is_said_of_last_year_where_there_was_no_mapping():
    (found,) = bundles([between("Vård", "Park", 0.05)], GROUPS)

    assert found.why == "80 kvinnor, störst skillnad 5,0 procent mot Park."


def test_where_women_have_as_much_or_more_comes_last_and_at_once():
    found = bundles(
        [
            between("Vård", "Park", 0.0),
            between("Kök", "Park", -0.3),
            between("Barn", "Park", None),
            between("Kök", "Teknik", 0.001),
        ],
        GROUPS,
    )

    assert [(b.group, len(b.comparisons)) for b in found] == [("Kök", 1), (None, 3)]
    assert found[-1].why.startswith("3 jämförelser utan lägre lön för kvinnor")


def test_a_lower_median_alone_is_a_disadvantage():
    found = bundles([Comparison(Kind.EQUAL_WORK, "Vård", "Vård", -0.01, 0.02)], GROUPS)

    assert [b.group for b in found] == ["Vård"]


def test_bundles_may_follow_the_group_that_is_paid_more():
    rows = [
        between("Vård", "Park", 0.05),
        between("Kök", "Park", 0.08),
        between("Kök", "Teknik", 0.01),
    ]
    rows.append(Comparison(Kind.EQUAL_WORK, "Barn", "Barn", 0.01, 0.01))

    found = bundles(rows, GROUPS, by=By.OTHER_GROUP, earlier={})

    assert [b.group for b in found] == ["Park", "Barn", "Teknik"]
    assert found[0].common == (
        "Park har högre lön än 2 kvinnodominerade grupper med likvärdigt arbete."
    )
    assert found[0].why == (
        "89 kvinnor, störst skillnad 8,0 procent för Kök; inte bedömd förra året."
    )


@given(listed(), st.sampled_from(list(By)))
def test_every_comparison_is_in_exactly_one_bundle(rows, by):
    found = bundles(rows, GROUPS, by=by)

    assert sorted(c.pair for b in found for c in b.comparisons) == sorted(c.pair for c in rows)
    assert all(len({c.kind for c in b.comparisons}) == 1 for b in found)
    assert all(b.why.endswith(".") and "\n" not in b.why for b in found)
    judged = [b.group is None for b in found]
    assert judged == sorted(judged)
    assert [b.weight for b in found] == sorted((b.weight for b in found), reverse=True)


@given(listed(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(rows, random):
    mixed, groups = list(rows), list(GROUPS)
    random.shuffle(mixed)
    random.shuffle(groups)

    assert bundles(mixed, groups) == bundles(rows, GROUPS)


def test_every_earlier_judgement_weighs_differently():
    assert set(weights()) == {*Connected, "not_judged"}
    assert len(set(weights().values())) == len(weights())
