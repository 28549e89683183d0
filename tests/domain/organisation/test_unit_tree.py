"""The tree of a day: who is above, who is below, and no rings."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.organisation.tree import BrokenTree, Level, Node, Tree


def node(id: int, parent: int | None, level: Level = Level.WORKPLACE, answers: bool = True) -> Node:
    return Node(id, f"E{id}", f"Enhet {id}", f"E{id}", "enhet", level, answers, parent)


@st.composite
def forests(draw) -> Tree:
    """Each unit hangs below one drawn before it, or nowhere."""
    n = draw(st.integers(0, 25))
    parents = [draw(st.one_of(st.none(), st.integers(0, i - 1))) if i else None for i in range(n)]
    nodes = [node(i, parent) for i, parent in enumerate(parents)]
    return Tree(draw(st.permutations(nodes)))


@given(tree=forests())
def test_what_is_below_has_the_unit_above(tree):
    for unit in tree.nodes:
        below = tree.subtree(unit)
        above = {other for other in tree.nodes if unit in {n.id for n in tree.ancestors(other)}}
        assert below == above | {unit}


@given(tree=forests())
def test_the_children_of_the_tops_hold_every_unit_once(tree):
    waiting = list(tree.children(None))
    seen = []
    while waiting:
        at = waiting.pop()
        seen.append(at.id)
        waiting.extend(tree.children(at.id))

    assert sorted(seen) == sorted(tree.nodes)
    assert len(tree) == len(seen)


@given(tree=forests())
def test_ancestors_come_nearest_first_and_end_at_a_top(tree):
    for unit, at in tree.nodes.items():
        line = tree.ancestors(unit)
        assert [n.id for n in line[:1]] == [p for p in [at.parent] if p is not None]
        assert all(a.parent == b.id for a, b in pairwise(line))
        assert not line or line[-1].parent is None


@given(n=st.integers(1, 8), tail=st.integers(0, 4))
def test_a_ring_is_refused_and_its_units_are_named(n, tail):
    ring = [node(i, (i + 1) % n) for i in range(n)]
    hanging = [node(n + i, n + i - 1 if i else 0) for i in range(tail)]

    with pytest.raises(BrokenTree, match="circle: E0"):
        Tree([node(100, None), *ring, *hanging])


def test_a_unit_given_twice_is_refused():
    with pytest.raises(BrokenTree, match="twice"):
        Tree([node(1, None), node(1, None)])


def test_a_unit_whose_parent_is_gone_stands_at_the_top_and_does_not_disappear():
    tree = Tree([node(1, None, Level.EMPLOYER), node(7, 99)])

    assert [n.id for n in tree.children(None)] == [1, 7]
    assert tree.ancestors(7) == ()
    assert tree.root.id == 1


def test_a_unit_that_did_not_exist_that_day_has_nothing_below_or_above():
    tree = Tree([node(1, None)])

    assert 2 not in tree
    assert tree.subtree(2) == frozenset()
    assert tree.ancestors(2) == ()
    assert tree.department_of(2) is None


@pytest.fixture
def municipality() -> Tree:
    return Tree(
        [
            node(1, None, Level.EMPLOYER, answers=False),
            node(2, 1, Level.DEPARTMENT, answers=False),
            node(3, 2, Level.GROUP, answers=False),
            node(4, 3),
            node(5, 2),
            node(6, 1, Level.DEPARTMENT, answers=True),
        ]
    )


def test_a_workplace_belongs_to_the_department_above_it(municipality):
    belongs = {unit: municipality.department_of(unit) for unit in municipality.nodes}

    assert {u: d.id if d else None for u, d in belongs.items()} == {
        1: None,
        2: 2,
        3: 2,
        4: 2,
        5: 2,
        6: 6,
    }
    assert municipality.department_index == {2: 2, 3: 2, 4: 2, 5: 2, 6: 6}
    assert [n.id for n in municipality.departments] == [2, 6]


def test_only_the_units_that_answer_for_themselves_are_asked(municipality):
    assert [n.id for n in municipality.answering()] == [4, 5, 6]
    assert [n.id for n in municipality.answering(within=3)] == [4]
    assert municipality.answering(within=99) == ()


def test_an_empty_tree_has_no_root():
    assert Tree([]).root is None
