"""Cooperation in every step and information to the organisations, 11–12 §§: D23 and D24."""

from __future__ import annotations

from aktiva.domain.law.checks.found import Found, listing, number_of
from aktiva.domain.law.evidence import Evidence
from aktiva.domain.values import Step


def cooperation(e: Evidence) -> Found:
    counted = [c for c in e.cooperation if c.counts(e.year)]
    missing = [s.label.lower() for s in Step if s not in {c.step for c in counted}]
    refs = tuple(c.reference for c in counted)
    if missing:
        return Found(
            failing=(
                f"Samverkan saknas i {number_of(len(missing), 'steg', 'steg')}: {listing(missing)}.",
            ),
            evidence=refs,
            todo="Beskriv forum, datum och parter för varje steg.",
        )
    complete = [
        u for u in {c.unit for c in counted} if len({c.step for c in counted if c.unit == u}) == len(Step)
    ]  # fmt: skip
    n_units = max(e.n_units, len({c.unit for c in e.cooperation}))
    pausing: tuple[str, ...] = ()
    if len(complete) < n_units:
        pausing = (f"Samverkan är fullständig i {len(complete)} av {n_units} redovisningar.",)
    elif len({(c.unit, c.on) for c in counted}) == n_units:
        pausing = ("Ett enda möte för alla steg. Samverkan ska finnas i varje steg.",)
    return Found(pausing=pausing, fine=("Samverkan är redovisad i alla fyra steg.",), evidence=refs)


def information(e: Evidence) -> Found:
    answers = e.given("9.4")
    within = [a.reference for a in answers if a.on is not None and a.on.year == e.year]
    within += [i.reference for i in e.informed if i.on.year == e.year]
    if within:
        return Found(
            fine=("De kollektivavtalsbärande organisationerna har fått underlag.",),
            evidence=tuple(dict.fromkeys(within)),
        )
    return Found(
        failing=("Det framgår inte vilken information organisationerna har fått under året.",),
        evidence=tuple(a.reference for a in answers),
        todo="Svara på fråga 9.4, eller registrera under Samverkan vad organisationerna fick.",
    )
