"""The four steps of 2 § and what carries them through the year: D1–D6 and D30."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from aktiva.domain.law.checks.found import Found, bare, is_own, listing, number_of
from aktiva.domain.law.dated import value_of
from aktiva.domain.law.evidence import Evidence, MeasureEvidence, OwedEvidence
from aktiva.domain.values import AREAS_OF_THE_ACT, GROUNDS_OF_THE_ACT, Area, Ground

NOBODY_IN_PARTICULAR = frozenset(
    {"chef", "chefer", "alla", "alla chefer", "ansvarig chef", "ledningen"}
)
_DOUBT = re.compile(r"\?|\btbd\b|\bej bestämt\b|\binte bestämt\b", re.IGNORECASE)


def all_grounds(e: Evidence) -> Found:
    counted = [x for x in e.examinations if x.counts(e.year)]
    units: dict[tuple[Area, Ground], set[int]] = defaultdict(set)
    for x in counted:
        for ground in x.grounds:
            units[x.area, ground].add(x.unit)
    wanted = [(a, g) for a in AREAS_OF_THE_ACT for g in GROUNDS_OF_THE_ACT]
    missing = [cell for cell in wanted if cell not in units]
    refs = tuple(x.reference for x in counted)
    n = len(wanted) - len(missing)
    share = _share_of_staff(e, {x.unit for x in counted})
    if missing:
        grounds = sorted({g.label.lower() for _, g in missing})
        return Found(
            failing=(f"{n} av {len(wanted)} rutor (område × grund) är undersökta i år.{share}",),
            evidence=refs,
            todo=f"Undersök {listing(grounds)} i de områden som saknas.",
        )
    wished = value_of("own_limits", "covered_staff", year=e.year)
    thin = [
        cell for cell in wanted if (part := _per_cent(e, units[cell])) is not None and part < wished
    ]
    return Found(
        pausing=(
            f"{number_of(len(thin), 'ruta', 'rutor')} är undersökta av enheter som står för mindre "
            f"än {wished} procent av de anställda.",
        )
        if thin
        else (),
        fine=(f"Alla {len(wanted)} rutor är undersökta.{share}",),
        evidence=refs,
        todo=f"Låt fler enheter undersöka {listing(sorted({g.label.lower() for _, g in thin}))}.",
    )


def _per_cent(e: Evidence, units: set[int]) -> int | None:
    total = sum(e.staff.values())
    stood_for = {u for unit in units for u in e.below.get(unit, (unit,))}
    return round(100 * sum(e.staff.get(u, 0) for u in stood_for) / total) if total else None


def _share_of_staff(e: Evidence, units: set[int]) -> str:
    share = _per_cent(e, units)
    if share is None:
        return ""
    return f" Enheterna som har undersökt står för {share} procent av de anställda."


def examined(e: Evidence) -> Found:
    counted = [x for x in e.examinations if x.counts(e.year)]
    refs = tuple(x.reference for x in counted)
    missing = [
        a.short_label.lower() for a in AREAS_OF_THE_ACT if a not in {x.area for x in counted}
    ]
    hollow = len(e.examinations) - len(counted)
    failing = (
        (f"Ingen enhet har undersökt {listing(missing)} i år, med metod och datum.",)
        if missing
        else ()
    )
    pausing: list[str] = []
    if hollow:
        pausing.append(
            f"{number_of(hollow, 'undersökning', 'undersökningar')} saknar metod, grund, resultat "
            "eller datum inom året och räknas inte."
        )
    if e.risks and {r.area for r in e.risks} == {Area.HARASSMENT}:
        pausing.append(
            "Alla risker gäller trakasserier. Undersök också de andra områdena på djupet."
        )
    if counted and len({m for x in counted for m in x.methods}) == 1:
        pausing.append("Bara en metod har använts överallt. Pröva minst en till.")
    if e.n_answered < e.n_units:
        pausing.append(f"{e.n_units - e.n_answered} av {e.n_units} enheter har inte lämnat in.")
    units = len({x.unit for x in counted})
    return Found(
        failing=failing,
        pausing=tuple(pausing),
        fine=(f"{number_of(units, 'enhet', 'enheter')} har undersökt, med metod och datum.",),
        evidence=refs,
        todo="Be enheterna ange metod och datum för varje område.",
    )


def causes(e: Evidence) -> Found:
    shortest = value_of("own_limits", "shortest_cause", year=e.year)
    hollow = [r for r in e.risks if not real_causes(r.description, r.causes, shortest)]
    refs = tuple(r.reference for r in (hollow or e.risks))
    n = len(e.risks)
    if hollow:
        return Found(
            failing=(
                f"{len(hollow)} av {number_of(n, 'risk', 'risker')} saknar en orsak som säger något "
                "annat än risken.",
            ),
            evidence=refs,
            todo="Låt enheterna skriva varför risken finns.",
        )
    if not n:
        return _nothing_found(e)
    return Found(fine=(f"Orsak finns till {number_of(n, 'risk', 'risker')}.",), evidence=refs)


def _nothing_found(e: Evidence) -> Found:
    counted = [x for x in e.examinations if x.counts(e.year)]
    if counted:
        return Found(
            fine=("Undersökningen har inte visat någon risk.",),
            evidence=tuple(x.reference for x in counted),
        )
    return Found(
        failing=("Ingen risk är redovisad och ingen undersökning är gjord i år.",),
        todo="Börja med att undersöka.",
    )


def real_causes(risk: str, causes: Iterable[str], shortest: int) -> bool:
    """Return whether any cause is long enough and says something else than the risk."""
    hollow = {"", bare(risk)}
    return any(len(c.strip()) >= shortest and bare(c) not in hollow for c in causes)


def measures(e: Evidence) -> Found:
    unanswered = [r for r in e.risks if not r.is_answered]
    aimless = [m for m in e.measures if not m.has_purpose]
    n = len(e.risks)
    failing = (
        (
            f"{len(unanswered)} av {number_of(n, 'risk', 'risker')} har varken åtgärd eller beslut att avstå.",
        )
        if unanswered
        else ()
    )
    pausing = (
        (
            f"{number_of(len(aimless), 'åtgärd', 'åtgärder')} är inte kopplade till en risk och inte främjande.",
        )
        if aimless
        else ()
    )
    if not n and not e.measures:
        return _nothing_found(e)
    return Found(
        failing=failing,
        pausing=pausing,
        fine=(f"{number_of(n, 'risk', 'risker')} har en åtgärd eller ett motiverat beslut.",),
        evidence=tuple(r.reference for r in (unanswered or e.risks)),
        todo="Besluta en åtgärd, eller skriv varför ingen behövs.",
    )


def is_evaluated(owed: OwedEvidence, *, year: int) -> bool:
    """Return whether there is an outcome, in words that say how it is known."""
    shortest = value_of("own_limits", "shortest_how_known", year=year)
    return owed.has_outcome and len(owed.how_known.strip()) >= shortest


def followed_up(e: Evidence) -> Found:
    without = [o for o in e.owed if not is_evaluated(o, year=e.year)]
    closed = [m for m in e.measures if m.is_closed]
    unjudged = [m for m in closed if not m.is_evaluated]
    too_soon = [m for m in closed if m.due and m.is_evaluated and m.due > (e.on or m.due)]
    evaluated = [a for a in e.given("12.4") if is_own(a)]
    failing = []
    if without:
        failing.append(
            f"{len(without)} av {number_of(len(e.owed), 'åtgärd', 'åtgärder')} från förra året "
            "saknar bedömd effekt."
        )
    if unjudged:
        failing.append(
            f"{number_of(len(unjudged), 'åtgärd', 'åtgärder')} är avslutade utan bedömd effekt."
        )
    if not evaluated:
        failing.append("Ingen har utvärderat arbetssättet i år.")
    return Found(
        failing=tuple(failing),
        pausing=(
            f"{number_of(len(too_soon), 'åtgärd', 'åtgärder')} är utvärderade fast sista dagen "
            "inte har kommit.",
        )
        if too_soon
        else (),
        fine=(
            f"Effekten är bedömd för {number_of(len(e.owed), 'åtgärd', 'åtgärder')} och arbetssättet "
            f"är utvärderat av {number_of(len(evaluated), 'enhet', 'enheter')}.",
        ),
        evidence=tuple(o.reference for o in without)
        + tuple(m.reference for m in (*unjudged, *too_soon))
        + tuple(a.reference for a in evaluated),
        todo="Be enheterna skriva utfall och hur de vet det.",
    )


def last_years_measures(e: Evidence) -> Found:
    untold = [o for o in e.owed if not o.has_outcome]
    unevaluated = [o for o in e.owed if o.has_outcome and not is_evaluated(o, year=e.year)]
    n = number_of(len(e.owed), "åtgärd", "åtgärder")
    failing = []
    if untold:
        failing.append(f"{len(untold)} av {n} från förra året saknar utfall.")
    if unevaluated:
        failing.append(f"{len(unevaluated)} av {n} från förra året saknar utvärdering.")
    if not e.owed:
        return Found(
            pausing=("Ingen åtgärd från förra året finns i Aktiva. Hämta in förra årets plan.",)
        )
    return Found(
        failing=tuple(failing),
        fine=(f"{n} från förra året har utfall och utvärdering.",),
        evidence=tuple(o.reference for o in (untold + unevaluated or e.owed)),
        todo="Be dem som ansvarar skriva utfall för varje åtgärd och hur de vet det.",
    )


def timed(e: Evidence) -> Found:
    n = number_of(len(e.measures), "åtgärd", "åtgärder")
    failing = [] if e.measures else ["Ingen åtgärd är beslutad för året."]
    pausing: list[str] = []
    bad: list[MeasureEvidence] = []
    for rows, fails, words in _faults_in_time(e):
        if rows:
            bad += rows
            told = f"{number_of(len(rows), 'åtgärd', 'åtgärder')} {words}"
            (failing if fails else pausing).append(told)
    if e.measures and (quiet := _longest_silence(e)) > value_of(
        "own_limits", "quiet_days", year=e.year
    ):
        pausing.append(f"Inget arbete är antecknat under {quiet} dagar i följd.")
    return Found(
        failing=tuple(failing),
        pausing=tuple(pausing),
        fine=(f"{n} har tid och ansvarig.",),
        evidence=tuple(m.reference for m in (dict.fromkeys(bad) or e.measures)),
        todo="Sätt datum och ansvarig på åtgärderna.",
    )


def _faults_in_time(e: Evidence) -> Iterable[tuple[Sequence[MeasureEvidence], bool, str]]:
    """Give (measures, whether it fails, words) for each thing that may be wrong."""
    rows = e.measures
    yield [m for m in rows if not m.has_time], True, "saknar tid."
    yield [m for m in rows if not m.owner.strip()], True, "saknar ansvarig."
    running = [m for m in rows if m.schedule_text.strip().casefold().startswith("löpande")]
    yield (
        [m for m in running if m.next_check is None],
        False, "pågår löpande men saknar nästa avstämning.",
    )  # fmt: skip
    yield (
        [m for m in rows if _DOUBT.search(m.schedule_text)],
        False,
        "har en tidsplan som inte är bestämd.",
    )
    yield (
        [m for m in rows if m.owner.strip().casefold() in NOBODY_IN_PARTICULAR],
        False, "har ingen bestämd som ansvarar. Skriv vilken funktion.",
    )  # fmt: skip
    today = e.on or date(e.year, 12, 31)
    yield (
        [m for m in rows if m.is_open and m.due and m.due < today],
        False, "har passerat sin sista dag utan att vara klara.",
    )  # fmt: skip


def _longest_silence(e: Evidence) -> int:
    """Return the most days of the year, up to the day asked about, on which nothing was recorded."""
    ends = min(e.on or date(e.year, 12, 31), date(e.year, 12, 31))
    days = {x.reference.date for x in e.examinations} | {r.reference.date for r in e.risks}
    days |= {m.reference.date for m in e.measures} | {o.reference.date for o in e.owed}
    days |= {c.reference.date for c in e.cooperation} | {a.reference.date for a in e.answers}
    days |= {x.on for x in e.examinations if x.on} | {c.on for c in e.cooperation if c.on}
    within = sorted({d for d in days if d.year == e.year and d <= ends})
    points = [date(e.year, 1, 1), *within, ends]
    return max((b - a - timedelta(days=1)).days for a, b in pairwise(points))
