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
    Foreign,
    Heading,
    Labelled,
    Marker,
    PageBreak,
    Paragraph,
    Quote,
    Table,
)
from aktiva.domain.documents.named import filled
from aktiva.domain.documents.sections import (
    NOTHING_TO_TELL,
    Each,
    Part,
    Situation,
    When,
    repeated,
    stands,
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
        each: What the section is repeated for, and `parts` those that there are.
        shows: The name of a table or picture after the words, and `after` what it is.
        is_held_back: It may not stand in this paper; what is typed in it waits in the draft.
    """

    key: str
    heading: str
    required: bool
    holds: Holds = Holds.TEXT
    text: str = ""
    new_page: bool = False
    off: bool = False
    when: When = When.SOMETHING
    each: Each = Each.ONCE
    shows: str = ""
    parts: tuple[Part, ...] = ()
    after: tuple[Block, ...] = ()
    is_held_back: bool = False

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

    Args:
        values: Name → value, for names that stand in words that somebody has written.

    Raises:
        ValueError: Two slots have the same key.
    """

    name: str
    style: Marker
    slots: tuple[Slot, ...]
    label: str = field(default="", compare=False)
    values: Mapping[str, str] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        keys = [slot.key for slot in self.slots]
        if len(set(keys)) != len(keys):
            raise ValueError(f"a slot stands twice in template {self.name}: {keys}")

    @property
    def used(self) -> tuple[Slot, ...]:
        """The sections that are not switched off."""
        return tuple(slot for slot in self.slots if not slot.off)

    def prepared(
        self,
        situation: Situation,
        *,
        values: Mapping[str, str],
        parts: Mapping[Each, Sequence[Part]],
        shown: Mapping[str, Sequence[Block]],
    ) -> Template:
        """Return the template for one paper: what stands, its values, its parts and its tables."""
        slots = tuple(
            replace(
                slot,
                parts=tuple(parts.get(slot.each, ())),
                after=tuple(shown.get(slot.shows, ())),
                is_held_back=not stands(slot.when, situation),
            )
            for slot in self.slots
        )
        return replace(self, slots=slots, values=values)

    def paragraphs(self, text: str) -> tuple[Paragraph, ...]:
        """Return written words as paragraphs, with values for the names in them."""
        return paragraphs(filled(text, self.values))

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
    "action_plan": ("action_plan",),
    "department_report": ("annual_report",),
    "pay_report": ("pay_report",),
    "personnel_chapter": ("personnel_chapter",),
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
        and any(
            map(says_something, template.paragraphs(given) if isinstance(given, str) else given)
        )
    )
    if lost:
        raise ValueError(f"template {template.name} has no place for {', '.join(lost)}")
    blocks: list[Block] = []
    missing: list[str] = []
    for slot in template.used:
        if slot.is_held_back:
            continue
        heading = slot.heading_for(sender, year=year)
        own = _inside(slot, heading, content.get(slot.key, slot.text), template)
        heading = capital(filled(heading, template.values))
        if not own and slot.required:
            missing.append(heading)
        if not own and slot.when is When.ALWAYS and heading:
            own = (Paragraph(NOTHING_TO_TELL),)
        if own:
            blocks += [*_opening(slot, heading, own), *own]
    if missing:
        raise EmptySlots(missing)
    return tuple(blocks)


def _opening(slot: Slot, heading: str, own: Sequence[Block]) -> tuple[Block, ...]:
    break_before = (PageBreak(),) if slot.new_page else ()
    has_own = isinstance(own[0], Heading) and own[0].level == 1
    return (
        break_before if has_own or not heading else (*break_before, Heading(1, heading, slot.key))
    )


def _inside(
    slot: Slot, heading: str, given: Sequence[Block] | str, template: Template
) -> tuple[Block, ...]:
    """Return what stands below a section's heading, or below those of its parts."""
    if not isinstance(given, str):
        own: Sequence[Block] = given
    elif slot.each is Each.ONCE or not given.strip():
        own = template.paragraphs(given)
    else:
        told = list[Block]()
        for part in repeated(heading, given, slot.parts, values=template.values):
            told += [Heading(part.level, part.heading), *paragraphs(part.words)]
        own = told
    return tuple(filter(says_something, (*own, *slot.after)))


def says_something(block: Block) -> bool:
    """Return whether there is anything to read in a block."""
    match block:
        case Paragraph(text=text) | Heading(text=text) | Quote(text=text) | Foreign(text=text):
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
