"""Groups of equal work, proposed from titles, codes and last year's groups. A person decides.

A position is a title and a code with the number of persons that have both, never a person.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from aktiva.domain.pay.swedish import listing
from aktiva.domain.pay.titles import leads_others, normalise, same_code, same_spelling


@dataclass(frozen=True, order=True)
class Place:
    """A title and a code as they are written, to point to a position by."""

    title: str
    code: str = ""


@dataclass(frozen=True)
class Position:
    """How many persons have a title and a code (AID, BESTA or SSYK 2012)."""

    title: str
    code: str | None
    count: int

    @property
    def place(self) -> Place:
        """The position without its number."""
        return Place(self.title, self.code or "")


@dataclass(frozen=True)
class Earlier:
    """A position of last year and the group it belonged to."""

    title: str
    code: str | None
    group: str


class Ground(StrEnum):
    """Why a position was put where it was."""

    LAST_YEAR = "last_year"
    CODE = "code"
    TITLE = "title"

    @property
    def words(self) -> str:
        """The ground in Swedish."""
        return _GROUNDS[self]


_GROUNDS = {
    Ground.LAST_YEAR: "hörde till gruppen förra året",
    Ground.CODE: "har samma kod",
    Ground.TITLE: "har samma titel",
}


@dataclass(frozen=True)
class ProposedGroup:
    """Positions held to be the same work, and on what ground each of them is.

    Args:
        spellings: Titles that are written differently and were held to be the same, for a person
            to look at; each tuple is one title in its spellings.
    """

    name: str
    positions: tuple[Position, ...]
    grounds: tuple[Ground, ...]
    spellings: tuple[tuple[str, ...], ...] = ()

    @property
    def count(self) -> int:
        """Persons in the group."""
        return sum(p.count for p in self.positions)

    @property
    def why(self) -> str:
        """One Swedish sentence: what the proposal rests on."""
        by_ground = {
            ground: [
                p.title for p, g in zip(self.positions, self.grounds, strict=True) if g is ground
            ]
            for ground in Ground
        }
        parts = [
            f"{listing(dict.fromkeys(titles))} {ground.words}"
            for ground, titles in by_ground.items()
            if titles
        ]
        return f"{'; '.join(parts)}."


def propose(people: Sequence[Position], earlier: Iterable[Earlier] = ()) -> list[ProposedGroup]:
    """Return groups in the order of their names; every position is in exactly one.

    Last year's group goes first, then the code, then the title. Managers and others are never put
    together by a code or by a title, and positions with different codes never by a title alone; a
    title whose earlier code is gone stays in its group.
    """
    last = _Last(earlier)
    positions = _summed(people)
    placed: dict[Place, tuple[str, Ground]] = {}
    codes = _Codes(positions)
    for p in positions:
        group = last.group_of(p) or last.group_before_new_code(p, codes)
        if group is not None:
            placed[p.place] = group
    names = _Names(last.names)
    coded: defaultdict[tuple[str, bool], list[Position]] = defaultdict(list)
    titled: defaultdict[tuple[str, bool], list[Position]] = defaultdict(list)
    for p in positions:
        code = same_code(p.code)
        leads = leads_others(p.title, p.code)
        if p.place not in placed and code is not None:
            coded[code, leads].append(p)
        elif p.place not in placed:
            titled[normalise(p.title), leads].append(p)
    for (code, _), members in sorted(coded.items()):
        name = names.of(members, beside=code)
        placed |= {p.place: (name, Ground.CODE) for p in members}
    for (title, leads), members in sorted(titled.items()):
        homes = {
            group
            for place, (group, _) in placed.items()
            if normalise(place.title) == title
            and leads_others(place.title, place.code or None) is leads
        }
        name = homes.pop() if len(homes) == 1 else names.of(members, beside="utan kod")
        placed |= {p.place: (name, Ground.TITLE) for p in members}
    return _groups(positions, placed)


class _Codes:
    """The codes that are in use this year."""

    def __init__(self, positions: Iterable[Position]) -> None:
        self.used: set[str] = set()
        self._of_title: defaultdict[str, set[str]] = defaultdict(set)
        for p in positions:
            if (code := same_code(p.code)) is not None:
                self.used.add(code)
                self._of_title[normalise(p.title)].add(code)

    def only_one(self, title: str) -> bool:
        """Return whether a normalised title has one code this year."""
        return len(self._of_title.get(title, ())) == 1


def _summed(people: Iterable[Position]) -> list[Position]:
    counts: Counter[Place] = Counter()
    for p in people:
        counts[p.place] += p.count
    return [Position(place.title, place.code or None, n) for place, n in sorted(counts.items())]


def _groups(
    positions: Sequence[Position], placed: Mapping[Place, tuple[str, Ground]]
) -> list[ProposedGroup]:
    members: defaultdict[str, list[Position]] = defaultdict(list)
    for p in positions:
        members[placed[p.place][0]].append(p)
    return [
        ProposedGroup(
            name=name,
            positions=tuple(members[name]),
            grounds=tuple(placed[p.place][1] for p in members[name]),
            spellings=_spellings(members[name]),
        )
        for name in sorted(members)
    ]


def _spellings(members: Sequence[Position]) -> tuple[tuple[str, ...], ...]:
    """Return the titles whose spellings differ by more than case, spaces and signs."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for p in members:
        found[normalise(p.title)].setdefault(same_spelling(p.title), p.title)
    return tuple(tuple(sorted(s.values())) for _, s in sorted(found.items()) if len(s) > 1)


