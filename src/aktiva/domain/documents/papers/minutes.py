"""One paragraph of a body's minutes (protokollsutdrag)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aktiva.domain.documents.blocks import (
    Block,
    Bullets,
    Clauses,
    Document,
    Head,
    Paragraph,
    Table,
)
from aktiva.domain.documents.templates import Template, fill, load, paragraphs


@dataclass(frozen=True, slots=True)
class Treatment:
    """One line of the handled-by table."""

    body: str
    on: date
    paragraph: str


@dataclass(frozen=True, slots=True)
class MinutesExtract:
    """One paragraph of a body's minutes.

    Args:
        paragraph: As printed, for example "KSAG § 1/23".
        approved: When the minutes were approved (justerade).
        announced: When that was announced on the notice board.
    """

    employer: str
    address: str
    body: str
    paragraph: str
    title: str
    registry_number: str
    on: date
    treatments: tuple[Treatment, ...]
    decision: Clauses
    background: str
    measures: tuple[str, ...]
    documents: tuple[str, ...]
    recipients: tuple[str, ...]
    approved: date | None = None
    announced: date | None = None


def minutes_extract(facts: MinutesExtract, *, template: Template | None = None) -> Document:
    """Return the extract: number, handled by, decision, background, documents, recipients."""
    listed = (Bullets(facts.measures),) if facts.measures else ()
    content: dict[str, tuple[Block, ...]] = {
        "decision": (facts.decision,),
        "background": (*paragraphs(facts.background), *listed),
        "path": _path(facts.treatments),
        "documents": tuple(Paragraph(name) for name in facts.documents),
        "recipients": tuple(Paragraph(name) for name in facts.recipients),
    }
    return Document(
        title=f"{facts.paragraph} {facts.title}".strip(),
        head=Head(
            employer=facts.employer,
            address=facts.address or None,
            kind="Protokollsutdrag",
            date=facts.on.isoformat(),
            registry_number=facts.registry_number or None,
            recipient=facts.body,
        ),
        blocks=(
            *_treated(facts),
            *fill(template or load("minutes"), content, sender=facts.body),
            *_approval(facts),
        ),
    )


def _treated(facts: MinutesExtract) -> list[Block]:
    blocks: list[Block] = [Paragraph(facts.registry_number)] if facts.registry_number else []
    if facts.treatments:
        blocks.append(
            Table(
                "Ärendets behandling",
                ("Behandlat av", "Datum", "Ärende"),
                tuple(
                    (f"{at} {treated.body}", treated.on.isoformat(), treated.paragraph)
                    for at, treated in enumerate(facts.treatments, start=1)
                ),
            )
        )
    return blocks


def _path(treatments: tuple[Treatment, ...]) -> tuple[Block, ...]:
    return tuple(
        Paragraph(f"{treated.body} behandlade ärendet {treated.on.isoformat()}.")
        for treated in treatments
    )


def _approval(facts: MinutesExtract) -> list[Block]:
    if facts.approved is None:
        return []
    told = f"Protokollet är justerat {facts.approved.isoformat()}"
    if facts.announced is not None:
        told += f" och justeringen tillkännagiven {facts.announced.isoformat()}"
    return [Paragraph(f"{told}.")]
