"""Papers that are printed and not kept: for the workplace meeting, the wall, the parties, the unit."""

from __future__ import annotations

from django.http import Http404

from aktiva.adapters import clock
from aktiva.apps.cooperation.views.frame import unit_or_404
from aktiva.apps.cycles.views.frame import read_unit_or_404, visible_cycle_or_404
from aktiva.apps.reports import door
from aktiva.apps.reports.queries import word_templates, workplace, year_papers
from aktiva.apps.reports.queries.documents import NoCampaign
from aktiva.apps.reports.views.answering import printed
from aktiva.domain.documents import papers


def agenda_item(request, cycle_id: int, unit_id: int):
    """An agenda item for the workplace meeting, as PDF."""
    place = read_unit_or_404(request, cycle_id, unit_id)
    facts = workplace.agenda_item(place.cycle, place.unit, place.name, on=clock.today())
    return printed(
        door.pdf(papers.agenda_item(facts), issued_at=clock.now()),
        f"apt {place.name} {place.cycle.year}",
    )


def wall_plan(request, cycle_id: int, unit_id: int):
    """The unit's measures on one page in large type, as PDF."""
    place = read_unit_or_404(request, cycle_id, unit_id)
    facts = workplace.wall_plan(place.cycle, place.unit, place.name, on=clock.today())
    made = door.pdf_on_one_page(
        lambda n: papers.wall_plan(facts, shown=n),
        most=len(facts.measures),
        issued_at=clock.now(),
    )
    return printed(made, f"vagg {place.name} {place.cycle.year}")


def receipt(request, cycle_id: int, unit_id: int):
    """What the unit has handed in, as PDF."""
    place = read_unit_or_404(request, cycle_id, unit_id)
    draft = year_papers.draft(place.cycle, place.unit, "answers_receipt", on=clock.today())
    try:
        document = year_papers.receipt(draft, clock.now())
    except NoCampaign as missing:
        raise Http404 from missing
    return printed(
        door.pdf(document, issued_at=clock.now()), f"kvittens {place.name} {place.cycle.year}"
    )


def meeting_pack(request, cycle_id: int, unit_id: int, ending: str):
    """What the parties need before a meeting, as PDF or Word."""
    cycle = visible_cycle_or_404(request, cycle_id)
    unit = unit_or_404(request, cycle, unit_id, keep=True)
    now = clock.now()
    draft = year_papers.draft(cycle, unit, "meeting_pack", on=now.date())
    document = year_papers.meeting_pack(draft, now)
    template = word_templates.applied(cycle.employer_id) if ending == "docx" else None
    made = door.made(document, ending, issued_at=now, template=template)
    return printed(made, document.title, ending)
