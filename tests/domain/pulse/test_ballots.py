"""What one answer holds: always as long, read back whole, and one for each slip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.pulse.ballots import (
    LONGEST_WORDS,
    ROOM,
    ROOM_WITH_WORDS,
    Ballot,
    Unreadable,
    from_bytes,
    once_each,
    tallied,
    to_bytes,
)

KEYS = tuple(f"k{n}" for n in range(20))
grades = st.dictionaries(st.sampled_from(KEYS), st.integers(0, 5))
words = st.text(max_size=LONGEST_WORDS)
slips = st.sampled_from(["", "a" * 24])


@given(unit=st.integers(1, 2**63), grades=grades, words=words, slip=slips)
def test_every_answer_is_as_long_whatever_it_says(unit, grades, words, slip):
    ballot = Ballot(unit, grades, words, slip)

    assert len(to_bytes(ballot, KEYS, has_words=False)) == ROOM
    assert len(to_bytes(ballot, KEYS, has_words=True)) == ROOM_WITH_WORDS


@pytest.mark.parametrize(
    "longest", ["😀" * LONGEST_WORDS, '"\\' * (LONGEST_WORDS // 2), "\n" * 500]
)
def test_the_longest_words_have_room(longest):
    ballot = Ballot(2**63, dict.fromkeys(KEYS, 5), longest, "a" * 24)

    assert from_bytes(to_bytes(ballot, KEYS, has_words=True), KEYS) == ballot


@given(unit=st.integers(1, 2**63), grades=grades, slip=slips)
def test_an_answer_is_read_back_with_the_skipped_as_not_known(unit, grades, slip):
    ballot = Ballot(unit, grades, "Mötena är sena.\n”Alltid.”", slip)

    read = from_bytes(to_bytes(ballot, KEYS, has_words=True), KEYS)

    assert read == Ballot(unit, {k: grades.get(k, 0) for k in KEYS}, ballot.words, slip)


@pytest.mark.parametrize("junk", [b"", b"{}", b"[1]", b'[1,"99","",""]', b"\xff" * 512])
def test_what_is_no_answer_is_not_read(junk):
    with pytest.raises(Unreadable):
        from_bytes(junk, ("a", "b"))


def test_an_answer_to_other_statements_is_not_read():
    written = to_bytes(Ballot(1, {"a": 5}), ("a", "b"), has_words=False)

    with pytest.raises(Unreadable):
        from_bytes(written, ("a",))


@pytest.mark.parametrize("grade", [-1, 6])
def test_a_grade_off_the_scale_is_a_mistake(grade):
    with pytest.raises(ValueError):
        Ballot(1, {"a": grade})


def test_a_slip_counts_once_and_the_first_day_counts():
    early, late, free = (Ballot(1, {"a": n}, slip=s) for n, s in ((1, "x"), (5, "x"), (3, "")))

    kept = once_each([("2023-10-12", late), ("2023-10-11", early), ("2023-10-11", free)])

    assert kept == [free, early]
    assert once_each([("2023-10-11", late), ("2023-10-11", early)]) == [late]


def test_answers_are_counted_by_unit_statement_and_grade():
    ballots = [Ballot(1, {"a": 5}), Ballot(1, {"a": 5, "b": 2}), Ballot(2, {"b": 1})]

    found = tallied(ballots, ("a", "b"))

    assert {unit: tally.n for unit, tally in found.items()} == {1: 2, 2: 1}
    assert found[1].grades == {"a": [0, 0, 0, 0, 0, 2], "b": [1, 0, 1, 0, 0, 0]}
