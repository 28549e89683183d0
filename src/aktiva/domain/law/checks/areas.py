"""Who is covered, and the areas of 5 and 7 §§ gone through question by question: D7–D12, D16."""

from __future__ import annotations

from collections.abc import Iterable

from aktiva.domain.law.checks.found import Check, Found, bare, listing, number_of
from aktiva.domain.law.dated import value_of
from aktiva.domain.law.evidence import AnswerEvidence, Evidence, SexShare
from aktiva.domain.values import Area

ALSO_COVERED = {
    "hourly": "timavlönade",
    "substitutes": "vikarier",
    "trainees": "praktikanter",
    "hired_in": "inhyrda",
    "applicants": "arbetssökande",
}
"""Those that 4 § covers and that are easily left out."""


def covered(e: Evidence) -> Found:
    """Return whether it is said that all whom the Act protects have been counted in."""
    answers = [a for a in (*e.given("A6"), *e.given("A4")) if a.chosen]
    said = frozenset().union(*(a.chosen for a in answers))
    left_out = [label for code, label in ALSO_COVERED.items() if code not in said]
    refs = tuple(a.reference for a in answers)
    if not answers:
        return Found(
            failing=("Det framgår inte vilka grupper som arbetet omfattar.",),
            todo="Svara på fråga A6 om vilka grupper som omfattas.",
        )
    if left_out:
        return Found(
            failing=(f"Arbetet omfattar inte {listing(left_out)}.",),
            evidence=refs,
            todo=f"Ta med {listing(left_out)} i undersökningen och svara på fråga A6 igen.",
        )
    return Found(fine=("Alla som lagen omfattar räknas med.",), evidence=refs)


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


def pay_for_all_grounds(e: Evidence) -> Found:
    """Return whether rules and practice on pay are reviewed for every ground, not only for sex."""
    found = answered("2.1", "2.2", what="lönevillkoren")(e)
    words = [a.text for a in e.given("2.1") if a.choice != "not_applicable"]
    only_mapping = words and all(_speaks_only_of_mapping(text) for text in words)
    return Found(
        found.failing,
        ("Svaret hänvisar bara till lönekartläggningen, och den gäller bara kön.",)
        if only_mapping
        else (),
        found.fine,
        found.evidence,
        found.todo
        or "Granska lönepolicy, kriterier och förmåner utifrån alla sju grunder (fråga 2.1).",
    )


def _speaks_only_of_mapping(text: str) -> bool:
    told = bare(text)
    return "lönekartläggning" in told and "grund" not in told and len(told) < LONGEST_REFERENCE


LONGEST_REFERENCE = 120
"""Letters within which a text about the pay mapping holds nothing else."""


def parenthood(e: Evidence) -> Found:
    found = answered("5.1", "5.2", what="föräldraskapsfrågorna")(e)
    routine = [a for a in e.given("5.2") if a.choice in {"yes", "partly"}]
    return Found(
        found.failing,
        ()
        if routine or found.failing
        else ("Ingen rutin finns för kontakten med den som är föräldraledig.",),
        found.fine,
        found.evidence,
        found.todo or "Ta fram en rutin för kontakt och återgång, och svara på fråga 5.2 igen.",
    )


def balance(e: Evidence) -> Found:
    """Return whether the distribution is known, and something is done where it is uneven."""
    found = answered("7.1", "7.2", what="frågorna om könsfördelning")(e)
    uneven = [s for s in e.sexes if is_uneven(s, year=e.year)]
    promoting = [m for m in e.measures if m.area is Area.GENDER_BALANCE]
    reasons = [a for a in e.given("7.2") if a.text.strip()]
    idle = uneven and not promoting and not reasons
    return Found(
        found.failing,
        (f"Fördelningen är ojämn {_where(uneven, e.sexes)}, och varken åtgärd eller skäl finns.",)
        if idle
        else (),
        found.fine,
        found.evidence + tuple(m.reference for m in promoting),
        found.todo
        or "Besluta en främjande åtgärd inom jämn könsfördelning, eller skriv orsaken i fråga 7.2.",
    )


def is_uneven(share: SexShare, *, year: int) -> bool:
    """Return whether either sex is under 40 or over 60 per cent: a convention, not the statute's."""
    total = share.n_women + share.n_men
    if not total:
        return False
    lowest = value_of("own_limits", "even_share_from", year=year)
    highest = value_of("own_limits", "even_share_to", year=year)
    return not lowest * total <= 100 * share.n_women <= highest * total


def _where(uneven: list[SexShare], all_of_them: Iterable[SexShare]) -> str:
    whole, *departments = all_of_them
    parts = [s for s in uneven if s is not whole]
    if not parts:
        return "hos arbetsgivaren som helhet"
    return f"i {len(parts)} av {number_of(len(departments), 'förvaltning', 'förvaltningar')}"


def cases(e: Evidence) -> Found:
    """Return whether reported harassment is counted and looked into: counts, never the cases."""
    answers = [a for a in e.given("6.8") if a.counts]
    refs = tuple(a.reference for a in answers)
    if not answers:
        return Found(
            failing=("Antalet händelser och utredningar är inte redovisat.",),
            todo="Svara på fråga 6.8 med summor för hela arbetsgivaren, även om de är noll.",
        )
    reported = sum(_reported(a) for a in answers)
    looked_into = sum(a.counts.get("investigated", 0) for a in answers)
    untold = any("investigated" not in a.counts for a in answers)
    pausing = []
    if untold and reported:
        pausing.append("Det framgår inte hur många händelser som är utredda.")
    elif looked_into < reported:
        pausing.append("Färre händelser är utredda än som har påståtts.")
    return Found(
        pausing=tuple(pausing),
        fine=("Händelserna är räknade, och de som har påståtts är utredda.",),
        evidence=refs,
        todo="Utred det som har påståtts så snart det går, och svara på fråga 6.8 igen.",
    )


def _reported(a: AnswerEvidence) -> int:
    return sum(a.counts.get(code, 0) for code in ("harassment", "sexual_harassment", "reprisals"))
