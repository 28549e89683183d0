"""Forms of the respondent and the reviewer. They parse; the actions decide."""

from aktiva.apps.surveys.forms.answering import (
    MeetingForm,
    PastRiskForm,
    QuestionForm,
    RiskQuestion,
    SheetFileForm,
    wrong_fields,
)
from aktiva.apps.surveys.forms.campaigns import (
    FIELDS_OF,
    KINDS,
    CampaignForm,
    CloseForm,
    DelegateForm,
    ExtendForm,
    ManySheetsForm,
    RemarkForm,
)

__all__ = [
    "FIELDS_OF",
    "KINDS",
    "CampaignForm",
    "CloseForm",
    "DelegateForm",
    "ExtendForm",
    "ManySheetsForm",
    "MeetingForm",
    "PastRiskForm",
    "QuestionForm",
    "RemarkForm",
    "RiskQuestion",
    "SheetFileForm",
    "wrong_fields",
]
