"""The employed as columns, read from a pay file by its mapping, with every fault told."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Dict
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from aktiva.domain.pay.columns import (
    MOST_LINES,
    Codes,
    Faults,
    FaultyTable,
    Numbers,
    Table,
    check_headings,
    places_of,
)
from aktiva.domain.pay.comparisons import Value
from aktiva.domain.pay.contents import MEN, WOMEN
from aktiva.domain.pay.dates import day_of
from aktiva.domain.pay.full_time import SHARE, from_extent, impossible, scale
from aktiva.domain.pay.gaps import Flags, Floats, Whole
from aktiva.domain.pay.mapping import Columns, Mapping
from aktiva.domain.pay.personal_numbers import are_personal_numbers, is_plain
from aktiva.domain.pay.recognising import found_by_heading
from aktiva.domain.pay.swedish import listing

NEEDS_DIGITS = "här står text. Skriv ett tal med siffror."
_LARGEST = 1e8
"""Kronor: what is larger may be a personal number."""
_FORMULA = "här står en formel. Ersätt den med värdet."
_DAY = "här står ett datum. Ändra cellens format till tal."
_MAN, _WOMAN, _NEITHER, _EMPTY = range(4)
_TWO_WAYS = "talet kan läsas på två sätt. Skriv det utan punkt och komma."


@dataclass(frozen=True)
class Staff:
    """One row per employed person; amounts are in kronor a month."""

    woman: Flags | None
    """None where the file has no column of sex."""
    pay: Floats
    """Full-time pay."""
    paid: Floats
    """Pay as the file has it: full-time, or what the extent gives."""
    extent: Floats | None
    components: Floats | None
    """Supplements, variable pay and benefits together."""
    hours_year: Floats | None
    group: Codes | None
    points: Floats | None
    numbers: Dict[str, Floats]
    levels: Dict[str, Codes]
    left_out: int = 0
    """Rows whose pay a program has written as nothing, as NA; they are not among the others."""

    def __len__(self) -> int:
        return len(self.pay)


def read_staff(table: Table, mapping: Mapping) -> Staff:
    """Read the employed.

    Raises:
        FaultyTable: Something in the file is wrong; one line says where each fault is.
    """
    columns = mapping.columns
    background = {
        name: actual_name(table, columns, name) for name in (*mapping.numbers(), *mapping.levels())
    }
    _check_headings(table, columns, background.values())
    if not len(table):
        raise FaultyTable(["Filen har rubriker men inga rader med anställda."])
    reading = _Reading(table, mapping)
    reading.second_heading()
    reading.ids()
    woman = reading.woman()
    paid, pay, extent = reading.pay()
    components = reading.components()
    hours = reading.hours()
    group = reading.group()
    points = None if columns.points is None else reading.amounts(columns.points, empty=True)
    numbers = {name: reading.amounts(background[name], empty=True) for name in mapping.numbers()}
    levels = {name: reading.levels(background[name]) for name in mapping.levels()}
    reading.faults.raise_any()
    staff = Staff(
        woman=woman,
        pay=pay,
        paid=paid,
        extent=extent,
        components=components,
        hours_year=hours,
        group=group,
        points=points,
        numbers=numbers,
        levels=levels,
    )
    known = ~np.isnan(pay)
    if not known.any():
        raise FaultyTable(["Ingen rad i filen har någon lön."])
    return staff if known.all() else _only(staff, known)


def _only(staff: Staff, rows: Flags) -> Staff:
    """Return some of the rows; the others are counted."""

    def part(values: Any) -> Any:
        if isinstance(values, dict):
            return {name: part(column) for name, column in values.items()}
        if isinstance(values, Codes):
            return Codes(index=values.index[rows], names=values.names)
        return None if values is None else values[rows]

    kept = {f.name: part(getattr(staff, f.name)) for f in fields(staff) if f.name != "left_out"}
    return Staff(**kept, left_out=int((~rows).sum()))


def _check_headings(table: Table, columns: Columns, background: Iterable[str]) -> None:
    """Stop unless every column is there, once, and say which seems to be meant instead."""
    named = columns.named()
    lines = [
        f"Kanske är det {found} som ska stå för {meaning} i mappningen."
        for meaning, name in named.items()
        if name not in table.names and (found := found_by_heading(table.names, meaning))
    ]
    try:
        check_headings(table, [*named.values(), *background])
    except FaultyTable as faulty:
        first, *others = faulty.lines
        raise FaultyTable([" ".join([first, *lines]), *others]) from faulty


def read_plan(table: Table) -> dict[str, Value]:
    """Read the evaluation of the work: ``group``, and ``points`` and ``band`` where there.

    Raises:
        FaultyTable: A column is missing, a group stands twice or points are no number.
    """
    wanted = ["group", *(name for name in ("points", "band") if name in table.names)]
    check_headings(table, wanted)
    faults = Faults(table)
    group = table.codes("group")
    faults.add(np.flatnonzero(group.index < 0), "group", "gruppen saknas.")
    for index, first in repeated(group.index):
        faults.add_one(index, "group", f"samma grupp som på rad {table.row(first)}.")
    points = np.full(len(table), np.nan)
    if "points" in wanted:
        read = table.numbers("points")
        points = read.values
        faults.add((i for i, _ in read.faults), "points", NEEDS_DIGITS)
    bands = table.codes("band") if "band" in wanted else None
    faults.raise_any()
    return {
        group.names[group.index[i]]: Value(
            points=None if np.isnan(points[i]) else float(points[i]),
            band=None if bands is None or bands.index[i] < 0 else bands.names[bands.index[i]],
        )
        for i in range(len(table))
    }


def actual_name(table: Table, columns: Columns, name: str) -> str:
    """Return a column's name in the file, where it is named by its meaning or by itself."""
    return name if name in table.names else columns.named().get(name, name)


