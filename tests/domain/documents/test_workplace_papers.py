"""What goes to the workplace meeting and on the wall: measures and questions, never risks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper_reading import SENDER, headings, section

from aktiva.domain.documents.blocks import (
    Bullets,
    Document,
    Heading,
    Paragraph,
    Table,
    from_json,
    plain_text,
    to_json,
)
from aktiva.domain.documents.papers import (
    AgendaItem,
    OpenMeasure,
    WallPlan,
    agenda_item,
    wall_plan,
)
from aktiva.domain.documents.papers.at_the_workplace import (
    LONGEST_TITLE,
    shortened,
    talking_points,
)

MEASURE = OpenMeasure("Se över mötestider", "rektor", "2026-09-30", "Pågår")
UNSIGNED = replace(SENDER, author="")


def item(**changes) -> Document:
    facts = AgendaItem(
        sender=UNSIGNED,
        unit="Almskolan",
        year=2026,
        on=date(2026, 10, 1),
        n_areas=7,
        unexamined=(("Löner", ("L1?", "L2?", "L3?")), ("Rekrytering", ("R1?",))),
        own=(MEASURE,),
        common=(replace(MEASURE, title="Gå igenom rutinen", time=""),),
    )
    return agenda_item(replace(facts, **changes))


def test_the_item_says_in_two_sentences_what_the_year_is_about():
    document = item()

    (words,) = section(document, "Vad det handlar om")
    assert words.text.count(". ") == 1 and words.text.endswith(".")
    assert "undersökt 5 av 7 områden" in words.text
    assert "2\u00a0åtgärder är inte avslutade" in words.text
    assert headings(document) == [
        "Vad det handlar om", "Åtgärder att prata om", "Frågor att prata om", "Det här bestämde vi",
    ]  # fmt: skip


def test_own_and_common_measures_stand_in_tables_of_their_own():
    own, common = section(item(), "Åtgärder att prata om")

    assert own.rows == (("Se över mötestider", "rektor", "2026-09-30", "Pågår"),)
    assert common.rows == (("Gå igenom rutinen", "rektor", "–", "Pågår"),)


def test_a_unit_without_open_measures_is_told_so():
    (only,) = section(item(own=(), common=()), "Åtgärder att prata om")

    assert only == Paragraph("Ingen åtgärd är öppen hos oss just nu.")


def test_the_questions_are_three_and_go_through_the_areas_in_turn():
    _warning, points = section(item(), "Frågor att prata om")

    assert points == Bullets(("Löner: L1?", "Rekrytering: R1?", "Löner: L2?"))


def test_when_every_area_is_examined_no_question_is_made_up():
    (words,) = section(item(unexamined=()), "Frågor att prata om")

    assert words.text.startswith("Alla områden är undersökta i år.")


def test_there_is_room_to_write_what_was_decided():
    (room,) = section(item(), "Det här bestämde vi")

    assert isinstance(room, Table)
    assert [row[0] for row in room.rows] == ["1", "2", "3"]
    assert not "".join("".join(row[1:]) for row in room.rows).strip()


@given(
    st.lists(st.tuples(st.text(), st.lists(st.text(), max_size=4).map(tuple)), max_size=5),
    st.integers(0, 5),
)
def test_there_are_as_many_questions_as_asked_for_or_all_there_are(unexamined, n):
    points = talking_points(unexamined, n=n)

    assert len(points) == min(n, sum(len(questions) for _, questions in unexamined))
    assert all(any(a == area and q in qs for a, qs in unexamined) for area, q in points)


# ---- the wall --------------------------------------------------------------------------


def wall(n: int, *, shown: int, **changes) -> Document:
    facts = WallPlan(
        sender=UNSIGNED, unit="Almskolan", year=2026, on=date(2026, 10, 1),
        measures=tuple(replace(MEASURE, title=f"Åtgärd {i}") for i in range(n)),
    )  # fmt: skip
    return wall_plan(replace(facts, **changes), shown=shown)


def test_the_wall_shows_each_measure_with_function_date_and_state_in_large_type():
    document = wall(2, shown=2)

    assert document.large
    assert headings(document) == ["Åtgärd 0", "Åtgärd 1"]
    assert section(document, "Åtgärd 1") == (Paragraph("Ansvarig: rektor · 2026-09-30 · Pågår"),)


@pytest.mark.parametrize(
    ("n", "shown", "words"),
    [
        (5, 3, "Och 2 till. Chefen har hela planen."),
        (4, 0, "4\u00a0åtgärder. Chefen har hela planen."),
        (0, 0, "Ingen åtgärd är beslutad ännu."),
    ],
)
def test_what_is_not_shown_is_counted(n, shown, words):
    document = wall(n, shown=shown)

    assert document.blocks[-1].text == words
    assert sum(isinstance(b, Heading) for b in document.blocks) == shown


def test_nothing_is_said_to_be_left_out_when_all_is_shown():
    assert "till. Chefen" not in plain_text(wall(5, shown=5))


def test_a_large_paper_is_still_large_when_it_is_read_back():
    assert from_json(to_json(wall(1, shown=1))).large
    assert "large" not in to_json(item())


@given(st.text())
def test_long_words_are_cut_to_one_line_and_say_that_they_are(title):
    line = shortened(title)

    assert len(line) <= LONGEST_TITLE + 2
    assert "\n" not in line
    assert line.endswith(" …") or line == " ".join(title.split())
