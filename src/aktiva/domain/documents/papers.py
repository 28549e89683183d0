"""The papers, built from data. Each function returns the whole document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from aktiva.domain.documents.blocks import (
    Block,
    Bullets,
    Clauses,
    Document,
    Head,
    Heading,
    PageBreak,
    Paragraph,
    Quote,
    Table,
)
from aktiva.domain.documents.decisions import Point, proposal
from aktiva.domain.documents.templates import Template, fill, paragraphs

SPACE = "\u00a0"
SMALLEST_BASE = 20


def share(part: int, whole: int) -> str:
    """Return ”210 av 268, eller 78 procent”; without percent of fewer than 20."""
    words = f"{number(part)} av {number(whole)}"
    if whole < SMALLEST_BASE:
        return words
    return f"{words}, eller {round(100 * part / whole)} procent"


def number(n: int) -> str:
    """Return 2 874 with a no-break space."""
    return f"{n:,}".replace(",", SPACE)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: the employer, the department and the one who signs."""

    employer: str
    address: str
    department: str
    department_genitive: str
    author: str = ""


# ---- tjänsteskrivelse ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OfficialReport:
    """The case put before a body: facts and what the writer has written."""

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


def official_report(facts: OfficialReport, *, template: Template) -> Document:
    """Return the tjänsteskrivelse in the template's order.

    Raises:
        EmptySlots: A required slot holds nothing.
    """
    basis = [f"{facts.sender.department_genitive} tjänsteskrivelse, {facts.on.isoformat()}"]
    if facts.report_title:
        dated = f", daterad {facts.report_date.isoformat()}" if facts.report_date else ""
        basis.append(facts.report_title + dated)
    decided: tuple[Block, ...] = (
        (proposal(facts.bodies, facts.points, style=template.style),)
        if facts.bodies and facts.points
        else ()
    )
    content: dict[str, Sequence[Block]] = {
        "summary": paragraphs(facts.summary),
        "basis": [Paragraph(line) for line in basis],
        "proposal": decided,
        "recipients": [Paragraph(name) for name in facts.recipients],
        "matter": [
            *paragraphs(facts.matter),
            *facts.figures,
            *(p for text in facts.observations for p in paragraphs(text)),
        ],
        "cooperation": facts.cooperation,
    }
    return Document(
        title=facts.title,
        head=Head(
            employer=facts.sender.employer,
            address=facts.sender.address,
            kind="Tjänsteskrivelse",
            date=facts.on.isoformat(),
            registry_number=facts.registry_number,
            recipient=facts.recipient,
            author=facts.sender.author,
        ),
        blocks=fill(template, content, sender=facts.sender.department_genitive),
    )


# ---- årlig uppföljning -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CountedQuestion:
    """One question's answers: choice → number of units, and last year's."""

    key: str
    text: str
    by_choice: tuple[tuple[str, int], ...]
    n_answered: int
    last_year: tuple[tuple[str, int], ...] = ()
    mean: float | None = None


@dataclass(frozen=True, slots=True)
class ReportedObservation:
    """A strength or an improvement area, with the units it came from."""

    is_strength: bool
    title: str
    text: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AreaSection:
    """One area of the report."""

    title: str
    questions: tuple[CountedQuestion, ...]
    observations: tuple[ReportedObservation, ...]


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure in a table; `outcome` and `effect` where there is one."""

    unit: str
    title: str
    owner: str
    time: str
    follow_up: str = ""
    outcome: str = ""
    effect: str = ""


@dataclass(frozen=True, slots=True)
class UnitPart:
    """One unit's own part: who took part, how the work is done, improvement areas."""

    name: str
    participants: str
    way_of_working: str
    improvements: str


@dataclass(frozen=True, slots=True)
class UnitAnnex:
    """One unit's answers, question by question."""

    name: str
    submitted: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AnnualReport:
    """The year's follow-up of a department, a committee or the employer."""

    sender: Sender
    kind: str
    title: str
    on: date
    year: int
    registry_number: str
    introduction: str
    n_asked: int
    n_answered: int
    units_word: str
    silent: tuple[str, ...]
    figures: tuple[Block, ...]
    areas: tuple[AreaSection, ...]
    parts: tuple[UnitPart, ...]
    last_years: tuple[MeasureRow, ...]
    measures: tuple[MeasureRow, ...]
    cooperation: tuple[Block, ...]
    common: tuple[MeasureRow, ...] = ()
    own_answers: tuple[tuple[str, str], ...] = ()
    annex: tuple[UnitAnnex, ...] = ()


