"""``./aktiva law package``: everything that DO asks for about some years, in one zip."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from aktiva.web.commands import serving
from aktiva.web.refusal import BadInput

FIRST_YEAR = 2017


def run(given: argparse.Namespace, *, on: date | None) -> int:
    """Write the package, and say what is missing and which checksum the whole has."""
    target = _target(given)
    if not given.year:
        raise BadInput("Det framgår inte vilket år underlaget gäller. Ange det med --year 2025.")
    for year in given.year:
        if year < FIRST_YEAR:
            raise BadInput(
                f"Lagen gäller i sin nuvarande form från {FIRST_YEAR}, så det finns inget underlag "
                f"för {year}. Ange ett senare år."
            )
    serving.prepare()
    from django.core.exceptions import ValidationError

    from aktiva.adapters import clock
    from aktiva.apps.organisation.queries import employer_by_number
    from aktiva.apps.package import actions

    now = clock.now()
    if on is not None and on > now.date():
        raise BadInput(f"{on.isoformat()} har inte varit ännu. Ange i dag eller en tidigare dag.")
    employer = employer_by_number(given.employer)
    if employer is None:
        raise BadInput(
            f"Det finns ingen arbetsgivare med organisationsnumret {given.employer}. Kontrollera numret."
        )
    try:
        made = actions.make_package(
            employer=employer, years=given.year, on=on, actor=None, at=now, tell=_tell
        )
    except ValidationError as refused:
        raise BadInput(" ".join(refused.messages)) from refused
    try:
        target.write_bytes(made.content)
    except OSError as refused:
        raise BadInput(_unwritable(target)) from refused
    for m in made.manifests:
        if not m["closed"] and on is None:
            print(
                f"{m['year']} är inte avslutat. Underlaget visar det som det är nu och kan bli ett "
                "annat nästa gång.",
                file=sys.stderr,
            )
    if given.json:
        print(json.dumps(_described(given, target, made), ensure_ascii=False))
        return 0
    for m in made.manifests:
        for missing in m["missing"]:
            print(f"{m['year']}: {missing['words']}", file=sys.stderr)
    print(f"{target} är skriven. SHA-256: {made.sha256}", file=sys.stderr)
    return 0


def _target(given: argparse.Namespace) -> Path:
    if not given.out:
        raise BadInput("Det framgår inte vad filen ska heta. Ange det med -o underlag.zip.")
    target = Path(given.out)
    if target.suffix != ".zip":
        raise BadInput("Underlaget är en zip-fil. Skriv ett filnamn som slutar på .zip.")
    if target.is_dir() or not target.parent.is_dir():
        raise BadInput(_unwritable(target))
    return target


def _unwritable(target: Path) -> str:
    return (
        f"{target} går inte att skriva. Kontrollera att mappen finns och att du får skriva i den."
    )


def _tell(done: int, of: int, words: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{words}: {done} av {of}", end="\n" if done == of else "", file=sys.stderr)


def _described(given: argparse.Namespace, target: Path, made) -> dict:
    return {
        "employer": given.employer,
        "file": str(target),
        "bytes": len(made.content),
        "sha256": made.sha256,
        "years": [
            {
                "year": m["year"],
                "as_of": m["as_of"],
                "closed": m["closed"],
                "duty": m["duty"],
                "files": len(m["files"]),
                "missing": [missing["words"] for missing in m["missing"]],
            }
            for m in made.manifests
        ],
    }
