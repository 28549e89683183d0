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
from aktiva.apps.pay.forms.judging import (
    JudgementForm,
    initial_of,
)
from aktiva.apps.pay.forms.planning import (
    OutcomeForm,
    PlanRowForm,
    SimulationForm,
    ToPlanForm,
)
from aktiva.apps.pay.forms.practice import (
    RuleForm,
    SurveyForm,
)
from aktiva.apps.pay.forms.together import (
    CooperationForm,
    HandoverForm,
)
from aktiva.apps.pay.forms.whole import (
    MappingForm,
    ReopenForm,
    refuse,
)

__all__ = [
    "CategoryForm",
    "ColumnsForm",
    "CooperationForm",
    "DirectiveDaysForm",
    "FileForm",
    "HandoverForm",
    "JudgementForm",
    "MappingForm",
    "OutcomeForm",
    "PlacesForm",
    "PlanRowForm",
    "QuestionForm",
    "ReaderForm",
    "RegisterForm",
    "ReopenForm",
    "ReplyForm",
    "RuleForm",
    "SimulationForm",
    "SurveyForm",
    "ToPlanForm",
    "initial_of",
    "refuse",
]
