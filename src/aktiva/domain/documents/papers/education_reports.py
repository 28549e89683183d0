"""A school's written account of its work for children and pupils, 20 §, and the plan beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from aktiva.domain.documents.blocks import (
    Block,
    Bullets,
    Document,
    Heading,
    Labelled,
    Paragraph,
    Table,
)
from aktiva.domain.documents.papers.rows import NOTHING
from aktiva.domain.documents.papers.senders import Sender
from aktiva.domain.documents.swedish import listing, small


@dataclass(frozen=True, slots=True)
class SchoolExamined:
    """One examination, in words."""

    on: date | None
    methods: tuple[str, ...]
    grounds: tuple[str, ...]
    groups: tuple[str, ...]
    result: str
    finding: str


@dataclass(frozen=True, slots=True)
class SchoolRiskRow:
    """A risk with its cause, and what is done about it or why nothing is."""

    description: str
    cause: str
    grounds: tuple[str, ...]
    declined: str = ""


@dataclass(frozen=True, slots=True)
class SchoolMeasureRow:
    """A measure; `against` is the risk it meets, empty for a promotive one."""

    title: str
    against: str
    owner: str
    starts: date | None
    due: date | None
    next_check: date | None
    effect: str


@dataclass(frozen=True, slots=True)
class SchoolFollowUpRow:
    """How it went with a measure."""

    title: str
    outcome: str
    effect: str
    how_known: str


@dataclass(frozen=True, slots=True)
class SchoolTogether:
    """One occasion of cooperation."""

    on: date | None
    groups: tuple[str, ...]
    how: str
    adapted: str


@dataclass(frozen=True, slots=True)
class SchoolText:
    """A governing document in force; `reviewed` says when it was last followed up."""

    title: str
    adopted: str
    reviewed: str


@dataclass(frozen=True, slots=True)
class EducationReport:
    """All that a school has written for a year.

    Args:
        children: What those are called for whom the school is: barn or elever.
        plan_lacks: What the plan of the Education Act lacks; empty when it is there.
    """

    sender: Sender
    title: str
    on: date
    school: str
    form: str
    code: str
    year: int
    children: str
    examined: tuple[SchoolExamined, ...]
    risks: tuple[SchoolRiskRow, ...]
    measures: tuple[SchoolMeasureRow, ...]
    last_years: tuple[SchoolFollowUpRow, ...]
    this_years: tuple[SchoolFollowUpRow, ...]
    working: str
    texts: tuple[SchoolText, ...]
    texts_on: date | None
    texts_words: str
    cooperation: tuple[SchoolTogether, ...]
    plan_on: date | None
    plan_account: str
    plan_link: str
    plan_lacks: tuple[str, ...]


def education_report(facts: EducationReport) -> Document:
    """Return the account: the four steps, guidelines and routines, cooperation, the plan beside."""
    year = str(facts.year)
    blocks: list[Block] = [
        Heading(1, "Vad redovisningen omfattar"),
        Paragraph(
            f"{facts.school} redovisar här arbetet med aktiva åtgärder för {facts.children} under "
            f"{year}, enligt 3 kap. 16–20 §§ diskrimineringslagen. Arbetet för personalen "
            "redovisas för sig."
        ),
        Labelled((("Skolform", facts.form), ("Kod", facts.code), ("År", year))),
        Heading(1, "Undersöka"),
        *_examined(facts.examined),
        Heading(1, "Analysera"),
        *_risks(facts.risks),
        Heading(1, "Åtgärda"),
        *_measures(facts),
        Heading(1, "Följa upp och utvärdera"),
        Heading(2, "Förra årets åtgärder"),
        *_followed(facts.last_years, f"Åtgärder från {facts.year - 1}", untold="Saknas"),
        Heading(2, "Årets åtgärder hittills"),
        *_followed(facts.this_years, f"Åtgärder från {year}", untold="Inte följd upp än"),
        Heading(2, "Sättet att arbeta"),
        Paragraph(facts.working or "Sättet att arbeta är inte utvärderat."),
        Heading(1, "Riktlinjer och rutiner"),
        *_texts(facts),
        Heading(1, "Samverkan"),
        *_together(facts.cooperation),
        Heading(1, "Bredvid: plan mot kränkande behandling"),
        Paragraph(
            "Planen följer av 6 kap. 8 § skollagen och prövas av Skolinspektionen. Den ingår inte "
            "i redovisningen enligt diskrimineringslagen."
        ),
        *_plan(facts),
    ]
    return Document(
        title=facts.title,
        head=facts.sender.head(kind="Redovisning av arbetet för barn och elever", on=facts.on),
        blocks=tuple(blocks),
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else "ingen dag angiven"


def _words(words: Sequence[str]) -> str:
    return listing([small(word) for word in words]) or "inte angivet"


def _examined(rows: Sequence[SchoolExamined]) -> list[Block]:
    if not rows:
        return [Paragraph("Ingen undersökning är redovisad.")]
    blocks: list[Block] = []
    for row in rows:
        blocks += [
            Heading(2, f"Undersökning {_day(row.on)}"),
            Labelled(
                (
                    ("Metod", _words(row.methods)),
                    ("Grunder", _words(row.grounds)),
                    ("Deltog", _words(row.groups)),
                    ("Risk", row.result or "inte angivet"),
                )
            ),
            Paragraph(row.finding or "Det framgår inte vad undersökningen visade."),
        ]
    return blocks


def _risks(rows: Sequence[SchoolRiskRow]) -> list[Block]:
    if not rows:
        return [Paragraph("Undersökningen har inte gett någon risk att analysera.")]
    blocks: list[Block] = []
    for n, row in enumerate(rows, start=1):
        grounds = f"Grunder: {_words(row.grounds)}." if row.grounds else ""
        blocks += [
            Heading(2, f"Risk {n}"),
            Paragraph(row.description),
            Paragraph(f"Orsak: {row.cause or 'inte angiven.'}"),
            Paragraph(grounds),
        ]
    return blocks


def _measures(facts: EducationReport) -> list[Block]:
    blocks: list[Block] = []
    if facts.measures:
        blocks.append(
            Table(
                f"Åtgärder {facts.year}",
                ("Åtgärd", "Möter", "Ansvarig", "Tid", "Väntad effekt"),
                tuple(
                    (
                        row.title,
                        row.against or "Främjande",
                        row.owner or NOTHING,
                        _time(row),
                        row.effect or NOTHING,
                    )
                    for row in facts.measures
                ),
            )
        )
    declined = [row for row in facts.risks if row.declined]
    if declined:
        blocks.append(Heading(2, "Risker utan åtgärd"))
        blocks.append(Bullets(tuple(f"{row.description} {row.declined}" for row in declined)))
    return blocks or [Paragraph("Inga åtgärder är beslutade.")]


def _time(row: SchoolMeasureRow) -> str:
    told = [
        f"börjar {row.starts.isoformat()}" if row.starts else "",
        f"klar {row.due.isoformat()}" if row.due else "",
        f"avstämning {row.next_check.isoformat()}" if row.next_check else "",
    ]
    return ", ".join(part for part in told if part) or NOTHING


def _followed(rows: Sequence[SchoolFollowUpRow], caption: str, *, untold: str) -> list[Block]:
    if not rows:
        return [Paragraph("Det finns inga sådana åtgärder.")]
    cells = tuple(
        (r.title, r.outcome or untold, r.effect or NOTHING, r.how_known or NOTHING) for r in rows
    )
    return [Table(caption, ("Åtgärd", "Utfall", "Effekt", "Så vet vi det"), cells)]


def _texts(facts: EducationReport) -> list[Block]:
    blocks: list[Block] = [
        Bullets(tuple(f"{t.title}, {t.adopted}. {t.reviewed}" for t in facts.texts))
        if facts.texts
        else Paragraph("Inga riktlinjer eller rutiner är registrerade för skolan.")
    ]
    blocks.append(Heading(2, "Uppföljning och utvärdering"))
    if facts.texts_words:
        blocks += [Paragraph(f"Gjord: {_day(facts.texts_on)}."), Paragraph(facts.texts_words)]
    else:
        blocks.append(Paragraph("Skolans egen uppföljning är inte redovisad."))
    return blocks


def _together(rows: Sequence[SchoolTogether]) -> list[Block]:
    if not rows:
        return [Paragraph("Ingen samverkan är redovisad.")]
    return [
        Table(
            "Samverkan under året",
            ("Dag", "Medverkade", "Hur", "Anpassat efter ålder"),
            tuple(
                (_day(r.on), _words(r.groups), r.how or NOTHING, r.adapted or NOTHING) for r in rows
            ),
        )
    ]


def _plan(facts: EducationReport) -> list[Block]:
    blocks: list[Block] = []
    if facts.plan_on:
        blocks.append(Paragraph(f"Planen upprättades {_day(facts.plan_on)}."))
    if facts.plan_account:
        blocks.append(Paragraph(f"Förra årets åtgärder: {facts.plan_account}"))
    if facts.plan_link:
        blocks.append(Paragraph(f"Planen finns på {facts.plan_link}"))
    if facts.plan_lacks:
        blocks.append(Bullets(facts.plan_lacks))
    return blocks
