"""Every duty checked against the evidence: what is met, what is missing and why.

A hollow record never counts: a tick without method and date, a cause that repeats the risk, a date
outside the year, last year's text unchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from aktiva.domain.law.duties import Duty, Status, duties, why_not
from aktiva.domain.law.evidence import AnswerEvidence, Evidence, Reference
from aktiva.domain.values import AREAS_OF_THE_ACT, GROUNDS_OF_THE_ACT, Step

SHORTEST_CAUSE = 20
MOST_REFERENCES = 20


@dataclass(frozen=True, slots=True)
class Result:
    """The verdict on one duty: Swedish reasons, and the rows it rests on."""

    duty: Duty
    status: Status
    reasons: tuple[str, ...]
    evidence: tuple[Reference, ...]
    todo: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found: what fails, what gives pause, what is said when all is well."""

    failing: tuple[str, ...] = ()
    pausing: tuple[str, ...] = ()
    fine: tuple[str, ...] = ()
    evidence: tuple[Reference, ...] = ()
    todo: str = ""


def check_all(evidence: Evidence) -> tuple[Result, ...]:
    """Return a verdict on every duty, in the order of the table."""
    return tuple(_check(duty, evidence) for duty in duties())


def _check(duty: Duty, evidence: Evidence) -> Result:
    reason = why_not(duty, headcount=evidence.headcount, year=evidence.year)
    if reason is not None:
        return Result(duty, Status.NOT_APPLICABLE, (reason,), ())
    if not duty.held:
        return Result(
            duty,
            Status.WARNING,
            ("Aktiva håller ännu inget underlag om detta. Kontrollera det på annat sätt.",),
            (),
        )
    found = CHECKS[duty.id](evidence)
    kept = found.evidence[:MOST_REFERENCES]
    if found.failing:
        return Result(duty, Status.MISSING, found.failing + found.pausing, kept, found.todo)
    if found.pausing:
        return Result(duty, Status.WARNING, found.pausing, kept, found.todo)
    return Result(duty, Status.MET, found.fine, kept)


def _all_grounds(e: Evidence) -> Found:
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
        todo=f"Undersök {_listing(grounds)} i de områden som saknas.",
    )


def _share_of_staff(e: Evidence, units: set[int]) -> str:
    total = sum(e.staff.values())
    if not total:
        return ""
    share = round(100 * sum(e.staff.get(u, 0) for u in units) / total)
    return f" Enheterna som har undersökt står för {share} procent av de anställda."


def _examined(e: Evidence) -> Found:
    counted = [x for x in e.examinations if x.counts(e.year)]
    refs = tuple(x.reference for x in counted)
    missing = [
        a.short_label.lower() for a in AREAS_OF_THE_ACT if a not in {x.area for x in counted}
    ]
    hollow = len(e.examinations) - len(counted)
    failing = (
        (f"Ingen enhet har undersökt {_listing(missing)} i år, med metod och datum.",)
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
        fine=(f"{_count(units, 'enhet', 'enheter')} har undersökt, med metod och datum.",),
        evidence=refs,
        todo="Be enheterna ange metod och datum för varje område.",
    )


def _causes(e: Evidence) -> Found:
    hollow = [r for r in e.risks if not _real_causes(r.description, r.causes)]
    refs = tuple(r.reference for r in (hollow or e.risks))
    n = len(e.risks)
    if hollow:
        return Found(
            failing=(
                f"{len(hollow)} av {_count(n, 'risk', 'risker')} saknar en orsak som säger något "
                "annat än risken.",
            ),
            evidence=refs,
            todo="Låt enheterna skriva varför risken finns.",
        )
    if not n:
        return _nothing_found(e)
    return Found(fine=(f"Orsak finns till {_count(n, 'risk', 'risker')}.",), evidence=refs)


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
    bare = _bare(risk)
    return any(len(c.strip()) >= SHORTEST_CAUSE and _bare(c) != bare for c in causes)


def _bare(text: str) -> str:
    return "".join(ch for ch in text.casefold() if ch.isalnum())


def _measures(e: Evidence) -> Found:
    unanswered = [r for r in e.risks if not r.is_answered]
    aimless = [m for m in e.measures if not m.has_purpose]
    n = len(e.risks)
    failing = (
        (
            f"{len(unanswered)} av {_count(n, 'risk', 'risker')} har varken åtgärd eller beslut att avstå.",
        )
        if unanswered
        else ()
    )
    pausing = (
        (
            f"{_count(len(aimless), 'åtgärd', 'åtgärder')} är inte kopplade till en risk och inte främjande.",
        )
        if aimless
        else ()
    )
    if not n and not e.measures:
        return _nothing_found(e)
    return Found(
        failing=failing,
        pausing=pausing,
        fine=(f"{_count(n, 'risk', 'risker')} har en åtgärd eller ett motiverat beslut.",),
        evidence=tuple(r.reference for r in (unanswered or e.risks)),
        todo="Besluta en åtgärd, eller skriv varför ingen behövs.",
    )


