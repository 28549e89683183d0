"""A municipality's own template is kept in versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation.models import Employer
from aktiva.apps.reports.models import PaperTemplate
from aktiva.apps.reports.queries import templates
from aktiva.apps.reports.queries.wholes import wholes_of
from aktiva.domain.documents.sections import Each, When
from aktiva.domain.documents.templates import OWN, styles
from aktiva.domain.organisation.permissions import Permission

MOST_SECTIONS = 30
_KNOWN = {(when.value, each.value) for when in When for each in Each}


@dataclass(frozen=True, slots=True)
class Section:
    """One section as HR has set it; `each` and `shows` are for sections of its own."""

    key: str
    heading: str
    required: bool = False
    off: bool = False
    text: str = ""
    when: str = ""
    each: str = ""
    shows: str = ""


@transaction.atomic
def keep_template(
    *,
    employer: Employer,
    kind: str,
    origin: str,
    style: str,
    sections: Sequence[Section],
    actor,
    at: datetime,
) -> PaperTemplate:
    """Keep a new version of a template; papers begun from now on are written by it.

    Raises:
        Employer.DoesNotExist: `actor` does not make the employer's papers.
        ValidationError: A section lacks a heading, two have the same one, or none is in use.
    """
    employer = organisation_policy.employers_where(actor, Permission.PAPER_MAKE, on=at.date()).get(
        pk=employer.pk
    )
    row = as_row(employer=employer, kind=kind, origin=origin, style=style, sections=sections)
    row.made_at = at
    before = templates.current(employer.pk, kind)
    row.number = before.number + 1 if before else 1
    history.store(row, at=at, by=actor)
    log.record(
        log.Event.TEMPLATE_KEPT, actor=actor, about=row, at=at,
        details={"kind": kind, "number": row.number},
    )  # fmt: skip
    return row


def as_row(
    *, employer: Employer, kind: str, origin: str, style: str, sections: Sequence[Section]
) -> PaperTemplate:
    """Return a version that is not stored, to try or to keep.

    Raises:
        ValidationError: As in `keep_template`.
    """
    shipped = {template.name: template for template in styles(kind)}
    if origin not in shipped:
        raise ValidationError(_("Välj vilken mall som er egen ska utgå från."))
    headless = {slot.key for slot in shipped[origin].slots if not slot.heading}
    known = {slot.key for slot in shipped[origin].slots}
    if len(sections) > MOST_SECTIONS:
        raise ValidationError(
            _("Mallen har fler än %(n)s avsnitt. Ta bort något.") % {"n": MOST_SECTIONS}
        )
    rows = []
    for section in sections:
        if section.key not in known and not section.key.startswith(OWN):
            raise ValidationError(_("Mallen har ett avsnitt som inte finns. Läs in sidan igen."))
        heading = " ".join(section.heading.split())
        if not heading and section.key not in headless and not section.off:
            raise ValidationError(_("Ett avsnitt saknar rubrik. Skriv en, eller stäng av det."))
        is_own = section.key.startswith(OWN)
        if (section.when, section.each if is_own else "") not in _KNOWN or (
            section.shows and is_own and section.shows not in wholes_of(kind)
        ):
            raise ValidationError(_("Ett val i mallen finns inte. Läs in sidan igen."))
        rows.append(
            {
                "key": section.key,
                "heading": "" if section.key in headless else heading,
                "required": section.required and not section.off,
                "off": section.off,
                "text": section.text.strip() if is_own else "",
                "when": section.when,
                "each": section.each if is_own else "",
                "shows": section.shows if is_own else "",
            }
        )
    used = [row["heading"].casefold() for row in rows if not row["off"] and row["heading"]]
    doubled = next((name for name in used if used.count(name) > 1), None)
    if doubled:
        raise ValidationError(
            _("Rubriken ”%(name)s” står två gånger. Byt namn på den ena.") % {"name": doubled}
        )
    if not used:
        raise ValidationError(_("Alla avsnitt är avstängda. Slå på minst ett."))
    if len({row["key"] for row in rows}) != len(rows):
        raise ValidationError(_("Ett avsnitt står två gånger. Läs in sidan igen."))
    return PaperTemplate(
        employer=employer, kind=kind, number=0, origin=origin, style=style, sections=rows
    )


@transaction.atomic
def restore_template(
    *, employer: Employer, kind: str, number: int, actor, at: datetime
) -> PaperTemplate:
    """Take an earlier version back, as a new one.

    Raises:
        Employer.DoesNotExist: `actor` does not make the employer's papers.
        PaperTemplate.DoesNotExist: There is no such version.
    """
    old = templates.versions(employer.pk, kind).get(number=number)
    return keep_template(
        employer=employer, kind=kind, origin=old.origin, style=old.style,
        sections=[Section(**row) for row in old.sections], actor=actor, at=at,
    )  # fmt: skip
