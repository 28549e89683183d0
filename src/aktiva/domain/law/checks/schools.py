"""A school's or preschool's own work for children and pupils, 16, 19 and 20 §§: D34, D36 and D37.

Every school is judged by its own record alone. The areas of 17 § are not asked for, since it is
not verified how far the paragraph reaches in schools and preschools.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sized

from aktiva.domain.law.checks.found import Found, bare, listing, number_of
from aktiva.domain.law.dated import value_of
from aktiva.domain.law.evidence import (
    SchoolCooperation,
    SchoolEvidence,
    SchoolExamination,
    SchoolOwed,
    SchoolRisk,
)
from aktiva.domain.values import GROUNDS_OF_THE_ACT, Step

VAGUE = {"chef", "chefer", "personal", "personalen", "alla"}
DONE = "done"


def _least(name: str, year: int) -> int:
    return value_of("own_limits", f"shortest_{name}", year=year)


def examined(s: SchoolEvidence, year: int) -> Found:
    """Examinations with day, method, grounds, who took part and what they showed."""
    hollow = [(x, why) for x in s.examinations if (why := _why_hollow(x, s, year))]
    counted = [x for x in s.examinations if not _why_hollow(x, s, year)]
    refs = tuple(x.reference for x in s.examinations)
    if not counted:
        told = tuple(f"Undersökningen räknas inte: {why}." for _, why in hollow)
        return Found(
            failing=told or ("Ingen undersökning för barn och elever är gjord i år.",),
            evidence=refs,
            todo="Undersök, och skriv dag, metod, grunder, vilka som deltog och vad ni såg.",
        )
    pausing = [f"En undersökning räknas inte: {why}." for _, why in hollow]
    covered = {ground for x in counted for ground in x.grounds}
    lacking = [g.label.lower() for g in GROUNDS_OF_THE_ACT if g not in covered]
    if lacking:
        pausing.append(f"Inte undersökt i år: {listing(lacking)}.")
    if len({method for x in counted for method in x.methods}) == 1:
        pausing.append("Bara en metod har använts. Pröva minst en till.")
    return Found(
        pausing=tuple(pausing),
        fine=(f"{number_of(len(counted), 'undersökning', 'undersökningar')} med dag och metod.",),
        evidence=tuple(x.reference for x in counted),
        todo="Undersök också det som saknas, på fler än ett sätt.",
    )


def analysed(s: SchoolEvidence, year: int) -> Found:
    """Every risk has a cause that says something else than the risk."""
    if not s.risks:
        shown = [x for x in s.examinations if x.shows_risk and s.has_day(x.on, year)]
        if shown:
            return Found(
                failing=("Undersökningen visade en risk, men ingen risk är beskriven.",),
                evidence=tuple(x.reference for x in shown),
                todo="Beskriv risken och varför den finns.",
            )
        if any(not _why_hollow(x, s, year) for x in s.examinations):
            return Found(fine=("Undersökningen har inte visat någon risk.",))
        return Found(failing=("Ingen risk är beskriven och ingen undersökning räknas i år.",))
    shortest = _least("cause", year)
    hollow = [r for r in s.risks if not _has_cause(r, shortest)]
    n = number_of(len(s.risks), "risk", "risker")
    return Found(
        failing=(f"{len(hollow)} av {n} saknar en orsak som säger något annat än risken.",)
        if hollow
        else (),
        fine=(f"{n} har en orsak.",),
        evidence=tuple(r.reference for r in (hollow or s.risks)),
        todo=f"Skriv varför risken finns, med minst {shortest} tecken.",
    )


def acted(s: SchoolEvidence, year: int) -> Found:
    """Every risk is answered, and every measure has a day and somebody responsible."""
    unanswered = [r for r in s.risks if not r.is_answered]
    timeless = [m for m in s.measures if m.due is None]
    backwards = [m for m in s.measures if m.due and m.starts and m.due < m.starts]
    ownerless = [m for m in s.measures if not m.owner.strip()]
    aimless = [m for m in s.measures if not m.has_purpose]
    vague = [m for m in s.measures if m.owner.strip().casefold() in VAGUE]
    failing, pausing = [], []
    if unanswered:
        n = number_of(len(s.risks), "risk", "risker")
        failing.append(f"{len(unanswered)} av {n} har varken åtgärd eller beslut att avstå.")
    if timeless:
        failing.append(f"{_measures(timeless)} saknar dag då den ska vara klar.")
    if backwards:
        failing.append(f"{_measures(backwards)} ska vara klar innan den börjar.")
    if ownerless:
        failing.append(f"{_measures(ownerless)} saknar ansvarig funktion.")
    if not s.measures and not s.risks:
        if not any(not _why_hollow(x, s, year) for x in s.examinations):
            failing.append("Ingen åtgärd är beslutad och ingen undersökning räknas i år.")
        else:
            pausing.append("Ingen främjande åtgärd är beslutad i år.")
    if aimless:
        pausing.append(f"{_measures(aimless)} möter ingen risk och är inte främjande.")
    if vague:
        pausing.append(f"{_measures(vague)} säger inte vilken funktion som ansvarar.")
    wrong = [m for part in (timeless, backwards, ownerless, aimless, vague) for m in part]
    bad = [r.reference for r in unanswered] + [m.reference for m in wrong]
    rests_on = [r.reference for r in s.risks] + [m.reference for m in s.measures]
    return Found(
        failing=tuple(failing),
        pausing=tuple(pausing),
        fine=(f"{_measures(s.measures)} har dag och ansvarig.",),
        evidence=tuple(dict.fromkeys(bad or rests_on)),
        todo="Bestäm vad ni gör åt varje risk, vem som ansvarar och när det ska vara klart.",
    )


def followed_up(s: SchoolEvidence, year: int) -> Found:
    """Last year's measures have an outcome and an effect, and the way of working is evaluated."""
    old = [o for o in s.owed if o.is_last_years]
    untold = [o for o in old if not _is_evaluated(o, s, year)]
    done = [o for o in s.owed if not o.is_last_years and o.outcome == DONE]
    unjudged = [o for o in done if not _is_evaluated(o, s, year)]
    failing = []
    if untold:
        failing.append(
            f"{len(untold)} av {number_of(len(old), 'åtgärd', 'åtgärder')} från förra året saknar "
            "utfall, effekt eller hur ni vet det."
        )
    if unjudged:
        failing.append(f"{_measures(unjudged)} från i år är gjord men effekten är inte bedömd.")
    if len(s.working.strip()) < _least("account", year):
        failing.append("Arbetssättet är inte utvärderat i år.")
    elif not _is_own(s.working, s):
        failing.append("Utvärderingen av arbetssättet är förra årets text.")
    return Found(
        failing=tuple(failing),
        fine=(
            f"Effekten är bedömd för {number_of(len(old) + len(done), 'åtgärd', 'åtgärder')}, och "
            "arbetssättet är utvärderat.",
        ),
        evidence=tuple(o.reference for o in (*untold, *unjudged)),
        todo="Skriv hur det gick, hur ni vet det och vad ni ändrar i arbetssättet.",
    )