def repeated(numbered: Whole) -> list[tuple[int, int]]:
    """Return each row whose number an earlier row has, with the first such row."""
    known = np.flatnonzero(numbered >= 0)
    if not known.size or np.bincount(numbered[known]).max() == 1:
        return []
    _, first, back = np.unique(numbered[known], return_index=True, return_inverse=True)
    firsts = known[first[back]]
    return [
        (int(i), int(f))
        for i, f in zip(known[known != firsts], firsts[known != firsts], strict=True)
    ]


def fault_words(text: str) -> str:
    """Return what is wrong with a cell that is no number."""
    if text.startswith("="):
        return _FORMULA
    return _DAY if day_of(text) else NEEDS_DIGITS


def extent_words(value: float, full: float) -> str:
    """Return what is wrong with an extent that cannot be."""
    written = f"{value:g}".replace(".", ",")
    if full > SHARE and 0 < value <= SHARE:
        return f"omfattningen {written} är skriven som andel, men de andra i procent."
    return f"omfattningen {written} ska vara större än 0 och högst {full:g}."


def note_numbers_of_persons(values: Floats, name: str, faults: Faults) -> None:
    """Note personal numbers in a column of amounts."""
    large = np.flatnonzero(values > _LARGEST)
    if large.size and are_personal_numbers(f"{value:.0f}" for value in values[large[:MOST_LINES]]):
        faults.add(large, name, "här står ett personnummer. Välj den kolumn som har beloppet.")


def note_personal_numbers(codes: Codes, name: str, faults: Faults) -> None:
    """Note personal numbers in a column that is kept or shown: they are read nowhere."""
    every = are_personal_numbers(codes.names)
    found = [i for i, text in enumerate(codes.names) if every or is_plain(text)]
    if found:
        faults.add(
            np.flatnonzero(np.isin(codes.index, found)),
            name,
            "här står ett personnummer. Välj en annan kolumn, eller ta bort personnumret.",
        )


