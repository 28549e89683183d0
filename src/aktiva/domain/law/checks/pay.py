"""The pay mapping of 8–10 §§ as the central answers tell of it: D17–D22, D28 and D29."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from aktiva.domain.law.checks.found import Check, Found, bare, is_own, listing, number_of
from aktiva.domain.law.dated import value_of
from aktiva.domain.law.evidence import Evidence

LARGER_GROUPS = {"hourly": "timavlönade", "fixed_term": "visstidsanställda"}
"""Those whom pay mappings leave out."""
HARDER = (
    "mer ansvar",
    "större ansvar",
    "svårare",
    "högre krav",
    "mer kvalificera",
    "tyngre uppgift",
)
"""Words that say that the work is not the same."""


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


def valued(e: Evidence) -> Found:
    """Return whether the work is valued, and not so long ago that it may have changed."""
    found = told("8.6", what="Värderingen av arbetena")(e)
    mapped = max((a.on for a in e.given("8.1") if a.on), default=date(e.year, 12, 31))
    years = value_of("own_limits", "oldest_valuation", year=e.year)
    first = f"{mapped.year - years}{mapped.isoformat()[4:]}"
    old = [a.on.isoformat() for a in e.given("8.6") if a.on and a.on.isoformat() < first]
    return replace(
        found,
        pausing=(
            *found.pausing,
            *(
                f"Arbete värderades senast {day}, mer än {years} år före kartläggningen."
                for day in sorted(old)[:1]
            ),
        ),
        todo=found.todo
        or ("Se efter om arbetet har ändrats, och värdera det igen." if old else ""),
    )


def judged(question: str, *, what: str) -> Check:
    """Return a check that every comparison of the year has an explanation and a judgement."""
    listed = told(question, what=what)

    def check(e: Evidence) -> Found:
        found = listed(e)
        rows = [row for a in e.given(question) for row in a.records]
        unjudged = [row for row in rows if not _is_judged(row)]
        harder = [
            row for row in rows
            if question == EQUAL_WORK
            and any(word in str(row.get("explanation") or "").casefold() for word in HARDER)
        ]  # fmt: skip
        failing, pausing = list(found.failing), list(found.pausing)
        if unjudged:
            failing.append(
                f"{len(unjudged)} av {number_of(len(rows), 'jämförelse', 'jämförelser')} saknar "
                "förklaring eller bedömning av sambandet med kön."
            )
        if harder:
            pausing.append(
                f"{number_of(len(harder), 'skillnad', 'skillnader')} förklaras med svårare arbete. "
                "Då är arbetet inte lika: dela gruppen eller värdera om."
            )
        return Found(
            tuple(failing), tuple(pausing), found.fine, found.evidence,
            found.todo or f"Gå igenom jämförelserna i fråga {question}.",
        )  # fmt: skip

    return check


EQUAL_WORK = "8.8"
COMPARISONS = (EQUAL_WORK, "8.9", "8.10")
JUDGEMENTS = frozenset({"yes", "no", "cannot_be_excluded"})


def _is_judged(row: Mapping[str, object]) -> bool:
    return row.get("judgement") in JUDGEMENTS and bool(bare(str(row.get("explanation") or "")))


def adjustments(e: Evidence) -> Found:
    """Return whether every difference that may be connected to sex has led to something."""
    found = told("8.11", what="Listan med lönejusteringar och andra åtgärder")(e)
    connected = [
        row for q in COMPARISONS for a in e.given(q) for row in a.records
        if row.get("judgement") in {"yes", "cannot_be_excluded"}
    ]  # fmt: skip
    rows = [row for a in e.given("8.11") for row in a.records]
    if found.failing or not connected or rows:
        return found
    return Found(
        failing=(
            f"{number_of(len(connected), 'skillnad', 'skillnader')} kan ha samband med kön, men ingen "
            "åtgärd är listad.",
        ),
        evidence=found.evidence,
        todo="Lista vad som ska göras åt skillnaderna i fråga 8.11.",
    )


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
        if a.counts.get("in_file", 0) != a.counts.get("employed", 0) and not a.text.strip()
    ]  # fmt: skip
    said = [a for a in e.given("8.2") if a.chosen]
    left_out = [
        label for code, label in LARGER_GROUPS.items() if not any(code in a.chosen for a in said)
    ]
    failing, pausing = [], []
    if unexplained:
        failing.append("Antalet i lönefilen är ett annat än antalet anställda, och skälet saknas.")
    if said and left_out:
        failing.append(f"Lönekartläggningen omfattar inte {listing(left_out)}.")
    elif not said:
        pausing.append("Det framgår inte vilka grupper som ingår i kartläggningen (fråga 8.2).")
    employed = {a.counts["employed"] for a in within if "employed" in a.counts}
    if e.headcount_on_pay_day is not None and employed - {e.headcount_on_pay_day}:
        pausing.append(
            f"Personalregistret har {e.headcount_on_pay_day} anställda den dag lönerna avser. "
            "Svaret på fråga 8.1 säger något annat."
        )
    return Found(
        failing=tuple(failing),
        pausing=tuple(pausing),
        fine=("Lönerna är kartlagda under året.",),
        evidence=tuple(a.reference for a in (*within, *said)),
        todo="Ta med alla anställda, eller skriv varför någon inte ingår (frågorna 8.1 och 8.2).",
    )


def cost_and_time(e: Evidence) -> Found:
    """Return whether every adjustment has a cost and ends within three years."""
    listed = told("8.11", what="Kostnad och tidsplan för lönejusteringarna")(e)
    rows = [row for a in e.given("8.11") for row in a.records]
    mapped = max((a.on for a in e.given("8.1") if a.on), default=date(e.year, 12, 31))
    longest = value_of("pay_plan", "longest_plan", year=e.year)
    last = f"{mapped.year + longest}{mapped.isoformat()[4:]}"
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
