"""Write a paper as a Word file that people go on editing, with the words of the PDF."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

import docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm

from aktiva.adapters.docx import marking, markup, styles
from aktiva.adapters.docx.tables import TEXT_WIDTH_MM, table_element
from aktiva.adapters.docx.template.dressing import dressed
from aktiva.adapters.typst.pictures import bitmap
from aktiva.domain.documents import layout
from aktiva.domain.documents.blocks import (
    Block,
    Bullets,
    Clauses,
    Document,
    Figure,
    Foreign,
    Heading,
    Labelled,
    Marker,
    PageBreak,
    Paragraph,
    Quote,
    Table,
)
from aktiva.domain.documents.characters import cleaned, runs_from_right
from aktiva.domain.documents.read_back import Draft

LONGEST_PROPERTY = 255
"""Characters that a property of a Word file can hold."""

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


class DocxRenderer:
    """Writes papers as Word files, the same bytes for the same paper and template.

    Args:
        template: The municipality's own template, let in by ``template.opening``; None for ours.
    """

    def __init__(self, template: bytes | None = None) -> None:
        self._template = template

    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    def render(self, document: Document, *, draft: Draft | None = None) -> bytes:
        """Return the Word file.

        Args:
            draft: Whose texts are marked so that they can be read back.

        Raises:
            InaccessiblePaper: A picture in the paper is no SVG.
        """
        writer = (
            _plain(document) if self._template is None else _in_template(self._template, document)
        )
        for block in document.blocks:
            writer.write(block)
        if draft is not None:
            writer.mark(draft)
        return writer.saved()


def _in_template(template: bytes, document: Document) -> _Writer:
    """Return a writer in the municipality's template, with the head that it has no place for."""
    base = dressed(template, document)
    _properties(base.word, document)
    writer = _Writer(
        base.word,
        style_ids=base.style_ids,
        table_style=base.table_style,
        width_mm=base.text_width_mm,
    )
    for line in base.head:
        writer.paragraph(line, style=styles.HEAD)
    if not base.shows_title:
        writer.paragraph(document.title, style="Title")
    return writer


def _plain(document: Document) -> _Writer:
    """Return a writer in a paper of our own looks, with its head written."""
    word = docx.Document()
    styles.dress(word, language=document.language)
    markup.rule_left(word.styles["Quote"])
    _properties(word, document)
    _edges(word, document)
    writer = _Writer(word)
    for line in document.head.lines():
        writer.paragraph(line, style=styles.HEAD)
    word.paragraphs[0].runs[0].bold = True
    writer.paragraph(document.title, style="Title")
    return writer


