"""Groups split, merged and renamed, each change with a reason that says something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aktiva.domain.pay.grouping import Place
from aktiva.domain.pay.reasons import hollow
from aktiva.domain.pay.swedish import listing

Grouping = Mapping[str, frozenset[Place]]
"""The positions of each group, by its name."""


@dataclass(frozen=True)
class Split:
    """One group becomes several; together they hold exactly what it held."""

    group: str
    parts: tuple[tuple[str, frozenset[Place]], ...]
    reason: str


@dataclass(frozen=True)
class Merge:
    """Several groups become one."""

    groups: tuple[str, ...]
    name: str
    reason: str


@dataclass(frozen=True)
class Rename:
    """A group gets another name."""

    group: str
    name: str
    reason: str


Change = Split | Merge | Rename


@dataclass(frozen=True)
class Conflict:
    """A change that could not be made.

    Args:
        number: Its place among the changes, from 0.
        words: Why, and what to do, in Swedish.
    """

    number: int
    words: str


@dataclass(frozen=True)
class Regrouped:
    """The groups after the changes, and the changes that were left out."""

    groups: dict[str, frozenset[Place]]
    conflicts: tuple[Conflict, ...]


def regroup(groups: Grouping, changes: Sequence[Change]) -> Regrouped:
    """Make the changes in their order; one that cannot be made is left out and told of."""
    now = dict(groups)
    conflicts = []
    for number, change in enumerate(changes):
        words = _fault(now, change)
        if words is None:
            now = _made(now, change)
        else:
            conflicts.append(Conflict(number, words))
    return Regrouped(now, tuple(conflicts))


def _made(groups: dict[str, frozenset[Place]], change: Change) -> dict[str, frozenset[Place]]:
    gone = set(change.groups) if isinstance(change, Merge) else {change.group}
    left = {name: places for name, places in groups.items() if name not in gone}
    match change:
        case Split():
            return left | dict(change.parts)
        case Merge():
            return left | {change.name: frozenset().union(*(groups[g] for g in change.groups))}
        case Rename():
            return left | {change.name: groups[change.group]}


def _fault(groups: Grouping, change: Change) -> str | None:
    """Return what stands in the way of a change, or None."""
    of = change.groups if isinstance(change, Merge) else (change.group,)
    missing = [name for name in of if name not in groups]
    if missing:
        return (
            f"Gruppen {missing[0]} finns inte längre. Den kan ha bytt namn, delats eller slagits "
            "ihop. Ta bort ändringen eller gör om den."
        )
    if (why := hollow(change.reason, beside=of)) is not None:
        return f"Skälet till ändringen av {listing(of)} {why.words}."
    match change:
        case Split():
            return _split_fault(groups, change)
        case Merge() if len(set(of)) < 2:
            return "Välj minst två olika grupper att slå ihop."
        case Merge():
            return _name_fault(groups, change.name, but=of)
        case Rename():
            if change.name == change.group:
                return f"{change.group} heter redan så. Skriv ett annat namn."
            return _name_fault(groups, change.name, but=of)


def _split_fault(groups: Grouping, change: Split) -> str | None:
    names = [name for name, _ in change.parts]
    if len(names) < 2:
        return f"Dela {change.group} i minst två grupper."
    if len(set(names)) < len(names):
        return f"Två delar av {change.group} har samma namn. Ge dem olika namn."
    for name, places in change.parts:
        if (fault := _name_fault(groups, name, but=(change.group,))) is not None:
            return fault
        if not places:
            return f"Gruppen {name} blir tom. Välj vilka befattningar som hör dit."
    held = [place for _, places in change.parts for place in sorted(places)]
    twice = sorted({p for p in held if held.count(p) > 1})
    if twice:
        return f"{twice[0].title} står i två delar av {change.group}. Välj en av dem."
    if strange := sorted(set(held) - groups[change.group]):
        return f"{strange[0].title} hör inte till {change.group}. Ta bort den ur delningen."
    if left := sorted(groups[change.group] - set(held)):
        return f"{left[0].title} hör till {change.group} men till ingen av delarna. Välj en del."
    return None


def _name_fault(groups: Grouping, name: str, *, but: Sequence[str]) -> str | None:
    if not name.strip():
        return "Den nya gruppen saknar namn. Skriv ett namn."
    taken = {other.casefold(): other for other in groups if other not in but}
    if name.strip().casefold() in taken:
        return f"Det finns redan en grupp som heter {taken[name.strip().casefold()]}. Skriv ett annat namn."
    return None
