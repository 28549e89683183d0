"""Papers for the staff themselves: an item for the workplace meeting, a plan for the wall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from aktiva.domain.documents.blocks import Block, Bullets, Document, Heading, Paragraph, Table
from aktiva.domain.documents.papers.rows import NOTHING
from aktiva.domain.documents.papers.senders import Sender
from aktiva.domain.documents.swedish import counted

LONGEST_TITLE = 160
"""Characters of a measure's words on the wall; what is longer is cut at a word."""

TALKING_POINTS = 3
ROOM_TO_WRITE = "\u00a0\n\u00a0"


@dataclass(frozen=True, slots=True)
class OpenMeasure:
    """A measure as colleagues need it: what, which function, when and how far it has come."""

    title: str
    owner: str
    time: str
    state: str


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """What a workplace meeting is to talk about.

    Args:
        unexamined: Areas that the unit has not examined this year, each with its questions.
        n_areas: How many areas there are to examine.
    """

    sender: Sender
    unit: str
    year: int
    on: date
    n_areas: int
    unexamined: tuple[tuple[str, tuple[str, ...]], ...]
    own: tuple[OpenMeasure, ...] = ()
    common: tuple[OpenMeasure, ...] = ()


def agenda_item(facts: AgendaItem) -> Document:
    """Return the item: what it is about, measures, three questions, and room for what is decided."""
    n_open = len(facts.own) + len(facts.common)
    blocks: list[Block] = [
        Heading(1, "Vad det handlar om"),
        Paragraph(
            "Varje år går vi igenom vad på vår arbetsplats som kan hindra någon från lika "
            "rättigheter och möjligheter, och vad vi gör åt det. "
            f"Hittills under {facts.year} har vi undersökt "
            f"{facts.n_areas - len(facts.unexamined)} av {facts.n_areas} områden, och "
            f"{counted(n_open, one='åtgärd', many='åtgärder')} är inte avslutade."
        ),
        Heading(1, "Åtgärder att prata om"),
    ]
    if facts.own:
        blocks.append(_table("Våra egna åtgärder", facts.own))
    if facts.common:
        blocks.append(_table("Gemensamma åtgärder som gäller oss", facts.common))
    if not n_open:
        blocks.append(Paragraph("Ingen åtgärd är öppen hos oss just nu."))
    blocks.append(Heading(1, "Frågor att prata om"))
    points = talking_points(facts.unexamined)
    if points:
        blocks += [
            Paragraph("Prata om arbetsplatsen, inte om enskilda personer."),
            Bullets(tuple(f"{area}: {question}" for area, question in points)),
        ]
    else:
        blocks.append(
            Paragraph(
                "Alla områden är undersökta i år. Prata om ifall åtgärderna märks i vardagen och "
                "vad som i så fall har blivit annorlunda."
            )
        )
    blocks += [
        Heading(1, "Det här bestämde vi"),
        Table(
            "Skriv under mötet",
            ("Punkt", "Vad vi bestämde", "Ansvarig funktion", "Klart"),
            tuple((str(n), ROOM_TO_WRITE, "", "") for n in (1, 2, 3)),
        ),
    ]
    return Document(
        title=f"Aktiva åtgärder {facts.year}, {facts.unit}",
        head=facts.sender.head(kind="Punkt till APT", on=facts.on),
        blocks=tuple(blocks),
    )


def talking_points(
    unexamined: Sequence[tuple[str, tuple[str, ...]]], *, n: int = TALKING_POINTS
) -> tuple[tuple[str, str], ...]:
    """Return `n` questions with their areas: one from each area in turn, then the next of each."""
    longest = max((len(questions) for _, questions in unexamined), default=0)
    in_turn = [
        (area, questions[turn])
        for turn in range(longest)
        for area, questions in unexamined
        if turn < len(questions)
    ]
    return tuple(in_turn[:n])


def _table(caption: str, measures: Sequence[OpenMeasure]) -> Table:
    return Table(
        caption,
        ("Åtgärd", "Ansvarig", "Klart senast", "Läge"),
        tuple((m.title, m.owner or NOTHING, m.time or NOTHING, m.state) for m in measures),
    )


@dataclass(frozen=True, slots=True)
class WallPlan:
    """A unit's measures for the wall: no risks, no causes and no names."""

    sender: Sender
    unit: str
    year: int
    on: date
    measures: tuple[OpenMeasure, ...]


def wall_plan(facts: WallPlan, *, shown: int) -> Document:
    """Return the plan in large type with the `shown` first measures, and how many more there are."""
    blocks: list[Block] = [Paragraph("Det här gör vi för lika rättigheter och möjligheter.")]
    for m in facts.measures[:shown]:
        blocks += [
            Heading(1, shortened(m.title)),
            Paragraph(
                " · ".join(p for p in (m.owner and f"Ansvarig: {m.owner}", m.time, m.state) if p)
            ),
        ]
    left = len(facts.measures) - shown
    if left > 0 and shown:
        blocks.append(Paragraph(f"Och {left} till. Chefen har hela planen."))
    elif left > 0:
        blocks.append(
            Paragraph(f"{counted(left, one='åtgärd', many='åtgärder')}. Chefen har hela planen.")
        )
    elif not facts.measures:
        blocks.append(Paragraph("Ingen åtgärd är beslutad ännu."))
    return Document(
        title=f"Handlingsplan {facts.year}, {facts.unit}",
        head=facts.sender.head(kind="Plan till väggen", on=facts.on),
        blocks=tuple(blocks),
        large=True,
    )


def shortened(title: str) -> str:
    """Return a measure's words on one line, cut at a word with an ellipsis if they are long."""
    words = " ".join(title.split())
    if len(words) <= LONGEST_TITLE:
        return words
    cut = words[:LONGEST_TITLE]
    return f"{cut.rpartition(' ')[0] or cut} …"
