"""Reads of the employer's registers."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q

from aktiva.apps.audit import history
from aktiva.apps.organisation.models import Employer
from aktiva.apps.registers.models import Forum, GoverningDocument
from aktiva.apps.registers.models import OwnArea as OwnAreaRow
from aktiva.domain.cycle.own_areas import Headings, OwnArea
from aktiva.domain.values import Area


def forums(employer: Employer, *, on: date, kinds: tuple[str, ...] = ()) -> list[Forum]:
    """Return the forums in use on a day, in the employer's order. One question."""
    found = Forum.objects.filter(Q(retired_on=None) | Q(retired_on__gt=on), employer=employer)
    if kinds:
        found = found.filter(kind__in=kinds)
    return list(found.order_by("position", "pk"))


def own_areas(employer: Employer, *, as_of: datetime | None = None) -> list[OwnArea]:
    """Return the employer's own headings, in its order; none if it uses the words of the Act.

    One question.
    """
    known = frozenset(Area)
    found = history.rows(OwnAreaRow, as_of=as_of).filter(employer=employer)
    return [
        OwnArea(row.name, tuple(Area(code) for code in row.areas if code in known))
        for row in sorted(found, key=lambda row: (row.position, row.pk))
    ]


def headings(employer: Employer, *, as_of: datetime | None = None) -> Headings:
    """Return what the employer calls the areas and in which order, now or at a time. One question.

    Every page and paper that names an area asks here.
    """
    return Headings(tuple(own_areas(employer, as_of=as_of)))


def all_forums(employer: Employer) -> list[Forum]:
    """Return every forum, those in use first. One question."""
    found = Forum.objects.filter(employer=employer).order_by("position", "pk")
    return sorted(found, key=lambda f: f.retired_on is not None)


def documents(employer: Employer) -> list[GoverningDocument]:
    """Return the whole employer's versions that apply, the first to be reviewed at the top.

    Not those of single units. One question.
    """
    return list(
        GoverningDocument.objects.filter(
            employer=employer, unit=None, replaced_by=None, retired_on=None
        )
        .select_related("replaces")
        .order_by("next_review_on", "pk")
    )


def document_versions(document: GoverningDocument) -> list[GoverningDocument]:
    """Return the versions before one, the latest first. One question for each."""
    versions, at = [], document.replaces
    while at is not None:
        versions.append(at)
        at = at.replaces
    return versions
