"""Courses: what they are, when they were given, who has done them, how many came, how they were.

Names stand only where somebody holds a role. Everybody else is a figure of a unit, and an answer
to the form after a course holds nothing by which its writer could be found.
"""

import secrets
import uuid

from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from aktiva.apps.audit import history
from aktiva.apps.organisation.models import Employer, RoleHolding, Unit
from aktiva.apps.registers.models import Forum
from aktiva.domain.values import Area

LONGEST_WORDS = 4000
MOST_DAYS = 730
MOST_YEARS = 10
SCALE = (MinValueValidator(1), MaxValueValidator(5))


def new_code() -> str:
    """Return the address of a form, too long to be guessed."""
    return secrets.token_urlsafe(16)


class Course(models.Model):
    """A course of the employer: for whom, obligatory or not, and by when. One retired stays."""

    class Form(models.TextChoices):
        ON_SITE = "on_site", _("På plats")
        DIGITAL = "digital", _("Digitalt")
        NANO_LEARNING = "nano_learning", _("Nano-learning")

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="courses")
    title = models.CharField(_("Namn"), max_length=120)
    area = models.CharField(_("Område"), max_length=24, choices=[(a.value, a.label) for a in Area])
    audience = models.JSONField(_("För vilka?"), default=list)
    obligatory_for_new = models.BooleanField(_("Obligatorisk för nya"), default=False)
    days_to_do = models.PositiveSmallIntegerField(
        _("Dagar från tillträdet"), default=90, validators=[MaxValueValidator(MOST_DAYS)]
    )
    interval_years = models.PositiveSmallIntegerField(
        _("Görs om efter antal år"), null=True, blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_YEARS)],
    )  # fmt: skip
    given_every = models.PositiveSmallIntegerField(
        _("Erbjuds med antal års mellanrum"), null=True, blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_YEARS)],
    )  # fmt: skip
    form = models.CharField(_("Form"), max_length=16, choices=Form.choices)
    forum = models.ForeignKey(
        Forum, null=True, blank=True, on_delete=models.PROTECT, related_name="courses"
    )
    link = models.CharField(
        _("Adress till materialet"), max_length=400, blank=True,
        validators=[
            URLValidator(
                schemes=["http", "https"], message=_("Skriv en adress som börjar med https://.")
            )
        ],
    )  # fmt: skip
    starts_on = models.DateField(_("Gäller från"))
    retired_on = models.DateField(_("Ges inte längre från"), null=True, blank=True)

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("title"),
                "employer",
                name="course_title_unique",
                violation_error_message=_("Det finns redan en utbildning med det namnet."),
            )
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset(
            {"id", "employer", "title", "area", "audience", "obligatory_for_new", "days_to_do"}
            | {"interval_years", "given_every", "form", "forum", "link", "starts_on", "retired_on"}
        )

    def __str__(self):
        return f"course {self.pk}"


class CourseRound(models.Model):
    """A day on which a course was given, or began, and what the organiser says of it afterwards.

    `code` is the address of the anonymous form, which is open through `answers_until`.
    """

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="rounds")
    on_date = models.DateField(_("Datum"))
    content = models.TextField(_("Innehållet"), max_length=LONGEST_WORDS, blank=True)
    participation = models.TextField(_("Deltagandet"), max_length=LONGEST_WORDS, blank=True)
    evaluated_at = models.DateTimeField(null=True, blank=True)
    code = models.CharField(max_length=32, unique=True, default=new_code)
    answers_until = models.DateField(_("Formuläret är öppet till och med"), null=True, blank=True)

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "on_date"],
                name="one_round_a_day",
                violation_error_message=_("Det finns redan ett tillfälle den dagen."),
            )
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset(
            {"id", "course", "on_date", "content", "participation", "evaluated_at"}
            | {"code", "answers_until"}
        )

    def __str__(self):
        return f"round {self.pk}"


class Ticking(models.Model):
    """That somebody ticked a number of role holders at once, so that it can be undone at once."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="tickings")
    n_rows = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Privacy:
        personal = frozenset({"made_by"})
        ordinary = frozenset({"id", "course", "n_rows", "made_at", "undone_at"})

    def __str__(self):
        return f"ticking {self.pk}"


class Completion(models.Model):
    """That somebody who holds a role did a course on a day; named only through the role."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="completions")
    holding = models.ForeignKey(RoleHolding, on_delete=models.PROTECT, related_name="completions")
    on_date = models.DateField(_("Datum"))
    ticking = models.ForeignKey(
        Ticking, null=True, on_delete=models.PROTECT, related_name="completions"
    )

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "holding", "on_date"], name="completion_once_a_day"
            )
        ]

    class Privacy:
        personal = frozenset({"holding"})
        ordinary = frozenset({"id", "course", "on_date", "ticking"})

    def __str__(self):
        return f"completion {self.pk}"


class CourseReminder(models.Model):
    """That somebody was reminded of a course, so that nobody is reminded without need."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="reminders")
    holding = models.ForeignKey(RoleHolding, on_delete=models.PROTECT, related_name="reminders")
    sent_at = models.DateTimeField()

    history = history.kept()

    class Meta:
        indexes = [models.Index(fields=["course", "sent_at"])]

    class Privacy:
        personal = frozenset({"holding"})
        ordinary = frozenset({"id", "course", "sent_at"})

    def __str__(self):
        return f"reminder {self.pk}"


class Participation(models.Model):
    """How many employees of a unit took part in a course in a year: a figure, never names."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="participations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="participations")
    year = models.PositiveSmallIntegerField()
    n_persons = models.PositiveIntegerField(_("Antal deltagare"))

    history = history.kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "unit", "year"], name="participation_once_a_year"
            )
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "course", "unit", "year", "n_persons"})

    def __str__(self):
        return f"{self.course_id} {self.unit_id} {self.year}"


class CourseAnswer(models.Model):
    """One anonymous answer after a course.

    It has no account, no time of day and no number in a row: earlier versions, entries in the log
    and rising keys would each tell when it was written, and so perhaps by whom.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(CourseRound, on_delete=models.PROTECT, related_name="answers")
    useful = models.PositiveSmallIntegerField(validators=SCALE)
    changes = models.PositiveSmallIntegerField(validators=SCALE)
    form_worked = models.PositiveSmallIntegerField(validators=SCALE)
    words = models.TextField(max_length=1000, blank=True)
    day = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["round"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(useful__range=(1, 5), changes__range=(1, 5), form_worked__range=(1, 5)),
                name="course_answer_on_the_scale",
            )
        ]

    class Privacy:
        personal = frozenset()
        ordinary = frozenset({"id", "round", "useful", "changes", "form_worked", "words", "day"})

    def __str__(self):
        return f"answer in round {self.round_id}"
