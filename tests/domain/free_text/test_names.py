"""Running text: names of persons are found, names of places and organisations are not."""

import pytest

from aktiva.domain.free_text.names import FIRST_NAME, KNOWN, LIKE_A_NAME, PART, Known, names

PEOPLE = ("Bo Grip", "Eva Sten", "Hamdi Warsame")
PLACES = (
    "Alby skola", "Norra Strand förskola", "Strandvik kommun", "Vision", "Stora Torget",
    "Kommunstyrelsens arbetsutskott",
)  # fmt: skip

FOUND = [
    ("Bo Grip har lett arbetet.", "Bo Grip", KNOWN),
    ("Enligt Eva Stens anteckningar är det så.", "Eva Stens", KNOWN),
    ("hamdi warsame skrev detta.", "hamdi warsame", KNOWN),
    ("Anmälan gjordes av Karin Ek.", "Karin Ek", FIRST_NAME),
    ("Anna-Lena von Sydow har slutat.", "Anna-Lena von Sydow", FIRST_NAME),
    ("Lars Erik Holm svarade.", "Lars Erik Holm", FIRST_NAME),
    ("Chefen Maria Öberg deltog.", "Maria Öberg", FIRST_NAME),
    ("Samtalet fördes med Tahira Noorzai i maj.", "Tahira Noorzai", LIKE_A_NAME),
    ("Underlaget kommer från K. Blomgren.", "K. Blomgren", LIKE_A_NAME),
]

ORDINARY = [
    "Arbetet görs vid Alby skola och Norra Strand förskola.",
    "Strandvik kommun samverkar med Vision och Sveriges Lärare.",
    "Kommunstyrelsens arbetsutskott beslutar.",
    "Enligt Diskrimineringslagen ska arbetet göras.",
    "Under Våren ses rutinen över.",
    "HR och APT tar upp frågan i Teams.",
    "Region Norrland och Svenska Kommunalarbetareförbundet deltog.",
    "Torget 3, Stora Torget, är stängt.",
    "Enheten\nRektor ansvarar.",
]


@pytest.mark.parametrize(("text", "words", "reason"), FOUND, ids=lambda v: str(v)[:40])
def test_a_persons_name_is_found(text, words, reason):
    found = names(text, Known(PEOPLE, PLACES))

    assert [(f.words, f.reason) for f in found] == [(words, reason)]
    assert text[found[0].start : found[0].end] == words


@pytest.mark.parametrize("text", ORDINARY, ids=lambda text: text[:40])
def test_places_functions_and_organisations_are_left_alone(text):
    assert names(text, Known(PEOPLE, PLACES)) == ()


def test_a_known_person_is_found_even_when_a_place_has_the_name():
    """The account says more than the likeness: a school may be called after somebody."""
    found = names("Bo Grip ansvarar.", Known(PEOPLE, ("Bo Grip skola",)))

    assert [f.reason for f in found] == [KNOWN]


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("Grip har lett arbetet.", "Grip", PART),
        ("Enligt Hamdis anteckningar är det så.", "Hamdis", PART),
        ("Det gäller Karin Warsame.", "Karin Warsame", FIRST_NAME),
        ("Sten och Hamdi deltog.", "Sten", PART),
    ],
)
def test_a_part_of_a_known_name_is_found_by_itself(text, words, reason):
    found = names(text, Known(PEOPLE, PLACES))

    assert (found[0].words, found[0].reason) == (words, reason)


def test_a_part_inside_the_name_of_a_unit_is_the_units():
    known = Known(("Eva Strand",), PLACES)

    assert names("Arbetet görs vid Norra Strand förskola.", known) == ()
    assert [f.words for f in names("Norra Strand förskola leds av Strand.", known)] == ["Strand"]


@pytest.mark.parametrize(
    ("text", "n"), [("Maj", 0), ("Senast 31 maj, Maj–juni 2026", 0), ("Maj har svarat.", 1)]
)
def test_a_month_is_told_from_a_person_of_that_name(text, n):
    assert len(names(text, Known(("Maj Ek",), PLACES))) == n
