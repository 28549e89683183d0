"""Names of files that open on every system."""

import pytest

from aktiva.domain.package import ascii_name, unique


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Åre skola, riktlinjer § 6", "are-skola-riktlinjer-6.pdf"),
        ("Förskolan Ærø", "forskolan-aero.pdf"),
        ("…", "fil.pdf"),
        ("CON", "con-fil.pdf"),
        ("../../etc/passwd", "etc-passwd.pdf"),
    ],
)
def test_a_name_is_plain_letters_and_never_a_path(words, name):
    assert ascii_name(words, "pdf") == name


def test_a_long_name_is_cut_and_still_ends_right():
    name = ascii_name("Förvaltningens långa namn " * 20, "pdf")

    assert len(name) <= 84 and name.endswith(".pdf") and name.isascii()


def test_the_second_of_a_name_gets_a_number():
    assert unique("a.pdf", {"a.pdf", "a-2.pdf"}) == "a-3.pdf"
