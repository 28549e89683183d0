"""Pay files as columns: xlsx, xls and ods, csv in its dialects, and Parquet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import python_calamine

from aktiva.adapters.spreadsheet.reading import decode, plain
from aktiva.domain.pay.columns import Codes, FaultyTable, Numbers, Table, sorted_codes
from aktiva.domain.pay.gaps import Whole

WORKBOOKS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}
TEXTS = {".csv", ".txt", ".tsv"}
PARQUET = {".parquet", ".pq"}

_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?", re.ASCII)
_LOOSE = str.maketrans({" ": None, "\u00a0": None, "\u202f": None, "\u2009": None, "\u2212": "-"})
_MISSING = {"", "NA"}


def read_table(path: Path) -> Table:
    """Open a file with a row of headings.

    Raises:
        FaultyTable: The file is not there, or is no table; one Swedish line says why.
    """
    ending = path.suffix.lower()
    if not path.is_file():
        raise FaultyTable([f"Filen {path} finns inte. Kontrollera namnet."])
    if ending in PARQUET:
        try:
            return _ParquetTable(pq.ParquetFile(path))
        except (pa.ArrowException, OSError) as error:
            raise FaultyTable([f"Filen {path.name} är ingen läsbar Parquet-fil."]) from error
    if ending in WORKBOOKS:
        return _RowTable(_workbook(path), name=path.name)
    if ending in TEXTS:
        return _RowTable(_text(path), name=path.name)
    raise FaultyTable(
        [f"Filen {path.name} kan inte läsas. Spara den som .xlsx, .ods, .csv eller .parquet."]
    )


def _workbook(path: Path) -> list[Sequence[object]]:
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        return list(book.get_sheet_by_index(0).to_python(skip_empty_area=False))
    except Exception as error:  # the reader raises its own kinds and the zip library's
        raise FaultyTable(
            [f"Filen {path.name} är inget läsbart kalkylblad. Spara den på nytt som .xlsx."]
        ) from error


def _text(path: Path) -> list[Sequence[object]]:
    text = decode(path.read_bytes())
    if "\x00" in text or text.startswith("%PDF"):
        raise FaultyTable(
            [
                f"Filen {path.name} är ingen tabell. Välj en fil med rubriker och en rad per anställd."
            ]
        )
    head = next((line for line in text.splitlines() if line.strip()), "")
    try:
        return list(csv.reader(io.StringIO(text), delimiter=max(";\t,", key=head.count)))
    except csv.Error as error:
        raise FaultyTable(
            [f"Filen {path.name} gick inte att läsa som tabell. Spara den som .xlsx i stället."]
        ) from error


class _RowTable:
    """A table held as rows of cells, from a workbook or a text file."""

    def __init__(self, rows: list[Sequence[object]], *, name: str) -> None:
        filled = [
            (number, row) for number, row in enumerate(rows, 1) if any(cell != "" for cell in row)
        ]
        if not filled:
            raise FaultyTable([f"Filen {name} är tom. Kontrollera att det är rätt fil."])
        heading = filled[0][1]
        self.names = [plain(cell) for cell in heading]
        while self.names and not self.names[-1]:
            self.names.pop()
        self._rows = [row for _, row in filled[1:]]
        self._numbers = [number for number, _ in filled[1:]]
        long = [
            number
            for number, row in filled[1:]
            if len(row) > len(self.names) and any(cell != "" for cell in row[len(self.names) :])
        ]
        if long and long[0] == self._numbers[0]:
            raise FaultyTable(
                [
                    f"Rad {long[0]} har fler celler än rubrikraden. Ta bort det som står ovanför rubrikerna, och skilj kolumnerna med semikolon om talen har kommatecken."
                ]
            )
        if long:
            raise FaultyTable(
                [f"Rad {number} har fler celler än rubrikraden." for number in long[:20]]
            )

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, index: int) -> int:
        return self._numbers[index]

    def numbers(self, name: str) -> Numbers:
        cells = self._cells(name)
        values = np.full(len(cells), np.nan)
        faults = []
        for i, cell in enumerate(cells):
            if type(cell) is float or type(cell) is int:
                values[i] = cell
                continue
            try:
                values[i] = _number(plain(cell)) if cell != "" else np.nan
            except ValueError:
                faults.append((i, plain(cell)))
        return Numbers(values=values, faults=tuple(faults))

    def codes(self, name: str) -> Codes:
        places: dict[str, int] = {}
        index = np.array(
            [places.setdefault(_code(cell), len(places)) for cell in self._cells(name)], np.int32
        )
        return sorted_codes(index, list(places))

    def alike(self, name: str) -> Whole:
        places: dict[str, int] = {"": -1}
        return np.array(
            [places.setdefault(_code(cell), len(places) - 1) for cell in self._cells(name)],
            np.int32,
        )

    def _cells(self, name: str) -> list[object]:
        place = self.names.index(name)
        return [row[place] if place < len(row) else "" for row in self._rows]


class _ParquetTable:
    """A Parquet file, of which a column is read when it is asked for."""

    def __init__(self, file: pq.ParquetFile) -> None:
        self._file = file
        self.names: list[str] = list(file.schema_arrow.names)

    def __len__(self) -> int:
        return int(self._file.metadata.num_rows)

    def row(self, index: int) -> int:
        return index + 1

    def numbers(self, name: str) -> Numbers:
        column = self._column(name)
        kind = column.type
        if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind):
            cast = pc.cast(column, pa.float64(), safe=False)
            return Numbers(values=cast.to_numpy(zero_copy_only=False).astype(np.float64))
        index, names = _encoded(column)
        values = np.full(len(names) + 1, np.nan)
        strange = {}
        for i, text in enumerate(names):
            try:
                values[i] = _number(text)
            except ValueError:
                strange[i] = text
        wrong = np.flatnonzero(np.isin(index, list(strange)))
        return Numbers(
            values=values[index], faults=tuple((int(i), strange[int(index[i])]) for i in wrong)
        )

    def codes(self, name: str) -> Codes:
        index, names = _encoded(self._column(name))
        merged: dict[str, int] = {}
        place = [merged.setdefault(text, len(merged)) for text in names]
        return sorted_codes(np.array([*place, -1], np.int32)[index], list(merged))

    def alike(self, name: str) -> Whole:
        column = self._column(name)
        if pa.types.is_dictionary(column.type):
            return _encoded(column)[0]
        return _indices(column.dictionary_encode())

    def _column(self, name: str) -> pa.Array:
        column = self._file.read(columns=[name]).column(name)
        if pa.types.is_dictionary(column.type):
            column = column.unify_dictionaries()
        found = column.combine_chunks()
        return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found


def _encoded(column: pa.Array) -> tuple[Whole, list[str]]:
    """Return each row's place among the distinct values, −1 for a missing one, and their text."""
    encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    names = ["" if value is None else _code(value) for value in encoded.dictionary.to_pylist()]
    return _indices(encoded), names


def _indices(encoded: pa.DictionaryArray) -> Whole:
    indices = pc.fill_null(encoded.indices.cast(pa.int32()), -1)
    return np.asarray(indices.to_numpy(zero_copy_only=False), dtype=np.int32)


def _code(cell: object) -> str:
    return cell.strip() if type(cell) is str else plain(cell)


def _number(text: str) -> float:
    """Read a number as it is written in Sweden or by a program: 34 500,50 or 34500.50.

    Raises:
        ValueError: The text is no number.
    """
    if text in _MISSING:
        return np.nan
    digits = text.translate(_LOOSE).removesuffix("%")
    if not _NUMBER.fullmatch(digits):
        raise ValueError(text)
    return float(digits.replace(",", "."))
