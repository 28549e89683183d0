"""Free texts are grouped by what they are about, the same way every time."""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from itertools import combinations
from math import comb
from pathlib import Path
from statistics import mean

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aktiva.adapters import sentence_model
from aktiva.domain.compilation.terms import sentences, terms, vectors
from aktiva.domain.compilation.themes import (
    Alike,
    Said,
    apart,
    average_linkage,
    cut,
    silhouette,
    themes,
)

LARM = [
    "Larmet i källaren fungerar inte.",
    "Vi saknar larm i källaren.",
    "Larmen i trapphuset fungerar inte.",
    "Larmet har ingen täckning i källaren.",
]
SKOR = [
    "Arbetsskorna finns inte i små storlekar.",
    "Små storlekar av arbetsskor saknas.",
    "Arbetsskorna är för stora för dem med små fötter.",
    "Det finns inga arbetsskor i små storlekar.",
]


def said(*texts: str) -> list[Said]:
    return [Said(unit=n, answer=100 + n, text=text) for n, text in enumerate(texts, start=1)]


def agreement(mine: list[object], theirs: list[object]) -> float:
    """Adjusted Rand index (Hubert and Arabie 1985): 1 the same grouping, 0 as by chance."""
    both = sum(comb(n, 2) for n in Counter(zip(mine, theirs, strict=True)).values())
    a = sum(comb(n, 2) for n in Counter(mine).values())
    b = sum(comb(n, 2) for n in Counter(theirs).values())
    expected = a * b / comb(len(mine), 2)
    return (both - expected) / ((a + b) / 2 - expected)


# ---- words ------------------------------------------------------------------------------


def test_forms_of_a_word_are_one_term():
    assert terms("larm larmet larmen") == ["larm"] * 3


def test_when_it_was_does_not_say_what_it_is_about():
    assert terms("I januari var det så, men inte före sommaren.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("En sak. En till.", ("En sak.", "En till.")),
        ("Kl. 8 börjar vi. Sedan går vi.", ("Kl. 8 börjar vi.", "Sedan går vi.")),
        ("Bl.a. larmet. Det är trasigt", ("Bl.a. larmet.", "Det är trasigt")),
        ("En rad\nEn till", ("En rad", "En till")),
        ("Ända hit. Över bron.", ("Ända hit.", "Över bron.")),
        ("   ", ()),
    ],
)
def test_a_text_is_parted_into_its_sentences(text, expected):
    assert sentences(text) == expected


def test_a_text_without_words_is_near_nothing():
    assert apart(vectors(["", "larm", "—"])).tolist() == [[0, 1, 1], [1, 0, 1], [1, 1, 0]]


# ---- themes -----------------------------------------------------------------------------


def test_what_is_about_the_same_thing_is_one_theme():
    found = themes(said(*LARM, *SKOR))

    assert [{s.text for s in theme.members} for theme in found] in (
        [set(LARM), set(SKOR)], [set(SKOR), set(LARM)],
    )  # fmt: skip


def test_a_theme_knows_its_units_and_answers():
    first, second = themes(said(*LARM, *SKOR))

    assert first.units | second.units == set(range(1, 9))
    assert {s.answer for s in (*first.members, *second.members)} == set(range(101, 109))


def test_a_quote_is_a_sentence_that_the_unit_wrote():
    long = "Larmet i källaren fungerar inte. " + "Vi har bytt möbler i fikarummet. " * 12
    texts = [*LARM, long, *SKOR]

    for theme in themes(said(*texts)):
        for quote in theme.quotes:
            own = " ".join(texts[quote.unit - 1].split())
            assert quote.sentence in own
            assert len(quote.sentence) <= 300


def test_the_same_sentence_is_quoted_once():
    (theme,) = themes(said(*["Larmet i källaren fungerar inte."] * 3))

    assert len(theme.members) == 3
    assert len(theme.quotes) == 1


def test_a_theme_of_several_years_quotes_and_counts_the_latest():
    this = [Said(n, n, text, 2026) for n, text in enumerate(LARM[:2], 1)]
    last = [Said(n, 10 + n, text, 2025) for n, text in enumerate(LARM[2:], 1)]
    other = [Said(n, 20 + n, text, 2025) for n, text in enumerate(SKOR, 1)]

    alarms, shoes = sorted(themes([*this, *last, *other]), key=lambda t: -max(t.years))

    assert alarms.years == {2025, 2026}
    assert {s.text for s in alarms.latest} == set(LARM[:2])
    assert {q.answer for q in alarms.quotes} <= {1, 2}
    assert alarms.units == {1, 2}
    assert shoes.years == {2025}


def test_two_texts_are_not_pressed_into_one_theme():
    assert len(themes(said(LARM[0], SKOR[0]))) == 2


def test_an_empty_answer_is_in_no_theme():
    assert themes(said("", "  ")) == ()
    assert [len(t.members) for t in themes(said("", LARM[0]))] == [1]


def test_texts_with_nothing_in_common_and_nothing_to_say_do_not_fail():
    assert sum(len(t.members) for t in themes(said("—", "…", "!", "?", "1", "2"))) == 6


