"""Keeping an anonymous answer, and nothing else about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.trainings.models import CourseAnswer
from aktiva.apps.trainings.queries.pages import open_form


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFacts:
    """What somebody thought, on scales of 1 to 5."""

    useful: int
    changes: int
    form_worked: int
    words: str = ""


@transaction.atomic
def answer(*, code: str, facts: AnswerFacts, day: date) -> None:
    """Keep one answer. It has no actor and leaves no entry in the log, which would give it a time.

    Raises:
        ValidationError: There is no such form, it is closed, or a grade is off the scale.
    """
    given = open_form(code, on=day)
    if given is None or given.answers_until < day:
        raise ValidationError(_("Formuläret är stängt, så svaret kunde inte sparas."))
    row = CourseAnswer(
        round=given,
        useful=facts.useful,
        changes=facts.changes,
        form_worked=facts.form_worked,
        words=facts.words.strip(),
        day=day,
    )
    row.full_clean()
    row.save(force_insert=True)
