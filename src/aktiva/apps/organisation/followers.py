"""What the apps above say and do when the organisation changes.

The organisation knows neither measures nor answers. An app that owns something which follows
from a reorganisation registers a follower when it is loaded (in ``AppConfig.ready``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from aktiva.apps.organisation.models import Employer, Reorganisation
from aktiva.domain.organisation.reorganising import Change, ChangeKind, Plan
from aktiva.domain.organisation.tree import Tree


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a person decides before the change is made.

    `options` are (value, label), `initial` the values chosen when nobody has said otherwise.
    """

    key: str
    label: str
    options: tuple[tuple[str, str], ...]
    initial: tuple[str, ...]
    note: str = ""
    several: bool = False


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows, under one heading of the preview. `warnings` are what nobody may overlook."""

    heading: str
    lines: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """A change held against an employer's units, with what every unit is called.

    Before the change is made, new units have negative numbers; afterwards they have their own.
    `tree` is the tree of the day as it was before the change.
    """

    employer: Employer
    change: Change
    plan: Plan
    tree: Tree
    names: Mapping[int, str]

    @property
    def divided(self) -> tuple[int, ...]:
        """Units whose open work may go to several: those that end, and one that is split."""
        split = self.change.before if self.change.kind is ChangeKind.SPLIT else ()
        return tuple(dict.fromkeys((*self.plan.ended, *split)))

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Place and name of each unit after the change, for a choice between them."""
        return tuple((str(n), self.names[unit]) for n, unit in enumerate(self.plan.parts))

    def heir(self, unit: int) -> int | None:
        """Return who answers for what `unit` leaves open when nobody chooses."""
        if unit not in self.plan.ended:
            return unit
        if self.plan.parts:
            return self.plan.parts[0]
        above = next((n.id for n in self.tree.ancestors(unit) if n.id not in self.plan.ended), None)
        return above

    def name(self, unit: int | None) -> str:
        """Return what a unit is called."""
        return self.names.get(unit, "") if unit is not None else ""

    def settled(self, ids: Mapping[int, int]) -> Planned:
        """Return the same with the real numbers of the new units."""
        names = {ids.get(unit, unit): name for unit, name in self.names.items()}
        return replace(self, plan=self.plan.numbered(ids), names=names)


Picked = Mapping[str, tuple[str, ...]]
"""The values that a person chose, by the key of the choice."""


Handed = Mapping[str, Mapping[int, tuple[int, int]]]
"""Sort → number → the unit it was handed from, and the unit it was handed to."""


class Follower(Protocol):
    """What an app does when the organisation changes."""

    def preview(self, planned: Planned) -> Iterable[Consequence]:
        """Return what would follow; changes nothing."""
        ...

    def apply(self, planned: Planned, picked: Picked, journal) -> Handed:
        """Do what follows through the journal.

        Returns what was handed to a certain unit by choice; the lineage of the employer tells
        it from the day of the change.
        """
        ...

    def standing(self, made: Reorganisation, new: frozenset[int]) -> Iterable[str]:
        """Return, in Swedish, the later work that keeps a change from being undone.

        `new` are the units that would no longer be.
        """
        ...


_followers: list[Follower] = []


def register(follower: Follower) -> None:
    """Let an app follow every reorganisation."""
    if follower not in _followers:
        _followers.append(follower)


def registered() -> tuple[Follower, ...]:
    """Return those that follow, in the order they were registered."""
    return tuple(_followers)
