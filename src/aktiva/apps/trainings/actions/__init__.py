"""Changes of the courses: the courses, their rounds, who has done them, figures, answers, letters."""

from aktiva.apps.trainings.actions.answers import AnswerFacts, answer
from aktiva.apps.trainings.actions.completions import preview_ticking, tick, untick
from aktiva.apps.trainings.actions.courses import CourseFacts, change_course, register_course
from aktiva.apps.trainings.actions.participation import store_participation
from aktiva.apps.trainings.actions.reminding import letter, remind
from aktiva.apps.trainings.actions.rounds import evaluate, open_answers, record_round

__all__ = [
    "AnswerFacts",
    "CourseFacts",
    "answer",
    "change_course",
    "evaluate",
    "letter",
    "open_answers",
    "preview_ticking",
    "record_round",
    "register_course",
    "remind",
    "store_participation",
    "tick",
    "untick",
]
