"""What the answers say, as the door has let it out and lets it out again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.policy import Scope
from aktiva.apps.pulse.models import Pulse, PulseGroup, PulseWords
from aktiva.apps.pulse.queries.asking import asked
from aktiva.apps.pulse.queries.places import name_of
from aktiva.apps.statistics import queries as statistics
from aktiva.domain.disclosure.door import Breakdown, Subject, leave
from aktiva.domain.organisation.tree import Tree
from aktiva.domain.pulse.figures import LEVELS, Figures, Limits, Mean
from aktiva.domain.pulse.statements import Statement


@dataclass(frozen=True)
class Row:
    """A group and what is told of it.

    Args:
        place: The unit, negative for one without those below; None for several told as one.
        figures: Key of the statement → what is told.
    """

    position: int
    place: int | None
    above: int | None
    name: str
    members: tuple[str, ...]
    n: int
    figures: Mapping[str, Figures]
    limits: Limits

    def is_proposed(self, key: str) -> bool:
        """Return whether a statement's answers are proposed as a ground for a risk."""
        return self.figures[key].is_proposed(self.limits)

    @cached_property
    def n_proposed(self) -> int:
        """How many statements' answers are proposed."""
        return sum(self.is_proposed(key) for key in self.figures)


@dataclass(frozen=True)
class Results:
    """What one person may read of a pulse that has been counted.

    Args:
        rows: Every group in the person's reach and the employer's, each after the one above.
        whole: The employer's; None where fewer than the minimum answered.
        is_stuffed: More have answered than are employed, by the staff figures.
    """

    statements: Sequence[Statement]
    rows: Sequence[Row]
    whole: Row | None
    is_stuffed: bool

    def row(self, position: int) -> Row | None:
        """Return the group with a number, if the person may read it."""
        return next((row for row in self.rows if row.position == position), None)

    def parts(self, row: Row) -> list[Row]:
        """Return the groups that a group consists of and that the person may read."""
        return [r for r in self.rows if r.above is not None and r.above == row.place]


def results(pulse: Pulse, *, reach: Scope) -> Results:
    """Return what the person may read. About four questions."""
    employer = pulse.cycle.employer
    tree = organisation.tree(employer, on=pulse.opens_on)
    limits = Limits(Decimal(pulse.mean_limit), pulse.low_limit)
    everything = [
        _row(group, tree, limits)
        for group in PulseGroup.objects.filter(pulse=pulse).order_by("position")
    ]
    whole = everything[0] if everything else None
    if employer.pk not in reach.whole:
        everything = [r for r in everything if r is whole or _reached(r, reach)]
    return Results(asked(pulse), everything, whole, _is_stuffed(pulse, whole, tree))


def words(pulse: Pulse, *, reach: Scope) -> list[tuple[str, list[str]]]:
    """Return people's own words by department or employer, for who reaches all of it.

    In the order of keys that chance has made. One question beside the tree.
    """
    employer = pulse.cycle.employer
    tree = organisation.tree(employer, on=pulse.opens_on)
    found: dict[int, list[str]] = {}
    for unit, said in (
        PulseWords.objects.filter(pulse=pulse).order_by("id").values_list("unit_id", "words")
    ):
        if employer.pk in reach.whole or unit in reach.units:
            found.setdefault(unit, []).append(said)
    return [(name_of(tree, unit), said) for unit, said in found.items()]


def _reached(row: Row, reach: Scope) -> bool:
    return row.place is not None and abs(row.place) in reach.units


def _row(group: PulseGroup, tree: Tree, limits: Limits) -> Row:
    names = tuple(name_of(tree, place) for place in group.places)
    return Row(
        position=group.position,
        place=group.places[0] if len(group.places) == 1 else None,
        above=group.above,
        name=names[0] if len(names) == 1 else "",
        members=names,
        n=group.n,
        figures={key: _figures(kept) for key, kept in group.figures.items()},
        limits=limits,
    )


def _figures(kept: Mapping) -> Figures:
    """Return figures that passed the door when they were kept; a table passes it once more."""
    level, cells = kept["level"], tuple(kept["cells"])
    if level is not None:
        columns = tuple(map(str, LEVELS[level]))
        leaving = leave(Breakdown(Subject.ANSWERS, ("",), columns, (cells,)))
        if leaving.table is None:
            level, cells = None, ()
    mean = Mean(Decimal(kept["mean"]), kept["exact"]) if "mean" in kept else None
    return Figures(level, cells, mean)


def _is_stuffed(pulse: Pulse, whole: Row | None, tree: Tree) -> bool:
    if whole is None:
        return False
    units = [u for place in pulse.places for u in tree.subtree(place)]
    day = statistics.latest_day(units, year=pulse.cycle.year)
    staff = statistics.breakdown(units, on=day) if day else None
    return staff is not None and whole.n > sum(n for row in staff.cells for n in row)