class _Reading:
    """One file being read: each part notes its faults."""

    def __init__(self, table: Table, mapping: Mapping) -> None:
        self._table = table
        self._columns = mapping.columns
        self._sex = mapping.sex
        self._read: dict[str, Codes] = {}
        self._amounts: dict[str, Numbers] = {}
        self.faults = Faults(table)

    def second_heading(self) -> None:
        """Stop where the first row looks like headings too."""
        columns = self._columns
        amounts = [name for name in (columns.pay, columns.pay_actual, columns.extent) if name]
        words = all(any(i == 0 for i, _ in self.numbers(name).faults) for name in amounts)
        if words and not self._first_has_a_sex():
            raise FaultyTable(
                [
                    f"Rad {self._table.row(0)} ser ut som en andra rad med rubriker. Ta bort den, så att rubrikerna står på en enda rad."
                ]
            )

    def _first_has_a_sex(self) -> bool:
        if self._columns.sex is None:
            return False
        codes = self.codes(self._columns.sex)
        return bool(codes.index[0] >= 0 and self._kinds(codes)[codes.index[0]] != _NEITHER)

    def ids(self) -> None:
        """Every person has an id, and no two the same."""
        if self._columns.id is None:
            return
        ids = self._table.alike(self._columns.id)
        self.faults.add(np.flatnonzero(ids < 0), self._columns.id, "id saknas.")
        for index, first in repeated(ids):
            self.faults.add_one(
                index,
                self._columns.id,
                f"samma id som på rad {self._table.row(first)}. Var och en ska stå på en rad.",
            )

    def woman(self) -> Flags | None:
        """Return who is a woman, None where the file has no column of sex."""
        column = self._columns.sex
        if column is None:
            return None
        sex = self.codes(column)
        kinds = self._kinds(sex)
        if self._sex is None and _NEITHER in kinds:
            raise FaultyTable(
                [
                    f"I kolumnen {column} står {listing(sex.names[:4])}. Skriv under [sex] i mappningen vilka koder som är kvinnor och vilka som är män."
                ]
            )
        found = np.array([*kinds, _EMPTY], dtype=np.int8)[sex.index]
        self.faults.add(np.flatnonzero(found == _EMPTY), column, "kön saknas.")
        for index in np.flatnonzero(found == _NEITHER):
            self.faults.add_one(
                int(index),
                column,
                f"koden {sex.names[sex.index[index]]} finns inte under [sex] i mappningen.",
            )
        return np.equal(found, _WOMAN)

    def _kinds(self, sex: Codes) -> list[int]:
        """Return what each code in the column of sex stands for."""
        if self._sex is None:
            small = [name.casefold() for name in sex.names]
            return [_WOMAN if n in WOMEN else _MAN if n in MEN else _NEITHER for n in small]
        kinds = [_NEITHER] * len(sex.names)
        for codes, kind in ((self._sex.man, _MAN), (self._sex.woman, _WOMAN)):
            for code in codes:
                for place in places_of(sex.names, code):
                    kinds[place] = kind
        return kinds

    def pay(self) -> tuple[Floats, Floats, Floats | None]:
        """Return pay as in the file, full-time pay, and the extent where it is needed."""
        columns = self._columns
        if columns.pay is not None:
            pay = self._positive(columns.pay, "lönen", missing=True)
            return pay, pay, None
        paid = self._positive(columns.pay_actual or "", "lönen", missing=True)
        extent = self._extent(columns.extent or "")
        return paid, from_extent(paid, extent), extent

    def components(self) -> Floats | None:
        """Return supplements, variable pay and benefits together; an empty cell is nothing."""
        columns = self._columns
        names = [n for n in (columns.supplements, columns.variable, columns.benefits) if n]
        if not names:
            return None
        total = np.zeros(len(self._table))
        for name in names:
            amounts = self.amounts(name, empty=True)
            self.faults.add(
                np.flatnonzero(amounts < 0), name, "beloppet är negativt. Det ska vara minst noll."
            )
            total += np.nan_to_num(amounts)
        return total

    def hours(self) -> Floats | None:
        """Return the hours of a year that the pay is for."""
        if self._columns.hours_year is None:
            return None
        return self._positive(self._columns.hours_year, "årsarbetstiden")

    def group(self) -> Codes | None:
        """Return the group of equal work that each belongs to."""
        column = self._columns.group
        if column is None:
            return None
        group = self.levels(column)
        self.faults.add(np.flatnonzero(group.index < 0), column, "gruppen saknas.")
        return group

    def levels(self, name: str) -> Codes:
        """Read a column whose values are shown; personal numbers never are."""
        codes = self.codes(name)
        note_personal_numbers(codes, name, self.faults)
        return codes

    def codes(self, name: str) -> Codes:
        """Read a column as codes, once."""
        if name not in self._read:
            self._read[name] = self._table.codes(name)
        return self._read[name]

    def numbers(self, name: str) -> Numbers:
        """Read a column as numbers, once."""
        if name not in self._amounts:
            self._amounts[name] = self._table.numbers(name)
        return self._amounts[name]

    def amounts(self, name: str, *, empty: bool = False, missing: bool = False) -> Floats:
        """Read a column as numbers; text is a fault, and an empty cell unless it may be empty.

        With ``missing`` a cell where a program has written that there is nothing is none.
        """
        read = self.numbers(name)
        for index, text in read.faults:
            self.faults.add_one(index, name, fault_words(text))
        self.faults.add(np.flatnonzero(np.isinf(read.values)), name, "talet är för stort.")
        note_numbers_of_persons(read.values, name, self.faults)
        if not empty:
            blank = np.isnan(read.values)
            blank[[i for i, _ in read.faults]] = False
            if missing:
                blank[list(read.missing)] = False
            self.faults.add(np.flatnonzero(blank), name, "cellen är tom.")
        return read.values

    def _positive(self, name: str, what: str, *, missing: bool = False) -> Floats:
        values = self.amounts(name, missing=missing)
        self.faults.add(
            np.flatnonzero(values < 0), name, f"{what} är negativ. Den ska vara större än noll."
        )
        self.faults.add(
            np.flatnonzero(values == 0), name, f"{what} är noll. Den ska vara större än noll."
        )
        self.faults.add(self.numbers(name).unsure, name, _TWO_WAYS)
        return values

    def _extent(self, name: str) -> Floats:
        """Return the extent as a share: the file has shares, or per cent where most are over 1."""
        values = self.amounts(name)
        full = scale(values)
        for index in np.flatnonzero(impossible(values, full)):
            self.faults.add_one(int(index), name, extent_words(values[index], full))
        return values / full
