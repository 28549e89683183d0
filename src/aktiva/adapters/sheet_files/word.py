"""A sheet as a Word file: a heading for each question, and a table with a row for each field.

Each row has a bookmark in its first cell, and a content control in its second. What stands in
the second cell is the answer, so the control may be gone: LibreOffice drops tags, and people
write over what they see. The heading's bookmark tells how the answer stood.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsmap

from aktiva.adapters.docx import styles
from aktiva.adapters.docx.marking import add_properties
from aktiva.adapters.sheet_files import marks
from aktiva.adapters.sheet_files.words import DATE_FORM, hint, label, shown
from aktiva.domain.questionnaire.controls import FieldKind, FieldSpec
from aktiva.domain.questionnaire.sheet_file import Asked, SheetFile

PROPERTY = "Aktiva "
"""Begins the names of the file's own properties."""

CROSSED, NOT_CROSSED = "☒", "☐"
PLACEHOLDERS = {
    FieldKind.CHOICE: "Välj ett svar",
    FieldKind.DATE: DATE_FORM,
    FieldKind.COUNT: "Skriv ett tal",
    FieldKind.NUMBER: "Skriv ett tal",
}
ELSE = "Skriv här"

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_NAMESPACES = f'xmlns:w="{nsmap["w"]}" xmlns:w14="{_W14}"'
_LABEL_WIDTH, _ANSWER_WIDTH = 3700, 4900
_QUIET = '<w:rPr><w:color w:val="46544F"/><w:sz w:val="18"/></w:rPr>'
_BOX_FONT = (
    '<w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic"/></w:rPr>'
)


def question_bookmark(at: int, asked: Asked) -> str:
    """Return the name of the bookmark in a question's heading."""
    return f"akq_{at}_{asked.seen.revision}_{asked.seen.print_of}"


def field_bookmark(at: int, field_at: int) -> str:
    """Return the name of the bookmark in a field's row."""
    return f"akf_{at}_{field_at}"


def tag(key: str, name: str) -> str:
    """Return the tag of a field's content control."""
    return f"aktiva:{key}:{name}"


def write(file: SheetFile) -> bytes:
    """Return the Word file."""
    word = docx.Document()
    styles.dress(word, language="sv-SE")
    word.core_properties.title = file.title
    word.core_properties.author = ""
    body = word.element.body
    held = parse_xml(f"<w:body {_NAMESPACES}>{''.join(_Body(file).parts())}</w:body>")
    for at, part in enumerate(list(held)):
        body.insert(at, part)
    told = {f"{PROPERTY}{name}": words for name, words in marks.told(file).items()}
    add_properties(word, told)
    into = BytesIO()
    word.save(into)
    return into.getvalue()


