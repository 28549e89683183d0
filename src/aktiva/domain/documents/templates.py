"""Templates with named slots, and filling them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from aktiva.domain.documents.blocks import (
    Block,
    Bullets,
    Clauses,
    Facts,
    Figure,
    Heading,
    Marker,
    Paragraph,
    Quote,
    Table,
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a paper. The heading may hold ``{sender}``."""

    key: str
    heading: str
    required: bool


@dataclass(frozen=True, slots=True)
class Template:
    """Slots in a municipality's order; `style` is how it writes decision points."""

    name: str
    style: Marker
    slots: tuple[Slot, ...]


class EmptySlots(ValueError):
    """Slots that the template requires hold nothing; `headings` names them."""

    def __init__(self, headings: Sequence[str]) -> None:
        self.headings = tuple(headings)
        names = ", ".join(f"”{h}”" for h in headings)
        super().__init__(
            f"Mallen kräver text under {names}, som är tom. Skriv minst en mening och försök igen."
        )


@cache
def load(name: str) -> Template:
    """Return a template that ships.

    Raises:
        KeyError: There is none with that name.
    """
    path = resources.files("aktiva.domain.documents") / "templates.toml"
    found = tomllib.loads(path.read_text(encoding="utf-8"))[name]
    slots = tuple(Slot(s["key"], s["heading"], s["required"]) for s in found["slots"])
    return Template(name, Marker(found["style"]), slots)


def fill(
    template: Template, content: Mapping[str, Sequence[Block]], *, sender: str
) -> tuple[Block, ...]:
    """Return the blocks of the filled template, empty slots that are not required left out.

    Raises:
        EmptySlots: A required slot holds nothing that can be read.
    """
    missing = [
        slot.heading.format(sender=sender)
        for slot in template.slots
        if slot.required and not any(map(says_something, content.get(slot.key, ())))
    ]
    if missing:
        raise EmptySlots(missing)
    blocks: list[Block] = []
    for slot in template.slots:
        given = [block for block in content.get(slot.key, ()) if says_something(block)]
        if given:
            blocks.append(Heading(1, slot.heading.format(sender=sender), slot.key))
            blocks.extend(given)
    return tuple(blocks)


def says_something(block: Block) -> bool:
    """Return whether there is anything to read in a block."""
    match block:
        case Paragraph(text=text) | Heading(text=text) | Quote(text=text):
            return bool(text.strip())
        case Bullets(items=items) | Clauses(items=items):
            return any(item.strip() for item in items)
        case Table(rows=rows):
            return bool(rows)
        case Facts() | Figure():
            return True
        case _:
            return False


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return typed text as paragraphs; a blank line begins a new one."""
    parts = text.replace("\r\n", "\n").split("\n\n")
    return tuple(Paragraph(part.strip()) for part in parts if part.strip())
