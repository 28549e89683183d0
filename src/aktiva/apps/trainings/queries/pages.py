"""Reads of single rows for their pages."""

from __future__ import annotations

from datetime import date

from aktiva.apps.trainings.models import Course, CourseRound, Ticking


def course_for_page(visible, pk: int, *, employer_id: int) -> Course:
    """Return one course. One question.

    Raises:
        Course.DoesNotExist: None, or not one the person may see.
    """
    return visible.select_related("employer", "forum").get(pk=pk, employer=employer_id)


def open_form(code: str, *, on: date) -> CourseRound | None:
    """Return the round whose anonymous form has this address, or None. One question.

    It opens on the day of the course; whether it has closed is for the page to say.
    """
    return (
        CourseRound.objects.filter(code=code, answers_until__isnull=False, on_date__lte=on)
        .select_related("course__employer")
        .first()
    )


def latest_ticking(course: Course, *, by) -> Ticking | None:
    """Return what the person ticked last and may still undo. One question."""
    return (
        Ticking.objects.filter(course=course, made_by=by, undone_at=None)
        .order_by("-made_at", "-pk")
        .first()
    )