class _Body:
    """Writes the body as markup; building each part from objects takes far longer."""

    def __init__(self, file: SheetFile) -> None:
        self.file = file
        self.number = 100

    def parts(self) -> Iterator[str]:
        """Return every paragraph and table, in order."""
        yield _paragraph(self.file.title, style="Title")
        yield from (_paragraph(words) for words in self.file.about)
        at = 0
        for part in self.file.parts:
            yield _paragraph(part.title, style="Heading1")
            if part.intro:
                yield _paragraph(part.intro)
            for asked in part.asked:
                yield from self._question(at, asked)
                at += 1

    def _question(self, at: int, asked: Asked) -> Iterator[str]:
        heading = f"{asked.question.key}  {asked.question.text}"
        mark = self._bookmark(question_bookmark(at, asked))
        yield _paragraph(heading, style="Heading2", before=mark)
        yield from (_paragraph(words, quiet=True) for words in shown(asked))
        if asked.fields:
            rows = (self._row(at, n, asked, spec) for n, spec in enumerate(asked.fields))
            yield _TABLE_BEGINS + "".join(rows) + "</w:tbl>" + "<w:p/>"

    def _row(self, at: int, field_at: int, asked: Asked, spec: FieldSpec) -> str:
        told = hint(spec, listed=True)
        named = _paragraph(
            label(spec), before=self._bookmark(field_bookmark(at, field_at)), tight=True
        )
        named += _paragraph(told, quiet=True, tight=True) if told else ""
        given = asked.given.get(spec.name, [])
        key = tag(asked.question.key, spec.name)
        if spec.kind is FieldKind.SEVERAL:
            answer = "".join(
                f"<w:p>{_TIGHT}{self._box(spec, key, is_on=option.code in given)}"
                f"{_run(' ' + option.label)}</w:p>"
                for option in spec.options
            )
        else:
            answer = f"<w:p>{_TIGHT}{self._control(spec, key, given)}</w:p>"
        return (
            f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cell(_LABEL_WIDTH)}{named}</w:tc>"
            f"{_cell(_ANSWER_WIDTH, shade='FFFDF3')}{answer}</w:tc></w:tr>"
        )

    def _control(self, spec: FieldSpec, key: str, given: list[str]) -> str:
        labels = {o.code: o.label for o in spec.options}
        words = "".join(labels.get(one, one) for one in given)
        match spec.kind:
            case FieldKind.CHOICE:
                items = "".join(
                    f"<w:listItem w:displayText={quoteattr(o.label)} w:value={quoteattr(o.code)}/>"
                    for o in spec.options
                )
                control = f"<w:dropDownList>{items}</w:dropDownList>"
            case FieldKind.DATE:
                control = (
                    '<w:date><w:dateFormat w:val="yyyy-MM-dd"/><w:lid w:val="sv-SE"/>'
                    '<w:storeMappedDataAs w:val="date"/><w:calendar w:val="gregorian"/></w:date>'
                )
            case FieldKind.TEXT:
                control = "<w:richText/>"
            case _:
                control = "<w:text/>"
        shows = "" if words else "<w:showingPlcHdr/>"
        inside = _run(words) if words else _run(placeholder(spec), properties=_QUIET)
        return self._held(spec, key, shows + control, inside)

    def _box(self, spec: FieldSpec, key: str, *, is_on: bool) -> str:
        control = (
            f'<w14:checkbox><w14:checked w14:val="{int(is_on)}"/>'
            '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
            '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
        )
        sign = CROSSED if is_on else NOT_CROSSED
        return self._held(spec, key, control, _run(sign, properties=_BOX_FONT))

    def _held(self, spec: FieldSpec, key: str, control: str, inside: str) -> str:
        self.number += 1
        return (
            f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(label(spec)[:64])}/>"
            f'<w:tag w:val={quoteattr(key[:64])}/><w:id w:val="{self.number}"/>'
            f'<w:lock w:val="sdtLocked"/>{control}</w:sdtPr>'
            f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        )

    def _bookmark(self, name: str) -> str:
        self.number += 1
        return (
            f'<w:bookmarkStart w:id="{self.number}" w:name={quoteattr(name)}/>'
            f'<w:bookmarkEnd w:id="{self.number}"/>'
        )


def placeholder(spec: FieldSpec) -> str:
    """Return the words that stand where nothing has been written."""
    return PLACEHOLDERS.get(spec.kind, ELSE)


_TIGHT = '<w:pPr><w:spacing w:before="40" w:after="40"/></w:pPr>'
_LINE = 'w:val="single" w:sz="4" w:space="0" w:color="7C8B86"'
_TABLE_BEGINS = (
    f'<w:tbl><w:tblPr><w:tblW w:w="{_LABEL_WIDTH + _ANSWER_WIDTH}" w:type="dxa"/><w:tblBorders>'
    + "".join(f"<w:{side} {_LINE}/>" for side in ("top", "left", "bottom", "right"))
    + f"<w:insideH {_LINE}/><w:insideV {_LINE}/></w:tblBorders>"
    '<w:tblLayout w:type="fixed"/></w:tblPr>'
    f'<w:tblGrid><w:gridCol w:w="{_LABEL_WIDTH}"/><w:gridCol w:w="{_ANSWER_WIDTH}"/></w:tblGrid>'
)


def _cell(width: int, *, shade: str = "") -> str:
    shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shading}</w:tcPr>'


def _paragraph(
    words: str, *, style: str = "", before: str = "", quiet: bool = False, tight: bool = False
) -> str:
    looks = _TIGHT if tight else ""
    if style:
        looks = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    return f"<w:p>{looks}{before}{_run(words, properties=_QUIET if quiet else '')}</w:p>"


def _run(words: str, *, properties: str = "") -> str:
    """Return a run; typed line breaks and tabs become Word's own."""
    lines = "<w:br/>".join(
        "<w:tab/>".join(
            f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in line.split("\t")
        )
        for line in words.split("\n")
    )
    return f"<w:r>{properties}{lines}</w:r>"