class _Writer:
    """Appends blocks to a Word document and remembers the headings of the slots."""

    def __init__(
        self,
        word: Any,
        *,
        style_ids: Mapping[str, str] | None = None,
        table_style: str | None = None,
        width_mm: float = TEXT_WIDTH_MM,
    ) -> None:
        self._word = word
        self._style_ids: dict[str, str] = dict(style_ids or {})
        self._table_style = table_style
        self._width_mm = width_mm
        self._headings: dict[str, Any] = {}

    def write(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph(text=text):
                if text.strip():
                    self.paragraph(text)
            case Bullets(items=items):
                for item in items:
                    self.paragraph(item, style="List Bullet")
            case Clauses():
                self._clauses(block)
            case Table():
                self._table(block)
            case Labelled(pairs=pairs):
                self._labelled(pairs)
            case Quote(text=text, source=source):
                self.paragraph(text, style="Quote")
                if source.strip():
                    self.paragraph(source, style=styles.SOURCE)
            case Foreign(text=text, language=language):
                if text.strip():
                    markup.in_language(self.paragraph(text), language)
            case Figure():
                self._figure(block)
            case PageBreak():
                self._word.add_page_break()

    def paragraph(self, text: str, *, style: str = "Normal") -> Any:
        """Add a paragraph; typed line breaks become line breaks."""
        added = self._word.add_paragraph()
        if style != "Normal":
            added._p.style = self._style_id(style)
        if text:
            _fill(added, text)
        if runs_from_right(text):
            markup.from_right(added)
        return added

    def saved(self) -> bytes:
        """Return the file."""
        return _saved(self._word)

    def mark(self, draft: Draft) -> None:
        """Mark the texts of a draft so that they can be read back."""
        marking.mark(self._word, draft, headings=self._headings)

    def _style_id(self, name: str) -> str:
        # Looked up once: by name, every paragraph would search all styles of the file.
        if name not in self._style_ids:
            self._style_ids[name] = self._word.styles[name].style_id
        return self._style_ids[name]

    def _heading(self, block: Heading) -> None:
        added = self.paragraph(block.text, style=f"Heading {block.level}")
        if block.key:
            self._headings[block.key] = added._p

    def _clauses(self, block: Clauses) -> None:
        if block.lead.strip():
            lead = self.paragraph(block.lead)
            lead.paragraph_format.keep_with_next = True
        numbering: int | None = None
        for item in block.items:
            match block.marker:
                case Marker.ATT:
                    added = self.paragraph("", style=styles.ATT)
                    before = added.add_run()
                    before.add_text("att")
                    before.add_tab()
                    _fill(added, item)
                case Marker.NUMBER:
                    added = self.paragraph(item, style="List Number")
                    numbering = numbering or markup.restarted_numbering(
                        self._word, style_id=self._style_id("List Number")
                    )
                    markup.number_by(added, numbering)
                case Marker.NONE:
                    self.paragraph(item)

    def _caption(self, caption: str) -> None:
        if caption.strip():
            self.paragraph(caption, style="Caption")

    def _table(self, block: Table) -> None:
        self._caption(block.caption)
        self._append(
            table_element(
                caption=block.caption,
                header=block.header,
                rows=block.rows,
                widths=layout.shares(block),
                numeric=layout.is_numeric(block),
                total=block.total,
                cell_style=self._style_id(styles.CELL),
                table_style=self._table_style,
                text_width_mm=self._width_mm,
            )
        )

    def _labelled(self, pairs: Sequence[tuple[str, str]]) -> None:
        style = self._style_id(styles.LABELLED)
        for added in markup.labelled(pairs, style_id=style):
            self._word.element.body.sectPr.addprevious(added)

    def _append(self, table: Any) -> None:
        self._word.element.body.sectPr.addprevious(table)
        self.paragraph("", style=styles.CELL)  # two tables in a row would become one

    def _figure(self, block: Figure) -> None:
        holder = self._word.add_paragraph()
        holder.paragraph_format.keep_with_next = bool(block.caption.strip())
        picture = holder.add_run().add_picture(
            io.BytesIO(bitmap(block.svg)), width=Mm(self._width_mm)
        )
        picture._inline.docPr.set("descr", cleaned(block.alt))
        self._caption(block.caption)


def _fill(paragraph: Any, text: str) -> None:
    run = paragraph.add_run()
    for at, line in enumerate(cleaned(text).split("\n")):
        if at:
            run.add_break()
        run.add_text(line)


def _properties(word: Any, document: Document) -> None:
    about = word.core_properties
    about.title = cleaned(document.title)[:LONGEST_PROPERTY]
    about.author = about.last_modified_by = cleaned(document.head.employer)[:LONGEST_PROPERTY]
    about.subject, about.comments = cleaned(document.head.kind)[:LONGEST_PROPERTY], ""
    try:
        made = date.fromisoformat(document.head.date)
    except ValueError:
        made = date(*_ZIP_TIME[:3])
    about.created = about.modified = datetime.combine(made, time())


def _edges(word: Any, document: Document) -> None:
    head = document.head
    section = word.sections[0]
    section.different_first_page_header_footer = True
    number = f"\tDnr {head.registry_number}" if head.registry_number else ""
    _edge(section.header.paragraphs[0], head.kind + number)
    for footer in (section.footer, section.first_page_footer):
        below = footer.paragraphs[0]
        _edge(below, ", ".join(part for part in (head.employer, head.address) if part) + "\t")
        markup.add_field(below, instruction="PAGE", shown="1")
        below.add_run(" (")
        markup.add_field(below, instruction="NUMPAGES", shown="1")
        below.add_run(")")


def _edge(paragraph: Any, text: str) -> None:
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(TEXT_WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run("\t".join(map(cleaned, text.split("\t"))))


def _saved(word: Any) -> bytes:
    """Return the file with one fixed time in its parts, so that it can be compared."""
    first, result = io.BytesIO(), io.BytesIO()
    word.save(first)
    with zipfile.ZipFile(first) as parts, zipfile.ZipFile(result, "w") as out:
        for name in parts.namelist():
            out.writestr(zipfile.ZipInfo(name, _ZIP_TIME), parts.read(name), zipfile.ZIP_DEFLATED)
    return result.getvalue()