class _Last:
    """Last year's groups, looked up by what a position has."""

    def __init__(self, earlier: Iterable[Earlier]) -> None:
        self.names: set[str] = set()
        self._exact: defaultdict[tuple[str, str | None], set[str]] = defaultdict(set)
        self._titled: defaultdict[str, set[str]] = defaultdict(set)
        self._coded: defaultdict[tuple[str, bool], set[str]] = defaultdict(set)
        self._codes: defaultdict[str, set[tuple[str, bool]]] = defaultdict(set)
        for row in earlier:
            self.names.add(row.group)
            title, code = normalise(row.title), same_code(row.code)
            self._exact[title, code].add(row.group)
            self._titled[title].add(row.group)
            if code is not None:
                leads = leads_others(row.title, row.code)
                self._coded[code, leads].add(row.group)
                self._codes[title].add((code, leads))

    def group_of(self, p: Position) -> tuple[str, Ground] | None:
        """Return the only group that fits, and why; None where none or several do."""
        title, code = normalise(p.title), same_code(p.code)
        same = self._exact.get((title, code), set())
        if not same and (code is None or (title, None) in self._exact):
            same = self._titled.get(title, set())
        if len(same) == 1:
            return next(iter(same)), Ground.LAST_YEAR
        if same or code is None:
            return None
        coded = self._coded.get((code, leads_others(p.title, p.code)), set())
        return (next(iter(coded)), Ground.CODE) if len(coded) == 1 else None

    def group_before_new_code(self, p: Position, now: _Codes) -> tuple[str, Ground] | None:
        """Return the group of a title whose code nobody has any more, as when codes are revised."""
        title = normalise(p.title)
        before = self._codes.get(title, set())
        groups = self._titled.get(title, set())
        if same_code(p.code) is None or len(groups) != 1 or not now.only_one(title):
            return None
        leads = leads_others(p.title, p.code)
        if not before or any(code in now.used or led is not leads for code, led in before):
            return None
        return next(iter(groups)), Ground.TITLE


class _Names:
    """Names of groups, no two alike."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {name.casefold() for name in taken}

    def of(self, members: Sequence[Position], *, beside: str) -> str:
        """Return the commonest title, with something beside it where it is taken."""
        counts: Counter[str] = Counter()
        for p in members:
            counts[p.title.strip()] += p.count
        name = min(counts, key=lambda title: (-counts[title], title)) or "Utan titel"
        tried, number = name, 1
        while tried.casefold() in self._taken:
            tried = f"{name} ({beside})" if number == 1 else f"{name} ({beside}, {number})"
            number += 1
        self._taken.add(tried.casefold())
        return tried
