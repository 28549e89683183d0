"""One unit's plan of action (handlingsplan)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aktiva.domain.documents.blocks import Block, Document, Heading, Paragraph
from aktiva.domain.documents.papers.own_headings import Under, opened
from aktiva.domain.documents.papers.rows import MeasureRow, own_measure_table
from aktiva.domain.documents.papers.senders import Sender
from aktiva.domain.documents.swedish import small
from aktiva.domain.documents.templates import paragraphs


@dataclass(frozen=True, slots=True)
class PlannedRisk:
    """A risk with its cause and what is done about it.

    Args:
        title: The area in the words of the Act, perhaps `under` an own heading.
        no_measure: Why nothing is done, where that was decided.
    """

    title: str
    risk: str
    cause: str
    measures: tuple[MeasureRow, ...]
    no_measure: str = ""
    under: Under | None = None


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """One unit's plan; `unit` is what it was called when the plan was made."""

    sender: Sender
    unit: str
    unit_now: str
    year: int
    on: date
    participants: str
    risks: tuple[PlannedRisk, ...]
    other: tuple[MeasureRow, ...] = ()


def action_plan(facts: ActionPlan) -> Document:
    """Return a unit's plan: who took part, then risk, cause and measures area by area."""
    blocks: list[Block] = []
    if facts.unit_now and facts.unit_now != facts.unit:
        blocks.append(
            Paragraph(f"Planen gjordes i {facts.unit}, som i dag heter {facts.unit_now}.")
        )
    blocks.append(Heading(1, "Vilka har deltagit"))
    blocks += paragraphs(facts.participants) or (Paragraph("Inte angivet."),)
    blocks.append(Heading(1, "Risker, orsaker och åtgärder"))
    if not facts.risks:
        blocks.append(Paragraph("Undersökningen visade ingen risk och inget hinder i år."))
    for opening, risk in opened(facts.risks, level=2):
        blocks += [*opening, *_risk(risk)]
    if facts.other:
        blocks += [
            Heading(1, "Främjande åtgärder och sådant som följer med från förra året"),
            own_measure_table("Övriga åtgärder", facts.other),
        ]
    return Document(
        title=f"Handlingsplan {facts.year}, {facts.unit}",
        head=facts.sender.head(
            kind="Handlingsplan", on=facts.on, recipient=facts.sender.department
        ),
        blocks=tuple(blocks),
    )


def _risk(risk: PlannedRisk) -> list[Block]:
    blocks: list[Block] = [
        Paragraph(f"Risk: {risk.risk}"),
        Paragraph(f"Orsak: {risk.cause.strip() or 'Inte angiven.'}"),
    ]
    if risk.measures:
        caption = f"Åtgärder, {small(risk.title)}"
        blocks.append(own_measure_table(caption, risk.measures))
    if risk.no_measure:
        blocks.append(Paragraph(f"Ingen åtgärd: {risk.no_measure}"))
    elif not risk.measures:
        blocks.append(Paragraph("Ingen åtgärd är beslutad."))
    return blocks
