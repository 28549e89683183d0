"""A sheet as a workbook: one row for each field, its key in a hidden column."""

from __future__ import annotations

import math
from io import BytesIO
from typing import Any

import xlsxwriter

from aktiva.adapters.sheet_files import marks
from aktiva.adapters.sheet_files.words import CROSS, hint, label, shown
from aktiva.domain.questionnaire.controls import FieldKind, FieldSpec
from aktiva.domain.questionnaire.sheet_file import Asked, SheetFile

ANSWERS, HIDDEN, CHOICES = "Svar", "Aktiva", "Val"
KEY_COLUMN, ANSWER_COLUMN = 0, 3
SEEN = "svar"
HEADINGS = ("Nyckel", "Fråga", "Fält", "Svar", "Så svarar ni")
_WIDTHS = (4, 8, 44, 48, 40)
_LINE_HEIGHT = 15.0
_PIECE = 8_000
"""Characters of the marks in one cell, well within what a spreadsheet holds."""

BETWEEN = "|"


def write(file: SheetFile) -> bytes:
    """Return the workbook."""
    into = BytesIO()
    book = xlsxwriter.Workbook(
        into,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
         "strings_to_numbers": False},
    )  # fmt: skip
    _Writer(book, file).write()
    book.close()
    return into.getvalue()


