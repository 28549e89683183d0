"""Forms that are half filled in: kept as typed, and forgotten when their button is pressed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import log
from aktiva.apps.surveys import policy
from aktiva.apps.surveys.actions.answering import Locked
from aktiva.apps.surveys.models import Draft, Sheet
from aktiva.domain.questionnaire import Mark, read_mark

LONGEST = 40_000
"""Characters in all of a form's fields; ten times what any form here has room for."""

T = TypeVar("T")


@transaction.atomic
def keep_draft(
    *,
    sheet_id: int,
    form: str,
    fields: Mapping[str, Sequence[str]],
    mark: Mark | None,
    actor,
    at: datetime,
) -> Draft:
    """Keep what stands in a form. The log tells that a draft was begun, not each word of it.

    Raises:
        Sheet.DoesNotExist: No such sheet, or not one that `actor` answers.
        Locked: The sheet has been handed in; nothing was changed.
        ValidationError: It is far longer than the form has room for.
    """
    sheet = policy.answerable_sheets(actor, on=at.date()).get(pk=sheet_id)
    if sheet.state in {Sheet.State.SUBMITTED, Sheet.State.APPROVED}:
        raise Locked(sheet.pk)
    if sum(len(one) for given in fields.values() for one in given) > LONGEST:
        raise ValidationError(_("Texten är för lång för att sparas. Korta den och försök igen."))
    draft = Draft.objects.select_for_update().filter(
        sheet=sheet, form=form, written_by=actor
    ).first() or Draft(sheet=sheet, form=form, written_by=actor)  # fmt: skip
    last = read_mark(draft.mark)
    is_old = last and mark and last.page == mark.page and mark.number <= last.number
    if is_old:
        return draft
    is_new = draft.pk is None
    draft.fields = {name: list(given) for name, given in fields.items()}
    draft.mark, draft.written_at = str(mark or ""), at
    draft.save()
    if is_new:
        log.record(
            log.Event.DRAFT_BEGUN, actor=actor, about=draft, at=at, details={"form": form}
        )  # fmt: skip
    return draft


@transaction.atomic
def finish_draft(*, sheet: Sheet, forms: Sequence[str], actor, act: Callable[[], T]) -> T:
    """Do what the button of a form asks for and forget its drafts, both or neither.

    Raises:
        Exception: Whatever `act` raises; the draft is then still there.
    """
    made = act()
    Draft.objects.filter(sheet=sheet, form__in=forms, written_by=actor).delete()
    return made


@transaction.atomic
def drop_draft(*, draft_id: int, actor, at: datetime) -> Draft:
    """Throw away one's own draft.

    Raises:
        Draft.DoesNotExist: None, or somebody else's.
    """
    draft = policy.own_drafts(actor, on=at.date()).get(pk=draft_id)
    log.record(
        log.Event.DRAFT_DROPPED, actor=actor, about=draft, at=at, details={"form": draft.form}
    )  # fmt: skip
    Draft.objects.filter(pk=draft.pk).delete()
    return draft
