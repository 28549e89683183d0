"""The pay file held against the staff register: who is left out, who is extra, and why.

Persons are told apart only inside the run. What is kept is counts by form of employment and unit.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aktiva.domain.pay.columns import Codes, Faults, FaultyTable, Table, check_headings
from aktiva.domain.pay.dates import day_of
from aktiva.domain.pay.layouts import Layout, WrongLayout
from aktiva.domain.pay.meanings import Meaning
from aktiva.domain.pay.personal_numbers import key
from aktiva.domain.pay.reasons import hollow


class Side(StrEnum):
    """In which of the two files a row has no counterpart."""

    LEFT_OUT = "left_out"
    EXTRA = "extra"

    @property
    def words(self) -> str:
        """The side in Swedish."""
        return _SIDES[self]


class Reason(StrEnum):
    """Why somebody is in one of the files only."""

    UNPAID_LEAVE = "unpaid_leave"
    HOURLY = "hourly"
    ENDED = "ended"
    HIRED_AFTER = "hired_after"
    DOUBLE_ROW = "double_row"
    OWN_WORDS = "own_words"

    @property
    def words(self) -> str:
        """The reason in Swedish."""
        return _REASONS[self]


_SIDES = {
    Side.LEFT_OUT: "i personalregistret men inte i lönefilen",
    Side.EXTRA: "i lönefilen men inte i personalregistret",
}
_REASONS = {
    Reason.UNPAID_LEAVE: "tjänstledig utan lön",
    Reason.HOURLY: "timavlönad",
    Reason.ENDED: "anställningen har upphört",
    Reason.HIRED_AFTER: "anställd efter mätdagen",
    Reason.DOUBLE_ROW: "samma person på flera rader",
    Reason.OWN_WORDS: "annat skäl",
}
_HOURLY = ("tim", "intermittent", "behov", "hourly")


@dataclass(frozen=True)
class Entry:
    """One row of a file, as long as the run reads it; ``row`` is its number in the file."""

    row: int
    id: str = ""
    personal: str = ""
    form: str = ""
    unit: str = ""
    hired: date | None = None
    ended: date | None = None


@dataclass(frozen=True)
class Difference:
    """A row without counterpart. `proposed` is the reason that the files themselves tell."""

    side: Side
    row: int
    form: str
    unit: str
    proposed: Reason | None


@dataclass(frozen=True, order=True)
class Place:
    """Where rows without counterpart are counted."""

    side: Side
    form: str
    unit: str


@dataclass(frozen=True)
class Reconciliation:
    """What came of holding the two files against one another, in rows."""

    n_pay: int
    n_register: int
    n_both: int
    differences: tuple[Difference, ...]

    def counts(self) -> dict[Place, int]:
        """Return how many there are in each place."""
        found = Counter(Place(d.side, d.form, d.unit) for d in self.differences)
        return dict(sorted(found.items()))

    def proposed(self) -> tuple[Explained, ...]:
        """Return the explanations that the files themselves give, for a person to confirm."""
        found = Counter(
            (Place(d.side, d.form, d.unit), d.proposed) for d in self.differences if d.proposed
        )
        return tuple(
            Explained(place, reason, n)
            for (place, reason), n in sorted(found.items())
            if reason is not None
        )


@dataclass(frozen=True)
class Explained:
    """Why some of those in a place are in one file only: what is kept of them."""

    place: Place
    reason: Reason
    n: int
    words: str = ""


class WrongExplanation(ValueError):
    """An explanation does not hold; the message says why in Swedish."""


def read_roll(table: Table, layout: Layout) -> tuple[Entry, ...]:
    """Read a pay file or the staff register as rows to hold against one another.

    Raises:
        FaultyTable: A row has nothing that tells whose it is.
    """
    check_headings(table, layout.headings())
    columns = {m: _cells(table, layout.heading(m)) for m in Meaning if m in _READ}
    faults = Faults(table)
    name = layout.heading(Meaning.ID) or layout.heading(Meaning.PERSONAL_NUMBER) or ""
    entries = []
    for i in range(len(table)):
        cell = {m: cells[i] if cells else "" for m, cells in columns.items()}
        personal = key(cell[Meaning.PERSONAL_NUMBER]) or cell[Meaning.PERSONAL_NUMBER]
        if not cell[Meaning.ID] and not personal:
            faults.add_one(i, name, "cellen är tom. Var och en ska ha ett nummer.")
        entries.append(
            Entry(
                row=table.row(i),
                id=cell[Meaning.ID],
                personal=personal,
                form=cell[Meaning.FORM],
                unit=cell[Meaning.UNIT],
                hired=day_of(cell[Meaning.HIRED]),
                ended=day_of(cell[Meaning.ENDED]),
            )
        )
    faults.raise_any()
    if not entries:
        raise FaultyTable(["Filen har rubriker men inga rader med anställda."])
    return tuple(entries)


def reconcile(
    pay: Sequence[Entry], register: Sequence[Entry], *, at: date | None = None
) -> Reconciliation:
    """Hold the pay file against the staff register.

    Rows are joined by the employee's id where both files have it, else by personal number. Ids
    that are numbers are the same with and without zeros before them, unless two in a file are. A
    person with more rows in one file than in the other is counted for the rows above.

    Args:
        at: The day that the pay is of; it tells who had left or was not there yet.

    Raises:
        WrongLayout: The files have nothing in common to join them by.
    """
    by_id = all(entry.id for entry in (*pay, *register))
    if not by_id and not all(entry.personal for entry in (*pay, *register)):
        raise WrongLayout(
            "Lönefilen och personalregistret har inget gemensamt nummer. Lägg till anställningsnummer i båda."
        )
    zeros = by_id and not _are_plain_numbers(pay, register)
    paid, listed = (_joined(entries, _key(by_id, zeros)) for entries in (pay, register))
    differences = []
    for mine, theirs, side in ((listed, paid, Side.LEFT_OUT), (paid, listed, Side.EXTRA)):
        for name, rows in mine.items():
            there = len(theirs.get(name, ()))
            differences += [_difference(e, side, double=there > 0, at=at) for e in rows[there:]]
    both = sum(min(len(rows), len(listed.get(name, ()))) for name, rows in paid.items())
    return Reconciliation(
        n_pay=len(pay),
        n_register=len(register),
        n_both=both,
        differences=tuple(sorted(differences, key=lambda d: (d.side, d.row))),
    )


def unexplained(found: Mapping[Place, int], given: Iterable[Explained]) -> dict[Place, int]:
    """Return how many in each place nobody has explained; the run is ready when it is empty.

    Args:
        found: How many there are in each place, as `Reconciliation.counts` tells.

    Raises:
        WrongExplanation: More are explained than there are, or the own words say nothing.
    """
    left = Counter(found)
    for one in given:
        if one.n < 1:
            raise WrongExplanation("Antalet ska vara minst 1.")
        if one.reason is Reason.OWN_WORDS and (empty := hollow(one.words)):
            raise WrongExplanation(f"Skälet {empty.words}.")
        left[one.place] -= one.n
        if left[one.place] < 0:
            raise WrongExplanation(
                f"Fler är förklarade än som finns {one.place.side.words}. Ändra antalet."
            )
    return {place: n for place, n in left.items() if n}


_READ = frozenset(
    {
        Meaning.ID, Meaning.PERSONAL_NUMBER, Meaning.FORM, Meaning.UNIT, Meaning.HIRED,
        Meaning.ENDED,
    }
)  # fmt: skip


def _cells(table: Table, name: str | None) -> list[str]:
    if name is None:
        return []
    codes: Codes = table.codes(name)
    texts = [*codes.names, ""]
    return [texts[i] for i in codes.index]


def _are_plain_numbers(*files: Sequence[Entry]) -> bool:
    """Return whether every id is a number, and no two in a file differ by zeros before it only."""
    ids = [{entry.id for entry in entries} for entries in files]
    return all(
        all(one.isdecimal() for one in known)
        and len({one.lstrip("0") for one in known}) == len(known)
        for known in ids
    )


def _key(by_id: bool, zeros: bool) -> Callable[[Entry], str]:
    if not by_id:
        return lambda entry: entry.personal
    return (lambda entry: entry.id) if zeros else (lambda entry: entry.id.lstrip("0"))


def _joined(entries: Iterable[Entry], key: Callable[[Entry], str]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[key(entry)].append(entry)
    return found


def _difference(entry: Entry, side: Side, *, double: bool, at: date | None) -> Difference:
    proposed = None
    if double:
        proposed = Reason.DOUBLE_ROW
    elif at and entry.ended and entry.ended < at:
        proposed = Reason.ENDED
    elif at and entry.hired and entry.hired > at:
        proposed = Reason.HIRED_AFTER
    elif entry.form.casefold().startswith(_HOURLY):
        proposed = Reason.HOURLY
    return Difference(side, entry.row, entry.form, entry.unit, proposed)
