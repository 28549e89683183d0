"""Forms of a pay mapping."""

from aktiva.apps.pay.forms.directive import (
    CategoryForm,
    DirectiveDaysForm,
    QuestionForm,
    ReplyForm,
)
from aktiva.apps.pay.forms.whole import MappingForm, refuse

__all__ = [
    "CategoryForm",
    "DirectiveDaysForm",
    "MappingForm",
    "QuestionForm",
    "ReplyForm",
    "refuse",
]
