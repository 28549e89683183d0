"""One unit's plan of action (handlingsplan)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from aktiva.domain.documents.blocks import Block, Document, Paragraph
from aktiva.domain.documents.papers.own_headings import Under, opened
from aktiva.domain.documents.papers.rows import MeasureRow, own_measure_table
from aktiva.domain.documents.papers.senders import Sender
from aktiva.domain.documents.swedish import genitive, small
from aktiva.domain.documents.templates import Template, fill, load, paragraphs


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
    """One unit's plan; `unit` is what it was called when the plan was made.

    `own` is what was typed in the municipality's own sections, by slot.
    """

    sender: Sender
    unit: str
    unit_now: str
    year: int
    on: date
    participants: str
    risks: tuple[PlannedRisk, ...]
    other: tuple[MeasureRow, ...] = ()
    own: Mapping[str, str] = field(default_factory=dict)


def action_plan(facts: ActionPlan, *, template: Template | None = None) -> Document:
    """Return a unit's plan: who took part, then risk, cause and measures area by area.

    Raises:
        EmptySlots: A required slot holds nothing.
    """
    template = (template or load("action_plan")).with_typed(facts.own)
    risks: list[Block] = []
    if not facts.risks:
        risks.append(Paragraph("Undersökningen visade ingen risk och inget hinder i år."))
    for opening, risk in opened(facts.risks, level=2):
        risks += [*opening, *_risk(risk)]
    content: dict[str, Sequence[Block] | str] = {
        "participants": paragraphs(facts.participants) or (Paragraph("Inte angivet."),),
        "risks": risks,
        "other": (own_measure_table("Övriga åtgärder", facts.other),) if facts.other else (),
        **facts.own,
    }
    is_renamed = facts.unit_now and facts.unit_now != facts.unit
    now = f"Planen gjordes i {facts.unit}, som i dag heter {facts.unit_now}."
    return Document(
        title=f"Handlingsplan {facts.year}, {facts.unit}",
        head=facts.sender.head(
            kind="Handlingsplan", on=facts.on, recipient=facts.sender.department
        ),
        blocks=(
            *((Paragraph(now),) if is_renamed else ()),
            *fill(
                template,
                content,
                sender=facts.sender.department_genitive or genitive(facts.unit),
                year=facts.year,
            ),
        ),
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
