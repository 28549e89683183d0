"""A Parquet file, of which a column is read when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from aktiva.adapters.pay_files.formats import MOST_COLUMNS, MOST_ROWS
from aktiva.adapters.pay_files.rows import SAMPLE, code, numbers_of
from aktiva.domain.pay.columns import Codes, FaultyTable, Numbers, sorted_codes
from aktiva.domain.pay.gaps import Whole


def read(source: Path | bytes, *, name: str) -> ParquetTable:
    """Open a Parquet file.

    Raises:
        FaultyTable: It cannot be read, or is too large.
    """
    try:
        file = pq.ParquetFile(source if isinstance(source, Path) else pa.BufferReader(source))
    except (pa.ArrowException, OSError) as error:
        raise FaultyTable(
            [f"Filen {name} är ingen läsbar Parquet-fil. Skapa den på nytt."]
        ) from error
    rows, columns = file.metadata.num_rows, len(file.schema_arrow.names)
    if columns > MOST_COLUMNS:
        raise FaultyTable(
            [
                f"Filen {name} har {columns} kolumner, och högst {MOST_COLUMNS} läses. Ta bort de kolumner som inte behövs."
            ]
        )
    if rows > MOST_ROWS:
        raise FaultyTable([f"Filen {name} har fler än {MOST_ROWS} rader. Dela upp den."])
    return ParquetTable(file)


class ParquetTable:
    """The columns of a Parquet file."""

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
            return Numbers(values=np.array(_filled(cast, np.nan), np.float64))
        return numbers_of(*_encoded(column))

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

    def whole(self, *, without: Sequence[bool]) -> pa.Table:
        """Return every column, those that are to be left out with nothing in them."""
        table = self._file.read()
        for place, gone in enumerate(without):
            if gone:
                nothing = pa.nulls(len(table), pa.string())
                table = table.set_column(place, self.names[place], nothing)
        return table

    def sample(self, name: str) -> Sequence[str]:
        column = self._column(name)
        taken = column.take(pa.array(range(0, len(column), max(1, len(column) // SAMPLE))))
        return ["" if cell is None else code(cell) for cell in taken.to_pylist()]

    def _column(self, name: str) -> pa.Array:
        column = self._file.read(columns=[name]).column(name)
        if pa.types.is_dictionary(column.type):
            column = column.unify_dictionaries()
        found = column.combine_chunks()
        return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found


def _encoded(column: pa.Array) -> tuple[Whole, list[str]]:
    """Return each row's place among the distinct values, −1 for a missing one, and their text."""
    encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    names = ["" if value is None else code(value) for value in encoded.dictionary.to_pylist()]
    return _indices(encoded), names


def _indices(encoded: pa.DictionaryArray) -> Whole:
    return np.asarray(_filled(encoded.indices.cast(pa.int32()), -1), np.int32)


def _filled(array: pa.Array, missing: float) -> Any:
    """Return a column for numpy; pyarrow's own conversion waits for pandas where that is installed."""
    return np.from_dlpack(pc.fill_null(array, missing) if array.null_count else array)
