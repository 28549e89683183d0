"""What the cells of a column look like, whatever its heading says."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from statistics import median

from aktiva.domain.pay.dates import day_of, year_of
from aktiva.domain.pay.meanings import Meaning
from aktiva.domain.pay.numbers import parse
from aktiva.domain.pay.personal_numbers import are_personal_numbers

WOMEN = frozenset({"k", "kv", "kvinna", "kvinnor", "f", "w", "female", "woman", "q"})
MEN = frozenset({"m", "man", "män", "male"})
YES = frozenset({"ja", "j", "yes", "y", "x", "true", "sant", "1", "chef", "manager"})
NO = frozenset({"", "nej", "n", "no", "false", "falskt", "0", "-", "ej chef", "medarbetare"})

_MOST_ODD = 0.1
_MONTHLY = (8_000, 300_000)
_PAID = (500, 300_000)
_HOURLY = (80, 2_000)
_HOURS = (200, 2_600)


class Looks(StrEnum):
    """What a column may be."""

    PERSONAL_NUMBERS = "personal_numbers"
    SEX_WORDS = "sex_words"
    SEX_DIGITS = "sex_digits"
    NUMBERS = "numbers"
    EXTENTS = "extents"
    FULL_TIME = "full_time"
    MONTHLY = "monthly"
    PAID = "paid"
    HOURLY = "hourly"
    HOURS = "hours"
    DAYS = "days"
    YEARS = "years"
    YES_NO = "yes_no"
    CODES = "codes"
    WORDS = "words"


@dataclass(frozen=True)
class Content:
    """A sample of a column's cells, as text."""

    cells: tuple[str, ...]

    @cached_property
    def filled(self) -> tuple[str, ...]:
        """The cells that are not empty."""
        return tuple(cell for cell in self.cells if cell)

    @cached_property
    def distinct(self) -> tuple[str, ...]:
        """The different values, in order."""
        return tuple(sorted(set(self.filled)))

    @cached_property
    def looks(self) -> frozenset[Looks]:
        """Everything that the column may be."""
        if not self.filled:
            return frozenset()
        if are_personal_numbers(self.filled):
            return frozenset({Looks.PERSONAL_NUMBERS})
        found = self._of_codes()
        values = self._numbers()
        found |= _of_numbers(values) if values else {Looks.WORDS}
        odd = _MOST_ODD * len(self.filled)
        if sum(day_of(cell) is None for cell in self.filled) <= odd:
            found |= {Looks.DAYS}
        elif sum(year_of(cell) is None for cell in self.filled) <= odd:
            years = [y for cell in self.filled if (y := year_of(cell)) is not None]
            if min(years) >= 1900 and max(years) <= 2100:
                found |= {Looks.YEARS}
        return frozenset(found)

    def _of_codes(self) -> set[Looks]:
        found = set()
        small = {cell.casefold() for cell in self.distinct}
        if len(small) <= 4 and small & WOMEN and small & MEN:
            found.add(Looks.SEX_WORDS)
        if small in ({"1", "2"}, {"0", "1"}):
            found.add(Looks.SEX_DIGITS)
        if {cell.casefold() for cell in self.cells} <= YES | NO:
            found.add(Looks.YES_NO)
        with_digit = sum(any(c.isdigit() for c in cell) and " " not in cell for cell in self.filled)
        if with_digit >= (1 - _MOST_ODD) * len(self.filled):
            found.add(Looks.CODES)
        return found

    def _numbers(self) -> list[float]:
        """Return the column as numbers, empty where it holds too much else."""
        read = parse(self.filled)
        if len(read.wrong) > _MOST_ODD * len(self.filled):
            return []
        return [value for value in read.values if not math.isnan(value)]


def _of_numbers(values: Sequence[float]) -> set[Looks]:
    found = {Looks.NUMBERS}
    middle, highest = median(values), max(values)
    whole = 1 if middle <= 1 else 100
    inside = sum(0 <= value <= whole for value in values) >= (1 - _MOST_ODD) * len(values)
    if inside and (middle > 10 or (middle <= 1 and (highest <= 1 or middle == 1))):
        found.add(Looks.EXTENTS)
        if all(value == whole for value in values):
            found.add(Looks.FULL_TIME)
    for looks, (low, high) in (
        (Looks.MONTHLY, _MONTHLY),
        (Looks.PAID, _PAID),
        (Looks.HOURLY, _HOURLY),
        (Looks.HOURS, _HOURS),
    ):
        if low <= middle <= high:
            found.add(looks)
    return found


_FITS: dict[Meaning, frozenset[Looks]] = {
    Meaning.ID: frozenset({Looks.CODES, Looks.NUMBERS, Looks.WORDS}),
    Meaning.PERSONAL_NUMBER: frozenset({Looks.PERSONAL_NUMBERS}),
    Meaning.SEX: frozenset({Looks.SEX_WORDS, Looks.SEX_DIGITS}),
    Meaning.BIRTH: frozenset({Looks.DAYS, Looks.YEARS}),
    Meaning.TITLE: frozenset({Looks.WORDS}),
    Meaning.CODE: frozenset({Looks.CODES}),
    Meaning.UNIT: frozenset({Looks.WORDS, Looks.CODES, Looks.NUMBERS}),
    Meaning.FORM: frozenset({Looks.WORDS, Looks.CODES, Looks.NUMBERS}),
    Meaning.EXTENT: frozenset({Looks.EXTENTS}),
    Meaning.PAY: frozenset({Looks.MONTHLY}),
    Meaning.PAY_ACTUAL: frozenset({Looks.PAID}),
    Meaning.PAY_HOURLY: frozenset({Looks.HOURLY}),
    Meaning.SUPPLEMENTS: frozenset({Looks.NUMBERS}),
    Meaning.VARIABLE: frozenset({Looks.NUMBERS}),
    Meaning.BENEFITS: frozenset({Looks.NUMBERS}),
    Meaning.HOURS_YEAR: frozenset({Looks.HOURS}),
    Meaning.HIRED: frozenset({Looks.DAYS, Looks.YEARS}),
    Meaning.ENDED: frozenset({Looks.DAYS, Looks.YEARS}),
    Meaning.IS_MANAGER: frozenset({Looks.YES_NO}),
    Meaning.GROUP: frozenset({Looks.WORDS, Looks.CODES}),
    Meaning.POINTS: frozenset({Looks.NUMBERS}),
}


def fits(meaning: Meaning, content: Content) -> bool:
    """Return whether a column's cells may have the meaning."""
    return bool(_FITS[meaning] & content.looks)
