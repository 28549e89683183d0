"""Which units are meant: by department, by kind, or by a list that somebody has pasted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from aktiva.domain.organisation.tree import Node, Tree

MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Targets:
    """The units meant, in the order of the tree, and the lines of a list that were not understood.

    Args:
        unknown: Lines that no unit is called.
        several: Lines that more than one unit is called.
    """

    units: tuple[Node, ...]
    unknown: tuple[str, ...] = ()
    several: tuple[str, ...] = ()


def targets(
    tree: Tree,
    *,
    departments: Collection[int] | None = None,
    kinds: Collection[str] = (),
    lines: str = "",
) -> Targets:
    """Return the units that answer for themselves and are meant.

    Args:
        departments: Units below these; None for all, and those below no department too.
        kinds: Codes of kinds of unit; none for all kinds.
        lines: Codes or names, one a line; when there are any, nothing else counts.
    """
    answering = tree.answering()
    if lines.strip():
        return _listed(answering, lines)
    index = tree.department_index
    return Targets(
        tuple(
            n
            for n in answering
            if (departments is None or index.get(n.id) in departments)
            and (not kinds or n.kind in kinds)
        )
    )


def _listed(answering: Collection[Node], lines: str) -> Targets:
    by_code: dict[str, Node] = {_plain(n.code): n for n in answering}
    by_name: dict[str, list[Node]] = defaultdict(list)
    for n in answering:
        for name in {_plain(n.name), _plain(n.short_name)}:
            by_name[name].append(n)
    meant: set[int] = set()
    unknown: list[str] = []
    several: list[str] = []
    for line in dict.fromkeys(text.strip() for text in lines.splitlines() if text.strip()):
        said = _plain(line)
        first = _plain(line.replace(";", "\t").split("\t")[0])
        found = by_code.get(said) or by_code.get(first)
        named = [found] if found else by_name.get(said) or by_name.get(first) or []
        if len(named) == 1:
            meant.add(named[0].id)
        else:
            (several if named else unknown).append(line)
    units = tuple(n for n in answering if n.id in meant)
    return Targets(units, tuple(unknown), tuple(several))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
