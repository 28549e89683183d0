"""A school's record as the law check reads it, and what each part of it lacks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from aktiva.apps.organisation.models import Employer
from aktiva.apps.schools.models import SchoolPart
from aktiva.apps.schools.queries.gathering import Kept, in_year, listed, records
from aktiva.domain.law.checks.found import Found
from aktiva.domain.law.checks.schools import STEPS, cooperation
from aktiva.domain.law.evidence import (
    Reference,
    SchoolCooperation,
    SchoolEvidence,
    SchoolExamination,
    SchoolMeasure,
    SchoolOwed,
    SchoolRisk,
)
from aktiva.domain.schools.record import BEFORE, NOW, lacking_in_plan, lacking_in_texts
from aktiva.domain.schools.words import Part, Result
from aktiva.domain.values import Step

_STEP_OF = {
    Part.EXAMINE: Step.EXAMINE,
    Part.RISKS: Step.ANALYSE,
    Part.MEASURES: Step.ACT,
    Part.FOLLOW_UP: Step.FOLLOW_UP,
}


@dataclass(frozen=True, slots=True)
class PartStanding:
    """How far one part has come: not_started, ongoing or done, and what remains in it."""

    part: Part
    state: str
    lacks: tuple[str, ...]


def evidence(
    employer: Employer, year: int, *, as_of: datetime | None = None
) -> dict[int, SchoolEvidence]:
    """Return unit → what its school has written in the year, by department and name.

    Three questions and those of the tree.
    """
    found = in_year(employer, year, as_of=as_of)
    if not found:
        return {}
    kept = records(found, year, as_of=as_of)
    names = listed(employer, found, on=date(year, 12, 31), as_of=as_of)
    return {row.unit: evidence_of(kept[row.id], name=row.name) for row in names}


def evidence_of(kept: Kept, *, name: str) -> SchoolEvidence:
    """Return one school's record as evidence. No question."""
    record, last, school = kept.record, kept.last, kept.school
    risks = _reference(kept.parts, Part.RISKS)
    measures = _reference(kept.parts, Part.MEASURES)
    return SchoolEvidence(
        code=school.code,
        name=name,
        from_date=school.from_date,
        to_date=school.to_date,
        is_begun=bool(record.begun),
        examinations=tuple(
            SchoolExamination(
                on=x.on,
                methods=tuple(x.methods),
                grounds=frozenset(x.grounds),
                groups=tuple(x.groups),
                shows_risk=None if x.found is None else x.found is Result.RISK,
                finding=x.finding,
                reference=_reference(kept.parts, Part.EXAMINE),
            )
            for x in record.examinations
        ),
        risks=tuple(
            SchoolRisk(r.description, r.cause, record.is_answered(r), risks) for r in record.risks
        ),
        measures=tuple(
            SchoolMeasure(m.title, m.owner, m.starts, m.due, record.has_purpose(m), measures)
            for m in record.measures
        ),
        owed=(*_owed(kept, BEFORE), *_owed(kept, NOW)),
        working=record.working,
        cooperation=tuple(
            SchoolCooperation(
                on=c.on,
                has_pupils=c.has_pupils,
                has_staff=c.has_staff,
                how=c.how,
                adapted=c.adapted,
                reference=_reference(kept.parts, Part.COOPERATION),
            )
            for c in record.cooperation
        ),
        last_years_words=last.words() if last else (),
    )


def _owed(kept: Kept, when: str):
    of = kept.last if when == BEFORE else kept.record
    parts = kept.last_parts if when == BEFORE else kept.parts
    for measure in of.measures if of else ():
        said = kept.record.followed_up(f"{when}-{measure.key}")
        yield SchoolOwed(
            title=measure.title,
            is_last_years=when == BEFORE,
            outcome=str(said.outcome or "") if said else "",
            effect=str(said.effect or "") if said else "",
            how_known=said.how_known if said else "",
            reference=_reference(parts, Part.MEASURES),
        )


def _reference(parts: Mapping[Part, SchoolPart], part: Part) -> Reference:
    row = parts.get(part)
    if row is None:
        return Reference("school_part", 0, date.min)
    return Reference("school_part", row.pk, row.written_at.date())


def standing(kept: Kept) -> tuple[PartStanding, ...]:
    """Return how far each part has come, by the same rules as the law check. No question."""
    of, year = evidence_of(kept, name=""), kept.record.year
    found: dict[Part, Found] = {part: STEPS[step](of, year) for part, step in _STEP_OF.items()}
    found[Part.COOPERATION] = cooperation(of, year)
    found[Part.TEXTS] = Found(failing=lacking_in_texts(kept.record, last=kept.last))
    of_act = (_standing(part, found[part], kept.record.begun) for part in Part if part in found)
    return (*of_act, plan_standing(kept))


def plan_standing(kept: Kept) -> PartStanding:
    """Return how far the plan of the Education Act has come; it gives no verdict. No question."""
    lacks = lacking_in_plan(kept.record, last=kept.last)
    return _standing(Part.PLAN, Found(failing=lacks), kept.record.begun)


def _standing(part: Part, found: Found, begun: Collection[Part]) -> PartStanding:
    if not found.failing:
        return PartStanding(part, "done", found.pausing)
    return PartStanding(part, "ongoing" if part in begun else "not_started", found.failing)
