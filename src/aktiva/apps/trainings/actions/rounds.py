"""Recording that a course was given, evaluating it, and opening the anonymous form."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktiva.apps.audit import history, log
from aktiva.apps.trainings import policy
from aktiva.apps.trainings.models import CourseRound
from aktiva.domain.trainings.evaluation import Hollow, hollow

LONGEST_OPEN_DAYS = 90

_WHY = {
    Hollow.EMPTY: ("content", gettext_lazy("Skriv både om innehållet och om deltagandet.")),
    Hollow.SHORT: (
        "content",
        gettext_lazy("Skriv minst tre ord om innehållet och tre om deltagandet."),
    ),
    Hollow.REPEATS_ITSELF: (
        "participation",
        gettext_lazy(
            "Det står samma sak om deltagandet som om innehållet. Skriv vilka som kom och inte kom."
        ),
    ),
    Hollow.COPIED: (
        "content",
        gettext_lazy(
            "Texten står redan vid ett tidigare tillfälle. Skriv vad som gäller den här gången."
        ),
    ),
    Hollow.TOO_EARLY: (
        "content",
        gettext_lazy("Tillfället har inte varit ännu. Utvärdera efteråt."),
    ),
}


@transaction.atomic
def record_round(*, course_id: int, on_date: date, actor, at: datetime) -> CourseRound:
    """Record a day on which the course is given, past or to come.

    Raises:
        Course.DoesNotExist: No such course, or not one that `actor` keeps.
        ValidationError: The day is taken, or the course is not given then.
    """
    course = policy.keepable_courses(actor, on=at.date()).get(pk=course_id)
    if on_date < course.starts_on:
        raise ValidationError({"on_date": _("Utbildningen gäller inte än den dagen.")})
    if course.retired_on is not None and on_date >= course.retired_on:
        raise ValidationError({"on_date": _("Utbildningen ges inte längre den dagen.")})
    if course.rounds.filter(on_date=on_date).exists():
        raise ValidationError({"on_date": _("Det finns redan ett tillfälle den dagen.")})
    given = history.store(CourseRound(course=course, on_date=on_date), at=at, by=actor)
    log.record(log.Event.ROUND_RECORDED, actor=actor, about=given, at=at)
    return given


@transaction.atomic
def evaluate(
    *, round_id: int, content: str, participation: str, actor, at: datetime
) -> CourseRound:
    """Write what a course was worth, and who came.

    Raises:
        CourseRound.DoesNotExist: No such round, or not one that `actor` keeps.
        ValidationError: It says nothing, or what has been said before.
    """
    given = policy.keepable_rounds(actor, on=at.date()).select_related("course").get(pk=round_id)
    others = given.course.rounds.exclude(pk=given.pk).values_list("content", "participation")
    why = hollow(content, participation, given_on=given.on_date, on=at.date(), earlier=list(others))
    if why is not None:
        field, words = _WHY[why]
        if why is Hollow.EMPTY and content.strip():
            field = "participation"
        raise ValidationError({field: words})
    given.content, given.participation = content.strip(), participation.strip()
    given.evaluated_at = at
    history.store(given, at=at, by=actor)
    log.record(log.Event.ROUND_EVALUATED, actor=actor, about=given, at=at)
    return given


@transaction.atomic
def open_answers(*, round_id: int, until: date, actor, at: datetime) -> CourseRound:
    """Open the anonymous form, or move its last day while it is open.

    A form that has closed stays closed: its results may have been read, and one more answer would
    be told by the difference.

    Raises:
        CourseRound.DoesNotExist: No such round, or not one that `actor` keeps.
        ValidationError: The form has closed, or the day does not fit.
    """
    given = policy.keepable_rounds(actor, on=at.date()).get(pk=round_id)
    if given.answers_until is not None and given.answers_until < at.date():
        raise ValidationError(
            {"until": _("Formuläret är stängt och kan inte öppnas igen, för svaren kan ha lästs.")}
        )
    last = max(given.on_date, at.date()) + timedelta(days=LONGEST_OPEN_DAYS)
    if until < max(given.on_date, at.date()) or until > last:
        raise ValidationError(
            {"until": _("Välj en dag efter tillfället, högst 90 dagar fram i tiden.")}
        )
    given.answers_until = until
    history.store(given, at=at, by=actor)
    log.record(log.Event.ROUND_RECORDED, actor=actor, about=given, at=at)
    return given
