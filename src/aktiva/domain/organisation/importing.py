"""From a spreadsheet's rows to what would change: units and their managers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("kod", "enhetskod", "enhets-id", "enhetsid", "id", "orgkod", "organisationskod"),
    "name": ("namn", "enhet", "enhetsnamn", "enhetens namn", "benämning"),
    "parent": (
        "överordnad",
        "överordnad enhet",
        "enhet ovanför",
        "tillhör",
        "ovanför",
        "överordnad kod",
        "förälder",
    ),
    "kind": ("slag", "typ", "enhetstyp", "nivå", "kategori"),
    "manager": ("chef", "ansvarig chef", "chefens namn", "enhetschef", "rektor", "ansvarig"),
    "email": ("e-post", "epost", "e-postadress", "mejl", "mail", "chefens e-post", "e-mail"),
}
LABELS = {
    "code": "Kod",
    "name": "Namn",
    "parent": "Överordnad",
    "kind": "Slag",
    "manager": "Chef",
    "email": "E-post",
}
REQUIRED = ("code", "name", "parent", "kind")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One row of the list. `line` is the row in the file, counted from 1."""

    line: int
    code: str
    name: str
    parent: str
    kind: str
    manager: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong, and where. `column` is the Swedish heading, "" for the whole row."""

    line: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Known:
    """A unit that is already there."""

    name: str
    parent: str
    kind: str
    email: str


@dataclass(frozen=True, slots=True)
class Change:
    """A unit that would become another: column → (before, after)."""

    row: UnitRow
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What taking the list in would do. `new` has every unit after the one above it."""

    new: tuple[UnitRow, ...] = ()
    changed: tuple[Change, ...] = ()
    n_same: int = 0
    absent: tuple[str, ...] = ()
    problems: tuple[RowProblem, ...] = ()

    @property
    def does_something(self) -> bool:
        return bool(self.new or self.changed)


class HeadingsMissing(ValueError):
    """No row names the columns; `missing` are the headings that were looked for in vain."""

    def __init__(self, missing: Sequence[str]) -> None:
        self.missing = tuple(missing)
        super().__init__(
            f"Kolumnen {' och '.join(self.missing)} saknas. Skriv rubriker på första raden: "
            f"{', '.join(LABELS.values())}."
        )


def rows_of(table: Sequence[Sequence[str]]) -> list[UnitRow]:
    """Return the units that a table lists; the headings may stand below other rows.

    Raises:
        HeadingsMissing: No row has the required headings.
    """
    best: tuple[int, dict[str, int]] = (-1, {})
    for at, row in enumerate(table[:20]):
        found = _headings(row)
        if len(found) > len(best[1]):
            best = (at, found)
    at, places = best
    missing = [LABELS[c] for c in REQUIRED if c not in places]
    if missing:
        raise HeadingsMissing(missing)
    rows = []
    for offset, cells in enumerate(table[at + 1 :], start=at + 2):
        given = {
            column: cells[place].strip() if place < len(cells) else ""
            for column, place in places.items()
        }
        if any(given.values()):
            rows.append(UnitRow(line=offset, **given))
    return rows


