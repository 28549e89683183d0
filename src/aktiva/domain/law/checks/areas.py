"""The areas of 5 and 7 §§, gone through question by question: D8–D12 and D16."""

from __future__ import annotations

from aktiva.domain.law.checks.found import Check, Found, listing, number_of
from aktiva.domain.law.evidence import Evidence


def answered(*questions: str, what: str) -> Check:
    """Return a check that each question has at least one answer other than *not relevant*."""

    def check(e: Evidence) -> Found:
        given = {q: [a for a in e.given(q) if a.choice != "not_applicable"] for q in questions}
        missing = [q for q in questions if not given[q]]
        refs = tuple(a.reference for answers in given.values() for a in answers)
        if missing:
            word = "fråga" if len(missing) == 1 else "frågorna"
            return Found(
                failing=(
                    f"{what.capitalize()} är inte genomgångna: {word} {listing(missing)} saknar svar.",
                ),
                evidence=refs,
                todo=f"Svara på {word} {listing(missing)}.",
            )
        n = len({a.unit for answers in given.values() for a in answers})
        return Found(
            fine=(f"{what.capitalize()} är genomgångna av {number_of(n, 'enhet', 'enheter')}.",),
            evidence=refs,
        )

    return check


def recruitment(e: Evidence) -> Found:
    found = answered("3.1", what="rekryteringarna")(e)
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
