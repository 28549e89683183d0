"""The official report (tjänsteskrivelse) that puts the case before the bodies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from aktiva.domain.documents.blocks import Block, Document, Paragraph
from aktiva.domain.documents.decisions import Point, proposal
from aktiva.domain.documents.papers.senders import Sender
from aktiva.domain.documents.templates import Template, fill, paragraphs


@dataclass(frozen=True, slots=True)
class OfficialReport:
    """The case: facts, and what the writer has written.

    Args:
        bodies: The one that prepares first, the one that decides last.
        kind: The municipality's own word for the paper.
        more_basis: Documents beside the report and this paper, as they are to be printed.
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


def official_report(facts: OfficialReport, *, template: Template) -> Document:
    """Return the official report in the template's order.

    Raises:
        EmptySlots: A required slot holds nothing.
    """
    content: dict[str, Sequence[Block]] = {
        "summary": paragraphs(facts.summary),
        "basis": _basis(facts),
        "proposal": (proposal(facts.bodies, facts.points, style=template.style),)
        if facts.bodies and facts.points
        else (),
        "recipients": [Paragraph(name) for name in facts.recipients],
        "matter": [
            *paragraphs(facts.matter),
            *facts.figures,
            *(part for text in facts.observations for part in paragraphs(text)),
        ],
        "cooperation": facts.cooperation,
    }
    return Document(
        title=facts.title,
        head=facts.sender.head(
            kind=facts.kind,
            on=facts.on,
            registry_number=facts.registry_number,
            recipient=facts.recipient,
        ),
        blocks=fill(template, content, sender=facts.sender.department_genitive),
    )


def _basis(facts: OfficialReport) -> list[Paragraph]:
    """Return what the decision rests on: this paper first, then the report."""
    own = f"{facts.sender.department_genitive} {facts.kind.lower()}, {facts.on.isoformat()}"
    dated = f", daterad {facts.report_date.isoformat()}" if facts.report_date else ""
    report = (facts.report_title + dated,) if facts.report_title else ()
    return [Paragraph(line) for line in (own, *report, *facts.more_basis)]
