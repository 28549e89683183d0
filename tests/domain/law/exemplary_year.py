"""A year in which everything is done, from which a test takes one thing away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from aktiva.domain.law.checks import Result, check_all
from aktiva.domain.law.checks.areas import ALSO_COVERED
from aktiva.domain.law.evidence import (
    AnswerEvidence,
    CooperationEvidence,
    DocumentEvidence,
    Evidence,
    Examination,
    MeasureEvidence,
    OwedEvidence,
    Reference,
    ReviewEvidence,
    RiskEvidence,
    TextEvidence,
    TextKind,
)
from aktiva.domain.values import AREAS_OF_THE_ACT, GROUNDS_OF_THE_ACT, Area, Ground, Step

YEAR = 2026
AUTUMN = date(YEAR, 10, 14)
LAST_YEAR = date(YEAR - 1, 10, 14)
ROW = Reference("answer", 1, AUTUMN)
PHENOMENA = ("harassment", "sexual_harassment", "reprisals")
ELEMENTS = ("contact", "knowledge", "investigator", "follow_up", "protection")


def answer(question: str, **given) -> AnswerEvidence:
    """Return a complete answer with its own words, unless something else is given."""
    blank = AnswerEvidence(
        question=question,
        unit=1,
        choice="",
        rows={},
        counts={},
        text="Vi gick igenom frågan i oktober.",
        last_years_text="Vi gick igenom frågan i november.",
        on=None,
        reference=ROW,
    )
    return replace(blank, **given)


def said_yes(*codes: str) -> dict[str, dict[str, object]]:
    return {code: {"answer": "yes"} for code in codes}


ADJUSTMENT = {"group": "Barnskötare", "cost": 420_000, "due": "2028-12-31"}
JUDGED = {"group": "Kock", "difference": "1,2 %", "explanation": "Erfarenhet", "judgement": "no"}
TALKED_OVER = ("1.1", "1.4", "1.7", "2.1", "2.2", "4.1", "4.2", "5.1", "5.2", "7.1", "7.2")
ANSWERS = (
    *(answer(q, choice="yes") for q in TALKED_OVER),
    answer("A6", chosen=frozenset(ALSO_COVERED)),
    answer("3.1", choice="yes", counts={"count": 14}),
    answer("3.2", counts={"reviewed": 5, "total": 14}),
    answer("6.1", rows=said_yes(*PHENOMENA)),
    answer("6.2", rows=said_yes(*PHENOMENA)),
    answer("6.3", rows=said_yes(*ELEMENTS)),
    answer("6.8", counts={"harassment": 1, "reprisals": 0, "investigated": 1}),
    answer("6.9", on=date(YEAR, 5, 4)),
    answer("8.1", on=date(YEAR, 11, 1), counts={"in_file": 2100, "employed": 2100}),
    answer("8.2", chosen=frozenset({"permanent", "fixed_term", "hourly"})),
    *(answer(q) for q in ("8.4", "8.6")),
    *(answer(q, records=(JUDGED,)) for q in ("8.8", "8.9", "8.10")),
    answer("8.11", records=(ADJUSTMENT,)),
    answer("9.4", on=date(YEAR, 9, 8)),
    answer("12.4"),
)
RISK = RiskEvidence(
    unit=1,
    description="Mötena ligger när de som lämnar barn inte kan vara med.",
    area=Area.PARENTHOOD,
    grounds=frozenset({Ground.SEX}),
    causes=("Mötestiderna sattes när alla arbetade heltid på dagen.",),
    is_answered=True,
    reference=Reference("risk", 7, AUTUMN),
)
MEASURE = MeasureEvidence(
    unit=1,
    title="Flytta mötena till efter lunch",
    area=Area.PARENTHOOD,
    has_time=True,
    schedule_text="senast 1 mars",
    due=None,
    next_check=None,
    owner="Rektor",
    has_purpose=True,
    is_open=True,
    is_closed=False,
    is_evaluated=False,
    reference=Reference("measure", 3, AUTUMN),
)
OWED = OwedEvidence(
    unit=1,
    title="Skriva om annonserna",
    has_outcome=True,
    how_known="Sju annonser är granskade mot checklistan.",
    reference=Reference("measure", 2, LAST_YEAR),
)
DOCUMENT = DocumentEvidence(date(YEAR, 12, 3), True, Reference("paper", 9, date(YEAR, 12, 3)))


def examination(area: Area, **given) -> Examination:
    blank = Examination(
        unit=1,
        area=area,
        grounds=frozenset(GROUNDS_OF_THE_ACT),
        methods=("survey", "documents"),
        on=AUTUMN,
        finding="risk",
        reference=ROW,
    )
    return replace(blank, **given)


def meeting(step: Step, **given) -> CooperationEvidence:
    blank = CooperationEvidence(
        unit=1,
        step=step,
        forum="lsg",
        on=date(YEAR, 3 + list(Step).index(step), 9),
        parties=("manager", "safety_representative"),
        reference=ROW,
    )
    return replace(blank, **given)


EXAMINATIONS = tuple(examination(area) for area in AREAS_OF_THE_ACT)
MEETINGS = tuple(meeting(step) for step in Step)
REVIEW = ReviewEvidence(
    on=date(YEAR, 5, 4),
    with_whom="Central samverkansgrupp",
    how_known="Enkäten i mars frågade efter rutinen.",
    changes="Företagshälsovården är ny väg in.",
    earlier_changes="Inget behövde ändras.",
    reference=Reference("document_review", 5, date(YEAR, 5, 4)),
)


def governing(kind: TextKind, *points: str, **given) -> TextEvidence:
    """Return a document in which each point has been found on a page of its own."""
    blank = TextEvidence(
        kind=kind,
        title="Riktlinjerna" if kind is TextKind.GUIDELINES else "Rutinen",
        adopted_by="Kommunstyrelsen § 14",
        adopted_on=date(YEAR - 2, 3, 4),
        found={point: f"s. {n}" for n, point in enumerate(points, start=1)},
        denied=frozenset(),
        is_work_environment=False,
        reviews=(REVIEW,),
        reference=Reference("governing_document", 1, date(YEAR - 2, 3, 4)),
    )
    return replace(blank, **given)


GUIDELINES = governing(TextKind.GUIDELINES, *PHENOMENA, "not_accepted", "everyone")
ROUTINES = governing(TextKind.ROUTINES, *PHENOMENA, *ELEMENTS, "another_way")
NOTHING = Evidence(year=YEAR, headcount=2100)
EVERYTHING = Evidence(
    year=YEAR,
    headcount=2100,
    n_units=1,
    n_answered=1,
    staff={1: 2100},
    examinations=EXAMINATIONS,
    risks=(RISK,),
    measures=(MEASURE,),
    owed=(OWED,),
    cooperation=MEETINGS,
    answers=ANSWERS,
    documents=(DOCUMENT,),
    forms_agreed=(Reference("answer", 4, date(YEAR, 2, 2)),),
    texts=(GUIDELINES, ROUTINES),
)


def with_answer(question: str, **given) -> Evidence:
    """Return the exemplary year with one answer put otherwise."""
    changed = tuple(replace(a, **given) if a.question == question else a for a in ANSWERS)
    return replace(EVERYTHING, answers=changed)


def without_answers(*questions: str) -> Evidence:
    kept = tuple(a for a in ANSWERS if a.question not in questions)
    return replace(EVERYTHING, answers=kept)


def verdict(duty: str, evidence: Evidence) -> Result:
    return next(r for r in check_all(evidence) if r.duty.id == duty)
