"""The written pay mapping of the smaller employer, 3 kap. 14 §."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from aktiva.domain.documents.blocks import Block, Document, Heading, Paragraph
from aktiva.domain.documents.papers.senders import Sender
from aktiva.domain.documents.templates import Template, fill, load, paragraphs

PAY_INTRODUCTION = (
    "Arbetsgivaren har kartlagt och analyserat löneskillnader mellan kvinnor och män, så att "
    "osakliga skillnader kan upptäckas, åtgärdas och förhindras."
)
NOT_TOLD = "Det här är inte redovisat."

Told = Sequence[tuple[str, str]]
"""Questions, each with what was answered."""


@dataclass(frozen=True, slots=True)
class PayReport:
    """The employer's account of the year's pay mapping.

    Args:
        own: What was typed in the municipality's own sections, by slot.
    """

    sender: Sender
    title: str
    on: date
    year: int
    registry_number: str
    introduction: str
    rules: Told
    comparisons: Told
    adjustments: Told
    outcomes: Told
    cooperation: tuple[Block, ...]
    own: Mapping[str, str] = field(default_factory=dict)


def pay_report(facts: PayReport, *, template: Template | None = None) -> Document:
    """Return the account: what was mapped, what it showed, what is done, what came of last year's.

    Raises:
        EmptySlots: A required slot holds nothing.
    """
    typed = {"introduction": facts.introduction, **facts.own}
    template = (template or load("pay_report")).with_typed(typed)
    content: dict[str, Sequence[Block] | str] = {
        "introduction": template.paragraphs(facts.introduction or PAY_INTRODUCTION),
        "rules": _told(facts.rules),
        "comparisons": _told(facts.comparisons),
        "adjustments": _told(facts.adjustments),
        "outcomes": _told(facts.outcomes),
        "cooperation": facts.cooperation or (Paragraph(NOT_TOLD),),
        **facts.own,
    }
    return Document(
        title=facts.title,
        head=facts.sender.head(
            kind="Lönekartläggning", on=facts.on, registry_number=facts.registry_number
        ),
        blocks=fill(template, content, sender=facts.sender.department_genitive, year=facts.year),
    )


def _told(answers: Told) -> list[Block]:
    blocks: list[Block] = []
    for question, words in answers:
        blocks += [Heading(2, question), *paragraphs(words)]
    return blocks or [Paragraph(NOT_TOLD)]
