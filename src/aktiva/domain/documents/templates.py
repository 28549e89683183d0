"""Templates with named slots, and filling them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from importlib import resources

from aktiva.domain.documents.blocks import (
    Block,
    Bullets,
    Clauses,
    Figure,
    Heading,
    Labelled,
    Marker,
    PageBreak,
    Paragraph,
    Quote,
    Table,
)
from aktiva.domain.documents.swedish import capital, listing

SENDER, YEAR, LAST_YEAR = "{sender}", "{year}", "{last_year}"
"""What a heading may hold in place of words that differ from paper to paper."""

OWN = "own-"
"""The keys of sections that a municipality has added begin so."""


class Holds(StrEnum):
    """What a slot is filled with."""

    TEXT = "text"
    VALUES = "values"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a paper.

    Args:
        heading: ``{sender}`` becomes the sender in the genitive; blank where what fills the
            slot has headings of its own.
        required: The paper is not finished while the slot is empty; otherwise the section
            stands only where there is something to say.
        text: The municipality's own words, which a new paper begins with.
        new_page: The section begins on a new page.
        off: The municipality does not use the section.
    """

    key: str
    heading: str
    required: bool
    holds: Holds = Holds.TEXT
    text: str = ""
    new_page: bool = False
    off: bool = False

    def heading_for(self, sender: str, *, year: int = 0) -> str:
        """Return the heading as printed, with a capital first letter."""
        words = {SENDER: sender, YEAR: str(year), LAST_YEAR: str(year - 1)}
        heading = self.heading
        for placeholder, word in words.items():
            heading = heading.replace(placeholder, word)
        return capital(heading.strip())

    @property
    def is_own(self) -> bool:
        """Whether the municipality has added the section."""
        return self.key.startswith(OWN)


@dataclass(frozen=True, slots=True)
class Template:
    """Slots in a municipality's order; `style` is how it writes decision points.

    Raises:
        ValueError: Two slots have the same key.
    """

    name: str
    style: Marker
    slots: tuple[Slot, ...]
    label: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        keys = [slot.key for slot in self.slots]
        if len(set(keys)) != len(keys):
            raise ValueError(f"a slot stands twice in template {self.name}: {keys}")

    @property
    def used(self) -> tuple[Slot, ...]:
        """The sections that are not switched off."""
        return tuple(slot for slot in self.slots if not slot.off)

    def with_typed(self, typed: Mapping[str, str]) -> Template:
        """Return the template with room, last, for words that were typed in sections now off."""
        known = {slot.key for slot in self.slots}
        left = [
            replace(slot, off=False, required=False)
            for slot in self.slots
            if slot.off and typed.get(slot.key, "").strip()
        ]
        left += [
            Slot(key, "Övrigt", required=False)
            for key, words in typed.items()
            if words.strip() and key not in known
        ]
        again = {slot.key for slot in left}
        kept = [slot for slot in self.slots if slot.key not in again]
        return replace(self, slots=(*kept, *left))


STYLES: Mapping[str, tuple[str, ...]] = {
    "official_report": ("neutral", "numbered", "decision"),
    "annual_report": ("annual_report",),
    "plan": ("plan",),
    "minutes_extract": ("minutes", "minutes_long"),
}
"""Kind of paper → the templates that ship for it."""


class EmptySlots(ValueError):
    """Slots that the template requires hold nothing; `headings` names them."""

    def __init__(self, headings: Sequence[str]) -> None:
        self.headings = tuple(headings)
        names = listing([f"”{heading}”" for heading in headings])
        several = len(self.headings) > 1
        are = "De är tomma" if several else "Den är tom"
        under = "varje rubrik" if several else "rubriken"
        super().__init__(
            f"Skrivelsen är inte klar: mallen kräver text under {names}. {are}. "
            f"Skriv minst en mening under {under} och försök igen."
        )


@cache
def shipped() -> Mapping[str, Template]:
    """Return the templates that come with the system, by name."""
    path = resources.files("aktiva.domain.documents") / "templates.toml"
    return {
        name: Template(
            name,
            Marker(found["style"]),
            tuple(
                Slot(**slot | {"holds": Holds(slot.get("holds", Holds.TEXT))})
                for slot in found["slots"]
            ),
            label=found["label"],
        )
        for name, found in tomllib.loads(path.read_text(encoding="utf-8")).items()
    }


def styles(kind: str) -> tuple[Template, ...]:
    """Return the templates that a municipality's own may begin as, the usual one first."""
    return tuple(load(name) for name in STYLES.get(kind, ()))


def load(name: str) -> Template:
    """Return a template that ships.

    Raises:
        KeyError: There is none with that name.
    """
    return shipped()[name]


def fill(
    template: Template,
    content: Mapping[str, Sequence[Block] | str],
    *,
    sender: str,
    year: int = 0,
) -> tuple[Block, ...]:
    """Return the blocks of the filled template, empty slots that are not required left out.

    Args:
        content: Slot → its blocks, or typed text where a blank line begins a
            new paragraph. A heading among the blocks stands under the slot's. An own
            section without content holds the template's words for it.

    Raises:
        EmptySlots: A required slot holds nothing that can be read.
        ValueError: There is content for a slot that the template lacks, or typed text for
            one that is off. What is computed for a slot that is off is left out.
    """
    places = {slot.key for slot in template.used}
    known = {slot.key for slot in template.slots}
    lost = sorted(
        key
        for key, given in content.items()
        if key not in places
        and (isinstance(given, str) or key not in known)
        and any(map(says_something, _blocks(given)))
    )
    if lost:
        raise ValueError(f"template {template.name} has no place for {', '.join(lost)}")
    held = {
        slot: tuple(filter(says_something, _blocks(content.get(slot.key, slot.text))))
        for slot in template.used
    }
    missing = [
        slot.heading_for(sender, year=year)
        for slot, own in held.items()
        if slot.required and not own
    ]
    if missing:
        raise EmptySlots(missing)
    return tuple(
        block
        for slot, own in held.items()
        if own
        for block in (*_opening(slot, sender, year), *own)
    )


def _opening(slot: Slot, sender: str, year: int) -> tuple[Block, ...]:
    heading = slot.heading_for(sender, year=year)
    break_before = (PageBreak(),) if slot.new_page else ()
    return (*break_before, Heading(1, heading, slot.key)) if heading else break_before


def _blocks(given: Sequence[Block] | str) -> Sequence[Block]:
    return paragraphs(given) if isinstance(given, str) else given


def says_something(block: Block) -> bool:
    """Return whether there is anything to read in a block."""
    match block:
        case Paragraph(text=text) | Heading(text=text) | Quote(text=text):
            return bool(text.strip())
        case Bullets(items=items) | Clauses(items=items):
            return any(item.strip() for item in items)
        case Table(rows=rows):
            return bool(rows)
        case Labelled() | Figure():
            return True
        case _:
            return False


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return typed text as paragraphs; a blank line begins a new one."""
    parts = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n"))
    return tuple(Paragraph(part.strip()) for part in parts if part.strip())
