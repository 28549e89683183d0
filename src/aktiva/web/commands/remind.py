"""``./aktiva remind``: the day's reminders, for a job that runs every morning."""

from __future__ import annotations

import argparse
import json
from datetime import datetime

from aktiva.web.commands import serving


def run(given: argparse.Namespace) -> int:
    """Send what is to be sent that day, or only say what it would be."""
    serving.prepare()
    from aktiva.adapters import clock
    from aktiva.apps.organisation.queries import employers
    from aktiva.apps.timetable.actions import remind
    from aktiva.web.commands.law import parse_day

    now = clock.now()
    day = parse_day(given.day) if given.day else now.date()
    at = datetime.combine(day, now.timetz())
    done = [(e, remind(employer=e, on=day, at=at, dry_run=given.dry_run)) for e in employers()]
    if given.json:
        print(json.dumps(_as_data(day, done, dry_run=given.dry_run), ensure_ascii=False))
        return 0
    for employer, came in done:
        if not came.is_working:
            print(f"{employer.name}: {day} är ingen arbetsdag, så inga påminnelser skickas.")
            continue
        verb = "skulle skickas" if given.dry_run else "skickades"
        print(f"{employer.name}: {came.n_letters} brev om {came.n_dates} datum {verb}.")
        if came.n_resent:
            print(f"  {came.n_resent} brev som inte gick iväg tidigare skickades på nytt.")
        if came.n_unreachable:
            print(f"  {came.n_unreachable} personer har en adress som inte fungerar.")
    return 0


def _as_data(day, done, *, dry_run: bool) -> dict:
    return {
        "day": day.isoformat(),
        "dry_run": dry_run,
        "employers": [
            {
                "employer": employer.org_number,
                "working_day": came.is_working,
                "letters": came.n_letters,
                "dates": came.n_dates,
                "resent": came.n_resent,
                "unreachable": came.n_unreachable,
            }
            for employer, came in done
        ],
    }
