"""Guidelines and routines of 6 §, each naming all three phenomena: D13–D15."""

from __future__ import annotations

from aktiva.domain.law.checks.found import Check, Found, listing
from aktiva.domain.law.evidence import Evidence

PHENOMENA = {
    "harassment": "trakasserier",
    "sexual_harassment": "sexuella trakasserier",
    "reprisals": "repressalier",
}


def names_all(question: str, *, what: str, verb: str) -> Check:
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
                failing=(f"{what} saknas för {listing(missing)}.",),
                evidence=refs,
                todo=f"{verb} som uttryckligen gäller {listing(missing)}.",
            )
        return Found(fine=(f"{what} gäller alla tre, även repressalier.",), evidence=refs)

    return check


def routines(e: Evidence) -> Found:
    named = names_all("6.2", what="Rutin", verb="Ta fram en rutin")(e)
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


def reviewed(e: Evidence) -> Found:
    answers = e.given("6.9")
    days = [a.on for a in answers if a.on is not None and a.on.year == e.year]
    return Found(
        failing=() if days else ("Riktlinjer och rutiner är inte utvärderade under året.",),
        fine=tuple(f"Senast utvärderade {max(days).isoformat()}." for _ in days[:1]),
        evidence=tuple(a.reference for a in answers),
        todo="Följ upp riktlinjer och rutiner och svara på fråga 6.9.",
    )
