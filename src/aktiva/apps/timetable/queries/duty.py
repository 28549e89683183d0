"""What a date to keep is, wherever it comes from, and what is asked of those who know some."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from aktiva.apps.accounts.models import User
from aktiva.apps.organisation.models import Employer
from aktiva.domain.organisation.tree import Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A date that somebody is to keep, or that the employer has set.

    Args:
        key: Stays the same when the date moves.
        last: The day to keep; `first` is earlier for something that has a stretch of days.
        label: What happens then: "Klart senast".
        what: What it is about, as a page may show it.
        plain: The same without a word that a person has typed, for letters and calendars.
        stretch: The stretch in words, "i mars"; empty for one day.
        begins: It is its first day that counts, not its last.
        can_be_late: It can be known that it has not been done.
        rows: What it is read from, by model and id; their versions number its changes.
    """

    key: str
    first: date
    last: date
    label: str
    what: str
    plain: str
    url: str
    area: str = ""
    unit_id: int | None = None
    stretch: str = ""
    begins: bool = False
    done: bool = False
    can_be_late: bool = False
    rows: tuple[tuple[str, int], ...] = ()

    @property
    def day(self) -> date:
        """The day under which it stands."""
        return self.first if self.begins else self.last

    @property
    def sentence(self) -> str:
        """What happens and what it is about, without a word that a person has typed."""
        return f"{self.label}: {self.plain}" if self.area else self.plain

    def is_late(self, on: date) -> bool:
        return self.can_be_late and not self.done and self.last < on

    def is_past(self, on: date) -> bool:
        return self.last < on


@dataclass(frozen=True, slots=True, kw_only=True)
class Undated:
    """Something that should have a date and has none, and why."""

    key: str
    what: str
    why: str
    url: str
    area: str = ""
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Of whom and when dates are asked: some units, from a first day to a last.

    `reader` is the one whose own calendar it is, and `on` the day it is read; None for what
    everybody sees of the units.
    """

    employer: Employer
    tree: Tree
    units: frozenset[int]
    first: date
    last: date
    reader: User | None = None
    on: date | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the whole employer is asked about."""
        return self.tree.root is not None and len(self.units) == len(self.tree)

    @property
    def above(self) -> frozenset[int]:
        """The units and all above them, whose common measures they owe."""
        return self.units | {n.id for unit in self.units for n in self.tree.ancestors(unit)}

    def holds(self, first: date, last: date) -> bool:
        """Return whether a stretch touches the days asked about."""
        return first <= self.last and last >= self.first

    def name_of(self, unit_id: int | None) -> str:
        node = self.tree.nodes.get(unit_id) if unit_id is not None else None
        return node.name if node else ""


@dataclass(slots=True)
class Found:
    """What one source knows."""

    duties: list[Duty] = field(default_factory=list)
    undated: list[Undated] = field(default_factory=list)


Source = Callable[[Asked], Found]


@dataclass(frozen=True, slots=True)
class Owed:
    """A date with those who are to keep it; what it is about is put together when it is asked for.

    `told` says when an owner was last written to about it in a letter of its own.
    """

    key: str
    day: date
    can_be_late: bool
    owners: tuple[int, ...]
    duty: Callable[[], Duty]
    told: Mapping[int, date] = field(default_factory=dict)
