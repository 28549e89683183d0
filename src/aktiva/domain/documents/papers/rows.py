"""Measures as rows, in the tables of several papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aktiva.domain.documents.blocks import Table

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure in a table; `outcome` and `effect` where there is one."""

    unit: str
    title: str
    owner: str
    time: str
    follow_up: str = ""
    outcome: str = ""
    effect: str = ""


def activity_table(
    caption: str, measures: Sequence[MeasureRow], *, what: str = "Aktivitet"
) -> Table:
    """Return measures that are the same for all units, as in an employer's plan."""
    return Table(
        caption,
        (what, "Ansvarig", "Tidsplan", "Uppföljning"),
        tuple(
            (m.title, m.owner or NOTHING, m.time or NOTHING, m.follow_up or NOTHING)
            for m in measures
        ),
    )


def own_measure_table(caption: str, measures: Sequence[MeasureRow]) -> Table:
    """Return one unit's measures."""
    return Table(
        caption,
        ("Åtgärd", "Ansvarig", "Klart senast", "Så ser vi effekten"),
        tuple(
            (m.title, m.owner or NOTHING, m.time or NOTHING, m.follow_up or NOTHING)
            for m in measures
        ),
    )


def unit_measure_table(caption: str, measures: Sequence[MeasureRow]) -> Table:
    """Return measures of several units."""
    return Table(
        caption,
        ("Enhet", "Åtgärd", "Ansvarig", "Klart senast"),
        tuple((m.unit, m.title, m.owner or NOTHING, m.time or NOTHING) for m in measures),
    )


def outcome_table(caption: str, measures: Sequence[MeasureRow]) -> Table:
    """Return what became of measures; one without an outcome says so."""
    return Table(
        caption,
        ("Enhet", "Åtgärd", "Utfall", "Effekt"),
        tuple((m.unit, m.title, m.outcome or "Saknas", m.effect or NOTHING) for m in measures),
    )
