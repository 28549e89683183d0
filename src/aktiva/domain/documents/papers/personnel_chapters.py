"""The chapter on active measures in the staff account (personalredovisning): the evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aktiva.domain.documents.blocks import Block, Bullets, Document, Heading, Paragraph
from aktiva.domain.documents.papers import rows
from aktiva.domain.documents.papers.senders import Sender
from aktiva.domain.documents.swedish import capital, counted, part, small
from aktiva.domain.documents.templates import paragraphs


@dataclass(frozen=True, slots=True)
class PersonnelChapter:
    """A year's work in a few pages, for readers who have not followed it.

    Args:
        results: How it went → number of last year's measures.
        effects: Whether there was effect → number of measures.
        n_untold: Measures of last year that nobody has accounted for.
        evaluated: Last year's measures that were common to all, with their outcomes.
        coverage: What has been examined, as a picture with its table.
        n_meetings: Meetings of cooperation that are recorded.
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


def personnel_chapter(facts: PersonnelChapter) -> Document:
    """Return the chapter: what was done, what came of it, what the year showed, what comes next."""
    before = facts.year - 1
    blocks: list[Block] = [
        Heading(1, "Arbetet under året"),
        *paragraphs(facts.introduction),
        Paragraph(
            f"{part(facts.n_answered, of=facts.n_asked)} har lämnat in sitt underlag för "
            f"{facts.year}."
        ),
        *facts.coverage,
        Heading(1, f"Utvärdering av åtgärderna från {before}"),
        *_evaluation(facts),
    ]
    if facts.strengths or facts.improvements:
        blocks.append(Heading(1, "Det som undersökningarna visade"))
        for told, label in ((facts.strengths, "Styrkor"), (facts.improvements, "Att förbättra")):
            if told:
                blocks += [Heading(2, label), Bullets(told)]
    if facts.staff:
        blocks += [Heading(1, "Personalen"), *facts.staff]
    blocks.append(Heading(1, f"Åtgärder för {facts.year}"))
    blocks += facts.progress or (Paragraph("Ingen åtgärd är beslutad ännu."),)
    if facts.common:
        blocks.append(rows.activity_table("Gemensamma åtgärder", facts.common, what="Åtgärd"))
    blocks += [Heading(1, "Samverkan"), *_cooperation(facts)]
    return Document(
        title=facts.title,
        head=facts.sender.head(
            kind="Kapitel till personalredovisningen",
            on=facts.on,
            registry_number=facts.registry_number,
        ),
        blocks=tuple(blocks),
    )


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
