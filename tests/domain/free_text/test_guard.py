"""The guard finds what can point out a person, and lets ordinary answers be."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.free_text import Kind, Known, findings

STAFF = ("Maria Sandell", "Bo Li", "Anna-Karin Ek")


def found(text: str, names=STAFF) -> list[tuple[str, str]]:
    return [
        (f.kind.value, text[f.start : f.end]) for f in findings(text, Known(people=tuple(names)))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ring 070-123 45 67 i brådskande fall.", [("phone", "070-123 45 67")]),
        ("Ring +46 70 123 45 67.", [("phone", "+46 70 123 45 67")]),
        ("Ring +46 (0)70-1234567.", [("phone", "+46 (0)70-1234567")]),
        ("Växeln är 0123-45 67 89.", [("phone", "0123-45 67 89")]),
        ("Skriv till anna.ek@solvik.example i dag.", [("email", "anna.ek@solvik.example")]),
        # 121212-1212 is the register's own example; the others are made with their check digits
        ("Det gäller 121212-1212.", [("personal_number", "121212-1212")]),
        ("Det gäller 1212121212.", [("personal_number", "1212121212")]),
        ("Det gäller 191212121212.", [("personal_number", "191212121212")]),
        ("Det gäller 19121212-1212.", [("personal_number", "19121212-1212")]),
        ("Det gäller 121212 1212.", [("personal_number", "121212 1212")]),
        ("Det gäller 121212+1212.", [("personal_number", "121212+1212")]),
        ("Det gäller 121272-1210.", [("personal_number", "121272-1210")]),  # samordningsnummer
        ("Fel siffra sist: 121212-1213.", [("personal_number", "121212-1213")]),
        ("Maria Sandells grupp har svarat.", [("name", "Maria Sandells")]),
        ("Fråga Maria.", [("name", "Maria")]),
        ("Anna-Karin har bytt grupp.", [("name", "Anna-Karin")]),
        ("Hon har adhd och är gravid.", [("health", "adhd"), ("health", "gravid")]),
        ("En muslimsk kollega får vänta.", [("belief", "muslimsk")]),
        ("En kollega är född i Iran.", [("origin", "född i")]),
        ("Hon är med i facket.", [("union", "med i facket")]),
    ],
)
def test_what_can_point_out_a_person_is_found(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Vi har gått igenom rutinen 2025-11-20 och följer upp den 2026-03-01.",
        "Diarienumret är KS 2026/0123-0456.",
        "Organisationsnumret är 212000-0001.",  # month 20
        "Budgeten är 1 250 000 kronor för 2025–2026.",
        "1234567890 är inget datum, och 9912319999 har fel siffra sist.",
        "Risken gäller religion eller annan trosuppfattning och funktionsnedsättning.",
        "Under rekrytering används mallen. Kommunal information finns på webben.",
        "Vi har koll på Romarvägen, och add-on köps in.",
        "maria är ett vanligt namn med litet m här, och Li är för kort.",
        "Klockan 08.00-17.00 alla dagar, 0-25 procent.",
    ],
)
def test_ordinary_answers_are_left_alone(text):
    assert found(text) == []


def _personal_number(born: date, number: int, *, coordination: bool) -> str:
    nine = f"{born:%y%m}{born.day + 60 * coordination:02}{number:03}"
    doubled = [int(d) * (2 if n % 2 == 0 else 1) for n, d in enumerate(nine)]
    return nine + str(-sum(d // 10 + d % 10 for d in doubled) % 10)


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.integers(0, 999),
    st.booleans(),
    st.sampled_from(["", "-", "+", " ", " - ", "–"]),
    st.booleans(),
)
def test_every_personal_number_is_found_however_it_is_written(
    born, number, coordination, mark, with_century
):
    digits = _personal_number(born, number, coordination=coordination)
    century = f"{born.year // 100}" if with_century else ""
    written = f"{century}{digits[:6]}{mark}{digits[6:]}"
    if born.year // 100 == 21:
        return
    text = f"Frågan kom från {written} i våras."
    assert ("personal_number", written) in found(text)


@given(st.text(max_size=200), st.lists(st.text(max_size=20), max_size=3))
def test_findings_lie_within_the_text_in_order_without_overlap(text, names):
    places = findings(text, Known(people=tuple(names)))
    assert all(0 <= f.start < f.end <= len(text) for f in places)
    assert all(a.end <= b.start for a, b in pairwise(places))


@given(st.text(max_size=80), st.text(max_size=80))
def test_an_address_is_found_wherever_it_stands(before, after):
    text = f"{before} anna.ek@solvik.example {after}"
    assert any(
        f.start <= len(before) + 1 and f.end >= len(before) + 2 + len("anna.ek@solvik")
        for f in findings(text)
    )


def test_every_kind_is_found_by_some_word_of_the_list():
    assert {f.kind for f in findings("adhd muslim kurd fackmedlem")} == {
        Kind.HEALTH,
        Kind.BELIEF,
        Kind.ORIGIN,
        Kind.UNION,
    }
