"""Cooperation in Solvik 2025 and 2026: what was agreed, the meetings, one dissent, one silence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from aktiva.apps.accounts.models import User
from aktiva.apps.cooperation import actions, policy
from aktiva.apps.cooperation.models import Party, Reading, ReadingParty
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation.models import Unit
from aktiva.apps.registers import actions as registers
from aktiva.demo.solvik.calendar import at
from aktiva.domain.values import Step

SCHOOL = "Almskolan"
CENTRAL = ("Kommunal", "Vision", "Sveriges Lärare", "Skyddsombud")
CSG = "Central samverkansgrupp (CSG)"
LSG = "Lokal samverkansgrupp (LSG)"
APT = "APT"
STAFF = "Medarbetare utan företrädd facklig organisation"
WHERE = {
    "Kommunal": (None, ("VOF", "FUN", "TSF", "FSK", "KFF", "GRU")),
    "Vision": (None, ("KLF", "IFO", "SBF", "MIF", "KFF", "FUN")),
    "Sveriges Lärare": (None, ("FSK", "GRU", "GYV")),
    "Vårdförbundet": (("department",), ("VOF",)),
    "Akademikerförbundet SSR": (("department",), ("IFO", "KLF", "SBF", "MIF")),
    "Brandmännens Riksförbund": (("department",), ("RTJ",)),
}
"""Party → tiers that are not the usual, and the departments where it is a party."""

FORMS = (
    "CSG behandlar vart och ett av de fyra stegen på ett eget möte. Förvaltningarna gör det i sina "
    "samverkansgrupper och enheterna på APT och i LSG. Underlaget skickas ut en vecka före mötet. "
    "Utkastet till den årliga uppföljningen läses av alla parter innan det godkänns."
)
FUNCTIONS = {"Skyddsombud": "huvudskyddsombud", STAFF: "medarbetare på APT"}


@dataclass(frozen=True, kw_only=True)
class Held:
    """A meeting of the blueprint."""

    on: date
    step: Step
    information: str
    unit: str = ""
    forum: str = CSG
    kind: str = "cooperation"
    parties: tuple[str, ...] = CENTRAL
    views: Mapping[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class Sent:
    """Something that was sent to be read, and who answered what."""

    on: date
    title: str
    about: str
    steps: tuple[Step, ...]
    text: str
    days: int = 10
    unit: str = ""
    parties: tuple[str, ...] = CENTRAL
    answers: tuple[tuple[str, date, str, str], ...] = ()  # person, day, answer, words


AGREED = {2025: date(2025, 8, 20), 2026: date(2026, 8, 19)}
MEETINGS = {
    2025: (
        Held(on=date(2025, 9, 15), step=Step.FOLLOW_UP, information="Utfallet av de gemensamma åtgärderna från 2024, åtgärd för åtgärd."),
        Held(on=date(2025, 10, 6), step=Step.EXAMINE, information="Frågeunderlaget till enheterna och personalstatistiken.", views={"Sveriges Lärare": "Undersökningen ska nå också vikarierna i förskolan."}),
        Held(on=date(2025, 11, 10), step=Step.ANALYSE, information="De vanligaste orsakerna i enheternas svar hittills."),
        Held(on=date(2025, 11, 24), step=Step.ACT, information="Förslaget till gemensamma åtgärder för 2026."),
        Held(on=date(2025, 10, 15), step=Step.EXAMINE, unit=SCHOOL, forum=LSG, parties=("Skyddsombud",), information="Vilka metoder skolan använder i undersökningen."),
        Held(on=date(2025, 10, 22), step=Step.EXAMINE, unit=SCHOOL, forum=APT, parties=("Skyddsombud", STAFF), information="Frågorna i undersökningen, genomgång i arbetslagen.", views={STAFF: "Gruppsamtal passar bättre än enkät i fritidshemmet."}),
    ),
    2026: (
        Held(on=date(2026, 9, 14), step=Step.FOLLOW_UP, information="Utfallet av de gemensamma åtgärderna från 2025, åtgärd för åtgärd."),
        Held(on=date(2026, 10, 5), step=Step.EXAMINE, information="Frågeunderlaget och vilka områden som undersöktes för lite 2025."),
        Held(on=date(2026, 11, 9), step=Step.ANALYSE, kind="both", parties=("Kommunal", "Sveriges Lärare", "Skyddsombud"), information="Orsakerna bakom de delade turerna, med schemastatistik från tre förvaltningar."),
        Held(on=date(2026, 10, 14), step=Step.EXAMINE, unit=SCHOOL, forum=LSG, parties=("Skyddsombud",), information="Metoderna för undersökningen och tidplanen för hösten."),
    ),
}  # fmt: skip
DISSENT = (
    "Kommunal har en annan mening om heltid som norm. Enligt utkastet ska frågan utredas ett år "
    "till. Den har redan utretts två gånger.\n\n"
    "Vi anser att heltid ska erbjudas alla som anställs från den 1 april 2026, och att "
    "förvaltningarna ska få pengar för det i budgeten. Utan pengar är åtgärden ingen åtgärd."
)
READINGS = {
    2025: (
        Sent(
            on=date(2025, 12, 1), title="Utkast till årlig uppföljning 2025", about="paper",
            steps=(Step.ACT, Step.FOLLOW_UP),
            text=(
                "Utkastet sammanfattar enheternas svar och föreslår att frågan om heltid som norm "
                "utreds ytterligare ett år. Åtgärderna mot skämt om ålder och ursprung fortsätter. "
                "Rutinen mot repressalier tas fram under 2026."
            ),
            answers=(
                ("maj.ronnback", date(2025, 12, 8), "no_objection", ""),
                ("rut.ahlbom", date(2025, 12, 9), "dissent", DISSENT),
                ("ivar.sundell", date(2025, 12, 10), "taken_part", ""),
            ),
        ),
    ),
    2026: (
        Sent(
            on=date(2026, 10, 12), title="Vad enheterna hittills har hittat", about="compilation",
            steps=(Step.EXAMINE,),
            text="De vanligaste riskerna gäller delade turer, introduktion av vikarier och lokaler "
            "som inte går att nå med rullstol.",
            answers=(
                ("maj.ronnback", date(2026, 10, 16), "no_objection", ""),
                ("rut.ahlbom", date(2026, 10, 20), "no_objection", "Bra att turerna lyfts fram."),
                ("ivar.sundell", date(2026, 10, 21), "taken_part", ""),
            ),
        ),
        Sent(
            on=date(2026, 11, 19), title="Förslag till gemensamma åtgärder 2027", about="plan",
            steps=(Step.ACT,),
            text=(
                "1. Rutin mot repressalier, klar i mars.\n2. Heltid erbjuds vid nyanställning i tre "
                "förvaltningar.\n3. Alla rekryterande chefer går utbildning i kompetensbaserad "
                "rekrytering.\n4. Möten läggs mellan klockan 9 och 15."
            ),
            answers=(("maj.ronnback", date(2026, 11, 23), "no_objection", ""),),
        ),
        Sent(
            on=date(2026, 11, 20), title="Skolans risker och förslag till åtgärder", about="step",
            steps=(Step.ANALYSE, Step.ACT), unit=SCHOOL, parties=("Skyddsombud",),
            text=(
                "Vi har hittat två risker: ljudet i matsalen och att vikarier inte får samma "
                "introduktion. Förslagen är ljudplattor före sommaren och en kort lista som alla "
                "vikarier får första dagen."
            ),
        ),
    ),
}  # fmt: skip


def load(
    cycle: Cycle,
    *,
    actor: User,
    units: Mapping[str, Unit],
    users: Mapping[str, User],
    root: str,
) -> None:
    """Record a year's cooperation with the product's own actions."""
    employer = cycle.employer
    if not employer.parties.exists():
        _set_up(employer, units, actor=actor, when=cycle.opened_at)
    if cycle.year not in AGREED:
        return
    parties = {p.name: p for p in employer.parties.all()}
    forums = {f.name: f for f in employer.forums.all()}
    school = next(u for u in units.values() if u.periods.filter(name=SCHOOL).exists())
    manager = users["maria.sandell"]

    def place(name: str) -> tuple[Unit, User]:
        return (school, manager) if name == SCHOOL else (units[root], actor)

    actions.agree_on_forms(
        cycle=cycle, unit=units[root], agreed_on=AGREED[cycle.year], text=FORMS,
        days_to_answer=10, parties=[parties[name] for name in CENTRAL], actor=actor,
        at=max(cycle.opened_at, at(AGREED[cycle.year], 15)),
    )  # fmt: skip
    for held in MEETINGS[cycle.year]:
        unit, by = place(held.unit)
        said = held.views or {}
        actions.record_meeting(
            cycle=cycle,
            unit=unit,
            facts=actions.MeetingFacts(
                on_date=held.on,
                kind=held.kind,
                steps=[held.step],
                information=held.information,
                informed_on=None,
                forum=forums[held.forum],
                present=[
                    actions.Present(
                        party=parties[name],
                        function=_function(name, held.unit),
                        views=said.get(name, ""),
                    )
                    for name in held.parties
                ],
            ),
            actor=by,
            at=at(held.on, 16),
        )
    for sent in READINGS[cycle.year]:
        unit, by = place(sent.unit)
        reading = actions.send_for_reading(
            cycle=cycle,
            unit=unit,
            facts=actions.ReadingFacts(
                about=sent.about,
                title=sent.title,
                parties=[parties[name] for name in sent.parties],
                days=sent.days,
                text=sent.text,
                steps=sent.steps,
            ),
            actor=by,
            at=at(sent.on, 10),
        )
        for person, day, answer, words in sent.answers:
            _answer(reading, users[person], day, answer, words)
    if cycle.year == 2025:
        late = ReadingParty.objects.filter(reading__cycle=cycle, confirmations=None)
        ids = list(late.values_list("pk", flat=True))
        actions.remind(asked_ids=ids, cycle=cycle, actor=actor, at=at(date(2025, 12, 10), 9))


def _set_up(employer, units: Mapping[str, Unit], *, actor: User, when: datetime) -> None:
    if not employer.forums.exists():
        registers.set_up_forums(employer=employer, actor=actor, at=when)
    for party in actions.set_up_parties(employer=employer, actor=actor, at=when):
        tiers, codes = WHERE.get(party.name, (None, ()))
        if codes:
            actions.change_party(
                party_id=party.pk, tiers=tiers or party.tiers, units=[units[c] for c in codes],
                actor=actor, at=when,
            )  # fmt: skip


def _function(name: str, unit: str) -> str:
    if name == "Skyddsombud" and unit:
        return "skyddsombud"
    return FUNCTIONS.get(name, "facklig företrädare")


def _answer(reading: Reading, user: User, day: date, answer: str, words: str) -> None:
    asked = next(
        row
        for row in reading.parties.select_related("party", "reading__unit")
        if _is_for(row.party, user, day)
    )
    actions.confirm(asked_id=asked.pk, answer=answer, words=words, actor=user, at=at(day, 11))


def _is_for(party: Party, user: User, day: date) -> bool:
    return any(policy.speaks_for(h, party) for h in policy.assignments(user, on=day))
