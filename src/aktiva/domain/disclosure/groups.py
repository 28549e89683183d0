"""Groups within groups: which of them may be told of, so that no smaller one can be worked out.

Every breakdown of a told group into its parts passes the door. What the door lets out forms a tree
in which the parts of a group always add up to it, so a difference between told groups is a sum of
told groups. The method is told in ``docs/method/anonymity.md``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aktiva.domain.disclosure.door import Breakdown, Outcome, Subject, leave

Columns = tuple[tuple[int, ...], ...]
"""How columns are put together: for each column of the coarser table, places in the finest."""


@dataclass(frozen=True, slots=True)
class Group:
    """Places whose answers are told together.

    Args:
        members: One place, or several that are told as one.
        above: The place in `Group.members` of which this is a part; None for the whole.
        n: How many have answered.
    """

    members: tuple[int, ...]
    above: int | None
    n: int

    @property
    def place(self) -> int | None:
        """The one place that the group is, None where it is several."""
        return self.members[0] if len(self.members) == 1 else None


@dataclass(frozen=True, slots=True)
class Told:
    """What may be told of a group's answers to one question.

    Args:
        level: Place in the levels of fineness that were asked for; None if no table may be told.
        cells: The counts in the columns of that level.
        has_mean: Whether a mean of those who took a stand may be told.
    """

    level: int | None = None
    cells: tuple[int, ...] = ()
    has_mean: bool = False


def groups(
    parts: Mapping[int, Sequence[int]], counts: Mapping[int, int], *, whole: int
) -> tuple[Group, ...]:
    """Return the groups that may be told of, each after the one it is part of.

    Args:
        parts: Place → the places it consists of; a place that is not here has no parts.
        counts: Place without parts → how many have answered there.
    """
    totals: dict[int, int] = {}

    def total(place: int) -> int:
        if place not in totals:
            below = parts.get(place)
            totals[place] = sum(map(total, below)) if below else counts.get(place, 0)
        return totals[place]

    if not is_enough(total(whole)):
        return ()
    found = [Group((whole,), None, total(whole))]
    at = 0
    while at < len(found):
        place = found[at].place
        at += 1
        if place is None or not parts.get(place):
            continue
        told = _parts_told({part: total(part) for part in parts[place]})
        found += [Group(members, place, sum(total(m) for m in members)) for members in told]
    return tuple(found)


def answers(
    told: Sequence[Group],
    cells: Mapping[tuple[int, ...], Sequence[int]],
    *,
    levels: Sequence[Columns],
    stands: Sequence[int],
) -> tuple[Told, ...]:
    """Return what may be told of the answers to one question, one for each of the groups.

    The parts of a group are told as finely as they may be. Those with small counts are told more
    coarsely, together with so many of the others that what is left, when the told ones are taken
    from the whole, has no small count either. No part is told more finely than the group itself.

    Args:
        told: From `groups`, in its order.
        cells: Members of a group → its counts, in the finest columns.
        levels: Ways to put the columns together, the finest first.
        stands: Columns of those who took a stand, of whom a mean is made.
    """
    tables: dict[int | None, list[Group]] = {}
    for group in told:
        tables.setdefault(group.above, []).append(group)
    result: dict[tuple[int, ...], Told] = {}
    for above, rows in tables.items():
        outer = Told(0, (), True) if above is None else result[(above,)]
        table = {row.members: tuple(cells[row.members]) for row in rows}
        found = _levels(table, levels, first=outer.level)
        stood = {m: (sum(row[c] for c in stands),) for m, row in table.items()}
        with_mean = _levels(stood, (((0,),),), first=0 if outer.has_mean else None)
        for members, row in table.items():
            level = found.get(members)
            told_cells = () if level is None else put_together(row, levels[level])
            has_mean = members in with_mean and stood[members] != (0,)
            result[members] = Told(level, told_cells, has_mean)
    return tuple(result[group.members] for group in told)


def is_enough(n: int) -> bool:
    """Return whether so many persons may be told of at all."""
    return n > 0 and leave(_table(((0,),), {0: n})).outcome is Outcome.WHOLE


def put_together(row: Sequence[int], columns: Columns) -> tuple[int, ...]:
    """Return a row's counts in coarser columns."""
    return tuple(sum(row[c] for c in column) for column in columns)


def _parts_told(counts: Mapping[int, int]) -> tuple[tuple[int, ...], ...]:
    """Return the parts that may be told side by side, small ones as one; nothing if none may."""
    alone = tuple((part,) for part in counts)
    pooled = _pooled(counts)
    coarser = (_table(pooled, counts),) if pooled else ()
    leaving = leave(_table(alone, counts), coarser=coarser)
    if leaving.outcome is Outcome.WHOLE:
        return alone
    return pooled if leaving.outcome is Outcome.COARSER else ()


def _pooled(counts: Mapping[int, int]) -> tuple[tuple[int, ...], ...]:
    """Return the parts with the small ones as one, together with the smallest of the others if
    they are too few by themselves; nothing where that would leave only one part."""
    by_size = sorted((n, part) for part, n in counts.items() if n)
    pool: list[int] = []
    for n, part in by_size:
        if _is_small(n) or _is_small(sum(counts[p] for p in pool)):
            pool.append(part)
    others = [part for part in counts if part not in pool]
    if not any(counts[part] for part in others):
        return ()
    return (*((part,) for part in others), tuple(sorted(pool)))


def _is_small(n: int) -> bool:
    return n > 0 and not is_enough(n)


def _levels(
    table: Mapping[tuple[int, ...], tuple[int, ...]],
    levels: Sequence[Columns],
    *,
    first: int | None,
) -> dict[tuple[int, ...], int]:
    """Return row → the finest level from `first` on at which it may be told.

    At each level the rows that are not told yet are parted in two: those that may be told, and the
    rest as one row. The rest goes on to the next level.
    """
    found: dict[tuple[int, ...], int] = {}
    left = dict(table)
    for level in range(len(levels) if first is None else first, len(levels)):
        merged = {members: put_together(row, levels[level]) for members, row in left.items()}
        for members in _rows_told(merged):
            found[members] = level
            del left[members]
    return found


def _rows_told(table: Mapping[tuple[int, ...], tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Return the rows that may leave when the others leave as one row."""
    by_size = sorted(table, key=lambda members: (sum(table[members]), members))
    rest = [members for members in by_size if not _leaves([table[members]])]
    told = [members for members in by_size if members not in rest]
    while told and not _leaves([*(table[m] for m in told), *_as_one(table, rest)]):
        rest.append(told.pop(0))
    return told


def _as_one(
    table: Mapping[tuple[int, ...], tuple[int, ...]], rows: Sequence[tuple[int, ...]]
) -> list[tuple[int, ...]]:
    return [tuple(map(sum, zip(*(table[m] for m in rows), strict=True)))] if rows else []


def _leaves(rows: Sequence[tuple[int, ...]]) -> bool:
    """Return whether a table with these rows passes the door whole."""
    columns = tuple(str(at) for at in range(len(rows[0])))
    names = tuple(str(at) for at in range(len(rows)))
    table = Breakdown(Subject.ANSWERS, names, columns, tuple(rows))
    return leave(table).outcome is Outcome.WHOLE


def _table(rows: Sequence[tuple[int, ...]], counts: Mapping[int, int]) -> Breakdown:
    return Breakdown(
        Subject.ANSWERS,
        tuple(map(str, rows)),
        ("n",),
        tuple((sum(counts[part] for part in row),) for row in rows),
    )
