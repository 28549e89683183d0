"""Rows of an old plan, pasted: aktivitet, ansvarig, tidsplan, uppföljning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from aktiva.domain.cycle.own_areas import OwnArea, named
from aktiva.domain.values import Area

HEADINGS: dict[str, tuple[str, ...]] = {
    "title": ("aktivitet", "åtgärd", "åtgärder", "aktiviteter", "insats"),
    "owner": ("ansvarig", "ansvar", "ansvarig funktion", "vem"),
    "schedule": ("tidsplan", "tid", "när", "klart", "klart senast"),
    "follow_up": ("uppföljning", "följs upp", "utvärdering"),
    "area": ("område", "perspektiv"),
}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One activity with the plan's own words; `line` counts from 1."""

    line: int
    title: str
    owner: str
    schedule: str
    follow_up: str
    area: Area | None


@dataclass(frozen=True, slots=True)
class PlanProblem:
    """What is wrong with a row, and in which column."""

    line: int
    column: str
    message: str


def read_plan(
    table: Sequence[Sequence[str]], *, area: Area | None = None, own: Sequence[OwnArea] = ()
) -> tuple[list[PlanRow], list[PlanProblem]]:
    """Return the plan's rows and what is wrong with them.

    Without headings the columns are taken in the order aktivitet, ansvarig, tidsplan,
    uppföljning. A row with only its first cell filled names the area for the rows below.

    Args:
        area: Area of rows that say none.
        own: The employer's own headings; their words go before those of the Act. A heading that
            holds several areas names the first.
    """
    places = _places(table[0]) if table else {}
    start = 1 if len(places) >= 2 else 0
    if not start:
        places = {"title": 0, "owner": 1, "schedule": 2, "follow_up": 3}
    rows: list[PlanRow] = []
    problems: list[PlanProblem] = []
    current = area
    for line, cells in enumerate(table[start:], start=start + 1):
        given = {c: cells[p].strip() if p < len(cells) else "" for c, p in places.items()}
        if not any(given.values()) or _places(cells).keys() >= {"title", "owner"}:
            continue
        said = named(own, given.get("area", "")) or area_of(given.get("area", ""))
        title = given.get("title", "")
        if title and not any(given.get(c) for c in ("owner", "schedule", "follow_up")):
            heading = named(own, title) or (area_of(title) if _is_heading(title) else None)
            if heading is not None:
                current = heading
                continue
        row = PlanRow(
            line=line,
            title=title,
            owner=given.get("owner", ""),
            schedule=given.get("schedule", ""),
            follow_up=given.get("follow_up", ""),
            area=said or current,
        )
        problems.extend(_wrong(row))
        rows.append(row)
    return rows, problems


def area_of(words: str) -> Area | None:
    """Return the area that `words` name, or None."""
    text = words.strip().casefold()
    if not text:
        return None
    for key, area in _BEGINNINGS:
        if key in text:
            return area
    return None


_BEGINNINGS: tuple[tuple[str, Area], ...] = (
    ("lönekartläggning", Area.PAY_MAPPING),
    ("föräldraskap", Area.PARENTHOOD),
    ("rekrytering", Area.RECRUITMENT),
    ("trakasseri", Area.HARASSMENT),
    ("könsfördelning", Area.GENDER_BALANCE),
    ("kompetensutveckling", Area.TRAINING),
    ("utbildning", Area.TRAINING),
    ("arbetsförhållanden", Area.WORKING_CONDITIONS),
    ("löner", Area.PAY),
    ("anställningsvillkor", Area.PAY),
    ("samverkan", Area.COOPERATION),
)
_FIRST_WORDS = frozenset(
    label.split()[0].casefold().rstrip(",")
    for area in Area
    for label in (area.label, area.short_label)
) | {"område", "förena", "förvärvsarbete", *(key for key, _ in _BEGINNINGS)}


def _is_heading(title: str) -> bool:
    """Return whether a lone cell opens as an area does, and not as something to be done."""
    words = re.findall(r"[^\W\d_]+", title.casefold())
    return bool(words) and words[0] in _FIRST_WORDS


def _places(cells: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        for column, names in HEADINGS.items():
            if cell.strip().casefold() in names and column not in found:
                found[column] = place
    return found


def _wrong(row: PlanRow) -> list[PlanProblem]:
    problems = []
    if not row.title:
        problems.append(PlanProblem(row.line, "Aktivitet", "Aktiviteten saknas."))
    if not row.owner:
        problems.append(PlanProblem(row.line, "Ansvarig", "Ansvarig saknas."))
    if not row.schedule:
        problems.append(PlanProblem(row.line, "Tidsplan", "Tidsplanen saknas."))
    if row.area is None:
        problems.append(
            PlanProblem(row.line, "Område", "Det framgår inte vilket område raden hör till.")
        )
    return problems
