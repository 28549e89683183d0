"""The questionnaire: what is asked, how an answer is understood and what it says."""

from aktiva.domain.questionnaire.answers import Cleaned, Problem, check, clean, content, parse
from aktiva.domain.questionnaire.fields import FieldKind, FieldSpec, columns, fields, fixed_rows
from aktiva.domain.questionnaire.questions import (
    WORKPLACE_NOT_PERSONS,
    Extra,
    Kind,
    Level,
    Option,
    Question,
    Questionnaire,
    Section,
    Task,
)
from aktiva.domain.questionnaire.reading import (
    is_answered,
    is_begun,
    is_undesired,
    score,
    summary,
)

__all__ = [
    "WORKPLACE_NOT_PERSONS",
    "Cleaned",
    "Extra",
    "FieldKind",
    "FieldSpec",
    "Kind",
    "Level",
    "Option",
    "Problem",
    "Question",
    "Questionnaire",
    "Section",
    "Task",
    "check",
    "clean",
    "columns",
    "content",
    "fields",
    "fixed_rows",
    "is_answered",
    "is_begun",
    "is_undesired",
    "parse",
    "score",
    "summary",
]
