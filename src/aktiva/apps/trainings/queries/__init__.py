"""Reads of the courses: how people stand, what may be told in figures, and the days."""

from aktiva.apps.trainings.queries.dates import CourseDay, dates_of
from aktiva.apps.trainings.queries.figures import (
    QUESTIONS,
    Results,
    lacking,
    participation,
    results,
    typed,
)
from aktiva.apps.trainings.queries.pages import course_for_page, latest_ticking, open_form
from aktiva.apps.trainings.queries.standing import Gathered, Row, gathered, own_rows, rule_of

__all__ = [
    "QUESTIONS",
    "CourseDay",
    "Gathered",
    "Results",
    "Row",
    "course_for_page",
    "dates_of",
    "gathered",
    "lacking",
    "latest_ticking",
    "open_form",
    "own_rows",
    "participation",
    "results",
    "rule_of",
    "typed",
]