def _followed_up(e: Evidence) -> Found:
    without = [o for o in e.owed if not (o.has_outcome and len(o.how_known.strip()) >= 10)]
    evaluated = [a for a in e.given("12.4") if _is_own(a)]
    failing = []
    if without:
        failing.append(
            f"{len(without)} av {_count(len(e.owed), 'åtgärd', 'åtgärder')} från förra året "
            "saknar bedömd effekt."
        )
    if not evaluated:
        failing.append("Ingen har utvärderat arbetssättet i år.")
    return Found(
        failing=tuple(failing),
        fine=(
            f"Effekten är bedömd för {_count(len(e.owed), 'åtgärd', 'åtgärder')} och arbetssättet "
            f"är utvärderat av {_count(len(evaluated), 'enhet', 'enheter')}.",
        ),
        evidence=tuple(o.reference for o in without) + tuple(a.reference for a in evaluated),
        todo="Be enheterna skriva utfall och hur de vet det.",
    )


def _last_years_measures(e: Evidence) -> Found:
    without = [o for o in e.owed if not o.has_outcome]
    if without:
        return Found(
            failing=(
                f"{len(without)} av {_count(len(e.owed), 'åtgärd', 'åtgärder')} från förra året "
                "saknar utfall.",
            ),
            evidence=tuple(o.reference for o in without),
            todo="Be dem som ansvarar skriva utfall för varje åtgärd.",
        )
    if not e.owed:
        return Found(
            pausing=("Ingen åtgärd från förra året finns i Aktiva. Hämta in förra årets plan.",)
        )
    return Found(
        fine=(f"Alla {len(e.owed)} åtgärder från förra året har ett utfall.",),
        evidence=tuple(o.reference for o in e.owed),
    )


def _is_own(a: AnswerEvidence) -> bool:
    return bool(_bare(a.text)) and _bare(a.text) != _bare(a.last_years_text)


def _timed(e: Evidence) -> Found:
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
        failing.append(f"{_count(len(timeless), 'åtgärd', 'åtgärder')} saknar tid.")
    if ownerless:
        failing.append(f"{_count(len(ownerless), 'åtgärd', 'åtgärder')} saknar ansvarig.")
    pausing = []
    if running:
        pausing.append(
            f"{_count(len(running), 'åtgärd', 'åtgärder')} pågår löpande men saknar nästa avstämning."
        )
    if doubtful:
        pausing.append(
            f"{_count(len(doubtful), 'tidsplan', 'tidsplaner')} har ett frågetecken kvar."
        )
    if vague:
        pausing.append(
            f"{_count(len(vague), 'åtgärd', 'åtgärder')} har bara ”chef” som ansvarig. "
            "Skriv vilken chef."
        )
    bad = [*timeless, *ownerless, *running, *doubtful, *vague]
    return Found(
        failing=tuple(failing),
        pausing=tuple(pausing),
        fine=(f"{_count(len(e.measures), 'åtgärd', 'åtgärder')} har tid och ansvarig.",),
        evidence=tuple(m.reference for m in (bad or e.measures)),
        todo="Sätt datum och ansvarig på åtgärderna.",
    )


def _answered(*questions: str, what: str) -> Callable[[Evidence], Found]:
    """Return a check that each question has at least one answer other than *not relevant*."""

    def check(e: Evidence) -> Found:
        given = {q: [a for a in e.given(q) if a.choice != "not_applicable"] for q in questions}
        missing = [q for q in questions if not given[q]]
        refs = tuple(a.reference for answers in given.values() for a in answers)
        if missing:
            word = "fråga" if len(missing) == 1 else "frågorna"
            return Found(
                failing=(
                    f"{what.capitalize()} är inte genomgångna: {word} {_listing(missing)} saknar svar.",
                ),
                evidence=refs,
                todo=f"Svara på {word} {_listing(missing)}.",
            )
        n = len({a.unit for answers in given.values() for a in answers})
        return Found(
            fine=(f"{what.capitalize()} är genomgångna av {_count(n, 'enhet', 'enheter')}.",),
            evidence=refs,
        )

    return check


def _recruitment(e: Evidence) -> Found:
    found = _answered("3.1", what="rekryteringarna")(e)
    recruited = sum(n for a in e.given("3.1") for key, n in a.counts.items() if "count" in key)
    reviewed = sum(a.counts.get("reviewed", 0) for a in e.given("3.2"))
    pausing = (
        ("Inget urval av annonser är granskat fast ni har rekryterat.",)
        if recruited and not reviewed
        else ()
    )
    return Found(
        found.failing,
        pausing,
        found.fine,
        found.evidence,
        found.todo or "Granska ett urval annonser.",
    )


