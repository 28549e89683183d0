"""The unit and the year that a page of the wheel is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import wraps
from urllib.parse import urlencode

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from aktiva.adapters import clock
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.registers import queries as registers
from aktiva.apps.timetable import policy, queries
from aktiva.domain.cycle.own_areas import Headings
from aktiva.domain.organisation.tree import Node, Tree

MOST_CHOICES = 80


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page of the wheel shows of: the year, the unit and where to go on.

    `ended` is the name of the unit that was asked for, where `node` has come after it.
    """

    cycle: object
    year: int
    today: date
    tree: Tree
    node: Node
    asked: queries.Asked
    choices: list[tuple[int, str]]
    headings: Headings
    ended: str

    @property
    def query(self) -> str:
        """The choices as the end of an address."""
        return urlencode({"ar": self.year, "enhet": self.node.id})

    @property
    def years(self) -> list[dict]:
        """The years before and after, to choose."""
        return [
            {
                "label": str(year),
                "url": f"?{urlencode({'ar': year, 'enhet': self.node.id})}",
                "current": year == self.year,
            }
            for year in range(self.cycle.year - 1, self.cycle.year + 2)
        ]

    @property
    def is_many(self) -> bool:
        return len(self.asked.units) > 1

    def areas(self, counts) -> list[str]:
        """Return the areas that have any date, in the employer's order."""
        return sorted(counts.areas, key=lambda code: self.headings.places[code])

    def unit_words(self, unit_id: int | None) -> str:
        """Return the name of a unit where it is not the only one shown."""
        if not self.is_many and unit_id == self.node.id:
            return ""
        return self.asked.name_of(unit_id)

    def address(self, name: str, *args: int, **more: str) -> str:
        url = reverse(f"timetable:{name}", args=[self.cycle.pk, *args])
        extra = "".join(f"&{key}={value}" for key, value in more.items())
        return f"{url}?{self.query}{extra}"


@dataclass(frozen=True, slots=True)
class _Ended:
    """A unit that is no more, with nothing after it that the person may see."""

    cycle: object
    name: str
    now: str


def of_a_unit(view):
    """Let a page be about a unit of a year, and tell one whose unit is no more what became of it."""

    @wraps(view)
    def page(request, cycle_id: int, **rest):
        found = _found_or_404(request, cycle_id)
        if isinstance(found, _Ended):
            context = {"cycle": found.cycle, "name": found.name, "now": found.now}
            return render(request, "timetable/ended.html", context)
        return view(request, found, **rest)

    return page


def _found_or_404(request, cycle_id: int) -> Frame | _Ended:
    today = clock.today()
    try:
        cycle = (
            policy.readable_cycles(request.user, on=today)
            .select_related("employer")
            .get(pk=cycle_id)
        )
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    tree = organisation.tree(cycle.employer, on=today)
    gone = organisation.gone(cycle.employer, on=today)
    reach = policy.reach(request.user, on=today)
    whole = cycle.employer_id in reach.whole
    seen = [n for n in tree.nodes.values() if whole or n.id in reach.units]
    given = request.GET.get("enhet", "")
    if given:
        wanted = int(given) if given.isascii() and given.isdigit() else None
    elif seen:
        wanted = seen[0].id
    else:
        wanted = next((unit for unit in gone if unit in reach.units), None)
    if wanted is None or not (whole or wanted in reach.units):
        raise Http404
    ended = gone[wanted].name if wanted in gone else ""
    unit = organisation.holder(cycle.employer, wanted, on=today) if ended else wanted
    node = tree.nodes.get(unit)
    if node is None:
        raise Http404
    if not (whole or node.id in reach.units):
        return _Ended(cycle, ended, node.name)
    year = _year(request.GET.get("ar", ""), cycle.year)
    asked = queries.Asked(
        cycle.employer, tree, tree.subtree(node.id), date(year, 1, 1), date(year, 12, 31)
    )
    return Frame(
        cycle, year, today, tree, node, asked, _choices(seen, node, tree),
        registers.headings(cycle.employer), ended,
    )  # fmt: skip


def _year(given: str, own: int) -> int:
    year = int(given) if given.isascii() and given.isdigit() and len(given) == 4 else own
    return year if abs(year - own) <= 1 else own


def _choices(seen: list[Node], node: Node, tree: Tree) -> list[tuple[int, str]]:
    """Return the units to choose among: all there are, or those on the way and around."""
    kept = seen
    if len(seen) > MOST_CHOICES:
        near = {n.id for n in tree.ancestors(node.id)} | {n.id for n in tree.children(node.id)}
        near |= {n.id for n in tree.children(node.parent)} if node.parent in tree else set()
        top = {n.id for n in tree.departments} | {node.id}
        kept = [n for n in seen if n.id in near | top][: 4 * MOST_CHOICES]
    ids = {n.id for n in kept}
    placed: list[tuple[int, str]] = []

    def depth(unit: Node) -> int:
        return sum(above.id in ids for above in tree.ancestors(unit.id))

    def walk(unit: Node) -> None:
        placed.append((unit.id, "\u2003" * depth(unit) + unit.name))
        for child in tree.children(unit.id):
            if child.id in ids:
                walk(child)

    for unit in kept:
        if unit.parent not in ids:
            walk(unit)
    return placed
