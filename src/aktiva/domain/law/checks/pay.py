"""The pay mapping of 8–10 §§ as the central answers tell of it: D17–D22, D28 and D29."""

from __future__ import annotations

from datetime import date

from aktiva.domain.law.checks.found import Check, Found, is_own, number_of
from aktiva.domain.law.evidence import Evidence

LONGEST_PLAN = 3
"""Years within which pay adjustments are carried out, 3 kap. 13 § 5."""


def told(question: str, *, what: str) -> Check:
    """Return a check of a central answer about the pay mapping that is not last year's text."""

    def check(e: Evidence) -> Found:
        answers = e.given(question)
        own = [a for a in answers if not a.text or is_own(a)]
        refs = tuple(a.reference for a in answers)
        if not answers:
            return Found(
                failing=(f"{what} saknas (fråga {question}).",),
                todo=f"Svara på fråga {question}.",
            )
        pausing = () if own else (f"{what}: texten är densamma som förra året.",)
        return Found(pausing=pausing, fine=(f"{what} finns i årets svar.",), evidence=refs)

    return check


def mapping(e: Evidence) -> Found:
    answers = e.given("8.1")
    within = [a for a in answers if a.on is not None and a.on.year == e.year]
    if not within:
        return Found(
            failing=("Ingen lönekartläggning med löner från i år är redovisad.",),
            evidence=tuple(a.reference for a in answers),
            todo="Genomför årets lönekartläggning och svara på fråga 8.1.",
        )
    unexplained = [
        a for a in within
        if a.counts.get("in_file", 0) < a.counts.get("employed", 0) and not a.text.strip()
    ]  # fmt: skip
    return Found(
        pausing=("Lönefilen har färre personer än de anställda, och skälet saknas.",)
        if unexplained
        else (),
        fine=("Lönerna är kartlagda under året.",),
        evidence=tuple(a.reference for a in within),
        todo="Skriv varför alla anställda inte ingår (fråga 8.1).",
    )


def cost_and_time(e: Evidence) -> Found:
    """Return whether every adjustment has a cost and ends within three years."""
    listed = told("8.11", what="Kostnad och tidsplan för lönejusteringarna")(e)
    rows = [row for a in e.given("8.11") for row in a.records]
    mapped = max((a.on for a in e.given("8.1") if a.on), default=date(e.year, 12, 31))
    last = f"{mapped.year + LONGEST_PLAN}{mapped.isoformat()[4:]}"
    costless = [row for row in rows if not isinstance(row.get("cost"), int)]
    late = [row for row in rows if not "" < str(row.get("due") or "") <= last]
    failing = list(listed.failing)
    if costless:
        failing.append(f"{number_of(len(costless), 'åtgärd', 'åtgärder')} saknar kostnad.")
    if late:
        failing.append(
            f"{number_of(len(late), 'åtgärd', 'åtgärder')} är inte klara inom tre år "
            f"från kartläggningen, senast {last}."
        )
    return Found(
        failing=tuple(failing),
        pausing=listed.pausing,
        fine=listed.fine,
        evidence=listed.evidence,
        todo="Ange årskostnad och slutdatum för varje åtgärd i fråga 8.11.",
    )
