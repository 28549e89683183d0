"""The sheets of the twelve förvaltningar: their own answers, one risk and one measure each."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from importlib import resources
from tomllib import loads
from typing import Any

from aktiva.demo.solvik.answers import yes_partly_no
from aktiva.demo.solvik.calendar import NOW, Dates, at, end_of_month
from aktiva.demo.solvik.schedule import READY_FIRST
from aktiva.demo.solvik.shapes import Answer, Measure, Outcome, Risk, Sheet, Unit
from aktiva.domain.values import AREAS_OF_THE_ACT, Area, Ground, Step

_FACTS: dict[str, dict[str, str]] = loads(
    (resources.files(__package__) / "texts" / "departments.toml").read_text(encoding="utf-8")
)
_METHODS = {
    Area.WORKING_CONDITIONS: ["survey", "statistics"],
    Area.PAY: ["documents"],
    Area.RECRUITMENT: ["advertisements", "statistics"],
    Area.TRAINING: ["statistics"],
    Area.PARENTHOOD: ["survey", "documents"],
}
_MONTHS = ("januari", "februari", "mars", "april", "maj")


def department_sheets(
    units: Sequence[Unit], *, dates: Dates, heads: Mapping[str, str], n_answered: Mapping[str, int]
) -> tuple[Sheet, ...]:
    """Return one sheet per förvaltning.

    Args:
        heads: Who heads each department, by its code.
        n_answered: How many units of the department have handed in this year.
    """
    return tuple(
        _sheet(unit, dates=dates, head=heads[unit.code], n_answered=n_answered.get(unit.code, 0))
        for unit in units
        if unit.kind == "department"
    )


def _sheet(unit: Unit, *, dates: Dates, head: str, n_answered: int) -> Sheet:
    rng = random.Random(f"department {unit.code} {dates.year}")
    facts = _FACTS[unit.code]
    name = unit.short_name.lower()
    ready = dates.finished or unit.code in READY_FIRST
    submitted = at(dates.review_on, 14) if dates.finished else at(date(2026, 11, 24), 15)
    risks, measures, outcomes = _plan(unit.code, facts, dates.year, at=submitted)
    answers: tuple[Answer, ...] = (
        Answer(question="B6", value=_examinations(dates, facts)),
        Answer(question="1.9", value={"answer": "yes", "comment": facts["1.9"]}, is_risk=False),
        _criteria(name, rng),
        Answer(question="3.2", value=_advertisements(name, rng)),
        _lead_roles(facts),
        Answer(question="4.2", value={"comment": facts["4.2"]}),
        Answer(question="7.1", value={"comment": _balance(name, dates.year, rng)}),
        Answer(question="7.2", value={"text": facts["7.2"]}),
        _agreed(dates),
        Answer(question="9.2", value=_cooperation(unit, name, dates)),
        Answer(question="10.1", value=_outcomes(outcomes, facts)),
        Answer(question="10.2", value=_effects(outcomes, facts)),
        Answer(question="11.1", value=_risks(risks)),
        Answer(question="11.2", value=_measures(measures, facts)),
        Answer(question="12.4", value={"text": _summary(name, n_answered, dates.year, rng)}),
    )
    if not ready:
        kept = {"B6", "1.9", "2.1", "3.2", "4.2", "10.1", "10.2"}
        answers = tuple(answer for answer in answers if answer.question in kept)
        risks, measures = (), tuple(m for m in measures if m.carried_from)
    return Sheet(
        unit_code=unit.code,
        year=dates.year,
        level="department",
        state="approved" if dates.finished else "submitted" if ready else "in_progress",
        started_at=at(dates.opens_on, 10),
        submitted_at=submitted if ready else None,
        submitted_by=head if ready else None,
        approved_at=at(dates.compile_on, 11) if dates.finished else None,
        approved_by="amina.lindqvist" if dates.finished else None,
        answers=answers,
        risks=risks,
        measures=measures,
        outcomes=outcomes,
    )


def _plan(
    code: str, facts: Mapping[str, str], year: int, *, at: datetime
) -> tuple[tuple[Risk, ...], tuple[Measure, ...], tuple[Outcome, ...]]:
    """Found in 2025, extended in 2026; in 2024 the departments had not begun."""
    if year == 2024:
        return (), (), ()
    area = Area(facts["area"])
    ref = f"{code}-2025-M1"
    due = end_of_month(2026, 10) if year == 2025 else end_of_month(2027, 6)
    measure = Measure(
        ref=f"{code}-{year}-M1",
        area=area,
        text=facts["measure"],
        responsible="förvaltningschef",
        start=date(2026, 1, 12),
        due=due,
        next_check=date(due.year, due.month - 2, 15),
        effect=facts["effect"],
        measured_by=facts["measured"],
        status="ongoing",
        decided_at=at,
        risk_refs=(f"{code}-2025-R1",) if year == 2025 else (),
        carried_from=ref if year == 2026 else None,
    )
    if year == 2026:
        told = Outcome(
            measure_ref=ref,
            result="extended",
            effect="too_early",
            how_known=f"Arbetet är påbörjat, och det vi ska mäta är: {facts['measured'].lower()}.",
            recorded_at=at if at < NOW else NOW,
            new_due=due,
            reason=f"Tidplanen var för kort för det vi ville nå: {facts['effect'].lower()}.",
            decided_by="förvaltningschef",
        )
        return (), (measure,), (told,)
    risk = Risk(
        ref=f"{code}-2025-R1",
        area=area,
        grounds=(Ground.SEX, Ground.AGE) if area is not Area.HARASSMENT else (Ground.SEX,),
        description=facts["risk"],
        cause=facts["cause"],
        source="Personalstatistik",
        question="7.2" if area is Area.GENDER_BALANCE else "1.9",
        likelihood=2,
        consequence=3,
        recorded_at=at,
    )
    return (risk,), (measure,), ()


def _examinations(dates: Dates, facts: Mapping[str, str]) -> dict[str, Any]:
    grounds = [Ground.SEX, Ground.ETHNICITY, Ground.DISABILITY, Ground.AGE]
    return {
        "rows": {
            area.value: {
                "grounds": [ground.value for ground in grounds],
                "methods": _METHODS[area],
                "date": date(dates.year, 10, 5 + n * 3).isoformat(),
                "finding": "risk" if area == facts["area"] and dates.year == 2025 else "nothing",
            }
            for n, area in enumerate(AREAS_OF_THE_ACT)
        }
    }


def _criteria(name: str, rng: random.Random) -> Answer:
    month = rng.choice(_MONTHS)
    document = {"document": "Lönepolicy för Solvik kommun", "document_date": "2023-06-12"}
    if rng.random() < 0.6:
        comment = f"Lönekriterierna för {name} gicks igenom med facken i {month}."
        return Answer(question="2.1", value=yes_partly_no("yes", comment, **document))
    comment = f"Kriterierna för {name} är granskade när det gäller kön men inte övriga grunder."
    return Answer(question="2.1", value=yes_partly_no("partly", comment, **document), is_risk=False)


def _advertisements(name: str, rng: random.Random) -> dict[str, Any]:
    total = rng.randrange(14, 90)
    reviewed = rng.randrange(5, min(total, 25))
    removed = rng.randrange(2, 5)
    comment = f"Inom {name} ströks onödiga krav i {removed} av de granskade annonserna."
    return {"reviewed": reviewed, "total": total, "comment": comment}


def _lead_roles(facts: Mapping[str, str]) -> Answer:
    return Answer(question="3.8", value=yes_partly_no("partly", facts["3.8"]), is_risk=False)


def _balance(name: str, year: int, rng: random.Random) -> str:
    change = rng.choice(("oförändrad", "något jämnare", "något mindre jämn"))
    return f"Könsfördelningen inom {name} är {change} jämfört med {year - 3}."


def _agreed(dates: Dates) -> Answer:
    value = yes_partly_no(
        "yes",
        "",
        date=date(dates.year, 8, 26).isoformat(),
        document="Överenskommelse om samverkan",
        document_date=date(dates.year, 8, 26).isoformat(),
    )
    return Answer(question="9.1", value=value)


def _cooperation(unit: Unit, name: str, dates: Dates) -> dict[str, Any]:
    days = {
        Step.FOLLOW_UP: date(dates.year, 9, 10),
        Step.EXAMINE: date(dates.year, 10, 8),
        Step.ANALYSE: date(dates.year, 11, 5),
        Step.ACT: date(dates.year, 11, 19),
    }
    results = {
        Step.EXAMINE: f"Statistiken för {name} gicks igenom tabell för tabell.",
        Step.ANALYSE: f"Parterna var eniga om orsakerna inom {name}.",
        Step.ACT: "",
        Step.FOLLOW_UP: "",
    }
    return {
        "rows": {
            step.value: {
                "forum": "fsg",
                "date": days[step].isoformat(),
                "parties": ["manager", "safety_representative", "union_representative", "hr"],
                "views": "",
                "result": results[step],
            }
            for step in Step
        }
    }


def _outcomes(outcomes: Sequence[Outcome], facts: Mapping[str, str]) -> dict[str, Any]:
    rows = [
        {
            "ref": o.measure_ref,
            "measure": facts["measure"],
            "outcome": o.result,
            "new_date": o.new_due.isoformat() if o.new_due else "",
            "reason": o.reason,
            "decided_by": o.decided_by,
        }
        for o in outcomes
    ]
    return {"none": [] if rows else ["none"], "rows": rows}


def _effects(outcomes: Sequence[Outcome], facts: Mapping[str, str]) -> dict[str, Any]:
    rows = [
        {
            "ref": o.measure_ref,
            "measure": facts["measure"],
            "effect": o.effect,
            "how_known": o.how_known,
        }
        for o in outcomes
    ]
    return {"none": [] if rows else ["none"], "rows": rows}


def _risks(risks: Sequence[Risk]) -> dict[str, Any]:
    rows = [
        {
            "ref": r.ref,
            "area": r.area.value,
            "description": r.description,
            "grounds": [ground.value for ground in r.grounds],
            "source": r.source,
            "cause": r.cause,
            "likelihood": str(r.likelihood),
            "consequence": str(r.consequence),
        }
        for r in risks
    ]
    return {"none": [] if rows else ["none"], "rows": rows}


def _measures(measures: Sequence[Measure], facts: Mapping[str, str]) -> dict[str, Any]:
    rows = [
        {
            "ref": m.ref,
            "risk": facts["risk"] if m.risk_refs else "",
            "measure": m.text,
            "responsible": m.responsible,
            "person": "",
            "start": m.start.isoformat(),
            "due": m.due.isoformat(),
            "next_check": m.next_check.isoformat() if m.next_check else "",
            "effect": m.effect,
            "measured_by": m.measured_by,
            "cost": None,
            "status": m.status,
        }
        for m in measures
    ]
    return {"none": [] if rows else ["none"], "rows": rows}


def _summary(name: str, n_answered: int, year: int, rng: random.Random) -> str:
    good = rng.choice(
        (
            f"Enheterna inom {name} har börjat skriva om orsaker och inte bara om åtgärder.",
            f"Skyddsombuden inom {name} har deltagit mer än {year - 1}.",
            f"Underlagen inom {name} kom in i god tid.",
        )
    )
    poor = rng.choice(
        (
            f"Vikarier inom {name} nås fortfarande inte av informationen.",
            f"Flera grunder är svåra att undersöka inom {name}.",
            f"Samverkan inom {name} sker ofta vid ett enda tillfälle.",
        )
    )
    count = f"Under {year} har {n_answered} enheter inom {name} lämnat sitt underlag."
    return f"{count} {good} {poor}"
