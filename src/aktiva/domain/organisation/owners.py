"""Who answers for a measure: a plan's words for a function, resolved to those who hold it.

The words stay as they were written. What they point to is worked out for a unit on a day, so
that it follows a change of holder, and a post that nobody holds is said to be vacant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from aktiva.domain.organisation.permissions import Role
from aktiva.domain.organisation.tree import Tree


@dataclass(frozen=True, slots=True)
class Post:
    """Somebody who holds a role at a unit, with the title that the role has there."""

    unit: int
    role: Role
    title: str
    user: int
    acting: bool = False


class Standing(StrEnum):
    """Whether words lead to somebody."""

    HELD = "held"
    VACANT = "vacant"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Owner:
    """One function that the words name, as it stands for a unit.

    Args:
        unit: Where the post lies; None when the words are not understood.
        carries_out: False for one who answers for the measure *via* somebody else.
    """

    words: str
    standing: Standing
    unit: int | None
    posts: tuple[Post, ...] = ()
    carries_out: bool = True


_ENDINGS = ("erna", "arna", "orna", "ens", "en", "er", "ar", "n")
_STEMS = (
    "chef", "rektor", "ombud", "strateg", "partner", "konsult", "samordnar", "ledar", "enhet",
    "avdelning", "kontor", "direktör", "företrädar",
)  # fmt: skip
_MANAGERS = frozenset(
    {
        "chef", "närmaste chef", "respektive chef", "ansvarig chef", "rekryterande chef",
        "lönesättande chef", "personalansvarig chef", "enhetens chef", "berörd chef", "varje chef",
        "alla chef", "samtliga chef", "chef med personalansvar", "arbetsplatsens chef",
    }
)  # fmt: skip
_ROLES: dict[str, Role] = {
    **dict.fromkeys(
        (
            "hr", "hr-chef", "hr-strateg", "hr-enhet", "hr-avdelning", "personalchef",
            "personalenhet", "personalavdelning", "personalkontor", "personaldirektör",
            "hr-direktör",
        ),
        Role.HR_STRATEGIST,
    ),
    **dict.fromkeys(
        ("hr-partner", "hr-konsult", "personalkonsult", "hr-specialist", "hr-generalist"),
        Role.HR_PARTNER,
    ),
    **dict.fromkeys(("förvaltningschef", "sektorchef", "förvaltningsdirektör"), Role.DEPARTMENT_HEAD),
    **dict.fromkeys(("skyddsombud", "huvudskyddsombud"), Role.SAFETY_REPRESENTATIVE),
    **dict.fromkeys(
        ("facklig företrädare", "fackligt ombud", "facklig organisation", "fack", "arbetsplatsombud"),
        Role.UNION_REPRESENTATIVE,
    ),
    "administratör": Role.ADMINISTRATOR,
    "nämndsekreterare": Role.SECRETARY,
    "registrator": Role.REGISTRAR,
}  # fmt: skip
_CHIEFS = frozenset({Role.UNIT_MANAGER, Role.DEPARTMENT_HEAD})
_VIA = re.compile(r",?\s*\b(?:sker\s+)?via\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,|/|;|\+|&|\bsamt\b|\boch\b)\s*", re.IGNORECASE)


def bare(words: str) -> str:
    """Return a function's words without case, punctuation and the endings of number and species."""
    text = re.sub(r"[().:\"”?!]", " ", words.casefold())
    text = " ".join(text.split())
    head, _, last = text.rpartition(" ")
    for ending in _ENDINGS:
        stem = last.removesuffix(ending)
        if stem != last and stem.endswith(_STEMS):
            last = stem
            break
    if last.endswith(("ledar", "samordnar", "företrädar")):
        last += "e"
    if last.endswith("kontoret"):
        last = last.removesuffix("et")
    return f"{head} {last}".strip()


def parts(words: str) -> tuple[tuple[str, bool], ...]:
    """Return (function, whether it carries the measure out) for each function the words name."""
    stages = [stage for stage in _VIA.split(words) if stage.strip()]
    found: list[tuple[str, bool]] = []
    for place, stage in enumerate(stages):
        last = place == len(stages) - 1
        found += [(part.strip(), last) for part in _BETWEEN.split(stage) if part.strip()]
    return tuple(found)


class Owners:
    """The posts of one employer on one day, to be asked for any number of measures and units.

    Args:
        chiefs: Kind of unit → what its chief is called there.
    """

    def __init__(self, tree: Tree, posts: Iterable[Post], chiefs: Mapping[str, str]) -> None:
        self._tree = tree
        self._at: dict[int, list[Post]] = {}
        for post in sorted(posts, key=lambda p: (p.unit, p.acting, p.user)):
            self._at.setdefault(post.unit, []).append(post)
        self._chiefs = {kind: bare(chief) for kind, chief in chiefs.items()}
        self._titles = {bare(p.title) for held in self._at.values() for p in held}
        self._known: dict[tuple[str, int], tuple[Owner, ...]] = {}

    def of(self, words: str, unit: int) -> tuple[Owner, ...]:
        """Return the functions that `words` name, as they stand for `unit`; empty for no words."""
        key = (words, unit)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = tuple(
                self._one(part, unit, carries_out) for part, carries_out in parts(words)
            )
        return found

    def users(self, words: str, unit: int) -> tuple[int, ...]:
        """Return the persons who carry the measure out at `unit`, each once."""
        owners = [o for o in self.of(words, unit) if o.carries_out]
        return tuple(dict.fromkeys(post.user for owner in owners for post in owner.posts))

    def is_vacant(self, words: str, unit: int) -> bool:
        """Return whether a function that the words name is held by nobody."""
        return any(owner.standing is Standing.VACANT for owner in self.of(words, unit))

    def _above(self, unit: int) -> list[int]:
        return [unit, *(node.id for node in self._tree.ancestors(unit))]

    def _one(self, words: str, unit: int, carries_out: bool) -> Owner:
        named = bare(words)

        def owner(at: int, posts: list[Post]) -> Owner:
            standing = Standing.HELD if posts else Standing.VACANT
            return Owner(words, standing, at, tuple(posts), carries_out)

        line = self._above(unit)
        if named in _MANAGERS:
            return owner(unit, self._chief_of(unit))
        for at in line:
            node = self._tree.nodes.get(at)
            if node is not None and self._chiefs.get(node.kind) == named:
                return owner(at, self._chief_of(at))
        if named in self._titles:
            for at in line:
                held = [p for p in self._at.get(at, []) if bare(p.title) == named]
                if held:
                    return owner(at, self._first(held))
        role = _ROLES.get(named)
        if role is not None:
            for at in line:
                held = [p for p in self._at.get(at, []) if p.role is role]
                if held:
                    return owner(at, self._first(held))
            return owner(line[-1], [])
        if named in self._titles or named in self._chiefs.values():
            return owner(unit, [])
        return Owner(words, Standing.UNKNOWN, None, (), carries_out)

    def _chief_of(self, unit: int) -> list[Post]:
        return self._first([p for p in self._at.get(unit, []) if p.role in _CHIEFS])

    @staticmethod
    def _first(held: list[Post]) -> list[Post]:
        """Those who hold a post, without its acting holders where somebody holds it fully."""
        full = [p for p in held if not p.acting]
        return full or held
