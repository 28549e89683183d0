"""The pictures of a compilation and a report: what is counted, as bars with their tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from aktiva.apps.coverage import queries as coverage
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.cycles.models import Cycle, Measure
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Unit
from aktiva.apps.registers import queries as registers
from aktiva.apps.reports.queries.compiling import Compilation
from aktiva.apps.statistics import queries as statistics
from aktiva.apps.surveys import queries as surveys
from aktiva.domain.cycle.grid import COLUMNS, ROWS, Reached, applies
from aktiva.domain.cycle.states import State
from aktiva.domain.disclosure.door import Outcome
from aktiva.domain.documents.blocks import Block, Paragraph
from aktiva.domain.documents.pictures import (
    Bar,
    Fixed,
    GridRow,
    Level,
    Shape,
    Square,
    Stage,
    bars,
    grid,
    levels,
    wheel,
)
from aktiva.domain.documents.swedish import counted, listing
from aktiva.domain.values import AREAS_OF_THE_ACT, GROUNDS_OF_THE_ACT, Area, Ground
from aktiva.ui.drawings import STATES
from aktiva.ui.templatetags.formats import MONTHS, soft

N_YEARS = 3
N_YEARS_OF_SICK_LEAVE = 5

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


def sick_leave(cycle: Cycle, unit: Unit) -> tuple[Block, ...]:
    """Return sick leave over five years; what may not be told of a year is said, not drawn."""
    years = range(cycle.year - N_YEARS_OF_SICK_LEAVE + 1, cycle.year + 1)
    found = statistics.sick_leave_over_years(unit, years=years)
    drawn = levels(
        "Sjukfrånvaro i procent av ordinarie arbetstid",
        ("Alla", "Kvinnor", "Män"),
        tuple(
            Level(str(year), (left.shares.everybody, left.shares.women, left.shares.men))
            for year, left in found
        ),
        what="År",
    )
    notes = []
    for outcome, told in (
        (Outcome.COARSER, "visas inte kvinnor och män var för sig"),
        (Outcome.WITHHELD, "visas ingen sjukfrånvaro"),
    ):
        kept_back = [str(year) for year, left in found if left.outcome is outcome]
        if kept_back:
            years_told = f"För {listing(kept_back)} {told}"
            notes.append(Paragraph(f"{years_told}, eftersom gruppen är mindre än fem personer."))
    return (*drawn, *notes)


def coverage_grid(cycle: Cycle, unit: Unit, *, on: date) -> tuple[Block, ...]:
    """Return how far a unit's areas and grounds have come; nothing for one that is no more."""
    day = min(on, date(cycle.year, 12, 31))
    if unit.pk not in organisation.tree(cycle.employer, on=day):
        return ()
    scope = coverage.scope_of(cycle, unit.pk, on=day)
    made = coverage.grid(cycle, scope, on=day)
    stages = {
        reached: Stage(str(STATES[reached.code].word), int(reached) if reached >= 0 else None)
        for reached in Reached
    }
    headings = registers.headings(cycle.employer)

    def square(area: Area, ground: Ground) -> Square | None:
        if not applies(area, ground):
            return None
        box = made.box(area, ground)
        if ground is Ground.NOT_SPECIFIC and box.reached is Reached.NONE:
            return None  # nobody has to look for what follows no ground
        return Square(stages[box.reached], len(box.risks))

    drawn = grid(
        f"Undersökta områden och grunder {cycle.year}",
        tuple("Ingen viss grund" if g is Ground.NOT_SPECIFIC else soft(g.label) for g in COLUMNS),
        tuple(
            GridRow(soft(area.short_label), tuple(square(area, ground) for ground in COLUMNS))
            for area in sorted(ROWS, key=lambda area: headings.places[area])
        ),
        stages=tuple(stages.values()),
        heads=("Område", "Läge", "Grunder"),
    )
    n_boxes = len(AREAS_OF_THE_ACT) * len(GROUNDS_OF_THE_ACT)
    told = (
        f"Av {n_boxes} kombinationer av lagens områden och grunder är {made.n_examined} "
        "undersökta. En ruta visar det steg som alla dess risker har nått."
    )
    return (Paragraph(told), *drawn)


def year_wheel(cycle: Cycle, measures: Iterable[Measure]) -> tuple[Block, ...]:
    """Return the year in which most of the measures' dates lie, with the employer's dates in it.

    Two questions.
    """
    kept = [m for m in measures if m.status in _SHOWN and m.status != State.CARRIED]
    dates = [
        (kind, day)
        for m in kept
        for kind, day in ((0, m.next_check_date), (1, m.due_date))
        if day is not None
    ]
    in_year = Counter(day.year for _kind, day in dates)
    year = max(in_year, key=lambda y: (in_year[y], -y), default=cycle.year)
    counts: dict[int, list[int]] = {}
    for kind, day in dates:
        if day.year == year:
            counts.setdefault(day.month, [0, 0])[kind] += 1
    drawn = wheel(
        year,
        _fixed(cycle, year),
        ("Stäms av", "Ska vara klart"),
        {month: (n[0], n[1]) for month, n in counts.items()},
        months=MONTHS,
    )
    others = sum(in_year.values()) - in_year[year]
    if not drawn or not others:
        return drawn
    other = counted(others, one="datum", many="datum")
    return (*drawn, Paragraph(f"Åtgärderna har också {other} i andra år."))


def _fixed(cycle: Cycle, year: int) -> list[Fixed]:
    """Return the employer's own dates in a year, whichever year's work they belong to."""
    sent = surveys.days_of(cycle.employer)
    found = []
    for one in Cycle.objects.filter(employer=cycle.employer).order_by("year"):
        opens, last = sent.get(one.pk, (None, None))
        about = f"för {one.year}"
        for day, words in (
            (opens, f"Underlaget {about} skickas ut"),
            (last, f"Sista dagen att lämna in svaren {about}"),
            (one.review_date, f"Granskningen av svaren {about} är klar"),
            (one.compile_date, f"Sammanställningen {about} är klar"),
            (one.report_date, f"Tjänsteskrivelsen {about} lämnas till registrator"),
            (one.decision_date, f"Beslut om {one.year}"),
        ):
            if day is not None and day.year == year:
                found.append(Fixed(day, words))
    return found


def progress(c: Compilation) -> tuple[Block, ...]:
    """Return how far the measures of a compilation's units have come, area by area."""
    by_area: dict[str, Counter[str]] = {}
    for measure in measures_below(c):
        if measure.status in _SHOWN:
            by_area.setdefault(measure.area, Counter())[measure.status] += 1
    headings = registers.headings(c.cycle.employer)
    areas = sorted(map(Area, by_area), key=lambda area: headings.places[area])
    return bars(
        f"Så långt har åtgärderna för {c.cycle.year} kommit",
        tuple(_SHOWN.values()),
        tuple(
            Bar(headings.names[area], tuple(by_area[area][state] for state in _SHOWN))
            for area in areas
        ),
        what="Område",
        shapes=(Shape.EMPTY, Shape.HATCHED, Shape.LINED, Shape.SOLID, Shape.DOTTED),
    )


def measures_below(c: Compilation) -> list[Measure]:
    """Return the year's measures of a compilation's units and of its scope. One question."""
    ids = c.unit_ids | {c.scope.pk}
    return [m for m in cycles.measures(c.cycle) if m.unit_id in ids]