STEPS: Mapping[Step, Callable[[SchoolEvidence, int], Found]] = {
    Step.EXAMINE: examined,
    Step.ANALYSE: analysed,
    Step.ACT: acted,
    Step.FOLLOW_UP: followed_up,
}


def four_steps(s: SchoolEvidence, year: int) -> Found:
    """D34: the four steps of 2 and 3 §§ for children and pupils, in the school's own record."""
    found = [check(s, year) for check in STEPS.values()]
    todo = [f.todo for f in found if f.failing and f.todo] or [f.todo for f in found if f.pausing]
    return Found(
        failing=tuple(reason for f in found for reason in f.failing),
        pausing=tuple(reason for f in found for reason in f.pausing),
        fine=tuple(reason for f in found for reason in f.fine),
        evidence=tuple(dict.fromkeys(ref for f in found for ref in f.evidence)),
        todo=todo[0] if todo else "",
    )


def cooperation(s: SchoolEvidence, year: int) -> Found:
    """D36: children or pupils and staff have both taken part, in a way fit for the age."""
    counted = [c for c in s.cooperation if not _why_hollow_cooperation(c, s, year)]
    told = [why for c in s.cooperation if (why := _why_hollow_cooperation(c, s, year))]
    pupils = [c for c in counted if c.has_pupils]
    staff = [c for c in counted if c.has_staff]
    failing = []
    if not counted:
        failing = [f"Samverkan räknas inte: {why}." for why in dict.fromkeys(told)]
        failing = failing or ["Ingen samverkan är beskriven i år."]
    elif not pupils:
        failing.append("Bara personal har medverkat. Barn eller elever ska också göra det.")
    elif not staff:
        failing.append("Bara barn eller elever har medverkat. Personalen ska också göra det.")
    pausing = [f"Ett tillfälle räknas inte: {why}." for why in dict.fromkeys(told)]
    return Found(
        failing=tuple(failing),
        pausing=tuple(pausing) if counted else (),
        fine=("Barn eller elever och personal har medverkat, anpassat efter ålder.",),
        evidence=tuple(c.reference for c in (counted or s.cooperation)),
        todo="Beskriv dag, vilka grupper som deltog, hur det gick till och hur det anpassades.",
    )


