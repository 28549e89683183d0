"""Political bodies, cases, approvals, observations and the one dissent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from aktiva.demo.solvik.calendar import Dates
from aktiva.demo.solvik.places import ROOT
from aktiva.demo.solvik.schedule import READY_FIRST, department_of
from aktiva.demo.solvik.shapes import (
    Approval,
    Body,
    Case,
    Dispatch,
    Dissent,
    Handling,
    Observation,
    Sheet,
    Unit,
)

BODIES = (
    Body(code="KF", name="Kommunfullmäktige", kind="council"),
    Body(code="KS", name="Kommunstyrelsen", kind="board", department_codes=("KLF",)),
    Body(code="KSAU", name="Kommunstyrelsens arbetsutskott", kind="subcommittee", above="KS"),
    Body(code="BIN", name="Bildningsnämnden", kind="committee", department_codes=("FSK", "GRU", "GYV")),
    Body(code="SON", name="Socialnämnden", kind="committee", department_codes=("IFO", "FUN")),
    Body(code="VON", name="Vård- och omsorgsnämnden", kind="committee", department_codes=("VOF",)),
    Body(code="KFN", name="Kultur- och fritidsnämnden", kind="committee", department_codes=("KFF",)),
    Body(code="SBN", name="Samhällsbyggnadsnämnden", kind="committee", department_codes=("SBF", "TSF")),
    Body(code="MN", name="Miljönämnden", kind="committee", department_codes=("MIF",)),
    Body(code="RN", name="Räddningsnämnden", kind="committee", department_codes=("RTJ",)),
)  # fmt: skip

_REGISTERED = {
    2024: ("KS 2024/377", date(2024, 9, 4), "§ 9", "§ 17", date(2025, 1, 28)),
    2025: ("KS 2025/398", date(2025, 9, 3), "§ 11", "§ 19", date(2026, 1, 27)),
    2026: ("KS 2026/412", date(2026, 9, 2), "", "", date(2027, 1, 26)),
}
_SCHOOL_CASES = {
    2024: ("BIN 2024/112", "§ 6", date(2025, 1, 30)),
    2025: ("BIN 2025/118", "§ 8", date(2026, 1, 29)),
}
_ASSIGNMENTS = {
    2024: "HR-chefen att ta fram en rutin mot repressalier före utgången av 2025",
    2025: "HR-chefen att senast den 31 december 2026 lämna förslag till rutin mot repressalier",
}
_QUESTIONS = {
    "1.1": ("working_conditions", "Lokaler, utrustning och system", "lokaler, utrustning och digitala system fungerar för alla"),
    "1.7": ("working_conditions", "Fördelningen av arbete", "arbetsuppgifter, arbetspass och ledighet fördelas så att ingen grupp missgynnas"),
    "3.1": ("recruitment", "Kompetensbaserad rekrytering", "rekryteringsrutinen med skriftlig kravprofil används vid alla rekryteringar"),
    "3.8": ("recruitment", "Vägen till ledaruppdrag", "vägen till ledaruppdrag är öppen och känd"),
    "4.1": ("training", "Individuella kompetensplaner", "alla har en individuell plan för kompetensutveckling"),
    "5.1": ("parenthood", "Mötestider", "möten och utbildning ligger på tider som går att förena med hämtning och lämning"),
    "5.2": ("parenthood", "Kontakt under föräldraledighet", "det finns en rutin för kontakt under föräldraledighet"),
}  # fmt: skip


def cases(dates: Dates, *, heads: Mapping[str, str]) -> tuple[Case, ...]:
    """Return the year's cases, decided and sent when the year is finished."""
    dnr, registered, prepared, decided, prepared_on = _REGISTERED[dates.year]
    year = dates.year
    handlings: tuple[Handling, ...] = ()
    if dates.finished:
        points = (
            ("godkänna", "rapporten och lägga den till handlingarna"),
            ("uppdra", f"till {_ASSIGNMENTS[year]}"),
        )
        handlings = (
            _handling("KSAU", prepared_on, prepared, "proposes", points),
            _handling("KS", dates.decision_on, decided, "decides", points),
        )
    sent = dates.decision_on + timedelta(9) if dates.finished else None
    made = [
        Case(
            dnr=dnr,
            title=f"Årlig uppföljning av aktiva åtgärder {year}",
            unit_code="KLF",
            background=(
                f"Kommunens enheter har under hösten {year} följt upp arbetet med aktiva åtgärder "
                "tillsammans med skyddsombud, medarbetare och fackliga organisationer."
            ),
            registered_on=registered,
            registered_by="nils.ahl",
            handlings=handlings,
            recipients=(
                Dispatch(name="HR-avdelningen", sent_on=sent, how="E-post"),
                Dispatch(name="Samtliga förvaltningschefer", sent_on=sent, how="E-post"),
                Dispatch(name="Kommunens revisorer", sent_on=sent, how="E-post"),
            ),
        )
    ]
    if year in _SCHOOL_CASES:
        dnr, paragraph, on = _SCHOOL_CASES[year]
        made.append(
            Case(
                dnr=dnr,
                title=f"Rektorsområdenas uppföljning av aktiva åtgärder {year}",
                unit_code="GRU",
                background="Varje rektorsområde har gått igenom sina underlag och gjort en handlingsplan.",
                registered_on=on - timedelta(24),
                registered_by="nils.ahl",
                handlings=(
                    _handling("BIN", on, paragraph, "decides", (("godkänna", "rapporten"),)),
                ),
                recipients=(
                    Dispatch(name="Kommunstyrelsen", sent_on=on + timedelta(8), how="E-post"),
                ),
            )
        )
    return tuple(made)


