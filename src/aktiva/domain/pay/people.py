"""The employed of a run, as they are read from a pay file and frozen: nothing else is kept.

Birth year exists only here, inside the run. A person is known by a running number, the row in
this order; what links it to the staff register is given beside and kept nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aktiva.domain.pay.columns import Codes, Faults, FaultyTable, Numbers, Table, check_headings
from aktiva.domain.pay.contents import NO, YES
from aktiva.domain.pay.dates import EARLIEST, year_of
from aktiva.domain.pay.full_time import from_extent, from_hourly, impossible, scale
from aktiva.domain.pay.gaps import Flags, Floats, Whole
from aktiva.domain.pay.layouts import Layout
from aktiva.domain.pay.meanings import Meaning
from aktiva.domain.pay.personal_numbers import birth_year, is_woman
from aktiva.domain.pay.staff import (
    Staff,
    extent_words,
    fault_words,
    note_numbers_of_persons,
    note_personal_numbers,
    repeated,
)

UNKNOWN = -1
"""A year that is not known."""


@dataclass(frozen=True)
class People:
    """One row per person. Amounts are kronor a month, years −1 where they are not known."""

    woman: Flags
    birth_year: Whole
    title: Codes
    code: Codes
    unit: Codes
    form: Codes
    group: Codes
    extent: Floats
    """As a share of full time, NaN where it is not known."""
    pay: Floats
    """Fixed pay for full time."""
    supplements: Floats
    variable: Floats
    benefits: Floats
    hours_year: Floats
    hired_year: Whole
    is_manager: Flags
    points: Floats

    def __len__(self) -> int:
        return len(self.pay)

    def staff(self, group: Codes | None = None) -> Staff:
        """Return the rows as the calculations take them; ``group`` is that of equal work.

        Supplements, variable pay and benefits are as in the file; pay is given for full time, and
        as paid where the extent is known.
        """
        parts = np.array([self.supplements, self.variable, self.benefits])
        hours = None if np.isnan(self.hours_year).any() else self.hours_year
        extent = None if np.isnan(self.extent).any() else self.extent
        used = group if group is not None else self.group
        return Staff(
            woman=self.woman,
            pay=self.pay,
            paid=self.pay if extent is None else self.pay * extent,
            extent=extent,
            components=None if np.isnan(parts).all() else np.nan_to_num(parts).sum(axis=0),
            hours_year=hours,
            group=used if used.names and (used.index >= 0).all() else None,
            points=None if np.isnan(self.points).all() else self.points,
            numbers={},
            levels={},
        )


def read_people(table: Table, layout: Layout, *, year: int) -> People:
    """Read the employed by a confirmed layout; ``year`` is the year of the pay.

    Raises:
        FaultyTable: Something in the file is wrong; one line says where each fault is.
    """
    check_headings(table, layout.headings())
    if not len(table):
        raise FaultyTable(["Filen har rubriker men inga rader med anställda."])
    reading = _Reading(table, layout, year)
    reading.ids()
    people = People(
        woman=reading.woman(),
        birth_year=reading.birth(),
        title=reading.codes(Meaning.TITLE),
        code=reading.codes(Meaning.CODE),
        unit=reading.codes(Meaning.UNIT),
        form=reading.codes(Meaning.FORM),
        group=reading.codes(Meaning.GROUP),
        extent=reading.extent,
        pay=reading.pay(),
        supplements=reading.added(Meaning.SUPPLEMENTS),
        variable=reading.added(Meaning.VARIABLE),
        benefits=reading.added(Meaning.BENEFITS),
        hours_year=reading.hours(),
        hired_year=reading.hired(),
        is_manager=reading.manager(),
        points=reading.numbers(Meaning.POINTS),
    )
    reading.faults.raise_any()
    return people


class _Reading:
    """One file being read by a layout: each part notes its faults."""

    def __init__(self, table: Table, layout: Layout, year: int) -> None:
        self._table = table
        self._layout = layout
        self._year = year
        self.faults = Faults(table)
        self._numbers: dict[str, Numbers] = {}
        self._people = self._personal_numbers()
        self.extent = self._extent()

    def ids(self) -> None:
        """Every person stands once; where there is no other id, by the personal number."""
        name = self._layout.heading(Meaning.ID) or self._layout.heading(Meaning.PERSONAL_NUMBER)
        if name is None:
            return
        ids = self._table.alike(name)
        self.faults.add(
            np.flatnonzero(ids < 0), name, "cellen är tom. Var och en ska ha ett nummer."
        )
        for index, first in repeated(ids):
            self.faults.add_one(
                index,
                name,
                f"samma nummer som på rad {self._table.row(first)}. Var och en ska stå på en rad.",
            )

    def woman(self) -> Flags:
        """Return who is a woman, by the column or by the personal number."""
        name, sexes = self._layout.heading(Meaning.SEX), self._layout.sexes
        if name is None or sexes is None:
            texts = self._people.names
            known = [is_woman(text) for text in texts]
            found = np.array([*(2 if k is None else int(k) for k in known), 3], np.int8)
            found = found[self._people.index]
            name = self._layout.heading(Meaning.PERSONAL_NUMBER) or ""
            self.faults.add(
                np.flatnonzero(found >= 2), name, "här står inget personnummer, och kön saknas."
            )
            return np.equal(found, 1)
        codes = self._table.codes(name)
        kind = [1 if n in sexes.woman else 0 if n in sexes.man else 2 for n in codes.names]
        found = np.array([*kind, 3], np.int8)[codes.index]
        self.faults.add(np.flatnonzero(found == 3), name, "kön saknas.")
        for index in np.flatnonzero(found == 2):
            self.faults.add_one(
                int(index),
                name,
                f"koden {codes.names[codes.index[index]]} är varken kvinna eller man.",
            )
        return np.equal(found, 1)

    def birth(self) -> Whole:
        """Return the year of birth and nothing finer."""
        if self._layout.heading(Meaning.BIRTH) is not None:
            return self._years(Meaning.BIRTH)
        years = [birth_year(text, year=self._year) for text in self._people.names]
        known = [*(UNKNOWN if y is None else y for y in years), UNKNOWN]
        return np.array(known, np.int32)[self._people.index]

    def hired(self) -> Whole:
        """Return the year of employment."""
        return self._years(Meaning.HIRED)

    def codes(self, meaning: Meaning) -> Codes:
        """Read a column as codes; one without a column has none."""
        name = self._layout.heading(meaning)
        if name is None:
            return _none(len(self._table))
        codes = self._table.codes(name)
        note_personal_numbers(codes, name, self.faults)
        return codes

    def pay(self) -> Floats:
        """Return full-time pay: as given, by the extent, or by the hour divisor."""
        layout = self._layout
        pay = np.full(len(self._table), np.nan)
        if layout.heading(Meaning.PAY_HOURLY) is not None and layout.hours_month is not None:
            hourly = self._positive(Meaning.PAY_HOURLY)
            pay = from_hourly(hourly, layout.hours_month, holiday_percent=layout.holiday_percent)
        if layout.heading(Meaning.PAY_ACTUAL) is not None:
            paid = from_extent(self._positive(Meaning.PAY_ACTUAL), self.extent)
            pay = np.where(np.isnan(paid), pay, paid)
        if layout.heading(Meaning.PAY) is not None:
            given = self._positive(Meaning.PAY)
            pay = np.where(np.isnan(given), pay, given)
        self._tell_of_missing_pay(pay)
        return pay

    def added(self, meaning: Meaning) -> Floats:
        """Return the sum of a meaning's columns; an empty cell is nothing, no column is NaN."""
        names = self._layout.columns.get(meaning, ())
        if not names:
            return np.full(len(self._table), np.nan)
        total = np.zeros(len(self._table))
        for name in names:
            values = self._read(name).values
            self.faults.add(
                np.flatnonzero(values < 0), name, "beloppet är negativt. Det ska vara minst noll."
            )
            total += np.nan_to_num(values)
        return total

    def hours(self) -> Floats:
        """Return the hours of a year."""
        return self._positive(Meaning.HOURS_YEAR)

    def numbers(self, meaning: Meaning) -> Floats:
        """Read a column as numbers, NaN everywhere where there is none."""
        name = self._layout.heading(meaning)
        return np.full(len(self._table), np.nan) if name is None else self._read(name).values

    def manager(self) -> Flags:
        """Return who is a manager."""
        name = self._layout.heading(Meaning.IS_MANAGER)
        if name is None:
            return np.zeros(len(self._table), np.bool_)
        codes = self._table.codes(name)
        kind = [1 if n.casefold() in YES else 0 if n.casefold() in NO else 2 for n in codes.names]
        found = np.array([*kind, 0], np.int8)[codes.index]
        self.faults.add(np.flatnonzero(found == 2), name, "skriv ja eller nej.")
        return np.equal(found, 1)

    def _personal_numbers(self) -> Codes:
        name = self._layout.heading(Meaning.PERSONAL_NUMBER)
        return _none(len(self._table)) if name is None else self._table.codes(name)

    def _extent(self) -> Floats:
        """Return the extent as a share; those paid by the hour may have none."""
        name = self._layout.heading(Meaning.EXTENT)
        if name is None:
            return np.full(len(self._table), np.nan)
        values = self._read(name).values
        full = scale(values)
        wrong = impossible(values, full)
        unsaid = wrong & (values == 0) & (self.numbers(Meaning.PAY_HOURLY) > 0)
        for index in np.flatnonzero(wrong & ~unsaid):
            self.faults.add_one(int(index), name, extent_words(values[index], full))
        return np.where(wrong, np.nan, values / full)

    def _tell_of_missing_pay(self, pay: Floats) -> None:
        paid = (Meaning.PAY, Meaning.PAY_ACTUAL, Meaning.PAY_HOURLY)
        names = [n for m in paid if (n := self._layout.heading(m)) is not None]
        missing = np.isnan(pay)
        for name in names:
            missing[[i for i, _ in self._read(name).faults]] = False
        if Meaning.PAY_ACTUAL in self._layout.columns:
            extent = self._layout.heading(Meaning.EXTENT) or ""
            unknown = missing & np.isnan(self.extent)
            empty = unknown & np.isnan(self._read(extent).values)
            empty[[i for i, _ in self._read(extent).faults]] = False
            self.faults.add(np.flatnonzero(empty), extent, "cellen är tom.")
            missing &= ~unknown
        self.faults.add(np.flatnonzero(missing), names[0], "cellen är tom. Lön saknas.")

    def _positive(self, meaning: Meaning) -> Floats:
        name = self._layout.heading(meaning)
        if name is None:
            return np.full(len(self._table), np.nan)
        read = self._read(name)
        for faulty, words in ((read.values < 0, "negativt"), (read.values == 0, "noll")):
            self.faults.add(
                np.flatnonzero(faulty), name, f"talet är {words}. Det ska vara större än noll."
            )
        self.faults.add(
            read.unsure, name, "talet kan läsas på två sätt. Skriv det utan punkt och komma."
        )
        return read.values

    def _read(self, name: str) -> Numbers:
        """Read a column as numbers and note its faults, once."""
        if name not in self._numbers:
            read = self._table.numbers(name)
            for index, text in read.faults:
                self.faults.add_one(index, name, fault_words(text))
            self.faults.add(np.flatnonzero(np.isinf(read.values)), name, "talet är för stort.")
            note_numbers_of_persons(read.values, name, self.faults)
            self._numbers[name] = read
        return self._numbers[name]

    def _years(self, meaning: Meaning) -> Whole:
        name = self._layout.heading(meaning)
        if name is None:
            return np.full(len(self._table), UNKNOWN, np.int32)
        codes = self._table.codes(name)
        years = [year_of(text) for text in codes.names]
        found = np.array([*(0 if y is None else y for y in years), UNKNOWN], np.int32)[codes.index]
        wrong = (found != UNKNOWN) & ((found < EARLIEST) | (found > self._year + 1))
        for index in np.flatnonzero(wrong):
            text = codes.names[codes.index[index]]
            self.faults.add_one(
                int(index), name, f"{text} är inget rimligt datum. Skriv datum som 2015-03-01."
            )
        return found


def _none(rows: int) -> Codes:
    return Codes(index=np.full(rows, -1, np.int32), names=())
