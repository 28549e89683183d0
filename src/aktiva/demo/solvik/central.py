"""What HR answers for the whole municipality, with the pay mapping in short."""

from __future__ import annotations

from datetime import date
from typing import Any

from aktiva.demo.solvik.answers import yes_partly_no
from aktiva.demo.solvik.calendar import Dates, at
from aktiva.demo.solvik.shapes import Answer, Measure, Outcome, Sheet

_PAPER = "Riktlinje mot trakasserier, sexuella trakasserier och repressalier"
_ORGANISATIONS = ("Kommunal", "Sveriges Lärare", "Vision", "Vårdförbundet", "Akademikerförbundet SSR")  # fmt: skip
_EQUAL = (
    ("Undersköterskor", "Männen har i medel 140 kronor mer", "Fler män arbetar natt och har längre anställningstid.", "no"),
    ("Enhetschefer i vård och omsorg", "Männen har i medel 1 150 kronor mer", "Två nyrekryteringar har höjt männens medellön.", "cannot_be_excluded"),
    ("Lärare i grundskolan 7–9", "Kvinnorna har i medel 210 kronor mer", "Kvinnorna har oftare uppdrag som förstelärare.", "no"),
    ("Projektledare", "Männen har i medel 1 900 kronor mer", "De större projekten har letts av män.", "yes"),
)  # fmt: skip
_PAIRS = (
    ("Socialsekreterare", "Bygglovshandläggare", "2 300 kronor lägre", "Konkurrensen om handläggare är större, men kraven bedöms lika.", "cannot_be_excluded"),
    ("Förskollärare", "Ingenjörer i drift", "3 100 kronor lägre", "Marknaden förklarar en del av skillnaden.", "no"),
)  # fmt: skip
_LOWER_DEMANDS = (
    ("Undersköterskor", "Fordonsmekaniker", "1 700 kronor lägre", "Mekanikernas löner har följt den privata marknaden.", "cannot_be_excluded"),
    ("Barnskötare", "Vaktmästare", "400 kronor lägre", "Vaktmästarna har fler fasta tillägg, och tilläggen är inte prövade.", "yes"),
)  # fmt: skip


_COVERED = [
    "permanent",
    "fixed_term",
    "hourly",
    "substitutes",
    "trainees",
    "hired_in",
    "applicants",
]


def central_sheet(
    *, dates: Dates, measures: tuple[Measure, ...], outcomes: tuple[Outcome, ...], n_staff: int
) -> Sheet:
    """Return HR's sheet of one year.

    Args:
        measures: The common measures of the year.
        outcomes: What became of those of the year before.
        n_staff: Employees on the day of the pay mapping, 1 November of the year.
    """
    answers = _answers(dates, measures, outcomes, n_staff)
    if not dates.finished:
        waiting = {"8.8", "8.9", "8.10", "8.11", "8.12", "6.9"}
        answers = tuple(answer for answer in answers if answer.question not in waiting)
    return Sheet(
        unit_code="SOLVIK",
        year=dates.year,
        level="central",
        state="approved" if dates.finished else "in_progress",
        started_at=at(dates.opens_on, 13),
        submitted_at=at(dates.review_on, 16) if dates.finished else None,
        submitted_by="amina.lindqvist" if dates.finished else None,
        approved_at=at(dates.compile_on, 10) if dates.finished else None,
        approved_by="amina.lindqvist" if dates.finished else None,
        answers=answers,
        measures=measures,
        outcomes=outcomes,
    )