class _Writer:
    """Writes row by row, and remembers where it is."""

    def __init__(self, book: Any, file: SheetFile) -> None:
        self.book = book
        self.file = file
        self.page = book.add_worksheet(ANSWERS)
        self.choices = book.add_worksheet(CHOICES)
        self.hidden = book.add_worksheet(HIDDEN)
        self.row = 0
        self.lists: dict[tuple[str, ...], str] = {}
        plain = {"text_wrap": True, "valign": "top", "font_size": 11, "font_name": "Arial"}
        quiet = plain | {"font_color": "#46544F", "font_size": 10}
        self.title = book.add_format(plain | {"bold": True, "font_size": 16, "text_wrap": False})
        self.text = book.add_format(plain)
        self.quiet = book.add_format(quiet)
        self.bold = book.add_format(plain | {"bold": True})
        self.section = book.add_format(
            plain | {"bold": True, "font_size": 13, "bg_color": "#E3EDEB", "text_wrap": False}
        )
        self.answer = book.add_format(
            plain | {"locked": False, "num_format": "@", "border": 1, "border_color": "#7C8B86",
                     "bg_color": "#FFFDF3"}
        )  # fmt: skip

    def write(self) -> None:
        """Write the whole workbook."""
        for at, width in enumerate(_WIDTHS):
            self.page.set_column(at, at, width, None, {"hidden": at == KEY_COLUMN})
        self._line(self.file.title, self.title, height=24)
        for words in self.file.about:
            self._wide(words, self.quiet)
        self.row += 1
        for at, words in enumerate(HEADINGS):
            self.page.write_string(self.row, at, words, self.bold)
        self.page.repeat_rows(self.row)
        self.row += 1
        self.page.freeze_panes(self.row, 0)
        for part in self.file.parts:
            self._line(part.title, self.section, across=True, height=20)
            if part.intro:
                self._wide(part.intro, self.quiet)
            for asked in part.asked:
                self._question(asked)
        self._tell()
        self.page.protect("", {"format_rows": True, "format_columns": True})
        self.page.set_landscape()
        self.page.set_paper(9)
        self.page.fit_to_pages(1, 0)
        self.choices.hide()
        self.hidden.very_hidden()

    def _line(self, words: str, looks: Any, *, across: bool = False, height: float) -> None:
        self.page.set_row(self.row, height)
        self.page.write_string(self.row, 1, words, looks)
        if across:
            for at in range(2, len(_WIDTHS)):
                self.page.write_blank(self.row, at, None, looks)
        self.row += 1

    def _wide(self, words: str, looks: Any) -> None:
        """Write words across the sheet. Merged cells do not find their own height."""
        width = sum(_WIDTHS[1:])
        self.page.set_row(self.row, _height(words, width))
        self.page.merge_range(self.row, 1, self.row, len(_WIDTHS) - 1, "", looks)
        self.page.write_string(self.row, 1, words, looks)
        self.row += 1

    def _question(self, asked: Asked) -> None:
        width = sum(_WIDTHS[2:])
        self.page.set_row(self.row, _height(asked.question.text, width))
        self.page.write_string(self.row, 1, asked.question.key, self.bold)
        self.page.merge_range(self.row, 2, self.row, len(_WIDTHS) - 1, "", self.bold)
        self.page.write_string(self.row, 2, asked.question.text, self.bold)
        self.row += 1
        for words in shown(asked):
            self.page.set_row(self.row, _height(words, width))
            self.page.merge_range(self.row, 2, self.row, len(_WIDTHS) - 1, "", self.quiet)
            self.page.write_string(self.row, 2, words, self.quiet)
            self.row += 1
        for spec in asked.fields:
            given = asked.given.get(spec.name, [])
            if spec.kind is FieldKind.SEVERAL:
                for option in spec.options:
                    crossed = CROSS if option.code in given else ""
                    self._field(asked, spec, option.code, option.label, crossed)
            else:
                self._field(asked, spec, "", "", _words(spec, given))

    def _field(
        self, asked: Asked, spec: FieldSpec, option: str, option_label: str, words: str
    ) -> None:
        named = label(spec, option_label)
        told = hint(spec, listed=False)
        self.page.set_row(
            self.row,
            max(_height(named, _WIDTHS[2]), _height(told, _WIDTHS[4]), _height(words, _WIDTHS[3])),
        )
        key = BETWEEN.join((asked.question.key, spec.name, option))
        self.page.write_string(self.row, KEY_COLUMN, key)
        self.page.write_string(self.row, 1, asked.question.key, self.quiet)
        self.page.write_string(self.row, 2, named, self.text)
        self.page.write_string(self.row, ANSWER_COLUMN, words, self.answer)
        self.page.write_string(self.row, 4, told, self.quiet)
        if option:
            self._choose((CROSS,))
        elif spec.kind is FieldKind.CHOICE:
            self._choose(tuple(o.label for o in spec.options))
        self.row += 1

    def _choose(self, labels: tuple[str, ...]) -> None:
        """Let the cell be chosen from a list, which may hold commas and be long."""
        if labels not in self.lists:
            at = len(self.lists)
            for n, words in enumerate(labels):
                self.choices.write_string(n, at, words)
            column = xlsxwriter.utility.xl_col_to_name(at)
            self.lists[labels] = f"={CHOICES}!${column}$1:${column}${len(labels)}"
        self.page.data_validation(
            self.row, ANSWER_COLUMN, self.row, ANSWER_COLUMN,
            {"validate": "list", "source": self.lists[labels], "error_title": "Välj i listan",
             "error_message": "Välj ett av svaren i listan, eller lämna rutan tom."},
        )  # fmt: skip

    def _tell(self) -> None:
        told = marks.told(self.file)
        seen = marks.seen_as_text(self.file)
        pieces = [seen[at : at + _PIECE] for at in range(0, len(seen), _PIECE)]
        rows = [*told.items(), *((SEEN, piece) for piece in pieces)]
        for n, (name, words) in enumerate(rows):
            self.hidden.write_string(n, 0, name)
            self.hidden.write_string(n, 1, words)


def _words(spec: FieldSpec, given: list[str]) -> str:
    labels = {o.code: o.label for o in spec.options}
    return "".join(labels.get(one, one) for one in given)


def _height(words: str, width: int) -> float:
    lines = sum(max(1, math.ceil(len(line) * 1.1 / width)) for line in words.split("\n"))
    return min(_LINE_HEIGHT * lines + 3, 400)
