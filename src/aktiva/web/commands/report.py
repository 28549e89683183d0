"""``./aktiva report``: a paper as a file."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from aktiva.adapters import clock
from aktiva.domain.documents.characters import code
from aktiva.domain.documents.templates import EmptySlots
from aktiva.web.commands import serving
from aktiva.web.refusal import BadInput

WRITTEN = {"official_report": "tjänsteskrivelse", "minutes_extract": "protokollsutdrag"}
"""Papers that a person writes; without one there is nothing to print."""

TITLES = {
    "annual_report": "Uppföljning av aktiva åtgärder {year}",
    "department_report": "Rapport om årlig uppföljning av aktiva åtgärder {year}",
    "action_plan": "Handlingsplan {year}",
    "pay_report": "Lönekartläggning {year}",
    "personnel_chapter": "Aktiva åtgärder {year}, kapitel till personalredovisningen",
    "meeting_pack": "Samverkan om aktiva åtgärder {year}",
    "answers_receipt": "Kvittens på svar {year}",
    "plan": "Plan för aktiva åtgärder {year}",
    "education_report": "Arbetet för barn och elever {year}",
}


def run(given: argparse.Namespace) -> int:
    """Write the paper; the approved one if there is one, otherwise as the rows stand now."""
    target = Path(given.out)
    if target.suffix not in {".pdf", ".docx", ".html"}:
        raise BadInput(
            "Filens namn slutar på .pdf, .docx eller .html, så att det syns vilken sort det blir."
        )
    serving.prepare()
    from aktiva.apps.cycles.queries import cycle_of
    from aktiva.apps.organisation import queries as organisation
    from aktiva.apps.reports import door
    from aktiva.apps.reports.queries import publishing, word_templates
    from aktiva.apps.reports.queries.documents import NoCampaign, document_of, draft_of
    from aktiva.apps.reports.queries.education import NoSchool
    from aktiva.apps.schools import queries as schools

    employer = (
        organisation.employer_by_number(given.employer)
        if given.employer
        else organisation.only_employer()
    )
    if employer is None:
        raise BadInput("Arbetsgivaren finns inte. Kontrollera organisationsnumret.")
    cycle = cycle_of(employer, given.year)
    if cycle is None:
        raise BadInput(f"Året {given.year} är inte öppnat. Kontrollera årtalet.")
    given_code = given.unit
    if given.kind == "education_report" and given_code is not None:
        given_code = schools.unit_code(employer, given_code) or given_code
    unit = _unit(organisation, employer, given_code)
    title = TITLES.get(given.kind, "").format(year=given.year)
    paper = draft_of(cycle, unit, given.kind, title=title, on=clock.today())
    if given.kind in WRITTEN and paper.pk is None:
        raise BadInput(
            f"Det finns ingen handling av slaget {WRITTEN[given.kind]} för {unit.code} {given.year}. "
            "Skriv den i Aktiva först, eller ange en annan enhet."
        )
    version = _public_version(paper, publishing, title or given.kind) if given.public else None
    try:
        document = publishing.published(version) if version else document_of(paper, at=clock.now())
    except (EmptySlots, NoCampaign, NoSchool) as missing:
        raise BadInput(str(missing)) from missing
    ending = target.suffix.removeprefix(".")
    content = door.made(
        document,
        ending,
        issued_at=(version.made_at if version else paper.approved_at) or clock.now(),
        template=word_templates.applied(employer.pk) if ending == "docx" else None,
    )
    if target.suffix == ".pdf" and (missing := door.not_printed(document)):
        codes = ", ".join(map(code, missing))
        print(f"Tecken som inget typsnitt har står som koder: {codes}.", file=sys.stderr)
    try:
        target.write_bytes(content)
    except OSError as refused:
        raise BadInput(f"Filen gick inte att skriva: {refused.strerror}.") from refused
    if given.json:
        print(
            json.dumps(
                _described(given, employer, unit, paper, target, content), ensure_ascii=False
            )
        )
    else:
        print(f"{target} är skriven.", file=sys.stderr)
    return 0


def _public_version(paper, publishing, title: str):
    version = publishing.latest_version(paper) if paper.pk else None
    if version is None:
        raise BadInput(
            f"”{paper.title or title}” har ingen offentlig version. Gör den i Aktiva först, "
            "eller ta fram handlingen utan --public."
        )
    return version


def _unit(organisation, employer, code: str | None):
    if code is None:
        root = organisation.tree(employer, on=clock.today()).root
        return employer.units.get(pk=root.id)
    unit = employer.units.filter(code=code).first()
    if unit is None:
        raise BadInput(f"Det finns ingen enhet med koden {code}. Kontrollera koden.")
    return unit


def _described(given, employer, unit, paper, target: Path, content: bytes) -> dict:
    return {
        "employer": employer.org_number,
        "kind": given.kind,
        "unit": unit.code,
        "year": given.year,
        "title": paper.title,
        "date": paper.paper_date.isoformat(),
        "approved": paper.state == "approved",
        "public": given.public,
        "file": str(target),
        "bytes": len(content),
    }
