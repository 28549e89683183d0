"""The employer's plan for active measures: its words, its method and its tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from aktiva.domain.documents.blocks import Block, Bullets, Document, Heading, Paragraph
from aktiva.domain.documents.papers.own_headings import Under, opened
from aktiva.domain.documents.papers.rows import MeasureRow, activity_table
from aktiva.domain.documents.papers.senders import Sender
from aktiva.domain.documents.swedish import small
from aktiva.domain.documents.templates import Template, fill, load


@dataclass(frozen=True, slots=True)
class PlanArea:
    """One table of the plan: an area in the words of the Act, perhaps under an own heading."""

    title: str
    activities: tuple[MeasureRow, ...]
    under: Under | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan; where `background` or `purpose` is empty, plain words of our own stand there.

    `own` is what was typed in the municipality's own sections, by slot, and `wheel` when the
    activities are to be done, as a picture with its table.
    """

    sender: Sender
    title: str
    on: date
    grounds: tuple[str, ...]
    areas: tuple[str, ...]
    forums: tuple[str, ...]
    tables: tuple[PlanArea, ...]
    background: str = ""
    purpose: str = ""
    own: Mapping[str, str] = field(default_factory=dict)
    wheel: tuple[Block, ...] = ()


_STEPS = (
    ("Undersök", (
        "Fungerar den fysiska, sociala och organisatoriska miljön för alla?",
        "Vad säger enkäter, samtal, skyddsronder och personalstatistik?",
        "Stänger någon rutin, riktlinje eller vana ute någon grupp?",
    )),
    ("Analysera", (
        "Varför ser det ut så? Vad beror risken eller hindret på?",
        "Finns ett samband med en eller flera diskrimineringsgrunder?",
    )),
    ("Åtgärda", (
        "Vad behöver göras, vem ansvarar och när ska det vara klart?",
        "Hur ser vi att åtgärden har haft effekt?",
    )),
    ("Följ upp och utvärdera", (
        "Genomfördes åtgärderna, och fick de avsedd effekt?",
        "Fungerade arbetssättet och samverkan? Vad ändrar vi nästa år?",
    )),
)  # fmt: skip


BACKGROUND = (
    "Alla arbetsgivare ska arbeta förebyggande och främjande mot diskriminering enligt "
    "3 kap. diskrimineringslagen. Arbetet görs löpande, i samverkan med arbetstagarna, och "
    "dokumenteras skriftligt varje år."
)
DUTIES_BESIDE_THE_AREAS = (
    "Därtill finns riktlinjer och rutiner mot trakasserier, sexuella trakasserier och "
    "repressalier, arbete för en jämn könsfördelning och en årlig lönekartläggning."
)


def standing_words(employer: str) -> dict[str, str]:
    """Return slot → our own words, which stand in an employer's plan until somebody writes there."""
    purpose = (
        f"{employer} ska upptäcka och undanröja risker och hinder innan någon "
        "missgynnas, och främja lika rättigheter och möjligheter."
    )
    return {"background": BACKGROUND, "purpose": purpose}


def plan(facts: Plan, *, template: Template | None = None) -> Document:
    """Return the plan: background, purpose, grounds, areas, method and a table per area.

    Raises:
        EmptySlots: A required slot holds nothing.
    """
    activities: list[Block] = []
    for opening, area in opened(facts.tables, level=2):
        caption = f"Aktiviteter, {small(area.title)}"
        activities += [*opening, activity_table(caption, area.activities)]
    typed = {"background": facts.background, "purpose": facts.purpose, **facts.own}
    content: dict[str, Sequence[Block] | str] = {
        "grounds": _listed(facts.grounds),
        "areas": (*_listed(facts.areas), Paragraph(DUTIES_BESIDE_THE_AREAS)),
        "forums": _listed(facts.forums),
        "method": [
            block for step, questions in _STEPS for block in (Heading(2, step), Bullets(questions))
        ],
        "activities": [*facts.wheel, *activities]
        if activities
        else [Paragraph("Inga aktiviteter är beslutade.")],
        **facts.own,
    }
    template = (template or load("plan")).with_typed(typed)
    used = {slot.key for slot in template.used}
    standing = standing_words(facts.sender.employer)
    content |= {key: typed[key] or words for key, words in standing.items() if key in used}
    return Document(
        title=facts.title,
        head=facts.sender.head(kind="Plan", on=facts.on),
        blocks=fill(template, content, sender=facts.sender.department_genitive, year=facts.on.year),
    )


def _listed(items: tuple[str, ...]) -> tuple[Block, ...]:
    return (Bullets(items),) if items else ()
