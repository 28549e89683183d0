"""The year's pay mapping as a paper: for the employer, for everybody, and as an annex to the parties.

What 3 kap. 13 § 4–6 asks for: the mapping and the analysis, the plan with costs and times, and what
came of last year's. The three differ in which figures they hold; the words are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aktiva.domain.documents.blocks import (
    Block,
    Bullets,
    Document,
    Heading,
    Labelled,
    Paragraph,
    Quote,
    Table,
)
from aktiva.domain.documents.papers.rows import NOTHING
from aktiva.domain.documents.papers.senders import Sender
from aktiva.domain.documents.swedish import listing


class PayVersion(StrEnum):
    """Whom a pay mapping is printed for."""

    EMPLOYER = "employer"
    PUBLIC = "public"
    ANNEX = "annex"


_KINDS = {
    PayVersion.EMPLOYER: "Lönekartläggning",
    PayVersion.PUBLIC: "Lönekartläggning, öppen version",
    PayVersion.ANNEX: "Lönekartläggning, bilaga till parterna",
}


@dataclass(frozen=True, slots=True)
class PayRuleRow:
    """A rule or a practice, and what the examination of it showed."""

    name: str
    kind: str
    on: date
    in_text: str
    in_use: str


@dataclass(frozen=True, slots=True)
class PaySurveyRow:
    """A look at what others pay."""

    on: date
    sources: tuple[str, ...]
    findings: str


@dataclass(frozen=True, slots=True)
class PayGroupRow:
    """A group of equal work; the figures are printed as they stand, "–" where none is told."""

    name: str
    women: str
    men: str
    share: str
    value: str


@dataclass(frozen=True, slots=True)
class PayPairRow:
    """A comparison; the figures are printed as they stand, "–" where none is told.

    Args:
        more: Further figures, only in the annex: spread and kronor.
        judgement: Empty where nobody has judged it.
    """

    between: str
    mean: str
    median: str
    more: tuple[str, ...]
    judgement: str
    explanation: str


@dataclass(frozen=True, slots=True)
class PayPart:
    """One of the three comparisons."""

    heading: str
    words: str
    rows: tuple[PayPairRow, ...]


@dataclass(frozen=True, slots=True)
class PayPlanLine:
    """A row of the plan; the figures are printed as they stand, one that is "–" not at all."""

    what: str
    answers: str
    persons: str
    kr_month: str
    cost: str
    start: date | None
    due: date | None
    financing: str
    responsible: str
    beyond: str = ""


@dataclass(frozen=True, slots=True)
class PayOutcomeLine:
    """What became of a row of last year's plan."""

    what: str
    state: str
    words: str
    changed: str = ""


@dataclass(frozen=True, slots=True)
class PayTogether:
    """Cooperation on one step."""

    step: str
    on: date
    parties: tuple[str, ...]
    done: str
    dissent: str = ""


@dataclass(frozen=True, slots=True)
class PayMappingReport:
    """All that a pay mapping is told by.

    Args:
        facts: What was mapped: labels with their words.
        lacking: What the mapping lacks, so that nobody takes it for ready.
        more_columns: Headings of the further figures.
        changes: What was done to the groups, with the reasons.
        heed: What the reader has to know before the figures: what is not told and why, or the rule
            on confidentiality. Empty where there is nothing.
    """

    version: PayVersion
    sender: Sender
    title: str
    on: date
    year: int
    facts: tuple[tuple[str, str], ...]
    lacking: tuple[str, ...]
    rules: tuple[PayRuleRow, ...]
    surveys: tuple[PaySurveyRow, ...]
    groups: tuple[PayGroupRow, ...]
    changes: tuple[str, ...]
    value_words: str
    parts: tuple[PayPart, ...]
    more_columns: tuple[str, ...]
    plan: tuple[PayPlanLine, ...]
    costs: str
    outcomes: tuple[PayOutcomeLine, ...]
    has_last_year: bool
    cooperation: tuple[PayTogether, ...]
    heed: str = ""


def pay_mapping_report(facts: PayMappingReport) -> Document:
    """Return the pay mapping as a paper."""
    return Document(
        title=facts.title,
        head=facts.sender.head(kind=_KINDS[facts.version], on=facts.on),
        blocks=(
            *_mapped(facts),
            *_practice(facts),
            *_groups(facts),
            *_comparisons(facts),
            *_plan(facts),
            *_outcomes(facts),
            *_cooperation(facts),
        ),
    )


def _mapped(facts: PayMappingReport) -> Sequence[Block]:
    found: list[Block] = [
        Paragraph(
            "Arbetsgivaren kartlägger och analyserar varje år bestämmelser och praxis om löner och "
            "löneskillnader mellan kvinnor och män (3 kap. 8–9 §§ diskrimineringslagen). Det här är "
            "redovisningen enligt 3 kap. 13 §."
        ),
        Heading(1, "Vad som är kartlagt"),
        Labelled(facts.facts),
    ]
    if facts.heed:
        found.append(Paragraph(facts.heed))
    if facts.lacking:
        found += [
            Heading(2, "Kartläggningen är inte klar"),
            Bullets(facts.lacking),
        ]
    return found


