"""Numbers as people and programs write them: 34 500,50 and 34500.50, 34.500,50 and 34,500.50.

Which sign is the decimal one is told by the whole column, never by one cell alone.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

_PLAIN = re.compile(r"[+-]?(\d+([.,]\d+)?|[.,]\d+)(e[+-]\d{1,3})?", re.ASCII | re.IGNORECASE)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?P<sign>[.,])\d{3}((?P=sign)\d{3})*([.,]\d+)?", re.ASCII)
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}([.,])\d{3}", re.ASCII)
_LOOSE = str.maketrans(
    {" ": None, "\u00a0": None, "\u202f": None, "\u2009": None, "'": None, "\u2212": "-"}
)
_MISSING = {"", "NA", "NaN", "nan", "."}
"""What programs write for nothing: an empty cell, R, Python and Stata."""


@dataclass(frozen=True)
class Parsed:
    """A column of text as numbers.

    `wrong` are the places of the cells that are no numbers, or that use another decimal sign than
    the rest. `unsure` are those that can be read in two ways, where nothing in the column tells
    which: they are read as decimals. `missing` are those where a program has written that there is
    nothing.
    """

    values: list[float]
    wrong: tuple[int, ...] = ()
    unsure: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()


def number(text: str) -> float:
    """Read one number on its own; NaN where the cell is empty.

    Raises:
        ValueError: The text is no number.
    """
    if text in _MISSING:
        return math.nan
    digits = _digits(text)
    if _PLAIN.fullmatch(digits):
        return float(digits.replace(",", "."))
    return _with_decimal(digits, _decimal_of(digits))


def parse(texts: Sequence[str], *, decimal: str | None = None) -> Parsed:
    """Read a column; ``decimal`` is the sign that the file is known to use."""
    missing = tuple(i for i, text in enumerate(texts) if text and text in _MISSING)
    return replace(
        _read(["" if t in _MISSING else _digits(t) for t in texts], decimal), missing=missing
    )


def _read(cells: Sequence[str], decimal: str | None) -> Parsed:
    either = [i for i, cell in enumerate(cells) if _EITHER.fullmatch(cell)]
    told = {_decimal_of(cell) for cell in cells} - {""}
    if not either or decimal is not None:
        return _parsed(cells, decimal)
    if len(told) == 1:
        return _parsed(cells, told.pop())
    if len(told) > 1:
        return Parsed(_parsed(cells, None).values, wrong=tuple(either))
    found = _parsed(cells, None)
    return Parsed(found.values, wrong=found.wrong, unsure=tuple(either))


def _parsed(cells: Sequence[str], decimal: str | None) -> Parsed:
    values, wrong = [], []
    for i, cell in enumerate(cells):
        try:
            values.append(_value(cell, decimal))
        except ValueError:
            values.append(math.nan)
            wrong.append(i)
    return Parsed(values, wrong=tuple(wrong))


def _value(cell: str, decimal: str | None) -> float:
    if not cell:
        return math.nan
    either = _EITHER.fullmatch(cell)
    if _PLAIN.fullmatch(cell) and not (either and decimal and either[1] != decimal):
        return float(cell.replace(",", "."))
    return _with_decimal(cell, decimal or _decimal_of(cell))


def _decimal_of(digits: str) -> str:
    """Return the decimal sign that a cell's own digits tell, "" where they do not."""
    signs = [c for c in digits if c in ".,"]
    if not signs or _EITHER.fullmatch(digits):
        return ""
    if len(signs) == 1:
        return signs[0]
    if signs[-1] != signs[0]:
        return signs[-1]
    return "," if signs[0] == "." else "."


def _with_decimal(digits: str, decimal: str) -> float:
    """Read digits in groups of three, with the decimal sign given."""
    found = _GROUPED.fullmatch(digits)
    if not found or found["sign"] == decimal or (found[3] and found[3][0] != decimal):
        raise ValueError(digits)
    return float(digits.replace(found["sign"], "").replace(",", "."))


def _digits(text: str) -> str:
    return text.translate(_LOOSE).removesuffix("%")
