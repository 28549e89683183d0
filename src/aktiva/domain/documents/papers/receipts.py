"""A unit's receipt for its answers: what was handed in, when, and what happens with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aktiva.domain.documents.blocks import (
    Block,
    Bullets,
    Document,
    Heading,
    Labelled,
    Paragraph,
)
from aktiva.domain.documents.papers.senders import Sender
from aktiva.domain.documents.swedish import counted


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a unit has handed in.

    Args:
        submitted: The time, for people; empty while nothing is handed in.
        submitted_as: The function, and the name where it may be shown.
        digest: Of the answers, so that a change can be seen.
        next_days: What happens next → ISO date, in order.
    """

    sender: Sender
    unit: str
    year: int
    on: date
    submitted: str
    submitted_as: str
    state: str
    n_answers: int
    n_asked: int
    n_risks: int
    n_measures: int
    digest: str
    next_days: tuple[tuple[str, str], ...]
    questions: tuple[tuple[str, str], ...]
    answers: tuple[tuple[str, str], ...]


def receipt(facts: Receipt) -> Document:
    """Return the receipt, with the answers as they were handed in."""
    given = [
        ("Enhet", facts.unit),
        ("Inlämnat", facts.submitted or "Inte inlämnat ännu"),
        ("Av", facts.submitted_as),
        ("Läge", facts.state),
        ("Svar", f"{facts.n_answers} av {counted(facts.n_asked, one='fråga', many='frågor')}"),
        ("Risker och hinder", str(facts.n_risks)),
        ("Åtgärder", str(facts.n_measures)),
        ("Kontrollsumma", facts.digest),
    ]
    blocks: list[Block] = [
        Heading(1, "Det här har ni lämnat in"),
        Labelled(tuple((label, words) for label, words in given if words)),
        Paragraph("Kontrollsumman är räknad på svaren nedan. Ändras ett svar blir den en annan."),
        Heading(1, "Det här händer nu"),
        Paragraph(
            "Svaren läses av förvaltningen, som kan skicka tillbaka en enskild fråga. Därefter "
            "räknas de ihop med de andra enheternas."
        ),
    ]
    if facts.next_days:
        blocks.append(Bullets(tuple(f"{what}: {day}" for what, day in facts.next_days)))
    blocks.append(Heading(1, "Svaren"))
    if facts.answers:
        asked = dict(facts.questions)
        for key, words in facts.answers:
            blocks += [Heading(2, f"{key} {asked.get(key, '')}".strip()), Paragraph(words)]
    else:
        blocks.append(Paragraph("Enheten har inte svarat på någon fråga."))
    return Document(
        title=f"Kvittens på svar {facts.year}, {facts.unit}",
        head=facts.sender.head(kind="Kvittens", on=facts.on),
        blocks=tuple(blocks),
    )