def _practice(facts: PayMappingReport) -> Sequence[Block]:
    found: list[Block] = [Heading(1, "Bestämmelser och praxis om löner")]
    if not facts.rules:
        found.append(Paragraph("Inga bestämmelser och ingen praxis är granskade."))
    for rule in facts.rules:
        found += [
            Heading(2, rule.name),
            Paragraph(f"{rule.kind}, granskad {rule.on.isoformat()}."),
            Labelled(
                (
                    *([("Texten", rule.in_text)] if rule.in_text.strip() else []),
                    ("Användningen", rule.in_use),
                )
            ),
        ]
    for survey in facts.surveys:
        found += [
            Heading(2, f"Omvärldsanalys {survey.on.isoformat()}"),
            Paragraph(survey.findings),
            Paragraph(f"Källor: {listing([s for s in survey.sources if s.strip()])}."),
        ]
    return found


def _groups(facts: PayMappingReport) -> Sequence[Block]:
    found: list[Block] = [
        Heading(1, "Grupper med lika arbete och arbetets värde"),
        Paragraph(facts.value_words),
    ]
    if facts.groups:
        counts = facts.version is not PayVersion.PUBLIC
        found.append(
            Table(
                caption="Grupper med lika arbete",
                header=(
                    "Grupp", *(("Kvinnor", "Män") if counts else ()), "Andel kvinnor",
                    "Poäng och band",
                ),
                rows=tuple(
                    (g.name, *((g.women, g.men) if counts else ()), g.share, g.value)
                    for g in facts.groups
                ),
            )
        )  # fmt: skip
    if facts.changes:
        found += [Heading(2, "Ändringar av grupperna"), Bullets(facts.changes)]
    return found


def _comparisons(facts: PayMappingReport) -> Sequence[Block]:
    found: list[Block] = [Heading(1, "Jämförelser och analys")]
    for part in facts.parts:
        found += [Heading(2, part.heading), Paragraph(part.words)]
        if part.rows:
            found.append(
                Table(
                    caption=part.heading,
                    header=(
                        "Jämförelse", "Skillnad, medel", "Skillnad, median", *facts.more_columns, "Samband med kön",
                    ),
                    rows=tuple(
                        (r.between, r.mean, r.median, *r.more, r.judgement or "inte bedömd")
                        for r in part.rows
                    ),
                )
            )  # fmt: skip
        said = [(r.between, r.explanation) for r in part.rows if r.explanation.strip()]
        for words in dict.fromkeys(text for _between, text in said):
            about = [between for between, text in said if text == words]
            found += [Heading(3, listing(about)), Paragraph(words)]
    return found


def _plan(facts: PayMappingReport) -> Sequence[Block]:
    found: list[Block] = [Heading(1, "Lönejusteringar, kostnader och tidsplan")]
    if not facts.plan:
        return [*found, Paragraph("Inga lönejusteringar eller andra åtgärder är planerade.")]
    for line in facts.plan:
        found += [
            Heading(2, line.what),
            Labelled(
                (
                    ("Svarar på", line.answers or NOTHING),
                    *(
                        (label, words)
                        for label, words in (
                            ("Antal personer", line.persons),
                            ("Kronor i månaden för var och en", line.kr_month),
                            ("Kostnad", line.cost),
                        )
                        if words != NOTHING
                    ),
                    ("Börjar", line.start.isoformat() if line.start else NOTHING),
                    ("Klar senast", line.due.isoformat() if line.due else NOTHING),
                    ("Betalas genom", line.financing or NOTHING),
                    ("Ansvarig", line.responsible or NOTHING),
                )
            ),
        ]
        if line.beyond.strip():
            found.append(Quote(line.beyond, "Parterna, om tiden efter tre år"))
    return [*found, Paragraph(facts.costs)]


def _outcomes(facts: PayMappingReport) -> Sequence[Block]:
    found: list[Block] = [Heading(1, "Förra årets plan")]
    if not facts.has_last_year:
        return [
            *found,
            Paragraph("Det finns ingen plan från förra årets lönekartläggning i Aktiva."),
        ]
    if not facts.outcomes:
        return [*found, Paragraph("Förra årets lönekartläggning gav inga rader i planen.")]
    for line in facts.outcomes:
        found += [
            Heading(2, line.what),
            Paragraph(f"{line.state}. {line.words}".strip()),
            *([Paragraph(line.changed)] if line.changed else []),
        ]
    return found


def _cooperation(facts: PayMappingReport) -> Sequence[Block]:
    found: list[Block] = [Heading(1, "Samverkan")]
    if not facts.cooperation:
        return [*found, Paragraph("Ingen samverkan är antecknad.")]
    for row in facts.cooperation:
        found += [
            Heading(2, f"{row.step}, {row.on.isoformat()}"),
            Paragraph(f"Deltog: {listing(list(row.parties))}." if row.parties else NOTHING),
            Paragraph(row.done),
            *([Quote(row.dissent, "Avvikande mening")] if row.dissent.strip() else []),
        ]
    return found
