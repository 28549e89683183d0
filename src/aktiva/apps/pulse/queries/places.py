"""Where a pulse is put, and how the places make one another up."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext as _

from aktiva.apps.organisation import queries as organisation
from aktiva.apps.pulse.models import Pulse, PulseUnit
from aktiva.domain.organisation.tree import Level, Tree


def covered(pulse: Pulse) -> list[int]:
    """Return the units that answer: those that do and the departments, below the chosen parts.

    A department answers too, for those who work in its own office. As many questions as the tree.
    """
    tree = organisation.tree(pulse.cycle.employer, on=pulse.opens_on)
    below: set[int] = set()
    for place in pulse.places:
        below |= tree.subtree(place)
    return [
        node.id
        for node in tree.nodes.values()
        if node.id in below and (node.answers or node.level is Level.DEPARTMENT)
    ]


def parts_of(tree: Tree, units: Collection[int]) -> Mapping[int, Sequence[int]]:
    """Return place → what it consists of, down to the units.

    A unit with others below is a part of itself, under its number with a minus.
    """
    there = {unit for unit in units if unit in tree}
    needed = there | {node.id for unit in there for node in tree.ancestors(unit)}
    found: dict[int, list[int]] = {}
    for place in needed:
        below = [child.id for child in tree.children(place) if child.id in needed]
        if below:
            found[place] = [-place, *below] if place in there else below
    return found


def name_of(tree: Tree, place: int) -> str:
    """Return what a place is called."""
    node = tree.nodes.get(abs(place))
    if node is None:
        return _("En enhet som inte finns längre")
    return node.name if place > 0 else _("%(name)s, centralt") % {"name": node.name}


def unit_name(place: PulseUnit) -> str:
    """Return what a unit was called when the pulse began. As many questions as the tree."""
    pulse = place.pulse
    tree = organisation.tree(pulse.cycle.employer, on=pulse.opens_on)
    return name_of(tree, place.unit_id)
