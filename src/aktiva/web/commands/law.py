"""``./aktiva law``: the law check of an employer on a day."""

from __future__ import annotations

import argparse
import json
from datetime import date

from aktiva.web.commands import serving
from aktiva.web.refusal import BadInput


def run(given: argparse.Namespace) -> int:
    """Print every duty with its verdict, or write the package for DO."""
    if given.what == "package":
        from aktiva.web.commands import law_package

        return law_package.run(given, on=parse_day(given.on) if given.on else None)
    if given.year or given.out:
        raise BadInput(
            "--year och -o hör till underlaget till DO. Skriv ./aktiva law package, eller --on för "
            "att pröva kraven en viss dag."
        )
    serving.prepare()
    from aktiva.adapters import clock

    day = parse_day(given.on) if given.on else clock.today()
    found = verdicts(given.employer, day)
    if given.json:
        print(json.dumps(found, ensure_ascii=False))
        return 0
    for result in found["results"]:
        _kind, _, school = result["scope"].partition(":")
        whose = f" (skolan {school})" if school else ""
        print(f"{result['id']:<4} {result['paragraph']:<24} {WORDS[result['status']]}{whose}")
        for reason in result["reasons"]:
            print(f"     {reason}")
    return 0


WORDS = {
    "met": "uppfyllt",
    "missing": "saknas",
    "warning": "delvis",
    "not_applicable": "gäller inte er",
}


def parse_day(text: str) -> date:
    """Return a day written as 2026-11-30.

    Raises:
        BadInput: It is no day, or before the law had its present form.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError as wrong:
        raise BadInput(f"”{text}” är inget datum. Skriv det som 2026-11-30.") from wrong
    if day.year < 2017:
        raise BadInput(
            "Lagen gäller i sin nuvarande form från 2017. Skriv ett datum från 2017-01-01."
        )
    return day


def verdicts(org_number: str, day: date) -> dict:
    """Return the check as the contract says, every row of the table present.

    Raises:
        BadInput: There is no such employer.
    """
    from aktiva.adapters import clock
    from aktiva.apps.cycles.queries import cycle_of
    from aktiva.apps.lawcheck import queries
    from aktiva.apps.organisation.queries import employer_by_number
    from aktiva.apps.statistics.queries import headcount
    from aktiva.domain.law.checks import check_all
    from aktiva.domain.law.duties import wording
    from aktiva.domain.law.evidence import Evidence

    employer = employer_by_number(org_number)
    if employer is None:
        raise BadInput(
            f"Det finns ingen arbetsgivare med organisationsnumret {org_number}. Kontrollera numret."
        )
    as_of = queries.end_of(day) if day < clock.today() else None
    cycle = cycle_of(employer, day.year)
    people = headcount(employer, on=date(day.year, 1, 1), as_of=as_of)
    if cycle is not None and (as_of is None or cycle.opened_at <= as_of):
        evidence = queries.evidence(cycle, as_of=as_of)
    else:
        evidence = Evidence(year=day.year, headcount=people)
    return {
        "employer": employer.org_number,
        "on": day.isoformat(),
        "headcount": people,
        "rules_version": wording(day),
        "results": [
            {
                "id": r.duty.id,
                "paragraph": r.duty.paragraph,
                "scope": r.scope,
                "status": r.status.value,
                "reasons": list(r.reasons),
                "evidence": [
                    {"kind": e.kind, "id": e.id, "date": e.date.isoformat()} for e in r.evidence
                ],
                "verified": r.duty.verified,
            }
            for r in check_all(evidence)
        ],
    }