@given(st.lists(st.sampled_from([*LARM, *SKOR, "Nej.", "Ja!"]), max_size=14), st.randoms())
@settings(max_examples=60, deadline=None)
def test_every_answer_is_in_one_theme_whatever_the_order(texts, chance: random.Random):
    asked = said(*texts)
    found = themes(asked)
    assert sorted(s.answer for t in found for s in t.members) == [s.answer for s in asked]

    shuffled = list(asked)
    chance.shuffle(shuffled)
    assert themes(shuffled) == found


def test_of_very_many_texts_the_rest_go_where_they_are_nearest(monkeypatch):
    monkeypatch.setattr("aktiva.domain.compilation.themes.MOST_TO_GROUP", 12)
    many = [f"{text} Grupp {n}." for n in range(20) for text in (*LARM, *SKOR)]

    found = themes(said(*many))

    assert sum(len(theme.members) for theme in found) == len(many)
    for theme in found:
        assert len({"skor" in s.text.casefold() for s in theme.members}) == 1


# ---- the grouping itself, against slow ones ----------------------------------------------


def slow_linkage(distances: np.ndarray, k: int) -> set[frozenset[int]]:
    """Merge the two groups with the least mean distance, again and again."""
    groups = [frozenset({n}) for n in range(len(distances))]
    while len(groups) > k:
        a, b = min(
            combinations(groups, 2),
            key=lambda pair: np.mean([distances[x, y] for x in pair[0] for y in pair[1]]),
        )
        groups = [g for g in groups if g not in (a, b)] + [a | b]
    return set(groups)


def slow_silhouette(distances: np.ndarray, labels: list[int]) -> float:
    scores = []
    for i, own in enumerate(labels):
        inside = [distances[i, j] for j, label in enumerate(labels) if label == own and j != i]
        if not inside:
            scores.append(0.0)
            continue
        others = [
            np.mean([distances[i, j] for j, label in enumerate(labels) if label == other])
            for other in set(labels) - {own}
        ]
        a, b = float(np.mean(inside)), float(min(others))
        scores.append((b - a) / max(a, b) if max(a, b) else 0.0)
    return sum(scores) / len(scores)


@st.composite
def all_different(draw) -> np.ndarray:
    """Distances without ties, for which there is one right answer."""
    n = draw(st.integers(2, 12))
    order = draw(st.permutations(range(n * (n - 1) // 2)))
    found = np.zeros((n, n))
    for place, (i, j) in zip(order, combinations(range(n), 2), strict=True):
        found[i, j] = found[j, i] = 1 + place + 0.37 * (place**0.5)
    return found


@given(all_different(), st.data())
@settings(max_examples=150, deadline=None)
def test_linkage_is_that_of_the_slow_way(distances, data):
    n = len(distances)
    k = data.draw(st.integers(1, n))
    labels = cut(average_linkage(distances), n, k)

    groups = {frozenset(i for i in range(n) if labels[i] == name) for name in set(labels)}
    assert groups == slow_linkage(distances, k)


@given(all_different(), st.data())
@settings(max_examples=80, deadline=None)
def test_silhouette_is_that_of_the_slow_way(distances, data):
    n = len(distances)
    labels = data.draw(st.lists(st.integers(0, 3), min_size=n, max_size=n))
    if len(set(labels)) < 2:
        labels[0] = 9
    if len(set(labels)) == n and n == 1:
        return
    assert silhouette(distances, labels) == pytest.approx(slow_silhouette(distances, labels))


def test_linkage_ends_also_where_all_are_equally_near():
    assert len(average_linkage(np.ones((9, 9)) - np.eye(9))) == 8


# ---- what a person sorted ------------------------------------------------------------------


def sorted_by_hand() -> dict[str, list[tuple[bool, str, str]]]:
    """Question → (whether the answer was the wished one, words, the theme a person put them in)."""
    path = Path(__file__).parent / "sorted_answers.toml"
    found: dict[str, list[tuple[bool, str, str]]] = {}
    for theme in tomllib.loads(path.read_text(encoding="utf-8"))["theme"]:
        found.setdefault(theme["question"], []).extend(
            (given["wished"], given["text"], theme["name"]) for given in theme["texts"]
        )
    return found


def agreement_with_a_person(
    questions: tuple[str, ...] = ("1.1", "2.2", "6.6"), *, alike: Alike = vectors
) -> dict[str, float]:
    """Question → agreement of the themes with those that a person sorted by hand."""
    measured = {}
    for question in questions:
        rows = sorted_by_hand()[question]
        place = {
            member.text: (wished, n)
            for wished in (True, False)
            for n, theme in enumerate(
                themes(said(*(text for w, text, _ in rows if w is wished)), alike=alike)
            )
            for member in theme.members
        }
        measured[question] = agreement([place[t] for _, t, _ in rows], [name for *_, name in rows])
    return measured


def test_two_hundred_answers_were_sorted_by_hand():
    assert sum(len(rows) for rows in sorted_by_hand().values()) >= 200


def test_the_words_alone_agree_with_a_person():
    found = agreement_with_a_person()

    assert mean(found.values()) > 0.65, found


@pytest.mark.slow
def test_the_sentence_model_agrees_with_a_person():
    """One question; the figures of all stand in docs/method/themes.md."""
    if not sentence_model.available():
        pytest.skip("the model is an extra, and its engine needs a C compiler")
    found = agreement_with_a_person(("2.2",), alike=sentence_model.vectors)

    assert found["2.2"] > 0.65, found
