"""The year's pay mapping as a file: made for the one who asks, and kept nowhere."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from aktiva.adapters import clock
from aktiva.adapters.pay_tables import workbook
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.pay import queries as pay
from aktiva.apps.pay.views.frame import explained, figures_of, mapping_or_404
from aktiva.apps.reports import door
from aktiva.apps.reports.queries import pay_mapping, pay_tables
from aktiva.apps.reports.views.answering import printed
from aktiva.domain.documents.papers import PayVersion

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NAMES = {
    PayVersion.EMPLOYER: "lönekartläggning",
    PayVersion.PUBLIC: "lönekartläggning öppen version",
    PayVersion.ANNEX: "lönekartläggning bilaga till parterna",
}


@require_safe
@explained
def paper(request, cycle_id: int, version: str, ending: str):
    """The report for the employer, the version for everybody, or the annex for the parties."""
    if version not in set(PayVersion) or ending not in door.ENDINGS:
        raise Http404
    mapping = mapping_or_404(request, cycle_id)
    kind = PayVersion(version)
    figures = figures_of(request, mapping, page=f"paper {kind.value}")
    now = clock.now()
    author = organisation_policy.signed_as(
        request.user, employer_id=mapping.cycle.employer_id, on=now.date()
    )
    made = pay_mapping.document(
        figures, pay.standing(figures.mapping), version=kind, on=clock.today(), author=author
    )
    response = printed(
        door.made(made, ending, issued_at=now), f"{_NAMES[kind]} {mapping.cycle.year}", ending
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
@explained
def tables(request, cycle_id: int):
    """Every table as values in one workbook."""
    mapping = mapping_or_404(request, cycle_id)
    figures = figures_of(request, mapping, page="workbook")
    content = workbook(pay_tables.tables(figures, pay.standing(figures.mapping)))
    response = HttpResponse(content, content_type=WORKBOOK)
    name = f"lonekartlaggning-{mapping.cycle.year}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name)
    response.headers["Cache-Control"] = "no-store"
    return response
