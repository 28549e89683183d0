"""What is worth a second look in the groups of equal work. Nothing here is by itself a fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from aktiva.domain.pay.grouping import Position
from aktiva.domain.pay.parameters import limits
from aktiva.domain.pay.swedish import listing, number_of
from aktiva.domain.pay.titles import leads_others, same_code


class Kind(StrEnum):
    """What a remark is about, in the order they are shown."""

    MANAGERS_WITH_OTHERS = "managers_with_others"
    SEVERAL_CODES = "several_codes"
    WIDE_PAY = "wide_pay"
    UNTRIED = "untried"
    FEW = "few"
    EMPTY = "empty"


@dataclass(frozen=True)
class GroupFacts:
    """A group and what a remark may rest on.

    Args:
        low: The pay that a tenth have at most, kronor a month; None where it is not known.
        high: The pay that a tenth have at least.
        unchanged_since: The first year in a row that the group had this name and these positions.
        tried_in: The last year that a person tried the group and wrote so; None for never.
    """

    name: str
    positions: tuple[Position, ...]
    low: float | None = None
    high: float | None = None
    unchanged_since: int | None = None
    tried_in: int | None = None

    @property
    def count(self) -> int:
        """Persons in the group."""
        return sum(p.count for p in self.positions)


@dataclass(frozen=True)
class Remark:
    """Something to look at, in Swedish sentences."""

    kind: Kind
    group: str
    words: str


def remarks(
    groups: Sequence[GroupFacts], *, year: int, last_year: Iterable[str] = ()
) -> list[Remark]:
    """Return the remarks: kind by kind, and the groups of a kind in their own order.

    A group with only women or only men gives no remark: it stays in the other comparisons.

    Args:
        year: The year of the mapping.
        last_year: Names of last year's groups, under the names they have today.
    """
    found = [remark for g in groups for remark in _of(g, year)]
    peopled = {g.name for g in groups if g.count}
    found += [
        Remark(
            Kind.EMPTY,
            name,
            f"{name} fanns förra året men ingen hör till gruppen i år. Ta bort den, eller se efter "
            "om titlar eller koder har ändrats.",
        )
        for name in dict.fromkeys(last_year)
        if name not in peopled
    ]
    order = list(Kind)
    return sorted(found, key=lambda r: order.index(r.kind))


def _of(g: GroupFacts, year: int) -> Iterator[Remark]:
    held = [p for p in g.positions if p.count]
    leading = [p.title for p in held if leads_others(p.title, p.code)]
    led = [p.title for p in held if not leads_others(p.title, p.code)]
    if leading and led:
        yield Remark(
            Kind.MANAGERS_WITH_OTHERS,
            g.name,
            f"I {g.name} står {listing(dict.fromkeys(leading))} tillsammans med "
            f"{listing(dict.fromkeys(led))}. Den som leder andra har oftast ett annat "
            "arbete. Dela gruppen, eller skriv varför arbetet är lika.",
        )
    codes = sorted({code for p in held if (code := same_code(p.code)) is not None})
    if len(codes) > 1:
        yield Remark(
            Kind.SEVERAL_CODES,
            g.name,
            f"{g.name} har {len(codes)} koder: {listing(codes)}. Se efter om det är samma arbete.",
        )
    wide = limits()["wide_pay"].value
    enough = g.count >= limits()["fewest_for_spread"].value
    if enough and g.low and g.high is not None and 100 * g.high >= wide * g.low:
        yield Remark(
            Kind.WIDE_PAY,
            g.name,
            f"Lönerna i {g.name} ligger långt isär: den högsta tiondelen har minst "
            f"{round(100 * g.high / g.low - 100)} procent mer än den lägsta. Se efter om gruppen "
            "rymmer flera arbeten.",
        )
    since = max((y for y in (g.unchanged_since, g.tried_in) if y is not None), default=None)
    longest = limits()["untried_group"].value
    if g.count and g.unchanged_since is not None and since is not None and year - since >= longest:
        yield Remark(
            Kind.UNTRIED,
            g.name,
            f"{g.name} har varit densamma i {number_of(year - since, 'år', 'år')} utan att prövas. "
            "Gå igenom vad de anställda gör, och skriv att gruppen är prövad.",
        )
    if 0 < g.count < limits()["few_in_group"].value:
        yield Remark(
            Kind.FEW,
            g.name,
            f"{g.name} har bara {number_of(g.count, 'person', 'personer')}. Se efter om någon annan "
            "grupp gör samma arbete.",
        )
