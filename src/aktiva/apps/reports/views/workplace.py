"""Papers for the staff of a unit: the item for the workplace meeting, the plan for the wall."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.text import slugify

from aktiva.adapters import clock
from aktiva.apps.cycles.views.frame import read_unit_or_404
from aktiva.apps.reports import door
from aktiva.apps.reports.queries import workplace
from aktiva.domain.documents import papers


def agenda_item(request, cycle_id: int, unit_id: int):
    """An agenda item for the workplace meeting, as PDF."""
    place = read_unit_or_404(request, cycle_id, unit_id)
    facts = workplace.agenda_item(place.cycle, place.unit, place.name, on=clock.today())
    return _answer(
        door.pdf(papers.agenda_item(facts), issued_at=clock.now()),
        f"apt {place.name} {place.cycle.year}",
    )


def wall_plan(request, cycle_id: int, unit_id: int):
    """The unit's measures on one page in large type, as PDF."""
    place = read_unit_or_404(request, cycle_id, unit_id)
    facts = workplace.wall_plan(place.cycle, place.unit, place.name, on=clock.today())
    printed = door.pdf_on_one_page(
        lambda n: papers.wall_plan(facts, shown=n),
        most=len(facts.measures),
        issued_at=clock.now(),
    )
    return _answer(printed, f"vagg {place.name} {place.cycle.year}")


def _answer(pdf: bytes, name: str) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slugify(name)}.pdf"'
    return response
