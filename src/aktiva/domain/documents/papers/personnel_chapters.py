"""The chapter on active measures in the staff account (personalredovisning): the evaluation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from aktiva.domain.documents.blocks import Block, Bullets, Document, Heading, Paragraph
from aktiva.domain.documents.papers import rows
from aktiva.domain.documents.papers.senders import Sender
from aktiva.domain.documents.swedish import capital, counted, part, small
from aktiva.domain.documents.templates import Template, fill, load

INTRODUCTION = (
    "Arbetet med aktiva åtgärder görs i fyra steg: undersöka risker och hinder, analysera "
    "orsaker, genomföra åtgärder, följa upp och utvärdera. Här redovisas vad årets arbete har "
    "lett till."
)


@dataclass(frozen=True, slots=True)
class PersonnelChapter:
    """A year's work in a few pages, for readers who have not followed it.

    Args:
        introduction: What was typed; blank for words of our own.
        results: How it went → number of last year's measures.
        effects: Whether there was effect → number of measures.
        n_untold: Measures of last year that nobody has accounted for.
        evaluated: Last year's measures that were common to all, with their outcomes.
        coverage: What has been examined, as a picture with its table.
        n_meetings: Meetings of cooperation that are recorded.
        own: What was typed in the municipality's own sections, by slot.
    """

    sender: Sender
    title: str
    on: date
    year: int
    registry_number: str
    introduction: str
    n_asked: int
    n_answered: int
    results: tuple[tuple[str, int], ...]
    effects: tuple[tuple[str, int], ...]
    n_untold: int
    evaluated: tuple[rows.MeasureRow, ...] = ()
    strengths: tuple[str, ...] = ()
    improvements: tuple[str, ...] = ()
    staff: tuple[Block, ...] = ()
    coverage: tuple[Block, ...] = ()
    progress: tuple[Block, ...] = ()
    common: tuple[rows.MeasureRow, ...] = ()
    n_meetings: int = 0
    dissents: tuple[Block, ...] = ()
    own: Mapping[str, str] = field(default_factory=dict)


def personnel_chapter(facts: PersonnelChapter, *, template: Template | None = None) -> Document:
    """Return the chapter: what was done, what came of it, what the year showed, what comes next.

    Raises:
        EmptySlots: A required slot holds nothing.
    """
    typed = {"introduction": facts.introduction, **facts.own}
    template = (template or load("personnel_chapter")).with_typed(typed)
    content: dict[str, Sequence[Block] | str] = {
        "introduction": (
            *template.paragraphs(facts.introduction or INTRODUCTION),
            Paragraph(
                f"{part(facts.n_answered, of=facts.n_asked)} har lämnat in sitt underlag för "
                f"{facts.year}."
            ),
            *facts.coverage,
        ),
        "evaluation": _evaluation(facts),
        "findings": _findings(facts),
        "staff": facts.staff,
        "measures": _measures(facts),
        "cooperation": _cooperation(facts),
        **facts.own,
    }
    return Document(
        title=facts.title,
        head=facts.sender.head(
            kind="Kapitel till personalredovisningen",
            on=facts.on,
            registry_number=facts.registry_number,
        ),
        blocks=fill(template, content, sender=facts.sender.department_genitive, year=facts.year),
    )


def _findings(facts: PersonnelChapter) -> list[Block]:
    blocks: list[Block] = []
    for told, label in ((facts.strengths, "Styrkor"), (facts.improvements, "Att förbättra")):
        if told:
            blocks += [Heading(2, label), Bullets(told)]
    return blocks


def _measures(facts: PersonnelChapter) -> list[Block]:
    blocks: list[Block] = [*(facts.progress or (Paragraph("Ingen åtgärd är beslutad ännu."),))]
    if facts.common:
        blocks.append(rows.activity_table("Gemensamma åtgärder", facts.common, what="Åtgärd"))
    return blocks


def _evaluation(facts: PersonnelChapter) -> list[Block]:
    n = sum(count for _, count in facts.results)
    if not n and not facts.n_untold:
        return [Paragraph("Inga åtgärder fanns att utvärdera.")]
    sentences = []
    if n:
        went = [f"{small(word)}: {count}" for word, count in facts.results if count]
        effect = [f"{small(word)} {count}" for word, count in facts.effects if count]
        sentences += [
            f"{counted(n, one='åtgärd', many='åtgärder')} har redovisats. "
            f"{capital(', '.join(went))}.",
            f"Avsedd effekt: {', '.join(effect)}.",
        ]
    if facts.n_untold:
        sentences.append(
            "1 åtgärd är inte redovisad."
            if facts.n_untold == 1
            else f"{counted(facts.n_untold, one='åtgärd', many='åtgärder')} är inte redovisade."
        )
    blocks: list[Block] = [Paragraph(" ".join(sentences))]
    if facts.evaluated:
        blocks.append(rows.outcome_table("Gemensamma åtgärder och deras utfall", facts.evaluated))
    return blocks


def _cooperation(facts: PersonnelChapter) -> list[Block]:
    if not facts.n_meetings:
        return [Paragraph("Inget möte med parterna är registrerat."), *facts.dissents]
    met = counted(facts.n_meetings, one="möte", many="möten")
    return [Paragraph(f"Arbetet har tagits upp på {met} med parterna."), *facts.dissents]