def _answers(
    dates: Dates, measures: tuple[Measure, ...], outcomes: tuple[Outcome, ...], n_staff: int
) -> tuple[Answer, ...]:
    year = dates.year
    guideline = "yes" if year >= 2025 else "no"
    adopted = {"document": _PAPER, "document_date": "2025-04-14" if year >= 2025 else "2019-05-20"}
    undesired = True if year == 2024 else None
    return (
        Answer(question="A6", value={"chosen": _COVERED}),
        Answer(question="2.1", value=_criteria(year)),
        Answer(question="3.2", value=_advertisements(year)),
        Answer(question="5.2", value=_leave(year), is_risk=False if year == 2024 else None),
        Answer(question="6.1", value={**adopted, **_three(guideline)}, is_risk=undesired),
        Answer(question="6.2", value={**adopted, **_three("no")}, is_risk=True),
        Answer(question="6.3", value=_elements(), is_risk=True),
        Answer(question="6.8", value=_cases(year)),
        Answer(question="6.9", value=_review(year)),
        Answer(
            question="7.1",
            value={"comment": "Kvinnor är i majoritet i alla förvaltningar utom två. Bland förvaltningscheferna är det jämnt."},
        ),
        Answer(question="8.1", value=_pay_file(dates, n_staff)),
        Answer(question="8.2", value={"chosen": ["permanent", "fixed_term", "hourly", "on_leave", "managers", "all_departments"]}),
        Answer(question="8.4", value=_rules(year)),
        Answer(question="8.5", value={"text": f"Grupperna bygger på AID och på en genomgång av arbetsuppgifter. Inför {year} delades handläggare i tre grupper."}),
        Answer(question="8.6", value={"answer": "points", "comment": "Kunskaper och färdigheter väger 40 procent, ansvar 30, ansträngning 20 och arbetsförhållanden 10. HR och fyra fackliga organisationer deltog."}),
        Answer(question="8.8", value={"rows": [_equal(row, year) for row in _EQUAL]}),
        Answer(question="8.9", value={"rows": [_pair(row) for row in _PAIRS]}),
        Answer(question="8.10", value={"rows": [_pair(row) for row in _LOWER_DEMANDS]}),
        Answer(question="8.11", value=_adjustments(year)),
        Answer(question="8.12", value=_adjusted(year)),
        Answer(question="9.1", value=yes_partly_no("yes", "", date=date(year, 8, 20).isoformat(), document="Överenskommelse om samverkan i arbetet med aktiva åtgärder", document_date=date(year, 8, 20).isoformat())),
        Answer(question="9.4", value={"rows": _informed(year)}),
        Answer(question="10.1", value=_told(outcomes, year)),
        Answer(question="10.2", value=_effects(outcomes, year)),
        Answer(question="11.1", value={"none": ["none"], "rows": []}),
        Answer(question="11.2", value={"none": [], "rows": [_measure(m) for m in measures]}),
    )  # fmt: skip


def _criteria(year: int) -> dict[str, Any]:
    comment = f"Lönepolicyn granskades mot alla sju grunder våren {year}. Kriteriet flexibilitet skrevs om."
    return yes_partly_no(
        "yes", comment, document="Lönepolicy för Solvik kommun", document_date="2023-06-12"
    )


def _advertisements(year: int) -> dict[str, Any]:
    reviewed, total = {2024: (100, 611), 2025: (90, 587), 2026: (120, 602)}[year]
    return {
        "reviewed": reviewed,
        "total": total,
        "comment": f"Vanligast var onödigt höga språkkrav. Stickprovet {year} drogs med lika många annonser per förvaltning.",
    }


def _leave(year: int) -> dict[str, Any]:
    if year == 2024:
        comment = "Rutinen togs fram under hösten och är ännu inte känd i alla förvaltningar."
        return yes_partly_no("partly", comment, document="", document_date="")
    return yes_partly_no(
        "yes",
        "",
        document="Rutin för kontakt under föräldraledighet",
        document_date="2024-10-02",
    )


def _cases(year: int) -> dict[str, Any]:
    reported, looked_into = {2024: (14, 13), 2025: (17, 17), 2026: (12, 11)}[year]
    return {
        "harassment": reported - 4,
        "sexual_harassment": 4,
        "reprisals": 0,
        "victimisation": 9,
        "investigated": looked_into,
        "median_days": 6,
    }


def _three(reprisals: str) -> dict[str, Any]:
    return {
        "rows": {
            "harassment": {"answer": "yes"},
            "sexual_harassment": {"answer": "yes"},
            "reprisals": {"answer": reprisals},
        }
    }


def _elements() -> dict[str, Any]:
    pages = {"contact": "3", "knowledge": "4", "investigator": "4", "follow_up": "6"}
    rows = {key: {"answer": "yes", "page": page} for key, page in pages.items()}
    return {"rows": rows | {"protection": {"answer": "no", "page": ""}}}


