"""The year's follow-up, with the units' own answers as annex."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
from aktiva.domain.documents.papers import rows
from aktiva.domain.documents.papers.own_headings import Under, opened
from aktiva.domain.documents.papers.senders import Sender
from aktiva.domain.documents.swedish import (
    counted,
    listing,
    number,
    part,
    percent,
    small,
)
from aktiva.domain.documents.templates import Template, fill, load, paragraphs

MOST_NAMES = 6
"""More units than this are counted, or listed on lines of their own, instead of named in a sentence."""


INTRODUCTION = (
    "Varje enhet har undersökt risker och hinder, sökt orsaker, bestämt åtgärder och följt upp "
    "förra årets åtgärder tillsammans med skyddsombud, medarbetare och fackliga företrädare. "
    "Här är svaren sammanställda. Enheternas egna svar finns som bilaga."
)


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
    """A strength or an improvement area, with the units it came from.

    Args:
        since: "new", "still", "back" or "gone" against the years before; blank if not compared.
    """

    is_strength: bool
    title: str
    text: str
    units: tuple[str, ...]
    since: str = ""


@dataclass(frozen=True, slots=True)
class AreaSection:
    """One area of the report in the words of the Act, perhaps under an own heading."""

    title: str
    questions: tuple[CountedQuestion, ...]
    observations: tuple[ReportedObservation, ...]
    under: Under | None = None


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
    """The year's follow-up of a department, a committee or the employer.

    Args:
        introduction: What was typed about the way of working; blank for words of our own.
        units_word: Whose units they are, in the employer's words, for example
            "förvaltningens enheter".
        silent: Names of the units that have not handed in.
        silent_share: How much of the staff works there, such as ”17 procent”; blank if not known.
        coverage: What has been examined, as a picture with its table.
        progress: How far the year's measures have come, as a picture with its table.
        wheel: When they are to be done, as a picture with its table.
        common: Measures decided for all units.
        own: What was typed in the municipality's own sections, by slot.
    """

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
    last_years: tuple[rows.MeasureRow, ...]
    measures: tuple[rows.MeasureRow, ...]
    cooperation: tuple[Block, ...]
    common: tuple[rows.MeasureRow, ...] = ()
    own_answers: tuple[tuple[str, str], ...] = ()
    annex: tuple[UnitAnnex, ...] = ()
    annex_questions: tuple[tuple[str, str], ...] = ()
    silent_share: str = ""
    own: Mapping[str, str] = field(default_factory=dict)
    coverage: tuple[Block, ...] = ()
    progress: tuple[Block, ...] = ()
    wheel: tuple[Block, ...] = ()


def annual_report(facts: AnnualReport, *, template: Template | None = None) -> Document:
    """Return the report in the template's order, with the units' answers as annex.

    Raises:
        EmptySlots: A required slot holds nothing.
    """
    template = (template or load("annual_report")).with_typed(
        {"method": facts.introduction, **facts.own}
    )
    content: dict[str, Sequence[Block] | str] = {
        "method": [
            *template.paragraphs(facts.introduction or INTRODUCTION),
            *_answered(facts),
        ],
        "staff": facts.figures,
        "areas": _areas(facts),
        "since": _since(facts),
        "units": [block for unit in facts.parts for block in _unit_part(unit)],
        "outcomes": _outcomes(facts),
        "measures": _measures(facts),
        "cooperation": facts.cooperation,
        "own_answers": _own_answers(facts),
        "annex": _annex(facts),
        **facts.own,
    }
    return Document(
        title=facts.title,
        head=facts.sender.head(
            kind=facts.kind,
            on=facts.on,
            registry_number=facts.registry_number,
            recipient=facts.sender.department,
        ),
        blocks=fill(template, content, sender=facts.sender.department_genitive, year=facts.year),
    )


def _areas(facts: AnnualReport) -> list[Block]:
    blocks: list[Block] = []
    for opening, area in opened(facts.areas, level=1):
        blocks += [*opening, *_area(area, n_answered=facts.n_answered)]
    return blocks


SINCE = {
    "new": "Nytt i år",
    "back": "Har kommit tillbaka",
    "still": "Kvar sedan förra året",
    "gone": "Finns inte kvar",
}


def _since(facts: AnnualReport) -> list[Block]:
    """Return the observations by how they stand against the years before, the new ones first."""
    found = [o for area in facts.areas for o in area.observations]
    blocks: list[Block] = []
    for since, heading in SINCE.items():
        of_kind = tuple(_named(o) for o in found if o.since == since)
        if of_kind:
            blocks += [Heading(2, heading), Bullets(of_kind)]
    return blocks


def _named(observation: ReportedObservation) -> str:
    label = "Styrka" if observation.is_strength else "Förbättringsområde"
    return f"{label}: {small(observation.title.strip() or observation.text.strip())}"


def _answered(facts: AnnualReport) -> list[Block]:
    blocks: list[Block] = []
    if facts.n_asked:
        share = percent(facts.n_answered, of=facts.n_asked)
        answered = f"{number(facts.n_answered)} av {number(facts.n_asked)}"
        told = f"{answered}, eller {share}," if share else answered
        blocks.append(
            Paragraph(f"Av {facts.units_word} har {told} lämnat in sitt underlag för {facts.year}.")
        )
    if len(facts.silent) > MOST_NAMES:
        blocks += [
            Paragraph(
                f"Underlag saknas från {counted(len(facts.silent), one='enhet', many='enheter')}:"
            ),
            Bullets(facts.silent),
        ]
    elif facts.silent:
        blocks.append(Paragraph(f"Underlag saknas från {listing(facts.silent)}."))
    if facts.silent and facts.silent_share:
        blocks.append(
            Paragraph(f"Där arbetar {facts.silent_share} av dem som är anställda vid enheterna.")
        )
    return [*blocks, *facts.coverage]


def areas_in_short(areas: Sequence[AreaSection]) -> tuple[Block, ...]:
    """Return the areas under a heading of another paper: what was seen, and the answers."""
    blocks: list[Block] = []
    for opening, area in opened(areas, level=2):
        seen = tuple(o.text for o in area.observations if o.text.strip())
        blocks += [*opening, *((Bullets(seen),) if seen else ())]
        if area.questions:
            blocks.append(_answers(area))
    return tuple(blocks)


def _area(area: AreaSection, *, n_answered: int) -> list[Block]:
    blocks: list[Block] = []
    for observation in area.observations:
        label = "Styrka" if observation.is_strength else "Förbättringsområde"
        about = f": {small(observation.title)}" if observation.title.strip() else ""
        blocks += [
            Heading(2, label + about),
            *paragraphs(observation.text),
            *_origin(observation, n_answered=n_answered),
        ]
    if area.questions:
        blocks.append(_answers(area))
    return blocks


def _origin(observation: ReportedObservation, *, n_answered: int) -> list[Paragraph]:
    """Return what an observation rests on; few units are named, for what is to be improved."""
    n = len(observation.units)
    if not n:
        return []
    told = f"Bygger på svar från {part(n, of=max(n, n_answered))}"
    if observation.is_strength or n > MOST_NAMES:
        return [Paragraph(f"{told}.")]
    return [Paragraph(f"{told}: {listing(observation.units)}.")]


def _answers(area: AreaSection) -> Table:
    caption = f"Svar om {small(area.title)}"
    this_year = [
        (f"{q.key} {q.text}".strip(), _told(q.by_choice, mean=q.mean)) for q in area.questions
    ]
    if not any(q.last_year for q in area.questions):
        return Table(caption, ("Fråga", "Svar"), tuple(this_year))
    return Table(
        caption,
        ("Fråga", "Svar i år", "Svar förra året"),
        tuple(
            (*row, _told(q.last_year, mean=_mean(q)))
            for row, q in zip(this_year, area.questions, strict=True)
        ),
    )


def _mean(question: CountedQuestion) -> float | None:
    """Return last year's mean of a question on a scale; those who did not know are not in it."""
    scores = [(int(choice), n) for choice, n in question.last_year if choice.isdecimal()]
    n_scores = sum(n for _, n in scores)
    if question.mean is None or not n_scores:
        return None
    return sum(score * n for score, n in scores) / n_scores


