"""What DO may ask for: D39, that every closed year has an account that can be handed over."""

from __future__ import annotations

from aktiva.domain.law.checks.found import Found, listing
from aktiva.domain.law.evidence import Evidence


def handed_over(e: Evidence) -> Found:
    """Return which closed years lack an approved account; a year still open lacks nothing."""
    owed = [y for y in e.closed_years if y.is_owed and y.year <= e.year]
    lacking = [str(y.year) for y in owed if not y.is_accounted]
    refs = tuple(y.reference for y in owed)
    if lacking:
        what = "Det avslutade året" if len(lacking) == 1 else "De avslutade åren"
        return Found(
            failing=(f"{what} {listing(lacking)} har ingen godkänd redovisning att lämna.",),
            evidence=refs,
            todo="Öppna året igen, godkänn redovisningen och avsluta året på nytt.",
        )
    if not owed:
        return Found(fine=("Inget år som ska redovisas är avslutat ännu.",))
    told = listing(str(y.year) for y in owed)
    return Found(fine=(f"Godkända redovisningar finns att lämna för {told}.",), evidence=refs)
