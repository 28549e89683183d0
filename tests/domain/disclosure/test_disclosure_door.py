"""No figure of one to four persons leaves, unless exactly those figures have been released."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.disclosure.door import (
    MINIMUM,
    RELEASABLE,
    Breakdown,
    CannotBeReleased,
    Outcome,
    Subject,
    leave,
)

SENSITIVE = sorted(set(Subject) - RELEASABLE)
PERSONS = sorted(set(Subject) - {Subject.WORKPLACES})


def table(*cells: tuple[int, ...], subject: Subject = Subject.EMPLOYMENT) -> Breakdown:
    rows = tuple(f"rad {n}" for n in range(len(cells)))
    columns = tuple(f"kolumn {n}" for n in range(len(cells[0])))
    return Breakdown(subject, rows, columns, cells)


def tables_about(subjects):
    return st.builds(
        lambda cells, subject: table(*cells, subject=subject),
        st.integers(1, 4).flatmap(
            lambda width: st.lists(
                st.tuples(*[st.one_of(st.integers(0, 7), st.integers(0, 400))] * width),
                min_size=1,
                max_size=4,
            )
        ),
        st.sampled_from(sorted(subjects)),
    )


tables = tables_about(PERSONS)


def printed(leaving) -> list[int]:
    return [n for row in leaving.table.cells for n in row] if leaving.table else []


@given(breakdown=tables)
def test_one_to_four_persons_never_leave(breakdown):
    leaving = leave(breakdown, coarser=[breakdown.without_columns("Antal")])

    assert [n for n in printed(leaving) if 0 < n < MINIMUM] == []


@given(breakdown=tables)
def test_a_table_leaves_whole_or_not_at_all_so_that_nothing_can_be_subtracted(breakdown):
    coarser = breakdown.without_columns("Antal")

    leaving = leave(breakdown, coarser=[coarser])

    assert leaving.table in (breakdown, coarser, None)
    assert (leaving.outcome is Outcome.WHOLE) == (leaving.table == breakdown)


@given(breakdown=tables_about(RELEASABLE), data=st.data())
def test_a_release_covers_exactly_its_own_figures(breakdown, data):
    row = data.draw(st.integers(0, len(breakdown.rows) - 1))
    column = data.draw(st.integers(0, len(breakdown.columns) - 1))
    changed = [list(cells) for cells in breakdown.cells]
    changed[row][column] += 1

    same = leave(breakdown, released=[list(cells) for cells in breakdown.cells])
    other = leave(breakdown, released=changed)

    assert same.table == breakdown
    assert other == leave(breakdown)


@given(breakdown=tables)
def test_the_coarser_table_has_the_same_rows_and_the_same_persons(breakdown):
    coarser = breakdown.without_columns("Antal")

    assert coarser.rows == breakdown.rows
    assert [sum(row) for row in coarser.cells] == [sum(row) for row in breakdown.cells]


@pytest.mark.parametrize(
    ("smallest", "outcome"),
    [
        (0, Outcome.WHOLE),
        (1, Outcome.WITHHELD),
        (4, Outcome.WITHHELD),
        (5, Outcome.WHOLE),
        (6, Outcome.WHOLE),
    ],
)
@pytest.mark.parametrize("subject", PERSONS)
def test_the_limit_is_five_and_an_empty_cell_points_at_nobody(subject, smallest, outcome):
    assert leave(table((smallest, 90), subject=subject)).outcome is outcome


@pytest.mark.parametrize("subject", SENSITIVE)
@pytest.mark.parametrize("cells", [((2, 90),), ((50, 90),)])
def test_nobody_can_release_a_sensitive_subject_even_when_it_would_change_nothing(subject, cells):
    with pytest.raises(CannotBeReleased):
        leave(table(*cells, subject=subject), released=cells)


def test_a_released_table_is_told_apart_from_one_that_was_safe():
    small, safe = table((2, 90)), table((20, 90))

    assert leave(small, released=small.cells).outcome is Outcome.RELEASED
    assert leave(safe, released=safe.cells).outcome is Outcome.WHOLE


def test_a_release_of_another_shape_covers_nothing():
    small = table((2, 90))

    assert leave(small, released=[[2], [90]]).outcome is Outcome.WITHHELD
    assert leave(small, released=[]).outcome is Outcome.WITHHELD


def test_the_finest_table_that_is_safe_stands_in():
    finest, middle, coarsest = table((2, 90)), table((3, 89)), table((92,))

    leaving = leave(finest, coarser=[middle, coarsest, table((500,))])

    assert (leaving.outcome, leaving.table) == (Outcome.COARSER, coarsest)


def test_workplaces_are_not_persons():
    assert leave(table((1, 3), subject=Subject.WORKPLACES)).outcome is Outcome.WHOLE


@pytest.mark.parametrize(
    ("rows", "columns", "cells"),
    [
        (("a",), ("b",), ((1, 2),)),
        (("a", "b"), ("c",), ((1,),)),
        (("a",), ("b",), ((-1,),)),
    ],
    ids=["too wide", "a row short", "negative"],
)
def test_a_table_that_does_not_hold_together_is_refused(rows, columns, cells):
    with pytest.raises(ValueError, match=r"labels|negative"):
        Breakdown(Subject.EMPLOYMENT, rows, columns, cells)


def test_the_worked_example_of_the_method():
    """The figures of docs/method/disclosure.md."""
    rows, columns = ("Tillsvidare", "Visstid"), ("Heltid", "Deltid")
    cells = ((74, 12), (9, 2))
    fine = Breakdown(Subject.EMPLOYMENT, rows, columns, cells)
    coarse = fine.without_columns("Antal")
    one_more = Breakdown(Subject.EMPLOYMENT, rows, columns, ((74, 12), (9, 3)))
    fewer = Breakdown(Subject.EMPLOYMENT, rows, columns, ((74, 12), (2, 1)))
    one_line = Breakdown(Subject.EMPLOYMENT, ("Anställda",), ("Antal",), ((89,),))

    assert printed(leave(fine, coarser=[coarse])) == [86, 11]
    assert leave(fine, coarser=[coarse], released=cells).outcome is Outcome.RELEASED
    assert printed(
        leave(one_more, coarser=[one_more.without_columns("Antal")], released=cells)
    ) == [86, 12]
    assert printed(leave(fewer, coarser=[fewer.without_columns("Antal"), one_line])) == [89]
