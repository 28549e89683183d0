"""Names in texts, conditions and repeated parts: the rules, without a database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.documents.blocks import Block, Heading, Marker, Paragraph, Table
from aktiva.domain.documents.named import ABOUT_A_PART, ABOUT_THE_PAPER, filled, named, unknown
from aktiva.domain.documents.sections import (
    NOTHING_TO_TELL,
    Each,
    Part,
    Situation,
    When,
    repeated,
    stands,
)
from aktiva.domain.documents.templates import EmptySlots, Slot, Template, fill

VALUES = {"svarat": "14", "år": "2026", "enheten": "{svarat}"}


# ---- names -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{svarat} av 17", "14 av 17"),
        ("{ Svarat } och {SVARAT}", "14 och 14"),
        ("{svarat}{år}", "142026"),
        ("{påhitt} står kvar", "{påhitt} står kvar"),
        ("{{svarat}} står kvar", "{{svarat}} står kvar"),
        ("{{{svarat}}}", "{{{svarat}}}"),
        ("en klammer { och svarat}", "en klammer { och svarat}"),
        ("{sva\nrat}", "{sva\nrat}"),
        ("{enheten}", "{svarat}"),
        ("", ""),
    ],
)
def test_a_name_is_filled_once_and_everything_else_stands_as_it_is(text, printed):
    assert filled(text, VALUES) == printed


def test_names_are_read_in_order_each_once():
    assert named("{Svarat} {år} {svarat} {{risker}}") == ("svarat", "år")


def test_a_name_that_means_nothing_is_found():
    assert unknown(["{svarat} {svarta}", "{svarta} {namn}"]) == ("svarta", "namn")
    assert unknown(["{namn}"], in_parts=True) == ()


@given(st.text(alphabet="{}ab \n", max_size=40))
def test_no_text_is_changed_by_names_without_values(text):
    assert filled(text, {}) == text


def test_every_name_can_be_written_in_a_text():
    for name in (*ABOUT_THE_PAPER, *ABOUT_A_PART):
        assert named(f"{{{name}}}") == (name,)


# ---- conditions ------------------------------------------------------------------------

EMPTY = Situation()


@pytest.mark.parametrize(
    ("when", "holds", "fails"),
    [
        (When.SOME_SILENT, Situation(n_asked=3, n_answered=2), Situation(n_asked=3, n_answered=3)),
        (When.PARTY_SILENT, Situation(n_silent_parties=1), EMPTY),
        (When.DISSENT, Situation(n_dissents=1), EMPTY),
        (When.LATE, Situation(n_late=1), EMPTY),
        (When.LATE, Situation(n_extended=1), EMPTY),
        (When.DEPARTMENT, Situation(is_department=True), Situation(is_whole=True)),
        (When.EMPLOYER, Situation(is_whole=True), Situation(is_department=True)),
        (When.PAY_MAPPED, Situation(has_pay_mapping=True), EMPTY),
    ],
)
def test_a_section_stands_when_its_fact_holds(when, holds, fails):
    assert stands(when, holds)
    assert not stands(when, fails)


def test_two_conditions_ask_for_no_fact_and_all_are_told_apart():
    assert stands(When.SOMETHING, EMPTY) and stands(When.ALWAYS, EMPTY)
    assert not any(stands(when, EMPTY) for when in set(When) - {When.SOMETHING, When.ALWAYS})
    assert len({when.label for when in When}) == len(When)


def template(*slots: Slot, situation=EMPTY, parts=None, shown=None) -> Template:
    return Template("own", Marker.ATT, slots).prepared(
        situation, values=VALUES, parts=parts or {}, shown=shown or {}
    )


def printed(made: Template, **content) -> tuple[Block, ...]:
    return fill(made, content, sender="Kulturförvaltningens", year=2026)


OWN = Slot("own-1", "Om de andra", True, text="Några är kvar.", when=When.SOME_SILENT)


def test_words_in_a_section_that_may_not_stand_are_neither_printed_nor_asked_for():
    held = template(OWN)

    assert printed(held, **{"own-1": "Skrivet."}) == ()
    assert printed(held, **{"own-1": ""}) == ()
    assert printed(held.with_typed({"own-1": "Skrivet."}), **{"own-1": "Skrivet."}) == ()


def test_they_are_printed_when_it_may():
    made = template(OWN, situation=Situation(n_asked=2, n_answered=1))

    assert printed(made)[1] == Paragraph("Några är kvar.")
    with pytest.raises(EmptySlots):
        printed(made, **{"own-1": " "})


def test_a_section_that_is_always_there_says_that_there_is_nothing():
    always = template(Slot("measures", "Åtgärder", False, when=When.ALWAYS))
    usual = template(Slot("measures", "Åtgärder", False))

    assert printed(always) == (Heading(1, "Åtgärder", "measures"), Paragraph(NOTHING_TO_TELL))
    assert printed(always, measures=(Paragraph("Två."),))[1:] == (Paragraph("Två."),)
    assert printed(usual) == ()


# ---- values and tables in a section ----------------------------------------------------


def test_words_that_somebody_has_written_are_filled_and_computed_ones_are_not():
    made = template(Slot("own-1", "Svar {år}", False), Slot("matter", "Ärendet", False))

    blocks = printed(made, **{"own-1": "{svarat} svar.", "matter": (Paragraph("{svarat}"),)})

    assert blocks == (
        Heading(1, "Svar 2026", "own-1"), Paragraph("14 svar."),
        Heading(1, "Ärendet", "matter"), Paragraph("{svarat}"),
    )  # fmt: skip


def test_a_whole_table_stands_after_the_words_and_also_without_any():
    table = Table("Åtgärder", ("Åtgärd",), (("Utbildning",),))
    made = template(Slot("own-1", "Åtgärder", True, shows="measures"), shown={"measures": (table,)})

    assert printed(made, **{"own-1": "Se här."})[1:] == (Paragraph("Se här."), table)
    assert printed(made)[1:] == (table,)


# ---- repeated parts --------------------------------------------------------------------

PARTS = (Part("Kultur", {"svarat": "3"}), Part("Teknik"))


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("Läget", [(2, "Kultur", "Kultur: 3"), (2, "Teknik", "Teknik: 14")]),
        ("läget i {namn}", [(1, "Läget i Kultur", "Kultur: 3"), (1, "Läget i Teknik", "Teknik: 14")]),
    ],
)  # fmt: skip
def test_each_part_has_its_name_and_values_and_else_the_papers(heading, told):
    found = repeated(heading, "{namn}: {svarat}", PARTS, values=VALUES)

    assert [(r.level, r.heading, r.words) for r in found] == told


def test_the_heading_stands_once_above_the_parts_or_begins_each():
    parts = {Each.DEPARTMENTS: PARTS}
    above = template(Slot("own-1", "Läget", False, each=Each.DEPARTMENTS), parts=parts)
    each = template(Slot("own-1", "{namn}", False, each=Each.DEPARTMENTS), parts=parts)

    def told(made):
        blocks = printed(made, **{"own-1": "Ord."})
        return [(b.level, b.text, b.key) for b in blocks if isinstance(b, Heading)]

    assert told(above) == [(1, "Läget", "own-1"), (2, "Kultur", ""), (2, "Teknik", "")]
    assert told(each) == [(1, "Kultur", ""), (1, "Teknik", "")]


def test_a_repeated_section_without_parts_or_words_is_left_out():
    slot = Slot("own-1", "Läget", False, each=Each.UNITS)

    assert printed(template(slot), **{"own-1": "Ord."}) == ()
    assert printed(template(slot, parts={Each.UNITS: PARTS}), **{"own-1": ""}) == ()


NAMES = st.text(alphabet="abc åäö{}", min_size=1, max_size=8).filter(str.strip)


@given(st.lists(NAMES, max_size=12), st.booleans())
def test_there_are_as_many_parts_as_there_are_in_their_order_and_none_is_lost(names, apart):
    heading = "Om {namn}" if apart else "Läget"
    slot = Slot("own-1", heading, False, each=Each.UNITS)
    made = template(slot, parts={Each.UNITS: tuple(Part(name) for name in names)})

    blocks = printed(made, **{"own-1": "Enhet: {namn}."})

    told = [b.text for b in blocks if isinstance(b, Paragraph)]
    assert told == [f"Enhet: {name}." for name in names]
    headings = [b for b in blocks if isinstance(b, Heading)]
    assert len(headings) == len(names) + (not apart and bool(names))
