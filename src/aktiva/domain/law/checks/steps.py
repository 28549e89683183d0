"""The four steps of 2 § and what carries them through the year: D1–D6 and D30."""

from __future__ import annotations

from collections.abc import Iterable

from aktiva.domain.law.checks.found import Found, bare, is_own, listing, number_of
from aktiva.domain.law.evidence import Evidence
from aktiva.domain.values import AREAS_OF_THE_ACT, GROUNDS_OF_THE_ACT

SHORTEST_CAUSE = 20


def all_grounds(e: Evidence) -> Found:
    counted = [x for x in e.examinations if x.counts(e.year)]
    covered = {(x.area, g) for x in counted for g in x.grounds}
    wanted = [(a, g) for a in AREAS_OF_THE_ACT for g in GROUNDS_OF_THE_ACT]
    missing = [cell for cell in wanted if cell not in covered]
    refs = tuple(x.reference for x in counted)
    n = len(wanted) - len(missing)
    share = _share_of_staff(e, {x.unit for x in counted})
    if not missing:
        return Found(fine=(f"Alla {len(wanted)} rutor är undersökta.{share}",), evidence=refs)
    grounds = sorted({g.label.lower() for _, g in missing})
    return Found(
        failing=(f"{n} av {len(wanted)} rutor (område × grund) är undersökta i år.{share}",),
        evidence=refs,
        todo=f"Undersök {listing(grounds)} i de områden som saknas.",
    )


def _share_of_staff(e: Evidence, units: set[int]) -> str:
    total = sum(e.staff.values())
    if not total:
        return ""
    share = round(100 * sum(e.staff.get(u, 0) for u in units) / total)
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
            f"{hollow} undersökningar saknar metod, grund eller datum inom året och räknas inte."
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
    hollow = [r for r in e.risks if not _real_causes(r.description, r.causes)]
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


def _real_causes(risk: str, causes: Iterable[str]) -> bool:
    hollow = {"", bare(risk)}
    return any(len(c.strip()) >= SHORTEST_CAUSE and bare(c) not in hollow for c in causes)


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


def followed_up(e: Evidence) -> Found:
    without = [o for o in e.owed if not o.is_evaluated]
    evaluated = [a for a in e.given("12.4") if is_own(a)]
    failing = []
    if without:
        failing.append(
            f"{len(without)} av {number_of(len(e.owed), 'åtgärd', 'åtgärder')} från förra året "
            "saknar bedömd effekt."
        )
    if not evaluated:
        failing.append("Ingen har utvärderat arbetssättet i år.")
    return Found(
        failing=tuple(failing),
        fine=(
            f"Effekten är bedömd för {number_of(len(e.owed), 'åtgärd', 'åtgärder')} och arbetssättet "
            f"är utvärderat av {number_of(len(evaluated), 'enhet', 'enheter')}.",
        ),
        evidence=tuple(o.reference for o in without) + tuple(a.reference for a in evaluated),
        todo="Be enheterna skriva utfall och hur de vet det.",
    )


def last_years_measures(e: Evidence) -> Found:
    untold = [o for o in e.owed if not o.has_outcome]
    unevaluated = [o for o in e.owed if o.has_outcome and not o.is_evaluated]
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
    timeless = [m for m in e.measures if not m.has_time]
    ownerless = [m for m in e.measures if not m.owner.strip()]
    doubtful = [m for m in e.measures if "?" in m.schedule_text]
    running = [
        m for m in e.measures
        if m.schedule_text.strip().casefold().startswith("löpande") and m.next_check is None
    ]  # fmt: skip
    vague = [m for m in e.measures if m.owner.strip().casefold() in {"chef", "chefer"}]
    failing = []
    if not e.measures:
        failing.append("Ingen åtgärd är beslutad för året.")
    if timeless:
        failing.append(f"{number_of(len(timeless), 'åtgärd', 'åtgärder')} saknar tid.")
    if ownerless:
        failing.append(f"{number_of(len(ownerless), 'åtgärd', 'åtgärder')} saknar ansvarig.")
    pausing = []
    if running:
        pausing.append(
            f"{number_of(len(running), 'åtgärd', 'åtgärder')} pågår löpande men saknar nästa avstämning."
        )
    if doubtful:
        pausing.append(
            f"{number_of(len(doubtful), 'tidsplan', 'tidsplaner')} har ett frågetecken kvar."
        )
    if vague:
        pausing.append(
            f"{number_of(len(vague), 'åtgärd', 'åtgärder')} har bara ”chef” som ansvarig. "
            "Skriv vilken chef."
        )
    bad = [*timeless, *ownerless, *running, *doubtful, *vague]
    return Found(
        failing=tuple(failing),
        pausing=tuple(pausing),
        fine=(f"{number_of(len(e.measures), 'åtgärd', 'åtgärder')} har tid och ansvarig.",),
        evidence=tuple(m.reference for m in (bad or e.measures)),
        todo="Sätt datum och ansvarig på åtgärderna.",
    )