def annual_report(facts: AnnualReport) -> Document:
    """Return the report with the units' answers as annex."""
    blocks: list[Block] = [Heading(1, "Så har arbetet gått till"), *paragraphs(facts.introduction)]
    blocks.append(
        Paragraph(
            f"Av {facts.units_word} har {share(facts.n_answered, facts.n_asked)}, lämnat in sitt "
            f"underlag för {facts.year}."
            if facts.n_asked >= SMALLEST_BASE
            else f"Av {facts.units_word} har {share(facts.n_answered, facts.n_asked)} lämnat in "
            f"sitt underlag för {facts.year}."
        )
    )
    if facts.silent:
        blocks.append(Paragraph(f"Underlag saknas från {_listing(facts.silent)}."))
    if facts.figures:
        blocks += [Heading(1, "Personalen"), *facts.figures]
    for area in facts.areas:
        blocks += _area(area)
    if facts.parts:
        blocks.append(Heading(1, "Enheternas uppföljningar"))
        for part in facts.parts:
            blocks += _part(part)
    blocks += _last_years(facts)
    if facts.common or facts.measures:
        blocks.append(Heading(1, f"Åtgärder {facts.year}"))
        if facts.common:
            blocks.append(
                Table(
                    "Gemensamma åtgärder",
                    ("Åtgärd", "Ansvarig", "Tidsplan", "Uppföljning"),
                    tuple((m.title, m.owner, m.time, m.follow_up) for m in facts.common),
                )
            )
        if facts.measures:
            blocks.append(
                Table(
                    "Enheternas åtgärder",
                    ("Enhet", "Åtgärd", "Ansvarig", "Klart senast"),
                    tuple((m.unit, m.title, m.owner, m.time) for m in facts.measures),
                )
            )
    if facts.cooperation:
        blocks += [Heading(1, "Samverkan"), *facts.cooperation]
    if facts.own_answers:
        blocks.append(Heading(1, "Svar på egna frågor"))
        for question, answer in facts.own_answers:
            blocks += [Heading(2, question), *paragraphs(answer)]
    if facts.annex:
        blocks += [PageBreak(), Heading(1, "Bilaga: enheternas svar")]
        for unit in facts.annex:
            blocks.append(Heading(2, unit.name))
            blocks.append(Paragraph(unit.submitted))
            blocks.append(Table(f"Svar från {unit.name}", ("Fråga", "Svar"), unit.answers))
    return Document(
        title=facts.title,
        head=Head(
            employer=facts.sender.employer,
            address=facts.sender.address,
            kind=facts.kind,
            date=facts.on.isoformat(),
            registry_number=facts.registry_number,
            recipient=facts.sender.department,
            author=facts.sender.author,
        ),
        blocks=tuple(blocks),
    )


def _area(area: AreaSection) -> list[Block]:
    blocks: list[Block] = [Heading(1, area.title)]
    for observation in area.observations:
        label = "Styrka" if observation.is_strength else "Förbättringsområde"
        blocks.append(Heading(2, f"{label}: {_lower(observation.title)}"))
        blocks += paragraphs(observation.text)
        if observation.units and not observation.is_strength:
            blocks.append(Paragraph(f"Kommer från {_listing(observation.units)}."))
    if area.questions:
        blocks.append(
            Table(
                f"Svar om {_lower(area.title)}",
                ("Fråga", "Svar i år", "Svar förra året"),
                tuple(
                    (
                        f"{q.key} {q.text}",
                        _counted(q.by_choice, q.mean),
                        _counted(q.last_year) or "–",
                    )
                    for q in area.questions
                ),
            )
        )
    return blocks


def _counted(by_choice: tuple[tuple[str, int], ...], mean: float | None = None) -> str:
    words = ", ".join(f"{n} {choice.lower()}" for choice, n in by_choice)
    if mean is not None:
        words = (
            f"medel {mean:.1f}".replace(".", ",") + f" av 5 ({sum(n for _, n in by_choice)} svar)"
        )
    return words


