"""The official report (tjänsteskrivelse) that puts the case before the bodies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from aktiva.domain.documents.blocks import Block, Document, Paragraph
from aktiva.domain.documents.computed import Value, source_table
from aktiva.domain.documents.decisions import Point, path, proposal
from aktiva.domain.documents.papers import rows
from aktiva.domain.documents.papers.senders import Sender
from aktiva.domain.documents.templates import Template, fill, paragraphs


@dataclass(frozen=True, slots=True)
class OfficialReport:
    """The case: facts, and what the writer has written.

    Args:
        bodies: The one that prepares first, the one that decides last.
        kind: The municipality's own word for the paper.
        more_basis: Documents beside the report and this paper, as they are to be printed.
        staff: The staff as a table, for a section of its own.
        signers: Functions, in the order they sign.
        own: What was typed in the municipality's own sections, by slot.
        values: What was computed, with its sources.
    """

    sender: Sender
    recipient: str
    title: str
    on: date
    registry_number: str
    report_title: str
    report_date: date | None
    summary: str
    matter: str
    observations: tuple[str, ...]
    figures: tuple[Block, ...]
    bodies: tuple[str, ...]
    points: tuple[Point, ...]
    recipients: tuple[str, ...]
    cooperation: tuple[Block, ...] = ()
    kind: str = "Tjänsteskrivelse"
    more_basis: tuple[str, ...] = ()
    year: int = 0
    staff: tuple[Block, ...] = ()
    measures: tuple[rows.MeasureRow, ...] = ()
    signers: tuple[str, ...] = ()
    own: Mapping[str, str] = field(default_factory=dict)
    values: tuple[Value, ...] = ()


def official_report(facts: OfficialReport, *, template: Template) -> Document:
    """Return the official report in the template's order.

    Raises:
        EmptySlots: A required slot holds nothing.
    """
    typed = {"summary": facts.summary, "matter": facts.matter, **facts.own}
    template = template.with_typed(typed)
    measures = (
        (rows.activity_table("Åtgärder", facts.measures, what="Åtgärd"),) if facts.measures else ()
    )
    content: dict[str, Sequence[Block] | str] = {
        **typed,
        "basis": _basis(facts),
        "proposal": (proposal(facts.bodies, facts.points, style=template.style),)
        if facts.bodies and facts.points
        else (),
        "recipients": [Paragraph(name) for name in facts.recipients],
        "matter": [
            *template.paragraphs(facts.matter),
            *facts.figures,
            *(part for text in facts.observations for part in paragraphs(text)),
        ],
        "cooperation": facts.cooperation,
        "staff": facts.staff,
        "measures": measures,
        "path": [Paragraph(path(facts.bodies))] if facts.bodies else (),
        "signers": [Paragraph(function) for function in facts.signers],
        "sources": source_table(facts.values),
    }
    return Document(
        title=facts.title,
        head=facts.sender.head(
            kind=facts.kind,
            on=facts.on,
            registry_number=facts.registry_number,
            recipient=facts.recipient,
        ),
        blocks=fill(template, content, sender=facts.sender.department_genitive, year=facts.year),
    )


def _basis(facts: OfficialReport) -> list[Paragraph]:
    """Return what the decision rests on: this paper first, then the report."""
    own = f"{facts.sender.department_genitive} {facts.kind.lower()}, {facts.on.isoformat()}"
    dated = f", daterad {facts.report_date.isoformat()}" if facts.report_date else ""
    report = (facts.report_title + dated,) if facts.report_title else ()
    return [Paragraph(line) for line in (own, *report, *facts.more_basis)]
