"""What anybody may read at a unit's open address: its decided plan, and how that goes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from aktiva.apps.audit import history
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.cycles.models import Measure, MeasureAtUnit
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Employer, Unit
from aktiva.apps.reports.models import OpenPage, Paper
from aktiva.apps.reports.queries import publishing
from aktiva.domain.documents.blocks import Block, Document, Table, from_json
from aktiva.domain.documents.pieces import pieces, rewritten
from aktiva.domain.free_text import Known, identifiers, replaced

PLANS = (Paper.Kind.PLAN, Paper.Kind.ACTION_PLAN)
_MEASURES = {"Åtgärd", "Aktivitet"}


@dataclass(frozen=True, slots=True)
class OpenMeasure:
    """A measure of the decided plan and how far it has come."""

    title: str
    owner: str
    time: str
    state: str


@dataclass(frozen=True, slots=True)
class OpenPlan:
    """A decided plan as anybody may read it.

    Args:
        counts: State → number of measures, in the order they come.
        blocks: The whole plan; only an employer's, for a unit's tells of its risks.
    """

    title: str
    year: int
    approved_on: date
    measures: tuple[OpenMeasure, ...]
    counts: tuple[tuple[str, int], ...]
    blocks: tuple[Block, ...]


def page_at(address: str) -> OpenPage | None:
    """Return the open page with this address, None when it is closed. One question."""
    return (
        OpenPage.objects.filter(address=address, closed_at=None)
        .select_related("employer", "unit__employer")
        .first()
    )


def page_of(unit: Unit) -> OpenPage | None:
    """Return a unit's open page, or None. One question."""
    return OpenPage.objects.filter(unit=unit, closed_at=None).first()


def pages(employer: Employer, units) -> list[OpenPage]:
    """Return the open pages of an employer within reach, the oldest first. One question."""
    return list(
        OpenPage.objects.filter(employer=employer, unit__in=units, closed_at=None)
        .select_related("unit")
        .order_by("opened_at", "pk")
    )


def plan_at(page: OpenPage, *, on: date) -> OpenPlan | None:
    """Return the latest decided plan that has a public version, kept while nothing changes.

    None where no decided plan has one: what nobody has looked through is shown to nobody.
    """
    return history.unchanged(("open page", page.pk, on), lambda: _plan(page, on))


def _plan(page: OpenPage, on: date) -> OpenPlan | None:
    approved = list(
        Paper.objects.filter(unit=page.unit_id, kind__in=PLANS, state=Paper.State.APPROVED)
        .select_related("cycle__employer")
        .order_by("-cycle__year", "-approved_at", "-pk")
    )
    made = publishing.published_of_approved(approved)
    paper = next((p for p in approved if p.pk in made), None)
    if paper is None:
        return None
    public = _without_identifiers(
        publishing.published(made[paper.pk]), publishing.known(page.employer, on=on)
    )
    measures = _measures(paper, from_json(paper.document["json"]), public, on=on)
    return OpenPlan(
        title=public.title,
        year=paper.cycle.year,
        approved_on=paper.approved_at.date(),
        measures=measures,
        counts=tuple(Counter(m.state for m in measures).items()),
        blocks=public.blocks if paper.kind == Paper.Kind.PLAN else (),
    )


def _without_identifiers(document: Document, asked: Known) -> Document:
    """Return the document without names, numbers and addresses, also those a version may keep."""
    texts = {}
    for piece in pieces(document):
        found = identifiers(piece.text, asked)
        if found:
            texts[piece.place] = replaced(piece.text, [(f, f.proposal) for f in found])
    return rewritten(document, texts)


def _measures(
    paper: Paper, decided: Document, public: Document, *, on: date
) -> tuple[OpenMeasure, ...]:
    """Return the decided measures in the public wording, each with the state it has today."""
    own = {m.title: m for m in cycles.unit_measures(paper.cycle, paper.unit_id)}
    common = cycles.common_counts([m for m in own.values() if m.common], on=on)
    found = []
    for before, after in zip(decided.blocks, public.blocks, strict=True):
        if not isinstance(before, Table) or not isinstance(after, Table):
            continue
        if before.header[0] not in _MEASURES:
            continue
        for was, told in zip(before.rows, after.rows, strict=True):
            measure = own.get(was[0])
            found.append(OpenMeasure(told[0], told[1], told[2], _state(measure, common)))
    return tuple(dict.fromkeys(found))


def _state(measure: Measure | None, common: dict[int, dict[str, int]]) -> str:
    if measure is None:
        return _("Ändrad efter beslutet")
    if measure.pk in common:
        counts = common[measure.pk]
        total = sum(counts.values()) - counts[MeasureAtUnit.Status.NOT_APPLICABLE]
        if total:
            return _("Genomförd vid %(n)s av %(total)s enheter") % {
                "n": counts[MeasureAtUnit.Status.DONE],
                "total": total,
            }
    return str(measure.get_status_display())


def name_of(page: OpenPage, *, on: date) -> str:
    """Return what the page's unit is called."""
    return organisation.name_of(page.employer, page.unit_id, on=on)
