"""Forms of a pay mapping."""

from aktiva.apps.pay.forms.directive import (
    CategoryForm,
    DirectiveDaysForm,
    QuestionForm,
    ReplyForm,
)
from aktiva.apps.pay.forms.files import (
    ColumnsForm,
    FileForm,
    PlacesForm,
    ReaderForm,
    RegisterForm,
)
from aktiva.apps.pay.forms.practice import RuleForm, SurveyForm
from aktiva.apps.pay.forms.together import CooperationForm, HandoverForm
from aktiva.apps.pay.forms.whole import MappingForm, ReopenForm, refuse

__all__ = [
    "CategoryForm",
    "ColumnsForm",
    "CooperationForm",
    "DirectiveDaysForm",
    "FileForm",
    "HandoverForm",
    "MappingForm",
    "PlacesForm",
    "QuestionForm",
    "ReaderForm",
    "RegisterForm",
    "ReopenForm",
    "ReplyForm",
    "RuleForm",
    "SurveyForm",
    "refuse",
]
