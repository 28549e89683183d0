"""A theme is worth an observation when several units wrote of it; the words are theirs."""

import pytest

from aktiva.domain.compilation.changes import Since
from aktiva.domain.compilation.themes import Quote, Said, Theme
from aktiva.domain.compilation.worded import worth_telling

WORDS = "Larmet i källaren fungerar inte."


def theme(*units: int, year: int = 2026, also: int | None = None, words: str = WORDS) -> Theme:
    members = [Said(u, year * 100 + u, words, year) for u in units]
    if also is not None:
        members.append(Said(1, also * 100, words, also))
    return Theme(tuple(members), (Quote(units[0], year * 100 + units[0], words),))


def told(*found: Theme, n_answered: int = 20, asked=(2025, 2026)):
    return worth_telling(found, year=2026, n_answered=n_answered, asked=set(asked))


def test_the_text_holds_counts_and_quotes_only():
    (row,) = told(theme(1, 2, 3))

    assert row.text == f"3 av 20 enheter som har svarat skriver om detta:\n”{WORDS}”"
    assert row.title == "”Larmet i källaren fungerar inte”"
    assert [s.unit for s in row.sources] == [1, 2, 3]
    assert row.since is Since.NEW


@pytest.mark.parametrize(
    ("n_units", "n_others", "expected"),
    [(1, 0, False), (2, 0, True), (2, 18, True), (2, 19, False), (9, 90, False), (10, 90, True)],
)
def test_two_units_and_a_tenth_of_those_who_wrote_is_the_limit(n_units, n_others, expected):
    others = [theme(100 + n, words="Något annat.") for n in range(n_others)]

    assert len(told(theme(*range(1, n_units + 1)), *others)) == expected


def test_those_who_wrote_last_year_do_not_count_against_this_years():
    past = [theme(100 + n, year=2025, words="Något annat.") for n in range(90)]

    assert WORDS in told(theme(1, 2), *past)[0].text


def test_a_unit_that_wrote_twice_is_one_unit():
    twice = Theme(
        (Said(1, 1, WORDS, 2026), Said(1, 1, "Larmet igen.", 2026)), (Quote(1, 1, WORDS),)
    )

    assert told(twice) == ()


def test_what_was_there_last_year_is_still_there_and_has_this_years_sources():
    (row,) = told(theme(2, 3, also=2025))

    assert row.since is Since.STILL
    assert {s.year for s in row.sources} == {2026}


def test_what_nobody_writes_of_any_more_is_told_as_gone():
    (row,) = told(theme(1, 2, year=2025))

    assert row.since is Since.GONE
    assert row.text.startswith("2 enheter skrev om detta 2025, men ingen i år:")


def test_what_was_gone_already_last_year_is_not_told():
    assert told(theme(1, 2, year=2024), asked=(2024, 2025, 2026)) == ()


def test_a_year_without_answers_to_the_question_makes_nothing_new_or_gone():
    assert [row.since for row in told(theme(1, 2), asked=(2026,))] == [None]
    assert told(theme(1, 2, year=2025), asked=(2025,)) == ()


def test_a_long_sentence_is_shortened_in_the_title_only():
    words = "Larmet i källaren fungerar inte, och det har vi sagt många gånger utan att det hjälper alls."
    (row,) = told(theme(1, 2, words=words))

    assert len(row.title) <= 92
    assert row.title.endswith("…”")
    assert words in row.text


def test_few_of_each_question_are_told():
    assert len(told(*(theme(1, 2, 3) for _ in range(9)))) == 3
