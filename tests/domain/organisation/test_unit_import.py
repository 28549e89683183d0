"""A list of units is taken in whole, or its faults are said row by row."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.organisation.importing import (
    HeadingsMissing,
    Known,
    RowProblem,
    UnitRow,
    plan,
    rows_of,
)

ROOT = "K"
KINDS = {"förvaltning": "department", "enhet": "workplace", "skola": "workplace"}
KNOWN = {ROOT: Known("Ekvik kommun", "", "employer", "")}
HEAD = ["Kod", "Namn", "Överordnad", "Slag", "Chef", "E-post"]
BU = ["BU", "Barn och utbildning", "", "Förvaltning", "Ada Ek", "ada.ek@ekvik.example"]
SCHOOL = ["BU1", "Strandskolan", "BU", "Skola", "", ""]


def take_in(*rows: list[str], known=KNOWN):
    return plan(rows_of([HEAD, *rows]), known=known, kinds=KINDS, root=ROOT)


def problems(*rows: list[str], known=KNOWN) -> list[tuple[int, str]]:
    return [(p.line, p.column) for p in take_in(*rows, known=known).problems]


def as_known(*rows: list[str]) -> dict[str, Known]:
    taken = {
        r.code: Known(r.name, r.parent or ROOT, KINDS[r.kind.casefold()], r.email.lower())
        for r in rows_of([HEAD, *rows])
    }
    return {**KNOWN, **taken}


def test_headings_may_stand_below_other_rows_and_rows_keep_their_number_in_the_file():
    table = [["Enheter i Ekvik"], ["uttag 2026-01-02"], [], HEAD, BU, [""] * 6, SCHOOL]

    rows = rows_of(table)

    assert [(r.line, r.code) for r in rows] == [(5, "BU"), (7, "BU1")]


def test_headings_are_known_by_other_names_in_any_order():
    table = [["TYP", " Enhetens namn ", "orgkod", "Tillhör"], ["Skola", "Ås", "7", "BU"]]

    assert rows_of(table) == [UnitRow(2, "7", "Ås", "BU", "Skola")]


def test_missing_headings_are_named():
    with pytest.raises(HeadingsMissing) as caught:
        rows_of([["Kod", "Namn"], ["1", "Ås"]])

    assert caught.value.missing == ("Överordnad", "Slag")
    assert str(caught.value).startswith("Kolumnen Överordnad och Slag saknas.")


@pytest.mark.parametrize("table", [[], [[]], [["bara text"], ["mer text"]]])
def test_a_table_without_headings_is_refused(table):
    with pytest.raises(HeadingsMissing):
        rows_of(table)


def test_new_units_come_after_the_one_above_them():
    result = take_in(SCHOOL, BU)

    assert [r.code for r in result.new] == ["BU", "BU1"]
    assert result.problems == ()
    assert result.does_something


def test_a_list_with_headings_and_nothing_more_is_told():
    assert take_in().problems == (RowProblem(0, "", "Listan har rubriker men inga enheter."),)


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (["", "Ås", "BU", "Skola", "", ""], "Kod", "Koden saknas."),
        (["BU", "Ås", "", "Skola", "", ""], "Kod", "Koden BU står också på rad 2."),
        (["9", "", "BU", "Skola", "", ""], "Namn", "Namnet saknas."),
        (
            ["9", "Ås", "XX", "Skola", "", ""],
            "Överordnad",
            "Det finns ingen enhet med koden XX.",
        ),
        (
            ["9", "Ås", "Barn och utbildning", "Skola", "", ""],
            "Överordnad",
            "Det finns ingen enhet med koden Barn och utbildning. Skriv koden, inte namnet.",
        ),
        (
            ["9", "Ås", "9", "Skola", "", ""],
            "Överordnad",
            "Enheten kan inte ligga under sig själv.",
        ),
        (
            ["9", "Ås", "BU", "Båt", "", ""],
            "Slag",
            "Slaget ”Båt” är okänt. Skriv något av: enhet, förvaltning, skola.",
        ),
        (
            ["9", "Ås", "BU", "Skola", "Bo", "bo@ekvik"],
            "E-post",
            "”bo@ekvik” är ingen e-postadress.",
        ),
        (["9", "Ås", "BU", "Skola", "Bo", ""], "E-post", "Chefen har ingen e-postadress."),
        (
            ["9", "Ås", "BU", "Skola", "", "bo@ekvik.example"],
            "Chef",
            "Det står en adress men inget namn.",
        ),
    ],
)
def test_a_fault_is_said_with_its_row_and_column_and_nothing_is_taken_in(row, column, words):
    result = take_in(BU, row)

    assert result.problems == (RowProblem(3, column, words),)
    assert not result.does_something


def test_units_below_one_another_in_a_ring_are_told_on_each_row():
    a, b = ["A", "A", "B", "Enhet", "", ""], ["B", "B", "A", "Enhet", "", ""]

    assert problems(a, b) == [(2, "Överordnad"), (3, "Överordnad")]


def test_a_ring_through_units_that_are_already_there_is_found():
    known = as_known(BU, SCHOOL)
    below_its_own_school = ["BU", "Barn och utbildning", "BU1", "Förvaltning", "", ""]

    assert problems(below_its_own_school, known=known) == [(2, "Överordnad")]


def test_the_same_list_again_changes_nothing():
    result = take_in(BU, SCHOOL, known=as_known(BU, SCHOOL))

    assert (result.new, result.changed, result.n_same) == ((), (), 2)
    assert not result.does_something


def test_a_second_upload_shows_only_what_changes():
    moved = ["BU1", "Strandskolan F–3", "", "Skola", "", ""]
    new = ["BU2", "Åsskolan", "BU", "Skola", "", ""]

    result = take_in(BU, moved, new, known=as_known(BU, SCHOOL))

    assert [r.code for r in result.new] == ["BU2"]
    assert [(c.row.code, c.fields) for c in result.changed] == [
        (
            "BU1",
            (("Namn", "Strandskolan", "Strandskolan F–3"), ("Överordnad", "BU", ROOT)),
        )
    ]
    assert result.n_same == 1


def test_an_empty_address_leaves_the_manager_and_capitals_are_no_change():
    without = [*BU[:4], "", ""]
    shouted = [*BU[:5], BU[5].upper()]

    assert not take_in(without, known=as_known(BU)).does_something
    assert not take_in(shouted, known=as_known(BU)).does_something


def test_units_left_out_of_the_list_are_told_and_not_removed():
    result = take_in(BU, known=as_known(BU, SCHOOL))

    assert result.absent == ("BU1",)
    assert not result.does_something


def test_the_employers_own_row_may_change_its_name_and_nothing_else():
    own = [ROOT, "Ekviks kommun", "", "vad som helst", "", ""]

    (change,) = take_in(own).changed

    assert change.fields == (("Namn", "Ekvik kommun", "Ekviks kommun"),)


def large_list() -> list[list[str]]:
    departments = [[f"F{n}", f"Förvaltning {n}", "", "Förvaltning", "", ""] for n in range(10)]
    schools = [[f"S{n}", f"Skola {n}", f"F{n % 10}", "Skola", "", ""] for n in range(250)]
    return [*schools, *departments]


def test_two_hundred_and_sixty_rows_are_taken_in_at_once():
    result = take_in(*large_list())

    codes = [r.code for r in result.new]
    assert len(codes) == 260
    assert all(codes.index(r.parent) < at for at, r in enumerate(result.new) if r.parent)


def test_one_fault_among_two_hundred_and_sixty_rows_is_the_only_one_told():
    rows = large_list()
    rows[200] = [*rows[200][:2], "F99", *rows[200][3:]]

    assert problems(*rows) == [(202, "Överordnad")]


@given(order=st.permutations(range(20)), data=st.data())
def test_the_order_of_the_rows_does_not_matter(order, data):
    above = {
        n: data.draw(st.one_of(st.none(), st.integers(0, n - 1))) if n else None for n in order
    }
    rows = [
        [f"E{n}", f"Enhet {n}", f"E{above[n]}" if above[n] is not None else "", "Enhet", "", ""]
        for n in order
    ]

    result = take_in(*rows)

    placed = [r.code for r in result.new]
    assert sorted(placed) == sorted(f"E{n}" for n in order)
    assert all(placed.index(r.parent) < at for at, r in enumerate(result.new) if r.parent)


def test_blanks_around_cells_mean_nothing():
    (row,) = rows_of([HEAD, ["  BU ", " Barn och utbildning", "", " Förvaltning ", "", ""]])

    assert row == replace(row, code="BU", name="Barn och utbildning", kind="Förvaltning")