PHENOMENA = {
    "harassment": "trakasserier",
    "sexual_harassment": "sexuella trakasserier",
    "reprisals": "repressalier",
}


def _names_all(question: str, *, what: str, verb: str) -> Callable[[Evidence], Found]:
    """Return a check that each of the three phenomena is said to be covered."""

    def check(e: Evidence) -> Found:
        answers = e.given(question)
        refs = tuple(a.reference for a in answers)
        missing = [
            label for code, label in PHENOMENA.items()
            if not any(a.rows.get(code, {}).get("answer") == "yes" for a in answers)
        ]  # fmt: skip
        if missing:
            return Found(
                failing=(f"{what} saknas för {_listing(missing)}.",),
                evidence=refs,
                todo=f"{verb} som uttryckligen gäller {_listing(missing)}.",
            )
        return Found(fine=(f"{what} gäller alla tre, även repressalier.",), evidence=refs)

    return check


def _routines(e: Evidence) -> Found:
    named = _names_all("6.2", what="Rutin", verb="Ta fram en rutin")(e)
    elements = e.given("6.3")
    rows = [row for a in elements for row in a.rows.values()]
    lacking = [row for row in rows if row.get("answer") != "yes"]
    failing = list(named.failing)
    if not rows:
        failing.append("Rutinernas innehåll är inte genomgånget (fråga 6.3).")
    elif lacking:
        failing.append(
            f"{len(lacking)} av {len(rows)} delar av en rutin saknas eller är ofullständiga."
        )
    return Found(
        tuple(failing), (), named.fine, named.evidence + tuple(a.reference for a in elements),
        named.todo or "Komplettera rutinerna med det som saknas i fråga 6.3.",
    )  # fmt: skip


def _reviewed(e: Evidence) -> Found:
    dated_now = [a for a in e.given("6.9") if a.on is not None and a.on.year >= e.year - 1]
    recent = [a for a in dated_now if a.on is not None and a.on.year == e.year]
    if recent:
        return Found(
            fine=(f"Senast utvärderade {max(a.on for a in recent if a.on).isoformat()}.",),
            evidence=tuple(a.reference for a in recent),
        )
    return Found(
        failing=("Riktlinjer och rutiner är inte utvärderade under året.",),
        evidence=tuple(a.reference for a in dated_now),
        todo="Följ upp riktlinjer och rutiner och svara på fråga 6.9.",
    )


def _pay(question: str, *, what: str) -> Callable[[Evidence], Found]:
    """Return a check of a central answer about the pay mapping that is not last year's text."""

    def check(e: Evidence) -> Found:
        answers = e.given(question)
        own = [a for a in answers if not a.text or _is_own(a)]
        refs = tuple(a.reference for a in answers)
        if not answers:
            return Found(
                failing=(f"{what} saknas (fråga {question}).",),
                todo=f"Svara på fråga {question}.",
            )
        pausing = () if own else (f"{what}: texten är densamma som förra året.",)
        return Found(pausing=pausing, fine=(f"{what} finns i årets svar.",), evidence=refs)

    return check


def _mapping(e: Evidence) -> Found:
    answers = e.given("8.1")
    within = [a for a in answers if a.on is not None and a.on.year == e.year]
    if within:
        return Found(
            fine=("Lönerna är kartlagda under året.",), evidence=tuple(a.reference for a in within)
        )
    return Found(
        failing=("Ingen lönekartläggning med löner från i år är redovisad.",),
        evidence=tuple(a.reference for a in answers),
        todo="Genomför årets lönekartläggning och svara på fråga 8.1.",
    )


def _cooperation(e: Evidence) -> Found:
    counted = [c for c in e.cooperation if c.counts(e.year)]
    missing = [s.label.lower() for s in Step if s not in {c.step for c in counted}]
    refs = tuple(c.reference for c in counted)
    if missing:
        return Found(
            failing=(
                f"Samverkan saknas i {_count(len(missing), 'steg', 'steg')}: {_listing(missing)}.",
            ),
            evidence=refs,
            todo="Beskriv forum, datum och parter för varje steg.",
        )
    complete = [
        u for u in {c.unit for c in counted} if len({c.step for c in counted if c.unit == u}) == len(Step)
    ]  # fmt: skip
    all_units = {c.unit for c in e.cooperation} | {c.unit for c in counted}
    pausing: tuple[str, ...] = ()
    if len(complete) < len(all_units):
        pausing = (
            f"Samverkan är fullständig i {len(complete)} av {len(all_units)} redovisningar.",
        )
    elif len({(c.unit, c.on) for c in counted}) == len(all_units) and len(all_units) == 1:
        pausing = ("Ett enda möte för alla steg. Samverkan ska finnas i varje steg.",)
    return Found(pausing=pausing, fine=("Samverkan är redovisad i alla fyra steg.",), evidence=refs)


