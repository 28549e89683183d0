"""How the work was done together with employees and their organisations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aktiva.domain.documents.blocks import Block, Paragraph, Quote, Table
from aktiva.domain.documents.papers.rows import NOTHING


@dataclass(frozen=True, slots=True)
class CooperationRow:
    """What one step's cooperation was."""

    step: str
    forum: str
    on: str
    parties: str
    result: str


@dataclass(frozen=True, slots=True)
class Dissent:
    """A party's differing opinion, word for word."""

    party: str
    words: str


@dataclass(frozen=True, slots=True)
class PartyRow:
    """One party in the four steps, in words."""

    party: str
    steps: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting: its parties as functions and organisations, and what they were told."""

    on: str
    forum: str
    steps: str
    parties: str
    information: str


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A party that was sent something to read; one that is silent says so."""

    title: str
    party: str
    sent: str
    last_day: str
    answer: str


@dataclass(frozen=True, slots=True)
class PartysWords:
    """What a party has said or written, word for word, and whose the words are."""

    words: str
    source: str


@dataclass(frozen=True, slots=True)
class CooperationAccount:
    """The account of cooperation as it was recorded through the year.

    Args:
        forms: What the parties agreed on before the start, as a paragraph.
    """

    forms: str
    parties: tuple[PartyRow, ...] = ()
    meetings: tuple[MeetingRow, ...] = ()
    asked: tuple[AskedRow, ...] = ()
    words: tuple[PartysWords, ...] = ()


def account_blocks(account: CooperationAccount) -> tuple[Block, ...]:
    """Return who took part in which step, the meetings, what was sent and every party's words."""
    blocks: list[Block] = [Paragraph(account.forms)]
    if account.parties:
        header = ("Part", "Undersöka", "Analysera", "Åtgärda", "Följa upp")
        rows = tuple((r.party, *(cell or NOTHING for cell in r.steps)) for r in account.parties)
        blocks.append(Table("Parter och steg", header, rows))
    if account.meetings:
        cells = ((m.on, m.forum, m.steps, m.parties, m.information) for m in account.meetings)
        blocks.append(
            Table(
                "Möten",
                ("Datum", "Forum", "Steg", "Parter", "Information till parterna"),
                tuple((on, *(cell or NOTHING for cell in rest)) for on, *rest in cells),
            )
        )
    if account.asked:
        header = ("Underlag", "Part", "Skickat", "Svar senast", "Svar")
        told = tuple((a.title, a.party, a.sent, a.last_day, a.answer) for a in account.asked)
        blocks.append(Table("Skickat till parterna för läsning", header, told))
    return (*blocks, *word_blocks(account.words))


def word_blocks(words: Sequence[PartysWords]) -> tuple[Block, ...]:
    """Return the parties' words unabridged, each with whose they are."""
    return tuple(Quote(w.words, w.source) for w in words)


def cooperation_blocks(
    rows: Sequence[CooperationRow], dissents: Sequence[Dissent] = ()
) -> tuple[Block, ...]:
    """Return the account of cooperation; dissent stands unabridged (3 kap. 11 §)."""
    blocks: list[Block] = []
    if rows:
        cells = ((r.step, r.forum, r.on, r.parties, r.result) for r in rows)
        blocks.append(
            Table(
                "Samverkan per steg",
                ("Steg", "Forum", "Datum", "Parter", "Resultat"),
                tuple((step, *(cell or NOTHING for cell in rest)) for step, *rest in cells),
            )
        )
    blocks += [Quote(d.words, f"Avvikande mening, {d.party}") for d in dissents]
    return tuple(blocks)