def _part(part: UnitPart) -> list[Block]:
    blocks: list[Block] = [Heading(2, part.name)]
    if part.participants:
        blocks.append(Paragraph(f"Deltagare: {part.participants}"))
    if part.way_of_working:
        blocks.append(Paragraph(f"Så bedrivs arbetet: {part.way_of_working}"))
    if part.improvements:
        blocks.append(Paragraph(f"Förbättringsområden: {part.improvements}"))
    return blocks


def _last_years(facts: AnnualReport) -> list[Block]:
    if not facts.last_years:
        return []
    return [
        Heading(1, f"Åtgärder från {facts.year - 1} och vad de ledde till"),
        Table(
            f"Utfall av åtgärder från {facts.year - 1}",
            ("Enhet", "Åtgärd", "Utfall", "Effekt"),
            tuple(
                (m.unit, m.title, m.outcome or "Saknas", m.effect or "–") for m in facts.last_years
            ),
        ),
    ]


# ---- handlingsplan ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PlannedRisk:
    """A risk with its cause and what is done about it."""

    area: str
    risk: str
    cause: str
    measures: tuple[MeasureRow, ...]
    no_measure: str = ""


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
    """Return a unit's handlingsplan."""
    blocks: list[Block] = []
    if facts.unit_now and facts.unit_now != facts.unit:
        blocks.append(
            Paragraph(f"Planen gjordes i {facts.unit}, som i dag heter {facts.unit_now}.")
        )
    blocks += [Heading(1, "Vilka har deltagit"), Paragraph(facts.participants or "Inte angivet.")]
    blocks.append(Heading(1, "Risker, orsaker och åtgärder"))
    if not facts.risks:
        blocks.append(Paragraph("Undersökningen visade ingen risk och inget hinder i år."))
    for risk in facts.risks:
        blocks.append(Heading(2, risk.area))
        blocks.append(Paragraph(f"Risk: {risk.risk}"))
        blocks.append(Paragraph(f"Orsak: {risk.cause or 'Inte angiven.'}"))
        if risk.measures:
            blocks.append(_measure_table(f"Åtgärder, {_lower(risk.area)}", risk.measures))
        if risk.no_measure:
            blocks.append(Paragraph(f"Ingen åtgärd: {risk.no_measure}"))
    if facts.other:
        blocks.append(Heading(1, "Främjande åtgärder och sådant som följer med från förra året"))
        blocks.append(_measure_table("Övriga åtgärder", facts.other))
    return Document(
        title=f"Handlingsplan {facts.year}, {facts.unit}",
        head=Head(
            employer=facts.sender.employer,
            address=facts.sender.address,
            kind="Handlingsplan",
            date=facts.on.isoformat(),
            recipient=facts.sender.department,
        ),
        blocks=tuple(blocks),
    )


def _measure_table(caption: str, measures: tuple[MeasureRow, ...]) -> Table:
    return Table(
        caption,
        ("Åtgärd", "Ansvarig", "Klart senast", "Så ser vi effekten"),
        tuple((m.title, m.owner, m.time, m.follow_up or "–") for m in measures),
    )


