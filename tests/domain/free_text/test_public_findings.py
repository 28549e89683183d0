"""What a person must decide on before anybody may read a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.free_text import Kind, Known, identifiers, public_findings, replaced

KNOWN = Known(("Maria Sandell",), ("Alby skola", "Solvik kommun"))


def found(text: str) -> list[tuple[str, str]]:
    return [(f.kind.value, f.words) for f in public_findings(text, KNOWN)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Det gäller 121212-1212.", [("personal_number", "121212-1212")]),
        ("Skriv till maria.sandell@solvik.example.", [("email", "maria.sandell@solvik.example")]),
        ("Ring 070-123 45 67.", [("phone", "070-123 45 67")]),
        ("Två män har slutat, säger Maria.", [("small_count", "Två män"), ("name", "Maria")]),
        ("Hon har migrän.", [("health", "migrän")]),
        ("Hans diagnos är känd.", [("health", "diagnos")]),
        ("Jag är gravid.", [("health", "gravid")]),
        ("Medarbetaren bär hijab.", [("belief", "hijab")]),
        ("Någon ny kollega är född i Iran.", [("origin", "född i")]),
        ("Maria är sjukskriven.", [("name", "Maria"), ("health", "sjukskriven")]),
        ("Vår nya kock är muslim.", [("belief", "muslim")]),
        ("Chefen har adhd.", [("health", "adhd")]),
        ("Fråga om någon är med i facket.", [("union", "med i facket")]),
        ("Det gäller en kvinna från Norge.", [("origin", "kvinna från")]),
    ],
)
def test_what_points_somebody_out_is_found(text, expected):
    assert [pair for pair in found(text) if pair in expected] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Vi har utbildat om adhd och autism.",
        "Schemat tar hänsyn till ramadan. Hon har semester.",
        "Chefen ska upptäcka tidiga tecken på utmattning.",
        "Rutinen gäller alla som är gravida.",
        "En medarbetare ska kunna be om ett annat rum vid migrän.",
        "Alby skola har en hiss för den som kommer i rullstol.",
        "Risken gäller religion eller annan trosuppfattning.",
        "Diarienumret är KS 2026/0123-0456 och året 2026.",
    ],
)
def test_words_that_are_about_nobody_are_left_alone(text):
    assert found(text) == []


def test_two_readings_of_the_same_words_are_one_finding():
    assert found("En sjukskriven har slutat.") == [("small_count", "En sjukskriven")]


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_swedish_words_of_its_own(kind):
    assert kind.label
    assert kind.label != kind.value


@pytest.mark.parametrize(
    "text",
    [
        "Ring 070-123 45 67 eller skriv till a@solvik.example.",
        "Maria (121212-1212) har adhd, är muslim, född i Iran och med i facket.",
        "Två män och Hamdi Noorzai har slutat.",
    ],
)
def test_what_is_proposed_is_itself_safe(text):
    safe = replaced(text, [(f, f.proposal) for f in public_findings(text, KNOWN)])

    assert public_findings(safe, KNOWN) == ()


@given(st.text(max_size=120), st.text(max_size=120))
def test_the_public_reading_finds_every_identifier(before, after):
    """An identifier may only be covered by a finding that holds it."""
    text = f"{before} Maria Sandell 121212-1212 {after}"

    places = public_findings(text, KNOWN)

    assert all(
        any(p.start <= f.start and f.end <= p.end for p in places)
        or any(p.start < f.end and f.start < p.end for p in places)
        for f in identifiers(text, KNOWN)
    )
