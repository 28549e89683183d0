"""The written account of 13–14 §§: that it is there, covers its parts and is of the year."""

from __future__ import annotations

from collections.abc import Mapping

from aktiva.domain.law.checks.found import Found, WrittenCheck, listing, number_of
from aktiva.domain.law.evidence import Evidence

NO_ACCOUNT = "Årets skriftliga redovisning är inte framtagen."
OUTSIDE_THE_YEAR = "Redovisningen är daterad utanför kalenderåret."


def documented(*parts: str, what: str) -> WrittenCheck:
    """Return a check that the year has a written account and that its parts are met.

    When the account was made is another duty (D32), so that a late account is
    told once and not once for every part.
    """

    def check(e: Evidence, found: Mapping[str, Found]) -> Found:
        weak = [part for part in parts if found[part].failing]
        failing = []
        if not e.documents:
            failing.append(NO_ACCOUNT)
        if weak:
            failing.append(f"{what} har luckor, se {listing(weak)}.")
        return Found(
            failing=tuple(failing),
            fine=(f"{what} finns i årets redovisning.",),
            evidence=tuple(d.reference for d in e.documents),
            todo="Ta fram årets uppföljning när det som saknas är på plats.",
        )

    return check


def small_employer(*parts: str) -> WrittenCheck:
    """Return the check of 14 §: the whole pay mapping in writing, within the calendar year."""
    complete = documented(*parts, what="Lönekartläggningen")

    def check(e: Evidence, finds: Mapping[str, Found]) -> Found:
        found = complete(e, finds)
        late = e.documents and not any(d.on.year == e.year for d in e.documents)
        return Found(
            failing=found.failing + ((OUTSIDE_THE_YEAR,) if late else ()),
            fine=found.fine,
            evidence=found.evidence,
            todo=found.todo,
        )

    return check


def within_year(e: Evidence) -> Found:
    inside = [d for d in e.documents if d.on.year == e.year]
    approved = [d for d in inside if d.is_approved]
    failing: tuple[str, ...] = ()
    if e.headcount is None:
        failing += ("Antalet anställda den 1 januari saknas.",)
    differs = e.headcount_told is not None and e.headcount not in (None, e.headcount_told)
    if not inside:
        failing += (OUTSIDE_THE_YEAR if e.documents else NO_ACCOUNT,)
    return Found(
        failing=failing,
        pausing=(
            ("Redovisningen är ett utkast och inte godkänd.",) if inside and not approved else ()
        )
        + (
            (
                f"Personalregistret har {e.headcount} anställda den 1 januari men svaret på fråga A5 "
                f"säger {e.headcount_told}. Registret gäller tills någon rättar det.",
            )
            if differs
            else ()
        ),
        fine=tuple(f"Daterad {d.on.isoformat()}." for d in approved[:1]),
        evidence=tuple(d.reference for d in e.documents),
        todo="Ta fram och godkänn redovisningen före årsskiftet.",
    )


def no_grounds_on_people(e: Evidence) -> Found:
    if e.identifying:
        n = number_of(len(e.identifying), "svar", "svar")
        return Found(
            failing=(f"{n} innehåller personnummer eller en adress som pekar ut någon.",),
            evidence=e.identifying,
            todo="Öppna svaren och ta bort det som pekar ut någon.",
        )
    return Found(
        fine=("Inget fält för någon grund finns hos personer. Det prövas vid varje version.",)
    )
