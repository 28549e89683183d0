"""The pay file is held against the staff register: everyone is accounted for, kept as counts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_staff import Table

from aktiva.domain.pay.columns import FaultyTable
from aktiva.domain.pay.layouts import WrongLayout, confirm
from aktiva.domain.pay.recognising import Purpose
from aktiva.domain.pay.reconciling import (
    Entry,
    Explained,
    Place,
    Reason,
    Side,
    WrongExplanation,
    read_roll,
    reconcile,
    unexplained,
)

AT = date(2025, 11, 1)


def entries(*ids, **other):
    return tuple(Entry(row=i + 2, id=one, **other) for i, one in enumerate(ids))


def test_the_same_people_in_both_files_leave_nothing():
    found = reconcile(entries("1", "2"), entries("2", "1"), at=AT)

    assert (found.n_pay, found.n_register, found.n_both) == (2, 2, 2)
    assert found.differences == ()
    assert unexplained(found.counts(), ()) == {}


@pytest.mark.parametrize(
    ("paid", "listed", "both"),
    [
        (("1001", "1002"), ("01001", "01002"), 2),  # a workbook drops the zeros
        (("0", "1"), ("000", "01"), 2),
        (("1001", "01001"), ("1001", "01001"), 2),  # two persons, told apart by the zero only
        (("1001", "01001"), ("1001",), 1),
        (("A1", "1001"), ("A1", "01001"), 1),  # not all are numbers
    ],
)
def test_zeros_before_a_number_do_not_hide_a_person(paid, listed, both):
    assert reconcile(entries(*paid), entries(*listed), at=AT).n_both == both


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (Entry(3, "9", ended=date(2025, 10, 31)), Reason.ENDED),
        (Entry(3, "9", ended=date(2025, 11, 1)), None),
        (Entry(3, "9", hired=date(2025, 11, 2)), Reason.HIRED_AFTER),
        (Entry(3, "9", hired=date(2025, 11, 1)), None),
        (Entry(3, "9", form="Timavlönad"), Reason.HOURLY),
        (Entry(3, "9", form="Tillsvidare"), None),
        (Entry(3, "1"), Reason.DOUBLE_ROW),
    ],
)
def test_the_files_themselves_propose_a_reason(entry, reason):
    found = reconcile(entries("1"), (*entries("1"), entry), at=AT)

    (difference,) = found.differences
    assert (difference.side, difference.row, difference.proposed) == (Side.LEFT_OUT, 3, reason)
    assert [e.reason for e in found.proposed()] == ([reason] if reason else [])


def test_who_is_extra_in_the_pay_file_is_told():
    found = reconcile(entries("1", "2"), entries("1"), at=AT)

    assert [(d.side, d.row) for d in found.differences] == [(Side.EXTRA, 3)]


def test_files_are_joined_by_personal_number_where_one_has_no_id():
    pay = (Entry(2, id="1", personal="8505171238"),)
    register = (Entry(2, personal="8505171238"), Entry(3, personal="9001011239"))

    found = reconcile(pay, register)

    assert (found.n_both, [d.row for d in found.differences]) == (1, [3])


def test_files_with_nothing_in_common_are_refused():
    with pytest.raises(WrongLayout, match="inget gemensamt nummer"):
        reconcile((Entry(2, id="1"),), (Entry(2, personal="8505171238"),))


def two_left_out():
    return reconcile(
        entries("1"), (*entries("1"), Entry(3, "2", unit="Kök"), Entry(4, "3", unit="Kök"))
    )


KITCHEN = Place(Side.LEFT_OUT, "", "Kök")


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ([], {KITCHEN: 2}),
        ([Explained(KITCHEN, Reason.UNPAID_LEAVE, 1)], {KITCHEN: 1}),
        ([Explained(KITCHEN, Reason.UNPAID_LEAVE, 2)], {}),
        (
            [
                Explained(KITCHEN, Reason.ENDED, 1),
                Explained(KITCHEN, Reason.OWN_WORDS, 1, "lånas in från annan kommun"),
            ],
            {},
        ),
    ],
)
def test_what_nobody_has_explained_is_left(given, left):
    assert unexplained(two_left_out().counts(), given) == left


@pytest.mark.parametrize(
    ("explained", "words"),
    [
        (
            Explained(KITCHEN, Reason.ENDED, 3),
            "Fler är förklarade än som finns i personalregistret",
        ),
        (Explained(KITCHEN, Reason.ENDED, 0), "minst 1"),
        (Explained(KITCHEN, Reason.OWN_WORDS, 1), "Skälet saknas"),
        (Explained(KITCHEN, Reason.OWN_WORDS, 1, "x"), "Skälet är för kort"),
        (Explained(Place(Side.EXTRA, "", "Kök"), Reason.ENDED, 1), "i lönefilen men inte"),
    ],
)
def test_an_explanation_that_does_not_hold_is_refused(explained, words):
    with pytest.raises(WrongExplanation, match=words):
        unexplained(two_left_out().counts(), [explained])


@given(
    pay=st.lists(st.sampled_from("abcdef"), max_size=8),
    register=st.lists(st.sampled_from("abcdef"), max_size=8),
)
def test_every_row_is_counted_once(pay, register):
    found = reconcile(entries(*pay), entries(*register))

    left_out = [d for d in found.differences if d.side is Side.LEFT_OUT]
    extra = [d for d in found.differences if d.side is Side.EXTRA]
    assert found.n_both + len(left_out) == len(register)
    assert found.n_both + len(extra) == len(pay)
    assert found.n_both == sum(min(pay.count(x), register.count(x)) for x in set(pay))
    assert sum(found.counts().values()) == len(found.differences)


def test_a_register_is_read_as_rows_to_hold_against():
    table = Table(
        Anstnr=["1", "2"],
        Enhet=["A", None],
        Anställd=["2015-03-01", "2020"],
        Slut=[None, "1.3.2025"],
    )
    columns = {"id": "Anstnr", "unit": "Enhet", "hired": "Anställd", "ended": "Slut"}

    rolled = read_roll(table, confirm(table.names, columns, purpose=Purpose.STAFF))

    assert rolled == (
        Entry(2, "1", unit="A", hired=date(2015, 3, 1)),
        Entry(3, "2", ended=date(2025, 3, 1)),
    )


def test_a_row_without_a_number_is_told():
    table = Table(Anstnr=["1", None])

    with pytest.raises(FaultyTable) as caught:
        read_roll(table, confirm(table.names, {"id": "Anstnr"}, purpose=Purpose.STAFF))

    assert caught.value.lines == (
        "Rad 3, kolumnen Anstnr: cellen är tom. Var och en ska ha ett nummer.",
    )
