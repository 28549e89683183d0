"""Reads of what a person has begun in the forms of a sheet."""

from __future__ import annotations

from aktiva.apps.surveys.models import Draft, Sheet


def draft_of(sheet: Sheet, form: str, user) -> Draft | None:
    """Return what the person has begun in one form of a sheet, or None. One question."""
    return Draft.objects.filter(sheet=sheet, form=form, written_by=user).first()


def drafts(sheet: Sheet, user) -> dict[str, Draft]:
    """Return form → what the person has begun in it. One question."""
    found = Draft.objects.filter(sheet=sheet, written_by=user).order_by("written_at", "pk")
    return {draft.form: draft for draft in found}
