"""Papers as Word files hold the words of the PDF, with headings, lists and tables that are real."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from aktiva.adapters.docx import styles
from aktiva.adapters.docx.renderer import DocxRenderer
from aktiva.adapters.typst.compiling import InaccessiblePaper
from aktiva.domain.documents.blocks import (
    Clauses,
    Document,
    Figure,
    Head,
    Paragraph,
    Table,
    plain_text,
)

HEAD = Head(employer="Solvik kommun", kind="Rapport", date="2027-01-18")
OFFICE = shutil.which("soffice")


def read(file: bytes):
    return docx.Document(io.BytesIO(file))


def paper(*blocks) -> Document:
    return Document(title="Rapport", head=HEAD, blocks=blocks)


def words(word) -> str:
    """Return the body's words in order: a line for each paragraph and row, pictures by their text."""
    lines: list[str] = []
    for part in word.iter_inner_content():
        if hasattr(part, "rows"):
            lines += ["\t".join(cell.text for cell in row.cells) for row in part.rows]
        else:
            lines += [p.get("descr") for p in part._p.iter(qn("wp:docPr"))]
            lines.append(part.text)
    return "\n".join(line for line in lines if line.strip()) + "\n"


def test_the_words_are_those_of_the_paper_in_the_same_order(word_file, every_kind):
    written = words(read(word_file)).replace("att\t", "att ")

    said = re.sub(r"^(• |\d\. )", "", plain_text(every_kind), flags=re.M)

    assert [line.strip() for line in written.splitlines()] == [
        line.strip() for line in said.splitlines()
    ]


def test_headings_lists_and_quotes_have_styles_that_word_knows(word_file):
    used = [p.style.name for p in read(word_file).paragraphs if p.text.strip()]

    assert [used.count(name) for name in ("Title", "Heading 1", "Heading 2")] == [1, 4, 1]
    assert [used.count(name) for name in ("List Bullet", "List Number", "Quote")] == [2, 3, 1]
    assert used.count("Att-sats") == 2


def test_each_numbered_decision_begins_at_one(word_file):
    numbered = [p for p in read(word_file).paragraphs if p.style.name == "List Number"]
    lists = [p._p.pPr.numPr.numId.val for p in numbered]

    assert lists[0] == lists[1] != lists[2]


def test_the_paper_tells_its_title_language_and_sender(word_file, every_kind):
    word = read(word_file)
    languages = {
        e.get(qn("w:val")) for e in word.styles.element.iter(qn("w:lang")) if e.get(qn("w:val"))
    }

    assert word.core_properties.title == every_kind.title
    assert word.core_properties.author == "Solvik kommun"
    assert word.core_properties.language == "sv-SE"
    assert languages == {"sv-SE"}
    assert word.core_properties.created.date().isoformat() == "2027-01-18"


def test_tables_repeat_their_header_and_name_their_rows(word_file):
    tables = read(word_file).tables
    repeated = [
        len(t.rows) > 0 and t.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for t in tables
    ]
    captions = [t._tbl.tblPr.find(qn("w:tblCaption")) for t in tables]
    bold = [cell.paragraphs[0].runs[0].bold for cell in tables[1].columns[0].cells]

    assert repeated == [True, True, True]
    assert [c.get(qn("w:val")) if c is not None else None for c in captions] == [
        "Anställda",
        "Aktiviteter",
        None,
    ]
    assert bold == [True] * 41


def test_the_last_row_of_a_sum_is_bold_and_numbers_stand_to_the_right(word_file):
    table = read(word_file).tables[0]

    assert [c.paragraphs[0].runs[0].bold for c in table.rows[-1].cells] == [True] * 3
    assert [bool(c.paragraphs[0].runs[0].bold) for c in table.rows[1].cells] == [True, False, False]
    assert [c.paragraphs[0].alignment for c in table.rows[1].cells][1:] == [2, 2]


def test_every_page_shows_its_number_and_how_many_there_are(word_file):
    section = read(word_file).sections[0]

    for footer in (section.first_page_footer, section.footer):
        fields = [e.get(qn("w:instr")) for e in footer._element.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]
        assert "Strandgatan 4" in footer.paragraphs[0].text
    assert "Dnr KS 2026/412" in section.header.paragraphs[0].text
    assert section.first_page_header.paragraphs[0].text == ""


def test_the_same_paper_is_the_same_file(word_file, every_kind):
    assert DocxRenderer().render(every_kind) == word_file


def test_an_unreadable_date_does_not_stop_the_paper():
    document = replace(paper(), head=replace(HEAD, date="våren 2027"))

    assert "våren 2027" in words(read(DocxRenderer().render(document)))


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=60))
def test_whatever_is_typed_can_be_written(text):
    document = paper(
        Paragraph(text), Clauses(text, (text,)), Table(text, ("A", "B"), ((text, text),))
    )

    assert read(DocxRenderer().render(document)).tables[0].rows[0].cells[0].text == "A"


def test_control_characters_are_shown_by_their_codes():
    document = paper(Paragraph("a\x00b"), Table("", ("A",), (("<b>&\x07",),)))

    assert words(read(DocxRenderer().render(document))).endswith("a[U+0000]b\nA\n<b>&[U+0007]\n")


def test_a_picture_that_is_no_svg_is_refused():
    with pytest.raises(InaccessiblePaper, match="SVG"):
        DocxRenderer().render(paper(Figure("<p>", "En bild", "")))


def test_pictures_are_drawn_and_told(word_file):
    with zipfile.ZipFile(io.BytesIO(word_file)) as parts:
        pictures = [parts.read(n) for n in parts.namelist() if n.startswith("word/media/")]

    assert [p[:8] for p in pictures] == [b"\x89PNG\r\n\x1a\n"]


@pytest.mark.slow
def test_the_answers_of_260_units_are_written_each_beside_its_number(large):
    word = read(DocxRenderer().render(large))

    beside = [p for p in word.paragraphs if p.style.name == styles.LABELLED]
    assert len(beside) == 260 * 14
    assert beside[0].text.startswith("1.1\tJa, på")
    assert [run.bold for run in beside[0].runs] == [True, None]


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="no office program on this machine")
def test_an_office_program_opens_the_file(word_file, tmp_path):
    (tmp_path / "paper.docx").write_bytes(word_file)

    subprocess.run(
        [str(OFFICE), "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
         "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(tmp_path / "paper.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    text = (tmp_path / "paper.txt").read_text(encoding="utf-8")
    assert "1. Nämnden antar planen." in text
    assert text.index("Sammanfattning") < text.index("Förslag till beslut") < text.index("Bilaga")
