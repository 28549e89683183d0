"""A draft's Word file that has been edited gives back its texts, and tells what else is new."""

from __future__ import annotations

import copy
import io
import re
import shutil
import subprocess
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsmap, qn
from docx.text.paragraph import Paragraph as WordParagraph
from small_files import ODT, PDF, open_document, packed
from small_files import docx as small_docx
from word_templates import letter
from word_templates import rewritten as letter_with

from aktiva.adapters.docx.reading import LARGEST_BYTES, Edited, Unreadable, read
from aktiva.adapters.docx.renderer import DocxRenderer
from aktiva.domain.documents.blocks import Document, Head, Heading, Paragraph, Table
from aktiva.domain.documents.read_back import Draft, Elsewhere, elsewhere
from aktiva.domain.documents.templates import paragraphs

OFFICE = shutil.which("soffice")
W = f'xmlns:w="{nsmap["w"]}"'
TEXTS = {
    "summary": "Vi har frågat alla enheter.\n\nSvaren är ordnade efter område.\nFlest gäller löner.\n\nTre enheter saknas.",
    "matter": "Ett enda stycke.",
    "own-1": "Barn berörs inte. \u0627\u0644\u0639\u0631\u0628\u064a\u0629 \U0001f600",
}


@pytest.fixture(scope="module")
def file() -> bytes:
    blocks = (
        Heading(1, "Sammanfattning", key="summary"),
        *paragraphs(TEXTS["summary"]),
        Heading(1, "Ärendet", key="matter"),
        *paragraphs(TEXTS["matter"]),
        Paragraph("Av 12 enheter har 9 svarat."),
        Table("Anställda", ("Grupp", "Antal"), (("Lärare", "40"), ("Kockar", "7"))),
        Heading(1, "Barnets bästa", key="own-1"),
        *paragraphs(TEXTS["own-1"]),
        Heading(1, "Underlag", key="basis"),
        Paragraph("Rapporten"),
    )
    document = Document(
        title="Uppföljning",
        head=Head(employer="Solvik kommun", kind="Rapport", date="2027-01-18"),
        blocks=blocks,
    )
    return DocxRenderer().render(document, draft=Draft(17, 3, "a" * 64, TEXTS))


def opened(file: bytes):
    return docx.Document(io.BytesIO(file))


def saved(word) -> bytes:
    into = io.BytesIO()
    word.save(into)
    return into.getvalue()


def paragraph(word, begins: str) -> WordParagraph:
    return next(
        found
        for p in word.element.body.iter(qn("w:p"))
        if (found := WordParagraph(p, word._body)).text.startswith(begins)
    )


def back(word) -> Edited:
    return read(word if isinstance(word, bytes) else saved(word), keys=TEXTS)


def changes(edited: Edited) -> tuple[Elsewhere, ...]:
    assert edited.sent is not None
    return elsewhere(edited.sent, edited.outside)


def sent(key: str) -> tuple[str, ...]:
    return tuple(p.text for p in paragraphs(TEXTS[key]))


