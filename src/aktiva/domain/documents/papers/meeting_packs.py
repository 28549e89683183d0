"""What the parties of a samverkansgrupp get before a meeting, step by step (3 kap. 11–12 §§)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aktiva.domain.documents.blocks import Block, Bullets, Document, Heading, Paragraph, Table
from aktiva.domain.documents.papers import rows
from aktiva.domain.documents.papers.at_the_workplace import ROOM_TO_WRITE
from aktiva.domain.documents.papers.cooperation import AskedRow
from aktiva.domain.documents.papers.senders import Sender
from aktiva.domain.documents.swedish import counted, number

MOST_RISKS = 30


@dataclass(frozen=True, slots=True)
class RiskLine:
    """A risk for the parties to discuss: where, what and why."""

    unit: str
    area: str
    risk: str
    cause: str


@dataclass(frozen=True, slots=True)
class MeetingPack:
    """The state of the year at a place, as it stands before a meeting.

    Args:
        n_risks: All risks; `risks` may be only the first of them.
        measures: Measures decided at the place itself, for all its units.
        waiting: What parties have been sent and not answered.
        parties: The parties that belong at the meeting.
    """

    sender: Sender
    place: str
    year: int
    on: date
    n_asked: int
    n_answered: int
    n_risks: int
    n_without_cause: int
    n_without_measure: int
    risks: tuple[RiskLine, ...]
    progress: tuple[Block, ...]
    measures: tuple[rows.MeasureRow, ...]
    n_owed: int
    n_told: int
    last_years: tuple[rows.MeasureRow, ...]
    waiting: tuple[AskedRow, ...]
    parties: tuple[str, ...]


def meeting_pack(facts: MeetingPack) -> Document:
    """Return the pack: one heading a step with a question, then room for what the parties say."""
    blocks: list[Block] = [
        Heading(1, "Inför mötet"),
        Paragraph(
            "Det här är den information som behövs för att samverka om arbetet med aktiva "
            f"åtgärder {facts.year}. Varje avsnitt är ett steg, och slutar med vad parterna "
            "behöver ta ställning till."
        ),
    ]
    blocks += _examined(facts) + _analysed(facts) + _decided(facts) + _followed_up(facts)
    if facts.waiting:
        blocks += [
            Heading(1, "Väntar på svar"),
            Table(
                "Skickat till parterna",
                ("Underlag", "Part", "Skickat", "Svar senast", "Svar"),
                tuple((a.title, a.party, a.sent, a.last_day, a.answer) for a in facts.waiting),
            ),
        ]
    blocks += [
        Heading(1, "Det här sa parterna"),
        Paragraph("Skriv vilka steg som togs upp. Avvikande mening återges med partens egna ord."),
        Table(
            "Skriv under mötet",
            ("Part", "Steg", "Synpunkter", "Avvikande mening"),
            tuple((party, ROOM_TO_WRITE, "", "") for party in facts.parties or ("\u00a0",) * 3),
        ),
    ]
    return Document(
        title=f"Samverkan om aktiva åtgärder {facts.year}, {facts.place}",
        head=facts.sender.head(kind="Underlag till samverkansgruppen", on=facts.on),
        blocks=tuple(blocks),
    )


def _examined(facts: MeetingPack) -> list[Block]:
    return [
        Heading(1, "Undersöka"),
        Paragraph(
            f"{number(facts.n_answered)} av "
            f"{counted(facts.n_asked, one='enhet', many='enheter')} har lämnat in sitt underlag."
            if facts.n_asked
            else "Underlaget är inte utskickat till enheterna ännu."
        ),
        Bullets(("Har rätt saker undersökts, och på rätt sätt?",)),
    ]


def _analysed(facts: MeetingPack) -> list[Block]:
    blocks: list[Block] = [Heading(1, "Analysera")]
    if facts.n_risks:
        blocks.append(
            Paragraph(
                f"{counted(facts.n_risks, one='risk eller hinder', many='risker och hinder')} är "
                f"beskrivna. {number(facts.n_without_cause)} saknar orsak."
            )
        )
        if facts.risks:
            blocks.append(
                Table(
                    "Risker och orsaker",
                    ("Enhet", "Område", "Risk eller hinder", "Orsak"),
                    tuple((r.unit, r.area, r.risk, r.cause or "Inte angiven") for r in facts.risks),
                )
            )
        left = facts.n_risks - len(facts.risks)
        if left > 0:
            blocks.append(Paragraph(f"Ytterligare {number(left)} finns i Aktiva."))
    else:
        blocks.append(Paragraph("Ingen risk och inget hinder är beskrivet ännu."))
    return [*blocks, Bullets(("Stämmer orsakerna? Vad saknas?",))]


def _decided(facts: MeetingPack) -> list[Block]:
    blocks: list[Block] = [Heading(1, "Åtgärda")]
    if facts.n_without_measure:
        blocks.append(
            Paragraph(
                f"{counted(facts.n_without_measure, one='risk', many='risker')} saknar åtgärd "
                "eller beslut att avstå."
            )
        )
    blocks += facts.progress or (Paragraph("Ingen åtgärd är beslutad ännu."),)
    if facts.measures:
        blocks.append(rows.activity_table("Gemensamma åtgärder", facts.measures, what="Åtgärd"))
    return [*blocks, Bullets(("Är åtgärderna de rätta, och är tiderna rimliga?",))]


def _followed_up(facts: MeetingPack) -> list[Block]:
    before = facts.year - 1
    blocks: list[Block] = [Heading(1, "Följa upp och utvärdera")]
    if facts.n_owed:
        blocks.append(
            Paragraph(
                f"{number(facts.n_told)} av "
                f"{counted(facts.n_owed, one='åtgärd', many='åtgärder')} från {before} är "
                "redovisade."
            )
        )
    else:
        blocks.append(Paragraph(f"Inga åtgärder från {before} väntar på redovisning."))
    if facts.last_years:
        blocks.append(rows.outcome_table(f"Utfall av åtgärder från {before}", facts.last_years))
    return [*blocks, Bullets(("Fick åtgärderna effekt, och hur märks det?",))]