def _headings(row: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        word = cell.strip().casefold()
        for column, names in COLUMNS.items():
            if word in names and column not in found:
                found[column] = place
                break
    return found


def plan(
    rows: Sequence[UnitRow],
    *,
    known: Mapping[str, Known],
    kinds: Mapping[str, str],
    root: str,
) -> ImportPlan:
    """Return what taking `rows` in would do, or what stands in its way.

    Args:
        known: Code → unit that is there now.
        kinds: What may stand in the column *Slag*, lower case → code of the kind.
        root: Code of the employer's own node; an empty *Överordnad* means it.
    """
    problems = _problems(rows, known=known, kinds=kinds, root=root)
    seen: dict[str, UnitRow] = {}
    for row in rows:
        seen.setdefault(row.code, row)
    if problems:
        return ImportPlan(problems=tuple(problems))
    new = {code: row for code, row in seen.items() if code not in known}
    changed, n_same = [], 0
    for code, row in seen.items():
        if code in known:
            fields = _differences(row, known[code], kinds=kinds, root=root)
            if fields:
                changed.append(Change(row, fields))
            else:
                n_same += 1
    absent = tuple(sorted(set(known) - set(seen) - {root}))
    return ImportPlan(_parents_first(new, root=root), tuple(changed), n_same, absent)


def _differences(
    row: UnitRow, now: Known, *, kinds: Mapping[str, str], root: str
) -> tuple[tuple[str, str, str], ...]:
    wanted = {"name": (now.name, row.name), "email": (now.email, row.email.lower() or now.email)}
    if row.code != root:
        wanted["parent"] = (now.parent, row.parent or root)
        wanted["kind"] = (now.kind, kinds[row.kind.casefold()])
    changed = {column: pair for column, pair in wanted.items() if pair[0] != pair[1]}
    return tuple((LABELS[c], *changed[c]) for c in LABELS if c in changed)


def _problems(
    rows: Sequence[UnitRow],
    *,
    known: Mapping[str, Known],
    kinds: Mapping[str, str],
    root: str,
) -> list[RowProblem]:
    problems = []
    if not rows:
        problems.append(RowProblem(0, "", "Listan har rubriker men inga enheter."))
    lines: dict[str, int] = {}
    codes = {row.code for row in rows if row.code} | set(known) | {root}
    names = {row.name for row in rows}
    for row in rows:
        if not row.code:
            problems.append(RowProblem(row.line, "Kod", "Koden saknas."))
        elif row.code in lines:
            problems.append(
                RowProblem(
                    row.line, "Kod", f"Koden {row.code} står också på rad {lines[row.code]}."
                )
            )
        lines.setdefault(row.code, row.line)
        if not row.name:
            problems.append(RowProblem(row.line, "Namn", "Namnet saknas."))
        if row.code == root:
            continue
        if row.parent and row.parent not in codes:
            hint = " Skriv koden, inte namnet." if row.parent in names else ""
            problems.append(
                RowProblem(
                    row.line, "Överordnad", f"Det finns ingen enhet med koden {row.parent}.{hint}"
                )
            )
        if row.parent and row.parent == row.code:
            problems.append(
                RowProblem(row.line, "Överordnad", "Enheten kan inte ligga under sig själv.")
            )
        if row.kind.casefold() not in kinds:
            choice = ", ".join(sorted(kinds))
            problems.append(
                RowProblem(
                    row.line, "Slag", f"Slaget ”{row.kind}” är okänt. Skriv något av: {choice}."
                )
            )
        if row.email and not _EMAIL.fullmatch(row.email):
            problems.append(RowProblem(row.line, "E-post", f"”{row.email}” är ingen e-postadress."))
        if row.manager and not row.email:
            problems.append(RowProblem(row.line, "E-post", "Chefen har ingen e-postadress."))
        if row.email and not row.manager:
            problems.append(RowProblem(row.line, "Chef", "Det står en adress men inget namn."))
    if not problems:
        problems.extend(_circles(rows, known=known, root=root))
    return problems


def _circles(rows: Sequence[UnitRow], *, known: Mapping[str, Known], root: str) -> list[RowProblem]:
    above = {code: unit.parent for code, unit in known.items()}
    above.update({row.code: row.parent or root for row in rows if row.code != root})
    problems = []
    for row in rows:
        walked, at = {row.code}, above.get(row.code)
        while at and at != root and at not in walked:
            walked.add(at)
            at = above.get(at)
        if at == row.code:
            problems.append(
                RowProblem(row.line, "Överordnad", "Enheterna ligger under varandra i en ring.")
            )
    return problems


def _parents_first(new: Mapping[str, UnitRow], *, root: str) -> tuple[UnitRow, ...]:
    placed: dict[str, UnitRow] = {}

    def place(row: UnitRow) -> None:
        if row.code in placed:
            return
        if row.parent in new:
            place(new[row.parent])
        placed[row.code] = row

    for row in new.values():
        place(row)
    return tuple(placed.values())
