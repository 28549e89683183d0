"""How the work was done together with employees and their organisations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aktiva.domain.documents.blocks import Block, Quote, Table
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