def _information(e: Evidence) -> Found:
    answers = e.given("9.4")
    if answers:
        return Found(
            fine=("De kollektivavtalsbärande organisationerna har fått underlag.",),
            evidence=tuple(a.reference for a in answers),
        )
    return Found(
        failing=("Det framgår inte vilken information organisationerna har fått.",),
        todo="Svara på fråga 9.4.",
    )


def _documented(*parts: str, what: str) -> Callable[[Evidence], Found]:
    """Return a check that the year has a written account and that its parts are met."""

    def check(e: Evidence) -> Found:
        documents = tuple(d.reference for d in e.documents)
        weak = [part for part in parts if CHECKS[part](e).failing]
        failing = []
        if not e.documents:
            failing.append("Årets skriftliga redovisning är inte framtagen.")
        if weak:
            failing.append(f"{what} är ofullständig, se {_listing(weak)}.")
        return Found(
            tuple(failing), (), (f"{what} finns i årets redovisning.",), documents,
            "Ta fram årets uppföljning när det som saknas är på plats.",
        )  # fmt: skip

    return check


def _within_year(e: Evidence) -> Found:
    inside = [d for d in e.documents if d.on.year == e.year]
    approved = [d for d in inside if d.is_approved]
    refs = tuple(d.reference for d in e.documents)
    failing: tuple[str, ...] = ()
    if e.headcount is None:
        failing += ("Antalet anställda den 1 januari saknas.",)
    if not inside:
        failing += (
            ("Redovisningen är daterad utanför kalenderåret.",)
            if e.documents
            else ("Årets skriftliga redovisning är inte framtagen.",)
        )
    pausing = () if approved or not inside else ("Redovisningen är ett utkast och inte godkänd.",)
    fine = tuple(f"Daterad {d.on.isoformat()}." for d in approved[:1])
    return Found(failing, pausing, fine, refs, "Ta fram och godkänn redovisningen före årsskiftet.")


def _small_employer(e: Evidence) -> Found:
    return _documented("D17", "D18", "D19", "D20", "D21", "D22", what="Lönekartläggningen")(e)


def _no_grounds_on_people(_: Evidence) -> Found:
    return Found(
        fine=("Inget fält för någon grund finns hos personer. Det prövas vid varje version.",)
    )


CHECKS: dict[str, Callable[[Evidence], Found]] = {
    "D1": _all_grounds,
    "D2": _examined,
    "D3": _causes,
    "D4": _measures,
    "D5": _followed_up,
    "D6": _timed,
    "D8": _answered("1.1", "1.4", "1.7", what="arbetsförhållandena"),
    "D9": _answered("2.1", "2.2", what="lönevillkoren"),
    "D10": _recruitment,
    "D11": _answered("4.1", "4.2", what="utbildningarna"),
    "D12": _answered("5.1", "5.2", what="föräldraskapsfrågorna"),
    "D13": _names_all("6.1", what="Riktlinjer", verb="Besluta riktlinjer"),
    "D14": _routines,
    "D15": _reviewed,
    "D16": _answered("7.1", "7.2", what="frågorna om könsfördelning"),
    "D17": _mapping,
    "D18": _pay("8.4", what="Granskningen av bestämmelser och praxis"),
    "D19": _pay("8.8", what="Jämförelsen av lika arbete"),
    "D20": _pay("8.9", what="Jämförelsen av likvärdigt arbete"),
    "D21": _pay("8.10", what="Jämförelsen med lägre värderade arbeten"),
    "D22": _pay("8.6", what="Värderingen av arbetena"),
    "D23": _cooperation,
    "D24": _information,
    "D25": _documented("D1", "D2", "D3", "D4", "D5", what="Redovisningen av de fyra stegen"),
    "D26": _documented("D13", "D14", "D15", "D16", what="Redovisningen av 6 och 7 §§"),
    "D27": _documented("D17", "D18", "D19", "D20", "D21", what="Lönekartläggningens resultat"),
    "D28": _pay("8.11", what="Listan med lönejusteringar och andra åtgärder"),
    "D29": _pay("8.11", what="Kostnad och tidsplan för lönejusteringarna"),
    "D30": _last_years_measures,
    "D31": _documented("D23", what="Redovisningen av samverkan"),
    "D32": _within_year,
    "D33": _small_employer,
    "D40": _no_grounds_on_people,
}


def _count(n: int, one: str, many: str) -> str:
    return f"{n} {one if n == 1 else many}"


def _listing(words: Iterable[str]) -> str:
    listed = list(words)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} och {listed[-1]}"