def approvals(dates: Dates, *, heads: Mapping[str, str]) -> tuple[Approval, ...]:
    """Return the departments whose report is approved by its head."""
    if dates.finished:
        days = [dates.review_on + timedelta(3 + n % 5) for n in range(len(heads))]
        return tuple(
            Approval(department_code=code, by=head, on=day)
            for (code, head), day in zip(heads.items(), days, strict=True)
        )
    return tuple(
        Approval(department_code=code, by=heads[code], on=date(2026, 11, 25))
        for code in READY_FIRST
    )


def dissents(dates: Dates, *, by: str) -> tuple[Dissent, ...]:
    """Return the dissent of Kommunal in 2025; the other years ended in agreement."""
    if dates.year != 2025:
        return ()
    return (
        Dissent(
            unit_code="VOF",
            organisation="Kommunal",
            by=by,
            on=date(2025, 12, 9),
            text=(
                "Kommunal delar inte arbetsgivarens bild av de delade turerna. De har inte minskat, "
                "de har flyttats från vardagar till helger. Vi anser att heltid utan delade turer "
                "ska vara utgångspunkten i alla grundscheman från den 1 mars 2026 och att "
                "åtgärden har förlängts utan godtagbart skäl."
            ),
        ),
    )


def observations(
    dates: Dates, *, units: Sequence[Unit], sheets: Sequence[Sheet]
) -> tuple[Observation, ...]:
    """Return observations chosen for a finished year, with counts taken from the answers."""
    if not dates.finished:
        return ()
    by_code = {unit.code: unit for unit in units}
    groups: dict[str, list[Sheet]] = {ROOT: []}
    for sheet in sheets:
        if sheet.state != "approved":
            continue
        groups[ROOT].append(sheet)
        code = department_of(by_code[sheet.unit_code], dates.opens_on)
        groups.setdefault(code, []).append(sheet)
    return tuple(
        observation
        for code, own in groups.items()
        if len(own) >= 9
        for observation in _observed(code, own, n=3 if code == ROOT else 1)
    )


def _observed(code: str, sheets: Sequence[Sheet], *, n: int) -> list[Observation]:
    """Return the `n` best and the `n` weakest questions of a group of units."""
    counted = []
    for key in _QUESTIONS:
        given = [value["answer"] for sheet in sheets if (value := sheet.answer(key))]
        asked = [answer for answer in given if answer != "not_applicable"]
        yes = sum(answer == "yes" for answer in asked)
        counted.append((yes / max(1, len(asked)), key, yes, len(asked)))
    counted.sort(key=lambda row: (row[0], row[1]))
    weak, strong = counted[:n], counted[::-1][:n]
    return [_strength(code, *row[1:]) for row in strong] + [
        _improvement(code, *row[1:]) for row in weak
    ]


def _strength(code: str, key: str, yes: int, asked: int) -> Observation:
    area, title, claim = _QUESTIONS[key]
    text = f"Av {asked} enheter svarar {yes} att {claim}."
    return Observation(
        unit_code=code, area=area, question=key, kind="strength", title=title, text=text
    )


def _improvement(code: str, key: str, yes: int, asked: int) -> Observation:
    area, title, claim = _QUESTIONS[key]
    text = f"I {asked - yes} av {asked} enheter är svaret delvis eller nej på frågan om {claim}."
    return Observation(
        unit_code=code, area=area, question=key, kind="improvement", title=title, text=text
    )


def _handling(
    body: str, on: date, paragraph: str, kind: str, points: tuple[tuple[str, str], ...]
) -> Handling:
    return Handling(
        body=body,
        on=on,
        paragraph=paragraph,
        kind=kind,
        points=points,
        approved_on=on + timedelta(7),
    )
