"""Templates with named slots, and filling them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    Paragraph,
    Quote,
    Table,
)
from aktiva.domain.documents.swedish import capital, listing

SENDER = "{sender}"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a paper. ``{sender}`` in the heading becomes the sender in the genitive."""

    key: str
    heading: str
    required: bool

    def heading_for(self, sender: str) -> str:
        """Return the heading as printed, with a capital first letter."""
        return capital(self.heading.replace(SENDER, sender).strip())


@dataclass(frozen=True, slots=True)
class Template:
    """Slots in a municipality's order; `style` is how it writes decision points.

    Raises:
        ValueError: Two slots have the same key.
    """

    name: str
    style: Marker
    slots: tuple[Slot, ...]

    def __post_init__(self) -> None:
        keys = [slot.key for slot in self.slots]
        if len(set(keys)) != len(keys):
            raise ValueError(f"a slot stands twice in template {self.name}: {keys}")


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
        name: Template(name, Marker(found["style"]), tuple(Slot(**slot) for slot in found["slots"]))
        for name, found in tomllib.loads(path.read_text(encoding="utf-8")).items()
    }


def load(name: str) -> Template:
    """Return a template that ships.

    Raises:
        KeyError: There is none with that name.
    """
    return shipped()[name]


def fill(
    template: Template, content: Mapping[str, Sequence[Block] | str], *, sender: str
) -> tuple[Block, ...]:
    """Return the blocks of the filled template, empty slots that are not required left out.

    Args:
        content: Slot → its blocks, or typed text where a blank line begins a
            new paragraph. A heading among the blocks stands under the slot's.

    Raises:
        EmptySlots: A required slot holds nothing that can be read.
        ValueError: There is content for a slot that the template lacks.
    """
    unknown = content.keys() - {slot.key for slot in template.slots}
    lost = sorted(key for key in unknown if any(map(says_something, _blocks(content[key]))))
    if lost:
        raise ValueError(f"template {template.name} has no place for {', '.join(lost)}")
    held = {
        slot: tuple(filter(says_something, _blocks(content.get(slot.key, ()))))
        for slot in template.slots
    }
    missing = [slot.heading_for(sender) for slot, own in held.items() if slot.required and not own]
    if missing:
        raise EmptySlots(missing)
    return tuple(
        block
        for slot, own in held.items()
        if own
        for block in (Heading(1, slot.heading_for(sender), slot.key), *own)
    )


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