def documented(s: SchoolEvidence, year: int) -> Found:
    """D37: an account of the school's own, dated within the year."""
    inside = [d for d in s.documents if s.has_day(d.on, year)]
    approved = [d for d in inside if d.is_approved]
    failing: tuple[str, ...] = ()
    if not inside:
        failing = (
            "Redovisningen är daterad utanför kalenderåret."
            if s.documents
            else "Skolans skriftliga redovisning för året är inte framtagen.",
        )
    return Found(
        failing=failing,
        pausing=()
        if approved or not inside
        else ("Redovisningen är ett utkast och inte godkänd.",),
        fine=tuple(f"Redovisningen är daterad {d.on.isoformat()}." for d in approved[-1:]),
        evidence=tuple(d.reference for d in s.documents),
        todo="Gå igenom delarna, läs redovisningen och godkänn den före årsskiftet.",
    )


def _why_hollow(x: SchoolExamination, s: SchoolEvidence, year: int) -> str:
    if x.on is None:
        return "den saknar dag"
    if not s.has_day(x.on, year):
        return f"dagen {x.on.isoformat()} ligger utanför året eller skolans tid"
    if not x.methods:
        return "den saknar metod"
    if not x.grounds:
        return "den säger inte vilka grunder som undersöktes"
    if not x.groups:
        return "den säger inte vilka grupper som deltog"
    if x.shows_risk is None:
        return "den säger inte om den visade någon risk"
    if len(x.finding.strip()) < (shortest := _least("account", year)):
        return f"den säger inte med minst {shortest} tecken vad den visade"
    if not _is_own(x.finding, s):
        return "texten är densamma som förra året"
    return ""


def _why_hollow_cooperation(c: SchoolCooperation, s: SchoolEvidence, year: int) -> str:
    if c.on is None:
        return "det saknar dag"
    if not s.has_day(c.on, year):
        return f"dagen {c.on.isoformat()} ligger utanför året eller skolans tid"
    if not (c.has_pupils or c.has_staff):
        return "varken barn, elever eller personal deltog"
    if len(c.how.strip()) < (shortest := _least("account", year)):
        return f"det säger inte med minst {shortest} tecken hur det gick till"
    if not _is_own(c.how, s):
        return "texten är densamma som förra året"
    if c.has_pupils and len(c.adapted.strip()) < _least("how_known", year):
        return "det säger inte hur det anpassades efter ålder"
    return ""


def _has_cause(risk: SchoolRisk, shortest: int) -> bool:
    says = bare(risk.cause)
    return len(risk.cause.strip()) >= shortest and says not in {"", bare(risk.description)}


def _is_evaluated(o: SchoolOwed, s: SchoolEvidence, year: int) -> bool:
    known = o.how_known.strip()
    says = len(known) >= _least("how_known", year) and _is_own(known, s)
    return bool(o.outcome and o.effect and says)


def _is_own(text: str, s: SchoolEvidence) -> bool:
    return bool(bare(text)) and bare(text) not in {bare(words) for words in s.last_years_words}


def _measures(found: Sized) -> str:
    return number_of(len(found), "åtgärd", "åtgärder")