def _told(by_choice: Sequence[tuple[str, int]], *, mean: float | None = None) -> str:
    if mean is not None:
        n = sum(n for _, n in by_choice)
        return f"medel {mean:.1f} av 5 ({number(n)} svar)".replace(".", ",", 1)
    told = [f"{number(n)} {small(choice)}" for choice, n in by_choice]
    return ", ".join(told) or rows.NOTHING


def _unit_part(unit: UnitPart) -> list[Block]:
    told = {
        "Deltagare": unit.participants,
        "Så bedrivs arbetet": unit.way_of_working,
        "Förbättringsområden": unit.improvements,
    }
    return [
        Heading(2, unit.name),
        *(Paragraph(f"{label}: {words}") for label, words in told.items() if words.strip()),
    ]


def _outcomes(facts: AnnualReport) -> list[Block]:
    caption = f"Utfall av åtgärder från {facts.year - 1}"
    return [rows.outcome_table(caption, facts.last_years)] if facts.last_years else []


def _measures(facts: AnnualReport) -> list[Block]:
    blocks: list[Block] = [*facts.progress, *facts.wheel]
    if facts.common:
        blocks.append(rows.activity_table("Gemensamma åtgärder", facts.common, what="Åtgärd"))
    if facts.measures:
        blocks.append(rows.unit_measure_table("Enheternas åtgärder", facts.measures))
    return blocks


def _own_answers(facts: AnnualReport) -> list[Block]:
    blocks: list[Block] = []
    for question, answer in facts.own_answers:
        blocks += [Heading(2, question), *paragraphs(answer)]
    return blocks


def _annex(facts: AnnualReport) -> list[Block]:
    blocks: list[Block] = []
    if facts.annex and facts.annex_questions:
        blocks.append(Table("Frågorna", ("Nr", "Fråga"), facts.annex_questions))
    return [*blocks, *(block for unit in facts.annex for block in _annexed(unit))]


def _annexed(unit: UnitAnnex) -> list[Block]:
    blocks: list[Block] = [Heading(2, unit.name), Paragraph(unit.submitted)]
    if unit.answers:
        blocks.append(Labelled(unit.answers))
    else:
        blocks.append(Paragraph("Enheten har inte svarat på någon fråga."))
    return blocks
