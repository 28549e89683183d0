"""A plan's words for a function lead to those who hold it at each unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.organisation.owners import Owners, Post, Standing, bare, parts
from aktiva.domain.organisation.permissions import Role
from aktiva.domain.organisation.tree import Level, Node, Tree

CHIEFS = {
    "kommun": "kommundirektör", "forv": "förvaltningschef", "omr": "verksamhetschef",
    "skola": "rektor", "kok": "enhetschef",
}  # fmt: skip


def node(id, parent, kind, level):
    return Node(
        id, f"U{id}", f"Enhet {id}", f"E{id}", kind, level, level is Level.WORKPLACE, parent
    )


TREE = Tree(
    [
        node(1, None, "kommun", Level.EMPLOYER),
        node(2, 1, "forv", Level.DEPARTMENT),
        node(3, 2, "omr", Level.GROUP),
        node(4, 3, "skola", Level.WORKPLACE),
        node(5, 3, "skola", Level.WORKPLACE),
        node(6, 2, "kok", Level.WORKPLACE),
    ]
)
POSTS = [
    Post(1, Role.HR_STRATEGIST, "HR-strateg", 10),
    Post(2, Role.DEPARTMENT_HEAD, "förvaltningschef", 20),
    Post(2, Role.HR_PARTNER, "HR-partner", 21),
    Post(3, Role.UNIT_MANAGER, "verksamhetschef", 30),
    Post(4, Role.UNIT_MANAGER, "rektor", 40),
    Post(4, Role.UNIT_MANAGER, "biträdande rektor", 41, acting=True),
    Post(4, Role.SAFETY_REPRESENTATIVE, "skyddsombud", 42),
    Post(6, Role.UNIT_MANAGER, "kökschef", 60),
]
OWNERS = Owners(TREE, POSTS, CHIEFS)


@pytest.mark.parametrize(
    ("words", "unit", "users"),
    [
        ("Chef", 4, (40,)),
        ("Respektive chef", 6, (60,)),
        ("Chefer", 4, (40,)),
        ("Rekryterande chef", 4, (40,)),
        ("Rektor", 4, (40,)),
        ("rektorn", 4, (40,)),
        ("Kökschef", 6, (60,)),
        ("Enhetschef", 6, (60,)),
        ("Verksamhetschef", 4, (30,)),
        ("Förvaltningschefen", 6, (20,)),
        ("Personalchef", 4, (10,)),
        ("HR", 6, (10,)),
        ("HR-partner", 4, (21,)),
        ("Skyddsombud", 4, (42,)),
        ("Rektor och skyddsombud", 4, (40, 42)),
        ("Rektor/HR-partner", 4, (40, 21)),
        ("Personalchef, via respektive chef", 4, (40,)),
        ("Personalchef, sker via verksamhetschef", 4, (30,)),
        ("Chef, rektor", 4, (40,)),
    ],
)
def test_who_carries_a_measure_out_at_a_unit(words, unit, users):
    assert OWNERS.users(words, unit) == users


@pytest.mark.parametrize(
    ("words", "unit", "standing"),
    [
        ("Chef", 4, Standing.HELD),
        ("Rektor", 5, Standing.VACANT),
        ("Chef", 5, Standing.VACANT),
        ("Skyddsombud", 6, Standing.VACANT),
        ("Nämndsekreterare", 4, Standing.VACANT),
        ("Rektor", 6, Standing.VACANT),
        ("Trivselgruppen", 4, Standing.UNKNOWN),
        ("IFO-chef", 4, Standing.UNKNOWN),
    ],
)
def test_a_post_that_nobody_holds_is_vacant_and_strange_words_are_not_guessed(
    words, unit, standing
):
    (owner,) = OWNERS.of(words, unit)

    assert owner.standing is standing
    assert owner.words == words
    assert bool(owner.posts) is (standing is Standing.HELD)


def test_one_who_answers_via_another_does_not_carry_out():
    answers, carries = OWNERS.of("Personalchef, via respektive chef", 4)

    assert (answers.unit, answers.carries_out) == (1, False)
    assert (carries.unit, carries.carries_out) == (4, True)


def test_ownership_follows_a_change_of_holder():
    moved = [p for p in POSTS if p.user not in {40, 41}] + [
        Post(4, Role.UNIT_MANAGER, "rektor", 43)
    ]

    assert Owners(TREE, moved, CHIEFS).users("Chef", 4) == (43,)


def test_an_acting_holder_stands_in_only_where_nobody_holds_the_post():
    acting = [Post(5, Role.UNIT_MANAGER, "rektor", 50, acting=True)]

    assert OWNERS.users("Chef", 4) == (40,)
    assert Owners(TREE, acting, CHIEFS).users("Chef", 5) == (50,)


@pytest.mark.parametrize("words", ["", "   ", ",", " via "])
def test_no_words_name_nobody(words):
    assert OWNERS.of(words, 4) == ()


@given(st.text(max_size=60), st.sampled_from([1, 2, 3, 4, 5, 6]))
def test_any_words_are_kept_and_never_lead_to_somebody_outside_the_line(words, unit):
    line = {unit, *(n.id for n in TREE.ancestors(unit))}

    for owner in OWNERS.of(words, unit):
        assert owner.words in words
        assert owner.unit is None or owner.unit in line
        assert all(post.unit == owner.unit for post in owner.posts)
    assert len(OWNERS.of(words, unit)) == len(parts(words))


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("Enhetschefer", "enhetschef"), ("enhetscheferna", "enhetschef"),
        ("Rektorer", "rektor"), ("Arbetslagsledaren", "arbetslagsledare"),
        ("Personalenheten", "personalenhet"), ("HR-avdelningen", "hr-avdelning"),
        ("Personalkontoret", "personalkontor"), ("Chefen?", "chef"),
    ],
)  # fmt: skip
def test_number_and_species_make_no_difference(words, same):
    assert bare(words) == same