# ---- plan ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PlanArea:
    """One table of the plan."""

    title: str
    activities: tuple[MeasureRow, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The employer's plan for active measures."""

    sender: Sender
    title: str
    on: date
    grounds: tuple[str, ...]
    areas: tuple[str, ...]
    forums: tuple[str, ...]
    tables: tuple[PlanArea, ...]
    background: str = ""


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


def plan(facts: Plan) -> Document:
    """Return the plan: background, purpose, grounds, areas, method and a table per area."""
    background = facts.background or (
        "Alla arbetsgivare ska arbeta förebyggande och främjande mot diskriminering enligt "
        "3 kap. diskrimineringslagen. Arbetet görs löpande, i samverkan med arbetstagarna, och "
        "dokumenteras skriftligt varje år."
    )
    blocks: list[Block] = [
        Heading(1, "Bakgrund"),
        *paragraphs(background),
        Heading(1, "Syfte"),
        Paragraph(
            f"{facts.sender.employer} ska upptäcka och undanröja risker och hinder innan någon "
            "missgynnas, och främja lika rättigheter och möjligheter."
        ),
        Heading(1, "Diskrimineringsgrunderna"),
        Bullets(facts.grounds),
        Heading(1, "Områden"),
        Bullets(facts.areas),
        Paragraph(
            "Därtill finns riktlinjer och rutiner mot trakasserier, sexuella trakasserier och "
            "repressalier, arbete för en jämn könsfördelning och en årlig lönekartläggning."
        ),
        Heading(1, "Forum"),
        Bullets(facts.forums),
        Heading(1, "Så arbetar vi"),
    ]
    for step, questions in _STEPS:
        blocks += [Heading(2, step), Bullets(questions)]
    blocks.append(Heading(1, "Aktiviteter"))
    for area in facts.tables:
        blocks.append(Heading(2, area.title))
        blocks.append(
            Table(
                f"Aktiviteter, {_lower(area.title)}",
                ("Aktivitet", "Ansvarig", "Tidsplan", "Uppföljning"),
                tuple((m.title, m.owner, m.time, m.follow_up) for m in area.activities),
            )
        )
    return Document(
        title=facts.title,
        head=Head(
            employer=facts.sender.employer,
            address=facts.sender.address,
            kind="Plan",
            date=facts.on.isoformat(),
        ),
        blocks=tuple(blocks),
    )


# ---- protokollsutdrag ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Treatment:
    """One line of the handled-by table."""

    body: str
    on: date
    paragraph: str


@dataclass(frozen=True, slots=True)
class MinutesExtract:
    """One paragraph of a body's minutes."""

    employer: str
    address: str
    body: str
    paragraph: str
    title: str
    registry_number: str
    on: date
    treatments: tuple[Treatment, ...]
    decision: Clauses
    background: str
    measures: tuple[str, ...]
    documents: tuple[str, ...]
    recipients: tuple[str, ...]
    approved: date | None = None


def minutes_extract(facts: MinutesExtract) -> Document:
    """Return the protokollsutdrag: paragraph, number, handled by, decision, background, recipients."""
    blocks: list[Block] = [
        Paragraph(facts.registry_number),
        Table(
            "Ärendets behandling",
            ("Behandlat av", "Datum", "Ärende"),
            tuple(
                (f"{n} {t.body}", t.on.isoformat(), t.paragraph)
                for n, t in enumerate(facts.treatments, start=1)
            ),
        ),
        Heading(1, "Beslut"),
        facts.decision,
    ]
    if facts.background or facts.measures:
        blocks += [Heading(1, "Bakgrund"), *paragraphs(facts.background)]
        if facts.measures:
            blocks.append(Bullets(facts.measures))
    if facts.documents:
        blocks += [Heading(1, "Handlingar"), *(Paragraph(d) for d in facts.documents)]
    if facts.recipients:
        blocks += [Heading(1, "Skickas till"), *(Paragraph(r) for r in facts.recipients)]
    if facts.approved:
        blocks.append(Paragraph(f"Protokollet är justerat {facts.approved.isoformat()}."))
    return Document(
        title=f"{facts.paragraph} {facts.title}",
        head=Head(
            employer=facts.employer,
            address=facts.address,
            kind="Protokollsutdrag",
            date=facts.on.isoformat(),
            registry_number=facts.registry_number,
            recipient=facts.body,
        ),
        blocks=tuple(blocks),
    )


# ---- samverkan, in several papers ------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CooperationRow:
    """What one step's cooperation was."""

    step: str
    forum: str
    on: str
    parties: str
    result: str


@dataclass(frozen=True, slots=True)
class Dissent:
    """A party's differing opinion, word for word."""

    party: str
    words: str


def cooperation_blocks(
    rows: Sequence[CooperationRow], dissents: Sequence[Dissent] = ()
) -> tuple[Block, ...]:
    """Return the account of cooperation; dissent stands unabridged."""
    blocks: list[Block] = []
    if rows:
        blocks.append(
            Table(
                "Samverkan per steg",
                ("Steg", "Forum", "Datum", "Parter", "Resultat"),
                tuple((r.step, r.forum, r.on, r.parties, r.result or "–") for r in rows),
            )
        )
    for dissent in dissents:
        blocks.append(Quote(dissent.words, f"Avvikande mening, {dissent.party}"))
    return tuple(blocks)


def _listing(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} och {words[-1]}"


def _lower(text: str) -> str:
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
