"""A sheet's files give back what was written in them, whatever it is, and tell what is not read."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from filling_in import Word, Workbook
from hypothesis import given, settings
from hypothesis import strategies as st
from small_files import packed

from aktiva.adapters.files.kinds import kind_of
from aktiva.adapters.questionnaires import read_shipped
from aktiva.adapters.sheet_files import word, word_reading, workbook, workbook_reading
from aktiva.adapters.sheet_files.marks import UnreadableSheet
from aktiva.domain.questionnaire import (
    FieldKind,
    Kind,
    Length,
    Level,
    Measured,
    Option,
    Question,
    parse,
)
from aktiva.domain.questionnaire.sheet_file import (
    RISK,
    Asked,
    Marks,
    Part,
    Seen,
    SheetFile,
    fields_on_file,
    given_of,
    print_of,
)
from aktiva.domain.questionnaire.sheet_reading import Became, Stands, read_against

OFFICE = shutil.which("soffice")
MARKS = Marks(17, 4, 2026, "d" * 64, "0123456789ab")
AB = (Option(code="a", label="Ja, ofta"), Option(code="b", label="Nej"))
KINDS = tuple(
    Question(
        key=f"X{n}", section="12", text=f"Frågan {kind.value}?", kind=kind, law="1",
        levels=(Level.UNIT,), core=True, options=(*AB, Option(code="other", label="Annat")),
        rows=AB if kind is Kind.MATRIX else (),
        unit=Measured.HOURS if kind is Kind.NUMBER else None,
        wished="yes" if kind is Kind.YES_PARTLY_NO else None,
    )
    for n, kind in enumerate(Kind)
)  # fmt: skip
SHIPPED = read_shipped().asked(Level.UNIT, Length.FULL)


def file_of(questions, values, risks=None) -> SheetFile:
    rows = []
    for q in questions:
        raw = given_of(q, values.get(q.key, {}), (risks or {}).get(q.key))
        rows.append(
            Asked(q, "", ("Svar 2025: Ja.",), fields_on_file(q), raw, Seen(2, print_of(q, raw)))
        )
    part = Part("Avsnitt", "Läs detta först.", tuple(rows))
    return SheetFile(MARKS, "Uppföljning 2026, Alby skola", ("Om filen.",), (part,))


def through(kind: str, file: SheetFile, content: bytes | None = None):
    if kind == "docx":
        return word_reading.read(content or word.write(file), file)
    return workbook_reading.read(content or workbook.write(file), file)


def compared(questions, values, returned, risks=None):
    """Return what is read, without what the file says of how it was sent."""
    stands = {k: Stands(v, (risks or {}).get(k), 2) for k, v in values.items()}
    return read_against(questions, stands, replace(returned, seen={}))


TEXTS = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        ["=1+1", "+46", "-2", "@namn", "åäö ÅÄÖ é", "två\n\nrader\toch flik", "_x000D_", "x" * 2500,
         " inte trimmad ", "<b>&amp;</b>", "'citat", "TRUE", "1e5", "007", "2026-02-30", "☒ Ja"]
    ),
)  # fmt: skip


@st.composite
def answers(draw):
    """Answers of every kind, right and wrong."""
    values, risks = {}, {}
    for question in KINDS:
        raw = {}
        for spec in fields_on_file(question):
            if spec.name == RISK or not draw(st.booleans()):
                continue
            codes = [o.code for o in spec.options]
            if spec.kind is FieldKind.SEVERAL:
                raw[spec.name] = draw(st.lists(st.sampled_from(codes), unique=True))
            elif spec.kind is FieldKind.CHOICE:
                raw[spec.name] = [draw(st.sampled_from(codes))]
            elif spec.kind in {FieldKind.TEXT, FieldKind.LINE}:
                raw[spec.name] = [draw(TEXTS)]
            elif spec.kind is FieldKind.DATE:
                raw[spec.name] = [draw(st.dates().map(str))]
            elif spec.kind is FieldKind.NUMBER:
                raw[spec.name] = [draw(st.sampled_from(["12,5", "0", "7.25", "många"]))]
            else:
                raw[spec.name] = [str(draw(st.integers(0, 10**8)))]
        values[question.key] = parse(question, raw)
        risks[question.key] = draw(st.sampled_from([None, True, False]))
    return values, risks


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@given(drawn=answers())
@settings(max_examples=25, deadline=None)
def test_every_answer_comes_back_as_it_went(kind, drawn):
    values, risks = drawn
    file = file_of(KINDS, values, risks)

    returned = through(kind, file)

    assert returned.marks == MARKS
    assert returned.seen == {a.question.key: a.seen for a in file.asked}
    assert {r.became for r in read_against(KINDS, {}, returned)} == {Became.UNCHANGED}


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@given(text=TEXTS)
@settings(max_examples=60, deadline=None)
def test_a_text_says_the_same_when_it_comes_back(kind, text):
    (question,) = (q for q in KINDS if q.kind is Kind.TEXT)
    values = {question.key: parse(question, {"text": [text]})}
    file = file_of([question], values)

    (read,) = compared([question], values, through(kind, file))

    assert print_of(question, read.raw) == file.asked[0].seen.print_of


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_what_is_let_in_by_the_door_is_what_is_written(kind):
    content = (
        word.write(file_of(SHIPPED, {})) if kind == "docx" else workbook.write(file_of(SHIPPED, {}))
    )

    assert kind_of(f"underlag.{kind}", content) == kind


def test_rows_that_can_be_added_are_answered_in_aktiva_and_the_file_says_so():
    risks = tuple(q for q in KINDS if q.kind is Kind.RISKS)
    file = file_of(risks, {})
    text = zipfile.ZipFile(BytesIO(word.write(file))).read("word/document.xml").decode()

    assert file.asked[0].fields == ()
    assert "Den här frågan besvaras i Aktiva och inte i filen." in text


def test_a_choice_is_a_list_and_nothing_in_a_workbook_is_computed():
    file = file_of(SHIPPED, {"1.1": {"comment": "=CMD()"}})
    parts = zipfile.ZipFile(BytesIO(workbook.write(file)))
    page = parts.read("xl/worksheets/sheet1.xml").decode()

    assert "<f>" not in page
    assert 'type="list"' in page
    assert "<sheetProtection" in page


def test_a_choice_in_word_is_a_drop_down_with_the_products_codes():
    body = Word(word.write(file_of(SHIPPED, {}))).body
    tags = {t.get(f"{{{t.nsmap['w']}}}val") for t in body.iter(f"{{{body.nsmap['w']}}}tag")}

    assert {"aktiva:1.1:answer", "aktiva:1.1:comment", "aktiva:A2:chosen"} <= tags


@pytest.mark.parametrize("said", ["Skriv härHissen saknas.", "Hissen saknas.Skriv här"])
def test_the_words_that_stand_for_nothing_are_no_part_of_an_answer(said):
    file = file_of(SHIPPED, {})
    content = Word(word.write(file)).put("1.1", "comment", said).saved()

    written = {(w.question, w.field): w.words for w in word_reading.read(content, file).written}

    assert written["1.1", "comment"] == "Hissen saknas."
    assert written["1.1", "answer"] == ""


@pytest.mark.parametrize("part", ["docProps/custom.xml", "word/document.xml"])
@pytest.mark.parametrize(
    "content", [b"<a", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b"<a/>", b""]
)
def test_a_damaged_word_file_is_refused_in_a_sentence(part, content):
    file = file_of(SHIPPED[:3], {})
    with zipfile.ZipFile(BytesIO(word.write(file))) as parts:
        held = {name: parts.read(name) for name in parts.namelist()}

    with pytest.raises(UnreadableSheet, match=r"Hämta|skadad"):
        word_reading.read(packed(held | {part: content}), file)


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet3.xml"]
)
@pytest.mark.parametrize("content", [b"<a", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b""])
def test_a_damaged_workbook_is_refused_in_a_sentence(part, content):
    file = file_of(SHIPPED[:3], {})
    book = Workbook(workbook.write(file))

    with pytest.raises(UnreadableSheet, match=r"Hämta|skadad"):
        workbook_reading.read(packed(book.parts | {part: content}), file)


def test_a_workbook_without_its_keys_is_refused():
    file = file_of(SHIPPED[:3], {})
    book = Workbook(workbook.write(file))

    with pytest.raises(UnreadableSheet, match="dolda kolumnen A"):
        workbook_reading.read(book.drop(*(k for k in book.rows() if "|" in k)).saved(), file)


@pytest.mark.parametrize("place", ["XFD2", "A1048576", "A99999999999"])
def test_a_cell_far_away_is_refused_before_room_is_made_for_all_between(place):
    file = file_of(SHIPPED[:3], {})
    book = Workbook(workbook.write(file))
    next(book.page.iter(book.cell("A1|answer|").tag)).set("r", place)

    with pytest.raises(UnreadableSheet, match="celler långt utanför frågorna"):
        workbook_reading.read(book.saved(), file)


def test_words_in_comments_and_in_the_products_own_cells_are_told():
    file = file_of(SHIPPED[:3], {})
    book = Workbook(workbook.write(file))
    label = next(c for c in book.rows()["A1|answer|"] if c.get("r", "").startswith("C"))
    label.set("t", "str")
    label[0].text = "Svar, fast inte så"
    book.parts["xl/comments1.xml"] = (
        b'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><commentList>'
        b'<comment ref="D9"><text><r><t>Ring </t></r><r><t>HR</t></r></text></comment>'
        b"</commentList></comments>"
    )
    note = Word(word.write(file))
    note.word.add_comment(
        note.word.paragraphs[0].runs, text="Fråga ombudet", author="", initials=""
    )

    (changed, comment) = workbook_reading.read(book.saved(), file).outside
    (in_word,) = word_reading.read(note.saved(), file).outside

    assert (changed.words, comment.words) == ("Svar, fast inte så", "Ring HR")
    assert (comment.place, in_word.place) == ("i en kommentar", "i en kommentar")
    assert in_word.words == "Fråga ombudet"


# ---- through another office program ----------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_saving_in_libreoffice_changes_nothing(kind, tmp_path):
    values = {
        q.key: parse(
            q,
            {
                s.name: [s.options[0].code if s.options else "Två\n\nrader, åäö & <tecken>"]
                for s in fields_on_file(q)
                if s.kind in {FieldKind.CHOICE, FieldKind.SEVERAL, FieldKind.TEXT}
            },
        )
        for q in SHIPPED[::2]
    }
    file = file_of(SHIPPED, values)
    at = tmp_path / f"underlag.{kind}"
    at.write_bytes(word.write(file) if kind == "docx" else workbook.write(file))
    saved = tmp_path / "out" / at.name
    if OFFICE is not None:
        subprocess.run(
            [OFFICE, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
             "--convert-to", kind, "--outdir", str(saved.parent), str(at)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    if not saved.exists():
        pytest.skip("no program for such files on this machine")

    returned = through(kind, file, saved.read_bytes())

    assert (returned.marks, returned.outside) == (MARKS, ())
    assert returned.seen == {a.question.key: a.seen for a in file.asked}
    assert {r.became for r in compared(SHIPPED, values, returned)} == {Became.UNCHANGED}
