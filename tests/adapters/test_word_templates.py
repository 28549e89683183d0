"""The municipality's own Word template: what is refused, what is said of it, papers written in it."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from word_templates import ADDRESS, FONT, as_template, control, letter, rewritten

from aktiva.adapters.docx.checking import Level, check, usable
from aktiva.adapters.docx.renderer import DocxRenderer
from aktiva.adapters.docx.template.opening import LARGEST, Refused
from aktiva.domain.documents.blocks import (
    Clauses,
    Document,
    Head,
    Heading,
    Marker,
    Paragraph,
    Table,
)

HEAD = Head(
    employer="Havsvik kommun", kind="Tjänsteskrivelse", date="2027-01-18", registry_number="KS 1"
)
OFFICE = shutil.which("soffice")
RELATIONS = "word/_rels/document.xml.rels"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture(scope="module")
def template() -> bytes:
    return letter()


def relation(kind: str, target: str, *, mode: str = "External"):
    added = f'<Relationship Id="x1" Type="{KIND}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    return lambda held: held.replace(b"</Relationships>", added.encode() + b"</Relationships>")


def instruction(*pieces: str):
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'{runs}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    return lambda held: held.replace(b"<w:body>", b"<w:body>" + field.encode())


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        check(name, content)
    return str(refused.value)


def rows(content: bytes, name: str = "mall.dotx") -> dict[str, Level]:
    return {finding.what: finding.level for finding in check(name, content)}


def written(template: bytes, document: Document):
    return docx.Document(io.BytesIO(DocxRenderer(template).render(document)))


def edge(part) -> str:
    return "".join(text.text or "" for text in part._element.iter(qn("w:t")))


def body(word) -> str:
    return "\n".join(text.text or "" for text in word.element.body.iter(qn("w:t")))


# ---- refused ---------------------------------------------------------------------------


def test_a_whole_letter_template_can_be_used(template):
    findings = check("brevmall.dotx", template)

    assert usable(findings)
    assert {f.what: f.do for f in findings if f.level is Level.WARNING} == {}
    assert all(f.why for f in findings)


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("mall.dotm", {}, "makron"),
        ("mall.docm", {}, "makron"),
        ("mall.dotx", {"word/vbaProject.bin": lambda held: b"x"}, "makron"),
        ("mall.doc", {}, "äldre eller annat filformat"),
        ("mall.odt", {}, "äldre eller annat filformat"),
        ("mall.pdf", {}, "ingen Wordmall"),
        ("mall", {}, "ingen Wordmall"),
        ("mall.docx", {}, "något annat än vad filens namn säger"),
        ("mall.dotx", {RELATIONS: relation("image", "https://x.example/logo.png")}, "x.example"),
        ("mall.dotx", {RELATIONS: relation("hyperlink", "file://server/mall")}, "annan plats"),
        (
            "mall.dotx",
            {RELATIONS: relation("attachedTemplate", "file:///G:/Mallar/Brev.dotm")},
            "bygger i sin tur på en annan mall",
        ),
        ("mall.dotx", {RELATIONS: relation("oleObject", "a.bin", mode="Internal")}, "inbäddat"),
        ("mall.dotx", {"word/document.xml": instruction("INCLUDEPICTURE x")}, "INCLUDEPICTURE"),
        ("mall.dotx", {"word/document.xml": instruction(" INCLUDE", "TEXT x")}, "INCLUDETEXT"),
        ("mall.dotx", {"word/document.xml": instruction("ddeauto excel")}, "DDEAUTO"),
        (
            "mall.dotx",
            {"word/styles.xml": lambda held: b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'},
            "XML-deklarationer",
        ),
        (
            "mall.dotx",
            {"word/extra.bin": lambda held: b'\n<!DOCTYPE a [<!ENTITY b "c">]><a/>'},
            "XML-deklarationer",
        ),
        ("mall.dotx", {"word/styles.xml": lambda held: held[:-40]}, "skadad"),
        ("mall.dotx", {"word/document.xml": lambda held: b"<a/>"}, "skadad"),
        ("mall.dotx", {"word/x.xml": lambda held: b"<a>" + b" " * 21_000_000 + b"</a>"}, "orimligt"),
    ],
)  # fmt: skip
def test_what_could_do_harm_or_cannot_be_read_is_refused(template, name, change, words):
    assert words in refusal(name, rewritten(template, change))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "tom"),
        (b"hej", "annat än vad filens namn säger"),
        (b"PK\x03\x04" + bytes(40), "skadad"),
        (bytes(LARGEST + 1), "större än 10 MB"),
    ],
)
def test_what_is_no_template_is_refused(content, words):
    assert words in refusal("mall.dotx", content)


def test_a_template_cut_short_anywhere_is_refused_and_never_an_error(template):
    for part in range(1, 20):
        refusal("mall.dotx", template[: len(template) * part // 20])


def test_links_that_a_reader_follows_are_let_in(template):
    linked = {RELATIONS: relation("hyperlink", "https://havsvik.example/")}
    numbered = {"word/document.xml": instruction('HYPERLINK "https://havsvik.example/"')}

    assert usable(check("mall.dotx", rewritten(template, linked | numbered)))


# ---- what is said of it ----------------------------------------------------------------


def without(style_name: str):
    def change(word) -> None:
        style = word.styles[style_name].element
        style.getparent().remove(style)

    return change


def landscape(word) -> None:
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)


def english(word) -> None:
    next(word.styles.element.iter(qn("w:lang"))).set(qn("w:val"), "en-GB")


def locked(word) -> None:
    word.settings.element.append(
        parse_xml(f'<w:documentProtection {nsdecls("w")} w:edit="forms" w:enforcement="1"/>')
    )


def footless(word) -> None:
    word.sections[0].footer.paragraphs[0].clear()


def numberless(word) -> None:
    header = word.sections[0].header._element
    control = next(header.iter(qn("w:sdt")))
    control.getparent().remove(control)


def wordless(word) -> None:
    next(word.sections[0].header._element.iter(qn("wp:docPr"))).set("descr", "")


@pytest.mark.parametrize(
    ("change", "what", "level"),
    [
        (without("Heading 1"), "Formatmallen Rubrik 1", Level.MISSING),
        (numberless, "Plats för diarienumret", Level.MISSING),
        (without("Heading 2"), "Formatmallen Rubrik 2", Level.WARNING),
        (without("Caption"), "Formatmallen Beskrivning", Level.WARNING),
        (landscape, "Sidans storlek", Level.WARNING),
        (english, "Språket", Level.WARNING),
        (locked, "Redigeringsskydd", Level.WARNING),
        (footless, "Sidfot", Level.WARNING),
        (footless, "Sidnummer", Level.WARNING),
        (wordless, "Logotypens beskrivning", Level.WARNING),
    ],
)
def test_what_is_missing_is_said_and_only_that(template, change, what, level):
    changed = rows(letter(change))

    assert changed[what] is level
    assert rows(template).get(what, Level.OK) is Level.OK


def test_styles_are_known_by_their_swedish_names(template):
    def swedish(word) -> None:
        style = word.styles["Heading 2"].element
        style.find(qn("w:name")).set(qn("w:val"), "Rubrik 2")
        style.set(qn("w:styleId"), "R2")

    file = letter(swedish)

    assert rows(file)["Formatmallen Rubrik 2"] is Level.OK
    paper = Document(title="T", head=HEAD, blocks=(Heading(1, "Ett"), Heading(2, "Två")))
    assert written(file, paper).paragraphs[-1].style.style_id == "R2"


# ---- papers written in it --------------------------------------------------------------


def test_the_header_the_logotype_and_the_footer_are_the_templates_own(template, every_kind):
    word = written(template, every_kind)

    header = word.sections[0].header
    assert next(header._element.iter(qn("wp:docPr"))).get("descr") == "Havsvik kommun"
    assert len([r for r in header.part.rels.values() if r.reltype.endswith("/image")]) == 1
    assert edge(header) == " Dnr KS 2026/412"
    assert edge(word.sections[0].footer) == ADDRESS + " 1"
    assert round(word.sections[0].left_margin.mm) == 40
    assert word.styles["Heading 1"].font.name == FONT
    assert word.styles["Heading 1"].font.size.pt == 17


def test_what_the_template_has_a_place_for_is_not_said_again(template, every_kind):
    said = body(written(template, every_kind))

    assert said.count("2027-01-18") == 1
    assert said.count("Kommunstyrelsen") == 1
    assert "Dnr" not in said
    assert "Klicka här" not in said
    assert "Amina Lindqvist" in said
    assert said.index("Datum:") < said.index("Amina Lindqvist") < said.index(every_kind.title)


def test_the_sample_text_is_gone_and_the_paper_is_whole(template, every_kind):
    word = written(template, every_kind)
    plain = docx.Document(io.BytesIO(DocxRenderer().render(every_kind)))

    assert "Skriv ditt brev" not in body(word)
    assert "Med vänlig hälsning" not in body(word)

    def told(of) -> list[str]:
        names = [p.text for p in of.paragraphs]
        return names[names.index(every_kind.title) :]

    assert told(word) == told(plain)
    assert [c.text for t in word.tables[1:] for c in t._cells] == [
        c.text for t in plain.tables for c in t._cells
    ]


def test_a_place_for_the_title_in_the_text_takes_the_title_once(every_kind):
    def titled(word) -> None:
        word.tables[0].rows[0].cells[1].add_paragraph()._p.append(control("rubrik"))

    assert body(written(letter(titled), every_kind)).count(every_kind.title) == 1


def test_a_paper_without_a_number_leaves_the_place_empty(template):
    paper = Document(title="T", head=replace(HEAD, registry_number=None), blocks=(Paragraph("a"),))

    assert edge(written(template, paper).sections[0].header) == " Dnr "


def test_a_control_bound_to_a_property_keeps_the_papers_words(every_kind):
    bound = '<w:dataBinding w:xpath="/x" w:storeItemID="{1}"/>'

    def change(word) -> None:
        word.sections[0].header.paragraphs[0]._p.append(control("title", more=bound))

    file = DocxRenderer(letter(change)).render(every_kind)

    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        assert not any(b"dataBinding" in parts.read(name) for name in parts.namelist())


CUSTOM = (
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    b'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    b'<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Diarienummer">'
    b"<vt:lpwstr>-</vt:lpwstr></property></Properties>"
)


def test_a_document_property_that_a_field_shows_is_filled_in(every_kind):
    def change(word) -> None:
        numberless(word)
        word.sections[0].footer.paragraphs[0]._p.append(
            parse_xml(
                f'<w:fldSimple {nsdecls("w")} w:instr=" DOCPROPERTY  Diarienummer  \\* MERGEFORMAT ">'
                "<w:r><w:t>-</w:t></w:r></w:fldSimple>"
            )
        )

    added = (
        b'<Relationship Id="p9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/custom-properties" Target="docProps/custom.xml"/></Relationships>'
    )
    typed = (
        b'<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-'
        b'officedocument.custom-properties+xml"/></Types>'
    )
    file = rewritten(
        letter(change),
        {
            "docProps/custom.xml": lambda held: CUSTOM,
            "_rels/.rels": lambda held: held.replace(b"</Relationships>", added),
            "[Content_Types].xml": lambda held: held.replace(b"</Types>", typed),
        },
    )

    assert rows(file)["Plats för diarienumret"] is Level.OK
    paper = DocxRenderer(file).render(every_kind)
    assert edge(docx.Document(io.BytesIO(paper)).sections[0].footer).endswith("1KS 2026/412")
    with zipfile.ZipFile(io.BytesIO(paper)) as parts:
        assert "KS 2026/412" in parts.read("docProps/custom.xml").decode()


def test_what_the_template_lacks_is_lent_with_the_templates_own_type(every_kind):
    def bare(word) -> None:
        for name in ("List Bullet", "List Number", "Quote", "Caption", "Title"):
            without(name)(word)
        for relation in list(word.part.rels.values()):
            if relation.reltype.endswith("/numbering"):
                word.part.drop_rel(relation.rId)

    word = written(letter(bare), every_kind)

    att = next(p for p in word.paragraphs if p.text.startswith("att\t"))
    assert att.style.base_style.name == "Normal"
    assert att.style.font.name is None
    assert att.paragraph_format.left_indent or att.style.paragraph_format.left_indent
    for name in ("List Bullet", "List Number"):
        numbered = word.styles[name].element.pPr.numPr.numId.val
        assert word.part.numbering_part.element.num_having_numId(numbered) is not None


def test_each_numbered_list_begins_at_one(template):
    points = Clauses("", ("a", "b"), Marker.NUMBER)
    paper = Document(title="T", head=HEAD, blocks=(Heading(1, "R"), points, points))

    word = written(template, paper)

    numbers = [p._p.pPr.numPr.numId.val for p in word.paragraphs if p.style.name == "List Number"]
    assert len(set(numbers)) == 2
    assert numbers[0] == numbers[1]


def test_tables_have_the_templates_look_and_fit_its_text(template):
    table = Table("", ("A", "B"), (("1", "2"),))
    paper = Document(title="T", head=HEAD, blocks=(Heading(1, "R"), table))

    made = written(template, paper).tables[-1]

    assert made.style.name == "Tabell"
    assert made._tbl.tblPr.find(qn("w:tblBorders")) is None
    width = sum(int(c.get(qn("w:w"))) for c in made._tbl.tblGrid)
    assert abs(width - 140 / 25.4 * 1440) < 5


def test_a_front_page_in_a_section_of_its_own_keeps_its_header(every_kind):
    """Word puts the header in the section that ends with the sample text."""

    def cut(word) -> None:
        word.add_section()
        last = word.element.body.sectPr
        for reference in last.findall(qn("w:headerReference")) + last.findall(
            qn("w:footerReference")
        ):
            last.remove(reference)
        word.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)

    word = written(letter(cut), every_kind)

    assert len(word.sections) == 1
    assert edge(word.sections[0].header) == " Dnr KS 2026/412"


def test_an_ordinary_word_file_is_a_template_too(template, every_kind):
    file = rewritten(
        template,
        {"[Content_Types].xml": lambda h: h.replace(b"template.main", b"document.main")},
    )

    assert usable(check("mall.docx", file))
    assert DocxRenderer(file).render(every_kind) == DocxRenderer(template).render(every_kind)


def test_the_same_paper_in_the_same_template_is_the_same_file(template, every_kind):
    first = DocxRenderer(template).render(every_kind)

    assert DocxRenderer(template).render(every_kind) == first
    assert DocxRenderer().render(every_kind) != first


def test_what_people_type_is_only_words_in_a_field(template):
    typed = "<w:p/>&\n{{x}}\x00"
    paper = Document(title="T", head=replace(HEAD, registry_number=typed), blocks=(Paragraph("a"),))

    assert edge(written(template, paper).sections[0].header) == " Dnr <w:p/>& {{x}}[U+0000]"


def test_an_empty_document_made_a_template_still_gives_a_paper(every_kind):
    into = io.BytesIO()
    docx.Document().save(into)

    findings = check("tom.dotx", as_template(into.getvalue()))
    word = written(as_template(into.getvalue()), every_kind)

    assert not usable(findings)
    assert word.paragraphs[0].text == "Tjänsteskrivelse"
    assert "Dnr KS 2026/412" in body(word)


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here")
def test_libreoffice_prints_the_paper_with_the_templates_header_and_footer(
    template, every_kind, tmp_path
):
    (tmp_path / "paper.docx").write_bytes(DocxRenderer(template).render(every_kind))

    subprocess.run(
        [
            OFFICE, "--headless", f"-env:UserInstallation=file://{tmp_path}/office",
            "--convert-to", "odt", "--outdir", str(tmp_path), str(tmp_path / "paper.docx"),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    with zipfile.ZipFile(tmp_path / "paper.odt") as odt:
        edges, text = odt.read("styles.xml").decode(), odt.read("content.xml").decode()
        assert any(name.endswith(".png") for name in odt.namelist())
    assert "KS 2026/412" in edges
    assert ADDRESS in edges
    assert every_kind.title in text
    assert "2027-01-18" in text
    assert "Skriv ditt brev" not in text
