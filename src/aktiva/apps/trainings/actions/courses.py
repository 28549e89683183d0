"""Adding a course, and saying anew what it asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.apps.audit import history, log
from aktiva.apps.organisation import policy as organisation_policy
from aktiva.apps.organisation.models import Employer
from aktiva.apps.registers.models import Forum
from aktiva.apps.trainings import policy
from aktiva.apps.trainings.models import Course
from aktiva.domain.organisation.permissions import Permission
from aktiva.domain.trainings.obligation import Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseFacts:
    """What a course is."""

    title: str
    area: str
    audience: Sequence[str]
    form: str
    starts_on: date
    obligatory_for_new: bool = False
    days_to_do: int = 90
    interval_years: int | None = None
    given_every: int | None = None
    forum: Forum | None = None
    link: str = ""
    retired_on: date | None = None


@transaction.atomic
def register_course(*, employer: Employer, facts: CourseFacts, actor, at: datetime) -> Course:
    """Add a course.

    Raises:
        Employer.DoesNotExist: `actor` does not keep this employer's courses.
        ValidationError: Something is missing or does not fit.
    """
    organisation_policy.employers_where(actor, Permission.TRAINING_KEEP, on=at.date()).get(
        pk=employer.pk
    )
    return _keep(Course(employer=employer), facts, actor=actor, at=at)


@transaction.atomic
def change_course(*, course_id: int, facts: CourseFacts, actor, at: datetime) -> Course:
    """Say anew what a course is.

    Raises:
        Course.DoesNotExist: No such course, or not one that `actor` keeps.
        ValidationError: Something is missing or does not fit.
    """
    course = policy.keepable_courses(actor, on=at.date()).get(pk=course_id)
    return _keep(course, facts, actor=actor, at=at)


def _keep(course: Course, facts: CourseFacts, *, actor, at: datetime) -> Course:
    _check(facts, employer_id=course.employer_id)
    course.title = facts.title.strip()
    course.area = facts.area
    course.audience = [a.value for a in Audience if a in set(facts.audience)]
    course.form = facts.form
    course.starts_on, course.retired_on = facts.starts_on, facts.retired_on
    course.obligatory_for_new, course.days_to_do = facts.obligatory_for_new, facts.days_to_do
    course.interval_years, course.given_every = facts.interval_years, facts.given_every
    course.forum, course.link = facts.forum, facts.link.strip()
    history.store(course, at=at, by=actor)
    log.record(log.Event.COURSE_KEPT, actor=actor, about=course, at=at)
    return course


def _check(facts: CourseFacts, *, employer_id: int) -> None:
    wrong: dict[str, str] = {}
    if not facts.title.strip():
        wrong["title"] = _("Skriv vad utbildningen heter.")
    if not set(facts.audience) & set(Audience):
        wrong["audience"] = _("Välj minst en grupp som utbildningen är för.")
    if facts.forum is not None and facts.forum.employer_id != employer_id:
        wrong["forum"] = _("Forumet hör till en annan arbetsgivare.")
    if facts.retired_on is not None and facts.retired_on <= facts.starts_on:
        wrong["retired_on"] = _("Utbildningen kan inte sluta innan den har börjat. Ändra datumet.")
    if wrong:
        raise ValidationError(wrong)
