"""The questionnaire: what is asked, how an answer is understood and what it says."""

from aktiva.domain.questionnaire.answers import Cleaned, Problem, check, clean, content, parse
from aktiva.domain.questionnaire.branching import choices, has_branches, left_out, shown
from aktiva.domain.questionnaire.controls import FieldKind, FieldSpec
from aktiva.domain.questionnaire.fields import columns, fields, fixed_rows
from aktiva.domain.questionnaire.questions import (
    WORKPLACE_NOT_PERSONS,
    Condition,
    Extra,
    Figures,
    Kind,
    Length,
    Level,
    Measured,
    Option,
    Question,
    Questionnaire,
    Section,
    Task,
    merged,
)
from aktiva.domain.questionnaire.reading import (
    is_answered,
    is_begun,
    is_undesired,
    score,
    summary,
    undesired,
    wishes,
)
from aktiva.domain.questionnaire.versions import Compared, compared
from aktiva.domain.questionnaire.writing import Mark, Order, order, read_mark

__all__ = [
    "WORKPLACE_NOT_PERSONS",
    "Cleaned",
    "Compared",
    "Condition",
    "Extra",
    "FieldKind",
    "FieldSpec",
    "Figures",
    "Kind",
    "Length",
    "Level",
    "Mark",
    "Measured",
    "Option",
    "Order",
    "Problem",
    "Question",
    "Questionnaire",
    "Section",
    "Task",
    "check",
    "choices",
    "clean",
    "columns",
    "compared",
    "content",
    "fields",
    "fixed_rows",
    "has_branches",
    "is_answered",
    "is_begun",
    "is_undesired",
    "left_out",
    "merged",
    "order",
    "parse",
    "read_mark",
    "score",
    "shown",
    "summary",
    "undesired",
    "wishes",
]
