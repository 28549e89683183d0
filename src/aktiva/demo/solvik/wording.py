"""Chooses words so that no sentence stands in more than three units.

The texts lie in ``texts/*.toml``. A text may have slots in braces. A slot of a theme
keeps its word for a unit and a theme (a meeting at 16.00 stays at 16.00), a slot of
the lexicon is drawn anew for each text. A slot with a capital letter gives its word
a capital letter. Before a text is used the ledger is asked whether each of its
sentences may stand in one more unit; if not, the next text is tried.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from tomllib import loads
from typing import Any

from aktiva.domain.values import Area, Ground

MOST_UNITS = 3

_SLOT = re.compile(r"\{(\w+)\}")
_AFTER_PREPOSITION = re.compile(
    r"\b(bland|med|för|till|från|åt|nå|missgynna|nådde aldrig|slut inte|med alla, också) de som\b"
)
_END = re.compile(r"(?<=[.!?])\s+")


class WordsRunOut(Exception):
    """Every text of the kind already stands in as many units as it may."""


@dataclass(frozen=True, kw_only=True)
class Theme:
    """One thing that may be found at a workplace, with the words for every step."""

    key: str
    question: str
    area: Area
    grounds: tuple[Ground, ...]
    groups: tuple[str, ...]
    texts: Mapping[str, tuple[str, ...]] = field(hash=False)
    slots: Mapping[str, tuple[str, ...]] = field(hash=False)
    pairs: tuple[tuple[str, ...], ...] = ()
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)


AREA_OF_QUESTION = {
    "1.1": Area.WORKING_CONDITIONS,
    "1.4": Area.WORKING_CONDITIONS,
    "1.7": Area.WORKING_CONDITIONS,
    "1.9": Area.WORKING_CONDITIONS,
    "2.2": Area.PAY,
    "3.1": Area.RECRUITMENT,
    "3.8": Area.RECRUITMENT,
    "4.1": Area.TRAINING,
    "5.1": Area.PARENTHOOD,
    "5.2": Area.PARENTHOOD,
    "6.6": Area.HARASSMENT,
}
_THEME_FILES = ("physical", "social", "work", "terms", "parenthood")
_STEPS = ("topic", "says", "risk", "cause", "measure", "effect", "measured", "worked", "failed")


@cache
def _read(name: str) -> dict[str, Any]:
    path = resources.files(__package__) / "texts" / f"{name}.toml"
    return loads(path.read_text(encoding="utf-8"))


@cache
def themes() -> tuple[Theme, ...]:
    """Return every theme, in the order of the files."""
    return tuple(_theme(row) for name in _THEME_FILES for row in _read(name)["theme"])


@cache
def lexicon() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the words of each group of units, with those that all share."""
    data = _read("lexicon")
    shared = data.pop("all")
    return {
        group: {slot: tuple(words) for slot, words in {**shared, **own}.items()}
        for group, own in data.items()
    }


@cache
def general() -> Mapping[str, Any]:
    """Return the texts that belong to no theme."""
    return _read("general")


def _theme(row: dict[str, Any]) -> Theme:
    slots = dict(row.get("slots", {}))
    pairs = slots.pop("pairs", [])
    return Theme(
        key=row["key"],
        question=row["question"],
        area=Area(row["area"]) if "area" in row else AREA_OF_QUESTION[row["question"]],
        grounds=tuple(Ground(ground) for ground in row["grounds"]),
        groups=tuple(row["groups"]),
        texts={step: tuple(row[step]) for step in _STEPS},
        slots={slot: tuple(words) for slot, words in slots.items()},
        pairs=tuple(tuple(pair) for pair in pairs),
        only={word: tuple(groups) for word, groups in row.get("only", {}).items()},
    )


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text, trimmed."""
    return tuple(s.strip() for s in _END.split(text.strip()) if s.strip())


@dataclass
class Ledger:
    """Remembers which units each sentence stands in."""

    _units: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def allows(self, text: str, unit: str) -> bool:
        """Tell whether every sentence of the text may stand in `unit`."""
        for sentence in sentences(text):
            standing = self._units.get(sentence)
            if standing and unit not in standing and len(standing) >= MOST_UNITS:
                return False
        return True

    def enter(self, text: str, unit: str) -> None:
        """Note that the text stands in `unit`."""
        for sentence in sentences(text):
            self._units[sentence].add(unit)


@dataclass
class Writer:
    """Writes for one unit, with its own dice and the ledger that all share."""

    unit: str
    group: str
    ledger: Ledger
    rng: random.Random

    def bind(self, theme: Theme) -> dict[str, str]:
        """Return one word for each slot of the theme, that suits the unit.

        Those whom a finding is about are the same from risk to outcome.
        """
        bound = {slot: self.rng.choice(lexicon()[self.group][slot]) for slot in _WHO_AND_WHERE}
        partners = {slot: pair for pair in theme.pairs for slot in pair}
        for slot, words in theme.slots.items():
            if slot in bound and slot not in _WHO_AND_WHERE:
                continue
            fitting = [n for n, word in enumerate(words) if self._suits(theme, slot, n)]
            place = self.rng.choice(fitting or range(len(words)))
            for partner in partners.get(slot, (slot,)):
                bound[partner] = theme.slots[partner][place]
        return bound

    def _suits(self, theme: Theme, slot: str, place: int) -> bool:
        pair = next((p for p in theme.pairs if slot in p), (slot,))
        named = [theme.only.get(theme.slots[p][place]) for p in pair]
        return all(groups is None or self.group in groups for groups in named)

    def write(self, templates: Iterable[str], bound: Mapping[str, str] | None = None) -> str:
        """Return one of the texts, filled in and entered in the ledger.

        Raises:
            WordsRunOut: None of them may stand in one more unit.
        """
        order = list(templates)
        self.rng.shuffle(order)
        for _ in range(12):
            for template in order:
                text = self._fill(template, bound or {})
                if self.ledger.allows(text, self.unit):
                    self.ledger.enter(text, self.unit)
                    return text
        raise WordsRunOut(f"{self.unit}: {order[0] if order else 'no text'}")

    def write_if_possible(
        self, templates: Iterable[str], bound: Mapping[str, str] | None = None
    ) -> str:
        """Return one of the texts, or "" when all have been used enough."""
        try:
            return self.write(templates, bound)
        except WordsRunOut:
            return ""

    def _fill(self, template: str, bound: Mapping[str, str]) -> str:
        drawn: dict[str, str] = {}
        words = lexicon()[self.group]

        def word(match: re.Match[str]) -> str:
            slot = match[1]
            name = slot.lower()
            if name not in drawn:
                source = bound.get(name)
                drawn[name] = source if source is not None else self.rng.choice(words[name])
            inner = _SLOT.sub(word, drawn[name])
            return capital(inner) if slot[0].isupper() else lower(inner)

        return _AFTER_PREPOSITION.sub(r"\1 dem som", _SLOT.sub(word, template))


def capital(text: str) -> str:
    """Return the text with a capital first letter, also after a quotation mark."""
    if text.startswith("”"):
        return text[0] + text[1:2].upper() + text[2:]
    return text[:1].upper() + text[1:]


def lower(text: str) -> str:
    """Return the text as it stands inside a sentence; APT, HR and place names are kept."""
    return text if text[:2].isupper() or text in _PROPER else text[:1].lower() + text[1:]


_WHO_AND_WHERE = ("sena", "andra", "i_rum")
_PROPER = frozenset({"Stockholm", "Malmö", "Jönköping", "Göteborg", "Linköping", "Växjö"})
