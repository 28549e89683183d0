"""People are read by what a person has confirmed: full-time pay, years, and nothing finer."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_staff import Table

from aktiva.domain.pay.columns import FaultyTable
from aktiva.domain.pay.full_time import divisors, from_extent, from_hourly, impossible, scale
from aktiva.domain.pay.layouts import Layout, WrongLayout, confirm
from aktiva.domain.pay.mapping import Sexes
from aktiva.domain.pay.meanings import Kind, Meaning, heading_row, kind_of, meanings_of
from aktiva.domain.pay.people import People, read_people
from aktiva.domain.pay.recognising import Purpose, recognise

SEXES = Sexes(woman=("K",), man=("M",))


def read(columns, *, sexes=SEXES, **other):
    """Read a table whose columns have their meanings as names."""
    table = Table(**{"sex": ["K", "M"], "title": ["Kock", "Kock"]} | columns)
    layout = confirm(table.names, {name: name for name in table.names}, sexes=sexes, **other)
    return read_people(table, layout, year=2025)


@pytest.mark.parametrize(
    ("columns", "other", "pay"),
    [
        ({"pay": [30_000, 31_000]}, {}, [30_000, 31_000]),
        ({"pay_actual": [15_000, 31_000], "extent": [50, 100]}, {}, [30_000, 31_000]),
        ({"pay_actual": [15_000, 31_000], "extent": [0.5, 1]}, {}, [30_000, 31_000]),
        ({"pay_actual": [15_000, 15_500], "extent": [1, 0.5]}, {}, [15_000, 31_000]),
        ({"pay_hourly": [200, 180]}, {"hours_month": 165}, [33_000, 29_700]),
        ({"pay_hourly": [224, 112]}, {"hours_month": 165, "holiday_percent": 12}, [33_000, 16_500]),
        (
            {"pay": [30_000, None], "pay_hourly": [None, 200]},
            {"hours_month": 165},
            [30_000, 33_000],
        ),
        (
            {"pay_actual": [15_000, None], "extent": [50, 0], "pay_hourly": [None, 200]},
            {"hours_month": 165},
            [30_000, 33_000],
        ),
    ],
)
def test_pay_becomes_full_time_pay(columns, other, pay):
    assert read(columns, **other).pay == pytest.approx(pay)


@pytest.mark.parametrize(
    ("columns", "line"),
    [
        (
            {"pay_actual": [15_000, 1], "extent": [50, None]},
            "Rad 3, kolumnen extent: cellen är tom.",
        ),
        ({"pay_actual": [15_000, 1], "extent": [50, 120]}, "omfattningen 120 ska vara större än 0"),
        ({"pay_actual": [15_000, 1], "extent": [50, 1]}, "omfattningen 1 är skriven som andel"),
        ({"pay": [30_000, None]}, "Rad 3, kolumnen pay: cellen är tom. Lön saknas."),
        ({"pay": [30_000, "x"]}, "Rad 3, kolumnen pay: här står text."),
        ({"pay": [1, 2], "hired": ["2015", "1900-01-01"]}, "1900-01-01 är inget rimligt datum"),
        ({"pay": [1, 2], "hired": ["2015", "2040-01-01"]}, "2040-01-01 är inget rimligt datum"),
        ({"pay": [1, 2], "is_manager": ["ja", "kanske"]}, "Rad 3, kolumnen is_manager: skriv ja"),
        ({"pay": [1, 2], "sex": ["K", "X"]}, "koden X är varken kvinna eller man"),
        ({"pay": [1, 2], "supplements": [0, -1]}, "kolumnen supplements: beloppet är negativt"),
        ({"pay": [1, 2], "id": ["a", "a"]}, "kolumnen id: samma nummer som på rad 2."),
    ],
)
def test_each_fault_is_told_by_row_and_column(columns, line):
    with pytest.raises(FaultyTable) as caught:
        read(columns)

    assert len(caught.value.lines) == 1
    assert line in caught.value.lines[0]


def test_no_field_is_finer_than_a_year_and_none_tells_who_it_is():
    fields = {f.name for f in dataclasses.fields(People)}

    assert fields == {
        "woman", "birth_year", "title", "code", "unit", "form", "group", "extent", "pay",
        "supplements", "variable", "benefits", "hours_year", "hired_year", "is_manager", "points",
    }  # fmt: skip
    people = read({"pay": [1, 2], "birth": ["1980-05-17", "1990"], "id": [7, 8]})
    assert people.birth_year.tolist() == [1980, 1990]


def test_the_calculations_take_the_rows_as_they_are():
    people = read(
        {
            "pay_actual": [15_000, 31_000], "extent": [50, 100], "supplements": [100, None],
            "variable": [1, 2], "group": ["kök", "kök"], "points": [400, 400],
        }
    )  # fmt: skip

    staff = people.staff()

    assert staff.paid.tolist() == [15_000, 31_000]
    assert staff.components.tolist() == [101, 2]
    assert staff.group.names == ("kök",)
    assert staff.hours_year is None
    assert people.staff(people.title).group.names == ("Kock",)


@given(st.lists(st.sampled_from([5, 20, 50, 75, 80, 100]), min_size=1))
def test_full_time_pay_and_extent_give_back_what_is_paid(percents):
    extent = np.array(percents, float)
    shares = extent / scale(extent)
    paid = 30_000 * shares

    assert from_extent(paid, shares) == pytest.approx(30_000)
    assert not impossible(shares, 1.0).any()


def test_every_divisor_has_a_source():
    assert all(d.source and 100 < d.hours < 200 for d in divisors().values())
    assert from_hourly(np.array([100.0]), divisors()["ab"].hours)[0] == 16_500


@pytest.mark.parametrize(
    ("columns", "other", "words"),
    [
        ({"sex": "Kön", "pay": "Lön", "title": "Titel"}, {"sexes": None}, "Välj vilka koder"),
        ({"sex": "Kön", "pay": "Lön"}, {}, "som är befattning"),
        ({"pay": "Lön", "title": "Titel"}, {}, "som är kön"),
        ({"sex": "Kön", "title": "Titel"}, {}, "som är lön"),
        ({"sex": "Kön", "pay_actual": "Lön", "title": "Titel"}, {}, "sysselsättningsgrad"),
        ({"sex": "Kön", "pay_hourly": "Lön", "title": "Titel"}, {}, "timmar i månaden"),
        ({"sex": "Kön", "pay": "Kön", "title": "Titel"}, {}, "kan inte vara både"),
        ({"sex": "Kön", "pay": "Lön", "title": "Facklig"}, {}, "läses aldrig in"),
        ({"sex": "Kön", "pay": "Lön", "title": "Annan"}, {}, "finns inte i filen"),
        ({"sex": "Kön", "pay": "Dubbel", "title": "Titel"}, {}, "flera kolumner som heter"),
        ({"sex": "Kön", "pay": ("Lön", "Tal"), "title": "Titel"}, {}, "Bara en kolumn kan vara"),
        (
            {"sex": "Kön", "pay": "Lön", "title": "Titel"},
            {"sexes": Sexes(woman=("K",), man=("K",))},
            "både kvinnor och män",
        ),
    ],
)
def test_a_layout_that_cannot_be_used_says_why(columns, other, words):
    names = ["Kön", "Lön", "Tal", "Titel", "Facklig", "Dubbel", "Dubbel"]

    with pytest.raises(WrongLayout, match=words):
        confirm(names, columns, **{"sexes": SEXES} | other)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"signature": 1}', "x"])
def test_a_layout_that_cannot_be_read_says_so(text):
    with pytest.raises(WrongLayout, match="Välj kolumnerna på nytt"):
        Layout.from_json(text)


@pytest.mark.parametrize(
    ("heading", "meanings"),
    [
        ("Heltidslön", {Meaning.PAY}),
        ("HELTIDSLÖN (kr/mån)", {Meaning.PAY}),
        ("heltidslon", {Meaning.PAY}),
        ("Heltidslön 2025", {Meaning.PAY}),
        ("Månadslön", {Meaning.PAY, Meaning.PAY_ACTUAL}),
        ("Anst.nr", {Meaning.ID}),
        ("Sysselsättningsgrad %", {Meaning.EXTENT}),
        ("Hemlighet", set()),
        ("", set()),
    ],
)
def test_headings_are_known_whatever_their_case_and_signs(heading, meanings):
    assert meanings_of(heading) == meanings


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Facklig tillhörighet", Kind.UNION),
        ("Fackförbund", Kind.UNION),
        ("Facktillhörighet", Kind.UNION),
        ("Fackl. org.", Kind.UNION),
        ("Medlemsnr", Kind.UNION),
        ("Förbund", Kind.UNION),
        ("Medlemsavgift kr", Kind.UNION),
        ("Medborgarskap", Kind.ETHNICITY),
        ("Medborgare i", Kind.ETHNICITY),
        ("Hemspråk", Kind.ETHNICITY),
        ("Födelseland", Kind.ETHNICITY),
        ("Trossamfund", Kind.RELIGION),
        ("Kyrkoavgift", Kind.RELIGION),
        ("Antal sjukdagar", Kind.HEALTH),
        ("Frånvaroorsak", Kind.HEALTH),
        ("Frånvarodagar", Kind.HEALTH),
        ("Frånv.orsak", Kind.HEALTH),
        ("Ledighetsorsak", Kind.HEALTH),
        ("Sjuktimmar", Kind.HEALTH),
        ("Rehab.plan", Kind.HEALTH),
        ("Funktionsnedsättning", Kind.DISABILITY),
        ("Lönebidrag", Kind.DISABILITY),
        ("Handikappad", Kind.DISABILITY),
        ("Civilstatus", Kind.FAMILY),
        ("Familj", Kind.FAMILY),
        ("Make/maka", Kind.FAMILY),
        ("Vabdagar", Kind.FAMILY),
        ("Föräldraledig t.o.m.", Kind.FAMILY),
        ("Sexuell läggning", Kind.ORIENTATION),
        ("Könsidentitet", Kind.ORIENTATION),
        ("Könsöverskridande identitet", Kind.ORIENTATION),
        ("Sexualitet", Kind.ORIENTATION),
        ("Partimedlem", Kind.POLITICS),
        ("Kyrkoskatt", Kind.RELIGION),
        ("Anställds namn", Kind.IDENTITY),
        ("Skyddad identitet", Kind.IDENTITY),
        ("Namn", Kind.IDENTITY),
        ("E-postadress", Kind.IDENTITY),
        ("Enhetens namn", None),
        ("Kön", None),
        ("Chefstillägg", None),
        ("Befattning", None),
        ("Befattningsnamn", None),
        ("Avtalad lön", None),
        ("Sjukvårdsområde", None),
    ],
)
def test_sensitive_headings_are_known(heading, kind):
    assert kind_of(heading) is kind


def test_there_are_at_least_two_hundred_usual_headings_and_none_is_sensitive():
    from aktiva.domain.pay import meanings

    headings = {h for known in meanings._known().values() for h in known.headings}

    assert len(headings) >= 200
    assert not [h for h in headings if kind_of(h)]


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        ([["Lista"], ["", ""], ["Kön", "Heltidslön"], ["K", "30000"]], 2),
        ([["Kön", "Heltidslön"], ["K", "30000"]], 0),
        ([["Okänd", "Annan"], ["a", "1"]], 0),
        ([["Uttag 2025"], ["Okänd", "Annan"], ["a", "1"]], 1),
        ([["1", "2"], ["3", "4"]], None),
        ([], None),
    ],
)
def test_the_row_of_headings_is_found_below_a_title(rows, at):
    assert heading_row(rows) == at


def staff_table(**columns):
    return Table(**{"Anstnr": ["1", "2", "3"]} | columns)


def test_a_staff_file_needs_only_to_tell_who_is_who():
    table = staff_table(
        Enhet=["A", "A", "B"], Kön=["K", "M", "K"], Anställningsform=["Tillsvidare"] * 3
    )

    found = recognise(table, Purpose.STAFF)

    assert set(found.columns) == {"id", "unit", "form"}
    assert not found.asked
    assert [d.heading for d in found.dropped] == ["Kön"]


def test_a_staff_file_without_numbers_is_asked_for_them():
    found = recognise(Table(Vem=["a", "b", "c"], Enhet=["A", "A", "B"]), Purpose.STAFF)

    assert [(q.meaning, q.words) for q in found.asked] == [
        ("id", "Vilken kolumn är anställningsnummer?")
    ]
