"""Comparisons bundled and put in order, so that several hundred can be judged in an afternoon.

A bundle is judged at once, or pair by pair. It holds comparisons of one kind: those of one group
where its women, or the women-dominated group, have less; and for each kind last, all those where
they have as much or more. Every comparison is in exactly one bundle. Bundles follow the
women-dominated groups, or the groups they are set beside: an explanation such as the market is most
often about the latter, and they are fewer.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from aktiva.domain.pay.comparisons import Comparison, Kind, Pair
from aktiva.domain.pay.gaps import Group
from aktiva.domain.pay.judging import Connected
from aktiva.domain.pay.swedish import number_of, percent


class By(StrEnum):
    """Which of the two groups a bundle follows."""

    WOMEN_GROUP = "women_group"
    OTHER_GROUP = "other_group"


@dataclass(frozen=True)
class Bundle:
    """Comparisons to judge in one go.

    Args:
        group: The group they are about; None for those without a disadvantage, of any group.
        women: Women that they concern, each counted once.
        largest: The largest of their gaps; None where none could be computed.
        weight: What the order rests on: largest gap × women × the heaviest earlier judgement.
        common: What they have in common, in Swedish.
        why: Why the bundle stands where it does, in one Swedish line.
    """

    kind: Kind
    group: str | None
    comparisons: tuple[Comparison, ...]
    women: int
    largest: float | None
    weight: float
    common: str
    why: str


@cache
def weights() -> Mapping[str, float]:
    """Return how much each earlier judgement weighs."""
    text = resources.files(__package__).joinpath("ranking.toml").read_text(encoding="utf-8")
    return {name: float(value) for name, value in tomllib.loads(text)["weights"].items()}


def bundles(
    comparisons: Iterable[Comparison],
    groups: Sequence[Group],
    *,
    by: By = By.WOMEN_GROUP,
    earlier: Mapping[Pair, Connected] | None = None,
) -> list[Bundle]:
    """Return the bundles, what weighs most first; the order of the rows changes nothing.

    Args:
        earlier: Last year's judgements on the same comparisons; None where there was no mapping,
            and then nothing is said of it.
    """
    women = {g.name: g.women for g in groups}
    worse: defaultdict[tuple[Kind, str], list[Comparison]] = defaultdict(list)
    better: defaultdict[Kind, list[Comparison]] = defaultdict(list)
    for c in comparisons:
        if _gap(c) > 0:
            worse[c.kind, getattr(c, by.value)].append(c)
        else:
            better[c.kind].append(c)
    found = [_bundle(kind, name, rows, women, by, earlier) for (kind, name), rows in worse.items()]
    order = list(Kind)
    found.sort(key=lambda b: (-b.weight, order.index(b.kind), b.group or ""))
    return found + [_without(kind, better[kind], women) for kind in order if kind in better]


def _gap(c: Comparison) -> float:
    """Return the larger of the gaps of means and of medians."""
    return max((g for g in (c.gap_mean, c.gap_median) if g is not None), default=0.0)


def _bundle(
    kind: Kind,
    name: str,
    rows: list[Comparison],
    women: Mapping[str, int],
    by: By,
    last: Mapping[Pair, Connected] | None,
) -> Bundle:
    ordered = sorted(rows, key=lambda c: (-_gap(c), c.women_group, c.other_group))
    first = ordered[0]
    largest = _gap(first)
    judged = [last[c.pair].value if last and c.pair in last else "not_judged" for c in ordered]
    heaviest = max(judged, key=lambda j: weights()[j])
    n = _women(ordered, women)
    where = f" mot {first.other_group}" if by is By.WOMEN_GROUP else f" för {first.women_group}"
    if kind is Kind.EQUAL_WORK:
        where = ""
    return Bundle(
        kind=kind,
        group=name,
        comparisons=tuple(ordered),
        women=n,
        largest=largest,
        weight=largest * n * weights()[heaviest],
        common=_COMMON[by][kind].format(group=name, number=number_of(len(ordered), *_NUMBER[by])),
        why=f"{number_of(n, 'kvinna', 'kvinnor')}, störst skillnad {percent(largest)}{where}"
        f"{'; ' + _EARLIER[heaviest] if last is not None else ''}.",
    )


def _women(rows: Iterable[Comparison], women: Mapping[str, int]) -> int:
    return sum(women.get(name, 0) for name in {c.women_group for c in rows})


_COMMON = {
    By.WOMEN_GROUP: {
        Kind.EQUAL_WORK: "Kvinnorna i {group} har lägre lön än männen.",
        Kind.EQUAL_VALUE: "{group} är kvinnodominerad och har lägre lön än {number} med likvärdigt arbete.",
        Kind.LOWER_VALUE: "{group} är kvinnodominerad och har lägre lön än {number} med lägre krav.",
    },
    By.OTHER_GROUP: {
        Kind.EQUAL_WORK: "Kvinnorna i {group} har lägre lön än männen.",
        Kind.EQUAL_VALUE: "{group} har högre lön än {number} med likvärdigt arbete.",
        Kind.LOWER_VALUE: "{group} har högre lön än {number} med högre krav.",
    },
}
_NUMBER = {
    By.WOMEN_GROUP: ("grupp", "grupper"),
    By.OTHER_GROUP: ("kvinnodominerad grupp", "kvinnodominerade grupper"),
}
_EARLIER = {
    "yes": "förra året fanns samband med kön",
    "cannot_be_excluded": "förra året gick samband med kön inte att utesluta",
    "not_judged": "inte bedömd förra året",
    "no": "förra året fanns inget samband med kön",
}
_WITHOUT = {
    Kind.EQUAL_WORK: "Kvinnorna har lika hög lön som männen i gruppen, eller högre.",
    Kind.EQUAL_VALUE: "Den kvinnodominerade gruppen har lika hög lön som den andra, eller högre.",
    Kind.LOWER_VALUE: "Den kvinnodominerade gruppen har lika hög lön som den andra, eller högre.",
}


def _without(kind: Kind, rows: list[Comparison], women: Mapping[str, int]) -> Bundle:
    ordered = sorted(rows, key=lambda c: (c.women_group, c.other_group))
    gaps = [g for c in ordered for g in (c.gap_mean, c.gap_median) if g is not None]
    return Bundle(
        kind=kind,
        group=None,
        comparisons=tuple(ordered),
        women=_women(ordered, women),
        largest=max(gaps, default=None),
        weight=0.0,
        common=_WITHOUT[kind],
        why=f"{number_of(len(ordered), 'jämförelse', 'jämförelser')} utan lägre lön för kvinnor; kan "
        "bedömas tillsammans.",
    )
