"""The municipality's own templates: which version applies, and what it says."""

from __future__ import annotations

from datetime import date

from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Employer
from aktiva.apps.reports.models import Paper, PaperTemplate
from aktiva.domain.documents.blocks import Marker
from aktiva.domain.documents.sections import Each, When
from aktiva.domain.documents.templates import OWN, Holds, Slot, Template, load, styles
from aktiva.domain.organisation.tree import Node, Tree

LONGEST_TEXT = 20_000
"""Characters that somebody may write in one section."""

_NEEDS_NO_CASE = frozenset(
    {
        PaperTemplate.Kind.ACTION_PLAN,
        PaperTemplate.Kind.ANNUAL_REPORT,
        PaperTemplate.Kind.DEPARTMENT_REPORT,
        PaperTemplate.Kind.PAY_REPORT,
        PaperTemplate.Kind.PERSONNEL_CHAPTER,
        PaperTemplate.Kind.PLAN,
    }
)
_ELSE = {PaperTemplate.Kind.DEPARTMENT_REPORT: PaperTemplate.Kind.ANNUAL_REPORT}
"""A kind without a template of its own is written by another's."""


def current(employer_id: int, kind: str) -> PaperTemplate | None:
    """Return the version that new papers are begun with, None for the shipped one. One question."""
    return versions(employer_id, kind).first()


def versions(employer_id: int, kind: str):
    """Return the versions of a template, the latest first. One question."""
    return PaperTemplate.objects.filter(employer=employer_id, kind=kind).order_by("-number")


def for_new(employer: Employer, paper_kind: str) -> PaperTemplate | None:
    """Return the version that a new paper is begun with. At most two questions."""
    if not styles(paper_kind):
        return None
    own = current(employer.pk, paper_kind)
    return own or (current(employer.pk, _ELSE[paper_kind]) if paper_kind in _ELSE else None)


def start(employer: Employer, kind: str) -> Template:
    """Return what a new version of a template begins as. At most two questions."""
    kept = for_new(employer, kind)
    return read(kept) if kept else styles(kind)[0]


def template_of(paper: Paper) -> Template:
    """Return the template that a paper was begun with, empty for a kind without one.

    At most one question.
    """
    if paper.template is not None:
        return read(paper.template)
    shipped = styles(paper.kind)
    return shipped[0] if shipped else Template(paper.kind, Marker.ATT, ())


def read(row: PaperTemplate) -> Template:
    """Return a stored version; sections that have come since stand last, switched off."""
    shipped = load(row.origin)
    by_key = {slot.key: slot for slot in shipped.slots}
    slots = []
    for given in row.sections:
        of_old = by_key.pop(given["key"], None)
        slots.append(
            Slot(
                given["key"],
                given["heading"],
                required=given["required"],
                text=given.get("text", ""),
                off=given["off"],
                when=When(given.get("when", "")),
                each=Each(given.get("each", "")),
                shows=given.get("shows", ""),
                **({"holds": of_old.holds, "new_page": of_old.new_page} if of_old else {}),
            )
        )
    slots += [_off(slot) for slot in by_key.values()]
    return Template(row.origin, Marker(row.style), tuple(slots), label=shipped.label)


def _off(slot: Slot) -> Slot:
    return Slot(slot.key, slot.heading, False, slot.holds, new_page=slot.new_page, off=True)


def sample(employer: Employer, row: PaperTemplate, papers, *, cycle, on: date) -> Paper | None:
    """Return a paper to try a version on: the latest of its kind, or one of the latest year.

    It is never stored. About two questions.

    Args:
        papers: Those that the person may read.
        cycle: The latest year, None before the first.
    """
    kinds = [row.kind, *(kind for kind, other in _ELSE.items() if other == row.kind)]
    paper = (
        papers.filter(employer=employer, kind__in=kinds)
        .select_related("cycle__employer", "unit", "case", "handling__body__above")
        .order_by("-paper_date", "-pk")
        .first()
    )
    if paper is None and cycle is not None and row.kind in _NEEDS_NO_CASE:
        place = _place(organisation.tree(employer, on=on), row.kind)
        if place is not None:
            paper = Paper(
                employer=employer, cycle=cycle, unit=employer.units.get(pk=place.id), kind=row.kind,
                title=row.get_kind_display(), paper_date=on,
            )  # fmt: skip
    if paper is not None:
        paper.document, paper.template = None, row
    return paper


def _place(tree: Tree, kind: str) -> Node | None:
    """Return a place that a kind of paper can be about."""
    if kind == PaperTemplate.Kind.ACTION_PLAN:
        return next(iter(tree.answering()), None)
    if kind == PaperTemplate.Kind.DEPARTMENT_REPORT:
        return next(iter(tree.departments), None)
    return tree.root


def texts(paper: Paper) -> list[tuple[str, str, str]]:
    """Return the sections of a draft that are written: key, heading, what stands there.

    A section that the template does not use is there while somebody's words stand in it.
    """
    template = template_of(paper).with_typed(paper.slots)
    return [
        (
            slot.key,
            _asked(slot, year=paper.cycle.year),
            paper.slots.get(slot.key, slot.text),
        )
        for slot in template.used
        if slot.holds is Holds.TEXT
    ]


def _asked(slot: Slot, *, year: int) -> str:
    heading = slot.heading_for("", year=year)
    return heading if slot.each is Each.ONCE else f"{heading} (för varje {slot.each.one})"


def own_texts(paper: Paper, template: Template) -> dict[str, str]:
    """Return what was typed in the municipality's own sections, also those that are no more."""
    return {
        key: words
        for key, words in paper.slots.items()
        if key.startswith(OWN) and (words.strip() or _is_used(template, key))
    }


def _is_used(template: Template, key: str) -> bool:
    return any(slot.key == key for slot in template.used)
