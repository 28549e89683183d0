"""A school's year in which everything is done, from which a test takes one thing away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from aktiva.domain.law.checks import Result, check_school
from aktiva.domain.law.evidence import (
    DocumentEvidence,
    Reference,
    SchoolCooperation,
    SchoolEvidence,
    SchoolExamination,
    SchoolMeasure,
    SchoolOwed,
    SchoolRisk,
)
from aktiva.domain.values import GROUNDS_OF_THE_ACT

YEAR = 2026
SPRING = date(YEAR, 3, 18)
ROW = Reference("school_part", 1, SPRING)

EXAMINED = SchoolExamination(
    on=SPRING,
    methods=("survey", "class_council"),
    grounds=frozenset(GROUNDS_OF_THE_ACT),
    groups=("pupils", "staff"),
    shows_risk=True,
    finding="Elever byter om hemma eftersom ombytet saknar insynsskydd.",
    reference=ROW,
)
RISK = SchoolRisk(
    description="Ombytet till idrotten är otryggt",
    cause="Det finns inga enskilda bås och ingen vuxen i närheten.",
    is_answered=True,
    reference=ROW,
)
MEASURE = SchoolMeasure(
    title="Bygg två bås i varje omklädningsrum",
    owner="biträdande rektor",
    starts=date(YEAR, 9, 1),
    due=date(YEAR + 1, 5, 31),
    has_purpose=True,
    reference=ROW,
)
OWED = SchoolOwed(
    title="Dela rasternas ytor",
    is_last_years=True,
    outcome="done",
    effect="partly",
    how_known="Elevrådet följde upp ytorna i maj.",
    reference=ROW,
)
TOGETHER = SchoolCooperation(
    on=date(YEAR, 9, 24),
    has_pupils=True,
    has_staff=True,
    how="Klassråden svarade på fem frågor och personalen gick igenom svaren.",
    adapted="De yngsta svarade med bilder.",
    reference=ROW,
)
ACCOUNT = DocumentEvidence(date(YEAR, 12, 4), True, Reference("paper", 9, date(YEAR, 12, 4)))
SCHOOL = SchoolEvidence(
    code="ALB",
    name="Alby skola",
    from_date=date(2020, 8, 1),
    is_begun=True,
    examinations=(EXAMINED,),
    risks=(RISK,),
    measures=(MEASURE,),
    owed=(OWED,),
    working="Enkäten gav bra underlag men kom för sent på året.",
    cooperation=(TOGETHER,),
    documents=(ACCOUNT,),
)
EMPTY = SchoolEvidence(code="ALB", name="Alby skola", from_date=date(2020, 8, 1))


def school(**given) -> SchoolEvidence:
    return replace(SCHOOL, **given)


def verdict(duty: str, of: SchoolEvidence, *, year: int = YEAR) -> Result:
    return next(r for r in check_school(of, year=year) if r.duty.id == duty)
