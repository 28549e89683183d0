"""The pictures of a compilation and a report: what is counted, as bars with their tables."""

from __future__ import annotations

from collections import Counter
from datetime import date

from aktiva.apps.cycles import queries as cycles
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Unit
from aktiva.apps.registers import queries as registers
from aktiva.apps.reports.queries.compiling import Compilation
from aktiva.apps.statistics import queries as statistics
from aktiva.domain.cycle.states import State
from aktiva.domain.documents.blocks import Block, Paragraph
from aktiva.domain.documents.pictures import Bar, Shape, bars
from aktiva.domain.documents.swedish import listing
from aktiva.domain.values import Area

N_YEARS = 3

_SHOWN = {
    State.PLANNED: "Planerad",
    State.ONGOING: "Pågår",
    State.DONE: "Genomförd",
    State.EVALUATED: "Utvärderad",
    State.CARRIED: "Fortsätter nästa år",
}
"""How far a measure can have come; one that was dropped is not on its way."""


def sexes(cycle: Cycle, unit: Unit, *, on: date) -> tuple[Block, ...]:
    """Return women and men over three years; a year with a small count is named, not drawn."""
    tree = organisation.tree(cycle.employer, on=on)
    ids = tree.subtree(unit.pk) or frozenset({unit.pk})
    years = range(cycle.year - N_YEARS + 1, cycle.year + 1)
    found = statistics.sexes_over_years(unit, ids, years=years)
    drawn = bars(
        "Kvinnor och män bland de anställda",
        ("Kvinnor", "Män"),
        tuple(
            Bar(day.isoformat(), leaving.table.cells[0])
            for day, leaving in found
            if leaving.table is not None
        ),
        what="Dag",
    )
    withheld = [str(day.year) for day, leaving in found if leaving.table is None]
    if not withheld:
        return drawn
    told = f"{listing(withheld)} visas inte, eftersom något av talen är mindre än fem."
    return (*drawn, Paragraph(told))


def progress(c: Compilation) -> tuple[Block, ...]:
    """Return how far the measures of a compilation's units have come, area by area."""
    ids = c.unit_ids | {c.scope.pk}
    counted: dict[str, Counter[str]] = {}
    for measure in cycles.measures(c.cycle):
        if measure.unit_id in ids and measure.status in _SHOWN:
            counted.setdefault(measure.area, Counter())[measure.status] += 1
    headings = registers.headings(c.cycle.employer)
    areas = sorted(map(Area, counted), key=lambda area: headings.places[area])
    return bars(
        f"Så långt har åtgärderna för {c.cycle.year} kommit",
        tuple(_SHOWN.values()),
        tuple(
            Bar(headings.names[area], tuple(counted[area][state] for state in _SHOWN))
            for area in areas
        ),
        what="Område",
        shapes=(Shape.EMPTY, Shape.HATCHED, Shape.LINED, Shape.SOLID, Shape.DOTTED),
    )
