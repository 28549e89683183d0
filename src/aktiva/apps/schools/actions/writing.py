"""A school's record: its parts are written, it is signed, and opened again with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.attachments import actions as attachments
from aktiva.apps.audit import history, log
from aktiva.apps.schools import policy, queries
from aktiva.apps.schools.models import School, SchoolPart, SchoolYear
from aktiva.domain.schools.words import Part

MUST_BE_BEGUN = (Part.EXAMINE, Part.FOLLOW_UP, Part.TEXTS, Part.COOPERATION)
"""Parts without which there is nothing to sign. Risks and measures follow from what was found."""


class Signed(Exception):
    """The record is signed and must be opened before it is changed; nothing was changed."""


class ChangedMeanwhile(Exception):
    """Somebody else has written; `theirs` is what stands, nothing was changed."""

    def __init__(self, theirs: SchoolPart) -> None:
        super().__init__(str(theirs))
        self.theirs = theirs


class NotReady(Exception):
    """Parts that nobody has written stand in the way of signing; nothing was changed."""

    def __init__(self, parts: tuple[Part, ...]) -> None:
        super().__init__(", ".join(parts))
        self.parts = parts


@transaction.atomic
def save_part(
    *,
    school_id: int,
    year: int,
    part: Part,
    value: Mapping[str, Any],
    revision: int,
    actor,
    at: datetime,
    file: attachments.Examined | None = None,
    drops_file: bool = False,
) -> SchoolPart | None:
    """Keep a part as it was written, finished or not; nothing for nothing written.

    Args:
        revision: The revision that the writer saw, 0 when there was none.
        file: A file that has been examined; it takes the place of an earlier one.

    Raises:
        School.DoesNotExist: No such school that year, or not one that `actor` writes for.
        Signed: The record is signed.
        ChangedMeanwhile: Somebody has written since `revision`.
    """
    school = (
        policy.editable_schools(actor, on=at.date())
        .select_for_update(of=("self",))
        .get(pk=school_id)
    )
    if not queries.is_in_year(school, year):
        raise School.DoesNotExist
    of = SchoolYear.objects.filter(school=school, year=year).first()
    if of is not None and of.state == SchoolYear.State.SIGNED:
        raise Signed(str(of))
    row = (
        SchoolPart.objects.select_related("file", "written_by")
        .filter(school_year=of, part=part)
        .first()
        if of
        else None
    )
    changes = file is not None or (drops_file and row is not None and row.file is not None)
    if row is None and not value and not changes:
        return None
    if row is not None and row.value == value and not changes:
        return row
    if row is not None and row.revision != revision:
        raise ChangedMeanwhile(row)
    if of is None:
        of = history.store(SchoolYear(school=school, year=year), at=at, by=actor)
    row = row or SchoolPart(school_year=of, part=part, revision=0)
    earlier = row.file if changes else None
    if changes:
        row.file = (
            attachments.store(file, employer_id=school.employer_id, actor=actor, at=at)
            if file
            else None
        )
    row.value, row.revision = dict(value), row.revision + 1
    row.written_at, row.written_by = at, actor
    history.store(row, at=at, by=actor)
    if earlier is not None:
        attachments.drop(earlier, actor=actor, at=at)
    log.record(
        log.Event.SCHOOL_PART_SAVED, actor=actor, about=row, at=at,
        details={"part": part, "revision": row.revision},
    )  # fmt: skip
    return row


@transaction.atomic
def sign(*, school_id: int, year: int, signed_as: str, actor, at: datetime) -> SchoolYear:
    """Hand in a school's record: from now on it is not changed.

    Raises:
        School.DoesNotExist: No such school that year, or not one that `actor` signs for.
        Signed: It is signed already.
        NotReady: Nothing is written in some part.
    """
    school = (
        policy.signable_schools(actor, on=at.date())
        .select_for_update(of=("self",))
        .get(pk=school_id)
    )
    if not queries.is_in_year(school, year):
        raise School.DoesNotExist
    kept = queries.record(school, year)
    if kept.is_signed:
        raise Signed(str(kept.year))
    missing = tuple(part for part in MUST_BE_BEGUN if part not in kept.record.begun)
    if missing or kept.year is None:
        raise NotReady(missing or MUST_BE_BEGUN)
    of = kept.year
    of.state, of.signed_at, of.signed_as = SchoolYear.State.SIGNED, at, signed_as
    of.reopened_reason = ""
    history.store(of, at=at, by=actor)
    log.record(log.Event.SCHOOL_YEAR_SIGNED, actor=actor, about=of, at=at)
    return of


@transaction.atomic
def reopen(*, school_id: int, year: int, reason: str, actor, at: datetime) -> SchoolYear:
    """Open a signed record again; papers that were approved stand as they are.

    Raises:
        School.DoesNotExist: No such school, or not one that `actor` writes for.
        SchoolYear.DoesNotExist: There is no signed record.
        ValidationError: No reason.
    """
    school = policy.editable_schools(actor, on=at.date()).get(pk=school_id)
    of = SchoolYear.objects.select_for_update().get(
        school=school, year=year, state=SchoolYear.State.SIGNED
    )
    if len(reason.strip()) < 10:
        raise ValidationError(
            {"reason": _("Skriv varför redovisningen öppnas igen, med minst 10 tecken.")}
        )
    of.state, of.signed_at, of.signed_as = SchoolYear.State.OPEN, None, ""
    of.reopened_reason = reason.strip()
    history.store(of, at=at, by=actor)
    log.record(log.Event.SCHOOL_YEAR_REOPENED, actor=actor, about=of, at=at)
    return of
