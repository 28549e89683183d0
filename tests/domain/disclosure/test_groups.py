"""Groups within groups: what is told adds up, and no smaller group can be worked out of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.disclosure.groups import Group, answers, groups, put_together
from aktiva.domain.values import MINIMUM

LEVELS = (
    ((0,), (1,), (2,)),
    ((0,), (1, 2)),
)
AL, EK, ASP = 1, 2, 3


def members(parts, counts, whole=0):
    return {g.members: g.n for g in groups(parts, counts, whole=whole)}


def test_small_parts_are_told_with_the_smallest_of_the_others():
    """The worked example of docs/method/anonymity.md."""
    told = members({0: [AL, EK, ASP]}, {AL: 12, EK: 7, ASP: 3})

    assert told == {(0,): 22, (AL,): 12, (EK, ASP): 10}


def test_two_parts_of_which_one_is_small_are_not_told_at_all():
    assert members({0: [AL, ASP]}, {AL: 12, ASP: 3}) == {(0,): 15}


def test_small_parts_that_are_enough_together_leave_the_others_alone():
    told = members({0: [AL, EK, ASP, 4]}, {AL: 12, EK: 4, ASP: 1, 4: 0})

    assert told == {(0,): 17, (AL,): 12, (4,): 0, (EK, ASP): 5}


def test_fewer_than_the_minimum_are_not_told_of_in_any_way():
    assert groups({0: [AL, EK]}, {AL: 4, EK: 0}, whole=0) == ()
    assert groups({0: [AL]}, {}, whole=0) == ()


def test_what_has_been_put_together_is_never_divided_further_down():
    told = members({0: [AL, EK, 9], AL: [4, 5], 9: [6]}, {4: 5, 5: 6, EK: 2, 6: 20})

    assert told == {(0,): 33, (9,): 20, (6,): 20, (AL, EK): 13}


def test_parts_are_never_finer_than_the_whole():
    told = (Group((0,), None, 20), Group((1,), 0, 10), Group((2,), 0, 10))
    cells = {(0,): (10, 3, 7), (1,): (5, 0, 5), (2,): (5, 3, 2)}

    whole, first, second = answers(told, cells, levels=LEVELS, stands=(0, 1))

    assert (whole.level, whole.cells) == (1, (10, 10))
    assert (first.level, first.cells) == (1, (5, 5))
    assert (second.level, second.cells) == (1, (5, 5))


def test_a_part_with_small_counts_is_coarse_together_with_another_and_the_rest_stay_fine():
    told = (Group((0,), None, 75), *(Group((n,), 0, 15) for n in range(1, 6)))
    fine, small = (5, 5, 5), (6, 2, 7)
    cells = {(0,): (26, 22, 27), **{(n,): fine for n in range(1, 5)}, (5,): small}

    _whole, *parts = answers(told, cells, levels=LEVELS, stands=(0, 1))

    assert [p.level for p in parts] == [1, 0, 0, 0, 1]
    assert parts[0].cells == (5, 10) and parts[4].cells == (6, 9)


def test_no_mean_where_a_part_has_few_who_took_a_stand_nor_below_it():
    told = (Group((0,), None, 20), Group((1,), 0, 10), Group((2,), 0, 10), Group((3,), 1, 10))
    cells = {(0,): (9, 0, 11), (1,): (6, 0, 4), (2,): (3, 0, 7), (3,): (6, 0, 4)}

    told_of = answers(told, cells, levels=LEVELS, stands=(0, 1))

    assert [t.has_mean for t in told_of] == [True, False, False, False]


def test_a_part_without_any_who_took_a_stand_has_no_mean_and_takes_none_from_the_others():
    told = (Group((0,), None, 20), Group((1,), 0, 10), Group((2,), 0, 10))
    cells = {(0,): (10, 0, 10), (1,): (10, 0, 0), (2,): (0, 0, 10)}

    told_of = answers(told, cells, levels=LEVELS, stands=(0, 1))

    assert [t.has_mean for t in told_of] == [True, True, False]


@st.composite
def towns(draw):
    """A tree of three storeys and the three counts of each of its leaves."""
    parts: dict[int, list[int]] = {0: []}
    cells: dict[int, tuple[int, int, int]] = {}
    number = 0
    for _department in range(draw(st.integers(1, 4))):
        number += 1
        department = number
        parts[0].append(department)
        parts[department] = []
        for _unit in range(draw(st.integers(1, 4))):
            number += 1
            parts[department].append(number)
            cells[number] = tuple(draw(st.lists(st.integers(0, 9), min_size=3, max_size=3)))
    return parts, cells


def leaves(parts, place):
    below = parts.get(place)
    return [leaf for part in below for leaf in leaves(parts, part)] if below else [place]


@given(towns())
def test_every_told_group_is_large_enough_and_its_parts_add_up_to_it(town):
    parts, cells = town
    told = groups(parts, {leaf: sum(c) for leaf, c in cells.items()}, whole=0)

    assert all(g.n == 0 or g.n >= MINIMUM for g in told)
    for outer in told:
        inner = [g for g in told if g.above is not None and g.above == outer.place]
        assert not inner or sum(g.n for g in inner) == outer.n


@given(towns())
def test_a_difference_between_told_tables_is_never_a_small_count(town):
    """An attacker who adds and subtracts told cells of one column, over siblings and their whole."""
    parts, cells = town
    told = groups(parts, {leaf: sum(c) for leaf, c in cells.items()}, whole=0)
    by_members = {
        g.members: tuple(
            sum(cells[leaf][c] for m in g.members for leaf in leaves(parts, m)) for c in range(3)
        )
        for g in told
    }
    said = dict(zip(told, answers(told, by_members, levels=LEVELS, stands=(0, 1)), strict=True))

    for group, answer in said.items():
        assert all(n == 0 or n >= MINIMUM for n in answer.cells)
        inner = [g for g in told if g.above is not None and g.above == group.place]
        if answer.level is None:
            assert all(said[g].level is None for g in inner)
            continue
        for level in range(answer.level, len(LEVELS)):
            whole = put_together(by_members[group.members], LEVELS[level])
            known = [
                put_together(by_members[g.members], LEVELS[level])
                for g in inner
                if said[g].level is not None and said[g].level <= level
            ]
            rest = [n - sum(row[at] for row in known) for at, n in enumerate(whole)]
            assert not inner or all(n == 0 or n >= MINIMUM for n in rest)