def _review(year: int) -> dict[str, Any]:
    return {
        "date": date(year, 9, 22 if year == 2026 else 18).isoformat(),
        "comment": "Uppföljningen gjordes i den centrala samverkansgruppen. Kontaktvägarna förtydligades, men rutinen mot repressalier återstår.",
    }


def _pay_file(dates: Dates, n_staff: int) -> dict[str, Any]:
    return {
        "in_file": n_staff - 11,
        "employed": n_staff,
        "date": date(dates.year, 11, 1).isoformat(),
        "comment": "Skillnaden är personer som slutade sista oktober och som fanns kvar i systemet dagen efter.",
    }


def _rules(year: int) -> dict[str, Any]:
    return {
        "chosen": ["agreements", "policy", "criteria", "practice"],
        "other": "",
        "comment": f"Fasta tillägg i drift och teknik saknar motsvarighet i vård och skola. Granskningen {year} gav ett förslag om samordnartillägg.",
    }


def _equal(row: tuple[str, ...], year: int) -> dict[str, Any]:
    group, difference, explanation, judgement = row
    return {
        "group": group,
        "difference": difference,
        "explanation": explanation,
        "judgement": "no" if year == 2025 and judgement == "yes" else judgement,
    }


def _pair(row: tuple[str, ...]) -> dict[str, Any]:
    names = ("group", "compared_with", "difference", "explanation", "judgement")
    return dict(zip(names, row, strict=True))


def _adjustments(year: int) -> dict[str, Any]:
    row = {
        "group": "Barnskötare",
        "measure": "Höja lönen för barnskötare som ligger under medianen för vaktmästare",
        "persons": 64,
        "monthly_cost": 400,
        "cost": 64 * 400 * 12 * 140 // 100,
        "start": date(year + 1, 4, 1).isoformat(),
        "due": date(year + 3, 4, 30).isoformat(),
        "responsible": "Förhandlingschef",
        "funding": "Löneöversynens centrala medel",
    }
    return {"none": [], "rows": [row]}


def _adjusted(year: int) -> dict[str, Any]:
    if year == 2024:
        return {"none": ["none"], "rows": []}
    row = {
        "ref": "",
        "measure": "Höja lönen för barnskötare under vaktmästarnas median",
        "outcome": "ongoing",
        "new_date": "",
        "reason": "",
        "decided_by": "",
        "effect": "partly",
        "how_known": "Skillnaden i median har minskat från 400 till 250 kronor.",
    }
    return {"none": [], "rows": [row]}


def _informed(year: int) -> list[dict[str, Any]]:
    return [
        {
            "organisation": name,
            "what": f"Personalstatistik, enkätresultat, underlag till lönekartläggningen {year} och förslag till gemensamma åtgärder.",
            "date": date(year, 9, 10 + n).isoformat(),
            "individual_pay": "yes" if n < 3 else "no",
        }
        for n, name in enumerate(_ORGANISATIONS)
    ]


def _told(outcomes: tuple[Outcome, ...], year: int) -> dict[str, Any]:
    rows = [
        {
            "ref": o.measure_ref,
            "measure": f"Gemensam åtgärd {n} från {year - 1}",
            "outcome": o.result,
            "new_date": o.new_due.isoformat() if o.new_due else "",
            "reason": o.reason,
            "decided_by": o.decided_by,
        }
        for n, o in enumerate(outcomes, start=1)
    ]
    return {"none": [] if rows else ["none"], "rows": rows}


def _effects(outcomes: tuple[Outcome, ...], year: int) -> dict[str, Any]:
    rows = [
        {
            "ref": o.measure_ref,
            "measure": f"Gemensam åtgärd {n} från {year - 1}",
            "effect": o.effect,
            "how_known": o.how_known,
        }
        for n, o in enumerate(outcomes, start=1)
    ]
    return {"none": [] if rows else ["none"], "rows": rows}


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "ref": measure.ref,
        "risk": "",
        "measure": measure.text,
        "responsible": measure.responsible,
        "person": "",
        "start": measure.start.isoformat(),
        "due": measure.due.isoformat(),
        "next_check": measure.next_check.isoformat() if measure.next_check else "",
        "effect": measure.effect,
        "measured_by": measure.measured_by,
        "cost": None,
        "status": measure.status,
    }
