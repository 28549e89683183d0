"""Cooperation in every step and information to the organisations, 11–12 §§: D23 and D24."""

from __future__ import annotations

from collections import defaultdict

from aktiva.domain.law.checks.found import Found, bare, listing, number_of
from aktiva.domain.law.evidence import Evidence
from aktiva.domain.values import Step


def cooperation(e: Evidence) -> Found:
    final = min((d.final_on for d in e.documents if d.is_approved and d.final_on), default=None)
    dated = [c for c in e.cooperation if c.counts(e.year)]
    counted = [c for c in dated if final is None or c.reference.date <= final]
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
    steps: dict[int, set[Step]] = defaultdict(set)
    for c in counted:
        steps[c.unit].add(c.step)
    complete = [unit for unit, taken in steps.items() if len(taken) == len(Step)]
    n_units = max(e.n_units, len({c.unit for c in e.cooperation}))
    pausing = []
    if len(complete) < n_units:
        pausing.append(f"Samverkan är fullständig i {len(complete)} av {n_units} redovisningar.")
    elif len({(c.unit, c.on) for c in counted}) == n_units:
        pausing.append("Ett enda möte för alla steg. Samverkan ska finnas i varje steg.")
    if len(counted) < len(dated):
        pausing.append(
            f"{number_of(len(dated) - len(counted), 'samverkan', 'samverkanstillfällen')} är "
            "antecknade efter att redovisningen var klar. Att informera i efterhand är inte samverkan."
        )
    if not e.forms_agreed:
        pausing.append(
            "Det framgår inte att parterna kom överens om formerna innan arbetet startade."
        )
    elif min(f.date for f in e.forms_agreed) > min(c.on for c in counted if c.on):
        pausing.append("Parterna kom överens om formerna först när samverkan hade startat.")
    return Found(
        pausing=tuple(pausing),
        fine=("Samverkan är redovisad i alla fyra steg.",),
        evidence=refs + e.forms_agreed,
        todo="Låt varje enhet beskriva sin samverkan, och kom överens om formerna (fråga 9.1).",
    )


def information(e: Evidence) -> Found:
    answers = e.given("9.4")
    told = [a for a in answers if a.on is not None and a.on.year == e.year]
    known = [i for i in e.informed if i.on.year == e.year]
    refs = tuple(dict.fromkeys([a.reference for a in told] + [i.reference for i in known]))
    if not refs:
        return Found(
            failing=("Det framgår inte vilken information organisationerna har fått under året.",),
            evidence=tuple(a.reference for a in answers),
            todo="Svara på fråga 9.4, eller registrera under Samverkan vad organisationerna fick.",
        )
    named = {bare(i.organisation) for i in known}
    named |= {
        bare(str(row.get("organisation") or ""))
        for a in told for row in a.records
        if str(row.get("date") or "").startswith(str(e.year)) and str(row.get("what") or "").strip()
    }  # fmt: skip
    without = [name for name in e.with_agreement if bare(name) not in named]
    if without:
        return Found(
            failing=(f"{listing(without)} har inte fått någon information under året.",),
            evidence=refs,
            todo="Lämna underlaget till dem och registrera det under Samverkan eller i fråga 9.4.",
        )
    return Found(
        fine=("De kollektivavtalsbärande organisationerna har fått underlag.",), evidence=refs
    )
