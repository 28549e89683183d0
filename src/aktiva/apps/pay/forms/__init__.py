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
    SheetForm,
)
from aktiva.apps.pay.forms.groups import (
    DominatedForm,
    MergeForm,
    RenameForm,
    SplitForm,
    TriedForm,
)
from aktiva.apps.pay.forms.judging import (
    JudgementForm,
    initial_of,
)
from aktiva.apps.pay.forms.planning import (
    OutcomeForm,
    PlanRowForm,
    RowBeforeForm,
    SimulationForm,
    ToPlanForm,
)
from aktiva.apps.pay.forms.practice import (
    RuleForm,
    SurveyForm,
)
from aktiva.apps.pay.forms.readers import ReaderForm
from aktiva.apps.pay.forms.reconciling import (
    PlacesForm,
    RegisterForm,
    key_of,
)
from aktiva.apps.pay.forms.together import (
    CooperationForm,
    HandoverForm,
)
from aktiva.apps.pay.forms.valuing import (
    AgreeForm,
    BandsForm,
    PlanForm,
    PointsForm,
    RatersForm,
    RatingForm,
)
from aktiva.apps.pay.forms.whole import (
    MappingForm,
    ReopenForm,
    refuse,
)

__all__ = [
    "AgreeForm",
    "BandsForm",
    "CategoryForm",
    "ColumnsForm",
    "CooperationForm",
    "DirectiveDaysForm",
    "DominatedForm",
    "FileForm",
    "HandoverForm",
    "JudgementForm",
    "MappingForm",
    "MergeForm",
    "OutcomeForm",
    "PlacesForm",
    "PlanForm",
    "PlanRowForm",
    "PointsForm",
    "QuestionForm",
    "RatersForm",
    "RatingForm",
    "ReaderForm",
    "RegisterForm",
    "RenameForm",
    "ReopenForm",
    "ReplyForm",
    "RowBeforeForm",
    "RuleForm",
    "SheetForm",
    "SimulationForm",
    "SplitForm",
    "SurveyForm",
    "ToPlanForm",
    "TriedForm",
    "initial_of",
    "key_of",
    "refuse",
]
