"""Which groups are dominated by women: by their share, or by a reasoned exception from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aktiva.domain.pay.gaps import Group
from aktiva.domain.pay.parameters import limits
from aktiva.domain.pay.reasons import hollow


@dataclass(frozen=True)
class Override:
    """A decision that a group is, or is not, held to be dominated by women in spite of its share.

    Work that usually is regarded as women's work counts as such also where the employer has few
    women in it.
    """

    group: str
    dominated: bool
    reason: str


@dataclass(frozen=True)
class Standing:
    """Whether a group is dominated by women, and what that rests on.

    Args:
        share: Share of women, 0 to 1; None for a group with nobody.
        reason: The reason of an exception; empty where the share decides.
    """

    group: str
    dominated: bool
    share: float | None
    reason: str = ""


def women_dominated(women: int, men: int) -> bool:
    """Return whether the share of women reaches the limit."""
    return women + men > 0 and 100 * women >= limits()["women_dominated"].value * (women + men)


def standings(groups: Sequence[Group], overrides: Iterable[Override] = ()) -> list[Standing]:
    """Return every group's standing, in the order of the groups; the last exception counts."""
    decided = {o.group: o for o in overrides}
    return [
        Standing(
            group=g.name,
            dominated=decided[g.name].dominated
            if g.name in decided
            else women_dominated(g.women, g.men),
            share=g.women / (g.women + g.men) if g.women + g.men else None,
            reason=decided[g.name].reason if g.name in decided else "",
        )
        for g in groups
    ]


def override_faults(
    overrides: Iterable[Override], sizes: Mapping[str, tuple[int, int]]
) -> list[str]:
    """Return what is wrong with the exceptions, a sentence each.

    Args:
        sizes: Women and men of each group that exists.
    """
    found = []
    seen: set[str] = set()
    for o in overrides:
        if o.group in seen:
            found.append(
                f"{o.group} har fler än ett undantag från gränsen. Behåll det som ska gälla."
            )
            continue
        seen.add(o.group)
        if o.group not in sizes:
            found.append(f"Gruppen {o.group} finns inte. Ta bort undantaget eller välj en grupp.")
            continue
        if (why := hollow(o.reason, beside=(o.group,))) is not None:
            found.append(f"Skälet till att {o.group} inte följer gränsen {why.words}.")
        if women_dominated(*sizes[o.group]) is o.dominated:
            already = "redan" if o.dominated else "inte"
            found.append(
                f"{o.group} är {already} kvinnodominerad enligt andelen. Ta bort undantaget."
            )
    return found