def rewritten(file: bytes, part: str, old: bytes, new: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        held = {name: parts.read(name) for name in parts.namelist()}
    assert old in held[part]
    held[part] = held[part].replace(old, new)
    return packed(held)


# ---- what is sent ----------------------------------------------------------------------


def test_an_untouched_file_gives_back_what_was_sent(file):
    edited = back(file)

    assert edited.texts == {key: sent(key) for key in TEXTS}
    assert (edited.paper, edited.revision, edited.digest) == (17, 3, "a" * 64)
    assert changes(edited) == ()
    assert (edited.n_comments, edited.n_tracked, edited.n_lost) == (0, 0, 0)


def test_each_text_stands_in_a_control_that_names_its_heading_and_cannot_be_deleted(file):
    controls = list(opened(file).element.body.iter(qn("w:sdtPr")))

    assert [c.find(qn("w:alias")).get(qn("w:val")) for c in controls] == [
        "Sammanfattning", "Ärendet", "Barnets bästa",
    ]  # fmt: skip
    assert {c.find(qn("w:lock")).get(qn("w:val")) for c in controls} == {"sdtLocked"}


def test_a_paper_that_is_no_draft_has_no_marks():
    document = Document(
        title="Beslut", head=Head(employer="Solvik", kind="Plan", date="2027-01-18"),
        blocks=(Heading(1, "Syfte", key="purpose"), Paragraph("Vi vill.")),
    )  # fmt: skip
    word = DocxRenderer().render(document)

    assert list(opened(word).element.body.iter(qn("w:sdt"), qn("w:bookmarkStart"))) == []
    with pytest.raises(Unreadable, match="saknar märket"):
        read(word, keys=["purpose"])


def test_a_text_that_nobody_has_written_is_not_marked():
    document = Document(
        title="Rapport", head=Head(employer="Solvik", kind="Rapport", date="2027-01-18"),
        blocks=(Heading(1, "Ärendet", key="matter"), Paragraph("Ur uppgifterna.")),
    )  # fmt: skip
    word = DocxRenderer().render(document, draft=Draft(1, 1, "x", {"matter": "", "summary": "A"}))

    edited = read(word, keys=["matter", "summary"])

    assert edited.texts == {}
    assert "Ur uppgifterna." in [line.text for line in edited.outside]


def test_a_text_with_names_is_marked_with_the_values_that_stand_for_them():
    document = Document(
        title="Rapport", head=Head(employer="Solvik", kind="Rapport", date="2027-01-18"),
        blocks=(
            Heading(1, "Ärendet", key="matter"), Paragraph("Av 12 enheter har 9 svarat."),
            Paragraph("Slut."), Heading(1, "Delar", key="own-1"), Heading(2, "Skolan"),
            Paragraph("Om Skolan."),
        ),
    )  # fmt: skip
    texts = {
        "matter": "Av {antal enheter} enheter har {svarat} svarat.\n\nSlut.",
        "own-1": "Om {namn}.",
    }

    edited = read(DocxRenderer().render(document, draft=Draft(1, 1, "x", texts)), keys=texts)

    assert edited.texts == edited.sent_texts == {"matter": ("Av 12 enheter har 9 svarat.", "Slut.")}


def test_a_draft_in_the_municipalitys_template_is_read_back(file):
    """The template has properties and controls of its own."""
    relation = (
        b'<Relationship Id="p9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/custom-properties" Target="docProps/custom.xml"/></Relationships>'
    )
    kind = (
        b'<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-'
        b'officedocument.custom-properties+xml"/></Types>'
    )
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        properties = parts.read("docProps/custom.xml").replace(b"Aktiva", b"Egen")
    template = letter_with(
        letter(),
        {
            "docProps/custom.xml": lambda held: properties,
            "_rels/.rels": lambda held: held.replace(b"</Relationships>", relation),
            "[Content_Types].xml": lambda held: held.replace(b"</Types>", kind),
        },
    )
    document = Document(
        title="Rapport", head=Head(employer="Solvik", kind="Rapport", date="2027-01-18"),
        blocks=(Heading(1, "Ärendet", key="matter"), Paragraph("Text."), Paragraph("Uppgift.")),
    )  # fmt: skip
    paper = DocxRenderer(template).render(document, draft=Draft(5, 2, "b", {"matter": "Text."}))
    word = opened(paper)
    paragraph(word, "Text.").runs[0].text = "Ny text."

    edited = read(saved(word), keys=["matter"])

    assert (edited.paper, edited.revision, edited.texts) == (5, 2, {"matter": ("Ny text.",)})
    assert changes(edited) == ()
    with zipfile.ZipFile(io.BytesIO(paper)) as parts:
        assert b"Egen handling" in parts.read("docProps/custom.xml")


# ---- edited ----------------------------------------------------------------------------


def test_words_changed_added_and_taken_away_within_a_text_come_back(file):
    word = opened(file)
    paragraph(word, "Vi har").runs[0].text = "Vi har frågat var enhet."
    paragraph(word, "Tre enheter").insert_paragraph_before("Nytt stycke.")
    gone = paragraph(word, "Svaren är")._p
    gone.getparent().remove(gone)

    edited = back(word)

    assert edited.texts["summary"] == (
        "Vi har frågat var enhet.", "Nytt stycke.", "Tre enheter saknas.",
    )  # fmt: skip
    assert edited.texts["matter"] == sent("matter")
    assert changes(edited) == ()


def test_a_paragraph_moved_from_one_text_to_another_changes_both(file):
    word = opened(file)
    moved = paragraph(word, "Tre enheter")._p
    paragraph(word, "Ett enda")._p.addnext(moved)

    edited = back(word)

    assert edited.texts["summary"] == sent("summary")[:2]
    assert edited.texts["matter"] == ("Ett enda stycke.", "Tre enheter saknas.")


def test_a_text_moved_with_its_control_is_found_where_it_stands(file):
    word = opened(file)
    control = next(word.element.body.iter(qn("w:sdt")))
    word.element.body.sectPr.addprevious(control)

    assert back(word).texts["summary"] == sent("summary")


def test_an_emptied_text_is_empty_and_one_without_its_mark_is_not_there(file):
    word = opened(file)
    summary, matter, _own = word.element.body.iter(qn("w:sdt"))
    for p in list(summary.iter(qn("w:p"))):
        p.getparent().remove(p)
    for mark in (matter, matter.getnext()):
        mark.getparent().remove(mark)

    edited = back(word)

    assert edited.texts["summary"] == ()
    assert "matter" not in edited.texts


def test_the_words_that_word_shows_in_an_empty_control_are_no_text(file):
    word = opened(file)
    control = next(word.element.body.iter(qn("w:sdt")))
    control.find(qn("w:sdtPr")).append(parse_xml(f"<w:showingPlcHdr {W}/>"))

    edited = back(word)

    assert edited.texts["summary"] == ()
    assert changes(edited) == ()


def test_a_copy_of_a_text_stands_outside_it(file):
    word = opened(file)
    control = next(word.element.body.iter(qn("w:sdt")))
    word.element.body.sectPr.addprevious(copy.deepcopy(control))

    edited = back(word)

    assert edited.texts["summary"] == sent("summary")
    assert [change.after for change in changes(edited)] == list(sent("summary"))


def test_what_is_changed_outside_the_texts_is_listed_by_place(file):
    word = opened(file)
    paragraph(word, "Ärendet").runs[0].text = "Om ärendet"
    paragraph(word, "Av 12").runs[0].text = "Av 12 enheter har 10 svarat."
    paragraph(word, "40").runs[0].text = "41"
    paragraph(word, "Rapporten").insert_paragraph_before("Eget underlag.")

    edited = back(word)
    found = [(c.line.stands, c.line.under, c.line.row, c.before, c.after) for c in changes(edited)]

    assert edited.texts == {key: sent(key) for key in TEXTS}
    assert found == [
        ("heading", "Ärendet", "", "Ärendet", "Om ärendet"),
        ("text", "Ärendet", "", "Av 12 enheter har 9 svarat.", "Av 12 enheter har 10 svarat."),
        ("cell", "Ärendet", "Lärare", "40", "41"),
        ("text", "Underlag", "", "", "Eget underlag."),
    ]


def test_lists_and_tables_in_a_text_become_lines_and_pictures_are_counted(file):
    word = opened(file)
    first = paragraph(word, "Vi har")
    first._p.addnext(
        parse_xml(
            f"<w:tbl {W}><w:tr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc>"
            "<w:tc><w:p><w:r><w:t>B</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        )
    )
    paragraph(word, "Svaren är").style = "List Bullet"
    first.add_run()._r.append(parse_xml(f"<w:drawing {W}/>"))

    edited = back(word)

    assert edited.texts["summary"][1:3] == ("A; B", f"– {sent('summary')[1]}")
    assert edited.n_lost == 1


def test_tracked_insertions_count_and_deletions_do_not(file):
    word = opened(file)
    p = paragraph(word, "Vi har")._p
    p.append(
        parse_xml(f'<w:ins {W} w:id="1" w:author="A"><w:r><w:t> Och svaren.</w:t></w:r></w:ins>')
    )
    p.append(
        parse_xml(
            f'<w:del {W} w:id="2" w:author="A"><w:r><w:delText>Nej.</w:delText></w:r></w:del>'
        )
    )
    p.append(
        parse_xml(
            f'<w:moveFrom {W} w:id="3" w:author="A"><w:r><w:t>Borta.</w:t></w:r></w:moveFrom>'
        )
    )
    paragraph(word, "Svaren är")._p.get_or_add_pPr().append(
        parse_xml(f'<w:rPr {W}><w:del w:id="4" w:author="A"/></w:rPr>')
    )

    edited = back(word)

    assert edited.texts["summary"] == (
        "Vi har frågat alla enheter. Och svaren.",
        "Svaren är ordnade efter område.\nFlest gäller löner.Tre enheter saknas.",
    )
    assert edited.n_tracked == 4


def test_comments_and_text_boxes_are_no_text(file):
    word = opened(file)
    run = paragraph(word, "Vi har").add_run()._r
    run.append(parse_xml(f'<w:commentReference {W} w:id="0"/>'))
    run.append(
        parse_xml(
            f"<w:pict {W}><w:txbxContent><w:p><w:r><w:t>Ruta</w:t></w:r></w:p></w:txbxContent></w:pict>"
        )
    )

    edited = back(word)

    assert edited.texts == {key: sent(key) for key in TEXTS}
    assert (edited.n_comments, edited.n_lost, changes(edited)) == (1, 1, ())


@pytest.mark.parametrize(
    "words", ["x" * 10_000, "\u0645\u0631\u062d\u0628\u0627", "👩‍👩‍👧 ja", "a\u00adb", "<w:p>&amp;"]
)
def test_whatever_is_typed_comes_back(file, words):
    word = opened(file)
    paragraph(word, "Ett enda").runs[0].text = words

    assert back(word).texts["matter"] == (words,)


def test_signs_that_word_writes_in_its_own_way_are_read(file):
    word = opened(file)
    run = paragraph(word, "Ett enda").runs[0]._r
    for name in ("tab", "noBreakHyphen", "softHyphen", "br", "cr"):
        run.append(parse_xml(f"<w:{name} {W}/>"))
    run.append(parse_xml(f"<w:t {W}>slut</w:t>"))

    assert back(word).texts["matter"] == ("Ett enda stycke.\t\u2011\u00ad\n\nslut",)


def test_headings_are_known_by_their_names_in_a_swedish_word(file):
    """Word in Swedish renames the ids of its styles and keeps their names in English."""
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        held = {name: parts.read(name) for name in parts.namelist()}
    for name in ("word/document.xml", "word/styles.xml"):
        held[name] = held[name].replace(b'"Heading1"', b'"Rubrik1"')

    assert changes(back(packed(held))) == ()
    assert back(packed(held)).outside[-1].under == "Underlag"


# ---- files that are not let in ---------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "tom"),
        (PDF, "inget Word-dokument"),
        (open_document(ODT), "inget Word-dokument"),
        (b"PK\x03\x04 inte mer", "skadad"),
        (b"x" * (LARGEST_BYTES + 1), "10 MB"),
        (small_docx(**{"word/vbaProject.bin": b"x"}), "makron"),
        (small_docx(**{"word/media/a.bin": bytes(20 * 1024 * 1024)}), "orimligt stor"),
        (small_docx(), "saknar märket"),
        (small_docx(**{"docProps/custom.xml": b"<Properties"}), "skadad"),
        (small_docx(**{"docProps/custom.xml": b"<Properties/>"}), "skadad"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_draft_is_refused_with_a_reason(content, says):
    with pytest.raises(Unreadable, match=says):
        read(content, keys=["summary"])


@pytest.mark.parametrize("number", [b"", b"-1", b"x", b"9" * 40])
def test_a_mark_without_sense_is_refused(file, number):
    broken = rewritten(file, "docProps/custom.xml", b">17<", b">" + number + b"<")

    with pytest.raises(Unreadable, match="saknar märket"):
        back(broken)


@pytest.mark.parametrize(
    "declared",
    [b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>', b'<!DOCTYPE x SYSTEM "http://x.example/">'],
)  # fmt: skip
def test_entities_and_addresses_outside_are_refused(file, declared):
    broken = rewritten(file, "word/document.xml", b"<w:document", declared + b"<w:document")

    with pytest.raises(Unreadable, match="skadad"):
        back(broken)


def test_what_stood_outside_is_unknown_where_it_was_dropped_or_forged(file):
    for new in (
        b"]]",
        b"[]",
        b'{"lines": []}',
        b'{"texts": [], "lines": []}',
        b'{"texts": {}, "lines": [["nowhere", "", "", ""]]}',
        b'{"texts": {}, "lines": [["text"]]}',
    ):
        edited = back(re_sent(file, new))
        assert (edited.sent, edited.sent_texts) == (None, {}), new
        assert edited.texts == {key: sent(key) for key in TEXTS}


def re_sent(file: bytes, new: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        held = {name: parts.read(name) for name in parts.namelist()}
    (name,) = (n for n, part in held.items() if b"urn:aktiva:draft" in part)
    held[name] = re.sub(rb">.*<", b">" + new + b"<", held[name], flags=re.S)
    return packed(held)


# ---- through another office program ----------------------------------------------------


@pytest.fixture(scope="module")
def through_office(file, tmp_path_factory) -> bytes:
    if OFFICE is None:
        pytest.skip("no office program on this machine")
    at = tmp_path_factory.mktemp("office")
    (at / "paper.docx").write_bytes(file)
    subprocess.run(
        [str(OFFICE), "--headless", f"-env:UserInstallation={(at / 'profile').as_uri()}",
         "--convert-to", "docx", "--outdir", str(at / "out"), str(at / "paper.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (at / "out" / "paper.docx").read_bytes()


@pytest.mark.slow
def test_saving_in_libreoffice_changes_nothing(through_office):
    edited = back(through_office)

    assert edited.texts == {key: sent(key) for key in TEXTS}
    assert (edited.paper, edited.revision, changes(edited)) == (17, 3, ())


@pytest.mark.slow
def test_what_is_edited_after_libreoffice_comes_back(through_office):
    word = opened(through_office)
    paragraph(word, "Tre enheter").runs[0].text = "Fyra enheter saknas."
    paragraph(word, "Svaren är").insert_paragraph_before("Nytt stycke.")
    paragraph(word, "Ett enda").runs[0].text = "Ett annat stycke."
    paragraph(word, "40").runs[0].text = "41"

    edited = back(word)

    assert edited.texts["summary"] == (
        sent("summary")[0], "Nytt stycke.", sent("summary")[1], "Fyra enheter saknas.",
    )  # fmt: skip
    assert edited.texts["matter"] == ("Ett annat stycke.",)
    assert [(c.before, c.after) for c in changes(edited)] == [("40", "41")]


@pytest.mark.slow
def test_a_text_with_signs_of_several_scripts_is_not_repeated(through_office):
    whole = "".join(t.text or "" for t in opened(through_office).element.body.iter(qn("w:t")))

    assert whole.count("Barn berörs inte.") == 1


@pytest.mark.slow
def test_a_text_whose_bookmark_holds_nothing_is_not_taken_to_be_emptied(through_office):
    word = opened(through_office)
    gone = paragraph(word, "Vi har")._p
    for p in (gone, paragraph(word, "Svaren är")._p):
        p.getparent().remove(p)
    last = paragraph(word, "Tre enheter")._p
    for run in last.findall(qn("w:r")):
        last.remove(run)

    assert "summary" not in back(word).texts
