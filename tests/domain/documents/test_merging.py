"""Merging: what one side changed is taken, what both changed is shown, nothing typed is lost."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.documents.merging import Choice, Conflict, merge, split

A = "Av kommunens 40 enheter har 31 lämnat sitt underlag."
A_NEW = "Av kommunens 40 enheter har 38 lämnat sitt underlag."
A_MINE = "Av kommunens 40 enheter har 31 lämnat sitt underlag, och nio får påminnelse."
B = "Fritidskontoret saknar en rutin för skyddsombudens rundor."
B_MINE = "Fritidskontoret saknar ännu en rutin för skyddsombudens rundor."
C = "Parterna har inga synpunkter."
MINE = "Nämnden besökte två skolor i maj."
NEW = "Tre enheter har fått längre svarstid."


def text(*sentences: str) -> str:
    return " ".join(sentences)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ((A, B_MINE, C), (A_NEW, B, C), (A_NEW, B_MINE, C)),
        ((A, B, C, MINE), (A_NEW, B, C), (A_NEW, B, C, MINE)),
        ((A, MINE, B, C), (A, B, C, NEW), (A, MINE, B, C, NEW)),
        ((A, C), (A_NEW, B, C), (A_NEW, C)),
        ((A_MINE, B, C), (A, B), (A_MINE, B)),
        ((A_NEW, B, C), (A_NEW, B), (A_NEW, B)),
        ((A, B, C, NEW), (A, B, C, NEW), (A, B, C, NEW)),
        ((A, B, C, NEW), (NEW, A, B), (A, B, NEW)),
        ((A, C), (A, C), (A, C)),
    ],
    ids=[
        "each rewrote its own sentence", "added beside a rewritten one", "added at two places",
        "taken away by us", "taken away by them", "rewritten alike", "added alike",
        "added alike at two places", "taken away by both",
    ],
)  # fmt: skip
def test_changes_that_do_not_meet_are_merged(ours, theirs, expected):
    merged = merge(text(A, B, C), text(*ours), text(*theirs))

    assert merged.text == text(*expected)
    assert merged.conflicts == ()


@pytest.mark.parametrize(
    ("ours", "theirs", "conflict"),
    [
        ((A_MINE, B, C), (A_NEW, B, C), Conflict(A, A_MINE, A_NEW)),
        ((A_MINE, B, C), (B, C), Conflict(A, A_MINE, "")),
        ((B, C), (A_NEW, B, C), Conflict(A, "", A_NEW)),
        ((B, C, A), (B, C), Conflict(A, A, "")),
        ((A, B, C, MINE), (A, B, C, NEW), Conflict("", MINE, NEW)),
        ((MINE, B, C), (A_NEW, B, C), Conflict(A, MINE, A_NEW)),
    ],
    ids=[
        "both rewrote it", "they took away what we rewrote", "we took away what they rewrote",
        "they took away what we moved", "both added something at one place",
        "we wrote something else instead",
    ],
)  # fmt: skip
def test_changes_that_meet_are_shown_with_both_sides(ours, theirs, conflict):
    merged = merge(text(A, B, C), text(*ours), text(*theirs))

    assert merged.conflicts == (conflict,)
    assert set(split(text(*ours))) <= set(split(merged.text)), "our words stand until we choose"


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ((B, A, C), (A, B, C), (B, A, C)),
        ((A, B, C), (C, A, B), (C, A, B)),
        ((B, C, A), (A_NEW, B, C), (B, C, A_NEW)),
        ((A_MINE, B, C), (B, C, A), (B, C, A_MINE)),
        ((B, C, A), (C, A, B), (B, C, A)),
        ((B, C), (B, C, A), (B, C)),
        ((C, B, A), (C, B, A), (C, B, A)),
    ],
    ids=[
        "moved by us", "moved by them", "moved by us and rewritten by them",
        "rewritten by us and moved by them", "moved by both to different places",
        "taken away by us and moved by them", "moved by both alike",
    ],
)  # fmt: skip
def test_a_moved_sentence_stands_once_with_the_latest_words(ours, theirs, expected):
    merged = merge(text(A, B, C), text(*ours), text(*theirs))

    assert merged.text == text(*expected)
    assert merged.conflicts == ()


@pytest.mark.parametrize(
    ("choice", "first"),
    [
        (Choice.OURS, A_MINE),
        (Choice.THEIRS, A_NEW),
        (Choice.BOTH, text(A_MINE, A_NEW)),
    ],
)
def test_a_choice_puts_the_chosen_words_at_their_place(choice, first):
    merged = merge(text(A, B), text(A_MINE, B, MINE), text(A_NEW, B))

    assert merged.resolved({0: choice}) == text(first, B, MINE)


def test_without_a_base_both_whole_texts_are_shown():
    merged = merge("", text(A, B), text(C, NEW))

    assert merged.conflicts == (Conflict("", text(A, B), text(C, NEW)),)


def test_paragraphs_keep_their_breaks():
    merged = merge(f"{A}\n\n{B} {C}", f"{A} {MINE}\n\n{B} {C}", f"{A_NEW}\n\n{B}\n\n{C}")

    assert merged.text == f"{A_NEW} {MINE}\n\n{B}\n\n{C}"


@pytest.mark.parametrize(
    ("written", "n"),
    [
        ("Arbetet följer 3 kap. 13 § lagen. Det görs varje år.", 2),
        ("Se t.ex. Solvik. Och fler.", 2),
        ("Har alla svarat? Nej.", 2),
        ("Rubrik\nText", 2),
        ("1. Godkänna rapporten", 1),
        (" \n ", 0),
        ("Av 12 enheter har 7. svarat", 1),
    ],
)
def test_sentences_end_where_a_reader_says_they_do(written, n):
    assert len(split(written)) == n


WORDS = st.sampled_from(
    [A, A_NEW, A_MINE, B, B_MINE, C, MINE, NEW, "Ja.", "Nej."]
    + [f"Enhet {n} har svarat." for n in range(4)]
)
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from([" ", "\n", "\n\n"])), max_size=9).map(
    lambda parts: "".join(words + gap for words, gap in parts).strip()
)


def counted(written: str) -> Counter[str]:
    return Counter(sentence.words for sentence in split(written))


@given(TEXTS, TEXTS, TEXTS)
def test_nothing_that_a_person_typed_is_ever_lost(base, ours, theirs):
    kept = counted(merge(base, ours, theirs).text)

    assert counted(ours) - counted(base) <= kept


@given(TEXTS, TEXTS, TEXTS)
def test_everything_new_is_in_the_text_or_shown_beside_it(base, ours, theirs):
    merged = merge(base, ours, theirs)

    shown = counted(merged.text)
    for conflict in merged.conflicts:
        shown += counted(conflict.theirs)
    assert set(counted(theirs) - counted(base)) <= set(shown)


@given(TEXTS, TEXTS, TEXTS)
def test_nothing_is_made_up(base, ours, theirs):
    assert set(counted(merge(base, ours, theirs).text)) <= set(counted(ours)) | set(counted(theirs))


@given(TEXTS, TEXTS)
def test_the_text_of_the_only_side_that_changed_stands_to_the_letter(base, changed):
    for merged in (
        merge(base, changed, base), merge(base, base, changed), merge(base, changed, changed)
    ):  # fmt: skip
        assert merged.text == changed
        assert merged.conflicts == ()


@given(TEXTS, TEXTS, TEXTS)
def test_what_is_merged_once_changes_nothing_when_merged_again(base, ours, theirs):
    merged = merge(base, ours, theirs)

    if not merged.conflicts:
        assert merge(theirs, merged.text, theirs).text == merged.text


def test_of_thousands_of_rewritten_sentences_those_that_stand_are_kept():
    base = "Först. " + " ".join(f"Mening {n} stod." for n in range(400)) + " Sist."
    theirs = "Först. " + " ".join(f"Annat {n} gäller." for n in range(400)) + " Sist."

    assert merge(base, base.replace("Sist.", "Allra sist."), theirs).text == theirs.replace(
        "Sist.", "Allra sist."
    )
